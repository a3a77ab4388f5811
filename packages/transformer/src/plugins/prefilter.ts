/** Does a file mention a module of the markers at all? Without this the compiler is not even loaded. */
export const mentionsMarkers = (text: string): boolean => /["']cotangent(\/testing)?["']/.test(text);

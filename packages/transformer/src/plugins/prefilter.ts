/** Does a file mention the runtime package at all? Without this the compiler is not even loaded. */
export const mentionsMarkers = (text: string): boolean => text.includes('"cotangent"') || text.includes("'cotangent'");

/** The program left what this interpreter knows, or what a well-behaved program does. */
export class Unsuitable extends Error {}

/** Errors that say that a program was not meant so, or that it does not end. */
export const isAccident = (error: unknown): boolean =>
  error instanceof Error &&
  (["TypeError", "ReferenceError", "SyntaxError"].includes(error.name) || /call stack|timed out/.test(error.message));

/** A program on which the compiler is wrong, and how: programs that fail in the same way are of one kind. */
export class Failure extends Error {
  constructor(
    readonly kind: string,
    message: string,
    /** The optimizations that were off; empty where all were on. */
    readonly off: readonly string[] = [],
  ) {
    super(`${kind}${off.length > 0 ? ` (${off.join(", ")} off)` : ""}: ${message}`);
  }
}

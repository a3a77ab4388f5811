/** A program on which the compiler is wrong, and how: programs that fail in the same way are of one kind. */
export class Failure extends Error {
  constructor(
    readonly kind: string,
    message: string,
    /** The check that failed: gradient and pushforward are checked by the first, others by oracles of that name. */
    readonly by: string = "",
    /** The optimizations that were off; empty where all were on. */
    readonly off: readonly string[] = [],
  ) {
    super(`${kind}${by === "" ? "" : ` (${by})`}${off.length > 0 ? ` (${off.join(", ")} off)` : ""}: ${message}`);
  }

  /** The same, found by another check. */
  in(by: string, off: readonly string[] = []): Failure {
    return new Failure(this.kind, this.message.slice(this.message.indexOf(": ") + 2), by, off);
  }
}

export const fail = (kind: string, message: string): never => {
  throw new Failure(kind, message);
};

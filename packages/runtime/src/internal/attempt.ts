/** What a piece of host code gave: its value, or the exception that left it. */
export interface Attempt {
  readonly failed: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: emitted code knows the type of the value
  readonly value: any;
  readonly error: unknown;
}

/** Runs host code whose exceptions the program catches itself. */
export function attempt(run: () => unknown): Attempt {
  try {
    return { failed: false, value: run(), error: undefined };
  } catch (error) {
    return { failed: true, value: undefined, error };
  }
}

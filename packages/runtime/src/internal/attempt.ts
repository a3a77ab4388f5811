/** What a piece of host code gave: its value, or the exception that left it. */
export interface Attempt<T> {
  readonly failed: boolean;
  /** Only asked for if it did not fail. */
  readonly value: T;
  readonly error: unknown;
}

/** Runs host code whose exceptions the program catches itself. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { failed: false, value: run(), error: undefined };
  } catch (error) {
    return { failed: true, value: undefined as T, error };
  }
}

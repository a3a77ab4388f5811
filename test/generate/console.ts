/** A console that keeps what is written, for programs whose side effects are compared. */
export interface Recorder {
  readonly lines: unknown[][];
  readonly log: (...items: unknown[]) => void;
}

/** `show` says what is kept of each item. */
export function createRecorder(show: (item: unknown) => unknown = (item) => item): Recorder {
  const lines: unknown[][] = [];
  return { lines, log: (...items) => lines.push(items.map(show)) };
}

/** Where a command prints. */
export interface Output {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly color: boolean;
}

/** The command was used wrongly; the message says how. */
export class UsageError extends Error {}

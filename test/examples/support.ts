/** A fenced block of a Markdown text. */
export interface Block {
  readonly language: string;
  /** What follows the language: `file=src/main.ts` gives file → src/main.ts, a bare `output` gives output → "". */
  readonly attributes: ReadonlyMap<string, string>;
  /** Ends with a line feed, unless it is empty. */
  readonly text: string;
}

export function codeBlocks(markdown: string): readonly Block[] {
  const blocks = markdown.matchAll(/^```(\w+)([^\n]*)\n(.*?)^```$/gms);
  return [...blocks].map(([, language, words, text]) => ({
    language: language!,
    attributes: new Map(
      words!
        .trim()
        .split(/\s+/)
        .filter((word) => word !== "")
        .map((word): [string, string] => {
          const [key, value = ""] = word.split("=");
          return [key!, value];
        }),
    ),
    text: text!,
  }));
}

/** The text of the top-level functions whose names begin with `prefix`. */
export const functionsOf = (code: string, prefix: string): string =>
  [...code.matchAll(/^(?:export )?function (\w+)\(.*?^\}\n/gms)]
    .filter(([, name]) => name!.startsWith(prefix))
    .map(([text]) => text)
    .join("\n");

/** A piece of a text and what stands for it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where the text comes from, if it was moved. */
  readonly source?: number;
}

/** The text with the edits made, and the place in the old text for each in the new. */
export function applyEdits(text: string, edits: readonly Edit[]): { text: string; originOf: (at: number) => number } {
  const parts: string[] = [];
  const shifts: { readonly from: number; readonly end: number; readonly edit: Edit }[] = [];
  let last = 0;
  let length = 0;
  for (const edit of edits) {
    parts.push(text.slice(last, edit.start), edit.text);
    const from = length + edit.start - last;
    length = from + edit.text.length;
    shifts.push({ from, end: length, edit });
    last = edit.end;
  }
  parts.push(text.slice(last));
  const originOf = (at: number): number => {
    const before = shifts.findLast(({ from }) => from <= at);
    if (before === undefined) return at;
    const { from, end, edit } = before;
    if (at >= end) return edit.end + at - end;
    return edit.source === undefined ? edit.start : edit.source + at - from;
  };
  return { text: parts.join(""), originOf };
}

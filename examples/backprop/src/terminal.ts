import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import pc from "picocolors";

/** Colours only on a terminal, and never against NO_COLOR. */
export const colors = pc.createColors(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);

export const write = (text = ""): void => {
  process.stdout.write(`${text}\n`);
};

export const heading = (text: string): void => write(`\n${colors.bold(colors.cyan(text))}\n`);

export const paragraph = (...lines: string[]): void => write(`${lines.join("\n")}\n`);

export const indented = (text: string, by = 2): string => text.replace(/^(?=.)/gm, " ".repeat(by));

/** Source text, set apart by a bar. */
export const code = (text: string): void => write(`${text.replace(/^/gm, `  ${colors.dim("│")} `)}\n`);

/** A table with a head; numbers go to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const result = new Table({
    head: head.map((text) => colors.bold(text)),
    colAligns: head.map((_, column) => (typeof rows[0]?.[column] === "number" ? "right" : "left")),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) result.push([...row]);
  return result.toString();
}

/** Two blocks of text, one beside the other. */
export function beside(left: string, right: string, gap = 4): string {
  const lines = left.split("\n");
  const others = right.split("\n");
  const width = Math.max(...lines.map(visibleLength)) + gap;
  return Array.from({ length: Math.max(lines.length, others.length) }, (_, row) => {
    const line = lines[row] ?? "";
    return line + " ".repeat(width - visibleLength(line)) + (others[row] ?? "");
  }).join("\n");
}

const visibleLength = (text: string): number => stripVTControlCharacters(text).length;

import type { Mutant } from "./instrument.js";
import type { Fate } from "./run.js";

interface Done extends Mutant {
  readonly fate: Fate;
}

/** A table by file, and the mutants that nothing noticed. What was begun and never done took all memory or did not end: it is killed. */
export function report(lines: readonly string[], mutants: readonly Mutant[]): string {
  const entries = lines.map((line) => JSON.parse(line) as Done & { readonly begun?: true });
  const fates = new Map<number, Fate>();
  for (const { id, begun, fate } of entries) fates.set(id, begun ? (fates.get(id) ?? "killed") : fate);
  const done = mutants.filter(({ id }) => fates.has(id));
  const files = [...new Set(done.map(({ file }) => file))].sort();
  const folders = [...new Set(files.map((file) => file.replace(/\/.*/, "")))];
  const count = (of: readonly Mutant[], fate: Fate): number => of.filter(({ id }) => fates.get(id) === fate).length;
  const row = (name: string, of: readonly Mutant[]): string => {
    const [killed, golden] = [count(of, "killed"), count(of, "golden")];
    const share = (n: number): string => `${((100 * n) / of.length).toFixed(0)} %`;
    return `| ${name} | ${of.length} | ${killed} | ${golden} | ${count(of, "text")} | ${count(of, "survived")} | ${count(of, "unreached")} | ${share(killed)} | ${share(killed + golden)} |`;
  };
  const unnoticed = done.filter(({ id }) => fates.get(id) !== "killed" && fates.get(id) !== "golden");
  return [
    "| file | mutants | other numbers | other golden | other text | the same | not reached | by numbers | by numbers or goldens |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...files.map((file) =>
      row(
        file,
        done.filter((one) => one.file === file),
      ),
    ),
    ...folders.map((folder) =>
      row(
        folder,
        done.filter(({ file }) => file.startsWith(folder)),
      ),
    ),
    row("all", done),
    "",
    ...unnoticed.map(
      ({ id, file, line, before, after }) =>
        `${fates.get(id)} ${file}:${line}: ${short(before)} → ${after === "" ? "(left out)" : short(after)}`,
    ),
    "",
  ].join("\n");
}

const short = (text: string): string => text.replace(/\s+/g, " ").slice(0, 90);

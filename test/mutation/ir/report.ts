import { mutatedPasses } from "./passes.js";
import type { Outcome } from "./run.js";

/** Tables by pass and by kind of change, and what nothing noticed. What was begun and never done took all memory or did not end. */
export function report(lines: readonly string[]): string {
  const outcomes = new Map<string, Outcome>();
  for (const line of lines) {
    const entry = JSON.parse(line) as Outcome & { readonly finished?: string };
    if (entry.finished !== undefined) continue;
    const id = `${entry.program} ${entry.change}`;
    outcomes.set(id, entry.fate === undefined ? (outcomes.get(id) ?? { ...entry, fate: "endless" }) : entry);
  }
  const all = [...outcomes.values()];
  const table = (name: string, keyOf: (one: Outcome) => string): readonly string[] => [
    `| ${name} | changes | same text | proved alike | others | numbers or effects | stopped | endless | survived | killed |`,
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...[...new Set(all.map(keyOf))].sort().map((key) =>
      row(
        key,
        all.filter((one) => keyOf(one) === key),
      ),
    ),
    "",
  ];
  const survivors = all.filter(isUnnoticed);
  // What stops the compiler has no derivative that somebody could see.
  const contradicted = all.filter(
    ({ proof, fate }) => proof !== undefined && (fate === "numbers" || fate === "endless"),
  );
  return [
    ...table("part", ({ pass }) => mutatedPasses[pass]!),
    ...table("pass", ({ pass }) => pass),
    ...table("change", ({ kind }) => kind),
    ...contradicted.map((one) => `noticed, though proved to be alike (${one.proof}): ${textOf(one)}`),
    ...survivors.map((one) => `${one.runs === false ? "not run: " : ""}${textOf(one)}`),
    "",
  ].join("\n");
}

const isUnnoticed = ({ fate, proof }: Outcome): boolean => fate === "survived" && proof === undefined;

const textOf = ({ program, change, pass, kind, before, after }: Outcome): string =>
  `${program} #${change} ${pass}, ${kind}: ${before} → ${after}`;

function row(name: string, all: readonly Outcome[]): string {
  const count = (fate: Outcome["fate"]): number => all.filter((one) => one.fate === fate).length;
  const survived = all.filter(isUnnoticed).length;
  const [same, proved] = [count("same text"), count("survived") - survived];
  const others = all.length - same - proved;
  const share = others === 0 ? "" : `${((100 * (others - survived)) / others).toFixed(1)} %`;
  return `| ${name} | ${all.length} | ${same} | ${proved} | ${others} | ${count("numbers")} | ${count("stopped")} | ${count("endless")} | ${survived} | ${share} |`;
}

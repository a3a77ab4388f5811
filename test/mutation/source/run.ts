import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { patience, within } from "../../support/within.js";
import { createProbes, isSame } from "../battery.js";
import type { Mutant } from "./instrument.js";
import { findReach, hashOf, type Known } from "./reach.js";

/** What became of a mutant: other numbers, another golden, other text that no golden holds, or nothing that is seen. */
export type Fate = "killed" | "golden" | "text" | "survived" | "unreached";

interface Task {
  readonly mutants: readonly Mutant[];
  /** Of every mutant there is. */
  readonly ids: readonly number[];
  /** One line for each mutant that is begun or done. */
  readonly log: string;
  /** Where it is kept which program comes by which mutants. */
  readonly reach: string;
  /** The share of the programs that is taken, and how many of those that come by a mutant are tried. */
  readonly share: number;
  readonly most: number;
}

/** Set before the compiler is loaded: which mutant is active, and those that were reached. */
interface State {
  active: number;
  reached: Set<number> | undefined;
  readonly task: Task;
}

const state = (globalThis as unknown as { readonly $mutation: State }).$mutation;
const { mutants, ids, log, reach, most, share } = state.task;

function record(run: () => string): { readonly result: string; readonly reached: ReadonlySet<number> } {
  const reached = new Set<number>();
  state.reached = reached;
  try {
    return { result: run(), reached };
  } finally {
    state.reached = undefined;
  }
}

const outcomes = new Map<Known, readonly unknown[]>();
/** What the tests found to be right; found when it is first needed, without a mutant. */
function outcomeOf(one: Known): readonly unknown[] {
  let outcome = outcomes.get(one);
  if (outcome === undefined) {
    outcome = one.probe.run(one.probe.emit());
    outcomes.set(one, outcome);
  }
  return outcome;
}

/** Evenly from fast to slow, the fast ones first. */
function chosen(reaching: readonly Known[]): readonly Known[] {
  const every = Math.max(1, reaching.length / most);
  return reaching.filter((_, k) => Math.floor(k / every) !== Math.floor((k - 1) / every));
}

function fateOf({ id }: Mutant, known: readonly Known[]): { readonly fate: Fate; readonly by: string } {
  const reaching = known.filter(({ reaches }) => reaches(id));
  if (reaching.length === 0) return { fate: "unreached", by: "" };
  let noticed: { readonly fate: Fate; readonly by: string } = { fate: "survived", by: "" };
  for (const one of chosen(reaching)) {
    const { probe, text, time } = one;
    const now = emitMutated(id, one);
    if (now === undefined) return { fate: "killed", by: probe.name };
    // The same text does the same.
    if (hashOf(now) === text) continue;
    const expected = outcomeOf(one);
    try {
      if (
        !isSame(
          expected,
          within(patience(time), () => probe.run(now)),
        )
      )
        return { fate: "killed", by: probe.name };
    } catch {
      return { fate: "killed", by: probe.name };
    }
    if (probe.golden) noticed = { fate: "golden", by: probe.name };
    else if (noticed.fate === "survived") noticed = { fate: "text", by: probe.name };
  }
  return noticed.fate === "golden" ? noticed : (byGolden(id, reaching) ?? noticed);
}

/** The first golden of all that a mutant changes: to look at the text alone is fast. */
function byGolden(id: number, reaching: readonly Known[]): { readonly fate: Fate; readonly by: string } | undefined {
  for (const one of reaching.filter(({ probe }) => probe.golden)) {
    const now = emitMutated(id, one);
    if (now === undefined) return { fate: "killed", by: one.probe.name };
    if (hashOf(now) !== one.text) return { fate: "golden", by: one.probe.name };
  }
  return undefined;
}

/** Undefined if the compiler fails, refuses or does not end. */
function emitMutated(id: number, { probe, time }: Known): string | undefined {
  state.active = id;
  try {
    return within(patience(time), () => probe.emit());
  } catch {
    return undefined;
  } finally {
    state.active = -1;
  }
}

const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : [];
const done = new Set(lines.map((line) => (JSON.parse(line) as { readonly id: number }).id));
const write = (entry: object): void => appendFileSync(log, `${JSON.stringify(entry)}\n`);
const left = mutants.filter(({ id }) => !done.has(id));
if (left.length > 0) {
  const probes = createProbes(share);
  const known = findReach(probes, ids, reach, record);
  console.log(`${known.length} programs look at ${left.length} mutants`);
  for (const mutant of left) {
    // Who does not come back is begun and not done, and is passed by the next time.
    write({ id: mutant.id, begun: true });
    const start = performance.now();
    write({ ...mutant, ...fateOf(mutant, known), seconds: Math.round(performance.now() - start) / 1000 });
  }
}
process.exit(0);

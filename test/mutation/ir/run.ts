import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { seededNumbers } from "../../support/structure.js";
import { patience, within } from "../../support/within.js";
import { createProbes, isSame, type Probe } from "../battery.js";
import { type Candidate, listing, replacing } from "./candidates.js";
import { mutatedPasses } from "./passes.js";

/** What became of a change: other numbers or effects, an invariant that broke, a run that does not end, the same text, or nothing that is seen. */
export type Fate = "numbers" | "stopped" | "endless" | "same text" | "survived";

export interface Outcome {
  readonly program: string;
  /** Its number among the changes of the program. */
  readonly change: number;
  readonly pass: string;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
  readonly fate: Fate;
  /** Why the change cannot be seen, if that is proved. */
  readonly proof?: string;
  /** Of what survived: whether the changed statement runs. */
  readonly runs?: boolean;
}

export interface Task {
  /** So many changes, so many of them of one program. */
  readonly sample: number;
  readonly each: number;
  readonly seed: number;
  /** The share of the programs that is taken. */
  readonly share: number;
  /** Part of the name of a pass, of a kind of change, of a program. */
  readonly only: string;
  /** One line for each change that is begun or done. */
  readonly log: string;
}

const task = JSON.parse(readFileSync(process.env.MUTATION_TASK!, "utf8")) as Task;
const write = (entry: object): void => appendFileSync(task.log, `${JSON.stringify(entry)}\n`);
const lines = existsSync(task.log) ? readFileSync(task.log, "utf8").split("\n").filter(Boolean) : [];
const entries = lines.map((line) => JSON.parse(line) as Partial<Outcome> & { readonly finished?: string });
const finished = new Set(entries.flatMap((entry) => entry.finished ?? []));
const begun = new Set(entries.map(({ program, change }) => `${program} ${change}`));
let count = new Set(
  entries.filter(({ fate }) => fate !== undefined).map(({ program, change }) => `${program} ${change}`),
).size;

const start = performance.now();
/** What a statement that is watched counts up. */
const reached = { count: 0 };
(globalThis as unknown as { $reached: () => void }).$reached = () => {
  reached.count++;
};

function tryChanges(probe: Probe): void {
  const candidates: Candidate[] = [];
  let text: string;
  let time = performance.now();
  try {
    text = probe.emit({ intercept: listing(candidates) });
  } catch {
    return;
  }
  const wanted = candidates.filter(({ pass, change }) => `${probe.name} ${pass} ${change.kind}`.includes(task.only));
  if (wanted.length === 0) return;
  const expected = probe.run(text);
  time = performance.now() - time;
  for (const candidate of chosen(wanted, `${probe.name} ${task.seed}`)) {
    const number = candidates.indexOf(candidate);
    if (begun.has(`${probe.name} ${number}`)) continue;
    const { pass, change } = candidate;
    const id = { program: probe.name, change: number, pass, kind: change.kind, ...change.describe() };
    // Who does not come back is begun and not done, and is passed by the next time.
    write(id);
    const before = performance.now();
    const fate = fateOf(probe, candidate, { text, time, expected });
    const seconds = Math.round(performance.now() - before) / 1000;
    const proof = change.proof?.();
    const isRun = fate === "survived" && proof === undefined ? runs(probe, candidate, time) : undefined;
    write({ ...id, fate, proof, runs: isRun, seconds });
    if (++count % 100 === 0)
      console.log(`${count} of ${task.sample}, ${Math.round((performance.now() - start) / 1000)} s`);
    if (count >= task.sample) return;
  }
}

function fateOf(
  probe: Probe,
  candidate: Candidate,
  known: { readonly text: string; readonly time: number; readonly expected: readonly unknown[] },
): Fate {
  let text: string;
  try {
    text = within(patience(known.time), () => probe.emit({ intercept: replacing(candidate, "make") }));
  } catch (error) {
    return isTimeout(error) ? "endless" : "stopped";
  }
  if (text === known.text) return "same text";
  try {
    return isSame(
      known.expected,
      within(patience(known.time), () => probe.run(text)),
    )
      ? "survived"
      : "numbers";
  } catch (error) {
    return isTimeout(error) ? "endless" : "numbers";
  }
}

/** Whether a statement that was changed unnoticed runs at all; undefined where it cannot be watched. */
function runs(probe: Probe, candidate: Candidate, time: number): boolean | undefined {
  reached.count = 0;
  try {
    const watched = probe.emit({ intercept: replacing(candidate, "watched") });
    within(patience(time), () => probe.run(watched));
    return reached.count > 0;
  } catch {
    return undefined;
  }
}

const isTimeout = (error: unknown): boolean =>
  (error as { readonly code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** Changes of both parts of the compiler in turn, of each kind as often as of the others. */
function chosen(candidates: readonly Candidate[], seed: string): readonly Candidate[] {
  const next = numbersFor(seed);
  const take = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const found = new Set<Candidate>();
  const parts = [...new Set(Object.values(mutatedPasses))].map((part) =>
    candidates.filter(({ pass }) => mutatedPasses[pass] === part),
  );
  for (let tries = 0; found.size < Math.min(task.each, candidates.length) && tries < 20 * task.each; tries++) {
    const part = parts[tries % parts.length]!;
    if (part.length === 0) continue;
    const kind = take([...new Set(part.map(({ change }) => change.kind))]);
    found.add(take(part.filter(({ change }) => change.kind === kind)));
  }
  return [...found];
}

function shuffled(probes: readonly Probe[]): readonly Probe[] {
  const place = new Map(probes.map((probe) => [probe, numbersFor(`${probe.name} ${task.seed}`)()]));
  return probes.toSorted((a, b) => place.get(a)! - place.get(b)!);
}

/** Numbers from 0 to 1 that a text decides. */
function numbersFor(text: string): () => number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  const next = seededNumbers(hash);
  return () => (next() + 1) / 2;
}

for (const probe of shuffled(createProbes(task.share))) {
  if (count >= task.sample) break;
  if (finished.has(probe.name)) continue;
  tryChanges(probe);
  write({ finished: probe.name });
}
process.exit(0);

import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { createProbes, isSame, type Look, type Probe } from "./battery.js";
import type { Mutant } from "./instrument.js";

/** What became of a mutant: other numbers, other text with the same numbers, or nothing that is seen. */
export type Fate = "killed" | "text" | "survived" | "unreached";

interface Task {
  readonly mutants: readonly Mutant[];
  /** One line for each mutant that is begun or done. */
  readonly log: string;
  /** How many programs there are, and how many of those that come by a mutant are tried before it counts as survived. */
  readonly programs: number;
  readonly most: number;
}

/** Set before the compiler is loaded: which mutant is active, and those that were reached. */
interface State {
  active: number;
  reached: Set<number> | undefined;
  readonly task: Task;
}

/** How much longer than without a mutant a program may take. */
const patience = 20;
const shared = globalThis as unknown as { readonly $mutation: State; $run: () => unknown };
const state = shared.$mutation;
const { mutants, log, most, programs } = state.task;

const within = <T>(time: number, run: () => T): T => {
  shared.$run = run;
  return runInThisContext("globalThis.$run()", { timeout: 1000 + Math.ceil(patience * time) }) as T;
};

interface Known {
  readonly probe: Probe;
  readonly look: Look;
  readonly reaches: ReadonlySet<number>;
  readonly time: number;
}

/** What every probe gives without a mutant, and which mutants it comes by. */
function lookAtAll(): readonly Known[] {
  const probes = createProbes();
  const every = probes.length / programs;
  return probes
    .filter((_, k) => every <= 1 || Math.floor(k / every) !== Math.floor((k - 1) / every))
    .flatMap((probe): Known[] => {
      const reached = new Set<number>();
      state.reached = reached;
      try {
        const start = performance.now();
        const look = probe.look();
        return [{ probe, look, reaches: reached, time: performance.now() - start }];
      } catch {
        return [];
      } finally {
        state.reached = undefined;
      }
    })
    .sort((a, b) => a.time - b.time);
}

function fateOf({ id }: Mutant, known: readonly Known[]): { readonly fate: Fate; readonly by: string } {
  const reaching = known.filter(({ reaches }) => reaches.has(id));
  let text: string | undefined;
  state.active = id;
  try {
    // Evenly from fast to slow.
    const every = Math.max(1, Math.floor(reaching.length / most));
    for (const { probe, look, time } of reaching.filter((_, k) => k % every === 0).slice(0, most)) {
      try {
        const now = within(time, probe.look);
        if (!isSame(look, now)) return { fate: "killed", by: probe.name };
        if (now.text !== look.text) text ??= probe.name;
      } catch {
        return { fate: "killed", by: probe.name };
      }
    }
  } finally {
    state.active = -1;
  }
  if (reaching.length === 0) return { fate: "unreached", by: "" };
  return text === undefined ? { fate: "survived", by: "" } : { fate: "text", by: text };
}

const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : [];
const done = new Set(lines.map((line) => (JSON.parse(line) as { readonly id: number }).id));
const write = (entry: object): void => appendFileSync(log, `${JSON.stringify(entry)}\n`);
const left = mutants.filter(({ id }) => !done.has(id));
const known = left.length > 0 ? lookAtAll() : [];
console.log(`${known.length} programs look at ${left.length} mutants`);
for (const mutant of left) {
  // Who does not come back is begun and not done, and is passed by the next time.
  write({ id: mutant.id, begun: true });
  write({ ...mutant, ...fateOf(mutant, known) });
}
process.exit(0);

import { type Compilation, compile, type PassRun } from "./passRuns.js";

/** The program after `ts example=name`. */
const examplePattern = /^```ts example=(\w+)\n([\s\S]*?)^```$/gm;
/** A part that is generated, with the words that say what: the example, then a pass, `emitted`, `jvp …` or `passes`. */
const partPattern = /^<!-- generated: (\w+) (.+) -->\n[\s\S]*?^<!-- end -->$/gm;

/** The text of a document with its generated parts made anew. Every pass that ran on the first example must have its part. */
export function updateParts(text: string, root: string): string {
  const examples = [...text.matchAll(examplePattern)].map(([, name = "", program = ""]) => ({ name, program }));
  const compilations = new Map<string, Compilation>();
  const compilation = (name: string, marker: "valueAndGrad" | "jvp"): Compilation => {
    const key = `${name} ${marker}`;
    const example = examples.find((one) => one.name === name);
    if (example === undefined) throw new Error(`no example ${name}`);
    const known = compilations.get(key) ?? compile(name, example.program, marker, root);
    compilations.set(key, known);
    return known;
  };

  const shown: string[] = [];
  const updated = text.replaceAll(partPattern, (_, name: string, what: string) => {
    const isJvp = what.startsWith("jvp ");
    const made = compilation(name, isJvp ? "jvp" : "valueAndGrad");
    const part = isJvp ? what.slice("jvp ".length) : what;
    if (name === examples[0]?.name && !isJvp) shown.push(part);
    return `<!-- generated: ${name} ${what} -->\n${partOf(made, part)}\n<!-- end -->`;
  });

  const [main] = examples;
  if (main !== undefined) checkOrder(compilation(main.name, "valueAndGrad").runs, shown);
  return updated;
}

function partOf({ runs, emitted }: Compilation, part: string): string {
  if (part === "emitted") return fenced("ts", emitted);
  if (part === "passes") return runs.map(({ pass }) => `\`${pass}\``).join(" → ");
  const start = runs.findIndex(({ pass }) => pass === part);
  const run = runs[start];
  if (run === undefined) throw new Error(`no pass ${part}; there are ${firstRuns(runs).join(", ")}`);
  const after = runs.slice(start + 1);
  const next = after.findIndex(({ isFirst }) => isFirst);
  const first = run.changed ? fenced("", run.text) : "It leaves this function as it is.";
  return [first, ...again(next < 0 ? after : after.slice(0, next))].join("\n\n");
}

/** The runs of earlier passes that follow before a new one comes; those that change nothing together. */
function again(runs: readonly PassRun[]): readonly string[] {
  const out: string[] = [];
  let idle: string[] = [];
  const closeIdle = (): void => {
    if (idle.length > 0) out.push(`Then ${idle.join(", ")} again, without a change here.`);
    idle = [];
  };
  for (const { pass, text, changed } of runs) {
    if (!changed) idle.push(`\`${pass}\``);
    else {
      closeIdle();
      out.push(`Then \`${pass}\` again:`, fenced("", text));
    }
  }
  closeIdle();
  return out;
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const firstRuns = (runs: readonly PassRun[]): readonly string[] =>
  runs.filter(({ isFirst }) => isFirst).map(({ pass }) => pass);

/** The document follows the pipeline: no pass may be missing, none in another place. */
function checkOrder(runs: readonly PassRun[], shown: readonly string[]): void {
  const passes = firstRuns(runs);
  const places = shown.filter((part) => passes.includes(part));
  const missing = passes.filter((pass) => !places.includes(pass));
  if (missing.length > 0) throw new Error(`ARCHITECTURE.md has no section for ${missing.join(", ")}`);
  if (passes.join() !== places.join())
    throw new Error(`ARCHITECTURE.md: the passes run in the order ${passes.join(", ")}`);
}

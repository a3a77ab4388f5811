import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { root } from "../support/fixtures.js";
import { openCorpus, type RunState } from "./corpus.js";
import { describeFinding, readFinding } from "./findings.js";
import { createProperty, type Finding } from "./property.js";
import { coverageOf, tableText } from "./table.js";

const { values } = parseArgs({
  options: {
    count: { type: "string" },
    seed: { type: "string" },
    corpus: { type: "string", default: join(root, "node_modules/.cache/fuzz") },
    program: { type: "string" },
    only: { type: "string" },
    shrink: { type: "string", default: "60" },
    table: { type: "boolean", default: false },
  },
});
const shrinkFor = Number(values.shrink) * 1000;
const corpus = openCorpus(values.corpus);
const { run, counts, asked, times } = createProperty(values.only?.split(","));

if (values.table) console.log(tableText(coverageOf(Number(values.count ?? 2000), Number(values.seed ?? 1))));
else if (values.program !== undefined) {
  const finding = run(0, shrinkFor, readFinding(readFileSync(values.program, "utf8")));
  console.log(finding === undefined ? "it does not fail" : describeFinding(finding));
  process.exitCode = finding === undefined ? 0 : 1;
} else {
  tryAgain();
  await runMany();
}

/** What failed in an earlier run: where it does no more, it is to be kept as a program of the tests. */
function tryAgain(): void {
  for (const { name, text } of corpus.failed()) {
    if (run(0, 0, readFinding(text)) !== undefined) console.log(`${name} still fails`);
    else {
      corpus.mend(name, text);
      console.log(`${name} does not fail any more`);
    }
  }
}

function startState(): RunState {
  const { interrupted } = corpus;
  if (interrupted !== undefined && values.seed === undefined && values.count === undefined) return interrupted;
  const first = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
  const count = Number(values.count ?? 20_000);
  return { first, count, done: 0, checked: 0, unsuitable: 0, oracles: {}, failures: {} };
}

async function runMany(): Promise<void> {
  const start = startState();
  const { first, count } = start;
  const failures: Record<string, number> = { ...start.failures };
  let done = start.done;
  let stopped = false;
  process.once("SIGINT", () => {
    stopped = true;
  });
  const state = (): RunState => ({
    first,
    count,
    done,
    checked: start.checked + counts.checked,
    unsuitable: start.unsuitable + counts.unsuitable,
    oracles: Object.fromEntries([...asked].map(([name, times]) => [name, (start.oracles[name] ?? 0) + times])),
    failures,
  });
  console.log(`seeds from ${first}${done > 0 ? `, ${done} are done` : ""}; findings are kept in ${corpus.folder}`);
  const show = progress(count, done);
  for (; done < count && !stopped; ) {
    const finding = run(first + done, shrinkFor);
    // Lets an interrupt through: the program that it cut short is the next run's first.
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped) break;
    done++;
    if (finding !== undefined) show.finding(report(finding, failures));
    show.update(done, failures);
    if (done % 10 === 0) corpus.save(state());
  }
  corpus.save(state());
  show.end();
  summarize(state());
  process.exitCode = Object.keys(failures).length > 0 ? 1 : 0;
}

function report(finding: Finding, failures: Record<string, number>): string {
  failures[finding.kind] = (failures[finding.kind] ?? 0) + 1;
  const text = describeFinding(finding);
  return `\n${corpus.keep(finding.kind, finding.seed, text)}\n${text}`;
}

/** A bar on a terminal, a line now and then elsewhere. */
function progress(count: number, done: number) {
  const started = Date.now();
  const failed = (failures: Readonly<Record<string, number>>): string => {
    const kinds = Object.values(failures);
    return `${kinds.reduce((sum, n) => sum + n, 0)} failures of ${kinds.length} kinds`;
  };
  if (!process.stdout.isTTY)
    return {
      update: (now: number, failures: Readonly<Record<string, number>>) => {
        const seconds = ((Date.now() - started) / 1000).toFixed(0);
        if (now % 100 === 0 || now === count)
          console.log(`${now} / ${count} programs, ${failed(failures)}, ${seconds} s`);
      },
      finding: (text: string) => console.log(text),
      end: () => undefined,
    };
  const bar = new SingleBar({
    format: "{bar} {value} / {total} programs, {failed}, {duration_formatted}, {eta_formatted} left",
  });
  bar.start(count, done, { failed: failed({}) });
  return {
    update: (now: number, failures: Readonly<Record<string, number>>) => bar.update(now, { failed: failed(failures) }),
    finding: (text: string) => console.log(text),
    end: () => bar.stop(),
  };
}

function summarize({ first, done, count, checked, unsuitable, oracles, failures }: RunState): void {
  const seconds = [...times].map(([part, milliseconds]) => `${part} ${(milliseconds / 1000).toFixed(0)} s`);
  console.log(`\n${done} of ${count} programs from seed ${first}: ${checked} checked, ${unsuitable} left out`);
  console.log(`this run's time: ${seconds.join(", ")}`);
  for (const [name, times] of Object.entries(oracles)) console.log(`${name}: ${times} programs`);
  for (const [kind, times] of Object.entries(failures)) console.log(`failed ${times}: ${kind}`);
  for (const [reason, times] of [...counts.reasons].sort(([, a], [, b]) => b - a).slice(0, 8))
    console.log(`left out ${times}: ${reason}`);
  if (done < count) console.log("npm run fuzz goes on from here");
}

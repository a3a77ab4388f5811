import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeFinding, readFinding } from "./findings.js";
import { createProperty } from "./property.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string" },
    program: { type: "string" },
    out: { type: "string" },
    only: { type: "string" },
    shrink: { type: "string", default: "60" },
  },
});
const count = values.program === undefined ? Number(values.count) : 1;
const first = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
const { run, counts } = createProperty(values.only?.split(","));
const given = values.program === undefined ? undefined : readFinding(readFileSync(values.program, "utf8"));
const kinds = new Map<string, number>();
const started = Date.now();

const progress = (done: number): void => {
  const seconds = (Date.now() - started) / 1000;
  const failures = [...kinds.values()].reduce((sum, n) => sum + n, 0);
  const line = `${done} / ${count} programs, ${counts.checked} checked, ${failures} failures of ${kinds.size} kinds, ${counts.unsuitable} left out, ${seconds.toFixed(0)} s`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
  else if (done % 50 === 0 || done === count) console.log(line);
};

console.log(`seed ${first}`);
for (let k = 0; k < count; k++) {
  const finding = run(first + k, Number(values.shrink) * 1000, given);
  if (finding !== undefined) {
    const { kind, seed } = finding;
    const times = kinds.get(kind) ?? 0;
    kinds.set(kind, times + 1);
    const text = describeFinding(finding);
    console.log(`\n${text}`);
    if (values.out !== undefined) {
      mkdirSync(values.out, { recursive: true });
      writeFileSync(join(values.out, `${kind.replace(/[^\w]+/g, "-").slice(0, 60)}-${seed}.ts`), text);
    }
  }
  progress(k + 1);
}
console.log("");
for (const [reason, times] of [...counts.reasons].sort(([, a], [, b]) => b - a).slice(0, 8))
  console.log(`left out ${times}: ${reason}`);
process.exitCode = kinds.size > 0 ? 1 : 0;

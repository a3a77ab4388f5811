import { expect, test } from "vitest";
import { describeFinding } from "./findings.js";
import { createProperty } from "./property.js";

/** FUZZ_SEED=n repeats a run. */
const first = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);
const programs = 40;
const seconds = 25;

test(`random programs from seed ${first}`, { timeout: 180_000 }, () => {
  const { run, counts } = createProperty();
  const end = Date.now() + seconds * 1000;
  for (let k = 0; k < programs && Date.now() < end; k++) {
    const finding = run(first + k, 60_000);
    if (finding !== undefined) expect.fail(`\n${describeFinding(finding)}`);
  }
  console.log(`random programs from seed ${first}: ${counts.checked} checked, ${counts.unsuitable} left out`);
  expect(counts.checked).toBeGreaterThan(0);
});

import { expect, test } from "vitest";
import { describeFinding } from "./findings.js";
import { createProperty } from "./property.js";

/** FUZZ_SEED=n repeats a run. */
const first = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);
const programs = 300;
/** A machine that is busy checks fewer. */
const seconds = 30;
/** What the compiler refuses is a gap, which `npm run fuzz` reports; here it may not be many. */
const mostRefused = 6;

test(`random programs from seed ${first}`, { timeout: 400_000 }, () => {
  const { run, counts } = createProperty();
  const refused: string[] = [];
  const end = Date.now() + seconds * 1000;
  for (let k = 0; k < programs && Date.now() < end; k++) {
    const finding = run(first + k, 20_000);
    if (finding?.kind.startsWith("refused")) refused.push(describeFinding(finding));
    else if (finding !== undefined) expect.fail(`\n${describeFinding(finding)}`);
  }
  const { checked, unsuitable } = counts;
  console.log(
    `random programs from seed ${first}: ${checked} checked, ${unsuitable} left out, ${refused.length} refused`,
  );
  if (refused.length > mostRefused) expect.fail(refused.join("\n"));
  expect(checked).toBeGreaterThan(0);
});

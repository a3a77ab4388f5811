import { createProbes } from "../mutation/battery.js";

/** Emits each program, so that what runs of the compiler is known. That their numbers are right is for the tests. */
const probes = createProbes(Number(process.env.SHARE ?? "1"));
const start = performance.now();
let refused = 0;
for (const [k, { name, emit }] of probes.entries()) {
  try {
    emit();
  } catch (error) {
    refused++;
    // What is derived in one mode may be refused in another, but no invariant may be broken.
    const [first = ""] = String(error).split("\n");
    if (process.env.VERBOSE !== undefined || first.includes("Cotangent failed")) console.log(`${name}: ${first}`);
  }
  if (k % 200 === 199)
    console.log(`${k + 1} of ${probes.length} programs, ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
console.log(`${probes.length} programs, ${refused} of them refused`);

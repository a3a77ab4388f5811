// npm run bench [-- NAME…] [--json] [--processes N]

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, buildHessian, buildSecond } from "./build.mjs";
import { measureMemory } from "./memory.mjs";

const programs = {
  graph: "A  straight line",
  huber: "B  branch and early return",
  logistic: "C  a loss over data",
  rollout: "D  a sequential loop",
  heat: "E  an array updated in place",
  spring: "F  helpers that return records",
  mixture: "mixture of Gaussians, 1000 × 10, 25 components",
  bundle: "the 2 × 15 Jacobian of 30,000 reprojection errors",
};

/** Products with the Hessian, of these programs. */
const second = ["logistic", "rollout", "heat", "spring", "mixture"];

/** Hessians, with the number of their columns. */
const hessians = {
  logistic: { title: "C  a loss over data, 20 weights", columns: 20 },
  rosenbrock: { title: "a chain of 40 numbers (Rosenbrock)", columns: 40 },
};

/** One measurement in a process of its own. */
const measure = (paths) =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("measure.mjs", import.meta.url)), [JSON.stringify(paths)]);
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the measurement ended with code ${code}`)));
  });

/** The least times over several processes: V8 compiles the same code now better, now worse. */
async function measureProgram(name, processes) {
  const paths = await build(name);
  const least = {
    primal: Number.POSITIVE_INFINITY,
    emitted: Number.POSITIVE_INFINITY,
    standard: Number.POSITIVE_INFINITY,
  };
  let agrees = true;
  for (let k = 0; k < processes; k++) {
    const result = await measure(paths);
    for (const module of Object.keys(least)) least[module] = Math.min(least[module], result.least[module]);
    const { emitted, standard } = result.checksums;
    agrees &&= Math.abs(emitted - standard) <= 1e-9 * Math.max(1, Math.abs(standard));
  }
  return {
    program: name,
    milliseconds: least,
    emitted: least.emitted / least.primal,
    standard: least.standard / least.primal,
    emittedToStandard: least.emitted / least.standard,
    agrees,
  };
}

/** The time of a product with the Hessian in units of the gradient. */
async function measureProduct(name, processes) {
  const paths = await buildSecond(name);
  const least = { gradient: Number.POSITIVE_INFINITY, product: Number.POSITIVE_INFINITY };
  for (let k = 0; k < processes; k++) {
    const result = await measure(paths);
    for (const module of Object.keys(least)) least[module] = Math.min(least[module], result.least[module]);
  }
  return { program: name, milliseconds: least, product: least.product / least.gradient };
}

/** The time of a Hessian in units of a product with it. */
async function measureHessian(name, processes) {
  const paths = await buildHessian(name);
  const least = { whole: Number.POSITIVE_INFINITY, products: Number.POSITIVE_INFINITY };
  for (let k = 0; k < processes; k++) {
    const result = await measure(paths);
    for (const module of Object.keys(least)) least[module] = Math.min(least[module], result.least[module]);
  }
  const { columns } = hessians[name];
  return { program: name, columns, milliseconds: least, products: (columns * least.whole) / least.products };
}

const columns = [
  ["program", 48, (r) => programs[r.program]],
  ["primal", 12, (r) => duration(r.milliseconds.primal)],
  ["emitted", 10, (r) => r.emitted.toFixed(2)],
  ["by hand", 10, (r) => r.standard.toFixed(2)],
  ["emitted / by hand", 19, (r) => r.emittedToStandard.toFixed(2)],
];

const duration = (ms) => (ms < 1 ? `${(1000 * ms).toFixed(1)} µs` : `${ms.toFixed(2)} ms`);
const line = (cells) =>
  cells.map((cell, k) => (k === 0 ? cell.padEnd(columns[k][1]) : cell.padStart(columns[k][1]))).join("");

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, processes: { type: "string", default: "3" } },
    });
    const names = positionals.length > 0 ? positionals : Object.keys({ ...programs, ...hessians });
    const unknown = names.filter((name) => !(name in programs || name in hessians));
    const processes = Number(values.processes);
    if (unknown.length > 0)
      throw new Error(
        `no program ${unknown.join(", ")}; there are ${Object.keys({ ...programs, ...hessians }).join(", ")}`,
      );
    if (!Number.isInteger(processes) || processes < 1) throw new Error("--processes takes a positive integer");
    return { names, processes, json: values.json };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

const { names, processes, json } = readOptions();
if (!json) {
  console.log("Time of the gradient in units of the primal, least of interleaved batches.\n");
  console.log(line(columns.map(([head]) => head)));
}
const results = [];
for (const name of names.filter((one) => one in programs)) {
  const result = await measureProgram(name, processes);
  results.push(result);
  if (!json) console.log(line(columns.map(([, , cell]) => cell(result))) + (result.agrees ? "" : "   RESULTS DIFFER"));
}
const products = [];
if (!json) console.log("\nTime of a product with the Hessian (hvp) in units of the gradient.\n");
for (const name of names.filter((one) => second.includes(one))) {
  const result = await measureProduct(name, processes);
  products.push(result);
  if (!json) console.log(programs[name].padEnd(60) + result.product.toFixed(2).padStart(10));
}
const wholes = [];
if (!json) console.log("\nTime of a Hessian in units of a product with it.\n");
for (const name of names.filter((one) => one in hessians)) {
  const result = await measureHessian(name, processes);
  wholes.push(result);
  if (!json) console.log(hessians[name].title.padEnd(60) + result.products.toFixed(1).padStart(10));
}
const memory = names.length >= Object.keys(programs).length ? await measureMemory() : undefined;
if (json) console.log(JSON.stringify({ results, products, wholes, memory }, undefined, 2));
else if (memory !== undefined) {
  const figures = ({ megabytes, milliseconds }) => `${megabytes.toFixed(0)} MB, ${milliseconds.toFixed(0)} ms`;
  console.log(`\nA process that runs ${memory.steps.toLocaleString("en")} steps of checkpointedLoop, 50 snapshots:`);
  console.log(`primal ${figures(memory.primal)}; gradient ${figures(memory.derivative)}`);
}
if (results.some((result) => !result.agrees)) process.exitCode = 1;

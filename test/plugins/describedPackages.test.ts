import { describe, expect, test } from "vitest";
import { compareInstalled } from "./installed.js";

// Packages of which a file of declarations tells the types, and whose own code tells others, in comments and by asking its values.

const curves = `
const toString = Object.prototype.toString;
const assign = Object.assign || function (target) { return target; };

export const isList = (value) => {
  const tag = toString.call(value);
  return tag.endsWith("Array]") && !tag.includes("Big");
};
export class Shape {
  constructor() {
    /** @type {?Array<number>} */
    this.lengths = null;
    /** @type {boolean} */
    this.changed = false;
  }
  at() { return 0; }
  /** @returns {Array<number>} The sums so far. */
  getLengths(n = 3) {
    if (this.lengths && this.lengths.length === n && !this.changed) return this.lengths;
    this.changed = false;
    const found = [];
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += this.at(i) ** 2;
      found.push(sum);
    }
    this.lengths = found;
    return found;
  }
}
export class Path extends Shape {
  constructor(values) {
    super();
    this.values = isList(values) ? values : values.values;
  }
  at(i) { return this.values[i % this.values.length]; }
}
export function scaled(values, options) {
  const { by, power } = assign({}, { by: 2, power: 2 }, options);
  return isList(values) ? by * values[0] ** power : by;
}
`;

const types = `
export declare function isList(value: unknown): boolean;
export declare class Path {
  constructor(values: readonly number[] | Path);
  getLengths(n?: number): number[];
  values: number[];
  changed: boolean;
}
export declare function scaled(values: readonly number[] | Path, options?: { by?: number; power?: number }): number;
`;

const main = (body: string): string => `
import { Path, scaled } from "curves";
import { valueAndGrad } from "cotangent";
export function f(x: number[]): number { ${body} }
export const derivative = valueAndGrad(f);
`;
const points = [
  [0.3, 1.2, 0.7],
  [2, -0.5, 1],
];

const cases: Readonly<Record<string, string>> = {
  "what was kept of an earlier call": "const p = new Path(x); return p.getLengths()[1] * p.getLengths()[2];",
  "what was kept, in a loop that changes what it comes from": `const p = new Path([...x]);
    let s = 0;
    for (let i = 0; i < 5; i++) {
      s += p.getLengths(i < 3 ? 3 : 4)[i % 3] * x[0];
      if (i === 1) { p.values[1] *= x[2]; p.changed = true; }
      if (s > 20) break;
    }
    return s;`,
  "an instance is no list": "const p = new Path(x); return new Path(p).getLengths()[2] * scaled(p) * scaled(x);",
  "options under a name for Object.assign": "return scaled(x, { by: x[1] }) * scaled(x, { power: 3 }) + scaled(x);",
};

describe("types that a package states and asks for", () => {
  test.each(Object.entries(cases))("%s", async (_name, body) => {
    await compareInstalled({ curves: { text: curves, type: "module", types } }, main(body), points, 5);
  });
});

const settings = `
const state = { rate: 1, nested: { power: 2 }, unit: "m" };
function extend(a, b) { for (var k in b) a[k] = b[k]; return a; }
extend(state, { rate: 3 });
export const rated = (x) => state.rate * x ** state.nested.power * (state.unit === "km" ? 1000 : 1);
export const setup = (options) => extend(state, options);
export const set = (key, value) => { state[key] = value; };
`;

const settingsTypes = `
export declare function rated(x: number): number;
export declare function setup(options: any): void;
export declare function set(key: string, value: unknown): void;
`;

const settingsCases: Readonly<Record<string, { body: string; before?: string }>> = {
  "as the package leaves it": { body: "return rated(x[0]!) * x[1]!;" },
  "as the program sets it": {
    before: 'setup({ rate: 5, nested: { power: 3 }, unit: "km" });',
    body: "return rated(x[0]!) * x[1]!;",
  },
  "as f itself sets it": { body: 'set("rate", x[2]! * 5); return rated(x[0]!) * x[1]!;' },
};

describe("what a package keeps and changes later is read when the program runs", () => {
  test.each(Object.entries(settingsCases))("%s", async (_name, { body, before = "" }) => {
    const program = `
import { rated, set, setup } from "settings";
import { valueAndGrad } from "cotangent";
${before}
export function f(x: number[]): number { ${body} }
export const derivative = valueAndGrad(f);
`;
    const packages = { settings: { text: settings, type: "module", types: settingsTypes } } as const;
    await compareInstalled(packages, program, points, 4);
  });
});

const scratch = `
var state = { sum: 0 };
function Counter(start) { this.start = start; }
Counter.prototype = {
  add: function (x) { state.sum += x * this.start; return this; },
  total: function () { return state.sum; }
};
export default Counter;
`;

test("what a package exports and is not found can be given a rule", async () => {
  const program = `
import { parts } from "chosen";
import { valueAndGrad } from "cotangent";
export function f(x: number[]): number {
  return parts.rate(x[0]!) * x[1]!;
}
export const derivative = valueAndGrad(f);
`;
  const text = "export const parts = globalThis.chosen ?? { rate: (x) => x * x };";
  const described = "export declare const parts: { rate(x: number): number };";
  const installed = compareInstalled({ chosen: { text, type: "module", types: described } }, program, points, 6);
  const rule = expect.objectContaining({ text: expect.stringContaining("give it a rule: const h = customVjp") });
  await expect(installed).rejects.toMatchObject({ errors: [{ notes: expect.arrayContaining([rule]) }] });
});

test("a method that a package gives to numbers is refused, not taken for missing", async () => {
  const text = `
Number.prototype.toRadians = function () { return this * Math.PI / 180; };
export const radians = (x) => x.toRadians();`;
  const program = `
import { radians } from "angles";
import { valueAndGrad } from "cotangent";
export function f(x: number[]): number {
  return radians(x[0]!) * x[1]!;
}
export const derivative = valueAndGrad(f);
`;
  const described = "export declare function radians(x: number): number;";
  const installed = compareInstalled({ angles: { text, type: "module", types: described } }, program, points, 6);
  await expect(installed).rejects.toThrow(/main\.ts:5:\d+: ERROR: \[plugin: cotangent\] CT2035/);
});

test("what is found late in a package is reported at the call that leads there", async () => {
  const program = `
import Counter from "counter";
import { valueAndGrad } from "cotangent";
export function f(x: number[]): number {
  return new Counter(x[0]!).add(x[1]!).total();
}
export const derivative = valueAndGrad(f);
`;
  const described =
    "declare class Counter { constructor(start: number); add(x: number): this; total(): number } export default Counter;";
  const installed = compareInstalled(
    { counter: { text: scratch, type: "module", types: described } },
    program,
    points,
    6,
  );
  await expect(installed).rejects.toThrow(/main\.ts:5:\d+: ERROR: \[plugin: cotangent\] CT3001/);
});

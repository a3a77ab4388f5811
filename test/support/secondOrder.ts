import { derivativesAtZero, relativeError } from "./differences.js";
import { runExtended } from "./extended.js";
import { type Fixture, type FixtureModule, wrtOf } from "./fixtures.js";
import { clone, leavesOf, mapNumbers, readAt, seededNumbers, writeAt } from "./structure.js";

type Arguments = readonly unknown[];

/** Second derivatives of a fixture: forward over reverse, and the gradient of a weighted sum of the gradient. */
export interface SecondDerivatives {
  readonly gradient: (...args: readonly unknown[]) => unknown;
  readonly product: (args: Arguments, tangents: Arguments) => { readonly value: unknown; readonly tangent: unknown };
  readonly gradientOfSum: (...args: readonly unknown[]) => unknown;
}

const refusals: ReadonlySet<string> = new Set(["structureChanged", "repeatedClass"]);

/** The weight of the k-th number of a gradient, as the generated sum has it. */
const weight = (k: number): number => 0.5 + ((k * 0.37) % 1);

export const compileSecond = async (
  fixture: Fixture,
  module: FixtureModule,
): Promise<SecondDerivatives | undefined> => {
  const source = withSecond(fixture.source, module);
  const own = await runExtended(fixture, source, refusals);
  if (own === undefined) return undefined;
  return {
    gradient: own("secondGradient"),
    product: own("secondProduct"),
    gradientOfSum: own("secondOfSum"),
  };
};

/** A module's text with markers for its second derivatives. */
export function withSecond(source: string, module: FixtureModule): string {
  const options = module.wrt === 0 ? "" : `, { wrt: ${JSON.stringify(module.wrt)} }`;
  const count = Math.max(...module.inputs.map((input) => input.length));
  const names = Array.from({ length: count }, (_, i) => `argument${i}`);
  const parameters = names.map((name, i) => `${name}: Parameters<typeof f>[${i}]`);
  const parts = wrtOf(module).map((index, k) => {
    const examples = module.inputs.map((input) => input[index]);
    return sumOf(typeof module.wrt === "number" ? "g" : `g[${k}]`, examples, 0);
  });
  return `${source}
import { grad as secondGrad, jvp as secondJvp } from "cotangent";
export const secondGradient = secondGrad(f${options});
export const secondProduct = secondJvp(secondGrad(f${options}));
export const secondOfSum = secondGrad((${parameters.join(", ")}): number => {
  const g = secondGrad(f${options})(${names.join(", ")});
  let sum = 0;
  let k = 0;
${parts.join("\n")}
  return sum;
}${options});
`;
}

/** Statements that add up all numbers of a structure, each with a weight. */
function sumOf(name: string, examples: readonly unknown[], depth: number): string {
  const example = examples.find((one) => one !== undefined && one !== null);
  if (typeof example === "number") return `sum += ${name} * (0.5 + ((k++ * 0.37) % 1));`;
  if (typeof example !== "object" || example === null) return "";
  if (example instanceof Map) {
    const items = examples.flatMap((one) => (one instanceof Map ? [...one.values()] : []));
    return `for (const m${depth} of ${name}.values()) { ${sumOf(`m${depth}`, items, depth + 1)} }`;
  }
  if (Array.isArray(example) || ArrayBuffer.isView(example)) {
    const items = examples.flatMap((one) => (one === undefined || one === null ? [] : Array.from(one as number[])));
    const inner = sumOf(`${name}[i${depth}]`, items, depth + 1);
    // What bears no numbers is not in the gradient.
    if (inner === "" && items.length > 0) return "";
    return `for (let i${depth} = 0; i${depth} < ${name}.length; i${depth}++) { ${inner} }`;
  }
  const keys = new Set(examples.flatMap((one) => Object.keys((one ?? {}) as object)));
  return [...keys]
    .map((key) => {
      const inside = examples.map((one) => (one as Record<string, unknown> | undefined)?.[key]);
      const inner = sumOf(`${name}.${key}`, inside, depth + 1);
      const isOptional = inside.includes(undefined);
      return inner === "" || !isOptional ? inner : `if (${name}.${key} !== undefined) { ${inner} }`;
    })
    .join("\n");
}

const numbersOf = (value: unknown): number[] => leavesOf(value).map((path) => readAt(value, path) as number);

/** Both second derivatives along one direction against differences of the gradient, and against each other. */
export const checkSecond = (module: FixtureModule, second: SecondDerivatives): void => {
  const next = seededNumbers(11);
  for (const [i, input] of module.inputs.entries()) {
    if (module.special?.[i] !== undefined || !returns(module, input)) continue;
    const tangents = input.map((arg, k) => mapNumbers(arg, wrtOf(module).includes(k) ? next : () => 0));
    const along = (step: number): number[] => {
      const args = input.map((arg) => clone(arg));
      for (const k of wrtOf(module))
        for (const path of leavesOf(args[k]))
          writeAt(args, [k, ...path], (readAt(args[k], path) as number) + step * (readAt(tangents[k], path) as number));
      return numbersOf(second.gradient(...args));
    };
    const expected = derivativesAtZero(along, (module.h ?? 0.02) / 4);
    const forward = numbersOf(second.product(clone(input), clone(tangents)).tangent);
    const size = Math.max(1, ...forward.map(Math.abs));
    expected.forEach(({ value, error }, k) => {
      if (!(error <= 1e-6 * size) || module.reference !== undefined) return;
      const got = forward[k] ?? Number.NaN;
      if (!(Math.abs(got - value) <= 1e-5 * size))
        throw new Error(`input ${i}: product, ${k}: expected ${value}, got ${got}`);
    });
    const sum = second.gradientOfSum(...clone(input));
    let left = 0;
    for (const [k, index] of wrtOf(module).entries()) {
      const part = typeof module.wrt === "number" ? sum : readAt(sum, [k]);
      for (const path of leavesOf(input[index]))
        left += (readAt(part, path) as number) * (readAt(tangents[index], path) as number);
    }
    const right = forward.reduce((total, value, k) => total + value * weight(k), 0);
    if (!(relativeError(left / size, right / size) <= 1e-7))
      throw new Error(`input ${i}: reverse over reverse gives ${left}, forward over reverse ${right}`);
  }
};

function returns(module: FixtureModule, input: Arguments): boolean {
  try {
    module.f(...clone(input));
    return true;
  } catch {
    return false;
  }
}

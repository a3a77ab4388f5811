import { relativeError } from "./differences.js";
import { runExtended } from "./extended.js";
import { type Fixture, type FixtureModule, wrtOf } from "./fixtures.js";
import { clone, leavesOf, mapNumbers, readAt, seededNumbers, writeAt } from "./structure.js";

type Arguments = readonly unknown[];

export interface Pullbacks {
  readonly vjp: (...args: readonly unknown[]) => {
    readonly value: unknown;
    readonly pullback: (cotangent: unknown) => readonly unknown[];
  };
  readonly jvp: (args: Arguments, tangents: Arguments) => { readonly tangent: unknown };
}

const refusals: ReadonlySet<string> = new Set(["structureChanged"]);

/** Undefined where the pullback is refused, in words. */
export const compilePullbacks = async (fixture: Fixture, module: FixtureModule): Promise<Pullbacks | undefined> => {
  const source = `${fixture.source}
import { jvp as pulledJvp, vjp as pulledVjp } from "cotangent";
export const pulledBack = pulledVjp(f, { wrt: ${JSON.stringify(wrtOf(module))} });
export const pushedForward = pulledJvp(f);
`;
  const own = await runExtended(fixture, source, refusals);
  if (own === undefined) return undefined;
  return { vjp: own("pulledBack"), jvp: own("pushedForward") };
};

const numbersOf = (value: unknown): number[] => leavesOf(value).map((path) => readAt(value, path) as number);

/**
 * Three runs of one pullback, the second with another cotangent; before it the caller changes what f was given and gave. The
 * first and the third agree to the bit, and each is the transpose of the directional derivative.
 */
export const checkPullbacks = (module: FixtureModule, { vjp, jvp }: Pullbacks): void => {
  const next = seededNumbers(23);
  for (const [i, input] of module.inputs.entries()) {
    if (module.special?.[i] !== undefined) continue;
    const args = clone(input) as unknown[];
    let made: ReturnType<Pullbacks["vjp"]>;
    try {
      made = vjp(...args);
    } catch {
      continue;
    }
    const { value, pullback } = made;
    const seeds = [mapNumbers(value, next), mapNumbers(value, next)] as const;
    const tangents = input.map((arg, k) => mapNumbers(arg, wrtOf(module).includes(k) ? next : () => 0));
    const tangent = numbersOf(jvp(clone(input), clone(tangents)).tangent);
    const [first] = [numbersOf(clone(pullback(clone(seeds[0]))))];
    for (const part of [...args, value])
      for (const path of leavesOf(part)) if (path.length > 0) writeAt([part], [0, ...path], 1e3 * next());
    const second = pullback(clone(seeds[1]));
    const third = numbersOf(pullback(clone(seeds[0])));
    first.forEach((number, k) => {
      if (!Object.is(number, third[k])) throw new Error(`input ${i}: a later run gives ${third[k]} for ${number}`);
    });
    const product = (cotangents: readonly unknown[]): { readonly sum: number; readonly size: number } => {
      let sum = 0;
      let size = 1;
      wrtOf(module).forEach((parameter, k) => {
        for (const path of leavesOf(input[parameter])) {
          const term = (readAt(cotangents[k], path) as number) * (readAt(tangents[parameter], path) as number);
          sum += term;
          size += Math.abs(term);
        }
      });
      return { sum, size };
    };
    const seed = numbersOf(seeds[1]);
    const expected = tangent.reduce((sum, number, k) => sum + number * (seed[k] ?? Number.NaN), 0);
    const { sum, size } = product(second);
    const tolerance = module.reference === undefined ? 1e-9 : 1e-5;
    if (Number.isFinite(expected) && !(relativeError(sum / size, expected / size) <= tolerance))
      throw new Error(`input ${i}: the pullback gives ${sum}, the directional derivative ${expected}`);
  }
};

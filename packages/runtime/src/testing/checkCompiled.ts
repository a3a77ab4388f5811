import { kindOf } from "../internal/kindOf.js";
import { allDifferences, type LeafDifference, passes, table } from "./compareGradients.js";
import { differencesBy } from "./differences.js";
import { extrapolate, extrapolateFrom } from "./extrapolate.js";
import { dot, filledLike, fresh, isRounded, magnitude, randomLike } from "./vectors.js";

/** What the build step gives in place of a function to check. */
export interface CompiledFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly wrt: readonly number[];
  /** Missing where f has a rule that serves in the other mode only. */
  readonly pullback?: (...args: never[]) => { readonly pullback: (cotangent: never) => unknown };
  readonly pushforward?: (args: never, tangents: never) => { readonly tangent: unknown };
}

type Call = (...args: readonly unknown[]) => unknown;

/** `checkGrads` after the build step, which puts the derivatives before what the user wrote. */
export function checkCompiled(
  compiled: CompiledFunction,
  f: (...args: never[]) => unknown,
  args: readonly unknown[],
  { tolerance = 1e-6 }: { readonly tolerance?: number } = {},
): void {
  const { name, parameters, wrt } = compiled;
  if (typeof f !== "function") throw new TypeError(`checkGrads takes a function, and got ${kindOf(f)}`);
  if (!Array.isArray(args)) throw new TypeError(`checkGrads takes the arguments of ${name} as an array`);
  if (!(tolerance >= 0))
    throw new RangeError(`checkGrads takes a tolerance that is not negative, and got ${tolerance}`);
  const call = f as unknown as Call;
  const value = call(...args.map(fresh));
  if (typeof value !== "number" && (typeof value !== "object" || value === null))
    throw new TypeError(`checkGrads: what ${name} returns is ${kindOf(value)}, and has no derivative`);
  const size = magnitude(value);
  if (!Number.isFinite(size)) throw new Error(`checkGrads: ${name} is not finite there, so it has no derivative`);
  const cotangent = typeof value === "number" ? 1 : randomLike(value);
  // A difference cannot be more exact than f's own rounding.
  const floor = 1e-3 * Math.max(1, 1e-3 * size);
  const compare = (exact: readonly unknown[], others: readonly unknown[]): readonly LeafDifference[] =>
    wrt.flatMap((index, i) => allDifferences(others[i], exact[i], { tolerance, floor, path: parameters[index] ?? "" }));

  const push = compiled.pushforward as Call | undefined;
  const along = (tangents: readonly unknown[]): number => {
    if (push === undefined) throw new Error(`checkGrads: ${name} has no derivative in any mode`);
    const all = parameters.map((_, index) => {
      const i = wrt.indexOf(index);
      // Where f changes an argument, its tangent changes with it.
      return i < 0 ? filledLike(args[index], () => 0) : fresh(tangents[i]);
    });
    return dot(cotangent, (push(args.map(fresh), all) as { readonly tangent: unknown }).tangent);
  };
  const reverse = compiled.pullback && pulledBack(compiled.pullback as unknown as Call, args, cotangent);
  const exact = reverse ?? basis(wrt, args, along);

  const product: Call = (...given) => dot(cotangent, call(...given));
  const wrong = wrongLeaves((slopeOf) => {
    const slopes = wrt.map((index) => differencesBy((given) => product(...given) as number, args, index, slopeOf));
    return compare(exact, slopes);
  });
  if (wrong.length > 0) throw new Error(`the gradient of ${name} is not what differences give\n\n${tableOf(wrong)}`);

  if (reverse === undefined || push === undefined) return;
  const direction = wrt.map((index) => randomLike(args[index]));
  const [left, right] = [along(direction), dot(reverse, direction)];
  const size32 = isRounded([args, value]) ? 2 ** -18 : 0;
  const allowed = Math.max(tolerance, size32) * Math.max(floor, magnitude(reverse), Math.abs(left));
  if (Math.abs(left - right) <= allowed) return;
  const modes = tableOf(compare(reverse, basis(wrt, args, along)), ["reverse", "forward"]);
  throw new Error(
    `forward and reverse mode of ${name} do not agree: ⟨ȳ, J ẋ⟩ is ${left}, and ⟨Jᵀ ȳ, ẋ⟩ is ${right}\n\n${modes}`,
  );
}

const pulledBack = (pullback: Call, args: readonly unknown[], cotangent: unknown): readonly unknown[] =>
  (pullback(...args.map(fresh)) as { readonly pullback: (given: unknown) => readonly unknown[] }).pullback(cotangent);

/** The gradient by forward mode, a direction for each number. */
function basis(
  wrt: readonly number[],
  args: readonly unknown[],
  along: (tangents: readonly unknown[]) => number,
): readonly unknown[] {
  return wrt.map((index) =>
    filledLike(args[index], (position) =>
      along(wrt.map((other) => filledLike(args[other], (at) => (other === index && at === position ? 1 : 0)))),
    ),
  );
}

/** What differs from differences on both sides, and from those on either: at a kink the slope of the branch that f takes is right. */
function wrongLeaves(
  comparedWith: (slopeOf: typeof extrapolate) => readonly LeafDifference[],
): readonly LeafDifference[] {
  const right = (leaf: LeafDifference): boolean => passes(leaf) && Number.isFinite(leaf.actual);
  const wrong = comparedWith(extrapolate).filter((leaf) => !right(leaf));
  if (wrong.length === 0) return wrong;
  const onOneSide = new Set(
    ([1, -1] as const).flatMap((side) =>
      comparedWith(extrapolateFrom(side))
        .filter(right)
        .map(({ path }) => path),
    ),
  );
  return wrong.filter(({ path }) => !onOneSide.has(path));
}

const tableOf = (
  leaves: readonly LeafDifference[],
  columns: readonly [string, string] = ["exact", "difference"],
): string => {
  const worst = [...leaves].sort((a, b) => b.error / b.allowed - a.error / a.allowed).slice(0, 10);
  return table(
    worst.map(({ expected, actual, ...leaf }) => ({ ...leaf, expected: actual, actual: expected })),
    columns,
  );
};

import { derivativesAtZero, relativeError } from "./differences.js";
import { type FixtureModule, wrtOf } from "./fixtures.js";
import { usable, variedInputs } from "./otherInputs.js";
import {
  clone,
  firstDifference,
  leavesOf,
  mapNumbers,
  memoryOf,
  type Path,
  readAt,
  seededNumbers,
  showPath,
  sparseNumbers,
  writeAt,
} from "./structure.js";

type Arguments = readonly unknown[];
type Callable = (...args: readonly unknown[]) => unknown;

export interface Derivatives {
  /** Absent where f does not return a number. */
  readonly gradient: ((...args: readonly unknown[]) => { readonly value: unknown; readonly grad: unknown }) | undefined;
  readonly pushforward: (
    args: Arguments,
    tangents: Arguments,
  ) => { readonly value: unknown; readonly tangent: unknown };
}

/** What a call did: a result or an exception, and the arguments as it left them. */
interface Outcome<T> {
  readonly result: T | undefined;
  readonly thrown: string | undefined;
  readonly args: Arguments;
}

const call = <T>(f: (args: Arguments) => T, input: Arguments): Outcome<T> => {
  const args = clone(input);
  try {
    return { result: f(args), thrown: undefined, args };
  } catch (error) {
    return { result: undefined, thrown: error instanceof Error ? error.message : String(error), args };
  }
};

/** Two arguments are two inputs even if a caller passes one array twice, so each is copied on its own. */
const separate = (input: Arguments, widen = false): unknown[] => input.map((arg) => clone(arg, { widen }));

const fail = (input: number, message: string): never => {
  throw new Error(`input ${input}: ${message}`);
};

/** Gradients by number of the parameter, whatever the shape `wrt` gives them. */
const byParameter = (module: FixtureModule, grad: unknown): ReadonlyMap<number, unknown> => {
  if (typeof module.wrt === "number") return new Map([[module.wrt, grad]]);
  return new Map(module.wrt.map((parameter, k) => [parameter, readAt(grad, [k])]));
};

const compareNumbers = (expected: unknown, actual: unknown, tolerance: number, what: string): string | undefined => {
  const expectedLeaves = leavesOf(expected);
  const actualLeaves = leavesOf(actual);
  if (expectedLeaves.length !== actualLeaves.length)
    return `${what}: ${expectedLeaves.length} numbers expected, got ${actualLeaves.length}`;
  for (const path of expectedLeaves) {
    const want = readAt(expected, path) as number;
    const got = readAt(actual, path);
    if (typeof got !== "number" || !(relativeError(want, got) <= tolerance))
      return `${what}, ${showPath(path)}: expected ${want}, got ${String(got)}`;
  }
  return undefined;
};

const report = (input: number, problem: string | undefined): void => {
  if (problem !== undefined) fail(input, problem);
};

/** The derivatives give f's own value, effects on the arguments and exceptions, to the bit. */
export const checkPrimal = (module: FixtureModule, { gradient, pushforward }: Derivatives): void => {
  for (const [i, input] of module.inputs.entries()) {
    const original = call((args) => module.f(...args), input);
    const compare = (name: string, outcome: Outcome<{ readonly value: unknown }>): void => {
      if (outcome.thrown !== original.thrown)
        fail(i, `${name}: f ${original.thrown ?? "returns"}, the derivative ${outcome.thrown ?? "returns"}`);
      const value = firstDifference(original.result, outcome.result?.value);
      if (value !== undefined) fail(i, `${name}: value, ${value}`);
      const effects = firstDifference(original.args, outcome.args);
      if (effects !== undefined) fail(i, `${name}: arguments afterwards, ${effects}`);
    };
    if (gradient !== undefined)
      compare(
        "gradient",
        call((args) => gradient(...args), input),
      );
    compare(
      "jvp",
      call((args) => pushforward(args, zeroTangents(input)), input),
    );
  }
};

/** What is left out has the tangent of a number. */
const zeroTangents = (input: Arguments): unknown[] => input.map((arg) => mapNumbers(arg ?? 0, () => 0));

/** Inputs on which f returns; where it throws there is nothing to differentiate. */
const returning = (module: FixtureModule): (readonly [number, Arguments])[] =>
  [...module.inputs.entries()].filter(([, input]) => call((args) => module.f(...args), input).thrown === undefined);

const smooth = (module: FixtureModule): Callable => module.reference ?? module.f;

/** Differences along one number of one argument, with the numbers of the result as components. */
const differencesAt = (module: FixtureModule, input: Arguments, parameter: number, path: Path) => {
  const place = [parameter, ...path];
  const at = readAt(input, place) as number;
  const evaluate = (step: number): number[] => {
    const args = separate(input, module.reference !== undefined);
    writeAt(args, place, at + step);
    return numbersOf(smooth(module)(...args));
  };
  return derivativesAtZero(evaluate, (module.h ?? 0.02) * Math.max(1, Math.abs(at)));
};

const numbersOf = (value: unknown): number[] => leavesOf(value).map((path) => readAt(value, path) as number);

const toleranceOf = (module: FixtureModule): number => module.tolerance ?? 1e-9;

/** The fixture itself is right: its values are finite, and differences exist where they are asked for. */
export const checkInputs = (module: FixtureModule): void => {
  for (const [i, input] of returning(module)) {
    const values = numbersOf(module.f(...clone(input)));
    if (values.some((value) => !Number.isFinite(value))) fail(i, `f gives ${values.join(", ")}`);
    if (module.special?.[i] !== undefined) continue;
    for (const parameter of wrtOf(module))
      for (const path of leavesOf(input[parameter]))
        for (const { value, error } of differencesAt(module, input, parameter, path))
          if (!(error <= (toleranceOf(module) / 2) * Math.max(1, Math.abs(value))))
            fail(i, `differences are not reliable at ${showPath([parameter, ...path])}: ${value} ± ${error}`);
  }
};

/** Every number of the gradient, or of the tangents where there is none, against differences. */
export const checkDerivatives = (module: FixtureModule, derivatives: Derivatives): void => {
  if (derivatives.gradient === undefined) checkTangents(module, derivatives.pushforward);
  else checkGradient(module, derivatives.gradient);
};

/** Where f has a kink, the convention that the fixture states takes the place of differences. */
const checkGradient = (module: FixtureModule, gradient: NonNullable<Derivatives["gradient"]>): void => {
  for (const [i, input] of returning(module)) {
    const { grad } = gradient(...clone(input));
    const special = module.special?.[i];
    if (special !== undefined) {
      report(i, compareNumbers(special, grad, 1e-12, "gradient by convention"));
      continue;
    }
    for (const [parameter, actual] of byParameter(module, grad)) {
      const expected = clone(input[parameter], { widen: module.reference !== undefined });
      const holder = [expected];
      for (const path of leavesOf(input[parameter]))
        writeAt(holder, [0, ...path], differencesAt(module, input, parameter, path)[0]?.value);
      report(i, compareNumbers(holder[0], actual, toleranceOf(module), `gradient of parameter ${parameter}`));
    }
  }
};

/** Where f returns more than one number: each tangent along each number of the arguments, against differences. */
const checkTangents = (module: FixtureModule, pushforward: Derivatives["pushforward"]): void => {
  for (const [i, input] of returning(module)) {
    for (const parameter of wrtOf(module)) {
      for (const path of leavesOf(input[parameter])) {
        const tangents = zeroTangents(input);
        writeAt(tangents, [parameter, ...path], 1);
        const { tangent } = pushforward(clone(input), tangents);
        const expected = differencesAt(module, input, parameter, path).map((estimate) => estimate.value);
        const where = `tangent along ${showPath([parameter, ...path])}`;
        report(i, compareNumbers(expected, numbersOf(tangent), toleranceOf(module), where));
      }
    }
  }
};

/** ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ for random tangents of the parameters differentiated, all and some of them, everywhere or where both are finite. */
export const checkIdentity = (
  module: FixtureModule,
  { gradient, pushforward }: Derivatives,
  where: "everywhere" | "finite",
): void => {
  if (gradient === undefined) return;
  const directions = [seededNumbers(7), sparseNumbers(8, 1), sparseNumbers(8, -1)];
  const runs = returning(module).flatMap(([i, input]) => directions.map((next) => ({ i, input, next })));
  for (const { i, input, next } of runs) {
    const isAlong = (k: number): boolean => input[k] !== undefined && wrtOf(module).includes(k);
    const tangents = input.map((arg, k) => mapNumbers(arg ?? 0, isAlong(k) ? next : () => 0));
    const given = clone(tangents);
    const forward = pushforward(clone(input), given).tangent;
    const gradients = byParameter(module, gradient(...clone(input)).grad);
    let product = 0;
    let size = 1;
    for (const [parameter, grad] of gradients) {
      for (const path of leavesOf(input[parameter])) {
        const term = (readAt(grad, path) as number) * (readAt(tangents[parameter], path) as number);
        product += term;
        size += Math.abs(term);
      }
    }
    // At a kink forward mode may meet an infinite partial, which only a cotangent of zero can undo.
    if (module.special?.[i] !== undefined && !Number.isFinite(forward)) continue;
    if (where === "finite" && !(Number.isFinite(forward) && Number.isFinite(product))) continue;
    // Tangents in 32-bit storage are rounded like the values.
    const tolerance = module.reference === undefined ? 1e-11 : toleranceOf(module);
    if (typeof forward !== "number" || !(Math.abs(forward - product) <= tolerance * size))
      fail(i, `jvp gives ${String(forward)}, the gradient ${product}`);
  }
};

/** Another compilation of the same fixture agrees to rounding, and its value to the bit. */
export const checkAgreement = (module: FixtureModule, expected: Derivatives, actual: Derivatives): void => {
  checkPrimal(module, actual);
  for (const [i, input] of returning(module)) {
    if (expected.gradient !== undefined && actual.gradient !== undefined) {
      const want = expected.gradient(...clone(input)).grad;
      report(i, compareNumbers(want, actual.gradient(...clone(input)).grad, 1e-10, "gradient"));
    }
    const next = seededNumbers(11);
    const tangents = input.map((arg) => mapNumbers(arg, next));
    const want = expected.pushforward(clone(input), clone(tangents)).tangent;
    report(i, compareNumbers(want, actual.pushforward(clone(input), clone(tangents)).tangent, 1e-10, "tangent"));
  }
};

/** No state is left behind: a second call gives the same, gradients are fresh memory and have the argument's shape. */
export const checkFreshness = (module: FixtureModule, { gradient, pushforward }: Derivatives): void => {
  for (const [i, input] of returning(module)) {
    const next = seededNumbers(3);
    const tangents = input.map((arg) => mapNumbers(arg, next));
    const first = pushforward(clone(input), clone(tangents));
    const again = pushforward(clone(input), clone(tangents));
    const changed = firstDifference(first.tangent, again.tangent);
    if (changed !== undefined) fail(i, `the second jvp differs from the first: ${changed}`);
    if (gradient === undefined) continue;
    const args = clone(input);
    const { grad } = gradient(...args);
    const once = clone(grad);
    const second = gradient(...clone(input)).grad;
    const difference = firstDifference(once, second) ?? firstDifference(once, grad);
    if (difference !== undefined) fail(i, `the second gradient differs from the first: ${difference}`);
    const memory = memoryOf(args);
    for (const part of memoryOf(grad)) if (memory.has(part)) fail(i, "the gradient shares memory with an argument");
    for (const [parameter, actual] of byParameter(module, grad)) {
      const shape = mapNumbers(input[parameter], () => 0);
      const wrong = firstDifference(
        shape,
        mapNumbers(actual, () => 0),
      );
      if (wrong !== undefined) fail(i, `shape of the gradient of parameter ${parameter}: ${wrong}`);
      if (
        firstDifference(
          mapNumbers(actual, () => 0),
          zeroed(actual),
        ) !== undefined
      )
        fail(i, `the gradient of parameter ${parameter} holds something other than numbers`);
    }
  }
};

const zeroed = (value: unknown): unknown => {
  const copy = [clone(value)];
  for (const path of leavesOf(copy)) writeAt(copy, path, 0);
  return withoutNull(copy[0]);
};

/** A field that is null in the argument is null in its gradient, too. */
const withoutNull = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    if (Array.isArray(value)) value.forEach(withoutNull);
    return value;
  }
  for (const [name, field] of Object.entries(value)) {
    if (field === null) Reflect.deleteProperty(value, name);
    else withoutNull(field);
  }
  return value;
};

/**
 * Inputs that the author did not choose, where f returns numbers: value and effects are f's own, gradient and jvp agree, and near by
 * the inputs derivatives agree with differences, where these are sure.
 */
export const checkOtherInputs = (module: FixtureModule, derivatives: Derivatives): void => {
  const { special: _special, ...plain } = module;
  const isRefused = (input: Arguments): boolean =>
    derivatives.gradient !== undefined &&
    call((args) => derivatives.gradient?.(...args), input).thrown?.startsWith("cotangent: ") === true;
  const good = usable(
    variedInputs(module.inputs, module.f.length),
    (input) => givesNumbers(module, input) && !isRefused(input),
  );
  for (const name of new Set(good.map((one) => one.name))) {
    const inputs = good.filter((one) => one.name === name).map(({ input }) => input);
    try {
      checkPrimal({ ...plain, inputs }, derivatives);
      checkIdentity({ ...plain, inputs }, derivatives, "finite");
      if (name === "near by")
        checkDerivatives({ ...plain, inputs: inputs.filter((input) => isSmooth(plain, input)) }, derivatives);
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`);
    }
  }
};

export const givesNumbers = ({ f }: Pick<FixtureModule, "f">, input: Arguments): boolean => {
  try {
    return numbersOf(f(...clone(input))).every(Number.isFinite);
  } catch {
    return false;
  }
};

const isSmooth = (module: FixtureModule, input: Arguments): boolean => {
  try {
    checkInputs({ ...module, inputs: [input] });
    return true;
  } catch {
    return false;
  }
};

/** Calls that have no meaning as derivatives throw: arguments that overlap where f writes. */
export const checkRefusals = (module: FixtureModule, { gradient, pushforward }: Derivatives): void => {
  for (const [i, input] of (module.refused ?? []).entries()) {
    for (const run of [gradient && ((args: Arguments) => gradient(...args)), pushforwardOf(pushforward, input)]) {
      if (run === undefined) continue;
      const { thrown, result } = call<unknown>(run, input);
      if (thrown === undefined) fail(i, `(refused) expected an exception, got ${JSON.stringify(result)}`);
    }
  }
};

const pushforwardOf = (pushforward: Derivatives["pushforward"], input: Arguments) => (args: Arguments) =>
  pushforward(args, zeroTangents(input));

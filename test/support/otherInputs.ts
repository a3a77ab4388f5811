import { clone, leavesOf, type Path, readAt, seededNumbers, writeAt } from "./structure.js";
import { within } from "./within.js";

type Arguments = readonly unknown[];

/** Makes of an input another one of the same kind; undefined where it would be the same. */
type Variation = (input: Arguments, required: number) => Arguments | undefined;

/**
 * Inputs like those of a program, which its author did not choose: other numbers near by and far away, with whole numbers kept or not,
 * zeros, other signs, other counts, numbers that are all the same, longer and shorter lists, lists the other way round, other texts.
 */
const variations: Readonly<Record<string, Variation>> = {
  "near by": eachNumber(1, (x, r) => (Number.isInteger(x) ? x : x * (1 + 0.1 * r))),
  "near by, whole ones too": eachNumber(2, (x, r, path) => (path.length > 1 ? x + 0.1 * r : x)),
  "far away": eachNumber(3, (x, r, path) => (path.length > 1 ? x * (1 + 0.5 * r) + r : x)),
  "other signs": eachNumber(4, (x, r) => (Number.isInteger(x) ? x : -x * (1 + 0.1 * r))),
  "some are 0": eachNumber(5, (x, r) => (r < 0 ? 0 : x)),
  "some are 1": eachNumber(10, (x, r, path) => (r < -0.4 && path.length > 1 ? 1 : x)),
  "whole ones beside": eachNumber(6, (x, r, path) => (Number.isInteger(x) ? beside(x, Math.round(r), path) : x)),
  "one more": eachNumber(7, (x, _r, path) => (Number.isInteger(x) ? beside(x, 1, path) : x)),
  "one less": eachNumber(8, (x, _r, path) => (Number.isInteger(x) ? beside(x, -1, path) : x)),
  "all the same": eachNumber(9, (x) => (Number.isInteger(x) ? x : 0.75)),
  "anything small": eachNumber(12, (x, r, path) => (Number.isInteger(x) && path.length === 1 ? x : 1.5 * r)),
  "other way round": turnedRound,
  "other texts and truths": otherwise,
  "the last number left out": (input, required) =>
    input.length > required && typeof input.at(-1) === "number" ? [...clone(input.slice(0, -1)), undefined] : undefined,
  longer: eachList((list) => list.push(0.3 + (list.at(-1) ?? 0))),
  shorter: eachList((list) => list.pop()),
};

/** A number by itself may be a count, which is not below 0. */
const beside = (x: number, by: number, path: Path): number =>
  path.length === 1 && x >= 0 ? Math.max(0, x + by) : x + by;

export interface Varied {
  /** How it was made. */
  readonly name: string;
  readonly input: Arguments;
}

/** All inputs that are made of some, for a function that asks for so many parameters: the others have defaults. */
export const variedInputs = (inputs: readonly Arguments[], required: number): readonly Varied[] =>
  Object.entries(variations).flatMap(([name, vary]) =>
    inputs.flatMap((given): readonly Varied[] => {
      const input = vary(given, required);
      return input === undefined ? [] : [{ name, input }];
    }),
  );

/** Those that are good. With other numbers a program may take very long: then each is tried by itself. */
export function usable(all: readonly Varied[], isGood: (input: Arguments) => boolean): readonly Varied[] {
  try {
    return within(100 + 10 * all.length, () => all.filter(({ input }) => isGood(input)));
  } catch {
    return all.length === 1 ? [] : all.flatMap((one) => usable([one], isGood));
  }
}

function eachNumber(seed: number, change: (x: number, random: number, path: Path) => number): Variation {
  return (input) => {
    const args = clone(input);
    const next = seededNumbers(seed);
    let isOther = false;
    for (const path of leavesOf(args)) {
      const x = readAt(args, path) as number;
      const y = change(x, next(), path);
      if (Object.is(x, y)) continue;
      isOther = true;
      writeAt(args, path, y);
    }
    return isOther ? args : undefined;
  };
}

/** The lists of numbers that are no typed arrays. */
function eachList(change: (list: number[]) => unknown): Variation {
  return (input) => {
    const args = clone(input);
    const lists = new Set(leavesOf(args).map((path: Path) => readAt(args, path.slice(0, -1))));
    const plain = [...lists].filter((one): one is number[] => one !== args && Array.isArray(one));
    const changed = plain.filter((list) => list.every((x) => typeof x === "number"));
    for (const list of changed) change(list);
    return changed.length > 0 ? args : undefined;
  };
}

/** Every list, the last of it first. */
function turnedRound(input: Arguments): Arguments | undefined {
  const args = clone(input);
  const lists = partsOf(args).filter((part): part is unknown[] => part !== args && Array.isArray(part));
  for (const list of lists) list.reverse();
  return lists.some(({ length }) => length > 1) ? args : undefined;
}

/** Each text becomes the next one that the input has, and what is true becomes false. */
function otherwise(input: Arguments): Arguments | undefined {
  const args = clone(input);
  const holders = partsOf(args).filter(
    (part): part is Record<string, unknown> => !(part instanceof Map || part instanceof Set),
  );
  const texts = [...new Set(holders.flatMap((one) => Object.values(one).filter((part) => typeof part === "string")))];
  let isOther = false;
  for (const holder of holders)
    for (const [name, part] of Object.entries(holder)) {
      if (typeof part === "boolean") holder[name] = !part;
      else if (typeof part === "string" && texts.length > 1)
        holder[name] = texts[(texts.indexOf(part) + 1) % texts.length];
      else continue;
      isOther = true;
    }
  return isOther ? args : undefined;
}

/** The objects in a structure, and itself: no typed arrays. */
function partsOf(whole: unknown, seen = new Set<object>()): readonly object[] {
  if (typeof whole !== "object" || whole === null || ArrayBuffer.isView(whole) || seen.has(whole)) return [...seen];
  seen.add(whole);
  const parts = whole instanceof Map || whole instanceof Set ? [...whole.values()] : Object.values(whole);
  for (const part of parts) partsOf(part, seen);
  return [...seen];
}

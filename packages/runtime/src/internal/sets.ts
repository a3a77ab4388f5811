import type { Cotangent } from "../types.js";
import { zerosLike } from "./zerosLike.js";

/**
 * Sets of the numbers of an argument, while one pattern is detected. A set is a number: 0 is empty, 1 … n are those of one element, and
 * what is greater is a union of two sets.
 */
let lefts: number[] = [];
let rights: number[] = [];
let singles = 0;
let detection = 0;

/** Starts the detection of a pattern over so many numbers; gives what `membersOfSets` asks for. */
export function startSets(count: number): number {
  lefts = [];
  rights = [];
  singles = count;
  return ++detection;
}

/** The number of the union of two sets. */
export function unionOfSets(a: number, b: number): number {
  if (a === b || !(b > 0)) return a;
  if (!(a > 0)) return b;
  lefts.push(a);
  rights.push(b);
  return singles + lefts.length;
}

/** The structure of a tangent of `result`, each number of which is the union of all sets in `tangents`. */
export function setsOfAll<Result>(tangents: unknown, result: Result): Cotangent<Result> {
  let all = 0;
  const seen = new Set<unknown>();
  const gather = (part: unknown): void => {
    if (typeof part === "number") all = unionOfSets(all, part);
    else for (const inner of partsOf(part, seen)) gather(inner[1]);
  };
  gather(tangents);
  if (typeof result === "number") return all as Cotangent<Result>;
  const made = zerosLike(result);
  seen.clear();
  const fill = (part: unknown): void => {
    for (const [key, inner] of partsOf(part, seen)) {
      if (typeof inner !== "number") fill(inner);
      else if (part instanceof Map) part.set(key, all);
      else (part as Record<string, number>)[key as string] = part instanceof Float32Array ? narrowSet(all) : all;
    }
  };
  fill(made);
  return made;
}

/** The entries of an object that is met for the first time. Integers have no sets. */
function partsOf(part: unknown, seen: Set<unknown>): Iterable<readonly [unknown, unknown]> {
  if (typeof part !== "object" || part === null || seen.has(part)) return [];
  seen.add(part);
  if (ArrayBuffer.isView(part) && !(part instanceof Float64Array || part instanceof Float32Array)) return [];
  return part instanceof Map ? part.entries() : Object.entries(part);
}

/** A set as an element of a Float32Array. */
export function narrowSet(set: number): number {
  if (set > 2 ** 24)
    throw new RangeError("the pattern takes more sets than a Float32Array can hold: use a Float64Array");
  return set;
}

/** The elements of each set, from 0, in ascending order. The sets are gone after that. */
export function membersOfSets(sets: readonly number[], started: number): readonly (readonly number[])[] {
  if (started !== detection)
    throw new Error("the pattern of a function was detected while it detected another pattern itself");
  const seen = new Int32Array(singles + lefts.length + 1).fill(-1);
  const stack: number[] = [];
  const members = sets.map((set, row) => {
    const found: number[] = [];
    if (set > 0) stack.push(set);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (seen[at] === row) continue;
      seen[at] = row;
      if (at <= singles) found.push(at - 1);
      else stack.push(lefts[at - singles - 1] as number, rights[at - singles - 1] as number);
    }
    return found.sort((a, b) => a - b);
  });
  lefts = [];
  rights = [];
  return members;
}

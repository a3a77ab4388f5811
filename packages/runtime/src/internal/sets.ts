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

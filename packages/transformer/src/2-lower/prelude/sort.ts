/**
 * Sorting as ordinary functions, see arrays.ts. What is sorted is a list of positions, with which the elements are gathered in the
 * end: the reverse sweep needs only that list. The comparator is called as V8 calls it for arrays of fewer than 64 elements, so that
 * one that is not consistent gives the same order there; longer arrays have their runs merged.
 */

type Compare<T> = (x: T, y: T) => number;

/** Runs of this length are sorted by insertion, and then merged: all of a short array is one run. */
function runLength(n: number): number {
  let length = n;
  let odd = 0;
  while (length >= 64) {
    odd |= length & 1;
    length >>= 1;
  }
  return length + odd;
}

/** The positions in the order of their elements; equal elements stay in order. */
function sortedOrder<T>(a: readonly T[], compare: Compare<T>): number[] {
  const n = a.length;
  const order = [];
  for (let i = 0; i < n; i++) order.push(i);
  const run = runLength(n);
  for (let low = 0; low < n; low += run) sortRun(order, a, low, Math.min(low + run, n), compare);
  for (let width = run; width < n; width *= 2) {
    for (let low = 0; low + width < n; low += 2 * width) {
      mergeRuns(order, a, low, low + width, Math.min(low + 2 * width, n), compare);
    }
  }
  return order;
}

/** Counts what is in order at the start, turned around if it descends, and inserts the rest one by one. */
function sortRun<T>(order: number[], a: readonly T[], low: number, high: number, compare: Compare<T>): void {
  let sorted = low + 1;
  let descends = false;
  for (; sorted < high; sorted++) {
    const isLess = compare(a[order[sorted] as number] as T, a[order[sorted - 1] as number] as T) < 0;
    if (sorted === low + 1) descends = isLess;
    else if (isLess !== descends) break;
  }
  if (descends) {
    for (let left = low, right = sorted - 1; left < right; left++, right--) {
      const first = order[left] as number;
      order[left] = order[right] as number;
      order[right] = first;
    }
  }
  for (; sorted < high; sorted++) {
    const inserted = order[sorted] as number;
    let left = low;
    let right = sorted;
    while (left < right) {
      const middle = (left + right) >> 1;
      if (compare(a[inserted] as T, a[order[middle] as number] as T) < 0) right = middle;
      else left = middle + 1;
    }
    for (let i = sorted; i > left; i--) order[i] = order[i - 1] as number;
    order[left] = inserted;
  }
}

function mergeRuns<T>(
  order: number[],
  a: readonly T[],
  low: number,
  middle: number,
  high: number,
  compare: Compare<T>,
): void {
  const first = order.slice(low, middle);
  const n = middle - low;
  let left = 0;
  let right = middle;
  for (let i = low; left < n; i++) {
    const takesRight = right < high && compare(a[order[right] as number] as T, a[first[left] as number] as T) < 0;
    order[i] = takesRight ? (order[right] as number) : (first[left] as number);
    if (takesRight) right++;
    else left++;
  }
}

export function sort<T>(a: T[], compare: Compare<T>): T[] {
  const before = a.slice();
  const order = sortedOrder(before, compare);
  const n = order.length;
  for (let i = 0; i < n; i++) a[i] = before[order[i] as number] as T;
  return a;
}

export function toSorted<T>(a: readonly T[], compare: Compare<T>): T[] {
  const order = sortedOrder(a, compare);
  const n = order.length;
  const sorted = a.slice();
  for (let i = 0; i < n; i++) sorted[i] = a[order[i] as number] as T;
  return sorted;
}

/** Of a list with elements that are undefined: these come last, and the comparator is not asked about them. */
export function sortPresent<T>(a: (T | undefined)[], compare: Compare<T>): (T | undefined)[] {
  const n = a.length;
  const present = presentOf(a);
  const order = sortedOrder(present, compare);
  const count = order.length;
  for (let i = 0; i < count; i++) a[i] = present[order[i] as number] as T;
  for (let i = count; i < n; i++) a[i] = undefined;
  return a;
}

export function toSortedPresent<T>(a: readonly (T | undefined)[], compare: Compare<T>): (T | undefined)[] {
  return sortPresent(a.slice(), compare);
}

function presentOf<T>(a: readonly (T | undefined)[]): T[] {
  const present: T[] = [];
  const n = a.length;
  for (let i = 0; i < n; i++) {
    const element = a[i];
    if (element !== undefined) present.push(element);
  }
  return present;
}

/** The order of typed arrays without a comparator: by value, -0 before 0, NaN last. */
function byValue(x: number, y: number): number {
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === 0 && y === 0) return 1 / x - 1 / y < 0 ? -1 : 0;
  return !Number.isNaN(x) && Number.isNaN(y) ? -1 : 0;
}

export function sortByValue(a: number[]): number[] {
  return sort(a, byValue);
}

export function toSortedByValue(a: readonly number[]): number[] {
  return toSorted(a, byValue);
}

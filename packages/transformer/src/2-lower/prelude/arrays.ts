/**
 * Methods of arrays as ordinary functions over loads, stores, `length` and `push`. They are lowered by the same lowering as the
 * user's code, once for each combination of types, so their derivatives follow from what is there.
 * Every store is to an element that exists. The names are those that 2-lower/lower/prelude.ts calls.
 */

/** The integer that a method reads: 0 for NaN. */
function whole(index: number): number {
  const integer = Math.trunc(index);
  return integer > 0 || integer < 0 ? integer : 0;
}

/** A relative index as methods read it: whole, from the end if negative, within the array. */
function clamp(index: number, length: number): number {
  const at = whole(index);
  return at >= 0 ? Math.min(at, length) : Math.max(at + length, 0);
}

/** How many elements `splice` removes. */
function removable(count: number, most: number): number {
  return count > 0 ? Math.min(Math.trunc(count), most) : 0;
}

export function at<T>(a: readonly T[], index: number): T | undefined {
  const position = whole(index);
  return a[position < 0 ? position + a.length : position];
}

/** `index in a`. */
export function hasIndex<T>(a: readonly T[], index: number): boolean {
  return index >= 0 && index < a.length && Math.floor(index) === index && index in a;
}

export function pushAll<T>(a: T[], items: readonly T[]): number {
  const more = items.length;
  for (let i = 0; i < more; i++) a.push(items[i] as T);
  return a.length;
}

export function shift<T>(a: T[]): T | undefined {
  const n = a.length;
  const first = a[0];
  for (let i = 1; i < n; i++) a[i - 1] = a[i] as T;
  a.length = Math.max(n - 1, 0);
  return first;
}

export function unshift<T>(a: T[], item: T): number {
  const n = a.length;
  a.push(item);
  for (let i = n; i > 0; i--) a[i] = a[i - 1] as T;
  a[0] = item;
  return n + 1;
}

export function unshiftAll<T>(a: T[], items: readonly T[]): number {
  insertAt(a, 0, items);
  return a.length;
}

/** Room for the items is made by pushing them; then the elements from `at` on move up. */
function insertAt<T>(a: T[], at: number, items: readonly T[]): void {
  const n = a.length;
  const more = items.length;
  for (let i = 0; i < more; i++) a.push(items[i] as T);
  for (let i = n - 1; i >= at; i--) a[i + more] = a[i] as T;
  for (let i = 0; i < more; i++) a[at + i] = items[i] as T;
}

/** The elements behind the gap move down. */
function removeAt<T>(a: T[], at: number, count: number): void {
  const n = a.length;
  for (let i = at + count; i < n; i++) a[i - count] = a[i] as T;
  a.length = n - count;
}

export function spliceFrom<T>(a: T[], start: number): T[] {
  const from = clamp(start, a.length);
  const removed = a.slice(from);
  a.length = from;
  return removed;
}

export function splice<T>(a: T[], start: number, count: number): T[] {
  const n = a.length;
  const from = clamp(start, n);
  const gone = removable(count, n - from);
  const removed = a.slice(from, from + gone);
  removeAt(a, from, gone);
  return removed;
}

/** `splice(start, 0, item)`. */
export function insert<T>(a: T[], start: number, item: T): T[] {
  const n = a.length;
  const from = clamp(start, n);
  a.push(item);
  for (let i = n; i > from; i--) a[i] = a[i - 1] as T;
  a[from] = item;
  return a.slice(0, 0);
}

export function spliceAll<T>(a: T[], start: number, count: number, items: readonly T[]): T[] {
  const n = a.length;
  const from = clamp(start, n);
  const gone = removable(count, n - from);
  const removed = a.slice(from, from + gone);
  const kept = Math.min(gone, items.length);
  for (let i = 0; i < kept; i++) a[from + i] = items[i] as T;
  if (gone > kept) removeAt(a, from + kept, gone - kept);
  else insertAt(a, from + kept, items.slice(kept));
  return removed;
}

/** Swaps from both ends towards the middle, in place. */
export function reverse<T>(a: T[]): T[] {
  const n = a.length;
  const half = Math.floor(n / 2);
  for (let i = 0; i < half; i++) {
    const left = a[i] as T;
    a[i] = a[n - 1 - i] as T;
    a[n - 1 - i] = left;
  }
  return a;
}

export function toReversed<T>(a: readonly T[]): T[] {
  const copy = a.slice();
  const n = a.length;
  for (let i = 0; i < n; i++) copy[i] = a[n - 1 - i] as T;
  return copy;
}

function moveWithin<T>(a: T[], to: number, from: number, count: number): T[] {
  if (from < to) for (let i = count - 1; i >= 0; i--) a[to + i] = a[from + i] as T;
  else for (let i = 0; i < count; i++) a[to + i] = a[from + i] as T;
  return a;
}

export function copyWithin<T>(a: T[], target: number, start: number): T[] {
  const n = a.length;
  const to = clamp(target, n);
  const from = clamp(start, n);
  return moveWithin(a, to, from, Math.min(n - from, n - to));
}

export function copyWithinTo<T>(a: T[], target: number, start: number, end: number): T[] {
  const n = a.length;
  const to = clamp(target, n);
  const from = clamp(start, n);
  return moveWithin(a, to, from, Math.min(clamp(end, n) - from, n - to));
}

export function withElement<T>(a: readonly T[], index: number, value: T): T[] {
  const n = a.length;
  const position = whole(index);
  const at = position < 0 ? position + n : position;
  if (at < 0 || at >= n) throw new RangeError(`Invalid index : ${index}`);
  const copy = a.slice();
  copy[at] = value;
  return copy;
}

export function withTyped(a: readonly number[], index: number, value: number): number[] {
  const n = a.length;
  const position = whole(index);
  const at = position < 0 ? position + n : position;
  if (at < 0 || at >= n) throw new RangeError("Invalid typed array index");
  const copy = a.slice();
  copy[at] = value;
  return copy;
}

/** `set` of typed arrays. The source may be the target itself: its values are taken before any is overwritten. */
export function setAll(a: number[], source: readonly number[], offset: number): void {
  const to = whole(offset);
  const n = source.length;
  if (to < 0 || to + n > a.length) throw new RangeError("offset is out of bounds");
  const copy = source.slice();
  for (let i = 0; i < n; i++) a[to + i] = copy[i] as number;
}

export function indexOf<T>(a: readonly T[], item: T, start: number): number {
  const n = a.length;
  let found = -1;
  for (let i = clamp(start, n); i < n; i++) {
    if (a[i] === item) {
      found = i;
      break;
    }
  }
  return found;
}

/** Of null or undefined, in a list without holes. */
export function indexOfNothing<T>(a: readonly T[], isNull: boolean, start: number): number {
  const n = a.length;
  let found = -1;
  for (let i = clamp(start, n); i < n; i++) {
    if (isNothing(a[i], isNull)) {
      found = i;
      break;
    }
  }
  return found;
}

/** `includes` takes what is missing for undefined. */
export function includesNothing<T>(a: readonly T[], isNull: boolean, start: number): boolean {
  return indexOfNothing(a, isNull, start) >= 0;
}

function isNothing(item: unknown, isNull: boolean): boolean {
  return isNull ? item === null : item === undefined;
}

/** Downwards from a position. */
function lastFrom<T>(a: readonly T[], item: T, start: number): number {
  let found = -1;
  for (let i = start; i >= 0; i--) {
    if (a[i] === item) {
      found = i;
      break;
    }
  }
  return found;
}

export function lastIndexOf<T>(a: readonly T[], item: T): number {
  return lastFrom(a, item, a.length - 1);
}

export function lastIndexOfFrom<T>(a: readonly T[], item: T, start: number): number {
  const n = a.length;
  const position = whole(start);
  return lastFrom(a, item, position < 0 ? position + n : Math.min(position, n - 1));
}

export function includes<T>(a: readonly T[], item: T, start: number): boolean {
  return indexOf(a, item, start) >= 0;
}

/** Of numbers: `includes` also finds NaN. */
export function includesNumber(a: readonly number[], item: number, start: number): boolean {
  const n = a.length;
  const isNone = Number.isNaN(item);
  let found = false;
  for (let i = clamp(start, n); i < n; i++) {
    const present = a[i] as number;
    if (present === item || (isNone && Number.isNaN(present))) {
      found = true;
      break;
    }
  }
  return found;
}

export function flat<T>(a: readonly (readonly T[])[]): T[] {
  const parts: T[] = [];
  for (const part of a) for (const item of part) parts.push(item);
  return parts;
}

/** Methods of iterators, as functions over what is iterated over: those that give iterators are generators. */

type Test<T> = (item: T, index: number) => boolean;

export function* iteratorMap<T, U>(items: Iterable<T>, fn: (item: T, index: number) => U): Generator<U> {
  let i = 0;
  for (const item of items) yield fn(item, i++);
}

export function* iteratorFilter<T>(items: Iterable<T>, test: Test<T>): Generator<T> {
  let i = 0;
  for (const item of items) if (test(item, i++)) yield item;
}

export function* iteratorFlatMap<T, U>(items: Iterable<T>, fn: (item: T, index: number) => Iterable<U>): Generator<U> {
  let i = 0;
  for (const item of items) for (const inner of fn(item, i++)) yield inner;
}

export function* iteratorTake<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = Math.trunc(count);
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    left--;
    if (left <= 0) return;
  }
}

export function* iteratorDrop<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = Math.trunc(count);
  for (const item of items) {
    if (left <= 0) yield item;
    left--;
  }
}

export function iteratorToArray<T>(items: Iterable<T>): T[] {
  return [...items];
}

export function iteratorForEach<T>(items: Iterable<T>, fn: (item: T, index: number) => void): void {
  let i = 0;
  for (const item of items) fn(item, i++);
}

export function iteratorSome<T>(items: Iterable<T>, test: Test<T>): boolean {
  let i = 0;
  for (const item of items) if (test(item, i++)) return true;
  return false;
}

export function iteratorEvery<T>(items: Iterable<T>, test: Test<T>): boolean {
  let i = 0;
  for (const item of items) if (!test(item, i++)) return false;
  return true;
}

export function iteratorFind<T>(items: Iterable<T>, test: Test<T>): T | undefined {
  let i = 0;
  for (const item of items) if (test(item, i++)) return item;
  return undefined;
}

export function iteratorReduce<T, U>(items: Iterable<T>, fn: (sum: U, item: T, index: number) => U, initial: U): U {
  let sum = initial;
  let i = 0;
  for (const item of items) sum = fn(sum, item, i++);
  return sum;
}

export function iteratorReduceFirst<T>(items: Iterable<T>, fn: (sum: T, item: T, index: number) => T): T {
  let sum: T | undefined;
  let i = 0;
  for (const item of items) {
    sum = i === 0 ? item : fn(sum as T, item, i);
    i++;
  }
  if (i === 0) throw new TypeError("Reduce of a done iterator with no initial value");
  return sum as T;
}

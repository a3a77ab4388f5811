// Iterators of the language that are asked step by step, through `[Symbol.iterator]` of whatever can be gone through.

function zip<A, B>(left: Iterable<A>, right: Iterable<B>): [A, B][] {
  const pairs: [A, B][] = [];
  const others = right[Symbol.iterator]();
  for (const one of left) {
    const { done, value } = others.next();
    if (done) break;
    pairs.push([one, value]);
  }
  return pairs;
}

/** As a generator, over what is lazy on either side. */
function* zipped(...sources: Iterable<number>[]): Generator<number[]> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  for (;;) {
    const steps = iterators.map((iterator) => iterator.next());
    if (steps.some(({ done }) => done)) return;
    yield steps.map(({ value }) => value as number);
  }
}

const first = (source: Iterable<number>): number | undefined => {
  const step = source[Symbol.iterator]().next();
  return step.done ? undefined : step.value;
};

/** Sets, maps and texts have iterators as lists do. */
function stepped(x: number): number {
  const weights = new Map([
    ["a", x],
    ["bc", x * x],
  ]);
  const entries = weights[Symbol.iterator]();
  const letters = "hello"[Symbol.iterator]();
  const places = new Set([1, 2, 3])[Symbol.iterator]();
  let sum = 0;
  for (let step = entries.next(); !step.done; step = entries.next()) {
    const [name, weight] = step.value;
    const letter = letters.next();
    sum += weight * name.length * (letter.done ? 0 : letter.value.charCodeAt(0) / 100);
    sum *= places.next().value ?? 5;
  }
  // What is added meanwhile comes too.
  weights.set("def", sum);
  return sum + (entries.next().done ? 1 : 2) * x;
}

export function f(x: number, y: number): number {
  let sum = stepped(x);
  for (const [a, b] of zip([x, y, x * y], new Set([1, 2]))) sum += a * b;
  for (const [a, b] of zip(new Set(["p", "qr"]), [y, x])) sum += a.length * b * b;
  for (const [[name, a], b] of zip(new Map([["k", x]]), "z")) sum += name === "k" && b === "z" ? a * y : 0;
  for (const [a, b, c] of zipped([x, y, 3], [y, 2], [1, x, x])) sum += a * b * c;
  return sum + (first([y, 2]) ?? 0) * (first(new Set([3])) ?? 0) + (first(new Map([["k", x]]).values()) ?? 0) + (first([]) ?? x * y);
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.6],
  [0.4, 2.1],
];

// Whether an object is frozen is asked by the program: under another name, through a call, of one of several, of what a frozen one holds.
function scaled(list: readonly number[], x: number): number {
  return Object.isFrozen(list) ? 3 * x * list[0]! : x;
}

function maybe(x: number): number {
  const outer = { a: x, list: [x] };
  const other = outer;
  if (x > 1) Object.freeze(outer);
  return Object.isFrozen(other) ? x * 2 + (Object.isFrozen(outer.list) ? 0 : x * x) : outer.a;
}

export function f(x: number): number {
  const parts = [{ v: x }, { v: 2 * x }, { v: x * x }];
  Object.freeze(parts[1]);
  let sum = 0;
  for (const part of parts) {
    if (!Object.isFrozen(part)) part.v *= x;
    sum += part.v;
  }
  const made = Object.freeze({ a: x });
  return sum + scaled(Object.freeze([x, 2]), x) + scaled([x], x) + maybe(x) + (Object.isFrozen(made) ? made.a : 0);
}

export const wrt = 0;
export const inputs = [[1.3], [0.6]];

// A value is asked whether it is a list before anything was stored there: in a later turn of the loop it is one.
function joined(weights: readonly number[], x: number): number {
  let list: unknown = undefined;
  for (const w of weights) list = Array.isArray(list) ? [...(list as number[]), w * x] : [w];
  return list === undefined ? x : (list as number[]).reduce((a, b) => a + b * b, 0);
}

/** Null, a list and a number in turn. */
function folded(weights: readonly number[], x: number): number {
  const last = weights.reduce<null | number[] | number>(
    (place, w) => (place === null ? [x, w] : Array.isArray(place) ? place[0]! * x : null),
    null,
  );
  return last === null ? 0.6 * x : Array.isArray(last) ? last[0]! ** 2 : last;
}

/** Numbers in one call, lists in another. */
function counted<T>(values: readonly (T | null)[], x: number): number {
  let sum = 0;
  let before: T | null = null;
  for (const value of values) {
    sum += Array.isArray(before) ? x : 2 * x * x;
    before = value;
  }
  return sum;
}

function kept(weights: readonly number[], x: number): number {
  const node: { last: any } = { last: null };
  let sum = 0;
  for (const w of weights) {
    sum += ArrayBuffer.isView(node.last) ? (node.last as Float64Array)[0]! * x : node.last instanceof Map ? 1 : x;
    node.last = Float64Array.of(w * x);
  }
  return sum;
}

export function f(x: number): number {
  const weights = [0.4, 0.3, 2];
  let s = joined(weights, x) + joined([], x) + kept(weights, x);
  for (let n = 0; n <= 3; n++) s += n * folded(weights.slice(0, n), x);
  return s + counted([x, 1, 2], x) + counted([[x], [2], [3]], x * x);
}

export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

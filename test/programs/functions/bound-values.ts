// bind, call and apply of functions that are values: methods of local objects, taken from lists and maps, bound twice.
export function f(x: number, k: number): number {
  const o = { k, scale(v: number, w = 1) { return this.k * v * w; }, total: 0, add(v: number) { this.total += v * this.k; return this.total; } };
  const other = { k: x * k };
  const bound = o.scale.bind(o);
  const method = o.scale;
  let sum = bound(x) + o.scale.call(other, x) + o.scale.apply({ k: 3 }, [x * x, k]) + method.call(o, 2);
  const list = [o.scale.bind(o), o.scale.bind(other), bound.bind(null, x), o.scale.bind(other, k)];
  for (const [i, fn] of list.entries()) sum += fn(x, i) ** 2 * (i + 1);
  const handlers: Record<string, (v: number) => number> = {};
  handlers.add = o.add.bind(o);
  handlers.square = (v) => v * v;
  for (const name of ["add", "square", "add"]) sum += handlers[name](x);
  function scaled(this: { f: number }, a: number, b = 1): number {
    return this.f * a + b;
  }
  const context = { f: x };
  const half = scaled.bind(context, k);
  context.f = k * k;
  const chosen = x > 0.5 ? scaled : function (this: { f: number }, a: number) { return this.f - a; };
  sum += half() + half(x) + chosen.call({ f: 2 }, x) + chosen.bind(context)(3) + chosen.apply(context, [x]);
  return sum * o.total;
}
export const wrt = [0, 1];
export const inputs = [[0.3, 1.2], [0.8, -0.4]];

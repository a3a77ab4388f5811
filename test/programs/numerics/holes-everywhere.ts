/** What each method makes of an array with holes; those that would move them are refused when they run. */
export function f(x: number, k: number, how: string): number {
  const a: number[] = [];
  a[0] = x;
  a[k] = x * x;
  let s = 0;
  if (how === "spread") for (const v of [...a, x]) s += v ?? 0;
  if (how === "copy") s = [...a].map((v) => 1 + (v ?? x)).reduce((p, v) => p + v, 0);
  if (how === "rest") {
    const [, ...rest] = a;
    s = rest.map((v) => 1 + (v ?? x)).reduce((p, v) => p + v, 0);
  }
  if (how === "entries") for (const [i, v] of a.entries()) s += v === undefined ? 0 : v * i;
  if (how === "length") s = a.length * x;
  if (how === "map") s = a.map((v) => v * 2).map((v) => v + x).reduce((p, v) => p + v, 0);
  if (how === "flatMap") s = a.flatMap((v) => [v, 1]).reduce((p, v) => p + v, 0);
  if (how === "find") s = a.findIndex((v) => v === undefined) * x;
  if (how === "sort") s = a.sort((p, q) => q - p)[0];
  if (how === "concat") s = a.concat([1]).map((v) => v * v)[0];
  if (how === "reduce") s = a.reduce((p, v) => p + v);
  if (how === "slice") s = a.slice(0, 3).filter(() => true).length * x;
  return s;
}
export const wrt = 0;
const ways = ["spread", "copy", "rest", "entries", "length", "map", "flatMap", "find", "sort", "concat", "reduce", "slice"];
export const inputs = [...ways.map((how) => [2, 1, how]), ...ways.filter((how) => !["sort", "concat", "reduce"].includes(how)).map((how) => [2, 3, how])];
export const refused = ["sort", "concat", "reduce"].map((how) => [2, 3, how]);

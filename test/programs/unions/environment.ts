type Val = number | ((k: number) => number) | { scale: number };
export function f(x: number, y: number): number {
  const env = new Map<string, Val>();
  env.set("a", x);
  env.set("b", (k) => k * y);
  env.set("c", { scale: x + y });
  let s = 0;
  for (const [name, v] of env) {
    if (typeof v === "number") s += v;
    else if (typeof v === "function") s += v(x) * name.length;
    else s += v.scale ** 2;
  }
  const a = env.get("a");
  return s * (typeof a === "number" ? a : 1);
}
export const wrt = [0, 1];
export const inputs = [[1.5, 0.7]];

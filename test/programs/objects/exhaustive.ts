/** Exhaustive switches: what cannot be reached says so in an error. */
type Shape = { kind: "a"; r: number } | { kind: "b"; w: number };
function assertNever(x: never): never {
  throw new Error(`unexpected ${x}`);
}
function unreachable(x: never): never {
  throw new Error("Unhandled: " + JSON.stringify(x));
}
function area(s: Shape): number {
  switch (s.kind) {
    case "a": return s.r * s.r;
    case "b": return 2 * s.w;
    default: return assertNever(s);
  }
}
function peri(s: Shape): number {
  if (s.kind === "a") return s.r;
  if (s.kind === "b") return s.w ** 3;
  return unreachable(s);
}
function third(s: Shape): number {
  switch (s.kind) {
    case "a": return s.r;
    case "b": return s.w ** 4;
    default: {
      const exhaustive: never = s;
      throw new Error(`bad ${(exhaustive as any).kind} ${exhaustive}`);
    }
  }
}
export function f(x: number): number {
  const shapes: Shape[] = [{ kind: "a", r: x }, { kind: "b", w: x * x }];
  return shapes.reduce((s, q) => s + area(q) * peri(q) + third(q), 0);
}
export const wrt = 0;
export const inputs = [[1.5]];

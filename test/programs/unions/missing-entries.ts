// An entry that is not there, of a dictionary whose entries are numbers or lists: its type does not say that it may be missing.
export function f(x: number): number {
  const scope: Record<string, number | number[]> = { a: x };
  const first = (key: string): number => {
    const entry = scope[key];
    if (Array.isArray(entry)) return entry[0] as number;
    return entry ?? 0.5;
  };
  const kind = (key: string): number => (typeof scope[key] === "number" ? x : scope[key] ? x * x : x ** 3);
  let sum = first("a") + first("b") + kind("a") + kind("b");
  scope.a = [x * x, 2];
  sum += first("a") * kind("a");
  return sum;
}
export const wrt = 0;
export const inputs = [[1.3], [0.4]];

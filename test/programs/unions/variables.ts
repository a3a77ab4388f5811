function parse(s: string): number | string { return s.startsWith("n") ? Number(s.slice(1)) : s; }
export function f(x: number): number {
  let last: number | string | null = null;
  let sum = 0;
  for (const s of ["n1", "x", "n3", "y", "x"]) {
    const p = parse(s);
    let v: number | string = p;
    if (v === "x") v = x * x;
    else if (v === "y") v = "skip";
    if (typeof v === "string") { last = v; continue; }
    sum += v * x;
    if (typeof last === "string" && last === "skip") sum *= 2;
    last = v;
  }
  return typeof last === "number" ? sum + last : sum;
}
export const wrt = 0;
export const inputs = [[1.5]];

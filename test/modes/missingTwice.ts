import { grad } from "cotangent";
import { num, same } from "./_same.js";

/** Places that hold null or undefined at first, or come to, differentiated twice: a cotangent that is missing counts as 0. */

const elements = (x: number): number => {
  const a: (number | null)[] = [null, 0];
  a[0] = x;
  a[1] = x * x;
  let sum = 0;
  for (const v of a) sum += v ?? 100;
  return sum;
};
const fields = (x: number): number => {
  const a: { v?: number | undefined; w: number } = { w: 2 };
  a.v = x * x;
  let sum = a.w * x;
  for (let i = 0; i < 2; i++) {
    sum += (a.v ?? 1) * x;
    a.v = i === 1 ? undefined : sum;
  }
  return sum + (a.v ?? x);
};
const moved = (x: number): number => {
  const a: (number | undefined)[] = [x, undefined, x * x];
  a[1] = a[0];
  a[2] = undefined;
  let sum = 0;
  for (const v of a) sum += (v ?? x) ** 2;
  return sum * (a[1] ?? 1);
};
const entries = (x: number): number => {
  const m: Record<string, number | null> = { a: null, b: x };
  m.a = x * x;
  m.b = null;
  let sum = 0;
  for (const k of ["a", "b"]) sum += (m[k] ?? x ** 3) * x;
  return sum;
};
const chosen = (x: number): number => {
  const empty: [number | null, number] = [null, x];
  const full: [number | null, number] = [x, 2];
  const pair = x > 1 ? empty : full;
  pair[0] ??= x * x;
  return pair[0] * pair[1] * x;
};
same("elements", grad(elements)(1.3), num(elements, 1.3));
same("elements, twice", grad(grad(elements))(1.3), num(grad(elements), 1.3));
same("fields", grad(fields)(1.3), num(fields, 1.3));
same("fields, twice", grad(grad(fields))(1.3), num(grad(fields), 1.3));
same("moved", grad(moved)(1.3), num(moved, 1.3));
same("moved, twice", grad(grad(moved))(1.3), num(grad(moved), 1.3));
same("entries", grad(entries)(1.3), num(entries, 1.3));
same("entries, twice", grad(grad(entries))(1.3), num(grad(entries), 1.3));
same("chosen", grad(chosen)(1.3), num(chosen, 1.3));
same("chosen, twice", grad(grad(chosen))(1.3), num(grad(chosen), 1.3));

export { results } from "./_same.js";

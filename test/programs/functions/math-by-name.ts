// Functions of Math by their names, which are a few by their type.
const names = ["sin", "cos", "exp"] as const;
type Unary = "tanh" | "sqrt" | "log1p";
type Binary = "max" | "min" | "hypot";

const apply = (name: Unary, v: number): number => Math[name](v);
const combine = (name: Binary, a: number, b: number): number => Math[name](a, b);

export function f(x: number[]): number {
  let sum = names.reduce((v, name) => Math[name](v), x[0]);
  for (const name of ["tanh", "sqrt", "log1p"] as Unary[]) sum += apply(name, x[0] * x[1] + 2) * x[1];
  for (const name of ["max", "hypot", "min"] as Binary[]) sum += combine(name, x[0], x[1]) * x[0];
  return sum;
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[0.4, 2.1]]];

// Enums as constants, as flags, by name, by value, and as objects that are listed.
enum Kernel {
  Gauss = 1,
  Cauchy = 4,
  Flat,
}

enum Force {
  None = 0,
  Gravity = 1 << 0,
  Drag = 1 << 1,
  Both = Gravity | Drag,
}

enum Shape {
  Circle = "circle",
  Square = "square",
}

const enum Order {
  Linear = 1,
  Cubic = 3,
}

function kernel(kind: Kernel, x: number): number {
  switch (kind) {
    case Kernel.Gauss:
      return Math.exp(-x * x);
    case Kernel.Cauchy:
      return 1 / (1 + x * x);
    default:
      return x / Kernel[kind]!.length;
  }
}

const pull = (forces: Force, x: number): number =>
  (forces & Force.Gravity ? 9.81 * x : 0) - (forces & Force.Drag ? 0.1 * x ** Order.Cubic : 0);

export function f(x: number, names: readonly ("Gauss" | "Flat")[]): number {
  let s = 0;
  for (const kind of [Kernel.Gauss, Kernel.Cauchy, Kernel.Flat]) s += kernel(kind, x * kind);
  for (const name of names) s += Kernel[name] * kernel(Kernel[name], x);
  for (const shape of Object.values(Shape)) s += shape === Shape.Circle ? Math.PI * x * x : x;
  for (const [name, text] of Object.entries(Shape)) s += name.length * x ** text.length;
  for (const key of Object.keys(Force)) s += key.length * x * 0.01;
  return s + pull(Force.Both, x) + pull(Force.None, x) + Order.Linear * x + (Kernel[2] === undefined ? x : 0);
}

export const wrt = [0];
export const inputs = [
  [0.6, ["Gauss", "Flat"]],
  [-1.3, ["Flat"]],
];

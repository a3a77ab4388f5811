import { grad, hvp } from "cotangent";
import { num, same } from "./_same.js";

// What a block of the module declares is known to functions that are differentiated in it, as locals of a function are.
{
  const label = "abc";
  const weights = [1, 2];
  let k = 2;
  const helper = (v: number): number => v * v * k;
  const f = (x: number): number => helper(x) * label.length + weights[1] * x ** 3;
  const g = grad(f);
  same("constants of a block", g(0.5), num(f, 0.5));
  k = 5;
  weights[1] = 7;
  same("changed after the derivative was made", g(0.5), num(f, 0.5));
  same(
    "second order",
    hvp(f)(0.5, 1),
    num((x) => g(x), 0.5),
  );
}

for (const mode of ["sin", "cos"] as const) {
  for (let i = 1; i < 3; i++) {
    const f = (x: number): number => (mode === "sin" ? Math.sin(i * x) : Math.cos(i * x));
    same(`${mode} ${i}`, grad(f)(0.5), num(f, 0.5));
  }
}

const later: ((x: number) => number)[] = [];
for (let i = 1; i <= 3; i++) later.push(grad((x: number) => x ** i));
same(
  "each iteration has its own",
  later.map((g) => g(2)),
  [1, 4, 12],
);

try {
  const scale = Number("3");
  function inBlock(x: number): number {
    if (x < 0) throw new RangeError(`below ${scale}`);
    return x * x * scale;
  }
  same("a function of a block", grad(inBlock)(2), 12);
  grad(inBlock)(-1);
} catch (error) {
  const { message } = error as Error;
  const f = (x: number): number => x * message.length;
  same("what a catch clause knows", grad(f)(1), "below 3".length);
}

switch (later.length) {
  case 3: {
    const shared = 4;
    const own = 2;
    const f = (x: number): number => x * x * shared * own;
    same("a switch", grad(f)(3), num(f, 3));
  }
}

export { results } from "./_same.js";

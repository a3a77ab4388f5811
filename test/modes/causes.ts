// Errors with a cause that carries numbers: asked for its class and fields where it is caught, and whole where it leaves.
import { grad, jvp, valueAndGrad } from "cotangent";
import { num, same } from "./_same.js";

class DomainError extends RangeError {
  constructor(
    message: string,
    readonly amount: number,
  ) {
    super(message);
    this.name = "DomainError";
  }
}

function validate(rate: number, sizes: number[]): void {
  if (rate <= 0) throw new DomainError("rate", rate * rate);
  sizes.forEach((size, i) => {
    if (size > 3) throw new DomainError(`size ${i}`, size * rate);
  });
}

function run(rate: number, sizes: number[]): number {
  try {
    validate(rate, sizes);
    return sizes.reduce((sum, size) => sum + size * rate, 0);
  } catch (error) {
    throw new Error("invalid", { cause: error });
  }
}

/** What was wrong is charged. */
function charged(x: number): number {
  let s = 0;
  for (const sizes of [[x], [4 * x, 1], [1, 2]]) {
    try {
      s += run(x - 0.5, sizes);
    } catch (error) {
      const { cause } = error as Error;
      s += cause instanceof DomainError ? 2 * cause.amount + cause.message.length : 100;
    }
  }
  return s;
}

for (const x of [0.4, 0.7, 1.3]) {
  same(`charged at ${x}`, valueAndGrad(charged)(x), { value: charged(x), grad: num(charged, x) });
  same(`charged at ${x}, direction`, jvp(charged)([x], [1]).tangent, num(charged, x));
  same(
    `charged at ${x}, second`,
    grad(grad(charged))(x),
    num((t) => num(charged, t), x),
    1e-4,
  );
}

const leaves = (x: number): number => run(x, [x, 4 * x]) * x;

const shown = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    const { message, cause } = error as Error;
    return [message, ...(cause instanceof DomainError ? [cause.name, cause.message, cause.amount] : ["another"])];
  }
};
for (const x of [0.5, 1.5, -1]) {
  const want = shown(() => leaves(x));
  same(
    `leaves at ${x}`,
    shown(() => valueAndGrad(leaves)(x).value),
    want,
  );
  same(
    `leaves at ${x}, direction`,
    shown(() => jvp(leaves)([x], [1]).value),
    want,
  );
}

export { results } from "./_same.js";

// handed on with the message of the one before, by a class that gives its options to the host
class Stopped extends Error {
  constructor(
    readonly best: number,
    message = "stopped",
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "Stopped";
  }
}
function search(x: number, depth: number): number {
  let scale = x;
  try {
    if (depth === 0) throw new Stopped(x * x, "deep", { cause: depth });
    return search(x * 1.1, depth - 1) + 1;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (depth < 3) throw new Stopped(error.best * scale, error.message, { cause: error });
    return error.best + x * error.message.length;
  } finally {
    scale *= 2;
  }
}
const searched = (x: number): number => search(x, 5);
same("handed on", grad(searched)(0.7), num(searched, 0.7));

// A list or a generator: a test tells them apart.
type Source = number[] | Generator<number>;

function* squares(x: number[]): Generator<number> {
  for (const v of x) yield v * v;
}

const pick = (x: number[], plain: boolean): Source => (plain ? x : squares(x));

function weigh(source: Source): number {
  let sum = 0;
  if (Array.isArray(source)) sum += source[1] ** 3 - source.length;
  else for (const v of source) sum += v * (sum + 1);
  return sum;
}

interface Named { name: string; at(x: number): number }
interface Weights { w?: number; length?: number }

/** What has all that the other asks for is told apart by its declared type. */
const run = (o: ((x: number) => number) | Named, x: number): number => (typeof o === "function" ? o(x) : o.at(x) * o.name.length);
const read = (o: number[] | Weights): number => (Array.isArray(o) ? o[0] * 2 : (o.w ?? 1) * 3);

type Step = ((x: number) => number) | Generator<number> | number;

/** A generator is an object, a function is none. */
function take(step: Step, x: number): number {
  if (typeof step === "function") return step(x) * 2;
  if (typeof step === "number") return step * x;
  let sum = typeof step === "object" ? x * x : 0;
  for (const v of step) sum += v;
  return sum;
}

const stepOf = (x: number[], i: number): Step => (i === 0 ? Math.sin : i === 1 ? squares(x) : x[2]);
const kindOf = (x: number[]): number => (typeof squares(x) === "object" ? 1 : 100);

export function f(x: number[]): number {
  let sum = run(Math.sin, x[0]) + run({ name: "abc", at: (v) => v * x[1] }, x[2]);
  sum += read(x) + read({ w: x[1] }) * x[0] + read({}) * x[2];
  for (let i = 0; i < 3; i++) sum += weigh(pick(x.slice(i % 2), x[i] > 0)) * (i + 1);
  for (let i = 0; i < 3; i++) sum += take(stepOf(x, i), x[i] * x[1]) * kindOf(x);
  return sum;
}
export const wrt = 0;
export const inputs = [[[0.5, -1.2, 0.7]], [[-0.5, 1.2, -0.9]]];

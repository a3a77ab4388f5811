/** Gradients into memory that is given, and second results that are only handed on. */
import { grad, partials, valueAndGrad } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const chain = (x: number[], k: number): number => {
  let s = 0;
  for (let i = 1; i < x.length; i++) s = Math.sin(s + x[i] * x[i - 1] * k);
  return s;
};
const chainInto = grad(chain, { into: true });
const buffer = [9, 9, 9];
const x = [0.5, 0.7, 1.1];
same("an array", chainInto(buffer, x, 2), grad(chain)(x, 2));
same("again, over what is there", chainInto(buffer, [1, 2, 3], 0.3), grad(chain)([1, 2, 3], 0.3));
same("it is what is returned", Number(chainInto(buffer, x, 2) === buffer), 1);
// A tape stays with what is given: a shorter and a longer one follow.
same("another length", chainInto([1, 1], [0.5, 0.7], 2), grad(chain)([0.5, 0.7], 2));
const long = Array.from({ length: 9 }, (_, i) => Math.cos(i));
same("a longer one", chainInto(new Array(9).fill(1), long, 0.4), grad(chain)(long, 0.4));

const both = valueAndGrad(chain, { wrt: [0, 1], into: true });
const list: [number[], number] = [[1, 2, 3], 5];
same("a list", both(list, x, 2), { value: chain(x, 2), grad: grad(chain, { wrt: [0, 1] })(x, 2) });
same("a list is what is returned", Number(both(list, x, 2).grad === list), 1);

interface Net {
  w: Float64Array;
  layers: { b: number; name: string }[];
}
const net = (p: Net): number => p.w[0] * p.layers[0].b * p.w[1];
const netInto = grad(net, { into: true });
const place = { w: new Float64Array(2), layers: [{ b: 3 }] };
for (const b of [4, 5])
  same(`a record, ${b}`, netInto(place, { w: Float64Array.of(2, 3), layers: [{ b, name: "q" }] }), {
    w: [3 * b, 2 * b],
    layers: [{ b: 6 }],
  });

/** The argument becomes longer: the gradient has the length that it had. */
const grows = (x: number[]): number => {
  x.push(x[0] * 2);
  return x[x.length - 1] * x[1];
};
same("an argument that grows", grad(grows, { into: true })([8, 8], [2, 3]), [6, 4]);
const overwritten = (x: number[]): number => {
  const first = x[0];
  x[0] = x[1] * first;
  x[1] = 5;
  return x[0] * x[1] * first;
};
same("an argument that f changes", grad(overwritten, { into: true })([8, 8], [2, 3]), [60, 20]);
const unused = (_x: number[], k: number): number => k * k;
same("an argument that does not count", grad(unused, { into: true })([8, 8], [2, 3], 1), [0, 0]);

/** What throws leaves everything as it was: f, a rule, and what does not fit. */
const limited = (x: number[]): number => {
  const v = x[0] * x[1];
  if (v > 10) throw new Error("too much");
  return v;
};
const failing = partials(
  (v: number) => v * v,
  (_y, v) => {
    if (v > 3) throw new Error("no rule");
    return [2 * v];
  },
);
const ruled = (x: number[]): number => failing(x[0]) + x[1];
const limitedInto = grad(limited, { into: true });
const ruledInto = grad(ruled, { into: true });
const messageOf = (action: () => unknown): string => {
  try {
    action();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};
const kept = [1, 2];
const says = (action: () => unknown, message: string): void => same(message, Number(messageOf(action) === message), 1);
says(() => limitedInto(kept, [5, 6]), "too much");
says(() => ruledInto(kept, [5, 6]), "no rule");
says(() => limitedInto([1], [1, 2]), "the gradient of limited does not fit: into has 1 elements, and not 2");
says(() => limitedInto(kept, [1, 2, 3]), "the gradient of limited does not fit: into has 2 elements, and not 3");
says(
  () => netInto({ w: new Float64Array(2), layers: [] }, { w: new Float64Array(2), layers: [{ b: 1, name: "" }] }),
  "the gradient of net does not fit: into.layers has 0 elements, and not 1",
);
says(
  () => limitedInto(kept, kept),
  "the gradient of limited shares memory with an argument, or with another part: give it memory of its own",
);
/** What cannot be written to is found before anything is. */
const fixed = { w: new Float64Array([7, 8]), layers: [Object.freeze({ b: 3 })] };
says(
  () => netInto(fixed, { w: Float64Array.of(2, 3), layers: [{ b: 1, name: "" }] }),
  "the gradient of net does not fit: into.layers[0] is frozen",
);
same("nothing is written", [...fixed.w], [7, 8]);
says(
  () => limitedInto(Object.freeze([1, 2]) as number[], [1, 2]),
  "the gradient of limited does not fit: into is frozen",
);
same(
  "lists that are frozen, their numbers are not",
  netInto(
    { w: new Float64Array(2), layers: Object.freeze([{ b: 3 }]) as Net["layers"] },
    { w: Float64Array.of(2, 3), layers: [{ b: 1, name: "" }] },
  ).layers,
  [{ b: 6 }],
);
/** Rows of what is given are one object where those of the argument are: else two cotangents would meet in one place. */
const rows = grad((m: number[][]) => m[0][0] * 2 + m[1][0] * 3, { into: true });
const row = [0];
const unlike = " shares memory where the argument does not, or the other way round";
says(() => rows(new Array<number[]>(2).fill(row), [[1], [1]]), `the gradient of rows does not fit: into[1]${unlike}`);
says(() => rows([[0], [0]], [row, row]), `the gradient of rows does not fit: into[1]${unlike}`);
const once = [1];
same("rows that are one", rows([row, row], [once, once]), [[5], [5]]);
const apart = grad((x: number[], y: number[]) => x[0] * 2 + y[0] * 3, { wrt: [0, 1], into: true });
says(
  () => apart([row, row], [1], [1]),
  "the gradient of apart shares memory with an argument, or with another part: give it memory of its own",
);
const views = grad((m: Float64Array[]) => m[0][0] * 2 + m[1][0] * 3, { into: true });
const memory = new Float64Array(3);
says(
  () => views([memory, memory.subarray(0)], [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]),
  `the gradient of views does not fit: into[1]${unlike}`,
);
same(
  "parts of one buffer",
  views([memory.subarray(0, 1), memory.subarray(1, 2)], [Float64Array.of(1), Float64Array.of(2)]).map((v) => v[0]),
  [2, 3],
);
same("what was given is as it was", kept, [1, 2]);
same("the next call is right", limitedInto(kept, [1, 2]), [2, 1]);

/** An exception after some elements have been gone through: nothing is written into what is given before f has run to its end. */
const positive = (v: number): number => {
  if (v < 0) throw new RangeError("negative");
  return v ** 3;
};
const inLoop = grad(
  (x: number[]): number => {
    let s = 0;
    for (const v of x) {
      if (v < 0) throw new RangeError("negative");
      s += v * v;
    }
    return s;
  },
  { into: true },
);
const inCall = valueAndGrad(
  (p: { xs: number[]; k: number }): number => {
    let s = 0;
    for (let i = 0; i < p.xs.length; i++) s += p.k * positive(p.xs[i]);
    return s;
  },
  { into: true },
);
const sumOfSquares = (m: number[][], n: number): number => {
  let s = 0;
  for (let i = 0; i < n; i++) s += m[i][0] ** 2;
  return s;
};
const beyond = grad(sumOfSquares, { into: true });
const pieces = { xs: [5, 5], k: 5 };
const lists = [[9], [9]];
says(() => inLoop(kept, [1, -1]), "negative");
says(() => inCall(pieces, { xs: [1, -4], k: 2 }), "negative");
says(
  () => beyond(lists, [[1], [2]], 3),
  messageOf(() => sumOfSquares([[1], [2]], 3)),
);
same("after exceptions in loops", [kept, pieces, lists], [[2, 1], { xs: [5, 5], k: 5 }, [[9], [9]]]);
inCall(pieces, { xs: [1, 2], k: 2 });
same("the next call", pieces, { xs: [6, 24], k: 9 });
says(
  () => views([new Float32Array(1) as never, memory], [Float64Array.of(1), memory.slice()]),
  "the gradient of views does not fit: into[0] is a Float32Array, and not a Float64Array",
);

/** A closure takes what it captures from around. */
const around = (scale: number): number[] => {
  const inner = (x: number[]): number => x[0] * x[0] * scale;
  return grad(inner, { into: true })([0, 0], [3, 1]);
};
same("a closure", around(2), [12, 0]);

const pair = (x: number[]): [number, { norm: number; scaled: number[]; name: string }] => {
  const scaled = x.map((v) => v * 2);
  const loss = scaled.reduce((s, v) => s + v * v, 0);
  scaled[0] = 7;
  return [loss, { norm: Math.sqrt(loss), scaled, name: `n${x.length}` }];
};
const withAux = valueAndGrad(pair, { aux: true })(x);
same("aux", [withAux.value, withAux.grad, withAux.aux], [pair(x)[0], x.map((v) => 8 * v), pair(x)[1]]);
same("the text of aux", Number(withAux.aux.name === "n3"), 1);
const two = (x: number): [number, number] => [x * x, x ** 3];
same("two numbers", valueAndGrad(two, { aux: true })(3), { value: 9, grad: 6, aux: 27 });
const branches = (x: number[], k: number): readonly [number, string] => {
  if (x[0] > 1) return [x[0] * x[1] * k, "product"];
  let sum = 0;
  for (const v of x) sum += v * v * k;
  return [sum, "sum"];
};
const branchesInto = valueAndGrad(branches, { wrt: 0, aux: true, into: true });
for (const at of [
  [2, 3],
  [0.5, 3],
]) {
  const { value, grad: gradient, aux } = branchesInto([0, 0], at, 2);
  same("aux and into", [value, gradient], [branches(at, 2)[0], numGrad((p) => branches(p, 2)[0], at)]);
  same("the branch", Number(aux === branches(at, 2)[1]), 1);
}
/** Inside of a differentiated function: there aux varies. */
const nested = (x: number): number => {
  const {
    value,
    grad: slope,
    aux,
  } = valueAndGrad((y: number): [number, number] => [y * y * x, y + x], { aux: true })(x);
  return value + slope * aux;
};
same("aux inside", grad(nested)(1.3), num(nested, 1.3));

export { results } from "./_same.js";

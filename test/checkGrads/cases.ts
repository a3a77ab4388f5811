import { customJvp, customVjp, grad, partials } from "cotangent";
import { checkGrads } from "cotangent/testing";

// Each case runs one check; those in `wrong` have a rule with a mistake in it.

const softplus = partials(
  (x: number) => Math.log1p(Math.exp(x)),
  (_y, x) => [1 / (1 + Math.exp(-x))],
);
const sumOfSquares = customVjp(
  (x: readonly number[]) => x.reduce((sum, v) => sum + v * v, 0),
  (cotangent, _y, x) => [x.map((v) => 2 * v * cotangent)],
);
const swapped = customJvp(
  (p: readonly number[]) => [p[1]! ** 2, p[0]!],
  ([dot], _y, p) => [2 * p[1]! * dot[1]!, dot[0]!],
);

interface Network {
  readonly layers: readonly { readonly w: Float64Array; readonly b: number; readonly name: string }[];
}
const network: Network = {
  layers: [
    { w: new Float64Array([0.5, -1]), b: 0.25, name: "in" },
    { w: new Float64Array([2, 0.75]), b: -0.5, name: "out" },
  ],
};
const run = (net: Network, x: number): number =>
  net.layers.reduce((sum, { w, b }) => Math.tanh(w[0]! * sum + w[1]! * sum ** 2 + b), x);

class Body {
  readonly position = [1, 2];
  constructor(public mass: number) {}
  energy(): number {
    return this.mass * this.position.reduce((sum, v) => sum + v * v, 0);
  }
}

export const right: Readonly<Record<string, () => void>> = {
  partials: () => checkGrads(softplus, [0.3]),
  customVjp: () => checkGrads(sumOfSquares, [[1, 2, 3]]),
  customJvp: () => checkGrads(swapped, [[1, 2]]),
  "a structure": () => checkGrads(run, [network, 0.7]),
  "a derivative": () => checkGrads(grad(run, { wrt: 1 }), [network, 0.7], { tolerance: 1e-5 }),
  "a class": () => checkGrads((body: Body, scale: number) => scale * body.energy(), [new Body(3), 2]),
  "a function that returns a structure": () =>
    checkGrads(
      (x: Float64Array, k: { a: number }) => ({ p: x.map((v) => v * k.a), q: [Math.sin(k.a), x[0]!], text: "t" }),
      [new Float64Array([1, 2]), { a: 3 }],
    ),
  "a function that changes its argument": () =>
    checkGrads(
      (x: number[]) => {
        for (let i = 1; i < x.length; i++) x[i]! *= x[i - 1]!;
        return x[x.length - 1]!;
      },
      [[1, 2, 3]],
    ),
  "single precision": () => checkGrads((x: Float32Array) => x[0]! * x[1]! ** 2, [new Float32Array([2, 3.3])]),
  "a map": () =>
    checkGrads(
      (m: Map<string, number>) => [...m.values()].reduce((p, v) => p * v, 1),
      [
        new Map([
          ["a", 2],
          ["b", 5],
        ]),
      ],
    ),
  "a kink": () => checkGrads((x: number[]) => Math.max(x[0]!, 0) + Math.abs(x[1]!), [[0, 0]]),
  "a count": () =>
    checkGrads(
      (x: number, n: number) => {
        let s = 0;
        for (let i = 0; i < n; i++) s += x * x;
        return s;
      },
      [2, 3],
    ),
  "locals around it": () => {
    const k = [2, 3].length;
    checkGrads((x: number) => k * x ** 3, [2]);
  },
};

const wrongPartial = partials(
  (x: number, y: number) => x * y,
  (_result, x, y) => [y, 2 * x],
);
const wrongEntry = customVjp(
  (w: Float64Array) => w.reduce((sum, v) => sum + v * v, 0),
  (cotangent, _y, w) => [w.map((v, i) => (i === 3 ? 3 : 2) * v * cotangent)],
);
const wrongTangent = customJvp(
  (p: readonly number[]) => [p[1]! ** 2, p[0]!],
  ([dot], _y, p) => [2 * p[1]! * dot[1]!, -dot[0]!],
);
const nan = partials(
  (x: number) => x * x,
  () => [Number.NaN],
);

export const wrong: Readonly<Record<string, () => void>> = {
  partials: () => checkGrads(wrongPartial, [2, 3]),
  customVjp: () =>
    checkGrads(
      (x: { layers: { w: Float64Array }[] }, scale: number) => scale * wrongEntry(x.layers[0]!.w),
      [{ layers: [{ w: new Float64Array([1, 2, 3, 4]) }] }, 2],
    ),
  customJvp: () => checkGrads(wrongTangent, [[1, 2]]),
  "not a number": () => checkGrads(nan, [1]),
  "no value": () => checkGrads((x: number) => Math.log(x), [-1]),
  "closely, by the tolerance": () =>
    checkGrads(
      partials(
        (x: number) => x * x,
        (_y, x) => [2.0001 * x],
      ),
      [1],
      { tolerance: 1e-4 / 3 },
    ),
};

/** The parameter with the mistake is not asked for. */
export const unasked = (): void => checkGrads(wrongPartial, [2, 3], { wrt: 0 });
/** A mistake below the tolerance. */
export const tolerated = (): void =>
  checkGrads(
    partials(
      (x: number) => x * x,
      (_y, x) => [2.0001 * x],
    ),
    [1],
    { tolerance: 1e-3 },
  );

/** What each marker takes and gives, as an editor shows it. The type checker makes the checks; no marker runs. */
import {
  checkpoint,
  checkpointedLoop,
  customJvp,
  customVjp,
  fixedPoint,
  grad,
  hessian,
  hvp,
  implicitRoot,
  jacobian,
  jvp,
  partials,
  type SparseMatrix,
  stopGradient,
  valueAndGrad,
  vjp,
} from "cotangent";
import { checkGrads } from "cotangent/testing";
import { describe, expectTypeOf, it } from "vitest";

interface Point {
  readonly x: number;
  readonly y: number;
  readonly label?: string;
}
interface Layer {
  readonly weights: readonly (readonly number[])[];
  readonly bias?: number;
  readonly name: string;
  activation(x: number): number;
}
class Camera {
  readonly focal: number = 1;
  readonly rotation: readonly [number, number, number] = [0, 0, 0];
  readonly id: string = "";
  private readonly hidden: number = 0;
  project(p: Point): number {
    return p.x * this.focal + this.hidden;
  }
}
type Shape = { readonly kind: "disk"; readonly r: number } | { readonly kind: "box"; readonly sides: number[] };

declare const vector: (x: readonly number[], scale?: number) => number;
declare const floats: (x: Float64Array, y: Float32Array, columns: Int32Array) => number;
declare const ofRecord: (p: Point, weight: number) => number;
declare const ofClass: (camera: Camera, layers: readonly Layer[]) => number;
declare const ofMap: (m: ReadonlyMap<string, readonly number[]>, key: string) => number;
declare const ofPair: (pair: readonly [number, { a: number }]) => number;
declare const ofUnion: (shape: Shape) => number;
declare const ofRest: (first: number, ...rest: number[]) => number;
declare const ofRecordOfNumbers: (p: Readonly<Record<string, number>>) => number;
declare const field: (p: Point) => { readonly u: number; readonly v: readonly number[]; readonly name: string };
declare const residual: (camera: Float64Array, point: readonly [number, number]) => [number, number];

/** Keeps calls of markers from running. */
const typesOnly = (_: () => void): void => {};

describe("grad and valueAndGrad", () => {
  it("give a cotangent of the parameter", () => {
    typesOnly(() => {
      expectTypeOf(grad(vector)).toEqualTypeOf<(x: readonly number[], scale?: number) => number[]>();
      expectTypeOf(grad(vector, { wrt: 1 })).toEqualTypeOf<(x: readonly number[], scale?: number) => number>();
      expectTypeOf(grad(floats, { wrt: [1, 0] })).returns.toEqualTypeOf<[Float32Array, Float64Array]>();
      expectTypeOf(grad(ofRecord)).returns.toEqualTypeOf<{ x: number; y: number }>();
      expectTypeOf(grad(ofClass)).returns.toEqualTypeOf<{ focal: number; rotation: [number, number, number] }>();
      expectTypeOf(grad(ofClass, { wrt: 1 })).returns.toEqualTypeOf<{ weights: number[][]; bias?: number }[]>();
      expectTypeOf(grad(ofMap)).returns.toEqualTypeOf<Map<string, number[]>>();
      expectTypeOf(grad(ofPair)).returns.toEqualTypeOf<[number, { a: number }]>();
      expectTypeOf(grad(ofUnion)).returns.toEqualTypeOf<{ r: number } | { sides: number[] }>();
      expectTypeOf(grad(ofRest)).toEqualTypeOf<(first: number, ...rest: number[]) => number>();
      expectTypeOf(grad(ofRecordOfNumbers)).returns.toEqualTypeOf<{ [name: string]: number }>();
      expectTypeOf(valueAndGrad(ofRecord, { wrt: [1, 0] })).toEqualTypeOf<
        (p: Point, weight: number) => { value: number; grad: [number, { x: number; y: number }] }
      >();
      expectTypeOf(valueAndGrad(ofMap)).returns.toEqualTypeOf<{ value: number; grad: Map<string, number[]> }>();
    });
  });

  it("follow the type that a generic function is called with", () => {
    typesOnly(() => {
      const total = <T extends { w: number }>(t: T, scale: number): number => t.w * scale;
      expectTypeOf(grad(total)({ w: 1, tag: "a", deep: [1] }, 2)).toEqualTypeOf<{ w: number; deep: number[] }>();
      expectTypeOf(grad(total, { wrt: 1 })({ w: 1 }, 2)).toEqualTypeOf<number>();
    });
  });

  it("refuse wrong uses", () => {
    typesOnly(() => {
      // @ts-expect-error: two parameters
      grad(ofRecord, { wrt: 2 });
      // @ts-expect-error: a string
      valueAndGrad(ofMap, { wrt: 1 });
      // @ts-expect-error: one of the list is an array of integers
      grad(floats, { wrt: [0, 2] });
      // @ts-expect-error: a structure is returned
      valueAndGrad(field);
      // @ts-expect-error: there is no such option
      grad(ofRecord, { by: 0 });
      // @ts-expect-error: the gradient takes what f takes
      grad(ofRecord)([1, 2], 1);
      // @ts-expect-error: it is no function
      grad(3);
      // @ts-expect-error: the result has no such field
      grad(ofRecord)({ x: 1, y: 2 }, 1).label;
    });
  });
});

describe("vjp", () => {
  it("takes a cotangent of the result and gives one of each parameter", () => {
    typesOnly(() => {
      const { value, pullback } = vjp(field)({ x: 1, y: 2 });
      expectTypeOf(value).toEqualTypeOf<{ readonly u: number; readonly v: readonly number[]; readonly name: string }>();
      expectTypeOf(pullback).toEqualTypeOf<(cotangent: { u: number; v: number[] }) => [p: { x: number; y: number }]>();
      expectTypeOf(vjp(residual))
        .returns.toHaveProperty("pullback")
        .toEqualTypeOf<(cotangent: [number, number]) => [camera: Float64Array, point: [number, number]]>();
      expectTypeOf(vjp(floats))
        .returns.toHaveProperty("pullback")
        .returns.toEqualTypeOf<[x: Float64Array, y: Float32Array, columns: Int32Array]>();
      expectTypeOf(vjp(ofMap, { wrt: 0 }))
        .returns.toHaveProperty("pullback")
        .returns.toEqualTypeOf<Map<string, number[]>>();
      expectTypeOf(vjp(residual, { wrt: [1] }))
        .returns.toHaveProperty("pullback")
        .returns.toEqualTypeOf<[[number, number]]>();
    });
  });

  it("refuses wrong uses", () => {
    typesOnly(() => {
      // @ts-expect-error: a number is missing
      vjp(residual)(new Float64Array(3), [1, 2]).pullback([1]);
      // @ts-expect-error: the result has a field more
      vjp(field)({ x: 1, y: 2 }).pullback({ u: 1 });
      // @ts-expect-error: there is no such parameter
      vjp(field, { wrt: 1 });
    });
  });
});

describe("jvp", () => {
  it("takes arguments and tangents, and gives value and tangent", () => {
    typesOnly(() => {
      expectTypeOf(jvp(field)([{ x: 1, y: 2 }], [{ x: 0, y: 1 }])).toEqualTypeOf<{
        value: { readonly u: number; readonly v: readonly number[]; readonly name: string };
        tangent: { u: number; v: number[] };
      }>();
      expectTypeOf(jvp(ofMap)([new Map(), "a"], [new Map(), undefined]).tangent).toEqualTypeOf<number>();
      expectTypeOf(jvp(ofClass)([new Camera(), []], [{ focal: 1, rotation: [0, 0, 1] }, []]).tangent).toBeNumber();
      expectTypeOf(jvp(floats))
        .parameter(0)
        .toEqualTypeOf<readonly [x: Float64Array, y: Float32Array, columns: Int32Array]>();
    });
  });

  it("refuses wrong uses", () => {
    typesOnly(() => {
      // @ts-expect-error: the tangents are a tuple too
      jvp(field)([{ x: 1, y: 2 }], { x: 0, y: 1 });
      // @ts-expect-error: y is missing
      jvp(field)([{ x: 1, y: 2 }], [{ x: 0 }]);
      // @ts-expect-error: a Float64Array has tangents of its kind
      jvp(floats)([new Float64Array(1), new Float32Array(1), new Int32Array(1)], [[1], [1], undefined]);
      // @ts-expect-error: jvp has no options
      jvp(field, { wrt: 0 });
    });
  });
});

describe("jacobian", () => {
  it("has the structure of the result, with cotangents in place of the numbers", () => {
    typesOnly(() => {
      expectTypeOf(jacobian(residual)).toEqualTypeOf<
        (camera: Float64Array, point: readonly [number, number]) => [Float64Array, Float64Array]
      >();
      expectTypeOf(jacobian(residual, { wrt: 1 })).returns.toEqualTypeOf<[[number, number], [number, number]]>();
      expectTypeOf(jacobian(field, { mode: "forward" })).returns.toEqualTypeOf<{
        u: { x: number; y: number };
        v: { x: number; y: number }[];
      }>();
      expectTypeOf(jacobian(vector)).returns.toEqualTypeOf<number[]>();
      expectTypeOf(jacobian((x: number) => new Float64Array([x]))).returns.toEqualTypeOf<number[]>();
      expectTypeOf(jacobian((x: number[]) => new Map([["a", x[0] ?? 0]]))).returns.toEqualTypeOf<
        Map<string, number[]>
      >();
      expectTypeOf(
        jacobian((x: number[], k: number) => x.map((v) => v * k), { wrt: 1, mode: "reverse" }),
      ).toEqualTypeOf<(x: number[], k: number) => number[]>();
    });
  });

  it("leaves out what bears no numbers", () => {
    typesOnly(() => {
      expectTypeOf(jacobian((x: number) => ({ a: x, text: "t", none: null as number | null }))).returns.toEqualTypeOf<{
        a: number;
        none: number | null;
      }>();
      expectTypeOf(jacobian((x: number) => [x as number | string])).returns.toEqualTypeOf<(number | undefined)[]>();
      expectTypeOf(jacobian((x: number): [number, string] => [x, "t"])).returns.toEqualTypeOf<[number, undefined]>();
    });
  });

  it("gives a tuple for several parameters", () => {
    typesOnly(() => {
      expectTypeOf(jacobian(residual, { wrt: [0, 1] })).toEqualTypeOf<
        (
          camera: Float64Array,
          point: readonly [number, number],
        ) => [[Float64Array, Float64Array], [[number, number], [number, number]]]
      >();
      expectTypeOf(jacobian(residual, { wrt: [1], mode: "forward" })).returns.toEqualTypeOf<
        [[[number, number], [number, number]]]
      >();
      expectTypeOf(jacobian(ofRecord, { wrt: [1, 0] })).returns.toEqualTypeOf<[number, { x: number; y: number }]>();
      expectTypeOf(
        jacobian((m: ReadonlyMap<string, number>, k?: number) => ({ a: [...m.values()], b: k ?? 0 }), { wrt: [0, 1] }),
      ).returns.toEqualTypeOf<[{ a: Map<string, number>[]; b: Map<string, number> }, { a: number[]; b: number }]>();
    });
  });

  it("refuses wrong uses", () => {
    typesOnly(() => {
      // @ts-expect-error: there is no such mode
      jacobian(residual, { mode: "backward" });
      // @ts-expect-error: there are two parameters
      jacobian(residual, { wrt: [0, 2] });
      // @ts-expect-error: rows of one matrix are by one parameter
      jacobian(residual, { wrt: [0, 1], sparsity: "detect" });
      // @ts-expect-error: a string
      jacobian(ofMap, { wrt: 1 });
    });
  });
});

describe("hessian and hvp", () => {
  it("hessian has a cotangent in place of each number of the gradient", () => {
    typesOnly(() => {
      expectTypeOf(hessian((x: number) => x ** 3)).toEqualTypeOf<(x: number) => number>();
      expectTypeOf(hessian(vector)).returns.toEqualTypeOf<number[][]>();
      expectTypeOf(hessian(vector, { wrt: 1 })).returns.toEqualTypeOf<number>();
      expectTypeOf(hessian(floats)).returns.toEqualTypeOf<Float64Array[]>();
      expectTypeOf(hessian(ofRecord)).returns.toEqualTypeOf<{
        x: { x: number; y: number };
        y: { x: number; y: number };
      }>();
      expectTypeOf(hessian(ofPair)).returns.toEqualTypeOf<[[number, { a: number }], { a: [number, { a: number }] }]>();
    });
  });

  it("hessian has a block for each pair of several parameters", () => {
    typesOnly(() => {
      expectTypeOf(hessian(ofRecord, { wrt: [0, 1] })).toEqualTypeOf<
        (
          p: Point,
          weight: number,
        ) => [
          [{ x: { x: number; y: number }; y: { x: number; y: number } }, { x: number; y: number }],
          [{ x: number; y: number }, number],
        ]
      >();
      expectTypeOf(hessian(vector, { wrt: [1, 0] })).returns.toEqualTypeOf<
        [[number, number[]], [number[], number[][]]]
      >();
    });
  });

  it("hvp takes a direction behind the arguments", () => {
    typesOnly(() => {
      expectTypeOf(hvp(ofRecord)).toEqualTypeOf<
        (p: Point, weight: number, v: { readonly x: number; readonly y: number }) => { x: number; y: number }
      >();
      expectTypeOf(hvp((x: number | undefined, y?: number) => (x ?? 1) * (y ?? 2))).toEqualTypeOf<
        (x: number | undefined, y: number | undefined, v: number) => number
      >();
      expectTypeOf(hvp(vector)([1, 2], 3, [1, 0])).toEqualTypeOf<number[]>();
      expectTypeOf(hvp((x: Float64Array) => x.length)).returns.toEqualTypeOf<Float64Array>();
      expectTypeOf(hvp(ofMap)(new Map(), "a", new Map())).toEqualTypeOf<Map<string, number[]>>();
    });
  });

  it("refuse wrong uses", () => {
    typesOnly(() => {
      // @ts-expect-error: the direction is missing
      hvp(ofRecord)({ x: 1, y: 2 }, 3);
      // @ts-expect-error: the direction has another shape
      hvp(ofRecord)({ x: 1, y: 2 }, 3, [1, 0]);
      // @ts-expect-error: the result is no number
      hessian(field);
      // @ts-expect-error: the result is no number
      hvp(residual);
      // @ts-expect-error: there are two parameters
      hessian(ofRecord, { wrt: [0, 2] });
    });
  });
});

describe("markers of markers", () => {
  it("compose", () => {
    typesOnly(() => {
      expectTypeOf(grad(grad(grad((x: number) => x ** 4)))).toEqualTypeOf<(x: number) => number>();
      expectTypeOf(jacobian(grad(ofRecord))).returns.toEqualTypeOf<{
        x: { x: number; y: number };
        y: { x: number; y: number };
      }>();
      expectTypeOf(jvp(grad(vector))([[1], 2], [[1], 0]).tangent).toEqualTypeOf<number[]>();
      // @ts-expect-error: a gradient by a vector is no number
      grad(grad(vector));
    });
  });
});

describe("rules", () => {
  it("partials, customVjp and customJvp keep the type of the function", () => {
    typesOnly(() => {
      expectTypeOf(
        partials(
          (x: number, y: number) => x * y,
          (_r, x, y) => [y, x],
        ),
      ).toEqualTypeOf<(x: number, y: number) => number>();
      expectTypeOf(
        customVjp(field, (c, value, p) => {
          expectTypeOf(c).toEqualTypeOf<{ u: number; v: number[] }>();
          expectTypeOf(value.v).toEqualTypeOf<readonly number[]>();
          expectTypeOf(p).toEqualTypeOf<Point>();
          return [{ x: c.u, y: 0 }];
        }),
      ).toEqualTypeOf<typeof field>();
      expectTypeOf(
        customVjp(ofMap, (c, _y, m) => [new Map([...m].map(([k, v]) => [k, v.map(() => c)])), undefined]),
      ).toEqualTypeOf<typeof ofMap>();
      expectTypeOf(
        customJvp(residual, (dots, [a], camera) => {
          expectTypeOf(dots).toEqualTypeOf<[camera: Float64Array, point: [number, number]]>();
          return [a * camera.length, dots[1][0]];
        }),
      ).toEqualTypeOf<typeof residual>();
    });
  });

  it("refuse wrong rules", () => {
    typesOnly(() => {
      partials(
        (x: number, y: number) => x * y,
        // @ts-expect-error: one partial is missing
        (_r, _x, y) => [y],
      );
      partials(
        // @ts-expect-error: not of numbers
        (x: number[]) => x.length,
        () => [0],
      );
      // @ts-expect-error: the second cotangent is missing
      customVjp(ofRecord, (c) => [{ x: c, y: c }]);
      // @ts-expect-error: the cotangent has another shape
      customVjp(vector, (c) => [c, 0]);
      // @ts-expect-error: the tangent of a pair is a pair
      customJvp(residual, () => 1);
      // @ts-expect-error: a rule takes result and arguments
      customVjp(vector, (_c, _y, _x, _scale, _more) => [[], 0]);
    });
  });

  it("stopGradient and checkpoint change no type", () => {
    typesOnly(() => {
      expectTypeOf(stopGradient(3 as number)).toEqualTypeOf<number>();
      expectTypeOf(stopGradient({ a: [1] })).toEqualTypeOf<{ a: number[] }>();
      expectTypeOf(checkpoint(vector)).toEqualTypeOf<typeof vector>();
      const same = checkpoint(<T extends readonly number[]>(x: T): T => x);
      expectTypeOf(same([1, 2] as [number, number])).toEqualTypeOf<[number, number]>();
      // @ts-expect-error: it is no function
      checkpoint([1]);
    });
  });

  it("implicitRoot and fixedPoint keep the type of the solver", () => {
    typesOnly(() => {
      const residualOf = (x: number, a: number): number => x * x - a;
      expectTypeOf(implicitRoot(residualOf, (a: number) => Math.sqrt(a))).returns.toBeNumber();
      expectTypeOf(
        fixedPoint(
          (x: number, a: number) => (x + a / x) / 2,
          (a: number) => Math.sqrt(a),
        ),
      ).returns.toBeNumber();
    });
  });
});

describe("checkGrads", () => {
  it("takes the arguments as a tuple", () => {
    typesOnly(() => {
      expectTypeOf(checkGrads(ofRecord, [{ x: 1, y: 2 }, 3])).toBeVoid();
      checkGrads(field, [{ x: 1, y: 2 }], { tolerance: 1e-5 });
      checkGrads(ofMap, [new Map(), "a"], { wrt: 0 });
      checkGrads(vector, [[1, 2]], { wrt: [0, 1] });
      checkGrads(grad(ofRecord), [{ x: 1, y: 2 }, 3]);
      // @ts-expect-error: an argument is missing
      checkGrads(ofRecord, [{ x: 1, y: 2 }]);
      // @ts-expect-error: a string
      checkGrads(ofMap, [new Map(), "a"], { wrt: 1 });
      // @ts-expect-error: the arguments are a tuple
      checkGrads(ofRecord, { x: 1, y: 2 }, 3);
    });
  });
});

describe("gradients into memory that is given, and second results", () => {
  const loss = (_w: number[], _rate: number): number => 0;
  const pair = (_w: number[], _rate: number): [number, { kind: string }] => [0, { kind: "" }];
  it("into comes first", () => {
    type G = (into: number[], _w: number[], _rate: number) => number[];
    const g = (): G => grad(loss, { into: true });
    expectTypeOf(g).toEqualTypeOf<() => G>();
    const both = (): ((
      into: [number[], number],
      _w: number[],
      _rate: number,
    ) => { value: number; grad: [number[], number] }) => valueAndGrad(loss, { wrt: [0, 1], into: true });
    expectTypeOf(both).returns.parameter(0).toEqualTypeOf<[number[], number]>();
    expectTypeOf(() => grad(loss, { into: false }))
      .returns.parameter(0)
      .toEqualTypeOf<number[]>();
    // @ts-expect-error aux belongs to valueAndGrad
    expectTypeOf(() => grad(pair, { aux: true })).toBeFunction();
  });
  it("aux has the type of the second part", () => {
    expectTypeOf(() => valueAndGrad(pair, { aux: true })).returns.returns.toEqualTypeOf<{
      value: number;
      grad: number[];
      aux: { kind: string };
    }>();
    expectTypeOf(() => valueAndGrad(pair, { aux: true, wrt: 1, into: true }))
      .returns.parameter(0)
      .toEqualTypeOf<number>();
    // @ts-expect-error it gives no pair
    expectTypeOf(() => valueAndGrad(loss, { aux: true })).toBeFunction();
  });
});

describe("sparse matrices", () => {
  it("are rows of a known form", () => {
    const f = (_x: Float64Array, _k: number): { a: number } => ({ a: 0 });
    expectTypeOf(() => jacobian(f, { sparsity: "detect" })).returns.toEqualTypeOf<
      (_x: Float64Array, _k: number) => SparseMatrix
    >();
    expectTypeOf(() =>
      hessian((_x: number[]) => 0, { sparsity: "detect", wrt: 0 }),
    ).returns.returns.toEqualTypeOf<SparseMatrix>();
    // @ts-expect-error no such way
    expectTypeOf(() => jacobian(f, { sparsity: "known" })).toBeFunction();
  });
});

describe("solvers and loops", () => {
  it("have the type of the solver", () => {
    const solver = (_p: number[], _scale: number): Float64Array => new Float64Array(1);
    const root = implicitRoot((_x: Float64Array, _p: number[], _scale: number) => new Float64Array(1), solver);
    expectTypeOf(root).toEqualTypeOf<(_p: number[], _scale: number) => Float64Array>();
    const fixed = fixedPoint(
      (x: number, a: number) => x / 2 + a,
      (a: number) => 2 * a,
    );
    expectTypeOf(fixed).toEqualTypeOf<(a: number) => number>();
    implicitRoot(
      (x: number, a: string) => x - a.length,
      // @ts-expect-error the residual has another parameter
      (a: number) => a,
    );
  });
  it("a loop has the type of its state", () => {
    expectTypeOf(checkpointedLoop(2, 1, (x) => x * 2)).toEqualTypeOf<number>();
    expectTypeOf(
      checkpointedLoop(2, { x: 1, v: [2] }, ({ x, v }, i) => ({ x: x + i, v }), { snapshots: 3 }),
    ).toEqualTypeOf<{ x: number; v: number[] }>();
    // @ts-expect-error the body gives another state
    checkpointedLoop(2, 1, () => "");
  });
});

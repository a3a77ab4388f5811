/** The types that users see. The checks are made by the type checker; nothing here runs a marker. */
import { type Cotangent, grad, jvp, type Tangent, valueAndGrad, vjp } from "cotangent";
import { describe, expectTypeOf, it } from "vitest";

interface Layer {
  readonly name: string;
  readonly weights: readonly (readonly number[])[];
  bias?: number;
  tags: string[];
  active: boolean;
  activation(x: number): number;
}

interface Tree {
  value: number;
  left: Tree | null;
  readonly right?: Tree;
}

class Body {
  readonly position = new Float64Array(3);
  readonly kind: string = "planet";
  mass = 1;
  energy(): number {
    return this.mass;
  }
}

const sum = (xs: readonly number[], scale: number, label: string, offset = 0): number =>
  xs.length * scale + label.length + offset;
declare const polar: (r: number, angle: number) => { x: number; y: number };
declare const total: (first: number, ...rest: number[]) => number;
declare const train: (layer: Layer) => number;

/** Keeps calls of markers from running. */
const typesOnly = (_: () => void): void => {};

describe("Cotangent", () => {
  it("keeps the shape of numbers, arrays and tuples, and makes them mutable", () => {
    expectTypeOf<Cotangent<number>>().toEqualTypeOf<number>();
    expectTypeOf<Cotangent<3 | 4>>().toEqualTypeOf<number>();
    expectTypeOf<Cotangent<readonly number[]>>().toEqualTypeOf<number[]>();
    expectTypeOf<Cotangent<readonly (readonly number[])[]>>().toEqualTypeOf<number[][]>();
    expectTypeOf<Cotangent<readonly [number, readonly number[]]>>().toEqualTypeOf<[number, number[]]>();
    expectTypeOf<Cotangent<[number, string]>>().toEqualTypeOf<[number, undefined]>();
    expectTypeOf<Cotangent<number | undefined>>().toEqualTypeOf<number | undefined>();
  });

  it("keeps the kind of typed arrays", () => {
    expectTypeOf<Cotangent<Float64Array>>().toEqualTypeOf<Float64Array>();
    expectTypeOf<Cotangent<Float32Array>>().toEqualTypeOf<Float32Array>();
    expectTypeOf<Cotangent<Float64Array[]>>().toEqualTypeOf<Float64Array[]>();
    expectTypeOf<Cotangent<{ values: Float64Array; columns: Int32Array }>>().toEqualTypeOf<{
      values: Float64Array;
      columns: Int32Array;
    }>();
    expectTypeOf<Cotangent<{ x: number; big: BigInt64Array; on: Date; keys: string[][] }>>().toEqualTypeOf<{
      x: number;
    }>();
  });

  it("has the numeric fields of objects and class instances", () => {
    expectTypeOf<Cotangent<Layer>>().toEqualTypeOf<{ weights: number[][]; bias?: number }>();
    expectTypeOf<Cotangent<Body>>().toEqualTypeOf<{ position: Float64Array; mass: number }>();
    expectTypeOf<Cotangent<Tree>["left"]>().toEqualTypeOf<Cotangent<Tree> | null>();
    expectTypeOf<Cotangent<Tree>["value"]>().toEqualTypeOf<number>();
    expectTypeOf<Cotangent<{ x: number; seen: Set<number>; known: ReadonlySet<string> }>>().toEqualTypeOf<{
      x: number;
    }>();
    expectTypeOf<Cotangent<{ readonly cache: ReadonlyMap<string, number> }>>().toEqualTypeOf<{
      cache: Map<string, number>;
    }>();
    expectTypeOf<Cotangent<Map<string, readonly number[]>>>().toEqualTypeOf<Map<string, number[]>>();
  });
});

describe("Tangent", () => {
  it("takes a value of the type itself, and its cotangent", () => {
    expectTypeOf<Layer>().toExtend<Tangent<Layer>>();
    expectTypeOf<Cotangent<Layer>>().toExtend<Tangent<Layer>>();
    expectTypeOf<Body>().toExtend<Tangent<Body>>();
    expectTypeOf<readonly [number, number[]]>().toExtend<Tangent<[number, number[]]>>();
    expectTypeOf<number[]>().toExtend<Tangent<readonly number[]>>();
    expectTypeOf<[number]>().not.toExtend<Tangent<[number, number]>>();
    expectTypeOf<{ values: Float64Array }>().toExtend<Tangent<{ values: Float64Array; columns: Int32Array }>>();
    expectTypeOf<undefined>().toExtend<Tangent<Int32Array>>();
    expectTypeOf<Tangent<string>>().toEqualTypeOf<undefined | null | 0>();
  });
});

describe("grad", () => {
  it("differentiates by the first parameter, or by wrt", () => {
    typesOnly(() => {
      expectTypeOf(grad(sum)).toEqualTypeOf<
        (xs: readonly number[], scale: number, label: string, offset?: number) => number[]
      >();
      expectTypeOf(grad(sum, { wrt: 1 })).returns.toEqualTypeOf<number>();
      expectTypeOf(grad(sum, { wrt: 3 })).returns.toEqualTypeOf<number>();
      expectTypeOf(grad(sum, { wrt: [1, 0] })).returns.toEqualTypeOf<[number, number[]]>();
      expectTypeOf(grad(train)).returns.toEqualTypeOf<{ weights: number[][]; bias?: number }>();
      expectTypeOf(grad(total, { wrt: 2 })).returns.toEqualTypeOf<number>();
    });
  });

  it("takes functions written in the call", () => {
    typesOnly(() => {
      expectTypeOf(grad((x: number, y: number) => x * y, { wrt: [0, 1] })).returns.toEqualTypeOf<[number, number]>();
      expectTypeOf(grad(grad((x: number) => x ** 3))).toEqualTypeOf<(x: number) => number>();
      expectTypeOf(grad(<T extends readonly number[]>(x: T) => x.length)).toBeFunction();
    });
  });

  it("refuses what has no gradient", () => {
    typesOnly(() => {
      // @ts-expect-error: there is no such parameter
      grad(sum, { wrt: 4 });
      // @ts-expect-error: there is no such parameter
      grad(sum, { wrt: [0, -1] });
      // @ts-expect-error: a string has no derivative
      grad(sum, { wrt: 2 });
      // @ts-expect-error: integers have no derivative
      grad((x: number, columns: Int32Array) => x * columns[0]!, { wrt: 1 });
      // @ts-expect-error: the result is no number
      grad(polar);
      // @ts-expect-error: the result is no number
      valueAndGrad((x: number) => [x]);
    });
  });
});

describe("valueAndGrad, vjp and jvp", () => {
  it("valueAndGrad gives both", () => {
    typesOnly(() => {
      expectTypeOf(valueAndGrad(sum)).returns.toEqualTypeOf<{ value: number; grad: number[] }>();
      expectTypeOf(valueAndGrad(sum, { wrt: [1] })).returns.toEqualTypeOf<{ value: number; grad: [number] }>();
    });
  });

  it("vjp gives a pullback of the result", () => {
    typesOnly(() => {
      const { value, pullback } = vjp(polar)(1, 2);
      expectTypeOf(value).toEqualTypeOf<{ x: number; y: number }>();
      expectTypeOf(pullback({ x: 1, y: 0 })).toEqualTypeOf<[r: number, angle: number]>();
      expectTypeOf(vjp(polar, { wrt: 1 })(1, 2).pullback({ x: 1, y: 0 })).toEqualTypeOf<number>();
    });
  });

  it("jvp takes a tangent for each parameter", () => {
    typesOnly(() => {
      expectTypeOf(jvp(polar)([1, 2], [1, 0])).toEqualTypeOf<{
        value: { x: number; y: number };
        tangent: { x: number; y: number };
      }>();
      jvp(sum)([[1, 2], 3, "a"], [[1, 0], 0, undefined]);
      jvp(sum)([[1, 2], 3, "a", 4], [[1, 0], 0, null, 1]);
      jvp(train)([{ name: "", weights: [], tags: [], active: true, activation: Math.sin }], [{ weights: [[1]] }]);
      // @ts-expect-error: the second tangent is missing
      jvp(polar)([1, 2], [1]);
      // @ts-expect-error: the tangent of a number is a number
      jvp(polar)([1, 2], [1, "0"]);
    });
  });
});

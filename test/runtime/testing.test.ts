import { compareGradients, differences, extrapolate } from "cotangent/testing";
import { describe, expect, expectTypeOf, it } from "vitest";

describe("extrapolate", () => {
  it.each([
    ["smooth", Math.sin, 1, Math.cos(1)],
    ["steep", (x: number) => Math.exp(10 * x), 1, 10 * Math.exp(10)],
    ["linear", (x: number) => 3 * x + 1, 1e5, 3],
    ["constant", () => 3, 1, 0],
    ["beside a kink", (x: number) => Math.abs(x - 0.99), 1, 1],
    ["beside a jump", (x: number) => x * Math.floor(x), 1.001, 1],
    ["beside the end of the domain", Math.log, 1e-3, 1e3],
  ] as const)("%s", (_name, f, x, expected) => {
    expect(compareGradients(expected, extrapolate(f, x), 1e-11).agrees).toBe(true);
  });

  it("is NaN where f is not finite", () => {
    expect(extrapolate(Math.log, -1)).toBe(Number.NaN);
  });
});

describe("differences", () => {
  it("has the shape of the gradient", () => {
    const f = (p: { w: number[][]; b: Float64Array; name: string }, s: number): number =>
      s * (p.w[0]![1]! ** 2 + p.b[0]! * p.w[1]![0]!);
    const p = { w: [[1, 2], [3]], b: new Float64Array([4]), name: "p" };
    const gradient = differences(f, [p, 2]);
    expectTypeOf(gradient).toEqualTypeOf<{ w: number[][]; b: Float64Array }>();
    expect(compareGradients({ w: [[0, 8], [8]], b: new Float64Array([6]) }, gradient, 1e-12).agrees).toBe(true);
    expect(compareGradients([16, gradient], differences(f, [p, 2], [1, 0]), 1e-12).agrees).toBe(true);
    expectTypeOf(differences(f, [p, 2], 1)).toEqualTypeOf<number>();
    expect(p).toEqual({ w: [[1, 2], [3]], b: new Float64Array([4]), name: "p" });
  });

  it("gives f fresh copies, and keeps sharing within an argument", () => {
    const row = [3];
    const f = (rows: number[][]): number => {
      rows[0]![0]! *= 2;
      return rows[0]![0]! * rows[1]![0]!;
    };
    const gradient = differences(f, [[row, row]]);
    expect(gradient[0]).toBe(gradient[1]);
    expect(gradient[0]![0]).toBeCloseTo(24, 9);
    expect(row).toEqual([3]);
  });

  it("takes two arguments as two inputs, also when they are the same object", () => {
    const xs = [2];
    const gradient = differences((a: number[], b: number[]) => a[0]! ** 2 * b[0]!, [xs, xs], [0, 1]);
    expect(compareGradients([[8], [4]], gradient, 1e-11).agrees).toBe(true);
  });

  it("varies 32-bit inputs without rounding the step away", () => {
    const gradient = differences((x: Float32Array) => x[0]! ** 3, [new Float32Array([2])]);
    expect(gradient).toStrictEqual(new Float32Array([12]));
  });

  it("leaves integers as they are", () => {
    const at = (p: { x: Float64Array; index: Int32Array }): number => p.x[p.index[0]!]! ** 2;
    const gradient = differences(at, [{ x: new Float64Array([1, 2]), index: new Int32Array([1]) }]);
    expect(compareGradients({ x: new Float64Array([0, 4]), index: new Int32Array(1) }, gradient, 1e-11).agrees).toBe(
      true,
    );
  });

  it("varies the values of Maps and the fields of class instances", () => {
    class Scale {
      factor = 3;
      times(x: number): number {
        return this.factor * x;
      }
    }
    const gradient = differences((m: Map<string, Scale>) => m.get("a")!.times(5), [new Map([["a", new Scale()]])]);
    expect(compareGradients(new Map([["a", { factor: 5 }]]), gradient, 1e-11).agrees).toBe(true);
  });
});

describe("compareGradients", () => {
  it("names the worst leaves by their paths", () => {
    const { agrees, leaves, worst, table } = compareGradients(
      { w: [[1, 2]], b: 3, "odd name": 4 },
      { w: [[1, 2.5]], b: 3.001, "odd name": 4 },
    );
    expect(agrees).toBe(false);
    expect(leaves).toBe(4);
    expect(worst.map(({ path }) => path).slice(0, 2)).toEqual([".w[0][1]", ".b"]);
    expect(table.split("\n").slice(0, 2)).toEqual([
      "leaf          expected  actual  relative error",
      ".w[0][1]      2         2.5     2.00e-1",
    ]);
  });

  it("never lets undefined, NaN or another structure pass", () => {
    expect(compareGradients(0, undefined).agrees).toBe(false);
    expect(compareGradients([0, 0], [0]).agrees).toBe(false);
    expect(compareGradients([0], [0, 0]).agrees).toBe(false);
    expect(compareGradients(0, Number.NaN).agrees).toBe(false);
    expect(compareGradients(1, Number.POSITIVE_INFINITY).agrees).toBe(false);
    expect(compareGradients([], {}).agrees).toBe(false);
    expect(compareGradients([[]], [undefined]).agrees).toBe(false);
    expect(compareGradients([1], new Float64Array([1])).agrees).toBe(false);
    expect(compareGradients(Number.NaN, Number.NaN).agrees).toBe(true);
    expect(compareGradients(0, -0).agrees).toBe(true);
  });

  it("measures small numbers against the floor, and 32-bit arrays by their own precision", () => {
    expect(compareGradients(0, 1e-13).agrees).toBe(true);
    expect(compareGradients(0, 1e-11).agrees).toBe(false);
    expect(compareGradients(new Float32Array([0.1]), new Float32Array([0.1000001])).agrees).toBe(true);
    expect(compareGradients(new Float32Array([0.1]), new Float32Array([0.101])).agrees).toBe(false);
  });

  it("follows cycles once", () => {
    interface Ring {
      value: number;
      next?: Ring;
    }
    const ring: Ring = { value: 1 };
    ring.next = ring;
    expect(compareGradients(ring, ring).leaves).toBe(1);
  });
});

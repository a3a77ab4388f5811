import { overlap, zerosLike } from "cotangent/internal";
import { describe, expect, it } from "vitest";

class Body {
  readonly position = new Float64Array([1, 2, 3]);
  readonly kind: string = "planet";
  mass = 2;
  parent: Body | null = null;
  energy(): number {
    return this.mass;
  }
}

describe("zerosLike", () => {
  it("has the shape of numbers, arrays and objects", () => {
    expect(zerosLike(3)).toBe(0);
    expect(zerosLike([1, [2, 3], []])).toEqual([0, [0, 0], []]);
    expect(zerosLike({ a: 1, b: { c: [2] }, name: "n", on: true, f: Math.sin, none: null })).toStrictEqual({
      a: 0,
      b: { c: [0] },
      none: null,
    });
    expect(zerosLike(["a", 1] as const)).toStrictEqual([undefined, 0]);
    expect(zerosLike("a")).toBe(undefined);
  });

  it("keeps the kind of typed arrays, and leaves out other built-in objects", () => {
    expect(zerosLike(new Float64Array([1, 2]))).toStrictEqual(new Float64Array(2));
    expect(zerosLike(new Float32Array([1, 2]).subarray(1))).toStrictEqual(new Float32Array(1));
    expect(zerosLike({ values: new Float64Array([1]), columns: new Int32Array([1]) })).toStrictEqual({
      values: new Float64Array(1),
      columns: new Int32Array(1),
    });
    const others = { big: new BigInt64Array(1), seen: new Set([1]), on: new Date(0), bytes: new ArrayBuffer(1) };
    expect(zerosLike({ x: 1, ...others })).toStrictEqual({ x: 0 });
  });

  it("makes plain objects of class instances, and Maps of Maps", () => {
    expect(zerosLike(new Body())).toStrictEqual({ position: new Float64Array(3), mass: 0, parent: null });
    expect(zerosLike(new Map([["a", [1]]]))).toStrictEqual(new Map([["a", [0]]]));
  });

  it("shares what is shared, and closes cycles", () => {
    const row = [1, 2];
    const rows = zerosLike([row, row, [1, 2]]);
    expect(rows[0]).toBe(rows[1]);
    expect(rows[2]).not.toBe(rows[0]);
    const body = new Body();
    body.parent = body;
    const shadow = zerosLike(body);
    expect(shadow.parent).toBe(shadow);
  });

  it("has views of one buffer for views that overlap, and memory of its own for each other", () => {
    const flat = new Float64Array(6).subarray(1);
    const { whole, first, last, other } = zerosLike({
      whole: flat.subarray(0, 3),
      first: flat.subarray(0, 1),
      last: flat.subarray(2, 3),
      other: flat.subarray(3),
    });
    whole.set([1, 2, 3]);
    expect([...first, ...last, ...other]).toEqual([1, 3, 0, 0]);
    expect(other.buffer).not.toBe(whole.buffer);
    expect(whole.buffer.byteLength).toBe(24);
    const bytes = new Float64Array(2).buffer;
    const [floats, integers] = zerosLike([new Float64Array(bytes, 8), new Int32Array(bytes, 12)] as const);
    expect([floats.length, integers.length, integers.byteOffset]).toEqual([1, 1, 4]);
  });

  it("does not exhaust the stack on a long list", () => {
    interface List {
      head: number;
      tail: List | null;
    }
    let list: List | null = null;
    for (let i = 0; i < 100_000; i++) list = { head: i, tail: list };
    let length = 0;
    for (let cell = zerosLike(list); cell !== null; cell = cell.tail) length++;
    expect(length).toBe(100_000);
  });

  it("is not diverted by a field named __proto__", () => {
    const shadow = zerosLike(JSON.parse('{ "__proto__": { "a": 1 }, "b": 2 }') as object);
    expect(Object.keys(shadow)).toEqual(["__proto__", "b"]);
    expect(Object.getPrototypeOf(shadow)).toBe(Object.prototype);
  });
});

describe("overlap", () => {
  it("sees the same reference, and no more, in flat arrays", () => {
    const xs = [1, 2];
    expect(overlap(xs, xs)).toBe(true);
    expect(overlap(xs, [1, 2])).toBe(false);
    expect(overlap(3, 3)).toBe(false);
    expect(overlap(null, null)).toBe(false);
    expect(overlap("a", "a")).toBe(false);
  });

  it("compares the byte ranges of views", () => {
    const buffer = new Float64Array(10);
    expect(overlap(buffer.subarray(0, 5), buffer.subarray(5))).toBe(false);
    expect(overlap(buffer.subarray(0, 6), buffer.subarray(5))).toBe(true);
    expect(overlap(buffer, new Float64Array(10))).toBe(false);
    expect(overlap([buffer.subarray(0, 6)], { part: buffer.subarray(5) })).toBe(true);
    expect(overlap([buffer.subarray(0, 5)], { part: buffer.subarray(5) })).toBe(false);
    expect(overlap(buffer, new Float32Array(buffer.buffer, 8, 1))).toBe(true);
  });

  it("finds what is reachable from both", () => {
    const row = [1];
    expect(overlap([[0], row], [row])).toBe(true);
    expect(overlap(row, [[0], row])).toBe(true);
    expect(overlap([[0], row], row)).toBe(true);
    expect(overlap([[0]], [[0]])).toBe(false);
    expect(overlap({ a: { b: row } }, new Map([["k", { row }]]))).toBe(true);
    const cyclic: { self?: object } = {};
    cyclic.self = cyclic;
    expect(overlap(cyclic, [row])).toBe(false);
    expect(overlap(cyclic, [cyclic])).toBe(true);
  });
});

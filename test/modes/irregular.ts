/** Jacobians, Hessians and constants of structures whose numbers are known at run time only: under keys, and in places that may be empty. */
import { grad, hessian, hvp, jacobian, stopGradient } from "cotangent";
import { same } from "./_same.js";

const asMap = (x: number[]): Map<string, number> =>
  new Map([
    ["a", x[0] ** 2],
    ["b", x[0] * x[1]],
  ]);
const ofMap = (m: Map<string, number>): number[] => {
  const [a, b] = [m.get("a")!, m.get("b")!];
  return [a ** 2, a * b, b ** 3];
};
const point = (): Map<string, number> =>
  new Map([
    ["a", 2],
    ["b", 3],
  ]);
for (const rows of [
  jacobian(asMap)([2, 3]),
  jacobian(asMap, { mode: "reverse" })([2, 3]),
  jacobian(asMap, { mode: "forward" })([2, 3]),
])
  same(
    "rows under keys",
    [rows.get("a"), rows.get("b")],
    [
      [4, 0],
      [3, 2],
    ],
  );
for (const rows of [
  jacobian(ofMap)(point()),
  jacobian(ofMap, { mode: "reverse" })(point()),
  jacobian(ofMap, { mode: "forward" })(point()),
])
  same(
    "columns under keys",
    rows.map((row) => [row.get("a"), row.get("b")]),
    [
      [4, 0],
      [3, 2],
      [0, 27],
    ],
  );
const cubic = (m: Map<string, number>): number => m.get("a")! ** 2 * m.get("b")!;
const second = hessian(cubic)(point());
same(
  "hessian under keys",
  ["a", "b"].map((i) => ["a", "b"].map((j) => second.get(i)!.get(j))),
  [
    [6, 4],
    [4, 0],
  ],
);
same(
  "product under keys",
  [
    ...hvp(cubic)(
      point(),
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    ).values(),
  ],
  [14, 4],
);

interface Model {
  a: number;
  b?: number;
  c?: { d: number[] } | null;
  e: (number | undefined)[];
}
const value = (p: Model): number =>
  p.a ** 2 * (p.b ?? 2) + (p.c ? p.c.d[0] ** 2 * p.a : 0) + (p.e[1] ?? 3) * (p.e[0] ?? 1) * p.a;
same(
  "hessian where parts are missing",
  JSON.stringify(hessian(value)({ a: 2, e: [5, undefined] })),
  JSON.stringify({ a: { a: 4, e: [3, null] }, e: [{ a: 3, e: [0, null] }, null] }),
);
const full: Model = { a: 2, b: 3, c: { d: [7] }, e: [undefined, 4] };
const there = hessian(value)(full);
same("hessian where they are there", there.a, { a: 6, b: 4, c: { d: [14] }, e: [undefined, 1] });
same("hessian of a part", there.c!.d[0], { a: 14, b: 0, c: { d: [4] }, e: [undefined, 0] });
same("product", hvp(value)(full, { a: 1, b: 0, c: { d: [2] }, e: [undefined, 0] }), {
  a: 34,
  b: 4,
  c: { d: [22] },
  e: [undefined, 1],
});

interface Answer {
  u: number;
  v?: number;
  w: number[];
}
const answer = (p: Model): Answer =>
  p.b === undefined ? { u: p.a, w: [p.a * 2] } : { u: p.a * p.b, v: p.b ** 2, w: [] };
for (const ask of [jacobian(answer), jacobian(answer, { mode: "reverse" }), jacobian(answer, { mode: "forward" })]) {
  same("jacobian where parts are missing", ask({ a: 2, e: [] }), { u: { a: 1, e: [] }, w: [{ a: 2, e: [] }] });
  const wanted = { u: { a: 3, b: 2, e: [0] }, v: { a: 0, b: 6, e: [0] }, w: [] };
  same("jacobian where they are there", ask({ a: 2, b: 3, e: [1] }), wanted);
}

const chain = (s: { x: number[]; bias?: number }): number => {
  let t = 0;
  for (let i = 1; i < s.x.length; i++) t += s.x[i] * s.x[i - 1] ** 2;
  return t * (s.bias ?? 1);
};
same("sparse", hessian(chain, { sparsity: "detect" })({ x: [1, 2, 3, 4] }).values, [4, 2, 2, 6, 4, 4, 8, 6, 6]);
const sparse = jacobian(ofMap, { sparsity: "detect" })(point());
same(
  "sparse under keys",
  [[...sparse.values], [...sparse.columnIndices]],
  [
    [4, 3, 2, 27],
    [0, 0, 1, 1],
  ],
);

type Shape = { kind: "circle"; r: number } | { kind: "box"; w: number; h: number };
const areas = (shapes: Shape[]): number[] =>
  shapes.map((shape) => (shape.kind === "circle" ? shape.r ** 2 : shape.w * shape.h));
const shapes: Shape[] = [
  { kind: "circle", r: 3 },
  { kind: "box", w: 2, h: 5 },
];
const rowsOfShapes = [
  [{ r: 6 }, { w: 0, h: 0 }],
  [{ r: 0 }, { w: 5, h: 2 }],
];
same("columns of one of several records", jacobian(areas, { mode: "forward" })(shapes), rowsOfShapes);
same("rows of one of several records", jacobian(areas, { mode: "reverse" })(shapes), rowsOfShapes);
const ofShapes = jacobian(areas, { sparsity: "detect" })(shapes);
same(
  "sparse of one of several records",
  [[...ofShapes.values], [...ofShapes.columnIndices]],
  [
    [6, 5, 2],
    [0, 1, 2],
  ],
);

// constants
class Vector {
  constructor(
    public x: number,
    public y: number,
  ) {}
  get size(): number {
    return this.x ** 2 + this.y ** 2;
  }
}
class Product extends Vector {
  override get size(): number {
    return this.x * this.y;
  }
}
const frozen = (v: Vector): number => stopGradient(v).size * v.x;
same("constant instance", grad(frozen)(new Vector(1, 2)), { x: 5, y: 0 });
same("constant instance of a subclass", grad(frozen)(new Product(1, 2)), { x: 2, y: 0 });
const chosen = (a: number): number => {
  const v = a > 0 ? new Product(a, a) : new Vector(a, 1);
  const s = stopGradient(v);
  return s.size * v.y + (s instanceof Product ? v.x : 0);
};
same("constant instance that is made", grad(chosen)(3), 10);
const weighted = (m: Map<string, number>): number => {
  const s = stopGradient(m);
  let t = 0;
  for (const [key, v] of s) t += v * m.get(key)!;
  return t;
};
same("constant map", [...grad(weighted)(point()).values()], [2, 3]);
const optional = (o: { a?: number; b: number }): number => {
  const s = stopGradient(o);
  return (s.a ?? 1) * (o.a ?? 2) * s.b;
};
same("constant field", grad(optional)({ a: 3, b: 4 }), { a: 12, b: 0 });
same("constant field that is missing", grad(optional)({ b: 4 }), { b: 0 });
same("constant element", grad((o: (number | null)[]) => (stopGradient(o)[0] ?? 1) * (o[0] ?? 2))([3]), [3]);
const cube = (x: number): number => stopGradient(new Map([["a", x]])).get("a")! * x ** 3;
same("constant twice", grad(grad(cube))(2), 24);

export { results } from "./_same.js";

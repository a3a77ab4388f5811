/** Markers of functions that a table of the module or a class holds: by name, by a key, and of each in turn; and tables of derivatives. */
import { checkpoint, grad, hessian, hvp, jacobian, jvp, partials, valueAndGrad, vjp } from "cotangent";
import { checkGrads } from "cotangent/testing";
import { num, same } from "./_same.js";

const square = (x: number): number => x * x;
function cube(x: number): number {
  return x ** 3;
}
const powers = Object.freeze({
  square,
  cube,
  quartic(x: number): number {
    return x ** 4;
  },
  "fi-fth": (x: number): number => x ** 5,
});
type Name = keyof typeof powers;
const names: readonly Name[] = ["square", "cube", "quartic", "fi-fth"];
const slopes = [4, 12, 32, 80];

same(
  "by name",
  [grad(powers.square)(2), grad(powers.cube)(2), grad(powers.quartic)(2), grad(powers["fi-fth"])(2)],
  slopes,
);
const slopeOf = (name: Name, x: number): number => grad(powers[name])(x);
same(
  "by a key",
  names.map((name) => slopeOf(name, 2)),
  slopes,
);
same(
  "of each value",
  Object.values(powers).map((power) => grad(power)(2)),
  slopes,
);
same(
  "of each entry",
  Object.entries(powers).map(([, power]) => valueAndGrad(power)(2).grad),
  slopes,
);
const inLoop: number[] = [];
for (const power of Object.values(powers)) inLoop.push(jvp(power)([2], [1]).tangent);
same("in a loop", inLoop, slopes);
const curvatures = [2, 12, 48, 160];
same(
  "Hessians",
  Object.values(powers).map((power) => hessian(power)(2)),
  curvatures,
);
same(
  "products",
  Object.values(powers).map((power) => hvp(power)(2, 1)),
  curvatures,
);
same(
  "gradients of gradients",
  names.map((name) => grad(grad(powers[name]))(2)),
  curvatures,
);
same(
  "pullbacks",
  Object.values(powers).map((power) => vjp(power)(2).pullback(3)[0]),
  slopes.map((slope) => 3 * slope),
);
checkGrads(powers.cube, [2]);

function thrown(action: () => unknown): string {
  try {
    return String(action());
  } catch (error) {
    return String(error);
  }
}
same(
  "a key of no function",
  thrown(() => slopeOf("sixth" as Name, 2)),
  "TypeError: grad(powers[name]): there is no function under sixth",
);

// Lists: of functions, of pairs, and of records that say where.

const zoo = { losses: [(x: number): number => Math.sin(x), (x: number): number => Math.exp(x)] };
same("second of a list", grad(zoo.losses[1])(0.5), Math.exp(0.5));
same(
  "each of a list",
  zoo.losses.map((loss) => grad(loss)(0.5)),
  [Math.cos(0.5), Math.exp(0.5)],
);
same(
  "by an index",
  [1, 0].map((i) => grad(zoo.losses[i])(0.5)),
  [Math.exp(0.5), Math.cos(0.5)],
);

const cases = [
  { name: "ratio", f: (x: number, y: number): number => x / y, at: [3, 2] as const },
  { name: "product", f: (x: number, y: number): number => x * y * y, at: [1, 4] as const },
];
const expected = [
  [1 / 2, -3 / 4],
  [16, 8],
];
same(
  "of records",
  cases.map((one) => grad(one.f, { wrt: [0, 1] })(...one.at)),
  expected,
);
same(
  "taken out of records",
  cases.map(({ f, at: [x, y] }) => jacobian(f, { wrt: [0, 1] })(x, y)),
  expected,
);
const pairs = [
  ["tan", (x: number): number => Math.tan(x)],
  ["log", (x: number): number => Math.log(x)],
] as const;
const ofPairs: number[] = [];
for (const [, f] of pairs) ofPairs.push(grad(f)(0.5));
same("of pairs", ofPairs, [1 / Math.cos(0.5) ** 2, 2]);

class Residuals {
  static scale = 2;
  at = 3;
  static line = (x: number): number => Residuals.scale * x;
  static parabola(x: number): number {
    return x * x * Residuals.scale;
  }
}
same("static members", [grad(Residuals.line)(new Residuals().at), grad(Residuals.parabola)(3)], [2, 12]);

// A variable of the module that such a function reads may change between calls.

let factor = 3;
const scaled = { by: (x: number): number => factor * x * x };
const before = grad(scaled.by)(2);
factor = 5;
same("a variable that changes", [before, grad(scaled.by)(2)], [12, 20]);

// Tables of derivatives, and of functions with rules, within what is differentiated.

const slopesOf = { square: grad(square), cube: grad(cube), curvature: grad(grad(cube)) };
const combined = (x: number): number => slopesOf.square(x) * slopesOf.cube(x) + slopesOf.curvature(x);
same("table of gradients", grad(combined)(2), 18 * 4 + 6);
const chosen = (x: number, name: keyof typeof slopesOf): number => slopesOf[name](x) ** 2;
same(
  "gradient by a key",
  (["square", "cube", "curvature"] as const).map((name) => grad(chosen)(2, name)),
  [16, 288, 144],
);
same(
  "marker of a gradient",
  Object.values(slopesOf).map((slope) => grad(slope)(2)),
  [2, 12, 6],
);

const layers = {
  softplus: partials(
    (x: number) => Math.log1p(Math.exp(x)),
    (_y, x) => [1 / (1 + Math.exp(-x))],
  ),
  wave: checkpoint((x: number): number => Math.sin(x) * x),
};
const both = (x: number): number => layers.softplus(x) * layers.wave(x);
const bothByHand = (x: number): number => Math.log1p(Math.exp(x)) * Math.sin(x) * x;
same("rules", grad(both)(0.7), num(bothByHand, 0.7));
same(
  "rules, second",
  hessian(both)(0.7),
  num((x) => num(bothByHand, x), 0.7),
  1e-5,
);
same(
  "markers of rules",
  Object.values(layers).map((layer) => grad(layer)(0)),
  [0.5, 0],
);

export { results } from "./_same.js";

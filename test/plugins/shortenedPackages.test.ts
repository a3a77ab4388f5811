import { test } from "vitest";
import { compareInstalled } from "./installed.js";

// Packages whose names were shortened, so that those that stay are texts, that ask what they are given by its properties, that give
// fields by descriptors, that export classes as properties of a function, and that are modules of several kinds.

const complex = `'use strict';
const fail = function () { throw new SyntaxError("no number"); };
const parse = function (a, b) {
  const z = { "re": 0, "im": 0 };
  if (a === undefined || a === null) {
    z["re"] = z["im"] = 0;
  } else if (b !== undefined) {
    z["re"] = a;
    z["im"] = b;
  } else
    switch (typeof a) {
      case "object":
        if ("im" in a && "re" in a) {
          z["re"] = a["re"];
          z["im"] = a["im"];
        } else if ("abs" in a && "arg" in a) {
          z["re"] = a["abs"] * Math.cos(a["arg"]);
          z["im"] = a["abs"] * Math.sin(a["arg"]);
        } else if (a.length === 2) {
          z["re"] = a[0];
          z["im"] = a[1];
        } else {
          fail();
        }
        break;
      case "string":
        const tokens = a.replace(/_/g, "").split(",");
        z["re"] = parseFloat(tokens[0]);
        z["im"] = parseFloat(tokens[1]);
        break;
      case "number":
        z["im"] = 0;
        z["re"] = a;
        break;
      default:
        fail();
    }
  return z;
};
function Complex(a, b) {
  if (!(this instanceof Complex)) return new Complex(a, b);
  const z = parse(a, b);
  this["re"] = z["re"];
  this["im"] = z["im"];
}
Complex.prototype = {
  "re": 0,
  "im": 0,
  "isZero": function () { return this["re"] === 0 && this["im"] === 0; },
  "add": function (a, b) {
    const z = parse(a, b);
    return new Complex(this["re"] + z["re"], this["im"] + z["im"]);
  },
  "mul": function (a, b) {
    const z = parse(a, b);
    if (this["isZero"]()) return Complex["ZERO"];
    return new Complex(this["re"] * z["re"] - this["im"] * z["im"], this["re"] * z["im"] + this["im"] * z["re"]);
  },
  "exp": function () {
    const er = Math.exp(this["re"]);
    return new Complex(er * Math.cos(this["im"]), er * Math.sin(this["im"]));
  },
};
Complex["ZERO"] = new Complex(0, 0);
export { Complex as default };
`;

const points = `class Point {
  constructor(x, y) {
    Object.defineProperties(this, { x: { enumerable: true, value: x }, y: { enumerable: true, value: y } });
    Object.defineProperty(this, "sum", { value: x + y });
  }
  dot(p) { return this.x * p.x + this.y * p.y + this.sum; }
}
function point(x, y) { return new Point(x, y); }
module.exports = point;
point.Point = Point;
`;

const waves = `(function (root, factory) {
  if (typeof define === "function" && define.amd) define(["exports"], factory);
  else if (typeof exports !== "undefined") factory(exports);
  else factory((root.waves = {}));
})(this, function (exports) {
  'use strict';
  var M = Math;
  var F2 = 0.5 * (Math.sqrt(3) - 1), G2 = 2 * F2;
  function _typeof(o) { return typeof o; }
  function Wave(amplitude, phase) {
    if (!(this instanceof Wave)) return new Wave(amplitude, phase);
    function Grad(x) { this.x = x; }
    Grad.prototype.at = function (y) { return this.x * y; };
    this.amplitude = amplitude;
    this.phase = phase;
    this.grad = new Grad(amplitude);
  }
  Wave.prototype.at = function (t) { return this.amplitude * M.sin(F2 * t + this.phase) + this.grad.at(t) * G2; };
  exports.Wave = Wave;
  exports.energy = function (w) { return _typeof(w) === "object" ? w.amplitude * w.amplitude : w * w; };
});
`;

const compiled = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.weights = exports.weigh = void 0;
Object.defineProperty(exports, "mix", { enumerable: true, get: function () { return _mixing.default; } });
var _mixing = _interopRequireDefault(require("mixing"));
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
const weights = exports.weights = [1, 2, 4];
exports.shifts = [0.5, 0.25];
const weigh = (x) => weights.reduce((sum, w, i) => sum + w * x[i], 0) + exports.shifts[1] * (0, _mixing.default)(x[0], x[1], 0.5);
exports.weigh = weigh;
`;

const mixing = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = void 0;
const mix = (a, b, t) => (1 - t) * a + t * b;
var _default = exports.default = mix;
`;

const line = `module.exports = class Line {
  constructor(xs, ys) { this.xs = xs; this.ys = ys; }
  at(x) { return lerp(this.ys[0], this.ys[1], (x - this.xs[0]) / (this.xs[1] - this.xs[0])); }
};
function lerp(a, b, t) { return a + (b - a) * t; }
`;

const main = `import { valueAndGrad } from "cotangent";
// @ts-expect-error JavaScript without types
import Complex from "complex";
// @ts-expect-error JavaScript without types
import { Point } from "points";
// @ts-expect-error JavaScript without types
import { energy, Wave } from "waves";
// @ts-expect-error JavaScript without types
import { mix, weigh } from "compiled";
// @ts-expect-error JavaScript without types
import Line from "line";
export function f(x: number[]): number {
  const z = new Complex(x[0]!, x[1]!).mul(new Complex({ re: x[2]!, im: 1 })).exp();
  const w = new Complex(z).add(x[1]!).mul([x[2]!, x[0]!]).mul({ abs: x[1]!, arg: x[0]! });
  const p = new Point(x[0]!, z.re);
  const wave = Wave(x[0]!, x[1]!);
  const waves = wave.at(x[2]!) * energy(wave) + energy(x[1]!);
  const compiled = weigh(x) * mix(x[0]!, x[2]!, 0.25) + new Line([0, 2], x).at(0.5);
  return w.re * z.im + w.im + p.dot(new Point(x[1]!, x[2]!)) + waves + compiled;
}
export const derivative = valueAndGrad(f);
`;

const packages = {
  complex: { text: complex, type: "module" },
  points: { text: points, type: "commonjs" },
  waves: { text: waves, type: "commonjs" },
  compiled: { text: compiled, type: "commonjs" },
  mixing: { text: mixing, type: "commonjs" },
  line: { text: line, type: "commonjs" },
} as const;

test("what a package asks of its arguments is known where the types are", () =>
  compareInstalled(
    packages,
    main,
    [
      [1.5, 0.2, 0.4],
      [0.8, -0.6, 0.7],
    ],
    5,
  ));

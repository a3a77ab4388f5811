import { describe, expect, test } from "vitest";
import { compareInstalled } from "./installed.js";

// Packages that make what they export by running code, and what may change that later.

const stats = `(function (window, factory) {
  if (typeof exports === "object") module.exports = factory();
  else if (typeof define === "function" && define.amd) define(factory);
  else window.stats = factory();
})(this, function () {
  var stats = (function (Math, undefined) {
    var slice = Array.prototype.slice;
    function stats() { return new stats._init(arguments); }
    stats.fn = stats.prototype;
    stats._init = function _init(args) { this.length = args.length; };
    stats.extend = function extend(obj) {
      var i, j;
      if (arguments.length === 1) {
        for (j in obj) stats[j] = obj[j];
        return this;
      }
      for (i = 1; i < arguments.length; i++) for (j in arguments[i]) obj[j] = arguments[i][j];
      return obj;
    };
    stats.extend({ sum: function (list) { var s = 0; for (var i = 0; i < list.length; i++) s += list[i]; return s; } });
    stats.extend(stats, {
      mean: function mean(list) { return stats.sum(list) / list.length; },
      spread: function spread(list) {
        var m = stats.mean(list), s = 0;
        for (var i = 0; i < list.length; i++) s += Math.pow(list[i] - m, 2);
        return Math.sqrt(s);
      },
    });
    return stats;
  })(Math);
  (function (names) {
    for (var i = 0; i < names.length; i++) (function (name) {
      stats[name] = function of(list) {
        var s = 0;
        for (var k = 0; k < list.length; k++) s += Math[name](list[k]);
        return s;
      };
    })(names[i]);
  })("sin exp".split(" "));
  ["square", "cube"].forEach(function (name, i) {
    stats[name] = function (x) { return Math.pow(x, i + 2); };
  });
  Object.assign(stats, { scaled: scale(3) });
  Object.defineProperty(stats, "halved", { enumerable: true, value: scale(0.5) });
  function scale(factor) { return function (x) { return factor * x; }; }
  return stats;
});
`;

const main = (body: string, imports = 'import stats from "stats";'): string => `
${imports}
import { valueAndGrad } from "cotangent";
export function f(x: number[]): number { ${body} }
export const derivative = valueAndGrad(f);
`;
const points = [
  [0.3, 1.2, 0.7],
  [2, -0.5, 1],
];
const types = "declare const stats: any; export default stats;";

describe("what a package makes by running is differentiated", () => {
  const cases: Readonly<Record<string, string>> = {
    "extend of itself": "return stats.sum(x) * stats.mean(x) + stats.spread(x);",
    "functions by a list of names": "return stats.square(x[0]) * stats.cube(x[1]);",
    "factories, assign and defineProperty": "return stats.scaled(x[0]) * stats.halved(x[1]) + x[2];",
    "named in a variable of f": "const { mean } = stats; return stats.mean(x) * x[0];",
  };
  test.each(Object.entries(cases).slice(0, 3))("%s", async (_name, body) => {
    await compareInstalled({ stats: { text: stats, types } }, main(body), points, 6);
  });
});

const traps: Readonly<Record<string, { text: string; body: string }>> = {
  "a function that is overridden by a second extend": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; return a; }
extend(exports, { f: function (x) { return x * x; }, g: function (x) { return x + 1; } });
extend(exports, { f: function (x) { return x * x * x; } });`,
    body: "return lib.f(x[0]) * lib.g(x[1]);",
  },
  "closures over var see the last value": {
    text: `var all = {};
for (var i = 0; i < 3; i++) { all["f" + i] = function (x) { return Math.pow(x, i); }; }
Object.keys(all).forEach(function (k) { exports[k] = all[k]; });`,
    body: "return lib.f0(x[0]) + lib.f1(x[1]);",
  },
  "a property that is deleted, and inherited then": {
    text: `var base = { f: function (x) { return 5 * x; } };
var lib = Object.create(base);
lib.f = function (x) { return x * x; };
delete lib.f;
module.exports = lib;`,
    body: "return lib.f(x[0]) * x[1];",
  },
  "what a getter gives": {
    text: `var make = function (k) { return function (x) { return k * x; }; };
var lib = { f: make(2), get g() { return make(7); } };
lib = Object.assign({}, lib);
module.exports = lib;`,
    body: "return lib.f(x[0]) * lib.g(x[1]);",
  },
  "variables that a switch assigns": {
    text: `function pick(kind) {
  var fn;
  switch (kind) {
    case 1: { var fn = function (x) { return x * x; }; break; }
    default: fn = function (x) { return 7 * x; };
  }
  return fn;
}
[1, 2].forEach(function (kind) { exports["f" + kind] = pick(kind); });`,
    body: "return lib.f1(x[0]) * lib.f2(x[1]);",
  },
  "a switch and a table of factories": {
    text: `var kinds = ["a", "b", "c"], lib = {};
while (kinds.length) {
  var kind = kinds.pop();
  switch (kind) {
    case "a": lib[kind] = (function (n) { return function (x) { return x + n; }; })(kinds.length); break;
    case "b": lib[kind] = Math.sin;
    default: lib[kind + kind] = lib[kind] || function (x) { return x * 3; };
  }
}
module.exports = lib;`,
    body: "return lib.a(x[0]) * lib.b(x[1]) + lib.bb(x[0]) * lib.cc(x[2]);",
  },
};

describe("the last value counts", () => {
  test.each(Object.entries(traps))("%s", async (_name, { text, body }) => {
    const packages = { lib: { text, types: "declare const lib: any; export default lib;" } };
    await compareInstalled(packages, main(body, 'import lib from "lib";'), points, 6);
  });
});

const refused: Readonly<Record<string, { text: string; body: string; before?: string }>> = {
  "a function that replaces another when it is called": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; }, setup: function () { exports.f = function (x) { return x; }; } });`,
    body: "lib.setup(); return lib.f(x[0]);",
  },
  "lazy initialization": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function f(x) { var k = 3; exports.f = function (y) { return k * y; }; return exports.f(x); } });`,
    body: "return lib.f(x[0]) + lib.f(x[1]);",
  },
  "a choice by the environment": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; } });
if (typeof window !== "undefined") exports.f = function (x) { return x * x * x; };`,
    body: "return lib.f(x[0]);",
  },
  "an export that the user's program replaces": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; } });`,
    before: "lib.f = (x: number) => 2 * x;",
    body: "return lib.f(x[0]);",
  },
  "an export that is replaced through another name": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { part: {} });
extend(exports.part, { f: function (x) { return x * x; } });`,
    before: 'const part = lib.part; for (const name of ["f"]) part[name] = (x: number) => 2 * x;',
    body: "return lib.part.f(x[0]);",
  },
  "a mixin that the user calls": {
    text: `exports.mixin = function (b) { for (var k in b) exports[k] = b[k]; };
exports.mixin({ f: function (x) { return x * x; } });`,
    before: "lib.mixin({ f: (x: number) => 4 * x });",
    body: "return lib.f(x[0]);",
  },
  "a mixin into this": {
    text: `function each(list, fn) { for (var i = 0; i < list.length; i++) fn(list[i]); }
function mixin(object, source) {
  if (!source) { source = object; object = this; }
  each(Object.keys(source), function (name) { object[name] = source[name]; });
}
mixin(exports, { f: function (x) { return x * x; }, mixin: mixin });`,
    before: "lib.mixin({ f: (x: number) => 4 * x });",
    body: "return lib.f(x[0]);",
  },
  "an object that later code hands to a function which stores in it": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
function put(object, fn) { object.f = fn; }
extend(exports, { f: function (x) { return x * x; }, setup: function () { put(exports, function (x) { return x; }); } });`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "a store by arguments": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
function put() { arguments[0].f = arguments[1]; }
extend(exports, { f: function (x) { return x * x; }, setup: function () { put(exports, function (x) { return x; }); } });`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "a store by a local name": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; }, setup: function () { var all = exports; all.f = function (x) { return x; }; } });`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "a part of what is handed on": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
function put(whole, name, fn) { var part = whole.part; part[name] = fn; }
extend(exports, { part: {}, setup: function () { put(exports, "f", function (x) { return x; }); } });
extend(exports.part, { f: function (x) { return x * x; } });`,
    before: "lib.setup();",
    body: "return lib.part.f(x[0]);",
  },
  "a store in what a function gives": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
function all() { return exports; }
extend(exports, { f: function (x) { return x * x; }, setup: function () { all().f = function (x) { return x; }; } });`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "this under another name": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; }, setup: function () { var self = this; self.f = function (x) { return x; }; } });`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "a method that is inherited and stores in this": {
    text: `var base = { setup: function () { this.f = function (x) { return x; }; } };
var lib = Object.create(base);
lib.f = function (x) { return x * x; };
module.exports = lib;`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "a method that gives this": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; }, chain: function () { return this; },
  setup: function () { exports.chain().f = function (x) { return x; }; } });`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "this of a function that is not known": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
function run(fn, self) { return fn.call(self); }
extend(exports, { f: function (x) { return x * x; }, setup: function () { run(exports.later, exports); } });
exports.later = function () { this.f = function (x) { return x; }; };`,
    before: "lib.setup();",
    body: "return lib.f(x[0]);",
  },
  "state in what a factory made": {
    text: `function counter() { var n = 0; return function (x) { n++; return n * x; }; }
["f"].forEach(function (k) { exports[k] = counter(); });`,
    body: "return lib.f(x[0]) + lib.f(x[1]);",
  },
  "code that is not followed": {
    text: `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; } });
globalThis.install(exports);`,
    before: "",
    body: "return lib.f(x[0]);",
  },
};

test("what another package puts in its place counts", async () => {
  const lib = `function extend(a, b) { for (var k in b) a[k] = b[k]; }
extend(exports, { f: function (x) { return x * x; }, g: function (x) { return x; } });`;
  const plugin = `var lib = require("lib"); ["f"].forEach(function (k) { var old = lib[k]; lib[k] = function (x) { return 3 * old(x); }; });`;
  const types = "declare const lib: any; export default lib;";
  const imports = 'import lib from "lib";\nimport "plugin";';
  const packages = { lib: { text: lib, types }, plugin: { text: plugin, types: "export {};" } };
  await compareInstalled(packages, main("return lib.f(x[0]) * lib.g(x[1]);", imports), points, 6);
});

describe("what may change is refused", () => {
  test.each(Object.entries(refused))("%s", async (_name, { text, body, before = "" }) => {
    const packages = { lib: { text, types: "declare const lib: any; export default lib;" } };
    const program = main(body, `import lib from "lib";\n${before}`);
    await expect(compareInstalled(packages, program, points, 6)).rejects.toThrow(/CT\d{4}/);
  });
});

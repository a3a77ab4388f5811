import { test } from "vitest";
import { compareInstalled } from "./installed.js";

// Packages written before there were classes: functions with a prototype, and what compilers made of classes.

const spring = `'use strict';
var count = [0];
function Spring(stiffness, rest) {
  if (!(this instanceof Spring)) return new Spring(stiffness, rest);
  this.stiffness = stiffness || 1;
  this.rest = rest || 0;
  this.steps = [];
}
module.exports = Spring;
Spring.prototype.force = function (x) {
  count[0]++;
  return -this.stiffness * (x - this.rest);
};
Spring.prototype.pull = Spring.prototype.force;
Spring.prototype.step = function step(state, dt) {
  for (var i = 0; i < 3; i++) {
    if (state.x > this.rest) state.v += this.force(state.x) * dt;
    else state.v += 0.5 * this.pull(state.x) * dt;
    state.x += state.v * dt;
    this.steps.push(state.x);
  }
  return state;
};
Spring.prototype.joined = function (other) {
  return Spring(this.stiffness + other.stiffness, (this.rest + other.rest) / 2);
};
Spring.soft = function (rest) { return new Spring(Spring.SOFTEST, rest); };
Spring.SOFTEST = 0.25;
`;

const tracker = `"use strict";
function _classCallCheck(instance, C) { if (!(instance instanceof C)) throw new TypeError("a class"); }
function _defineProperties(target, props) {
  for (var i = 0; i < props.length; i++) Object.defineProperty(target, props[i].key, props[i]);
}
function _createClass(C, members, statics) {
  if (members) _defineProperties(C.prototype, members);
  if (statics) _defineProperties(C, statics);
  return C;
}
var Tracker = /*#__PURE__*/ function () {
  function Tracker(gain) {
    _classCallCheck(this, Tracker);
    this.gain = gain;
    this.level = 0;
  }
  _createClass(Tracker, [{
    key: "follow",
    value: function follow(x) {
      var weight = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : 1;
      this.level += this.gain * weight * (x - this.level);
      return this.level;
    }
  }, {
    key: "twice",
    get: function get() { return 2 * this.level; }
  }], [{
    key: "fast",
    value: function fast() { return new Tracker(0.9); }
  }]);
  return Tracker;
}();
exports.Tracker = Tracker;
`;

const main = `import { valueAndGrad } from "cotangent";
import Spring from "spring";
import { Tracker } from "tracker";
export function f(p: number[]): number {
  const spring = new Spring(p[0]!, p[1]!).joined(Spring.soft(p[2]!));
  const state = { x: 1, v: p[1]! };
  const trackers = [new Tracker(p[2]!), Tracker.fast()];
  let total = 0;
  for (let i = 0; i < 4; i++) {
    spring.step(state, 0.3);
    for (const tracker of trackers) total += tracker.follow(state.x) * tracker.follow(state.v, 0.5) + tracker.twice;
  }
  return total + spring.steps[5]! * spring.steps.length;
}
export const derivative = valueAndGrad(f);
`;

test("functions with a prototype are the classes that they are", () =>
  compareInstalled(
    { spring: { text: spring }, tracker: { text: tracker } },
    main,
    [
      [1.5, 0.2, 0.4],
      [0.8, -0.6, 0.7],
    ],
    6,
  ));

const colors = `
function define(constructor, factory, prototype) {
  constructor.prototype = factory.prototype = prototype;
  prototype.constructor = constructor;
}
function extend(parent, definition) {
  var prototype = Object.create(parent.prototype);
  for (var key in definition) prototype[key] = definition[key];
  return prototype;
}
function Color() {}
define(Color, color, {
  copy(channels) { return Object.assign(new this.constructor, this, channels); },
  light: color_light,
  get warmth() { return this.rgb().r; }
});
function color_light() { return this.rgb().r * 0.3 + this.rgb().g * 0.6; }
export function color(v) { return new Rgb(v, v); }
export function rgb(r, g) {
  if (arguments.length > 1) return new Rgb(r, g);
  return r instanceof color ? r.rgb() : new Rgb(0, 0);
}
function Rgb(r, g) {
  this.r = +r;
  this.g = +g;
}
define(Rgb, rgb, extend(Color, {
  brighter(k) { return new Rgb(this.r * k, this.g * k); },
  rgb() { return this; }
}));
export function hue(h, s) { return new Hue(h, s === undefined ? 1 : s); }
function Hue(h, s) {
  this.h = +h;
  this.s = +s;
}
define(Hue, hue, extend(Color, {
  rgb() { return new Rgb(Math.cos(this.h) * this.s, Math.sin(this.h) * this.s); }
}));
`;

const tree = `
function node_each(callback) {
  var index = -1;
  for (var node of this) callback.call(null, node, ++index);
  return this;
}
function* node_iterator() {
  var node = this;
  while (node) { yield node; node = node.next; }
}
export function chain(values) {
  var root = new Node(values[0]), at = root;
  for (var i = 1; i < values.length; i++) at = at.next = new Node(values[i]);
  return root.each(function(node, i) { node.depth = i; });
}
function Node(data) {
  this.data = data;
  this.depth =
  this.value = 0;
  this.next = null;
}
Node.prototype = chain.prototype = {
  constructor: Node,
  each: node_each,
  sum: function(value) { return this.each(function(node) { node.value = +value(node.data) || 0; }); },
  isLast: function() { return this.next === null && this instanceof chain; },
  [Symbol.iterator]: node_iterator
};
export function layout() {
  var size = 1;
  function layout(root) {
    var at = 0;
    root.each(function(node) { node.x = at * size; at += node.value; });
    return root;
  }
  layout.size = function(x) { return arguments.length ? (size = +x, layout) : size; };
  return layout;
}
`;

const wholes = `import { valueAndGrad } from "cotangent";
import { color, hue, rgb } from "colors";
import { chain, layout } from "tree";
export function f(p: number[]): number {
  let total = 0;
  for (const one of [rgb(p[0], p[1]).brighter(p[2]), hue(p[2], 2), hue(p[0]), color(p[1])])
    total += one.light() * one.warmth + (one instanceof hue ? one.h : rgb(one).g);
  total += rgb(p[0], 1).copy({ g: p[1] }).light();
  const root = layout().size(p[1])(chain(p).sum((v: number) => v * v));
  for (const node of root) total += node.x * node.data * (node.depth + 1) * (node.isLast() ? 3 : 1);
  return total;
}
export const derivative = valueAndGrad(f);
`;

test("prototypes that are given as a whole, shared with what makes the objects, or go on from another", () =>
  compareInstalled(
    { colors: { text: colors, type: "module" }, tree: { text: tree, type: "module" } },
    `// @ts-nocheck\n${wholes}`,
    [
      [1.5, 0.2, 0.4],
      [0.8, -0.6, 0.7],
    ],
    6,
  ));

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

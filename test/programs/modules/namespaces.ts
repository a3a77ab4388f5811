// Namespaces of this module and of another one: functions, tables, classes, enums and variables in them, also nested ones.
import { Physics } from "./_settings.js";

namespace Grid {
  export const weights = [0.5, 1, 0.25];
  export let scale = 2;
  export const weigh = (i: number, x: number): number => weights[i % 3]! * x * scale;
  export namespace Cells.Deep {
    export const offset = [1, -1];
    export function at(i: number, x: number): number {
      return weigh(i, x) + offset[i % 2]! * Math.sin(x);
    }
  }
}

export function f(x: number, y: number): number {
  const spring = new Physics.Constants.Spring(x, 0.3);
  Physics.setDamping(0.25);
  let s = spring instanceof Physics.Constants.Spring ? spring.energy(y) : 0;
  for (let i = 0; i < Physics.masses.length; i++) {
    s += Physics.masses[i]! * Physics.Constants.g * x ** (i + 1) * Physics.Constants.table[i % 2]!;
    s -= Physics.damping * Grid.Cells.Deep.at(i, x * y);
  }
  Grid.scale = 3;
  s += Grid.weigh(1, y) + Physics.Unit.Foot * x;
  Grid.scale = 2;
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.2],
  [-1.1, 0.4],
];

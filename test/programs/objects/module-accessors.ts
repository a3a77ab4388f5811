/** Constants of the module with accessors and methods that use `this`. */
const physics = {
  g: 9.81,
  rho: 1.2,
  get doubled() {
    return 2 * this.g;
  },
  drag(v: number, cd: number) {
    return 0.5 * this.rho * cd * v * Math.abs(v);
  },
  terminal(m: number, cd: number) {
    return Math.sqrt((this.doubled * m) / (this.rho * cd));
  },
};

export function f(m: number, cd: number): number {
  let v = 0;
  let z = 0;
  for (let i = 0; i < 10; i++) {
    v += 0.1 * (physics.g - physics.drag(v, cd) / m);
    z += 0.1 * v;
  }
  return z / physics.terminal(m, cd);
}

export const wrt = [0, 1];
export const inputs = [
  [1.5, 0.7],
  [2, 0.3],
];

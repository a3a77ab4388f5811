const sim = { t: 0.5, gravity: 9.81, position(v: number): number { return v * this.t - 0.5 * this.gravity * this.t ** 2; }, advance(dt: number) { this.t += dt; }, energy: (v: number) => 0.5 * v * v };
sim.advance(0.25);
export const wrt = 0;
export const inputs = [[3]];
export function f(v: number): number { return sim.position(v) + sim.energy(v) * sim.t; }

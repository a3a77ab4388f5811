export function f(v0: number, xi: number, rho: number): number {
  let v = v0, s = 1;
  const dt = 0.1;
  const z = [0.3, -2.5, -1.8, 0.4, 1.2];
  const w = [0.1, 0.4, -0.2, -0.7, 0.9];
  for (let i = 0; i < z.length; i++) {
    const vp = Math.max(v, 0);
    const sq = Math.sqrt(vp * dt);
    const dz = rho * z[i] + Math.sqrt(1 - rho * rho) * w[i];
    s *= Math.exp(-0.5 * vp * dt + sq * dz);
    v = v + 1.5 * (0.04 - vp) * dt + xi * sq * z[i];
  }
  return s;
}
export const wrt = [0, 1, 2];
export const inputs = [[0.04, 0.9, -0.5], [0.02, 2.5, 0.3]];

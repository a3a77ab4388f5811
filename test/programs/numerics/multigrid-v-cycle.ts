/** Geometric multigrid for -u'' = g on (0, 1) with zero boundary values. */
interface Config {
  preSmooth: number;
  postSmooth: number;
  omega: number;
}

const residual = (u: number[], g: number[], h: number): number[] =>
  u.map((v, i) => (i === 0 || i === u.length - 1 ? 0 : g[i] - (2 * v - u[i - 1] - u[i + 1]) / (h * h)));

const smooth = (u: number[], g: number[], h: number, sweeps: number, omega: number): void => {
  for (let s = 0; s < sweeps; s++)
    for (let i = 1; i < u.length - 1; i++) {
      const relaxed = 0.5 * (u[i - 1] + u[i + 1] + h * h * g[i]);
      u[i] = (1 - omega) * u[i] + omega * relaxed;
    }
};

const restrict = (fine: number[]): number[] => {
  const coarse = new Array<number>((fine.length + 1) >> 1).fill(0);
  for (let i = 1; i < coarse.length - 1; i++) coarse[i] = 0.25 * fine[2 * i - 1] + 0.5 * fine[2 * i] + 0.25 * fine[2 * i + 1];
  return coarse;
};

const prolongAndAdd = (coarse: number[], fine: number[]): void => {
  for (let i = 0; i < coarse.length - 1; i++) {
    fine[2 * i] += coarse[i];
    fine[2 * i + 1] += (coarse[i] + coarse[i + 1]) / 2;
  }
};

function vCycle(u: number[], g: number[], h: number, config: Config): number[] {
  if (u.length <= 3) {
    u[1] = 0.5 * h * h * g[1];
    return u;
  }
  smooth(u, g, h, config.preSmooth, config.omega);
  const coarse = restrict(residual(u, g, h));
  const correction = vCycle(new Array(coarse.length).fill(0), coarse, 2 * h, config);
  prolongAndAdd(correction, u);
  smooth(u, g, h, config.postSmooth, config.omega);
  return u;
}

export function f(g: number[], omega: number): number {
  const n = g.length;
  if (((n - 1) & (n - 2)) !== 0) throw new Error("grid size must be 2^k + 1");
  const h = 1 / (n - 1);
  let u = new Array<number>(n).fill(0);
  for (let cycle = 0; cycle < 2; cycle++) u = vCycle(u, g, h, { preSmooth: 1, postSmooth: 1, omega });
  return h * u.reduce((s, v, i) => s + v * g[i], 0);
}

export const wrt = [0, 1];
export const inputs = [
  [[0, 1, -0.5, 2, 0.3], 0.9],
  [[0.1, 1, 2, 0.5, -1, 0.2, 0.7, 1.1, 0], 0.7],
  [[0, 1, 2, 0], 0.7],
];

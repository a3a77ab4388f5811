interface Target {
  logDensity(x: number[]): number;
  gradient(x: number[]): number[];
}

const makeRandom = (seed: number) => {
  let state = BigInt(seed);
  const uniform = (): number => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) / 2 ** 31;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
};

type Random = ReturnType<typeof makeRandom>;

const kinetic = (p: number[]): number => 0.5 * p.reduce((s, v) => s + v * v, 0);

function hmcStep(target: Target, x: number[], random: Random, stepSize: number, leaps: number): { x: number[]; accepted: boolean } {
  const q = [...x];
  const p = x.map(() => random.normal());
  const before = target.logDensity(q) - kinetic(p);
  for (let l = 0; l < leaps; l++) {
    const g0 = target.gradient(q);
    for (let i = 0; i < p.length; i++) p[i] += 0.5 * stepSize * g0[i];
    for (let i = 0; i < q.length; i++) q[i] += stepSize * p[i];
    const g1 = target.gradient(q);
    for (let i = 0; i < p.length; i++) p[i] += 0.5 * stepSize * g1[i];
  }
  const after = target.logDensity(q) - kinetic(p);
  const accepted = Math.log(random.uniform()) < after - before;
  return { x: accepted ? q : x, accepted };
}

function metropolisStep(target: Target, x: number[], random: Random, scale: number): { x: number[]; accepted: boolean } {
  const proposal = x.map((v) => v + scale * random.normal());
  const ratio = Math.exp(target.logDensity(proposal) - target.logDensity(x));
  return random.uniform() < ratio ? { x: proposal, accepted: true } : { x, accepted: false };
}

/** Where a chain of fixed randomness ends, as a function of the target's parameters and the start. */
export function f(parameters: { mu: [number, number]; precision: number }, start: number[], method: "hmc" | "metropolis"): number {
  const { mu, precision } = parameters;
  const target: Target = {
    logDensity: (x) => -0.5 * precision * x.reduce((s, v, i) => s + (v - mu[i]) ** 2, 0) - 0.1 * x[0] ** 2 * x[1] ** 2,
    gradient: ([a, b]) => [-precision * (a - mu[0]) - 0.2 * a * b * b, -precision * (b - mu[1]) - 0.2 * a * a * b],
  };
  const random = makeRandom(7);
  let x = start;
  let sum = 0;
  let accepted = 0;
  for (let i = 0; i < 5; i++) {
    const result = method === "hmc" ? hmcStep(target, x, random, 0.2, 3) : metropolisStep(target, x, random, 0.7);
    x = result.x;
    if (result.accepted) accepted += 1;
    sum += x[0] * x[1];
  }
  return sum / 5 + x[0] + accepted;
}

export const wrt = [0, 1];
export const h = 0.001;
export const tolerance = 1e-8;
export const inputs = [
  [{ mu: [1, -0.5], precision: 1.5 }, [0.2, 0.1], "hmc"],
  [{ mu: [0.4, 0.6], precision: 2 }, [-0.3, 0.8], "metropolis"],
];

/** Small generators with 32-bit state. */
type Rng = () => number;

function mulberry32(seed: number): Rng {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class XorShift {
  private state: Uint32Array;
  constructor(seed: number) {
    this.state = new Uint32Array([seed, seed ^ 0x9e3779b9, 123456789, 362436069]);
  }
  next(): number {
    const s = this.state;
    const t = s[3] ^ (s[3] << 11);
    s[3] = s[2];
    s[2] = s[1];
    s[1] = s[0];
    s[0] = s[0] ^ (s[0] >>> 19) ^ t ^ (t >>> 8);
    return s[0] / 2 ** 32;
  }
}

const lcg = (seed: number): Rng => {
  let state = seed;
  return () => (state = (1664525 * state + 1013904223) % 4294967296) / 4294967296;
};

/** Box–Muller pairs; the second one waits for the next call. */
const normals = (uniform: Rng): Rng => {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const r = Math.sqrt(-2 * Math.log(1 - uniform()));
    const theta = 2 * Math.PI * uniform();
    spare = r * Math.sin(theta);
    return r * Math.cos(theta);
  };
};

/** Asian option under geometric Brownian motion, pathwise. */
export function f(model: { spot: number; drift: number; sigma: number }, strike: number, seed: number, kind: "mulberry" | "xorshift" | "lcg"): number {
  const xorshift = new XorShift(seed);
  const uniform: Rng = kind === "mulberry" ? mulberry32(seed) : kind === "lcg" ? lcg(seed) : () => xorshift.next();
  const z = normals(uniform);
  const dt = 0.25;
  let total = 0;
  for (let path = 0; path < 6; path++) {
    let s = model.spot;
    let average = 0;
    for (let step = 1; step <= 4; step++) {
      s *= Math.exp((model.drift - 0.5 * model.sigma ** 2) * dt + model.sigma * Math.sqrt(dt) * z());
      average += (s - average) / step;
    }
    total += Math.max(average - strike, 0);
  }
  return (Math.exp(-model.drift) * total) / 6;
}

export const wrt = [0, 1];
export const h = 0.002;
export const inputs = [
  [{ spot: 100, drift: 0.03, sigma: 0.4 }, 95, 42, "mulberry"],
  [{ spot: 100, drift: 0.05, sigma: 0.3 }, 98, 7, "xorshift"],
  [{ spot: 90, drift: 0.01, sigma: 0.5 }, 88, 99, "lcg"],
];

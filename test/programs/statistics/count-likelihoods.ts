const digammaFree = {
  lgamma(x: number): number {
    if (x <= 0) throw new RangeError("positive argument expected");
    let shift = 0;
    let z = x;
    for (; z < 7; z++) shift -= Math.log(z);
    const w = 1 / (z * z);
    return shift + (z - 0.5) * Math.log(z) - z + 0.9189385332046727 + (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w / 1680))) / z;
  },
  lfactorial(n: number): number {
    return this.lgamma(n + 1);
  },
};

interface Family {
  readonly name: string;
  logPmf(y: number, mu: number): number;
}

const poisson: Family = {
  name: "poisson",
  logPmf: (y, mu) => y * Math.log(mu) - mu - digammaFree.lfactorial(y),
};

const negativeBinomial = (size: number): Family => ({
  name: `negbin`,
  logPmf: (y, mu) =>
    digammaFree.lgamma(y + size) - digammaFree.lgamma(size) - digammaFree.lfactorial(y) + size * Math.log(size / (size + mu)) + y * Math.log(mu / (size + mu)),
});

const zeroInflated = (pi: number, base: Family): Family => ({
  name: `zi-${base.name}`,
  logPmf: (y, mu) => {
    const plain = base.logPmf(y, mu);
    return y === 0 ? Math.log(pi + (1 - pi) * Math.exp(plain)) : Math.log1p(-pi) + plain;
  },
});

export function f(beta: Float64Array, logSize: number, inflation: number, design: number[][], counts: Uint16Array, kind: "poisson" | "negbin" | "zinb"): number {
  const families: Record<typeof kind, () => Family> = {
    poisson: () => poisson,
    negbin: () => negativeBinomial(Math.exp(logSize)),
    zinb: () => zeroInflated(1 / (1 + Math.exp(-inflation)), negativeBinomial(Math.exp(logSize))),
  };
  const family = families[kind]();
  let nll = 0;
  for (let i = 0; i < counts.length; i++) {
    const eta = design[i].reduce((s, x, j) => s + x * beta[j], 0);
    nll -= family.logPmf(counts[i], Math.exp(eta));
  }
  return nll;
}

export const wrt = [0, 1, 2];
const design = [[1, 0.5], [1, -0.3], [1, 1.2]];
export const inputs = (["poisson", "negbin", "zinb"] as const).map((kind) => [Float64Array.of(0.3, 0.6), 0.4, -1, design, Uint16Array.of(2, 0, 4), kind]);

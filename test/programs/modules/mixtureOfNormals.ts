type Distribution = { logpdf: (x: number) => number; mean: number };
const normal = (mu: number, sigma: number): Distribution => ({ mean: mu, logpdf: (x) => -0.5 * ((x - mu) / sigma) ** 2 - Math.log(sigma) });
const mixture = (ws: number[], ds: Distribution[]): Distribution => ({ mean: ds.reduce((s, d, i) => s + ws[i] * d.mean, 0), logpdf: (x) => { const l = ds.map((d, i) => Math.log(ws[i]) + d.logpdf(x)); const m = Math.max(...l); return m + Math.log(l.reduce((s, v) => s + Math.exp(v - m), 0)); } });
const prior = mixture([0.3, 0.7], [normal(-1, 0.5), normal(2, 1)]);
const priors = new Map<string, Distribution>([["a", normal(0, 1)], ["b", prior]]);
const grid: Distribution[] = Array.from({ length: 4 }, (_, i) => normal(i, 1 + i / 4));
export const wrt = 0;
export const inputs = [[0.3, "a"], [0.8, "b"]];
export function f(x: number, key: string): number { const p = priors.get(key); return prior.logpdf(x) * prior.mean + (p ? p.logpdf(x) : 0) + grid.reduce((s, d) => s + d.logpdf(x), 0); }

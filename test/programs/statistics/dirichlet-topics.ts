/** Collapsed Dirichlet-multinomial likelihood; documents are dictionaries of word counts. */
type Counts = Readonly<Record<string, number>>;

function lgamma(x: number): number {
  const g = 7;
  const c = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lgamma(1 - x);
  const z = x - 1;
  const t = z + g + 0.5;
  const series = c.slice(1).reduce((s, ci, i) => s + ci / (z + i + 1), c[0]);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

const logDirichletMultinomial = (alpha: Counts, counts: Counts): number => {
  const a0 = Object.values(alpha).reduce((a, b) => a + b, 0);
  const n = Object.values(counts).reduce((a, b) => a + b, 0);
  let ll = lgamma(a0) - lgamma(a0 + n);
  for (const [word, count] of Object.entries(counts)) {
    const a = alpha[word];
    if (a === undefined) return -Infinity;
    ll += lgamma(a + count) - lgamma(a);
  }
  return ll;
};

/** Stick-breaking: fractions to proportions. */
const stickBreaking = (fractions: readonly number[]): number[] => {
  let rest = 1;
  const out = fractions.map((v) => {
    const piece = v * rest;
    rest -= piece;
    return piece;
  });
  return [...out, rest];
};

export function f(alpha: Record<string, number>, fractions: number[], documents: Counts[]): number {
  const weights = stickBreaking(fractions);
  return documents.reduce((total, document, i) => total + weights[i % weights.length] * logDirichletMultinomial(alpha, document), 0);
}

export const wrt = [0, 1];
export const inputs = [
  [{ cat: 0.7, dog: 1.2, fish: 0.4 }, [0.3, 0.6], [{ cat: 2, dog: 1 }, { fish: 3 }, { dog: 1, fish: 1 }]],
];

interface Hmm {
  initial: number[];
  transition: number[][];
  means: number[];
  logSigma: number;
}

const logSumExp = (xs: readonly number[]): number => {
  const m = Math.max(...xs);
  return m === -Infinity ? m : m + Math.log(xs.reduce((s, x) => s + Math.exp(x - m), 0));
};

const logSoftmax = (xs: readonly number[]): number[] => {
  const z = logSumExp(xs);
  return xs.map((x) => x - z);
};

function forward(logInit: number[], logTrans: number[][], logObs: number[][]): number[][] {
  return logObs.slice(1).reduce(
    (alphas, obs) => {
      const last = alphas[alphas.length - 1];
      alphas.push(obs.map((o, j) => o + logSumExp(last.map((a, i) => a + logTrans[i][j]))));
      return alphas;
    },
    [logObs[0].map((o, i) => o + logInit[i])],
  );
}

function backward(logTrans: number[][], logObs: number[][]): number[][] {
  const T = logObs.length;
  const betas: number[][] = new Array(T);
  betas[T - 1] = logObs[0].map(() => 0);
  for (let t = T - 2; t >= 0; t--) {
    betas[t] = logTrans.map((row) => logSumExp(row.map((p, j) => p + logObs[t + 1][j] + betas[t + 1][j])));
  }
  return betas;
}

/** Expected number of visits to the first state, plus the log-likelihood. */
export function f(hmm: Hmm, observations: readonly number[]): number {
  const sigma = Math.exp(hmm.logSigma);
  const logInit = logSoftmax(hmm.initial);
  const logTrans = hmm.transition.map(logSoftmax);
  const logObs = observations.map((y) => hmm.means.map((m) => -0.5 * ((y - m) / sigma) ** 2 - hmm.logSigma));
  const alphas = forward(logInit, logTrans, logObs);
  const betas = backward(logTrans, logObs);
  const ll = logSumExp(alphas[alphas.length - 1]);
  let visits = 0;
  for (let t = 0; t < observations.length; t++) visits += Math.exp(alphas[t][0] + betas[t][0] - ll);
  return ll + visits;
}

export const wrt = 0;
export const inputs = [
  [{ initial: [0.2, -0.1], transition: [[1, 0], [0.3, 0.8]], means: [-1, 1.5], logSigma: 0.1 }, [-0.8, 1.2, 1.6]],
  [{ initial: [0, 0.4], transition: [[0.2, 0.5], [-0.4, 1]], means: [0.3, 0.9], logSigma: -0.5 }, [0.1, 0.8, 0.2, 1]],
];

const argmax = (xs: ArrayLike<number>): number => {
  let best = 0;
  for (let i = 1; i < xs.length; i++) if (xs[i] > xs[best]) best = i;
  return best;
};

/** Score and path of the best state sequence. */
function viterbi(emission: Float64Array[], transition: number[][]): { score: number; path: number[] } {
  const states = transition.length;
  const back: Uint8Array[] = [];
  let score = emission[0].slice();
  for (let t = 1; t < emission.length; t++) {
    const next = new Float64Array(states);
    const pointers = new Uint8Array(states);
    for (let j = 0; j < states; j++) {
      const candidates = transition.map((row, i) => score[i] + row[j]);
      pointers[j] = argmax(candidates);
      next[j] = candidates[pointers[j]] + emission[t][j];
    }
    back.push(pointers);
    score = next;
  }
  let state = argmax(score);
  const path = [state];
  for (const pointers of back.reverse()) path.unshift((state = pointers[state]));
  return { score: Math.max(...score), path };
}

/** Structured perceptron loss: the best path against a given one, with a margin. */
export function f(emission: Float64Array[], transition: number[][], gold: readonly number[]): number {
  const augmented = emission.map((row, t) => row.map((v, j) => v + (j === gold[t] ? 0 : 0.5)));
  const { score, path } = viterbi(augmented, transition);
  let reference = 0;
  gold.forEach((state, t) => {
    reference += emission[t][state];
    if (t > 0) reference += transition[gold[t - 1]][state];
  });
  const mistakes = path.filter((state, t) => state !== gold[t]).length;
  return Math.max(0, score - reference) ** 2 + mistakes;
}

export const wrt = [0, 1];
export const inputs = [
  [[Float64Array.of(0.5, 1), Float64Array.of(0.2, -0.4), Float64Array.of(1, 1.2)], [[0.3, -0.2], [0.1, 0.6]], [0, 1, 0]],
  [[Float64Array.of(2, 0.1), Float64Array.of(1.7, 0)], [[0.8, -0.2], [0.1, 0.6]], [0, 0]],
];

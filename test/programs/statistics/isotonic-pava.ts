interface Block {
  sum: number;
  weight: number;
  count: number;
}

const level = (b: Block): number => b.sum / b.weight;

/** Pool adjacent violators. */
function isotonic(ys: readonly number[], ws: readonly number[]): number[] {
  const stack: Block[] = [];
  ys.forEach((y, i) => {
    let block: Block = { sum: ws[i] * y, weight: ws[i], count: 1 };
    while (stack.length > 0 && level(stack[stack.length - 1]) > level(block)) {
      const previous = stack.pop()!;
      block = { sum: previous.sum + block.sum, weight: previous.weight + block.weight, count: previous.count + block.count };
    }
    stack.push(block);
  });
  return stack.flatMap((b) => Array<number>(b.count).fill(level(b)));
}

/** Cross-entropy of calibrated scores. */
export function f(scores: number[], labels: readonly (0 | 1)[], weights?: number[]): number {
  const ws = weights ?? scores.map(() => 1);
  const fitted = isotonic(scores, ws);
  let loss = 0;
  for (const [i, p] of fitted.entries()) {
    const q = Math.min(Math.max(p, 0.01), 0.99);
    loss -= labels[i] === 1 ? Math.log(q) : Math.log(1 - q);
  }
  return loss;
}

export const wrt = 0;
export const inputs = [
  [[0.2, 0.5, 0.4, 0.3, 0.8], [0, 1, 0, 0, 1]],
  [[0.6, 0.1, 0.7], [1, 0, 1], [1, 2, 0.5]],
];

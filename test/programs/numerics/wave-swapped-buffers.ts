/** A string with fixed ends; three buffers rotate through their roles. */
export function f(speed: number, pluck: number[], damping = 0): number {
  const n = pluck.length;
  const courant2 = (speed * 0.1) ** 2;
  let previous = [...pluck];
  let current = pluck.slice();
  let next = Array<number>(n).fill(0);
  const energies: number[] = [];
  for (let step = 0; step < 7; step++) {
    for (let i = 1; i < n - 1; i++) {
      next[i] = 2 * current[i] - previous[i] + courant2 * (current[i - 1] - 2 * current[i] + current[i + 1]);
      next[i] -= damping * (current[i] - previous[i]);
    }
    next[0] = next[n - 1] = 0;
    [previous, current, next] = [current, next, previous];
    energies.push(current.reduce((e, u, i) => e + (u - previous[i]) ** 2, 0));
    if (!Number.isFinite(energies[energies.length - 1])) break;
  }
  return Math.max(...energies) + energies.reduce((a, b) => a + b) / energies.length;
}

export const wrt = [0, 1];
export const inputs = [
  [3, [0, 0.5, 1, 0.4, 0], 0.1],
  [6, [0, 1, 0.2, 0.3, 0], 0.02],
  [2, [0, 0.3, 0.1]],
];

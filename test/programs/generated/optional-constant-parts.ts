/** Records that vary hold constant parts that may be missing: there are no zeros of what is not there. */
type Part = { x: number; scale: { a: number } | undefined; table: number[] | undefined };

function sum(parts: Part[], depth: number): number {
  if (depth <= 0) return 0;
  let total = 0;
  for (const { x, scale, table } of parts) {
    total += scale === undefined ? x * x : x * scale.a;
    total += table === undefined ? x : x * table[0];
  }
  return total + sum(parts.slice(1), depth - 1);
}

export function f(x: number, scale: { a: number } | undefined, table: number[] | undefined): number {
  const part: Part = { x, scale, table };
  const own: Part = { x: x * x, scale: x > 2 ? { a: 3 } : undefined, table: x > 2 ? [1, 2] : undefined };
  return sum([part, own, part], 2);
}

export const wrt = 0;
export const inputs = [
  [1.5, undefined, undefined],
  [1.5, { a: 5 }, undefined],
  [3, undefined, [0.5]],
];

interface Particle { pos: [number, number]; tag?: { weight: number }; history: number[][]; name: string }
export function f(ps: Particle[], extra: Map<string, number[]>): number {
  const copy = structuredClone(ps);
  const e = structuredClone(extra);
  const shared = [ps[0].history[0], ps[0].history[0], [1, 2]];
  const cloned = structuredClone(shared);
  cloned[0][0] *= 3;
  copy[0].pos[0] += 1;
  copy[0].history[0].push(2);
  copy[1].history = copy[0].history;
  e.get("a")![0] = copy[0].pos[0];
  let s = cloned[1][0] * cloned[2][1];
  for (const p of copy) s += p.pos[0] * p.pos[1] + (p.tag?.weight ?? 1) * p.history.flat().reduce((a, b) => a + b * b, 0);
  for (const v of e.values()) s += v[0] * v.length;
  for (const p of ps) s += p.pos[0] * 0.5;
  return s + copy.filter((p) => p.tag !== undefined).length;
}
export const wrt = [0, 1];
export const inputs = [
  [[{ pos: [1, 2], history: [[1, 2], [3]], name: "a" }, { pos: [0.5, -1], tag: { weight: 2 }, history: [[0.1]], name: "bc" }], new Map([["a", [1, 2]], ["b", [0.4]]])],
];

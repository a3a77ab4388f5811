import { grad } from "cotangent";

export type V = { x: number; y: number };
const sub = (a: V, b: V): V => ({ x: a.x - b.x, y: a.y - b.y });
const norm = (a: V): number => Math.hypot(a.x, a.y);

export function primal(p: V, q: V, rest: number): number {
  const s = norm(sub(p, q)) - rest;
  return 0.5 * s * s;
}

export const derivative = grad(primal);

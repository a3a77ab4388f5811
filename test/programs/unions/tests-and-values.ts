// `test && value || other`, as it was written before there was `?:`. What a test gives that fails is not asked for, whatever it is.
interface Particle { v: number; w: number }

function moves(x: number[]): number {
  let sum = 0;
  const particles: Particle[] = x.map((v, i) => ({ v, w: i + 1 }));
  for (let i = 0; i < x.length; i++) {
    const a = x[i] > 0 && x[i] * x[0] || 2 * x[i] * x[1];
    const b = (x.every((t) => t > -5) && x[i]) || 3;
    const c = x[i] > 10 && 1 || x[i] < -10 && 2 || x[i] ** 2;
    const p = x[i] > 0.1 && particles[i] || particles[0];
    const q = (i === 1 && x[1] > 0 && { v: x[2], w: 2 }) || p;
    const n = i && x[i] * 3 || x[2] * 0.5;
    p.v *= 1.5;
    // A value that counts as false goes on to the other.
    const z = i % 2 === 0 && 0 * x[i] || x[i] * 7;
    const size = i > 1 && "large" || "small, or nothing";
    sum += a * b + c + p.v * q.w + q.v * n + z + size.length * x[i];
  }
  return sum;
}

function lookups(x: number[]): number {
  const known = new Map<string, number>([["a", x[0]]]);
  const options: { p?: number } = x[1] > 0 ? { p: x[1] } : {};
  const log: number[] = [];
  const note = (v: number): number => { log.push(v); return v; };
  let sum = (known.has("b") && known.get("b")) || x[2];
  sum += (options.p !== undefined && options.p * 2) || x[0] * 3;
  sum += (x[0] > 0 && note(x[0] * x[1])) || note(x[2]);
  sum += (x[0] > 100 && (x[1] > 0 && x[0] || 4)) || x[2] * x[2];
  sum *= (log.length > 1 && log[1]) || 1.5;
  const wave = (x[2] > 0 && Math.sin) || Math.cos;
  const list = (x[0] > 0 && [x[0], x[1]]) || [x[2], x[2], x[2]];
  for (const v of list) sum += v * v;
  return sum + wave(x[0]);
}

export const f = (x: number[]): number => moves(x) * 0.1 + lookups(x);
export const wrt = 0;
export const inputs = [[[0.5, 1.2, -0.7]], [[0.5, -1.2, 0.9]], [[-0.05, -1, 2]]];

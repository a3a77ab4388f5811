type V = { x: number; y: number };

export function derivative(p: V, q: V, rest: number): V {
  const x = p.x - q.x;
  const y = p.y - q.y;
  const r = Math.hypot(x, y);
  // reverse sweep
  const s_bar = r - rest;
  return r === 0 ? { x: 0, y: 0 } : { x: (s_bar * x) / r, y: (s_bar * y) / r };
}

export function f(x: number, n: number): number {
  const pts: { x: number; pinned?: boolean; w?: number }[] = [];
  for (let i = 0; i < n; i++) pts.push({ x: x * i, ...(i === 0 && { pinned: true }), ...(i > 1 && { w: x }) });
  let s = 0;
  for (const p of pts) s += p.pinned ? p.x + 1 : p.x * p.x * (p.w ?? 2);
  return s;
}
export const wrt = 0;
export const inputs = [[1.3, 4]];

export function f(x: number[]): number {
  const st: number[] = [], q: number[] = [], out: number[] = [];
  for (let i = 0; i < x.length * 3; i++) {
    st.push(x[i % x.length] * (i + 1));
    if (i % 2) { const a = st.pop()!, b = st.pop() ?? 1; st.push(a * b); }
    q.unshift(st[st.length - 1]);
    if (q.length > 2) out.push(q.pop()! * q[0]);
    if (i === 4) { q.splice(1, 1, x[0], x[1] * q[0]); st.length = Math.min(st.length, 2); }
    if (i === 6) { out.splice(0, 1); out.reverse(); out.push(...q.slice(-2)); }
  }
  const last = out.shift() ?? 0;
  st.concat(q, [x[0]]).forEach((v, i) => { out.push(v * i); });
  return out.reduce((s, v, i) => s + v / (1 + v * v) * (i + 1), last) + (out.at(-1) ?? 0);
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]], [[0.2, 0.9]], [[1.5]]];

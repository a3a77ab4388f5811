enum Op { Add, Mul, Dup, Swap, Neg, Jump }
type Ins = { op: Op; arg?: number };
export function f(x: number[], prog: number[]): number {
  const st: number[] = [...x];
  let pc = 0, steps = 0;
  while (pc < prog.length && steps++ < 30) {
    const ins: Ins = { op: prog[pc] % 6, arg: pc };
    switch (ins.op) {
      case Op.Dup: st.push(st[st.length - 1]);
      // falls through
      case Op.Neg: st[st.length - 1] = -st[st.length - 1] * 0.9; break;
      case Op.Add: { const b = st.pop()!; st[st.length - 1] += b; if (st.length < 2) st.push(x[0]); break; }
      case Op.Swap: { const n = st.length; [st[n - 1], st[n - 2]] = [st[n - 2], st[n - 1]]; break; }
      case Op.Jump: if (st[0] > 0 && steps < 10) { pc = 0; st[0] -= 1; continue; }
      default: st[0] *= 1.1 + (ins.arg ?? 0) * 0.01;
    }
    pc++;
  }
  return st.reduce((a, b, i) => a + Math.sin(b) * (i + 1), 0);
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7], [2, 1, 0, 3, 4, 5, 1]], [[1.5, 1.1], [5, 3, 2, 5]], [[1.5, 0.2], []]];

// A machine whose state is a record of lists, made anew in every step; steps that fail throw, and are caught.
type List<T> = { head: T; tail: List<T> } | null;
interface Entry { at: number; v: number }
interface State { readonly stack: List<number>; readonly steps: number; readonly log: List<Entry> }

const push = (s: State, v: number): State => ({ ...s, stack: { head: v, tail: s.stack }, steps: s.steps + 1 });
function pop(s: State): [number, State] {
  if (s.stack === null) throw new RangeError("empty");
  const { head, tail } = s.stack;
  return [head, { ...s, stack: tail, log: { head: { at: s.steps, v: head }, tail: s.log } }];
}

function run(s: State, ops: string, x: number[], i: number): State {
  if (i === ops.length) return s;
  const op = ops[i];
  if (op === "p") return run(push(s, x[i % x.length]), ops, x, i + 1);
  const [a, one] = pop(s);
  if (op === "s") return run(push(one, Math.sin(a)), ops, x, i + 1);
  const [b, two] = pop(one);
  return run(push(two, op === "*" ? a * b : a + b), ops, x, i + 1);
}

const logged = (l: List<Entry>): number => (l ? l.head.at * l.head.v + logged(l.tail) : 0);

export function f(x: number[]): number {
  let result = 0;
  for (let k = 0; k < 2; k++) {
    try {
      const s = run({ stack: null, steps: k, log: null }, "ppp*s+p*", x, 0);
      if (s.stack !== null) result += s.stack.head * logged(s.log);
      run(s, k === 0 ? "+" : "s", x, 0);
    } catch (e) {
      if (!(e instanceof RangeError)) throw e;
      result *= x[k];
    }
  }
  return result;
}
export const wrt = 0;
export const inputs = [[[0.3, -0.4, 1.1]], [[1.2, 0.5]]];

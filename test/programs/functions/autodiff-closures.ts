/** Reverse-mode differentiation written with closures: each node keeps the function that sends its gradient back. */
interface Node {
  value: number;
  grad: number;
  back: () => void;
  parents: Node[];
}

const constant = (value: number): Node => ({ value, grad: 0, back: () => {}, parents: [] });

function unary(a: Node, value: number, slope: number): Node {
  const out: Node = { value, grad: 0, back: () => {}, parents: [a] };
  out.back = () => {
    a.grad += slope * out.grad;
  };
  return out;
}
const mul = (a: Node, b: Node): Node => {
  const out: Node = { value: a.value * b.value, grad: 0, back: () => {}, parents: [a, b] };
  out.back = () => {
    a.grad += b.value * out.grad;
    b.grad += a.value * out.grad;
  };
  return out;
};
const add = (a: Node, b: Node): Node => {
  const out: Node = { value: a.value + b.value, grad: 0, back: () => {}, parents: [a, b] };
  out.back = () => {
    a.grad += out.grad;
    b.grad += out.grad;
  };
  return out;
};
const tanh = (a: Node): Node => {
  const t = Math.tanh(a.value);
  return unary(a, t, 1 - t * t);
};

function backward(root: Node): void {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const visit = (n: Node): void => {
    if (seen.has(n)) return;
    seen.add(n);
    n.parents.forEach(visit);
    order.push(n);
  };
  visit(root);
  root.grad = 1;
  for (const n of order.reverse()) n.back();
}

export function f(x: number, w: number): number {
  const a = constant(x);
  const b = constant(w);
  let h = a;
  for (let i = 0; i < 2; i++) h = tanh(add(mul(h, b), a));
  const loss = mul(h, h);
  backward(loss);
  return b.grad - 0.5 * a.grad * loss.value;
}

export const wrt = [0, 1];
export const inputs = [
  [0.8, 0.7],
  [0.3, -0.4],
];

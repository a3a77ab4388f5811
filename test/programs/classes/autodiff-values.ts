/** A small reverse-mode autodiff of its own, inside the function that is differentiated. */
class Value {
  grad = 0;
  private backward: () => void = () => {};
  constructor(public data: number, private readonly parents: Value[] = []) {}
  add(other: Value | number): Value {
    const o = other instanceof Value ? other : new Value(other);
    const out = new Value(this.data + o.data, [this, o]);
    out.backward = () => {
      this.grad += out.grad;
      o.grad += out.grad;
    };
    return out;
  }
  mul(o: Value): Value {
    const out = new Value(this.data * o.data, [this, o]);
    out.backward = () => {
      this.grad += o.data * out.grad;
      o.grad += this.data * out.grad;
    };
    return out;
  }
  tanh(): Value {
    const t = Math.tanh(this.data);
    const out = new Value(t, [this]);
    out.backward = () => {
      this.grad += (1 - t * t) * out.grad;
    };
    return out;
  }
  run(): void {
    const order: Value[] = [];
    const seen = new Set<Value>();
    const visit = (v: Value): void => {
      if (seen.has(v)) return;
      seen.add(v);
      v.parents.forEach(visit);
      order.push(v);
    };
    visit(this);
    this.grad = 1;
    for (let i = order.length - 1; i >= 0; i--) order[i].backward();
  }
}

export function f(x: number, w: number): number {
  const a = new Value(x);
  const b = new Value(w);
  const y = a.mul(b).add(a).add(0.3).tanh().mul(b);
  y.run();
  return y.data + a.grad * b.grad;
}

export const wrt = [0, 1];
export const inputs = [
  [0.3, 1.5],
  [-1.1, 0.5],
];

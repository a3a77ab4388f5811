// Objects with functions that other code changes: what they hold is not what their initializers give.
import { grad } from "cotangent";

class Layer {
  constructor(
    public w: number[],
    public act: (x: number) => number,
  ) {}
  forward(x: number): number {
    return this.act(this.w[0] * x + this.w[1]); //~ error
  }
}
const net = [new Layer([0.1, 0.2], Math.tanh), new Layer([1, 0], (x) => x)]; //~ error
for (const l of net) l.w[0] += 1;
const layer = new Layer([0.1, 0.2], Math.tanh); //~ error
function tune(l: Layer) {
  l.w[0] = 3;
}
tune(layer);
function box(v: number) {
  let value = v;
  return {
    get: (x: number) => x * value,
    set: (n: number) => {
      value = n; //~ error
    },
  };
}
const gain = box(2);
gain.set(5);

function f(x: number): number {
  let h = gain.get(x); //~ error
  for (const l of net) h = l.forward(h);
  return layer.forward(h);
}

export const gradient = grad(f);

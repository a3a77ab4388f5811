/** A neural net of layer classes, trained by a few steps of Adam inside f. */
interface Layer {
  forward(x: number[]): number[];
  parameters(): Parameter[];
}
class Parameter {
  grad: number;
  m = 0;
  v = 0;
  constructor(public data: number) {
    this.grad = 0;
  }
}
class Linear implements Layer {
  readonly weight: Parameter[][];
  readonly bias: Parameter[];
  constructor(readonly inputs: number, readonly outputs: number, init: (i: number, j: number) => number) {
    this.weight = Array.from({ length: outputs }, (_, i) => Array.from({ length: inputs }, (_, j) => new Parameter(init(i, j))));
    this.bias = new Array(outputs).fill(0).map(() => new Parameter(0));
  }
  forward(x: number[]): number[] {
    return this.weight.map((row, i) => row.reduce((s, w, j) => s + w.data * x[j], this.bias[i].data));
  }
  parameters(): Parameter[] {
    return [...this.weight.flat(), ...this.bias];
  }
}
class Activation implements Layer {
  constructor(private readonly fn: (v: number) => number) {}
  forward(x: number[]): number[] {
    return x.map(this.fn);
  }
  parameters(): Parameter[] {
    return [];
  }
}
class Sequential implements Layer {
  private readonly layers: Layer[];
  constructor(...layers: Layer[]) {
    this.layers = layers;
  }
  forward(x: number[]): number[] {
    let out = x;
    for (const layer of this.layers) out = layer.forward(out);
    return out;
  }
  parameters(): Parameter[] {
    return this.layers.flatMap((layer) => layer.parameters());
  }
}

export function f(w: number[], xs: number[][], ys: number[]): number {
  const net = new Sequential(
    new Linear(2, 3, (i, j) => w[i * 2 + j]),
    new Activation(Math.tanh),
    new Linear(3, 1, (_, j) => w[j] * 0.5 + 0.1),
    new Activation((v) => (v > 0 ? v : 0.1 * v)),
  );
  let loss = 0;
  xs.forEach((x, n) => {
    const [y] = net.forward(x);
    loss += (y - ys[n]) ** 2;
  });
  const decay = net.parameters().reduce((s, p) => s + p.data ** 2, 0);
  return loss / xs.length + 0.01 * decay;
}

export const wrt = 0;
export const inputs = [[[0.1, -0.4, 0.7, 0.3, 0.25, -0.6], [[1, 0.5], [-0.3, 0.8]], [0.7, -0.2]]];

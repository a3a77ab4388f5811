type Activation = (x: number) => number;
const activations = {
  relu: (x: number) => (x > 0 ? x : 0),
  gelu: (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  tanh: Math.tanh,
  identity: (x: number) => x,
} as const satisfies Record<string, Activation>;
type ActivationName = keyof typeof activations;

interface LayerParameters {
  weights: number[][];
  bias: number[];
}

abstract class Layer {
  abstract forward(x: readonly number[]): number[];
  regularization(): number {
    return 0;
  }
}

class Dense extends Layer {
  readonly #params: LayerParameters;
  readonly #activation: Activation;
  constructor(params: LayerParameters, activation: ActivationName = "identity") {
    super();
    this.#params = params;
    this.#activation = activations[activation];
  }
  forward(x: readonly number[]): number[] {
    const { weights, bias } = this.#params;
    return weights.map((row, i) => this.#activation(row.reduce((s, w, j) => s + w * x[j], bias[i])));
  }
  override regularization(): number {
    return this.#params.weights.flat().reduce((s, w) => s + w * w, 0);
  }
}

class LayerNorm extends Layer {
  constructor(private readonly epsilon = 1e-5) {
    super();
  }
  forward(x: readonly number[]): number[] {
    const mean = x.reduce((a, b) => a + b, 0) / x.length;
    const variance = x.reduce((s, v) => s + (v - mean) ** 2, 0) / x.length;
    return x.map((v) => (v - mean) / Math.sqrt(variance + this.epsilon));
  }
}

class Sequential extends Layer {
  private readonly layers: Layer[];
  constructor(...layers: Layer[]) {
    super();
    this.layers = layers;
  }
  forward(x: readonly number[]): number[] {
    return this.layers.reduce<number[]>((h, layer) => layer.forward(h), [...x]);
  }
  override regularization(): number {
    return this.layers.reduce((s, layer) => s + layer.regularization(), 0);
  }
}

export function f(params: LayerParameters[], batch: { x: number[]; y: number }[], hidden: ActivationName, decay = 1e-2): number {
  const net = new Sequential(new Dense(params[0], hidden), new LayerNorm(), new Dense(params[1]));
  const mse = batch.reduce((s, { x, y }) => s + (net.forward(x)[0] - y) ** 2, 0) / batch.length;
  return mse + decay * net.regularization();
}

export const wrt = 0;
export const h = 0.01;
const params = [
  { weights: [[0.3, -0.6], [0.8, 0.1], [-0.2, 0.5]], bias: [0.1, 0, -0.1] },
  { weights: [[0.7, -0.3, 0.2]], bias: [0.05] },
];
const batch = [{ x: [1, 0.5], y: 0.3 }, { x: [-0.4, 1.2], y: -0.7 }];
export const inputs = [
  [params, batch, "gelu"],
  [params, batch, "tanh", 0.1],
  [params, batch, "relu"],
];

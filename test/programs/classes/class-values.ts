/** Classes as values: in tables by name, in lists, chosen, handed to functions that make instances, kept in fields. */
abstract class Layer {
  abstract apply(v: number): number;
}
class Affine extends Layer {
  constructor(
    readonly a: number,
    readonly b: number,
  ) {
    super();
  }
  apply(v: number): number {
    return this.a * v + this.b;
  }
}
class Power extends Layer {
  private readonly exponent: number;
  constructor(...parameters: number[]) {
    super();
    this.exponent = 1 + parameters.length / 2;
  }
  apply(v: number): number {
    return Math.abs(v) ** this.exponent;
  }
}
class Saturating extends Affine {
  override apply(v: number): number {
    return Math.tanh(super.apply(v));
  }
}
class Twice extends Layer {
  #inner: Layer;
  constructor(a: number, b: number, kind: LayerClass = Saturating) {
    super();
    this.#inner = new kind(b, a);
  }
  apply(v: number): number {
    return this.#inner.apply(this.#inner.apply(v));
  }
}

type LayerClass = new (a: number, b: number) => Layer;
const byName: Record<string, LayerClass> = { affine: Affine, power: Power, twice: Twice };
const registry = new Map<string, LayerClass>([
  ["saturating", Saturating],
  ["twice", Twice],
]);
registry.set("power", Power);
const inOrder = [Affine, Twice, Saturating] as const;
interface Plugin<T extends Layer> {
  readonly kind: new (a: number, b: number) => T;
  readonly weight: number;
}
const plugins: readonly Plugin<Layer>[] = [
  { kind: Affine, weight: 0.5 },
  { kind: Power, weight: -2 },
];

class Pool<T> {
  private readonly free: T[] = [];
  made = 0;
  constructor(private readonly kind: new () => T) {}
  take(): T {
    const known = this.free.pop();
    if (known !== undefined) return known;
    this.made++;
    return new this.kind();
  }
  give(item: T): void {
    this.free.push(item);
  }
}
class Cell {
  level = 0;
  gain = 1;
}

const build = <T extends Layer>(plugin: Plugin<T>, a: number): T => new plugin.kind(a, plugin.weight);

function through(names: readonly string[], x: readonly number[], v: number): number {
  let y = v;
  for (const name of names) {
    try {
      y = new byName[name](x[0], x[1]).apply(y);
    } catch (error) {
      y *= error instanceof TypeError ? x[1] : 0;
    }
  }
  return y;
}

function pooled(x: readonly number[]): number {
  const pool = new Pool(Cell);
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const [one, other] = [pool.take(), pool.take()];
    one.level += x[0] * i;
    other.gain *= x[1];
    sum += one.level * other.gain;
    pool.give(one);
    if (i % 2 === 1) pool.give(other);
  }
  return sum + pool.made;
}

export function f(x: readonly number[]): number {
  let v = through(["affine", "missing", "power", "twice"], x, 0.4);
  for (const name of ["saturating", "power", "none", "twice"]) {
    const kind = registry.get(name);
    if (kind) v += new kind(x[0], x[1]).apply(x[0]);
  }
  for (const Kind of inOrder) v = new Kind(x[1], x[0]).apply(v) + 0.1;
  const chosen: LayerClass = x[0] > 0 ? inOrder[0] : Power;
  v += new chosen(...([x[0], 2] as [number, number])).apply(v);
  if (chosen === Affine) v += x[0] ** 2;
  const layers = plugins.map((plugin) => build(plugin, x[0]));
  return layers.reduce((sum, layer) => sum + layer.apply(v) * (layer instanceof Affine ? 2 : 1), pooled(x));
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];

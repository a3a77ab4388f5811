/** Classes that statements register by name, and what is asked of a class that is a value: its statics, whether something is of it. */
abstract class Shape {
  static readonly sides: number = 0;
  static weight = 2;
  static grown(v: number): number {
    return v * 2;
  }
  abstract area(): number;
  scaled(k: number): number {
    return this.area() * k * k;
  }
}
class Circle extends Shape {
  static override readonly sides = 1;
  constructor(readonly radius: number) {
    super();
  }
  area(): number {
    return Math.PI * this.radius ** 2;
  }
}
class Square extends Shape {
  static override readonly sides = 4;
  static override grown(v: number): number {
    return super.grown(v) + Square.sides;
  }
  constructor(readonly side: number) {
    super();
  }
  area(): number {
    return Square.grown(this.side) * this.side;
  }
}

type ShapeClass = new (size: number) => Shape;
const shapes: Record<string, ShapeClass> = {};
shapes.circle = Circle;
shapes["square"] = Square;

const registry: Record<string, ShapeClass> = {};
function register(name: string, kind: ShapeClass): void {
  registry[name] = kind;
}
register("circle", Circle);
register("square", Square);

const table = new Map<string, ShapeClass>();
const add = (name: string, kind: ShapeClass): ShapeClass => {
  table.set(name, kind);
  return kind;
};
add("circle", Circle);
add("square", Square);

/** Components are found by their class. */
class Component {
  constructor(public v: number) {}
}
class Position extends Component {}
class Speed extends Component {}
class Entity {
  private readonly components = new Map<typeof Component, Component>();
  /** A name that a function of the module has, too. */
  register(kind: typeof Component, v: number): this {
    this.components.set(kind, new kind(v));
    return this;
  }
  get(kind: typeof Component): Component {
    const found = this.components.get(kind);
    if (found === undefined) throw new Error(`no ${kind.name}`);
    return found;
  }
}

function named(x: readonly number[]): number {
  let s = 0;
  for (const name of ["circle", "square", "none"]) {
    const kind = shapes[name];
    if (kind !== undefined) s += new kind(x[0]).area() * x[1];
  }
  s += Object.keys(registry).reduce((sum, name, i) => sum + new registry[name](x[i]).scaled(x[0]), 0);
  for (const [name, kind] of table) s += new kind(x[1]).area() * name.length;
  return s;
}

function asked(x: readonly number[]): number {
  let s = 0;
  const kinds = [Circle, Square];
  for (const kind of kinds) {
    const shape = new kind(x[0]);
    s += shape.area() * kind.grown(x[1]) + kind.sides * kind.weight * x[0] ** 2 + kind.name.length;
    for (const other of kinds) if (shape instanceof other) s += x[1] ** 2 * other.sides;
  }
  return s;
}

function moved(x: readonly number[]): number {
  const one = new Entity().register(Position, x[0]).register(Speed, x[1]);
  const other = new Entity().register(Position, x[1]);
  let missing = 0;
  for (let step = 0; step < 3; step++) {
    for (const entity of [one, other]) {
      try {
        entity.get(Position).v += entity.get(Speed).v * 0.1 * entity.get(Position).v;
      } catch {
        missing += x[1];
      }
    }
  }
  return one.get(Position).v * other.get(Position).v + missing ** 2;
}

function local(x: readonly number[]): number {
  class Gain {
    constructor(protected readonly k: number) {}
    apply(v: number): number {
      return v * this.k * x[0];
    }
  }
  class Clip extends Gain {
    static limit = 1.5;
    override apply(v: number): number {
      return Math.min(super.apply(v), Clip.limit * this.k);
    }
  }
  const stages: Record<string, typeof Gain> = { gain: Gain, clip: Clip };
  const uses = new Map<typeof Gain, number>();
  let v = x[1];
  for (const name of ["gain", "gain", "clip", "gain"]) {
    const stage = stages[name];
    uses.set(stage, (uses.get(stage) ?? 0) + 1);
    const made = new stage(x[1]);
    v = made.apply(v) + (made instanceof Clip ? x[0] : 0);
  }
  const last = x[0] > 0 ? Gain : Clip;
  return v * (uses.get(Gain) ?? 0) + (last === Gain ? x[0] ** 3 : uses.size);
}

export function f(x: readonly number[]): number {
  return named(x) + asked(x) * moved(x) + local(x);
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];

/** Recursions that pass a new list or map, and beside that an argument of another class, one that is missing, or other text. */
abstract class Shape {
  readonly log: number[] = [];
  constructor(readonly size: number) {}
  abstract area(): number;
}
class Square extends Shape {
  override area(): number {
    return this.size * this.size;
  }
}
class Disc extends Shape {
  override area(): number {
    return 3 * this.size * this.size * this.size;
  }
}

function nested(shape: Shape, depth: number, x: number): number {
  const own = shape.area() + shape.log.length;
  if (depth === 0) return own;
  shape.log.push(depth);
  return own + 0.5 * nested(depth === 2 ? new Square(x * depth) : new Disc(x * depth), depth - 1, x);
}

interface Holder {
  shape: Shape;
  notes: number[];
}
function held({ shape, notes }: Holder, depth: number, x: number): number {
  const own = shape.area() + notes.length;
  if (depth === 0) return own;
  notes.push(depth);
  return own + 0.5 * held({ shape: new Square(x * depth), notes: [] }, depth - 1, x);
}

function scaled(list: number[], x: number, depth: number, scale = 2): number {
  if (depth === 0) return x * scale * (list.length + 1);
  return scaled([], x, depth - 1) + scaled(list, x, depth - 1, 5);
}

function based(notes: Map<string, number>, x: number, depth: number, base: number[] = [x, x]): number {
  if (depth === 0) return (notes.get("first") ?? 1) * base.reduce((s, v) => s + v * v, 0);
  const found = depth > 1 ? [x * 3] : undefined;
  return based(new Map<string, number>(), x, depth - 1, found) + base[0]!;
}

function named(name: string, list: number[], x: number): number {
  if (name === "what?1") return named("what?2", [], x * x) + list.length;
  return name === "what?2" ? 3 * x + list.length : named("what?1", [], 2 * x);
}

interface Step {
  run: (v: number) => number;
  memo: number[];
}
function applied(step: Step, depth: number, x: number): number {
  const value = step.run(x) + step.memo.length;
  step.memo.push(value);
  return depth === 0 ? value : value + applied({ run: (v) => v * v * depth, memo: [] }, depth - 1, x);
}

export function f(x: number): number {
  const shapes = nested(new Disc(x), 3, x) + held({ shape: new Disc(x), notes: [] }, 2, x) + scaled([1], x, 2, x);
  const notes = based(new Map([["first", x]]), x, 2, [x]) + named("first", [1], x);
  return shapes + notes + applied({ run: Math.sin, memo: [] }, 3, x);
}
export const wrt = 0;
export const inputs = [[0.7], [-1.2]];

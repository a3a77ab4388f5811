// Objects that are frozen when they are made, or when they are complete; what they refer to may change.
interface Particle {
  readonly x: number;
  readonly y: number;
  readonly tags: readonly string[];
}

const make = (x: number, y: number): Particle => Object.freeze({ x, y, tags: Object.freeze(["a", "b"]) });
const moved = (p: Particle, d: number): Particle => Object.freeze({ ...p, x: p.x + d });

class Vector {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
    Object.freeze(this);
  }
  plus(other: Vector): Vector {
    return new Vector(this.x + other.x, this.y * other.y);
  }
}

function powers(x: number): readonly number[] {
  const list: number[] = [];
  for (let i = 0; i < 3; i++) list.push(x ** i);
  list[0]! += x;
  Object.freeze(list);
  return list;
}

function late(x: number): number {
  const o = { v: x, w: [x] };
  o.v *= 2;
  Object.freeze(o);
  o.w[0] = 3 * x;
  o.w.push(x);
  return o.v * o.w[0]! + o.w[1]!;
}

export function f(x: number, y: number): number {
  let p = make(x, y);
  for (let i = 0; i < 3; i++) p = moved(p, x * i);
  const v = new Vector(p.x, p.y).plus(new Vector(y, 3));
  const w = Object.freeze([...[x, 2], x * y]);
  const copy = [...w];
  copy[0] = 7;
  copy.push(x);
  const [a, b] = [powers(x), powers(y)];
  return v.x * v.y + w[2]! * copy.length + copy[3]! + p.tags.length * x + a[0]! * b[2]! + late(x * y);
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.7],
  [-0.4, 2],
];

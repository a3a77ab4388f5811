export abstract class Solid {
  constructor(readonly size: number) {}
  abstract volume(): number;
  grown(by: number): this {
    return new (this.constructor as new (size: number) => this)(this.size * by);
  }
}
export class Ball extends Solid {
  volume(): number {
    return (4 / 3) * Math.PI * this.size ** 3;
  }
}
export class Cube extends Solid {
  volume(): number {
    return this.size ** 3;
  }
}

/** The volume of balls and cubes in turn, each grown while it is small. */
export function totalVolume(sizes: readonly number[]): number {
  const solids = sizes.map((size, i): Solid => (i % 2 === 0 ? new Ball(size) : new Cube(size)));
  let total = 0;
  for (let solid of solids) {
    while (solid.size < 0.5) solid = solid.grown(1.5);
    total += solid instanceof Ball ? 2 * solid.volume() : solid.volume() * solid.size;
  }
  return total;
}

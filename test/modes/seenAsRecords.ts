/** Instances that a function knows by an interface: what it takes for a field may be a getter of their class. */
import { grad, vjp } from "cotangent";
import { same } from "./_same.js";

interface Measured {
  readonly length: number;
  stiffness: number;
}

class Segment {
  constructor(
    private readonly from: number,
    private readonly to: number,
    public stiffness: number,
  ) {}
  get length(): number {
    return this.to - this.from;
  }
}

class Marked extends Segment {
  get [Symbol.toStringTag](): string {
    return "Marked";
  }
}

const one = (s: Measured): number => s.length ** 2 * s.stiffness;
const all = (list: readonly Measured[]): number => list.reduce((sum, s) => sum + one(s), 0);
const partsOf = (s: { length: number; stiffness: number }): number[] => [s.length, s.stiffness];

const list = [new Segment(1, 4, 2), { length: 2, stiffness: 3 }, new Marked(0, 1, 5)];
same("alone", partsOf(grad(one)(new Segment(1, 4, 2))), [12, 9]);
same("in a list", grad(all)(list).map(partsOf), [
  [12, 9],
  [12, 4],
  [10, 1],
]);
const { pullback } = vjp(all)(list);
same("once", pullback(1)[0].map(partsOf)[0], [12, 9]);
same("twice", pullback(2)[0].map(partsOf)[0], [24, 18]);

class Tagged {
  constructor(public value: number) {}
  get [Symbol.toStringTag](): string {
    return "Tagged";
  }
  square(): number {
    return this.value ** 2;
  }
}
const squares = (list: Tagged[]): number => list.reduce((sum, t) => sum + t.square(), 0);
same(
  "a class with a name of its own",
  grad(squares)([new Tagged(3), new Tagged(2)]).map(({ value }) => value),
  [6, 4],
);

export { results } from "./_same.js";

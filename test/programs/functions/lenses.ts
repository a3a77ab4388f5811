/** Lenses, as constants of the module: as records of functions, by the name of a field, composed, as instances, in tables. */
interface Lens<S, A> {
  readonly get: (whole: S) => A;
  readonly set: (whole: S, part: A) => S;
}
interface Vector {
  readonly x: number;
  readonly y: number;
}
interface Body {
  readonly position: Vector;
  readonly velocity: Vector;
  readonly mass: number;
}

const compose = <A, B, C>(outer: Lens<A, B>, inner: Lens<B, C>): Lens<A, C> => ({
  get: (whole) => inner.get(outer.get(whole)),
  set: (whole, part) => outer.set(whole, inner.set(outer.get(whole), part)),
});
const over =
  <S, A>(lens: Lens<S, A>, change: (part: A) => A) =>
  (whole: S): S =>
    lens.set(whole, change(lens.get(whole)));
const field = <S, K extends keyof S>(name: K): Lens<S, S[K]> => ({
  get: (whole) => whole[name],
  set: (whole, part) => ({ ...whole, [name]: part }),
});

const position: Lens<Body, Vector> = { get: (body) => body.position, set: (body, v) => ({ ...body, position: v }) };
const horizontal: Lens<Vector, number> = { get: (v) => v.x, set: (v, x) => ({ ...v, x }) };
const place = compose(position, horizontal);
const mass = field<Body, "mass">("mass");
const climb = compose(field<Body, "velocity">("velocity"), field<Vector, "y">("y"));
const parts = { position, vertical: { get: (v: Vector) => v.y, set: (v: Vector, y: number) => ({ ...v, y }) } };
const table = { height: compose(parts.position, parts.vertical) };

class Optic<S, A> {
  constructor(
    readonly get: (whole: S) => A,
    readonly set: (part: A, whole: S) => S,
  ) {}
  static of<S>() {
    return <K extends keyof S>(name: K) =>
      new Optic<S, S[K]>(
        (whole) => whole[name],
        (part, whole) => ({ ...whole, [name]: part }),
      );
  }
  then<B>(next: Optic<A, B>): Optic<S, B> {
    return new Optic(
      (whole) => next.get(this.get(whole)),
      (part, whole) => this.set(next.set(part, this.get(whole)), whole),
    );
  }
  modify(change: (part: A) => A): (whole: S) => S {
    return (whole) => this.set(change(this.get(whole)), whole);
  }
}
const speed = Optic.of<Body>()("velocity").then(Optic.of<Vector>()("x"));

const element = (i: number): Lens<readonly number[], number> => ({
  get: (list) => list[i],
  set: (list, v) => list.map((old, k) => (k === i ? v : old)),
});
const first = element(0);
const second = element(1);

export function f(x: readonly number[]): number {
  const [a, b] = over(second, (v) => v * v)(over(first, (v) => v + x[1])(x));
  let body: Body = { position: { x: a, y: b }, velocity: { x: 1, y: x[0] }, mass: x[1] };
  for (let step = 0; step < 3; step++) {
    body = over(place, (v) => v + 0.1 * speed.get(body))(body);
    body = over(mass, (m) => m * 0.9)(over(climb, (v) => v * v - mass.get(body))(body));
    body = speed.modify((v) => Math.sin(v) * x[1])(body);
    if (table.height.get(body) > 0) body = table.height.set(body, climb.get(body) ** 3);
  }
  return place.get(body) * body.position.y + mass.get(body) * body.velocity.y + speed.get(body);
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];

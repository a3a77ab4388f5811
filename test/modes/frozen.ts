/** Writes to what may be frozen: carried out where it is not, and thrown where it is, as modules do. */
import { grad, hessian, jvp, vjp } from "cotangent";
import { num, same } from "./_same.js";

/** The class of what a call throws. */
function thrown(run: () => unknown): string {
  try {
    run();
    return "nothing";
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

/** One object under a name that is only known when the function runs. */
function listed(x: number, writes: boolean): number {
  const cell = { v: x };
  const list = [cell];
  Object.freeze(cell);
  if (writes) list[0]!.v = 3 * x;
  return list[0]!.v * x;
}
same("a write that does not happen", grad((x: number) => listed(x, false))(1.3), 2.6);
same(
  "a write that does",
  thrown(() => grad((x: number) => listed(x, true))(1.3)),
  "TypeError",
);

class Builder {
  private readonly parts: number[] = [];
  add(v: number): this {
    this.parts.push(v);
    return this;
  }
  build(): readonly number[] {
    return Object.freeze(this.parts);
  }
}

/** Several that are built and frozen, one after the other. */
function built(x: number): number {
  let s = 0;
  for (let i = 0; i < 2; i++) {
    const a = new Builder()
      .add(x)
      .add(x * i)
      .build();
    const b = new Builder().add(s);
    b.add(x);
    s += a[1]! * b.build()[1]! + a.length * x;
  }
  return s;
}
same("built", grad(built)(1.3), num(built, 1.3));
same("built, along", jvp(built)([1.3], [1]).tangent, num(built, 1.3));
same("built, back", vjp(built)(1.3).pullback(2)[0], 2 * num(built, 1.3));
same("built, twice", hessian(built)(1.3), num(grad(built), 1.3));

function misused(x: number): number {
  const builder = new Builder().add(x);
  const parts = builder.build();
  builder.add(2);
  return parts[0]! * x;
}
same(
  "misused",
  thrown(() => grad(misused)(1.3)),
  "TypeError",
);

/** Frozen in a later iteration than it is made in. */
function grown(x: number, n: number): number {
  const list: number[] = [];
  let s = 0;
  for (let i = 0; i < n; i++) {
    list.push(x * i);
    s += list.length * list[i]!;
    if (i === 2) Object.freeze(list);
  }
  return s;
}
same(
  "grown",
  grad((x: number) => grown(x, 3))(1.3),
  num((x) => grown(x, 3), 1.3),
);
same(
  "grown too long",
  thrown(() => grad((x: number) => grown(x, 4))(1.3)),
  "TypeError",
);

/** The entries of a frozen map may change. */
function entries(x: number): number {
  const map = Object.freeze(new Map([["a", x]]));
  map.set("b", x * x);
  return map.get("a")! * map.get("b")!;
}
same("entries", grad(entries)(1.3), num(entries, 1.3));

/** A helper fills what is frozen afterwards. */
function fill(list: number[], x: number, n: number): void {
  for (let i = 0; i < n; i++) list.push(x ** i);
}
function filled(x: number): number {
  const list: number[] = [];
  fill(list, x, 3);
  const done = Object.freeze(list);
  return done[2]! * done.length;
}
same("filled", grad(filled)(1.3), num(filled, 1.3));

export { results } from "./_same.js";

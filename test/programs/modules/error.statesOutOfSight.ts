// What initializers have made keeps a state, in functions that no name in them leads to, or that others change for them.
import { grad } from "cotangent";

type Curve = (v: number) => number;

function counter() {
  let n = 1;
  return {
    increase(): void {
      n++; //~ error
    },
    get: (): number => n,
  };
}
const run = <T>(make: () => T): T => make();
const makers = { counter: () => counter() };
interface Factory {
  make(): ReturnType<typeof counter>;
}
class Counters implements Factory {
  make() {
    return counter();
  }
  get fresh() {
    return counter();
  }
}
const from = (factory: Factory) => factory.make();

const byName = run(counter);
const byCall = run(() => counter());
const atOnce = (() => counter())();
const byKey = ((key: "counter") => makers[key]())("counter");
const byMethod = from(new Counters());
const byAccessor = new Counters().fresh;
const [ofList] = [1].map(counter);
const all = [byName, byCall, atOnce, byKey, byMethod, byAccessor, ofList];
for (const one of all) one.increase();

const append = (list: Curve[], curve: Curve): void => {
  list[list.length] = curve;
};
class Sum {
  private readonly curves: Curve[] = [];
  register(curve: Curve): this {
    append(this.curves, curve); //~ error
    return this;
  }
  at = (v: number): number => this.curves.reduce((sum, curve) => sum + curve(v), 0); //~ error
}
const registered = new Sum();
registered.register((v) => v * v);

const sumOf = () => {
  const curves: Curve[] = [];
  return { all: () => curves, at: (v: number) => curves.reduce((sum, curve) => sum + curve(v), 0) }; //~ error
};
const given = sumOf();
given.all().push((v) => v * v);

class Scale {
  constructor(public k: number) {}
}
const scaledBy = (scale: Scale) => ({ scale: () => scale, at: (v: number) => v * scale.k }); //~ error
const scaled = scaledBy(new Scale(2));
const { scale } = scaled;
scale().k = 5;

function f(x: number): number {
  let s = byName.get() + byCall.get() + atOnce.get() + byKey.get() + byMethod.get() + byAccessor.get(); //~ error
  s += ofList.get(); //~ error
  return s * x + registered.at(x) + given.at(x) + scaled.at(x); //~ error
}

export const gradient = grad(f);

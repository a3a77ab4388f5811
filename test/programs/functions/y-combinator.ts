type Rec = (n: number) => number;
interface Self {
  (self: Self): Rec;
}

const Y = (gen: (rec: Rec) => Rec): Rec => {
  const inner: Self = (self) => gen((n) => self(self)(n));
  return inner(inner);
};

const church = {
  zero: () => (v: number) => v,
  succ: (n: (fn: Rec) => Rec) => (fn: Rec) => (v: number) => fn(n(fn)(v)),
  add: (a: (fn: Rec) => Rec, b: (fn: Rec) => Rec) => (fn: Rec) => (v: number) => a(fn)(b(fn)(v)),
};

export function f(x: number, y: number): number {
  const power = Y((rec) => (n) => (n <= 0 ? 1 : x * rec(n - 1)));
  const mixed = Y((rec) => (n) => (n < 1 ? y : n % 2 < 1 ? rec(n - 1) * x : Math.sin(rec(n - 2))));
  const two = church.succ(church.succ(church.zero));
  const three = church.succ(two);
  const five = church.add(two, three);
  return power(5) + mixed(6) * five((v) => v * y + 0.1)(x);
}

export const wrt = [0, 1];
export const inputs = [
  [0.8, 0.7],
  [1.1, -0.4],
];

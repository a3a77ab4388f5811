/** Markers wherever an expression may stand, and captures with any name: `args`, `into`, `v`, this of fields, defaults, generators. */
import { grad, hessian, hvp, jacobian, jvp, valueAndGrad } from "cotangent";
import { same } from "./_same.js";

function a1(args: number, tangents: number) {
  const f = (x: number): number => x * args + x * x * tangents;
  return jvp(f)([2], [1]).tangent;
}
same("jvp names", a1(3, 5), 3 + 20);
function a2(into: number) {
  const f = (x: number[]): number => x[0] ** 2 * into;
  return grad(f, { into: true })([0], [3])[0];
}
same("into name", a2(7), 42);
function a3(v: number, argument0: number, argument1: number) {
  const f = (x: number[], v2: number): number => x[0] ** 2 * v * argument0 * argument1 * v2;
  return [hvp(f)([1], 2, [1])[0], grad(f, { wrt: 1 })([1], 2)];
}
same("hvp names", a3(2, 3, 5), [120, 30]);
function a4(argument0: number) {
  const f = ({ x, y }: { x: number; y: number }): number => x * y * argument0;
  return grad(f)({ x: 2, y: 3 });
}
same("pattern", a4(5), { x: 15, y: 10 });
function a5(x: number) {
  const f = (y: number): number => {
    const x2 = x;
    {
      const x = y;
      return x * x2;
    }
  };
  return grad(f)(3);
}
same("shadow inside", a5(4), 4);
class K {
  k = 3;
  g = grad((x: number) => x * x * this.k);
  static s = grad((x: number) => x ** 3);
  h() {
    return [1, 2].map((i) => grad((x: number) => x * this.k * i)(1));
  }
  get q() {
    return valueAndGrad((x: number) => x * this.k)(2);
  }
}
const kk = new K();
kk.k = 4;
same("class", [kk.g(1), K.s(2), kk.h(), kk.q.grad], [8, 12, [4, 8], 4]);
function a6(k = 6, { m, n: [p] } = { m: 2, n: [5] }) {
  return grad((x: number) => x * k * m * p)(1);
}
same("defaults", a6(), 60);
function* a7(n: number) {
  for (let i = 0; i < n; i++) yield grad((x: number) => x ** i)(2);
}
same("generator", [...a7(4)], [0, 1, 4, 12]);
async function a8(k: number) {
  const f = (x: number): number => x * k;
  await Promise.resolve();
  return grad(f)(1);
}
let done = 0;
void a8(6).then((r) => {
  done = r;
});
const obj = {
  k: 5,
  f(x: number): number {
    return x * 2;
  },
  make() {
    return grad((x: number) => x * this.k)(1);
  },
};
same("object", obj.make(), 5);
function a9() {
  let total = 0;
  for (const [i, w] of [2, 3].entries()) {
    const { length } = "abc";
    total += grad((x: number) => x * w * length * (i + 1))(1);
  }
  return total;
}
same("entries", a9(), 6 + 18);
function _a10(f: (x: number) => number) {
  return f(2);
}
same("immediate", [1, 2, 3].map(grad((x: number) => x ** 2)), [2, 4, 6]);
function a11(k: number) {
  const helper = (x: number): number => inner(x) * k;
  function inner(x: number): number {
    return x * x;
  }
  return jacobian((x: number[]) => x.map(helper))([1, 2]);
}
same("hoisted", a11(3), [
  [6, 0],
  [0, 12],
]);
function a12(this_: number) {
  const data = [1, 2, 3];
  const f = (w: number): number => data.reduce((s, d) => s + (w * d - this_) ** 2, 0);
  data.push(4);
  return hessian((w: number[]) => f(w[0]))([1]);
}
same("pushed before", a12(1), [[60]]);
function a13() {
  var g: (x: number) => number;
  const f = (x: number): number => x * 2;
  g = grad(f);
  return g(1);
}
same("assigned", a13(), 2);
let lazy: ((x: number) => number) | undefined;
function a14(x: number) {
  lazy ??= grad((y: number) => y ** 3);
  return lazy(x);
}
same("lazy", [a14(1), a14(2)], [3, 12]);
const fs = { sq: grad((x: number) => x * x), cu: grad((x: number) => x ** 3) };
same("table", [fs.sq(3), fs.cu(2)], [6, 12]);
function a15(n: number): number {
  if (n === 0) return 1;
  const f = (x: number): number => x ** n;
  return grad(f)(1) + a15(n - 1);
}
same("recursion", a15(4), 11);
function a16(w: number[]) {
  const f = (x: number[]): number => x[0] * w[0] + x[1] * w[1];
  w = [7, 8];
  return grad(f)([1, 1]);
}
same("reassigned param", a16([1, 2]), [7, 8]);
function a17() {
  let k = 1;
  const f = (x: number): number => x * k;
  const g = grad(f);
  k = 10;
  return g(1);
}
same("late", a17(), 10);
function a18<T extends number>(k: T) {
  const f = (x: number): number => x * k;
  return grad(f)(1);
}
same("generic", a18(3), 3);
function a19(opts: { scale?: number }) {
  const { scale = 2 } = opts;
  return grad((x: number) => x * x * scale)(1);
}
same("destructured default", [a19({}), a19({ scale: 5 })], [4, 10]);
function a20(m: Map<string, number>, s: Set<number>) {
  return grad((x: number) => x * (m.get("a") ?? 0) * s.size)(1);
}
same("map captured", a20(new Map([["a", 4]]), new Set([1, 2])), 8);
function a21(o: { k?: number } | null) {
  return grad((x: number) => x * (o?.k ?? 3))(1);
}
same("nullable", [a21(null), a21({}), a21({ k: 5 })], [3, 3, 5]);
function a22(kind: "a" | "b", on: boolean) {
  return grad((x: number) => (kind === "a" ? x : x * x) * (on ? 2 : 1))(3);
}
same("union text", [a22("a", true), a22("b", false)], [2, 6]);

export { results } from "./_same.js";

void done;

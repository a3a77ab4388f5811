/** Registries of a module that statements at its top fill. */
interface Rule {
  readonly name: string;
  apply(x: number): number;
}
const rules: Rule[] = [];
const square: Rule = { name: "square", apply: (x) => x * x };
rules.push(square);
rules.push({ name: "sine", apply: (x) => Math.sin(x) }, { name: "log", apply: (x) => Math.log(x) });

type Activation = (x: number, k?: number) => number;
const activations = new Map<string, Activation>();
const relu: Activation = (x) => Math.max(0, x);
activations.set("relu", relu);
activations.set("tanh", Math.tanh);
activations.set("swish", (x, k = 2) => x / (1 + Math.exp(-k * x)));

const table: Record<string, (x: number) => number> = {};
function register(name: string, fn: (x: number) => number): void {
  if (name in table) throw new Error(`${name} is there already`);
  table[name] = fn;
}
register("cube", (x) => x ** 3);
for (const unused of []) void unused;
register("half", (x) => x / 2);

const ops: { [name: string]: (a: number, b: number) => number } = { add: (a, b) => a + b };
ops.mul = (a, b) => a * b;
ops["div"] = (a, b) => a / b;

const listeners = new Set<(x: number) => number>();
listeners.add((x) => x * 3);
listeners.add((x) => x * x * 0.5);

function network(xs: readonly number[], names: readonly string[]): number {
  let h = xs.reduce((a, b) => a + b, 0);
  for (const name of names) {
    const fn = activations.get(name);
    if (fn === undefined) throw new Error(`no ${name}`);
    h = fn(h, xs[0]) + 0.1 * h;
  }
  return h;
}

export function f(x: number[]): number {
  let s = 0;
  for (const rule of rules) s += rule.apply(x[0]!) * rule.name.length;
  s += network(x, ["relu", "tanh", "swish"]);
  for (const name of ["cube", "half"]) s += table[name]!(x[2]!);
  for (const key of Object.keys(ops)) s = ops[key]!(s, x[1]!);
  for (const listener of listeners) s += listener(x[1]!);
  return s + rules.length + activations.size;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]], [[0.2, 1.7, 0.4]]];

type Activation = { f: (x: number) => number; df: (x: number) => number; name: string };
function makeActivation(name: string, f: (x: number) => number, df: (x: number) => number): Activation { return { name, f, df }; }
const relu = makeActivation("relu", (x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0));
const leaky = (slope: number) => makeActivation("leaky", (x) => (x > 0 ? x : slope * x), (x) => (x > 0 ? 1 : slope));
const l1 = leaky(0.1);
const tanh = makeActivation("tanh", Math.tanh, (x) => 1 - Math.tanh(x) ** 2);
export const wrt = 0;
export const inputs = [[[1, -2, 3], true], [[0.3, 0.2, -0.1], false]];
export function f(w: number[], deep: boolean): number {
  const act = deep ? l1 : tanh;
  let h = 0.3;
  for (const x of w) h = act.f(h * x + 0.1) + relu.f(x) * act.df(h);
  return h + l1.f(-w[0]);
}

// The truth of values of several kinds, by every form that asks for it: 0n, 0, NaN, the empty text and false are none, objects are.
type Thing = number | bigint | string | boolean | Date | { readonly v: number } | readonly number[] | null | undefined;

function truths(thing: Thing, x: number): number {
  let sum = 0;
  if (thing) sum += x;
  else sum += x * x;
  sum += !thing ? 2 * x : 3;
  sum += thing ? x ** 3 : 1;
  sum += Number(Boolean(thing)) * x + Number(!!thing) * x;
  const both = thing && x > 0;
  sum += both === true ? x : 0.5 * x;
  let rounds = 0;
  while (thing && rounds < 2) {
    rounds++;
    sum += x * rounds;
  }
  return sum;
}

export function f(x: number): number {
  const things: Thing[] = [0, 0n, 1n, x, -0, Number.NaN, "", "a", false, true, new Date(0), { v: x }, [], null, undefined];
  const { size } = new Map(things.map((thing, i) => [i, thing]));
  const { length } = "text";
  return things.reduce<number>((sum, thing, i) => sum + truths(thing, x) * (i + 1), 0) + size * x + length * x * x;
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

// undefined and null lead a condition the way of false, but are not false: by ===, in a switch, where they are counted, and where the reverse sweep asks again.
interface Options {
  readonly on?: boolean;
}

/** What a step says: go on, stop, or nothing. */
const verdict = (k: number): boolean | undefined => (k === 0 ? undefined : k === 1);
const nullable = (k: number): boolean | null => (k === 0 ? null : k === 1);

function scaled(x: number, on?: boolean): number {
  return on === false ? x * x : x;
}

/** The visitor stops the walk by false, and says nothing otherwise. */
function walk(values: readonly number[], visit: (v: number) => boolean | undefined): void {
  for (const v of values) if (visit(v) === false) return;
}

function counted(x: number): number {
  let sum = scaled(x) + scaled(x, true) * x + scaled(x, false);
  for (let k = 0; k < 3; k++) {
    const said = verdict(k);
    if (said) sum += x;
    else if (said === false) sum += x * x;
    else sum += x ** 3;
    if (!said) sum += said === undefined ? x : x * x;
    sum += Number(!!said) * x + Number(said !== false) * x * x;
    switch (nullable(k)) {
      case false:
        sum += 2 * x;
        break;
      case true:
        sum += 3 * x * x;
        break;
      default:
        sum += x ** 3;
    }
    const both = said && x > 1;
    sum += both === undefined ? x : both === false ? x * x : x ** 3;
    const pair = said && ([x, x * x] as const);
    sum += pair === undefined ? x : pair === false ? x ** 3 : pair[1];
    sum += ((said && false) ?? true) ? x : x * x;
  }
  const options: readonly Options[] = [{}, { on: true }, { on: false }];
  for (const { on } of options) sum += on === false ? x * x : x;
  const states = new Map([
    [1, true],
    [2, false],
  ]);
  for (let k = 0; k < 3; k++) sum += states.get(k) === false ? x * x : x;
  walk([x, 2, x * x, 4], (v) => {
    sum += v;
    return sum > 60 ? false : undefined;
  });
  return sum;
}

/** What is missing is asked for again in the reverse sweep, where it may come from a tape. */
function taped(x: number): number {
  const above = (k: number, v: number): boolean | undefined => (k === 0 ? undefined : v > k);
  const rest = (k: number, v: number): number | null => (k === 1 ? null : v * k);
  let s = 1;
  for (let i = 0; i < 4; i++) {
    const said = above(i, x + s);
    const left = rest(i, x);
    for (let j = 0; j < 2; j++) {
      if (said) s = Math.sin(s) * x;
      else if (said === false) s += 0.1 * x * s;
      else s *= x;
      s += Number.isFinite(left) ? (left as number) * x * 0.01 : x ** 3 * 0.01;
      s += Number(left) === 0 ? 0.01 * x * x : 0;
    }
  }
  return s;
}

export function f(x: number): number {
  return counted(x) + taped(x);
}
export const wrt = 0;
export const inputs = [[1.3], [0.8]];

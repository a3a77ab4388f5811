// Kinds that are asked for and never come: what stands behind such a test is not for these arguments. And null as a number.
class Pole {
  constructor(readonly re: number) {}
  turned(w: number): Pole {
    return new Pole(this.re * w);
  }
}
type Json = number | Json[] | { [key: string]: Json };
type Actions = { up: (u: number) => number; down: (u: number) => number };

/** A list of numbers is all that is given, so there are no dictionaries, and none of their methods. */
function total(json: Json): number {
  if (typeof json === "number") return json * json;
  return Array.isArray(json)
    ? json.reduce<number>((sum, item) => sum + total(item), 0)
    : Object.values(json).reduce<number>((sum, item) => sum + total(item), 0);
}

function quietFold(x: number): number {
  const last = [x, 0.3, 1].reduce<null | Error>(() => null, null);
  return x * (last === null ? 0.6 : 0.1 * last.message.length);
}

function unsetPole(x: number): number {
  let best: Pole | undefined;
  const seen = (): number => (best === undefined ? x * x : best.turned(x).re);
  return seen() + (best ? (best as Pole).turned(2).re : 0);
}

function noSet(x: number): number {
  let place = Float64Array.of(x) as Float64Array | number | Set<string>;
  const keep = (w: number): void => {
    place = Float64Array.of(w * x);
  };
  [x, 2].forEach(keep);
  const last = place as Float64Array | number | Set<string>;
  return last instanceof Float64Array ? last[0] : typeof last === "number" ? last : 0.2 * last.size;
}

function narrowedAtOnce(x: number): number {
  let mixed: number | number[] = x;
  mixed = x * mixed;
  return typeof mixed === "number" ? mixed : mixed[0];
}

/** Of some lists nothing is ever the latest, of others something is. */
function latest<T>(items: readonly T[], value: (item: T) => number): number {
  let best: T | undefined;
  const see = (item: T): void => {
    best = item;
  };
  for (const item of items) see(item);
  return best === undefined ? 0.5 : value(best);
}
const latestOfSome = (x: number): number =>
  latest([] as Pole[], (pole) => pole.turned(x).re) * x +
  latest([new Pole(x)], (pole) => pole.turned(x).re) +
  latest([] as Error[], (error) => error.message.length) +
  latest([x, 2 * x], (u) => u * x);

function asked(isThere: boolean, x: number): number {
  let slot: Pole | null = null;
  const put = (pole: Pole): void => {
    slot = pole;
  };
  if (isThere) put(new Pole(x));
  const now = slot as Pole | null;
  return now === null ? x : now instanceof Pole ? now.turned(x).re : 0;
}

const scaled = (rest: number | null, x: number): number => (rest === null ? x + 2 : rest * 0.5 ** 3);
const left = (u: number): number | null => (u > 100 ? u : null);
const chosen = (rest: number | null, { up, down }: Actions): number => (rest === 0 ? up(1) : down(2));

function nullAsNumber(x: number): number {
  const none: number | null = null;
  return (none! + x) * x + Number(left(x)) * x + Math.max(none!, x) + scaled(null, x);
}

export function f(x: number): number {
  return (
    total([x, [2, x]]) * x +
    quietFold(x) +
    unsetPole(x) +
    noSet(x) +
    narrowedAtOnce(x) +
    latestOfSome(x) +
    asked(false, x) * asked(true, x) +
    nullAsNumber(x) * chosen(null, { up: (u) => u, down: (u) => u * x })
  );
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

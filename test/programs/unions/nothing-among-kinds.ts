// Places that hold a text, a number or nothing by turns, a class of which there is no instance, and dictionaries that hold lists alone.
class Pole {
  constructor(readonly re: number) {}
}
type Held = number | Pole | number[];
const turned = (held: Held, w: number): Held => (typeof held === "number" ? [held, w] : 1);
function levelOf(h: Held): number {
  if (h instanceof Pole) return h.re;
  return Array.isArray(h) ? (h[0] as number) : h;
}

function inLoop(x: number): number {
  let place: string | null | number = "none";
  let total = 0.5;
  for (let i = 0; i < 4; i++) {
    total += typeof place === "string" ? 0.1 * place.length * x : place === null ? 0.6 * x : place;
    place = typeof place === "string" ? null : place === null ? x * x : "none";
  }
  return total;
}

function captured(x: number): number {
  let place = new Map([["a", x]]) as Map<string, number> | null | number;
  const keep = (w: number): void => {
    place = place instanceof Map ? null : place === null ? w * x : new Map([["a", w]]);
  };
  let total = 0;
  for (let i = 0; i < 5; i++) {
    keep(x + i);
    const now = place as Map<string, number> | null | number;
    total += now instanceof Map ? (now.get("a") ?? 0.2) * x : now === null ? 0.6 * x : now;
  }
  return total;
}

function lists(x: number): number {
  const frame: Record<string, number | number[]> = { a: [2, x] };
  const last = (key: string): number => {
    const entry = frame[key];
    if (Array.isArray(entry)) return entry.at(-1) as number;
    return entry ?? x * x;
  };
  return last("a") * 2 + last("none");
}

export function f(x: number): number {
  return levelOf(turned(x, 2)) + levelOf(turned([x], x)) + inLoop(x) + captured(x) + lists(x);
}
export const wrt = 0;
export const inputs = [[1.3], [0.4]];

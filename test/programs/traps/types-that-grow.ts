// Calls with ever larger types are served by one function. What it was lowered with at first must not decide what it does later.
abstract class Wave { abstract at(t: number): number }
class Sine extends Wave { constructor(readonly k: number) { super(); } at(t: number) { return Math.sin(this.k * t); } }
class Ramp extends Wave { constructor(readonly k: number) { super(); } at(t: number) { return this.k * t * t; } }

interface Link { wave: Wave; gain?: number; prev?: Link }

function chain(link: Link, n: number, x: number): Link {
  if (n === 0) return link;
  // Another class, and a field that the first one does not have.
  const next: Link = n % 2 === 0 ? { wave: new Ramp(x), prev: link } : { wave: new Sine(x + n), gain: n * x, prev: link };
  return chain(next, n - 1, x);
}

const value = (link: Link, t: number): number =>
  link.wave.at(t) * (link.gain ?? 3) + ("prev" in link && link.prev ? 0.5 * value(link.prev, t) : x0(link));
const x0 = (link: Link): number => (link.gain === undefined ? 1 : link.gain);

/** Copies of what grows: a field that joins later is copied as well. */
interface Bag { total: number; extra?: number; inner?: Bag }
function pack(bag: Bag, n: number, x: number): Bag {
  const copy = { ...bag };
  if (n === 0) return copy;
  return pack({ total: copy.total * x, inner: copy, ...(n === 2 ? { extra: x * n } : {}) }, n - 1, x);
}
const weigh = (bag: Bag | undefined): number =>
  bag === undefined ? 0.25 : bag.total + (bag.extra ?? 2) * weigh(bag.inner) + Object.keys(bag).length;

/** The list is the same at every depth, and is changed where it is shared. */
interface Frame { cells: number[]; up: Frame | null }
function descend(frame: Frame, n: number): number {
  frame.cells.push(n * frame.cells[0]);
  const below = n === 0 ? 0 : descend({ cells: n % 2 === 0 ? frame.cells : [frame.cells[n % frame.cells.length]], up: frame }, n - 1);
  let sum = 0;
  for (let f: Frame | null = frame; f !== null; f = f.up) sum += f.cells[f.cells.length - 1];
  return below * 0.5 + sum;
}

export function f(x: number, y: number): number {
  const first = value(chain({ wave: new Sine(y) }, 3, x), 0.7);
  const second = value(chain({ wave: new Ramp(y), gain: x * y }, 2, y), 0.4);
  return first * second + weigh(pack({ total: y }, 3, x)) + descend({ cells: [x, y], up: null }, 3);
}
export const wrt = [0, 1];
export const inputs = [[0.8, 1.3], [-0.4, 0.6]];

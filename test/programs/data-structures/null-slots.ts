/** Slots that start as null or undefined and hold objects later: arrays, tuples, accumulators. */
interface Item {
  weight: number;
  next: Item | null;
}

class SlotMap {
  private slots: (Item | null)[] = new Array(3).fill(null);
  private free = [0, 1, 2];
  add(weight: number): number {
    const slot = this.free.pop();
    if (slot === undefined) throw new RangeError("full");
    this.slots[slot] = { weight, next: this.slots[slot] };
    return slot;
  }
  remove(slot: number): Item | null {
    const item = this.slots[slot];
    this.slots[slot] = null;
    if (item) this.free.push(slot);
    return item;
  }
  total(): number {
    return this.slots.reduce((s, item) => s + (item ? item.weight ** 2 : 0), 0);
  }
}

function heaviest(items: Item[]): [Item | null, number] {
  let best: [Item | null, number] = [null, 0];
  for (const item of items) if (item.weight > best[1]) best = [item, item.weight];
  return best;
}

const chain = (weights: number[]): Item | null =>
  weights.reduceRight<Item | null>((next, weight) => ({ weight, next }), null);

export function f(weights: number[]): number {
  const map = new SlotMap();
  let sum = 0;
  const recent: [Item | undefined, Item | undefined] = [undefined, undefined];
  const memo: (number | undefined)[] = [undefined, undefined, undefined];
  const square = (i: number): number => {
    const known = memo[i];
    if (known !== undefined) return known;
    const value = weights[i] * weights[i];
    memo[i] = value;
    return value;
  };
  weights.forEach((w, i) => {
    const slot = map.add(w);
    sum += map.total() * (i + 1);
    if (i % 2 === 0) {
      const removed = map.remove(slot);
      recent[(i / 2) % 2] = removed ?? undefined;
      sum += removed ? Math.sin(removed.weight) : 0;
    }
    sum += square(i % 3) * square(0);
  });
  const [item, weight] = heaviest(recent.filter((r) => r !== undefined));
  const none = heaviest([]);
  for (let at = chain(weights); at; at = at.next) sum = sum * 0.9 + at.weight;
  return sum + (item?.weight ?? 0) * weight + (none[0]?.weight ?? none[1]);
}

export const wrt = 0;
export const inputs = [[[0.5, 1.3, -0.4, 0.9]], [[2]]];

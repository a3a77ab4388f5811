/** Moving average, exponential decay and lag correlation with a ring buffer and a deque for the sliding maximum. */
class RingBuffer {
  private readonly data: Float64Array;
  private head = 0;
  private filled = 0;
  constructor(readonly capacity: number) {
    this.data = new Float64Array(capacity);
  }
  push(x: number): number | undefined {
    const evicted = this.filled === this.capacity ? this.data[this.head] : undefined;
    this.data[this.head] = x;
    this.head = (this.head + 1) % this.capacity;
    if (this.filled < this.capacity) this.filled++;
    return evicted;
  }
  /** 0 is the newest. */
  at(age: number): number {
    if (age >= this.filled) throw new RangeError(`age ${age} of ${this.filled}`);
    return this.data[(this.head - 1 - age + 2 * this.capacity) % this.capacity];
  }
  get length(): number {
    return this.filled;
  }
}

class Deque<T> {
  private items: (T | undefined)[] = new Array(4).fill(undefined);
  private first = 0;
  private count = 0;
  private grow(): void {
    const next: (T | undefined)[] = new Array(this.items.length * 2).fill(undefined);
    for (let i = 0; i < this.count; i++) next[i] = this.items[(this.first + i) % this.items.length];
    this.items = next;
    this.first = 0;
  }
  pushBack(item: T): void {
    if (this.count === this.items.length) this.grow();
    this.items[(this.first + this.count++) % this.items.length] = item;
  }
  popFront(): T {
    const item = this.items[this.first]!;
    this.items[this.first] = undefined;
    this.first = (this.first + 1) % this.items.length;
    this.count--;
    return item;
  }
  popBack(): T {
    const i = (this.first + --this.count) % this.items.length;
    const item = this.items[i]!;
    this.items[i] = undefined;
    return item;
  }
  front = (): T => this.items[this.first]!;
  back = (): T => this.items[(this.first + this.count - 1) % this.items.length]!;
  get empty(): boolean {
    return this.count === 0;
  }
}

export function f(signal: number[], window: number): number {
  const ring = new RingBuffer(window);
  const deque = new Deque<{ index: number; value: number }>();
  let sum = 0;
  let score = 0;
  signal.forEach((x, i) => {
    sum += x - (ring.push(x) ?? 0);
    while (!deque.empty && deque.back().value <= x) deque.popBack();
    deque.pushBack({ index: i, value: x });
    if (deque.front().index <= i - window) deque.popFront();
    score += (sum / ring.length) * deque.front().value;
    if (ring.length === window) score += 0.1 * ring.at(0) * ring.at(window - 1);
  });
  return score;
}

export const wrt = 0;
export const inputs = [[[0.5, 1.3, 0.9, -0.4, 0.8, 0.7, 0.65, 0.6, 0.55, 2], 3], [[0.2, 0.1], 5]];

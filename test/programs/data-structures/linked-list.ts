/** A doubly linked list with a sentinel: insertion sorted by value, removal while walking, splicing, reversal. */
class ListNode {
  prev!: ListNode;
  next!: ListNode;
  constructor(
    public value: number,
    public readonly id: number,
  ) {}
}

class LinkedList {
  private readonly sentinel: ListNode;
  private count = 0;
  constructor() {
    this.sentinel = new ListNode(0, -1);
    this.sentinel.prev = this.sentinel.next = this.sentinel;
  }
  get length(): number {
    return this.count;
  }
  insertSorted(value: number, id: number): ListNode {
    let at = this.sentinel.next;
    while (at !== this.sentinel && at.value < value) at = at.next;
    const node = new ListNode(value, id);
    node.prev = at.prev;
    node.next = at;
    at.prev.next = node;
    at.prev = node;
    this.count++;
    return node;
  }
  remove(node: ListNode): number {
    node.prev.next = node.next;
    node.next.prev = node.prev;
    this.count--;
    return node.value;
  }
  reverse(): void {
    let at = this.sentinel;
    do {
      [at.next, at.prev] = [at.prev, at.next];
      at = at.prev;
    } while (at !== this.sentinel);
  }
  removeIf(predicate: (n: ListNode) => boolean): number {
    let removed = 0;
    for (let n = this.sentinel.next; n !== this.sentinel; ) {
      const next = n.next;
      if (predicate(n)) removed += this.remove(n);
      n = next;
    }
    return removed;
  }
  *[Symbol.iterator](): Iterator<ListNode> {
    for (let n = this.sentinel.next; n !== this.sentinel; n = n.next) yield n;
  }
}

export function f(values: number[], factor: number): number {
  const list = new LinkedList();
  const nodes = values.map((v, id) => list.insertSorted(v * factor, id));
  const middle = nodes[Math.floor(nodes.length / 2)];
  middle.value *= 1.5;
  const removed = list.removeIf((n) => n.id % 3 === 1 && n !== middle);
  list.reverse();
  let weight = 1;
  let sum = 0;
  for (const node of list) {
    sum += weight * node.value * node.value;
    weight *= 0.5;
  }
  return sum + Math.sin(removed) * list.length;
}

export const wrt = [0, 1];
export const inputs = [
  [[0.5, -0.3, 1.7, 0.9, 0.2], 1.2],
  [[2, 1], -0.7],
];

/** A map whose entries are forgotten when the block that made them ends. */
export class ScopedMap<K, V> {
  private readonly entries = new Map<K, V>();
  private readonly undo: (readonly [K, V | undefined])[] = [];

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  set(key: K, value: V): void {
    this.undo.push([key, this.entries.get(key)]);
    this.entries.set(key, value);
  }

  /** A mark for `leave`. */
  enter(): number {
    return this.undo.length;
  }

  leave(mark: number): void {
    while (this.undo.length > mark) {
      const [key, value] = this.undo.pop() as readonly [K, V | undefined];
      if (value === undefined) this.entries.delete(key);
      else this.entries.set(key, value);
    }
  }
}

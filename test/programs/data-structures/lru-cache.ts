/** An LRU cache over a Map: lookups of table values are interpolated, evicted entries are computed again. */
class LRU<K, V> {
  private readonly map = new Map<K, V>();
  hits = 0;
  misses = 0;
  constructor(private readonly capacity: number) {}
  get(key: K, compute: (key: K) => V): V {
    const cached = this.map.get(key);
    if (cached !== undefined) {
      this.hits++;
      this.map.delete(key);
      this.map.set(key, cached);
      return cached;
    }
    this.misses++;
    const value = compute(key);
    if (this.map.size >= this.capacity) {
      const oldest = this.map.keys().next().value as K;
      this.map.delete(oldest);
    }
    this.map.set(key, value);
    return value;
  }
  get size(): number {
    return this.map.size;
  }
}

export function f(a: number, b: number, samples: number[]): number {
  const cache = new LRU<number, number>(3);
  let calls = 0;
  const node = (k: number): number => {
    calls += 1;
    return Math.sin(a * k) + b * k * calls;
  };
  let sum = 0;
  for (const s of samples) {
    const k = Math.floor(s);
    const t = s - k;
    sum += (1 - t) * cache.get(k, node) + t * cache.get(k + 1, node);
  }
  return sum / (1 + cache.hits) + cache.size;
}

export const wrt = [0, 1];
export const inputs = [[0.7, 0.2, [0.5, 1.25, 3.5, 0.1, 3.9, 4.2]], [1.1, -0.4, [2.5]]];

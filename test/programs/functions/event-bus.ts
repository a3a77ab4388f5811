type Listener<T> = (payload: T) => void;
class Emitter<M extends Record<string, unknown>> {
  private readonly listeners = new Map<keyof M, Set<Listener<any>>>();
  on<K extends keyof M>(k: K, l: Listener<M[K]>): () => void {
    let set = this.listeners.get(k);
    if (!set) this.listeners.set(k, (set = new Set()));
    set.add(l);
    return () => void set!.delete(l);
  }
  emit<K extends keyof M>(k: K, payload: M[K]): number {
    const set = this.listeners.get(k);
    set?.forEach((l) => l(payload));
    return set?.size ?? 0;
  }
}
export function f(x: number, k: number): number {
  const bus = new Emitter<{ tick: { dt: number }; hit: number }>();
  let pos = x, vel = k, energy = 0, hits = 0;
  const off = bus.on("tick", ({ dt }) => { pos += vel * dt; vel -= k * pos * dt; });
  bus.on("tick", ({ dt }) => { energy += 0.5 * (vel * vel + k * pos * pos) * dt; if (pos < 0) bus.emit("hit", pos); });
  bus.on("hit", (p) => { hits += p * p; vel = Math.abs(vel) * 0.9; });
  for (let i = 0; i < 12; i++) { bus.emit("tick", { dt: 0.2 }); if (i === 9) off(); }
  return energy + hits + pos * vel;
}
export const wrt = [0, 1];
export const inputs = [[1, 2], [0.2, 1.5]];

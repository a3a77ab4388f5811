type Handler<T> = (payload: T) => number;
interface Events { scale: number; move: { dx: number; dy: number }; label: string }
class Bus {
  private handlers: Map<string, Handler<any>[]> = new Map();
  on<K extends keyof Events>(k: K, h: Handler<Events[K]>): this {
    const list = this.handlers.get(k) ?? [];
    list.push(h);
    this.handlers.set(k, list);
    return this;
  }
  fire<K extends keyof Events>(k: K, payload: Events[K]): number {
    let total = 0;
    for (const h of this.handlers.get(k) ?? []) total += h(payload);
    return total;
  }
}
export function f(x: number, y: number): number {
  const bus = new Bus();
  let px = x, py = y;
  bus.on("scale", (s) => { px *= s; py *= s; return s; })
    .on("move", ({ dx, dy }) => { px += dx * py; py -= dy; return dx * dy; })
    .on("label", (t) => t.length * x);
  let out = 0;
  for (let i = 0; i < 3; i++) {
    out += bus.fire("scale", 1 + 0.1 * y);
    out += bus.fire("move", { dx: 0.5 * x, dy: 0.1 });
    out += bus.fire("label", i === 1 ? "two" : "a");
  }
  return out + px * py;
}
export const wrt = [0, 1];
export const inputs = [[1, 2], [0.2, 1.5]];

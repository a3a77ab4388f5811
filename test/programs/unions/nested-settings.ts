/** Settings with texts, numbers, lists and nested settings read by path. */
type Value = string | number | boolean | number[] | Settings;
interface Settings { [key: string]: Value }
function get(s: Settings, path: string): Value | undefined {
  let at: Value | undefined = s;
  for (const key of path.split(".")) { if (typeof at !== "object" || Array.isArray(at)) return undefined; at = at[key]; }
  return at;
}
const numberAt = (s: Settings, path: string, fallback: number): number => { const v = get(s, path); return typeof v === "number" ? v : fallback; };
export function f(rate: number, decay: number): number {
  const s: Settings = { name: "adam", optim: { rate, schedule: { decay, warm: true } }, layers: [3, rate, 2] };
  const layers = get(s, "layers");
  let total = Array.isArray(layers) ? layers.reduce((a, b) => a + b, 0) : 0;
  total += numberAt(s, "optim.rate", 1) ** 2 * numberAt(s, "optim.schedule.decay", 2) + numberAt(s, "optim.missing.x", decay);
  return total * (get(s, "name") === "adam" ? 2 : 3) + (get(s, "optim.schedule.warm") ? rate : 0);
}
export const wrt = [0, 1];
export const inputs = [[0.7, 1.2]];

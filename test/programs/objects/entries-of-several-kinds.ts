// Entries and values of records whose fields are of several kinds, some of which may be missing.
interface Settings {
  rate: number;
  name: string;
  weights: number[];
  isOn: boolean;
  more?: number;
}

function total(settings: Settings): number {
  let sum = 0;
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value === "number") sum += value * value * key.length;
    else if (Array.isArray(value)) sum += value[0] * value[1];
    else if (typeof value === "string") sum += value.length * settings.rate;
    else sum += value ? settings.weights[0] : 0;
  }
  return sum;
}

export function f(x: number[]): number {
  const first = { rate: x[0], name: "ab", weights: [x[0], x[0] * x[1]], isOn: true };
  let sum = total(first) + total({ name: "q", weights: [x[1], 2], isOn: false, rate: 3 * x[0], more: x[1] });
  const plain = { a: x[0], b: "text", c: x[1] * x[1] };
  sum += Object.values(plain)
    .filter((value): value is number => typeof value === "number")
    .reduce((product, value) => product * value, 1);
  return sum + Object.entries(plain).map(([key, value]) => (typeof value === "number" ? value : key.length * x[0])).reduce((a, b) => a + b, 0);
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[-0.4, 2.1]]];

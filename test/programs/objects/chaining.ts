/** Optional chains with calls, nullish and logical assignments, nested destructuring with defaults and rest. */
interface Effect {
  strength: number;
  curve?: (v: number) => number;
  next?: Effect;
}
interface Config {
  gain?: number;
  bias?: number | null;
  effect?: Effect;
  taps?: { weights: number[]; norm?: number };
}

function run({ gain = 2, bias, effect, ...rest }: Config, x: number): number {
  let y = gain * x + (bias ?? 0.25);
  y += effect?.curve?.(y) ?? 0.5 * y;
  y *= effect?.next?.next?.strength ?? effect?.next?.strength ?? 1;
  const { taps: { weights: [w0 = 1, ...more] = [0.3], norm = 1 } = { weights: [x, 2, 3] } } = rest;
  for (const w of more) y += (w * w0) / norm;
  return y;
}

export function f(x: number, k: number): number {
  const shared: Effect = { strength: k };
  const config: Config = { gain: k, effect: { strength: 2, curve: (v) => Math.sin(v) * k, next: shared } };
  let total = run(config, x);
  config.bias ??= x * x;
  config.gain &&= config.gain + 1;
  shared.next ??= { strength: x };
  shared.strength *= 3;
  total += run(config, x * 0.5);
  config.effect = undefined;
  config.bias ||= 7;
  config.taps = { weights: [x, k, x * k] };
  total += run(config, k) + run({}, x) + (config.effect as Effect | undefined)?.curve?.(x)! || 0;
  return total;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.3],
  [-0.4, 0.6],
];

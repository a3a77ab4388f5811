// Typed arrays beyond their ends: what is read there is undefined, also of integers, and what is stored or added there is lost.
function scattered(kernel: readonly number[], signal: readonly number[]): Float64Array {
  const out = new Float64Array(signal.length);
  for (let i = 0; i < signal.length; i++)
    for (let j = 0; j < kernel.length; j++) {
      const at = i + j - 1;
      out[at] = (out[at] as number) + (signal[i] as number) * (kernel[j] as number);
    }
  return out;
}

function compound(x: number): number {
  const a = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    a[i] += x;
    a[i + 1] += x * i;
    a[i - 1] += x * 0.5;
  }
  a[a.indexOf(7)] += 3 * x;
  const put = (i: number, v: number): void => {
    a[i] += v;
  };
  for (let i = 0; i < 5; i++) put(i - 1, x * i * 0.1);
  return (a[0] as number) + (a[1] as number) * (a[2] as number);
}

function whole(x: number): number {
  const u = new Int32Array([1, 2]);
  const bytes = new Uint8ClampedArray(2);
  bytes[0] = 300;
  bytes[5] = 3;
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    sum += (u[i] ?? x) * x;
    sum += u[i] === undefined ? x * x : (u[i] as number) * x;
    u[i] = (u[i] ?? 0) + 1;
  }
  const [a, b, c = x] = u;
  const at = (k: number): number | undefined => u[k];
  for (const k of [0, 5, -1]) {
    const v = at(k);
    sum += v == null ? x ** 3 : v * x;
  }
  let i = 0;
  while (u[i] !== undefined && i < 9) i++;
  return sum + (a as number) * x + (b as number) + c * x + i * x + (u.at(5) ?? x * x) + (bytes[0] as number) * x + (bytes[5] ?? x);
}

export function f(x: number): number {
  const out = scattered([x, 1, x], [1, x, 3]);
  return (out[0] as number) * (out[1] as number) + (out[2] as number) * x + compound(x) + whole(x);
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

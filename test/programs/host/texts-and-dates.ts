// Texts, regular expressions, dates, bigint, symbols and parsed settings say what is computed; numbers that vary only meet their results.
interface Settings {
  readonly scale: number;
  readonly steps: readonly number[];
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193) >>> 0;
  }
  return h / 2 ** 32;
}

function factorial(n: bigint): bigint {
  let product = 1n;
  for (let i = 1n; i <= n; i++) product *= i;
  return product;
}

const fast = Symbol("fast");
const slow = Symbol("slow");

export function f(x: number, y: number, formula: string): number {
  let s = 0;
  for (const word of formula.split(" ")) {
    const found = /^([a-z]+)(\d+)$/.exec(word);
    if (found) s += Number(found[2]) * Math.sin(x * found[1]!.length);
    if (/^b/i.test(word)) s += x * y;
    s += word.replace(/\d/g, "").length * x + word.padStart(6, "-").indexOf(word[0]!) * y;
    s += hash(word) * Math.cos(y * hash(word.toUpperCase()));
  }
  const day = new Date(2020, 1, 29);
  s += x ** day.getMonth() * day.getDate() + Math.sin(y) * (day.getFullYear() - 2000);
  s += Number(factorial(20n) % 1000007n) * 1e-6 * x + Number(BigInt.asUintN(8, 1234n)) * 0.01 * y * y;
  const speed = formula.length > 8 ? fast : slow;
  const costs = { [fast]: x * x, [slow]: Math.exp(y) };
  s += speed === fast ? costs[fast] : costs[slow];
  const settings = JSON.parse('{ "scale": 2, "steps": [1, 2, 3] }') as Settings;
  for (const step of settings.steps) s += settings.scale * x ** step;
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.2, "a1 b22 c333"],
  [-0.4, 0.3, "B7 x"],
];

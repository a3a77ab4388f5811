// What regular expressions find, as lists of texts: with an empty list in their place, joined with other lists, and by name.
const words = (s: string): string[] | undefined => {
  let list: string[] | undefined;
  if (s) list = s.match(/[a-z]+/g) ?? [];
  return list;
};

class Tokens {
  readonly tokens: string[];
  private at = 0;
  constructor(source: string) {
    this.tokens = source.match(/[a-z]+|[-+*]|\d+(\.\d+)?/g) ?? [];
  }
  next(): string | undefined {
    return this.tokens[this.at++];
  }
}

function evaluate(source: string, x: number): number {
  const tokens = new Tokens(source);
  let value = 0;
  let operator: string | undefined = "+";
  for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
    if (/^[-+*]$/.test(token)) operator = token;
    else {
      const operand = /^[a-z]/.test(token) ? x : Number(token);
      value = operator === "*" ? value * operand : operator === "-" ? value - operand : value + operand;
    }
  }
  return value;
}

export function f(x: number, s: string): number {
  let sum = (words(s) ? x * x : x) + x ** (words(s)?.length ?? 0);
  const count = (s.match(/a/g) || []).length;
  for (const c of s.match(/[a-z]/g) ?? []) sum += c === "a" ? x : x * x;
  sum += (s.match(/\d+/g) ?? []).map((digits) => Number(digits) * x).reduce((a, b) => a + b, 0);
  const [, width = "1", height = "1"] = /(\d+)x(\d+)/.exec(s) ?? [];
  const parts = s.includes(",") ? s.split(",") : s.match(/\w/g);
  const found = s.match(/(?<first>[a-z])(\d)?/);
  if (found !== null) sum += found.index! * x + found[0].length * x * x + (found.groups?.first === "a" ? x : 3 * x);
  for (const one of s.matchAll(/([a-z])(\d+)/g)) sum += Number(one[2]) * x ** (one.index! + 1);
  const pattern = /[a-z]/g;
  let each: RegExpExecArray | null;
  while ((each = pattern.exec(s)) !== null) sum += each.index * x;
  return sum * count + x ** Number(width) * Number(height) + x * (parts === null ? 10 : parts.length) + evaluate(s, x);
}
export const wrt = 0;
export const inputs = [
  [1.3, "a b1 a"],
  [0.7, "3x5,a2"],
  [0.7, ""],
  [1.1, "2 * x + 3 - a"],
];

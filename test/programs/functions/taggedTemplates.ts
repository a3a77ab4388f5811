// Tags of the user's: texts and numbers between them, called in a loop and with a closure.
function weighted(strings: TemplateStringsArray, ...values: number[]): number {
  return values.reduce((sum, v, i) => sum + v * (i + 1), 0) + strings.length + strings[0].length;
}
const unit = (scale: number) => (strings: TemplateStringsArray, value: number): number =>
  value * scale * (strings[1].trim() === "km" ? 1000 : 1);
const plain = (strings: TemplateStringsArray): number => strings[0].length;
/** The texts as they are written, of a tag that varies and of one that does not. */
const written = (parts: TemplateStringsArray, ...values: number[]): number =>
  values.reduce((sum, v, i) => sum + v * parts.raw[i].length + parts[i].length, 0);
const escapes = ({ raw }: TemplateStringsArray, ...values: string[]): number => String.raw({ raw }, ...values).split("\\").length;
export const wrt = 0;
export const inputs = [[0.7], [1.5]];
export function f(x: number): number {
  const len = unit(2);
  let s = weighted`a${x}b${x * x}c` + plain`four`;
  for (let i = 1; i < 3; i++) s += len`${x * i} km` + len`${x} m`;
  for (const v of [x, x * x]) s += written`a\n${v}$1${x}b` * escapes`\t${"x"}\u0041`;
  return s;
}

// church numerals: functions of functions
const twice = (g: (x: number) => number) => (x: number): number => g(g(x));
export const wrt = 0;
export const inputs = [[0.5]];
export function f(x: number): number {
  const inc = (v: number) => v + x * 0.001;
  const p10 = twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(inc))))))))));
  return p10(x) * p10(x);
}

type Church = <T>(f: (x: T) => T) => (x: T) => T;
const zero: Church = () => (x) => x;
const succ = (n: Church): Church => (f) => (x) => f(n(f)(x));
const plus = (a: Church, b: Church): Church => (f) => (x) => a(f)(b(f)(x));
const times = (a: Church, b: Church): Church => (f) => a(b(f));
const three = succ(succ(succ(zero)));
const nine = times(three, three);
export const wrt = 0;
export const inputs = [[0.5]];
export function f(x: number): number { return nine((v: number) => v * x + 1)(x) + plus(three, nine)((v: number) => Math.sin(v))(x); }

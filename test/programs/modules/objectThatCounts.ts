const counter = { n: 1, inc() { this.n++; }, scaled: (x: number): number => x * counter.n };
counter.inc();
export const wrt = 0;
export const inputs = [[0.4]];
export function f(x: number): number { return counter.scaled(x); }

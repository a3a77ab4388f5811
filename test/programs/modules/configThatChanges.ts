export const wrt = 0; export const inputs = [[0.7]];
const config = { rate: 0.5, act: Math.tanh };
export const setRate = (r: number) => { config.rate = r; };
setRate(0.9);
export function f(x: number): number { return config.act(x) * config.rate; }

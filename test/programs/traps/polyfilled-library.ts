if (!Math.sign) Math.sign = (v) => (v > 0 ? 1 : -1);
Array.prototype.at ??= function () { return undefined; };
(Array.prototype as any).lastOne = function () { return 3; };
export function f(x: number): number { return x * Math.sign(x) * x; }
export const wrt = 0;
export const inputs = [[1.32]];

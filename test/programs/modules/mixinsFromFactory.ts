export const wrt = 0; export const inputs = [[0.7]];
const { sqrt } = Math;
function mixin<T extends new (...a: any[]) => { x: number }>(Base: T, k: number) { return class extends Base { scaled(): number { return this.x * k; } }; }
class P { constructor(public x: number) {} }
const S2 = mixin(P, 2);
const S3 = mixin(P, 3);
export function f(x: number): number { return new S2(x).scaled() * new S3(sqrt(x)).scaled(); }

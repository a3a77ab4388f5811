// What an initializer has made must be what it would make again: these cannot be told from outside, or are not.
import { grad } from "cotangent";

const noise = ((k: number) => (x: number) => x * k)(Math.random()); //~ error
function memoize<T>(fn: (x: number) => T) {
  const cache = new Map<number, T>();
  return (x: number): T => {
    if (!cache.has(x)) cache.set(x, fn(x)); //~ error
    return cache.get(x)!;
  };
}
const slow = memoize((x: number) => Math.sin(x) * x);
let factor = 2;
export const setFactor = (k: number) => {
  factor = k;
};
const scaled = (() => { //~ error
  const k = factor;
  return (x: number) => x * k;
})();
const weights = [1, 2, 3];
const frozen = ((w: number[]) => { //~ error
  const c = w.slice();
  return (x: number) => x * c[1];
})(weights);
weights[1] = 7;

function f(x: number): number {
  return noise(x) + slow(x) + scaled(x) + frozen(x);
}

export const gradient = grad(f);

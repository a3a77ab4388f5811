/** Object literals and instances of classes in one array: what an object has itself comes first. */
interface Shape { readonly area: number }
class Sq implements Shape { constructor(readonly w: number) {} get area() { return this.w * this.w; } }
export function f(x: number): number {
  const shapes: Shape[] = [new Sq(x), { get area() { return 5 * x; } }, { area: x * x * x }];
  let s = 0;
  for (const q of shapes) s += q.area * q.area;
  return s;
}
export const wrt = 0;
export const inputs = [[1.5]];

/** Object literals and instances of classes in one array: what an object has itself comes first. */
interface Shape { readonly w: number; area(): number }
class Sq implements Shape { constructor(readonly w: number) {} area() { return this.w * this.w; } }
class Ci implements Shape { constructor(readonly w: number) {} area() { return 3 * this.w * this.w; } }
export function f(x: number): number {
  const shapes: Shape[] = [new Sq(x), { w: x, area() { return 5 * this.w; } }, new Ci(2 * x)];
  let s = 0;
  for (const q of shapes) s += q.area() * q.w;
  return s;
}
export const wrt = 0;
export const inputs = [[1.5]];

/** Accessors with computed names, `this` through a method that is called on a copy, and a spread of an object with a getter. */
const AREA = "area";

function makeBox(w: number, h: number) {
  const box = {
    w,
    h,
    get [AREA]() {
      return this.w * this.h;
    },
    set [AREA](value: number) {
      const ratio = Math.sqrt(value / this.area);
      this.w *= ratio;
      this.h *= ratio;
    },
    grow(by: number) {
      this.w += by;
      return this;
    },
  };
  return box;
}

export function f(w: number, h: number): number {
  const box = makeBox(w, h);
  const snapshot = { ...box };
  box.grow(h);
  box.area = 2 * w;
  box.area *= 1.5;
  const { area, w: width } = box;
  return area * width + snapshot.area * box.h + snapshot.w;
}

export const wrt = [0, 1];
export const inputs = [
  [1.5, 0.7],
  [2, 2.3],
];

import { grad, jvp, valueAndGrad } from "cotangent";
import { scale, area as surface } from "./shapes";

// Shifted, so that no line of the output is at the line of its source by chance.
interface Point {
  readonly x: number;
  readonly y: number;
}

export function wave(x: number, y: number): number {
  const inner = x * y;
  return Math.sin(inner) + scale * x;
}

const distance = (p: Point): number => Math.hypot(p.x, p.y);

const waveSlope = grad(wave, { wrt: 1 });

export const results = {
  wave: waveSlope(0.5, 0.25),
  both: valueAndGrad(wave, { wrt: [0, 1] })(0.5, 0.25),
  distance: grad(distance)({ x: 3, y: 4 }),
  area: grad(surface)(2),
  along: jvp(wave)([0.5, 0.25], [1, 0]),
};

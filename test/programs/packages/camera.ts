// gl-mat4, CommonJS without types: an index that requires one file for each function.
// @ts-expect-error this package has no types
import mat4 from "gl-mat4";

interface Camera {
  readonly eye: number[];
  readonly fov: number;
}

function project(camera: Camera, point: readonly [number, number, number], turn: number): number[] {
  const view: number[] = mat4.lookAt([], camera.eye, [0, 0, 0], [0, 1, 0]);
  const lens: number[] = mat4.perspective([], camera.fov, 1.5, 0.1, 50);
  const model: number[] = mat4.identity([]);
  mat4.rotateY(model, model, turn);
  mat4.translate(model, model, [0.2, -0.1, 0.3]);
  const all: number[] = mat4.multiply([], lens, mat4.multiply([], view, model));
  const out = [0, 0, 0, 0];
  for (let row = 0; row < 4; row++) {
    out[row] = all[row] * point[0] + all[4 + row] * point[1] + all[8 + row] * point[2] + all[12 + row];
  }
  return [out[0] / out[3], out[1] / out[3]];
}

export function f(eye: number[], fov: number, turn: number): number {
  const seen = [
    { point: [1, 0.5, -0.2] as const, at: [0.2, 0.1] },
    { point: [-0.6, 0.3, 0.8] as const, at: [-0.3, 0.25] },
  ];
  let error = 0;
  for (const { point, at } of seen) {
    const [x, y] = project({ eye, fov }, point, turn);
    error += (x - at[0]) ** 2 + (y - at[1]) ** 2;
  }
  return error;
}
export const wrt = [0, 1, 2];
export const inputs = [[[2, 1.5, 4], 0.9, 0.4]];

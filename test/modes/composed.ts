// Markers of markers: each takes all that the inner one takes, also the direction of a product with a Hessian.
import { grad, hessian, hvp, jacobian, jvp, vjp } from "cotangent";
import { same } from "./_same.js";

export { results } from "./_same.js";

const f = (x: number[], k: number): number => k * x[0] ** 3 * x[1];
const at = (): number[] => [2, 3];

same("jvp of hvp", jvp(hvp(f))([at(), 1, [1, 0]], [[1, 0], 0, [0, 0]]), { value: [36, 12], tangent: [18, 12] });
same("jvp of hvp by the direction", jvp(hvp(f))([at(), 1, [1, 0]], [[0, 0], 0, [0, 1]]).tangent, [12, 0]);
same("vjp of hvp", vjp(hvp(f))(at(), 1, [1, 0]).pullback([1, 0]), [[18, 12], 36, [36, 12]]);
same("jacobian of hvp", jacobian(hvp(f))(at(), 1, [1, 0]), [
  [18, 12],
  [12, 0],
]);
same("grad of hvp", grad(hvp((x: number) => x ** 3))(2, 1), 6);

function captured(k: number): void {
  const g = (x: number[]): number => k * x[0] ** 3 * x[1];
  same("hvp with a local", hvp(g)(at(), [1, 0]), [36 * k, 12 * k]);
  same("hessian with a local", hessian(g)(at()), [
    [36 * k, 12 * k],
    [12 * k, 0],
  ]);
  same(
    "jvp of hvp with a local",
    jvp(hvp(g))(
      [at(), [1, 0]],
      [
        [1, 0],
        [0, 0],
      ],
    ).tangent,
    [18 * k, 12 * k],
  );
  same("vjp of hvp with a local", vjp(hvp(g))(at(), [1, 0]).pullback([1, 0]), [
    [18 * k, 12 * k],
    [36 * k, 12 * k],
  ]);
  same("vjp with a local has no place for it", vjp(g)(at()).pullback(1).length, 1);
}
captured(2);

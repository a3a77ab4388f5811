/** checkpoint: the reverse sweep runs the function again. */
import { checkpoint, grad, jvp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const body = checkpoint((x: number[], k: number): number[] => {
  const y = x.slice();
  for (let i = 1; i < y.length; i++) y[i] = Math.sin(y[i] * y[i - 1] + k);
  return y;
});
const loss = (x: number[], k: number): number => {
  let y = x;
  for (let t = 0; t < 4; t++) y = body(y, k * t);
  return y[0] * y[1] + y[2];
};
const X = [0.5, 1.2, 0.3];
same("checkpoint", grad(loss, { wrt: [0, 1] })(X, 0.4), [numGrad((x) => loss(x, 0.4), X), num((k) => loss(X, k), 0.4)]);
same(
  "checkpoint jvp",
  jvp(loss)([X, 0.4], [[1, 2, 3], 0]).tangent,
  numGrad((x) => loss(x, 0.4), X).reduce((s, v, i) => s + v * (i + 1), 0),
);
same(
  "checkpoint scalar",
  grad((x: number) => checkpoint((v: number) => Math.exp(v) * v)(x) ** 2)(0.5),
  num((x) => (Math.exp(x) * x) ** 2, 0.5),
);

export { results } from "./_same.js";

/** Records in records, made anew in each step: in forward and reverse mode, and at second order. */
import { grad, hvp, jvp, vjp } from "cotangent";
import { num, same } from "./_same.js";

export { results } from "./_same.js";

interface Body {
  pos: [number, number];
  vel: [number, number];
  mass: number;
}
interface World {
  bodies: Body[];
  g: number;
}

const step = (w: World, dt: number): World => ({
  g: w.g,
  bodies: w.bodies.map((b, i) => {
    let [ax, ay] = [0, -w.g];
    w.bodies.forEach((o, j) => {
      if (i !== j) {
        const dx = o.pos[0] - b.pos[0];
        const dy = o.pos[1] - b.pos[1];
        const r2 = dx * dx + dy * dy + 0.1;
        ax += (o.mass * dx) / r2;
        ay += (o.mass * dy) / r2;
      }
    });
    const vel: [number, number] = [b.vel[0] + ax * dt, b.vel[1] + ay * dt];
    return { ...b, vel, pos: [b.pos[0] + vel[0] * dt, b.pos[1] + vel[1] * dt] as [number, number] };
  }),
});
const world = (a: number): World => ({
  g: 0.5,
  bodies: [
    { pos: [0, a], vel: [1, 0], mass: 1 },
    { pos: [1, 2 * a], vel: [0, -a], mass: 2 + a },
    { pos: [-1, 0.3], vel: [0.1, 0], mass: 0.5 },
  ],
});
const end = (w: World): number => {
  let s = w;
  for (let k = 0; k < 3; k++) s = step(s, 0.1);
  return s.bodies.reduce((t, b) => t + b.pos[0] * b.mass + Math.sin(b.pos[1]), 0);
};
const changed = (change: (w: World) => void): World => {
  const w = world(0.7);
  change(w);
  return w;
};

const gradient = grad(end)(world(0.7));
same(
  "gravity",
  gradient.g,
  num((g) => end({ ...world(0.7), g }), 0.5),
);
same(
  "mass",
  gradient.bodies[1]?.mass,
  num((m) => end(changed((w) => void (w.bodies[1]!.mass = m))), 2.7),
);
same(
  "velocity",
  gradient.bodies[0]?.vel[1],
  num((v) => end(changed((w) => void (w.bodies[0]!.vel[1] = v))), 0),
);

const direction: World = {
  g: 0,
  bodies: [
    { pos: [0, 1], vel: [0, 0], mass: 0 },
    { pos: [0, 2], vel: [0, -1], mass: 1 },
    { pos: [0, 0], vel: [0, 0], mass: 0 },
  ],
};
const twice = (w: World): World => step(step(w, 0.1), 0.2);
const { tangent } = jvp(twice)([world(0.7)], [direction]);
same(
  "tangents",
  [tangent.bodies[2]?.pos[0], tangent.bodies[0]?.vel[1]],
  [num((a) => twice(world(a)).bodies[2]!.pos[0], 0.7), num((a) => twice(world(a)).bodies[0]!.vel[1], 0.7)],
);

const weights: World = {
  g: 0,
  bodies: [0, 1, 2].map((i): Body => ({ pos: [i, 1], vel: [0.5, -i], mass: 0 })),
};
const weighted = (w: World): number =>
  step(w, 0.1).bodies.reduce((s, b, i) => s + b.pos[0] * i + b.pos[1] + 0.5 * b.vel[0] - i * b.vel[1], 0);
const [pulled] = vjp((w: World) => step(w, 0.1))(world(0.7)).pullback(weights);
same(
  "pullback",
  pulled.bodies[1]?.pos[1],
  num((y) => weighted(changed((w) => void (w.bodies[1]!.pos[1] = y))), 1.4),
);

const product = hvp(end)(world(0.7), direction);
same(
  "second order",
  [product.g, product.bodies[2]?.pos[0]],
  [num((a) => grad(end)(world(a)).g, 0.7), num((a) => grad(end)(world(a)).bodies[2]!.pos[0], 0.7)],
  1e-5,
);

interface Body {
  mass: number;
  position: [number, number];
  velocity: [number, number];
}

const SOFTENING = 0.05;

function accelerations(bodies: readonly Body[]): [number, number][] {
  const acc = bodies.map((): [number, number] => [0, 0]);
  for (const [i, a] of bodies.entries()) {
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = b.position[0] - a.position[0];
      const dy = b.position[1] - a.position[1];
      const inv = (dx * dx + dy * dy + SOFTENING ** 2) ** -1.5;
      acc[i][0] += b.mass * dx * inv;
      acc[i][1] += b.mass * dy * inv;
      acc[j][0] -= a.mass * dx * inv;
      acc[j][1] -= a.mass * dy * inv;
    }
  }
  return acc;
}

function leapfrog(bodies: Body[], dt: number, steps: number): void {
  let acc = accelerations(bodies);
  while (steps-- > 0) {
    bodies.forEach((body, i) => {
      for (const axis of [0, 1] as const) {
        body.velocity[axis] += 0.5 * dt * acc[i][axis];
        body.position[axis] += dt * body.velocity[axis];
      }
    });
    acc = accelerations(bodies);
    bodies.forEach(({ velocity }, i) => {
      velocity[0] += 0.5 * dt * acc[i][0];
      velocity[1] += 0.5 * dt * acc[i][1];
    });
  }
}

/** Distance of the first two bodies in the end; the argument itself stays as it is. */
export function f(bodies: Body[], dt = 0.02): number {
  const copy = bodies.map((b) => ({ ...b, position: [...b.position] as [number, number], velocity: [...b.velocity] as [number, number] }));
  leapfrog(copy, dt, 4);
  const [a, b] = copy;
  return Math.hypot(a.position[0] - b.position[0], a.position[1] - b.position[1]);
}

export const wrt = 0;
export const inputs = [
  [[
    { mass: 1, position: [0, 0], velocity: [0, 0.1] },
    { mass: 0.5, position: [1, 0.2], velocity: [0, 1] },
    { mass: 0.2, position: [-0.5, 1], velocity: [0.7, 0] },
  ]],
  [[
    { mass: 2, position: [0, 0], velocity: [0, 0] },
    { mass: 0.1, position: [0.6, 0], velocity: [0.3, 1.2] },
  ], 0.05],
];

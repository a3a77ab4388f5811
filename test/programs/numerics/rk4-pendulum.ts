type State = [angle: number, velocity: number];
type Derivative = (t: number, s: State) => State;

interface Pendulum {
  length: number;
  damping: number;
  drive?: { amplitude: number; frequency: number };
}

const combine = (a: State, k: number, b: State): State => [a[0] + k * b[0], a[1] + k * b[1]];

function* rk4(deriv: Derivative, initial: State, { t0 = 0, dt, steps }: { t0?: number; dt: number; steps: number }): Generator<[number, State]> {
  let state = initial;
  let t = t0;
  yield [t, state];
  for (let i = 0; i < steps; i++) {
    const k1 = deriv(t, state);
    const k2 = deriv(t + dt / 2, combine(state, dt / 2, k1));
    const k3 = deriv(t + dt / 2, combine(state, dt / 2, k2));
    const k4 = deriv(t + dt, combine(state, dt, k3));
    state = state.map((v, j) => v + (dt / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j])) as State;
    t += dt;
    yield [t, state];
  }
}

/** Mean energy of a driven, damped pendulum. */
export function f(p: Pendulum, start: State, dt: number): number {
  const { length, damping, drive: { amplitude, frequency } = { amplitude: 0, frequency: 1 } } = p;
  const g = 9.81;
  const deriv: Derivative = (t, [theta, omega]) => [
    omega,
    -(g / length) * Math.sin(theta) - damping * omega + amplitude * Math.cos(frequency * t),
  ];
  let energy = 0;
  let samples = 0;
  for (const [t, [theta, omega]] of rk4(deriv, start, { dt, steps: 8 })) {
    if (t < 2 * dt) continue;
    energy += 0.5 * (length * omega) ** 2 + g * length * (1 - Math.cos(theta));
    samples++;
  }
  return energy / samples;
}

export const wrt = [0, 1, 2];
export const inputs = [
  [{ length: 1.2, damping: 0.3, drive: { amplitude: 0.5, frequency: 2 } }, [0.7, -0.2], 0.051],
  [{ length: 0.8, damping: 0.1 }, [1.5, 0], 0.1],
];

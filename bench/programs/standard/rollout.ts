export function derivative(theta: number, steps: number): number {
  const x_tape = new Float64Array(steps);
  let x = 1;
  for (let t = 0; t < steps; t++) {
    x_tape[t] = x;
    x = x + 0.01 * Math.sin(theta * x);
  }
  // reverse sweep
  let theta_bar = 0;
  let x_bar = 2 * x;
  for (let t = steps - 1; t >= 0; t--) {
    const x0 = x_tape[t]!;
    const p_bar = x_bar * 0.01 * Math.cos(theta * x0);
    theta_bar += p_bar * x0;
    x_bar += p_bar * theta;
  }
  return theta_bar;
}

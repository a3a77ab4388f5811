export function derivative(u0: Float64Array, k: number, steps: number): [Float64Array, number] {
  const u = u0.slice();
  const u_bar = new Float64Array(u.length);
  const cells = steps * Math.max(u.length - 2, 0);
  const mid_tape = new Float64Array(cells);
  const lap_tape = new Float64Array(cells);
  let p = 0;
  for (let s = 0; s < steps; s++) {
    let left = u[0]!;
    for (let i = 1; i < u.length - 1; i++) {
      const mid = u[i]!;
      const lap = left - 2 * mid + u[i + 1]!;
      mid_tape[p] = mid;
      lap_tape[p++] = lap;
      u[i] = mid + k * mid * lap;
      left = mid;
    }
  }
  // reverse sweep
  for (let i = u.length - 1; i >= 0; i--) u_bar[i]! += 2 * u[i]!;
  let k_bar = 0;
  for (let s = steps - 1; s >= 0; s--) {
    let left_bar = 0;
    for (let i = u.length - 2; i >= 1; i--) {
      const mid = mid_tape[--p]!;
      const lap = lap_tape[p]!;
      const v_bar = u_bar[i]!;
      u_bar[i] = 0;
      const lap_bar = v_bar * k * mid;
      k_bar += v_bar * mid * lap;
      u_bar[i + 1]! += lap_bar;
      u_bar[i]! += left_bar + v_bar * (1 + k * lap) - 2 * lap_bar;
      left_bar = lap_bar;
    }
    u_bar[0]! += left_bar;
  }
  return [u_bar, k_bar];
}

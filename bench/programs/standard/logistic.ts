export function derivative(w: Float64Array, X: Float64Array[], y: number[]): { value: number; grad: Float64Array } {
  const w_bar = new Float64Array(w.length);
  const n = X.length;
  const total_bar = 1 / n;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const x = X[i]!;
    let z = 0;
    for (let j = 0; j < w.length; j++) z += w[j]! * x[j]!;
    const u = Math.exp(-z);
    total += Math.log1p(u) + (1 - y[i]!) * z;
    // reverse sweep of this iteration
    const u_bar = total_bar / (1 + u);
    const z_bar = total_bar * (1 - y[i]!) - u_bar * u;
    for (let j = w.length - 1; j >= 0; j--) w_bar[j]! += z_bar * x[j]!;
  }
  return { value: total / n, grad: w_bar };
}

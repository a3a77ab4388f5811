export function derivative(a: number, b: number): [number, number] {
  const c = a + b;
  const d = b + 1;
  // reverse sweep
  const c_bar = d;
  const d_bar = c;
  return [c_bar, c_bar + d_bar];
}

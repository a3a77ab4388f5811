export function derivative(r: number, k: number): [number, number] {
  let r_bar: number;
  let k_bar = 0;
  const a = Math.abs(r);
  const inside = a <= k;
  // reverse sweep
  if (inside) {
    r_bar = r;
  } else {
    const a_bar = k;
    k_bar = a - k;
    r_bar = a_bar * Math.sign(r);
  }
  return [r_bar, k_bar];
}

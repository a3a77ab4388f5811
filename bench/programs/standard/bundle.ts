/** One forward sweep, and a reverse sweep for each of the two residuals. */
export function derivative(p: number[], fx: number, fy: number): number[][] {
  const x = p[11]! - p[3]!;
  const y = p[12]! - p[4]!;
  const z = p[13]! - p[5]!;
  const rx = p[0]!;
  const ry = p[1]!;
  const rz = p[2]!;
  const square = rx * rx + ry * ry + rz * rz;
  const turns = square > 1e-20;
  let [theta, c, s, inverse, kx, ky, kz, dot, t] = [0, 1, 0, 0, 0, 0, 0, 0, 0];
  let X = x + ry * z - rz * y;
  let Y = y + rz * x - rx * z;
  let Z = z + rx * y - ry * x;
  if (turns) {
    theta = Math.sqrt(square);
    c = Math.cos(theta);
    s = Math.sin(theta);
    inverse = 1 / theta;
    kx = rx * inverse;
    ky = ry * inverse;
    kz = rz * inverse;
    dot = kx * x + ky * y + kz * z;
    t = dot * (1 - c);
    X = x * c + (ky * z - kz * y) * s + kx * t;
    Y = y * c + (kz * x - kx * z) * s + ky * t;
    Z = z * c + (kx * y - ky * x) * s + kz * t;
  }
  const iz = 1 / Z;
  const u = X * iz;
  const v = Y * iz;
  const r2 = u * u + v * v;
  const l = 1 + p[9]! * r2 + p[10]! * r2 * r2;
  const f = p[6]!;
  const w = p[14]!;
  const slope = p[9]! + 2 * p[10]! * r2;
  const row = (a: number, u_l: number, v_l: number, ofX: boolean): number[] => {
    // a: the coordinate that this residual has; its cotangents by u and v.
    const l_bar = w * f * a;
    const r2_bar = l_bar * slope;
    const u_bar = u_l + 2 * r2_bar * u;
    const v_bar = v_l + 2 * r2_bar * v;
    const X_bar = u_bar * iz;
    const Y_bar = v_bar * iz;
    const Z_bar = -(u_bar * u + v_bar * v) * iz;
    let x_bar = X_bar + Y_bar * rz - Z_bar * ry;
    let y_bar = Y_bar - X_bar * rz + Z_bar * rx;
    let z_bar = Z_bar + X_bar * ry - Y_bar * rx;
    let rx_bar = Z_bar * y - Y_bar * z;
    let ry_bar = X_bar * z - Z_bar * x;
    let rz_bar = Y_bar * x - X_bar * y;
    if (turns) {
      const t_bar = X_bar * kx + Y_bar * ky + Z_bar * kz;
      const s_bar = X_bar * (ky * z - kz * y) + Y_bar * (kz * x - kx * z) + Z_bar * (kx * y - ky * x);
      const dot_bar = t_bar * (1 - c);
      const c_bar = X_bar * x + Y_bar * y + Z_bar * z - t_bar * dot;
      const kx_bar = X_bar * t + (Z_bar * y - Y_bar * z) * s + dot_bar * x;
      const ky_bar = Y_bar * t + (X_bar * z - Z_bar * x) * s + dot_bar * y;
      const kz_bar = Z_bar * t + (Y_bar * x - X_bar * y) * s + dot_bar * z;
      x_bar = X_bar * c + (Y_bar * kz - Z_bar * ky) * s + dot_bar * kx;
      y_bar = Y_bar * c + (Z_bar * kx - X_bar * kz) * s + dot_bar * ky;
      z_bar = Z_bar * c + (X_bar * ky - Y_bar * kx) * s + dot_bar * kz;
      const inverse_bar = kx_bar * rx + ky_bar * ry + kz_bar * rz;
      const theta_bar = s_bar * c - c_bar * s - inverse_bar * inverse * inverse;
      const square_bar = theta_bar * inverse;
      rx_bar = kx_bar * inverse + square_bar * rx;
      ry_bar = ky_bar * inverse + square_bar * ry;
      rz_bar = kz_bar * inverse + square_bar * rz;
    }
    const own = a * l;
    return [
      rx_bar,
      ry_bar,
      rz_bar,
      -x_bar,
      -y_bar,
      -z_bar,
      w * own,
      ofX ? w : 0,
      ofX ? 0 : w,
      l_bar * r2,
      l_bar * r2 * r2,
      x_bar,
      y_bar,
      z_bar,
      ofX ? own * f + p[7]! - fx : own * f + p[8]! - fy,
    ];
  };
  const direct = w * f * l;
  return [row(u, direct, 0, true), row(v, 0, direct, false)];
}

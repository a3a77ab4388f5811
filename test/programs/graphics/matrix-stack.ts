/** An OpenGL-like stack of 4x4 matrices in Float64Array with `out` parameters, gl-matrix style. */
type Mat4 = Float64Array;

const mat4 = {
  create(): Mat4 {
    const out = new Float64Array(16);
    out[0] = out[5] = out[10] = out[15] = 1;
    return out;
  },
  copy(out: Mat4, a: Mat4): Mat4 {
    out.set(a);
    return out;
  },
  clone: (a: Mat4): Mat4 => mat4.copy(mat4.create(), a),
  multiply(out: Mat4, a: Mat4, b: Mat4): Mat4 {
    const a00 = a[0], a01 = a[1], a02 = a[2], a03 = a[3];
    const a10 = a[4], a11 = a[5], a12 = a[6], a13 = a[7];
    const a20 = a[8], a21 = a[9], a22 = a[10], a23 = a[11];
    const a30 = a[12], a31 = a[13], a32 = a[14], a33 = a[15];
    for (let i = 0; i < 16; i += 4) {
      const b0 = b[i], b1 = b[i + 1], b2 = b[i + 2], b3 = b[i + 3];
      out[i] = b0 * a00 + b1 * a10 + b2 * a20 + b3 * a30;
      out[i + 1] = b0 * a01 + b1 * a11 + b2 * a21 + b3 * a31;
      out[i + 2] = b0 * a02 + b1 * a12 + b2 * a22 + b3 * a32;
      out[i + 3] = b0 * a03 + b1 * a13 + b2 * a23 + b3 * a33;
    }
    return out;
  },
  translate(out: Mat4, a: Mat4, [x, y, z]: ArrayLike<number> & Iterable<number>): Mat4 {
    if (a === out) {
      for (let k = 0; k < 4; k++) out[12 + k] = a[k] * x + a[4 + k] * y + a[8 + k] * z + a[12 + k];
    } else {
      for (let k = 0; k < 12; k++) out[k] = a[k];
      for (let k = 0; k < 4; k++) out[12 + k] = a[k] * x + a[4 + k] * y + a[8 + k] * z + a[12 + k];
    }
    return out;
  },
  rotateZ(out: Mat4, a: Mat4, rad: number): Mat4 {
    const s = Math.sin(rad);
    const c = Math.cos(rad);
    for (let k = 0; k < 4; k++) {
      const p = a[k];
      const q = a[4 + k];
      out[k] = p * c + q * s;
      out[4 + k] = q * c - p * s;
    }
    if (a !== out) for (let k = 8; k < 16; k++) out[k] = a[k];
    return out;
  },
  perspective(out: Mat4, fovy: number, aspect: number, near: number, far?: number | null): Mat4 {
    const f = 1 / Math.tan(fovy / 2);
    out.fill(0);
    out[0] = f / aspect;
    out[5] = f;
    out[11] = -1;
    if (far != null && far !== Infinity) {
      const nf = 1 / (near - far);
      out[10] = (far + near) * nf;
      out[14] = 2 * far * near * nf;
    } else {
      out[10] = -1;
      out[14] = -2 * near;
    }
    return out;
  },
};

class MatrixStack {
  private stack: Mat4[] = [mat4.create()];
  get top(): Mat4 {
    return this.stack[this.stack.length - 1];
  }
  push(): this {
    this.stack.push(mat4.clone(this.top));
    return this;
  }
  pop(): Mat4 {
    const m = this.stack.pop();
    if (!m || this.stack.length === 0) throw new RangeError("matrix stack underflow");
    return m;
  }
  with(body: () => void): void {
    this.push();
    try {
      body();
    } finally {
      this.pop();
    }
  }
}

function transformPoint(out: number[], m: Mat4, v: number[]): number[] {
  const [x, y, z] = v;
  const w = m[3] * x + m[7] * y + m[11] * z + m[15] || 1.0;
  out[0] = (m[0] * x + m[4] * y + m[8] * z + m[12]) / w;
  out[1] = (m[1] * x + m[5] * y + m[9] * z + m[13]) / w;
  out[2] = (m[2] * x + m[6] * y + m[10] * z + m[14]) / w;
  return out;
}

export function f(pose: { angle: number; offset: number[]; fov: number }, points: number[][], far: number | null): number {
  const stack = new MatrixStack();
  mat4.perspective(stack.top, pose.fov, 4 / 3, 0.1, far);
  const scratch = [0, 0, 0];
  let total = 0;
  const draw = () => {
    for (const p of points) {
      transformPoint(scratch, stack.top, p);
      total += scratch[0] ** 2 + 0.5 * scratch[1] * scratch[2];
    }
  };
  stack.with(() => {
    mat4.translate(stack.top, stack.top, pose.offset);
    mat4.rotateZ(stack.top, stack.top, pose.angle);
    draw();
    stack.with(() => {
      const local = mat4.rotateZ(mat4.create(), mat4.create(), -2 * pose.angle);
      mat4.multiply(stack.top, stack.top, local);
      draw();
    });
    draw();
  });
  return total / points.length;
}

export const wrt = 0;
export const inputs = [
  [{ angle: 0.4, offset: [0.2, -0.1, -3], fov: 0.9 }, [[0.5, 0.2, 0.1], [-0.3, 0.6, 0.4]], 50],
  [{ angle: -0.9, offset: [0.1, 0.3, -4], fov: 1.2 }, [[0.1, 0.2, -0.3]], null],
];

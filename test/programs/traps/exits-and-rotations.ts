/** Loops that other tools have got wrong: variables that are exchanged, steps that a break leaves out, conditions that assign. */

// Three buffers rotate, each iteration.
function cheb(x: number[]): number {
  const n = x.length;
  const H = (v: number[]): number[] => v.map((_, i) => 1.3 * v[i] - 0.4 * v[(i + 1) % n] * x[i] + 0.2 * v[(i + n - 1) % n]);
  const a = [0.99, 0.18, 0.08, 0.02, 0.3];
  let v0 = x.slice();
  let phi = v0.map((v) => a[0] * v);
  let v1 = H(v0);
  phi = phi.map((p, i) => p + a[1] * v1[i]);
  let v2 = v0;
  for (let k = 2; k < a.length; k++) {
    const h = H(v1);
    v2 = h.map((v, i) => 2 * v - v0[i]);
    phi = phi.map((p, i) => p + a[k] * v2[i]);
    [v0, v1, v2] = [v1, v2, v0];
  }
  return phi.reduce((s, p) => s + p * p, 0) + v2[0];
}

// The condition of a loop adds to a sum.
function condAssign(x: number[]): number {
  let res = 0;
  for (let c = 0; res += x[0] * x[1], c < 3; ++c) {
    if (c === 1) { res = x[0] * x[1]; continue; }
  }
  return res;
}

// A break skips the step, which multiplies.
function breakStep(x: number[]): number {
  let res = 0;
  let w = 1;
  for (let i = 1; i < 3; i++, w *= x[1]) {
    res += i * x[0] * w;
    if (i === 2) break;
  }
  return res * w;
}

// Four ways through a body, three of them by continue.
function whileDec(x: number[]): number {
  let res = 0;
  let choice = 5;
  const [i, j] = x;
  while (choice--) {
    if (choice > 3) { res += i; continue; }
    if (choice > 1) { res += j * res; continue; }
    if (choice > 0) { res += i * j; continue; }
    res *= j;
  }
  return res;
}

// A labelled continue after a partial update.
function labelContinue(x: number[]): number {
  let s = 1;
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (j > i) { s += x[i] * x[j] * s; continue outer; }
      s *= x[j];
      if (i + j === 4) break outer;
    }
    s += x[i];
  }
  return s;
}

// Statements between two inner loops.
function mixedInner(x: number[]): number {
  let loss = 0;
  for (let a = 0; a < 2; a++) {
    for (let i = 0; i < 3; i++) {
      let s = 0;
      for (let l = 0; l < 3; l++) s += Math.sin(x[0] + l * s);
      loss += s * x[1];
    }
    loss *= 0.5 + x[1];
    for (let i = 0; i < 2; i++) loss = loss * x[0] + i;
  }
  return loss;
}

export function f(x: number[]): number {
  return cheb(x.slice()) + condAssign(x.slice()) * 0.50 + breakStep(x.slice()) * 0.33 + whileDec(x.slice()) * 0.25 + labelContinue(x.slice()) * 0.20 + mixedInner(x.slice()) * 0.17;
}
export const wrt = 0;
export const inputs = [[[0.4,-0.3,0.7]],[[1.5,0.5,2.5]]];

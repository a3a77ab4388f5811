// A long chain of functions, the last of which calls what the language has: those functions are lowered where they are called.
function g0(xs: number[], k: number): number[] { const ys = g1(xs, k + 1); ys[0] *= 0.5; return ys; }
function g1(xs: number[], k: number): number[] { const ys = g2(xs, k + 1); ys[0] *= 1.5; return ys; }
function g2(xs: number[], k: number): number[] { const ys = g3(xs, k + 1); ys[0] *= 2.5; return ys; }
function g3(xs: number[], k: number): number[] { const ys = g4(xs, k + 1); ys[0] *= 0.5; return ys; }
function g4(xs: number[], k: number): number[] { const ys = g5(xs, k + 1); ys[0] *= 1.5; return ys; }
function g5(xs: number[], k: number): number[] { const ys = g6(xs, k + 1); ys[0] *= xs[1]; return ys; }
function g6(xs: number[], k: number): number[] { const ys = g7(xs, k + 1); ys[0] *= 0.5; return ys; }
function g7(xs: number[], k: number): number[] { const ys = g8(xs, k + 1); ys[0] *= 1.5; return ys; }
function g8(xs: number[], k: number): number[] { const ys = g9(xs, k + 1); ys[0] *= 2.5; return ys; }
function g9(xs: number[], k: number): number[] { const ys = g10(xs, k + 1); ys[0] *= 0.5; return ys; }
function g10(xs: number[], k: number): number[] { const ys = g11(xs, k + 1); ys[0] *= 1.5; return ys; }
function g11(xs: number[], k: number): number[] { const ys = g12(xs, k + 1); ys[0] *= 2.5; return ys; }
function g12(xs: number[], k: number): number[] { const ys = g13(xs, k + 1); ys[0] *= 0.5; return ys; }
function g13(xs: number[], k: number): number[] { const ys = g14(xs, k + 1); ys[0] *= 1.5; return ys; }
function g14(xs: number[], k: number): number[] { const ys = g15(xs, k + 1); ys[0] *= 2.5; return ys; }
function g15(xs: number[], k: number): number[] { const ys = g16(xs, k + 1); ys[0] *= 0.5; return ys; }
function g16(xs: number[], k: number): number[] { const ys = g17(xs, k + 1); ys[0] *= 1.5; return ys; }
function g17(xs: number[], k: number): number[] { const ys = g18(xs, k + 1); ys[0] *= 2.5; return ys; }
function g18(xs: number[], k: number): number[] { const ys = g19(xs, k + 1); ys[0] *= xs[1]; return ys; }
function g19(xs: number[], k: number): number[] { const ys = g20(xs, k + 1); ys[0] *= 1.5; return ys; }
function g20(xs: number[], k: number): number[] { const ys = g21(xs, k + 1); ys[0] *= 2.5; return ys; }
function g21(xs: number[], k: number): number[] { const ys = g22(xs, k + 1); ys[0] *= 0.5; return ys; }
function g22(xs: number[], k: number): number[] { const ys = g23(xs, k + 1); ys[0] *= 1.5; return ys; }
function g23(xs: number[], k: number): number[] { const ys = g24(xs, k + 1); ys[0] *= 2.5; return ys; }
function g24(xs: number[], k: number): number[] { const ys = g25(xs, k + 1); ys[0] *= 0.5; return ys; }
function g25(xs: number[], k: number): number[] { const ys = g26(xs, k + 1); ys[0] *= 1.5; return ys; }
function g26(xs: number[], k: number): number[] { const ys = g27(xs, k + 1); ys[0] *= 2.5; return ys; }
function g27(xs: number[], k: number): number[] { const ys = g28(xs, k + 1); ys[0] *= 0.5; return ys; }
function g28(xs: number[], k: number): number[] { const ys = g29(xs, k + 1); ys[0] *= 1.5; return ys; }
function g29(xs: number[], k: number): number[] { const ys = g30(xs, k + 1); ys[0] *= 2.5; return ys; }
function g30(xs: number[], k: number): number[] { const ys = g31(xs, k + 1); ys[0] *= 0.5; return ys; }
function g31(xs: number[], k: number): number[] { const ys = g32(xs, k + 1); ys[0] *= xs[1]; return ys; }
function g32(xs: number[], k: number): number[] { const ys = g33(xs, k + 1); ys[0] *= 2.5; return ys; }
function g33(xs: number[], k: number): number[] { const ys = g34(xs, k + 1); ys[0] *= 0.5; return ys; }
function g34(xs: number[], k: number): number[] { const ys = g35(xs, k + 1); ys[0] *= 1.5; return ys; }
function g35(xs: number[], k: number): number[] { const ys = g36(xs, k + 1); ys[0] *= 2.5; return ys; }
function g36(xs: number[], k: number): number[] { const ys = g37(xs, k + 1); ys[0] *= 0.5; return ys; }
function g37(xs: number[], k: number): number[] { const ys = g38(xs, k + 1); ys[0] *= 1.5; return ys; }
function g38(xs: number[], k: number): number[] { const ys = last(xs, k + 1); ys[0] *= 2.5; return ys; }
function last(xs: number[], k: number): number[] {
  const ys: number[] = [];
  for (const x of xs) ys.push(x * x, x);
  ys.splice(1, 0, xs[0] * k);
  ys.reverse();
  const zs = [...ys].sort((a, b) => a - b);
  ys.push(...zs);
  ys.unshift(zs[0] * zs[1], ys.indexOf(zs[1]), ys.includes(xs[0]) ? xs[1] : xs[2]);
  return ys;
}

export const f = (xs: number[]): number => g0(xs, 0).reduce((sum, y, i) => sum + y * (i + 1), 0);
export const wrt = 0;
export const inputs = [[[1.5, -0.75, 0.25]], [[0.5, 2, -3, 0.8]]];

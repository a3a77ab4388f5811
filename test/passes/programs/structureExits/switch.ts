export function f(x: number, k: number): number {
  let y = x;
  switch (k) {
    case 0:
      y = x * x;
    case 1:
      y += 1;
      break;
    default:
      y = -x;
  }
  return y;
}

export const inputs = [[3, 0], [3, 1], [3, 2]];

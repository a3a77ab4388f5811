// Conditions as cases, with fallthrough and a default in the middle.
function grade(x: number): number {
  let r = 0;
  switch (true) {
    case x < 0:
      r = x * x;
      break;
    case x < 1:
      r = Math.sin(x);
    // falls through
    case x < 2:
      r += x ** 3;
      break;
    default:
      r = Math.log(x);
    // falls through
    case x > 5:
      r *= x;
  }
  return r;
}

export const f = (x: number): number => grade(x) + 2 * grade(x + 1) + grade(x * x + 3);
export const wrt = [0];
export const inputs = [[-1.5], [-0.4], [0.5], [1.5], [3]];

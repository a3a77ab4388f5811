export function f(x: number, y: number): number {
  const tokens: (number | string)[] = [x, y, "+", 3, "*", x, "-"];
  const stack: number[] = [];
  for (const t of tokens) {
    if (typeof t === "number") { stack.push(t); continue; }
    const b = stack.pop()!, a = stack.pop()!;
    switch (t) {
      case "+": stack.push(a + b); break;
      case "-": stack.push(a - b); break;
      case "*": stack.push(a * b); break;
      default: throw new Error(`unknown token ${t}`);
    }
  }
  return stack[0]! ** 2;
}
export const wrt = [0, 1];
export const inputs = [[1.5, 0.7]];

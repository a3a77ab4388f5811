type Op = ["push", number] | ["load", string] | ["store", string] | ["add"] | ["mul"] | ["sin"] | ["jnz", number] | ["dup"] | ["dec", string];
function run(program: readonly Op[], env: Record<string, number>): number {
  const stack: number[] = [];
  let pc = 0, fuel = 100;
  while (pc < program.length && fuel-- > 0) {
    const op = program[pc++]!;
    switch (op[0]) {
      case "push": stack.push(op[1]); break;
      case "load": stack.push(env[op[1]] ?? 0); break;
      case "store": env[op[1]] = stack.pop()!; break;
      case "add": { const b = stack.pop()!, a = stack.pop()!; stack.push(a + b); break; }
      case "mul": { const b = stack.pop()!, a = stack.pop()!; stack.push(a * b); break; }
      case "sin": stack.push(Math.sin(stack.pop()!)); break;
      case "dup": stack.push(stack[stack.length - 1]!); break;
      case "dec": env[op[1]]! -= 1; break;
      case "jnz": if (stack.pop()! !== 0) pc = op[1]; break;
    }
  }
  return stack.pop() ?? NaN;
}
export function f(x: number, y: number, n: number): number {
  const env: Record<string, number> = { x, y, n, acc: 1 };
  const program: Op[] = [
    ["load", "acc"], ["load", "x"], ["mul"], ["sin"], ["load", "y"], ["add"], ["store", "acc"],
    ["dec", "n"], ["load", "n"], ["jnz", 0],
    ["load", "acc"], ["dup"], ["mul"],
  ];
  return run(program, env) + env.acc! * env.x!;
}
export const wrt = [0, 1];
export const inputs = [[0.5, 0.3, 3], [1.1, -0.4, 1]];

/** Instructions of a machine and segments of a curve: tuples whose last elements may be left out, as data of the module and as arguments. */
const enum Op {
  Push,
  Load,
  Mul,
  Sin,
  Halt,
}
type Instruction = readonly [op: Op, operand?: number];
type Segment = [from: number, to: number, bend?: number];
const program: readonly Instruction[] = [[Op.Load, 0], [Op.Load, 1], [Op.Mul], [Op.Sin], [Op.Push, 4], [Op.Mul], [Op.Halt]];

function run(code: readonly Instruction[], registers: readonly number[]): number {
  const stack: number[] = [];
  for (const [op, operand = 0] of code) {
    switch (op) {
      case Op.Push:
        stack.push(operand);
        break;
      case Op.Load:
        stack.push(registers[operand]);
        break;
      case Op.Mul:
        stack.push(stack.pop()! * stack.pop()!);
        break;
      case Op.Sin:
        stack.push(Math.sin(stack.pop()!));
        break;
      case Op.Halt:
        return stack.pop()!;
    }
  }
  throw new Error("the program does not halt");
}
export function f(segments: Segment[], x: number): number {
  const own: Segment[] = [[x, 2], [1, x, x * x]];
  let total = run(program, [x, segments[0][1]]);
  for (const [from, to, bend = 0.5] of [...segments, ...own]) total += (to - from) ** 2 * bend;
  for (const segment of own) {
    if (segment[2] !== undefined) total += segment[2];
    total += segment.length * x;
  }
  return total;
}
export const wrt = [0, 1];
export const inputs = [[[[0, 1], [1, 3, 0.7]], 1.3]];

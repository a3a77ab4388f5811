/** Programs and formulas that are constants of the module: trees of numbers, texts, lists and objects, and lists of instructions. */
type Form = number | string | Form[];
const program: Form = ["+", ["*", "x", 3], ["sin", ["*", "x", "y"]], ["-", "y", 1]];

function run(form: Form, at: Record<string, number>): number {
  if (typeof form === "number") return form;
  if (typeof form === "string") return at[form];
  const [head, ...rest] = form;
  const values = rest.map((part) => run(part, at));
  switch (head) {
    case "+":
      return values.reduce((a, b) => a + b, 0);
    case "*":
      return values.reduce((a, b) => a * b, 1);
    case "-":
      return values[0] - values[1];
    case "sin":
      return Math.sin(values[0]);
    default:
      throw new Error("no such operation");
  }
}

type Formula = number | string | { readonly op: string; readonly args: readonly Formula[] };
const formula: Formula = {
  op: "+",
  args: [{ op: "*", args: ["x", 3, "y"] }, 2, { op: "-", args: [{ op: "+", args: ["x", "x"] }] }],
};
const formulas: Record<string, Formula> = { plain: formula, scaled: { op: "*", args: ["x", formula] }, one: 1 };

function valueOf(part: Formula, at: Record<string, number>): number {
  if (typeof part === "number") return part;
  if (typeof part === "string") return at[part];
  const values = part.args.map((arg) => valueOf(arg, at));
  if (part.op === "+") return values.reduce((a, b) => a + b);
  return part.op === "*" ? values.reduce((a, b) => a * b) : -values[0];
}

type Instruction =
  | readonly ["push", number]
  | readonly ["load" | "store", string]
  | readonly ["less", number]
  | readonly ["add"]
  | readonly ["multiply"]
  | readonly ["halt"];
const power: readonly Instruction[] = [
  ["push", 0],
  ["store", "i"],
  ["push", 1],
  ["store", "p"],
  ["load", "p"],
  ["load", "x"],
  ["multiply"],
  ["load", "y"],
  ["add"],
  ["store", "p"],
  ["load", "i"],
  ["push", 1],
  ["add"],
  ["store", "i"],
  ["less", 4],
  ["load", "p"],
  ["halt"],
];

function execute(code: readonly Instruction[], variables: Map<string, number>): number {
  const stack: number[] = [];
  const pop = (): number => {
    const top = stack.pop();
    if (top === undefined) throw new RangeError("empty stack");
    return top;
  };
  for (let at = 0; ; ) {
    const instruction = code[at++];
    switch (instruction[0]) {
      case "push":
        stack.push(instruction[1]);
        break;
      case "load":
        stack.push(variables.get(instruction[1]) ?? 0);
        break;
      case "store":
        variables.set(instruction[1], pop());
        break;
      case "add":
        stack.push(pop() + pop());
        break;
      case "multiply":
        stack.push(pop() * pop());
        break;
      case "less":
        if ((variables.get("i") ?? 0) < 3) at = instruction[1];
        break;
      case "halt":
        return pop();
    }
  }
}

export function f(x: readonly number[]): number {
  const at = { x: x[0], y: x[1] };
  let sum = run(program, at) * execute(power, new Map(Object.entries(at)));
  for (const name of ["plain", "scaled", "one"]) sum += valueOf(formulas[name], at) ** 2;
  return sum + valueOf(formula, { x: x[1], y: x[0] });
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];

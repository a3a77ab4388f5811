// A calculator in postfix notation: operators of one and of two operands stand in one table, and are called by who does not know which.

type Operator = (...operands: number[]) => number;

const plain: Record<string, Operator> = {
  neg: (a) => -a,
  sin: Math.sin,
  add: (a, b) => a + b,
  hypot: (a, b) => Math.hypot(a, b),
  clamp: (v, low, high) => Math.min(Math.max(v, low), high),
};

/** The length of an operator tells how many operands it takes. */
function byLength(source: string, x: number): number {
  const stack: number[] = [];
  for (const word of source.split(" ")) {
    const operator = plain[word];
    if (operator === undefined) stack.push(word === "x" ? x : Number(word));
    else stack.push(operator(...stack.splice(stack.length - operator.length)));
  }
  return stack[0];
}

/** Each length has its own call. */
function byCall(source: string, x: number): number {
  const stack: number[] = [];
  for (const word of source.split(" ")) {
    if (word === "x") stack.push(x);
    else if (word in plain) {
      const operator = plain[word];
      const last = stack.pop()!;
      if (operator.length === 1) stack.push(operator(last));
      else if (operator.length === 2) stack.push(operator(stack.pop()!, last));
      else {
        const low = stack.pop()!;
        stack.push(operator(stack.pop()!, low, last));
      }
    } else stack.push(Number(word));
  }
  return stack[0];
}

type Tagged = { arity: 1; apply: (a: number) => number } | { arity: 2; apply: (a: number, b: number) => number };

const tagged: Record<string, Tagged> = {
  exp: { arity: 1, apply: Math.exp },
  half: { arity: 1, apply: (a) => a / 2 },
  sub: { arity: 2, apply: (a, b) => a - b },
  power: { arity: 2, apply: (a, b = 2) => a ** b },
};

/** A field tells it, and the types go with that. */
function byTag(source: string, x: number): number {
  const stack: number[] = [];
  for (const word of source.split(" ")) {
    const operator = tagged[word];
    if (!operator) {
      stack.push(word === "x" ? x : Number(word));
      continue;
    }
    if (operator.arity === 1) stack.push(operator.apply(stack.pop()!));
    else {
      const b = stack.pop()!;
      stack.push(operator.apply(stack.pop()!, b));
    }
  }
  return stack[0];
}

/** In a map, with functions made here, one of which asks whether it was told a second operand. */
function fromMap(x: number, y: number): number {
  const scale = (a: number, by?: number): number => (by === undefined ? a * y : a * by);
  const operators = new Map<string, Operator>([
    ["scale", scale],
    ["shift", (a, by) => a + by * x],
    ["square", (a) => a * a],
  ]);
  let sum = 0;
  for (const [name, operands] of [
    ["scale", [x]],
    ["shift", [x, 2]],
    ["square", [y]],
    ["scale", [y, 3]],
  ] as [string, number[]][])
    sum += operators.get(name)!(...operands) * x;
  return sum + operators.get("square")!(sum) + (operators.get("none")?.(x) ?? y);
}

export function f(x: number, y: number): number {
  return (
    byLength("x 2 add neg x hypot 0.1 9 clamp sin", x) +
    byCall("x 2 add neg x hypot 0.1 9 clamp sin", y) +
    byTag("x exp half x sub 3 power", x) +
    fromMap(x, y)
  );
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.6],
  [0.4, 2.1],
];

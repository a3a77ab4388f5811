type Token = { kind: "number"; value: number } | { kind: "op"; op: string } | { kind: "var"; name: string };

function* tokenize(text: string): Generator<Token> {
  let i = 0;
  while (i < text.length) {
    const c = text[i];
    if (c === " ") i++;
    else if (c >= "0" && c <= "9") {
      let digits = "";
      while (i < text.length && text[i] >= "0" && text[i] <= "9") digits += text[i++];
      yield { kind: "number", value: Number(digits) };
    } else if (/[a-z]/.test(c)) {
      yield { kind: "var", name: c };
      i++;
    } else {
      yield { kind: "op", op: c };
      i++;
    }
  }
}

function rpn(tokens: Iterable<Token>, vars: ReadonlyMap<string, number>): number {
  const stack: number[] = [];
  for (const token of tokens) {
    switch (token.kind) {
      case "number":
        stack.push(token.value);
        break;
      case "var":
        stack.push(vars.get(token.name) ?? Number.NaN);
        break;
      case "op": {
        const b = stack.pop()!;
        const a = stack.pop()!;
        stack.push(token.op === "+" ? a + b : token.op === "-" ? a - b : token.op === "*" ? a * b : a / b);
      }
    }
  }
  return stack.pop()!;
}

export function f(x: number, y: number): number {
  const vars = new Map([
    ["x", x],
    ["y", y],
  ]);
  return rpn(tokenize("x y * 12 + x 3 - /"), vars) + rpn(tokenize("x x * y y * +"), vars);
}

export const wrt = [0, 1];
export const inputs = [
  [1.1, 0.6],
  [-2, 3.4],
];

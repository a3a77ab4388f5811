import type { Atom, Block, For, Value, While } from "../ir/types.js";
import { blocks } from "../ir/walk.js";

// Which tangents a part of the linear program defines, and which it reads from outside.

/** What is defined at the top of a block. */
export function definedIn(block: Block, into: Set<Value>): Set<Value> {
  for (const statement of block) {
    if (statement.kind === "let") into.add(statement.value);
    else if (statement.kind === "call") for (const value of statement.results) into.add(value);
    else if (statement.kind === "if") for (const result of statement.results) into.add(result.value);
    else if (statement.kind === "for" || statement.kind === "while")
      for (const c of statement.carried) into.add(c.result);
  }
  return into;
}

/** The tangents that a loop reads but does not define, in order of first use. */
export function freeTangents(loop: For | While, tangents: ReadonlySet<Value>): readonly Value[] {
  const defined = new Set<Value>();
  const used = new Set<Value>();
  const use = (atom: Atom): void => {
    if (atom.kind === "value" && tangents.has(atom)) used.add(atom);
  };
  const walk = (block: Block): void => {
    for (const statement of block) {
      switch (statement.kind) {
        case "let":
          defined.add(statement.value);
          if (statement.operation.kind === "linear") for (const term of statement.operation.terms) use(term.tangent);
          break;
        case "store":
        case "accumulate":
          use(statement.value);
          break;
        case "call":
          for (const arg of statement.args) use(arg);
          for (const value of statement.results) defined.add(value);
          break;
        case "if":
          for (const result of statement.results) {
            use(result.then);
            use(result.else);
            defined.add(result.value);
          }
          break;
        case "for":
        case "while":
          header(statement);
          break;
      }
      if (statement.kind !== "while") for (const inner of blocks(statement)) walk(inner);
      else walk(statement.body);
    }
  };
  const header = (statement: For | While): void => {
    for (const carried of statement.carried) {
      use(carried.initial);
      use(carried.next);
      defined.add(carried.parameter);
      defined.add(carried.result);
    }
  };
  for (const carried of loop.carried) {
    defined.add(carried.parameter);
    use(carried.next);
  }
  walk(loop.body);
  return [...used].filter((tangent) => !defined.has(tangent));
}

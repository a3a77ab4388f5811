import { leaveLoops } from "./loopIdioms.js";
import { placeNotes } from "./notes.js";
import {
  type Assign,
  type Expression,
  expressionsOf,
  mapOperandsOf,
  type Node,
  type Tree,
  targetsOf,
  treesOf,
  type Variable,
  visitExpression,
} from "./tree.js";

/** Rewrites what SSA left into what a reader would write: `for`, `break`, `do … while`, `tape[p++]`, no empty branches. */
export function applyIdioms(tree: Tree): Tree {
  return placeNotes(block(leaveLoops(tree)));
}

function block(tree: Tree): Tree {
  const nodes: Node[] = [];
  for (const node of tree.map(inside).map(positive)) {
    if (node.kind === "if" && isEmpty(node)) {
      for (const declared of node.declared) nodes.push({ kind: "declare", ...declared, span: node.span });
    } else if (!stepsBack(node, nodes)) nodes.push(node);
  }
  return stepForward(nodes);
}

function inside(node: Node): Node {
  switch (node.kind) {
    case "if":
      return { ...node, then: block(node.then), else: block(node.else) };
    case "while":
      return { ...node, head: block(node.head), body: block(node.body) };
    case "for":
    case "stepped":
    case "doWhile":
      return { ...node, body: block(node.body) };
    default:
      return node;
  }
}

const isEmpty = (node: Node & { kind: "if" }): boolean => node.then.length === 0 && node.else.length === 0;

/** `if (c) {} else { … }` as `if (!c) { … }`. */
function positive(node: Node): Node {
  if (node.kind !== "if" || node.then.length > 0 || node.else.length === 0) return node;
  return { ...node, condition: negated(node.condition), then: node.else, else: [] };
}

/** The opposite of a condition. Only equality has an operator that is its opposite for NaN as well. */
export function negated(condition: Expression): Expression {
  if (condition.kind === "unary" && condition.operator === "!") return condition.operand;
  if (condition.kind === "binary" && condition.operator === "===") return { ...condition, operator: "!==" };
  if (condition.kind === "binary" && condition.operator === "!==") return { ...condition, operator: "===" };
  if (condition.kind === "binary" && condition.operator === "==") return { ...condition, operator: "!=" };
  return { kind: "unary", operator: "!", operand: condition };
}

/** `tape[p] = x; …; p++` as `tape[p++] = x; …`, if nothing after the store mentions p. */
function stepsBack(node: Node, before: Node[]): boolean {
  const position = stepOf(node, "+");
  if (position === undefined) return false;
  for (let i = before.length - 1; i >= 0; i--) {
    const store = before[i] as Node;
    if (treesOf(store).length > 0) return false;
    if (!mentions(store, position)) continue;
    if (store.kind !== "put" || store.tape === undefined || store.target.kind !== "index") return false;
    if (!isVariable(store.target.index, position) || countIn(store.value, position) > 0) return false;
    const index: Expression = { kind: "update", variable: position, operator: "++", prefix: false };
    before[i] = { ...store, target: { ...store.target, index } };
    return true;
  }
  return false;
}

/** `p--; const x = tape[p]` as `const x = tape[--p]`. */
function stepForward(nodes: readonly Node[]): Tree {
  const result: Node[] = [];
  /** A step that waits for the first load at its position. */
  let step: { readonly node: Assign; readonly position: Variable; readonly at: number } | undefined;
  for (const node of nodes) {
    if (step !== undefined) {
      const stepped = treesOf(node).length === 0 ? withStep(node, step.position) : undefined;
      if (stepped !== undefined) {
        result.push(stepped);
        step = undefined;
        continue;
      }
      if (treesOf(node).length > 0 || mentions(node, step.position)) {
        result.splice(step.at, 0, step.node);
        step = undefined;
      }
    }
    const position = step === undefined ? stepOf(node, "-") : undefined;
    if (position !== undefined) step = { node: node as Assign, position, at: result.length };
    else result.push(node);
  }
  if (step !== undefined) result.splice(step.at, 0, step.node);
  return result;
}

/** The node with its only use of the position, the index of a load, stepping first. */
function withStep(node: Node, position: Variable): Node | undefined {
  if (node.kind !== "declare" && node.kind !== "assign" && node.kind !== "put") return undefined;
  if (targetsOf(node).includes(position) || node.value === undefined) return undefined;
  const total = expressionsOf(node).reduce((sum, expression) => sum + countIn(expression, position), 0);
  if (total !== 1 || countIn(node.value, position) !== 1) return undefined;
  const value = stepInside(node.value, position);
  return value === undefined ? undefined : { ...node, value };
}

function stepInside(expression: Expression, position: Variable): Expression | undefined {
  if (expression.kind === "index" && isVariable(expression.index, position)) {
    return { ...expression, index: { kind: "update", variable: position, operator: "--", prefix: true } };
  }
  // What is evaluated only sometimes may not step.
  if (expression.kind === "conditional") return undefined;
  if (expression.kind === "binary" && (expression.operator === "&&" || expression.operator === "||")) return undefined;
  let done = false;
  const mapped = mapOperandsOf(expression, (operand) => {
    const inner = done || countIn(operand, position) === 0 ? undefined : stepInside(operand, position);
    if (inner === undefined) return operand;
    done = true;
    return inner;
  });
  return done ? mapped : undefined;
}

/** The variable of `p = p + 1` or `p = p - 1`. */
function stepOf(node: Node, operator: "+" | "-"): Variable | undefined {
  if (node.kind !== "assign" || node.value.kind !== "binary" || node.value.operator !== operator) return undefined;
  const { left, right } = node.value;
  const isOne = right.kind === "literal" && right.constant.value === 1;
  return isOne && isVariable(left, node.target) ? node.target : undefined;
}

const isVariable = (expression: Expression, variable: Variable): boolean =>
  expression.kind === "variable" && expression.variable === variable;

function countIn(expression: Expression, variable: Variable): number {
  let count = 0;
  visitExpression(expression, (part) => {
    if ((part.kind === "variable" || part.kind === "update") && part.variable === variable) count++;
  });
  return count;
}

const mentions = (node: Node, variable: Variable): boolean =>
  targetsOf(node).includes(variable) || expressionsOf(node).some((expression) => countIn(expression, variable) > 0);

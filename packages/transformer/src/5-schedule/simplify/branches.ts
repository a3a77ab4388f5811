import { booleanType, isConstant, sameAtom } from "../../ir/build.js";
import {
  type Atom,
  type Block,
  comparisons,
  type If,
  logical,
  type PrimitiveName,
  type Result,
  type Statement,
  type Value,
} from "../../ir/types.js";
import { unlessZero } from "./algebra.js";
import { definedBy, emit, isSure, type Rewriting, replace } from "./rewriting.js";

/** Records that a condition is true or false in the present block, with all that follows. */
export function learn(condition: Atom, truth: boolean, state: Rewriting): void {
  if (condition.kind === "constant") return;
  // What is missing leads the same way as false.
  if (truth || isSure(condition, state)) state.known.set(condition, truth);
  const negated = definedBy(condition, state, "not")?.args[0];
  if (negated !== undefined && isBoolean(negated)) learn(negated, !truth, state);
  const parts = definedBy(condition, state, truth ? "and" : "or")?.args ?? [];
  for (const part of parts) if (isBoolean(part)) learn(part, truth, state);
}

const isBoolean = (atom: Atom): boolean =>
  atom.kind === "value" ? atom.type.kind === "boolean" : typeof atom.value === "boolean";

/** Operations so cheap that a boolean made of them is better computed than branched around. */
const cheap: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([...comparisons, ...logical, "add", "sub"]);
const mostSpeculated = 3;

/** `c && (a < b)` as a branch: the comparison moves before the branch, which then is an `and` of two booleans. */
export function speculate(statement: If, state: Rewriting, out: Statement[]): If {
  const [result] = statement.results;
  const shortCircuits =
    result !== undefined &&
    statement.results.every((one) => isBoolean(one.value)) &&
    isBoolean(statement.condition) &&
    (statement.then.length === 0 || statement.else.length === 0) &&
    statement.results.some((one) => one.then.kind === "constant" || one.else.kind === "constant");
  if (!shortCircuits || !isCheap(statement.then) || !isCheap(statement.else)) return statement;
  const moved = [...statement.then, ...statement.else];
  if (moved.length === 0) return statement;
  state.changes++;
  out.push(...moved);
  return { ...statement, then: [], else: [] };
}

const isCheap = (block: Block): boolean =>
  block.length <= mostSpeculated &&
  block.every(
    (statement) =>
      statement.kind === "let" &&
      !statement.linear &&
      statement.operation.kind === "primitive" &&
      cheap.has(statement.operation.name),
  );

/** Results that are the same on both sides, twice the same, or a formula of the condition, are no results. */
export function simplifyResults(statement: If, state: Rewriting, out: Statement[]): If {
  const results: Result[] = [];
  const inside = new Set<Value>();
  for (const block of [statement.then, statement.else]) {
    for (const inner of block) addDefinitions(inner, inside);
  }
  const before: Statement[] = [];
  for (const result of statement.results) {
    const twin = results.find((one) => sameAtom(one.then, result.then) && sameAtom(one.else, result.else));
    if (sameAtom(result.then, result.else)) replace(result.value, result.then, state);
    else if (twin !== undefined && twin.value.linear === result.value.linear) replace(result.value, twin.value, state);
    else {
      const formula =
        booleanFormula(statement.condition, result, inside, state, before) ??
        (result.value.linear ? unlessZero(statement.condition, result.then, result.else, state) : undefined);
      if (formula === undefined) results.push(result);
      else replace(result.value, formula, state);
    }
  }
  out.push(...before);
  return results.length === statement.results.length ? statement : { ...statement, results };
}

function booleanFormula(
  condition: Atom,
  { value, then, else: otherwise }: Result,
  inside: ReadonlySet<Value>,
  state: Rewriting,
  out: Statement[],
): Atom | undefined {
  if (!isBoolean(value) || !isBoolean(condition) || !isBoolean(then) || !isBoolean(otherwise)) return undefined;
  const hidden = (atom: Atom): boolean => atom.kind === "value" && inside.has(atom);
  if (hidden(then) || hidden(otherwise)) return undefined;
  const define = (name: PrimitiveName, ...args: readonly Atom[]): Atom =>
    emit({ kind: "primitive", name, args }, booleanType, false, state, out);
  const isAnswer = isSure(condition, state);
  if (isConstant(then, true) && isConstant(otherwise, false))
    return isAnswer ? condition : define("isTruthy", condition);
  if (isConstant(then, false) && isConstant(otherwise, true)) return define("not", condition);
  if (isConstant(otherwise, false)) return define("and", isAnswer ? condition : define("isTruthy", condition), then);
  if (isConstant(then, true)) return define("or", condition, otherwise);
  if (isConstant(then, false)) return define("and", define("not", condition), otherwise);
  if (isConstant(otherwise, true)) return define("or", define("not", condition), then);
  return undefined;
}

function addDefinitions(statement: Statement, into: Set<Value>): void {
  if (statement.kind === "let") into.add(statement.value);
  else if (statement.kind === "if") for (const result of statement.results) into.add(result.value);
  else if (statement.kind === "for" || statement.kind === "while") {
    for (const carried of statement.carried) into.add(carried.result);
    if (statement.kind === "while") into.add(statement.trips);
  } else if (statement.kind === "call") for (const value of statement.results) into.add(value);
}

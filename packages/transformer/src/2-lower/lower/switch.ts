import { ts } from "../../frontend/ts.js";
import { constant, newScope, newVariable, numberType } from "../../ir/build.js";
import type { Atom, Block } from "../../ir/types.js";
import { lowerExpression } from "./expressions.js";
import { binary } from "./operators.js";
import { Scope } from "./scope.js";
import { inBlock, inPart, type Lowering } from "./state.js";
import { lowerStatements, withLabel } from "./statements.js";
import { assign, read, test } from "./values.js";

interface Clause {
  /** The expressions that lead here, in order. */
  readonly cases: readonly ts.Expression[];
  readonly isDefault: boolean;
  readonly statements: readonly ts.Statement[];
}

/** A switch without fall-through is a chain of branches; with it, each clause runs if the matching one is at or before it. */
export function lowerSwitch(l: Lowering, node: ts.SwitchStatement, names: readonly string[]): void {
  const subject = lowerExpression(l, node.expression);
  const clauses = group(node.caseBlock.clauses);
  const separate = clauses.every((clause, i) => i === clauses.length - 1 || alwaysLeaves(clause.statements));
  const shared = !separate;
  const body = (outer: Lowering): void => {
    const at: Lowering = { ...outer, scope: new Scope(outer.scope, outer.activation, shared) };
    if (separate) lowerChain(at, subject, clauses.map(withoutBreak), node);
    else lowerFallThrough(at, subject, clauses, node);
  };
  const statements = clauses.flatMap((clause) => (separate ? withoutBreak(clause) : clause).statements);
  if (names.length > 0 || statements.some(breaksSwitch)) withLabel(l, "switch", names, body);
  else body(l);
}

/** Clauses without statements join the next one. A default among them keeps its cases: they lead to the same place. */
function group(clauses: readonly ts.CaseOrDefaultClause[]): readonly Clause[] {
  const groups: Clause[] = [];
  let cases: ts.Expression[] = [];
  let isDefault = false;
  clauses.forEach((clause, i) => {
    if (ts.isCaseClause(clause)) cases.push(clause.expression);
    else isDefault = true;
    if (clause.statements.length === 0 && i < clauses.length - 1) return;
    groups.push({ cases, isDefault, statements: clause.statements });
    cases = [];
    isDefault = false;
  });
  return groups;
}

export function alwaysLeaves(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined) return false;
  if (ts.isBlock(last)) return alwaysLeaves(last.statements);
  if (ts.isIfStatement(last)) {
    return last.elseStatement !== undefined && alwaysLeaves([last.thenStatement]) && alwaysLeaves([last.elseStatement]);
  }
  return (
    ts.isBreakStatement(last) || ts.isReturnStatement(last) || ts.isContinueStatement(last) || ts.isThrowStatement(last)
  );
}

/** The clause without the plain `break` at its end. */
function withoutBreak(clause: Clause): Clause {
  const last = clause.statements.at(-1);
  if (last === undefined) return clause;
  if (ts.isBreakStatement(last) && last.label === undefined) {
    return { ...clause, statements: clause.statements.slice(0, -1) };
  }
  if (clause.statements.length === 1 && ts.isBlock(last)) {
    return withoutBreak({ ...clause, statements: last.statements });
  }
  return clause;
}

/** True if a `break` in it leaves this switch. */
function breaksSwitch(statement: ts.Statement): boolean {
  const leaves = (node: ts.Node): boolean => {
    if (ts.isBreakStatement(node)) return node.label === undefined;
    if (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isFunctionLike(node)) return false;
    let found = false;
    ts.forEachChild(node, (child) => {
      if (leaves(child)) found = true;
    });
    return found;
  };
  return leaves(statement);
}

function pushIf(l: Lowering, condition: Atom, then: Block, otherwise: Block): void {
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: undefined });
}

/** Cases are tested in order, wherever the default stands. */
function lowerChain(l: Lowering, subject: Atom, clauses: readonly Clause[], node: ts.SwitchStatement): void {
  const fallback = clauses.find((clause) => clause.isDefault);
  const run = (at: Lowering, clause: Clause | undefined): void => {
    if (clause === undefined) return;
    const scope = new Scope(at.scope, at.activation);
    lowerStatements({ ...at, scope }, clause.statements);
  };
  const chain = (at: Lowering, rest: readonly Clause[]): void => {
    const [clause, ...more] = rest;
    if (clause === undefined) {
      run(at, fallback);
      return;
    }
    const condition = matches(at, subject, clause, node);
    if (condition.kind === "constant") {
      if (condition.value) run(at, clause);
      else chain(at, more);
      return;
    }
    const then = inPart(at, (inner) => run(inner, clause));
    const otherwise = inPart(at, (inner) => chain(inner, more));
    pushIf(at, condition, then, otherwise);
  };
  chain(
    l,
    clauses.filter((clause) => !clause.isDefault),
  );
}

function matches(l: Lowering, subject: Atom, clause: Clause, node: ts.SwitchStatement): Atom {
  let condition: Atom = constant(false);
  for (const expression of clause.cases) {
    const value = lowerExpression(l, expression);
    const equal = equals(l, subject, value, node);
    if (equal.kind === "constant") {
      if (equal.value) return equal;
    } else condition = condition.kind === "constant" ? equal : test(l, "or", condition, equal);
  }
  return condition;
}

function equals(l: Lowering, subject: Atom, value: Atom, node: ts.Node): Atom {
  if (subject.kind === "constant" && value.kind === "constant") return constant(subject.value === value.value);
  return binary(l, ts.SyntaxKind.EqualsEqualsEqualsToken, subject, value, node);
}

/** The number of the clause where execution starts, then every clause from there on until a jump. */
function lowerFallThrough(l: Lowering, subject: Atom, clauses: readonly Clause[], node: ts.SwitchStatement): void {
  const start = newVariable(l.program.ctx.ids, "clause", numberType);
  const fallback = clauses.findIndex((clause) => clause.isDefault);
  assign(l, start, constant(fallback < 0 ? clauses.length : fallback));
  const select = (at: Lowering, index: number): void => {
    const clause = clauses[index];
    if (clause === undefined) return;
    if (clause.cases.length === 0) {
      select(at, index + 1);
      return;
    }
    const condition = matches(at, subject, clause, node);
    if (condition.kind === "constant") {
      if (condition.value) assign(at, start, constant(index));
      else select(at, index + 1);
      return;
    }
    const then = inBlock(at, (inner) => assign(inner, start, constant(index)));
    const otherwise = inBlock(at, (inner) => select(inner, index + 1));
    pushIf(at, condition, then, otherwise);
  };
  select(l, 0);
  clauses.forEach((clause, index) => {
    const condition = test(l, "le", read(l, start), constant(index));
    pushIf(
      l,
      condition,
      inBlock(l, (inner) => lowerStatements(inner, clause.statements)),
      [],
    );
  });
}

import { ts } from "../../frontend/ts.js";
import { constant, newLabel, newVariable } from "../../ir/build.js";
import type { Variable } from "../../ir/types.js";
import { lowerEffect } from "./effects.js";
import { lowerOperand } from "./expressions.js";
import { instanceKey } from "./instanceKey.js";
import { placeType } from "./mixing.js";
import { skipParentheses } from "./operators.js";
import { enter } from "./packages.js";
import { bindParameters, bindReceiver } from "./parameters.js";
import { Scope, visitOwn } from "./scope.js";
import {
  type Closure,
  type FunctionNode,
  freshType,
  inPart,
  type Lowering,
  type Operand,
  type SoleReturn,
} from "./state.js";
import { checkEnd, hoist, lowerStatements } from "./statements.js";
import { read } from "./values.js";

export const ownReturns = (node: FunctionNode): readonly ts.ReturnStatement[] => {
  const returns: ts.ReturnStatement[] = [];
  visitOwn(node, (child) => {
    if (ts.isReturnStatement(child)) returns.push(child);
  });
  return returns;
};

/** True if the function gives a value: an expression body, or a return with one. */
export const returnsValue = (node: FunctionNode): boolean =>
  node.body !== undefined &&
  (!ts.isBlock(node.body) || ownReturns(node).some((statement) => statement.expression !== undefined));

/** True if what it returns is written as a function, or is a local one: such a call is always inlined. */
export function returnsFunction(node: FunctionNode): boolean {
  const body = node.body;
  if (body === undefined) return false;
  const returned = ts.isBlock(body) ? ownReturns(node).map((statement) => statement.expression) : [body];
  return returned.some((expression) => {
    let inner = expression;
    while (inner !== undefined && ts.isParenthesizedExpression(inner)) inner = inner.expression;
    if (inner === undefined) return false;
    if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return true;
    return ts.isIdentifier(inner) && declaresFunction(body, inner.text);
  });
}

function declaresFunction(body: ts.Node, name: string): boolean {
  let found = false;
  visitOwn(body, (child) => {
    if (ts.isFunctionDeclaration(child) && child.name?.text === name) found = true;
    if (ts.isVariableDeclaration(child) && ts.isIdentifier(child.name) && child.name.text === name) {
      const value = child.initializer && skipParentheses(child.initializer);
      if (value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))) found = true;
    }
  });
  return found;
}

/**
 * Lowers the body in place: parameters become names for the arguments, `return` leaves a labelled block. For its effect alone,
 * an expression body need not have a value.
 */
export function inlineClosure(
  l: Lowering,
  closure: Closure,
  args: readonly Operand[],
  forEffect = false,
  receiver?: Operand,
): Operand {
  const { node } = closure;
  l.program.budget.bodies++;
  enter(l, node.body);
  const scope = new Scope(closure.scope, l.activation);
  bindReceiver(scope, closure, receiver);
  if (ts.isFunctionExpression(node) && node.name !== undefined) {
    scope.declare(node.name.text, { kind: "function", value: closure });
  }
  const inlining = [...l.inlining, { node, key: instanceKey(l.program, closure, args) }];
  const base: Lowering = { ...l, scope, jumps: [], inlining, returning: { kind: "function" } };
  bindParameters(base, node, args, closure);
  const body = node.body;
  if (body === undefined) return constant(undefined);
  if (!ts.isBlock(body)) {
    const inner: Lowering = { ...base, scope: new Scope(scope, l.activation) };
    if (!forEffect) return lowerOperand(inner, body);
    lowerEffect(inner, body);
    return constant(undefined);
  }
  const returns = ownReturns(node);
  const last = body.statements.at(-1);
  const inner: Lowering = { ...base, scope: new Scope(scope, l.activation) };
  hoist(inner, body);
  if (returns.length === 0) {
    lowerStatements(inner, body.statements);
    return constant(undefined);
  }
  if (returns.length === 1 && last !== undefined && returns[0] === last) {
    lowerStatements(inner, body.statements.slice(0, -1));
    return returns[0].expression === undefined ? constant(undefined) : lowerOperand(inner, returns[0].expression);
  }
  return inlineWithExits(inner, closure, body);
}

function inlineWithExits(l: Lowering, closure: Closure, body: ts.Block): Operand {
  const { ids } = l.program.ctx;
  const label = newLabel(ids);
  const variable: Variable | undefined = returnsValue(closure.node)
    ? newVariable(ids, closure.name, placeType(l.program, closure.node, freshType(l.program)))
    : undefined;
  if (variable !== undefined) l.program.origins.set(variable, closure.node);
  const sole: SoleReturn = { body: undefined, given: undefined, end: 0, isOther: false };
  const lowerBody = (inner: Lowering): void => {
    sole.body = inner.out;
    lowerStatements(inner, body.statements);
    if (variable !== undefined && sole.given === undefined) checkEnd(inner, closure.node);
  };
  const depth = l.handlers.length;
  const block = inPart(l, lowerBody, { returning: { kind: "inline", label, variable, depth, sole } });
  if (sole.given !== undefined) {
    l.out.push(...block.slice(0, sole.end));
    return sole.given;
  }
  l.out.push({ kind: "labelled", label, body: block });
  return variable === undefined ? constant(undefined) : read(l, variable);
}

/** Directly recursive, judged by name. */
export function namesItself(fn: Closure): boolean {
  let found = false;
  const body = fn.node.body;
  if (body === undefined) return false;
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child) && child.text === fn.name && !isProperty(child)) found = true;
    else ts.forEachChild(child, visit);
  };
  visit(body);
  return found;
}

/** `inner.make = outer`: to say what a property is calls nothing. */
const isProperty = ({ parent }: ts.Identifier): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isPropertyAccessExpression(parent.left);

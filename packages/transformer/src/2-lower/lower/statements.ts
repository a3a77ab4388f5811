import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, leaves, newLabel, newScope } from "../../ir/build.js";
import type { Atom, Block } from "../../ir/types.js";
import { boundNames, declareAhead } from "./cells.js";
import { localClass } from "./classes/model.js";
import { isOfConstructor, isSelf } from "./classes/returnsSelf.js";
import { lowerCondition } from "./conditions.js";
import { assignVar, declareName, declarePattern, declareVariable } from "./destructuring.js";
import { lowerEffect } from "./effects.js";
import { fallsThrough } from "./ending.js";
import { asAtom, lowerName, lowerOperand } from "./expressions.js";
import { syntaxName } from "./fence.js";
import { declareHeld } from "./functions/lambda.js";
import { leaveTo } from "./handlers.js";
import { has, nullish } from "./kinds.js";
import { lowerDo, lowerFor, lowerForOf, lowerWhile } from "./loops.js";
import { lowerForIn } from "./mapLoops.js";
import { fit } from "./mixing.js";
import { libraryMember, libraryName } from "./module.js";
import { presentAtEnd, stillTold, type Told, tell, toldBy } from "./narrowing.js";
import { skipParentheses } from "./operators.js";
import { returnOutcome } from "./outcomes.js";
import { lowerPlace, writePlace } from "./places.js";
import { isPrelude } from "./prelude.js";
import { isReassigned, Scope, visitOwn } from "./scope.js";
import {
  type FunctionNode,
  freshType,
  inPart,
  isFunctionValue,
  type Jump,
  type Lowering,
  report,
  standIn,
} from "./state.js";
import { lowerSwitch } from "./switch.js";
import { lowerThrow } from "./throws.js";
import { lowerTry } from "./tries.js";
import { assign, typeOf } from "./values.js";

/** Declares what JavaScript hoists in a function body: every `var`. */
export function hoist(l: Lowering, body: ts.Block): void {
  visitOwn(body, (node) => {
    if (!ts.isVariableDeclarationList(node) || (node.flags & ts.NodeFlags.BlockScoped) !== 0) return;
    for (const name of node.declarations.flatMap((declaration) => boundNames(declaration.name))) {
      if (l.scope.own(name.text) === undefined) declareHoisted(l, name, body);
    }
  });
}

/** `var x = x || 1` with the name of a parameter starts with the argument. */
function declareHoisted(l: Lowering, name: ts.Identifier, body: ts.Block): void {
  const { parent } = body;
  const isParameter =
    ts.isFunctionLike(parent) &&
    parent.parameters.some((parameter) => boundNames(parameter.name).some(({ text }) => text === name.text));
  const argument = isParameter ? asAtom(l, lowerName(l, name, name.text), name) : undefined;
  const isMissing = argument?.kind === "constant" && argument.value === undefined;
  const type = argument === undefined || isMissing ? freshType(l.program) : typeOf(argument);
  declareVariable(l, name, type, isMissing ? undefined : argument);
}

/** Lowers the statements of a block whose scope is already open. */
export function lowerStatements(l: Lowering, statements: readonly ts.Statement[]): void {
  declareAhead(l, statements);
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement)) declareFunction(l, statement);
  }
  for (const statement of statements) {
    if (!ts.isIfStatement(statement)) lowerStatement(l, statement);
    else tell(l, lowerIf(l, statement));
    // What follows is not for the types of this instance: `if (typeof x === "number") return x;`
    if (l.out.isLeft) break;
  }
}

const endsElsewhere = (block: Block): boolean => block.some(leaves);

function declareFunction(l: Lowering, node: ts.FunctionDeclaration): void {
  if (node.name === undefined || node.body === undefined) return;
  const fn = { kind: "closure", node: node satisfies FunctionNode, scope: l.scope, name: node.name.text } as const;
  declareHeld(l, node.name, fn);
}

function declareClass(l: Lowering, node: ts.ClassDeclaration): void {
  const name = node.name?.text ?? "default";
  l.scope.declare(name, { kind: "function", value: localClass(l, node, name) });
}

/** A scope for the names of a block. */
export const inner = (l: Lowering): Lowering => ({ ...l, scope: new Scope(l.scope, l.activation) });

export function lowerStatement(l: Lowering, node: ts.Statement, labels: readonly string[] = []): void {
  if (ts.isExpressionStatement(node)) lowerEffect(l, node.expression);
  else if (ts.isVariableStatement(node)) lowerDeclarations(l, node.declarationList);
  else if (ts.isBlock(node)) lowerBlock(l, node, labels);
  else if (ts.isIfStatement(node)) lowerIf(l, node);
  else if (ts.isForStatement(node)) lowerFor(l, node, labels);
  else if (ts.isForOfStatement(node)) lowerForOf(l, node, labels);
  else if (ts.isForInStatement(node)) lowerForIn(l, node, labels);
  else if (ts.isWhileStatement(node)) lowerWhile(l, node, labels);
  else if (ts.isDoStatement(node)) lowerDo(l, node, labels);
  else if (ts.isSwitchStatement(node)) lowerSwitch(l, node, labels);
  else if (ts.isReturnStatement(node)) lowerReturn(l, node);
  else if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) lowerJump(l, node);
  else if (ts.isThrowStatement(node)) lowerThrow(l, node);
  else if (ts.isLabeledStatement(node)) lowerLabelled(l, node, labels);
  else if (ts.isTryStatement(node)) lowerTry(l, node);
  else if (ts.isClassDeclaration(node)) declareClass(l, node);
  else if (!isWithoutEffect(node)) report(l, "unsupportedSyntax", node, { syntax: syntaxName(node) });
}

const isWithoutEffect = (node: ts.Statement): boolean =>
  ts.isFunctionDeclaration(node) ||
  ts.isEmptyStatement(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node);

function lowerBlock(l: Lowering, node: ts.Block, labels: readonly string[]): void {
  if (labels.length === 0) lowerStatements(inner(l), node.statements);
  else withLabel(l, "block", labels, (labelled) => lowerStatements(inner(labelled), node.statements));
}

/** A block that `break` can leave. */
export function withLabel(
  l: Lowering,
  kind: "block" | "switch",
  names: readonly string[],
  action: (inner: Lowering) => void,
): void {
  const label = newLabel(l.program.ctx.ids);
  const jump: Jump = { label, kind, names, depth: l.handlers.length };
  const body = inPart(l, action, { jumps: [...l.jumps, jump] });
  l.out.push({ kind: "labelled", label, body });
}

/** A label on a loop, switch or block is a name of it; on anything else it is a block of one statement. */
function lowerLabelled(l: Lowering, node: ts.LabeledStatement, labels: readonly string[]): void {
  const names = [...labels, node.label.text];
  const { statement } = node;
  const takesLabels =
    ts.isIterationStatement(statement, false) ||
    ts.isSwitchStatement(statement) ||
    ts.isBlock(statement) ||
    ts.isLabeledStatement(statement);
  if (takesLabels) lowerStatement(l, statement, names);
  else withLabel(l, "block", names, (labelled) => lowerStatement(labelled, statement));
}

export function lowerDeclarations(l: Lowering, list: ts.VariableDeclarationList): void {
  if ((list.flags & ts.NodeFlags.Using) !== 0) report(l, "unsupportedSyntax", list, { syntax: "using" });
  const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (const declaration of list.declarations) {
    const { name, initializer } = declaration;
    if (initializer === undefined) {
      if (ts.isIdentifier(name) && !isVar) declareVariable(l, name, freshType(l.program), constant(undefined));
    } else if (declaresLibrary(l, name, initializer, isConst)) continue;
    else if (isVar) initializeVar(l, name, initializer);
    else declarePattern(l, name, lowerOperand(l, initializer), isConst);
  }
}

/** `const { sin, PI } = Math`: further names of what the library has. */
function declaresLibrary(l: Lowering, pattern: ts.BindingName, initializer: ts.Expression, isConst: boolean): boolean {
  const library = libraryName(l, skipParentheses(initializer));
  if ((library !== "Math" && library !== "Number") || !ts.isObjectBindingPattern(pattern)) return false;
  for (const { name, propertyName, initializer: otherwise, dotDotDotToken } of pattern.elements) {
    const written = propertyName ?? name;
    if (!ts.isIdentifier(name) || !ts.isIdentifier(written) || otherwise !== undefined || dotDotDotToken !== undefined)
      report(l, "unsupportedSyntax", pattern, { syntax: "this pattern" });
    else declareName(l, name, libraryMember(library, written.text), isConst);
  }
  return true;
}

/** `var x = e` assigns the hoisted variable; a function in it replaces the variable, if nothing else is assigned. */
function initializeVar(l: Lowering, name: ts.BindingName, initializer: ts.Expression): void {
  const operand = lowerOperand(l, initializer);
  if (!ts.isIdentifier(name)) {
    assignVar(l, name, operand);
    return;
  }
  if (isFunctionValue(operand) && !isReassigned(l.program, name)) {
    declareName(l, name, operand, false);
    return;
  }
  writePlace(l, lowerPlace(l, name), asAtom(l, operand, initializer), name);
}

/** Gives what the test says of what follows: where the branch for a condition that holds always leaves, that it did not hold. */
function lowerIf(l: Lowering, node: ts.IfStatement): readonly Told[] {
  const condition = lowerCondition(l, node.expression);
  if (l.out.isLeft) return [];
  const { thenStatement, elseStatement } = node;
  if (condition.kind === "constant") {
    const taken = condition.value ? thenStatement : elseStatement;
    if (taken !== undefined) lowerStatement(inner(l), taken);
    return [];
  }
  const told = { then: toldBy(l, node.expression, true), otherwise: toldBy(l, node.expression, false) };
  let present: readonly Told[] = [...told.then, ...told.otherwise];
  const side = (statement: ts.Statement | undefined, known: readonly Told[]) =>
    inPart(l, (branch) => {
      const at = inner(branch);
      if (statement !== undefined) {
        tell(at, known);
        lowerStatement(at, statement);
      }
      if (!endsElsewhere(branch.out.block)) present = presentAtEnd(at, present, known);
    });
  const then = side(thenStatement, told.then);
  const otherwise = side(elseStatement, told.otherwise);
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: spanOf(node) });
  return endsElsewhere(then) ? stillTold(l, told.otherwise, otherwise) : present;
}

function lowerReturn(l: Lowering, node: ts.ReturnStatement): void {
  const { expression } = node;
  if (expression !== undefined && isOfConstructor(node)) {
    if (!isSelf(l, expression)) report(l, "unsupportedSyntax", node, { syntax: "a constructor that returns a value" });
    lowerEffect(l, expression);
    returnValue(l, undefined, node);
    return;
  }
  if (givesSole(l, node)) return;
  returnValue(l, expression === undefined ? undefined : lowerReturned(l, expression), node);
}

/** The first `return` of a body in place that is reached whatever happens is its end. */
function givesSole(l: Lowering, { expression }: ts.ReturnStatement): boolean {
  const { returning } = l;
  const sole = returning.kind === "inline" ? returning.sole : undefined;
  if (returning.kind !== "inline" || sole === undefined) return false;
  if (sole.body !== l.out || sole.isOther || expression === undefined) {
    sole.isOther = true;
    return false;
  }
  // What stands behind it is never reached.
  if (sole.given !== undefined) return true;
  sole.given = lowerOperand(l, expression);
  sole.end = l.out.statements.length;
  l.out.push({ kind: "exit", exit: "break", label: returning.label, value: undefined, span: undefined });
  return true;
}

/** A function that returns a generator or a class has to be part of its caller, as that consumes it or makes instances. */
export function lowerReturned(l: Lowering, expression: ts.Expression): Atom {
  const operand = lowerOperand(l, expression);
  if (operand.kind !== "iteration" && operand.kind !== "class") return asAtom(l, operand, expression);
  const { inlined } = l.program.facts;
  const { node } = l.activation;
  if (l.returning.kind === "inline" || inlined.has(node)) return asAtom(l, operand, expression);
  inlined.add(node);
  return standIn(l);
}

/**
 * The end of a body that returns values is reached. Right after a switch without default, which is exhaustive by its types, it is not: that
 * throws for any other value.
 */
export function checkEnd(l: Lowering, node: FunctionNode): void {
  if (node.body === undefined || !ts.isBlock(node.body) || !fallsThrough(l.out.statements)) return;
  const last = node.body.statements.at(-1);
  const isExhaustive = last !== undefined && ts.isSwitchStatement(last) && !mayGiveNothing(l, node);
  if (!isExhaustive) returnValue(l, undefined, node);
  else l.out.push({ kind: "throw", text: 'new TypeError("no case matches")', args: [], span: spanOf(last) });
}

/** Whether the checker says that the function may end without a value. */
function mayGiveNothing({ program }: Lowering, node: FunctionNode): boolean {
  if (program.inlineAll || isPrelude(node)) return false;
  const type = program.ctx.frontend.checkerAt(node).getSignatureFromDeclaration(node)?.getReturnType();
  const parts = type?.isUnion() ? type.types : type === undefined ? [] : [type];
  return parts.some((part) => has(part, nullish | ts.TypeFlags.Any | ts.TypeFlags.Unknown));
}

/** Leaves the function with a value: for an inlined body, leaves its block. */
export function returnValue(l: Lowering, given: Atom | undefined, node: ts.Node): void {
  const { returning } = l;
  const value = given ?? (expectsValue(l) ? nothing(l, node) : undefined);
  const label = returning.kind === "inline" ? returning.label : undefined;
  const depth = returning.kind === "inline" ? returning.depth : 0;
  leaveTo(l, { key: `return ${label ?? ""}`, depth, value, node, leave: (at, result) => returnNow(at, result, node) });
}

/** Whether the function returns a value on some way. */
function expectsValue({ returning, activation }: Lowering): boolean {
  if (returning.kind === "inline") return returning.variable !== undefined;
  return activation.outcome === undefined ? activation.returnsValue : activation.outcome.value !== undefined;
}

/** What a return without a value gives; the differentiated function itself must have a value on every way. */
function nothing(l: Lowering, node: ts.Node): Atom {
  const isRoot = l.returning.kind === "function" && l.activation === l.program.singles?.at.activation;
  if (isRoot) report(l, "missingReturn", ts.isFunctionLike(node) ? (node.name ?? node) : node);
  return constant(undefined);
}

function returnNow(l: Lowering, value: Atom | undefined, node: ts.Node): void {
  const { returning, activation } = l;
  if (returning.kind === "inline") {
    if (returning.variable !== undefined) {
      const result = value && fit(l, returning.variable.type, value, node, returning.variable);
      if (result !== undefined) {
        assign(l, returning.variable, result);
      }
    }
    l.out.push({ kind: "exit", exit: "break", label: returning.label, value: undefined, span: spanOf(node) });
    return;
  }
  if (activation.outcome !== undefined) {
    returnOutcome(l, activation.outcome, value, node);
    return;
  }
  const result = value && (fit(l, activation.result, value, node, activation) ?? value);
  l.out.push({ kind: "exit", exit: "return", label: undefined, value: result, span: spanOf(node) });
}

function lowerJump(l: Lowering, node: ts.BreakOrContinueStatement): void {
  const name = node.label?.text;
  const isBreak = ts.isBreakStatement(node);
  const target = l.jumps.findLast((jump) =>
    name === undefined ? jump.kind === "loop" || (isBreak && jump.kind === "switch") : jump.names.includes(name),
  );
  if (target === undefined) {
    report(l, "unsupportedSyntax", node, { syntax: "a jump out of a function" });
    return;
  }
  const { label, depth } = !isBreak && target.next !== undefined ? target.next : target;
  const exit = isBreak || target.next !== undefined ? "break" : "continue";
  const leave = (at: Lowering): void =>
    at.out.push({ kind: "exit", exit, label, value: undefined, span: spanOf(node) });
  leaveTo(l, { key: `${exit} ${label}`, depth, value: undefined, node, leave });
}

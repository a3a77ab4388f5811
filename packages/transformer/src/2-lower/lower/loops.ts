import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, newLabel, newVariable, numberType, one, stringType, zero } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import type { View } from "./arrayIterations.js";
import { invoke } from "./classes/members.js";
import { lowerCondition } from "./conditions.js";
import { capturedCounters, functionOfHeader } from "./counters.js";
import { assignItem, assignVar, declarePattern } from "./destructuring.js";
import { lowerEffect } from "./effects.js";
import { lowerOperand } from "./expressions.js";
import { requireDense } from "./holes.js";
import { hostOperation } from "./host.js";
import { iterableOf } from "./iterables.js";
import { type Iteration, runIteration } from "./iteration.js";
import { forOfMap } from "./mapLoops.js";
import { pair } from "./maps.js";
import { skipParentheses } from "./operators.js";
import {
  inBlock,
  isFunctionValue,
  isRefused,
  type Jump,
  type Lowering,
  type Operand,
  refuse,
  report,
} from "./state.js";
import { inner, lowerDeclarations, lowerStatement } from "./statements.js";
import { asArray, assign, compute, lengthOf, loadIndex, read, structureOf, test } from "./values.js";

interface Parts {
  readonly condition: ((inner: Lowering) => Atom) | undefined;
  readonly body: (inner: Lowering) => void;
  readonly update: (inner: Lowering) => void;
  readonly testFirst: boolean;
}

function emitLoop(l: Lowering, node: ts.Node, names: readonly string[], parts: Parts): void {
  const label = newLabel(l.program.ctx.ids);
  const jump: Jump = { label, kind: "loop", names, depth: l.handlers.length };
  let condition: Atom = constant(true);
  const block = inBlock(l, (at) => {
    if (parts.condition !== undefined) condition = parts.condition(at);
  });
  const body = inBlock(l, parts.body, { jumps: [...l.jumps, jump] });
  const update = inBlock(l, parts.update);
  l.out.push({
    kind: "loop",
    label,
    condition: { block, test: condition },
    body,
    update,
    testFirst: parts.testFirst,
    span: spanOf(node),
  });
}

const conditionOf = (expression: ts.Expression) => (at: Lowering) => lowerCondition(at, expression);

const nothing = (): void => undefined;

export function lowerWhile(l: Lowering, node: ts.WhileStatement, names: readonly string[]): void {
  const body = (at: Lowering): void => lowerStatement(inner(at), node.statement);
  emitLoop(l, node, names, { condition: conditionOf(node.expression), body, update: nothing, testFirst: true });
}

export function lowerDo(l: Lowering, node: ts.DoStatement, names: readonly string[]): void {
  const body = (at: Lowering): void => lowerStatement(inner(at), node.statement);
  emitLoop(l, node, names, { condition: conditionOf(node.expression), body, update: nothing, testFirst: false });
}

/** The variable of `let` is one for all iterations, unless a function that outlives its iteration captures it. */
export function lowerFor(l: Lowering, node: ts.ForStatement, names: readonly string[]): void {
  const { initializer, condition, incrementor } = node;
  const scope = inner(l);
  const early = functionOfHeader(l, node);
  if (early !== undefined)
    report(l, "unsupportedSyntax", early, { syntax: "a function in the header of a loop that names its counter" });
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) lowerDeclarations(scope, initializer);
    else lowerEffect(scope, initializer);
  }
  const counters = capturedCounters(scope, node);
  emitLoop(scope, node, names, {
    condition: condition === undefined ? undefined : (at) => lowerCondition(counters.around(at), condition),
    body: (at) => lowerStatement(inner(counters.inside(at)), node.statement),
    update: (at) => {
      const next = counters.next(at);
      if (incrementor !== undefined) lowerEffect(next, incrementor);
    },
    testFirst: true,
  });
}

/** `for (const x of xs)`, also over `xs.entries()` and `xs.keys()`: by index, the length read again each time. */
export function lowerForOf(l: Lowering, node: ts.ForOfStatement, names: readonly string[]): void {
  if (node.awaitModifier !== undefined) {
    report(l, "asyncCode", node);
    return;
  }
  const { source } = iterated(node.expression);
  const { operand, view } = iterable(l, node.expression);
  if (operand.kind === "iteration") {
    lowerForOfIteration(l, node, names, operand);
    return;
  }
  const array = isFunctionValue(operand) ? refuse(l, "generatorCode", source) : operand;
  const known = structureOf(l, array, source);
  if (known.kind === "map" && known.storage !== "Object") {
    forOfMap(l, node, names, { base: array, type: known, part: source === node.expression ? undefined : view });
    return;
  }
  if (asArray(l, array, source) === undefined) return;
  const variable = newVariable(l.program.ctx.ids, indexName(node, view), numberType);
  assign(l, variable, zero);
  emitLoop(l, node, names, {
    condition: (at) => test(at, "lt", read(at, variable), lengthOf(at, array)),
    body: (at) => {
      const scope = inner(at);
      bindItem(scope, node.initializer, view, array, read(scope, variable));
      lowerStatement(inner(scope), node.statement);
    },
    update: (at) => assign(at, variable, compute(at, "add", read(at, variable), one)),
    testFirst: true,
  });
}

/** `for (const i in xs)`: the indices as texts, those that are there at the start and still when their turn comes. */
export function forInArray(l: Lowering, node: ts.ForInStatement, names: readonly string[], array: Atom): void {
  requireDense(l, array);
  const variable = newVariable(l.program.ctx.ids, "i", numberType);
  const known = lengthOf(l, array);
  assign(l, variable, zero);
  emitLoop(l, node, names, {
    condition: (at) => {
      const index = read(at, variable);
      return test(at, "and", test(at, "lt", index, known), test(at, "lt", index, lengthOf(at, array)));
    },
    body: (at) => {
      const scope = inner(at);
      const index = read(scope, variable);
      const key = hostOperation(scope, "String($0)", [index], stringType, node, { isPure: true });
      l.program.elements.delete(key);
      l.program.indices.set(key, index);
      bindValue(scope, node.initializer, key);
      lowerStatement(inner(scope), node.statement);
    },
    update: (at) => assign(at, variable, compute(at, "add", read(at, variable), one)),
    testFirst: true,
  });
}

/** The items come one by one, each to a copy of the body. `break` closes the iteration, `continue` asks for the next item. */
function lowerForOfIteration(
  l: Lowering,
  node: ts.ForOfStatement,
  names: readonly string[],
  iteration: Iteration,
): void {
  const { ids } = l.program.ctx;
  const end = newLabel(ids);
  const depth = l.handlers.length;
  const body = inBlock(l, (outer) => {
    runIteration(outer, iteration, node.expression, (at, item) => {
      const next = { label: newLabel(ids), depth: at.handlers.length };
      const jump: Jump = { label: end, kind: "loop", names, depth, next };
      const run = (inside: Lowering): void => {
        const scope = inner(inside);
        bindValue(scope, node.initializer, item);
        lowerStatement(inner(scope), node.statement);
      };
      const block = inBlock(at, run, { jumps: [...l.jumps, jump] });
      at.out.push({ kind: "labelled", label: next.label, body: block });
    });
  });
  l.out.push({ kind: "labelled", label: end, body });
}

export function bindValue(l: Lowering, initializer: ts.ForInitializer, item: Atom): void {
  if (!ts.isVariableDeclarationList(initializer)) {
    assignItem(l, initializer, item);
    return;
  }
  const name = initializer.declarations[0]?.name;
  if (name !== undefined) bindTarget(l, initializer, name, item);
}

/** What `const`, `let` or `var` in the head of a loop declares, with its value in this iteration. */
export function bindTarget(l: Lowering, list: ts.VariableDeclarationList, name: ts.BindingName, value: Atom): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) assignVar(l, name, value);
  else declarePattern(l, name, value, (list.flags & ts.NodeFlags.Const) !== 0);
}

/** The array, or an iteration; `keys()` and the like may also be methods of a class. */
function iterable(l: Lowering, expression: ts.Expression): { readonly operand: Operand; readonly view: View } {
  const { source, view } = iterated(expression);
  const operand = lowerOperand(l, source);
  const isMap = !isFunctionValue(operand) && !isRefused(l, operand) && structureOf(l, operand, source).kind === "map";
  if (source === expression) return { operand: isMap ? operand : iterableOf(l, operand, source), view };
  const own = isFunctionValue(operand) || isRefused(l, operand) ? undefined : invoke(l, operand, view, [], expression);
  return own === undefined ? { operand, view } : { operand: own, view: "values" };
}

function iterated(expression: ts.Expression): { source: ts.Expression; view: View } {
  const node = skipParentheses(expression);
  if (ts.isCallExpression(node) && node.arguments.length === 0 && ts.isPropertyAccessExpression(node.expression)) {
    const name = node.expression.name.text;
    if (name === "entries" || name === "keys" || name === "values") {
      return { source: node.expression.expression, view: name };
    }
  }
  return { source: expression, view: "values" };
}

/** The user's name for the index, if there is one. */
function indexName(node: ts.ForOfStatement, view: View): string {
  const declared = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : undefined;
  if (declared === undefined) return "i";
  if (view === "keys" && ts.isIdentifier(declared)) return declared.text;
  if (view !== "entries" || !ts.isArrayBindingPattern(declared)) return "i";
  const first = declared.elements[0];
  return first !== undefined && ts.isBindingElement(first) && ts.isIdentifier(first.name) ? first.name.text : "i";
}

function bindItem(l: Lowering, initializer: ts.ForInitializer, view: View, array: Atom, index: Atom): void {
  if (!ts.isVariableDeclarationList(initializer)) {
    const value = view === "keys" ? index : loadIndex(l, array, index);
    assignItem(l, initializer, view === "entries" ? pair(l, index, value) : value);
    return;
  }
  const name = initializer.declarations[0]?.name;
  if (name === undefined) return;
  if (view === "keys") bindTarget(l, initializer, name, index);
  else if (view === "values") bindTarget(l, initializer, name, loadIndex(l, array, index));
  else if (!ts.isArrayBindingPattern(name))
    report(l, "unsupportedSyntax", name, { syntax: "entries() without [index, value]" });
  else {
    const [first, second] = name.elements;
    if (first !== undefined && ts.isBindingElement(first)) bindTarget(l, initializer, first.name, index);
    if (second !== undefined && ts.isBindingElement(second)) {
      bindTarget(l, initializer, second.name, loadIndex(l, array, index));
    }
  }
}

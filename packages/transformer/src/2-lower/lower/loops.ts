import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, newLabel, newVariable, numberType, one, zero } from "../../ir/build.js";
import { typeText } from "../../ir/type.js";
import type { Atom } from "../../ir/types.js";
import { lowerCondition } from "./conditions.js";
import { declarePattern } from "./destructuring.js";
import { lowerEffect } from "./effects.js";
import { lowerExpression } from "./expressions.js";
import { skipParentheses } from "./operators.js";
import { lowerPlace, writePlace } from "./places.js";
import { inBlock, isRefused, type Jump, type Lowering, report } from "./state.js";
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

/** The variable of `let` is one for all iterations: no function outlives its iteration here, so nothing can tell. */
export function lowerFor(l: Lowering, node: ts.ForStatement, names: readonly string[]): void {
  const { initializer, condition, incrementor } = node;
  const scope = inner(l);
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) lowerDeclarations(scope, initializer);
    else lowerEffect(scope, initializer);
  }
  emitLoop(scope, node, names, {
    condition: condition === undefined ? undefined : conditionOf(condition),
    body: (at) => lowerStatement(inner(at), node.statement),
    update: (at) => {
      if (incrementor !== undefined) lowerEffect(at, incrementor);
    },
    testFirst: true,
  });
}

type Iteration = "values" | "entries" | "keys";

/** `for (const x of xs)`, also over `xs.entries()` and `xs.keys()`: by index, the length read again each time. */
export function lowerForOf(l: Lowering, node: ts.ForOfStatement, names: readonly string[]): void {
  if (node.awaitModifier !== undefined) {
    report(l, "asyncCode", node);
    return;
  }
  const { source, iteration } = iterated(node.expression);
  const array = lowerExpression(l, source);
  const known = structureOf(l, array, source);
  if (known.kind !== "array" && known.kind !== "variable" && !isRefused(l, array)) {
    report(l, "notAnArray", source, { type: typeText(known) });
    return;
  }
  if (asArray(l, array, source) === undefined) return;
  const variable = newVariable(l.program.ctx.ids, indexName(node, iteration), numberType);
  assign(l, variable, zero);
  emitLoop(l, node, names, {
    condition: (at) => test(at, "lt", read(at, variable), lengthOf(at, array)),
    body: (at) => {
      const scope = inner(at);
      bindItem(scope, node.initializer, iteration, array, read(scope, variable));
      lowerStatement(inner(scope), node.statement);
    },
    update: (at) => assign(at, variable, compute(at, "add", read(at, variable), one)),
    testFirst: true,
  });
}

function iterated(expression: ts.Expression): { source: ts.Expression; iteration: Iteration } {
  const node = skipParentheses(expression);
  if (ts.isCallExpression(node) && node.arguments.length === 0 && ts.isPropertyAccessExpression(node.expression)) {
    const name = node.expression.name.text;
    if (name === "entries" || name === "keys" || name === "values") {
      return { source: node.expression.expression, iteration: name };
    }
  }
  return { source: expression, iteration: "values" };
}

/** The user's name for the index, if there is one. */
function indexName(node: ts.ForOfStatement, iteration: Iteration): string {
  const declared = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : undefined;
  if (declared === undefined) return "i";
  if (iteration === "keys" && ts.isIdentifier(declared)) return declared.text;
  if (iteration !== "entries" || !ts.isArrayBindingPattern(declared)) return "i";
  const first = declared.elements[0];
  return first !== undefined && ts.isBindingElement(first) && ts.isIdentifier(first.name) ? first.name.text : "i";
}

function bindItem(l: Lowering, initializer: ts.ForInitializer, iteration: Iteration, array: Atom, index: Atom): void {
  if (!ts.isVariableDeclarationList(initializer)) {
    if (iteration === "entries") report(l, "unsupportedSyntax", initializer, { syntax: "this target of for … of" });
    else
      writePlace(l, lowerPlace(l, initializer), iteration === "keys" ? index : loadIndex(l, array, index), initializer);
    return;
  }
  const name = initializer.declarations[0]?.name;
  if (name === undefined) return;
  const isConst = (initializer.flags & ts.NodeFlags.Const) !== 0;
  if ((initializer.flags & ts.NodeFlags.BlockScoped) === 0) {
    report(l, "unsupportedSyntax", initializer, { syntax: "var in for … of" });
    return;
  }
  if (iteration === "keys") declarePattern(l, name, index, isConst);
  else if (iteration === "values") declarePattern(l, name, loadIndex(l, array, index), isConst);
  else if (!ts.isArrayBindingPattern(name))
    report(l, "unsupportedSyntax", name, { syntax: "entries() without [index, value]" });
  else {
    const [first, second] = name.elements;
    if (first !== undefined && ts.isBindingElement(first)) declarePattern(l, first.name, index, isConst);
    if (second !== undefined && ts.isBindingElement(second)) {
      declarePattern(l, second.name, loadIndex(l, array, index), isConst);
    }
  }
}

import type { Frontend } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";
import { skipOuter } from "./resolveCallee.js";

// Functions that a constant of a module, or a class, holds: `models.fit`, `models[name]`, and the parameter of `losses.map((loss) => …)`.

type Literal = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression;

/** A function, or what is written in its place. */
export type HeldFunction = ts.Expression | ts.MethodDeclaration;

/** The functions of a table, one of which is meant. */
export interface Choice {
  readonly table: ts.Expression;
  /** A key of the table, or one of its functions. */
  readonly which: ts.Expression;
  readonly by: "key" | "function";
  /** Where a member of the table has the function; empty where it is the function. */
  readonly path: readonly string[];
  /** By the key of the member. */
  readonly functions: ReadonlyMap<string, HeldFunction>;
}

/** What `table.name` stands for, and what must stay as it is written for that: the table, or the member of a class. */
export function heldUnder(
  expression: ts.Expression,
  frontend: Frontend,
): { readonly held: HeldFunction; readonly by: ts.Expression } | undefined {
  const node = skipOuter(expression);
  const key = keyOf(node);
  if (key === undefined || !isAccess(node)) return undefined;
  const table = tableOf(node.expression, frontend);
  const held = table && functionsOf(table).get(key);
  if (held !== undefined) return { held, by: skipOuter(node.expression) };
  const member = ts.isPropertyAccessExpression(node) ? frontend.declarationOf(node) : undefined;
  const isStatic = member !== undefined && (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
  if (!isStatic) return undefined;
  if (ts.isMethodDeclaration(member) && member.body !== undefined && !usesThis(member))
    return { held: member, by: node };
  const isField = ts.isPropertyDeclaration(member) && member.initializer !== undefined;
  return isField ? { held: skipOuter(member.initializer), by: node } : undefined;
}

/**
 * Which functions of a table an expression may be: `table[key]`, or what a callback or a loop over the table names, a member of it or a
 * part of each.
 */
export function chosenFrom(expression: ts.Expression, frontend: Frontend): Choice | undefined {
  const node = skipOuter(expression);
  const isKeyed = ts.isElementAccessExpression(node) && keyOf(node) === undefined;
  const { table, path } = isKeyed
    ? { table: skipOuter(node.expression), path: [] }
    : (partOfEach(node, frontend) ?? none);
  const literal = table && tableOf(table, frontend);
  if (table === undefined || literal === undefined) return undefined;
  const functions = new Map<string, HeldFunction>();
  for (const [key, member] of functionsOf(literal)) {
    const held = path.reduce<HeldFunction | undefined>((at, step) => at && partOf(at, step), member);
    if (held !== undefined) functions.set(key, held);
  }
  if (functions.size === 0) return undefined;
  return isKeyed
    ? { table, which: node.argumentExpression, by: "key", path, functions }
    : { table, which: node, by: "function", path, functions };
}

const none = { table: undefined, path: [] };

function partOf(held: HeldFunction, key: string): HeldFunction | undefined {
  const literal = ts.isMethodDeclaration(held) ? undefined : literalOf(held);
  return literal && functionsOf(literal).get(key);
}

const isAccess = (node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);

/** The key of an access, if it is written there. */
function keyOf(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  const key = skipOuter(node.argumentExpression);
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}

/** The literal that a constant, or what it holds under a name, is made of. */
function tableOf(expression: ts.Expression, frontend: Frontend): Literal | undefined {
  const node = skipOuter(expression);
  if (ts.isIdentifier(node)) {
    const declaration = frontend.declarationOf(node);
    const isConstant =
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      isModuleLevel(declaration) &&
      (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    return isConstant && declaration.initializer !== undefined ? literalOf(declaration.initializer) : undefined;
  }
  const key = keyOf(node);
  const outer = key !== undefined && isAccess(node) ? tableOf(node.expression, frontend) : undefined;
  const held = outer && functionsOf(outer).get(key ?? "");
  return held !== undefined && !ts.isMethodDeclaration(held) ? literalOf(held) : undefined;
}

/** `Object.freeze({ … })` is the literal. */
function literalOf(expression: ts.Expression): Literal | undefined {
  const node = skipOuter(expression);
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return node;
  const [only] = ts.isCallExpression(node) && node.expression.getText() === "Object.freeze" ? node.arguments : [];
  return only && literalOf(only);
}

/** Whatever the literal holds under names that are written out. */
function functionsOf(literal: Literal): ReadonlyMap<string, HeldFunction> {
  if (ts.isArrayLiteralExpression(literal))
    return new Map(literal.elements.map((element, i) => [String(i), skipOuter(element)]));
  const found = new Map<string, HeldFunction>();
  for (const property of literal.properties) {
    const { name } = property;
    if (name === undefined || ts.isComputedPropertyName(name) || ts.isPrivateIdentifier(name)) continue;
    if (name.text === "__proto__") continue;
    if (ts.isPropertyAssignment(property)) found.set(name.text, skipOuter(property.initializer));
    else if (ts.isShorthandPropertyAssignment(property)) found.set(name.text, property.name);
    else if (ts.isMethodDeclaration(property) && !usesThis(property)) found.set(name.text, property);
  }
  return found;
}

/** A method that is taken out of its object has no `this`. */
function usesThis(method: ts.MethodDeclaration): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    found ||= node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword;
    const hasOwn = ts.isFunctionLike(node) && !ts.isArrowFunction(node) && node !== method;
    if (!found && !hasOwn && !ts.isClassLike(node)) ts.forEachChild(node, visit);
  };
  visit(method);
  return found;
}

interface Part {
  readonly table: ts.Expression;
  readonly path: readonly string[];
}

/** `part` and `item.part`, where a callback of a method of a table, or a loop over it, names its members. */
function partOfEach(node: ts.Expression, frontend: Frontend): Part | undefined {
  if (isAccess(node)) {
    const key = keyOf(node);
    const whole = key === undefined ? undefined : partOfEach(skipOuter(node.expression), frontend);
    return whole && key !== undefined ? { ...whole, path: [...whole.path, key] } : undefined;
  }
  const declaration = ts.isIdentifier(node) ? frontend.declarationOf(node) : undefined;
  const path: string[] = [];
  let at: ts.Node | undefined = declaration;
  while (at !== undefined && ts.isBindingElement(at)) {
    const key = keyInPattern(at);
    if (key === undefined) return undefined;
    path.unshift(key);
    at = at.parent.parent;
  }
  const source = at && iterated(at);
  return source && withoutKeys(source, path);
}

function keyInPattern(element: ts.BindingElement): string | undefined {
  const { parent, propertyName, name, dotDotDotToken } = element;
  if (dotDotDotToken !== undefined) return undefined;
  if (ts.isArrayBindingPattern(parent)) return String(parent.elements.indexOf(element));
  const key = propertyName ?? name;
  return ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : undefined;
}

/** The table behind `Object.values(table)` and the like; of pairs the second part is a member. */
function withoutKeys(source: ts.Expression, path: readonly string[]): Part | undefined {
  if (!ts.isCallExpression(source)) return { table: source, path };
  const callee = source.expression;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const isObject = callee.expression.getText() === "Object";
  const of = isObject ? source.arguments[0] : callee.expression;
  const table = of && skipOuter(of);
  if (table === undefined) return undefined;
  if (callee.name.text === "values") return { table, path };
  return callee.name.text === "entries" && path[0] === "1" ? { table, path: path.slice(1) } : undefined;
}

/** What a callback that is given to a method of it, or a loop, goes through. */
function iterated(holder: ts.Node): ts.Expression | undefined {
  const { parent } = holder;
  if (ts.isVariableDeclaration(holder)) {
    const loop = parent.parent;
    return ts.isForOfStatement(loop) ? skipOuter(loop.expression) : undefined;
  }
  if (!ts.isParameter(holder) || !ts.isFunctionLike(parent) || parent.parameters[0] !== holder) return undefined;
  const call = parent.parent;
  const isCallback = ts.isCallExpression(call) && call.arguments[0] === (parent as ts.Node);
  return isCallback && ts.isPropertyAccessExpression(call.expression)
    ? skipOuter(call.expression.expression)
    : undefined;
}

/** Declared by a file or a namespace. */
function isModuleLevel(declaration: ts.VariableDeclaration): boolean {
  const block = declaration.parent.parent.parent;
  return ts.isSourceFile(block) || ts.isModuleBlock(block);
}

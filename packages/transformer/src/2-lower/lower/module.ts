import { isMarker, isRule } from "../../1-discover/markers.js";
import { mathConstants, numberConstants } from "../../frontend/libraryConstants.js";
import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Constant } from "../../ir/types.js";
import { declaredClass } from "./classes/model.js";
import { lowerMarker, markerName } from "./derived.js";
import { enumMember, enumObject } from "./enums.js";
import { evaluatedLibrary, evaluatedOperand } from "./evaluated.js";
import { wholeTable } from "./functions/tables.js";
import { moduleConstant } from "./moduleConstants.js";
import { madeOperand } from "./moduleInitializers.js";
import { isFileLevel, isModuleLevel, qualifierOf } from "./moduleLevel.js";
import { moduleVariable } from "./moduleVariables.js";
import { isNamespace, namespaceObject } from "./namespaces.js";
import { skipParentheses } from "./operators.js";
import { isOfPackage } from "./packages.js";
import { assignedNames, Scope } from "./scope.js";
import {
  type Closure,
  isFunctionValue,
  type Lowering,
  type Operand,
  type ProgramState,
  refuse,
  standIn,
} from "./state.js";
import { staticOperand } from "./staticValues.js";
import { storageVariable } from "./storageVariables.js";
import { loadField } from "./values.js";

/** `Math.PI`, `Number.EPSILON`, … */
export function libraryConstant(namespace: string, name: string): Constant | undefined {
  const math = mathConstants.find((known) => known === name);
  if (namespace === "Math" && math !== undefined) return constant(Math[math], `Math.${math}`);
  const number = numberConstants.find((known) => known === name);
  if (namespace !== "Number" || number === undefined) return undefined;
  const value = Number[number];
  return Number.isFinite(value) ? constant(value, `Number.${number}`) : constant(value);
}

/** `Math.sin`, `Math.PI`, as a value. */
export const libraryMember = (library: "Math" | "Number", name: string): Operand =>
  libraryConstant(library, name) ?? { kind: "builtin", name: `${library}.${name}` };

/** The name, if it refers to the standard library and not to something of the user's. */
export function libraryName(l: Lowering, node: ts.Node): string | undefined {
  const global = globalName(l, node);
  if (global !== undefined) return libraryText(l.program, global);
  if (!ts.isIdentifier(node) || l.scope.lookup(node.text) !== undefined) return undefined;
  return libraryText(l.program, node) ?? (isOfPackage(node) ? evaluatedLibrary(l, node) : undefined);
}

function libraryText(program: ProgramState, name: ts.Identifier): string | undefined {
  const declaration = program.ctx.frontend.declarationOf(name);
  if (declaration === undefined || isDefaultLibrary(declaration)) return name.text;
  // const M = Math
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const initializer = declaration.initializer && skipParentheses(declaration.initializer);
  if (initializer === undefined || !ts.isIdentifier(initializer) || initializer.text !== "Math") return undefined;
  const isFixed = isModuleLevel(declaration) && !isAssignedBinding(program, declaration);
  return isFixed ? libraryText(program, initializer) : undefined;
}

/** The name in `globalThis.name`, which nothing around this place can shadow. */
export function globalName(l: Lowering, node: ts.Node): ts.Identifier | undefined {
  const bare = ts.isExpression(node) ? skipParentheses(node) : node;
  const isLocal = l.scope.lookup("globalThis") !== undefined;
  return isLocal ? undefined : globalMember(l.program, bare);
}

/** The same at module level. */
function globalMember({ ctx }: ProgramState, node: ts.Node): ts.Identifier | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.name)) return undefined;
  const object = skipParentheses(node.expression);
  const isGlobal = ts.isIdentifier(object) && object.text === "globalThis";
  return isGlobal && ctx.frontend.declarationOf(object) === undefined ? node.name : undefined;
}

export const isDefaultLibrary = (declaration: ts.Declaration): boolean =>
  /[\\/](lib\.[\w.]+|globals|[\w-]+\.generated)\.d\.ts$/.test(declaration.getSourceFile().fileName) ||
  isAmbientGlobal(declaration);

/** Declared for every module by a file of declarations, as the globals of Node.js are. */
function isAmbientGlobal(declaration: ts.Declaration): boolean {
  const file = declaration.getSourceFile();
  if (!file.isDeclarationFile) return false;
  for (let at: ts.Node | undefined = declaration; at !== undefined; at = at.parent) {
    if (ts.isModuleDeclaration(at)) return (at.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  }
  return !ts.isExternalModule(file);
}

/** A name that is not local: module-level functions, constants and data. */
export function moduleOperand(l: Lowering, node: ts.Node, name: string): Operand {
  const library = ts.isIdentifier(node) ? globalConstant(name) : undefined;
  const declaration = l.program.ctx.frontend.declarationOf(node);
  if (declaration === undefined || isDefaultLibrary(declaration)) {
    if (library !== undefined) return library;
    const made = ts.isIdentifier(node) ? evaluatedOperand(l, node) : undefined;
    if (made !== undefined) return made;
    if (["Number", "Boolean", "String", "isNaN", "isFinite", "parseFloat", "parseInt"].includes(name))
      return { kind: "builtin", name };
    if (declaration !== undefined && ts.isFunctionDeclaration(declaration)) return { kind: "builtin", name };
    return refuse(l, declaration === undefined ? "unresolvedName" : "unknownCall", node, { name });
  }
  return declaredOperand(l, declaration, node, name);
}

const globalConstant = (name: string): Constant | undefined => {
  if (name === "NaN") return constant(Number.NaN);
  if (name === "Infinity") return constant(Number.POSITIVE_INFINITY);
  return name === "undefined" ? constant(undefined) : undefined;
};

/** `const { sin, PI } = Math`, `const tanh = Math.tanh`, `const isArray = Array.isArray`, of a module. */
function libraryAlias(program: ProgramState, declaration: ts.Declaration): Operand | undefined {
  const member = memberOf(program, declaration);
  if (member === undefined) return undefined;
  const named = globalMember(program, member.object) ?? member.object;
  if (!ts.isIdentifier(named)) return undefined;
  const object = program.ctx.frontend.declarationOf(named);
  const library = named.text;
  if (object !== undefined && !isDefaultLibrary(object)) return undefined;
  if (library === "Array" && member.name === "isArray") return { kind: "builtin", name: "Array.isArray" };
  if (library !== "Math" && library !== "Number") return undefined;
  return libraryMember(library, member.name);
}

/** The property of which a constant of a module is another name. */
function memberOf(
  program: ProgramState,
  declaration: ts.Declaration,
): { readonly object: ts.Expression; readonly name: string } | undefined {
  const holder = ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  if (!ts.isVariableDeclaration(holder) || holder.initializer === undefined || !isModuleLevel(holder)) return undefined;
  const isConst = (ts.getCombinedNodeFlags(holder) & ts.NodeFlags.Const) !== 0;
  if (!isConst && (!ts.isIdentifier(holder.name) || isAssignedBinding(program, holder))) return undefined;
  const initializer = skipParentheses(holder.initializer);
  if (!ts.isBindingElement(declaration)) {
    if (!ts.isPropertyAccessExpression(initializer)) return undefined;
    return { object: skipParentheses(initializer.expression), name: initializer.name.text };
  }
  const written = declaration.propertyName ?? declaration.name;
  if (!ts.isIdentifier(written) || declaration.initializer !== undefined || declaration.dotDotDotToken !== undefined)
    return undefined;
  return { object: initializer, name: written.text };
}

export function declaredOperand(l: Lowering, declaration: ts.Declaration, node: ts.Node, name: string): Operand {
  const alias = libraryAlias(l.program, declaration);
  if (alias !== undefined) return alias;
  const marked = markedConstant(l, declaration);
  if (marked !== undefined) return marked;
  const left = (): Operand | undefined =>
    ts.isIdentifier(node) && isOfPackage(declaration) ? evaluatedOperand(l, node) : undefined;
  const closure = closureOf(declaration);
  if (closure !== undefined) {
    if (closure.node.body === undefined && !isModuleLevel(declaration)) {
      return refuse(l, "functionWithoutBody", node, { name });
    }
    if (!isModuleLevel(declaration)) return left() ?? refuse(l, "capturedLocal", node, { name });
    return closure;
  }
  if (ts.isFunctionDeclaration(declaration)) return refuse(l, "functionWithoutBody", node, { name });
  if (ts.isEnumMember(declaration)) {
    return enumMember(l.program, declaration) ?? refuse(l, "unresolvedName", node, { name });
  }
  if (ts.isEnumDeclaration(declaration)) return enumObject(l, declaration, node);
  if (isNamespace(declaration)) return namespaceObject(l, declaration, node);
  const cls = declaredClass(l.program, declaration, l);
  if (cls !== undefined) return cls;
  const assigned = staticOperand(l, l.program.ctx.frontend.declarationsOf(node), name);
  if (assigned !== undefined) return assigned;
  if (ts.isClassLike(declaration)) return refuse(l, "classUse", node, { name });
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) {
    const part = madeOrLeft(madeByModule(l, declaration, node), left);
    if (part !== undefined) return part;
    return refuse(l, ts.isParameter(declaration) ? "capturedLocal" : "unresolvedName", node, { name });
  }
  if (ts.isCatchClause(declaration.parent) || !isModuleLevel(declaration)) {
    const known = left();
    if (known !== undefined) return known;
    return refuse(l, "capturedLocal", node, { name });
  }
  if (isAssignedBinding(l.program, declaration)) {
    const storage = storageVariable(l, declaration);
    if (storage !== undefined) return storage;
    if (!isFileLevel(declaration)) return refuse(l, "capturedLocal", node, { name });
    const variable = moduleVariable(l, declaration, node);
    return variable === undefined ? standIn(l) : loadField(l, variable.base, variable.name, variable.type);
  }
  const folded = declaration.initializer === undefined ? undefined : fold(l.program, declaration.initializer, 0);
  if (folded !== undefined) return folded;
  const same = functionAlias(l, declaration);
  if (same !== undefined) return same;
  const table = wholeTable(l, declaration);
  if (table !== undefined) return table;
  const made = madeOrLeft(madeByModule(l, declaration, node), left);
  if (made !== undefined) return made;
  if (!isFileLevel(declaration)) return refuse(l, "capturedLocal", node, { name });
  const memory = moduleConstant(l, declaration, (part) => fold(l.program, part, 0)?.value);
  return memory ?? refuse(l, "unsupportedType", node, { name });
}

/** What an initializer makes; where that is not known, what the module has left there when it has run. */
const madeOrLeft = (made: Operand | undefined, left: () => Operand | undefined): Operand | undefined =>
  made === undefined || (made.kind === "builtin" && made.host !== undefined) ? (left() ?? made) : made;

/** `const df = grad(f)`, `const h = customVjp(f, rule)` of a module: known like a function. */
function markedConstant(l: Lowering, declaration: ts.Declaration): Operand | undefined {
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0 || !isModuleLevel(declaration))
    return undefined;
  return madeByMarker(l, declaration, declaration.initializer, new Scope(undefined, l.activation));
}

/** What a call of a marker makes that stands outside of functions, once for all uses: `checkpoint(f)`. */
export function madeByMarker(
  l: Lowering,
  declaration: ts.Declaration,
  value: ts.Expression,
  scope: Scope,
): Operand | undefined {
  const initializer = skipParentheses(value);
  if (!ts.isCallExpression(initializer)) return undefined;
  const known = l.program.marked.get(declaration);
  if (known !== undefined) return known;
  const outside: Lowering = { ...l, scope, given: new Map() };
  const marker = markerName(outside, skipParentheses(initializer.expression));
  if (marker === undefined || (!isMarker(marker) && !isRule(marker))) return undefined;
  const made = lowerMarker(outside, marker, initializer);
  if (isFunctionValue(made)) l.program.marked.set(declaration, made);
  return made;
}

/** A constant that an initializer makes which is known by running it. */
function madeByModule(l: Lowering, declaration: ts.Declaration, node: ts.Node): Operand | undefined {
  if (ts.isExportAssignment(declaration)) return madeOperand(l, declaration, "the default export", node);
  let holder: ts.Node = declaration;
  while (ts.isBindingElement(holder)) holder = holder.parent.parent;
  if (!ts.isVariableDeclaration(holder) || holder.initializer === undefined || !isModuleLevel(holder)) return undefined;
  const isConst = (ts.getCombinedNodeFlags(holder) & ts.NodeFlags.Const) !== 0;
  if (!isConst && holder !== declaration) return undefined;
  const { name } = declaration as ts.VariableDeclaration | ts.BindingElement;
  return ts.isIdentifier(name) ? madeOperand(l, holder, name.text, node) : undefined;
}

/** `export const sub = subtract`, `const normalize = vec4.normalize`: another name of a function or a class. */
function functionAlias(l: Lowering, declaration: ts.VariableDeclaration): Operand | undefined {
  const initializer = declaration.initializer && skipParentheses(declaration.initializer);
  if (initializer === undefined) return undefined;
  if (isFunctionExpression(initializer)) {
    return { kind: "closure", node: initializer, scope: undefined, name: declaration.name.getText() };
  }
  const name = ts.isPropertyAccessExpression(initializer) ? initializer.name : initializer;
  if (!ts.isIdentifier(name)) return undefined;
  const { frontend } = l.program.ctx;
  const target = frontend.declarationOf(name);
  if (target === undefined || target === declaration || isDefaultLibrary(target)) return undefined;
  const assigned = staticOperand(l, frontend.declarationsOf(name), name.text);
  if (assigned !== undefined && isFunctionValue(assigned)) return assigned;
  if (!isModuleLevel(target)) return undefined;
  if (ts.isFunctionDeclaration(target)) return closureOf(target);
  const cls = declaredClass(l.program, target, l);
  if (cls !== undefined) return cls;
  if (!ts.isVariableDeclaration(target) || isAssignedBinding(l.program, target)) return undefined;
  return functionAlias(l, target);
}

/** The function that a declaration declares, with or without a body. */
export function closureOf(declaration: ts.Declaration): Closure | undefined {
  if (ts.isFunctionDeclaration(declaration)) {
    const node = implementation(declaration);
    return { kind: "closure", node, scope: undefined, name: node.name?.text ?? "f" };
  }
  if (ts.isExportAssignment(declaration)) {
    const node = skipParentheses(declaration.expression);
    return isFunctionExpression(node) ? { kind: "closure", node, scope: undefined, name: "f" } : undefined;
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if (!ts.isIdentifier(declaration.name) || (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) {
    return undefined;
  }
  const node = skipParentheses(declaration.initializer);
  return isFunctionExpression(node)
    ? { kind: "closure", node, scope: undefined, name: declaration.name.text }
    : undefined;
}

export const isFunctionExpression = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** The declaration with the body, among overloads. */
function implementation(declaration: ts.FunctionDeclaration): ts.FunctionDeclaration {
  if (declaration.body !== undefined) return declaration;
  const siblings: readonly ts.Statement[] = ts.isSourceFile(declaration.parent) ? declaration.parent.statements : [];
  const found = siblings.find(
    (node): node is ts.FunctionDeclaration =>
      ts.isFunctionDeclaration(node) && node.body !== undefined && node.name?.text === declaration.name?.text,
  );
  return found ?? declaration;
}

/** The variable of a module that a name assigns. */
export function assignedDeclaration(l: Lowering, node: ts.Identifier): ts.VariableDeclaration | undefined {
  const declaration = l.program.ctx.frontend.declarationOf(node);
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isFileLevel(declaration))
    return undefined;
  return isAssignedBinding(l.program, declaration) ? declaration : undefined;
}

export const isAssignedBinding = (program: ProgramState, declaration: ts.VariableDeclaration): boolean => {
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 || !ts.isIdentifier(declaration.name))
    return false;
  // `Outer.x = 1` may stand anywhere.
  if (qualifierOf(declaration)) return true;
  const targets = assignedNames(program, declaration.getSourceFile()).get(declaration.name.text) ?? [];
  return targets.some((name) => program.ctx.frontend.declarationOf(name) === declaration);
};

const literal = (expression: ts.Expression): number | string | boolean | undefined => {
  const node = skipParentheses(expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literal(node.operand);
    return typeof value === "number" ? -value : undefined;
  }
  return undefined;
};

const folding: ReadonlyMap<ts.SyntaxKind, (a: number, b: number) => number> = new Map([
  [ts.SyntaxKind.PlusToken, (a: number, b: number) => a + b],
  [ts.SyntaxKind.MinusToken, (a: number, b: number) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a: number, b: number) => a * b],
  [ts.SyntaxKind.SlashToken, (a: number, b: number) => a / b],
  [ts.SyntaxKind.PercentToken, (a: number, b: number) => a % b],
]);

/** Constant expressions over literals, library constants and other constants. Exactly rounded operations only: the same bits anywhere. */
export function fold(program: ProgramState, expression: ts.Expression, depth: number): Constant | undefined {
  if (depth > 100) return undefined;
  const node = skipParentheses(expression);
  const value = literal(node);
  if (value !== undefined) return constant(value);
  const { frontend } = program.ctx;
  if (ts.isIdentifier(node)) {
    const declaration = frontend.declarationOf(node);
    if (declaration === undefined || isDefaultLibrary(declaration)) {
      const known = globalConstant(node.text);
      return known?.value === undefined ? undefined : known;
    }
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
    if (isAssignedBinding(program, declaration) || !isModuleLevel(declaration)) return undefined;
    return fold(program, declaration.initializer, depth + 1);
  }
  if (ts.isPropertyAccessExpression(node)) {
    const declaration = frontend.declarationOf(node.name);
    if (declaration !== undefined && ts.isEnumMember(declaration)) {
      return enumMember(program, declaration);
    }
    if (!ts.isIdentifier(node.expression) || (declaration !== undefined && !isDefaultLibrary(declaration))) {
      return undefined;
    }
    return libraryConstant(node.expression.text, node.name.text);
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = fold(program, node.operand, depth + 1)?.value;
    if (typeof operand !== "number") return undefined;
    if (node.operator === ts.SyntaxKind.MinusToken) return constant(-operand);
    return node.operator === ts.SyntaxKind.PlusToken ? constant(operand) : undefined;
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const operation = folding.get(node.operatorToken.kind);
  if (operation === undefined) return undefined;
  const left = fold(program, node.left, depth + 1)?.value;
  const right = fold(program, node.right, depth + 1)?.value;
  return typeof left === "number" && typeof right === "number" ? constant(operation(left, right)) : undefined;
}

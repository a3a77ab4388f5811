import { markerCall } from "../../../1-discover/compose.js";
import { ts } from "../../../frontend/ts.js";
import { constant } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import { lowerArguments } from "../arguments.js";
import { callGiven, isStatement } from "../calls.js";
import { declaredClass, findMember } from "../classes/model.js";
import { asAtom, lowerExpression, lowerOperand } from "../expressions.js";
import { throwLanguage } from "../implicit.js";
import { closureOf, fold, isAssignedBinding, isFunctionExpression, libraryName } from "../module.js";
import { isModuleLevel } from "../moduleLevel.js";
import { isOpen } from "../openData.js";
import { skipParentheses } from "../operators.js";
import { noteLacking } from "../parameters.js";
import { knownName } from "../propertyNames.js";
import { ModuleScope } from "../scope.js";
import { isFunctionValue, isRefused, type Lowering, type Operand } from "../state.js";
import { branch, structureOf, test, typeOf } from "../values.js";
import { isChanged, isStaticChanged } from "./changes.js";
import { methodOf, usesThis } from "./lambda.js";
import { isReplaced } from "./replaced.js";

// A constant of a module that holds functions, `const ops = { add: (a, b) => a + b, … }`, is no memory of the host's: what it holds
// is known, as long as nothing changes it. So it is lowered where it is used, and a member that is named is that function.

type Table = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression;
/** A constant of a module, or a static field of a class of one. */
type Holder = ts.VariableDeclaration | ts.PropertyDeclaration;

/** What an expression gives that names a table of a module or a part of one; undefined for anything else. */
export function tableOperand(l: Lowering, expression: ts.Expression): Operand | undefined {
  const node = skipParentheses(expression);
  if (ts.isIdentifier(node)) return undefined;
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const table = tableOf(l, node.expression);
  if (table === undefined) return ts.isPropertyAccessExpression(node) ? methodOfConstant(l, node) : undefined;
  const name = accessedKey(l, node);
  if (name === undefined)
    return ts.isElementAccessExpression(node) && !hasAccessor(table) ? chosen(l, table, node) : undefined;
  const member = memberOf(l, table, name);
  return member !== undefined && (isTable(l, member) || isFunctionNode(l, member)) ? lowerMember(l, member) : undefined;
}

/** A function of an object of the module that changes otherwise: nothing is ever stored under its name. */
function methodOfConstant(l: Lowering, node: ts.PropertyAccessExpression): Operand | undefined {
  const object = skipParentheses(node.expression);
  if (!ts.isIdentifier(object) || l.scope.lookup(object.text) !== undefined) return undefined;
  const declaration = l.program.ctx.frontend.declarationOf(object);
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isModuleLevel(declaration))
    return undefined;
  const literal = declaration.initializer && skipParentheses(declaration.initializer);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal) || isAssignedBinding(l.program, declaration))
    return undefined;
  const member = memberOf(l, literal, node.name.text);
  if (member === undefined || !isFunctionNode(l, member) || isReplaced(l.program, declaration, node.name.text))
    return undefined;
  return lowerMember(l, member);
}

/** The table that a name of the module, or a static field, stands for, made here. */
export function wholeTable(l: Lowering, declaration: Holder): Atom | undefined {
  const table = declaredTable(l, declaration) ?? declaredMap(l, declaration);
  if (table === undefined) return undefined;
  const atom = lowerExpression(inModule(l), table);
  noteTable(l, atom, declaration);
  return atom;
}

/** Nothing may be stored in it: it is made anew at each use. */
function noteTable(l: Lowering, atom: Atom, node: ts.Node): void {
  if (atom.kind === "value") l.program.tables.set(atom.type, node);
}

/** What a table of a module, or a static member of a class, is written as is what it holds whenever the program asks. */
export function staysAsWritten(l: Lowering, held: ts.Expression, fn: ts.Node): boolean {
  if (tableOf(l, held) !== undefined) return true;
  if (!ts.isPropertyAccessExpression(held)) return false;
  const operand = lowerOperand(l, held);
  return operand.kind === "closure" && operand.node === fn;
}

const inModule = (l: Lowering): Lowering => ({ ...l, scope: new ModuleScope(l.activation), given: new Map() });

/** The literal that an expression stands for, if it holds functions. */
function tableOf(l: Lowering, expression: ts.Expression): Table | undefined {
  const node = skipParentheses(expression);
  if (ts.isIdentifier(node)) {
    if (l.scope.lookup(node.text) !== undefined) return undefined;
    const declaration = l.program.ctx.frontend.declarationOf(node);
    return declaration !== undefined && ts.isVariableDeclaration(declaration)
      ? declaredTable(l, declaration)
      : undefined;
  }
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const field = ts.isPropertyAccessExpression(node) ? staticField(l, node) : undefined;
  if (field !== undefined) return declaredTable(l, field);
  const outer = tableOf(l, node.expression);
  const name = outer === undefined ? undefined : accessedKey(l, node);
  if (outer === undefined || name === undefined) return undefined;
  const member = memberOf(l, outer, name);
  return member !== undefined && isTable(l, member) ? member : undefined;
}

/** `C.name`, `this.name` in a static method: the field of a class of a module. */
function staticField(l: Lowering, node: ts.PropertyAccessExpression): ts.PropertyDeclaration | undefined {
  const object = skipParentheses(node.expression);
  const name = object.kind === ts.SyntaxKind.ThisKeyword ? "this" : ts.isIdentifier(object) ? object.text : undefined;
  if (name === undefined) return undefined;
  const local = l.scope.lookup(name)?.binding;
  const declaration = local === undefined ? l.program.ctx.frontend.declarationOf(object) : undefined;
  const held = local?.kind === "function" ? local.value : declaration && declaredClass(l.program, declaration);
  if (held?.kind !== "class") return undefined;
  const member = findMember(held, node.name.text, "get", true);
  const isField = member?.kind === "field" && member.owner.scope === undefined;
  return isField && ts.isPropertyDeclaration(member.node) ? member.node : undefined;
}

function declaredTable(l: Lowering, declaration: Holder): Table | undefined {
  const { tablesOf } = l.program;
  const known = tablesOf.get(declaration);
  if (known !== undefined) return known === "none" ? undefined : known;
  tablesOf.set(declaration, "none");
  const { initializer } = declaration;
  if (initializer === undefined) return undefined;
  const isStatic = ts.isPropertyDeclaration(declaration);
  if (!isStatic && (!isModuleLevel(declaration) || isAssignedBinding(l.program, declaration))) return undefined;
  const table = thawed(l, initializer);
  if (!isTable(l, table) || !isKnown(l, table) || isOpen(l.program, declaration)) return undefined;
  if (isStatic ? isStaticChanged(l.program, declaration) : isChanged(l.program, declaration)) return undefined;
  tablesOf.set(declaration, table);
  return table;
}

/** `new Map([["relu", relu], …])`. */
function declaredMap(l: Lowering, declaration: Holder): ts.NewExpression | undefined {
  const made = declaration.initializer && skipParentheses(declaration.initializer);
  if (made === undefined || !ts.isNewExpression(made) || libraryName(l, made.expression) !== "Map") return undefined;
  const isStatic = ts.isPropertyDeclaration(declaration);
  if (!isStatic && (isAssignedBinding(l.program, declaration) || !isModuleLevel(declaration))) return undefined;
  const [entries, ...more] = made.arguments ?? [];
  const literal = entries && skipParentheses(entries);
  if (literal === undefined || more.length > 0 || !isTable(l, literal) || !isKnown(l, literal)) return undefined;
  const changed = isStatic ? isStaticChanged(l.program, declaration) : isChanged(l.program, declaration);
  return changed ? undefined : made;
}

/** `Object.freeze({ … })` is the literal. */
function thawed(l: Lowering, expression: ts.Expression): ts.Expression {
  const node = skipParentheses(expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
  const [only] = node.arguments;
  const isFreeze = node.expression.name.text === "freeze" && libraryName(l, node.expression.expression) === "Object";
  return isFreeze && only !== undefined ? skipParentheses(only) : node;
}

/** Of a property with a getter, the value is not what the literal holds. */
const hasAccessor = (node: Table): boolean => ts.isObjectLiteralExpression(node) && node.properties.some(ts.isAccessor);

/** The key of a member, by what names mean in the module. */
const nameIn = (l: Lowering, name: ts.PropertyName): string | undefined => knownName(inModule(l), name);

type Member = ts.Expression | ts.MethodDeclaration | ts.AccessorDeclaration;

/** A literal with a function somewhere in it. */
const isTable = (l: Lowering, node: ts.Node): node is Table =>
  (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) &&
  membersOf(node).some((member) => isFunctionNode(l, member) || isTable(l, member));

function membersOf(node: Table): readonly Member[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(skipParentheses);
  return node.properties.flatMap((property): readonly Member[] => {
    if (ts.isPropertyAssignment(property)) return [skipParentheses(property.initializer)];
    if (ts.isShorthandPropertyAssignment(property)) return [property.name];
    return ts.isSpreadAssignment(property) ? [] : [property];
  });
}

/** Evaluating it again gives the same, as all of it is written out: functions, names, numbers and texts. */
function isKnown(l: Lowering, node: Member): boolean {
  if (isFunctionNode(l, node)) return true;
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isKnown(l, skipParentheses(element)));
  if (ts.isObjectLiteralExpression(node)) {
    const isPlain = node.properties.every(
      (property) =>
        !ts.isSpreadAssignment(property) && property.name !== undefined && nameIn(l, property.name) !== undefined,
    );
    return isPlain && membersOf(node).every((member) => isKnown(l, member));
  }
  return ts.isExpression(node) && (fold(l.program, node, 0) !== undefined || ts.isIdentifier(node));
}

/** A function literal, a method, what a marker gives, or the name of a function or class. */
function isFunctionNode(l: Lowering, node: Member): boolean {
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node) || isFunctionExpression(node)) return true;
  if (ts.isCallExpression(node)) return markerCall(node, l.program.ctx.frontend) !== undefined;
  if (ts.isPropertyAccessExpression(node)) {
    const library = libraryName(inModule(l), node.expression);
    if (library !== undefined) return library === "Math" && fold(l.program, node, 0) === undefined;
  } else if (!ts.isIdentifier(node)) return false;
  const declaration = declarationOf(l, node);
  if (declaration === undefined) return false;
  const isFunction = closureOf(declaration) !== undefined || ts.isClassDeclaration(declaration);
  return isFunction || markerCall(node, l.program.ctx.frontend) !== undefined;
}

/** Of `{ add }`, what the name stands for, not the property. */
function declarationOf(l: Lowering, node: ts.Identifier | ts.PropertyAccessExpression): ts.Declaration | undefined {
  const { frontend } = l.program.ctx;
  if (!ts.isShorthandPropertyAssignment(node.parent)) return frontend.declarationOf(node);
  const symbol = frontend.checkerAt(node).getShorthandAssignmentValueSymbol(node.parent);
  return symbol?.valueDeclaration ?? frontend.declarationOf(node);
}

/** The name of what is accessed, if it is known now. */
export function accessedKey(
  l: Lowering,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const key = skipParentheses(node.argumentExpression);
  if (ts.isIdentifier(key) && l.scope.lookup(key.text) !== undefined) {
    const binding = l.scope.lookup(key.text)?.binding;
    if (binding?.kind !== "value" || binding.atom.kind !== "constant") return undefined;
    return String(binding.atom.value);
  }
  const folded = fold(l.program, key, 0)?.value;
  return folded === undefined || folded === null ? undefined : String(folded);
}

function memberOf(l: Lowering, table: Table, name: string): Member | undefined {
  if (ts.isArrayLiteralExpression(table)) {
    const element = table.elements[Number(name)];
    return element === undefined ? undefined : skipParentheses(element);
  }
  const property = table.properties.find((one) => one.name !== undefined && nameIn(l, one.name) === name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return skipParentheses(property.initializer);
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return ts.isMethodDeclaration(property) ? property : undefined;
}

function lowerMember(l: Lowering, member: Member): Operand {
  if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) return { ...methodOf(l, member), scope: undefined };
  if (isFunctionExpression(member)) return { kind: "closure", node: member, scope: undefined, name: nameOf(member) };
  const isName = ts.isIdentifier(member) || ts.isPropertyAccessExpression(member);
  const declaration = isName ? declarationOf(l, member) : undefined;
  const closure = declaration === undefined ? undefined : closureOf(declaration);
  if (closure !== undefined) return closure;
  const operand = lowerOperand(inModule(l), member);
  if (!isFunctionValue(operand) && isTable(l, member)) noteTable(l, operand, member);
  return operand;
}

const nameOf = (node: ts.Node): string => {
  const { parent } = node;
  return parent !== undefined && ts.isPropertyAssignment(parent)
    ? parent.name.getText().replace(/\W/g, "") || "f"
    : "f";
};

/** `ops[name]` with a key that is known at run time only: one branch for each member. */
function chosen(l: Lowering, table: Table, node: ts.ElementAccessExpression): Atom {
  const key = lowerKey(l, node);
  const value = (at: Lowering, member: Member): Atom => asAtom(at, lowerMember(at, member), node);
  return eachMember(l, table, key, node, value, () => constant(undefined));
}

/** `ops[name](…)`: a call of each member in its branch. Undefined if this is no table whose members are all functions. */
export function callChosen(
  l: Lowering,
  callee: ts.ElementAccessExpression,
  node: ts.CallExpression,
): Operand | undefined {
  const table = tableOf(l, callee.expression);
  if (table === undefined || accessedKey(l, callee) !== undefined || hasAccessor(table)) return undefined;
  const members = membersOf(table);
  if (!members.every((member) => isFunctionNode(l, member) && !usesThis(member))) return undefined;
  const key = lowerKey(l, callee);
  const given = lowerArguments(l, node.arguments);
  const call = (at: Lowering, member: Member): Atom => {
    const fn = lowerMember(at, member);
    noteLacking(at, fn, given.length);
    const result = callGiven(at, fn, given, node, isStatement(node));
    return isStatement(node) ? constant(undefined) : asAtom(at, result, node);
  };
  const nothing = (at: Lowering): Atom => {
    throwLanguage(at, `new TypeError(${JSON.stringify(`${callee.getText()} is not a function`)})`, node);
    return constant(undefined);
  };
  return eachMember(l, table, key, node, call, nothing);
}

function lowerKey(l: Lowering, { argumentExpression }: ts.ElementAccessExpression): Atom {
  const key = lowerExpression(l, argumentExpression);
  structureOf(l, key, argumentExpression);
  return key;
}

function eachMember(
  l: Lowering,
  table: Table,
  key: Atom,
  node: ts.Node,
  value: (inner: Lowering, member: Member) => Atom,
  otherwise: (inner: Lowering) => Atom,
): Atom {
  if (isRefused(l, key)) return key;
  const names = ts.isArrayLiteralExpression(table)
    ? table.elements.map((_, i) => String(i))
    : table.properties.flatMap(({ name }) => (name === undefined ? [] : (nameIn(l, name) ?? [])));
  const from = (at: Lowering, index: number): Atom => {
    const name = names[index];
    const member = name === undefined ? undefined : memberOf(at, table, name);
    if (name === undefined || member === undefined) return otherwise(at);
    const isIt = test(at, "eq", key, constant(typeOf(key).kind === "number" ? Number(name) : name));
    return branch(
      at,
      isIt,
      node,
      (inner) => value(inner, member),
      (inner) => from(inner, index + 1),
    );
  };
  return from(l, 0);
}

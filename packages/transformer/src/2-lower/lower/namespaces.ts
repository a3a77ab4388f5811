import { checkerOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { lowerArguments } from "./arguments.js";
import { callGiven, isStatement } from "./calls.js";
import { asAtom, lowerExpression } from "./expressions.js";
import { accessedKey } from "./functions/tables.js";
import { declaredOperand, isAssignedBinding } from "./module.js";
import { loadByName, statedNames } from "./namedKeys.js";
import { makeRecord } from "./objectLiterals.js";
import { skipParentheses } from "./operators.js";
import { isCallQualifier } from "./qualifiers.js";
import { Scope } from "./scope.js";
import { isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";

// `import * as shapes from "./shapes"` and `namespace Shapes { … }` as objects: their members are looked up by a key, or listed.

/** What a namespace exports, by name. */
type Members = ReadonlyMap<string, ts.Declaration>;
type Member = readonly [string, ts.Declaration];

export const isNamespace = (declaration: ts.Declaration): boolean =>
  ts.isSourceFile(declaration) || ts.isModuleDeclaration(declaration);

/** `shapes[name]`; undefined if that is no namespace, or the key may be anything. */
export function namespaceElement(l: Lowering, node: ts.ElementAccessExpression): Operand | undefined {
  const members = membersNamed(l, node.expression);
  if (members === undefined) return undefined;
  const name = accessedKey(l, node);
  if (name !== undefined) return memberOf(l, members, name, node);
  const names = statedNames(l, node.argumentExpression);
  if (names === undefined) return undefined;
  const key = lowerExpression(l, node.argumentExpression);
  if (isRefused(l, key)) return standIn(l);
  return loadByName(l, key, names, node, (at, one) => asAtom(at, memberOf(at, members, one, node), node));
}

/** `shapes[name](…)` with a key that is known at run time: a call of each member in its branch. */
export function callNamespaceElement(
  l: Lowering,
  callee: ts.ElementAccessExpression,
  node: ts.CallExpression,
): Operand | undefined {
  const members = accessedKey(l, callee) === undefined ? membersNamed(l, callee.expression) : undefined;
  const names = members && statedNames(l, callee.argumentExpression);
  if (members === undefined || names === undefined) return undefined;
  const key = lowerExpression(l, callee.argumentExpression);
  const given = lowerArguments(l, node.arguments);
  if (isRefused(l, key)) return standIn(l);
  return loadByName(l, key, names, node, (at, one) => {
    const result = callGiven(at, memberOf(at, members, one, callee), given, node, isStatement(node));
    return isStatement(node) ? constant(undefined) : asAtom(at, result, node);
  });
}

/** A namespace as a value, if nothing that it exports is assigned again: an object with all of that. */
export function namespaceObject(l: Lowering, declaration: ts.Declaration, node: ts.Node): Atom {
  const members = membersOf(l, node);
  const isFixed = [...members.values()].every(
    (one) => !ts.isVariableDeclaration(one) || !isAssignedBinding(l.program, one),
  );
  if (!isFixed)
    return refuse(l, "initializer", node, {
      name: node.getText(),
      problem: "exports a variable that is assigned again",
    });
  // A module lists its exports in the order of their names, a namespace as they are declared.
  const isBefore = ([a, one]: Member, [b, other]: Member): boolean =>
    ts.isSourceFile(declaration) ? a < b : one.pos < other.pos;
  const listed = [...members].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  return makeRecord(
    l,
    listed.map(([name]) => [name, { value: asAtom(l, memberOf(l, members, name, node), node), has: undefined }]),
  );
}

/** The members of what an expression names, if that is a namespace. */
function membersNamed(l: Lowering, expression: ts.Expression): Members | undefined {
  const node = skipParentheses(expression);
  if (!isCallQualifier(l, node)) return undefined;
  const declaration = l.program.ctx.frontend.declarationOf(ts.isPropertyAccessExpression(node) ? node.name : node);
  return declaration !== undefined && isNamespace(declaration) ? membersOf(l, node) : undefined;
}

function membersOf(l: Lowering, node: ts.Node): Members {
  const type = l.program.ctx.frontend.typeOf(node);
  const checker = checkerOf(type);
  const members = type.getProperties().flatMap((symbol): readonly Member[] => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.valueDeclaration ?? target.declarations?.[0];
    return declaration === undefined ? [] : [[symbol.name, declaration]];
  });
  return new Map(members);
}

function memberOf(l: Lowering, members: Members, name: string, node: ts.Node): Operand {
  const declaration = members.get(name);
  if (declaration === undefined) return constant(undefined);
  const outside: Lowering = { ...l, scope: new Scope(undefined, l.activation), given: new Map() };
  const place = ts.isSourceFile(declaration) ? node : (ts.getNameOfDeclaration(declaration) ?? node);
  return declaredOperand(outside, declaration, place, name);
}

import { ts } from "../../../frontend/ts.js";
import { booleanType, constant } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import { askObject } from "../askKinds.js";
import { callFunction } from "../calls.js";
import { isOfLibrary } from "../containers.js";
import { isError } from "../errors.js";
import { asAtom, lowerExpression, lowerOperand } from "../expressions.js";
import { callValue } from "../functions/apply.js";
import { isFunctionType } from "../functions/compare.js";
import { isNeverMade } from "../missingProperties.js";
import { libraryName } from "../module.js";
import { negate } from "../operators.js";
import { instanceSlot } from "../propertyNames.js";
import { type ClassValue, type Closure, isFunctionValue, isRefused, type Lowering, refuse, standIn } from "../state.js";
import { asBoolean, branch, structureOf, test, typeOf } from "../values.js";
import { classTest } from "./classTest.js";
import type { ClassUse } from "./classUses.js";
import { laterClasses, possibleClasses } from "./dispatch.js";
import { closureOf } from "./members.js";
import { derivesFrom, findMember, hasModifier } from "./model.js";

/** `x instanceof C`: a test of the class. An instance from outside may be of a class that is not known, so JavaScript is asked. */
export function lowerInstanceOf(l: Lowering, node: ts.BinaryExpression): Atom {
  const base = lowerExpression(l, node.left);
  const library = libraryName(l, node.right);
  if (library !== undefined) {
    if (isRefused(l, base)) return standIn(l);
    const answer = isOfLibrary(l, base, library, node.left);
    return answer ?? refuse(l, "unsupportedSyntax", node, { syntax: `the operator instanceof with ${library}` });
  }
  const named = lowerOperand(l, node.right);
  if (isRefused(l, base)) return standIn(l);
  const cls = named.kind === "closure" ? (classOfFactory(l, named) ?? named) : named;
  structureOf(l, base, node.left);
  if (cls.kind === "class") return instanceTest(l, base, cls, node);
  if (isFunctionValue(cls) || !isFunctionType(typeOf(cls)))
    return refuse(l, "unsupportedSyntax", node, { syntax: "instanceof of this class" });
  return asAtom(l, callValue(l, cls, { args: [base], node, use: instanceUse }), node);
}

function instanceTest(l: Lowering, base: Atom, cls: ClassValue, node: ts.Node): Atom {
  const asked = findMember(cls, instanceSlot, "get", true);
  if (asked === undefined) return askObject(l, base, node, (at, object) => isInstanceOf(at, object, cls, node));
  // The class says so itself: `static [Symbol.hasInstance](x) { … }`.
  const says = closureOf(asked);
  if (says === undefined) return refuse(l, "unsupportedSyntax", node, { syntax: "instanceof of this class" });
  return asBoolean(l, asAtom(l, callFunction(l, says, [base], node, false, cls), node), node);
}

/** The same where the class is a value. */
const instanceUse: ClassUse = {
  key: "instanceof",
  run: (l, cls, [base], node) =>
    base === undefined || isFunctionValue(base.operand) ? constant(false) : instanceTest(l, base.operand, cls, node),
};

/** `make.prototype = C.prototype;` beside a function of a module: what C makes is an instance of it. */
function classOfFactory(l: Lowering, { node, name }: Closure): ClassValue | undefined {
  const block = node.parent;
  if (!ts.isFunctionDeclaration(node) || !(ts.isSourceFile(block) || ts.isBlock(block))) return undefined;
  const shared = block.statements.flatMap((statement) => {
    const assigned = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (assigned === undefined || !ts.isBinaryExpression(assigned) || !isPrototype(assigned.left)) return [];
    return assigned.left.expression.getText() === name && isPrototype(assigned.right)
      ? [assigned.right.expression]
      : [];
  });
  const [only, ...more] = shared;
  const cls = only === undefined || more.length > 0 ? undefined : lowerOperand(l, only);
  return cls?.kind === "class" ? cls : undefined;
}

const isPrototype = (node: ts.Expression): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && node.name.text === "prototype";

/** `#name in x`: an instance of the class that has the name. */
export function lowerPrivateIn(l: Lowering, name: ts.PrivateIdentifier, node: ts.BinaryExpression): Atom {
  const base = lowerExpression(l, node.right);
  if (isRefused(l, base)) return standIn(l);
  structureOf(l, base, node.right);
  const cls = ownerOf(l, name);
  return cls === undefined
    ? refuse(l, "unsupportedSyntax", node, { syntax: `${name.text} in` })
    : askObject(l, base, node, (at, object) => isInstanceOf(at, object, cls, node));
}

/** The class around, whose instances have the name. */
function ownerOf(l: Lowering, name: ts.PrivateIdentifier): ClassValue | undefined {
  const isIt = (member: ts.ClassElement): boolean => member.name?.getText() === name.text && !isStatic(member);
  let at: ts.Node = name;
  while (at.parent !== undefined && !(ts.isClassLike(at) && at.members.some(isIt))) at = at.parent;
  const home = l.scope.lookup("super")?.binding;
  if (home?.kind === "function" && home.value.kind === "class" && home.value.node === at) return home.value;
  return ts.isClassLike(at) ? l.program.classes.get(at) : undefined;
}

const isStatic = (member: ts.ClassElement): boolean => hasModifier(member, ts.SyntaxKind.StaticKeyword);

function isInstanceOf(l: Lowering, base: Atom, cls: ClassValue, node: ts.Node): Atom {
  const possible = possibleClasses(l, base, node) ?? laterClasses(l, base, node);
  if (possible === undefined) {
    const type = typeOf(base);
    const { kind } = type;
    // A literal is of no class; if it meets instances later, that is known in the next attempt.
    const isLiteral = type.kind === "record" && type.functions === undefined && type.isLiteral === true;
    if (isError(type) || isLiteral || isNeverMade(l, type, node)) return constant(false);
    if (kind === "record" || kind === "variable" || kind === "opaque") {
      return refuse(l, "unsupportedSyntax", node, { syntax: "instanceof of a value whose class is not known" });
    }
    return constant(false);
  }
  if (possible.open) {
    return l.out.define(booleanType, {
      kind: "opaque",
      text: "($0 as object) instanceof $1",
      args: [base, cls.tag],
      isPure: true,
    });
  }
  const matching = possible.classes.filter((one) => derivesFrom(one, cls));
  if (matching.length === 0) return constant(false);
  const isKnown = l.program.exact.has(base);
  if (isKnown && matching.length === possible.classes.length) return constant(true);
  const isThere = (inner: Lowering): Atom => classTest(inner, base, matching)(inner, matching);
  return branch(l, negate(l, test(l, "isNullish", base)), node, isThere, () => constant(false));
}

import { ts } from "../../../frontend/ts.js";
import { isModuleLevel } from "../moduleLevel.js";
import { isSetup } from "../moduleSetup.js";
import { skipParentheses } from "../operators.js";
import { isAssignment } from "../scope.js";
import type { ProgramState } from "../state.js";
import { type Named, namesOf, parametersFor } from "./calledWith.js";
import { definedIn, isStoredInto } from "./storedInto.js";
import { changesOf, rootOf, storesOf } from "./stores.js";
import { useOf } from "./uses.js";

/** What a literal is given to. */
type Holder = Named | ts.PropertyDeclaration;

interface Search {
  /** Code whose changes do not count. */
  readonly own?: ReadonlySet<ts.Node>;
  /** Names and fields that have been followed. */
  readonly seen?: Set<Named | string | ts.Type>;
  /** It is an object literal, of which no method changes it. */
  readonly plain?: boolean;
}
type Seeking = Search & { readonly seen: Set<Named | string | ts.Type>; readonly plain: boolean };

/** What is followed through the program, by a name or by a field that it is kept in. */
interface Followed {
  /** The expression is it. */
  readonly isWhole: (node: ts.Expression) => boolean;
  /** The expression is it, or a part of it. */
  readonly isIt: (node: ts.Expression) => boolean;
  /** Nothing else can get its name. */
  readonly isFixed: boolean;
  /** The name that a pattern gives to it: `const { kernel } = this`. */
  readonly namedBy: (node: ts.Node) => readonly Named[];
  /** An assignment takes it out of the field: `({ kernel } = this)`. */
  readonly isTakenBy: (node: ts.Node) => boolean;
  readonly places: readonly ts.Node[];
}

/**
 * Whether some code of the program may change what a constant of a module holds: it stores in it, calls a method that does, or
 * hands it to code that is not looked into. What the differentiated function itself stores is found by types.
 */
export function isChanged(program: ProgramState, declaration: Named, search: Search = {}): boolean {
  const { seen = new Set(), plain = literalOf(declaration) !== undefined } = search;
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  const { frontend } = program.ctx;
  const name = declaration.name.getText();
  const home = declaration.getSourceFile();
  const isIt = (node: ts.Expression): boolean => {
    const root = rootOf(node);
    if (root === undefined || !ts.isIdentifier(root)) return false;
    if (root.text !== name && root.getSourceFile() === home) return false;
    return frontend.declarationOf(root) === declaration || isPartOf(node, isQualified);
  };
  /** `module.name`, by an import of all that the module exports. */
  const isQualified = (node: ts.Expression): boolean =>
    ts.isPropertyAccessExpression(node) &&
    node.name.text === name &&
    ts.isIdentifier(node.expression) &&
    frontend.declarationOf(node.name) === declaration;
  const isFixed = isOfModule(declaration);
  const files = [...new Set([home, ...frontend.sourceFiles()])].filter(({ text }) => text.includes(name));
  const followed: Followed = {
    isWhole: (node) => (ts.isIdentifier(node) && isIt(node)) || isQualified(node),
    isIt,
    isFixed,
    namedBy: () => [],
    isTakenBy: () => false,
    places: isFixed ? files : [enclosing(declaration)],
  };
  if (literalOf(declaration) !== undefined && changesItself(declaration)) return true;
  const next = { ...search, seen, plain };
  const isKept = ts.isParameter(declaration) && ts.isParameterPropertyDeclaration(declaration, declaration.parent);
  return (isKept && isFieldChanged(program, name, next)) || finds(program, followed, next);
}

/** The same of what a static field of a class holds. */
export function isStaticChanged(program: ProgramState, declaration: ts.PropertyDeclaration): boolean {
  const plain = literalOf(declaration) !== undefined;
  if (plain && changesItself(declaration)) return true;
  return isFieldChanged(program, declaration.name.getText(), { seen: new Set(), plain }, true);
}

/** The same of what is kept in a field of this name, of whatever object. */
function isFieldChanged(program: ProgramState, name: string, search: Seeking, isFixed = false): boolean {
  const { seen } = search;
  if (seen.has(name)) return false;
  seen.add(name);
  const isWhole = (node: ts.Expression): boolean => {
    const access = skipParentheses(node);
    if (ts.isElementAccessExpression(access)) {
      const { argumentExpression: key } = access;
      return ts.isStringLiteralLike(key) && key.text === name;
    }
    return ts.isPropertyAccessExpression(access) && access.name.text === name;
  };
  const isIt = (node: ts.Expression): boolean => isPartOf(node, isWhole);
  const namedBy = (node: ts.Node): readonly Named[] =>
    ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === name ? namesOf(node) : [];
  const isTakenBy = (node: ts.Node): boolean =>
    ts.isBinaryExpression(node) &&
    ts.isObjectLiteralExpression(node.left) &&
    isAssignment(node.operatorToken.kind) &&
    node.left.properties.some((property) => property.name?.getText() === name);
  const places = program.ctx.frontend.sourceFiles().filter(({ text }) => text.includes(name));
  return finds(program, { isWhole, isIt, isFixed, namedBy, isTakenBy, places }, search);
}

function finds(program: ProgramState, followed: Followed, search: Seeking): boolean {
  const { isWhole, isIt, isFixed, namedBy, isTakenBy, places } = followed;
  const { own, seen, plain } = search;
  const { frontend } = program.ctx;
  /** It, or a part of it in which something can be stored. */
  const isObject = (node: ts.Expression): boolean => isWhole(node) || (isIt(node) && isData(frontend.typeOf(node)));
  const escapes = (node: ts.Expression): boolean => {
    const type = frontend.typeOf(node);
    if (seen.has(type)) return false;
    seen.add(type);
    return isStoredInto(program, type, own);
  };
  const isHandedOn = ({ call, argument }: Handed): boolean => {
    if (!isObject(argument) || isSetup(program, call)) return false;
    const parameters = parametersFor(program, call, argument);
    if (parameters === undefined && !isWhole(argument)) return escapes(argument);
    return (
      parameters === undefined ||
      parameters.some((parameter) => holdsData(program, parameter) && isChanged(program, parameter, { seen, plain }))
    );
  };
  /** `name = …` gives its name to something else; what it named stays as it is. */
  const isStored = (node: ts.Node, place: ts.Expression): boolean =>
    isIt(place) && (isFixed || ts.isCallExpression(node) || !isWhole(place));
  const callsMember = (node: ts.Node): boolean =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    isWhole(skipParentheses(node.expression.expression));
  const isOtherName = (node: ts.Node): boolean => {
    if (!ts.isBinaryExpression(node) || !isAssignment(node.operatorToken.kind)) return false;
    if (!isWhole(skipParentheses(node.right))) return false;
    const field = fieldOfThis(node.left);
    return field === undefined || isFieldChanged(program, field, search);
  };
  const isFollowed = (node: ts.Node): boolean => {
    if (!ts.isExpression(node) || !isObject(node)) return false;
    const use = useOf(node);
    if (use.kind === "named") return use.names.some((name) => isChanged(program, name, { seen, plain }));
    if (use.kind === "kept") return isFieldChanged(program, use.field, search);
    return use.kind === "escapes" && escapes(node);
  };
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || own?.has(node)) return;
    const isOwnMethod = plain && callsMember(node);
    found =
      (!isOwnMethod && changesOf(program, node).some((place) => isStored(node, place))) ||
      isOtherName(node) ||
      isTakenBy(node) ||
      isFollowed(node) ||
      handedOn(node).some(isHandedOn) ||
      namedBy(node).some((whole) => holdsData(program, whole) && isChanged(program, whole, { seen, plain })) ||
      partsNamed(node, isIt).some((part) => holdsData(program, part) && isChanged(program, part, { seen }));
    if (!found) ts.forEachChild(node, visit);
  };
  for (const place of places) visit(place);
  return found;
}

/** The expression is something, or a part of it. */
function isPartOf(node: ts.Expression, isWhole: (node: ts.Expression) => boolean): boolean {
  for (let at = node; ; at = at.expression) {
    if (isWhole(at)) return true;
    if (!isStep(at)) return false;
  }
}

const isStep = (
  node: ts.Expression,
): node is
  | ts.PropertyAccessExpression
  | ts.ElementAccessExpression
  | ts.NonNullExpression
  | ts.ParenthesizedExpression
  | ts.AsExpression =>
  ts.isPropertyAccessExpression(node) ||
  ts.isElementAccessExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node);

/** `this.name`. */
const fieldOfThis = (place: ts.Expression): string | undefined =>
  ts.isPropertyAccessExpression(place) && place.expression.kind === ts.SyntaxKind.ThisKeyword
    ? place.name.text
    : undefined;

/** Other code may name it. */
const isOfModule = (declaration: Named): boolean =>
  !ts.isParameter(declaration) && isModuleLevel(holderOf(declaration));

function holderOf(declaration: Named): ts.VariableDeclaration | ts.ParameterDeclaration {
  let at: ts.Node = declaration;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  return at as ts.VariableDeclaration | ts.ParameterDeclaration;
}

/** The function that a local name belongs to. */
function enclosing(declaration: Named): ts.Node {
  let at: ts.Node = declaration;
  while (at.parent !== undefined && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

/** The names that a declaration, a loop or a callback that runs at once gives to parts of something. */
function partsNamed(node: ts.Node, isIt: (node: ts.Expression) => boolean): readonly Named[] {
  if (ts.isVariableDeclaration(node)) {
    const loop = node.parent.parent;
    const source = ts.isForOfStatement(loop) ? loop.expression : node.initializer;
    return source !== undefined && isIt(source) ? namesOf(node) : [];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  if (!isIt(node.expression.expression)) return [];
  return node.arguments.flatMap((argument) =>
    ts.isFunctionLike(argument) ? argument.parameters.flatMap(namesOf) : [],
  );
}

/** A plain object has no methods that change it: `ops.add(…)` calls what the literal holds under that name. */
export function literalOf({ initializer }: Holder): ts.ObjectLiteralExpression | undefined {
  const literal = initializer && skipParentheses(initializer);
  return literal !== undefined && ts.isObjectLiteralExpression(literal) ? literal : undefined;
}

/** A method of a literal may store in it. */
function changesItself(declaration: Holder): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (storesOf(node).some((place) => rootOf(place)?.kind === ts.SyntaxKind.ThisKeyword)) found = true;
    // Who gets it may store in it.
    if (node.kind === ts.SyntaxKind.ThisKeyword && useOf(node).kind !== "ends") found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  const literal = literalOf(declaration);
  if (literal !== undefined) visit(literal);
  return found;
}

const holdsData = ({ ctx }: ProgramState, { name }: Named): boolean => isData(ctx.frontend.typeOf(name));

/** An object, says its type. Code without types hands on anything, mostly numbers. */
export const isStated = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Any) === 0 && isData(type);

/** Nothing can be stored in a number, a text or a function. */
function isData(type: ts.Type): boolean {
  const primitive = ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike | ts.TypeFlags.BooleanLike;
  return (type.flags & primitive) === 0 && (type.getCallSignatures().length === 0 || type.getProperties().length > 0);
}

/** Objects that a call is given and that what it calls may change. */
export function changedArguments(program: ProgramState, node: ts.Node): readonly ts.Expression[] {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const { frontend } = program.ctx;
  if (frontend.declarationOf(node.expression)?.getSourceFile().isDeclarationFile)
    return ts.isCallExpression(node) ? definedIn(node) : [];
  return (node.arguments ?? []).filter((argument) => {
    const type = frontend.typeOf(argument);
    if (!isStated(type)) return false;
    const parameters = parametersFor(program, node, argument);
    return parameters === undefined
      ? isStoredInto(program, type, undefined)
      : parameters.some((parameter) => holdsData(program, parameter) && isChanged(program, parameter));
  });
}

interface Handed {
  readonly call: ts.Node;
  readonly argument: ts.Expression;
}

/** The arguments of a call: `ops.add` hands on one function, `ops` the table. */
function handedOn(node: ts.Node): readonly Handed[] {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const callee = node.expression;
  if (ts.isIdentifier(callee) && primitives.test(callee.text)) return [];
  if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression)) {
    const isHarmless = harmless.has(callee.expression.text) && !/^(assign|define|set)/.test(callee.name.text);
    if (isHarmless) return [];
  }
  return (node.arguments ?? []).map((argument) => ({ call: node, argument }));
}

const harmless: ReadonlySet<string> = new Set(["Object", "console", "JSON", "Math", "Array", "Number"]);
const primitives = /^(String|Number|Boolean|isNaN|isFinite|parseFloat|parseInt)$/;

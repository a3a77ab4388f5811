import { ts } from "../../../frontend/ts.js";
import { isModuleLevel } from "../moduleLevel.js";
import { isSetup } from "../moduleSetup.js";
import { skipParentheses } from "../operators.js";
import { isAssignment } from "../scope.js";
import type { ProgramState } from "../state.js";
import { type Named, parametersFor } from "./calledWith.js";

interface Search {
  /** Code whose changes do not count. */
  readonly own?: ReadonlySet<ts.Node>;
  readonly seen?: Set<Named>;
  /** It is an object literal, of which no method changes it. */
  readonly plain?: boolean;
}

/**
 * Whether some code of the program may change what a constant of a module holds: it stores in it, calls a method that does, or
 * hands it to code that is not looked into. What the differentiated function itself stores is found by types.
 */
export function isChanged(
  program: ProgramState,
  declaration: Named,
  { own, seen = new Set(), plain = isObject(declaration) }: Search = {},
): boolean {
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  const { frontend } = program.ctx;
  const name = declaration.name.getText();
  const home = declaration.getSourceFile();
  const isIt = (node: ts.Expression): boolean => {
    const root = rootOf(node);
    if (root === undefined || !ts.isIdentifier(root)) return false;
    if (root.text !== name && root.getSourceFile() === home) return false;
    return frontend.declarationOf(root) === declaration;
  };
  const isHandedOn = ({ call, argument }: Handed): boolean => {
    if (!isIt(argument) || isSetup(program, call)) return false;
    const parameters = parametersFor(program, call, argument);
    return parameters === undefined || parameters.some((parameter) => isChanged(program, parameter, { seen, plain }));
  };
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || own?.has(node)) return;
    const all = plain && callsOwnMember(node) ? [] : changedBy(node);
    const changed = isOfModule(declaration) ? all : all.filter((place) => !rebinds(node, place));
    if (changed.some(isIt) || handedOn(node).some(isHandedOn)) found = true;
    else if (partsNamed(node, isIt).some((part) => holdsData(program, part) && isChanged(program, part, { seen })))
      found = true;
    else ts.forEachChild(node, visit);
  };
  if (isObject(declaration)) found = changesItself(declaration);
  if (isOfModule(declaration)) {
    for (const file of new Set([home, ...frontend.sourceFiles()])) if (file.text.includes(name)) visit(file);
  } else visit(enclosing(declaration));
  return found;
}

/** Whether some code may store under a name of an object of a module. */
export function isReplaced(program: ProgramState, declaration: ts.VariableDeclaration, name: string): boolean {
  const { frontend } = program.ctx;
  let found = false;
  const literal = literalOf(declaration);
  let isHanded: boolean | undefined;
  const replaces = (place: ts.Expression): boolean => {
    const root = ts.isElementAccessExpression(place) ? rootOf(place.expression) : undefined;
    // `this` of a class or of another object is no object that only its own name stands for.
    const isOther =
      rootOf(place)?.kind === ts.SyntaxKind.ThisKeyword && (literal === undefined || !isWithin(place, literal));
    if (isOther) {
      isHanded ??= isHandedAround(program, declaration);
      if (!isHanded) return false;
    }
    if (ts.isPropertyAccessExpression(place)) return place.name.text === name;
    return root !== undefined && (!ts.isIdentifier(root) || frontend.declarationOf(root) === declaration);
  };
  const visit = (node: ts.Node): void => {
    if (storesOf(node).some(replaces)) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  for (const file of new Set([declaration.getSourceFile(), ...frontend.sourceFiles()]))
    if (file.text.includes(name)) visit(file);
  return found;
}

/** Whether its name stands anywhere but before a dot: then the object may have other names. */
function isHandedAround(program: ProgramState, declaration: ts.VariableDeclaration): boolean {
  const { frontend } = program.ctx;
  const name = declaration.name.getText();
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !isBeforeDot(node) && node.parent !== declaration)
      found ||= frontend.declarationOf(node) === declaration;
    if (!found) ts.forEachChild(node, visit);
  };
  for (const file of new Set([declaration.getSourceFile(), ...frontend.sourceFiles()]))
    if (file.text.includes(name)) visit(file);
  return found;
}

const isBeforeDot = ({ parent }: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent);

const isWithin = (node: ts.Node, outer: ts.Node): boolean =>
  node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();

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

const namesOf = (declaration: Named): readonly Named[] =>
  ts.isIdentifier(declaration.name)
    ? [declaration]
    : declaration.name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element) : []));

/** A plain object has no methods that change it: `ops.add(…)` calls what the literal holds under that name. */
const isObject = (declaration: Named): boolean => literalOf(declaration) !== undefined;

function literalOf({ initializer }: Named): ts.ObjectLiteralExpression | undefined {
  const literal = initializer && skipParentheses(initializer);
  return literal !== undefined && ts.isObjectLiteralExpression(literal) ? literal : undefined;
}

/** A method of a literal may store in it. */
function changesItself(declaration: Named): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (storesOf(node).some((place) => rootOf(place)?.kind === ts.SyntaxKind.ThisKeyword)) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  const literal = literalOf(declaration);
  if (literal !== undefined) visit(literal);
  return found;
}

const callsOwnMember = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ts.isIdentifier(skipParentheses(node.expression.expression));

/** `name = …` gives a local name to something else; what it named stays as it is. */
const rebinds = (node: ts.Node, place: ts.Expression): boolean =>
  ts.isIdentifier(place) && !ts.isCallExpression(node) && !(ts.isBinaryExpression(node) && node.right === place);

/** Nothing can be stored in a number, a text or a function. */
function holdsData({ ctx }: ProgramState, { name }: Named): boolean {
  const type = ctx.frontend.typeOf(name);
  const primitive = ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike | ts.TypeFlags.BooleanLike;
  return (type.flags & primitive) === 0 && (type.getCallSignatures().length === 0 || type.getProperties().length > 0);
}

/** The expressions whose contents a node may change, by storing there or by giving them another name. */
function changedBy(node: ts.Node): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return [...storesOf(node), ...[node.right].filter(ts.isIdentifier)];
  }
  return storesOf(node);
}

/** The places that a node stores to. */
export function storesOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return targets(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const steps = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps ? [node.operand] : [];
  }
  if (ts.isDeleteExpression(node)) return [node.expression];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  return changing.has(node.expression.name.text) ? [node.expression.expression] : [];
}

/** A store in what an assignment is to; the whole binding is a constant. */
const targets = (left: ts.Expression): readonly ts.Expression[] =>
  ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left) ? accessesIn(left) : [left];

function accessesIn(pattern: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(pattern);
  return found;
}

interface Handed {
  readonly call: ts.Node;
  readonly argument: ts.Expression;
}

/** Names among the arguments of a call: `ops.add` hands on one function, `ops` the table. */
function handedOn(node: ts.Node): readonly Handed[] {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression)) {
    const isHarmless = harmless.has(callee.expression.text) && !/^(assign|define|set)/.test(callee.name.text);
    if (isHarmless) return [];
  }
  return (node.arguments ?? []).filter(ts.isIdentifier).map((argument) => ({ call: node, argument }));
}

const harmless: ReadonlySet<string> = new Set(["Object", "console", "JSON", "Math", "Array"]);
const changing: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "set",
  "add",
  "delete",
  "clear",
]);

/** The name at the start of `a.b[c].d`, or `this`. */
export function rootOf(expression: ts.Expression): ts.Identifier | ts.ThisExpression | undefined {
  let node = expression;
  while (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node)
  ) {
    node = node.expression;
  }
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword
    ? (node as ts.Identifier | ts.ThisExpression)
    : undefined;
}

import type { Edit } from "./edits.js";
import { constructorEdits, remove, type Shape } from "./es5Classes.js";
import { type GivenPrototype, givenPrototype } from "./givenPrototypes.js";
import { ts } from "./ts.js";

// `function C(x) { this.x = x; }  C.prototype.m = function () { … };  C.of = function (x) { … };` in one list of statements: the
// class that it is, with its members moved into it.

interface Member {
  /** The statement that goes, as the member is in the class. */
  readonly statement: ts.Statement;
  /** What stands before the text that is moved: `static of`, `m`. */
  readonly head: string;
  readonly start: number;
  readonly end: number;
  readonly tail: string;
}

/** The edits for all such functions that a list of statements declares. */
export function prototypeEdits(statements: readonly ts.Statement[], file: ts.SourceFile): readonly Edit[] {
  const edits: Edit[] = [];
  for (const statement of statements) {
    const ctor = constructorOf(statement);
    if (ctor === undefined) continue;
    const own = editsOf(ctor, statements, file);
    if (own !== undefined) edits.push(...own);
  }
  return edits;
}

interface Constructor {
  readonly name: string;
  readonly fn: ts.FunctionDeclaration | ts.FunctionExpression;
  readonly body: ts.Block;
}

/** `function C() { … }` or `var C = function () { … }`. */
function constructorOf(statement: ts.Statement): Constructor | undefined {
  if (ts.isFunctionDeclaration(statement)) {
    const { name, body } = statement;
    return name && body ? { name: name.text, fn: statement, body } : undefined;
  }
  const [declaration, ...more] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const fn = declaration?.initializer;
  return declaration && more.length === 0 && ts.isIdentifier(declaration.name) && fn && ts.isFunctionExpression(fn)
    ? { name: declaration.name.text, fn, body: fn.body }
    : undefined;
}

function editsOf(
  { name, fn, body }: Constructor,
  statements: readonly ts.Statement[],
  file: ts.SourceFile,
): readonly Edit[] | undefined {
  const given = statements.flatMap((statement): readonly Whole[] => {
    const prototype = givenPrototype(statement, statements, file);
    return prototype?.owner === name ? [{ statement, ...prototype }] : [];
  });
  const [whole, ...more] = given;
  if (more.length > 0) return undefined;
  const shape: Shape = { name, base: undefined, extendsEmpty: whole?.base, file };
  const members: Member[] = [];
  let isClass = whole !== undefined;
  const found = whole && literalMembers(whole, shape, statements);
  if (whole !== undefined && found === undefined) return undefined;
  members.push(...(found ?? []));
  for (const statement of statements) {
    if (statement === whole?.statement) continue;
    const target = targetOf(statement, file);
    if (target === undefined || !(target.owner === name || target.owner === `${name}.prototype`)) continue;
    const found = membersOf(statement, target, shape, statements);
    if (found === undefined) return undefined;
    members.push(...found);
    isClass ||= target.owner !== name;
  }
  const places = [...members, ...given].map((one) => one.statement);
  if (!isClass || ![name, ...(whole?.shared ?? [])].every((one) => areAllUses(one, places, file))) return undefined;
  const head = constructorEdits(fn, body, shape);
  if (head === undefined) return undefined;
  const isGuarded = body.statements.some((one) => /^if \(!\(this instanceof /.test(one.getText(file)));
  const calls = isGuarded ? callsOf(name, file) : [];
  const at = fn.end;
  const moved = members.flatMap(({ head, start, end, tail }): Edit[] => [
    { start: at, end: at, text: `\n${head}` },
    ...pieces(start, end, calls, at, file),
    ...(tail === "" ? [] : [{ start: at, end: at, text: tail }]),
  ]);
  const gone = [...new Set(places)].map((one) => remove(one, file));
  const shared = (whole?.shared ?? []).map((make): Edit => {
    const { end } = (whole as Whole).statement;
    return { start: end, end, text: ` ${make}.prototype = ${name}.prototype;` };
  });
  const isGone = (place: number): boolean => gone.some(({ start, end }) => start <= place && place < end);
  return [
    ...head,
    ...moved,
    { start: at, end: at, text: " }" },
    ...gone,
    ...shared,
    ...calls.filter((call) => !isGone(call)).map((call) => ({ start: call, end: call, text: "new " })),
  ];
}

/** The text of a range, put at another place; calls in it make objects. */
function pieces(start: number, end: number, calls: readonly number[], at: number, file: ts.SourceFile): Edit[] {
  const cuts = [start, ...calls.filter((call) => start <= call && call < end), end];
  return cuts.slice(1).map((cut, i) => {
    const from = cuts[i] ?? start;
    return { start: at, end: at, text: `${i > 0 ? "new " : ""}${file.text.slice(from, cut)}`, source: from };
  });
}

interface Target {
  readonly owner: string;
  readonly member: string;
  readonly value: ts.Expression;
}

/** `owner.member = value`, also with the member in brackets. */
function targetOf(statement: ts.Statement, file: ts.SourceFile): Target | undefined {
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (expression === undefined || !ts.isBinaryExpression(expression)) return undefined;
  const { left, right: value, operatorToken } = expression;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  if (ts.isPropertyAccessExpression(left))
    return { owner: left.expression.getText(file), member: left.name.text, value };
  return ts.isElementAccessExpression(left) && ts.isStringLiteral(left.argumentExpression)
    ? { owner: left.expression.getText(file), member: left.argumentExpression.text, value }
    : undefined;
}

function membersOf(
  statement: ts.Statement,
  { owner, member, value }: Target,
  shape: Shape,
  statements: readonly ts.Statement[],
): readonly Member[] | undefined {
  const { name, file } = shape;
  if (owner === name && member === "prototype") return undefined;
  const isStatic = owner === name;
  if (!isStatic && member === "constructor") return [{ statement, head: "", start: 0, end: 0, tail: "" }];
  const one = memberOf(statement, member, value, isStatic ? "static " : "", shape, statements);
  if (one !== undefined) return [one];
  if (!isStatic || !isOnce(member, shape)) return undefined;
  return [{ statement, head: `static readonly ${member} = `, start: value.getStart(file), end: value.end, tail: ";" }];
}

/** A statement that makes the prototype as a whole. */
interface Whole extends GivenPrototype {
  readonly statement: ts.Statement;
}

function literalMembers(
  { statement, literal }: Whole,
  shape: Shape,
  statements: readonly ts.Statement[],
): readonly Member[] | undefined {
  const { name, file } = shape;
  const found = literal.properties.map((property) => {
    const key = property.name !== undefined && keyOf(property.name);
    if (!key) return undefined;
    if (ts.isMethodDeclaration(property) || ts.isAccessor(property))
      return { statement, head: "", start: property.getStart(file), end: property.end, tail: "" };
    if (!ts.isPropertyAssignment(property)) return undefined;
    if (key === "constructor" && property.initializer.getText(file) === name)
      return { statement, head: "", start: 0, end: 0, tail: "" };
    return memberOf(statement, key, property.initializer, "", shape, statements);
  });
  return found.some((one) => one === undefined) ? undefined : found.filter((one) => one !== undefined);
}

const isOnce = (member: string, { name, file }: Shape): boolean =>
  file.text.split(new RegExp(`\\b${name}(?:\\.${member}|\\[['"]${member}['"]\\])\\s*=[^=]`)).length === 2;

function keyOf(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) return name.getText() === "[Symbol.iterator]" ? name.getText() : undefined;
  return (ts.isIdentifier(name) || ts.isStringLiteral(name)) && /^[\w$]+$/.test(name.text) ? name.text : undefined;
}

/** A function as a method, a literal as a field; undefined if it is neither. */
function memberOf(
  statement: ts.Statement,
  key: string,
  value: ts.Expression,
  prefix: string,
  shape: Shape,
  statements: readonly ts.Statement[],
): Member | undefined {
  const { file } = shape;
  const fn = functionOf(value, shape, statements);
  if (fn !== undefined) {
    const star = fn.asteriskToken === undefined ? "" : "*";
    const start = file.text.indexOf("(", fn.name?.end ?? fn.getStart(file));
    return fn.modifiers === undefined
      ? { statement, head: prefix + star + key, start, end: fn.end, tail: "" }
      : undefined;
  }
  const isLiteral =
    ts.isNumericLiteral(value) ||
    ts.isStringLiteral(value) ||
    /^(true|false|null|undefined)$/.test(value.getText(file));
  return isLiteral && prefix === ""
    ? { statement, head: `${key} = `, start: value.getStart(file), end: value.end, tail: ";" }
    : undefined;
}

/** A function written in place, by its name, or as another method of the prototype. */
function functionOf(
  value: ts.Expression,
  { name, file }: Shape,
  statements: readonly ts.Statement[],
): ts.FunctionExpression | ts.FunctionDeclaration | undefined {
  if (ts.isFunctionExpression(value)) return value;
  const text = value.getText(file);
  if (ts.isIdentifier(value)) return statements.filter(ts.isFunctionDeclaration).find((one) => one.name?.text === text);
  for (const statement of statements) {
    const target = targetOf(statement, file);
    const isNamed = target?.owner === `${name}.prototype` && text === `${target.owner}.${target.member}`;
    if (isNamed && ts.isFunctionExpression(target.value)) return target.value;
  }
  return undefined;
}

/** Is the prototype, outside of what defines members, only asked for methods? */
function areAllUses(name: string, places: readonly ts.Statement[], file: ts.SourceFile): boolean {
  let sound = true;
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAccessExpression(node) &&
      node.name.text === "prototype" &&
      node.expression.getText(file) === name
    ) {
      const { parent } = node;
      const isMethod = ts.isPropertyAccessExpression(parent) && ts.isPropertyAccessExpression(parent.parent);
      const isMember = places.some((statement) => statement.pos <= node.pos && node.end <= statement.end);
      sound &&= isMethod || isMember || isLookedAt(parent, node, file);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return sound;
}

/** `make.prototype = C.prototype`, `Object.create(C.prototype)`: another has it too, or goes on from it. */
function isLookedAt(parent: ts.Node, node: ts.Node, file: ts.SourceFile): boolean {
  if (ts.isCallExpression(parent)) return parent.expression.getText(file) === "Object.create";
  return (
    ts.isBinaryExpression(parent) && parent.right === node && /^[\w$]+\.prototype$/.test(parent.left.getText(file))
  );
}

/** The places of calls without `new`. */
function callsOf(name: string, file: ts.SourceFile): readonly number[] {
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name)
      found.push(node.getStart(file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.sort((a, b) => a - b);
}

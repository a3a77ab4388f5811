import type { Edit } from "./edits.js";
import { remove } from "./es5Classes.js";
import { ts } from "./ts.js";

// `class C { … }  C.prototype.m = function () { … };  C.prototype.n = C.prototype.m;  C.Limit = 3;`, also by a function that is
// called once to install them: members of the class that are written behind it, moved into it.

/** Where members are written, and what they are. */
interface Assigned {
  readonly statement: ts.Statement;
  readonly isStatic: boolean;
  readonly name: string;
  readonly value: ts.Expression;
}

/** The edits for all classes that a list of statements declares. */
export function memberEdits(statements: readonly ts.Statement[], file: ts.SourceFile): readonly Edit[] {
  if (!statements.some(ts.isClassDeclaration)) return [];
  const installed = statements.flatMap((statement) => installedBy(statement, statements));
  const assigning = [...statements, ...installed];
  return statements.flatMap((statement) => {
    if (!ts.isClassDeclaration(statement) || statement.name === undefined) return [];
    return editsOf(statement, statement.name.text, assigning, file);
  });
}

function editsOf(
  cls: ts.ClassDeclaration,
  name: string,
  statements: readonly ts.Statement[],
  file: ts.SourceFile,
): readonly Edit[] {
  const assigned = statements.flatMap((statement) => assignedBy(statement, name));
  const edits: Edit[] = [];
  const at = cls.end - 1;
  for (const one of assigned) {
    const member = memberOf(one, cls, assigned, file);
    if (member === undefined) continue;
    const { start, end, head, tail } = member;
    const source = file.text.slice(start, end);
    edits.push(
      { start: at, end: at, text: `\n${one.isStatic ? "static " : ""}${head}` },
      { start: at, end: at, text: source, source: start },
      { start: at, end: at, text: tail },
      remove(one.statement, file),
      ...replaced(one, cls, file),
    );
  }
  return edits;
}

/** A member that is assigned takes the place of the one that the class has under that name. */
const replaced = (one: Assigned, cls: ts.ClassDeclaration, file: ts.SourceFile): readonly Edit[] =>
  cls.members.filter((member) => isNamed(member, one)).map((member) => remove(member, file));

const isNamed = (member: ts.ClassElement, { name, isStatic }: Pick<Assigned, "name" | "isStatic">): boolean =>
  member.name?.getText() === name &&
  ((ts.canHaveModifiers(member) && ts.getModifiers(member)) || []).some(
    ({ kind }) => kind === ts.SyntaxKind.StaticKeyword,
  ) === isStatic;

/** `C.prototype.m = value` and `C.s = value`. */
function assignedBy(statement: ts.Statement, name: string): readonly Assigned[] {
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (expression === undefined || !isAssignment(expression)) return [];
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left)) return [];
  const member = left.name.text;
  const owner = left.expression;
  const isStatic = ts.isIdentifier(owner) && owner.text === name && member !== "prototype";
  const isOwn = isPrototype(owner, name) && member !== "constructor";
  return isStatic || isOwn ? [{ statement, isStatic, name: member, value: right }] : [];
}

const isPrototype = (node: ts.Expression, name: string): boolean =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === "prototype" &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === name;

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

interface Text {
  readonly head: string;
  readonly start: number;
  readonly end: number;
  readonly tail: string;
}

function memberOf(
  { name, isStatic, value }: Assigned,
  cls: ts.ClassDeclaration,
  assigned: readonly Assigned[],
  file: ts.SourceFile,
): Text | undefined {
  const fn = functionOf(value, cls, assigned);
  if (fn !== undefined) {
    const isPlain = ts.isMethodDeclaration(fn) || fn.modifiers === undefined;
    const start = file.text.indexOf("(", fn.name?.end ?? fn.getStart(file));
    return isPlain ? { head: `${fn.asteriskToken ? "*" : ""}${name}`, start, end: fn.end, tail: "" } : undefined;
  }
  const [start, end] = [value.getStart(file), value.end];
  if (isStatic) return isAlias(value) ? undefined : { head: `${name} = `, start, end, tail: ";" };
  // All instances have the same one, so it is no field of theirs.
  const isOnce = file.text.split(new RegExp(`\\.${name}\\s*=[^=]`)).length === 2;
  return isLiteral(value) && isOnce ? { head: `get ${name}() { return `, start, end, tail: "; }" } : undefined;
}

/** A function in place, or another method of the class. */
function functionOf(
  value: ts.Expression,
  cls: ts.ClassDeclaration,
  assigned: readonly Assigned[],
): ts.FunctionExpression | ts.MethodDeclaration | undefined {
  if (ts.isFunctionExpression(value)) return value;
  if (!ts.isPropertyAccessExpression(value) || cls.name === undefined) return undefined;
  const className = cls.name.text;
  const owner = value.expression;
  const isStatic = ts.isIdentifier(owner) && owner.text === className;
  if (!isStatic && !isPrototype(owner, className)) return undefined;
  const named = { name: value.name.text, isStatic };
  const same = assigned.find((one) => one.name === named.name && one.isStatic === isStatic)?.value;
  if (same !== undefined) return ts.isFunctionExpression(same) ? same : undefined;
  return cls.members.filter(ts.isMethodDeclaration).find((one) => isNamed(one, named));
}

const isAlias = (value: ts.Expression): boolean => ts.isPropertyAccessExpression(value) || ts.isIdentifier(value);

const isLiteral = (value: ts.Expression): boolean =>
  ts.isNumericLiteral(value) ||
  ts.isStringLiteral(value) ||
  value.kind === ts.SyntaxKind.TrueKeyword ||
  value.kind === ts.SyntaxKind.FalseKeyword;

/** The statements of a function that assigns members only, if it is called under the names that its parameters have. */
function installedBy(statement: ts.Statement, statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return [];
  const { text } = call.expression;
  const fn = statements.filter(ts.isFunctionDeclaration).find((one) => one.name?.text === text);
  if (fn?.body === undefined || fn.parameters.length !== call.arguments.length) return [];
  const isSame = fn.parameters.every((parameter, i) => parameter.name.getText() === call.arguments[i]?.getText());
  const isInstalling = fn.body.statements.every((one) =>
    fn.parameters.some((parameter) => assignedBy(one, parameter.name.getText()).length > 0),
  );
  return isSame && isInstalling ? fn.body.statements : [];
}

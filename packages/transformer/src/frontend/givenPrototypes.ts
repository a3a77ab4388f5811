import { ts } from "./ts.js";

// `C.prototype = make.prototype = { … }`, `define(C, make, extend(B, { … }))` with helpers of the module: a statement that makes the
// prototype of a class from a literal, which may go on from that of another class, and which a factory may share.

export interface GivenPrototype {
  readonly owner: string;
  readonly literal: ts.ObjectLiteralExpression;
  /** Its class has a constructor that does nothing. */
  readonly base: string | undefined;
  /** Functions that have the same prototype, so that `x instanceof make` asks for the class. */
  readonly shared: readonly string[];
}

export function givenPrototype(
  statement: ts.Statement,
  statements: readonly ts.Statement[],
  file: ts.SourceFile,
): GivenPrototype | undefined {
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (expression === undefined) return undefined;
  const given = ts.isCallExpression(expression)
    ? definedBy(expression, statements, file)
    : assignedBy(expression, file);
  const [owner, ...shared] = given?.owners ?? [];
  const made = given && prototypeOf(given.value, statements, file);
  if (owner === undefined || made === undefined) return undefined;
  // What goes on from a prototype has not what takes its place later.
  const later = made.base === undefined ? [] : statements.slice(statements.indexOf(statement) + 1);
  const isReplaced = later.some((one) => givenPrototype(one, statements, file)?.owner === made.base);
  return isReplaced ? undefined : { owner, shared, ...made };
}

interface Given {
  /** The first is the class. */
  readonly owners: readonly string[];
  readonly value: ts.Expression;
}

/** `C.prototype = make.prototype = value`. */
function assignedBy(expression: ts.Expression, file: ts.SourceFile): Given | undefined {
  const owners: string[] = [];
  let value = expression;
  while (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const owner = /^([\w$]+)\.prototype$/.exec(value.left.getText(file))?.[1];
    if (owner === undefined) return undefined;
    owners.push(owner);
    value = value.right;
  }
  return { owners, value };
}

/** `define(C, make, value)`, where that is all that the helper does. */
function definedBy(
  call: ts.CallExpression,
  statements: readonly ts.Statement[],
  file: ts.SourceFile,
): Given | undefined {
  const helper = helperOf(call, statements, file);
  const [cls, make, value] = call.arguments;
  if (helper === undefined || cls === undefined || make === undefined || value === undefined) return undefined;
  const [a, b, c] = helper.parameters;
  const isDefinition = helper.body === `{${a}.prototype=${b}.prototype=${c};${c}.constructor=${a};}`;
  return isDefinition && [cls, make].every(ts.isIdentifier)
    ? { owners: [cls.getText(file), make.getText(file)], value }
    : undefined;
}

/** A literal, or one that goes on from the prototype of a class whose constructor does nothing. */
function prototypeOf(
  value: ts.Expression,
  statements: readonly ts.Statement[],
  file: ts.SourceFile,
): Pick<GivenPrototype, "literal" | "base"> | undefined {
  if (ts.isObjectLiteralExpression(value)) return { literal: value, base: undefined };
  const helper = ts.isCallExpression(value) ? helperOf(value, statements, file) : undefined;
  if (helper === undefined || !ts.isCallExpression(value)) return undefined;
  const [parent, literal] = value.arguments;
  const [a, b] = helper.parameters;
  const copies = new RegExp(
    `^\\{(?:var|let|const)(\\w+)=Object\\.create\\(${a}\\.prototype\\);for\\((?:var|let|const)(\\w+)in${b}\\)\\1\\[\\2\\]=${b}\\[\\2\\];return\\1;\\}$`,
  );
  if (!copies.test(helper.body) || parent === undefined || literal === undefined) return undefined;
  return ts.isIdentifier(parent) && ts.isObjectLiteralExpression(literal) && isEmpty(parent.text, statements)
    ? { literal, base: parent.text }
    : undefined;
}

const isEmpty = (name: string, statements: readonly ts.Statement[]): boolean =>
  declared(name, statements)?.body?.statements.length === 0;

const declared = (name: string, statements: readonly ts.Statement[]): ts.FunctionDeclaration | undefined =>
  statements.filter(ts.isFunctionDeclaration).find((one) => one.name?.text === name);

/** A helper of the module that is called: the names of its parameters, and its text without spaces. */
function helperOf(
  call: ts.CallExpression,
  statements: readonly ts.Statement[],
  file: ts.SourceFile,
): { readonly parameters: readonly string[]; readonly body: string } | undefined {
  const fn = ts.isIdentifier(call.expression) ? declared(call.expression.text, statements) : undefined;
  if (fn?.body === undefined || fn.parameters.length !== call.arguments.length) return undefined;
  const parameters = fn.parameters.map(({ name }) => name.getText(file));
  return parameters.every((one) => /^\w+$/.test(one))
    ? { parameters, body: fn.body.getText(file).replace(/\s+/g, "") }
    : undefined;
}

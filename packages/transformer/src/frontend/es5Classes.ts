import type { Edit } from "./edits.js";
import { ts } from "./ts.js";

// Compilers that knew no classes wrote them as functions with a prototype, inside of a function that is called at once. Read back as
// the classes that they were, they need nothing special afterwards.

export interface Shape {
  readonly name: string;
  readonly base: { readonly parameter: string; readonly text: string } | undefined;
  /** A class whose constructor does nothing, so that it was not called. */
  readonly extendsEmpty?: string | undefined;
  readonly file: ts.SourceFile;
}

/** The edits of `(function (_super) { __extends(C, _super); function C() { … } C.prototype.m = …; return C; })(Base)`. */
export function wrappedClassEdits(call: ts.CallExpression, file: ts.SourceFile): readonly Edit[] | undefined {
  const fn = ts.isParenthesizedExpression(call.expression) ? call.expression.expression : call.expression;
  if (!ts.isFunctionExpression(fn) || fn.parameters.length > 1 || call.arguments.length !== fn.parameters.length)
    return undefined;
  const { statements } = fn.body;
  const last = statements.at(-1);
  const ctor = statements.find(ts.isFunctionDeclaration);
  if (ctor?.name === undefined || ctor.body === undefined || last === undefined || !ts.isReturnStatement(last))
    return undefined;
  if (last.expression?.getText(file) !== ctor.name.text) return undefined;
  const [parameter] = fn.parameters;
  const [argument] = call.arguments;
  const base =
    parameter === undefined || argument === undefined
      ? undefined
      : { parameter: parameter.name.getText(file), text: argument.getText(file) };
  if (base !== undefined && !/^[\w$.]+$/.test(base.text)) return undefined;
  const shape: Shape = { name: ctor.name.text, base, file };
  const head = constructorEdits(ctor, ctor.body, shape);
  if (head === undefined) return undefined;
  const edits = [...head];
  const first = statements.indexOf(ctor);
  for (const [i, statement] of statements.entries()) {
    if (statement === ctor || statement === last) continue;
    const isExtends = i < first && base !== undefined && /^__extends\(/.test(statement.getText(file));
    const isDirective = i < first && ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
    const member =
      isExtends || isDirective ? [remove(statement, file)] : i < first ? undefined : memberEdits(statement, shape);
    if (member === undefined) return undefined;
    edits.push(...member);
  }
  const at = last.getStart(file);
  return [...edits, { start: at, end: at, text: "} " }];
}

export const remove = (node: ts.Node, file: ts.SourceFile): Edit => {
  const start = node.getStart(file);
  return { start, end: node.end, text: lines(file.text.slice(start, node.end)) };
};

/** So many line breaks as there were. */
export const lines = (text: string): string => text.replace(/[^\n]/g, "");

export function constructorEdits(
  ctor: ts.FunctionDeclaration | ts.FunctionExpression,
  body: ts.Block,
  { name, base, extendsEmpty, file }: Shape,
): readonly Edit[] | undefined {
  const start = ctor.getStart(file);
  const parameters = file.text.indexOf("(", ctor.name?.end ?? start);
  const label = ts.isFunctionDeclaration(ctor) ? ` ${name}` : "";
  const parent = base?.text ?? extendsEmpty;
  const heritage = parent === undefined ? "" : ` extends ${parent}`;
  const edits: Edit[] = [{ start, end: parameters, text: `class${label}${heritage} { constructor` }];
  if (extendsEmpty !== undefined) {
    const at = body.getStart(file) + 1;
    edits.push({ start: at, end: at, text: " super();" });
  }
  let superCalls = 0;
  for (const statement of body.statements) {
    const text = statement.getText(file);
    const isGuard =
      ts.isIfStatement(statement) && /^!\(?(_this|this) instanceof /.test(statement.expression.getText(file));
    if (
      isGuard ||
      /^_classCallCheck\(this, /.test(text) ||
      /^var _this = this;?$/.test(text) ||
      /^return _this;?$/.test(text)
    ) {
      edits.push(remove(statement, file));
    } else if (base !== undefined && /^(return |var _this = |_this = )_super\.(call|apply)\(this/.test(text)) {
      const passed = superArguments(statement, file);
      if (passed === undefined) return undefined;
      edits.push({ start: statement.getStart(file), end: statement.end, text: `super(${passed});${lines(text)}` });
      superCalls++;
    } else {
      const inside = selfEdits(statement, file);
      if (inside === undefined || (parent !== undefined && hasReturn(statement))) return undefined;
      edits.push(...inside);
    }
  }
  return superCalls > 0 === (base !== undefined) ? [...edits, { start: ctor.end, end: ctor.end, text: "" }] : undefined;
}

function hasReturn(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return true;
  return !ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => hasReturn(child) || undefined) ?? false);
}

/** What `_super.call(this, a, b)` passes. */
function superArguments(statement: ts.Statement, file: ts.SourceFile): string | undefined {
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^_super\.call$/.test(node.expression.getText(file))) {
      found = node.arguments
        .slice(1)
        .map((argument) => argument.getText(file))
        .join(", ");
    } else ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

/** `_this` is `this`; undefined where a function inside has another one. */
function selfEdits(statement: ts.Statement, file: ts.SourceFile): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let nested = false;
  const visit = (node: ts.Node, depth: number): void => {
    if (ts.isIdentifier(node) && node.text === "_this") {
      if (depth > 0) nested = true;
      edits.push({ start: node.getStart(file), end: node.end, text: "this" });
    }
    ts.forEachChild(node, (child) => visit(child, depth + (ts.isFunctionLike(child) ? 1 : 0)));
  };
  visit(statement, 0);
  return nested ? undefined : edits;
}

/** `C.prototype.m = function …`, `C.m = …`, `Object.defineProperty(C.prototype, "p", { get: … })` as members. */
function memberEdits(statement: ts.Statement, shape: Shape): readonly Edit[] | undefined {
  const { name, file } = shape;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const start = statement.getStart(file);
  if (ts.isCallExpression(expression)) {
    return expression.expression.getText(file) === "_createClass"
      ? createClassEdits(expression, start, statement.end, shape)
      : accessorEdits(expression, start, statement.end, shape);
  }
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  const { left, right } = expression;
  const [owner, member] = splitMember(left, file);
  if (member === undefined) return undefined;
  if (ts.isFunctionExpression(right)) {
    const isStatic = owner === name;
    if (!isStatic && owner !== `${name}.prototype`) return undefined;
    return [
      { start, end: parenthesis(right, file), text: `${isStatic ? "static " : ""}${member}` },
      ...superCalls(right, shape),
    ];
  }
  const isOnce = file.text.split(`${name}.${member} =`).length === 2;
  if (owner !== name || !isOnce) return undefined;
  return [{ start, end: expression.operatorToken.getStart(file), text: `static readonly ${member} ` }];
}

const parenthesis = (fn: ts.FunctionExpression, file: ts.SourceFile): number =>
  file.text.indexOf("(", fn.name?.end ?? fn.getStart(file));

function splitMember(node: ts.Expression, file: ts.SourceFile): readonly [string, string | undefined] {
  if (!ts.isPropertyAccessExpression(node)) return ["", undefined];
  return [node.expression.getText(file), node.name.text];
}

function accessorEdits(call: ts.CallExpression, start: number, end: number, shape: Shape): readonly Edit[] | undefined {
  const { name, file } = shape;
  const [owner, key, descriptor] = call.arguments;
  if (call.expression.getText(file) !== "Object.defineProperty" || owner?.getText(file) !== `${name}.prototype`)
    return undefined;
  if (
    key === undefined ||
    !ts.isStringLiteral(key) ||
    descriptor === undefined ||
    !ts.isObjectLiteralExpression(descriptor)
  ) {
    return undefined;
  }
  const edits: Edit[] = [];
  let last = start;
  for (const property of descriptor.properties) {
    const kind = property.name?.getText(file);
    const fn = ts.isPropertyAssignment(property) ? property.initializer : undefined;
    if (kind !== "get" && kind !== "set") continue;
    if (fn === undefined || !ts.isFunctionExpression(fn)) return undefined;
    const at = parenthesis(fn, file);
    edits.push(
      { start: last, end: at, text: `${lines(file.text.slice(last, at))}${kind} ${key.text}` },
      ...superCalls(fn, shape),
    );
    last = fn.end;
  }
  return [...edits, { start: last, end, text: lines(file.text.slice(last, end)) }];
}

/** `_super.prototype.m.call(this, …)` in a method. */
function superCalls(fn: ts.FunctionExpression, { base, file }: Shape): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (base !== undefined && ts.isCallExpression(node)) {
      const called = /^_super\.prototype\.(\w+)\.call$/.exec(node.expression.getText(file))?.[1];
      const [, next] = node.arguments;
      if (called !== undefined) {
        edits.push({ start: node.getStart(file), end: next?.getStart(file) ?? node.end - 1, text: `super.${called}(` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return edits;
}

/** `_createClass(C, [{ key: "m", value: function m() { … } }, …], [statics])` as members. */
function createClassEdits(
  call: ts.CallExpression,
  start: number,
  end: number,
  shape: Shape,
): readonly Edit[] | undefined {
  const { name, file } = shape;
  const [owner, ...lists] = call.arguments;
  if (owner?.getText(file) !== name) return undefined;
  const edits: Edit[] = [];
  let last = start;
  for (const [i, list] of lists.entries()) {
    if (!ts.isArrayLiteralExpression(list)) continue;
    for (const element of list.elements) {
      if (!ts.isObjectLiteralExpression(element)) return undefined;
      const [key, held, ...more] = element.properties;
      if (!key || !held || !ts.isPropertyAssignment(key) || !ts.isPropertyAssignment(held)) return undefined;
      const fn = held.initializer;
      if (!ts.isStringLiteral(key.initializer) || !ts.isFunctionExpression(fn)) return undefined;
      const kind = held.name.getText(file);
      if (more.length > 0 || fn.asteriskToken !== undefined) return undefined;
      const head = `${i > 0 ? "static " : ""}${kind === "value" ? "" : `${kind} `}${key.initializer.text}`;
      const at = parenthesis(fn, file);
      edits.push(
        { start: last, end: at, text: `${lines(file.text.slice(last, at))}${head}` },
        ...superCalls(fn, shape),
      );
      last = fn.end;
    }
  }
  return [...edits, { start: last, end, text: lines(file.text.slice(last, end)) }];
}

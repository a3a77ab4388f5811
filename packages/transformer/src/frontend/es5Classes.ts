import { ts } from "./ts.js";

// Compilers that knew no classes wrote them as functions with a prototype, inside of a function that is called at once. Read back as
// the classes that they were, they need nothing special afterwards.

/** A piece of a text and what stands for it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What turns such functions of a file into classes. */
export function classEdits(text: string, fileName: string): readonly Edit[] {
  if (!text.includes(".prototype.")) return [];
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const own = ts.isCallExpression(node) ? editsOf(node, file) : undefined;
    if (own === undefined) ts.forEachChild(node, visit);
    else edits.push(...own);
  };
  visit(file);
  return edits.sort((a, b) => a.start - b.start);
}

/** The text with the edits made, and the place in the old text for each in the new. */
export function applyEdits(text: string, edits: readonly Edit[]): { text: string; originOf: (at: number) => number } {
  const parts: string[] = [];
  const shifts: { readonly from: number; readonly end: number; readonly origin: number; readonly next: number }[] = [];
  let last = 0;
  let length = 0;
  for (const edit of edits) {
    parts.push(text.slice(last, edit.start), edit.text);
    const from = length + edit.start - last;
    length = from + edit.text.length;
    shifts.push({ from, end: length, origin: edit.start, next: edit.end });
    last = edit.end;
  }
  parts.push(text.slice(last));
  const originOf = (at: number): number => {
    const before = shifts.findLast(({ from }) => from <= at);
    if (before === undefined) return at;
    return at < before.end ? before.origin : before.next + at - before.end;
  };
  return { text: parts.join(""), originOf };
}

interface Shape {
  readonly name: string;
  readonly base: { readonly parameter: string; readonly text: string } | undefined;
  readonly file: ts.SourceFile;
}

/** The edits of `(function (_super) { __extends(C, _super); function C() { … } C.prototype.m = …; return C; })(Base)`. */
function editsOf(call: ts.CallExpression, file: ts.SourceFile): readonly Edit[] | undefined {
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

const remove = (node: ts.Node, file: ts.SourceFile): Edit => {
  const start = node.getStart(file);
  return { start, end: node.end, text: lines(file.text.slice(start, node.end)) };
};

/** So many line breaks as there were. */
const lines = (text: string): string => text.replace(/[^\n]/g, "");

function constructorEdits(
  ctor: ts.FunctionDeclaration,
  body: ts.Block,
  { name, base, file }: Shape,
): readonly Edit[] | undefined {
  const start = ctor.getStart(file);
  const parameters = file.text.indexOf("(", ctor.name?.end ?? start);
  const heritage = base === undefined ? "" : ` extends ${base.text}`;
  const edits: Edit[] = [{ start, end: parameters, text: `class ${name}${heritage} { constructor` }];
  let superCalls = 0;
  for (const statement of body.statements) {
    const text = statement.getText(file);
    const isGuard =
      ts.isIfStatement(statement) && /^!\(?(_this|this) instanceof /.test(statement.expression.getText(file));
    if (isGuard || /^var _this = this;?$/.test(text) || /^return _this;?$/.test(text)) {
      edits.push(remove(statement, file));
    } else if (base !== undefined && /^(return |var _this = |_this = )_super\.(call|apply)\(this/.test(text)) {
      const passed = superArguments(statement, file);
      if (passed === undefined) return undefined;
      edits.push({ start: statement.getStart(file), end: statement.end, text: `super(${passed});${lines(text)}` });
      superCalls++;
    } else {
      const inside = selfEdits(statement, file);
      if (inside === undefined || /\breturn\b/.test(text)) return undefined;
      edits.push(...inside);
    }
  }
  return superCalls > 0 === (base !== undefined) ? [...edits, { start: ctor.end, end: ctor.end, text: "" }] : undefined;
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
  if (ts.isCallExpression(expression)) return accessorEdits(expression, start, statement.end, shape);
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

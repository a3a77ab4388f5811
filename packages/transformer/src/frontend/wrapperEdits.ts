import type { Edit } from "./edits.js";
import { lines, remove } from "./es5Classes.js";
import { ts } from "./ts.js";

// `(function (root, factory) { … module.exports = factory(); … })(this, function () { … return f; })` makes one module of one of
// several kinds. Where it is imported it is a CommonJS module, so what it declares and exports can be read as such.

/** The function whose body is the module, and what its parameters are. */
interface Wrapped {
  readonly fn: ts.FunctionExpression;
  readonly args: readonly string[];
  /** What it returns is what the module exports. */
  readonly isResult: boolean;
}

/** The edits that leave the body of the wrapper as the module. */
export function wrapperEdits(text: string, fileName: string): readonly Edit[] {
  if (!/\bexports\b/.test(text) || !/^[\s;!]*\(?function\b/m.test(text)) return [];
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  if (ts.isExternalModule(file)) return [];
  for (const statement of file.statements) {
    const call = ts.isExpressionStatement(statement) ? bare(statement.expression) : undefined;
    const wrapped = call !== undefined && ts.isCallExpression(call) ? wrappedBy(call, file) : undefined;
    const edits = wrapped && unwrap(statement, wrapped, file);
    if (edits !== undefined) return edits;
  }
  return [];
}

function bare(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node)) return bare(node.expression);
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
    ? bare(node.operand)
    : node;
}

function wrappedBy(call: ts.CallExpression, file: ts.SourceFile): Wrapped | undefined {
  const head = bare(call.expression);
  if (!ts.isFunctionExpression(head)) return undefined;
  const index = call.arguments.findIndex((argument) => ts.isFunctionExpression(bare(argument)));
  const factory = call.arguments[index];
  const name = head.parameters[index]?.name.getText(file);
  if (factory === undefined || name === undefined) {
    const args = call.arguments.map((argument) => ownExports(argument.getText(file)));
    const isOwn = call.arguments.length === head.parameters.length && !args.includes(undefined);
    return isOwn ? { fn: head, args: args.filter((arg) => arg !== undefined), isResult: false } : undefined;
  }
  if (index !== call.arguments.length - 1) return undefined;
  const made = callOf(name, head.body, file);
  if (made === undefined) return undefined;
  const { parent } = made;
  const isResult = ts.isBinaryExpression(parent) && parent.right === made && /exports$/.test(parent.left.getText(file));
  return {
    fn: bare(factory) as ts.FunctionExpression,
    args: made.arguments.map((argument) => argument.getText(file)),
    isResult,
  };
}

/** What is passed for the module's exports: where there are modules, `this` is them, too. */
const ownExports = (text: string): string | undefined =>
  text === "this" || /^(\(?typeof (module|exports) .*\? .*: |)(module\.)?exports\)?$/.test(text)
    ? "module.exports"
    : undefined;

/** The call of the factory for CommonJS: the first with its exports, or whose result is exported. */
function callOf(factory: string, body: ts.Block, file: ts.SourceFile): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined || ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) && node.expression.getText(file) === factory) {
      const text = ts.isBinaryExpression(node.parent) ? node.parent.getText(file) : node.getText(file);
      if (/\bexports\b|\bmodule\b/.test(text)) found = node;
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function unwrap(statement: ts.Statement, { fn, args, isResult }: Wrapped, file: ts.SourceFile) {
  const { statements } = fn.body;
  const last = statements.at(-1);
  const first = statements[0];
  if (first === undefined || last === undefined) return undefined;
  const result = ts.isReturnStatement(last) ? last.expression : undefined;
  if (returnsOf(fn) !== (result === undefined ? 0 : 1) || (isResult && result === undefined)) return undefined;
  const names = fn.parameters.map((parameter) => parameter.name.getText(file));
  const bound = names.flatMap((name, i) => {
    const value = args[i];
    return value === undefined || value === name ? [] : [`var ${name} = ${value};`];
  });
  const start = statement.getStart(file);
  const head = `${bound.join(" ")}${lines(file.text.slice(start, first.getStart(file)))}`;
  const edits: Edit[] = [{ start, end: first.getStart(file), text: head }];
  if (result !== undefined) {
    const at = last.getStart(file);
    edits.push({ start: at, end: result.getStart(file), text: isResult ? "module.exports = " : "" });
  }
  edits.push({ start: last.end, end: statement.end, text: lines(file.text.slice(last.end, statement.end)) });
  const again = file.statements.filter((other) => names.some((name) => other.getText(file) === `var ${name};`));
  return [...again.map((other) => remove(other, file)), ...edits].sort((a, b) => a.start - b.start);
}

function returnsOf(fn: ts.FunctionExpression): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) count++;
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return count;
}

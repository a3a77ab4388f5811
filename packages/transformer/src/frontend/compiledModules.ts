import type { Edit } from "./edits.js";
import { lines } from "./es5Classes.js";
import { ts } from "./ts.js";

// What compilers make of ES modules for CommonJS: getters for what is exported again, and a wrapper around each `require`. Read as
// plain assignments and calls of require, names lead through them.

/** The edits for what such a module exports and imports, and for a class that is all that one exports. */
export function compiledModuleEdits(text: string, fileName: string): readonly Edit[] {
  if (!/defineProperty\(\s*exports\b|\brequire\(|\bexports\.\w+ ?= ?|\bmodule\.exports = class\b/.test(text)) return [];
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  if (ts.isExternalModule(file)) return [];
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const own = ts.isExpressionStatement(node)
      ? (getterEdits(node, file) ?? classEdits(node, file) ?? dataEdits(node, file))
      : (namedEdits(node, file) ?? requireEdits(node, file));
    if (own !== undefined) edits.push(...own);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => a.start - b.start);
}

/** `Object.defineProperty(exports, "f", { enumerable: true, get: function () { return _f.default; } })`. */
function getterEdits({ expression }: ts.ExpressionStatement, file: ts.SourceFile): readonly Edit[] | undefined {
  if (!ts.isCallExpression(expression) || expression.expression.getText(file) !== "Object.defineProperty")
    return undefined;
  const [object, key, descriptor] = expression.arguments;
  if (object?.getText(file) !== "exports" || key === undefined || !ts.isStringLiteral(key)) return undefined;
  if (descriptor === undefined || !ts.isObjectLiteralExpression(descriptor)) return undefined;
  const getter = descriptor.properties.find((one) => one.name?.getText(file) === "get");
  const fn =
    getter !== undefined && ts.isPropertyAssignment(getter)
      ? getter.initializer
      : getter !== undefined && ts.isMethodDeclaration(getter)
        ? getter
        : undefined;
  const value = fn === undefined ? undefined : returned(fn);
  if (value === undefined || !/^[A-Za-z_$][\w$]*$/.test(key.text)) return undefined;
  const [start, at] = [expression.getStart(file), value.getStart(file)];
  return [
    { start, end: at, text: `exports.${key.text} = ${lines(file.text.slice(start, at))}` },
    { start: value.end, end: expression.end, text: lines(file.text.slice(value.end, expression.end)) },
  ];
}

/** `const keys = exports.keys = ["x", "y"];` */
function namedEdits(node: ts.Node, file: ts.SourceFile): readonly Edit[] | undefined {
  if (!ts.isVariableStatement(node) || node.parent !== file) return undefined;
  const [declaration, ...more] = node.declarationList.declarations;
  const value = declaration?.initializer;
  const exported = value === undefined ? undefined : exportOf(value, file);
  if (declaration === undefined || more.length > 0 || exported === undefined || value === undefined) return undefined;
  return [
    { start: value.getStart(file), end: exported.value.getStart(file), text: "" },
    { start: node.end, end: node.end, text: ` exports.${exported.name} = ${declaration.name.getText(file)};` },
  ];
}

const dataName = (property: string): string => `exports$${property}`;

/** The property of the exports that a name stands for which no module declares. */
export const exportedData = (name: string): string | undefined => /^exports\$(\w+)$/.exec(name)?.[1];

/** `exports.keys = ["x", "y"];` */
function dataEdits(node: ts.ExpressionStatement, file: ts.SourceFile): readonly Edit[] | undefined {
  const exported = node.parent === file ? exportOf(node.expression, file) : undefined;
  if (exported === undefined || !(ts.isArrayLiteralExpression(exported.value) || ts.isNewExpression(exported.value)))
    return undefined;
  const { name, value } = exported;
  return [
    { start: node.getStart(file), end: value.getStart(file), text: `const ${dataName(name)} = ` },
    { start: value.end, end: node.end, text: `; exports.${name} = ${dataName(name)};` },
  ];
}

function exportOf(node: ts.Expression, file: ts.SourceFile) {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right: value } = node;
  const isExport = ts.isPropertyAccessExpression(left) && left.expression.getText(file) === "exports";
  return isExport ? { name: left.name.text, value } : undefined;
}

function returned(fn: ts.Node): ts.Expression | undefined {
  if (ts.isArrowFunction(fn) && !ts.isBlock(fn.body)) return fn.body;
  if (!ts.isFunctionExpression(fn) && !ts.isArrowFunction(fn) && !ts.isMethodDeclaration(fn)) return undefined;
  const [only, ...more] = fn.body !== undefined && ts.isBlock(fn.body) ? fn.body.statements : [];
  return only !== undefined && more.length === 0 && ts.isReturnStatement(only) ? only.expression : undefined;
}

/** `_interopRequireDefault(require("./f"))` and its like. */
function requireEdits(node: ts.Node, file: ts.SourceFile): readonly Edit[] | undefined {
  if (!ts.isCallExpression(node) || !interop.test(node.expression.getText(file))) return undefined;
  const [required] = node.arguments;
  const isRequire =
    required !== undefined && ts.isCallExpression(required) && required.expression.getText(file) === "require";
  if (!isRequire) return undefined;
  return [
    { start: node.getStart(file), end: required.getStart(file), text: "" },
    { start: required.end, end: node.end, text: "" },
  ];
}

const interop = /^(tslib_1\.)?(_interopRequire(Default|Wildcard)|__import(Default|Star))$/;

/** `module.exports = class Spline { … }` declares the class. */
function classEdits(statement: ts.ExpressionStatement, file: ts.SourceFile): readonly Edit[] | undefined {
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression) || expression.left.getText(file) !== "module.exports") return undefined;
  const { right } = expression;
  if (!ts.isClassExpression(right) || right.name === undefined) return undefined;
  return [
    { start: statement.getStart(file), end: right.getStart(file), text: "" },
    { start: right.end, end: statement.end, text: ` module.exports = ${right.name.text};` },
  ];
}

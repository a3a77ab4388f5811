import type { Edit } from "./edits.js";
import { lines } from "./es5Classes.js";
import { ts } from "./ts.js";

// `Object.defineProperties(this, { position: { enumerable: true, value: position } })` in a constructor: `this.position = position;`.

/** The edits for a statement that gives fields to an instance by descriptors with values. */
export function definedFieldEdits(statement: ts.Node, file: ts.SourceFile): readonly Edit[] {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (call === undefined || !ts.isCallExpression(call)) return [];
  const [object, second, third] = call.arguments;
  if (object?.kind !== ts.SyntaxKind.ThisKeyword || second === undefined) return [];
  const callee = call.expression.getText(file);
  const fields =
    callee === "Object.defineProperty" && ts.isStringLiteral(second) && third !== undefined
      ? [fieldOf(second.text, third)]
      : callee === "Object.defineProperties" && ts.isObjectLiteralExpression(second)
        ? second.properties.map((one) =>
            ts.isPropertyAssignment(one) && ts.isIdentifier(one.name)
              ? fieldOf(one.name.text, one.initializer)
              : undefined,
          )
        : [];
  if (fields.length === 0 || fields.includes(undefined)) return [];
  let last = statement.getStart(file);
  const edits: Edit[] = [];
  for (const field of fields) {
    if (field === undefined) continue;
    const start = field.value.getStart(file);
    const gap = lines(file.text.slice(last, start));
    edits.push({ start: last, end: start, text: `${edits.length > 0 ? "; " : ""}${gap}this.${field.name} = ` });
    last = field.value.end;
  }
  return [...edits, { start: last, end: statement.end, text: `;${lines(file.text.slice(last, statement.end))}` }];
}

/** The value in `{ enumerable: true, value: position }`. */
function fieldOf(name: string, descriptor: ts.Expression) {
  if (!/^[A-Za-z_$][\w$]*$/.test(name) || !ts.isObjectLiteralExpression(descriptor)) return undefined;
  const values = descriptor.properties.map((one) => {
    if (ts.isShorthandPropertyAssignment(one)) return one.name.text === "value" ? one.name : undefined;
    const key = ts.isPropertyAssignment(one) && ts.isIdentifier(one.name) ? one.name.text : undefined;
    if (key === "value") return (one as ts.PropertyAssignment).initializer;
    return key !== undefined && ["configurable", "enumerable", "writable"].includes(key) ? "flag" : undefined;
  });
  const value = values.find((one): one is ts.Expression => one !== undefined && one !== "flag");
  return values.includes(undefined) || value === undefined ? undefined : { name, value };
}

import type { Edit } from "./edits.js";
import { lines } from "./es5Classes.js";
import { ts } from "./ts.js";

// `var E; (function (E) { E[E["A"] = 0] = "A"; E["B"] = "b"; })(E || (E = {}));` is what TypeScript makes of an enum: read back as one.

interface Member {
  readonly name: string;
  readonly value: ts.Expression;
}

/** The edits for all enums that a list of statements declares. */
export function enumEdits(statements: readonly ts.Statement[], file: ts.SourceFile): readonly Edit[] {
  return statements.flatMap((statement) => {
    const name = declared(statement);
    const filling = name === undefined ? [] : statements.filter((one) => fills(one, name) !== undefined);
    const [only, ...more] = filling;
    const members = name === undefined || only === undefined || more.length > 0 ? undefined : fills(only, name);
    if (members === undefined || only === undefined || name === undefined) return [];
    const head = file.text.slice(statement.getStart(file), statement.end).replace(/\b(var|let)\s.*$/s, "");
    const edits: Edit[] = [
      { start: statement.getStart(file), end: statement.end, text: `${head}enum ${name} { ` },
      ...members.flatMap(({ name: member, value }): Edit[] => [
        { start: statement.end, end: statement.end, text: `${JSON.stringify(member)} = ` },
        {
          start: statement.end,
          end: statement.end,
          text: file.text.slice(value.getStart(file), value.end),
          source: value.getStart(file),
        },
        { start: statement.end, end: statement.end, text: ", " },
      ]),
      { start: statement.end, end: statement.end, text: "}" },
    ];
    const start = only.getStart(file);
    const exported = /\(exports\.\w+ = \w+ = \{\}\)/.test(only.getText(file)) ? `exports.${name} = ${name};` : "";
    return [...edits, { start, end: only.end, text: exported + lines(file.text.slice(start, only.end)) }];
  });
}

/** The name in `var E;`. */
function declared(statement: ts.Statement): string | undefined {
  const [declaration, ...more] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (declaration === undefined || more.length > 0 || declaration.initializer !== undefined) return undefined;
  return ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
}

/** The members that `(function (E) { … })(E || (E = {}))` gives to E. */
function fills(statement: ts.Statement, name: string): readonly Member[] | undefined {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isParenthesizedExpression(call.expression))
    return undefined;
  const fn = call.expression.expression;
  const [parameter, ...more] = ts.isFunctionExpression(fn) ? fn.parameters : [];
  const given = call.arguments[0]?.getText() ?? "";
  const isFilling = given === `${name} || (${name} = {})` || given === `${name} || (exports.${name} = ${name} = {})`;
  if (!ts.isFunctionExpression(fn) || parameter === undefined || more.length > 0 || !isFilling) return undefined;
  const members = fn.body.statements.map((one) => memberOf(one, parameter.name.getText()));
  return members.includes(undefined) ? undefined : members.filter((one) => one !== undefined);
}

/** `E["B"] = "b"` or `E[E["A"] = 0] = "A"`. */
function memberOf(statement: ts.Statement, owner: string): Member | undefined {
  const assigned = ts.isExpressionStatement(statement) ? elementStore(statement.expression, owner) : undefined;
  if (assigned === undefined) return undefined;
  const { key, value } = assigned;
  if (ts.isStringLiteral(key)) return { name: key.text, value };
  const numbered = elementStore(key, owner);
  return numbered !== undefined && ts.isStringLiteral(numbered.key)
    ? { name: numbered.key.text, value: numbered.value }
    : undefined;
}

function elementStore(node: ts.Expression, owner: string) {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = node;
  const isOwn = ts.isElementAccessExpression(left) && left.expression.getText() === owner;
  return isOwn ? { key: left.argumentExpression, value: right } : undefined;
}

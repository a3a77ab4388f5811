import type { Edit } from "./edits.js";
import { lines } from "./es5Classes.js";
import { ts } from "./ts.js";

// `var E; (function (E) { E[E["A"] = 0] = "A"; E["B"] = "b"; })(E || (E = {}));` is what TypeScript makes of an enum: read back as one.

interface Member {
  readonly name: string;
  readonly value: ts.Expression;
}

/** The edits for all enums that a list of statements declares; inside of a function they are objects. */
export function enumEdits(statements: readonly ts.Statement[], file: ts.SourceFile, isFile: boolean): readonly Edit[] {
  return statements.flatMap((statement) => {
    const name = declared(statement);
    const filling = name === undefined ? [] : statements.filter((one) => fills(one, name) !== undefined);
    const [only, ...more] = filling;
    const members = name === undefined || only === undefined || more.length > 0 ? undefined : fills(only, name);
    if (members === undefined || only === undefined || name === undefined) return [];
    const head = file.text.slice(statement.getStart(file), statement.end).replace(/\b(var|let)\s.*$/s, "");
    const edits: Edit[] = [
      {
        start: statement.getStart(file),
        end: statement.end,
        text: isFile ? `${head}enum ${name} { ` : `${head}const ${name} = { `,
      },
      ...members.flatMap(({ name: member, value }): Edit[] => [
        { start: statement.end, end: statement.end, text: `${JSON.stringify(member)}${isFile ? " =" : ":"} ` },
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

/** `E["B"] = "b"`, `E.B = "b"` or `E[E["A"] = 0] = "A"`. */
function memberOf(statement: ts.Statement, owner: string): Member | undefined {
  const assigned = ts.isExpressionStatement(statement) ? storeIn(statement.expression, owner) : undefined;
  if (assigned === undefined) return undefined;
  const { key, value } = assigned;
  if (typeof key === "string") return { name: key, value };
  const numbered = storeIn(key, owner);
  return numbered !== undefined && typeof numbered.key === "string"
    ? { name: numbered.key, value: numbered.value }
    : undefined;
}

function storeIn(node: ts.Expression, owner: string) {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right: value } = node;
  if (ts.isPropertyAccessExpression(left) && left.expression.getText() === owner) return { key: left.name.text, value };
  if (!ts.isElementAccessExpression(left) || left.expression.getText() !== owner) return undefined;
  const key = left.argumentExpression;
  return { key: ts.isStringLiteral(key) ? key.text : key, value };
}

import { ts } from "../../frontend/ts.js";
import { stringType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { foldEnumMember } from "./module.js";
import { skipParentheses } from "./operators.js";
import type { Lowering } from "./state.js";

/** The enum that `State[state]` asks for the name of a member. */
export function enumAsked(l: Lowering, node: ts.ElementAccessExpression): ts.EnumDeclaration | undefined {
  const name = skipParentheses(node.expression);
  if (!ts.isIdentifier(name) || l.scope.lookup(name.text) !== undefined) return undefined;
  const declaration = l.program.ctx.frontend.declarationOf(name);
  const isEnum = declaration !== undefined && ts.isEnumDeclaration(declaration);
  return isEnum && declaration.members.every((member) => foldEnumMember(member) !== undefined)
    ? declaration
    : undefined;
}

/** The name of the member with this number. */
export function enumName(l: Lowering, { members }: ts.EnumDeclaration, index: Atom): Atom {
  const names = members.flatMap((member) => {
    const value = foldEnumMember(member);
    const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    return typeof value === "number" ? [`${JSON.stringify(String(value))}: ${JSON.stringify(name)}`] : [];
  });
  const text = `({ ${names.join(", ")} } as Record<number, string>)[$0]!`;
  const operation = { kind: "opaque", text, args: [index], isPure: true } as const;
  const value = l.out.define(stringType, operation);
  l.program.elements.add(value);
  return value;
}

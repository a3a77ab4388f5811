import { ts } from "../../frontend/ts.js";
import type { ClassRef } from "../../ir/types.js";
import { memberName } from "./classes/model.js";
import { propertyName } from "./propertyNames.js";
import type { ClassValue } from "./state.js";

// Where in the source the places of values are declared.

/** The property of an object literal with this name, the last one if there are several. */
export const propertyNode = (literal: ts.Node, name: string): ts.Node | undefined =>
  ts.isObjectLiteralExpression(literal)
    ? literal.properties.findLast((property) => property.name !== undefined && propertyName(property.name) === name)
    : undefined;

/** The declaration of a field of a class, or of one that it extends: a property, or a parameter of the constructor. */
export function memberDeclaration(ref: ClassRef, name: string): ts.Node | undefined {
  for (let cls: ClassValue | undefined = ref as ClassValue; cls !== undefined; cls = cls.base) {
    for (const member of cls.node.members) {
      if (ts.isPropertyDeclaration(member) && memberName(member.name) === name) return member;
      if (!ts.isConstructorDeclaration(member)) continue;
      const parameter = member.parameters.find(
        (one) => ts.isParameterPropertyDeclaration(one, member) && one.name.getText() === name,
      );
      if (parameter !== undefined) return parameter;
    }
  }
  return undefined;
}

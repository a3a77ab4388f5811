import { ts } from "../frontend/ts.js";
import type { Machine } from "./machine.js";
import type { Frame, Value, Variable } from "./things.js";

/** The variable that a name means. */
export function lookup(frame: Frame, name: string): Variable | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    const found = at.variables.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The run of a function or module that a place is in, whose `this` and `arguments` it sees. */
export function callOf(frame: Frame): NonNullable<Frame["call"]> | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) if (at.call !== undefined) return at.call;
  return undefined;
}

export function declare(machine: Machine, frame: Frame, name: ts.Identifier, value: Value): Variable {
  const declaration = name.parent;
  const variable: Variable = { value, declaration };
  frame.variables.set(name.text, variable);
  machine.variablesOf.set(declaration, [...(machine.variablesOf.get(declaration) ?? []), variable]);
  return variable;
}

export const innerFrame = (parent: Frame, node: ts.Node, call?: Frame["call"]): Frame => ({
  parent,
  node,
  variables: new Map(),
  ...(call === undefined ? {} : { call }),
});

/** The names that `var` declares in a function or module, wherever they stand in it. */
export function variableNames(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isVariableDeclarationList(child) && (child.flags & ts.NodeFlags.BlockScoped) === 0)
      for (const { name } of child.declarations) found.push(...namesIn(name));
    if (!ts.isFunctionLike(child) && !ts.isClassLike(child)) ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

export const namesIn = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));

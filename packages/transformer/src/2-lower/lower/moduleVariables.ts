import type { ts } from "../../frontend/ts.js";
import type { ModuleVariable, RecordType, Type, Value } from "../../ir/types.js";
import { typeFromChecker } from "./annotations.js";
import { isFunctionType } from "./functions/compare.js";
import { qualifierOf } from "./moduleLevel.js";
import { type Lowering, type ProgramState, refuse } from "./state.js";

// A variable of a module that is assigned somewhere is memory: reading it is a load, assigning it a store, so that all that is
// known of memory (what is written where, what a callee does, what the reverse sweep has to keep) holds for it as well.

/** The memory that a variable is, and the type of what it holds; undefined after a report. */
export function moduleVariable(
  l: Lowering,
  declaration: ts.VariableDeclaration,
  node: ts.Node,
): { readonly base: Value; readonly name: string; readonly type: Type } | undefined {
  const name = declaration.name.getText();
  const memory = memoryType(l.program, declaration);
  const type = memory?.fields[0]?.type;
  if (memory === undefined || type === undefined) {
    refuse(l, "unsupportedType", node, { name });
    return undefined;
  }
  return { base: l.out.define(memory, { kind: "global", ...variableOf(declaration) }, { name }), name, type };
}

const variableOf = (declaration: ts.VariableDeclaration): ModuleVariable => ({
  name: `${qualifierOf(declaration) ?? ""}${declaration.name.getText()}`,
  file: declaration.getSourceFile().fileName,
});

/** One for each variable, as what is stored there fixes its type. */
function memoryType(program: ProgramState, declaration: ts.VariableDeclaration): RecordType | undefined {
  const known = program.moduleVariables.get(declaration);
  if (known !== undefined) return known;
  const type = typeFromChecker(program, declaration);
  if (type === undefined || type.kind === "opaque" || isFunctionType(type)) return undefined;
  const name = declaration.name.getText();
  const memory: RecordType = {
    kind: "record",
    name: undefined,
    fields: [{ name, type }],
    variable: variableOf(declaration),
  };
  program.moduleVariables.set(declaration, memory);
  return memory;
}

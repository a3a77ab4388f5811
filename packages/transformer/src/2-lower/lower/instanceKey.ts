import { ts } from "../../frontend/ts.js";
import { resolveType } from "../../ir/type.js";
import { typeKey } from "../../ir/typeKey.js";
import type { Atom } from "../../ir/types.js";
import { parametersOf } from "./parameters.js";
import { type Closure, idOf, isFunctionValue, type Operand, type ProgramState } from "./state.js";
import { typeOf } from "./values.js";

// What tells calls apart that one lowered function cannot serve.

/** Equal for calls that one lowered function can serve. */
export const instanceKey = (
  program: ProgramState,
  closure: Closure,
  args: readonly Operand[],
  receiver?: Operand,
): string => keyOf([...keyParts(program, closure, args, receiver), { text: "" }]);

/** What a call is made with: the text tells all. */
export interface KeyPart {
  readonly text: string;
  /** Of a value: what is known besides its type. */
  readonly marks?: string;
}

export const keyOf = (parts: readonly KeyPart[]): string => parts.map(({ text }) => text).join("|");

export function keyParts(
  program: ProgramState,
  closure: Closure,
  args: readonly Operand[],
  receiver?: Operand,
): readonly KeyPart[] {
  const { node, scope, home, constructs, record } = closure;
  const type = record === undefined ? undefined : resolveType(record.type);
  const around = [scope, home, constructs, type].map((one) => (one === undefined ? "" : `${idOf(program, one)}`));
  const self = receiver === undefined ? [] : [partOf(program, receiver, "this ")];
  const keys = args.map((operand, i) => {
    const mark =
      asksWhether(parametersOf(node)[i]) && !isFunctionValue(operand) && program.elements.has(operand) ? "?" : "";
    return partOf(program, operand, mark);
  });
  const own = [`${idOf(program, node)}`, closure.isPacked ? "packed" : "", closure.creates ? "creates" : "", ...around];
  return [...own.map((text) => ({ text })), ...self, ...keys];
}

function partOf(program: ProgramState, operand: Operand, mark: string): KeyPart {
  if (isBuiltIn(operand)) return { text: `${mark}${operandKey(program, operand)}` };
  return { text: `${mark}${operandKey(program, operand)}`, marks: mark + classesOf(program, operand as Atom) };
}

/** Whether it counts that an argument may be missing: there is a default for it, tests ask of what kind it is, or no type says it. */
export const asksWhether = (parameter: ts.ParameterDeclaration | undefined): boolean =>
  parameter !== undefined &&
  (parameter.initializer !== undefined ||
    parameter.questionToken !== undefined ||
    (parameter.type !== undefined && ts.isUnionTypeNode(parameter.type)) ||
    (parameter.flags & ts.NodeFlags.JavaScriptFile) !== 0);

/** Something in the type is not known yet. */
const isOpenKey = (text: string): boolean => /\?\d/.test(text);
export const isOpen = ({ text, marks }: KeyPart): boolean => marks !== undefined && isOpenKey(text);

export const isBuiltIn = (operand: Operand): boolean =>
  isFunctionValue(operand) ||
  (operand.kind === "constant" && (operand.value === undefined || typeof operand.value === "string"));

export function operandKey(program: ProgramState, operand: Operand): string {
  if (operand.kind === "closure") {
    return `closure ${idOf(program, operand.node)} ${operand.scope === undefined ? "" : idOf(program, operand.scope)}`;
  }
  if (operand.kind === "builtin") return operand.name;
  if (operand.kind === "iteration") return `iteration ${operand.key}`;
  if (operand.kind === "derived") {
    const { marker, of, wrt, choices, withCaptures, pullback, custom } = operand;
    const half = pullback === undefined ? "" : ` ${idOf(program, pullback)}`;
    if (custom !== undefined)
      return `${custom.kind} ${[of, custom.rule].map((one) => operandKey(program, one)).join(" ")}`;
    return `${marker}${half} ${JSON.stringify([choices, wrt, withCaptures])} ${isFunctionValue(of) ? operandKey(program, of) : idOf(program, of)}`;
  }
  if (operand.kind === "class") return `class ${idOf(program, operand)}`;
  if (isBuiltIn(operand) && operand.kind === "constant") return `= ${JSON.stringify(operand.value) ?? "undefined"}`;
  return typeKey(typeOf(operand as Atom)) + classesOf(program, operand as Atom);
}

/** The very classes that an instance is of. */
const classesOf = (program: ProgramState, atom: Atom): string =>
  (program.exact.get(atom) ?? []).map((cls) => ` of ${idOf(program, cls)}`).join("");

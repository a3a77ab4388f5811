import { isReference } from "../ir/build.js";
import { type Expression, type Tree, type Variable, visitTree } from "./tree.js";

/** Names for unnamed variables from what becomes of them: `{ value: t }` is of a value, `tape[i] = Math.exp(x)` an exp_tape. */
export function findHints(tree: Tree): ReadonlyMap<Variable, string> {
  const hints = new Map<Variable, string>();
  const functions = new Map<Variable, string>();
  visitTree(tree, (node) => {
    if (node.kind === "declare") {
      const name = node.value === undefined ? undefined : functionOf(node.value);
      if (name !== undefined) functions.set(node.variable, name);
    }
    if (node.kind === "return" && node.value.kind === "object") {
      for (const { name, value } of node.value.fields) {
        if (value.kind === "variable" && value.variable.hint === undefined) hints.set(value.variable, name);
      }
    }
    if (node.kind !== "put" || node.tape === undefined || node.target.object.kind !== "variable") return;
    const tape = node.target.object.variable;
    const of =
      node.value.kind === "variable"
        ? (node.value.variable.hint ?? functions.get(node.value.variable))
        : functionOf(node.value);
    if (tape.hint === "tape" && of !== undefined && !hints.has(tape)) hints.set(tape, `${of}_tape`);
  });
  return hints;
}

const functionOf = (value: Expression): string | undefined =>
  value.kind === "call" && !value.construct && /^Math\.\w+$/.test(value.callee) ? value.callee.slice(5) : undefined;

/** The user's name, or a short one that says what the variable holds. */
export function hintOf(
  variable: Variable,
  value: Expression | undefined,
  found: ReadonlyMap<Variable, string>,
  names: ReadonlyMap<Variable, string>,
): string {
  const hint = found.get(variable) ?? variable.hint ?? hintOfValue(variable, value, names);
  const name = hint.replace(/[^\p{ID_Continue}$]/gu, "_");
  return /^[\p{ID_Start}$_]/u.test(name) ? name : `_${name}`;
}

function hintOfValue(variable: Variable, value: Expression | undefined, names: ReadonlyMap<Variable, string>): string {
  const isEntry = value?.kind === "method" && value.name === "get";
  const isSlot = value?.kind === "member" || value?.kind === "index" || isEntry;
  const of = isSlot && value.object.kind === "variable" ? names.get(value.object.variable) : undefined;
  if (value?.kind === "member") {
    // A field of a shadow is a shadow.
    return value.name === "length" ? "n" : value.name + (of?.match(/_(bar|dot)$/)?.[0] ?? "");
  }
  if (of !== undefined && isReference(variable.type)) return elementOf(of, variable.type.kind === "array");
  const called = value === undefined ? undefined : functionOf(value);
  if (called !== undefined) return called;
  if (variable.type.kind === "array") return "list";
  return isReference(variable.type) ? "item" : "t";
}

/** An element of `points` is a `point`, of `points_bar` a `point_bar`, of `W` a `W_row`. */
function elementOf(name: string, isRow: boolean): string {
  const [, whole = name, suffix = ""] = name.match(/^(.+?)(_bar|_dot|_tape)$/) ?? [];
  const singular = /[a-z]s$/.test(whole) && !/(ss|us|is)$/.test(whole) ? whole.slice(0, -1) : undefined;
  if (singular !== undefined) return singular + suffix;
  return isRow ? `${name}_row` : `${whole}_item${suffix}`;
}

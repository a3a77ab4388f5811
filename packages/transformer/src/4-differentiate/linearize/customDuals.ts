import { booleanType, constant, isReference, newScope, newValue, numberType } from "../../ir/build.js";
import { typesEqual } from "../../ir/type.js";
import type { Atom, Call, Type, Value } from "../../ir/types.js";
import { isTree } from "../parts.js";
import { cloneTree } from "../rebuild.js";
import { shadowOf } from "./duals.js";
import { inBlock, type Linearization } from "./state.js";

// What a rule is given, and the duals of what its function gives.

/** The arguments that the result may be: of a checkpoint. */
export function argumentsGiven(l: Linearization, { callee, args }: Call, result: Value): readonly Value[] {
  if (!isReference(result.type) || l.options.changesOf(callee).handsOn !== "itself") return [];
  return args.filter((arg): arg is Value => arg.kind === "value" && typesEqual(arg.type, result.type));
}

/** Defines the dual of a result: that of the argument that it is, or what `make` makes. */
export function chooseDual(
  l: Linearization,
  dual: Value,
  [arg, ...others]: readonly Value[],
  result: Value,
  make: (at: Linearization, made: Value) => void,
): void {
  if (arg === undefined) {
    make(l, dual);
    return;
  }
  const isIt = l.out.define(booleanType, { kind: "primitive", name: "eq", args: [result, arg] });
  let ofArgument: Atom = constant(undefined);
  const then = inBlock(l, (inner) => {
    ofArgument = inner.options.activity.needsShadow(arg)
      ? shadowOf(inner, arg)
      : inner.out.define(dual.type, { kind: "zerosLike", of: arg });
  });
  const made = newValue(l.ctx.ids, dual.type, dual);
  const otherwise = inBlock(l, (inner) => chooseDual(inner, made, others, result, make));
  l.out.push({
    kind: "if",
    scope: newScope(l.ctx.ids),
    condition: isIt,
    then,
    else: otherwise,
    results: [{ value: dual, then: ofArgument, else: made }],
    span: undefined,
  });
}

/** A copy has an object of its own in each place: throws if some places hold the same one. */
export function refuseShared(l: Linearization, atom: Atom, name: string): void {
  if (atom.kind === "constant" || !mayShare(atom.type)) return;
  const operation = {
    kind: "opaque",
    text: `refuseShared($0, ${JSON.stringify(name)})`,
    args: [atom],
    imports: ["refuseShared"],
  } as const;
  l.out.define({ kind: "undefined" }, operation);
}

/** Whether a structure has room for one object in two places. */
function mayShare(type: Type): boolean {
  if (type.kind === "array") return isReference(type.element);
  const parts =
    type.kind === "tuple" ? type.elements : type.kind === "record" ? type.fields.map((field) => field.type) : [];
  const references = parts.filter(isReference);
  return references.length > 1 || references.some(mayShare) || type.kind === "map";
}

/** A structure may be changed before the rule runs. */
export function copyOf(l: Linearization, atom: Atom, statement: Call, out = l.out): Atom {
  if (atom.kind === "constant" || !isReference(atom.type)) return atom;
  const copy = isTree(atom.type) ? cloneTree(atom, out) : undefined;
  if (copy === undefined) l.ctx.reporter.report("ruleStructure", statement.span, { name: statement.callee.name });
  return copy ?? atom;
}

export const typeOf = (atom: Atom): Type => {
  if (atom.kind === "value") return atom.type;
  return typeof atom.value === "number" ? numberType : { kind: "undefined" };
};

import { one, primitive } from "../../../packages/transformer/src/ir/build.js";
import type { Atom, Let, Operation, Primitive, PrimitiveName } from "../../../packages/transformer/src/ir/types.js";
import { functions } from "../../../packages/transformer/src/ir/types.js";
import { isCounter } from "./own.js";

type Kinds = readonly (readonly [kind: string, operation: Operation])[];

/** Other operations for the same operands: a sign, a factor, an addend, the order of operands, the function. */
export function otherOperations({ value, operation }: Let): Kinds {
  if (operation.kind === "primitive")
    return [...ofPrimitive(operation, value.type.kind === "number" && isCounter(value))];
  if (operation.kind === "makeArray" || operation.kind === "makeRecord") return ofMembers(operation);
  return [];
}

const opposite: Partial<Record<PrimitiveName, PrimitiveName>> = {
  lt: "ge",
  ge: "lt",
  gt: "le",
  le: "gt",
  eq: "ne",
  ne: "eq",
  and: "or",
  or: "and",
  max: "min",
  min: "max",
};

const ordered: readonly PrimitiveName[] = ["sub", "div", "pow", "rem", "atan2"];

function* ofPrimitive({ name, args }: Primitive, isCount: boolean): Generator<Kinds[number]> {
  const [a, b, c] = args as readonly [Atom, Atom, Atom];
  if (isCount && name === "add") yield ["push and pop", primitive("sub", a, b)];
  else if (isCount && name === "sub") yield ["push and pop", primitive("add", a, b)];
  else if (name === "add") yield ["sign", primitive("sub", a, b)];
  else if (name === "sub") yield ["sign", primitive("add", a, b)];
  else if (name === "neg") yield ["sign", primitive("identity", a)];
  if (ordered.includes(name) && args.length === 2) yield ["operands", primitive(name, b, a)];
  if (name === "select") yield ["operands", primitive(name, a, c, b)];
  if (name === "mul" || name === "scale" || name === "div") yield ["factor", primitive("identity", a)];
  if (name === "mul" || name === "scale") yield ["factor", primitive("identity", b)];
  if (name === "div") yield ["factor", primitive("div", one, b)];
  if (!isCount && (name === "add" || name === "sub")) {
    yield ["addend", primitive("identity", a)];
    yield ["addend", name === "sub" ? primitive("neg", b) : primitive("identity", b)];
  }
  const other = opposite[name];
  if (other !== undefined) yield ["condition", primitive(other, ...args)];
  if (name === "not") yield ["condition", primitive("identity", a)];
  if (name === "isNullish") yield ["condition", primitive("ne", a, a)];
  if (name === "pow") yield ["function", primitive("mul", a, b)];
  if ((functions as readonly string[]).includes(name) && args.length === 1 && name !== "fround")
    yield ["function", primitive("identity", a)];
}

/** Neighbours of one type change their places: the order of the leaves of what comes out, or of what is kept. */
function ofMembers(operation: Operation & { readonly kind: "makeArray" | "makeRecord" }): Kinds {
  const values: readonly Atom[] =
    operation.kind === "makeArray" ? operation.elements : operation.fields.map(({ value }) => value);
  return values.slice(1).flatMap((second, k): Kinds => {
    const first = values[k]!;
    if (first === second || !sameKind(first, second)) return [];
    const exchanged = values.with(k, second).with(k + 1, first);
    if (operation.kind === "makeArray") return [["leaves", { ...operation, elements: exchanged }]];
    const fields = operation.fields.map((field, i) => ({ ...field, value: exchanged[i]! }));
    return [["leaves", { ...operation, fields }]];
  });
}

const sameKind = (a: Atom, b: Atom): boolean => a.kind === "value" && b.kind === "value" && a.type.kind === b.type.kind;

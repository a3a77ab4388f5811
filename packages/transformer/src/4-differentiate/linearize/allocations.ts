import { anyIndex } from "../../3-analyze/slots.js";
import { atomType, constant, elementKey, indexKey, isReference, numberType, zero } from "../../ir/build.js";
import { fieldOf, resolveType } from "../../ir/type.js";
import type {
  Atom,
  Key,
  MakeArray,
  MakeRecord,
  NewArray,
  Operation,
  Slice,
  Type,
  Value,
  ZerosLike,
} from "../../ir/types.js";
import { isTree } from "../parts.js";
import { clearTree } from "../rebuild.js";
import { shadowType } from "../shadow.js";
import { letShadow, mirrors, newLinear, shadowOf, tangentOf } from "./duals.js";
import { accumulate } from "./memory.js";
import { clampIndex, overAll } from "./ranges.js";
import type { Linearization } from "./state.js";

// New memory whose contents are, or become, active: its shadow is allocated beside it as zeros, to which tangents are added.

interface Slot {
  readonly key: Key;
  readonly value: Atom;
}

/** `[a, b]` and `{ x: a, y: b }`. */
export function linearizeLiteral(l: Linearization, value: Value, operation: MakeArray | MakeRecord): void {
  const { activity } = l.options;
  const slots: readonly Slot[] =
    operation.kind === "makeRecord"
      ? operation.fields.map((field) => ({ key: { kind: "field", name: field.name }, value: field.value }))
      : operation.elements.map((element, i) => ({
          key: elementKey(value.type, i),
          value: element,
        }));
  const duals = slots.map((slot) => emptyShadow(l, slot, value) ?? slotShadow(l, slot.value, value, slot.key));
  const shadow = letShadow(l, value, literalOf(operation, duals));
  for (const slot of slots) {
    if (!activity.isActiveSlot(value, slot.key)) continue;
    if (l.options.clears) l.out.push({ kind: "store", base: shadow, key: slot.key, value: zero, linear: true });
    const tangent = tangentOf(l, slot.value);
    if (tangent !== undefined) l.out.push(accumulate(shadow, slot.key, tangent));
  }
}

/** A literal of the same form; a shadow has no field where there is no dual. */
function literalOf(operation: MakeArray | MakeRecord, duals: readonly (Atom | undefined)[]): Operation {
  if (operation.kind === "makeArray")
    return { kind: "makeArray", elements: duals.map((dual) => dual ?? constant(undefined)) };
  return {
    kind: "makeRecord",
    fields: operation.fields.flatMap((field, i) => {
      const dual = duals[i];
      return dual === undefined ? [] : [{ name: field.name, value: dual }];
    }),
  };
}

/** What a shadow slot starts as: 0, the shadow of what is stored, or nothing where the primal holds neither. */
function slotShadow(l: Linearization, value: Atom, container: Value, key: Key): Atom | undefined {
  const type = atomType(value);
  const shadow = shadowType(container.type);
  // The compiler's own records hold undefined in a field of any type until somebody asks for it.
  if (shadow.kind === "record" && key.kind === "field") {
    const slot = fieldOf(shadow, key.name);
    if (slot === undefined) return undefined;
    if (slot.type.kind === "number" && slot.optional !== true) return zero;
  }
  if (mirrors(l, value, container)) return shadowOf(l, value);
  if (type.kind === "number") return zero;
  if (!isReference(type) || value.kind === "constant") return undefined;
  // A constant list may be missing: an optional field, or what a derivative keeps for one branch only. Zeros of a record do not look at it.
  const missing = type.kind === "array" && !l.isMadeHere(value) ? { mayMiss: true as const } : {};
  return l.out.define(shadowType(type), { kind: "zerosLike", of: value, ...missing });
}

/** Of a field that starts undefined, and gets a number that varies later: tangents are added to it then. */
function emptyShadow(l: Linearization, { key, value }: Slot, container: Value): Atom | undefined {
  if (value.kind !== "constant" || (value.value !== undefined && value.value !== null)) return undefined;
  if (key.kind !== "field" || container.type.kind !== "record") return undefined;
  const field = fieldOf(container.type, key.name);
  return field !== undefined &&
    resolveType(field.type).kind === "number" &&
    l.options.activity.isActiveSlot(container, key)
    ? zero
    : undefined;
}

/** `new Float64Array(n)` and `new Array(n).fill(x)`. */
export function linearizeNewArray(l: Linearization, value: Value, operation: NewArray): void {
  const { fill, holes: _holes, holesOf: _holesOf, ...plain } = operation;
  if (fill !== undefined && mirrors(l, fill, value)) {
    letShadow(l, value, { ...plain, fill: shadowOf(l, fill) });
    return;
  }
  const shadow = letShadow(l, value, { ...plain, fill: undefined });
  clear(l, shadow, value.type);
  const tangent = fill === undefined ? undefined : tangentOf(l, fill);
  if (tangent === undefined) return;
  overAll(l, value, ({ out }, index) => out.push(accumulate(shadow, indexKey(index), tangent)));
}

/** Memory of the module: at entry its contents are constants. Of a variable, the shadow is memory of the function's own. */
export function linearizeGlobal(l: Linearization, value: Value): void {
  if (value.type.kind !== "record" || value.type.variable === undefined) {
    letShadow(l, value, { kind: "zerosLike", of: value });
    return;
  }
  const fields = value.type.fields.map(({ name, type }) => ({
    name,
    value: isReference(type) ? zerosOf(l, value, name, type) : zero,
  }));
  letShadow(l, value, { kind: "makeRecord", fields });
}

function zerosOf(l: Linearization, base: Value, name: string, type: Type): Value {
  const present = l.out.define(type, { kind: "load", base, key: { kind: "field", name } });
  return l.out.define(shadowType(type), { kind: "zerosLike", of: present, mayMiss: true });
}

/** The gradient of a derivative inside: like any memory, it is cleared for the next run. */
export function linearizeZeros(l: Linearization, value: Value, operation: ZerosLike): void {
  const shadow = letShadow(l, value, operation);
  if (!l.options.clears) return;
  if (isTree(shadow.type)) clearTree(shadow, l.out, true);
  else l.ctx.reporter.report("structureChanged", value.span, { name: value.name ?? "a structure" });
}

/** Keys have no shadows in the map that they come from. */
export function linearizeKeys(l: Linearization, keys: Value): void {
  const length = l.out.define(numberType, { kind: "length", base: keys });
  letShadow(l, keys, { kind: "newArray", length, fill: undefined });
}

export function linearizeSlice(l: Linearization, value: Value, operation: Slice): void {
  if (value.type.kind === "array" && isReference(value.type.element)) {
    letShadow(l, value, { ...operation, base: shadowOf(l, operation.base) });
    return;
  }
  const length = l.out.define(numberType, { kind: "length", base: value });
  const shadow = letShadow(l, value, { kind: "newArray", length, fill: undefined });
  clear(l, shadow, value.type);
  // A copy of constants: only what is stored in it later varies.
  if (!l.options.activity.isActiveSlot(operation.base, anyIndex)) return;
  const base = shadowOf(l, operation.base);
  const start = sliceStart(l, operation);
  overAll(l, value, (inner, index) => {
    const { out } = inner;
    const from =
      start === undefined
        ? index
        : out.define(numberType, { kind: "primitive", name: "add", args: [start, index] }, { inLinearProgram: true });
    const tangent = newLinear(inner);
    out.push({ kind: "let", value: tangent, operation: { kind: "load", base, key: indexKey(from) }, linear: true });
    out.push(accumulate(shadow, indexKey(index), tangent));
  });
}

/** The index at which `slice(start)` starts, clamped as JavaScript does; undefined for 0. */
function sliceStart(l: Linearization, operation: Slice): Atom | undefined {
  const { start } = operation;
  if (start === undefined || (start.kind === "constant" && (start.value === 0 || start.value === undefined)))
    return undefined;
  return clampIndex(l, start, operation.base);
}

function clear(l: Linearization, shadow: Value, type: Type): void {
  if (!l.options.clears || type.kind !== "array" || type.element.kind !== "number") return;
  l.out.push({ kind: "fill", base: shadow, value: zero, start: undefined, end: undefined, linear: true });
}

import { anyEntry, anyIndex } from "../../3-analyze/slots.js";
import { constant, indexKey, zero } from "../../ir/build.js";
import { fieldOf } from "../../ir/type.js";
import type {
  Accumulate,
  Atom,
  Fill,
  Key,
  Load,
  RemoveEntry,
  Resize,
  Statement,
  Store,
  Value,
} from "../../ir/types.js";
import { letShadow, mirrors, newTangent, shadowOf, tangentOf } from "./duals.js";
import { overRange } from "./ranges.js";
import type { Linearization } from "./state.js";

// Reads and writes of memory: what happens to an array or a record happens to its shadow too.

export function linearizeLoad(l: Linearization, value: Value, operation: Load): void {
  const { activity } = l.options;
  if (activity.isVaried(value)) {
    const base = shadowOf(l, operation.base);
    const tangent = newTangent(l, value);
    if (l.isUnsureLoad(value)) l.mayMiss.set(tangent, value);
    l.out.push({ kind: "let", value: tangent, operation: { ...operation, base }, linear: true });
  } else if (activity.needsShadow(value)) {
    letShadow(l, value, { ...operation, base: shadowOf(l, operation.base) });
  }
}

export function linearizeStore(l: Linearization, statement: Store): void {
  l.out.push(statement);
  if (l.options.activity.isActiveSlot(statement.base, statement.key)) {
    lengthen(l, statement);
    const base = shadowOf(l, statement.base);
    const dual: Store = { ...statement, base, value: tangentOf(l, statement.value) ?? zero, linear: true };
    if (isTyped(base) && !l.isInRange(statement)) l.unsureStores.add(dual);
    l.out.push(dual);
  } else if (mirrors(l, statement.value, statement.base)) {
    const base = shadowOf(l, statement.base);
    if (hasSlot(base, statement.key)) l.out.push({ ...statement, base, value: shadowOf(l, statement.value) });
  }
}

/** A shadow has no field for what bears no numbers: `node.found = undefined` of a boolean. */
const hasSlot = (shadow: Atom, key: Key): boolean =>
  key.kind !== "field" ||
  shadow.kind === "constant" ||
  shadow.type.kind !== "record" ||
  fieldOf(shadow.type, key.name) !== undefined;

export function linearizeAccumulate(l: Linearization, statement: Accumulate): void {
  l.out.push(statement);
  const tangent = tangentOf(l, statement.value);
  if (l.options.activity.isActiveSlot(statement.base, statement.key) && tangent !== undefined) {
    l.out.push({ ...statement, base: shadowOf(l, statement.base), value: tangent, linear: true });
  }
}

export function linearizeFill(l: Linearization, statement: Fill): void {
  l.out.push(statement);
  if (l.options.activity.isActiveSlot(statement.base, anyIndex)) {
    const tangent = tangentOf(l, statement.value);
    const base = shadowOf(l, statement.base);
    if (tangent === undefined) l.out.push({ ...statement, base, value: zero, linear: true });
    else overRange(l, statement, ({ out }, index) => out.push(store(base, index, tangent)));
  } else if (mirrors(l, statement.value, statement.base)) {
    l.out.push({ ...statement, base: shadowOf(l, statement.base), value: shadowOf(l, statement.value) });
  }
}

/**
 * The tangent of what is gone is gone. A cotangent stays where it is: no load can come between a removal and the next store under
 * the same key, which takes it out. Shadow references are removed as the references are.
 */
export function linearizeRemoval(l: Linearization, statement: RemoveEntry): void {
  const { activity, mode } = l.options;
  l.out.push(statement);
  if (!activity.needsShadow(statement.base)) return;
  if (mode === "reverse" && activity.isActiveSlot(statement.base, anyEntry)) return;
  l.out.push({ ...statement, base: shadowOf(l, statement.base) });
}

export function linearizeResize(l: Linearization, statement: Resize): void {
  const { activity } = l.options;
  if (!activity.needsShadow(statement.base)) {
    l.out.push(statement);
    return;
  }
  const base = shadowOf(l, statement.base);
  if (activity.isActiveSlot(statement.base, anyIndex)) resizeNumbers(l, statement, base);
  else l.out.push(statement, { ...statement, base });
}

/**
 * The tangents of an array have its length. In reverse mode a shadow never gets shorter, and where its array does nothing happens:
 * the cells above the length are 0, as the store that made each of them is transposed before.
 */
function resizeNumbers(l: Linearization, statement: Resize, base: Atom): void {
  l.out.push(statement);
  const sure = statement.shortens === true || l.isGrowth(statement);
  if (!sure || (l.options.mode === "reverse" && statement.shortens !== true))
    l.out.push({ ...statement, base, atLeast: true });
  if (l.options.mode === "forward") l.out.push({ ...statement, base });
}

/** In reverse mode the shadow must have every cell that the array ever has before the reverse sweep adds to it. */
function lengthen(l: Linearization, store: Store): void {
  if (l.options.mode === "forward" || store.key.kind !== "index" || l.isInRange(store)) return;
  const { base, key } = store;
  if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage !== "Array") return;
  const length = l.out.primitive("add", [key.index, constant(1)]);
  const beside = l.isFromZero(key.index) ? {} : { beside: key.index };
  l.out.push({ kind: "resize", base: shadowOf(l, base), length, atLeast: true, ...beside });
}

const isTyped = (base: Atom): boolean =>
  base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array";

const store = (base: Atom, index: Atom, value: Atom): Statement => ({
  kind: "store",
  base,
  key: indexKey(index),
  value,
  linear: true,
});

export const accumulate = (base: Atom, key: Key, value: Atom): Statement => ({
  kind: "accumulate",
  base,
  key,
  value,
  linear: true,
});

import { bindTypes, resolveType, unifyTypes } from "../../ir/type.js";
import { haveSameKey } from "../../ir/typeKey.js";
import { isOpenType, partsOf } from "../../ir/typeParts.js";
import type { Atom, Type } from "../../ir/types.js";
import { isOpen, type KeyPart } from "./instanceKey.js";
import type { Activation } from "./state.js";
import { typeOf } from "./values.js";

// A recursion that makes what it passes larger each time, such as a list with one node more, would be called with ever new types.
// Such a call is served by an instance that is there already: the types of both become one, which contains itself.

/** A function lowered for certain types of arguments. */
export interface Variant {
  readonly activation: Activation;
  /** Of the key that it has among the instances. */
  readonly parts: readonly KeyPart[];
}

/** A function that is called in sequence, not in recursion, with ever larger types: so many are lowered each for itself. */
const longestSequence = 24;

/** The instance that serves a call whose types are new: those of its parameters are in them. */
export function servingVariant(
  variants: readonly Variant[],
  parts: readonly KeyPart[],
  passed: readonly Atom[],
  isRecursion: boolean,
): Activation | undefined {
  const given: Type = { kind: "tuple", elements: passed.map(typeOf) };
  // Out of recursion nothing says that what is not known yet will be the same.
  const mayWiden = variants.length >= longestSequence && !isOpenType(given);
  return variants.findLast((variant) => {
    const { params } = variant.activation;
    const isRunning = variant.activation.isRunning || isRecursion;
    if (params.length !== passed.length || !isSame(parts, variant)) return false;
    const taken: Type = { kind: "tuple", elements: params.map(({ type }) => type) };
    // What was not known of its arguments when it was called first may be known now.
    if (haveSameKey(taken, given)) return true;
    if (!isRunning && (!mayWiden || isOpenType(taken))) return false;
    if (isRunning && isOpenCall(parts, variant) && bindTypes(taken, given)) return true;
    return isEmbedded(taken, given) && unifyTypes(taken, given);
  })?.activation;
}

/** What is known of the arguments besides their types is the same. */
const isSame = (parts: readonly KeyPart[], variant: Variant): boolean =>
  parts.length === variant.parts.length &&
  parts.every((part, i) => {
    const other = variant.parts[i];
    return part.text === other?.text || (part.marks !== undefined && part.marks === other?.marks);
  });

/** A new list or map, of which nothing is known yet: what will be in it is what is in the other one. */
const isOpenCall = (parts: readonly KeyPart[], variant: Variant): boolean =>
  parts.every((part, i) => part.text === variant.parts[i]?.text || isOpen(part));

/**
 * Whether the first type is found in the second when parts of that are left out: homeomorphic embedding. Of any endless sequence of types one is
 * embedded in a later one, so there is an end to new ones.
 */
function isEmbedded(inner: Type, outer: Type): boolean {
  const within = new Set<Type>();
  const reach = (type: Type): void => {
    const present = resolveType(type);
    if (within.has(present)) return;
    within.add(present);
    for (const { type: part } of partsOf(present)) reach(part);
  };
  reach(outer);
  return [...within].some((part) => isCoupled(inner, part, new Map()));
}

/** Types are compared to this depth: what is alike so far down goes on like that. */
const deepest = 300;

/** Both are of one kind, and the parts of one are embedded in those of the other. Pairs under comparison are assumed to be. */
function isCoupled(inner: Type, outer: Type, assumed: Map<Type, Set<Type>>, depth = 0): boolean {
  if (depth > deepest) return true;
  const [a, b] = [resolveType(inner), resolveType(outer)];
  if (a === b || a.kind === "variable" || b.kind === "variable" || a.kind === "undefined") return true;
  // Of values of several kinds one place may have met more than the other by now.
  if (a.kind === "union" && b.kind === "union") return true;
  const partners = assumed.get(a) ?? new Set();
  if (partners.has(b)) return true;
  assumed.set(a, partners.add(b));
  const [first, second] = [partsOf(a), partsOf(b)];
  if (a.kind !== b.kind || labelOf(a) !== labelOf(b) || first.length !== second.length) return false;
  return first.every(({ name, type }) => {
    const other = second.find((one) => one.name === name);
    if (other === undefined) return false;
    const dive = (part: Type, seen: Set<Type>): boolean => {
      const present = resolveType(part);
      if (seen.has(present)) return false;
      seen.add(present);
      return isCoupled(type, present, assumed, depth + 1) || partsOf(present).some((one) => dive(one.type, seen));
    };
    return dive(other.type, new Set());
  });
}

function labelOf(type: Type): string {
  if (type.kind === "array" || type.kind === "map") return type.storage;
  if (type.kind !== "record") return "";
  if (type.functions !== undefined) return [...type.functions][0]?.signature ?? "function";
  return [...(type.instance?.classes ?? [])].map(({ name }) => name).join("|");
}

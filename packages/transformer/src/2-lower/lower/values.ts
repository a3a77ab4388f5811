import { ts } from "../../frontend/ts.js";
import {
  atomType,
  booleanType,
  constant,
  fieldKey,
  indexKey,
  isConstant,
  newScope,
  newValue,
  numberType,
  one,
  primitive,
  sameAtom,
  zero,
} from "../../ir/build.js";
import { addField, fieldOf, isGeneratorAndFunction, resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type {
  ArrayType,
  Atom,
  Block,
  FieldType,
  PrimitiveName,
  RecordType,
  Storage,
  TupleType,
  Type,
  UnionType,
  Value,
  Variable,
} from "../../ir/types.js";
import { openDictionary, structureFromChecker } from "./annotations.js";
import { unionNumber, unionTruth } from "./askKinds.js";
import { primitiveOf } from "./classes/conversion.js";
import { declarationsOf } from "./declaredFields.js";
import { loadEntry } from "./entries.js";
import { propertyOfValue } from "./functions/objects.js";
import { isOneOfObjects, isStatedOne } from "./kinds.js";
import { propertyOfUnknown } from "./missingProperties.js";
import { isUnionType, noteMixing } from "./mixing.js";
import { isPrelude } from "./prelude.js";
import { freshType, inBlock, inPart, isRefused, type Lowering, type ProgramState, refuse, standIn } from "./state.js";
import { box, isOfOneKind, newUnionType, unionAt } from "./unions.js";

/** The type of an atom, past what unification has found out so far. */
export const typeOf = (atom: Atom): Type => resolveType(atomType(atom));

export const arrayOf = (element: Type, storage: Storage = "Array"): ArrayType => ({ kind: "array", storage, element });

export const tupleOf = (l: Lowering, elements: readonly Atom[]): Value =>
  l.out.define({ kind: "tuple", elements: elements.map(typeOf) }, { kind: "makeArray", elements });

export const compute = (l: Lowering, name: PrimitiveName, ...args: readonly Atom[]): Value =>
  l.out.define(numberType, primitive(name, ...args));
export const test = (l: Lowering, name: PrimitiveName, ...args: readonly Atom[]): Value =>
  l.out.define(booleanType, primitive(name, ...args));

export function read(l: Lowering, variable: Variable): Value {
  const value = l.out.define(resolveType(variable.type), { kind: "read", variable }, { name: variable.name });
  l.program.elements.add(value);
  return value;
}

export const assign = (l: Lowering, variable: Variable, value: Atom): void =>
  l.out.push({ kind: "assign", variable, value, span: undefined });

export function loadIndex(l: Lowering, base: Atom, index: Atom): Value {
  // What nothing is known of yet is an array, as it is indexed.
  unifyOpen(l, base);
  const value = l.out.define(elementType(base), { kind: "load", base, key: indexKey(index) });
  l.program.elements.add(value);
  l.program.sources.set(value, typeOf(base));
  return value;
}

export function loadField(l: Lowering, base: Atom, name: string, type: Type): Value {
  const value = l.out.define(resolveType(type), { kind: "load", base, key: fieldKey(name) });
  l.program.elements.add(value);
  l.program.sources.set(value, { record: typeOf(base), name });
  return value;
}

export const storeIndex = (l: Lowering, base: Atom, index: Atom, value: Atom): void =>
  l.out.push({ kind: "store", base, key: indexKey(index), value, linear: false });

/** The same in an array that was made long enough. */
export const fillIndex = (l: Lowering, base: Atom, index: Atom, value: Atom): void =>
  l.out.push({ kind: "store", base, key: indexKey(index), value, linear: false, exists: true });

export const lengthOf = (l: Lowering, base: Atom): Value => l.out.define(numberType, { kind: "length", base });

export const newArray = (l: Lowering, type: ArrayType, length: Atom, fill?: Atom): Value =>
  l.out.define(type, { kind: "newArray", length, fill });

/** `base.push(value)`: one cell more, then the store. */
export function append(l: Lowering, base: Atom, value: Atom): Value {
  const length = lengthOf(l, base);
  const longer = compute(l, "add", length, one);
  l.out.push({ kind: "resize", base, length: longer, atLeast: false, appends: true });
  storeIndex(l, base, length, value);
  return longer;
}

function unifyOpen(l: Lowering, base: Atom): void {
  const type = typeOf(base);
  if (type.kind === "variable") unifyTypes(type, arrayOf(freshType(l.program)));
}

export function elementType(base: Atom): Type {
  const type = typeOf(base);
  if (type.kind === "variable" && type.isStandIn) return type;
  if (type.kind !== "array") throw new Error(`lower: element of a ${type.kind}`);
  return resolveType(type.element);
}

/** Whether the value may be undefined or null, so that a test for it means something. */
export const mayBeMissing = (l: Lowering, atom: Atom): boolean =>
  atom.kind === "constant"
    ? atom.value === undefined || atom.value === null
    : l.program.elements.has(atom) || isNothing(typeOf(atom));

/** What is missing is null or undefined, and stays the one that it is. */
export const nothingOf =
  (value: Atom, node: ts.Node) =>
  (l: Lowering): Atom =>
    branch(
      l,
      test(l, "eq", value, constant(null)),
      node,
      () => constant(null),
      () => constant(undefined),
    );

const isNothing = (type: Type): boolean => resolveType(type).kind === "undefined";

/** Of a place whose first content is of this type: undefined and null say nothing about what is stored there later. */
export const openType = (l: Lowering, type: Type): Type => (isNothing(type) ? freshType(l.program) : type);
export const heldType = (l: Lowering, value: Atom): Type => openType(l, typeOf(value));

/** Of an array whose elements start as this value. */
export const arrayHolding = (l: Lowering, value: Atom): ArrayType => {
  const array = arrayOf(heldType(l, value));
  return isNothing(typeOf(value)) ? { ...array, optional: true } : array;
};

/** Gives the value just computed the user's name for it; a value computed before keeps its own. */
export function named(l: Lowering, atom: Atom, name: string): Atom {
  const last = l.out.statements.at(-1);
  const fresh = last?.kind === "let" && last.value === atom && last.operation.kind !== "read";
  if (fresh && atom.kind === "value" && atom.name === undefined && !l.program.names.has(atom)) {
    l.program.names.set(atom, name);
  }
  return atom;
}

/** Makes both types one, or reports at the node that they differ. Undefined and null are of every type. */
export function agree(l: Lowering, a: Type, b: Type, node: ts.Node, ...atoms: readonly Atom[]): boolean {
  if (isRefused(l, ...atoms) || isNothing(a) || isNothing(b) || unifyTypes(a, b)) return true;
  noteMixing(l.program, a, b, ...atoms);
  refuse(l, "typeMismatch", node, { left: typeText(a), right: typeText(b) });
  return false;
}

/** The type with its structure known; an unknown one is asked of the checker. */
export function structureOf(l: Lowering, atom: Atom, node: ts.Node): Type {
  const type = typeOf(atom);
  if (type.kind !== "variable" || isRefused(l, atom)) return type;
  const stated =
    structureFromChecker(l.program, node) ?? openRecord(l.program, node) ?? openDictionary(l.program, node);
  if (stated !== undefined) unifyTypes(type, stated);
  return resolveType(type);
}

/** Objects with fields that differ too much for one type are known by what is read of them. */
const openRecord = (program: ProgramState, node: ts.Node): RecordType | undefined =>
  isOneOfObjects(program, node) ? { kind: "record", name: undefined, fields: [] } : undefined;

/** A number for arithmetic: booleans count as 0 and 1, strings and references are refused. */
export function asNumber(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const type = typeOf(atom);
  if (type.kind === "number" || isRefused(l, atom)) return atom;
  const index = l.program.indices.get(atom);
  if (index !== undefined) return index;
  if (type.kind === "variable" && unifyTypes(type, numberType)) return atom;
  if (type.kind === "boolean") return compute(l, "toNumber", atom);
  const value = primitiveOf(l, atom, node);
  if (value !== atom) return asNumber(l, value, node);
  // The language's own conversion; of what is not a number to begin with, the result is inactive.
  if (type.kind === "string" || type.kind === "opaque") {
    return l.out.define(numberType, { kind: "opaque", text: "+$0", args: [atom], isPure: true });
  }
  if (type.kind === "union") return unionNumber(l, atom, type, node);
  // What is known to be left out is a mistake, unless there are no types, or who calls could not know.
  const isTyped = (node.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const isLeftOut = isConstant(atom, undefined) && isTyped && !isInside(node, l.program.lacking);
  if (type.kind === "undefined" && !isLeftOut) return numberOfNothing(l, atom, node);
  return refuse(l, "notANumber", node, { type: typeText(type) });
}

function isInside(node: ts.Node, functions: ReadonlySet<ts.Node>): boolean {
  if (functions.size === 0) return false;
  return ts.findAncestor(node, (around) => functions.has(around)) !== undefined;
}

/** `Number(x)`, `+x`: null is 0, and what is undefined is no number. */
export function converted(l: Lowering, atom: Atom, node: ts.Node): Atom {
  if (isNothing(typeOf(atom))) return numberOfNothing(l, atom, node);
  const number = asNumber(l, atom, node);
  if (number !== atom || isRefused(l, atom) || !mayBeMissing(l, atom)) return number;
  const nothing = (inner: Lowering): Atom => numberOfNothing(inner, atom, node);
  return branch(l, test(l, "isNullish", atom), node, nothing, () => number);
}

/** Null counts as 0, and undefined is no number. */
const numberOfNothing = (l: Lowering, atom: Atom, node: ts.Node): Atom =>
  branch(
    l,
    atom.kind === "constant" ? constant(atom.value === null) : test(l, "eq", atom, constant(null)),
    node,
    () => zero,
    () => constant(Number.NaN),
  );

/** JavaScript's truth of a value. */
export function asBoolean(l: Lowering, atom: Atom, node: ts.Node): Atom {
  if (isRefused(l, atom)) return atom;
  if (atom.kind === "constant") return constant(Boolean(atom.value));
  const type = structureOf(l, atom, node);
  switch (type.kind) {
    case "boolean":
      return atom;
    case "number":
      // False for NaN, and for the undefined that a missing element is.
      return test(l, "or", test(l, "gt", atom, zero), test(l, "lt", atom, zero));
    case "undefined":
      return constant(false);
    default:
      return isUnionType(type) ? unionTruth(l, atom, type, node) : test(l, "isTruthy", atom);
  }
}

/** Both sides of a branch, joined into one value. */
export function branch(
  l: Lowering,
  condition: Atom,
  node: ts.Node,
  whenTrue: (inner: Lowering) => Atom,
  whenFalse: (inner: Lowering) => Atom,
): Atom {
  if (condition.kind === "constant") return condition.value ? whenTrue(l) : whenFalse(l);
  let ifTrue: Atom = constant(undefined);
  let ifFalse: Atom = constant(undefined);
  const inside = (action: (inner: Lowering) => void): Block => inPart(l, action);
  const then = inside((inner) => {
    ifTrue = whenTrue(inner);
  });
  const otherwise = inside((inner) => {
    ifFalse = whenFalse(inner);
  });
  return join(l, condition, then, ifTrue, otherwise, ifFalse, node);
}

/** An action for its effects, where a condition holds. */
export function when(l: Lowering, condition: Atom, action: (inner: Lowering) => void): void {
  const scope = newScope(l.program.ctx.ids);
  const then = inPart(l, action);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
}

export function join(
  l: Lowering,
  condition: Atom,
  then: Block,
  ifTrue: Atom,
  otherwise: Block,
  ifFalse: Atom,
  node: ts.Node,
): Atom {
  if (isRefused(l, ifTrue, ifFalse)) return standIn(l);
  if (isMixed(ifTrue, ifFalse)) {
    const union = newUnionType(l.program, node, isStatedOne(l, node));
    const boxed = (block: Block, value: Atom): { readonly block: Block; readonly value: Atom } => {
      let given = value;
      const made = inBlock(l, (inner) => {
        given = isUnionType(typeOf(value)) || isNothing(typeOf(value)) ? value : box(inner, union, value, node);
      });
      return { block: [...block, ...made], value: given };
    };
    const [first, second] = [boxed(then, ifTrue), boxed(otherwise, ifFalse)];
    return join(l, condition, first.block, first.value, second.block, second.value, node);
  }
  if (!agree(l, typeOf(ifTrue), typeOf(ifFalse), node)) return standIn(l);
  const scope = newScope(l.program.ctx.ids);
  const type = isNothing(typeOf(ifTrue)) ? typeOf(ifFalse) : typeOf(ifTrue);
  if (isNothing(type) && sameAtom(ifTrue, ifFalse)) {
    l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: undefined });
    return ifTrue;
  }
  const value = freshValue(l, isNothing(type) ? freshType(l.program) : type);
  if (mayBeMissing(l, ifTrue) || mayBeMissing(l, ifFalse)) l.program.elements.add(value);
  const results = [{ value, then: ifTrue, else: ifFalse }];
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results, span: undefined });
  return value;
}

/** Whether both are of known kinds that never are one type: a number and a text. */
function isMixed(a: Atom, b: Atom): boolean {
  const [first, second] = [typeOf(a), typeOf(b)];
  const known = [first, second].every(({ kind }) => kind !== "variable" && kind !== "undefined");
  if (!known) return false;
  return first.kind === second.kind
    ? isUnionType(first) !== isUnionType(second) ||
        isGeneratorAndFunction(first, second) ||
        areStoredApart(first, second)
    : !(isList(first) && isList(second)) && !isOpenDictionary(first, second);
}

/** A Map and a Set, an array and a typed one. */
const areStoredApart = (a: Type, b: Type): boolean => "storage" in a && "storage" in b && a.storage !== b.storage;

const isList = ({ kind }: Type): boolean => kind === "array" || kind === "tuple";
const isOpenDictionary = (a: Type, b: Type): boolean => [a, b].every(({ kind }) => kind === "record" || kind === "map");

export const freshValue = (l: Lowering, type: Type, name?: string): Value =>
  newValue(l.program.ctx.ids, type, { name });

/** The array that an atom is, or undefined after a report. */
export function asArray(l: Lowering, atom: Atom, node: ts.Node): ArrayType | undefined {
  if (isRefused(l, atom)) return undefined;
  const type = structureOf(l, atom, node);
  if (type.kind === "array") return type;
  if (type.kind === "variable") {
    const array = arrayOf(freshType(l.program));
    unifyTypes(type, array);
    return array;
  }
  if (type.kind === "tuple") noteList(l, type);
  refuse(l, "notAnArray", node, { type: typeText(type) });
  return undefined;
}

/** Of a type that the compiler does not follow: it must not even be passed on, as there may be numbers in it. */
export const isUnread = (type: Type): boolean => {
  const known = resolveType(type);
  return known.kind === "opaque" && known.isUnread === true;
};

/** A field; one that nothing was stored in yet may get its value later, or is undefined. */
export function fieldOrNew(l: Lowering, record: RecordType | UnionType, name: string, node?: ts.Node): FieldType {
  const known = fieldOf(record, name);
  if (known !== undefined) return known;
  const isMixed = node !== undefined && declarationsOf(l.program, node).length > 0;
  addField(record, name, isMixed ? unionAt(l.program, node) : freshType(l.program));
  return fieldOf(record, name) as FieldType;
}

/** A tuple that is used as an array: its literal makes one in the next attempt, of several kinds of elements, or of objects that have such fields. */
function noteList(l: Lowering, type: TupleType): void {
  const literal = l.program.origins.get(type);
  if (literal === undefined || isPrelude(literal)) return;
  if (!isOfOneKind(l.program, literal)) l.program.facts.mixed.add(literal);
  else for (const element of type.elements.slice(1)) noteMixing(l.program, type.elements[0] as Type, element);
}

export function refuseTupleIndex(l: Lowering, type: TupleType, node: ts.Node): Atom {
  noteList(l, type);
  return refuse(l, "tupleIndex", node, { type: typeText(type) });
}

/** A field or a constant index of a record, tuple or array: the value there, or undefined after a report. */
export function loadSlot(l: Lowering, base: Atom, name: string, node: ts.Node, access: ts.Node = node): Atom {
  if (isRefused(l, base)) return standIn(l);
  const type = structureOf(l, base, node);
  if (type.kind === "record") {
    const field =
      type.functions === undefined ? fieldOrNew(l, type, name, access) : propertyOfValue(l, base, name, access);
    if (field === undefined) return refuse(l, "unsupportedMethod", node, { name, type: "function" });
    if (isUnread(field.type)) return refuse(l, "opaqueField", node, { name, type: typeText(type) });
    return loadField(l, base, field.name, field.type);
  }
  if (type.kind === "tuple") {
    const element = type.elements[Number(name)];
    if (element === undefined) return refuseTupleIndex(l, type, node);
    return loadField(l, base, name, element);
  }
  if (type.kind === "array" && /^\d+$/.test(name)) return loadIndex(l, base, constant(Number(name)));
  if (type.kind === "map" && type.storage === "Object") return loadEntry(l, base, constant(name), type.value);
  return propertyOfUnknown(l, type, name, node) ?? refuse(l, "unknownField", node, { name, type: typeText(type) });
}

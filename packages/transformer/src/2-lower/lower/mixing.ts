import { ts } from "../../frontend/ts.js";
import { fieldOf, resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type { Atom, RecordType, Type, UnionType } from "../../ir/types.js";
import { declarationsOf, haveSeveralKinds, isMixedField } from "./declaredFields.js";
import { memberDeclaration, propertyNode } from "./origins.js";
import { isPrelude } from "./prelude.js";
import { isRefused, type Lowering, type ProgramState, refuse } from "./state.js";
import { box, isOfOneKind, unionAt } from "./unions.js";
import { neverReached } from "./unreachable.js";
import { structureOf, typeOf } from "./values.js";

// Where a number and a text meet in one place, the place holds values of several kinds. That comes out too late, so it is a fact
// about the declaration, literal or function that the place belongs to, and the next attempt puts boxes there (see unions.ts).

/** A variable, an activation, a container or a field: what a place is found by. */
export type Holder = object | FieldHolder;
interface FieldHolder {
  readonly record: Type;
  readonly name: string;
}

export const isUnionType = (type: Type): type is UnionType => type.kind === "union";

/** The type of a place: of values of several kinds, if an earlier attempt found them there. */
export const placeType = (program: ProgramState, origin: ts.Node, type: Type): Type =>
  isMixedPlace(program, origin) ? unionAt(program, origin) : type;

const isMixedPlace = (program: ProgramState, origin: ts.Node): boolean =>
  program.facts.mixed.has(origin) || isMixedField(program, origin);

/** The value for a place of this type. Undefined after a report. */
export function fit(l: Lowering, slot: Type, value: Atom, node: ts.Node, holder?: Holder): Atom | undefined {
  const place = resolveType(slot);
  const given = typeOf(value);
  if (isRefused(l, value) || given.kind === "undefined" || place.kind === "undefined") return value;
  if (isUnionType(place) && !isUnionType(given)) {
    if (given.kind !== "variable" || structureOf(l, value, node).kind !== "variable") return box(l, place, value, node);
  }
  if (unifyTypes(slot, typeOf(value))) return value;
  if (isNever(l, node)) return fit(l, slot, neverReached(l, node), node);
  noteMixing(l.program, slot, typeOf(value), value, ...(holder === undefined ? [] : [holder]));
  refuse(l, "typeMismatch", node, {
    left: typeText(slot),
    right: typeText(value.kind === "value" ? value.type : given),
  });
  return undefined;
}

/** `default: { const other: never = shape; return other; }`: what the types say is never there may be of any kind. */
function isNever(l: Lowering, node: ts.Node): boolean {
  const expression = ts.isReturnStatement(node) ? node.expression : node;
  return expression !== undefined && (l.program.ctx.frontend.typeOf(expression).flags & ts.TypeFlags.Never) !== 0;
}

/** As a place that is mixed takes it, else as it is. */
export function mixedIf(l: Lowering, origin: ts.Node, value: Atom): Atom {
  if (!isMixedPlace(l.program, origin)) return value;
  return fit(l, unionAt(l.program, origin), value, origin) ?? value;
}

type Owner =
  | { readonly kind: "place" }
  | { readonly kind: "field"; readonly records: readonly RecordType[]; readonly name: string }
  | { readonly kind: "content"; readonly containers: readonly Type[] };

/** Finds the innermost place where two types differ, and notes what it belongs to: what holds it, or was read to get there. */
export function noteMixing(program: ProgramState, a: Type, b: Type, ...holders: readonly Holder[]): void {
  const conflict = findConflict(a, b, { kind: "place" }, { pairs: new Map(), bound: new Map() });
  if (conflict === undefined || becomesDictionary(program, conflict.types)) return;
  const { mixed } = program.facts;
  // What the checker gives one kind to only met another because something else is not known to be mixed yet.
  // A function of the prelude has the types of each call: what it mixes, the places of the user's do that it is called with.
  // But a list of one kind may become the list of several kinds that is known: `const items: Item[] = made`.
  const isWidened = conflict.types.some(isUnionType);
  const add = (origin: ts.Node | undefined, isContent = false): void => {
    if (origin === undefined || isPrelude(origin)) return;
    if ((isContent && isWidened) || !isOfOneKind(program, origin)) mixed.add(origin);
  };
  const addField = (type: Type, name: string): void => {
    const record = resolveType(type);
    add(program.origins.get(record));
    if (record.kind !== "record") return;
    for (const literal of program.literals) {
      if (resolveType(literal.type) !== record) continue;
      const property = propertyNode(literal.node, name);
      const declared = property === undefined ? [] : declarationsOf(program, property);
      for (const one of declared) mixed.add(one);
      if (declared.length === 0) add(property);
    }
    for (const cls of record.instance?.classes ?? []) add(memberDeclaration(cls, name));
  };
  /** Classes that stand in one place may give one name to fields of several kinds. */
  const addMembers = (records: readonly RecordType[], name: string): void => {
    const classes = records.flatMap((record) => [...(record.instance?.classes ?? [])]);
    const members = classes.flatMap((cls) => memberDeclaration(cls, name) ?? []);
    if (haveSeveralKinds(program, members.map(program.ctx.frontend.typeOf))) for (const one of members) mixed.add(one);
  };
  for (const owner of conflict.owners) {
    if (owner.kind === "place") {
      for (const whole of [a, b]) add(program.origins.get(resolveType(whole)));
      for (const one of holders) {
        const holder = program.sources.get(one as Atom) ?? one;
        if ("record" in holder) addField(holder.record as Type, (holder as FieldHolder).name);
        else add(program.origins.get(holder));
      }
    } else if (owner.kind === "content") {
      for (const container of owner.containers) add(program.origins.get(container), true);
    } else {
      for (const record of owner.records) addField(record, owner.name);
      addMembers(owner.records, owner.name);
    }
  }
}

/** The innermost place where two types differ, and these. */
interface Conflict {
  readonly owners: readonly Owner[];
  readonly types: readonly [Type, Type];
}

interface Search {
  readonly pairs: Map<Type, Set<Type>>;
  /** What is not known yet is all that it meets: where two of these differ is the conflict. */
  readonly bound: Map<Type, { readonly type: Type; readonly owner: Owner }>;
}

function findConflict(first: Type, second: Type, owner: Owner, search: Search): Conflict | undefined {
  const [a, b] = [resolveType(first), resolveType(second)];
  if (a === b) return undefined;
  if (a.kind === "variable" || b.kind === "variable") {
    const [variable, type] = a.kind === "variable" ? [a, b] : [b, a];
    const before = search.bound.get(variable);
    if (before === undefined) search.bound.set(variable, { type, owner });
    const found = before && findConflict(before.type, type, owner, search);
    return found && { ...found, owners: [...found.owners, ...(before === undefined ? [] : [before.owner])] };
  }
  const known = search.pairs.get(a) ?? new Set();
  if (known.has(b)) return undefined;
  search.pairs.set(a, known.add(b));
  const isPair = (a.kind === "record" && b.kind === "record") || (a.kind === "union" && b.kind === "union");
  if (isPair) {
    for (const field of a.fields) {
      const other = fieldOf(b, field.name);
      const inner: Owner =
        a.kind === "record" && b.kind === "record" ? { kind: "field", records: [a, b], name: field.name } : owner;
      const found = other && findConflict(field.type, other.type, inner, search);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const content: Owner = { kind: "content", containers: [a, b] };
  if (a.kind === "array" && b.kind === "array" && a.storage === b.storage) {
    return findConflict(a.element, b.element, content, search);
  }
  if (a.kind === "map" && b.kind === "map" && a.storage === b.storage) {
    return findConflict(a.value, b.value, content, search);
  }
  // Tuples that differ are arrays of several kinds of elements.
  const isList = (type: Type): boolean => type.kind === "tuple" || (type.kind === "array" && type.storage === "Array");
  if (isList(a) && isList(b)) return sameTuples(a, b) ? undefined : { owners: [content], types: [a, b] };
  const isSame = a.kind === b.kind && a.kind !== "array" && a.kind !== "map" && a.kind !== "record";
  return isSame ? undefined : { owners: [owner], types: [a, b] };
}

/** An object literal whose value is elsewhere a dictionary is one itself: `{ ...counts, [key]: n }` in the place of `{ a: 0, b: 0 }`. */
function becomesDictionary(program: ProgramState, types: readonly [Type, Type]): boolean {
  const record = types.find((type) => type.kind === "record");
  const isDictionary = types.some((type) => type.kind === "map" && type.storage === "Object");
  if (record === undefined || !isDictionary) return false;
  const literals = program.literals.filter(({ type }) => resolveType(type) === record);
  for (const { node } of literals) program.facts.dictionaries.add(node);
  return literals.length > 0;
}

const sameTuples = (a: Type, b: Type): boolean =>
  a.kind === "tuple" &&
  b.kind === "tuple" &&
  a.elements.length === b.elements.length &&
  a.elements.every((element, i) => {
    const other = b.elements[i];
    return other !== undefined && resolveType(element).kind === resolveType(other).kind;
  });

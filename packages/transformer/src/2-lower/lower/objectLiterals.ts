import { ts } from "../../frontend/ts.js";
import { constant, newScope } from "../../ir/build.js";
import type { Atom, FieldType, RecordType, Type, Value } from "../../ir/types.js";
import { accessorSlot } from "./accessors.js";
import { objectOf } from "./askKinds.js";
import { isDictionaryLiteral, lowerDictionaryLiteral } from "./dictionaries.js";
import { asAtom, lowerExpression, lowerName } from "./expressions.js";
import { keepOrder } from "./fieldOrder.js";
import { functionAtom, methodOf } from "./functions/lambda.js";
import { hasListed, type ListedField, listedFields, loadListed } from "./listedFields.js";
import { mixedIf } from "./mixing.js";
import { negate } from "./operators.js";
import { knownName } from "./propertyNames.js";
import { freshType, inBlock, isRefused, type Lowering, report } from "./state.js";
import { branch, structureOf, test, typeOf } from "./values.js";
import { presence } from "./whenThere.js";

/** A field of a literal; one that is spread from where it may be missing is there only if `has` holds. */
interface Property {
  readonly value: Atom;
  readonly has: Atom | undefined;
}

/** The fields of a literal so far; of two of one name, the later counts. */
class Fields {
  private readonly fields = new Map<string, Property>();

  get(name: string): Property | undefined {
    return this.fields.get(name);
  }

  entries(): readonly (readonly [string, Property])[] {
    return [...this.fields];
  }

  /** A plain property takes the place of accessors of its name. */
  put(name: string, property: Property): void {
    if (property.has === undefined) {
      this.fields.delete(accessorSlot("get", name));
      this.fields.delete(accessorSlot("set", name));
    }
    this.fields.set(name, property);
  }

  putAccessor(access: "get" | "set", name: string, value: Atom): void {
    this.fields.delete(name);
    this.fields.set(accessorSlot(access, name), { value, has: undefined });
  }
}

/** `{ a, b: e, get c() { … }, ...rest }` with names known now. */
export function lowerObjectLiteral(l: Lowering, node: ts.ObjectLiteralExpression): Atom {
  if (isDictionaryLiteral(l, node)) return lowerDictionaryLiteral(l, node);
  const fields = new Fields();
  const order: (Atom | string)[] = [];
  const put = (name: string, value: Atom): void => {
    order.push(name);
    fields.put(name, { value, has: undefined });
  };
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const source = spreadInto(l, fields, property);
      if (source !== undefined) order.push(source);
      continue;
    }
    const name = knownName(l, property.name);
    if (name === undefined) {
      report(l, "dynamicKey", property, { type: "an object literal" });
    } else if (ts.isPropertyAssignment(property)) {
      put(name, mixedIf(l, property, lowerExpression(l, property.initializer)));
    } else if (ts.isShorthandPropertyAssignment(property)) {
      put(name, mixedIf(l, property, asAtom(l, lowerName(l, property.name, name), property)));
    } else if (ts.isMethodDeclaration(property)) {
      put(name, functionAtom(l, methodOf(l, property), property));
    } else {
      const access = ts.isGetAccessor(property) ? "get" : "set";
      order.push(accessorSlot(access, name));
      fields.putAccessor(access, name, functionAtom(l, methodOf(l, property), property));
    }
  }
  const record = makeRecord(l, fields.entries());
  if (node.properties.some(ts.isSpreadAssignment)) keepOrder(l, record, order);
  l.program.literals.push({ node, type: record.type });
  return record;
}

/** A fresh record of what another has, without some of it. */
export function restOfRecord(
  l: Lowering,
  source: Atom,
  type: RecordType,
  taken: ReadonlySet<string | undefined>,
  node: ts.Node,
): Atom {
  const fields = new Fields();
  for (const field of listedFields(l, type, node)) {
    if (taken.has(field.name)) continue;
    fields.put(field.name, spreadField(l, source, field, { isThere: undefined, node }, undefined));
  }
  const rest = makeRecord(l, fields.entries());
  keepOrder(l, rest, [source]);
  return rest;
}

/** Gives what was spread. */
function spreadInto(l: Lowering, fields: Fields, node: ts.SpreadAssignment): Atom | undefined {
  const given = lowerExpression(l, node.expression);
  const source = objectOf(l, given, node);
  const type = structureOf(l, source, node.expression);
  if (type.kind === "map" && type.storage === "Object") {
    // What is made of a dictionary is one, too: the program is lowered again with this fact.
    l.program.facts.dictionaries.add(node.parent);
    return undefined;
  }
  if (type.kind !== "record") {
    // `...(known && { a })`: a boolean or a number has nothing to spread.
    const isEmpty = type.kind === "undefined" || type.kind === "boolean" || type.kind === "number";
    if (!isEmpty && !isRefused(l, source)) report(l, "unknownSpread", node);
    return undefined;
  }
  const isThere = source === given ? presence(l, source, node.expression) : negate(l, test(l, "isNullish", source));
  for (const field of listedFields(l, type, node))
    fields.put(field.name, spreadField(l, source, field, { isThere, node }, fields.get(field.name)));
  return source;
}

interface Spread {
  readonly isThere: Atom | undefined;
  readonly node: ts.Node;
}

/** A field of what is spread; where it is missing, what the literal has so far stays. */
function spreadField(
  l: Lowering,
  source: Atom,
  field: ListedField,
  { isThere, node }: Spread,
  before: Property | undefined,
): Property {
  const load = (inner: Lowering): Atom => loadListed(inner, source, field, node);
  if (isThere === undefined && !field.isOptional) return { value: load(l), has: undefined };
  const has = (inner: Lowering): Atom => (field.isOptional ? hasListed(inner, source, field, node) : constant(true));
  const condition = isThere === undefined ? has(l) : branch(l, isThere, node, has, () => constant(false));
  const value = branch(l, condition, node, load, () => before?.value ?? constant(undefined));
  if (before !== undefined && before.has === undefined) return { value, has: undefined };
  return { value, has: before?.has === undefined ? condition : test(l, "or", before.has, condition) };
}

export function makeRecord(l: Lowering, fields: readonly (readonly [string, Property])[]): Value {
  const types = fields.map(([name, { value, has }]): FieldType => {
    const type = typeOf(value);
    const isKnown = has === undefined && type.kind !== "undefined";
    return isKnown
      ? { name, type }
      : { name, type: type.kind === "undefined" ? freshType(l.program) : type, optional: true };
  });
  const type: Type = { kind: "record", name: undefined, fields: types, isLiteral: true };
  const record = l.out.define(type, {
    kind: "makeRecord",
    fields: fields.flatMap(([name, { value, has }]) => (has === undefined ? [{ name, value }] : [])),
  });
  for (const [name, { value, has }] of fields) {
    if (has === undefined) continue;
    const scope = newScope(l.program.ctx.ids);
    const then = inBlock(l, (inner) => {
      inner.out.push({ kind: "store", base: record, key: { kind: "field", name }, value, linear: false });
    });
    l.out.push({ kind: "if", scope, condition: has, then, else: [], results: [], span: undefined });
  }
  return record;
}

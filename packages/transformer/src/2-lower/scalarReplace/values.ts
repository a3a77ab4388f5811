import { isReference } from "../../ir/build.js";
import type { Atom, IRFunction, Statement, Value } from "../../ir/types.js";
import { keyAtoms, operands, uses, visit } from "../../ir/walk.js";
import { isLiteral, lacksFields, type Shape, shapeOf, type slotOf } from "./shape.js";

/** The references that are nothing but a tuple of scalars, with the shape they share. */
export type ValueObjects = ReadonlyMap<Value, Shape>;

/**
 * Groups of references that flow into one another through branches, loops and selects, all from literals of one shape, never
 * stored to, stored, passed on or compared: nobody can tell such an object from its fields.
 */
export function findValueObjects(fn: IRFunction): ValueObjects {
  const groups = new Groups();
  for (const parameter of fn.params) groups.reject(parameter);
  visit(fn.body, (statement) => {
    groups.statement(statement);
  });
  for (const result of fn.results) groups.returned(result);
  return groups.found();
}

interface Group {
  parent: Group | undefined;
  bad: boolean;
  shape: Shape | undefined;
  readonly isRecord: boolean;
  /** Loaded from, or merged: a literal that is only returned is best left alone. */
  profitable: boolean;
  lacksFields: boolean;
  returned: Value | undefined;
  readonly slotsUsed: Set<string>;
}

class Groups {
  private readonly groups = new Map<Value, Group>();

  found(): ValueObjects {
    const objects = new Map<Value, Shape>();
    for (const [value, one] of this.groups) {
      const group = root(one);
      if (group.bad || group.shape === undefined || !group.profitable) continue;
      if (group.lacksFields && group.returned !== undefined) continue;
      const { shape } = group;
      if ([...group.slotsUsed].every((slot) => shape.slots.includes(slot))) objects.set(value, shape);
    }
    return objects;
  }

  statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
        this.letOperation(statement.value, statement.operation);
        return;
      case "if":
        this.reject(statement.condition);
        for (const result of statement.results) this.merge(result.value, [result.then, result.else]);
        return;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.merge(parameter, [initial, next, result]);
        }
        return;
      case "call":
        for (const value of statement.results) this.reject(value);
        for (const atom of statement.args) this.reject(atom);
        return;
      default:
        for (const atom of uses(statement)) this.reject(atom);
    }
  }

  private letOperation(value: Value, operation: Extract<Statement, { kind: "let" }>["operation"]): void {
    if (isLiteral(operation)) {
      const shape = shapeOf(value, operation);
      if (shape === undefined) this.reject(value);
      else this.literal(value, shape, lacksFields(value, operation, shape));
      for (const atom of operands(operation)) this.reject(atom);
      return;
    }
    if (operation.kind === "load" || operation.kind === "length") {
      const group = this.groupOf(operation.base);
      if (group !== undefined) {
        group.profitable = true;
        if (operation.kind === "length") group.slotsUsed.add(lengthMark(group));
        else this.loaded(group, operation.key);
      }
      if (isReference(value.type)) this.reject(value);
      if (operation.kind === "load") for (const atom of keyAtoms(operation.key)) this.reject(atom);
      return;
    }
    if (operation.kind === "primitive" && (operation.name === "select" || operation.name === "identity")) {
      if (isReference(value.type)) {
        this.merge(value, operation.name === "select" ? operation.args.slice(1) : operation.args);
        return;
      }
    }
    if (isReference(value.type)) this.reject(value);
    for (const atom of operands(operation)) this.reject(atom);
  }

  private loaded(group: Group, key: Parameters<typeof slotOf>[0]): void {
    if (key.kind === "field") group.slotsUsed.add(key.name);
    else if (key.kind === "entry") group.bad = true;
    else if (key.index.kind === "constant" && Number.isInteger(key.index.value) && !Object.is(key.index.value, -0)) {
      group.slotsUsed.add(String(key.index.value));
    } else group.bad = true;
  }

  private literal(value: Value, shape: Shape, lacks: boolean): void {
    const group = this.groupOf(value);
    if (group === undefined) return;
    group.lacksFields ||= lacks;
    if (group.shape === undefined) group.shape = shape;
    else if (!sameShape(group.shape, shape)) group.bad = true;
  }

  returned(atom: Atom): void {
    const group = this.groupOf(atom);
    if (group === undefined || atom.kind === "constant") return;
    // Two results may be one object: rebuilding each would make them two.
    if (group.returned !== undefined) group.bad = true;
    group.returned = atom;
  }

  private merge(value: Value, atoms: readonly Atom[]): void {
    if (!isReference(value.type)) {
      for (const atom of atoms) this.reject(atom);
      return;
    }
    for (const atom of atoms) {
      const other = this.groupOf(atom);
      const group = this.groupOf(value);
      if (group === undefined) return;
      group.profitable = true;
      if (other === undefined) group.bad = true;
      else if (other !== group) join(group, other);
    }
  }

  reject(atom: Atom): void {
    const group = this.groupOf(atom);
    if (group !== undefined) group.bad = true;
  }

  private groupOf(atom: Atom): Group | undefined {
    if (atom.kind === "constant" || !isReference(atom.type)) return undefined;
    let group = this.groups.get(atom);
    if (group === undefined) {
      group = {
        parent: undefined,
        bad: false,
        shape: undefined,
        isRecord: atom.type.kind === "record",
        profitable: false,
        lacksFields: false,
        returned: undefined,
        slotsUsed: new Set(),
      };
      this.groups.set(atom, group);
    }
    return root(group);
  }
}

/** A length can be told for arrays only; of a record it is a field like any other, which it does not have. */
const lengthMark = (group: Group): string => (group.isRecord ? "#length" : "0");

const sameShape = (a: Shape, b: Shape): boolean =>
  a.isArray === b.isArray && a.slots.length === b.slots.length && a.slots.every((slot) => b.slots.includes(slot));

function root(group: Group): Group {
  let at = group;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

function join(into: Group, from: Group): void {
  from.parent = into;
  into.bad ||= from.bad;
  into.profitable ||= from.profitable;
  into.lacksFields ||= from.lacksFields;
  if (into.returned !== undefined && from.returned !== undefined) into.bad = true;
  into.returned ??= from.returned;
  if (into.shape === undefined) into.shape = from.shape;
  else if (from.shape !== undefined && !sameShape(into.shape, from.shape)) into.bad = true;
  for (const slot of from.slotsUsed) into.slotsUsed.add(slot);
}

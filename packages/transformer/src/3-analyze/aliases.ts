import { elementKey, isReference } from "../ir/build.js";
import { callsUserCode, isAttempt } from "../ir/operations.js";
import { typeKey } from "../ir/typeKey.js";
import type { Atom, Block, IRFunction, Key, Opaque, Operation, Statement, Type, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import { type Classes, unifySharedParts } from "./sharedParts.js";
import { anyEntry, anyIndex, hasKeys, isMapWithKeys, partsOf } from "./slots.js";

/** A set of references that may be the same object, or a set of slots that may be the same slot. Compare by identity. */
export interface AliasClass {
  readonly id: number;
}

/** Memory partitioned by unification: references that may be stored where another is share its class. */
export interface Aliases {
  /** The class of the objects that a reference may refer to. */
  classOf(reference: Atom): AliasClass;
  /**
   * The slots that a key names in the objects of a class: every index is one slot, each field its own, `length` too (of a map: which
   * keys it has). Every entry is one slot, and where a record's fields are addressed as entries, all its fields are that slot.
   */
  slot(objects: AliasClass, key: Key): AliasClass;
  /** `slot` of a reference's class. */
  slotOf(reference: Atom, key: Key): AliasClass;
  /** `slot`, if anything is known of it. */
  knownSlot(objects: AliasClass, key: Key): AliasClass | undefined;
  lengthOf(reference: Atom): AliasClass;
  /** The slot that changes when an entry comes or goes, or when a hole of an array is filled. */
  presenceOf(reference: Atom): AliasClass;
  lengthOfClass(objects: AliasClass): AliasClass;
  /** Every slot of a class known to the program, without those inside the objects that its slots refer to. */
  slots(objects: AliasClass): readonly AliasClass[];
  /** The same without the objects that are keys of a map, unless they are entries as well. */
  contents(objects: AliasClass): readonly AliasClass[];
  /** Every slot that can be reached from the bindings of modules, and from what code that is not read has been given or gave. */
  moduleSlots(): readonly AliasClass[];
}

interface Node extends AliasClass {
  parent: Node | undefined;
  slots: Map<string, Node>;
}

const isArray = (atom: Atom): boolean => atom.kind === "value" && atom.type.kind === "array";
const elementSlot = "[]";
const lengthSlot = "#length";
const entrySlot = "<>";
const keySlot = "#keys";
const isField = (name: string): boolean => name !== entrySlot && name !== lengthSlot && name !== keySlot;
const slotName = (key: Key): string =>
  key.kind === "index" ? elementSlot : key.kind === "entry" ? entrySlot : key.name;

/** One partition for all the functions of a program: arguments are unified with parameters, results with results. */
export function analyzeAliases(functions: readonly IRFunction[]): Aliases {
  const partition = new Partition(functions);
  for (const fn of functions) for (const param of fn.params) partition.closeCycles(param);
  for (const fn of functions) partition.block(fn.body);
  unifySharedParts(functions, partition);
  partition.isSettled = true;
  return partition;
}

class Partition implements Aliases, Classes<Node> {
  private count = 0;
  /** Then questions may name slots, but must not make two of them one: who asked before would know a part of it. */
  isSettled = false;
  private readonly values = new Map<Value, Node>();
  /** What undefined and null refer to: a program that reads through them throws. */
  private readonly nothing = this.fresh();
  private readonly globals = new Map<string, Node>();
  /** The objects that bindings of modules lead to, by type; `isOwn` if this binding alone does. */
  private readonly globalObjects = new Map<string, readonly { readonly objects: Node; readonly isOwn: boolean }[]>();
  /** Objects of bindings of modules and of code that is not read, by kind: code that is not read may give any of them. */
  private readonly kinds = new Map<string, { readonly objects: Node[]; outside: Node | undefined }>();
  private readonly callees: ReadonlyMap<number, IRFunction>;

  constructor(functions: readonly IRFunction[]) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
  }

  classOf(reference: Atom): Node {
    if (reference.kind === "constant") return find(this.nothing);
    const node = this.values.get(reference) ?? this.fresh();
    this.values.set(reference, node);
    return find(node);
  }

  slot(objects: AliasClass, key: Key): Node {
    return this.named(objects, slotName(key));
  }

  knownSlot(objects: AliasClass, key: Key): Node | undefined {
    const { slots } = find(objects as Node);
    const slot = slots.get(entrySlot) ?? slots.get(slotName(key));
    return slot === undefined ? undefined : find(slot);
  }

  slotOf(reference: Atom, key: Key): Node {
    return this.slot(this.classOf(reference), key);
  }

  lengthOf(reference: Atom): Node {
    return this.named(this.classOf(reference), lengthSlot);
  }

  presenceOf(reference: Atom): Node {
    return isArray(reference) ? this.named(this.classOf(reference), elementSlot) : this.lengthOf(reference);
  }

  lengthOfClass(objects: AliasClass): Node {
    return this.named(objects, lengthSlot);
  }

  slots(objects: AliasClass): readonly Node[] {
    return [...find(objects as Node).slots.values()].map(find);
  }

  contents(objects: AliasClass): readonly Node[] {
    return [...find(objects as Node).slots].filter(([name]) => name !== keySlot).map(([, slot]) => find(slot));
  }

  moduleSlots(): readonly Node[] {
    const found = new Set<Node>();
    const walk = (objects: Node): void => {
      for (const slot of this.slots(objects)) {
        if (found.has(slot)) continue;
        found.add(slot);
        walk(slot);
      }
    };
    for (const node of this.globals.values()) walk(find(node));
    for (const { outside } of this.kinds.values()) {
      if (outside === undefined) continue;
      found.add(this.named(outside, lengthSlot));
      walk(find(outside));
    }
    return [...found];
  }

  block(block: Block): void {
    for (const statement of block) {
      this.statement(statement);
      for (const inner of blocks(statement)) this.block(inner);
    }
  }

  /** What a cyclic type (a tree, a list) reaches again is of the class that it was reached in before. */
  closeCycles(reference: Value): void {
    const close = (type: Type, objects: Node, path: ReadonlyMap<Type, Node>): void => {
      if (!isReference(type) || (type.kind === "record" && type.isFrame === true)) return;
      const before = path.get(type);
      if (before !== undefined) {
        this.unify(before, objects);
        return;
      }
      const inner = new Map(path).set(type, objects);
      for (const [key, part] of partsOf(type)) if (isReference(part)) close(part, this.slot(objects, key), inner);
      if (hasKeys(type) && isReference(type.key)) close(type.key, this.named(objects, keySlot), inner);
    };
    close(reference.type, this.classOf(reference), new Map());
  }

  /** Two names of modules may be one object, or lead to one, unless both were made where they are declared. */
  private meetGlobals(reference: Value, isFresh: boolean): void {
    const seen = new Set<Type>();
    const meet = (type: Type, objects: Node, isOwn: boolean): void => {
      if (!isReference(type) || seen.has(type)) return;
      seen.add(type);
      if (type.kind === "record" && type.variable !== undefined) {
        for (const [key, part] of partsOf(type)) meet(part, this.slot(objects, key), false);
        return;
      }
      const key = typeKey(type);
      const others = this.globalObjects.get(key) ?? [];
      for (const other of others) if (!(isOwn && other.isOwn)) this.unify(other.objects, objects);
      this.globalObjects.set(key, [...others, { objects, isOwn }]);
      this.meetKind(type, objects, false);
      for (const [slot, part] of partsOf(type)) meet(part, this.slot(objects, slot), false);
    };
    meet(reference.type, this.classOf(reference), isFresh);
  }

  /** Code that is not read may keep what it is given, and give what it kept or what a module holds. */
  private meetOutside(reference: Atom): void {
    if (reference.kind !== "value" || !isReference(reference.type)) return;
    const seen = new Set<Type>();
    const meet = (type: Type, objects: Node): void => {
      if (!isReference(type) || seen.has(type)) return;
      seen.add(type);
      this.meetKind(type, objects, true);
      for (const [slot, part] of partsOf(type)) meet(part, this.slot(objects, slot));
    };
    meet(reference.type, this.classOf(reference));
  }

  private meetKind(type: Type, objects: Node, isOutside: boolean): void {
    const kind = type.kind === "array" ? `${type.storage} of ${type.element.kind}` : type.kind;
    const known = this.kinds.get(kind) ?? { objects: [], outside: undefined };
    this.kinds.set(kind, known);
    known.objects.push(objects);
    if (isOutside) known.outside ??= objects;
    const { outside } = known;
    if (outside === undefined) return;
    for (const other of known.objects) this.unify(outside, other);
    known.objects.length = 0;
  }

  private fresh(): Node {
    return { id: this.count++, parent: undefined, slots: new Map() };
  }

  private named(objects: AliasClass, name: string): Node {
    const node = find(objects as Node);
    const entries = name === lengthSlot || name === keySlot ? undefined : node.slots.get(entrySlot);
    let slot = entries ?? node.slots.get(name);
    if (slot === undefined) {
      slot = this.fresh();
      node.slots.set(name, slot);
      if (name === entrySlot) this.gather(node);
    }
    return find(slot);
  }

  /** All the fields of objects whose entries are addressed are one slot. */
  private gather(objects: Node): void {
    const node = find(objects);
    const entries = node.slots.get(entrySlot);
    if (entries === undefined) return;
    const fields = [...node.slots].filter(([name]) => isField(name));
    if (this.isSettled && fields.length > 0) throw new Error("aliases: no statement addresses these entries");
    for (const [name] of fields) node.slots.delete(name);
    for (const [, slot] of fields) this.unify(entries, slot);
  }

  find(objects: Node): Node {
    return find(objects);
  }

  unify(a: Node, b: Node): void {
    const pending: [Node, Node][] = [[a, b]];
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const into = find(pair[0]);
      const from = find(pair[1]);
      if (into === from) continue;
      from.parent = into;
      for (const [name, slot] of from.slots) {
        const other = into.slots.get(name);
        if (other === undefined) into.slots.set(name, slot);
        else pending.push([other, slot]);
      }
      const entries = into.slots.get(entrySlot);
      if (entries === undefined) continue;
      for (const [name, slot] of into.slots) {
        if (!isField(name)) continue;
        into.slots.delete(name);
        pending.push([entries, slot]);
      }
    }
  }

  private join(a: Atom, b: Atom): void {
    if (a.kind === "value" && b.kind === "value" && isReference(a.type) && isReference(b.type)) {
      this.unify(this.classOf(a), this.classOf(b));
    }
  }

  private put(base: Atom, key: Key, value: Atom): void {
    if (key.kind === "entry" && isMapWithKeys(base) && key.key.kind === "value" && isReference(key.key.type))
      this.unify(this.named(this.classOf(base), keySlot), this.classOf(key.key));
    const slot = this.slotOf(base, key);
    if (value.kind === "value" && isReference(value.type)) this.unify(slot, this.classOf(value));
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
        this.operation(statement.value, statement.operation);
        break;
      case "store":
      case "accumulate":
        this.put(statement.base, statement.key, statement.value);
        break;
      case "removeEntry":
        this.slotOf(statement.base, anyEntry);
        break;
      case "fill":
        this.put(statement.base, anyIndex, statement.value);
        break;
      case "tapeStore":
        this.put(statement.tape, anyIndex, statement.value);
        break;
      case "if":
        for (const result of statement.results) {
          this.join(result.value, result.then);
          this.join(result.value, result.else);
        }
        break;
      case "for":
      case "while":
        for (const carried of statement.carried) {
          this.join(carried.parameter, carried.initial);
          this.join(carried.parameter, carried.next);
          this.join(carried.parameter, carried.result);
        }
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        if (callee === undefined) break;
        callee.params.forEach((parameter, i) => {
          const arg = statement.args[i];
          if (arg !== undefined) this.join(parameter, arg);
        });
        callee.results.forEach((result, i) => {
          const value = statement.results[i];
          if (value !== undefined) this.join(value, result);
        });
        break;
      }
    }
  }

  private operation(value: Value, operation: Operation): void {
    switch (operation.kind) {
      case "primitive":
        if (operation.name === "select" || operation.name === "identity" || operation.name === "present") {
          for (const arg of operation.args) this.join(value, arg);
        }
        break;
      case "load": {
        // A slot of numbers is there, too, for who asks what can be reached.
        const slot = this.slotOf(operation.base, operation.key);
        if (isReference(value.type)) this.unify(slot, this.classOf(value));
        break;
      }
      case "tapeLoad":
        if (isReference(value.type)) this.unify(this.slotOf(operation.tape, anyIndex), this.classOf(value));
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, elementKey(value.type, i), element);
        });
        break;
      case "makeRecord":
        for (const field of operation.fields) this.put(value, { kind: "field", name: field.name }, field.value);
        break;
      case "newArray":
        if (operation.fill !== undefined) this.put(value, anyIndex, operation.fill);
        break;
      case "keysOf":
        if (isReference(elementType(value.type)) && isMapWithKeys(operation.base))
          this.unify(this.slotOf(value, anyIndex), this.named(this.classOf(operation.base), keySlot));
        break;
      case "opaque":
        // What comes back may be what went in.
        if (operation.isPure !== true && operation.isCopy !== true)
          for (const arg of operation.args) this.join(value, arg);
        if (isOutside(operation)) for (const atom of [value, ...operation.args]) this.meetOutside(atom);
        break;
      case "view":
        this.join(value, operation.base);
        break;
      case "slice":
        if (isReference(elementType(value.type)))
          this.unify(this.slotOf(value, anyIndex), this.slotOf(operation.base, anyIndex));
        break;
      case "global": {
        const id = `${operation.file}\n${operation.name}`;
        const known = this.globals.get(id);
        if (known === undefined) {
          this.globals.set(id, this.classOf(value));
          this.meetGlobals(value, operation.fresh === true);
        } else this.unify(known, this.classOf(value));
        break;
      }
    }
  }
}

/** Code that is not read, and attempts of any code; the helpers of the runtime keep nothing. */
const isOutside = (operation: Opaque): boolean =>
  isAttempt(operation.text) || (operation.imports === undefined && callsUserCode(operation));

const elementType = (type: Type): Type => (type.kind === "array" ? type.element : type);

function find(node: Node): Node {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  for (let at = node; at.parent !== undefined; ) {
    const next = at.parent;
    at.parent = root;
    at = next;
  }
  return root;
}

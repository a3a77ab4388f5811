import { elementKey, isReference } from "../ir/build.js";
import { cursorText, hostText, isStep } from "../ir/operations.js";
import type { Atom, Block, IRFunction, Key, Let, Statement, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { reachableSlots } from "./checkModuleState.js";
import { anyIndex } from "./slots.js";

/**
 * Texts and other host values that were made of active values, to a fixpoint. With `exceptRounded`, a text of so many digits does
 * not count: like a rounded number it is the same for nearby inputs.
 */
export class ActiveTexts {
  private readonly values = new Set<Value>();
  private readonly slots = new Set<AliasClass>();
  /** Maps with keys that are such texts. */
  private readonly keyed = new Set<AliasClass>();
  private readonly callees: ReadonlyMap<number, IRFunction>;
  private changed = true;

  constructor(
    functions: readonly IRFunction[],
    private readonly activity: Activity,
    private readonly aliases: Aliases,
    private readonly exceptRounded = false,
  ) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
    while (this.changed) {
      this.changed = false;
      for (const fn of functions) this.block(fn.body);
    }
  }

  isMarked(atom: Atom): boolean {
    if (atom.kind !== "value") return false;
    if (!isReference(atom.type)) return this.values.has(atom);
    return (
      this.slots.size > 0 &&
      reachableSlots(this.aliases, this.aliases.classOf(atom)).some((slot) => this.isMarkedSlot(slot))
    );
  }

  isMarkedSlot(slot: AliasClass): boolean {
    return this.slots.has(slot);
  }

  private mark(atom: Atom): void {
    if (atom.kind !== "value" || this.values.has(atom)) return;
    if (atom.type.kind !== "string" && atom.type.kind !== "opaque") return;
    this.values.add(atom);
    this.changed = true;
  }

  private markSlot(slot: AliasClass): void {
    if (this.slots.has(slot)) return;
    this.slots.add(slot);
    this.changed = true;
  }

  private markKeys(map: AliasClass): void {
    if (this.keyed.has(map)) return;
    this.keyed.add(map);
    this.changed = true;
  }

  private flow(from: Atom, to: Atom): void {
    if (from.kind === "value" && this.values.has(from)) this.mark(to);
  }

  private put(base: Atom, key: Key, value: Atom): void {
    if (value.kind === "value" && this.values.has(value)) this.markSlot(this.aliases.slotOf(base, key));
    if (key.kind === "entry" && this.isMarked(key.key)) this.markKeys(this.aliases.classOf(base));
  }

  private block(block: Block): void {
    for (const statement of block) {
      this.statement(statement);
      for (const inner of blocks(statement)) this.block(inner);
    }
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
        this.operation(statement);
        return;
      case "store":
        this.put(statement.base, statement.key, statement.value);
        return;
      case "fill":
        this.put(statement.base, anyIndex, statement.value);
        return;
      case "if":
        for (const { value, then, else: other } of statement.results) {
          this.flow(then, value);
          this.flow(other, value);
        }
        return;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.flow(initial, parameter);
          this.flow(next, parameter);
          this.flow(initial, result);
          this.flow(next, result);
        }
        return;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.params.forEach((parameter, i) => {
          this.flow(statement.args[i] ?? parameter, parameter);
        });
        callee?.results.forEach((result, i) => {
          this.flow(result, statement.results[i] ?? result);
        });
        return;
      }
    }
  }

  private operation({ value, operation }: Let): void {
    switch (operation.kind) {
      case "opaque": {
        const { activity } = this;
        const [map] = operation.args;
        // Keys are taken from it, whatever the entries are.
        if (operation.text === cursorText && map !== undefined) {
          if (this.keyed.has(this.aliases.classOf(map))) this.mark(value);
          return;
        }
        if (isStep(operation)) {
          for (const cursor of operation.args.slice(0, 1)) this.flow(cursor, value);
          return;
        }
        const isOf = (arg: Atom): boolean => activity.isVaried(arg) || activity.needsShadow(arg) || this.isMarked(arg);
        if (!operation.args.some(isOf)) return;
        if (this.exceptRounded && rounding.test(hostText(operation))) return;
        this.mark(value);
        if (isReference(value.type)) this.markSlot(this.aliases.slotOf(value, anyIndex));
        return;
      }
      case "primitive":
        for (const arg of operation.args) this.flow(arg, value);
        return;
      case "load":
        if (this.slots.has(this.aliases.slotOf(operation.base, operation.key))) this.mark(value);
        return;
      case "keysOf":
        if (this.keyed.has(this.aliases.classOf(operation.base))) this.markSlot(this.aliases.slotOf(value, anyIndex));
        return;
      case "slice":
        if (this.slots.has(this.aliases.slotOf(operation.base, anyIndex)))
          this.markSlot(this.aliases.slotOf(value, anyIndex));
        return;
      case "newArray":
        if (operation.fill !== undefined) this.put(value, anyIndex, operation.fill);
        return;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, elementKey(value.type, i), element);
        });
        return;
      case "makeRecord":
        for (const field of operation.fields) this.put(value, { kind: "field", name: field.name }, field.value);
        return;
    }
  }
}

/** A text of as many digits as the user says. */
const rounding = /^\$0\.to(Fixed|Precision|Exponential)\(.+\)$/;

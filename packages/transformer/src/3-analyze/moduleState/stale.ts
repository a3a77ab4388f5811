import { elementKey, isReference } from "../../ir/build.js";
import type { Atom, Block, IRFunction, Key, Let, Statement, Value } from "../../ir/types.js";
import { blocks } from "../../ir/walk.js";
import type { AliasClass, Aliases } from "../aliases.js";
import { anyIndex } from "../slots.js";
import type { DefiniteStores } from "./definiteStores.js";

/** Which references may lead to memory of a module whose contents an earlier call of the function stored. */
export interface Stale {
  isStale(reference: Atom): boolean;
}

/** A least fixpoint over all functions: what is made in this call, and what the arguments hold, is never stale. */
export function analyzeStale(functions: readonly IRFunction[], aliases: Aliases, stores: DefiniteStores): Stale {
  const analysis = new Spreading(functions, aliases, stores);
  do {
    analysis.changed = false;
    for (const fn of functions) analysis.block(fn.body);
  } while (analysis.changed);
  return analysis;
}

class Spreading implements Stale {
  changed = false;
  private readonly values = new Set<Value>();
  private readonly slots = new Set<AliasClass>();
  private readonly callees: ReadonlyMap<number, IRFunction>;

  constructor(
    functions: readonly IRFunction[],
    private readonly aliases: Aliases,
    private readonly stores: DefiniteStores,
  ) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
  }

  isStale(reference: Atom): boolean {
    return reference.kind === "value" && this.values.has(reference);
  }

  block(block: Block): void {
    for (const statement of block) {
      this.statement(statement);
      for (const inner of blocks(statement)) this.block(inner);
    }
  }

  private mark(value: Atom): void {
    if (value.kind !== "value" || !isReference(value.type) || this.values.has(value)) return;
    this.values.add(value);
    this.changed = true;
  }

  private flow(from: Atom, to: Atom): void {
    if (this.isStale(from)) this.mark(to);
  }

  private put(base: Atom, key: Key, value: Atom): void {
    if (this.isStale(value)) this.markSlot(this.aliases.slotOf(base, key));
  }

  private markSlot(slot: AliasClass): void {
    if (this.slots.has(slot)) return;
    this.slots.add(slot);
    this.changed = true;
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
        this.definition(statement);
        break;
      case "store":
        this.put(statement.base, statement.key, statement.value);
        break;
      case "fill":
        this.put(statement.base, anyIndex, statement.value);
        break;
      case "if":
        for (const result of statement.results) {
          this.flow(result.then, result.value);
          this.flow(result.else, result.value);
        }
        break;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.flow(initial, parameter);
          this.flow(next, parameter);
          this.flow(parameter, result);
        }
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.params.forEach((parameter, i) => {
          this.flow(statement.args[i] ?? parameter, parameter);
        });
        callee?.results.forEach((result, i) => {
          this.flow(result, statement.results[i] ?? result);
        });
        break;
      }
    }
  }

  private definition(statement: Let): void {
    const { value, operation } = statement;
    switch (operation.kind) {
      case "global":
      case "opaque":
        this.mark(value);
        break;
      case "load":
        if (this.isStale(operation.base) && !this.stores.isCovered(statement)) this.mark(value);
        else if (this.slots.has(this.aliases.slotOf(operation.base, operation.key))) this.mark(value);
        break;
      case "view":
        if (this.isStale(operation.base)) this.mark(value);
        break;
      case "slice":
        if (this.isStale(operation.base) && !this.stores.isWhollyCovered(statement))
          this.markSlot(this.aliases.slotOf(value, anyIndex));
        break;
      case "primitive":
        if (operation.name === "select" || operation.name === "identity" || operation.name === "present")
          for (const arg of operation.args) this.flow(arg, value);
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
    }
  }
}

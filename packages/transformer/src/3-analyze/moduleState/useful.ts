import { indexKey, isReference, zero } from "../../ir/build.js";
import type { Atom, Block, IRFunction, Key, Operation, Statement, Value } from "../../ir/types.js";
import { blocks } from "../../ir/walk.js";
import type { AliasClass, Aliases } from "../aliases.js";

/** Which numbers have a part in what the first function gives: its results and what its arguments hold in the end. */
export interface Useful {
  isUseful(value: Value): boolean;
  isUsefulSlot(slot: AliasClass): boolean;
}

export interface UsefulOptions {
  readonly aliases: Aliases;
  /** Primitives whose derivative is zero everywhere. */
  readonly isInactive: (primitive: string) => boolean;
}

const anyIndex: Key = indexKey(zero);
const field = (name: string): Key => ({ kind: "field", name });

/** Activity the other way: a least fixpoint from the results back. */
export function analyzeUseful(functions: readonly IRFunction[], options: UsefulOptions): Useful {
  const analysis = new Backward(functions, options);
  const [root] = functions;
  if (root !== undefined) for (const atom of [...root.results, ...root.params]) analysis.addResult(atom);
  do {
    analysis.changed = false;
    for (const fn of functions) analysis.block(fn.body);
  } while (analysis.changed);
  return analysis;
}

class Backward implements Useful {
  changed = false;
  private readonly values = new Set<Value>();
  private readonly useful = new Set<AliasClass>();
  private readonly callees: ReadonlyMap<number, IRFunction>;
  private readonly aliases: Aliases;

  constructor(
    functions: readonly IRFunction[],
    private readonly options: UsefulOptions,
  ) {
    this.aliases = options.aliases;
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
  }

  isUseful(value: Value): boolean {
    return this.values.has(value);
  }

  isUsefulSlot(slot: AliasClass): boolean {
    return this.useful.has(slot);
  }

  addResult(atom: Atom): void {
    if (atom.kind !== "value") return;
    if (!isReference(atom.type)) this.mark(atom);
    else this.markReachable(this.aliases.classOf(atom), new Set());
  }

  block(block: Block): void {
    for (const statement of block.toReversed()) {
      for (const inner of blocks(statement)) this.block(inner);
      this.statement(statement);
    }
  }

  private markReachable(objects: AliasClass, seen: Set<AliasClass>): void {
    if (seen.has(objects)) return;
    seen.add(objects);
    for (const slot of this.aliases.slots(objects)) {
      this.markSlot(slot);
      this.markReachable(slot, seen);
    }
  }

  private mark(atom: Atom): void {
    if (atom.kind !== "value" || this.values.has(atom)) return;
    this.values.add(atom);
    this.changed = true;
  }

  private markSlot(slot: AliasClass): void {
    if (this.useful.has(slot)) return;
    this.useful.add(slot);
    this.changed = true;
  }

  private flow(to: Atom, from: Atom): void {
    if (to.kind === "value" && this.values.has(to)) this.mark(from);
  }

  private put(base: Atom, key: Key, value: Atom): void {
    if (base.kind === "value" && this.useful.has(this.aliases.slotOf(base, key))) this.mark(value);
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
      case "fill":
        this.put(statement.base, anyIndex, statement.value);
        break;
      case "if":
        for (const result of statement.results) {
          this.flow(result.value, result.then);
          this.flow(result.value, result.else);
        }
        break;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.flow(result, next);
          this.flow(result, parameter);
          this.flow(parameter, next);
          this.flow(parameter, initial);
          this.flow(result, initial);
        }
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.results.forEach((result, i) => {
          const given = statement.results[i];
          if (given !== undefined) this.flow(given, result);
        });
        callee?.params.forEach((parameter, i) => {
          const arg = statement.args[i];
          if (arg !== undefined) this.flow(parameter, arg);
        });
        break;
      }
    }
  }

  private operation(value: Value, operation: Operation): void {
    switch (operation.kind) {
      case "primitive":
        if (!this.options.isInactive(operation.name)) for (const arg of operation.args) this.flow(value, arg);
        break;
      case "load":
        if (this.values.has(value)) this.markSlot(this.aliases.slotOf(operation.base, operation.key));
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, value.type.kind === "tuple" ? field(String(i)) : anyIndex, element);
        });
        break;
      case "makeRecord":
        for (const entry of operation.fields) this.put(value, field(entry.name), entry.value);
        break;
      case "newArray":
        if (operation.fill !== undefined) this.put(value, anyIndex, operation.fill);
        break;
      case "slice":
        if (this.useful.has(this.aliases.slotOf(value, anyIndex)))
          this.markSlot(this.aliases.slotOf(operation.base, anyIndex));
        break;
    }
  }
}

import { isReference } from "../ir/build.js";
import type {
  Atom,
  Block,
  Carried,
  IRFunction,
  Key,
  Operation,
  Result,
  Statement,
  Storage,
  Type,
  Value,
} from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import type { AliasClass, Aliases } from "./aliases.js";

/** Which values depend on an input of the derivative, and which memory may hold such a value. */
export interface Activity {
  /** A number that may vary with the inputs: it has a tangent. */
  isVaried(atom: Atom): boolean;
  /** A slot in which a varied number may be stored: it has a shadow slot. */
  isActiveSlot(base: Atom, key: Key): boolean;
  /** A reference through which active slots can be reached: it travels with a shadow reference. */
  needsShadow(atom: Atom): boolean;
}

export interface ActivityOptions {
  readonly aliases: Aliases;
  /** Parameters (of the root) with respect to which the derivative is taken. */
  readonly inputs: readonly Value[];
  /** Primitives whose derivative is zero everywhere. */
  readonly isInactive: (primitive: string) => boolean;
  /** Slots that are only written as far as derivatives are concerned: what is stored there has none. */
  readonly isIgnored?: (slot: AliasClass) => boolean;
}

/** Least fixpoint over a whole program: the functions are analyzed together, each once for all its calls. */
export function analyzeActivity(functions: readonly IRFunction[], options: ActivityOptions): Activity {
  const analysis = new Propagation(functions, options);
  for (const input of options.inputs) analysis.addInput(input);
  do {
    analysis.changed = false;
    for (const fn of functions) analysis.block(fn.body);
  } while (analysis.changed);
  return analysis;
}

/** Integer arrays hold no derivative. */
export const isDifferentiableStorage = (storage: Storage): boolean =>
  storage === "Array" || storage === "Float64Array" || storage === "Float32Array";

const holdsDerivative = (type: Type): boolean => type.kind !== "array" || isDifferentiableStorage(type.storage);
const anyIndex: Key = { kind: "index", index: { kind: "constant", value: 0 } };
const anyEntry: Key = { kind: "entry", key: { kind: "constant", value: 0 } };
const field = (name: string): Key => ({ kind: "field", name });

class Propagation implements Activity {
  changed = false;
  private readonly varied = new Set<Value>();
  private readonly activeSlots = new Set<AliasClass>();
  private readonly callees: ReadonlyMap<number, IRFunction>;
  private readonly aliases: Aliases;

  constructor(
    functions: readonly IRFunction[],
    private readonly options: ActivityOptions,
  ) {
    this.aliases = options.aliases;
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
  }

  isVaried(atom: Atom): boolean {
    return atom.kind === "value" && this.varied.has(atom);
  }

  isActiveSlot(base: Atom, key: Key): boolean {
    return base.kind === "value" && holdsDerivative(base.type) && this.activeSlots.has(this.aliases.slotOf(base, key));
  }

  needsShadow(atom: Atom): boolean {
    if (atom.kind !== "value" || !isReference(atom.type) || !holdsDerivative(atom.type)) return false;
    return this.reachesActive(this.aliases.classOf(atom), new Set());
  }

  addInput(input: Value): void {
    if (input.type.kind === "number") this.markVaried(input);
    else this.markContents(input.type, this.aliases.classOf(input), new Set());
  }

  block(block: Block): void {
    for (const statement of block) {
      this.statement(statement);
      for (const inner of blocks(statement)) this.block(inner);
    }
  }

  private reachesActive(objects: AliasClass, seen: Set<AliasClass>): boolean {
    if (seen.has(objects)) return false;
    seen.add(objects);
    return this.aliases.contents(objects).some((slot) => this.activeSlots.has(slot) || this.reachesActive(slot, seen));
  }

  /** Every number that an input refers to is an input. */
  private markContents(type: Type, objects: AliasClass, seen: Set<AliasClass>): void {
    if (seen.has(objects)) return;
    seen.add(objects);
    const mark = (key: Key, element: Type): void => {
      const slot = this.aliases.slot(objects, key);
      if (element.kind === "number") this.markSlot(slot);
      else if (isReference(element)) this.markContents(element, slot, seen);
    };
    if (type.kind === "array" && isDifferentiableStorage(type.storage)) mark(anyIndex, type.element);
    else if (type.kind === "tuple") {
      type.elements.forEach((element, i) => {
        mark(field(String(i)), element);
      });
    } else if (type.kind === "map") {
      // The elements of a set are its keys.
      if (type.storage !== "Set" || isReference(type.value)) mark(anyEntry, type.value);
    } else if (type.kind === "record") for (const entry of type.fields) mark(field(entry.name), entry.type);
  }

  private markVaried(atom: Atom): void {
    if (atom.kind !== "value" || atom.type.kind !== "number" || this.varied.has(atom)) return;
    this.varied.add(atom);
    this.changed = true;
  }

  private markSlot(slot: AliasClass): void {
    if (this.activeSlots.has(slot) || this.options.isIgnored?.(slot)) return;
    this.activeSlots.add(slot);
    this.changed = true;
  }

  private flow(from: Atom, to: Atom): void {
    if (this.isVaried(from)) this.markVaried(to);
  }

  private put(base: Atom, key: Key, value: Atom): void {
    if (base.kind === "value" && holdsDerivative(base.type) && this.isVaried(value))
      this.markSlot(this.aliases.slotOf(base, key));
  }

  private merge(result: Result): void {
    this.flow(result.then, result.value);
    this.flow(result.else, result.value);
  }

  private carry(carried: Carried): void {
    this.flow(carried.initial, carried.parameter);
    this.flow(carried.next, carried.parameter);
    this.flow(carried.parameter, carried.result);
    this.flow(carried.next, carried.result);
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
      case "tapeStore":
        this.put(statement.tape, anyIndex, statement.value);
        break;
      case "if":
        for (const result of statement.results) this.merge(result);
        break;
      case "for":
      case "while":
        for (const carried of statement.carried) this.carry(carried);
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

  private operation(value: Value, operation: Operation): void {
    switch (operation.kind) {
      case "primitive":
        if (!this.options.isInactive(operation.name)) for (const arg of operation.args) this.flow(arg, value);
        break;
      case "linear":
        for (const term of operation.terms) {
          this.flow(term.coefficient, value);
          this.flow(term.tangent, value);
        }
        break;
      case "load":
        if (this.isActiveSlot(operation.base, operation.key)) this.markVaried(value);
        break;
      case "tapeLoad":
        if (this.isActiveSlot(operation.tape, anyIndex)) this.markVaried(value);
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
        if (this.isActiveSlot(operation.base, anyIndex)) this.markSlot(this.aliases.slotOf(value, anyIndex));
        break;
    }
  }
}

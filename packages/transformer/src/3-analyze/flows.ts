import { elementKey, isReference } from "../ir/build.js";
import type { Atom, Block, IRFunction, Key, Operation, Primitive, Statement, Type, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import type { AliasClass } from "./aliases.js";
import type { Slots } from "./elementSlots.js";
import { anyEntry, anyIndex } from "./slots.js";

/** Where a number can be: a value, or a slot of memory. */
export type Holder = Value | AliasClass;

export interface FlowOptions {
  readonly aliases: Slots;
  /** Primitives whose derivative is zero everywhere: nothing flows through them. */
  readonly isInactive: (primitive: string) => boolean;
  /** Primitives that something passes through; all if absent. */
  readonly passes?: (operation: Primitive) => boolean;
  /** Only what an expression hands on, and a branch: not by memory, from one iteration to the next, or by a call. */
  readonly isNear?: true;
  /** Memory that numbers are lost in. */
  readonly loses?: (base: Value) => boolean;
}

/** What is computed from what, in a whole program: the functions together, each once for all its calls. */
export interface Flows {
  readonly from: ReadonlyMap<Holder, readonly Holder[]>;
  readonly to: ReadonlyMap<Holder, readonly Holder[]>;
}

export function collectFlows(functions: readonly IRFunction[], options: FlowOptions): Flows {
  const collector = new Collector(functions, options);
  for (const fn of functions) collector.block(fn.body);
  return collector;
}

/** Everything that is reached from `starts`, by holders that `admits` lets through. */
export function reachedFrom(
  starts: Iterable<Holder>,
  edges: ReadonlyMap<Holder, readonly Holder[]>,
  admits: (holder: Holder) => boolean = () => true,
): ReadonlySet<Holder> {
  const reached = new Set([...starts].filter(admits));
  // A set is walked in the order of insertion, also what is inserted on the way.
  for (const holder of reached) for (const next of edges.get(holder) ?? []) if (admits(next)) reached.add(next);
  return reached;
}

export const field = (name: string): Key => ({ kind: "field", name });

class Collector implements Flows {
  readonly from = new Map<Holder, Holder[]>();
  readonly to = new Map<Holder, Holder[]>();
  private readonly callees: ReadonlyMap<number, IRFunction>;

  constructor(
    functions: readonly IRFunction[],
    private readonly options: FlowOptions,
  ) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
  }

  block(block: Block): void {
    for (const statement of block) {
      this.statement(statement);
      for (const inner of blocks(statement)) this.block(inner);
    }
  }

  private flow(source: Atom | Holder, target: Atom | Holder): void {
    if (isConstantAtom(source) || isConstantAtom(target)) return;
    listOf(this.to, source).push(target);
    listOf(this.from, target).push(source);
  }

  private put(base: Atom, key: Key, value: Atom): void {
    const slot = this.slotOf(base, key);
    if (slot !== undefined) this.flow(value, slot);
  }

  private take(base: Atom, key: Key, value: Value): void {
    const slot = this.slotOf(base, key);
    if (slot !== undefined) this.flow(slot, value);
  }

  private slotOf(base: Atom, key: Key): AliasClass | undefined {
    const { aliases, isNear, loses } = this.options;
    return base.kind === "value" && isNear !== true && !loses?.(base) ? aliases.slotOf(base, key) : undefined;
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
        for (const result of statement.results) {
          this.flow(result.then, result.value);
          this.flow(result.else, result.value);
        }
        break;
      case "for":
      case "while":
        if (this.options.isNear) break;
        for (const { initial, parameter, next, result } of statement.carried) {
          this.flow(initial, parameter);
          this.flow(next, parameter);
          this.flow(initial, result);
          this.flow(parameter, result);
          this.flow(next, result);
        }
        break;
      case "call": {
        if (this.options.isNear) break;
        const callee = this.callees.get(statement.callee.id);
        if (statement.rule !== undefined) {
          this.ruled(statement, statement.args, statement.results);
          break;
        }
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

  /** What a function with a rule of its own computes is not looked at: each result may depend on all that is given. */
  private ruled(_call: Statement, args: readonly Atom[], results: readonly Value[]): void {
    const ends = (atom: Atom): readonly (Atom | Holder)[] =>
      atom.kind === "value" && isReference(atom.type) ? this.slotsFrom(atom) : [atom];
    for (const arg of args)
      for (const from of ends(arg)) for (const result of results) for (const to of ends(result)) this.flow(from, to);
  }

  /** Where numbers, texts and the like are; a slot that holds a reference is none of these. */
  private slotsFrom(base: Value): readonly AliasClass[] {
    if (this.options.isNear || this.options.loses?.(base)) return [];
    const { aliases } = this.options;
    const found = new Set<AliasClass>();
    const seen = new Set<AliasClass>();
    const walk = (objects: AliasClass, type: Type): void => {
      const note = (key: Key, inner: Type): void => {
        const slot = aliases.slot(objects, key);
        if (seen.has(slot)) return;
        seen.add(slot);
        if (isReference(inner)) walk(slot, inner);
        else found.add(slot);
      };
      if (type.kind === "array") note(anyIndex, type.element);
      else if (type.kind === "map") note(anyEntry, type.value);
      else if (type.kind === "tuple")
        for (const [i, element] of type.elements.entries()) note(field(String(i)), element);
      else if (type.kind === "record") for (const one of type.fields) note(field(one.name), one.type);
    };
    walk(aliases.classOf(base), base.type);
    return [...found];
  }

  private operation(value: Value, operation: Operation): void {
    switch (operation.kind) {
      case "primitive":
        if (this.options.isInactive(operation.name) || this.options.passes?.(operation) === false) break;
        for (const arg of operation.args) this.flow(arg, value);
        break;
      case "linear":
        for (const { coefficient, tangent } of operation.terms) {
          this.flow(coefficient, value);
          this.flow(tangent, value);
        }
        break;
      case "load":
        this.take(operation.base, operation.key, value);
        break;
      case "tapeLoad":
        this.take(operation.tape, anyIndex, value);
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, elementKey(value.type, i), element);
        });
        break;
      case "makeRecord":
        for (const entry of operation.fields) this.put(value, field(entry.name), entry.value);
        break;
      case "newArray":
        if (operation.fill !== undefined) this.put(value, anyIndex, operation.fill);
        break;
      case "slice": {
        const [source, target] = [this.slotOf(operation.base, anyIndex), this.slotOf(value, anyIndex)];
        if (source !== undefined && target !== undefined) this.flow(source, target);
        break;
      }
    }
  }
}

const isConstantAtom = (holder: Atom | Holder): holder is Atom & { readonly kind: "constant" } =>
  "kind" in holder && holder.kind === "constant";

function listOf(lists: Map<Holder, Holder[]>, holder: Holder): Holder[] {
  let list = lists.get(holder);
  if (list === undefined) {
    list = [];
    lists.set(holder, list);
  }
  return list;
}

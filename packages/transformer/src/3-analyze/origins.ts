import { isReference } from "../ir/build.js";
import { callsUserCode, isAttempt } from "../ir/operations.js";
import type { Atom, Block, Call, IRFunction, Operation, Statement, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";

/** An object that a program makes at one place, named by the value that has it first; or what was there before. */
type Origin = Value | typeof given;
const given = "given";

/** Where the objects come from that a function's values refer to, by inclusion: what it makes itself is told from what it is given. */
export interface Origins {
  /** It writes into what its arguments hold, a module, or what code that is not read has. */
  readonly writesGiven: boolean;
  /** Whether a reference is, or leads to, something that was there before. */
  leadsToGiven(reference: Atom): boolean;
}

/**
 * A function seen by itself: `functions` are the root and all that it calls. What the parameters of the root refer to, modules, and what code that is not read has
 * seen are one origin, which holds itself; an object's parts are not told apart. Inclusion, after Andersen (1994).
 */
export function analyzeOrigins(root: IRFunction, functions: readonly IRFunction[]): Origins {
  const origins = new Inclusion(root, functions);
  origins.settle();
  return origins;
}

const none: ReadonlySet<Origin> = new Set();

class Inclusion implements Origins {
  private readonly values = new Map<Value, Set<Origin>>();
  private readonly contents = new Map<Origin, Set<Origin>>([[given, new Set([given])]]);
  private readonly written = new Set<Origin>();
  private readonly callees: ReadonlyMap<number, IRFunction>;
  private usesModules = false;
  private isChanged = true;

  constructor(
    root: IRFunction,
    private readonly functions: readonly IRFunction[],
  ) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
    for (const param of root.params) if (isReference(param.type)) this.values.set(param, new Set([given]));
  }

  get writesGiven(): boolean {
    return this.written.has(given);
  }

  readonly leadsToGiven = (reference: Atom): boolean => this.reachable(reference).has(given);

  settle(): void {
    while (this.isChanged) {
      this.isChanged = false;
      for (const fn of this.functions) this.block(fn.body);
    }
  }

  private of(atom: Atom): ReadonlySet<Origin> {
    return (atom.kind === "value" ? this.values.get(atom) : undefined) ?? none;
  }

  private contentOf(atom: Atom): ReadonlySet<Origin> {
    const found = new Set<Origin>();
    for (const origin of this.of(atom)) for (const inner of this.contents.get(origin) ?? none) found.add(inner);
    return found;
  }

  private reachable(atom: Atom): ReadonlySet<Origin> {
    const found = new Set(this.of(atom));
    for (const origin of found) for (const inner of this.contents.get(origin) ?? none) found.add(inner);
    return found;
  }

  private include(value: Value, origins: ReadonlySet<Origin>): void {
    if (isReference(value.type)) this.add(this.values, value, origins);
  }

  /** The objects that `base` refers to come to hold what `atom` refers to. */
  private put(base: Atom, ...atoms: readonly Atom[]): void {
    for (const origin of this.of(base))
      for (const atom of atoms) if (origin !== given) this.add(this.contents, origin, this.of(atom));
  }

  private write(origins: Iterable<Origin>): void {
    for (const origin of origins) this.written.add(origin);
  }

  private add<Key>(sets: Map<Key, Set<Origin>>, key: Key, origins: ReadonlySet<Origin>): void {
    if (origins.size === 0) return;
    const present = sets.get(key) ?? new Set<Origin>();
    const before = present.size;
    for (const origin of origins) present.add(origin);
    sets.set(key, present);
    if (present.size > before) this.isChanged = true;
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
        this.operation(statement.value, statement.operation);
        break;
      case "store":
      case "accumulate":
        this.put(statement.base, statement.value, ...(statement.key.kind === "entry" ? [statement.key.key] : []));
        this.write(this.of(statement.base));
        break;
      case "fill":
        this.put(statement.base, statement.value);
        this.write(this.of(statement.base));
        break;
      case "resize":
      case "removeEntry":
        this.write(this.of(statement.base));
        break;
      case "tapeStore":
        this.put(statement.tape, statement.value);
        break;
      case "if":
        for (const { value, then, else: other } of statement.results)
          for (const atom of [then, other]) this.include(value, this.of(atom));
        break;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried)
          for (const atom of [initial, next]) {
            this.include(parameter, this.of(atom));
            this.include(result, this.of(atom));
          }
        break;
      case "call":
        this.call(statement);
        break;
    }
  }

  private call({ callee, args, results, derivative }: Call): void {
    const fn = this.callees.get(callee.id);
    if (fn === undefined) {
      this.outside(args, results);
      return;
    }
    fn.params.forEach((param, i) => {
      const arg = args[i];
      if (arg !== undefined) this.include(param, this.of(arg));
    });
    results.forEach((value, i) => {
      const result = fn.results[i];
      if (derivative === undefined) {
        if (result !== undefined) this.include(value, this.of(result));
        return;
      }
      // A record of a value and what is made anew.
      this.include(value, new Set([value]));
      for (const atom of fn.results) this.put(value, atom);
    });
  }

  /** Code that is not read may write into all that it is given and into modules, keep it, and give it, or anything else. */
  private outside(args: readonly Atom[], results: readonly Value[]): void {
    const seen = new Set(args.flatMap((arg) => [...this.reachable(arg)]));
    this.write(seen);
    if (this.usesModules) this.write([given]);
    const kept = new Set<Origin>([given, ...seen]);
    for (const origin of seen) this.add(this.contents, origin, kept);
    for (const value of results) this.include(value, kept);
  }

  private operation(value: Value, operation: Operation): void {
    switch (operation.kind) {
      case "primitive":
        for (const arg of operation.args) this.include(value, this.of(arg));
        break;
      case "load":
        if (isReference(value.type)) this.include(value, this.contentOf(operation.base));
        break;
      case "tapeLoad":
        if (isReference(value.type)) this.include(value, this.contentOf(operation.tape));
        break;
      case "view":
        this.include(value, this.of(operation.base));
        break;
      case "global":
        if (isReference(value.type) && !this.usesModules) this.usesModules = this.isChanged = true;
        this.include(value, new Set([given]));
        break;
      case "opaque":
        this.opaque(value, operation);
        break;
      case "makeArray":
        this.make(value, operation.elements);
        break;
      case "makeRecord":
        this.make(
          value,
          operation.fields.map((field) => field.value),
        );
        break;
      case "newArray":
        this.make(value, operation.fill === undefined ? [] : [operation.fill]);
        break;
      case "slice":
      case "keysOf":
        this.make(value, []);
        if (value.type.kind !== "array" || isReference(value.type.element))
          this.add(this.contents, value, this.contentOf(operation.base));
        break;
      case "zerosLike":
        this.make(value, [value]);
        break;
      case "newMap":
      case "tapeAlloc":
        this.make(value, []);
        break;
    }
  }

  private make(value: Value, parts: readonly Atom[]): void {
    this.include(value, new Set([value]));
    this.put(value, ...parts);
  }

  private opaque(value: Value, operation: Operation & { readonly kind: "opaque" }): void {
    if (callsUserCode(operation) || isAttempt(operation.text)) {
      this.outside(operation.args, [value]);
      return;
    }
    this.make(value, [value]);
    if (operation.isPure === true || operation.isCopy === true) return;
    // What comes back may be what went in.
    for (const arg of operation.args) this.include(value, this.reachable(arg));
  }
}

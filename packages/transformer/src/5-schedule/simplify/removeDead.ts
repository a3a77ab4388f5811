import type { AliasClass, Aliases } from "../../3-analyze/aliases.js";
import { visitDoubtful } from "../../3-analyze/missing.js";
import { anyEntry, anyIndex } from "../../3-analyze/slots.js";
import { constant, fieldKey, isReference } from "../../ir/build.js";
import { hasHostEffect } from "../../ir/operations.js";
import type {
  Accumulate,
  Atom,
  Block,
  IRFunction,
  Key,
  Operation,
  Statement,
  Store,
  Type,
  Value,
} from "../../ir/types.js";
import { blocks, uses } from "../../ir/walk.js";
import type { Memory } from "./effects.js";

export interface DeadOptions {
  /** Keep what is stored in linear memory: somebody outside the function will look at it. */
  readonly keepLinearMemory: boolean;
  /** Keep what may throw: of a program that is not differentiated yet. Later it is marked. */
  readonly keepExceptions: boolean;
}

/** A function without the statements, results and carried values that nothing observable depends on. */
export function removeDead(fn: IRFunction, memory: Memory, options: DeadOptions): { fn: IRFunction; removed: number } {
  const liveness = new Liveness(fn, memory, options);
  const sweep = new Sweep(liveness);
  const body = sweep.block(fn.body);
  return { fn: sweep.removed === 0 ? fn : { ...fn, body }, removed: sweep.removed };
}

/** Marks backwards from what can be observed. Cycles of carried values die together, because nothing is marked in advance. */
class Liveness {
  readonly values = new Set<Value>();
  readonly statements = new Set<Statement>();
  private readonly definitions = new Map<Value, () => void>();
  private readonly parents = new Map<Statement, Statement | undefined>();
  /** Writes that become live when somebody reads their slot. */
  private readonly writers = new Map<AliasClass, Statement[]>();
  private readonly observed = new Set<AliasClass>();
  private readonly escaped = new Set<AliasClass>();
  private readonly roots: (() => void)[] = [];
  private readonly pending: (() => void)[] = [];
  private readonly aliases: Aliases;

  constructor(
    fn: IRFunction,
    private readonly memory: Memory,
    private readonly options: DeadOptions,
  ) {
    this.aliases = memory.aliases;
    // First everything is collected, so that every slot has its name and its writers; then marking starts.
    this.collect(fn.body, undefined);
    for (const root of this.roots) root();
    for (const parameter of fn.params) this.escape(parameter);
    for (const result of fn.results) {
      this.use(result);
      this.escape(result);
    }
    this.mark();
    if (!this.options.keepExceptions) return;
    visitDoubtful(fn, (statement) => this.keep(statement));
    this.mark();
  }

  private mark(): void {
    for (let action = this.pending.pop(); action !== undefined; action = this.pending.pop()) action();
  }

  /** Notes what each value needs, who writes each slot, and the statements that are live for their own sake. */
  private collect(block: Block, parent: Statement | undefined): void {
    for (const statement of block) {
      this.parents.set(statement, parent);
      if ("throws" in statement) this.roots.push(() => this.keep(statement));
      switch (statement.kind) {
        case "let":
          this.definitions.set(statement.value, () => this.needLet(statement, statement.operation));
          if (hasHostEffect(statement.operation)) this.roots.push(() => this.keep(statement));
          // What is stored there is seen through other names too.
          if (statement.operation.kind === "global" || statement.operation.kind === "opaque")
            this.roots.push(() => this.escape(statement.value));
          break;
        case "if":
          for (const result of statement.results) {
            this.definitions.set(result.value, () => {
              this.keep(statement);
              this.use(result.then);
              this.use(result.else);
            });
          }
          break;
        case "for":
        case "while":
          for (const carried of statement.carried) {
            const need = (): void => {
              this.keep(statement);
              this.use(carried.initial);
              this.use(carried.next);
            };
            this.definitions.set(carried.parameter, need);
            this.definitions.set(carried.result, need);
          }
          for (const value of statement.kind === "for" ? [statement.index] : [statement.trip, statement.trips]) {
            this.definitions.set(value, () => this.keep(statement));
          }
          break;
        case "call":
          for (const result of statement.results) {
            this.definitions.set(result, () => {});
            this.roots.push(() => this.escape(result));
          }
          this.roots.push(() => this.keep(statement));
          break;
        case "throw":
          this.roots.push(() => this.keep(statement));
          break;
        case "store":
        case "accumulate":
          this.write(statement, this.aliases.slotOf(statement.base, statement.key), statement.linear, statement.value);
          if (!statement.linear && this.grows(statement))
            this.write(statement, this.aliases.lengthOf(statement.base), false, statement.value);
          break;
        case "fill":
          this.write(statement, this.aliases.slotOf(statement.base, anyIndex), statement.linear, statement.value);
          break;
        case "resize":
          this.write(statement, this.aliases.slotOf(statement.base, anyIndex), false, statement.length);
          this.write(statement, this.aliases.lengthOf(statement.base), false, statement.length);
          break;
        case "removeEntry": {
          const cause = statement.key ?? constant(undefined);
          this.write(statement, this.aliases.slotOf(statement.base, anyEntry), false, cause);
          this.write(statement, this.aliases.lengthOf(statement.base), false, cause);
          break;
        }
        case "tapeStore":
          this.write(statement, this.aliases.slotOf(statement.tape, anyIndex), false, statement.position);
          break;
        case "note":
          break;
        default:
          throw new Error(`simplify: unexpected ${statement.kind}`);
      }
      for (const inner of blocks(statement)) this.collect(inner, statement);
    }
  }

  /** What is added to under a key is there then. */
  private grows({ kind, base, key }: Store | Accumulate): boolean {
    return kind === "store" ? this.memory.mayGrow(base, key) : key.kind === "entry";
  }

  private write(statement: Statement, slot: AliasClass, linear: boolean, value: Atom): void {
    const kept = this.options.keepLinearMemory && (linear || (value.kind === "value" && value.linear));
    if (kept) this.roots.push(() => this.keep(statement));
    const list = this.writers.get(slot);
    if (list === undefined) this.writers.set(slot, [statement]);
    else list.push(statement);
  }

  private needLet(statement: Statement, operation: Operation): void {
    this.keep(statement);
    switch (operation.kind) {
      case "load":
        this.observe(this.aliases.slotOf(operation.base, operation.key));
        break;
      case "hasField":
        this.observe(this.aliases.slotOf(operation.base, fieldKey(operation.name)));
        break;
      case "tapeLoad":
        this.observe(this.aliases.slotOf(operation.tape, anyIndex));
        break;
      case "length":
      case "keysOf":
        this.observe(this.aliases.lengthOf(operation.base));
        break;
      case "hasEntry":
        this.observe(this.aliases.presenceOf(operation.base));
        break;
      case "slice":
        this.observe(this.aliases.slotOf(operation.base, anyIndex));
        this.observe(this.aliases.lengthOf(operation.base));
        break;
      case "zerosLike":
        if (operation.of.kind === "value")
          this.observeShape(this.aliases.classOf(operation.of), operation.of.type, new Set());
        break;
    }
  }

  /** Lengths, and the references inside, as far as anything is stored there; not the numbers. */
  private observeShape(objects: AliasClass, type: Type, seen: Set<AliasClass>): void {
    if (seen.has(objects)) return;
    seen.add(objects);
    const inside = (key: Key, inner: Type): void => {
      const slot = this.aliases.knownSlot(objects, key);
      if (slot === undefined || !isReference(inner)) return;
      this.observe(slot);
      this.observeShape(slot, inner, seen);
    };
    if (type.kind === "array") {
      for (const slot of this.lengthSlots(objects)) this.observe(slot);
      inside(anyIndex, type.element);
    } else if (type.kind === "tuple") {
      type.elements.forEach((inner, i) => {
        inside(fieldKey(String(i)), inner);
      });
    } else if (type.kind === "map") {
      this.observe(this.aliases.lengthOfClass(objects));
      inside(anyEntry, type.value);
    } else if (type.kind === "record") {
      for (const field of type.fields) inside(fieldKey(field.name), field.type);
    }
  }

  private lengthSlots(objects: AliasClass): readonly AliasClass[] {
    const elements = this.aliases.slot(objects, anyIndex);
    return this.aliases.slots(objects).filter((slot) => slot !== elements);
  }

  private observe(slot: AliasClass): void {
    if (this.observed.has(slot)) return;
    this.observed.add(slot);
    for (const statement of this.writers.get(slot) ?? []) this.keep(statement);
  }

  /** All that is reachable from a reference may be read by others. */
  private escape(atom: Atom): void {
    if (atom.kind === "constant" || !isReference(atom.type)) return;
    this.escapeClass(this.aliases.classOf(atom));
  }

  private escapeClass(objects: AliasClass): void {
    if (this.escaped.has(objects)) return;
    this.escaped.add(objects);
    for (const slot of this.aliases.slots(objects)) {
      this.observe(slot);
      this.escapeClass(slot);
    }
  }

  private use(atom: Atom): void {
    if (atom.kind === "constant" || this.values.has(atom)) return;
    this.values.add(atom);
    const need = this.definitions.get(atom);
    if (need !== undefined) this.pending.push(need);
  }

  private keep(statement: Statement): void {
    if (this.statements.has(statement)) return;
    this.statements.add(statement);
    const parent = this.parents.get(statement);
    if (parent !== undefined) this.keep(parent);
    switch (statement.kind) {
      case "if":
        this.use(statement.condition);
        break;
      case "for":
        this.use(statement.from);
        this.use(statement.to);
        break;
      case "while":
        this.use(statement.condition.test);
        break;
      case "call":
      case "throw":
        for (const atom of uses(statement)) {
          this.use(atom);
          this.escape(atom);
        }
        break;
      default:
        for (const atom of uses(statement)) this.use(atom);
    }
    if (statement.kind === "let" && statement.operation.kind === "opaque") {
      for (const atom of uses(statement)) this.escape(atom);
    }
  }
}

/** Copies what is marked. */
class Sweep {
  removed = 0;
  constructor(private readonly liveness: Liveness) {}

  block(block: Block): Block {
    const out: Statement[] = [];
    for (const statement of block) {
      if (statement.kind === "note") out.push(statement);
      else if (this.liveness.statements.has(statement)) out.push(this.statement(statement));
      else this.removed++;
    }
    return out;
  }

  private statement(statement: Statement): Statement {
    const isLive = (value: Value): boolean => this.liveness.values.has(value);
    switch (statement.kind) {
      case "if": {
        const results = statement.results.filter((result) => isLive(result.value));
        this.removed += statement.results.length - results.length;
        return { ...statement, then: this.block(statement.then), else: this.block(statement.else), results };
      }
      case "for": {
        const carried = statement.carried.filter((one) => isLive(one.parameter) || isLive(one.result));
        this.removed += statement.carried.length - carried.length;
        return { ...statement, carried, body: this.block(statement.body) };
      }
      case "while": {
        const carried = statement.carried.filter((one) => isLive(one.parameter) || isLive(one.result));
        this.removed += statement.carried.length - carried.length;
        const block = this.block(statement.condition.block);
        return {
          ...statement,
          carried,
          condition: { ...statement.condition, block },
          body: this.block(statement.body),
        };
      }
      default:
        return statement;
    }
  }
}

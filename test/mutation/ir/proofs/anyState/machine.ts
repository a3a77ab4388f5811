import { evaluatePrimitive } from "../../../../../packages/transformer/src/ir/primitives.js";
import { isOptionalSlot, resolveType } from "../../../../../packages/transformer/src/ir/type.js";
import type {
  Atom,
  Block,
  If,
  Key,
  Operation,
  Statement,
  Type,
  Value,
} from "../../../../../packages/transformer/src/ir/types.js";
import { blocks, definitions, operands } from "../../../../../packages/transformer/src/ir/walk.js";
import { madeIn, namedIn, shapeOf } from "./region.js";
import type { Ref, State } from "./state.js";

/** What others see: host code, a call, a loop as a whole, an exception; with all it is given and all that was written before. */
export type Event = readonly unknown[];

/** Nothing more runs: the exception is the last event. */
class Thrown extends Error {}

/** Runs a block from any state. What it does not follow is an event, after which memory may hold anything. */
export class Machine {
  readonly events: Event[] = [];
  readonly values = new Map<Atom, unknown>();
  readonly ran = new Set<Statement>();

  constructor(
    private readonly state: State,
    /** The statement that defines a value, of all that a block may name. */
    private readonly definitionOf: ReadonlyMap<Atom, Statement>,
    /** What the function asks whether it is there. */
    private readonly asked: ReadonlySet<Atom>,
  ) {}

  run(block: Block): void {
    try {
      this.block(block);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      this.events.push([error.message]);
    }
    this.events.push([this.state.shown()]);
  }

  /** What was not defined in the block is anything, or what follows from that. */
  read(atom: Atom): unknown {
    if (atom.kind === "constant") return atom.value;
    if (!this.values.has(atom)) this.values.set(atom, this.derived(atom) ?? this.any(atom, String(atom.id)));
    return this.values.get(atom);
  }

  private any(value: Value, name: string): unknown {
    return this.state.any(value.type, `${value.linear ? "~" : ""}${name}`, this.asked.has(value));
  }

  private derived(value: Value): unknown {
    const statement = this.definitionOf.get(value);
    if (statement?.kind === "if") {
      const { condition } = statement;
      const result = statement.results.find((one) => one.value === value)!;
      return this.read(this.read(condition) ? result.then : result.else);
    }
    if (statement?.kind !== "let" || statement.operation.kind !== "primitive") return undefined;
    return this.primitive(statement.operation);
  }

  private block(block: Block): void {
    for (const statement of block) {
      this.ran.add(statement);
      this.statement(statement);
    }
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "note":
        return;
      case "let":
        this.values.set(statement.value, this.operation(statement.operation, statement.value, statement));
        return;
      case "store":
        this.storeAt(statement.base, statement.key, this.read(statement.value));
        return;
      case "tapeStore":
        this.storeAt(statement.tape, { kind: "index", index: statement.position }, this.read(statement.value));
        return;
      case "accumulate": {
        const { base, key } = statement;
        const present = this.loadAt(base, key, { kind: "number" }, false);
        const sum = ((present ?? (isOptionalSlot(base, key) ? 0 : undefined)) as number) + this.number(statement.value);
        if (key.kind !== "entry" || sum !== 0 || present !== undefined) this.storeAt(base, key, sum);
        return;
      }
      case "if":
        this.branch(statement);
        return;
      default:
        this.event(statement, namedIn(statement));
    }
  }

  private branch(statement: If): void {
    const side = this.read(statement.condition) ? "then" : "else";
    this.block(statement[side]);
    for (const result of statement.results) this.values.set(result.value, this.read(result[side]));
  }

  /** Two events are the same if their statements are, but for values that are named in the same places. */
  private event(statement: Statement, named: readonly Atom[]): void {
    const inner = madeIn(statement);
    const given = named.map((atom) => (inner.has(atom) ? atom : this.read(atom)));
    this.events.push([shapeOf(statement), blocks(statement), given, this.state.shown()]);
    const count = this.events.length;
    if (statement.kind === "throw") throw new Thrown("exception");
    for (const value of definitions(statement)) this.values.set(value, this.any(value, `${value.id} of ${count}`));
  }

  private operation(operation: Operation, value: Value, statement: Statement): unknown {
    const { type, linear } = value;
    switch (operation.kind) {
      case "primitive":
        return this.primitive(operation);
      case "linear":
        return operation.terms.reduce((sum, { coefficient, tangent, shields }) => {
          const factor = this.number(coefficient);
          return sum + (shields && factor === 0 ? 0 : factor * this.number(tangent));
        }, 0);
      case "load": {
        const { base, key } = operation;
        const content = this.loadAt(base, key, type, this.asked.has(value));
        return linear && type.kind === "number" && isOptionalSlot(base, key) ? (content ?? 0) : content;
      }
      case "tapeLoad":
        return this.loadAt(operation.tape, { kind: "index", index: operation.position }, type, this.asked.has(value));
      case "makeArray":
      case "makeRecord": {
        const made = this.state.made(`made ${value.id}`, undefined);
        for (const [slot, atom] of membersOf(operation)) this.state.store(made, slot, this.read(atom));
        return made;
      }
      case "newMap":
        return this.state.made(`made ${value.id}`, undefined);
      case "newArray":
        if (operation.holes || operation.holesOf !== undefined) break;
        return this.filled(value, operation.fill === undefined ? 0 : this.read(operation.fill), operation.length);
    }
    this.event(statement, operands(operation));
    return this.values.get(value);
  }

  private filled({ id, type }: Value, content: unknown, length: Atom): Ref {
    const resolved = resolveType(type);
    const isBlank = content === 0 && resolved.kind === "array" && resolved.element.kind !== "number";
    const made = this.state.made(`made ${id}`, isBlank ? undefined : content);
    this.state.store(made, "all", content);
    this.state.store(made, "length", this.read(length));
    return made;
  }

  private primitive({ name, args }: Operation & { readonly kind: "primitive" }): unknown {
    return evaluatePrimitive(
      name,
      args.map((atom) => this.read(atom)),
    );
  }

  private number(atom: Atom): number {
    return this.read(atom) as number;
  }

  private loadAt(base: Atom, key: Key, type: Type, mayMiss: boolean): unknown {
    return this.state.load(this.object(base), this.slot(key), type, mayMiss || isOptionalSlot(base, key));
  }

  private storeAt(base: Atom, key: Key, value: unknown): void {
    this.state.store(this.object(base), this.slot(key), value);
  }

  private object(base: Atom): Ref {
    const object = this.read(base) as Ref | undefined;
    if (object === undefined || object === null) throw new Thrown("no object");
    return object;
  }

  private slot(key: Key): string {
    if (key.kind === "field") return key.name;
    const at = this.read(key.kind === "index" ? key.index : key.key);
    return typeof at === "object" && at !== null ? (at as Ref).id : String(at);
  }
}

const membersOf = (
  operation: Operation & { readonly kind: "makeArray" | "makeRecord" },
): readonly (readonly [slot: string, atom: Atom])[] =>
  operation.kind === "makeArray"
    ? operation.elements.map((atom, k) => [String(k), atom] as const)
    : operation.fields.map(({ name, value }) => [name, value] as const);

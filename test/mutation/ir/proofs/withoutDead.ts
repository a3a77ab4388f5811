import { atomType } from "../../../../packages/transformer/src/ir/build.js";
import { makesObject } from "../../../../packages/transformer/src/ir/operations.js";
import { printFunction } from "../../../../packages/transformer/src/ir/print.js";
import type {
  Atom,
  Block,
  IRFunction,
  Operation,
  Statement,
  Type,
  Value,
} from "../../../../packages/transformer/src/ir/types.js";
import { blocks, definitions, uses, visit, withBlocks } from "../../../../packages/transformer/src/ir/walk.js";

/** Whether two functions do the same but for what nobody asks for: values, loops and memory of their own that lead nowhere. */
export const isSameWithoutDead = (fn: IRFunction, changed: IRFunction): boolean =>
  printFunction(withoutDead(fn)) === printFunction(withoutDead(changed));

function withoutDead(fn: IRFunction): IRFunction {
  const live = new Liveness(fn);
  return { ...fn, body: live.kept(fn.body) };
}

/** What is needed for what is seen from outside: results, memory that others know, calls, exceptions. */
class Liveness {
  private readonly needed = new Set<Atom>();
  private readonly live = new Set<Statement>();
  /** Memory that the function makes and only reads and writes, with what is read of it. */
  private readonly own: ReadonlySet<Atom>;
  /** What is taken from frames, where the half that takes it is known. */
  private readonly taken = new Map<string, Set<string>>();

  constructor(fn: IRFunction) {
    this.own = ownMemory(fn);
    for (const atom of fn.results) this.needed.add(atom);
    visit(fn.body, (one) => {
      if (one.kind !== "let" || one.operation.kind !== "load") return;
      const name = frameName(atomType(one.operation.base));
      if (name !== undefined) this.taken.set(name, new Set());
    });
    for (let size = -1; size !== this.size; ) {
      size = this.size;
      this.mark(fn.body);
    }
  }

  kept(block: Block): Block {
    return block.filter((one) => this.live.has(one)).map((one) => this.keptPart(one));
  }

  private keptPart(statement: Statement): Statement {
    const inner = withBlocks(
      statement,
      blocks(statement).map((one) => this.kept(one)),
    );
    if (inner.kind === "if") return { ...inner, results: inner.results.filter(({ value }) => this.needed.has(value)) };
    if (inner.kind === "for" || inner.kind === "while")
      return { ...inner, carried: inner.carried.filter((one) => this.isCarried(one)) };
    if (inner.kind !== "let" || inner.operation.kind !== "makeRecord") return inner;
    return {
      ...inner,
      operation: { ...inner.operation, fields: this.keptFields(inner.value, inner.operation.fields) },
    };
  }

  /** Of a frame, what the other half takes from it. */
  private keptFields<T extends { readonly name: string }>({ type }: Value, fields: readonly T[]): readonly T[] {
    const taken = this.taken.get(frameName(type) ?? "");
    return taken === undefined ? fields : fields.filter(({ name }) => taken.has(name));
  }

  private get size(): number {
    return this.needed.size + this.live.size + [...this.taken.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** From the last statement to the first: more rounds are for what loops hand on. */
  private mark(block: Block): void {
    for (const statement of block.toReversed()) {
      for (const inner of blocks(statement)) this.mark(inner);
      if (!this.isLive(statement)) continue;
      this.live.add(statement);
      for (const atom of this.asks(statement)) this.needed.add(atom);
    }
  }

  private isLive(statement: Statement): boolean {
    if (definitions(statement).some((value) => this.needed.has(value))) return true;
    switch (statement.kind) {
      case "let":
        return statement.operation.kind === "opaque";
      case "if":
      case "for":
      case "while":
        return blocks(statement).some((inner) => inner.some((one) => this.live.has(one)));
      case "store":
      case "accumulate":
      case "fill":
      case "resize":
        return !this.own.has(statement.base) || this.needed.has(statement.base);
      case "tapeStore":
        return !this.own.has(statement.tape) || this.needed.has(statement.tape);
      default:
        return true;
    }
  }

  /** A statement that is needed asks for its operands, but a branch or loop only for those that lead somewhere. */
  private asks(statement: Statement): readonly Atom[] {
    if (statement.kind === "if") {
      const results = statement.results.filter(({ value }) => this.needed.has(value));
      return [statement.condition, ...results.flatMap((one) => [one.then, one.else])];
    }
    if (statement.kind === "let") {
      const { operation, value } = statement;
      if (operation.kind === "makeRecord") return this.keptFields(value, operation.fields).map((one) => one.value);
      if (operation.kind === "load" && operation.key.kind === "field")
        this.taken.get(frameName(atomType(operation.base)) ?? "")?.add(operation.key.name);
    }
    if (statement.kind !== "for" && statement.kind !== "while") return uses(statement);
    const carried = statement.carried.filter((one) => this.isCarried(one));
    const limits = statement.kind === "for" ? [statement.from, statement.to] : [statement.condition.test];
    return [...limits, ...carried.flatMap((one) => [one.initial, one.next])];
  }

  private isCarried({ parameter, result }: { readonly parameter: Atom; readonly result: Atom }): boolean {
    return this.needed.has(parameter) || this.needed.has(result);
  }
}

function ownMemory({ body, results }: IRFunction): ReadonlySet<Atom> {
  const made = new Set<Atom>();
  visit(body, (one) => {
    if (one.kind === "let" && (one.operation.kind === "tapeAlloc" || makesEmpty(one.operation))) made.add(one.value);
  });
  for (const atom of results) made.delete(atom);
  return made;
}

const makesEmpty = (operation: Operation): boolean => makesObject(operation) && operation.kind !== "view";

const frameName = (type: Type): string | undefined =>
  type.kind === "record" && type.isFrame === true ? (type.name ?? "") : undefined;

import type { Context } from "../context.js";
import { atomType, constant, indexKey, letValue, newValue, numberType, one, zero } from "../ir/build.js";
import type { Atom, Block, IRFunction, Let, Statement, Type, Value } from "../ir/types.js";
import { blocks, definitions, parameters, uses, visit, withBlocks } from "../ir/walk.js";

/**
 * The last pass before emission: a tape or a typed array that a loop makes anew in each iteration is made once before the
 * loop, for an allocation costs as much as hundreds of entries. An array is filled with zeros again; a tape is written before
 * it is read. As its places are no longer written once, it becomes a plain array: a pooled function is never differentiated.
 */
export function pool(fn: IRFunction, ctx: Context): IRFunction {
  if (!ctx.optimizations.pool) return fn;
  return { ...fn, body: new Pool(localMemory(fn), ctx).block(fn.body, []) };
}

/** Tapes of numbers and truth values, and typed arrays, that are only stored to and loaded from. */
function localMemory(fn: IRFunction): ReadonlySet<Value> {
  const memory = new Set<Value>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let") return;
    const { value, operation } = statement;
    if (operation.kind === "tapeAlloc" && isPlain(operation.element)) memory.add(value);
    if (operation.kind === "newArray" && operation.fill === undefined && isTyped(value)) memory.add(value);
  });
  const escapes = (atom: Atom): void => {
    if (atom.kind === "value") memory.delete(atom);
  };
  visit(fn.body, (statement) => {
    const base = accessed(statement);
    for (const atom of uses(statement)) if (atom !== base) escapes(atom);
  });
  fn.results.forEach(escapes);
  return memory;
}

const isPlain = (type: Type): boolean => type.kind === "number" || type.kind === "boolean";
const isTyped = ({ type }: Value): boolean => type.kind === "array" && type.storage !== "Array";

/** The memory that a statement reads or writes without keeping it. */
function accessed(statement: Statement): Atom | undefined {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "fill":
      return statement.base;
    case "tapeStore":
      return statement.tape;
    case "let": {
      const { operation } = statement;
      if (operation.kind === "load" || operation.kind === "length") return operation.base;
      return operation.kind === "tapeLoad" ? operation.tape : undefined;
    }
    default:
      return undefined;
  }
}

interface LoopFrame {
  /** What is defined inside the loop. */
  readonly inside: ReadonlySet<Value>;
  readonly hoisted: Let[];
}

class Pool {
  /** The plain arrays that stand for tapes. */
  private readonly arrays = new Map<Value, Value>();

  constructor(
    private readonly memory: ReadonlySet<Value>,
    private readonly ctx: Context,
  ) {}

  block(block: Block, loops: readonly LoopFrame[]): Block {
    return block.flatMap((statement) => this.statement(statement, loops));
  }

  private statement(statement: Statement, loops: readonly LoopFrame[]): readonly Statement[] {
    if (statement.kind === "for" || statement.kind === "while") {
      const frame: LoopFrame = { inside: definedInside(statement), hoisted: [] };
      const inner = blocks(statement).map((body) => this.block(body, [...loops, frame]));
      return [...frame.hoisted, withBlocks(statement, inner)];
    }
    if (statement.kind === "let" && this.memory.has(statement.value)) return this.allocation(statement, loops);
    if (statement.kind === "let" && statement.operation.kind === "tapeLoad") {
      const { tape, position } = statement.operation;
      const array = this.arrayFor(tape);
      return array === undefined ? [statement] : this.load(statement.value, array, position);
    }
    if (statement.kind === "tapeStore") {
      const array = this.arrayFor(statement.tape);
      return array === undefined ? [statement] : this.store(array, statement.position, statement.value);
    }
    return [
      withBlocks(
        statement,
        blocks(statement).map((body) => this.block(body, loops)),
      ),
    ];
  }

  private arrayFor(tape: Atom): Value | undefined {
    return this.arrays.get(tape as Value);
  }

  /** Moves an allocation before the outermost loop in which its size does not change. */
  private allocation(statement: Let, loops: readonly LoopFrame[]): readonly Statement[] {
    const { value, operation } = statement;
    if (operation.kind !== "tapeAlloc" && operation.kind !== "newArray") return [statement];
    let size = operation.kind === "tapeAlloc" ? operation.capacity : operation.length;
    // A tape whose size differs from one iteration to the next grows to the largest.
    const innermost = loops.at(-1);
    const differs = size?.kind === "value" && innermost?.inside.has(size) === true;
    if (differs && operation.kind === "tapeAlloc") size = undefined;
    let target: LoopFrame | undefined;
    for (const frame of loops.toReversed()) {
      if (size?.kind === "value" && frame.inside.has(size)) break;
      target = frame;
    }
    if (target === undefined) return [statement];
    if (operation.kind === "newArray") {
      target.hoisted.push(statement);
      return [{ kind: "fill", base: value, value: zero, start: undefined, end: undefined, linear: false }];
    }
    const storage = size === undefined ? "Array" : "Float64Array";
    const array = newValue(this.ctx.ids, { kind: "array", storage, element: numberType }, value);
    this.arrays.set(value, array);
    const made =
      size === undefined
        ? ({ kind: "makeArray", elements: [] } as const)
        : ({ kind: "newArray", length: size, fill: undefined } as const);
    target.hoisted.push(letValue(array, made));
    return [];
  }

  /** Truth values are kept as 1 and 0. */
  private store(base: Value, position: Atom, value: Atom): readonly Statement[] {
    const isTruth = atomType(value).kind === "boolean";
    if (!isTruth) return [{ kind: "store", base, key: indexKey(position), value, linear: false }];
    const coded = newValue(this.ctx.ids, numberType);
    return [
      letValue(coded, { kind: "primitive", name: "select", args: [value, one, zero] }),
      { kind: "store", base, key: indexKey(position), value: coded, linear: false },
    ];
  }

  private load(value: Value, base: Value, position: Atom): readonly Statement[] {
    const operation = { kind: "load", base, key: indexKey(position) } as const;
    if (value.type.kind !== "boolean") return [letValue(value, operation)];
    const coded = newValue(this.ctx.ids, numberType, { name: value.name });
    return [letValue(coded, operation), letValue(value, { kind: "primitive", name: "ne", args: [coded, constant(0)] })];
  }
}

function definedInside(loop: Statement): ReadonlySet<Value> {
  const inside = new Set(parameters(loop));
  for (const body of blocks(loop)) {
    visit(body, (statement) => {
      for (const value of [...parameters(statement), ...definitions(statement)]) inside.add(value);
    });
  }
  return inside;
}

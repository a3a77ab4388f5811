import { promoteMemory } from "../2-lower/scalarReplace/promote.js";
import { isLiteral, lacksFields, type Shape, shapeOf, slotOf, slotType } from "../2-lower/scalarReplace/shape.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { fieldKey, type Ids, indexKey, letValue, newValue, zero } from "../ir/build.js";
import type {
  Atom,
  Block,
  FieldType,
  IRFunction,
  Key,
  Let,
  MakeArray,
  MakeRecord,
  Statement,
  Value,
} from "../ir/types.js";
import { blocks, endUses, keyAtoms, mapUses, uses, withBlocks } from "../ir/walk.js";

/** Objects nested deeper than this in one another stay as they are. */
const mostRounds = 8;

/**
 * A small object that is only added to or stored to before it gets away is made where it gets away; until then its slots
 * are scalars. `p_bar = { x: 0, y: 0 }; p_bar.x += a; p_bar.y += b; return p_bar` is `return { x: a, y: b }`.
 */
export function makeLate(fn: IRFunction, ctx: Context): IRFunction {
  if (!ctx.optimizations.scalarReplace) return fn;
  let present = fn;
  for (let round = 0; round < mostRounds; round++) {
    const late = new Lateness(present, ctx.ids).apply();
    if (late === undefined) break;
    present = promoteMemory(late, ctx.ids);
  }
  return present;
}

/** An object under observation: every use of it so far went through a known slot. */
interface Candidate {
  readonly allocation: Let;
  readonly literal: MakeRecord | MakeArray;
  readonly shape: Shape;
  readonly home: Block;
  /** The last statement of its block in which a slot is used. */
  lastAccess: number;
  isWritten: boolean;
  /** The first statement of its block that uses the object itself; that of the end is the length of the block. */
  escape: number | undefined;
}

class Lateness {
  private readonly candidates = new Map<Value, Candidate>();

  constructor(
    private readonly fn: IRFunction,
    private readonly ids: Ids,
  ) {
    this.collect(fn.body);
    this.follow(fn.body, fn.results, [], false);
    for (const [value, candidate] of this.candidates) {
      const end = candidate.escape;
      if (!candidate.isWritten || end === undefined || candidate.lastAccess >= end) this.candidates.delete(value);
    }
  }

  /** The function with the chosen objects made a second time, where they get away; undefined if there are none. */
  apply(): IRFunction | undefined {
    if (this.candidates.size === 0) return undefined;
    const made = new Map<Value, Value>();
    const body = this.rebuild(this.fn.body, made);
    return { ...this.fn, body, results: this.fn.results.map((atom) => remade(atom, made)) };
  }

  private collect(block: Block): void {
    for (const allocation of block) {
      for (const inner of blocks(allocation)) this.collect(inner);
      if (allocation.kind !== "let") continue;
      const literal = asLiteral(allocation);
      const shape = literal === undefined ? undefined : shapeOf(allocation.value, literal);
      if (literal === undefined || shape === undefined) continue;
      if (lacksFields(allocation.value, literal, shape)) continue;
      this.candidates.set(allocation.value, {
        ...{ allocation, literal, shape, home: block },
        ...{ lastAccess: -1, isWritten: false, escape: undefined },
      });
    }
  }

  /** `path`: the statements around a block, each with its own block and its place there. */
  private follow(block: Block, last: readonly Atom[], path: readonly Place[], inCondition: boolean): void {
    block.forEach((statement, index) => {
      const here = [...path, { block, index }];
      const access = accessOf(statement);
      const through = access === undefined ? undefined : this.candidateOf(access.base);
      if (access === undefined || through === undefined) {
        // What a statement hands on from its blocks is used at their ends.
        const own = blocks(statement).length > 0 ? headOf(statement) : uses(statement);
        for (const atom of own) this.escape(atom, here);
      } else {
        this.access(through, access.key, statement.kind !== "let", inCondition, here);
        for (const atom of access.others) this.escape(atom, here);
      }
      const ends = endUses(statement);
      blocks(statement).forEach((inner, i) => {
        this.follow(inner, must(ends[i]), here, inCondition || (statement.kind === "while" && i === 0));
      });
    });
    for (const atom of last) this.escape(atom, [...path, { block, index: block.length }]);
  }

  private candidateOf(atom: Atom): Candidate | undefined {
    return atom.kind === "value" ? this.candidates.get(atom) : undefined;
  }

  private access(
    candidate: Candidate,
    key: Key | undefined,
    writes: boolean,
    inCondition: boolean,
    path: readonly Place[],
  ): void {
    const { shape, home, allocation } = candidate;
    const known = key === undefined ? shape.isArray : slotOf(key, shape) !== undefined;
    const place = path.find((one) => one.block === home);
    if (!known || place === undefined || (writes && inCondition)) {
      this.candidates.delete(allocation.value);
      return;
    }
    candidate.lastAccess = Math.max(candidate.lastAccess, place.index);
    candidate.isWritten ||= writes;
  }

  private escape(atom: Atom, path: readonly Place[]): void {
    const candidate = this.candidateOf(atom);
    if (candidate === undefined || atom.kind === "constant") return;
    const place = path.at(-1);
    if (place?.block !== candidate.home) this.candidates.delete(atom);
    else candidate.escape = Math.min(candidate.escape ?? place.index, place.index);
  }

  private rebuild(block: Block, made: Map<Value, Value>): Block {
    const own = [...this.candidates.values()].filter((candidate) => candidate.home === block);
    const out: Statement[] = [];
    const makeAt = (index: number): void => {
      for (const candidate of own) if (candidate.escape === index) this.make(candidate, made, out);
    };
    const map = (atom: Atom): Atom => remade(atom, made);
    block.forEach((statement, index) => {
      makeAt(index);
      const candidate = statement.kind === "let" ? this.candidates.get(statement.value) : undefined;
      const present = candidate === undefined ? statement : { ...candidate.allocation, operation: candidate.literal };
      const inner = blocks(present).map((one) => this.rebuild(one, made));
      out.push(mapUses(withBlocks(present, inner), map));
    });
    makeAt(block.length);
    return out;
  }

  private make({ allocation, literal, shape }: Candidate, made: Map<Value, Value>, out: Statement[]): void {
    const { value } = allocation;
    const contents = shape.slots.map((slot): Atom => {
      const type = slotType(value.type, slot, undefined);
      const content = newValue(this.ids, type, { linear: value.linear && type.kind === "number" });
      const key = literal.kind === "makeArray" && value.type.kind === "array" ? indexOf(slot) : fieldKey(slot);
      out.push(letValue(content, { kind: "load", base: value, key }));
      return content;
    });
    const { type, name, linear, span } = value;
    const again = newValue(this.ids, type, { name, linear, span });
    made.set(value, again);
    const operation: MakeRecord | MakeArray =
      literal.kind === "makeArray"
        ? { kind: "makeArray", elements: contents }
        : {
            kind: "makeRecord",
            fields: shape.slots.map((slot, i) => ({ name: slot, value: must(contents[i]) })),
          };
    out.push({ ...allocation, value: again, operation });
  }
}

interface Place {
  readonly block: Block;
  readonly index: number;
}

const indexOf = (slot: string): Key => indexKey({ kind: "constant", value: Number(slot) });
const remade = (atom: Atom, made: ReadonlyMap<Value, Value>): Atom =>
  atom.kind === "value" ? (made.get(atom) ?? atom) : atom;

/** A literal, or the zeros of a flat record or tuple as one. */
function asLiteral({ value, operation }: Let): MakeRecord | MakeArray | undefined {
  if (isLiteral(operation)) return operation;
  if (operation.kind !== "zerosLike" || operation.mayMiss === true) return undefined;
  const { type } = value;
  if (type.kind === "tuple" && type.elements.every((element) => element.kind === "number")) {
    return { kind: "makeArray", elements: type.elements.map(() => zero) };
  }
  // A field that may be missing is one of the zeros only where it is there.
  const isFlat = (field: FieldType): boolean => field.type.kind === "number" && field.optional !== true;
  if (type.kind !== "record" || !type.fields.every(isFlat)) return undefined;
  return { kind: "makeRecord", fields: type.fields.map(({ name }) => ({ name, value: zero })) };
}

/** The object that a statement goes through, by which key (none: its length), and what else it uses. */
function accessOf(statement: Statement) {
  if (statement.kind === "store" || statement.kind === "accumulate") {
    const { base, key, value } = statement;
    return { base, key, others: [value, ...keyAtoms(key)] };
  }
  if (statement.kind !== "let") return undefined;
  const { operation } = statement;
  if (operation.kind === "length") return { base: operation.base, key: undefined, others: [] };
  if (operation.kind !== "load") return undefined;
  const { base, key } = operation;
  return { base, key, others: keyAtoms(key) };
}

/** What a branch or loop uses where it stands. */
function headOf(statement: Statement): readonly Atom[] {
  switch (statement.kind) {
    case "if":
      return [statement.condition];
    case "for":
      return [statement.from, statement.to, ...statement.carried.map((carried) => carried.initial)];
    case "while":
      return statement.carried.map((carried) => carried.initial);
    default:
      return [];
  }
}

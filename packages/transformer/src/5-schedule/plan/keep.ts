import type { Context } from "../../context.js";
import { BlockBuilder, constant, newValue, numberType, one, unassigned, zero } from "../../ir/build.js";
import type { Atom, Carried, For, Result, Statement, Type, Value } from "../../ir/types.js";
import { type BlockNode, type BlockTree, chainBelow, commonBlock, isVisible } from "./blocks.js";
import { type Edits, listOf } from "./edits.js";
import type { Need } from "./required.js";

export interface KeepOptions {
  readonly tree: BlockTree;
  readonly edits: Edits;
  /** Known to be a whole number that is not negative. */
  readonly isCount: (atom: Atom) => boolean;
  readonly isInteger: (atom: Atom) => boolean;
  /** Hands a value of the first root to the second one, where forward and reverse sweep are two functions. */
  readonly handOver: (value: Value) => Atom;
}

/**
 * Keeps forward values for the reverse sweep: as one more result where no loop is in between, else on a tape, written right
 * where the value is defined. The values of a block share one position: the loop's index, or a counter that runs both ways.
 */
export function keep(needs: readonly Need[], ctx: Context, options: KeepOptions): void {
  const byBlock = new Map<BlockNode, Need[]>();
  for (const need of needs) {
    const block = options.tree.definitions.get(need.value)?.block;
    if (block !== undefined) listOf(byBlock, block).push(need);
  }
  const keeper = new Keeper(ctx, options);
  for (const [block, group] of byBlock) keeper.group(block, group);
}

class Keeper {
  constructor(
    private readonly ctx: Context,
    private readonly options: KeepOptions,
  ) {}

  group(home: BlockNode, needs: readonly Need[]): void {
    const { edits } = this.options;
    const mirror = (needs[0] as Need).mirror;
    const common = commonBlock(home, mirror);
    const chain = chainBelow(common, home);
    if (!chain.some(isLoopBody)) {
      for (const { value } of needs) edits.substitute(mirror, value, this.arrive(this.lift(value, chain), common));
      return;
    }
    const position = this.position(chain, chainBelow(common, mirror), common);
    for (const { value } of needs) this.tape(value, home, mirror, chain, common, position);
  }

  /** A value of the forward root as the reverse root sees it. */
  private arrive(atom: Atom, common: BlockNode | undefined): Atom {
    return common === undefined && atom.kind === "value" ? this.options.handOver(atom) : atom;
  }

  /** Carries a value out of branches as one more result of each. */
  private lift(value: Value, chain: readonly BlockNode[]): Value {
    let inner = value;
    for (const node of chain.toReversed()) {
      const owner = node.owner as Statement;
      const result = newValue(this.ctx.ids, value.type, value);
      listOf(this.options.edits.results, owner).push(branchResult(result, node, inner, absent(value.type)));
      inner = result;
    }
    return inner;
  }

  // ---------------------------------------------------------------------------------------------------------- tapes

  private tape(
    value: Value,
    home: BlockNode,
    mirror: BlockNode,
    chain: readonly BlockNode[],
    common: BlockNode | undefined,
    position: Position,
  ): void {
    const { edits } = this.options;
    const top = (chain[0] as BlockNode).owner as Statement;
    const allocation = new BlockBuilder(this.ctx.ids);
    const capacity = this.capacity(chain, allocation, common);
    const isFlat = capacity !== undefined && (value.type.kind === "number" || value.type.kind === "boolean");
    const type: Type = { kind: "array", storage: isFlat ? "Float64Array" : "Array", element: value.type };
    const tape = newValue(this.ctx.ids, type, { name: tapeName(value) });
    allocation.push({
      kind: "let",
      value: tape,
      operation: { kind: "tapeAlloc", element: value.type, capacity },
      linear: false,
    });
    listOf(edits.before, top).push(...allocation.block);

    const store: Statement = { kind: "tapeStore", tape, position: position.forward, value };
    const definition = this.options.tree.definitions.get(value);
    if (definition?.isParameter === true) listOf(edits.start, home).push(store);
    else listOf(edits.after, value).push(store);

    const local = newValue(this.ctx.ids, value.type, value);
    listOf(edits.start, mirror).push({
      kind: "let",
      value: local,
      operation: { kind: "tapeLoad", tape: this.arrive(tape, common), position: position.reverse },
      linear: false,
    });
    edits.substitute(mirror, value, local);
  }

  /** The index of the one counted loop from 0 is the position; otherwise a counter is. */
  private position(
    chain: readonly BlockNode[],
    mirrors: readonly BlockNode[],
    common: BlockNode | undefined,
  ): Position {
    const loops = chain.filter(isLoopBody);
    const loop = loops[0]?.owner;
    const mirrored = mirrors.find(isLoopBody)?.owner;
    const plain = chain.length === 1;
    if (loops.length === 1 && loop?.kind === "while" && plain && mirrored?.kind === "for") {
      return { forward: loop.trip, reverse: mirrored.index };
    }
    if (plain && loop?.kind === "for" && mirrored?.kind === "for" && isFromZero(loop)) {
      return { forward: loop.index, reverse: mirrored.index };
    }
    return this.counter(chain, mirrors, common);
  }

  private counter(chain: readonly BlockNode[], mirrors: readonly BlockNode[], common: BlockNode | undefined): Position {
    const { edits } = this.options;
    const entered = this.thread(chain, zero, (at, home) => {
      const next = newValue(this.ctx.ids, numberType, { name: "p" });
      listOf(edits.end, home).push(letNumber(next, "add", at));
      return { inside: at, out: next };
    });
    const back = this.thread(mirrors, this.arrive(entered.result, common), (at, mirror) => {
      const here = newValue(this.ctx.ids, numberType, { name: "p" });
      listOf(edits.start, mirror).push(letNumber(here, "sub", at));
      return { inside: here, out: here };
    });
    return { forward: entered.inside, reverse: back.inside };
  }

  /** Carries a number through the statements of a chain of blocks, changed in the innermost. */
  private thread(
    chain: readonly BlockNode[],
    initial: Atom,
    change: (at: Atom, home: BlockNode) => { readonly inside: Atom; readonly out: Atom },
  ): { readonly inside: Atom; readonly result: Atom } {
    const { edits } = this.options;
    let at = initial;
    const entries = chain.map((node) => {
      const before = at;
      const parameter = isLoopBody(node) ? newValue(this.ctx.ids, numberType, { name: "p" }) : undefined;
      if (parameter !== undefined) at = parameter;
      return { node, before, parameter };
    });
    const { inside, out } = change(at, chain.at(-1) as BlockNode);
    let result = out;
    for (const { node, before, parameter } of entries.toReversed()) {
      const owner = node.owner as Statement;
      const value = newValue(this.ctx.ids, numberType, { name: "p" });
      if (parameter !== undefined) {
        const carried: Carried = { parameter, initial: before, next: result, result: value };
        listOf(edits.carried, owner).push(carried);
      } else {
        listOf(edits.results, owner).push(branchResult(value, node, result, before));
      }
      result = value;
    }
    return { inside, result };
  }

  // ------------------------------------------------------------------------------------------------------- capacity

  private visibleAt(atom: Atom, common: BlockNode | undefined): boolean {
    if (atom.kind === "constant") return true;
    const definition = this.options.tree.definitions.get(atom);
    const at = common ?? this.options.tree.roots[0];
    return definition !== undefined && at !== undefined && isVisible(definition, at);
  }

  /** The bound of a loop as it is known outside: itself, or the same arithmetic on what is known there. */
  private outside(atom: Atom, out: BlockBuilder, common: BlockNode | undefined, depth = 0): Atom | undefined {
    if (this.visibleAt(atom, common)) return atom;
    const statement = this.options.tree.definitions.get(atom as Value)?.statement;
    if (statement?.kind !== "let" || statement.operation.kind !== "primitive" || depth > 3) return undefined;
    const args = statement.operation.args.map((arg) => this.outside(arg, out, common, depth + 1));
    if (!args.every((arg) => arg !== undefined)) return undefined;
    return out.define(statement.value.type, { ...statement.operation, args }, statement.value);
  }

  /** An upper bound on the number of entries, if every loop in between is counted and its bounds are known outside. */
  private capacity(chain: readonly BlockNode[], out: BlockBuilder, common: BlockNode | undefined): Atom | undefined {
    let capacity: Atom = one;
    for (const node of chain) {
      // What a branch keeps may be much less than the loops around it have iterations.
      const loop = node.owner;
      if (loop?.kind !== "for") return undefined;
      const from = this.outside(loop.from, out, common);
      const to = this.outside(loop.to, out, common);
      if (from === undefined || to === undefined) return undefined;
      const trips = tripCount({ ...loop, from, to }, out, this.options);
      capacity = capacity === one ? trips : out.primitive("mul", [capacity, trips], numberType, { linear: true });
    }
    return capacity;
  }
}

interface Position {
  readonly forward: Atom;
  readonly reverse: Atom;
}

const isLoopBody = (node: BlockNode): boolean => node.owner?.kind === "for" || node.owner?.kind === "while";

const isFromZero = ({ order, step, from }: For): boolean =>
  order === "ascending" && step === 1 && from.kind === "constant" && from.value === 0;

const branchResult = (value: Value, node: BlockNode, inside: Atom, elsewhere: Atom): Result =>
  node.key.endsWith("then") ? { value, then: inside, else: elsewhere } : { value, then: elsewhere, else: inside };

const letNumber = (value: Value, name: "add" | "sub", at: Atom): Statement => ({
  kind: "let",
  value,
  linear: false,
  operation: { kind: "primitive", name, args: [at, one] },
});

/** What stands for a value in the branch where it does not exist; nobody reads it. */
function absent(type: Type): Atom {
  if (type.kind === "number") return zero;
  if (type.kind === "boolean") return constant(false);
  return unassigned;
}

const tapeName = (value: Value): string => (value.name === undefined ? "tape" : `${value.name}_tape`);

/** How often a counted loop runs, from 0 on up. */
function tripCount(
  loop: For,
  out: BlockBuilder,
  { isCount, isInteger }: Pick<KeepOptions, "isCount" | "isInteger">,
): Atom {
  const up = loop.step > 0;
  const fromZero = loop.from.kind === "constant" && loop.from.value === 0;
  if (up && loop.step === 1 && fromZero && loop.test === "lt" && isCount(loop.to)) return loop.to;
  const number = (name: "sub" | "add" | "div", a: Atom, b: Atom): Value =>
    out.primitive(name, [a, b], numberType, { linear: true });
  const [low, high] = up ? [loop.from, loop.to] : [loop.to, loop.from];
  let span: Atom = low.kind === "constant" && low.value === 0 ? high : number("sub", high, low);
  if (Math.abs(loop.step) !== 1) span = number("div", span, constant(Math.abs(loop.step)));
  const closed = loop.test === "le" || loop.test === "ge";
  const isWhole = Math.abs(loop.step) === 1 && isInteger(loop.from) && isInteger(loop.to);
  const whole = closed
    ? number("add", isWhole ? span : out.primitive("floor", [span]), one)
    : isWhole
      ? span
      : out.primitive("ceil", [span]);
  return out.primitive("max", [whole, zero]);
}

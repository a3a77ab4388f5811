import type { AliasClass } from "../../3-analyze/aliases.js";
import type { ProgramAnalysis } from "../../3-analyze/program.js";
import { must } from "../../diagnostics/must.js";
import { isReference } from "../../ir/build.js";
import type { IRFunction, Statement, Value } from "../../ir/types.js";
import { blocks, definitions, operands, parameters, visit } from "../../ir/walk.js";
import { type BlockNode, type BlockTree, chainBelow, encloses } from "./blocks.js";

/** Whether what a slot held at one statement is still there when the reverse sweep reads it. */
export interface Stability {
  /**
   * No store to `slot` can run after `statement` and before the mirrored block `mirror`. `except` is a store known to be
   * harmless. The objects are those the slot belongs to.
   */
  isStable(query: StabilityQuery): boolean;
}

export interface StabilityQuery {
  readonly statement: Statement;
  readonly objects: AliasClass;
  readonly slot: AliasClass;
  readonly common: BlockNode | undefined;
  readonly mirror: BlockNode;
  readonly except?: Statement;
}

interface Writer {
  readonly statement: Statement;
  readonly order: number;
  readonly block: BlockNode;
}

export interface StabilityOptions {
  readonly tree: BlockTree;
  readonly program: ProgramAnalysis;
  readonly fn: IRFunction;
  /** Forward and reverse sweep are two functions: between them the callers run. */
  readonly split: boolean;
  /** So does code that is not of the program, which may change all that it can reach. */
  readonly exposed: boolean;
}

export function analyzeStability(options: StabilityOptions): Stability {
  const { tree, program, split, exposed } = options;
  const { effects } = program;
  const writers = new Map<AliasClass, Writer[]>();
  for (const [statement, order] of tree.order) {
    if (blocks(statement).length > 0) continue;
    const block = tree.blockOf.get(statement) as BlockNode;
    for (const slot of effects.of(statement).writes) push(writers, slot, { statement, order, block });
    for (const slot of effects.of(statement).accumulates) push(writers, slot, { statement, order, block });
  }
  const foreign = split ? foreignClasses(options) : new Set<AliasClass>();
  const madeIn = lifetimes(options);

  return {
    isStable({ statement, objects, slot, common, mirror, except }) {
      if (split && foreign.has(objects) && (exposed || program.written.has(slot))) return false;
      const list = writers.get(slot);
      if (list === undefined) return true;
      const at = tree.order.get(statement) as number;
      const home = tree.blockOf.get(statement) as BlockNode;
      const last = common === undefined ? Number.POSITIVE_INFINITY : reverseStart(common, mirror, tree);
      const loops = chainBelow(common, home).filter(
        (node) => node.owner?.kind === "for" || node.owner?.kind === "while",
      );
      return list.every((writer) => {
        if (writer.statement === except) return true;
        if (writer.order > at && writer.order < last) return false;
        return writer.order > at || !insideLoop(loops, writer, objects);
      });
    },
  };

  /** A later iteration of a loop around both writes there, unless each iteration makes its own objects. */
  function insideLoop(loops: readonly BlockNode[], writer: Writer, objects: AliasClass): boolean {
    return loops.some((loop) => encloses(loop, writer.block) && !madeIn(objects, loop));
  }
}

function push(map: Map<AliasClass, Writer[]>, slot: AliasClass, writer: Writer): void {
  const list = map.get(slot);
  if (list === undefined) map.set(slot, [writer]);
  else list.push(writer);
}

/** The order number at which the reverse sweep's part of a common block begins. */
function reverseStart(common: BlockNode, mirror: BlockNode, tree: BlockTree): number {
  let top = mirror;
  while (top.parent !== undefined && top.parent !== common) top = top.parent;
  return top.owner === undefined ? Number.POSITIVE_INFINITY : must(tree.order.get(top.owner));
}

/** What is put into other memory is reached through it. */
const handsOut: ReadonlySet<string> = new Set(["opaque", "makeArray", "makeRecord", "newArray"]);

/** Classes whose objects others than this activation can reach. */
function foreignClasses({ fn, program: { aliases } }: StabilityOptions): ReadonlySet<AliasClass> {
  const foreign = new Set<AliasClass>();
  const add = (value: Value): void => {
    if (isReference(value.type)) foreign.add(aliases.classOf(value));
  };
  for (const param of fn.params) add(param);
  for (const result of fn.results) if (result.kind === "value") add(result);
  visit(fn.body, (statement) => {
    if (statement.kind === "call") {
      for (const value of statement.results) add(value);
      for (const arg of statement.args) if (arg.kind === "value") add(arg);
    } else if (statement.kind === "let") {
      const { kind } = statement.operation;
      if (kind === "load" || kind === "global" || kind === "opaque") add(statement.value);
      if (handsOut.has(kind)) for (const arg of operands(statement.operation)) if (arg.kind === "value") add(arg);
    } else if ((statement.kind === "store" || statement.kind === "fill") && statement.value.kind === "value") {
      add(statement.value);
    }
  });
  return foreign;
}

/** Whether every object of a class is made anew in each iteration of a loop, and none is handed to the next. */
function lifetimes({
  fn,
  program: { aliases, effects },
}: StabilityOptions): (objects: AliasClass, loop: BlockNode) => boolean {
  const members = new Map<AliasClass, Value[]>();
  const loaded = new Set<Value>(fn.params);
  const note = (value: Value): void => {
    if (!isReference(value.type)) return;
    const objects = aliases.classOf(value);
    const list = members.get(objects);
    if (list === undefined) members.set(objects, [value]);
    else list.push(value);
  };
  fn.params.forEach(note);
  visit(fn.body, (statement) => {
    parameters(statement).forEach(note);
    definitions(statement).forEach(note);
    if (statement.kind === "call") for (const value of statement.results) loaded.add(value);
    if (statement.kind === "let") {
      const { kind } = statement.operation;
      if (kind === "load" || kind === "global" || kind === "opaque") loaded.add(statement.value);
    }
  });
  return (objects, loop) => {
    const owner = must(loop.owner);
    const inside = effects.of(owner).defines;
    const handedOver = parameters(owner).some((value) => isReference(value.type) && aliases.classOf(value) === objects);
    return !handedOver && members.get(objects)?.every((value) => inside.has(value) && !loaded.has(value)) === true;
  };
}

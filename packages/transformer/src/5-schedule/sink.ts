import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import type { Atom, Block, If, IRFunction, Let, Operation, Statement, Value } from "../ir/types.js";
import { blocks, endUses, operands, uses, withBlocks } from "../ir/walk.js";
import { analyzeMemory, type Memory, type Slot } from "./simplify/effects.js";
import { sinkProducts } from "./sink/products.js";

/**
 * Moves a pure computation or a load that only one branch of a later If in its block uses into that branch, so that its
 * adjoint runs only where the branch was taken.
 */
export function sink(fn: IRFunction, ctx: Context): IRFunction {
  if (!ctx.optimizations.hoist) return fn;
  const present = sinkProducts(fn, ctx.ids);
  const memory = analyzeMemory(present);
  return { ...present, body: sinkBlock(present.body, present.results, memory) };
}

/** Where a value is used: in one branch of one If of its block, or elsewhere too. */
interface Site {
  readonly index: number;
  readonly branch: "then" | "else";
}

/** `last`: what is used when the block has ended. */
function sinkBlock(block: Block, last: readonly Atom[], memory: Memory): Statement[] {
  const sites = new Map<Value, Site | "elsewhere">();
  const note = (value: Value, site: Site | "elsewhere"): void => {
    const known = sites.get(value);
    if (known === undefined) sites.set(value, site);
    else if (
      known === "elsewhere" ||
      site === "elsewhere" ||
      known.index !== site.index ||
      known.branch !== site.branch
    ) {
      sites.set(value, "elsewhere");
    }
  };
  const noteAll = (atoms: Iterable<Atom>, site: Site | "elsewhere"): void => {
    for (const atom of atoms) if (atom.kind === "value") note(atom, site);
  };
  noteAll(last, "elsewhere");

  /** The nearest statement after the present one that writes a slot. */
  const nearestWrite = new Map<Slot, number>();
  let nearestUnknown = Number.POSITIVE_INFINITY;
  const moved = new Map<number, { readonly then: Let[]; readonly else: Let[] }>();
  const taken = new Set<number>();

  for (let index = block.length - 1; index >= 0; index--) {
    const statement = block[index] as Statement;
    if (statement.kind === "let") {
      const site = sites.get(statement.value);
      const target = site === undefined || site === "elsewhere" ? undefined : site;
      const slot = target === undefined ? undefined : slotRead(statement.operation, memory);
      const stable =
        slot === undefined ||
        (target !== undefined &&
          Math.min(nearestUnknown, nearestWrite.get(slot) ?? Number.POSITIVE_INFINITY) >= target.index);
      if (target !== undefined && !statement.linear && mayMove(statement) && stable) {
        const lists = moved.get(target.index) ?? { then: [], else: [] };
        lists[target.branch].push(statement);
        moved.set(target.index, lists);
        taken.add(index);
        noteAll(operands(statement.operation), target);
        continue;
      }
    }
    if (statement.kind === "if") {
      noteBranches(statement, index);
    } else {
      noteAll(usesInside([statement]), "elsewhere");
    }
    const effects = memory.effectsOf(statement);
    if (effects.all) nearestUnknown = index;
    for (const slot of effects.slots) nearestWrite.set(slot, index);
  }

  function noteBranches(statement: If, index: number): void {
    noteAll([statement.condition], "elsewhere");
    noteAll(usesInside(statement.then), { index, branch: "then" });
    noteAll(usesInside(statement.else), { index, branch: "else" });
    for (const result of statement.results) {
      noteAll([result.then], { index, branch: "then" });
      noteAll([result.else], { index, branch: "else" });
    }
  }

  const out: Statement[] = [];
  block.forEach((statement, index) => {
    if (taken.has(index)) return;
    const lists = moved.get(index);
    if (statement.kind === "if" && lists !== undefined) {
      // Collected last first.
      const thenBlock = [...lists.then.reverse(), ...statement.then];
      const elseBlock = [...lists.else.reverse(), ...statement.else];
      out.push(sinkInside({ ...statement, then: thenBlock, else: elseBlock }, memory));
    } else {
      out.push(sinkInside(statement, memory));
    }
  });
  return out;
}

function sinkInside(statement: Statement, memory: Memory): Statement {
  const ends = endUses(statement);
  return withBlocks(
    statement,
    blocks(statement).map((inner, i) => sinkBlock(inner, must(ends[i]), memory)),
  );
}

function usesInside(block: Block): Atom[] {
  const atoms: Atom[] = [];
  const walk = (statements: Block): void => {
    for (const statement of statements) {
      atoms.push(...uses(statement));
      for (const inner of blocks(statement)) walk(inner);
    }
  };
  walk(block);
  return atoms;
}

function mayMove({ operation: { kind }, throws }: Let): boolean {
  if (throws) return false;
  return kind === "primitive" || kind === "load" || kind === "length" || kind === "hasEntry";
}

function slotRead(operation: Operation, memory: Memory): Slot | undefined {
  if (operation.kind === "load") return memory.slotOf(operation.base, operation.key);
  if (operation.kind === "hasEntry") return memory.presenceOf(operation.base);
  return operation.kind === "length" ? memory.lengthOf(operation.base) : undefined;
}

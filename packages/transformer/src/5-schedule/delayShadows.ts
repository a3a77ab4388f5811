import { analyzeLengthening } from "../3-analyze/lengthening.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { newValue, numberType } from "../ir/build.js";
import type { Atom, Block, IRFunction, Let, Statement, Value } from "../ir/types.js";
import { blocks, uses, visit, withBlocks } from "../ir/walk.js";
import { analyzeBlocks, type BlockNode, type BlockTree, encloses, mirrorOf } from "./plan/blocks.js";

/**
 * A shadow that only the reverse sweep touches is made there, at the greatest length of its array: at the start of the
 * reversed iteration, or before its first use. The forward sweep then does nothing for it, and no address is kept.
 */
export function delayShadows(fn: IRFunction, primals: ReadonlyMap<Value, Value>, ctx: Context): IRFunction {
  const tree = analyzeBlocks(fn, [fn.body], [fn.results]);
  const statements = statementsUsing(fn);
  const shortened = hasShortening(fn);
  const moves = new Moves();
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && isShadowAllocation(statement)) delay(statement);
  });
  return moves.isEmpty ? fn : { ...fn, body: moves.apply(fn.body) };

  /** At the place where the shadow is made, its array has its greatest length. */
  function allBefore(lengthenings: readonly Statement[], place: Place, home: BlockNode): boolean {
    if (place.node !== home) return true;
    const limit = home.statements.indexOf(place.before as Statement);
    return lengthenings.every((statement) => {
      const holder = holderIn(home, statement, tree);
      return holder !== undefined && home.statements.indexOf(holder) < limit;
    });
  }

  function delay(allocation: Let): void {
    const { value } = allocation;
    if (fn.results.includes(value)) return;
    const users = statements.get(value) ?? [];
    const lengthenings = users.filter(
      (user) => user.kind === "resize" && user.atLeast && user.base === value && user.beside === undefined,
    );
    const others = users.filter((user) => !lengthenings.includes(user));
    if (others.length === 0) return;
    const home = tree.blockOf.get(allocation) as BlockNode;
    const place = placeFor(home, others, tree);
    if (place === undefined) return;
    if (lengthenings.length === 0) {
      moves.move(allocation, place, allocation);
      return;
    }
    const primal = primals.get(value);
    // A gradient alone may need nothing of the array, so that it is gone.
    if (primal === undefined || !tree.definitions.has(primal)) return;
    // Fusion may have brought uses of the shadow before the array itself.
    const growth = (statements.get(primal) ?? []).filter((user) => user.kind === "resize" && user.base === primal);
    const made = tree.definitions.get(primal)?.statement;
    const before = [...lengthenings, ...growth, ...(made === undefined ? [] : [made])];
    if (shortened || !allBefore(before, place, home)) return;
    const length = newValue(ctx.ids, numberType);
    const measure: Let = { kind: "let", value: length, operation: { kind: "length", base: primal }, linear: false };
    const again: Let = { ...allocation, operation: { kind: "newArray", length, fill: undefined } };
    if (place.node === home) moves.move(allocation, place, measure, again);
    else {
      moves.append(home, measure);
      moves.move(allocation, place, again);
    }
    for (const statement of lengthenings) moves.remove(statement);
  }
}

interface Place {
  readonly node: BlockNode;
  /** Before this statement of the block; undefined for its start. */
  readonly before: Statement | undefined;
}

const isShadowAllocation = ({ value, operation }: Let): boolean => {
  if (!value.linear) return false;
  if (operation.kind === "newMap") return value.type.kind === "map" && value.type.value.kind === "number";
  if (value.type.kind !== "array" || value.type.element.kind !== "number") return false;
  if (operation.kind === "newArray") return operation.fill === undefined;
  return operation.kind === "makeArray" && operation.elements.length === 0;
};

/** The mirrored block if every use is in it; else, in the shadow's own block, the statement in which it is first used. */
function placeFor(home: BlockNode, users: readonly Statement[], tree: BlockTree): Place | undefined {
  const first = tree.blockOf.get(users[0] as Statement) as BlockNode;
  const mirror = home.parent === undefined ? undefined : mirrorOf(home, first);
  if (mirror !== undefined && mirror !== home) {
    const isLocal = users.every((user) => encloses(mirror, tree.blockOf.get(user) as BlockNode));
    return isLocal ? { node: mirror, before: undefined } : undefined;
  }
  const holders = users.map((user) => holderIn(home, user, tree));
  if (holders.some((holder) => holder === undefined)) return undefined;
  const earliest = must(home.statements.find((statement) => holders.includes(statement)));
  return { node: home, before: earliest };
}

/** The statement of a block in which another one is. */
function holderIn(home: BlockNode, statement: Statement, tree: BlockTree): Statement | undefined {
  let at: Statement = statement;
  let node = tree.blockOf.get(statement);
  for (; node?.owner !== undefined && node !== home; node = node.parent) at = node.owner;
  return node === home ? at : undefined;
}

function statementsUsing(fn: IRFunction): ReadonlyMap<Value, Statement[]> {
  const found = new Map<Value, Statement[]>();
  const note = (atom: Atom, statement: Statement): void => {
    if (atom.kind !== "value") return;
    const list = found.get(atom);
    if (list === undefined) found.set(atom, [statement]);
    else list.push(statement);
  };
  visit(fn.body, (statement) => {
    for (const atom of uses(statement)) note(atom, statement);
  });
  return found;
}

function hasShortening(fn: IRFunction): boolean {
  const isGrowth = analyzeLengthening(fn.body);
  let found = false;
  visit(fn.body, (statement) => {
    if (statement.kind === "resize" && !isGrowth(statement)) found = true;
  });
  return found;
}

/** Statements to take out, and to put in at other places. */
class Moves {
  private readonly removed = new Set<Statement>();
  private readonly starts = new Map<Block, Statement[]>();
  private readonly ends = new Map<Block, Statement[]>();
  private readonly befores = new Map<Statement, Statement[]>();

  get isEmpty(): boolean {
    return this.removed.size === 0;
  }

  remove(statement: Statement): void {
    this.removed.add(statement);
  }

  append(node: BlockNode, statement: Statement): void {
    push(this.ends, node.statements, statement);
  }

  move(statement: Statement, { node, before }: Place, ...placed: readonly Statement[]): void {
    this.removed.add(statement);
    for (const one of placed) {
      if (before === undefined) push(this.starts, node.statements, one);
      else push(this.befores, before, one);
    }
  }

  apply(block: Block): Block {
    const out: Statement[] = [...(this.starts.get(block) ?? [])];
    for (const statement of block) {
      out.push(...(this.befores.get(statement) ?? []));
      if (this.removed.has(statement)) continue;
      out.push(
        withBlocks(
          statement,
          blocks(statement).map((inner) => this.apply(inner)),
        ),
      );
    }
    out.push(...(this.ends.get(block) ?? []));
    return out;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

import { must } from "../../diagnostics/must.js";
import type { Atom, Block, Carried, Result, Statement, Value } from "../../ir/types.js";
import { definitions, mapUses, withBlocks } from "../../ir/walk.js";
import type { BlockNode, BlockTree } from "./blocks.js";

/** Changes to a function collected by place and applied in one rebuild. Statements in them are taken as they are. */
export class Edits {
  /** At the start of a block; in a mirrored block: what it needs of the forward sweep. */
  readonly start = new Map<BlockNode, Statement[]>();
  readonly end = new Map<BlockNode, Statement[]>();
  /** Right after the statement that defines a value. */
  readonly after = new Map<Value, Statement[]>();
  readonly before = new Map<Statement, Statement[]>();
  readonly carried = new Map<Statement, Carried[]>();
  readonly results = new Map<Statement, Result[]>();
  /** What stands for a forward value in a mirrored block and the blocks inside it. */
  readonly substitutes = new Map<BlockNode, Map<Value, Atom>>();

  /** What stands for an atom at a place. */
  lookup(atom: Atom, at: BlockNode): Atom {
    if (atom.kind === "constant") return atom;
    for (let node: BlockNode | undefined = at; node !== undefined; node = node.parent) {
      const found = this.substitutes.get(node)?.get(atom);
      if (found !== undefined) return found;
    }
    return atom;
  }

  substitute(at: BlockNode, value: Value, by: Atom): void {
    add(this.substitutes, at, () => new Map<Value, Atom>()).set(value, by);
  }
}

/** The entry of a map of lists, made when first asked for. */
export function listOf<K, V>(map: Map<K, V[]>, key: K): V[] {
  return add(map, key, () => []);
}

function add<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

export function applyEdits(node: BlockNode, tree: BlockTree, edits: Edits): Block {
  const out: Statement[] = [...(edits.start.get(node) ?? [])];
  for (const statement of node.statements) {
    out.push(...(edits.before.get(statement) ?? []));
    out.push(rebuild(statement, node, tree, edits));
    for (const value of definitions(statement)) out.push(...(edits.after.get(value) ?? []));
  }
  out.push(...(edits.end.get(node) ?? []));
  return out;
}

function rebuild(statement: Statement, at: BlockNode, tree: BlockTree, edits: Edits): Statement {
  const nodes = tree.children.get(statement) ?? [];
  const inner = nodes.map((node) => applyEdits(node, tree, edits));
  const own = (atom: Atom): Atom => edits.lookup(atom, at);
  const inside =
    (i: number) =>
    (atom: Atom): Atom =>
      edits.lookup(atom, must(nodes[i]));
  switch (statement.kind) {
    case "if":
      return {
        ...statement,
        condition: own(statement.condition),
        then: must(inner[0]),
        else: must(inner[1]),
        results: [
          ...statement.results.map((r) => ({ ...r, then: inside(0)(r.then), else: inside(1)(r.else) })),
          ...(edits.results.get(statement) ?? []),
        ],
      };
    case "for":
      return {
        ...statement,
        from: own(statement.from),
        to: own(statement.to),
        body: must(inner[0]),
        carried: [
          ...statement.carried.map((c) => ({ ...c, initial: own(c.initial), next: inside(0)(c.next) })),
          ...(edits.carried.get(statement) ?? []),
        ],
      };
    case "while":
      return {
        ...statement,
        condition: { block: must(inner[0]), test: inside(0)(statement.condition.test) },
        body: must(inner[1]),
        carried: [
          ...statement.carried.map((c) => ({ ...c, initial: own(c.initial), next: inside(1)(c.next) })),
          ...(edits.carried.get(statement) ?? []),
        ],
      };
    default:
      return withBlocks(mapUses(statement, own), inner);
  }
}

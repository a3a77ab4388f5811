import { must } from "../../diagnostics/must.js";
import type { Atom, Block, For, If, IRFunction, Statement, Value, While } from "../../ir/types.js";
import { blocks, definitions, uses as ownUses, parameters } from "../../ir/walk.js";

/** A block in the tree of a function's blocks. Two blocks mirror each other if the keys on their paths agree. */
export interface BlockNode {
  readonly parent: BlockNode | undefined;
  /** The statement whose block it is; undefined for a root. */
  readonly owner: Statement | undefined;
  readonly key: string;
  /** How many loops enclose it. */
  readonly depth: number;
  readonly statements: Block;
}

export interface Definition {
  readonly block: BlockNode;
  /** Undefined for parameters of the function. */
  readonly statement: Statement | undefined;
  readonly isParameter: boolean;
}

export interface Use {
  readonly atom: Atom;
  readonly block: BlockNode;
}

/** Where everything is: block tree, definitions, uses and the textual order of statements. */
export interface BlockTree {
  readonly roots: readonly BlockNode[];
  readonly definitions: ReadonlyMap<Value, Definition>;
  readonly uses: readonly Use[];
  readonly order: ReadonlyMap<Statement, number>;
  readonly blockOf: ReadonlyMap<Statement, BlockNode>;
  /** The nodes of a statement's blocks, in the order of `blocks`. */
  readonly children: ReadonlyMap<Statement, readonly BlockNode[]>;
}

/**
 * With one root, forward and reverse sweep share it. With two, they are the bodies of two functions whose roots mirror each
 * other. Parameters of the function belong to the first root.
 */
export function analyzeBlocks(
  fn: IRFunction,
  roots: readonly Block[],
  resultsOf: readonly (readonly Atom[])[],
): BlockTree {
  const definitionsOf = new Map<Value, Definition>();
  const uses: Use[] = [];
  const order = new Map<Statement, number>();
  const blockOf = new Map<Statement, BlockNode>();
  const children = new Map<Statement, readonly BlockNode[]>();

  const enter = (
    statements: Block,
    parent: BlockNode | undefined,
    owner: Statement | undefined,
    key: string,
  ): BlockNode => {
    const isLoop = owner?.kind === "for" || owner?.kind === "while";
    const node: BlockNode = { parent, owner, key, depth: (parent?.depth ?? 0) + (isLoop ? 1 : 0), statements };
    if (owner !== undefined && key.endsWith("body")) {
      for (const value of parameters(owner))
        definitionsOf.set(value, { block: node, statement: owner, isParameter: true });
    }
    for (const statement of statements) {
      order.set(statement, order.size);
      blockOf.set(statement, node);
      visitStatement(statement, node);
    }
    return node;
  };

  const visitStatement = (statement: Statement, node: BlockNode): void => {
    const inner = blocks(statement).map((body, i) => enter(body, node, statement, blockKey(statement, i)));
    if (inner.length > 0) children.set(statement, inner);
    for (const value of definitions(statement))
      definitionsOf.set(value, { block: node, statement, isParameter: false });
    forEachUse(statement, (atom, at) => {
      uses.push({ atom, block: at === undefined ? node : must(inner[at]) });
    });
  };

  const rootNodes = roots.map((root, i) => {
    const node = enter(root, undefined, undefined, "root");
    for (const atom of must(resultsOf[i])) uses.push({ atom, block: node });
    return node;
  });
  for (const param of fn.params) {
    definitionsOf.set(param, { block: rootNodes[0] as BlockNode, statement: undefined, isParameter: true });
  }
  return { roots: rootNodes, definitions: definitionsOf, uses, order, blockOf, children };
}

/** The atoms that a statement reads, each with the number of the inner block in which it is read, or undefined for its own. */
export function forEachUse(statement: Statement, action: (atom: Atom, inner: number | undefined) => void): void {
  switch (statement.kind) {
    case "if":
      action(statement.condition, undefined);
      for (const result of statement.results) {
        action(result.then, 0);
        action(result.else, 1);
      }
      return;
    case "for":
      action(statement.from, undefined);
      action(statement.to, undefined);
      for (const carried of statement.carried) {
        action(carried.initial, undefined);
        action(carried.next, 0);
      }
      return;
    case "while":
      action(statement.condition.test, 0);
      for (const carried of statement.carried) {
        action(carried.initial, undefined);
        action(carried.next, 1);
      }
      return;
    default:
      for (const atom of ownUses(statement)) action(atom, undefined);
  }
}

const blockKey = (statement: Statement, i: number): string => {
  const { scope } = statement as If | For | While;
  if (statement.kind === "if") return `${scope} ${i === 0 ? "then" : "else"}`;
  return statement.kind === "while" && i === 0 ? `${scope} condition` : `${scope} body`;
};

export function encloses(outer: BlockNode, inner: BlockNode): boolean {
  for (let at: BlockNode | undefined = inner; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

const pathOf = (node: BlockNode): readonly BlockNode[] =>
  node.parent === undefined ? [node] : [...pathOf(node.parent), node];

/** The block around (or at) `at` that mirrors `node`; undefined if there is none. */
export function mirrorOf(node: BlockNode, at: BlockNode): BlockNode | undefined {
  const wanted = pathOf(node);
  const found = pathOf(at);
  if (found.length < wanted.length) return undefined;
  for (let i = 0; i < wanted.length; i++) if (found[i]?.key !== wanted[i]?.key) return undefined;
  return found[wanted.length - 1];
}

/** The innermost block around both; undefined if they are in different functions. */
export function commonBlock(a: BlockNode, b: BlockNode): BlockNode | undefined {
  for (let at: BlockNode | undefined = a; at !== undefined; at = at.parent) if (encloses(at, b)) return at;
  return undefined;
}

/** The blocks strictly below `top` (undefined: below and including nothing but the root) down to `node`, outer first. */
export function chainBelow(top: BlockNode | undefined, node: BlockNode): readonly BlockNode[] {
  const chain: BlockNode[] = [];
  for (let at: BlockNode = node; at !== top && at.parent !== undefined; at = at.parent) chain.unshift(at);
  return chain;
}

/** Whether JavaScript's scoping lets a block name a value. Parameters of a loop are visible in its condition too. */
export function isVisible(definition: Definition, from: BlockNode): boolean {
  if (encloses(definition.block, from)) return true;
  if (!definition.isParameter || definition.statement === undefined) return false;
  for (let at: BlockNode | undefined = from; at !== undefined; at = at.parent)
    if (at.owner === definition.statement) return true;
  return false;
}

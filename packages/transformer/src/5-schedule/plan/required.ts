import type { Optimizations } from "../../context.js";
import { must } from "../../diagnostics/must.js";
import { isReference } from "../../ir/build.js";
import type { Value } from "../../ir/types.js";
import { type BlockNode, type BlockTree, isVisible, mirrorOf } from "./blocks.js";
import { minimumCut } from "./minimumCut.js";
import { type Recipe, type RecipeOptions, recipeFor, variableRecipe } from "./recipes.js";

/** A forward value that a mirrored block names. */
export interface Need {
  readonly value: Value;
  readonly mirror: BlockNode;
  readonly recipe: Recipe | undefined;
}

export interface Requirements {
  /** Values to keep from the forward sweep, in textual order. */
  readonly kept: readonly Need[];
  /** Values to compute again in their mirrored blocks, operands before users. */
  readonly again: readonly Need[];
}

/**
 * The primal values that the reverse sweep mentions though it cannot see them, and for each whether to keep it or to compute
 * it again: a minimum cut between what can only be kept and what is mentioned, weighted by loop depth.
 */
export function findRequired(options: RecipeOptions, optimizations: Optimizations): Requirements {
  const { tree } = options;
  const needs = new Map<Value, Need>();
  const wanted = new Set<Value>();

  const explore = (value: Value, from: BlockNode): void => {
    const pending: [Value, BlockNode][] = [[value, from]];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [at, block] = next;
      if (needs.has(at)) continue;
      const mirror = mirrorFor(at, block, tree);
      if (mirror === undefined) continue;
      const recipe = variableRecipe(at) ?? (optimizations.recompute ? recipeFor(at, mirror, options) : undefined);
      needs.set(at, { value: at, mirror, recipe });
      for (const operand of recipe?.operands ?? []) if (operand.kind === "value") pending.push([operand, mirror]);
    }
  };

  for (const { atom, block } of tree.uses) {
    if (atom.kind !== "value" || mirrorFor(atom, block, tree) === undefined) continue;
    wanted.add(atom);
    explore(atom, block);
  }

  const operandsOf = (need: Need): readonly Need[] =>
    (need.recipe?.operands ?? []).flatMap((operand) => {
      const found = operand.kind === "value" ? needs.get(operand) : undefined;
      return found === undefined ? [] : [found];
    });
  const items = [...needs.values()];
  const cut = optimizations.minimumCut
    ? minimumCut<Need>({
        items,
        cost: ({ value }) => 10 ** must(tree.definitions.get(value)).block.depth * (isReference(value.type) ? 12 : 10),
        operands: operandsOf,
        isSource: (need) => need.recipe === undefined,
        isSink: (need) => wanted.has(need.value),
      })
    : new Set(items.filter((need) => need.recipe === undefined));
  return collect(items, wanted, cut, operandsOf);
}

/** What the wanted values are made of, back to what is kept; operands first. */
function collect(
  items: readonly Need[],
  wanted: ReadonlySet<Value>,
  cut: ReadonlySet<Need>,
  operandsOf: (need: Need) => readonly Need[],
): Requirements {
  const kept: Need[] = [];
  const again: Need[] = [];
  const done = new Set<Need>();
  const pending: { readonly need: Need; readonly made: boolean }[] = [];
  const run = (): void => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { need, made } = next;
      if (made) {
        again.push(need);
        continue;
      }
      if (done.has(need)) continue;
      done.add(need);
      if (cut.has(need) || need.recipe === undefined) {
        kept.push(need);
        continue;
      }
      pending.push({ need, made: true });
      for (const operand of operandsOf(need)) pending.push({ need: operand, made: false });
    }
  };
  for (const need of items) {
    if (!wanted.has(need.value)) continue;
    pending.push({ need, made: false });
    run();
  }
  return { kept, again };
}

/** The mirrored block in which a value that `from` cannot see must be made available; undefined if it can be seen, or is its index. */
function mirrorFor(value: Value, from: BlockNode, tree: BlockTree): BlockNode | undefined {
  const definition = tree.definitions.get(value);
  if (definition === undefined || isVisible(definition, from) || isIndex(value, tree)) return undefined;
  const mirror = mirrorOf(definition.block, from);
  if (mirror === undefined) {
    throw new Error(`plan: ${value.name ?? "a value"} is used where its block is neither visible nor mirrored`);
  }
  return mirror;
}

/** The index of a forward loop is the index of the loop that mirrors it. */
export function isIndex(value: Value, tree: BlockTree): boolean {
  const definition = tree.definitions.get(value);
  const owner = definition?.isParameter === true ? definition.statement : undefined;
  return (owner?.kind === "for" && owner.index === value) || (owner?.kind === "while" && owner.trip === value);
}

import { isReference } from "../../ir/build.js";
import type { IRFunction, Value } from "../../ir/types.js";
import type { AliasClass, Aliases } from "../aliases.js";
import { collectFlows, type FlowOptions, type Holder, reachedFrom } from "../flows.js";

/** Which numbers have a part in what the first function gives: its results and what its arguments hold in the end. */
export interface Useful {
  isUseful(value: Value): boolean;
  isUsefulSlot(slot: AliasClass): boolean;
}

/** Activity the other way: what the results are reached from. */
export function analyzeUseful(
  functions: readonly IRFunction[],
  options: FlowOptions & { readonly aliases: Aliases },
): Useful {
  const [root] = functions;
  // Slots are known once something is seen to be stored there.
  const flows = collectFlows(functions, options);
  const ends = root === undefined ? [] : [...root.results, ...root.params];
  const results = ends.flatMap((atom): readonly Holder[] => {
    if (atom.kind !== "value") return [];
    return isReference(atom.type) ? slotsReachedFrom(options.aliases.classOf(atom), options.aliases) : [atom];
  });
  const useful = reachedFrom(results, flows.from);
  return { isUseful: (value) => useful.has(value), isUsefulSlot: (slot) => useful.has(slot) };
}

function slotsReachedFrom(objects: AliasClass, aliases: Aliases): readonly AliasClass[] {
  const found = new Set(aliases.slots(objects));
  for (const slot of found) for (const inner of aliases.slots(slot)) found.add(inner);
  return [...found];
}

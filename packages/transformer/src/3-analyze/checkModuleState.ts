import type { Context } from "../context.js";
import { elementKey } from "../ir/build.js";
import type { Atom, Global, IRFunction, Key, Span, Statement, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { type Activity, isDifferentiableStorage } from "./activity.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { analyzeDefiniteStores } from "./moduleState/definiteStores.js";
import { analyzeKept, type Kept } from "./moduleState/kept.js";
import { analyzeStale } from "./moduleState/stale.js";
import type { Useful } from "./moduleState/useful.js";
import { anyIndex } from "./slots.js";

export interface ModuleStateAnalyses {
  readonly activity: Activity;
  readonly aliases: Aliases;
  /** See `moduleSlots`. */
  readonly state: ReadonlyMap<AliasClass, Global>;
  readonly useful: Useful;
}

/**
 * Module state in which active values are stored is an argument that the derivative is not taken with respect to. What an earlier
 * call stored there would have a derivative that this call cannot know, so a load is refused if it may see that and if what
 * it gives has a part in the result. A log and a counter are written only; scratch memory is written before it is read.
 */
export function checkModuleState(
  functions: readonly IRFunction[],
  { activity, aliases, state, useful }: ModuleStateAnalyses,
  ctx: Context,
): void {
  if (state.size === 0) return;
  const definite = analyzeDefiniteStores(functions);
  const stale = analyzeStale(functions, aliases, definite);
  const stores = activeStores(functions, { activity, aliases, state, kept: analyzeKept(functions, aliases, stale) });
  if (stores.size === 0) return;

  const report = (slot: AliasClass, span: Span | undefined): void => {
    const store = stores.get(slot);
    const name = state.get(slot)?.name;
    if (store === undefined || name === undefined) return;
    const related =
      store.span === undefined ? [] : [{ message: `an active value is stored in ${name} here`, span: store.span }];
    ctx.reporter.report("activeModuleState", span, { name }, related);
  };
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let") return;
      const { value, operation } = statement;
      if (operation.kind === "load") {
        const isOld = stale.isStale(operation.base) && !definite.isCovered(statement);
        const matters = activity.isVaried(value) && useful.isUseful(value);
        if (isOld && matters) report(aliases.slotOf(operation.base, operation.key), value.span ?? fn.span);
      } else if (operation.kind === "slice") {
        const slot = aliases.slotOf(operation.base, anyIndex);
        const isOld = stale.isStale(operation.base) && !definite.isWhollyCovered(statement);
        if (isOld && useful.isUsefulSlot(aliases.slotOf(value, anyIndex))) report(slot, value.span ?? fn.span);
      }
    });
  }
}

/** The slots that can be reached from the bindings of modules, each with one of those bindings. */
export function moduleSlots(functions: readonly IRFunction[], aliases: Aliases): ReadonlyMap<AliasClass, Global> {
  const found = new Map<AliasClass, Global>();
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "global") return;
      const { operation } = statement;
      for (const slot of reachableSlots(aliases, aliases.classOf(statement.value))) {
        if (!found.has(slot)) found.set(slot, operation);
      }
    });
  }
  return found;
}

/** For each slot of module state in which an active value is stored, the first place where. */
function activeStores(
  functions: readonly IRFunction[],
  { activity, aliases, state, kept }: Omit<ModuleStateAnalyses, "useful"> & { readonly kept: Kept },
): ReadonlyMap<AliasClass, { readonly span: Span | undefined }> {
  const found = new Map<AliasClass, { readonly span: Span | undefined }>();
  const note = (base: Atom, key: Key, value: Atom | undefined): void => {
    if (base.kind !== "value" || !holdsDerivative(base) || !kept.isKept(base)) return;
    const slot = aliases.slotOf(base, key);
    if (!state.has(slot) || found.has(slot) || !activity.isActiveSlot(base, key)) return;
    if (value === undefined || activity.isVaried(value)) {
      found.set(slot, { span: (value?.kind === "value" ? value.span : undefined) ?? base.span });
    }
  };
  const look = (statement: Statement): void => {
    if (statement.kind === "store" || statement.kind === "accumulate")
      note(statement.base, statement.key, statement.value);
    else if (statement.kind === "fill") note(statement.base, anyIndex, statement.value);
    else if (statement.kind === "let") {
      const { value, operation } = statement;
      if (operation.kind === "makeRecord") {
        for (const field of operation.fields) note(value, { kind: "field", name: field.name }, field.value);
      } else if (operation.kind === "makeArray") {
        operation.elements.forEach((element, i) => {
          note(value, elementKey(value.type, i), element);
        });
      } else if (operation.kind === "newArray" || operation.kind === "slice") note(value, anyIndex, undefined);
    }
  };
  for (const fn of functions) visit(fn.body, look);
  return found;
}

const holdsDerivative = ({ type }: Value): boolean => type.kind !== "array" || isDifferentiableStorage(type.storage);

export function reachableSlots(aliases: Aliases, objects: AliasClass): readonly AliasClass[] {
  const found = new Set<AliasClass>();
  const walk = (at: AliasClass): void => {
    for (const slot of aliases.slots(at)) {
      if (found.has(slot)) continue;
      found.add(slot);
      walk(slot);
    }
  };
  walk(objects);
  return [...found];
}

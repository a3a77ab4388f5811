import { isReference } from "../ir/build.js";
import { drawnBy } from "../ir/operations.js";
import { reachableFunctions } from "../ir/reachable.js";
import type { Atom, IRFunction, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { type AliasClass, type Aliases, analyzeAliases } from "./aliases.js";
import { reachableSlots } from "./checkModuleState.js";
import { analyzeEffects } from "./effects.js";
import { analyzeOrigins } from "./origins.js";

/** What a function does with the memory of others, seen by itself: its callers may make one class of what it keeps apart. */
export interface Changes {
  /** It writes into what its arguments hold, or a module. */
  readonly writes: boolean;
  /** What it gives may be an argument itself, a list or a record that refers to nothing; or it is, or holds, a part of one or of a module. */
  readonly handsOn: "nothing" | "itself" | "parts";
}

/** Classes and origins both may see more than there is: what one of them rules out does not happen. */
export function analyzeChanges(fn: IRFunction, functions: ReadonlyMap<number, IRFunction>): Changes {
  const all = [...reachableFunctions(fn, [fn.ref.id, ...functions.keys()], (id) => functions.get(id)).values()];
  const aliases = analyzeAliases(all);
  const { writes, accumulates } = analyzeEffects(all, aliases).ofBlock(fn.body);
  const written = new Set([...writes, ...accumulates]);
  const outside = new Set([...aliases.moduleSlots(), ...fn.params.flatMap((param) => memoryOf(param, aliases))]);
  const mayWrite = [...outside].some((slot) => written.has(slot));
  const mayHandOn = fn.results.some((result) => memoryOf(result, aliases).some((slot) => outside.has(slot)));
  if (!mayWrite && !mayHandOn) return { writes: false, handsOn: "nothing" };
  const { writesGiven, leadsToGiven } = analyzeOrigins(fn, all);
  const inside = new Set([...aliases.moduleSlots(), ...fn.params.flatMap((param) => partsOf(param, aliases))]);
  const isWhole = (result: Atom): boolean =>
    result.kind === "value" && !holdsReferences(result.type) && !inside.has(aliases.classOf(result));
  const handsOn =
    mayHandOn && fn.results.some(leadsToGiven) ? (fn.results.every(isWhole) ? "itself" : "parts") : "nothing";
  return { writes: mayWrite && writesGiven, handsOn };
}

const holdsReferences = (type: Type): boolean => slotTypes(type).some(isReference);
const slotTypes = (type: Type): readonly Type[] => {
  if (type.kind === "array") return [type.element];
  if (type.kind === "map") return [type.key, type.value];
  if (type.kind === "tuple") return type.elements;
  return type.kind === "record" ? type.fields.map((field) => field.type) : [];
};

/** The host code of a function that may give another value when it runs again. A function with a rule is what its rule says. */
export function findDraw(fn: IRFunction, functions: ReadonlyMap<number, IRFunction>): string | undefined {
  const seen = new Set([fn]);
  for (const at of seen) {
    let found: string | undefined;
    visit(at.body, (statement) => {
      if (statement.kind === "let" && statement.value.type.kind !== "undefined") found ??= drawnBy(statement.operation);
      const callee =
        statement.kind === "call" && statement.rule === undefined ? functions.get(statement.callee.id) : undefined;
      if (callee !== undefined) seen.add(callee);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

const partsOf = (atom: Value, aliases: Aliases): readonly AliasClass[] =>
  isReference(atom.type) ? reachableSlots(aliases, aliases.classOf(atom)) : [];

function memoryOf(atom: Atom, aliases: Aliases): readonly AliasClass[] {
  if (atom.kind !== "value" || !isReference(atom.type)) return [];
  const objects = aliases.classOf(atom);
  return [objects, aliases.lengthOf(atom), ...reachableSlots(aliases, objects)];
}

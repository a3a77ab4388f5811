import type { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { fieldOf } from "../../ir/type.js";
import type { Atom, UnionType } from "../../ir/types.js";
import { iterateArray } from "./arrayIterations.js";
import { type Iteration, runIteration } from "./iteration.js";
import { iterationOf } from "./maps.js";
import type { Lowering } from "./state.js";
import { isOfKind, loadKind, nameOfKind } from "./unions.js";
import { structureOf, when } from "./values.js";

/** Lists, sets and maps: what they are iterated over as. */
const iterated: ReadonlySet<string> = new Set(["Array", "Set", "Map"]);

/** `for (const v of sets.get(k) ?? [])`: of the kinds that it may be, the one that it is. Undefined if one of them is not iterated over here. */
export function iterateUnion(l: Lowering, base: Atom, union: UnionType): Iteration | undefined {
  const kinds = union.fields.map(({ name }) => name).filter((name) => name !== nameOfKind);
  if (kinds.length === 0 || !kinds.every((kind) => iterated.has(kind) && fieldOf(union, kind) !== undefined))
    return undefined;
  const run: Iteration["run"] = (at, each, node) => {
    for (const kind of kinds) {
      when(at, isOfKind(at, base, kind), (inner) => {
        runIteration(inner, iterationOfPart(inner, loadKind(inner, base, union, kind), node), node, each);
      });
    }
    return constant(undefined);
  };
  const key = `kinds of ${base.kind === "value" ? base.id : ""}`;
  return { kind: "iteration", owner: l.activation, key, started: undefined, run };
}

function iterationOfPart(l: Lowering, part: Atom, node: ts.Node): Iteration {
  const type = structureOf(l, part, node);
  if (type.kind === "map") return iterationOf(l, part, type, type.storage === "Set" ? "values" : "entries");
  return iterateArray(l, part, "values");
}

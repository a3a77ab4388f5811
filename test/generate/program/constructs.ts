import { accessors } from "./accessors.js";
import { bindings } from "./bindings.js";
import { calls } from "./calls.js";
import { changing } from "./changing.js";
import { classes } from "./classes.js";
import { closures } from "./closures.js";
import { collections } from "./collections.js";
import { conditions } from "./conditions.js";
import { effects } from "./effects.js";
import { ended } from "./ended.js";
import { endings } from "./endings.js";
import { entries } from "./entries.js";
import { failures } from "./failures.js";
import { generators } from "./generators.js";
import { idioms } from "./idioms.js";
import { keys } from "./keys.js";
import { kinds } from "./kinds.js";
import { library } from "./library.js";
import { links } from "./links.js";
import { members } from "./members.js";
import { methods } from "./methods.js";
import { missing } from "./missing.js";
import { operators } from "./operators.js";
import { optional } from "./optional.js";
import { patterns } from "./patterns.js";
import type { Construct, Generation } from "./scope.js";
import { state } from "./state.js";
import { switches } from "./switches.js";
import { tracing } from "./tracing.js";
import { truths } from "./truths.js";
import { unions } from "./unions.js";
import { unset } from "./unset.js";

/** Everything beyond numbers, arrays, plain records and control flow that programs are drawn from. */
const drawnConstructs: readonly Construct[] = [
  classes,
  closures,
  methods,
  failures,
  collections,
  state,
  generators,
  links,
  optional,
  unions,
  idioms,
  members,
  keys,
  operators,
  bindings,
  tracing,
  library,
  conditions,
  effects,
  patterns,
  switches,
  changing,
  accessors,
  calls,
];

/** With those that `--only` names: no long run with them has been made, so that programs are not drawn from them yet. */
export const allConstructs: readonly Construct[] = [
  ...drawnConstructs,
  kinds,
  missing,
  endings,
  ended,
  entries,
  truths,
  unset,
];

/** The constructs of one program: few at a time, so that each is used more than once. */
export function someConstructs(pick: Generation["pick"], only: readonly string[] | undefined): readonly Construct[] {
  if (only !== undefined) return allConstructs.filter(({ name }) => only.includes(name));
  const count = pick.below(5);
  const kept = new Set(Array.from({ length: count }, () => pick.below(drawnConstructs.length)));
  return drawnConstructs.filter((_, k) => kept.has(k));
}

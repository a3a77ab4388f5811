import { conditionOf, numberOf } from "./numbers.js";
import { type Scope, withVariables } from "./scope.js";
import { block } from "./statements.js";

/** `try` with a `catch` that uses what was thrown, a `finally`, or both. */
export function handler(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const catches = pick.chance(0.75);
  const guarded = block({ ...scope, catches: catches || scope.catches === true }, 1 + pick.below(3));
  const lines = ["try {", ...guarded, ...(catches ? throwing({ ...scope, catches }).map((line) => `  ${line}`) : [])];
  if (catches) lines.push(...clause(scope, fresh("e")));
  if (!catches || pick.chance(0.3)) lines.push("} finally {", ...block(scope, 1 + pick.below(2)));
  return [...lines, "}"];
}

function clause(scope: Scope, name: string): string[] {
  const { pick, fresh } = scope.g;
  if (pick.chance(0.2)) return ["} catch {", ...block(scope, 1 + pick.below(2))];
  const [u, w] = [fresh("thrown"), fresh("thrown")];
  const inside = withVariables(
    scope,
    { name: u, type: "num", assignable: false },
    { name: w, type: "num", assignable: false },
  );
  const again = scope.catches === true && pick.chance(0.3) ? [`  if (${conditionOf(scope)}) throw ${name};`] : [];
  return [
    `} catch (${name}) {`,
    `  const { u: ${u}, w: ${w} } = ${name} as Thrown;`,
    ...block(inside, 1 + pick.below(2)),
    ...again,
  ];
}

/** Throws under a condition. */
export function throwing(scope: Scope): string[] {
  return [`if (${conditionOf(scope)}) throw { u: ${numberOf(scope)}, w: ${numberOf(scope, 1)} };`];
}

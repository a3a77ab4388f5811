// What a test says of a name holds until the name is assigned, on whichever way.
// @ts-expect-error JavaScript without types
import { afterThrow, chained, inLoop, second, third, weighed } from "./_missingValues.js";

function tableOf(x: number, keys: string): Map<string, number> {
  const table = new Map<string, number>();
  if (keys.includes("a")) table.set("a", x);
  if (keys.includes("b")) table.set("b", x * x);
  if (keys.includes("c")) table.set("c", x * x * x);
  return table;
}

export function f(x: number): number {
  const tables = second(tableOf(x, "a"), x) + second(tableOf(x, "ab"), x) * 3 + second(tableOf(x, ""), x);
  const more = third(tableOf(x, "a"), x) + third(tableOf(x, "ac"), x) * 3 + third(tableOf(x, ""), x);
  const loops = inLoop(x) + inLoop(x, x) * 2 + chained(x) + chained(x, 3) + chained(x, -1);
  const given = x > 1 ? { weight: x, shift: x * x } : { weight: x, last: x };
  const options = weighed(x, given) + weighed(x, { weight: 1, last: x });
  return options + weighed(x, { weight: x, shift: 2, last: 1 }) + tables + more + loops + afterThrow(x) + afterThrow(x, 2) + afterThrow(x * 0.5, 3);
}
export const wrt = 0;
export const inputs = [[1.3], [0.4]];

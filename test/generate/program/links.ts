import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, variablesOf, withVariables } from "./scope.js";
import { aTotal, update } from "./statements.js";
import { aValue } from "./values.js";

/** Linked records, walked and relinked; two names may hold parts of one list. */
export const links: Construct = {
  name: "links",
  kinds: {
    chain: {
      text: "Link | undefined",
      hint: "list",
      weight: 3,
      make: (scope, depth) => {
        const rest = aVariable(scope, "chain")?.name ?? "undefined";
        const [a, b] = [numberOf(scope, depth - 1), numberOf(scope, 1)];
        return scope.g.pick.one([`link(${a}, link(${b}, undefined))`, `link(${a}, ${rest})`, `linked([${a}, ${b}])`]);
      },
      numbers: (scope, name, depth) => [
        `(${name}?.value ?? ${numberOf(scope, depth)})`,
        `(${name}?.next?.value ?? ${numberOf(scope, depth)})`,
        `sumOf(${name})`,
        `(${name} === undefined ? ${numberOf(scope, depth)} : 0.5 * ${name}.value)`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 3, make: (scope) => same(scope, ...walk(scope)) },
    { weight: 3, make: (scope) => same(scope, ...relink(scope)) },
  ],
  numbers: [],
  module: (scope) => {
    const inside = withVariables(scope, { name: "at.value", type: "num", assignable: true });
    return {
      lines: [
        "type Link = { value: number; next: Link | undefined };",
        "function link(value: number, next: Link | undefined): Link {",
        "  return { value, next };",
        "}",
        "function linked(values: number[]): Link | undefined {",
        "  let head: Link | undefined;",
        "  for (const value of values) head = link(value, head);",
        "  return head;",
        "}",
        "function sumOf(at: Link | undefined): number {",
        "  let sum = 0;",
        `  for (let n = 0; at !== undefined && n < 4; at = at.next, n++) sum = 0.5 * sum + ${numberOf(inside, 2)};`,
        "  return sum;",
        "}",
        "function reversed(at: Link | undefined): Link | undefined {",
        "  let head: Link | undefined;",
        "  while (at !== undefined) {",
        "    const { next }: Link = at;",
        "    at.next = head;",
        "    head = at;",
        "    at = next;",
        "  }",
        "  return head;",
        "}",
      ],
      callables: [],
    };
  },
};

function walk(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const list = aVariable(scope, "chain");
  const total = aTotal(scope);
  if (list === undefined || scope.depth > 3 || total === undefined) return [];
  const [at, n] = [fresh("at"), fresh("n")];
  const inside = withVariables(scope, { name: `${at}.value`, type: "num", assignable: true });
  const body = pick.one([
    `${total} += 0.3 * ${at}.value;`,
    update(inside, `${at}.value`),
    `if (${conditionOf(inside, 1)}) break;`,
  ]);
  return [
    `let ${n} = 0;`,
    `for (let ${at} = ${list.name}; ${at} !== undefined && ${n} < 4; ${at} = ${at}.next) {`,
    `  ${n}++;`,
    `  ${body}`,
    `  ${update(inside, pick.one([`${at}.value`, total]))}`,
    "}",
  ];
}

/** New places of links. A list that becomes a ring ends its walks by their counters, but must not be reversed. */
function relink(scope: Scope): string[] {
  const { pick } = scope.g;
  const list = pick.maybe(variablesOf(scope, "chain"));
  if (list === undefined) return [];
  const { name, assignable } = list;
  if (!assignable) return [`if (${name} !== undefined) ${update(scope, `${name}.value`)}`];
  return [
    pick.one([
      `${name} = { value: ${numberOf(scope, 2)}, next: ${name} };`,
      `if (${name}?.next !== undefined) ${name} = ${name}.next;`,
      `${name} = reversed(${name});`,
      `if (${name} !== undefined) ${name}.next = link(${numberOf(scope, 2)}, ${name}.next);`,
      `${name} = ${aValue(scope, "chain", 2)};`,
    ]),
  ];
}

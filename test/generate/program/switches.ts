import { conditionOf, numberOf, place } from "./numbers.js";
import { aVariable, type Construct, inLoop, noModule, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, exit, indented, statements, update } from "./statements.js";

/** Choices that fall through or have their default in the middle, ways out of them, and what runs on the way out. */
export const switches: Construct = {
  name: "switches",
  kinds: {},
  statements: [
    { weight: 4, make: (scope) => same(scope, ...choice(scope, [])) },
    { weight: 4, make: (scope) => same(scope, ...insideLoop(scope)) },
    { weight: 3, make: (scope) => same(scope, ...leaving(scope)) },
    { weight: 2, make: (scope) => same(scope, ...nested(scope)) },
    { weight: 2, make: (scope) => same(scope, ...byText(scope)) },
  ],
  numbers: [],
  module: noModule,
};

/** What is chosen by: a counter, a counter that counts, or a number that is rounded. */
function subject(scope: Scope): string {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int")?.name;
  const rounded = `Math.floor(Math.abs(${numberOf(scope, 1)}) * 4)`;
  return pick.chance(0.6) && integer !== undefined ? `${integer} % 4` : `${rounded} % 4`;
}

/** Four cases in any order, the default anywhere; each ends in one of `ends`, by `break` or not at all. */
function choice(scope: Scope, ends: readonly string[], of = subject(scope)): string[] {
  const { pick } = scope.g;
  if (scope.depth > 4) return [];
  const inside: Scope = { ...scope, depth: scope.depth + 1 };
  const heads = ["case 0:", "case 1:", "case 2:", "case 3:"].filter(() => pick.chance(0.75));
  const at = pick.below(heads.length + 1);
  const all = pick.chance(0.8) ? [...heads.slice(0, at), "default:", ...heads.slice(at)] : heads;
  const clause = (head: string): string[] => {
    if (pick.chance(0.15)) return [head];
    const body = indented(statements(inside, 1 + pick.below(2)).lines);
    const early = pick.chance(0.2) ? [`  if (${conditionOf(inside, 1)}) break;`] : [];
    const end = pick.maybe(["break;", "", "", ...ends, ...ends]) ?? "";
    return [`${head} {`, ...early, ...body, ...(end === "" ? [] : [`  ${end}`]), "}"];
  };
  return [`switch (${of}) {`, ...indented(all.flatMap(clause)), "}"];
}

/** A choice whose cases go on with the loop around it, or leave it. */
function insideLoop(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  if (scope.depth > 2) return [];
  const [label, i, n] = [fresh("outer"), fresh("i"), fresh("n")];
  const inside = withVariables(inLoop(scope, label), { name: i, type: "int", assignable: false });
  const ends = ["continue;", `continue ${label};`, `break ${label};`];
  const total = aTotal(scope);
  const of = pick.one([subject(inside), `${i} % 4`, `${n}++ % 4`, `(${n} += ${i}) % 4`]);
  return [
    `let ${n} = ${pick.below(3)};`,
    `${label}: for (let ${i} = 0; ${i} < ${2 + pick.below(4)}; ${i}++) {`,
    ...indented(choice(inside, ends, of)),
    ...block(inside, 1),
    "}",
    ...(total === undefined ? [] : [`${total} += 0.1 * ${n};`]),
  ];
}

/** Ways out of a `try` in a loop: what is in `finally` runs, and may itself leave. */
function leaving(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const target = place(scope);
  if (scope.depth > 2 || target === undefined) return [];
  const [label, i, n] = [fresh("outer"), fresh("i"), fresh("n")];
  const inside = withVariables(inLoop(scope, label), { name: i, type: "int", assignable: false });
  const way = (): string =>
    `if (${conditionOf(inside, 1)}) ${pick.one(["continue;", "break;", `continue ${label};`, `break ${label};`])}`;
  const again = pick.chance(0.3) ? [`    ${way()}`] : [];
  const [open, close] = pick.one([
    [[`${label}: for (let ${i} = 0; ${i} < 3; ${i}++) {`], []],
    [[`let ${i} = 0;`, `${label}: while (${i}++ < 3) {`], []],
    [[`${label}: for (let ${n} = 0; ${n} < 2; ${n}++) {`, `for (let ${i} = ${n}; ${i} < 3; ${i}++) {`], ["}"]],
  ]);
  return [
    ...open,
    "  try {",
    `    ${way()}`,
    ...indented(block(inside, 1)),
    ...indented(indented(exit(inside))),
    "  } finally {",
    `    ${update(inside, target)}`,
    ...again,
    "  }",
    `  ${update(inside, target)}`,
    "}",
    ...close,
  ];
}

/** One choice within another, with loops between them. */
function nested(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const target = place(scope);
  if (scope.depth > 2 || target === undefined) return [];
  const i = fresh("i");
  const inside = withVariables(inLoop({ ...scope, depth: scope.depth + 1 }), {
    name: i,
    type: "int",
    assignable: false,
  });
  return [
    `switch (${subject(scope)}) {`,
    "  case 2:",
    `    ${update(scope, target)}`,
    "  default:",
    `    for (let ${i} = 0; ${i} < 3; ${i}++) {`,
    ...indented(indented(indented(choice(inside, ["continue;"], `${i} % 4`)))),
    ...indented(indented(block(inside, 1))),
    "    }",
    ...(pick.chance(0.5) ? ["    break;"] : []),
    "  case 1:",
    `    ${update(scope, target)}`,
    "}",
  ];
}

/** A choice by a text that a condition gave. */
function byText(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const target = place(scope);
  if (scope.depth > 3 || target === undefined) return [];
  const mode = fresh("kind");
  const inside: Scope = { ...scope, depth: scope.depth + 1 };
  const end = (): string[] => (pick.chance(0.5) ? ["    break;"] : []);
  return [
    `const ${mode} = ${conditionOf(scope, 1)} ? "up" : ${conditionOf(scope, 1)} ? "down" : "flat";`,
    `switch (${mode}) {`,
    '  case "down":',
    `    ${update(inside, target)}`,
    ...end(),
    "  default: {",
    ...indented(block(inside, 1)),
    "  }",
    '  case "up":',
    `    ${update(inside, target)}`,
    ...end(),
    "}",
  ];
}

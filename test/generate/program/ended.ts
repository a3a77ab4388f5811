import { conditionOf, numberOf } from "./numbers.js";
import { type Construct, inLoop, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented, update } from "./statements.js";

/** Generators that are asked step by step, told something, and ended from outside with a value; what they do on the way out. */
export const ended: Construct = {
  name: "ended",
  kinds: {},
  statements: [
    { weight: 4, make: (scope) => same(scope, ...stopped(scope)) },
    { weight: 3, make: (scope) => same(scope, ...stepped(scope)) },
    { weight: 2, make: (scope) => same(scope, ...told(scope)) },
  ],
  numbers: [
    (scope, depth) =>
      `ended(growing(${numberOf(scope, depth - 1)}, ${1 + scope.g.pick.below(3)}), ${numberOf(scope, 1)})`,
    (scope, depth) => `toEnd(counting(${numberOf(scope, depth - 1)}))`,
  ],
  module: (scope) => {
    const { pick } = scope.g;
    const inside = (...names: string[]): Scope => ({
      ...withVariables(scope, ...names.map((name) => ({ name, type: "num", assignable: true }) as const)),
      depth: 4,
    });
    const u = inside("u");
    const wayOut = pick.one([[], [update(u, "u")], ["state.v = 0.5 * u;"], ["state.v += 0.3 * u;", update(u, "u")]]);
    const isCaught = pick.chance(0.2);
    return {
      lines: [
        "const state = { v: 0 };",
        "function* growing(u: number, n: number): Generator<number> {",
        "  try {",
        "    for (let k = 0; k <= n; k++) {",
        "      yield u;",
        `      ${update(u, "u")}`,
        ...(pick.chance(0.3) ? [`      if (${conditionOf(u, 1)}) return;`] : []),
        "    }",
        ...(isCaught ? ["  } catch {", "    u = 0.3;"] : []),
        "  } finally {",
        ...indented(indented(wayOut)),
        "  }",
        "}",
        "function* counting(u: number): Generator<number, number, void> {",
        "  let n = 0;",
        ...(pick.chance(0.5)
          ? ["  while (n < 3) {", "    n++;", `    yield ${numberOf(u, 2)};`, `    ${update(u, "u")}`, "  }"]
          : [
              "  try {",
              `    yield ${numberOf(u, 2)};`,
              "    n++;",
              `    yield* growing(u, ${pick.below(3)});`,
              "  } finally {",
              `    n += 2;`,
              `    state.v = 0.5 * state.v + u;`,
              "  }",
            ]),
        `  return ${numberOf(u, 2)} + 0.1 * n;`,
        "}",
        "function* taught(u: number): Generator<number, number, number> {",
        "  let w = u;",
        "  for (let k = 0; k < 3; k++) {",
        `    const told = yield ${pick.one(["w", "w * u", "Math.cos(w)"])};`,
        `    w = ${pick.one(["0.5 * w + told", "Math.sin(w * told)", "told * u"])};`,
        ...(pick.chance(0.4) ? [`    if (${conditionOf(inside("w", "told"), 1)}) return w * 0.3;`] : []),
        "  }",
        "  return w;",
        "}",
        "function ended(it: Generator<number>, w: number): number {",
        "  const before = it.next();",
        `  const last = it.return(${pick.one(["w", "0.5 * w", "w * w"])});`,
        "  const after = it.next();",
        "  return (before.done ? 0.2 : before.value) + (last.done ? last.value * 0.7 : 0.3) + (after.done ? 0.1 : after.value);",
        "}",
        "function toEnd(it: Generator<number, number, void>): number {",
        "  let sum = 0;",
        "  for (let step = it.next(); ; step = it.next()) {",
        "    sum = 0.5 * sum + step.value;",
        "    if (step.done) return sum;",
        "  }",
        "}",
      ],
      callables: [],
    };
  },
  start: () => ["state.v = 0;"],
};

/** One that is ended after some steps, under a condition or in a loop. */
function stopped(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [it, step, i, end] = [fresh("it"), fresh("step"), fresh("i"), fresh("end")];
  const inside = withVariables(
    inLoop(scope),
    { name: i, type: "int", assignable: false },
    { name: `${step}.value`, type: "num", assignable: false },
  );
  const source = pick.one([`growing(${numberOf(scope, 2)}, ${1 + pick.below(3)})`, `counting(${numberOf(scope, 2)})`]);
  const finish = pick.one([
    [`${total} += 0.4 * ${it}.return(${numberOf(scope, 2)}).value;`],
    [
      `const ${end} = ${it}.return(${numberOf(scope, 2)});`,
      `${total} += ${end}.done ? 0.5 * ${end}.value : ${numberOf(scope, 1)};`,
    ],
    [`if (${conditionOf(scope, 1)}) ${total} += 0.3 * ${it}.return(${numberOf(scope, 1)}).value;`],
    [
      `const ${end} = ${it}.return(${numberOf(scope, 1)}).value;`,
      `${total} = 0.5 * ${total} + ${end} * ${numberOf(scope, 1)};`,
    ],
  ]);
  const after = pick.one([
    [],
    [`${total} += ${it}.next().done ? 0.1 : 0.3;`],
    [`${total} += 0.3 * ${it}.return(${numberOf(scope, 1)}).value;`],
    [`for (const rest of ${it}) ${total} += 0.2 * rest;`],
  ]);
  return [
    `const ${it} = ${source};`,
    `for (let ${i} = 0; ${i} < ${pick.below(4)}; ${i}++) {`,
    `  const ${step} = ${it}.next();`,
    `  if (${step}.done) break;`,
    ...block(inside, 1),
    `  ${total} += 0.2 * ${step}.value;`,
    "}",
    ...finish,
    ...after,
    `${total} += 0.3 * state.v;`,
  ];
}

/** To its end, with the value that it returns; or out of the loop by an exit that ends it. */
function stepped(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [it, step, item] = [fresh("it"), fresh("step"), fresh("item")];
  const source = pick.one([`growing(${numberOf(scope, 2)}, 2)`, `counting(${numberOf(scope, 2)})`]);
  const inside = withVariables(inLoop(scope), { name: item, type: "num", assignable: false });
  return [
    ...pick.one([
      [
        `const ${it} = counting(${numberOf(scope, 2)});`,
        `let ${step} = ${it}.next();`,
        `while (!${step}.done) {`,
        `  const ${item} = ${step}.value;`,
        ...block(inside, 1),
        `  ${total} += 0.2 * ${item};`,
        ...(pick.chance(0.4) ? [`  if (${conditionOf(inside, 1)}) break;`] : []),
        `  ${step} = ${it}.next();`,
        "}",
        `${total} += 0.4 * ${step}.value;`,
      ],
      [
        `for (const ${item} of ${source}) {`,
        `  if (${conditionOf(inside, 1)}) break;`,
        ...block(inside, 1),
        `  ${total} += 0.3 * ${item};`,
        "}",
      ],
      [`const [${item}] = ${source};`, `${total} += 0.5 * ${item};`],
    ]),
    `${total} = 0.7 * ${total} + state.v;`,
  ];
}

/** One that is told a number at each step. */
function told(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [it, i] = [fresh("it"), fresh("i")];
  const inside = withVariables(inLoop(scope), { name: i, type: "int", assignable: false });
  const end = pick.one([[], [`${total} += 0.3 * ${it}.return(${numberOf(scope, 2)}).value;`]]);
  return [
    `const ${it} = taught(${numberOf(scope, 2)});`,
    `${total} += 0.3 * ${it}.next(0.4).value;`,
    `for (let ${i} = 0; ${i} < ${1 + pick.below(3)}; ${i}++) {`,
    pick.one([
      `  ${total} = 0.5 * ${total} + 0.3 * (${it}.next(${numberOf(inside, 2)}).value ?? 0.3);`,
      `  ${total} += 0.2 * (${it}.next(${total}).value ?? 0.1);`,
    ]),
    ...(pick.chance(0.4) ? block(inside, 1) : []),
    "}",
    ...end,
  ];
}

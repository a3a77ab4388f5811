import { assignable, atom, conditionOf, numberOf } from "./numbers.js";
import {
  aVariable,
  type Construct,
  inFunction,
  inLoop,
  type Made,
  type Scope,
  same,
  variablesOf,
  withVariables,
} from "./scope.js";
import { aTotal, block, exit, indented } from "./statements.js";

/** Conditions that assign: what they assign is read inside of the loop or branch, and after every way out of it. */
export const conditions: Construct = {
  name: "conditions",
  kinds: {},
  statements: [
    { weight: 6, make: loop },
    { weight: 2, make: captured },
    { weight: 2, make: (scope) => same(scope, ...drained(scope)) },
    { weight: 2, make: (scope) => same(scope, ...searched(scope)) },
    { weight: 3, make: (scope) => same(scope, ...branch(scope)) },
  ],
  numbers: [
    (scope, depth) => {
      const t = assignable(scope);
      if (t === undefined) return undefined;
      const value = numberOf(scope, depth - 1);
      return scope.g.pick.one([
        `((${t} = ${value}) > ${limit(scope)} ? ${t} : ${numberOf(scope, 1)})`,
        `(${conditionOf(scope, 1)} && (${t} = ${value}) > ${limit(scope)} ? ${numberOf(scope, 1)} : ${t})`,
        `(${conditionOf(scope, 1)} || (${t} = ${value}) > ${limit(scope)} ? ${t} : ${numberOf(scope, 1)})`,
        `(${conditionOf(scope, 1)} ? (${t} = ${value}) : (${t} *= 0.5))`,
        `(positive(${value}) ?? (${t} = ${numberOf(scope, 1)})) * ${t}`,
        `Math.atan2((${t} = ${value}), 1.2 + ${t} * ${t})`,
        `mixed(${t}, (${t} = ${value}), ${t})`,
      ]);
    },
    (scope, depth) => {
      const count = counter(scope);
      return count && `(${count}++ < 2 ? ${numberOf(scope, depth - 1)} : ${numberOf(scope, 1)})`;
    },
  ],
  module: () => ({
    callables: [],
    lines: [
      "function positive(u: number): number | undefined {",
      "  return u > 0 ? u : undefined;",
      "}",
      "function mixed(u: number, v: number, w: number): number {",
      "  return 0.4 * u - v * 0.3 + w * u;",
      "}",
    ],
  }),
};

const limit = ({ g }: Scope): string => g.pick.one(["-0.3", "0.1", "0.4", "0.8"]);

const counter = (scope: Scope): string | undefined =>
  variablesOf(scope, "int").find(({ name, index }) => index === undefined && name.startsWith("count"))?.name;

/** Statements with ways out before and after them. */
function left(inside: Scope): string[] {
  const { pick } = inside.g;
  const way = (): string[] => (pick.chance(0.5) ? indented(exit(inside)) : []);
  return [...way(), ...block(inside, 1 + pick.below(2)), ...way()];
}

/** A loop of any form by a condition that counts, and may assign a number as well. */
function loop(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  if (scope.depth > 3) return same(scope);
  const down = pick.chance(0.35);
  const [n, t] = [fresh(down ? "left" : "count"), fresh("t")];
  const label = pick.chance(0.25) ? fresh("outer") : undefined;
  const outside = withVariables(scope, { name: t, type: "num", assignable: true });
  const inside = withVariables(inLoop(outside, label), { name: n, type: "int", assignable: false });
  const condition = down
    ? countingDown(outside, n)
    : pick.chance(0.5)
      ? countingUp(outside, n)
      : measuring(outside, n, t);
  const head = label === undefined ? "" : `${label}: `;
  const total = aTotal(scope);
  const lines = [
    `let ${t} = ${numberOf(scope, 1)};`,
    `let ${n} = ${down ? 1 + pick.below(4) : 0};`,
    ...form(inside, condition, head),
    ...(total === undefined ? [] : [`${total} += 0.1 * ${n} + 0.2 * ${t};`]),
  ];
  const after = down ? outside : withVariables(outside, { name: n, type: "int", assignable: false });
  return { lines, scope: after };
}

function form(inside: Scope, condition: string, head: string): string[] {
  const { pick, fresh } = inside.g;
  const i = fresh("i");
  return pick.weighted<() => string[]>([
    [4, () => [`${head}while (${condition}) {`, ...left(inside), "}"]],
    [2, () => [`${head}while (${condition})`, ...indented(single(inside))]],
    [2, () => [`${head}do {`, ...left(inside), `} while (${condition});`]],
    [1, () => [`${head}for (; ${condition}; ) {`, ...left(inside), "}"]],
    [2, () => [`${head}for (let ${i} = 0; ${condition}; ${i}++) {`, ...left(counted(inside, i)), "}"]],
    [2, () => [`${head}while (true) {`, `  if (!(${condition})) break;`, ...left(inside), "}"]],
  ])();
}

const counted = (scope: Scope, i: string): Scope => withVariables(scope, { name: i, type: "int", assignable: false });

/** A body that is one statement, which may leave the loop. */
function single(inside: Scope): string[] {
  const { pick } = inside.g;
  const test = conditionOf(inside, 1);
  const total = aTotal(inside);
  const rest = total === undefined ? [] : [`else ${total} += 0.3 * ${numberOf(inside, 1)};`];
  return [`if (${test}) ${pick.one(["break", "break", "continue"])};`, ...rest];
}

function countingUp(scope: Scope, n: string): string {
  const { pick } = scope.g;
  const k = 1 + pick.below(4);
  const test = conditionOf(scope, 1);
  return pick.one([
    `${n}++ < ${k}`,
    `++${n} < ${k + 1}`,
    `${n}++ < ${k} && ${test}`,
    `${test} && ${n}++ < ${k}`,
    `${n}++ < ${k} || (${n} < 6 && ${test})`,
    `(${n} += 1) <= ${k}`,
  ]);
}

function countingDown(scope: Scope, n: string): string {
  const test = conditionOf(scope, 1);
  return scope.g.pick.one([
    `${n}-- > 0`,
    `--${n} > 0`,
    `${n}-- > 0 && ${test}`,
    `${test} && --${n} >= 0`,
    `(${n} -= 1) >= 0`,
  ]);
}

/** Assigns `t`, before or after it counts. */
function measuring(scope: Scope, n: string, t: string): string {
  const { pick } = scope.g;
  const k = 1 + pick.below(4);
  const value = numberOf(scope, 2);
  const by = limit(scope);
  return pick.one([
    `(${t} = ${value}) > ${by} && ${n}++ < ${k}`,
    `${n}++ < ${k} && (${t} = ${value}) > ${by}`,
    `(${t} = 0.5 * ${t} + 0.3 * ${value}) < ${by} && ++${n} < ${k + 1}`,
    `${n}++ < ${k} && (${t} += 0.1 * ${value}) < ${by}`,
    `!((${t} = ${value}) > ${by} || ${n}++ > 2)`,
    `(${n}++, ${t} = ${value}, ${n} < ${k})`,
    `(${t} = ${n}++ < ${k} ? ${value} : 7) < 6`,
  ]);
}

/** A condition by a function that changes what it captures. */
function captured(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 2 || !spend(1)) return same(scope);
  const [s, n, more] = [fresh("level"), fresh("count"), fresh("more")];
  const outside = withVariables(
    scope,
    { name: s, type: "num", assignable: true },
    { name: n, type: "int", assignable: false },
  );
  const closed = inFunction(outside);
  const step = `${s} = ${pick.one(["0.5", "0.8"])} * ${s} + 0.3 * ${numberOf(closed, 2)};`;
  const [gives, test] = pick.one([
    [`${s} < ${limit(scope)}`, `${more}()`],
    [s, `${more}() > ${limit(scope)}`],
    [`${n}++ < 3 ? ${s} : 9`, `${more}() < 8`],
  ]);
  const k = 1 + pick.below(4);
  const condition = pick.one([`${test} && ${n}++ < ${k}`, `${n}++ < ${k} && ${test}`]);
  return {
    lines: [
      `let ${s} = ${numberOf(scope, 1)};`,
      `let ${n} = 0;`,
      `const ${more} = () => {`,
      `  ${step}`,
      `  return ${gives};`,
      "};",
      ...form(inLoop(outside), condition, ""),
    ],
    scope: outside,
  };
}

/** A list that is emptied by the condition of its loop, and may be added to inside. */
function drained(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [queue, item, n] = [fresh("queue"), fresh("item"), fresh("n")];
  const inside = withVariables(inLoop(scope), { name: item, type: "num", assignable: false });
  const take = pick.one(["pop", "shift"]);
  const [declared, head] = pick.one([
    [[`let ${item}: number | undefined;`], [`while ((${item} = ${queue}.${take}()) !== undefined) {`]],
    [[], [`while (${queue}.length > 0) {`, `  const ${item} = ${queue}.${take}()!;`]],
  ]);
  return [
    `const ${queue} = [${numberOf(scope, 2)}, ${numberOf(scope, 1)}];`,
    `let ${n} = 0;`,
    ...declared,
    ...head,
    `  if (${n}++ < 3${pick.chance(0.5) ? ` && ${item} < ${limit(scope)}` : ""}) ${queue}.push(${numberOf(inside, 2)});`,
    ...indented(exit(inside)),
    `  ${total} += 0.3 * ${item};`,
    "}",
    `${total} += 0.1 * ${queue}.length;`,
  ];
}

/** Looks through an array; the condition takes the element, or moves the index. */
function searched(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [array, total] = [aVariable(scope, "nums", "f64")?.name, aTotal(scope)];
  if (array === undefined || total === undefined || scope.depth > 3) return [];
  const [i, j, t] = [fresh("i"), fresh("j"), fresh("t")];
  const inside = withVariables(inLoop(scope), { name: t, type: "num", assignable: true });
  const next = `${total} += 0.2 * ${t} * ${atom(inside)};`;
  const loop = pick.one([
    [
      `let ${i} = 0;`,
      `for (; ${i} < ${array}.length && (${t} = ${array}[${i}]) < ${limit(scope)}; ${i}++) {`,
      ...left(inside),
      `  ${next}`,
      "}",
    ],
    [
      `let ${i} = ${array}.length;`,
      `while (${i}--) {`,
      `  if ((${t} = ${array}[${i}]) > ${limit(scope)}) continue;`,
      ...left(inside),
      `  ${next}`,
      "}",
    ],
    [
      `let ${i} = 0;`,
      `let ${j} = ${array}.length;`,
      `while (${i} < ${j}) if ((${t} = ${array}[${i}++]) > ${array}[--${j}]) break;`,
      `${total} += 0.1 * ${j};`,
    ],
    [`let ${i} = 0;`, `while (${i} < ${array}.length) if ((${t} += ${array}[${i}++]) > ${limit(scope)}) break;`],
  ]);
  return [`let ${t} = ${numberOf(scope, 1)};`, ...loop, `${total} += 0.1 * ${i} + ${t};`];
}

function branch(scope: Scope): string[] {
  const { pick } = scope.g;
  const t = assignable(scope);
  if (t === undefined || scope.depth > 4) return [];
  const value = numberOf(scope, 2);
  const count = counter(scope);
  const condition = pick.one([
    `(${t} = ${value}) > ${limit(scope)}`,
    `${conditionOf(scope, 1)} && (${t} = ${value}) > ${limit(scope)}`,
    `${conditionOf(scope, 1)} || (${t} = ${value}) > ${limit(scope)}`,
    `(${t} *= 0.5, ${conditionOf(scope, 1)})`,
    count === undefined ? `!(${t} > (${t} = ${value}))` : `${count}++ % 2 === 0 && (${t} = ${value}) > ${limit(scope)}`,
  ]);
  const rest = pick.chance(0.5) ? ["} else {", ...block(scope, 1)] : [];
  return [`if (${condition}) {`, ...block(scope, 1 + pick.below(2)), ...rest, "}"];
}

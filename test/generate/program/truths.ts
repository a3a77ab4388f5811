import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inFunction, inLoop, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented } from "./statements.js";
import { aValue } from "./values.js";

/** The truth of values of several kinds: 0, -0, NaN, 0n, the empty text, null and undefined are none, objects and lists are. */
export const truths: Construct = {
  name: "truths",
  kinds: {
    thing: {
      text: "Thing",
      hint: "thing",
      weight: 3,
      make: (scope, depth) => `(${one(scope, depth)} as Thing)`,
      numbers: (scope, name, depth) => {
        const [a, b] = [numberOf(scope, depth), numberOf(scope, 1)];
        return [
          `(${name} ? ${a} : ${b})`,
          `(!${name} ? ${a} : ${b})`,
          `Number(Boolean(${name})) * ${a}`,
          `Number(!!${name}) * ${a}`,
          `((${name} && ${conditionOf(scope, 1)}) === true ? ${a} : ${b})`,
          `((${name} || null) === null ? ${a} : ${b})`,
          `((${name} ?? null) === null ? ${a} : ${b})`,
          `(typeof (${name} || 0.3) === "number" ? ${a} : ${b})`,
          `(typeof ${name} === "number" ? (${name} || 0.2) * ${b} : ${a})`,
          `(typeof ${name} === "object" && ${name} !== null ? ${a} : ${b})`,
          `weighed(${name}, ${a})`,
        ];
      },
      places: () => [],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...several(scope)) },
    { weight: 3, make: (scope) => same(scope, ...asked(scope)) },
    { weight: 3, make: (scope) => same(scope, ...over(scope)) },
  ],
  numbers: [
    (scope, depth) => `weighed(${one(scope, depth - 1)}, ${numberOf(scope, 1)})`,
    (scope, depth) => `(${emptyNumber(scope)} || ${numberOf(scope, depth - 1)})`,
    (scope, depth) => `(${conditionOf(scope, 1)} && ${numberOf(scope, depth - 1)} || ${numberOf(scope, 1)})`,
  ],
  module: (scope) => {
    const inside = withVariables(scope, { name: "w", type: "num", assignable: false });
    const part = (): string => `0.3 * ${numberOf(inside, 2)}`;
    const forms = [
      [`  if (thing) sum += ${part()};`, `  else sum -= ${part()};`],
      [`  sum += !thing ? ${part()} : 0.2;`],
      [`  sum += Number(!!thing) * ${part()};`],
      [`  if (typeof thing === "string" && thing) sum += ${part()};`],
      [`  if (thing && typeof thing === "object") sum += ${part()};`],
      [`  if (typeof thing === "number" && !thing) sum *= 0.5;`],
      [`  if (thing && w > 0.2) sum += ${part()};`],
      ["  let rounds = 0;", "  while (thing && rounds++ < 2) {", `    sum = 0.5 * sum + ${part()};`, "  }"],
      [`  for (let k = 0; !thing && k < 2; k++) sum = Math.sin(sum + ${part()});`],
    ];
    return {
      lines: [
        "type Thing = number | bigint | string | boolean | { readonly v: number } | readonly number[] | null | undefined;",
        "function weighed(thing: Thing, w: number): number {",
        "  let sum = w;",
        ...forms.filter(() => scope.g.pick.chance(0.4)).flat(),
        "  return sum;",
        "}",
      ],
      callables: [],
    };
  },
};

/** A number that counts as nothing. */
const emptyNumber = ({ g }: Scope): string => g.pick.one(["0", "-0", "Number.NaN"]);

/** One of the kinds, mostly one that does not vary. */
function one(scope: Scope, depth: number): string {
  const { pick } = scope.g;
  const thing = aVariable(scope, "thing")?.name;
  return pick.one<string>([
    emptyNumber(scope),
    "0n",
    "1n",
    '""',
    '"a"',
    "null",
    "undefined",
    conditionOf(scope, 1),
    numberOf(scope, depth),
    `{ v: ${numberOf(scope, 1)} }`,
    `[${numberOf(scope, 1)}]`,
    aValue(scope, "nums", 1),
    `(${conditionOf(scope, 1)} ? ${pick.one(['""', "0", "null", "0n"])} : ${pick.one(['"b"', "2n", numberOf(scope, 1), "[0.3]"])})`,
    ...(thing === undefined
      ? []
      : [thing, `(${thing} || ${numberOf(scope, 1)})`, `(${thing} && ${conditionOf(scope, 1)})`]),
  ]);
}

/** A list of things, counted one by one. */
function several(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3 || !spend(1)) return [];
  const [things, each, k] = [fresh("things"), fresh("each"), fresh("k")];
  const list = Array.from({ length: 3 + pick.below(3) }, () => one(scope, 1));
  const inside = withVariables(inLoop(scope), { name: each, type: "thing", assignable: false });
  const closed = inFunction(withVariables(scope, { name: each, type: "thing", assignable: false }));
  const gain = (at: Scope): string =>
    pick.one([
      `weighed(${each}, ${numberOf(at, 1)})`,
      `(${each} ? ${numberOf(at, 2)} : ${numberOf(at, 1)})`,
      `Number(Boolean(${each})) * ${numberOf(at, 1)}`,
    ]);
  return [
    `const ${things}: Thing[] = [${list.join(", ")}];`,
    ...pick.one([
      [
        `for (const ${each} of ${things}) {`,
        `  ${total} = 0.6 * ${total} + 0.3 * ${gain(inside)};`,
        ...block(inside, 1),
        "}",
      ],
      [`${total} += ${things}.reduce<number>((sum, ${each}, ${k}) => 0.5 * sum + ${gain(closed)} * (${k} + 1), 0);`],
      [
        `for (let ${k} = 0; ${k} < ${things}.length; ${k}++) {`,
        `  const ${each} = ${things}[${k}];`,
        `  if (!${each}) continue;`,
        `  ${total} += 0.2 * ${gain(inside)};`,
        "}",
      ],
      [`${total} += 0.2 * ${things}.filter((${each}) => !!${each}).length;`],
      [`${total} += 0.2 * ${things}.filter(Boolean).length * ${numberOf(scope, 1)};`],
    ]),
  ];
}

/** A branch by the truth of a thing. */
function asked(scope: Scope): string[] {
  const { pick } = scope.g;
  const [thing, total] = [aVariable(scope, "thing"), aTotal(scope)];
  if (thing === undefined || total === undefined || scope.depth > 3) return [];
  const { name, assignable } = thing;
  const inside: Scope = { ...scope, depth: scope.depth + 1 };
  const test = conditionOf(scope, 1);
  return pick.one([
    [`if (${name}) {`, ...block(inside, 1), "} else {", ...block(inside, 1), "}"],
    [`if (!${name} || ${test}) {`, ...block(inside, 1), "}"],
    [`if (${name} && ${test}) ${total} += 0.3 * ${numberOf(inside, 2)};`],
    [`${total} += typeof ${name} === "string" ? 0.1 * ${name}.length : ${name} ? ${numberOf(inside, 1)} : 0.4;`],
    assignable
      ? [
          pick.one([
            `${name} ||= ${one(scope, 2)};`,
            `${name} &&= ${one(scope, 2)};`,
            `${name} ??= ${one(scope, 2)};`,
            `${name} = ${one(scope, 2)};`,
          ]),
        ]
      : [],
  ]);
}

/** A thing that changes over the iterations, whose truth is asked for again. */
function over(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [h, i, j] = [fresh("now"), fresh("i"), fresh("j")];
  const inside = withVariables(
    inLoop(scope),
    { name: i, type: "int", assignable: false },
    { name: h, type: "thing", assignable: false },
  );
  const value = (): string => one(inside, 2);
  const step = pick.one([
    `${h} = ${h} ? ${value()} : ${value()};`,
    `${h} = ${i} % 2 === 0 ? ${value()} : ${value()};`,
    `if (!${h}) ${h} = ${value()};`,
    `${h} = ${i} === 1 ? ${value()} : ${h};`,
  ]);
  const use = `${total} += 0.3 * (${h} ? ${numberOf(inside, 2)} : ${numberOf(inside, 1)});`;
  const again = [
    `for (let ${j} = 0; ${j} < 2; ${j}++) {`,
    `  if (${h}) ${total} = Math.sin(${total} + ${numberOf(inside, 1)});`,
    `  else ${total} *= 0.7;`,
    "}",
  ];
  return [
    `let ${h} = ${one(scope, 2)} as Thing;`,
    `for (let ${i} = 0; ${i} < ${2 + pick.below(3)}; ${i}++) {`,
    ...indented(
      pick.one([
        [use, step],
        [step, use],
        [...again, step],
        [step, ...again],
      ]),
    ),
    "}",
    `${total} += 0.3 * weighed(${h}, ${numberOf(scope, 1)});`,
  ];
}

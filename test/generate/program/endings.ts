import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inFunction, type Scope, same, type Variable, withVariables } from "./scope.js";
import { aTotal, indented, update } from "./statements.js";

/** Functions that end with a switch that not every case leaves: methods, functions of a number or nothing, callbacks. */
export const endings: Construct = {
  name: "endings",
  kinds: {
    machine: {
      text: "Machine",
      hint: "machine",
      weight: 3,
      make: (scope, depth) => `new Machine(${numberOf(scope, depth - 1)})`,
      numbers: (scope, name, depth) => [
        `${name}.level`,
        `${name}.last * 0.5`,
        `(${name}.find(${operation(scope)}, ${numberOf(scope, depth - 1)}) ?? ${numberOf(scope, 1)})`,
      ],
      places: (_scope, name) => [`${name}.level`],
    },
  },
  statements: [
    { weight: 5, make: (scope) => same(scope, ...driven(scope)) },
    { weight: 3, make: (scope) => same(scope, ...called(scope)) },
    { weight: 2, make: (scope) => same(scope, ...local(scope)) },
  ],
  numbers: [
    (scope, depth) => `(found(${name(scope)}, ${numberOf(scope, depth - 1)}) ?? ${numberOf(scope, 1)})`,
    (scope, depth) => {
      const u = numberOf(scope, depth - 1);
      return `(found(${name(scope)}, ${u}) === undefined ? ${numberOf(scope, 1)} : 0.4)`;
    },
  ],
  module: (scope) => {
    const { pick } = scope.g;
    const inside = (...names: string[]): Scope => ({
      ...withVariables(
        { ...scope, sum: undefined },
        ...names.map((one): Variable => ({ name: one, type: "num", assignable: true })),
      ),
      depth: 4,
    });
    const method = inside("this.level", "w");
    const change = (): string => update(method, "this.level");
    const texts = ['case "low":', 'case "high":', pick.one(['case "none":', "default:"])];
    const ends = (u: Scope): readonly string[] => [
      `return ${numberOf(u, 2)};`,
      "break;",
      `if (${conditionOf(u, 1)}) break;`,
      `if (${conditionOf(u, 1)}) return ${numberOf(u, 1)};`,
      "return;",
      "u = 0.5 * u + 0.1;",
    ];
    return {
      lines: [
        "class Machine {",
        "  last = 0;",
        "  constructor(public level: number) {}",
        "  run(op: number, w: number): void {",
        `    this.last = ${pick.one(["w", "0.5 * this.last + w"])};`,
        ...indented(
          ending("op", () =>
            pick.one([
              [change(), "break;"],
              [change()],
              [`return this.apply((v) => ${numberOf(inside("v", "w"), 2)});`],
              [`return this.${pick.one(["turn", "reset"])}(w);`],
              [`if (${conditionOf(method, 1)}) return;`, change()],
              [`if (${conditionOf(method, 1)}) return this.turn(w);`],
            ]),
          )(scope, ["case 0:", "case 1:", "case 2:", "default:"]),
        ),
        "  }",
        "  find(op: number, w: number): number | undefined {",
        ...indented(
          ending(
            "op",
            () =>
              pick.one([[`return ${numberOf(method, 2)};`], [change()], ["break;"], [change(), `return this.level;`]]),
            `return ${numberOf(method, 2)};`,
          )(scope, ["case 0:", "case 1:", "case 3:"]),
        ),
        "  }",
        "  apply(change: (v: number) => number): void {",
        "    this.level = change(this.level);",
        "  }",
        "  private turn(w: number): void {",
        `    this.level = Math.sin(this.level + w);`,
        ...(pick.chance(0.5) ? ["    if (w > 0.3) return this.reset(0.5 * w);"] : []),
        "  }",
        "  private reset(w: number): void {",
        "    this.last = this.level;",
        "    this.level = 0.3 * w;",
        "  }",
        "}",
        "function found(name: string, u: number): number | undefined {",
        ...ending(
          "name",
          () => [pick.maybe(ends(inside("u"))) ?? "break;"],
          `return ${numberOf(inside("u"), 2)};`,
        )(scope, texts),
        "}",
      ],
      callables: [{ name: "run", params: ["int", "num"], result: "void", recursive: false, of: "machine" }],
    };
  },
};

/** A switch at the end of a function; its cases in any order, some of them left out. The first may be given: what has a number returns one. */
const ending =
  (subject: string, body: () => readonly string[], first?: string) =>
  ({ g: { pick } }: Scope, heads: readonly string[]): string[] => {
    const kept = heads.filter(() => pick.chance(0.85));
    const from = pick.below(kept.length);
    const turned = [...kept.slice(from), ...kept.slice(0, from)];
    const clauses = turned.flatMap((head, k) => {
      if (k === 0 && first !== undefined) return [head, `  ${first}`];
      return pick.chance(0.1) ? [head] : [head, ...indented(body())];
    });
    return indented([`switch (${subject}) {`, ...indented(clauses), "}"]);
  };

const operation = (scope: Scope): string => {
  const integer = aVariable(scope, "int")?.name;
  return integer !== undefined && scope.g.pick.chance(0.6) ? `${integer} % 4` : String(scope.g.pick.below(4));
};

const name = (scope: Scope): string =>
  scope.g.pick.one([
    '"low"',
    '"none"',
    '"high"',
    `${conditionOf(scope, 1)} ? "low" : "high"`,
    `${conditionOf(scope, 1)} ? "other" : "low"`,
  ]);

/** Runs some operations one after the other. */
function driven(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const machine = aVariable(scope, "machine")?.name;
  if (machine === undefined || scope.depth > 3) return [];
  const op = fresh("op");
  const inside = withVariables(scope, { name: op, type: "int", assignable: false });
  return [
    pick.one([
      `for (const ${op} of [${operation(scope)}, 1, ${operation(scope)}]) ${machine}.run(${op}, ${numberOf(inside, 2)});`,
      `for (let ${op} = 0; ${op} < 4; ${op}++) ${machine}.run(${op}, ${numberOf(inside, 2)});`,
      `${machine}.run(${operation(scope)}, ${numberOf(scope, 2)});`,
      `[0, 2, ${operation(scope)}].forEach((${op}) => ${machine}.run(${op}, ${numberOf(inside, 1)}));`,
    ]),
  ];
}

/** A callback that ends so. */
function called(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const [array, total] = [aVariable(scope, "nums", "f64")?.name, aTotal(scope)];
  if (total === undefined || scope.depth > 3 || !spend(1)) return [];
  const [u, k, add] = [fresh("u"), fresh("k"), fresh("gain")];
  const closed = withVariables(
    inFunction(scope),
    { name: u, type: "num", assignable: false },
    { name: k, type: "int", assignable: false },
  );
  const change = (): string => `${total} = 0.5 * ${total} + 0.3 * ${numberOf(closed, 2)};`;
  const of = array ?? `[${numberOf(scope, 1)}, 0.3, ${numberOf(scope, 1)}]`;
  const subject = pick.one([k, `${k} % 3`, `Math.floor(Math.abs(${u}) * 3)`]);
  return [
    `const ${add} = (w: number): void => {`,
    `  ${total} ${pick.one(["+= 0.4 * w", "= Math.sin(w) - 0.2"])};`,
    "};",
    `${of}.forEach((${u}, ${k}) => {`,
    ...ending(subject, () =>
      pick.one([
        [change(), "break;"],
        [change()],
        [`return ${add}(${numberOf(closed, 1)});`],
        [`if (${conditionOf(closed, 1)}) return;`, change()],
        [`if (${conditionOf(closed, 1)}) return ${add}(${u});`],
      ]),
    )(scope, ["case 0:", "case 1:", "case 2:", "default:"]),
    "});",
  ];
}

/** A function of a number or nothing inside of another. */
function local(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 2 || !spend(1)) return [];
  const [pickOne, w, op, i] = [fresh("chosen"), fresh("w"), fresh("op"), fresh("i")];
  const closed = withVariables(
    inFunction(scope),
    { name: w, type: "num", assignable: false },
    { name: op, type: "int", assignable: false },
  );
  const type = pick.one(["number | undefined", "number | void"]);
  const read = type.endsWith("void")
    ? `(${pickOne}(${i}, ${total}) as number | undefined)`
    : `${pickOne}(${i}, ${total})`;
  return [
    `const ${pickOne} = (${op}: number, ${w}: number): ${type} => {`,
    ...ending(
      op,
      () =>
        pick.one([
          [`return ${numberOf(closed, 2)};`],
          [`${total} = 0.5 * ${total} + ${w};`],
          ["break;"],
          [`if (${conditionOf(closed, 1)}) return ${numberOf(closed, 1)};`],
        ]),
      `return ${numberOf(closed, 2)};`,
    )(scope, ["case 0:", "case 1:", "case 2:"]),
    "};",
    `for (let ${i} = 0; ${i} < 4; ${i}++) ${total} = 0.6 * ${total} + (${read} ?? 0.2 * ${numberOf(scope, 1)});`,
  ];
}

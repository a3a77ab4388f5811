import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, type Variable, withVariables } from "./scope.js";
import { block, update } from "./statements.js";

const numeric = (name: string): Variable => ({ name, type: "num", assignable: true });

/** Private and static members, abstract classes with calls of what extends them, objects with accessors and methods, iterable objects. */
export const members: Construct = {
  name: "members",
  kinds: {
    vault: {
      text: "Vault",
      hint: "vault",
      weight: 3,
      make: (scope, depth) =>
        scope.g.pick.one([
          `new Vault(${numberOf(scope, depth - 1)})`,
          `Vault.of(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)})`,
        ]),
      numbers: (scope, name, depth) => [
        `${name}.level`,
        `${name}.give(${numberOf(scope, depth - 1)})`,
        `[...${name}].reduce((sum, one) => 0.5 * sum + one, 0)`,
        `Vault.last * 0.3`,
      ],
      places: (_scope, name) => [`${name}.level`],
    },
    rule: {
      text: "Rule",
      hint: "rule",
      weight: 2,
      make: (scope, depth) =>
        scope.g.pick.one([
          `new Twofold(${numberOf(scope, depth - 1)})`,
          `new Shifted(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)})`,
        ]),
      numbers: (scope, name, depth) => [
        `${name}.apply(${numberOf(scope, depth - 1)})`,
        `${name}.weight`,
        `${name}.twice(0.4)`,
      ],
      places: (_scope, name) => [`${name}.weight`],
    },
  },
  statements: [
    {
      weight: 3,
      make: (scope) => {
        const vault = aVariable(scope, "vault")?.name;
        if (vault === undefined) return same(scope);
        return same(
          scope,
          scope.g.pick.one([
            `${vault}.take(${numberOf(scope, 2)});`,
            update(scope, `${vault}.level`),
            "Vault.last *= 0.5;",
          ]),
        );
      },
    },
    {
      weight: 2,
      make: (scope) => {
        const rules = scope.g.pick.one(["rule", "other"]) === "rule" ? aVariable(scope, "rule")?.name : undefined;
        if (rules === undefined || scope.depth > 3) return same(scope);
        const one = scope.g.fresh("one");
        const inside = withVariables(
          { ...scope, loops: [...scope.loops, { label: undefined }] },
          { name: one, type: "rule", assignable: false },
        );
        return same(scope, `for (const ${one} of [${rules}, new Twofold(0.3), ${rules}]) {`, ...block(inside, 1), "}");
      },
    },
  ],
  numbers: [
    (scope, depth) => `measured(${numberOf(scope, depth - 1)}).area`,
    (scope, depth) => `measured(${numberOf(scope, depth - 1)}).scaled(${numberOf(scope, 1)})`,
  ],
  module: (scope) => {
    const { pick } = scope.g;
    const inside = (...names: string[]): Scope => withVariables(scope, ...names.map(numeric));
    return {
      callables: [{ name: "give", params: ["num"], result: "num", recursive: false, of: "vault" }],
      lines: [
        "class Vault {",
        "  static last = 0;",
        "  static of(h: number, w: number): Vault {",
        "    const made = new Vault(h);",
        `    ${update(inside("made.level", "w"), "made.level")}`,
        "    return made;",
        "  }",
        "  #amount = 0.4;",
        "  readonly #steps: number[] = [];",
        "  constructor(h: number) {",
        `    this.#amount += ${numberOf(inside("h"), 2)};`,
        "    this.#steps.push(this.#amount, h);",
        "  }",
        "  get level(): number {",
        `    return ${numberOf(inside("this.#amount", "this.#steps[1]"), 2)};`,
        "  }",
        "  set level(h: number) {",
        "    this.#note(h);",
        `    ${update(inside("this.#amount", "h"), "this.#amount")}`,
        "  }",
        "  #note(h: number): void {",
        "    Vault.last = 0.5 * Vault.last + h;",
        pick.one([
          "    this.#steps[0] = h;",
          "    this.#steps[1] *= Math.cos(h);",
          "    if (this.#steps.length < 4) this.#steps.push(h);",
        ]),
        "  }",
        "  give(h: number): number {",
        `    if (${conditionOf(inside("h", "this.#amount"), 1)}) return this.#amount;`,
        "    this.#note(h);",
        `    return ${numberOf(inside("h", "this.#amount", "this.#steps[0]"), 2)};`,
        "  }",
        "  take(h: number): this {",
        `    ${update(inside("h", "this.#amount"), "this.#amount")}`,
        "    return this;",
        "  }",
        "  *[Symbol.iterator](): Generator<number> {",
        "    yield this.#amount;",
        `    for (const one of this.#steps) yield ${numberOf(inside("one"), 1)};`,
        "  }",
        "}",
        "abstract class Rule {",
        "  constructor(public weight: number) {}",
        "  abstract apply(h: number): number;",
        "  twice(h: number): number {",
        "    return this.apply(this.apply(h));",
        "  }",
        "}",
        "class Twofold extends Rule {",
        "  apply(h: number): number {",
        `    return Math.sin(${numberOf(inside("h", "this.weight"), 2)});`,
        "  }",
        "}",
        "class Shifted extends Rule {",
        "  constructor(weight: number, private by: number) {",
        "    super(weight * by);",
        "  }",
        "  apply(h: number): number {",
        `    this.weight = ${numberOf(inside("h", "this.weight"), 1)};`,
        "    return Math.cos(h + this.by);",
        "  }",
        "  override twice(h: number): number {",
        "    return super.twice(h * this.by);",
        "  }",
        "}",
        "function measured(h: number) {",
        "  let calls = 0;",
        "  return {",
        "    h,",
        "    get area(): number {",
        "      calls++;",
        "      return this.h * this.h * calls;",
        "    },",
        "    scaled(w: number): number {",
        `      this.h *= ${numberOf(inside("w"), 1)};`,
        "      return this.area - calls;",
        "    },",
        "  };",
        "}",
      ],
    };
  },
  start: (scope) => [`Vault.last = ${numberOf(scope, 1)};`],
};

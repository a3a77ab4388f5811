import { conditionOf, numberOf } from "./numbers.js";
import {
  aVariable,
  type Construct,
  inFunction,
  inLoop,
  type Made,
  type Scope,
  same,
  type Variable,
  withVariables,
} from "./scope.js";
import { aTotal, block, update } from "./statements.js";

const numeric = (name: string): Variable => ({ name, type: "num", assignable: true });

/** Accessors that change something when they are asked, in classes and in literals, and what classes count. */
export const accessors: Construct = {
  name: "accessors",
  kinds: {
    gauge: {
      text: "Gauge",
      hint: "gauge",
      weight: 3,
      make: (scope, depth) =>
        scope.g.pick.one([`new Gauge(${numberOf(scope, depth - 1)})`, `new Bounded(${numberOf(scope, depth - 1)})`]),
      numbers: (scope, name, depth) => [
        `${name}.v`,
        `${name}.next`,
        `(${name}.v + ${name}.v * ${name}.next)`,
        `(${name}.v = Math.sin(${numberOf(scope, depth)}))`,
        `${name}.id * 0.1`,
        "Gauge.made * 0.1",
      ],
      places: (_scope, name) => [`${name}.v`],
    },
  },
  statements: [
    { weight: 5, make: (scope) => same(scope, ...through(scope)) },
    { weight: 3, make: (scope) => same(scope, ...asked(scope)) },
    { weight: 2, make: literal },
  ],
  numbers: [(scope, depth) => `new Gauge(${numberOf(scope, depth - 1)}).next`, () => "0.1 * Gauge.ask()"],
  module: (scope) => {
    const inside = (...names: string[]): Scope => withVariables(scope, ...names.map(numeric));
    const { pick } = scope.g;
    return {
      callables: [],
      lines: [
        "class Gauge {",
        "  static made = 0;",
        "  static asked = 0;",
        "  static ask(): number {",
        "    return Gauge.asked++ * 0.5;",
        "  }",
        "  readonly id = Gauge.made++;",
        "  protected reads = 0;",
        "  constructor(protected held: number) {}",
        "  get v(): number {",
        "    this.reads++;",
        `    return ${pick.one(["this.held", "this.held + 0.1 * this.reads", "Math.sin(this.held)"])};`,
        "  }",
        "  set v(h: number) {",
        "    Gauge.asked += 1;",
        `    ${pick.one(["this.held = h;", "this.held = 0.5 * this.held + 0.3 * h;", update(inside("h", "this.held"), "this.held")])}`,
        "  }",
        "  get next(): number {",
        "    this.held = Math.cos(this.held + this.reads);",
        `    return this.held * ${numberOf(inside("this.held"), 1)};`,
        "  }",
        "}",
        "class Bounded extends Gauge {",
        "  override get v(): number {",
        "    return 0.5 * super.v;",
        "  }",
        "  override set v(h: number) {",
        `    if (${conditionOf(inside("h"), 1)}) return;`,
        "    super.v = Math.tanh(h);",
        "  }",
        "}",
      ],
    };
  },
  start: () => ["Gauge.made = 0;", "Gauge.asked = 0;"],
};

/** Each form of assignment through an accessor: how often it is read and written counts. */
function through(scope: Scope): string[] {
  const { pick } = scope.g;
  const [a, b] = [aVariable(scope, "gauge")?.name, aVariable(scope, "gauge")?.name];
  if (a === undefined || b === undefined) return [];
  const value = `Math.sin(${numberOf(scope, 2)})`;
  return [
    pick.one([
      `${a}.v += 0.2 * ${value};`,
      `${a}.v++;`,
      `${a}.v ||= ${value};`,
      `${a}.v &&= ${value};`,
      `${a}.v = ${b}.v = ${value};`,
      `[${a}.v, ${b}.v] = [${b}.v, ${value}];`,
      `({ x: ${a}.v, y: ${b}.v } = { x: ${value}, y: 0.3 });`,
      `${a}.v *= ${b}.next;`,
      `${conditionOf(scope, 1)} && (${a}.v = ${value});`,
    ]),
  ];
}

/** Loops whose conditions ask an accessor that counts. */
function asked(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [gauge, total] = [aVariable(scope, "gauge")?.name, aTotal(scope)];
  if (gauge === undefined || total === undefined || scope.depth > 3) return [];
  const n = fresh("n");
  const inside = withVariables(inLoop(scope), numeric(`${gauge}.v`));
  const head = pick.one([
    `while (${gauge}.next < 0.6 && ${n}++ < 3) {`,
    `while (${n}++ < 3 && (${gauge}.v = Math.cos(${gauge}.v)) > 0.2) {`,
    `for (; ${n} < 3 && ${gauge}.next < ${gauge}.v; ${n}++) {`,
    `for (Gauge.asked = 0; Gauge.asked++ < 3; ${n}++) {`,
  ]);
  const leave = pick.chance(0.6)
    ? [`  if (${gauge}.next > ${pick.one(["0.2", "0.5"])}) ${pick.one(["break", "continue"])};`]
    : [];
  return [`let ${n} = 0;`, head, ...leave, ...block(inside, 1), "}", `${total} += 0.1 * ${n} + 0.2 * ${gauge}.v;`];
}

/** A literal whose accessors keep their state outside of it. */
function literal(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 2 || !spend(1)) return same(scope);
  const [held, dial, made, h] = [fresh("held"), fresh("dial"), fresh("a"), fresh("h")];
  const outside = withVariables(scope, numeric(held));
  const closed = withVariables(inFunction(outside), numeric(h));
  return {
    lines: [
      `let ${held} = ${numberOf(scope, 2)};`,
      `const ${dial} = {`,
      "  turns: 0,",
      "  get at(): number {",
      `    ${held} *= 0.9;`,
      `    return ${held} + this.turns;`,
      "  },",
      `  set at(${h}: number) {`,
      "    this.turns++;",
      `    ${update(closed, held)}`,
      "  },",
      "};",
      pick.one([
        `${dial}.at = ${numberOf(scope, 2)};`,
        `${dial}.at += 0.2;`,
        `${dial}.at = ${dial}.at * 0.5;`,
        `for (${dial}.at of [0.1, ${numberOf(scope, 1)}]) ${held} += 0.1;`,
      ]),
      `const ${made} = ${dial}.at * ${pick.one([`${dial}.at`, held])};`,
    ],
    scope: withVariables(outside, { name: made, type: "num", assignable: false }),
  };
}

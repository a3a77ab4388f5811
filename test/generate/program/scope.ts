import type { Choices } from "./choices.js";

/** The types of generated programs. Lengths are at least 1; in a uniform program all arrays have the same length. */
export type Type =
  | "num"
  | "int"
  | "flag"
  | "nums"
  | "f64"
  | "rows"
  | "frows"
  | "point"
  | "body"
  | "points"
  | "pair"
  | "void"
  | ConstructType;

/** Types that constructs bring with them. */
export type ConstructType =
  | "cell"
  | "cells"
  | "fn"
  | "fns"
  | "counter"
  | "map"
  | "places"
  | "dict"
  | "mark"
  | "chain"
  | "shape"
  | "shapes"
  | "vault"
  | "rule"
  | "ledger"
  | "groups"
  | "mixed"
  | "actions"
  | "table"
  | "gauge"
  | "lens"
  | "held"
  | "said"
  | "noted"
  | "rest"
  | "machine"
  | "frame"
  | "slots"
  | "thing"
  | "keeper";

const typeTexts: Readonly<Record<Exclude<Type, ConstructType>, string>> = {
  num: "number",
  int: "number",
  flag: "boolean",
  nums: "number[]",
  f64: "Float64Array",
  rows: "number[][]",
  frows: "Float64Array[]",
  point: "Point",
  body: "Body",
  points: "Point[]",
  pair: "[number, number]",
  void: "void",
};

export const declarations = `type Point = { x: number; y: number };
type Body = { at: Point; w: number; trace: number[] };
type Thrown = { u: number; w: number };
`;

/** Functions that take functions, for programs that use them. */
export const higherOrder = `function mapInPlace(xs: number[], g: (item: number, k: number) => number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = g(xs[i], i);
}
function twice(g: (u: number) => number, u: number): number {
  return g(g(u));
}
`;

/** Objects of one type of a construct. */
export interface Kind {
  readonly text: string;
  readonly hint: string;
  /** How often it is chosen, beside the types that every program has. */
  readonly weight: number;
  /** A new object. */
  readonly make: (scope: Scope, depth: number) => string;
  /** Expressions for numbers in an object, or that it gives. */
  readonly numbers: (scope: Scope, name: string, depth: number) => readonly string[];
  /** Numbers in an object that can be assigned. */
  readonly places: (scope: Scope, name: string) => readonly string[];
}

export interface Statement {
  readonly weight: number;
  readonly make: (scope: Scope) => Made;
}

/** A part of the language that a program uses or not. */
export interface Construct {
  readonly name: string;
  readonly kinds: Partial<Readonly<Record<ConstructType, Kind>>>;
  readonly statements: readonly Statement[];
  /** Expressions for numbers beyond those of the kinds. */
  readonly numbers: readonly ((scope: Scope, depth: number) => string | undefined)[];
  /** What stands before the functions of the module. */
  readonly module: (scope: Scope) => { readonly lines: readonly string[]; readonly callables: readonly Callable[] };
  /** What `f` does first. */
  readonly start?: (scope: Scope) => readonly string[];
}

/** Lines of a program, and the scope after them. */
export interface Made {
  readonly lines: readonly string[];
  readonly scope: Scope;
}

export const noModule = (): ReturnType<Construct["module"]> => ({ lines: [], callables: [] });

export const same = (scope: Scope, ...lines: readonly string[]): Made => ({ lines, scope });

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Declared with `let`, and not a loop's own counter. */
  readonly assignable: boolean;
  /** For the index of a counted loop: the array whose length bounds it, and how far it stays from both ends. */
  readonly index?: { readonly of: string | undefined; readonly low: number; readonly high: number };
}

/** A function that can be called: a helper of the module or a closure. */
export interface Callable {
  readonly name: string;
  readonly params: readonly Type[];
  readonly result: Type;
  /** The last parameter bounds the depth of the recursion. */
  readonly recursive: boolean;
  /** For a method: the type of the object that it belongs to. */
  readonly of?: Type;
}

export interface Loop {
  readonly label: string | undefined;
}

/** What is known at one place of a program. */
export interface Scope {
  readonly g: Generation;
  readonly variables: readonly Variable[];
  readonly callables: readonly Callable[];
  readonly loops: readonly Loop[];
  /** A total that is only added to: loops that share nothing else can run together with their reverse. */
  readonly sum?: string | undefined;
  /** Whether an exception that is thrown here is caught. */
  readonly catches?: boolean;
  /** What the function around returns; undefined where a return is not allowed. */
  readonly returns: Type;
  /** How deep statements are nested, loops counted twice. */
  readonly depth: number;
}

/** What is shared by a whole program while it is made. */
export interface Generation {
  readonly pick: Choices;
  /** The common length of all arrays; undefined where lengths differ and grow. */
  readonly length: number | undefined;
  readonly constructs: readonly Construct[];
  readonly fresh: (hint: string) => string;
  /** How much this program likes a kind of thing: most leave out some kinds and repeat others. */
  readonly liking: (kind: string) => number;
  /** Takes from the program's allowance of calls; false if it is used up. */
  readonly spend: (cost: number) => boolean;
}

/** Names that the declarations of constructs use: no variable is called so. */
const reserved =
  "again all amount answers at before by calls composed counting curried damp defaulted ended entry first firstOf found frame go group groups growing h halved held high it item items key known left levelOf list low made mark memo mode n name note of on one op other remark rest rounds scale seen shape start state sum switched taught thing ticks toEnd told turned u v valueOf verdict visit w walk weighed weight x y z";

export function createGeneration(pick: Choices, constructs: readonly Construct[]): Generation {
  const used = new Map(reserved.split(" ").map((name) => [name, 1]));
  const likings = new Map<string, number>();
  let allowance = 14;
  return {
    pick,
    constructs,
    length: pick.chance(0.55) ? 3 + pick.below(2) : undefined,
    fresh: (hint) => {
      const count = used.get(hint) ?? 0;
      used.set(hint, count + 1);
      return count === 0 ? hint : `${hint}${count + 1}`;
    },
    liking: (kind) => {
      const known =
        likings.get(kind) ??
        pick.weighted([
          [3, 0],
          [4, 1],
          [2, 3],
        ] as const);
      likings.set(kind, known);
      return known;
    },
    spend: (cost) => {
      if (allowance < cost) return false;
      allowance -= cost;
      return true;
    },
  };
}

export const withVariables = (scope: Scope, ...more: readonly Variable[]): Scope => ({
  ...scope,
  variables: [...scope.variables, ...more],
});

/** A scope inside of one more loop. */
export const inLoop = (scope: Scope, label?: string): Scope => ({
  ...scope,
  loops: [...scope.loops, { label }],
  depth: scope.depth + 1,
});

/** A scope inside of a function of its own, which gives a number. */
export const inFunction = (scope: Scope): Scope => ({
  ...scope,
  callables: [],
  loops: [],
  sum: undefined,
  catches: false,
  returns: "num",
  depth: scope.depth + 2,
});

export const variablesOf = (scope: Scope, ...types: readonly Type[]): readonly Variable[] =>
  scope.variables.filter((variable) => types.includes(variable.type));

export const aVariable = (scope: Scope, ...types: readonly Type[]): Variable | undefined => {
  const found = variablesOf(scope, ...types);
  // The newest are used more often: a program hangs together then.
  const recent = found.slice(-4);
  return scope.g.pick.chance(0.6) ? scope.g.pick.maybe(recent) : scope.g.pick.maybe(found);
};

/** The kind of a type that a construct brings. */
export const kindOf = ({ g }: Scope, type: Type): Kind | undefined =>
  g.constructs.flatMap(({ kinds }) => kinds[type as ConstructType] ?? [])[0];

/** The types of a program's constructs by weight. */
export const constructTypes = ({ constructs }: Generation): (readonly [number, Type])[] =>
  constructs.flatMap(({ kinds }) => Object.entries(kinds).map(([type, kind]) => [kind.weight, type as Type] as const));

export const typeText = (scope: Scope, type: Type): string =>
  kindOf(scope, type)?.text ?? typeTexts[type as Exclude<Type, ConstructType>];

import type { AliasClass, Aliases } from "../../3-analyze/aliases.js";
import { type BlockBuilder, constant, newValue, numberType } from "../../ir/build.js";
import type {
  Atom,
  Carried,
  For,
  HasEntry,
  If,
  Length,
  Let,
  Load,
  Primitive,
  PrimitiveName,
  Statement,
  Store,
  Value,
  While,
} from "../../ir/types.js";
import { keyAtoms, mapKey, mapOperands, operands } from "../../ir/walk.js";
import { type BlockNode, type BlockTree, chainBelow, commonBlock, encloses } from "./blocks.js";
import type { Stability } from "./stable.js";

/** How a forward value is made again in the mirrored block, from operands that must be available there. */
export interface Recipe {
  readonly operands: readonly Atom[];
  build(out: BlockBuilder, value: Value, operands: readonly Atom[], mirrored: MirroredLoop): Atom;
}

/** The loop whose body is the mirrored block. */
export interface MirroredLoop {
  /** Carries a value through it, from the last iteration to the first. */
  carry(carried: Carried): void;
}

export interface RecipeOptions {
  readonly tree: BlockTree;
  readonly aliases: Aliases;
  readonly stability: Stability;
  readonly isInteger: (atom: Atom) => boolean;
  readonly isSureBoolean: (atom: Atom) => boolean;
  readonly isSureNumber: (atom: Atom) => boolean;
  /** Whether a store is proved to be inside its array. */
  readonly isInRange: (store: Store) => boolean;
  /** Whether the primal sweep computes the value for itself, so that computing it again is work done twice. */
  readonly neededByPrimal: (value: Value) => boolean;
}

/** Too dear to compute twice where the primal sweep computes it anyway. */
const dear: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cbrt",
  "cos",
  "cosh",
  "div",
  "exp",
  "expm1",
  "hypot",
  "log",
  "log10",
  "log1p",
  "log2",
  "pow",
  "rem",
  "sin",
  "sinh",
  "sqrt",
  "tan",
  "tanh",
]);

/** A variable of a module can be named anywhere, and is never kept. */
export function variableRecipe(value: Value): Recipe | undefined {
  const variable = value.type.kind === "record" ? value.type.variable : undefined;
  if (variable === undefined) return undefined;
  return {
    operands: [],
    build: (out, original) => out.define(original.type, { kind: "global", ...variable }, original),
  };
}

/** The recipe for a value in the mirrored block, or undefined if it can only be kept. */
export function recipeFor(value: Value, mirror: BlockNode, options: RecipeOptions): Recipe | undefined {
  const definition = options.tree.definitions.get(value);
  const statement = definition?.statement;
  if (definition === undefined || statement === undefined) return undefined;
  if (statement.kind === "let") {
    return operationRecipe(statement, mirror, options) ?? storedRecipe(value, definition.block, mirror, options);
  }
  if ((statement.kind === "for" || statement.kind === "while") && definition.isParameter) {
    return counterRecipe(value, statement, options) ?? backwardRecipe(value, statement, options);
  }
  if (statement.kind === "if") {
    return choiceRecipe(value, statement) ?? storedRecipe(value, definition.block, mirror, options);
  }
  return statement.kind === "call" ? storedRecipe(value, definition.block, mirror, options) : undefined;
}

function operationRecipe(statement: Let, mirror: BlockNode, options: RecipeOptions): Recipe | undefined {
  const { operation, value } = statement;
  const again: Recipe = {
    operands: operands(operation),
    build: (out, original, atoms) => {
      let next = 0;
      return out.define(
        original.type,
        mapOperands(operation, () => atoms[next++] as Atom),
        original,
      );
    },
  };
  switch (operation.kind) {
    case "primitive":
      if (asksIfMissing(operation, options)) return undefined;
      return dear.has(operation.name) && options.neededByPrimal(value) ? undefined : again;
    case "global":
    case "view":
      return again;
    case "load":
    case "length":
    case "hasEntry": {
      const { aliases, tree } = options;
      const { base } = operation;
      if (base.kind === "constant") return undefined;
      const slot = slotRead(operation, aliases);
      const home = tree.blockOf.get(statement) as BlockNode;
      const common = commonBlock(home, mirror);
      const stable = options.stability.isStable({ statement, objects: aliases.classOf(base), slot, common, mirror });
      return stable ? again : undefined;
    }
    default:
      return undefined;
  }
}

/** The slot that a read of memory depends on. */
function slotRead(operation: Load | Length | HasEntry, aliases: Aliases): AliasClass {
  switch (operation.kind) {
    case "load":
      return aliases.slotOf(operation.base, operation.key);
    case "length":
      return aliases.lengthOf(operation.base);
    case "hasEntry":
      return aliases.presenceOf(operation.base);
  }
}

const tests: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  "isNullish",
  "isTruthy",
  "isNaN",
  "isFinite",
  "isInteger",
]);

/** Only the forward sweep can tell a missing value: a tape of numbers holds NaN or 0 for it, or the code of false. */
function asksIfMissing({ name, args }: Primitive, { tree, isSureBoolean, isSureNumber }: RecipeOptions): boolean {
  const mayBeMissing = (arg: Atom): boolean => {
    // A parameter is at hand as it is.
    if (arg.kind === "constant" || tree.definitions.get(arg)?.statement === undefined) return false;
    if (arg.type.kind === "boolean") return !isSureBoolean(arg);
    return arg.type.kind === "number" && !isSureNumber(arg);
  };
  if (!args.some(mayBeMissing)) return false;
  if (tests.has(name)) return true;
  if (name !== "eq" && name !== "ne") return false;
  // null is kept as 0, and so is false.
  return !args.some((arg) => arg.kind === "constant" && typeof arg.value === "number" && arg.value !== 0);
}

/**
 * A value that was stored where nobody overwrites it is loaded from there. The store is in the value's own block, at the index
 * of its innermost loop or outside loops, in an array that keeps every bit.
 */
function storedRecipe(value: Value, home: BlockNode, mirror: BlockNode, options: RecipeOptions): Recipe | undefined {
  if (value.type.kind !== "number") return undefined;
  const common = commonBlock(home, mirror);
  for (const statement of home.statements) {
    if (statement.kind !== "store" || statement.value !== value || !keepsBits(statement, options)) continue;
    if (!storedOnce(statement, home, common, options)) continue;
    const { base, key } = statement;
    const { aliases } = options;
    const objects = aliases.classOf(base);
    const slot = aliases.slotOf(base, key);
    if (!options.stability.isStable({ statement, objects, slot, common, mirror, except: statement })) continue;
    return {
      operands: [base, ...keyAtoms(key)],
      build: (out, original, [at, part]) =>
        out.define(original.type, { kind: "load", base: at as Atom, key: mapKey(key, () => part as Atom) }, original),
    };
  }
  return undefined;
}

/** A plain array keeps all that is stored in it; a typed one rounds, and drops what lies outside. */
function keepsBits(store: Store, { isInRange }: RecipeOptions): boolean {
  const { base } = store;
  if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage === "Array")
    return base.kind === "value";
  return base.type.storage === "Float64Array" && isInRange(store);
}

/** Each iteration of the loops around the store writes a place of its own. */
function storedOnce(store: Store, home: BlockNode, common: BlockNode | undefined, { tree }: RecipeOptions): boolean {
  const loops = chainBelow(common, home).filter((node) => node.owner?.kind === "for" || node.owner?.kind === "while");
  if (loops.length === 0) return true;
  const innermost = loops.at(-1) as BlockNode;
  const owner = innermost.owner as For | While;
  const base = tree.definitions.get(store.base as Value);
  return (
    loops.length === 1 &&
    base !== undefined &&
    !encloses(innermost, base.block) &&
    store.key.kind === "index" &&
    owner.kind === "for" &&
    store.key.index === owner.index
  );
}

/** A branch that computes nothing only chooses. */
function choiceRecipe(value: Value, branch: If): Recipe | undefined {
  const result = branch.results.find((r) => r.value === value);
  if (result === undefined || branch.then.length + branch.else.length > 0) return undefined;
  return {
    operands: [branch.condition, result.then, result.else],
    build: (out, original, args) => out.define(original.type, { kind: "primitive", name: "select", args }, original),
  };
}

/** An integer that only changes by a constant is its start plus a multiple of the trip number: that of the trips to come, its end less one. */
function counterRecipe(value: Value, loop: For | While, options: RecipeOptions): Recipe | undefined {
  const carried = loop.carried.find((c) => c.parameter === value);
  if (carried === undefined || !options.isInteger(carried.initial)) return undefined;
  const constantStep = constantChange(carried, options.tree);
  if (constantStep === undefined) return undefined;
  const index = loop.kind === "for" ? loop.index : loop.trip;
  const from = loop.kind === "for" ? loop.from : constant(0);
  const step = loop.kind === "for" ? loop.step : 1;
  if (constantStep % step !== 0) return undefined;
  const descends = loop.kind === "for" && loop.order === "descending";
  const change = descends ? -constantStep : constantStep;
  return {
    operands: [descends ? carried.result : carried.initial, index, from],
    build: (out, original, [edge, at, start]) => {
      const isZero = (atom: Atom | undefined): boolean => atom?.kind === "constant" && atom.value === 0;
      const base = descends ? out.primitive("sub", [edge as Atom, constant(constantStep)]) : (edge as Atom);
      const passed = isZero(start) ? (at as Atom) : out.primitive("sub", [at as Atom, start as Atom]);
      const ratio = change / step;
      const offset = ratio === 1 ? passed : out.primitive("mul", [constant(ratio), passed]);
      if (isZero(base)) return ratio === 1 && isZero(start) ? (at as Atom) : offset;
      return out.primitive("add", [base, offset], numberType, original);
    },
  };
}

/**
 * An integer that each iteration changes by what can be computed at its start is run backwards: from its last value, which
 * must be at hand outside the loop, each reverse iteration takes the change away again.
 */
function backwardRecipe(value: Value, loop: For | While, options: RecipeOptions): Recipe | undefined {
  const carried = loop.carried.find((c) => c.parameter === value);
  if (carried === undefined || !options.isInteger(carried.initial) || !options.isInteger(carried.parameter))
    return undefined;
  const inner = innerCounts(carried, options);
  if (inner === undefined) return undefined;
  return {
    operands: [carried.result, ...inner.map((loop) => loop.to)],
    build: (out, original, [last, ...ends], mirrored) => {
      const parameter = newValue(out.ids, numberType, original);
      const start = ends.reduce<Atom>((at, end) => out.primitive("sub", [at, end], numberType, original), parameter);
      mirrored.carry({
        parameter,
        initial: last as Atom,
        next: start,
        result: newValue(out.ids, numberType, original),
      });
      return start;
    },
  };
}

/** The loops from 0 that count a carried integer up by one in each of their iterations, if nothing else changes it. */
function innerCounts(carried: Carried, options: RecipeOptions): readonly For[] | undefined {
  const loops: For[] = [];
  let at = carried.next;
  while (at !== carried.parameter) {
    const statement = at.kind === "value" ? options.tree.definitions.get(at)?.statement : undefined;
    const counted = statement?.kind === "for" ? statement.carried.find((c) => c.result === at) : undefined;
    if (statement?.kind !== "for" || counted === undefined || constantChange(counted, options.tree) !== 1)
      return undefined;
    const { from, to, test, step } = statement;
    const isCount =
      from.kind === "constant" && from.value === 0 && test === "lt" && step === 1 && isIndexFromZero(to, options);
    if (!isCount) return undefined;
    loops.push(statement);
    at = counted.initial;
  }
  return loops.length === 0 ? undefined : loops;
}

/** A whole number that is not negative: so many trips a loop from 0 makes. */
function isIndexFromZero(atom: Atom, { tree }: RecipeOptions): boolean {
  if (atom.kind === "constant")
    return typeof atom.value === "number" && Number.isInteger(atom.value) && atom.value >= 0;
  const statement = tree.definitions.get(atom)?.statement;
  if (statement?.kind === "let") return statement.operation.kind === "length";
  if (statement?.kind !== "for" || statement.index !== atom) return false;
  return statement.step > 0 && statement.from.kind === "constant" && Number(statement.from.value) >= 0;
}

function constantChange(carried: Carried, tree: BlockTree): number | undefined {
  if (carried.next.kind !== "value") return undefined;
  const statement: Statement | undefined = tree.definitions.get(carried.next)?.statement;
  if (statement?.kind !== "let" || statement.operation.kind !== "primitive") return undefined;
  const { name, args } = statement.operation;
  const [a, b] = args;
  const number = (atom: Atom | undefined): number | undefined =>
    atom?.kind === "constant" && typeof atom.value === "number" && Number.isInteger(atom.value)
      ? atom.value
      : undefined;
  if (name === "add" && a === carried.parameter) return number(b);
  if (name === "add" && b === carried.parameter) return number(a);
  if (name === "sub" && a === carried.parameter) {
    const change = number(b);
    return change === undefined ? undefined : -change;
  }
  return undefined;
}

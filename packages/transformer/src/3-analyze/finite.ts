import type { Atom, Block, Operation, Primitive, Result, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import { type Facts, factsWhere } from "./factsWhere.js";
import { both, isApart, opposite, product, type Sign, signOf, stronger, sum, weaker } from "./signs.js";

/** What is proved of a number from the operations that make it; inputs, the user's loads and carried values are taken as finite. */
export interface Finiteness {
  /** Neither infinite nor NaN for finite inputs: multiplied by a zero cotangent it gives zero. */
  isFinite(atom: Atom): boolean;
  /** Where `at` is defined, or wherever the atom is known. */
  isNonzero(atom: Atom, at?: Value): boolean;
  /** Undefined where it is not known. */
  sign(atom: Atom): Sign;
}

type Definition =
  | { readonly kind: "operation"; readonly operation: Operation; readonly facts: Facts }
  | {
      readonly kind: "result";
      readonly condition: Atom;
      readonly result: Result;
      readonly facts: { readonly then: Facts; readonly else: Facts };
    };

/** Proofs by structural recursion over definitions, memoized; no range is computed. */
export function analyzeFinite(...bodies: readonly Block[]): Finiteness {
  const definitions = new Map<Value, Definition>();
  const finite = new Map<Value, boolean>();
  const signs = new Map<Value, Sign>();

  const operationOf = (atom: Atom): Operation | undefined => {
    const definition = atom.kind === "value" ? definitions.get(atom) : undefined;
    return definition?.kind === "operation" ? definition.operation : undefined;
  };

  const primitiveOf = (atom: Atom): Primitive | undefined => {
    const operation = operationOf(atom);
    return operation?.kind === "primitive" ? operation : undefined;
  };

  /** In the branch where `v === 0` is false, v is not zero. */
  const nonzeroWhereFalse = (condition: Atom): Atom | undefined => {
    const test = primitiveOf(condition);
    if (test?.name !== "eq") return undefined;
    const [a, b] = test.args;
    if (b?.kind === "constant" && b.value === 0) return a;
    return a?.kind === "constant" && a.value === 0 ? b : undefined;
  };

  /** `nonzero` is what the branch around knows not to be zero; it is handed on a few operations deep. */
  const proveFinite = (atom: Atom, nonzero: Atom | undefined = undefined, depth = 0): boolean => {
    if (nonzero !== undefined && depth > 3) return proveFinite(atom);
    if (atom.kind === "constant") return typeof atom.value !== "number" || Number.isFinite(atom.value);
    const known = nonzero === undefined ? finite.get(atom) : undefined;
    if (known !== undefined) return known;
    const definition = definitions.get(atom);
    let proved = true;
    if (definition?.kind === "result") {
      const { then, else: otherwise } = definition.result;
      proved =
        proveFinite(then, nonzero, depth + 1) &&
        proveFinite(otherwise, nonzeroWhereFalse(definition.condition) ?? nonzero, depth + 1);
    } else if (definition?.operation.kind === "primitive") {
      proved = isFinitePrimitive(definition.operation, definition.facts, nonzero, depth);
    } else if (definition?.operation.kind === "load") {
      // A derivative may have kept a partial that is infinite.
      proved = !atom.linear;
    }
    if (nonzero === undefined) finite.set(atom, proved);
    return proved;
  };

  const isFinitePrimitive = (operation: Primitive, facts: Facts, nonzero: Atom | undefined, depth: number): boolean => {
    const [a, b] = operation.args;
    if (a === undefined) return false;
    if (operation.name === "select") return isFiniteChoice(operation, nonzero, depth);
    if (!operation.args.every((arg) => proveFinite(arg, nonzero, depth + 1))) return false;
    switch (operation.name) {
      case "div":
      case "rem":
        return b !== undefined && (b === nonzero || isApart(sign(b, facts)));
      case "exp":
      case "expm1":
        return sign(a, facts) === "nonpositive" || sign(a, facts) === "negative";
      case "sinh":
      case "cosh":
        return false;
      case "log":
      case "log2":
      case "log10":
        return sign(a, facts) === "positive";
      case "log1p":
        return sign(a, facts) === "positive" || sign(a, facts) === "nonnegative";
      case "pow":
        return b?.kind === "constant" && typeof b.value === "number" && Number.isInteger(b.value) && b.value >= 0;
      case "sqrt":
        return sign(a, facts) === "positive" || sign(a, facts) === "nonnegative";
      case "asin":
      case "acos":
      case "acosh":
      case "atanh":
        return false;
      default:
        return true;
    }
  };

  const isFiniteChoice = (
    { args: [condition, a, b] }: Primitive,
    nonzero: Atom | undefined,
    depth: number,
  ): boolean => {
    if (condition === undefined || a === undefined || b === undefined) return false;
    const excluded = nonzeroWhereFalse(condition) ?? nonzero;
    return proveFinite(a, nonzero, depth + 1) && proveFinite(b, excluded, depth + 1);
  };

  const sign = (atom: Atom, facts?: Facts): Sign => {
    if (atom.kind === "constant") return typeof atom.value === "number" ? signOf(atom.value) : undefined;
    return both(signs.get(atom), facts?.get(atom));
  };

  const signOfDefinition = (definition: Definition): Sign => {
    if (definition.kind === "result") {
      const { result, facts } = definition;
      return weaker(sign(result.then, facts.then), sign(result.else, facts.else));
    }
    if (definition.operation.kind === "primitive") return signOfPrimitive(definition.operation, definition.facts);
    return definition.operation.kind === "length" ? "nonnegative" : undefined;
  };

  const signOfPrimitive = ({ name, args }: Primitive, facts: Facts): Sign => {
    const [first, second] = args;
    if (first === undefined) return undefined;
    const a = sign(first, facts);
    const b = second === undefined ? undefined : sign(second, facts);
    switch (name) {
      case "neg":
        return opposite(a);
      case "add":
        return sum(a, b);
      case "sub":
        return sum(a, opposite(b));
      case "mul":
        return first === second ? "nonnegative" : product(a, b);
      case "div":
        return isApart(b) ? product(a, b) : undefined;
      case "exp":
        // It may underflow to zero.
        return "nonnegative";
      case "cosh":
        return "positive";
      case "sqrt":
        // The root of the smallest number is not 0.
        return isApart(a) ? "positive" : "nonnegative";
      case "cbrt":
        return a;
      case "abs":
        return isApart(a) ? "positive" : "nonnegative";
      case "hypot":
        return args.some((arg) => isApart(sign(arg, facts))) ? "positive" : "nonnegative";
      case "max":
        return stronger(a, b);
      default:
        return undefined;
    }
  };

  const define = (value: Value, definition: Definition): void => {
    definitions.set(value, definition);
    signs.set(value, signOfDefinition(definition));
    proveFinite(value);
  };

  // In the order of definitions, a branch before what it gives, so that no proof is deeper than one step into what is known.
  const walk = (block: Block, facts: Facts): void => {
    for (const statement of block) {
      switch (statement.kind) {
        case "let":
          define(statement.value, { kind: "operation", operation: statement.operation, facts });
          break;
        case "if": {
          const { condition, results } = statement;
          const inside = {
            then: factsWhere(condition, true, facts, operationOf, sign),
            else: factsWhere(condition, false, facts, operationOf, sign),
          };
          walk(statement.then, inside.then);
          walk(statement.else, inside.else);
          for (const result of results) define(result.value, { kind: "result", condition, result, facts: inside });
          break;
        }
        case "while":
          walk(statement.condition.block, facts);
          walk(statement.body, factsWhere(statement.condition.test, true, facts, operationOf, sign));
          break;
        default:
          for (const inner of blocks(statement)) walk(inner, facts);
      }
    }
  };
  for (const body of bodies) walk(body, new Map());

  const factsAt = (value: Value | undefined): Facts | undefined => {
    const definition = value === undefined ? undefined : definitions.get(value);
    return definition?.kind === "operation" ? definition.facts : undefined;
  };
  return {
    isFinite: (atom) => proveFinite(atom),
    isNonzero: (atom, at) => isApart(sign(atom, factsAt(at))),
    sign: (atom) => sign(atom),
  };
}

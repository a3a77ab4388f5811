import type { Atom, Block, Operation, Primitive, Result, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";

/** What is proved of a number from the operations that make it; inputs, the user's loads and carried values are taken as finite. */
export interface Finiteness {
  /** Neither infinite nor NaN for finite inputs: multiplied by a zero cotangent it gives zero. */
  isFinite(atom: Atom): boolean;
  isNonzero(atom: Atom): boolean;
  /** Undefined where it is not known. */
  sign(atom: Atom): Sign;
}

type Definition =
  | { readonly kind: "operation"; readonly operation: Operation }
  | { readonly kind: "result"; readonly condition: Atom; readonly result: Result };

export type Sign = "positive" | "nonnegative" | "nonpositive" | "negative" | undefined;

/** Proofs by structural recursion over definitions, memoized; no range is computed. */
export function analyzeFinite(...bodies: readonly Block[]): Finiteness {
  const definitions = new Map<Value, Definition>();
  // A branch after what is inside it, so that everything is defined before it is used.
  const collect = (block: Block): void => {
    for (const statement of block) {
      for (const inner of blocks(statement)) collect(inner);
      if (statement.kind === "let") {
        definitions.set(statement.value, { kind: "operation", operation: statement.operation });
      } else if (statement.kind === "if") {
        for (const result of statement.results) {
          definitions.set(result.value, { kind: "result", condition: statement.condition, result });
        }
      }
    }
  };
  bodies.forEach(collect);
  const finite = new Map<Value, boolean>();
  const signs = new Map<Value, Sign>();

  const primitiveOf = (atom: Atom): Primitive | undefined => {
    const definition = atom.kind === "value" ? definitions.get(atom) : undefined;
    return definition?.kind === "operation" && definition.operation.kind === "primitive"
      ? definition.operation
      : undefined;
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
      proved = isFinitePrimitive(definition.operation, nonzero, depth);
    } else if (definition?.operation.kind === "load") {
      // A derivative may have kept a partial that is infinite.
      proved = !atom.linear;
    }
    if (nonzero === undefined) finite.set(atom, proved);
    return proved;
  };

  const isFinitePrimitive = (operation: Primitive, nonzero: Atom | undefined, depth: number): boolean => {
    const [a, b] = operation.args;
    if (a === undefined) return false;
    if (operation.name === "select") return isFiniteChoice(operation, nonzero, depth);
    if (!operation.args.every((arg) => proveFinite(arg, nonzero, depth + 1))) return false;
    switch (operation.name) {
      case "div":
      case "rem":
        return b !== undefined && (b === nonzero || isNonzero(b));
      case "exp":
      case "expm1":
        return sign(a) === "nonpositive" || sign(a) === "negative";
      case "sinh":
      case "cosh":
        return false;
      case "log":
      case "log2":
      case "log10":
        return sign(a) === "positive";
      case "log1p":
        return sign(a) === "positive" || sign(a) === "nonnegative";
      case "pow":
        return b?.kind === "constant" && typeof b.value === "number" && Number.isInteger(b.value) && b.value >= 0;
      case "sqrt":
        return sign(a) === "positive" || sign(a) === "nonnegative";
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

  const isNonzero = (atom: Atom): boolean => sign(atom) === "positive" || sign(atom) === "negative";

  const sign = (atom: Atom): Sign => {
    if (atom.kind === "constant") return typeof atom.value === "number" ? signOf(atom.value) : undefined;
    if (signs.has(atom)) return signs.get(atom);
    signs.set(atom, undefined);
    const definition = definitions.get(atom);
    let found: Sign;
    if (definition?.kind === "result") found = weaker(sign(definition.result.then), sign(definition.result.else));
    else if (definition?.operation.kind === "primitive") found = primitiveSign(definition.operation);
    else if (definition?.operation.kind === "length") found = "nonnegative";
    signs.set(atom, found);
    return found;
  };

  const primitiveSign = (operation: Primitive): Sign => {
    const [a, b] = operation.args;
    if (a === undefined) return undefined;
    switch (operation.name) {
      case "neg":
        return opposite(sign(a));
      case "add":
        return b === undefined ? undefined : sum(sign(a), sign(b));
      case "sub":
        return b === undefined ? undefined : sum(sign(a), opposite(sign(b)));
      case "mul":
        if (a === b) return "nonnegative";
        return b === undefined ? undefined : product(sign(a), sign(b));
      case "div":
        return b === undefined || !isNonzero(b) ? undefined : product(sign(a), sign(b));
      case "exp":
        // It may underflow to zero.
        return "nonnegative";
      case "cosh":
        return "positive";
      case "sqrt":
        // The root of the smallest number is not 0.
        return sign(a) === "positive" ? "positive" : "nonnegative";
      case "cbrt":
        return sign(a);
      case "abs":
        return isNonzero(a) ? "positive" : "nonnegative";
      case "hypot":
        return operation.args.some(isNonzero) ? "positive" : "nonnegative";
      case "max":
        return b === undefined ? undefined : stronger(sign(a), sign(b));
      default:
        return undefined;
    }
  };

  // In the order of definitions, so that no proof is deeper than one step into what is known.
  for (const value of definitions.keys()) {
    sign(value);
    proveFinite(value);
  }
  return { isFinite: (atom) => proveFinite(atom), isNonzero, sign };
}

const signOf = (value: number): Sign =>
  value > 0 ? "positive" : value < 0 ? "negative" : value === 0 ? "nonnegative" : undefined;

const opposite = (sign: Sign): Sign => {
  switch (sign) {
    case "positive":
      return "negative";
    case "negative":
      return "positive";
    case "nonnegative":
      return "nonpositive";
    case "nonpositive":
      return "nonnegative";
    default:
      return undefined;
  }
};

const isUp = (sign: Sign): boolean => sign === "positive" || sign === "nonnegative";
const isDown = (sign: Sign): boolean => sign === "negative" || sign === "nonpositive";

const sum = (a: Sign, b: Sign): Sign => {
  if (isUp(a) && isUp(b)) return a === "positive" || b === "positive" ? "positive" : "nonnegative";
  if (isDown(a) && isDown(b)) return a === "negative" || b === "negative" ? "negative" : "nonpositive";
  return undefined;
};

/** A product of two nonzero numbers may underflow to zero. */
const product = (a: Sign, b: Sign): Sign => {
  if (a === undefined || b === undefined) return undefined;
  return isUp(a) === isUp(b) ? "nonnegative" : "nonpositive";
};

const weaker = (a: Sign, b: Sign): Sign => {
  if (a === b) return a;
  if (isUp(a) && isUp(b)) return "nonnegative";
  return isDown(a) && isDown(b) ? "nonpositive" : undefined;
};

const stronger = (a: Sign, b: Sign): Sign => {
  if (a === "positive" || b === "positive") return "positive";
  return a === "nonnegative" || b === "nonnegative" ? "nonnegative" : undefined;
};

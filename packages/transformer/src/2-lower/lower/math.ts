import { ts } from "../../frontend/ts.js";
import { constant, newVariable, numberType, zero } from "../../ir/build.js";
import { unifyTypes } from "../../ir/type.js";
import { type Atom, functions, type PrimitiveName, type Type } from "../../ir/types.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { isArray } from "./containers.js";
import { asAtom, lowerExpression } from "./expressions.js";
import { hostOperation } from "./host.js";
import { countedLoop } from "./iterate.js";
import { concatenate, type Part } from "./literals.js";
import { loadByName, statedNames } from "./namedKeys.js";
import { callPrelude } from "./prelude.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import {
  asArray,
  asBoolean,
  asNumber,
  assign,
  compute,
  converted,
  lengthOf,
  loadIndex,
  read,
  structureOf,
  test,
  typeOf,
} from "./values.js";

const mathNames: ReadonlySet<string> = new Set(functions);
const binaryNames: ReadonlySet<string> = new Set(["atan2", "imul", "pow"]);

/** `Math.name(…)`. Functions of any number of arguments become chains of two, `hypot` stays one operation. */
export function callMath(l: Lowering, name: string, args: readonly Argument[], node: ts.Node): Atom {
  if (name === "max" || name === "min") return extremum(l, name, args, node);
  if (name === "random" && args.length === 0) return hostOperation(l, "Math.random()", [], numberType, node);
  if (name !== "pow" && !mathNames.has(name)) return refuse(l, "unknownCall", node, { name: `Math.${name}` });
  const isSpread = args.some((argument) => argument.spread);
  if (isSpread && name === "hypot") return hypotOf(l, args, node);
  // What is more than it takes is not looked at: `xs.map(Math.tanh)` gives an index and the array as well.
  const arity = name === "hypot" ? args.length : binaryNames.has(name) ? 2 : 1;
  const given = isSpread ? firstArguments(l, args, arity) : args;
  const numbers = given.slice(0, arity).map(({ operand }) => number(l, operand, node));
  if (isRefused(l, ...numbers)) return standIn(l);
  if (name === "hypot") return numbers.length === 0 ? constant(0) : compute(l, "hypot", ...numbers);
  if (numbers.length < arity) return refuse(l, "missingArgument", node, { name: `Math.${name}` });
  return compute(l, name as PrimitiveName, ...numbers);
}

/** So many arguments, the last of them out of the array that is spread. */
function firstArguments(l: Lowering, args: readonly Argument[], count: number): readonly Argument[] {
  const at = args.findIndex((argument) => argument.spread);
  const array = args[at]?.operand;
  if (array === undefined || isFunctionValue(array)) return args;
  const taken = Array.from({ length: Math.max(count - at, 0) }, (_, i) => loadIndex(l, array, constant(i)));
  return [...args.slice(0, at), ...taken.map((operand) => ({ operand, spread: false }))];
}

const number = (l: Lowering, operand: Operand, node: ts.Node): Atom =>
  isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", node) : asNumber(l, operand, node);

/** `Math.max(a, ...xs)`: from the left, starting from the first argument. */
function extremum(l: Lowering, name: "max" | "min", args: readonly Argument[], node: ts.Node): Atom {
  const least = constant(name === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  let result: Atom | undefined;
  for (const { operand, spread } of args) {
    if (isFunctionValue(operand)) return refuse(l, "unknownFunctionValue", node);
    const value = spread ? extremumOf(l, name, operand, result ?? least, node) : asNumber(l, operand, node);
    if (spread) result = value;
    else result = result === undefined ? value : compute(l, name, result, value);
  }
  return result ?? least;
}

function extremumOf(l: Lowering, name: "max" | "min", array: Atom, start: Atom, node: ts.Node): Atom {
  const type = asArray(l, array, node);
  if (type === undefined) return standIn(l);
  if (!unifyTypes(type.element, numberType)) return refuse(l, "notANumber", node, { type: "this array's element" });
  const variable = newVariable(l.program.ctx.ids, name, numberType);
  assign(l, variable, start);
  countedLoop(l, lengthOf(l, array), (inner, index) => {
    const present = read(inner, variable);
    assign(inner, variable, compute(inner, name, present, loadIndex(inner, array, index)));
  });
  return read(l, variable);
}

/** `Math[name](…)`, where the name is one of a few by its type. Undefined if it is not. */
export function callMathByName(
  l: Lowering,
  { argumentExpression }: ts.ElementAccessExpression,
  node: ts.CallExpression,
): Atom | undefined {
  const names = statedNames(l, argumentExpression);
  if (names === undefined) return undefined;
  const key = lowerExpression(l, argumentExpression);
  const given = lowerArguments(l, node.arguments);
  if (isRefused(l, key)) return standIn(l);
  return loadByName(l, key, names, node, (at, name) => callMath(at, name, given, node));
}

/** `Math.hypot(a, ...xs)`: one list of all arguments. */
function hypotOf(l: Lowering, args: readonly Argument[], node: ts.Node): Atom {
  const parts = args.map(({ operand, spread }): Part => {
    const atom = asAtom(l, operand, node);
    return spread ? { kind: "many", array: atom } : { kind: "one", value: asNumber(l, atom, node) };
  });
  if (parts.some((part) => isRefused(l, part.kind === "one" ? part.value : part.array))) return standIn(l);
  const [only, ...more] = parts;
  const list = only?.kind === "many" && more.length === 0 ? only.array : concatenate(l, parts, node);
  return asAtom(l, callPrelude(l, "hypotOf", [list], node), node);
}

/** Functions of Number and the global ones like them; undefined if there is no such function here. */
export function callNumber(l: Lowering, name: string, args: readonly Operand[], node: ts.Node): Atom | undefined {
  const first = args[0];
  if (first === undefined || isFunctionValue(first)) return undefined;
  const written = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  if (written !== undefined) structureOf(l, first, written);
  switch (name) {
    case "Number":
      if (typeOf(first).kind === "opaque") return hostOperation(l, "Number($0)", [first], numberType, node);
      return converted(l, first, node);
    case "Boolean":
      return asBoolean(l, first, node);
    case "Array.isArray":
      return isArray(l, first, node);
    case "isNaN":
      // Unlike Number.isNaN, it is true of a missing element.
      if (l.program.elements.has(first)) return test(l, "not", test(l, "ge", compute(l, "abs", first), zero));
      return test(l, name, asNumber(l, first, node));
    case "isFinite":
      return test(l, name, converted(l, first, node));
    case "Number.isNaN":
    case "Number.isFinite":
    case "Number.isInteger":
      if (isOther(typeOf(first))) return constant(false);
      if (typeOf(first).kind !== "number" && typeOf(first).kind !== "variable") return undefined;
      return test(l, name.slice("Number.".length) as PrimitiveName, asNumber(l, first, node));
    default:
      return undefined;
  }
}

/** Of a type that no number is of. */
const isOther = ({ kind }: Type): boolean =>
  kind !== "number" && kind !== "variable" && kind !== "opaque" && kind !== "union";

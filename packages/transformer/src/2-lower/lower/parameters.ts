import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Constant } from "../../ir/types.js";
import { bindArguments } from "./argumentsObject.js";
import { declarePattern, withDefault } from "./destructuring.js";
import { asAtom, lowerName } from "./expressions.js";
import { isOnlyRead } from "./functions/spread.js";
import { makeArray } from "./literals.js";
import type { Scope } from "./scope.js";
import {
  type Builtin,
  type Closure,
  type FunctionNode,
  isFunctionValue,
  type Lowering,
  type Operand,
} from "./state.js";

/** Without a `this` parameter, which is type syntax. */
export const parametersOf = (node: FunctionNode): readonly ts.ParameterDeclaration[] =>
  node.parameters.filter((parameter) => !(ts.isIdentifier(parameter.name) && parameter.name.text === "this"));

/** `(a) => -a` and `(a, b) => a + b` in one table: who calls with one argument does not mean the latter, which may be told undefined. */
export function noteLacking({ program }: Lowering, fn: Operand, given: number): void {
  const { node, boundArguments = 0 } = fn.kind === "closure" ? fn : {};
  if (node !== undefined && given + boundArguments < node.parameters.length) program.lacking.add(node);
}

/** `f.length`: how many parameters come before the first with a default. */
export function parameterCount(fn: Closure | Builtin): Constant | undefined {
  if (fn.kind === "builtin") {
    const named: unknown = fn.name.split(".").reduce((of, name) => Object(of)[name], globalThis);
    return typeof named === "function" ? constant(named.length) : undefined;
  }
  const { node, boundArguments = 0 } = fn;
  const parameters = parametersOf(node);
  const end = parameters.findIndex(
    ({ initializer, dotDotDotToken }) => initializer !== undefined || dotDotDotToken !== undefined,
  );
  return constant(Math.max(0, (end < 0 ? parameters.length : end) - boundArguments));
}

/** Declares `this` and `super`. An arrow function sees those around it, unless it is a field of a class. */
export function bindReceiver(scope: Scope, closure: Closure, receiver: Operand | undefined): void {
  const { home, node } = closure;
  if (closure.isBound) return;
  if (home !== undefined) scope.declare("super", { kind: "function", value: home });
  else if (ts.isArrowFunction(node)) return;
  const self = receiver ?? constant(undefined);
  scope.declare("this", isFunctionValue(self) ? { kind: "function", value: self } : { kind: "value", atom: self });
}

/** The name of an argument that `bind` gave. */
export const boundName = (index: number): string => `bound ${index}`;

/** Declares parameters for the arguments of a call; missing ones have their default or are undefined. */
export function bindParameters(
  l: Lowering,
  node: FunctionNode,
  given: readonly Operand[],
  { isPacked, boundArguments = 0 }: Pick<Closure, "isPacked" | "boundArguments"> = {},
): void {
  const args = [...Array.from({ length: boundArguments }, (_, i) => lowerName(l, node, boundName(i))), ...given];
  bindArguments(l, node, args);
  parametersOf(node).forEach((parameter, i) => {
    if (parameter.dotDotDotToken !== undefined) {
      const rest = isPacked ? args[i] : undefined;
      declarePattern(l, parameter.name, rest ?? restArgument(l, args.slice(i), parameter), false);
      return;
    }
    const argument = args[i] ?? constant(undefined);
    const value = isFunctionValue(argument) ? argument : withDefault(l, argument, parameter.initializer);
    declarePattern(l, parameter.name, value, false);
  });
}

/** The arguments from here on as an array; one spread array is copied, as JavaScript does. */
function restArgument(l: Lowering, args: readonly Operand[], node: ts.ParameterDeclaration): Operand {
  const atoms = args.map((operand) => asAtom(l, operand, node));
  const array = makeArray(l, atoms, node);
  if (isOnlyRead(node)) l.program.rests.set(array, args);
  return array;
}

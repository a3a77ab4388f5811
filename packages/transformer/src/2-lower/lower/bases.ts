import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { unifyTypes } from "../../ir/type.js";
import type { Atom, CallDerivative, Type } from "../../ir/types.js";
import { callFunction } from "./calls.js";
import { asAtom } from "./expressions.js";
import { isProtected } from "./handlers.js";
import { isBuiltIn, operandKey } from "./instanceKey.js";
import { maximumDepth, newActivation, parameterValue } from "./instances.js";
import { isThrowing } from "./outcomes.js";
import { entryOf } from "./packages.js";
import { parametersOf } from "./parameters.js";
import { startOf } from "./start.js";
import { type Activation, type Derived, isFunctionValue, type Lowering, type Operand, refuse } from "./state.js";
import { returnValue } from "./statements.js";
import { freshValue, typeOf } from "./values.js";

/** The function that a derivative is of, and what a call hands to it. */
export interface Base {
  /** f has run before: what it writes to the console is there. */
  readonly isSilent?: true;
  /** f as a function of its own. */
  readonly activation: Activation;
  readonly passed: readonly Atom[];
  /** For each argument its index among those that are passed; a function or a text is built in. */
  readonly indices: readonly (number | undefined)[];
}

export function baseOf(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Base | undefined {
  const { program } = l;
  const { of, isSilent } = heard(derived.of);
  const self = isFunctionValue(of) ? [] : [of];
  const passed = [...self, ...args.filter((operand): operand is Atom => !isBuiltIn(operand))];
  let next = self.length;
  const indices = args.map((operand) => (isBuiltIn(operand) ? undefined : next++));
  const key = [of, ...args].map((operand) => operandKey(program, operand)).join("|");
  const known = program.bases.get(key);
  if (known !== undefined) {
    passed.forEach((atom, i) => {
      const parameter = known.params[i];
      if (parameter !== undefined) unifyTypes(parameter.type, typeOf(atom));
    });
    return { activation: known, passed, indices, ...isSilent };
  }
  const depth = l.activation.depth + 1;
  if (depth > maximumDepth) {
    refuse(l, "endlessSpecialization", node, { name: derived.name });
    return undefined;
  }
  const activation = newActivation(program, node, derived.name, { depth, returns: true, entry: entryOf(l) });
  program.bases.set(key, activation);
  activation.isRunning = true;
  const names = of.kind === "closure" ? parametersOf(of.node) : [];
  const parameter = (operand: Operand, name?: ts.ParameterDeclaration): Operand => {
    if (isBuiltIn(operand)) return operand;
    const value = parameterValue(program, operand as Atom, name);
    activation.params.push(value);
    return value;
  };
  const fn = isFunctionValue(of) ? of : parameter(of);
  const parameters = args.map((operand, i) => parameter(operand, names[i]));
  const inner: Lowering = { ...startOf(program, activation), ...(l.site === undefined ? {} : { site: l.site }) };
  returnValue(inner, asAtom(inner, callFunction(inner, fn, parameters, node), node), node);
  activation.body = inner.out.block;
  activation.isRunning = false;
  return { activation, passed, indices, ...isSilent };
}

/** `silently(f)` is f, but for what it writes to the console. */
function heard(of: Operand): { readonly of: Operand; readonly isSilent: Pick<Base, "isSilent"> } {
  if (of.kind !== "closure" || of.isSilent === undefined) return { of, isSilent: {} };
  const { isSilent, ...rest } = of;
  return { of: rest, isSilent: { isSilent } };
}

/** Calls f as it is, if it writes to the console, and only for that: its derivatives are silent. */
export function echo(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): void {
  const base = baseOf(l, derived, args, node);
  if (base === undefined) return;
  const { activation, passed } = base;
  const atoms: Atom[] = [...passed];
  l.activation.calls.push({ callee: activation, args: atoms, order: l.program.ctx.ids.value, node });
  const result = freshValue(l, activation.result);
  const call = { callee: activation.ref, args: atoms, linear: false, span: spanOf(node) } as const;
  l.out.push({ kind: "call", results: [result], ...call, isEcho: true });
}

/** Whether an exception of a function that is differentiated as one would not get to the `try` around its call, or around that of its caller. */
export const isLost = (l: Lowering, called: Activation): boolean =>
  (isProtected(l) || l.activation.outcome !== undefined) && isThrowing(called);

export function callBase(
  l: Lowering,
  { activation, passed, isSilent }: Base,
  asked: CallDerivative,
  tangents: readonly Atom[],
  type: Type,
  node: ts.Node,
): Atom {
  if (isLost(l, activation)) return refuse(l, "derivativeCaught", node);
  const result = freshValue(l, type);
  const args: Atom[] = [...passed, ...tangents];
  l.activation.calls.push({ callee: activation, args, order: l.program.ctx.ids.value, node });
  const { ref } = activation;
  const derivative = isSilent ? { ...asked, isSilent } : asked;
  l.out.push({ kind: "call", results: [result], callee: ref, args, linear: false, span: spanOf(node), derivative });
  return result;
}

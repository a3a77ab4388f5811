import type { ts } from "../../../frontend/ts.js";
import { booleanType, constant, newValue, numberType } from "../../../ir/build.js";
import { resolveType, unifyTypes } from "../../../ir/type.js";
import type { Atom, RecordType, Type, Value } from "../../../ir/types.js";
import { newActivation } from "../instances.js";
import { startOf } from "../start.js";
import type { Activation, Lowering, ProgramState } from "../state.js";
import { branch, freshValue, loadField, test, typeOf } from "../values.js";
import { codeSlot } from "./lambda.js";

/** A function of the program that tells whether two values are one function. */
export interface Comparison {
  readonly activation: Activation;
  readonly type: RecordType;
  readonly a: Value;
  readonly b: Value;
}

export const isFunctionType = (type: Type): type is RecordType =>
  type.kind === "record" && type.functions !== undefined;

/** `f === g` of two values. A function that captures nothing may have been made at several places: its code is what it is. */
export function sameFunction(l: Lowering, a: Atom, b: Atom, node: ts.Node): Atom {
  const { program } = l;
  const type = typeOf(a) as RecordType;
  unifyTypes(type, typeOf(b));
  const present = resolveType(type);
  const known = program.comparisons.find((one) => resolveType(one.type) === present);
  const comparison = known ?? newComparison(program, present as RecordType, node);
  if (known === undefined) program.comparisons.push(comparison);
  const { activation } = comparison;
  const result = freshValue(l, booleanType);
  const args = [a, b];
  l.activation.calls.push({ callee: activation, args, order: program.ctx.ids.value, node });
  l.out.push({ kind: "call", results: [result], callee: activation.ref, args, linear: false, span: undefined });
  return result;
}

function newComparison(program: ProgramState, type: RecordType, node: ts.Node): Comparison {
  const activation = newActivation(program, node, "sameFunction", { returns: true });
  const [a, b] = ["a", "b"].map((name) => newValue(program.ctx.ids, type, { name })) as [Value, Value];
  activation.params.push(a, b);
  unifyTypes(activation.result, booleanType);
  return { activation, type, a, b };
}

export function finishComparison(program: ProgramState, { activation, type, a, b }: Comparison): void {
  const l = startOf(program, activation);
  const { node } = activation;
  const functions = [...((resolveType(type) as RecordType).functions ?? [])];
  const alone = functions.filter(({ isStatic }) => isStatic);
  const same = test(l, "eq", a, b);
  const sameCode = (at: Lowering): Atom => {
    const [left, right] = [a, b].map((one) => loadField(at, one, codeSlot, numberType)) as [Atom, Atom];
    return alone
      .map((one) => constant(one.code))
      .map((code): Atom => test(at, "and", test(at, "eq", left, code), test(at, "eq", right, code)))
      .reduce((some, other) => test(at, "or", some, other));
  };
  const either = (at: Lowering): Atom => test(at, "or", test(at, "isNullish", a), test(at, "isNullish", b));
  const value =
    alone.length > 0
      ? branch(
          l,
          same,
          node,
          () => constant(true),
          (at) => branch(at, either(at), node, () => constant(false), sameCode),
        )
      : same;
  l.out.push({ kind: "exit", exit: "return", label: undefined, value, span: undefined });
  activation.body = l.out.block;
}

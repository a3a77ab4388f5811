import { ownObjects } from "../../3-analyze/ownObjects.js";
import { must } from "../../diagnostics/must.js";
import { atomType, BlockBuilder, constant, isReference, newFunctionRef, newValue, zero } from "../../ir/build.js";
import type { Atom, Call, CustomRule, IRFunction, Statement, Type, Value } from "../../ir/types.js";
import { checkLengths } from "../checkLengths.js";
import { isTree } from "../parts.js";
import { cloneTree } from "../rebuild.js";
import { bearsNumbers, shadowType } from "../shadow.js";
import { argumentsGiven, chooseDual, copyOf, refuseShared, typeOf } from "./customDuals.js";
import { newShadow, newTangent, shadowOf, tangentOf } from "./duals.js";
import { inBlock, type Linearization } from "./state.js";

// A forward rule is the pushforward.

export function byPushforward(l: Linearization, statement: Call, rule: CustomRule, result: Value): void {
  const ref = rule.forward ?? rule.ref;
  l.out.push(statement);
  const { args, span } = statement;
  const block = inBlock(l, ({ out }) => {
    const tangents = rule.covers.map((i): Atom => {
      if (i === undefined) return constant(undefined);
      const arg = must(args[i]);
      if (l.options.activity.needsShadow(arg)) return shadowOf(l, arg);
      if (arg.kind === "value" && isReference(arg.type) && bearsNumbers(arg.type))
        return out.define(shadowType(arg.type), { kind: "zerosLike", of: arg });
      return tangentOf(l, arg) ?? (typeOf(arg).kind === "number" ? zero : constant(undefined));
    });
    const given = out.define(
      { kind: "tuple", elements: tangents.map(typeOf) },
      { kind: "makeArray", elements: tangents },
    );
    const isStructure = l.options.activity.needsShadow(result);
    const dual = isStructure ? newShadow(l, result) : newTangent(l, result);
    const passed = [given, result, ...args];
    // Tangents that the rule makes are one for each place.
    if (isStructure) refuseShared(l, result, `the result of ${statement.callee.name}, in forward mode,`);
    const made = isStructure && isTree(dual.type) && !makesItsResult(l.options.bodyOf(ref)) ? dual.type : undefined;
    const writes = l.options.changesOf(ref).writes;
    const callee = made === undefined && !writes ? ref : copyingAdapter(l, ref, statement, { passed, made, writes });
    const handedOn = isStructure ? argumentsGiven(l, statement, result) : [];
    chooseDual({ ...l, out }, dual, handedOn, result, (at, value) => {
      const pushed = inBlock(at, (inner) => {
        inner.out.push({ kind: "call", results: [value], callee, args: passed, linear: false, span });
        if (!rule.isComplete)
          checkLengths(value, result, `the rule of ${statement.callee.name} gave`, "the tangent", inner.out);
      });
      at.out.push(...pushed.map(asLinear));
    });
  });
  l.out.push(...block.map(asLinear));
}

const asLinear = (statement: Statement): Statement =>
  "linear" in statement ? ({ ...statement, linear: true } as Statement) : statement;

interface Copying {
  readonly passed: readonly Atom[];
  /** A rule may give a tangent that it was given, or one that it keeps: what is written into the result must not reach these. */
  readonly made: Type | undefined;
  /** It writes into what it is given, which is the program's. */
  readonly writes: boolean;
}

function copyingAdapter(
  l: Linearization,
  ref: CustomRule["ref"],
  statement: Call,
  { passed, made, writes }: Copying,
): CustomRule["ref"] {
  const adapter = newFunctionRef(l.ctx.ids, `${ref.name}_copied`);
  const out = new BlockBuilder(l.ctx.ids);
  const params = passed.map((arg) => newValue(l.ctx.ids, typeOf(arg)));
  const args = passed.map((arg, i): Atom => {
    const param = must(params[i]);
    if (arg.kind === "constant") return arg;
    return writes ? copyOf(l, param, statement, out) : param;
  });
  const given = newValue(l.ctx.ids, made ?? atomType(must(l.options.bodyOf(ref)?.results[0])));
  out.push({ kind: "call", results: [given], callee: ref, args, linear: false, span: undefined });
  const result = made === undefined ? given : cloneTree(given, out);
  l.options.adapters.push({
    ref: adapter,
    params,
    body: out.block,
    results: [result],
    span: l.options.bodyOf(ref)?.span,
  });
  return adapter;
}

/** Whether a rule gives an array of numbers that it has made itself. */
function makesItsResult(rule: IRFunction | undefined): boolean {
  const result = rule?.results[0];
  if (rule === undefined || result?.kind !== "value" || result.type.kind !== "array") return false;
  return !isReference(result.type.element) && ownObjects(rule)(result);
}

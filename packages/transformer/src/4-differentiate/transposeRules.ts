import { isLinearIn } from "../3-analyze/isLinearIn.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { Reporter } from "../diagnostics/report.js";
import {
  atomType,
  BlockBuilder,
  constant,
  fieldKey,
  isReference,
  newFunctionRef,
  newValue,
  undefinedType,
  zero,
} from "../ir/build.js";
import { differentiated, reachableFunctions } from "../ir/reachable.js";
import { typesEqual } from "../ir/type.js";
import type {
  Atom,
  Block,
  Call,
  CustomRule,
  FunctionRef,
  IRFunction,
  Program,
  RecordType,
  Type,
  Value,
} from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";
import { checkLengths } from "./checkLengths.js";
import { findRuleFault } from "./linearize/findRuleFault.js";
import { isLinearRule } from "./linearize/isLinearRule.js";
import { shadowType } from "./shadow.js";

/** Makes the derivatives inside of a program that it asks for. */
export type DeriveInside = (program: Program, ctx: Context) => Program;

/**
 * Rules of the other mode, made to serve this one. What a rule gives is linear in its cotangent, or in its tangents: its pullback by these
 * is the transpose, wherever it is taken. A rule that is not linear, or cannot be differentiated, is left as it is.
 */
export function transposeRules(
  program: Program,
  mode: "forward" | "reverse",
  derive: DeriveInside,
  ctx: Context,
): Program {
  const transposing = new Transposing(program, mode, derive, ctx);
  const functions = new Map(program.functions);
  for (const fn of differentiated([program.root, ...program.functions.values()])) {
    const body = transposing.block(fn.body);
    if (body !== fn.body) functions.set(fn.ref.id, { ...fn, body });
  }
  if (transposing.made.size === 0) return program;
  for (const fn of transposing.made.values()) functions.set(fn.ref.id, fn);
  return { root: functions.get(program.root.ref.id) ?? program.root, functions };
}

class Transposing {
  readonly made = new Map<number, IRFunction>();
  private readonly known = new Map<number, FunctionRef | undefined>();

  constructor(
    private readonly program: Program,
    private readonly mode: "forward" | "reverse",
    private readonly derive: DeriveInside,
    private readonly ctx: Context,
  ) {}

  block(block: Block): Block {
    let isChanged = false;
    const rewritten = block.map((statement) => {
      const inner = blocks(statement);
      const own = inner.map((one) => this.block(one));
      const within = own.some((one, i) => one !== inner[i]) ? withBlocks(statement, own) : statement;
      const ruled = within.kind === "call" && within.rule !== undefined ? this.call(within, within.rule) : within;
      isChanged ||= ruled !== statement;
      return ruled;
    });
    return isChanged ? rewritten : block;
  }

  private call(call: Call, rule: CustomRule): Call {
    const isOther =
      this.mode === "forward" ? rule.kind === "customVjp" && rule.forward === undefined : rule.kind === "customJvp";
    if (!isOther || rule.isComplete) return call;
    const { ref } = rule;
    if (!this.known.has(ref.id)) this.known.set(ref.id, this.transpose(call, rule));
    const transposed = this.known.get(ref.id);
    if (transposed === undefined) return call;
    return this.mode === "forward"
      ? { ...call, rule: { ...rule, forward: transposed } }
      : { ...call, rule: { ...rule, kind: "customVjp", ref: transposed, forward: ref } };
  }

  /** (tangents or cotangent, result, …args), of which the rule is the transpose. */
  private transpose(call: Call, rule: CustomRule): FunctionRef | undefined {
    const { functions } = this.program;
    const body = functions.get(rule.ref.id);
    if (body === undefined || isServing(call, rule, body)) return undefined;
    if (findRuleFault(rule, call, body, () => true) !== undefined || !isLinearIn(body, functions)) return undefined;
    const fn = rule.kind === "customVjp" ? this.ofPullback(call, rule, body) : this.ofPushforward(call, rule, body);
    if (fn === undefined) return undefined;
    const lookUp = (id: number): IRFunction | undefined => functions.get(id);
    const reached = reachableFunctions(body, [body.ref.id, ...functions.keys()], lookUp);
    const reporter = new Reporter();
    const derived = this.derive(
      { root: fn, functions: new Map([[fn.ref.id, fn], ...reached]) },
      { ...this.ctx, reporter },
    );
    if (reporter.failed) return undefined;
    for (const one of derived.functions.values()) this.made.set(one.ref.id, one);
    return derived.root.ref;
  }

  /** Of tangents of the arguments the one of the result, by a rule that gives their cotangents. */
  private ofPullback({ args, callee }: Call, { covers }: CustomRule, rule: IRFunction): IRFunction | undefined {
    const cotangents = shadowType(atomType(must(rule.results[0])));
    const tangents = covers.map((i) => (i === undefined ? undefinedType : tangentType(atomType(must(args[i])))));
    const given = newValue(this.ctx.ids, { kind: "tuple", elements: tangents }, { name: "tangents" });
    return this.pulledBack(`${callee.name}_push`, rule, given, {
      at: (type, [result], out) => zerosOf(type, result, out),
      check: (made, [, ...rest], out) => {
        covers.forEach((i, k) => {
          const [part, like] = [partType(made.type, k), i === undefined ? undefined : rest[i]];
          if (like === undefined || part === undefined || !isReference(part) || !isReference(like.type)) return;
          const isTuple = made.type.kind === "tuple";
          const key = isTuple ? fieldKey(String(k)) : ({ kind: "index", index: constant(k) } as const);
          const own = out.define(part, { kind: "load", base: made, key });
          checkLengths(own, like, `the rule of ${callee.name} gave`, like.name ?? `argument ${k + 1}`, out);
        });
      },
      seed: (out) => {
        const elements = tangents.map((type, i): Atom | undefined => {
          const part = partType(cotangents, i);
          if (part?.kind === "undefined") return constant(undefined);
          if (part?.kind === "number" && type.kind === "undefined") return zero;
          if (part === undefined || !typesEqual(part, type)) return undefined;
          return out.define(type, { kind: "load", base: given, key: fieldKey(String(i)) });
        });
        if (!elements.every((element) => element !== undefined)) return undefined;
        return out.define(cotangents, { kind: "makeArray", elements });
      },
    });
  }

  /** Of a cotangent of the result those of the arguments, by a rule that gives its tangent. */
  private ofPushforward(
    { callee, results: [result] }: Call,
    { covers }: CustomRule,
    rule: IRFunction,
  ): IRFunction | undefined {
    const type = shadowType(must(result).type);
    if (!typesEqual(type, shadowType(atomType(must(rule.results[0]))))) return undefined;
    const given = newValue(this.ctx.ids, type, { name: "cotangent" });
    return this.pulledBack(`${callee.name}_pull`, rule, given, {
      at: (tangents, [, ...args], out) => {
        const elements = covers.map((i, k) =>
          zerosOf(must(partType(tangents, k)), i === undefined ? undefined : args[i], out),
        );
        return out.define(tangents, { kind: "makeArray", elements });
      },
      check: (made, [like], out) => {
        if (like !== undefined && isReference(made.type) && isReference(like.type))
          checkLengths(made, like, `the rule of ${callee.name} gave`, "the tangent", out);
      },
      seed: () => given,
    });
  }

  /** The pullback of a rule by its first parameter, at 0. */
  private pulledBack(name: string, rule: IRFunction, given: Value, { at, check, seed }: Ends): IRFunction | undefined {
    const { ids } = this.ctx;
    const out = new BlockBuilder(ids);
    const [first, ...rest] = rule.params;
    const linearIn = must(first).type;
    const params = rest.map((param) => newValue(ids, param.type, param));
    const frame: RecordType = { kind: "record", name: `${name}_frame`, fields: [], isFrame: true };
    const derivative = { marker: "vjp", wrt: 0, frame } as const;
    const call = { kind: "call", callee: rule.ref, linear: false, span: rule.span } as const;
    const made = newValue(ids, madeType(atomType(must(rule.results[0])), frame));
    const forward = { ...derivative, half: "forward", primals: rule.params.length } as const;
    out.push({ ...call, args: [at(linearIn, params, out), ...params], results: [made], derivative: forward });
    check(
      out.define(atomType(must(rule.results[0])), { kind: "load", base: made, key: fieldKey("value") }),
      params,
      out,
    );
    const left = out.define(frame, { kind: "load", base: made, key: fieldKey("frame") });
    const cotangent = seed(out);
    if (cotangent === undefined) return undefined;
    const back = newValue(ids, shadowType(linearIn));
    const reverse = { ...derivative, half: "reverse", primals: 2 } as const;
    out.push({ ...call, args: [left, cotangent], results: [back], derivative: reverse });
    return {
      ref: newFunctionRef(ids, name),
      params: [given, ...params],
      body: out.block,
      results: [back],
      span: rule.span,
    };
  }
}

/** What a rule is given in place of its cotangent or tangents, and the cotangent of what it gives. */
interface Ends {
  readonly at: (type: Type, others: readonly Value[], out: BlockBuilder) => Atom;
  /** Throws unless what the rule gives has the lengths of what it belongs to. */
  readonly check: (made: Value, others: readonly Value[], out: BlockBuilder) => void;
  readonly seed: (out: BlockBuilder) => Atom | undefined;
}

/** Between numbers a rule that is linear gives partials, which serve both modes. */
const isServing = ({ args, results }: Call, rule: CustomRule, body: IRFunction): boolean =>
  [...args, ...results].every((atom) => atomType(atom).kind === "number") && isLinearRule(rule, body);

const tangentType = (type: Type): Type =>
  type.kind === "number" ? type : isReference(type) ? shadowType(type) : undefinedType;

const partType = (type: Type, i: number): Type | undefined =>
  type.kind === "tuple" ? type.elements[i] : type.kind === "array" ? type.element : undefined;

/** A cotangent or tangent of 0, which has the shape of what it belongs to. */
function zerosOf(type: Type, of: Value | undefined, out: BlockBuilder): Atom {
  if (type.kind === "number") return zero;
  if (type.kind === "undefined") return constant(undefined);
  return out.define(type, { kind: "zerosLike", of: must(of) });
}

const madeType = (value: Type, frame: RecordType): RecordType => ({
  kind: "record",
  name: undefined,
  fields: [
    { name: "value", type: value },
    { name: "frame", type: frame },
  ],
});

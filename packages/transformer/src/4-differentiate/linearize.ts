import type { Activity } from "../3-analyze/activity.js";
import { analyzeInRange } from "../3-analyze/inRange.js";
import { analyzeLengthening } from "../3-analyze/lengthening.js";
import { analyzeMayMiss } from "../3-analyze/mayMiss.js";
import type { Context } from "../context.js";
import {
  atomType,
  BlockBuilder,
  constant,
  indexKey,
  isReference,
  newScope,
  newValue,
  numberType,
  zero,
} from "../ir/build.js";
import { instantiate } from "../ir/clone.js";
import type {
  Atom,
  Block,
  Call,
  Carried,
  For,
  If,
  IRFunction,
  Key,
  Let,
  Primitive,
  Resize,
  Result,
  Slice,
  Statement,
  Store,
  Term,
  Type,
  Value,
  While,
} from "../ir/types.js";
import type { CallPlan } from "./calls.js";
import type { Rules } from "./rules.js";
import { shadowType } from "./shadow.js";

/** A function with the linear program in its tangents woven through. */
export interface Joint {
  /** Parameters: the primal ones, then shadows of active references. Results: the primal ones, then shadows of active ones. */
  readonly fn: IRFunction;
  /** Tangents of varied number parameters, in order. */
  readonly tangentParams: readonly { readonly primal: Value; readonly tangent: Value }[];
  readonly shadowParams: readonly { readonly primal: Value; readonly shadow: Value }[];
  /** The reference that each shadow shadows. */
  readonly primals: ReadonlyMap<Value, Value>;
  /** Every value of the linear program, carried values and results included. */
  readonly tangents: ReadonlySet<Value>;
  /** Tangents loaded from slots that need not exist where the cotangent is 0. */
  readonly mayMiss: ReadonlySet<Value>;
  /** Linear stores that may lie outside a typed array, which has no effect: their slot has no cotangent. */
  readonly unsureStores: ReadonlySet<Statement>;
  /** For each number result its tangent; undefined where it is zero or the result is a reference. */
  readonly resultTangents: readonly (Atom | undefined)[];
}

export interface LinearizeOptions {
  readonly activity: Activity;
  readonly rules: Rules;
  /** How calls of functions that are not inlined are differentiated. */
  readonly calls: CallPlan;
  /** Forward mode evaluates the linear program in place; reverse mode unzips and transposes it. */
  readonly mode: "forward" | "reverse";
  /** The reverse sweep may run several times: an allocation clears its shadow. */
  readonly clears: boolean;
}

/** The jvp of a function as a joint program: primal statements unchanged and in order, tangents as linear statements. */
export function linearize(fn: IRFunction, ctx: Context, options: LinearizeOptions): Joint {
  return new Linearizer(ctx, options).run(fn);
}

class Linearizer {
  /** Tangents of numbers and shadows of references. */
  private readonly duals = new Map<Value, Atom>();
  private readonly tangents = new Set<Value>();
  private readonly mayMiss = new Set<Value>();
  private readonly unsureStores = new Set<Statement>();
  private readonly primals = new Map<Value, Value>();
  private isInRange: (store: Store) => boolean = () => false;
  private isGrowth: (resize: Resize) => boolean = () => false;
  private isUnsureLoad: (value: Value) => boolean = () => false;

  constructor(
    private readonly ctx: Context,
    private readonly options: LinearizeOptions,
  ) {}

  run(fn: IRFunction): Joint {
    const { activity } = this.options;
    this.isInRange = analyzeInRange(fn);
    this.isGrowth = analyzeLengthening(fn.body);
    this.isUnsureLoad = analyzeMayMiss(fn, this.options.calls.split(fn.ref) !== undefined);
    const tangentParams = fn.params
      .filter((primal) => activity.isVaried(primal))
      .map((primal) => ({ primal, tangent: this.newTangent(primal) }));
    const shadowParams = fn.params
      .filter((primal) => activity.needsShadow(primal))
      .map((primal) => ({ primal, shadow: this.newShadow(primal) }));
    const body = this.block(fn.body);
    const shadowResults = fn.results.filter((atom) => activity.needsShadow(atom)).map((atom) => this.shadow(atom));
    return {
      fn: {
        ...fn,
        params: [...fn.params, ...shadowParams.map((param) => param.shadow)],
        body,
        results: [...fn.results, ...shadowResults],
      },
      tangentParams,
      shadowParams,
      tangents: this.tangents,
      mayMiss: this.mayMiss,
      unsureStores: this.unsureStores,
      primals: this.primals,
      resultTangents: fn.results.map((atom) => this.tangent(atom)),
    };
  }

  // ------------------------------------------------------------------------------------------------ duals of values

  private newTangent(primal: Value): Value {
    const tangent = newValue(this.ctx.ids, numberType, {
      name: suffixed(primal, "_dot"),
      linear: true,
      span: primal.span,
    });
    this.duals.set(primal, tangent);
    this.tangents.add(tangent);
    return tangent;
  }

  private newShadow(primal: Value): Value {
    const suffix = this.options.mode === "forward" ? "_dot" : "_bar";
    const options = { name: suffixed(primal, suffix), linear: true, span: primal.span };
    const shadow = newValue(this.ctx.ids, shadowType(primal.type), options);
    this.duals.set(primal, shadow);
    this.primals.set(shadow, primal);
    return shadow;
  }

  private tangent(atom: Atom): Atom | undefined {
    return atom.kind === "value" && atom.type.kind === "number" ? this.duals.get(atom) : undefined;
  }

  private shadow(atom: Atom): Atom {
    if (atom.kind === "constant") return atom.value === undefined ? atom : constant(undefined);
    const shadow = this.duals.get(atom);
    if (shadow === undefined) throw new Error(`linearize: no shadow for ${atom.name ?? "a reference"}`);
    return shadow;
  }

  // ----------------------------------------------------------------------------------------------------- statements

  private block(block: Block): Block {
    const out = new BlockBuilder(this.ctx.ids);
    for (const statement of block) this.statement(statement, out);
    return out.block;
  }

  private statement(statement: Statement, out: BlockBuilder): void {
    const { activity } = this.options;
    switch (statement.kind) {
      case "let":
        out.push(statement);
        this.operation(statement, out);
        return;
      case "store":
        out.push(statement);
        if (activity.isActiveSlot(statement.base, statement.key)) {
          this.lengthen(statement, out);
          const base = this.shadow(statement.base);
          const dual: Store = { ...statement, base, value: this.tangent(statement.value) ?? zero, linear: true };
          if (isTyped(base) && !this.isInRange(statement)) this.unsureStores.add(dual);
          out.push(dual);
        } else if (this.mirrors(statement.value, statement.base)) {
          out.push({ ...statement, base: this.shadow(statement.base), value: this.shadow(statement.value) });
        }
        return;
      case "accumulate": {
        out.push(statement);
        const tangent = this.tangent(statement.value);
        if (activity.isActiveSlot(statement.base, statement.key) && tangent !== undefined) {
          out.push({ ...statement, base: this.shadow(statement.base), value: tangent, linear: true });
        }
        return;
      }
      case "fill":
        out.push(statement);
        if (activity.isActiveSlot(statement.base, anyIndex)) {
          const tangent = this.tangent(statement.value);
          const base = this.shadow(statement.base);
          if (tangent === undefined) out.push({ ...statement, base, value: zero, linear: true });
          else this.overRange(statement, out, (index, body) => body.push(store(base, index, tangent)));
        } else if (this.mirrors(statement.value, statement.base)) {
          out.push({ ...statement, base: this.shadow(statement.base), value: this.shadow(statement.value) });
        }
        return;
      case "resize":
        if (activity.needsShadow(statement.base)) {
          const base = this.shadow(statement.base);
          if (activity.isActiveSlot(statement.base, anyIndex)) this.resizeNumbers(statement, base, out);
          else out.push(statement, { ...statement, base });
        } else {
          out.push(statement);
        }
        return;
      case "if":
        out.push(this.branch(statement));
        return;
      case "for":
        out.push({ ...statement, ...this.loop(statement) });
        return;
      case "while":
        out.push({ ...statement, ...this.loop(statement) });
        return;
      case "call":
        this.call(statement, out);
        return;
      case "throw":
      case "note":
        out.push(statement);
        return;
      case "tapeStore":
      case "assign":
      case "loop":
      case "labelled":
      case "exit":
        throw new Error(`linearize: a ${statement.kind} statement`);
    }
  }

  /** A reference stored in active memory takes its shadow along. */
  private mirrors(value: Atom, base: Atom): boolean {
    if (!this.options.activity.needsShadow(base)) return false;
    if (value.kind === "constant") return value.value === undefined;
    return isReference(value.type) && this.options.activity.needsShadow(value);
  }

  /** A shadow never gets shorter; its cells above the length are 0, so what a shorter array loses is cleared. */
  private resizeNumbers(statement: Resize, base: Atom, out: BlockBuilder): void {
    const shadow: Resize = { ...statement, base, atLeast: true };
    if (this.isGrowth(statement)) {
      out.push(statement, shadow);
      return;
    }
    const length = out.define(numberType, { kind: "length", base: statement.base });
    out.push(statement, shadow);
    out.push({ kind: "fill", base, value: zero, start: statement.length, end: length, linear: true });
  }

  /** In reverse mode the shadow must have every cell that the array ever has before the reverse sweep adds to it. */
  private lengthen(store: Store, out: BlockBuilder): void {
    if (this.options.mode === "forward" || store.key.kind !== "index" || this.isInRange(store)) return;
    const { base, key } = store;
    if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage !== "Array") return;
    const length = out.primitive("add", [key.index, constant(1)]);
    out.push({ kind: "resize", base: this.shadow(base), length, atLeast: true });
  }

  private branch(statement: If): If {
    const then = this.block(statement.then);
    const otherwise = this.block(statement.else);
    const results: Result[] = [...statement.results];
    for (const result of statement.results) {
      if (this.options.activity.isVaried(result.value)) {
        results.push({
          value: this.newTangent(result.value),
          then: this.tangent(result.then) ?? zero,
          else: this.tangent(result.else) ?? zero,
        });
      } else if (this.options.activity.needsShadow(result.value)) {
        results.push({
          value: this.newShadow(result.value),
          then: this.shadow(result.then),
          else: this.shadow(result.else),
        });
      }
    }
    return { ...statement, then, else: otherwise, results };
  }

  private loop(statement: For | While): { readonly carried: readonly Carried[]; readonly body: Block } {
    const { activity } = this.options;
    const duals = statement.carried
      .filter((carried) => activity.isVaried(carried.parameter) || activity.needsShadow(carried.parameter))
      .map((carried) => {
        const varied = activity.isVaried(carried.parameter);
        const initial = varied ? (this.tangent(carried.initial) ?? zero) : this.shadow(carried.initial);
        const parameter = varied ? this.newTangent(carried.parameter) : this.newShadow(carried.parameter);
        return { carried, varied, initial, parameter };
      });
    const body = this.block(statement.body);
    const extra = duals.map(({ carried, varied, initial, parameter }): Carried => {
      const next = varied ? (this.tangent(carried.next) ?? zero) : this.shadow(carried.next);
      const result = varied ? this.newTangent(carried.result) : this.newShadow(carried.result);
      return { parameter, initial, next, result };
    });
    return { carried: [...statement.carried, ...extra], body };
  }

  // ----------------------------------------------------------------------------------------------------- operations

  private operation(statement: Let, out: BlockBuilder): void {
    const { activity } = this.options;
    const { value, operation } = statement;
    switch (operation.kind) {
      case "primitive":
        if (activity.isVaried(value)) this.primitive(value, operation, out);
        else if (activity.needsShadow(value)) {
          const args = operation.args.map((arg, i) =>
            operation.name === "select" && i === 0 ? arg : this.shadow(arg),
          );
          this.letShadow(value, { ...operation, args }, out);
        }
        return;
      case "load":
        if (activity.isVaried(value)) {
          const base = this.shadow(operation.base);
          const tangent = this.newTangent(value);
          if (this.isUnsureLoad(value)) this.mayMiss.add(tangent);
          out.push({ kind: "let", value: tangent, operation: { ...operation, base }, linear: true });
        } else if (activity.needsShadow(value)) {
          this.letShadow(value, { ...operation, base: this.shadow(operation.base) }, out);
        }
        return;
      case "makeArray":
      case "makeRecord":
        if (activity.needsShadow(value)) this.literal(value, operation, out);
        return;
      case "newArray": {
        if (!activity.needsShadow(value)) return;
        const fill = operation.fill;
        if (fill !== undefined && this.mirrors(fill, value)) {
          this.letShadow(value, { ...operation, fill: this.shadow(fill) }, out);
          return;
        }
        const shadow = this.letShadow(value, { ...operation, fill: undefined }, out);
        this.clear(shadow, value.type, out);
        const tangent = fill === undefined ? undefined : this.tangent(fill);
        if (tangent !== undefined) {
          const whole = { base: value, start: undefined, end: undefined };
          this.overRange(whole, out, (index, body) => body.push(accumulate(shadow, indexKey(index), tangent)));
        }
        return;
      }
      case "slice":
        if (activity.needsShadow(value)) this.slice(value, operation, out);
        return;
      case "zerosLike":
        if (activity.needsShadow(value)) this.letShadow(value, operation, out);
        return;
      case "global":
        // Constants beside active memory: what their shadow gathers is dropped.
        if (activity.needsShadow(value)) this.letShadow(value, { kind: "zerosLike", of: value }, out);
        return;
      case "linear":
      case "tapeAlloc":
      case "tapeLoad":
      case "read":
        throw new Error(`linearize: a ${operation.kind} operation`);
      case "length":
      case "opaque":
        return;
    }
  }

  private letShadow(value: Value, operation: Let["operation"], out: BlockBuilder): Value {
    const shadow = this.newShadow(value);
    out.push({ kind: "let", value: shadow, operation, linear: false });
    return shadow;
  }

  private primitive(value: Value, operation: Primitive, out: BlockBuilder): void {
    const { rules } = this.options;
    const tangents = operation.args.map((arg) => this.tangent(arg));
    if (operation.name === "select" || operation.name === "identity") {
      this.copied(value, operation, tangents, out);
      return;
    }
    const rule = rules.get(operation.name);
    if (rule === undefined) throw new Error(`linearize: no rule for ${operation.name}`);
    const partials = rule.variadic
      ? operation.args.map((arg, i) => {
          if (tangents[i] === undefined) return zero;
          const instance = instantiate(rule.partials, [value, arg], this.ctx.ids, value.span);
          out.push(...instance.statements);
          return instance.results[0] ?? zero;
        })
      : this.instantiatePartials(rule.partials, value, operation.args, out);
    const terms = tangents.flatMap((tangent, i): Term[] => {
      const coefficient = partials[i];
      return tangent === undefined || coefficient === undefined ? [] : [{ coefficient, tangent: tangent as Value }];
    });
    out.push({
      kind: "let",
      value: this.newTangent(value),
      operation: { kind: "linear", terms },
      linear: true,
    });
  }

  private instantiatePartials(
    partials: IRFunction,
    result: Value,
    args: readonly Atom[],
    out: BlockBuilder,
  ): readonly Atom[] {
    const instance = instantiate(partials, [result, ...args], this.ctx.ids, result.span);
    out.push(...instance.statements);
    return instance.results;
  }

  /** `select` hands on one of two tangents; `identity` its argument's. */
  private copied(value: Value, operation: Primitive, tangents: readonly (Atom | undefined)[], out: BlockBuilder): void {
    const [condition] = operation.args;
    const branch = (chosen: 0 | 1): Atom =>
      condition === undefined || operation.name === "identity"
        ? constant(1)
        : out.primitive(
            "select",
            [condition, constant(chosen === 0 ? 1 : 0), constant(chosen === 0 ? 0 : 1)],
            numberType,
            { linear: true },
          );
    const terms = tangents.flatMap((tangent, i): Term[] =>
      tangent === undefined ? [] : [{ coefficient: branch(i === 1 ? 0 : 1), tangent: tangent as Value }],
    );
    out.push({ kind: "let", value: this.newTangent(value), operation: { kind: "linear", terms }, linear: true });
  }

  // --------------------------------------------------------------------------------------------------------- memory

  private literal(
    value: Value,
    operation: Extract<Let["operation"], { kind: "makeArray" | "makeRecord" }>,
    out: BlockBuilder,
  ): void {
    const { activity } = this.options;
    const slots: readonly { key: Key; value: Atom }[] =
      operation.kind === "makeRecord"
        ? operation.fields.map((field) => ({ key: { kind: "field", name: field.name }, value: field.value }))
        : operation.elements.map((element, i) => ({
            key: value.type.kind === "tuple" ? { kind: "field", name: String(i) } : indexKey(constant(i)),
            value: element,
          }));
    const duals = slots.map((slot) => this.slotShadow(slot.value, value, out));
    const shadow = this.letShadow(
      value,
      operation.kind === "makeRecord"
        ? {
            kind: "makeRecord",
            fields: operation.fields.flatMap((field, i) => {
              const dual = duals[i];
              return dual === undefined ? [] : [{ name: field.name, value: dual }];
            }),
          }
        : { kind: "makeArray", elements: duals.map((dual) => dual ?? constant(undefined)) },
      out,
    );
    for (const slot of slots) {
      if (!activity.isActiveSlot(value, slot.key)) continue;
      if (this.options.clears) out.push({ kind: "store", base: shadow, key: slot.key, value: zero, linear: true });
      const tangent = this.tangent(slot.value);
      if (tangent !== undefined) out.push(accumulate(shadow, slot.key, tangent));
    }
  }

  /** What a shadow slot starts as: 0, the shadow of what is stored, or nothing where the primal holds neither. */
  private slotShadow(value: Atom, container: Value, out: BlockBuilder): Atom | undefined {
    const type = atomType(value);
    if (this.mirrors(value, container)) return this.shadow(value);
    if (type.kind === "number") return zero;
    return isReference(type) ? out.define(shadowType(type), { kind: "zerosLike", of: value }) : undefined;
  }

  private clear(shadow: Value, type: Type, out: BlockBuilder): void {
    if (!this.options.clears || type.kind !== "array" || type.element.kind !== "number") return;
    out.push({ kind: "fill", base: shadow, value: zero, start: undefined, end: undefined, linear: true });
  }

  private slice(value: Value, operation: Slice, out: BlockBuilder): void {
    if (value.type.kind === "array" && isReference(value.type.element)) {
      this.letShadow(value, { ...operation, base: this.shadow(operation.base) }, out);
      return;
    }
    const length = out.define(numberType, { kind: "length", base: value });
    const shadow = this.letShadow(value, { kind: "newArray", length, fill: undefined }, out);
    this.clear(shadow, value.type, out);
    // A copy of constants: only what is stored in it later varies.
    if (!this.options.activity.isActiveSlot(operation.base, anyIndex)) return;
    const base = this.shadow(operation.base);
    const start = this.sliceStart(operation, out);
    this.overRange({ base: value, start: undefined, end: undefined }, out, (index, body) => {
      const from =
        start === undefined
          ? index
          : body.define(
              numberType,
              { kind: "primitive", name: "add", args: [start, index] },
              { inLinearProgram: true },
            );
      const tangent = newValue(this.ctx.ids, numberType, { linear: true });
      this.tangents.add(tangent);
      body.push({ kind: "let", value: tangent, operation: { kind: "load", base, key: indexKey(from) }, linear: true });
      body.push(accumulate(shadow, indexKey(index), tangent));
    });
  }

  /** The index at which `slice(start)` starts, clamped as JavaScript does; undefined for 0. */
  private sliceStart(operation: Slice, out: BlockBuilder): Atom | undefined {
    const { start } = operation;
    if (start === undefined || (start.kind === "constant" && (start.value === 0 || start.value === undefined)))
      return undefined;
    return clampIndex(start, operation.base, out);
  }

  /** A loop of the linear program alone, over an index range of an array. */
  private overRange(
    range: { readonly base: Atom; readonly start: Atom | undefined; readonly end: Atom | undefined },
    out: BlockBuilder,
    body: (index: Value, body: BlockBuilder) => void,
  ): void {
    const from = range.start === undefined ? zero : clampIndex(range.start, range.base, out);
    const to =
      range.end === undefined
        ? out.define(numberType, { kind: "length", base: range.base })
        : clampIndex(range.end, range.base, out);
    const index = newValue(this.ctx.ids, numberType, { name: "i" });
    const inner = new BlockBuilder(this.ctx.ids);
    body(index, inner);
    out.push({
      kind: "for",
      scope: newScope(this.ctx.ids),
      index,
      from,
      test: "lt",
      to,
      step: 1,
      order: "ascending",
      carried: [],
      body: inner.block,
      span: undefined,
    });
  }

  // ---------------------------------------------------------------------------------------------------------- calls

  private call(statement: Call, out: BlockBuilder): void {
    const { activity, calls, mode } = this.options;
    const split = calls.split(statement.callee);
    if (split === undefined) {
      out.push(statement);
      return;
    }
    const shadowArgs = split.shadowParams.map((i) => this.shadow(statement.args[i] ?? zero));
    const tangentArgs = split.tangentParams.map((i) => this.tangent(statement.args[i] ?? zero) ?? zero);
    const shadowResults = statement.results
      .filter((value) => activity.needsShadow(value))
      .map((value) => this.newShadow(value));
    const tangentResults = split.tangentResults.map((i) => this.newTangent(statement.results[i] as Value));
    if (mode === "forward") {
      out.push({
        ...statement,
        linear: true,
        callee: split.pushforward,
        args: [...statement.args, ...shadowArgs, ...tangentArgs],
        results: [...statement.results, ...shadowResults, ...tangentResults],
      });
      return;
    }
    const frame = newValue(this.ctx.ids, split.frameType, { name: "frame" });
    out.push({
      ...statement,
      callee: split.forward,
      args: [...statement.args, ...shadowArgs],
      results: [...statement.results, ...shadowResults, frame],
    });
    out.push({
      ...statement,
      linear: true,
      callee: split.reverse,
      args: [frame, ...tangentArgs],
      results: tangentResults,
    });
  }
}

const anyIndex = indexKey(zero);

const isTyped = (base: Atom): boolean =>
  base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array";

const suffixed = (value: Value, suffix: string): string | undefined =>
  value.name === undefined ? undefined : `${value.name.replace(/_(bar|dot)$/, "")}${suffix}`;

const accumulate = (base: Atom, key: Key, value: Atom): Statement => ({
  kind: "accumulate",
  base,
  key,
  value,
  linear: true,
});

const store = (base: Atom, index: Atom, value: Atom): Statement => ({
  kind: "store",
  base,
  key: indexKey(index),
  value,
  linear: true,
});

/** A relative index as `slice` and `fill` read it: negative counts from the end, then clamped to the length. */
function clampIndex(index: Atom, base: Atom, out: BlockBuilder): Atom {
  if (index.kind === "constant" && index.value === 0) return index;
  const length = out.define(numberType, { kind: "length", base });
  const whole = out.primitive("trunc", [index]);
  const negative = out.primitive("lt", [whole, zero], { kind: "boolean" });
  const fromEnd = out.primitive("max", [out.primitive("add", [whole, length]), zero]);
  const fromStart = out.primitive("min", [whole, length]);
  return out.primitive("select", [negative, fromEnd, fromStart]);
}

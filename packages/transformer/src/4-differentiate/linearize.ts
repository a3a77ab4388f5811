import type { Context } from "../context.js";
import { zero } from "../ir/build.js";
import type { Atom, Block, Carried, For, If, IRFunction, Let, Result, Statement, Value, While } from "../ir/types.js";
import {
  linearizeGlobal,
  linearizeKeys,
  linearizeLiteral,
  linearizeNewArray,
  linearizeSlice,
  linearizeZeros,
} from "./linearize/allocations.js";
import { linearizeCall } from "./linearize/calls.js";
import { letShadow, newShadow, newTangent, shadowOf, tangentOf } from "./linearize/duals.js";
import {
  linearizeAccumulate,
  linearizeFill,
  linearizeLoad,
  linearizeRemoval,
  linearizeResize,
  linearizeStore,
} from "./linearize/memory.js";
import { linearizePrimitive } from "./linearize/primitives.js";
import { inBlock, type Linearization, type LinearizeOptions, newLinearization } from "./linearize/state.js";

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
  /** Tangents loaded from slots that need not exist where the cotangent is 0, with what the primal program loads there. */
  readonly mayMiss: ReadonlyMap<Value, Value>;
  /** Linear stores that may lie outside a typed array, which has no effect: their slot has no cotangent. */
  readonly unsureStores: ReadonlySet<Statement>;
  /** For each number result its tangent; undefined where it is zero or the result is a reference. */
  readonly resultTangents: readonly (Atom | undefined)[];
}

/** The jvp of a function as a joint program: primal statements unchanged and in order, tangents as linear statements. */
export function linearize(fn: IRFunction, ctx: Context, options: LinearizeOptions): Joint {
  const { activity } = options;
  const l = newLinearization(fn, ctx, options);
  const tangentParams = fn.params
    .filter((primal) => activity.isVaried(primal))
    .map((primal) => ({ primal, tangent: newTangent(l, primal) }));
  const shadowParams = fn.params
    .filter((primal) => activity.needsShadow(primal))
    .map((primal) => ({ primal, shadow: newShadow(l, primal) }));
  const body = linearizeBlock(l, fn.body);
  const shadowResults = fn.results.filter((atom) => activity.needsShadow(atom)).map((atom) => shadowOf(l, atom));
  return {
    fn: {
      ...fn,
      params: [...fn.params, ...shadowParams.map((param) => param.shadow)],
      body,
      results: [...fn.results, ...shadowResults],
    },
    tangentParams,
    shadowParams,
    tangents: l.tangents,
    mayMiss: l.mayMiss,
    unsureStores: l.unsureStores,
    primals: l.primals,
    resultTangents: fn.results.map((atom) => tangentOf(l, atom)),
  };
}

const linearizeBlock = (l: Linearization, block: Block): Block =>
  inBlock(l, (inner) => {
    for (const statement of block) linearizeStatement(inner, statement);
  });

function linearizeStatement(l: Linearization, statement: Statement): void {
  switch (statement.kind) {
    case "let":
      l.out.push(statement);
      linearizeOperation(l, statement);
      return;
    case "store":
      linearizeStore(l, statement);
      return;
    case "accumulate":
      linearizeAccumulate(l, statement);
      return;
    case "fill":
      linearizeFill(l, statement);
      return;
    case "resize":
      linearizeResize(l, statement);
      return;
    case "removeEntry":
      linearizeRemoval(l, statement);
      return;
    case "if":
      l.out.push(linearizeBranch(l, statement));
      return;
    case "for":
      l.out.push({ ...statement, ...linearizeLoop(l, statement) });
      return;
    case "while":
      l.out.push({ ...statement, ...linearizeLoop(l, statement) });
      return;
    case "call":
      linearizeCall(l, statement);
      return;
    case "throw":
    case "note":
      l.out.push(statement);
      return;
    case "tapeStore":
    case "assign":
    case "loop":
    case "labelled":
    case "exit":
      throw new Error(`linearize: a ${statement.kind} statement`);
  }
}

function linearizeOperation(l: Linearization, { value, operation }: Let): void {
  const { activity } = l.options;
  switch (operation.kind) {
    case "primitive":
      linearizePrimitive(l, value, operation);
      return;
    case "load":
      linearizeLoad(l, value, operation);
      return;
    case "makeArray":
    case "makeRecord":
      if (activity.needsShadow(value)) linearizeLiteral(l, value, operation);
      return;
    case "newArray":
      if (activity.needsShadow(value)) linearizeNewArray(l, value, operation);
      return;
    case "newMap":
      if (activity.needsShadow(value)) letShadow(l, value, operation);
      return;
    case "slice":
      if (activity.needsShadow(value)) linearizeSlice(l, value, operation);
      return;
    case "view":
      if (activity.needsShadow(value)) letShadow(l, value, { ...operation, base: shadowOf(l, operation.base) });
      return;
    case "zerosLike":
      if (activity.needsShadow(value)) linearizeZeros(l, value, operation);
      return;
    case "global":
      // Constants beside active memory: what their shadow gathers is dropped.
      if (activity.needsShadow(value)) linearizeGlobal(l, value);
      return;
    case "linear":
    case "tapeAlloc":
    case "tapeLoad":
    case "read":
      throw new Error(`linearize: a ${operation.kind} operation`);
    case "length":
    case "keysOf":
      // Used as keys only, which checkEntryKeys sees to.
      if (activity.needsShadow(value)) linearizeKeys(l, value);
      return;
    case "hasEntry":
    case "hasField":
    case "opaque":
      return;
  }
}

function linearizeBranch(l: Linearization, statement: If): If {
  const { activity } = l.options;
  const then = linearizeBlock(l, statement.then);
  const otherwise = linearizeBlock(l, statement.else);
  const results: Result[] = [...statement.results];
  for (const result of statement.results) {
    if (activity.isVaried(result.value)) {
      results.push({
        value: newTangent(l, result.value),
        then: tangentOf(l, result.then) ?? zero,
        else: tangentOf(l, result.else) ?? zero,
      });
    } else if (activity.needsShadow(result.value)) {
      results.push({
        value: newShadow(l, result.value),
        then: shadowOf(l, result.then),
        else: shadowOf(l, result.else),
      });
    }
  }
  return { ...statement, then, else: otherwise, results };
}

function linearizeLoop(
  l: Linearization,
  statement: For | While,
): { readonly carried: readonly Carried[]; readonly body: Block } {
  const { activity } = l.options;
  const duals = statement.carried
    .filter((carried) => activity.isVaried(carried.parameter) || activity.needsShadow(carried.parameter))
    .map((carried) => {
      const varied = activity.isVaried(carried.parameter);
      const initial = varied ? (tangentOf(l, carried.initial) ?? zero) : shadowOf(l, carried.initial);
      const parameter = varied ? newTangent(l, carried.parameter) : newShadow(l, carried.parameter);
      return { carried, varied, initial, parameter };
    });
  const body = linearizeBlock(l, statement.body);
  const extra = duals.map(({ carried, varied, initial, parameter }): Carried => {
    const next = varied ? (tangentOf(l, carried.next) ?? zero) : shadowOf(l, carried.next);
    const result = varied ? newTangent(l, carried.result) : newShadow(l, carried.result);
    return { parameter, initial, next, result };
  });
  return { carried: [...statement.carried, ...extra], body };
}

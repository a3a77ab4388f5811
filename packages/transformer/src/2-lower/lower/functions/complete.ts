import { spanOf } from "../../../frontend/frontend.js";
import { booleanType, constant, newScope, numberType, primitive } from "../../../ir/build.js";
import type { Atom, Block, Result } from "../../../ir/types.js";
import { returnOutcome } from "../outcomes.js";
import { startOf } from "../start.js";
import { inBlock, type Lowering, type ProgramState } from "../state.js";
import { freshValue, loadField, test } from "../values.js";
import { type Apply, expandApply } from "./apply.js";
import { finishComparison } from "./compare.js";
import { codeSlot, type Lambda } from "./lambda.js";

/** Lowers every function that a value may be, until no call finds another; then each call has its branches. */
export function completeCalls(program: ProgramState): void {
  let changed = true;
  while (changed) {
    changed = false;
    for (let next = program.postponed.shift(); next !== undefined; next = program.postponed.shift()) next();
    for (const apply of program.applies.values()) changed = expandApply(program, apply) || changed;
  }
  if (program.budget.isSpent) return;
  for (const apply of program.applies.values()) {
    const l = startOf(program, apply.activation);
    finishApply(l, apply, [...apply.branches.keys()]);
    apply.activation.body = l.out.block;
  }
  for (const comparison of program.comparisons) finishComparison(program, comparison);
}

/** One branch for each function; which it is need not be asked of the last one. */
function finishApply(l: Lowering, apply: Apply, lambdas: readonly Lambda[]): void {
  const { activation, isEffect, fn } = apply;
  const node = activation.node;
  const [only] = lambdas;
  if (lambdas.length <= 1 && (only === undefined || only.isStatic)) {
    const missing = l.out.define(booleanType, primitive("isNullish", fn));
    const condition = only === undefined ? constant(true) : missing;
    const then = inBlock(l, (inner) => {
      inner.out.push({ kind: "throw", text: 'new TypeError("not a function")', args: [], span: spanOf(node) });
    });
    pushIf(l, condition, then, [], []);
  }
  const code = lambdas.length > 1 ? loadField(l, fn, codeSlot, numberType) : undefined;
  const chain = (at: Lowering, index: number): Atom => {
    const lambda = lambdas[index];
    const branch = lambda === undefined ? undefined : apply.branches.get(lambda);
    if (lambda === undefined || branch === undefined) return constant(undefined);
    if (code === undefined || index === lambdas.length - 1) {
      for (const statement of branch.block) at.out.push(statement);
      return branch.result;
    }
    const condition = test(at, "eq", code, constant(lambda.code));
    let rest: Atom = constant(undefined);
    const otherwise = inBlock(at, (inner) => {
      rest = chain(inner, index + 1);
    });
    const value = isEffect ? undefined : freshValue(at, activation.outcome?.value ?? activation.result);
    const results = value === undefined ? [] : [{ value, then: branch.result, else: rest }];
    pushIf(at, condition, branch.block, otherwise, results);
    return value ?? constant(undefined);
  };
  const result = chain(l, 0);
  if (activation.outcome !== undefined) returnOutcome(l, activation.outcome, result, node);
  else if (!isEffect) {
    l.out.push({ kind: "exit", exit: "return", label: undefined, value: result, span: spanOf(node) });
  }
}

function pushIf(l: Lowering, condition: Atom, then: Block, otherwise: Block, results: readonly Result[]): void {
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results, span: undefined });
}

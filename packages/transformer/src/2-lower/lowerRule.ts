import type { Context } from "../context.js";
import { syntaxFrontend } from "../frontend/syntax.js";
import { ts } from "../frontend/ts.js";
import { newValue, numberType } from "../ir/build.js";
import type { Atom, IRFunction } from "../ir/types.js";
import { lowerExpression } from "./lower/expressions.js";
import { noFacts } from "./lower/facts.js";
import { finishFunction } from "./lower/finish.js";
import { newActivation } from "./lower/instances.js";
import { skipParentheses } from "./lower/operators.js";
import { bindParameters } from "./lower/parameters.js";
import { createPrelude } from "./lower/prelude.js";
import { startOf } from "./lower/start.js";
import type { Lowering } from "./lower/state.js";
import { lowerStatements } from "./lower/statements.js";
import { createProgramState } from "./lower.js";

/**
 * Lowers a rule, `(result, …args) => [partials]`, to a function of numbers whose results are the partials. It needs no
 * type checker: other names are looked up in the rule's own file.
 */
export function lowerRule(fn: ts.ArrowFunction, name: string, ctx: Context): IRFunction {
  const before = ctx.reporter.diagnostics.length;
  const program = createProgramState(
    { ...ctx, frontend: syntaxFrontend },
    noFacts(),
    createPrelude(ctx.frontend),
    true,
  );
  const activation = newActivation(program, fn, name, { returns: true });
  const l = startOf(program, activation);
  for (const parameter of fn.parameters) {
    const hint = ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
    activation.params.push(newValue(ctx.ids, numberType, { name: hint }));
  }
  bindParameters(l, fn, activation.params);
  const partials = lowerPartials(l, fn);
  const problem = ctx.reporter.diagnostics[before];
  if (problem !== undefined) throw new Error(`lowerRule ${name}: ${problem.message}`);
  activation.body = l.out.block;
  return finishFunction(activation, partials, program.names);
}

/** The body ends in `[partial, …]`; `const` locals may come before. */
function lowerPartials(l: Lowering, fn: ts.ArrowFunction): readonly Atom[] {
  let returned: ts.Expression | undefined;
  if (ts.isBlock(fn.body)) {
    const last = fn.body.statements.at(-1);
    lowerStatements(l, fn.body.statements.slice(0, -1));
    if (last !== undefined && ts.isReturnStatement(last)) returned = last.expression;
  } else returned = fn.body;
  if (returned === undefined) return [];
  const node = skipParentheses(returned);
  if (!ts.isArrayLiteralExpression(node)) return [lowerExpression(l, node)];
  return node.elements.map((element) => lowerExpression(l, element));
}

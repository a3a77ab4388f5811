import { enterSSA } from "../2-lower/enterSSA.js";
import { lowerRule } from "../2-lower/lowerRule.js";
import { scalarReplace } from "../2-lower/scalarReplace.js";
import { structureExits } from "../2-lower/structureExits.js";
import { simplify } from "../5-schedule/simplify.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { ts } from "../frontend/ts.js";
import { type Ids, newValue } from "../ir/build.js";
import type { Atom, Block, IRFunction, Statement, Value } from "../ir/types.js";
import { blocks, definitions, mapUses, parameters, withBlocks } from "../ir/walk.js";

/** The derivative of one primitive: the partials of its result as IR, lowered from the rule's own source. */
export interface Rule {
  /** Parameters are the result and the arguments; a variadic rule takes the result and one argument. */
  readonly partials: IRFunction;
  readonly variadic: boolean;
}

export interface Rules {
  /** The rule of a primitive, or undefined where its derivative is zero. */
  get(primitive: string): Rule | undefined;
}

/** Reads the rule table from the runtime's source text, where it is written as executable TypeScript. */
export function createRules(ctx: Context): Rules {
  const entries = readTable(ctx.frontend.ownSource("cotangent/rules.ts", "cotangent", "src/rules.ts"));
  const lowered = new Map<string, Rule>();
  return {
    get(primitive) {
      const entry = entries.get(primitive);
      if (entry === undefined) return undefined;
      let rule = lowered.get(primitive);
      if (rule === undefined) {
        rule = { partials: lowerPartials(entry.fn, primitive, ctx), variadic: entry.variadic };
        lowered.set(primitive, rule);
      }
      return rule;
    },
  };
}

interface Entry {
  readonly fn: ts.ArrowFunction;
  readonly variadic: boolean;
}

function readTable(file: ts.SourceFile): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (declaration.name.getText(file) !== "rules" || declaration.initializer === undefined) continue;
      const table = unwrap(declaration.initializer);
      if (!ts.isObjectLiteralExpression(table)) continue;
      for (const property of table.properties) {
        const entry = ts.isPropertyAssignment(property) ? readEntry(property.initializer) : undefined;
        if (entry !== undefined && property.name !== undefined) entries.set(property.name.getText(file), entry);
      }
    }
  }
  if (entries.size === 0) throw new Error("no derivative rules found in cotangent/src/rules.ts");
  return entries;
}

function unwrap(node: ts.Expression): ts.Expression {
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node))
    return unwrap(node.expression);
  return node;
}

function readEntry(node: ts.Expression): Entry | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [fn] = node.arguments;
  if (fn === undefined || !ts.isArrowFunction(fn)) return undefined;
  return { fn, variadic: node.expression.getText() === "variadic" };
}

function lowerPartials(node: ts.ArrowFunction, name: string, ctx: Context): IRFunction {
  const lowered = lowerRule(node, name, ctx);
  const primal = simplify(scalarReplace(enterSSA(structureExits(lowered, ctx), ctx), ctx), ctx);
  return asLinear(primal, ctx.ids);
}

/**
 * Partials are not the user's bits: real algebra is legal on them. None applies to a call of `Math` with what the user computed: it
 * may be one that the user has made too.
 */
function asLinear(fn: IRFunction, ids: Ids): IRFunction {
  const values = new Map<Value, Value>();
  const mark = (value: Value, linear = true): Value => {
    const marked = newValue(ids, value.type, { name: value.name, linear });
    values.set(value, marked);
    return marked;
  };
  const isUsers = (atom: Atom): boolean =>
    atom.kind === "constant" || fn.params.includes(atom) || values.get(atom)?.linear === false;
  const isUsersCall = (statement: Statement): boolean =>
    statement.kind === "let" &&
    statement.operation.kind === "primitive" &&
    statement.operation.name in Math &&
    statement.operation.args.every(isUsers);
  const block = (body: Block): Block =>
    body.map((statement) => {
      for (const parameter of parameters(statement)) mark(parameter);
      const inner = blocks(statement).map(block);
      for (const definition of definitions(statement)) mark(definition, !isUsersCall(statement));
      const mapped = mapUses(withBlocks(statement, inner), (atom) =>
        atom.kind === "value" ? must(values.get(atom)) : atom,
      );
      if (mapped.kind === "let") return { ...mapped, value: values.get(mapped.value) as Value };
      if (mapped.kind === "if") {
        return {
          ...mapped,
          results: mapped.results.map((result) => ({ ...result, value: values.get(result.value) as Value })),
        };
      }
      return mapped;
    });
  const params = fn.params.map((param) => mark(param));
  const body = block(fn.body);
  return {
    ...fn,
    params,
    body,
    results: fn.results.map((atom) => (atom.kind === "value" ? must(values.get(atom)) : atom)),
  };
}

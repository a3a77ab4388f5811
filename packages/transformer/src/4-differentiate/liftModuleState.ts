import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, newValue } from "../ir/build.js";
import type { Atom, Block, Global, IRFunction, Program, Statement, Value } from "../ir/types.js";
import { blocks, substitute, visit, withBlocks } from "../ir/walk.js";

/**
 * Module state that active values are stored in has one shadow for each call of the root: the root takes the state at its
 * entry, before anything is stored there, and hands it on to the functions that use it as one more argument.
 */
export function liftModuleState(program: Program, isActive: (value: Value) => boolean, ctx: Context): Program {
  const functions = [...program.functions.values()];
  const active = new Map<string, Binding>();
  for (const { value, operation } of functions.flatMap(globalsIn)) {
    if (isActive(value)) active.set(keyOf(operation), { value, operation });
  }
  if (active.size === 0) return program;
  const needed = neededBy(functions, active);
  const lifted = functions.map((fn) => {
    const keys = [...must(needed.get(fn.ref.id))];
    const own = new Map(keys.map((key) => [key, ownValue(active.get(key) as Binding, ctx)]));
    const { body, results } = rewrite(fn, own, needed);
    if (fn.ref.id !== program.root.ref.id) return { ...fn, params: [...fn.params, ...own.values()], body, results };
    const entry = new BlockBuilder(ctx.ids);
    for (const [key, value] of own) {
      entry.push({ kind: "let", value, operation: (active.get(key) as Binding).operation, linear: false });
    }
    return { ...fn, body: [...entry.block, ...body], results };
  });
  const byId = new Map(lifted.map((fn) => [fn.ref.id, fn]));
  return { root: must(byId.get(program.root.ref.id)), functions: byId };
}

/** Variables of modules are no arguments in the text: each function names them itself. */
export function dropModuleVariables(functions: readonly IRFunction[]): readonly IRFunction[] {
  const dropped = new Map(functions.map((fn) => [fn.ref.id, fn.params.map(isModuleVariable)]));
  if (![...dropped.values()].some((params) => params.includes(true))) return functions;
  const calls = (block: Block): Block =>
    block.map((statement) => {
      const inner = withBlocks(statement, blocks(statement).map(calls));
      if (inner.kind !== "call") return inner;
      const params = must(dropped.get(inner.callee.id));
      return { ...inner, args: inner.args.filter((_, i) => params[i] !== true) };
    });
  return functions.map((fn) => ({
    ...fn,
    params: fn.params.filter((param) => !isModuleVariable(param)),
    body: [...fn.params.flatMap(definition), ...calls(fn.body)],
  }));
}

interface Binding {
  readonly value: Value;
  readonly operation: Global;
}

const keyOf = ({ file, name }: Global): string => `${file}\0${name}`;
const isModuleVariable = ({ type }: Value): boolean => type.kind === "record" && type.variable !== undefined;

const definition = (param: Value): Block =>
  param.type.kind === "record" && param.type.variable !== undefined
    ? [{ kind: "let", value: param, operation: { kind: "global", ...param.type.variable }, linear: false }]
    : [];

const ownValue = ({ value, operation }: Binding, ctx: Context): Value =>
  newValue(ctx.ids, value.type, { name: operation.name, span: value.span });

function globalsIn(fn: IRFunction): readonly Binding[] {
  const found: Binding[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "global") {
      found.push({ value: statement.value, operation: statement.operation });
    }
  });
  return found;
}

/** The bindings that each function uses, itself or through what it calls, in a fixed order. */
function neededBy(
  functions: readonly IRFunction[],
  active: ReadonlyMap<string, Binding>,
): ReadonlyMap<number, ReadonlySet<string>> {
  const needed = new Map(
    functions.map((fn) => [
      fn.ref.id,
      new Set(globalsIn(fn).flatMap(({ operation }) => (active.has(keyOf(operation)) ? [keyOf(operation)] : []))),
    ]),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const fn of functions) {
      const own = needed.get(fn.ref.id) as Set<string>;
      const before = own.size;
      visit(fn.body, (statement) => {
        if (statement.kind === "call") for (const key of must(needed.get(statement.callee.id))) own.add(key);
      });
      changed ||= own.size > before;
    }
  }
  return needed;
}

/** Uses the function's own value of each binding, and passes it to the functions that need it. */
function rewrite(
  fn: IRFunction,
  own: ReadonlyMap<string, Value>,
  needed: ReadonlyMap<number, ReadonlySet<string>>,
): Pick<IRFunction, "body" | "results"> {
  const replaced = new Map<Atom, Value>();
  for (const { value, operation } of globalsIn(fn)) {
    const known = own.get(keyOf(operation));
    if (known !== undefined) replaced.set(value, known);
  }
  const walk = (block: Block): Block =>
    block.flatMap((statement): Statement[] => {
      if (statement.kind === "let" && replaced.has(statement.value)) return [];
      const inner = withBlocks(statement, blocks(statement).map(walk));
      if (inner.kind !== "call") return [inner];
      const extra = [...must(needed.get(inner.callee.id))].map((key) => own.get(key) as Value);
      return [{ ...inner, args: [...inner.args, ...extra] }];
    });
  const map = (atom: Atom): Atom => replaced.get(atom) ?? atom;
  return { body: substitute(walk(fn.body), map), results: fn.results.map(map) };
}

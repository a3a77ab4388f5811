import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { constant, isConstant, letValue, zero } from "../ir/build.js";
import { instantiate } from "../ir/clone.js";
import type { Atom, Block, For, IRFunction, Let, Statement, Store, Value } from "../ir/types.js";
import { blocks, mapUses, uses, visit, withBlocks } from "../ir/walk.js";

/** A loop with more iterations than this stays a loop. */
const mostTrips = 4;
/** V8 gives up on functions with more statements than a few thousand. */
const mostStatements = 1500;

/**
 * Loops over the few numbers of a result, each of which runs a sweep of a derivative: written out, as the seed is then known and most of a
 * sweep falls away with its zeros. Other loops stay. The memory of such a seed becomes a literal, which can be scalars.
 */
export function unroll(fn: IRFunction, ctx: Context): IRFunction {
  if (!ctx.optimizations.unroll) return fn;
  const atoms = new Map<Value, Atom>();
  const atom = (of: Atom): Atom => (of.kind === "value" ? (atoms.get(of) ?? of) : of);
  let found = false;
  const expand = (block: Block): Block =>
    block.flatMap((given): readonly Statement[] => {
      const inner = withBlocks(given, blocks(given).map(expand));
      const statement = mapUses(inner, atom);
      const indices = statement.kind === "for" ? indicesOf(statement) : undefined;
      if (statement.kind !== "for" || indices === undefined) return [statement];
      found = true;
      const { index, carried, body } = statement;
      const trip: IRFunction = {
        ...fn,
        params: [index, ...carried.map(({ parameter }) => parameter)],
        body,
        results: carried.map(({ next }) => next),
      };
      let state: readonly Atom[] = carried.map(({ initial }) => initial);
      const out = indices.flatMap((at) => {
        const { statements, results } = instantiate(trip, [constant(at), ...state], ctx.ids);
        state = results;
        return statements;
      });
      carried.forEach(({ result }, i) => {
        atoms.set(result, must(state[i]));
      });
      return out;
    });
  const body = expand(fn.body);
  return found ? { ...fn, body: gathered(withLiterals(body)), results: fn.results.map(atom) } : fn;
}

/** The indices of a loop to be written out, in order. */
function indicesOf({ from, to, test, step, order, body }: For): readonly number[] | undefined {
  if (from.kind !== "constant" || to.kind !== "constant" || step !== 1 || order !== "ascending") return undefined;
  if (typeof from.value !== "number" || typeof to.value !== "number" || (test !== "lt" && test !== "le"))
    return undefined;
  const count = Math.ceil(to.value - from.value) + (test === "le" && Number.isInteger(to.value) ? 1 : 0);
  if (!(count >= 1 && count <= mostTrips) || !sweeps(body) || statementsIn(body) * count > mostStatements)
    return undefined;
  return Array.from({ length: count }, (_, i) => Number(from.value) + i);
}

/** Whether cotangents or tangents are computed in it. */
function sweeps(body: Block): boolean {
  let found = false;
  visit(body, (statement) => {
    if (statement.kind === "let" && statement.value.linear) found = true;
  });
  return found;
}

function statementsIn(body: Block): number {
  let count = 0;
  visit(body, () => {
    count++;
  });
  return count;
}

/** `zerosLike` of a list of numbers whose length is seen. */
function withLiterals(body: Block): Block {
  const lists = new Map<Value, number>();
  const resized = new Set<Atom>();
  visit(body, (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "makeArray" && isNumbers(statement))
      lists.set(statement.value, statement.operation.elements.length);
    const isRead = statement.kind === "let" && reading.has(statement.operation.kind);
    if (!isRead) for (const used of uses(statement)) resized.add(used);
  });
  const literal = (block: Block): Block =>
    block.map((statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "zerosLike")
        return withBlocks(statement, blocks(statement).map(literal));
      const { of } = statement.operation;
      const length = of.kind === "value" && !resized.has(of) ? lists.get(of) : undefined;
      if (length === undefined) return statement;
      return letValue(statement.value, { kind: "makeArray", elements: Array.from({ length }, () => zero) });
    });
  return literal(body);
}

/** A new array of which each element is stored by its number, before anything else knows of it: the literal of these. */
function gathered(block: Block): Block {
  const replaced = new Map<Statement, Statement | undefined>();
  block.forEach((statement, at) => {
    if (statement.kind !== "let" || statement.operation.kind !== "newArray") return;
    const { value, operation } = statement;
    const length = operation.length.kind === "constant" ? Number(operation.length.value) : Number.NaN;
    if (!(length >= 1 && length <= mostTrips) || value.type.kind !== "array" || value.type.storage !== "Array") return;
    const knowing = block.slice(at + 1).filter((one) => mentions(one, value));
    const stores = knowing.slice(0, length).filter((one): one is Store => isElement(one, value));
    if (stores.length < length || !stores.every(({ key }, i) => key.kind === "index" && isConstant(key.index, i)))
      return;
    const elements = stores.map((store) => store.value);
    stores.forEach((store, i) => {
      replaced.set(store, i === length - 1 ? letValue(value, { kind: "makeArray", elements }) : undefined);
    });
    replaced.set(statement, undefined);
  });
  return block.flatMap((statement) => {
    if (!replaced.has(statement)) return [withBlocks(statement, blocks(statement).map(gathered))];
    return replaced.get(statement) ?? [];
  });
}

const isElement = (statement: Statement, array: Value): boolean =>
  statement.kind === "store" && statement.base === array && statement.value !== array;

function mentions(statement: Statement, array: Value): boolean {
  let found = false;
  visit([statement], (inner) => {
    found ||= uses(inner).includes(array);
  });
  return found;
}

const reading: ReadonlySet<string> = new Set(["load", "length", "zerosLike"]);

const isNumbers = ({ value: { type } }: Let): boolean =>
  type.kind === "array" &&
  type.element.kind === "number" &&
  (type.storage === "Array" || type.storage === "Float64Array");

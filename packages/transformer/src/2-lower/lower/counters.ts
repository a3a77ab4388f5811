import { ts } from "../../frontend/ts.js";
import { newVariable } from "../../ir/build.js";
import type { Variable } from "../../ir/types.js";
import { boundNames, type Cell, copyCell, readCell } from "./cells.js";
import { assignedNames, Scope } from "./scope.js";
import type { Lowering } from "./state.js";
import { assign, read } from "./values.js";

/** The variables of a `for` that functions capture, at each of its parts: every iteration has its own. */
export interface Counters {
  readonly around: (at: Lowering) => Lowering;
  readonly inside: (at: Lowering) => Lowering;
  readonly next: (at: Lowering) => Lowering;
}

interface Counter {
  readonly name: string;
  readonly cell: Cell;
  /** Of a counter that only the loop itself changes, its number; else the cell of the present iteration. */
  readonly variable: Variable;
  readonly isPlain: boolean;
}

export function capturedCounters(l: Lowering, node: ts.ForStatement): Counters {
  const counters = findCounters(l, node);
  const within = (at: Lowering, action: (inner: Lowering, counter: Counter) => void): Lowering => {
    if (counters.length === 0) return at;
    const scoped: Lowering = { ...at, scope: new Scope(at.scope, at.activation) };
    for (const counter of counters) action(scoped, counter);
    return scoped;
  };
  const present = (at: Lowering, { name, cell, variable, isPlain }: Counter): void => {
    if (!isPlain) at.scope.declare(name, { ...cell, record: read(at, variable) });
  };
  return {
    around: (at) => within(at, present),
    inside: (at) =>
      within(at, (inner, counter) => {
        if (counter.isPlain) inner.scope.declare(counter.name, { kind: "value", atom: read(inner, counter.variable) });
        else present(inner, counter);
      }),
    next: (at) =>
      within(at, (inner, { name, cell, variable, isPlain }) => {
        if (isPlain) return;
        const fresh = copyCell(inner, { ...cell, record: read(inner, variable) });
        assign(inner, variable, fresh.record);
        inner.scope.declare(name, fresh);
      }),
  };
}

function findCounters(l: Lowering, node: ts.ForStatement): readonly Counter[] {
  const { initializer } = node;
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return [];
  if ((initializer.flags & ts.NodeFlags.Let) === 0) return [];
  const names = initializer.declarations.flatMap((declaration) => boundNames(declaration.name));
  const isSimple = ![node.condition, node.incrementor].some((part) => part !== undefined && holdsFunction(part));
  const changed = assignedNames(l.program, node.statement);
  return names.flatMap((name): readonly Counter[] => {
    const cell = l.scope.own(name.text);
    if (cell?.kind !== "cell") return [];
    const isPlain = isSimple && !changed.has(name.text);
    const variable = newVariable(l.program.ctx.ids, name.text, isPlain ? cell.type : cell.record.type);
    assign(l, variable, isPlain ? readCell(l, cell, l.scope) : cell.record);
    if (isPlain) l.scope.declare(name.text, { kind: "variable", variable });
    return [{ name: name.text, cell, variable, isPlain }];
  });
}

/**
 * A function in the header of a `for` that names a counter: JavaScript gives it the variables that were there before the first iteration, and
 * each iteration copies of its own.
 */
export function functionOfHeader(l: Lowering, node: ts.ForStatement): ts.Node | undefined {
  const { initializer } = node;
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return undefined;
  if ((initializer.flags & ts.NodeFlags.Let) === 0) return undefined;
  const names = new Set(initializer.declarations.flatMap(({ name }) => boundNames(name)).map(({ text }) => text));
  const changed = assignedNames(l.program, node);
  const isCounter = (inner: ts.Node): boolean =>
    ts.isIdentifier(inner) && names.has(inner.text) && changed.has(inner.text);
  const mentions = (inner: ts.Node): boolean =>
    isCounter(inner) || (ts.forEachChild(inner, (child) => mentions(child) || undefined) ?? false);
  const find = (inner: ts.Node): ts.Node | undefined =>
    ts.isFunctionLike(inner) && mentions(inner) ? inner : ts.forEachChild(inner, find);
  return find(initializer);
}

function holdsFunction(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return true;
  return ts.forEachChild(node, (child) => holdsFunction(child) || undefined) ?? false;
}

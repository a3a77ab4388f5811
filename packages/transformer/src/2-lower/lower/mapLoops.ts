import { ts } from "../../frontend/ts.js";
import type { Atom, MapType } from "../../ir/types.js";
import { dictionaryOf, loadEntry } from "./entries.js";
import { eachKey } from "./entryIteration.js";
import { lowerExpression } from "./expressions.js";
import { bindTarget, bindValue, forInArray } from "./loops.js";
import { type Part, pair } from "./maps.js";
import { isRefused, type Lowering, report } from "./state.js";
import { inner, lowerStatement } from "./statements.js";
import { asArray, structureOf } from "./values.js";
import { whenThere } from "./whenThere.js";

interface Iterated {
  readonly base: Atom;
  readonly type: MapType;
  /** Undefined for the map or set itself. */
  readonly part: Part | undefined;
}

/** `for (const [key, value] of map)`, also over `keys()`, `values()` and `entries()`. */
export function forOfMap(
  l: Lowering,
  node: ts.ForOfStatement,
  names: readonly string[],
  { base, type, part }: Iterated,
): void {
  const isSet = type.storage === "Set";
  const asked = part ?? (isSet ? "values" : "entries");
  eachKey(l, { base, type, visitsAdded: true, names }, node, (at, key) => {
    const scope = inner(at);
    const value = (): Atom => loadEntry(scope, base, key, type.value);
    const first = isSet ? value() : key;
    if (asked === "entries") bindEntry(scope, node.initializer, first, isSet ? () => first : value);
    else bindValue(scope, node.initializer, asked === "keys" || isSet ? first : value());
    lowerStatement(inner(scope), node.statement);
  });
}

/** `for (const key in object)`: of a dictionary the keys that it has at the start, without those removed on the way. */
export function lowerForIn(l: Lowering, node: ts.ForInStatement, names: readonly string[]): void {
  const base = lowerExpression(l, node.expression);
  if (!isRefused(l, base)) whenThere(l, base, node.expression, (at) => goThrough(at, node, names, base));
}

function goThrough(l: Lowering, node: ts.ForInStatement, names: readonly string[], base: Atom): void {
  const known = structureOf(l, base, node.expression);
  if (known.kind === "array" || known.kind === "tuple") {
    if (asArray(l, base, node.expression) !== undefined) forInArray(l, node, names, base);
    return;
  }
  // A number has no keys.
  if (known.kind === "number" || known.kind === "boolean") return;
  const type = dictionaryOf(l, known, node.expression);
  if (type === undefined) {
    report(l, "unsupportedSyntax", node, { syntax: "for … in" });
    return;
  }
  eachKey(l, { base, type, visitsAdded: false, names }, node, (at, key) => {
    const scope = inner(at);
    bindValue(scope, node.initializer, key);
    lowerStatement(inner(scope), node.statement);
  });
}

/** `[key, value]` without the pair between, where it is taken apart at once. */
function bindEntry(l: Lowering, initializer: ts.ForInitializer, key: Atom, value: () => Atom): void {
  const list = ts.isVariableDeclarationList(initializer) ? initializer : undefined;
  const name = list?.declarations[0]?.name;
  if (
    list === undefined ||
    name === undefined ||
    !ts.isArrayBindingPattern(name) ||
    !name.elements.every(isPlainElement)
  ) {
    bindValue(l, initializer, pair(l, key, value()));
    return;
  }
  const [first, second] = name.elements;
  if (first !== undefined && ts.isBindingElement(first)) bindTarget(l, list, first.name, key);
  if (second !== undefined && ts.isBindingElement(second)) bindTarget(l, list, second.name, value());
}

const isPlainElement = (element: ts.ArrayBindingElement): boolean =>
  ts.isOmittedExpression(element) || (element.dotDotDotToken === undefined && element.initializer === undefined);

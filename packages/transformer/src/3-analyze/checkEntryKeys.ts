import type { Context } from "../context.js";
import { isReference } from "../ir/build.js";
import { bitwise, comparisons, cursorText } from "../ir/operations.js";
import { typesEqual } from "../ir/type.js";
import type { Atom, IRFunction, Span, Statement, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import { ActiveTexts } from "./activeTexts.js";
import type { Activity } from "./activity.js";
import { type AliasClass, type Aliases, analyzeAliases } from "./aliases.js";

/**
 * A key is compared, not differentiated. Refuses numbers that vary as keys, texts made of them, and maps whose keys are objects with active memory
 * where the keys are taken from the map and used as anything but keys: their shadows are not kept in it.
 */
export function checkEntryKeys(
  functions: readonly IRFunction[],
  { activity, aliases }: { readonly activity: Activity; readonly aliases: Aliases },
  isForward: boolean,
  ctx: Context,
): void {
  const texts = isForward ? undefined : new ActiveTexts(functions, activity, aliases, true);
  const isActiveText = (key: Atom): boolean =>
    key.kind === "value" && !isReference(key.type) && texts?.isMarked(key) === true;
  const isVariedMap = isForward ? mapsWithVariedKeys(functions, activity) : () => false;
  for (const fn of functions) {
    const report = (name: "activeKey" | "activeKeyObject" | "dynamicKey", span: Span | undefined): void => {
      ctx.reporter.report(name, span ?? fn.span, name === "dynamicKey" ? { type: "this object" } : {});
    };
    const lists = new Map<Value, "activeKey" | "activeKeyObject">();
    /** Keys taken from a map, and the list that they are taken from. */
    const keys = new Map<Value, Value>();
    visit(fn.body, (statement) => {
      for (const { base, key } of entriesUsed(statement)) {
        const isActive = !isForward && (activity.isVaried(key) || isActiveText(key));
        if (isActive) report("activeKey", spanOf(key, statement));
        if (isMixed(base)) report("dynamicKey", spanOf(key, statement));
      }
      if (statement.kind !== "let") return;
      const { value, operation } = statement;
      if (operation.kind === "opaque" && operation.text === cursorText && operation.args.some(isVariedMap))
        report("activeKey", value.span);
      if (operation.kind === "keysOf" && activity.needsShadow(value)) lists.set(value, "activeKeyObject");
      else if (operation.kind === "keysOf" && isVariedMap(operation.base)) lists.set(value, "activeKey");
      if (operation.kind === "load" && operation.base.kind === "value" && lists.has(operation.base))
        keys.set(value, operation.base);
    });
    if (lists.size === 0) continue;
    const refuse = (atom: Atom): void => {
      if (atom.kind !== "value") return;
      const list = keys.get(atom) ?? atom;
      const problem = lists.get(list);
      if (problem !== undefined) report(problem, list.span);
    };
    visit(fn.body, (statement) => {
      const allowed = new Set(allowedUses(statement, lists));
      for (const atom of uses(statement)) if (!allowed.has(atom)) refuse(atom);
    });
    fn.results.forEach(refuse);
  }
}

/** A record whose fields are addressed at run time, though they are not of one type. */
function isMixed(base: Atom): boolean {
  if (base.kind !== "value" || base.type.kind !== "record") return false;
  const [first, ...others] = base.type.fields;
  return first !== undefined && others.some(({ type }) => !typesEqual(type, first.type));
}

/**
 * In forward mode every number is an input. A key is compared as by `===`, so nothing is lost unless it is read from the map again
 * and used as a number.
 */
function mapsWithVariedKeys(functions: readonly IRFunction[], activity: Activity): (base: Atom) => boolean {
  const aliases = analyzeAliases(functions);
  const varied = new Set<AliasClass>();
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "store") return;
      for (const { base, key } of entriesUsed(statement)) if (activity.isVaried(key)) varied.add(aliases.classOf(base));
    });
  }
  return (base) => varied.has(aliases.classOf(base));
}

interface Entry {
  readonly base: Atom;
  readonly key: Atom;
}

function entriesUsed(statement: Statement): readonly Entry[] {
  switch (statement.kind) {
    case "store":
    case "accumulate":
      return statement.key.kind === "entry" ? [{ base: statement.base, key: statement.key.key }] : [];
    case "removeEntry":
      return statement.key === undefined ? [] : [{ base: statement.base, key: statement.key }];
    case "let": {
      const { operation } = statement;
      if (operation.kind === "hasEntry") return [operation];
      if (operation.kind !== "load" || operation.key.kind !== "entry") return [];
      return [{ base: operation.base, key: operation.key.key }];
    }
    default:
      return [];
  }
}

/** As a key, as an index, compared, or as the list that the keys come from. */
function allowedUses(statement: Statement, lists: ReadonlyMap<Value, unknown>): readonly Atom[] {
  const keys = entriesUsed(statement).map(({ key }) => key);
  if ((statement.kind === "store" || statement.kind === "accumulate") && statement.key.kind === "index")
    return statement.value === statement.key.index ? [] : [statement.key.index];
  if (statement.kind === "store" && keys.includes(statement.value)) return [];
  if (statement.kind !== "let") return keys;
  const { operation } = statement;
  const { kind } = operation;
  if (kind === "load" && operation.key.kind === "index") {
    const isList = operation.base.kind === "value" && lists.has(operation.base);
    return isList ? [operation.base, operation.key.index] : [operation.key.index];
  }
  if (kind === "length" && operation.base.kind === "value" && lists.has(operation.base)) return [operation.base];
  const compares = kind === "primitive" && comparing.has(operation.name);
  return compares ? operation.args : keys;
}

const comparing: ReadonlySet<string> = new Set([
  ...comparisons,
  ...bitwise,
  "isNaN",
  "floor",
  "round",
  "trunc",
  "ceil",
]);

function spanOf(key: Atom, statement: Statement): Span | undefined {
  if (key.kind === "value" && key.span !== undefined) return key.span;
  if (statement.kind === "let") return statement.value.span;
  if (statement.kind === "store" && statement.value.kind === "value" && statement.value.span !== undefined)
    return statement.value.span;
  const value = uses(statement).find((atom) => atom.kind === "value" && atom.span !== undefined);
  return value?.kind === "value" ? value.span : undefined;
}

import type { Context } from "../context.js";
import { isReference } from "../ir/build.js";
import type { Atom, IRFunction, Span, Statement, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import { type AliasClass, analyzeAliases } from "./aliases.js";

/**
 * A key is compared, not differentiated. Refuses numbers that vary as keys, and maps whose keys are objects with active memory
 * where the keys are taken from the map and used as anything but keys: their shadows are not kept in it.
 */
export function checkEntryKeys(
  functions: readonly IRFunction[],
  activity: Activity,
  isForward: boolean,
  ctx: Context,
): void {
  const isListed = isForward ? listedMaps(functions) : () => true;
  for (const fn of functions) {
    const lists = new Set<Value>();
    /** Keys taken from a map, and where that map is iterated. */
    const keys = new Map<Value, Span | undefined>();
    visit(fn.body, (statement) => {
      for (const { base, key } of entriesUsed(statement)) {
        if (activity.isVaried(key) && isListed(base))
          ctx.reporter.report("activeKey", spanOf(key, statement) ?? fn.span);
      }
      if (statement.kind !== "let") return;
      const { value, operation } = statement;
      if (operation.kind === "keysOf" && activity.needsShadow(value)) lists.add(value);
      if (operation.kind !== "load" || operation.base.kind !== "value") return;
      const isTaken = lists.has(operation.base);
      if (isTaken && isReference(value.type)) keys.set(value, operation.base.span);
    });
    if (lists.size === 0) continue;
    const refuse = (atom: Atom): void => {
      if (atom.kind === "value" && (lists.has(atom) || keys.has(atom)))
        ctx.reporter.report("activeKeyObject", keys.get(atom) ?? atom.span ?? fn.span);
    };
    visit(fn.body, (statement) => {
      const allowed = new Set(allowedUses(statement, lists));
      for (const atom of uses(statement)) if (!allowed.has(atom)) refuse(atom);
    });
    fn.results.forEach(refuse);
  }
}

/** In forward mode every number is an input. A key is compared as by `===`, so nothing is lost unless it is read from the map again. */
function listedMaps(functions: readonly IRFunction[]): (base: Atom) => boolean {
  const aliases = analyzeAliases(functions);
  const listed = new Set<AliasClass>();
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind === "let" && statement.operation.kind === "keysOf")
        listed.add(aliases.classOf(statement.operation.base));
    });
  }
  return (base) => listed.has(aliases.classOf(base));
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

/** As a key, compared, or as the list that the keys come from. */
function allowedUses(statement: Statement, lists: ReadonlySet<Value>): readonly Atom[] {
  const keys = entriesUsed(statement).map(({ key }) => key);
  if (statement.kind === "store" && keys.includes(statement.value)) return [];
  if (statement.kind !== "let") return keys;
  const { operation } = statement;
  const { kind } = operation;
  if ((kind === "load" || kind === "length") && operation.base.kind === "value" && lists.has(operation.base))
    return [...keys, operation.base];
  const compares = kind === "primitive" && (operation.name === "eq" || operation.name === "ne");
  return compares ? operation.args : keys;
}

function spanOf(key: Atom, statement: Statement): Span | undefined {
  if (key.kind === "value" && key.span !== undefined) return key.span;
  if (statement.kind === "let") return statement.value.span;
  const value = uses(statement).find((atom) => atom.kind === "value" && atom.span !== undefined);
  return value?.kind === "value" ? value.span : undefined;
}

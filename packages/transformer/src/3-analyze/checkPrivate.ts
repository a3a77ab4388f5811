import type { Context } from "../context.js";
import { isReference } from "../ir/build.js";
import type { Atom, IRFunction, Key, Span, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { reachableSlots } from "./checkModuleState.js";

/**
 * Refuses private members of instances that come from outside: arguments of the root, what modules hold, and what code of the host gives.
 * Only the code of the class sees them; what is emitted would read undefined. Those of instances that the program makes are fields there.
 */
export function checkPrivate(root: IRFunction, functions: readonly IRFunction[], aliases: Aliases, ctx: Context): void {
  const outside = new Set<AliasClass>();
  const add = (value: Value): void => {
    if (!isReference(value.type)) return;
    const objects = aliases.classOf(value);
    // What a type may hold has no end; what the program looks at has.
    for (const slot of [objects, ...reachableSlots(aliases, objects)]) outside.add(slot);
  };
  root.params.forEach(add);
  for (const { body } of functions)
    visit(body, (statement) => {
      if (statement.kind !== "let") return;
      const { operation, value } = statement;
      if (operation.kind === "global" || (operation.kind === "opaque" && operation.imports === undefined)) add(value);
    });
  const reported = new Set<string>();
  const check = (base: Atom, key: Key, span: Span | undefined): void => {
    if (key.kind !== "field" || !isPrivate(base, key.name) || !outside.has(aliases.classOf(base))) return;
    if (reported.has(key.name)) return;
    reported.add(key.name);
    ctx.reporter.report("privateFromOutside", span ?? root.span, { name: key.name });
  };
  for (const { body } of functions)
    visit(body, (statement) => {
      if (statement.kind === "store" || statement.kind === "accumulate")
        check(statement.base, statement.key, spanOf(statement.base));
      else if (statement.kind === "let" && statement.operation.kind === "load")
        check(statement.operation.base, statement.operation.key, statement.value.span);
    });
}

const spanOf = (atom: Atom): Span | undefined => (atom.kind === "value" ? atom.span : undefined);

/** A buffer has a field of that kind as well; no class has it. */
const isPrivate = (base: Atom, name: string): boolean =>
  name.startsWith("#") &&
  base.kind === "value" &&
  base.type.kind === "record" &&
  (base.type.instance !== undefined || name !== "#elements");

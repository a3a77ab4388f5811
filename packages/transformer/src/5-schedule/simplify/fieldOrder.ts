import type { Atom, Opaque } from "../../ir/types.js";
import type { Rewriting } from "./rewriting.js";

/** Whether a copy is a literal whose fields stand in the order of the literals that it is made of, and none of these comes or goes. */
export function isInOrder({ args }: Opaque, state: Rewriting): boolean {
  const [copy, ...parts] = args;
  const own = copy && fieldsOf(copy, state);
  const listed = parts.map((part) => fieldsOf(part, state));
  if (own === undefined || listed.includes(undefined)) return false;
  const ordered = new Set([...listed.flatMap((names) => names ?? []).filter((name) => own.includes(name)), ...own]);
  return [...ordered].every((name, i) => name === own[i]);
}

/** The fields of a literal, in order, or a name alone. */
function fieldsOf(atom: Atom, state: Rewriting): readonly string[] | undefined {
  if (atom.kind === "constant") return typeof atom.value === "string" ? [atom.value] : [];
  const { type } = atom;
  const operation = state.definitions.get(atom);
  const isLiteral =
    operation?.kind === "makeRecord" && type.kind === "record" && !type.fields.some((field) => field.optional);
  return isLiteral ? operation.fields.map(({ name }) => name) : undefined;
}

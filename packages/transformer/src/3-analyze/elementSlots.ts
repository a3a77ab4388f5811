import { isReference } from "../ir/build.js";
import type { Atom, IRFunction, Key, Operation, Statement, Value } from "../ir/types.js";
import { operands, visit } from "../ir/walk.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { anyIndex } from "./slots.js";

/** The memory of a program, as flows ask for it. */
export type Slots = Pick<Aliases, "classOf" | "slot" | "slotOf" | "contents">;

/**
 * Arrays whose elements are addressed by constant indices only, pairs of a key and a weight, say, are like tuples: each element is a slot
 * of its own. Where anything else looks into an array, or somebody outside has it, its elements are one slot.
 */
export function splitElements(functions: readonly IRFunction[], aliases: Aliases): Slots {
  const whole = findWhole(functions, aliases);
  const elements = new Map<AliasClass, Map<number, AliasClass>>();
  const parts = new Set<AliasClass>();
  const partOf = (all: AliasClass, index: number): AliasClass => {
    const known = elements.get(all) ?? new Map<number, AliasClass>();
    elements.set(all, known);
    const part = known.get(index) ?? { id: all.id };
    known.set(index, part);
    parts.add(part);
    return part;
  };
  const slot = (objects: AliasClass, key: Key): AliasClass => {
    const all = aliases.slot(objects, key);
    const index = key === anyIndex ? undefined : constantIndex(key);
    return index === undefined || whole.has(all) ? all : partOf(all, index);
  };
  return {
    classOf: (reference) => aliases.classOf(reference),
    slot,
    slotOf: (reference, key) => slot(aliases.classOf(reference), key),
    contents: (objects) =>
      parts.has(objects)
        ? []
        : aliases.contents(objects).flatMap((all) => [all, ...(elements.get(all)?.values() ?? [])]),
  };
}

function constantIndex(key: Key): number | undefined {
  if (key.kind !== "index" || key.index.kind !== "constant") return undefined;
  return typeof key.index.value === "number" ? key.index.value : undefined;
}

/** The slots that stand for all the elements of their arrays. */
function findWhole(functions: readonly IRFunction[], aliases: Aliases): ReadonlySet<AliasClass> {
  const whole = new Set<AliasClass>();
  const reached = new Set<AliasClass>();
  const reach = (objects: AliasClass): void => {
    if (reached.has(objects)) return;
    reached.add(objects);
    for (const slot of aliases.contents(objects)) {
      whole.add(slot);
      reach(slot);
    }
  };
  const mark = ({ inside = [], through = [] }: Looks): void => {
    for (const atom of inside) if (isArray(atom)) whole.add(aliases.slotOf(atom, anyIndex));
    for (const atom of through) if (atom.kind === "value" && isReference(atom.type)) reach(aliases.classOf(atom));
  };
  const known = new Set(functions.map((fn) => fn.ref.id));
  const called = new Set<number>();
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      const isFollowed = statement.kind === "call" && statement.rule === undefined && known.has(statement.callee.id);
      if (isFollowed) called.add(statement.callee.id);
      else mark(looks(statement));
    });
  }
  for (const fn of functions) if (!called.has(fn.ref.id)) mark({ through: [...fn.params, ...fn.results] });
  return whole;
}

/** The arrays that a statement looks into other than by a constant index, and what it, or somebody, may look through. */
interface Looks {
  readonly inside?: readonly Atom[];
  readonly through?: readonly Atom[];
}

function looks(statement: Statement): Looks {
  switch (statement.kind) {
    case "let":
      return operationLooks(statement.value, statement.operation);
    case "store":
    case "accumulate":
      return constantIndex(statement.key) === undefined ? { inside: [statement.base] } : {};
    case "fill":
    case "resize":
      return { inside: [statement.base] };
    case "tapeStore":
      return { inside: [statement.tape] };
    case "call":
      return { through: [...statement.args, ...statement.results] };
    case "throw":
      return { through: statement.args };
    default:
      return {};
  }
}

function operationLooks(value: Value, operation: Operation): Looks {
  switch (operation.kind) {
    case "primitive":
    case "linear":
    case "length":
    case "hasField":
    case "hasEntry":
    case "makeArray":
    case "makeRecord":
    case "newMap":
      return {};
    case "load":
      return constantIndex(operation.key) === undefined ? { inside: [operation.base] } : {};
    case "slice":
    case "view":
      return { inside: [operation.base, value] };
    case "newArray":
    case "keysOf":
      return { inside: [value] };
    case "tapeLoad":
      return { inside: [operation.tape] };
    default:
      return { through: [...operands(operation), value] };
  }
}

const isArray = (atom: Atom): boolean => atom.kind === "value" && atom.type.kind === "array";

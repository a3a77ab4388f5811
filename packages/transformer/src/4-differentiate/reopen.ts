import { constant, type Ids, indexKey, letValue, newScope, newValue } from "../ir/build.js";
import { renumber } from "../ir/clone.js";
import type {
  Atom,
  Block,
  FieldType,
  IRFunction,
  Let,
  RecordType,
  Statement,
  TapeAlloc,
  Type,
  Value,
} from "../ir/types.js";
import { blocks, definitions, mapUses, visit, withBlocks } from "../ir/walk.js";

/**
 * Scheduled functions as a program that can be differentiated again: each scope has a number of its own, and a tape is the array
 * that it is, in which the forward sweep stores and from which the reverse sweep loads.
 */
export function reopen(functions: readonly IRFunction[], ids: Ids): readonly IRFunction[] {
  const types = new Map<Type, Type>();
  return functions.map((given) => {
    const fn = renumber(given, ids);
    for (const value of [...fn.params, ...valuesOf(fn)]) reopenFrame(value.type, types);
    return { ...fn, body: new Reopening(ids).block(fn.body) };
  });
}

class Reopening {
  private readonly arrays = new Map<Value, Value>();
  constructor(private readonly ids: Ids) {}

  block(block: Block): Block {
    return block.flatMap((statement) => this.statement(statement));
  }

  private readonly atom = (atom: Atom): Atom => (atom.kind === "value" ? (this.arrays.get(atom) ?? atom) : atom);

  private statement(given: Statement): readonly Statement[] {
    // A value whose type is that of a tape has to be defined before it is used.
    for (const value of definitions(given)) this.note(value);
    const inner = blocks(given).map((body) => this.block(body));
    const statement = mapUses(withBlocks(given, inner), this.atom);
    switch (statement.kind) {
      case "if":
      case "for":
      case "while":
        return [{ ...statement, scope: newScope(this.ids) }];
      case "tapeStore": {
        const { tape: base, position, value } = statement;
        const isThere = base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array";
        return [
          { kind: "store", base, key: indexKey(position), value, linear: false, ...(isThere ? { exists: true } : {}) },
        ];
      }
      case "note":
        return [];
      case "let":
        return [this.operation(statement)];
      default:
        return [statement];
    }
  }

  private operation({ value: given, operation, linear }: Let): Let {
    const value = this.arrays.get(given) ?? given;
    if (operation.kind === "tapeAlloc") return letValue(value, allocationOf(operation, value.type));
    if (operation.kind !== "tapeLoad") return { kind: "let", value, operation, linear };
    return letValue(value, { kind: "load", base: operation.tape, key: indexKey(operation.position) });
  }

  private note(value: Value): void {
    const type = withTruths(value.type);
    if (type !== value.type) this.arrays.set(value, newValue(this.ids, type, value));
  }
}

function allocationOf({ capacity }: TapeAlloc, type: Type): Let["operation"] {
  const isTyped = type.kind === "array" && type.storage !== "Array";
  if (capacity !== undefined && isTyped) return { kind: "newArray", length: capacity, fill: undefined };
  if (capacity !== undefined && type.kind === "array" && type.element.kind === "boolean")
    return { kind: "newArray", length: capacity, fill: constant(false) };
  return { kind: "makeArray", elements: [] };
}

/** A tape of truth values that were numbers is an array of truth values. */
const withTruths = (type: Type): Type =>
  type.kind === "array" && type.storage === "Float64Array" && type.element.kind === "boolean"
    ? { ...type, storage: "Array" }
    : type;

/** The same in the frames that hand tapes on. */
function reopenFrame(type: Type, seen: Map<Type, Type>): void {
  if (type.kind !== "record" || type.isFrame !== true || seen.has(type)) return;
  seen.set(type, type);
  for (const field of type.fields) reopenFrame(field.type, seen);
  const fields = (type as RecordType).fields as FieldType[];
  fields.forEach((field, i) => {
    fields[i] = { ...field, type: withTruths(field.type) };
  });
}

function valuesOf(fn: IRFunction): readonly Value[] {
  const found: Value[] = [];
  visit(fn.body, (statement) => found.push(...definitions(statement)));
  return found;
}

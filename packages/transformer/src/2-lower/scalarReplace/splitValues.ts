import { constant, type Ids, letValue, newValue, primitive } from "../../ir/build.js";
import type {
  Atom,
  Block,
  Carried,
  IRFunction,
  Let,
  MakeArray,
  MakeRecord,
  Result,
  Statement,
  Value,
} from "../../ir/types.js";
import { mapUses } from "../../ir/walk.js";
import { contents, isLiteral, type Shape, slotName, slotOf, slotType } from "./shape.js";
import { findValueObjects, type ValueObjects } from "./values.js";

/**
 * Replaces objects that are nothing but their fields by the fields: a merge of objects becomes a merge of each field. One that
 * the function returns is built again just before. Returns the function itself if there are none.
 */
export function splitValues(fn: IRFunction, ids: Ids): IRFunction {
  const objects = findValueObjects(fn);
  if (objects.size === 0) return fn;
  const splitting: Splitting = { ids, objects, atoms: new Map(), fields: new Map() };
  const body = splitBlock(fn.body, splitting);
  const results = fn.results.map((atom) => {
    if (atom.kind === "constant" || !objects.has(atom)) return resolve(atom, splitting);
    return rebuild(atom, splitting, body);
  });
  return { ...fn, body, results };
}

interface Splitting {
  readonly ids: Ids;
  readonly objects: ValueObjects;
  readonly atoms: Map<Value, Atom>;
  readonly fields: Map<Value, ReadonlyMap<string, Atom>>;
}

const resolve = (atom: Atom, splitting: Splitting): Atom =>
  atom.kind === "value" ? (splitting.atoms.get(atom) ?? atom) : atom;

const shapeAt = (atom: Atom, splitting: Splitting): Shape | undefined =>
  atom.kind === "value" ? splitting.objects.get(atom) : undefined;

function fieldOf(atom: Atom, slot: string, splitting: Splitting): Atom {
  const field = atom.kind === "value" ? splitting.fields.get(atom)?.get(slot) : undefined;
  if (field === undefined) throw new Error(`scalarReplace: no field ${slot} where it is used`);
  return field;
}

/** One new value for each field of an object. */
function freshFields(object: Value, shape: Shape, splitting: Splitting): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  for (const slot of shape.slots) {
    const type = slotType(object.type, slot, undefined);
    fields.set(slot, newValue(splitting.ids, type, { name: slotName(object, slot, shape), span: object.span }));
  }
  return fields;
}

function splitBlock(block: Block, splitting: Splitting): Statement[] {
  const out: Statement[] = [];
  for (const statement of block) split(statement, splitting, out);
  return out;
}

function split(statement: Statement, splitting: Splitting, out: Statement[]): void {
  const map = (atom: Atom): Atom => resolve(atom, splitting);
  switch (statement.kind) {
    case "let":
      splitLet(statement, splitting, out);
      return;
    case "if": {
      const thenBlock = splitBlock(statement.then, splitting);
      const elseBlock = splitBlock(statement.else, splitting);
      const results = statement.results.flatMap((result): Result[] => {
        const shape = shapeAt(result.value, splitting);
        if (shape === undefined) return [{ ...result, then: map(result.then), else: map(result.else) }];
        const fields = freshFields(result.value, shape, splitting);
        splitting.fields.set(result.value, fields);
        return [...fields].map(([slot, value]) => ({
          value,
          then: fieldOf(result.then, slot, splitting),
          else: fieldOf(result.else, slot, splitting),
        }));
      });
      out.push({ ...statement, condition: map(statement.condition), then: thenBlock, else: elseBlock, results });
      return;
    }
    case "for": {
      const from = map(statement.from);
      const to = map(statement.to);
      const finish = startCarried(statement.carried, splitting);
      const body = splitBlock(statement.body, splitting);
      out.push({ ...statement, from, to, body, carried: finish() });
      return;
    }
    case "while": {
      const finish = startCarried(statement.carried, splitting);
      const block = splitBlock(statement.condition.block, splitting);
      const test = map(statement.condition.test);
      const body = splitBlock(statement.body, splitting);
      out.push({ ...statement, condition: { block, test }, body, carried: finish() });
      return;
    }
    default:
      out.push(mapUses(statement, map));
  }
}

function splitLet(statement: Let, splitting: Splitting, out: Statement[]): void {
  const { value, operation } = statement;
  const map = (atom: Atom): Atom => resolve(atom, splitting);
  const own = splitting.objects.get(value);
  if (own !== undefined && isLiteral(operation)) {
    splitting.fields.set(
      value,
      new Map(contents(value, operation, own).map((atom, i) => [own.slots[i] ?? String(i), map(atom)])),
    );
    return;
  }
  if (own !== undefined && operation.kind === "primitive") {
    splitCopy(value, own, operation.args, splitting, out);
    return;
  }
  if (operation.kind === "load" || operation.kind === "length") {
    const shape = shapeAt(operation.base, splitting);
    if (shape !== undefined) {
      const slot = operation.kind === "load" ? slotOf(operation.key, shape) : undefined;
      splitting.atoms.set(
        value,
        slot === undefined ? constant(shape.slots.length) : fieldOf(operation.base, slot, splitting),
      );
      return;
    }
  }
  out.push(mapUses(statement, map));
}

/** A select or copy of objects. */
function splitCopy(value: Value, shape: Shape, args: readonly Atom[], splitting: Splitting, out: Statement[]): void {
  const [a, b, c] = args;
  if (a === undefined) return;
  if (b === undefined || c === undefined) {
    splitting.fields.set(value, new Map(shape.slots.map((slot) => [slot, fieldOf(a, slot, splitting)])));
    return;
  }
  const fields = freshFields(value, shape, splitting);
  for (const [slot, field] of fields) {
    const sides = [fieldOf(b, slot, splitting), fieldOf(c, slot, splitting)];
    out.push(letValue(field, primitive("select", resolve(a, splitting), ...sides)));
  }
  splitting.fields.set(value, fields);
}

/** Defines the parameters of carried values; the function returned is to be called after the body. */
function startCarried(carried: readonly Carried[], splitting: Splitting): () => Carried[] {
  const starts = carried.map((one) => {
    const shape = shapeAt(one.parameter, splitting);
    if (shape === undefined) return { one, initial: resolve(one.initial, splitting), shape, parameters: undefined };
    const initials = new Map(shape.slots.map((slot) => [slot, fieldOf(one.initial, slot, splitting)]));
    const parameters = freshFields(one.parameter, shape, splitting);
    splitting.fields.set(one.parameter, parameters);
    return { one, initial: one.initial, initials, shape, parameters };
  });
  return () =>
    starts.flatMap(({ one, initial, initials, shape, parameters }): Carried[] => {
      if (shape === undefined || parameters === undefined || initials === undefined) {
        return [{ ...one, initial, next: resolve(one.next, splitting) }];
      }
      const results = freshFields(one.result, shape, splitting);
      splitting.fields.set(one.result, results);
      return shape.slots.map((slot) => ({
        parameter: parameters.get(slot) as Value,
        initial: initials.get(slot) as Atom,
        next: fieldOf(one.next, slot, splitting),
        result: results.get(slot) as Value,
      }));
    });
}

function rebuild(object: Value, splitting: Splitting, out: Statement[]): Value {
  const shape = shapeAt(object, splitting);
  if (shape === undefined) throw new Error("scalarReplace: an object without a shape is returned");
  const atoms = shape.slots.map((slot) => fieldOf(object, slot, splitting));
  const operation: MakeArray | MakeRecord = shape.isArray
    ? { kind: "makeArray", elements: atoms }
    : { kind: "makeRecord", fields: shape.slots.map((name, i) => ({ name, value: atoms[i] ?? constant(undefined) })) };
  const value = newValue(splitting.ids, object.type, { name: object.name, span: object.span });
  out.push(letValue(value, operation));
  return value;
}

import type { Atom, Block, Carried, Key, Operation, Result, Statement, Value } from "./types.js";

/** The atoms that a key reads. */
export const keyAtoms = (key: Key): readonly Atom[] =>
  key.kind === "index" ? [key.index] : key.kind === "entry" ? [key.key] : [];
const some = (...atoms: readonly (Atom | undefined)[]): readonly Atom[] => atoms.filter((atom) => atom !== undefined);

/** The atoms that an operation reads, in order. */
export function operands(operation: Operation): readonly Atom[] {
  switch (operation.kind) {
    case "primitive":
    case "opaque":
      return operation.args;
    case "linear":
      return operation.terms.flatMap((term) => [term.coefficient, term.tangent]);
    case "load":
      return [operation.base, ...keyAtoms(operation.key)];
    case "length":
    case "hasField":
    case "keysOf":
      return [operation.base];
    case "hasEntry":
      return [operation.base, operation.key];
    case "makeArray":
      return operation.elements;
    case "makeRecord":
      return operation.fields.map((field) => field.value);
    case "newArray":
      return some(operation.length, operation.fill, operation.holesOf);
    case "slice":
    case "view":
      return some(operation.base, operation.start, operation.end);
    case "zerosLike":
      return [operation.of];
    case "tapeAlloc":
      return some(operation.capacity, operation.keptBy?.structure);
    case "tapeLoad":
      return [operation.tape, operation.position];
    case "newMap":
    case "read":
    case "global":
      return [];
  }
}

/** The atoms that a statement itself reads, without those inside its blocks; for a loop or branch: header, carried values, results. */
export function uses(statement: Statement): readonly Atom[] {
  switch (statement.kind) {
    case "let":
      return operands(statement.operation);
    case "store":
    case "accumulate":
      return [statement.base, ...keyAtoms(statement.key), statement.value];
    case "fill":
      return some(statement.base, statement.value, statement.start, statement.end);
    case "resize":
      return some(statement.base, statement.length, statement.beside);
    case "removeEntry":
      return some(statement.base, statement.key);
    case "tapeStore":
      return [statement.tape, statement.position, statement.value];
    case "if":
      return [statement.condition, ...statement.results.flatMap((result) => [result.then, result.else])];
    case "for":
      return [statement.from, statement.to, ...statement.carried.flatMap((carried) => [carried.initial, carried.next])];
    case "while":
      return [statement.condition.test, ...statement.carried.flatMap((carried) => [carried.initial, carried.next])];
    case "call":
    case "throw":
      return statement.args;
    case "assign":
      return [statement.value];
    case "loop":
      return [statement.condition.test];
    case "exit":
      return some(statement.value);
    case "labelled":
    case "note":
      return [];
  }
}

/** The values that a statement defines in its own block (not those inside its blocks). */
export function definitions(statement: Statement): readonly Value[] {
  switch (statement.kind) {
    case "let":
      return [statement.value];
    case "if":
      return statement.results.map((result) => result.value);
    case "for":
      return statement.carried.map((carried) => carried.result);
    case "while":
      return [statement.trips, ...statement.carried.map((carried) => carried.result)];
    case "call":
      return statement.results;
    default:
      return [];
  }
}

/** The values that a loop defines for its own blocks: index or trip, and the parameters of carried values. */
export function parameters(statement: Statement): readonly Value[] {
  if (statement.kind === "for") return [statement.index, ...statement.carried.map((carried) => carried.parameter)];
  if (statement.kind === "while") return [statement.trip, ...statement.carried.map((carried) => carried.parameter)];
  return [];
}

/** What a statement uses at the end of each of its blocks. */
export function endUses(statement: Statement): readonly (readonly Atom[])[] {
  switch (statement.kind) {
    case "if":
      return [statement.results.map((result) => result.then), statement.results.map((result) => result.else)];
    case "for":
      return [statement.carried.map((carried) => carried.next)];
    case "while":
      return [[statement.condition.test], statement.carried.map((carried) => carried.next)];
    default:
      return [];
  }
}

/** The blocks inside a statement, in the order in which they run. */
export function blocks(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case "if":
      return [statement.then, statement.else];
    case "for":
    case "labelled":
      return [statement.body];
    case "while":
      return [statement.condition.block, statement.body];
    case "loop":
      return [statement.condition.block, statement.body, statement.update];
    default:
      return [];
  }
}

/** Every statement of a block and of the blocks inside it, outer before inner. */
export function visit(block: Block, action: (statement: Statement) => void): void {
  for (const statement of block) {
    action(statement);
    for (const inner of blocks(statement)) visit(inner, action);
  }
}

/** The same statement over other blocks, given in the order of `blocks`. */
export function withBlocks(statement: Statement, inner: readonly Block[]): Statement {
  const at = (index: number): Block => inner[index] ?? [];
  switch (statement.kind) {
    case "if":
      return { ...statement, then: at(0), else: at(1) };
    case "for":
    case "labelled":
      return { ...statement, body: at(0) };
    case "while":
      return { ...statement, condition: { ...statement.condition, block: at(0) }, body: at(1) };
    case "loop":
      return { ...statement, condition: { ...statement.condition, block: at(0) }, body: at(1), update: at(2) };
    default:
      return statement;
  }
}

type MapAtom = (atom: Atom) => Atom;

export function mapKey(key: Key, map: MapAtom): Key {
  if (key.kind === "index") return { kind: "index", index: map(key.index) };
  return key.kind === "entry" ? { kind: "entry", key: map(key.key) } : key;
}
const mapSome = (atom: Atom | undefined, map: MapAtom): Atom | undefined =>
  atom === undefined ? undefined : map(atom);

/** The same operation over other atoms. The tangent of a linear term must map to a value. */
export function mapOperands(operation: Operation, map: MapAtom): Operation {
  switch (operation.kind) {
    case "primitive":
    case "opaque":
      return { ...operation, args: operation.args.map(map) };
    case "linear":
      return {
        ...operation,
        terms: operation.terms.map((term) => ({
          ...term,
          coefficient: map(term.coefficient),
          tangent: map(term.tangent) as Value,
        })),
      };
    case "load":
      return { ...operation, base: map(operation.base), key: mapKey(operation.key, map) };
    case "length":
    case "hasField":
    case "keysOf":
      return { ...operation, base: map(operation.base) };
    case "hasEntry":
      return { ...operation, base: map(operation.base), key: map(operation.key) };
    case "makeArray":
      return { ...operation, elements: operation.elements.map(map) };
    case "makeRecord":
      return { ...operation, fields: operation.fields.map((field) => ({ ...field, value: map(field.value) })) };
    case "newArray":
      return {
        ...operation,
        length: map(operation.length),
        fill: mapSome(operation.fill, map),
        ...(operation.holesOf === undefined ? {} : { holesOf: map(operation.holesOf) }),
      };
    case "slice":
    case "view":
      return {
        ...operation,
        base: map(operation.base),
        start: mapSome(operation.start, map),
        end: mapSome(operation.end, map),
      };
    case "zerosLike":
      return { ...operation, of: map(operation.of) };
    case "tapeAlloc":
      return {
        ...operation,
        capacity: mapSome(operation.capacity, map),
        ...(operation.keptBy && { keptBy: { ...operation.keptBy, structure: map(operation.keptBy.structure) } }),
      };
    case "tapeLoad":
      return { ...operation, tape: map(operation.tape), position: map(operation.position) };
    case "newMap":
    case "read":
    case "global":
      return operation;
  }
}

/** The same statement with every use mapped, at its own level only: combine with `withBlocks` to go inside. */
export function mapUses(statement: Statement, map: MapAtom): Statement {
  switch (statement.kind) {
    case "let":
      return { ...statement, operation: mapOperands(statement.operation, map) };
    case "store":
    case "accumulate":
      return { ...statement, base: map(statement.base), key: mapKey(statement.key, map), value: map(statement.value) };
    case "fill":
      return {
        ...statement,
        base: map(statement.base),
        value: map(statement.value),
        start: mapSome(statement.start, map),
        end: mapSome(statement.end, map),
      };
    case "resize":
      return {
        ...statement,
        base: map(statement.base),
        length: map(statement.length),
        ...(statement.beside === undefined ? {} : { beside: map(statement.beside) }),
      };
    case "removeEntry":
      return { ...statement, base: map(statement.base), key: mapSome(statement.key, map) };
    case "tapeStore":
      return {
        ...statement,
        tape: map(statement.tape),
        position: map(statement.position),
        value: map(statement.value),
      };
    case "if":
      return {
        ...statement,
        condition: map(statement.condition),
        results: statement.results.map((r) => mapResult(r, map)),
      };
    case "for":
      return {
        ...statement,
        from: map(statement.from),
        to: map(statement.to),
        carried: statement.carried.map((c) => mapCarried(c, map)),
      };
    case "while":
      return {
        ...statement,
        condition: { ...statement.condition, test: map(statement.condition.test) },
        carried: statement.carried.map((c) => mapCarried(c, map)),
      };
    case "call":
    case "throw":
      return { ...statement, args: statement.args.map(map) };
    case "assign":
      return { ...statement, value: map(statement.value) };
    case "loop":
      return { ...statement, condition: { ...statement.condition, test: map(statement.condition.test) } };
    case "exit":
      return { ...statement, value: mapSome(statement.value, map) };
    case "labelled":
    case "note":
      return statement;
  }
}

const mapResult = (result: Result, map: MapAtom): Result => ({
  ...result,
  then: map(result.then),
  else: map(result.else),
});
const mapCarried = (carried: Carried, map: MapAtom): Carried => ({
  ...carried,
  initial: map(carried.initial),
  next: map(carried.next),
});

/** The same block with every use mapped, at every level. Sound only if no value is redefined on the way (SSA). */
export function substitute(block: Block, map: MapAtom): Block {
  return block.map((statement) =>
    withBlocks(
      mapUses(statement, map),
      blocks(statement).map((inner) => substitute(inner, map)),
    ),
  );
}

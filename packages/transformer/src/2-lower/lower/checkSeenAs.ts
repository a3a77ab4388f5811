import { checkerOf, spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { resolveType, typeText } from "../../ir/type.js";
import type { UnionType } from "../../ir/types.js";
import { typesElsewhere } from "./declaredFields.js";
import { has, kindOfChecker, nullish } from "./kinds.js";
import { isUnionType } from "./mixing.js";
import type { ProgramState } from "./state.js";
import { nameOfKind } from "./unions.js";

// `Iterable<number>` may be a list, a map, a generator or an object that somebody wrote. The checker calls each of these by the name of
// the interface, so its word does not say of which kind a value is.

/** A value of several kinds that is taken for one of them, as the checker gives it an object type there. */
export interface SeenAs {
  readonly node: ts.Node;
  readonly type: ts.Type;
  readonly union: UnionType;
  readonly kind: string;
}

/** Refuses values of kinds that have all that an interface asks for, where they are taken for objects. */
export function checkSeenAs(program: ProgramState): void {
  for (const seen of program.seenAs) {
    const union = resolveType(seen.union);
    if (!isUnionType(union)) continue;
    const other = union.fields.find(({ name }) => name !== seen.kind && mayBe(program, seen, name));
    if (other === undefined) continue;
    const left = checkerOf(seen.type).typeToString(seen.type);
    program.ctx.reporter.report("typeMismatch", spanOf(seen.node), { left, right: typeText(other.type) });
  }
}

/** Whether a value of another kind may have the type, and no test has told the two apart before. */
function mayBe(program: ProgramState, { node, type }: SeenAs, kind: string): boolean {
  const example = examples[kind];
  if (kind === nameOfKind || example === undefined) return false;
  const parts = (type.isUnion() ? type.types : [type]).filter((part) => !has(part, nullish));
  return parts.some((part) => isHadBy(part, example)) && !isToldApart(program, node, kind);
}

/** The declared type names the kind beside the other one: what is seen here is what tests left of it. */
const isToldApart = (program: ProgramState, node: ts.Node, kind: string): boolean =>
  typesElsewhere(program, node).some((part) => kindOfChecker(program, part) === kind);

function isHadBy(type: ts.Type, example: NonNullable<unknown>): boolean {
  const properties = checkerOf(type).getPropertiesOfType(type);
  const asked = properties.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0);
  const isHad = ({ name }: ts.Symbol): boolean => {
    const symbol = /^__@(\w+)@/.exec(name)?.[1];
    const key: unknown = symbol === undefined ? name : Symbol[symbol as keyof SymbolConstructor];
    return (key as PropertyKey) in Object(example);
  };
  // An interface of which nothing must be there is not had by what has nothing of it.
  return asked.every(isHad) && (properties.length === 0 || properties.some(isHad));
}

/** Of each kind a value: what it has, all of the kind have. */
const examples: Readonly<Partial<Record<string, NonNullable<unknown>>>> = {
  string: "",
  number: 0,
  boolean: true,
  Array: [],
  Float64Array: new Float64Array(),
  Float32Array: new Float32Array(),
  Int8Array: new Int8Array(),
  Uint8Array: new Uint8Array(),
  Uint8ClampedArray: new Uint8ClampedArray(),
  Int16Array: new Int16Array(),
  Uint16Array: new Uint16Array(),
  Int32Array: new Int32Array(),
  Uint32Array: new Uint32Array(),
  Map: new Map(),
  Set: new Set(),
  Generator: (function* () {})(),
  function: () => undefined,
};

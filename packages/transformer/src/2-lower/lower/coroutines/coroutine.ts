import type { ts } from "../../../frontend/ts.js";
import { booleanType, constant, fieldKey, newLabel, newVariable, numberType, zero } from "../../../ir/build.js";
import { resolveType } from "../../../ir/type.js";
import type { Atom, FieldType, Key, LabelId, RecordType, Type, Value, Variable } from "../../../ir/types.js";
import { lambdaOf, makeHere } from "../functions/lambda.js";
import { placeType } from "../mixing.js";
import { type Activation, type Closure, freshType, type Lowering } from "../state.js";

/**
 * A generator that is a value at run time: a function that goes on where it was left, and gives `{ value, done }`.
 * What its body has to remember while it waits are fields of its frame.
 */
export interface Coroutine {
  /** Where it is made: a function that has the parameters and the frame, which the body captures. */
  readonly owner: Activation;
  readonly frame: Value;
  readonly frameType: RecordType;
  /** What the frame holds at first: a field for each thing that is remembered, found when the body is lowered. */
  readonly initial: { readonly name: string; readonly value: Atom }[];
  /** What it yields and returns, of several kinds if these differ, and what it is resumed with. */
  readonly item: Type;
  readonly sent: Type;
  readonly thrown: Type;
  readonly step: RecordType;
  /** The block that its body is, and the places in it where it waits. */
  readonly label: LabelId;
  readonly waits: Map<LabelId, Atom>;
  /** Where it has to go on, until it is there: 0 while it runs. */
  readonly at: Variable;
  /** The function that goes on; lowered when it is first called. */
  body: Activation | undefined;
  /** The type of the generators that have it. */
  type: RecordType | undefined;
}

/** A closure whose body is the generator's. */
export type CoroutineClosure = Closure & { readonly coroutine: Coroutine };

/** The field of the frame that says where it waits: 0 before it starts, `finished` when it has run or is running. */
export const stateSlot = "state";
export const finished = constant(-1);
/** What nobody asks for, of whatever type. */
export const absent = constant(undefined, "undefined!");

/** The generator, in the function that makes it, whose scope has its parameters. */
export function makeCoroutine(l: Lowering, fn: Closure, node: ts.Node): Atom {
  const { program } = l;
  const body = fn.node.body as ts.Block;
  const item = placeType(program, body, freshType(program));
  const frameType: RecordType = { kind: "record", name: undefined, fields: [{ name: stateSlot, type: numberType }] };
  const initial = [{ name: stateSlot, value: zero as Atom }];
  const frame = l.out.define(frameType, { kind: "makeRecord", fields: initial }, { name: "frame" });
  const fields: FieldType[] = [
    { name: "value", type: item },
    { name: "done", type: booleanType },
  ];
  const coroutine: Coroutine = {
    owner: l.activation,
    frame,
    frameType,
    initial,
    item,
    sent: freshType(program),
    thrown: freshType(program),
    step: { kind: "record", name: undefined, fields },
    label: newLabel(program.ctx.ids),
    waits: new Map(),
    at: newVariable(program.ctx.ids, "at", numberType),
    body: undefined,
    type: undefined,
  };
  const closure: CoroutineClosure = {
    kind: "closure",
    node: fn.node,
    scope: l.scope,
    name: fn.name,
    ...(fn.home === undefined ? {} : { home: fn.home }),
    isBound: true,
    coroutine,
  };
  program.coroutines.push(coroutine);
  program.origins.set(coroutine, body);
  const made = makeHere(l, lambdaOf(program, closure), node);
  coroutine.type = resolveType(made.type) as RecordType;
  return made;
}

/** A field more in the frame; its name says what it keeps. */
export function addSlot({ initial, frameType }: Coroutine, hint: string, type: Type): Key {
  const taken = new Set(initial.map(({ name }) => name));
  let name = hint;
  for (let i = 2; taken.has(name); i++) name = `${hint}${i}`;
  initial.push({ name, value: absent });
  (frameType as { fields: readonly FieldType[] }).fields = [...frameType.fields, { name, type }];
  return fieldKey(name);
}

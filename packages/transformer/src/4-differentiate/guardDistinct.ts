import { type AliasClass, type Aliases, analyzeAliases } from "../3-analyze/aliases.js";
import { analyzeEffects } from "../3-analyze/effects.js";
import { analyzeOrigins } from "../3-analyze/origins.js";
import type { Context } from "../context.js";
import { BlockBuilder, booleanType, isReference, newScope } from "../ir/build.js";
import type { Global, IRFunction, Key, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { mayBeOmitted } from "./omitted.js";

/**
 * Two arguments are two inputs, each with a shadow of its own, and the analyses take them for separate memory. Where one that
 * is written into may share memory with another, the call is refused at run time if it does. `program` starts with the
 * function that says what is written; its parameters are those of `fn`. Those that are copied at entry may be any memory.
 */
export function guardDistinct(
  fn: IRFunction,
  program: readonly IRFunction[],
  ctx: Context,
  copied: ReadonlySet<Value> = new Set(),
): IRFunction {
  const [primal = fn] = program;
  const aliases = analyzeAliases(program);
  const { writes, accumulates } = analyzeEffects(program, aliases).ofBlock(primal.body);
  const written = new Set([...writes, ...accumulates]);
  // Classes may see more than there is: a list that starts as an argument, and is a new one after the first step of a loop.
  if (written.size === 0 || !analyzeOrigins(primal, program).writesGiven) return fn;
  const references = fn.params.filter((param) => isReference(param.type) && !copied.has(param));
  const entry = new BlockBuilder(ctx.ids);
  references.forEach((a, i) => {
    for (const b of references.slice(i + 1)) {
      if (!isWritten(a, aliases, written) && !isWritten(b, aliases, written)) continue;
      if (mayOverlap(a.type, b.type)) refuse(a, b, fn, entry, ctx);
    }
  });
  for (const state of moduleMemory(program, aliases)) {
    for (const param of references) {
      if (!isWritten(param, aliases, written) && !reachesWritten(state.objects, aliases, written)) continue;
      if (mayOverlap(param.type, state.type)) refuse(param, state.define(entry), fn, entry, ctx);
    }
  }
  return { ...fn, body: [...entry.block, ...fn.body] };
}

function refuse(a: Value, b: Value, fn: IRFunction, out: BlockBuilder, ctx: Context): void {
  const isFlat = [a, b].every(
    ({ type }) => type.kind === "array" && type.storage === "Array" && !isReference(type.element),
  );
  const condition = isFlat
    ? sameArray(a, b, fn, out)
    : out.define(booleanType, { kind: "opaque", text: "overlap($0, $1)", args: [a, b], imports: ["overlap"] });
  const nameOf = (argument: Value): string => argument.name ?? "an argument";
  const message = `${fn.ref.name}: ${nameOf(a)} and ${nameOf(b)} share memory that it writes to; pass a copy of one of them`;
  out.push({
    kind: "if",
    scope: newScope(ctx.ids),
    condition,
    else: [],
    results: [],
    span: undefined,
    then: [{ kind: "throw", text: `new Error(${JSON.stringify(message)})`, args: [], span: undefined }],
  });
}

/** Two arguments that are both left out are not one array. */
function sameArray(a: Value, b: Value, fn: IRFunction, out: BlockBuilder): Value {
  const isSame = out.primitive("eq", [a, b], booleanType);
  if (!mayBeOmitted(a, fn)) return isSame;
  const isThere = out.primitive("not", [out.primitive("isNullish", [a], booleanType)], booleanType);
  return out.primitive("and", [isThere, isSame], booleanType);
}

/** An array or object of a module, or what a variable of a module holds when the function is called. */
interface ModuleMemory {
  readonly type: Type;
  readonly objects: AliasClass;
  readonly define: (out: BlockBuilder) => Value;
}

/** What of modules the program reads, once each. */
function moduleMemory(program: readonly IRFunction[], aliases: Aliases): readonly ModuleMemory[] {
  const found = new Map<string, ModuleMemory>();
  for (const fn of program) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "global" || !isReference(statement.value.type))
        return;
      const { value, operation } = statement;
      found.set(`${operation.file} ${operation.name}`, memoryOf(value, operation, aliases));
    });
  }
  return [...found.values()].filter(({ type }) => isReference(type));
}

function memoryOf(value: Value, operation: Global, aliases: Aliases): ModuleMemory {
  const { type } = value;
  const name = { name: operation.name };
  const define = (out: BlockBuilder): Value => out.define(type, operation, name);
  const [content] = type.kind === "record" && type.variable !== undefined ? type.fields : [];
  if (content === undefined) return { type, objects: aliases.classOf(value), define };
  const key: Key = { kind: "field", name: content.name };
  return {
    type: content.type,
    objects: aliases.slotOf(value, key),
    define: (out) => out.define(content.type, { kind: "load", base: define(out), key }, name),
  };
}

const isWritten = (param: Value, aliases: Aliases, written: ReadonlySet<AliasClass>): boolean =>
  reachesWritten(aliases.classOf(param), aliases, written);

function reachesWritten(objects: AliasClass, aliases: Aliases, written: ReadonlySet<AliasClass>): boolean {
  const seen = new Set<AliasClass>();
  const reaches = (from: AliasClass): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return aliases.slots(from).some((slot) => written.has(slot) || reaches(slot));
  };
  return reaches(objects);
}

/** Whether some object inside the one could be an object inside the other. */
function mayOverlap(a: Type, b: Type): boolean {
  const [inA, inB] = [shapesIn(a), shapesIn(b)];
  return [...inB.names].some((name) => inA.names.has(name)) || inB.records.some((one) => inA.records.some(meets(one)));
}

interface Shapes {
  readonly names: Set<string>;
  /** The fields of each. */
  readonly records: ReadonlySet<string>[];
}

/** An object may have more fields than are asked for, so the fields of both; it is shared memory where both ask for one of them. */
const meets =
  (one: ReadonlySet<string>) =>
  (other: ReadonlySet<string>): boolean =>
    [...one].some((name) => other.has(name));

function shapesIn(type: Type): Shapes {
  const shapes: Shapes = { names: new Set(), records: [] };
  const seen = new Set<Type>();
  const add = (part: Type): void => {
    if (!isReference(part) || seen.has(part)) return;
    seen.add(part);
    if (part.kind === "array") {
      shapes.names.add(part.storage === "Array" ? `${part.element.kind}[]` : part.storage);
      add(part.element);
    } else if (part.kind === "map") {
      shapes.names.add(part.storage === "Object" ? "dictionary" : part.storage);
      add(part.key);
      add(part.value);
    } else if (part.kind === "tuple") {
      shapes.names.add("tuple");
      for (const element of part.elements) add(element);
    } else if (part.kind === "record") {
      if (part.fields.length > 0) shapes.records.push(new Set(part.fields.map((field) => field.name)));
      for (const field of part.fields) add(field.type);
    }
  };
  add(type);
  return shapes;
}

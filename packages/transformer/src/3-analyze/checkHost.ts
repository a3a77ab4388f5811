import type { Context } from "../context.js";
import type { Related } from "../diagnostics/report.js";
import { isReference } from "../ir/build.js";
import { hostText, isAttempt } from "../ir/operations.js";
import type { Atom, Block, IRFunction, Key, Let, Opaque, Statement, Value } from "../ir/types.js";
import { blocks, visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { reachableSlots } from "./checkModuleState.js";
import { type ActiveState, activeState } from "./hostState.js";

/**
 * Refuses host code that may carry a derivative away: numbers or structures that it makes from values which depend on the input.
 * Texts may be made of such values, for output and messages; a number must not be read from such a text again.
 */
export function checkHost(functions: readonly IRFunction[], activity: Activity, aliases: Aliases, ctx: Context): void {
  const texts = new Texts(functions, activity, aliases);
  const isActive = (arg: Atom): boolean => activity.isVaried(arg) || activity.needsShadow(arg);
  const carries: Carries = {
    hasShadow: activity.needsShadow.bind(activity),
    any: (arg) => isActive(arg) || texts.isMarked(arg),
  };
  const host = functions.flatMap(hostCode);
  const unread = host.filter(({ operation }) => operation.because !== undefined);
  // What a module holds is seen by code that is not read.
  const state = unread.length === 0 ? undefined : activeState(functions, activity, aliases, texts);
  const isGiven = ({ value, operation }: HostCode): boolean =>
    activity.needsShadow(value) || operation.args.some(carries.any);
  const given = unread.filter(isGiven);
  const reached = given.length > 0 || state === undefined ? given : unread;
  const related = given.length > 0 || state === undefined ? [] : [noteOf(state)];
  for (const diagnostic of reached.flatMap(({ operation }) => operation.because ?? []))
    ctx.reporter.add({ ...diagnostic, related: [...diagnostic.related, ...related] });
  // What comes out of a function that should have been read is of no interest.
  if (reached.length > 0) return;
  for (const { value, operation } of host) {
    if (!isGiven({ value, operation })) continue;
    if (!activity.needsShadow(value) && isHarmless(operation, value, carries)) continue;
    if (activity.needsShadow(value) || operation.args.some(isActive)) {
      ctx.reporter.report("activeToHost", value.span, { name: hostName(operation) });
    } else ctx.reporter.report("activeText", value.span);
  }
}

const noteOf = ({ name, span }: ActiveState): Related => ({ message: `${name} gets an active value here`, span });

/** Which values may carry a derivative into host code: as numbers and memory, or as texts made of them. */
interface Carries {
  hasShadow(atom: Atom): boolean;
  any(atom: Atom): boolean;
}

interface HostCode {
  readonly value: Value;
  readonly operation: Opaque;
}

function hostCode(fn: IRFunction): readonly HostCode[] {
  const found: HostCode[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "opaque") return;
    found.push({ value: statement.value, operation: statement.operation });
  });
  return found;
}

/** Output, and texts: what comes of them has no derivative. A structure may only be given to what just reads it. */
function isHarmless(operation: Opaque, value: Value, carries: Carries): boolean {
  const { args, isPure } = operation;
  const { type } = value;
  const text = hostText(operation);
  const readsOnly = isPure === true || reader.test(text) || !args.some(carries.hasShadow);
  // A host object that is given a text may keep it.
  const [base, ...others] = args;
  const isKept =
    /^\$0\.\w+\(/.test(text) && base?.kind === "value" && base.type.kind === "opaque" && others.some(carries.any);
  if (isKept && type.kind !== "boolean" && !/^\$0\.format\(/.test(text)) return false;
  if (type.kind === "undefined") return reader.test(text);
  if (type.kind === "number") return measure.test(text) && !others.some(carries.any);
  if (isReference(type)) return /^\$0\.split\(|^\[\.\.\.\$0\]/.test(text) && type.kind === "array" && readsOnly;
  if (type.kind === "opaque")
    return (/^new \w*Error\(|^`|^\$0\??\.error/.test(text) && readsOnly) || (isAttempt(operation.text) && readsOnly);
  return readsOnly;
}

const reader =
  /^(console\.\w+\(|JSON\.stringify\(|Object\.freeze\(|String\(|`|\$0\.join\(|\$0\.toString\(|Array\.isArray\()/;
/** Whole numbers that change by steps, so that their derivative is 0. Not the code of a character, of which digits are made. */
const measure = /^\$0\.(length$|(indexOf|lastIndexOf|search|localeCompare)\()/;

/** What a reader calls a piece of host code. */
const hostName = (operation: Opaque): string => {
  const plain = hostText(operation);
  return /^(new )?[\w.]+(?=\()/.exec(plain)?.[0] ?? /^\$0\.(\w+)/.exec(plain)?.[1] ?? "this operation";
};

/** Texts and other host values that were made of active values, to a fixpoint. */
class Texts {
  private readonly values = new Set<Value>();
  private readonly slots = new Set<AliasClass>();
  /** Maps with keys that are such texts. */
  private readonly keyed = new Set<AliasClass>();
  private readonly callees: ReadonlyMap<number, IRFunction>;
  private changed = true;

  constructor(
    functions: readonly IRFunction[],
    private readonly activity: Activity,
    private readonly aliases: Aliases,
  ) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
    while (this.changed) {
      this.changed = false;
      for (const fn of functions) this.block(fn.body);
    }
  }

  isMarked(atom: Atom): boolean {
    if (atom.kind !== "value") return false;
    if (!isReference(atom.type)) return this.values.has(atom);
    return (
      this.slots.size > 0 &&
      reachableSlots(this.aliases, this.aliases.classOf(atom)).some((slot) => this.isMarkedSlot(slot))
    );
  }

  isMarkedSlot(slot: AliasClass): boolean {
    return this.slots.has(slot);
  }

  private mark(atom: Atom): void {
    if (atom.kind !== "value" || this.values.has(atom)) return;
    if (atom.type.kind !== "string" && atom.type.kind !== "opaque") return;
    this.values.add(atom);
    this.changed = true;
  }

  private markSlot(slot: AliasClass): void {
    if (this.slots.has(slot)) return;
    this.slots.add(slot);
    this.changed = true;
  }

  private markKeys(map: AliasClass): void {
    if (this.keyed.has(map)) return;
    this.keyed.add(map);
    this.changed = true;
  }

  private flow(from: Atom, to: Atom): void {
    if (from.kind === "value" && this.values.has(from)) this.mark(to);
  }

  private put(base: Atom, key: Key, value: Atom): void {
    if (value.kind === "value" && this.values.has(value)) this.markSlot(this.aliases.slotOf(base, key));
    if (key.kind === "entry" && this.isMarked(key.key)) this.markKeys(this.aliases.classOf(base));
  }

  private block(block: Block): void {
    for (const statement of block) {
      this.statement(statement);
      for (const inner of blocks(statement)) this.block(inner);
    }
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "let":
        this.operation(statement);
        return;
      case "store":
        this.put(statement.base, statement.key, statement.value);
        return;
      case "fill":
        this.put(statement.base, anyIndex, statement.value);
        return;
      case "if":
        for (const { value, then, else: other } of statement.results) {
          this.flow(then, value);
          this.flow(other, value);
        }
        return;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.flow(initial, parameter);
          this.flow(next, parameter);
          this.flow(initial, result);
          this.flow(next, result);
        }
        return;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.params.forEach((parameter, i) => {
          this.flow(statement.args[i] ?? parameter, parameter);
        });
        callee?.results.forEach((result, i) => {
          this.flow(result, statement.results[i] ?? result);
        });
        return;
      }
    }
  }

  private operation({ value, operation }: Let): void {
    switch (operation.kind) {
      case "opaque": {
        const { activity } = this;
        const isOf = (arg: Atom): boolean => activity.isVaried(arg) || activity.needsShadow(arg) || this.isMarked(arg);
        if (!operation.args.some(isOf)) return;
        this.mark(value);
        if (isReference(value.type)) this.markSlot(this.aliases.slotOf(value, anyIndex));
        return;
      }
      case "primitive":
        for (const arg of operation.args) this.flow(arg, value);
        return;
      case "load":
        if (this.slots.has(this.aliases.slotOf(operation.base, operation.key))) this.mark(value);
        return;
      case "keysOf":
        if (this.keyed.has(this.aliases.classOf(operation.base))) this.markSlot(this.aliases.slotOf(value, anyIndex));
        return;
      case "slice":
        if (this.slots.has(this.aliases.slotOf(operation.base, anyIndex)))
          this.markSlot(this.aliases.slotOf(value, anyIndex));
        return;
      case "newArray":
        if (operation.fill !== undefined) this.put(value, anyIndex, operation.fill);
        return;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, value.type.kind === "tuple" ? { kind: "field", name: String(i) } : anyIndex, element);
        });
        return;
      case "makeRecord":
        for (const field of operation.fields) this.put(value, { kind: "field", name: field.name }, field.value);
        return;
    }
  }
}

const anyIndex: Key = { kind: "index", index: { kind: "constant", value: 0 } };

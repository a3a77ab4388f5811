import type { Context } from "../context.js";
import type { Related } from "../diagnostics/report.js";
import { atomType, isReference } from "../ir/build.js";
import { cursorText, hostText, isAttempt, isCheck, isStep, ordersFields } from "../ir/operations.js";
import type { Atom, IRFunction, Opaque, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { ActiveTexts } from "./activeTexts.js";
import type { Activity } from "./activity.js";
import type { Aliases } from "./aliases.js";
import { type ActiveState, activeState } from "./hostState.js";
import { partsOf } from "./slots.js";

/**
 * Refuses host code that may carry a derivative away: numbers or structures that it makes from values which depend on the input.
 * Texts may be made of such values, for output and messages; a number must not be read from such a text again.
 */
export function checkHost(functions: readonly IRFunction[], activity: Activity, aliases: Aliases, ctx: Context): void {
  const texts = new ActiveTexts(functions, activity, aliases);
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
  const holdsPrivate = privateMembers(functions);
  const given = unread.filter((code) => isGiven(code) || code.operation.args.some(holdsPrivate));
  const reached = given.length > 0 || state === undefined ? given : unread;
  const related = given.length > 0 || state === undefined ? [] : [noteOf(state)];
  for (const diagnostic of reached.flatMap(({ operation }) => operation.because ?? []))
    ctx.reporter.add({ ...diagnostic, related: [...diagnostic.related, ...related] });
  // What comes out of a function that should have been read is of no interest.
  if (reached.length > 0) return;
  for (const { value, operation } of host) {
    if (shower.test(hostText(operation)) && operation.args.some(holdsPrivate))
      ctx.reporter.report("privateToHost", value.span, { name: hostName(operation) });
    if (!isGiven({ value, operation })) continue;
    if (!activity.needsShadow(value) && isHarmless(operation, value, carries)) continue;
    if (activity.needsShadow(value) || operation.args.some(isActive)) {
      ctx.reporter.report("activeToHost", value.span, { name: hostName(operation) });
    } else ctx.reporter.report("activeText", value.span);
  }
}

/**
 * Whether an instance of a class with private members may be in a value, if the program makes any: those members are fields of other
 * names there, which the code of the class itself does not find.
 */
function privateMembers(functions: readonly IRFunction[]): (arg: Atom) => boolean {
  const made = new Set<string>();
  const isPrivate = (name: string): boolean => name.startsWith("#");
  for (const { body } of functions)
    visit(body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "makeRecord") return;
      for (const { name } of statement.operation.fields) if (isPrivate(name)) made.add(name);
    });
  const holds = (type: Type, seen: Set<Type>): boolean => {
    if (seen.has(type)) return false;
    seen.add(type);
    const own = type.kind === "record" && type.fields.some(({ name }) => made.has(name));
    return own || partsOf(type).some(([, part]) => holds(part, seen));
  };
  return (arg) => made.size > 0 && holds(atomType(arg), new Set());
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
  if (isCheck(operation) || ordersFields(operation) || isStep(operation)) return true;
  const text = hostText(operation);
  const readsOnly =
    isPure === true ||
    operation.imports?.includes("overlap") === true ||
    reader.test(text) ||
    !args.some(carries.hasShadow);
  // A host object that is given a text may keep it.
  const [base, ...others] = args;
  const isKept =
    /^\$0\.\w+\(/.test(text) && base?.kind === "value" && base.type.kind === "opaque" && others.some(carries.any);
  if (isKept && type.kind !== "boolean" && !/^\$0\.format\(/.test(text)) return false;
  if (type.kind === "undefined") return reader.test(text);
  if (type.kind === "number") return measure.test(text) && !others.some(carries.any);
  if (isReference(type)) return /^\$0\.split\(|^\[\.\.\.\$0\]/.test(text) && type.kind === "array" && readsOnly;
  if (type.kind === "opaque")
    return (
      text === cursorText ||
      (/^(new \w*Error|asThrown)\(|^\(\{ cause: |^`|^\$0\??\.error/.test(text) && readsOnly) ||
      (isAttempt(operation.text) && readsOnly)
    );
  return readsOnly;
}

const reader =
  /^(console\.\w+\(|JSON\.stringify\(|Object\.(freeze|isFrozen)\(|String\(|`|\$0\.join\(|\$0\.toString\(|Array\.isArray\()/;
/** Whole numbers that change by steps, so that their derivative is 0. Not the code of a character, of which digits are made. */
const measure = /^\$0\.(length$|(indexOf|lastIndexOf|search|localeCompare)\()/;

/** What shows all members of what it is given. */
const shower = /^(console\.\w+|JSON\.stringify)\(/;

/** What a reader calls a piece of host code. */
const hostName = (operation: Opaque): string => {
  const plain = hostText(operation);
  return /^(new )?[\w.]+(?=\()/.exec(plain)?.[0] ?? /^\$0\.(\w+)/.exec(plain)?.[1] ?? "this operation";
};

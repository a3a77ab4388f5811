import { atomType, isConstant } from "../ir/build.js";
import { reachableFunctions } from "../ir/reachable.js";
import type { Atom, IRFunction, Operation, Primitive, Statement, Value } from "../ir/types.js";
import { keyAtoms, visit } from "../ir/walk.js";
import { type Activity, analyzeActivity } from "./activity.js";
import { analyzeAliases } from "./aliases.js";

/**
 * Whether what a function gives depends on its first parameter linearly: what depends on it is added, multiplied by what does not, and
 * moved, and decides nothing; and where that is 0, all is 0: nothing else is added to it, or stands beside it in a structure. Where it is not
 * seen, the answer is no.
 */
export function isLinearIn(fn: IRFunction, functions: ReadonlyMap<number, IRFunction>): boolean {
  const all = [...reachableFunctions(fn, [fn.ref.id, ...functions.keys()], (id) => functions.get(id)).values()];
  const aliases = analyzeAliases(all);
  const activity = analyzeActivity(all, { aliases, inputs: fn.params.slice(0, 1), isInactive: () => false });
  let isLinear = true;
  for (const one of all)
    visit(one.body, (statement) => {
      isLinear &&= isLinearStatement(statement, activity) && !addsOther(statement, activity);
    });
  return isLinear && fn.results.every((result) => !isOther(result, activity));
}

/** A number that does not depend on the parameter, and is not 0. */
const isOther = (atom: Atom, { isVaried }: Activity): boolean =>
  atomType(atom).kind === "number" && !isVaried(atom) && !isConstant(atom, 0);

/** Whether a statement puts such a number in the place of one that does depend on it, or beside it. */
function addsOther(statement: Statement, activity: Activity): boolean {
  const { isVaried, needsShadow } = activity;
  const differs = (value: Atom, ...atoms: readonly Atom[]): boolean =>
    isVaried(value) && atoms.some((atom) => isOther(atom, activity));
  switch (statement.kind) {
    case "let":
      return addsOtherIn(statement.value, statement.operation, activity);
    case "store":
    case "fill":
      return needsShadow(statement.base) && isOther(statement.value, activity);
    case "if":
      return statement.results.some(({ value, then, else: other }) => differs(value, then, other));
    case "for":
    case "while":
      return statement.carried.some(({ parameter, initial, next }) => differs(parameter, initial, next));
    default:
      return false;
  }
}

function addsOtherIn(value: Value, operation: Operation, activity: Activity): boolean {
  const { isVaried, needsShadow } = activity;
  switch (operation.kind) {
    case "primitive": {
      const { name, args } = operation;
      if (name === "select") return isVaried(value) && args.slice(1).some((arg) => isOther(arg, activity));
      return (name === "add" || name === "sub") && isVaried(value) && args.some((arg) => isOther(arg, activity));
    }
    case "makeArray":
      return needsShadow(value) && operation.elements.some((element) => isOther(element, activity));
    case "makeRecord":
      return needsShadow(value) && operation.fields.some((field) => isOther(field.value, activity));
    case "newArray":
      return needsShadow(value) && operation.fill !== undefined && isOther(operation.fill, activity);
    case "slice":
      return needsShadow(value) && !needsShadow(operation.base);
    default:
      return false;
  }
}

function isLinearStatement(statement: Statement, { isVaried, needsShadow }: Activity): boolean {
  if (statement.kind === "let" && statement.operation.kind === "primitive")
    return isLinearPrimitive(statement.operation, isVaried);
  return !deciding(statement).some((atom) => isVaried(atom) || (isHandedOn(statement) && needsShadow(atom)));
}

/** What becomes of a structure there is not seen. */
const isHandedOn = (statement: Statement): boolean =>
  statement.kind === "call" || (statement.kind === "let" && statement.operation.kind === "opaque");

function isLinearPrimitive({ name, args }: Primitive, isVaried: (atom: Atom) => boolean): boolean {
  const varied = args.map(isVaried);
  switch (name) {
    case "add":
    case "sub":
    case "neg":
    case "identity":
    case "present":
    case "orZero":
    case "isNullish":
      return true;
    case "select":
      return varied[0] !== true;
    case "mul":
    case "scale":
      return !varied.every(Boolean);
    case "div":
      return varied[1] !== true;
    default:
      return !varied.some(Boolean);
  }
}

/** The atoms of a statement that say where, whether or how much, or that go to code of which it is not known what it does. */
function deciding(statement: Statement): readonly Atom[] {
  switch (statement.kind) {
    case "let":
      return decidingOf(statement.operation);
    case "store":
    case "accumulate":
      return keyAtoms(statement.key);
    case "fill":
      return present(statement.start, statement.end);
    case "resize":
      return present(statement.length, statement.beside);
    case "removeEntry":
      return present(statement.key);
    case "if":
      return [statement.condition];
    case "for":
      return [statement.from, statement.to];
    case "while":
      return [statement.condition.test];
    case "call":
      return statement.rule === undefined ? [] : statement.args;
    default:
      return [];
  }
}

function decidingOf(operation: Operation): readonly Atom[] {
  switch (operation.kind) {
    case "load":
      return keyAtoms(operation.key);
    case "newArray":
      return [operation.length];
    case "slice":
    case "view":
      return present(operation.start, operation.end);
    case "hasEntry":
      return [operation.key];
    case "opaque":
      return operation.args;
    default:
      return [];
  }
}

const present = (...atoms: readonly (Atom | undefined)[]): readonly Atom[] =>
  atoms.filter((atom) => atom !== undefined);

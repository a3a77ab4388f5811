import type { Diagnostic } from "../diagnostics/report.js";
import type { Variable } from "./statements.js";
import type { Atom, Key, Type, Value } from "./types.js";

export const arithmetic = ["add", "sub", "mul", "div", "rem", "pow", "neg"] as const;
export const comparisons = ["lt", "le", "gt", "ge", "eq", "ne"] as const;
export const logical = ["and", "or", "not"] as const;
export const bitwise = ["bitand", "bitor", "bitxor", "bitnot", "shl", "shr", "ushr"] as const;
/** Functions of Math; n-ary max, min and hypot are lowered to chains of two (hypot: to one of n arguments). */
export const functions = [
  "abs",
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cbrt",
  "ceil",
  "clz32",
  "cos",
  "cosh",
  "exp",
  "expm1",
  "floor",
  "fround",
  "hypot",
  "imul",
  "log",
  "log10",
  "log1p",
  "log2",
  "max",
  "min",
  "round",
  "sign",
  "sin",
  "sinh",
  "sqrt",
  "tan",
  "tanh",
  "trunc",
] as const;

/** `isNullish` is `a == null`, `isTruthy` is `!!a`, `present` says that a parameter which may be missing is there. `select` is `c ? a : b` of atoms; `isNaN`, `isFinite`, `isInteger` are those of Number; `identity` copies an atom. `orZero` is `a ?? 0`, for a load that may miss; `scale` is `a * b`, but 0 where either is, also of what is infinite; `stop` is its argument, which counts as a constant. */
export type PrimitiveName =
  | (typeof arithmetic)[number]
  | (typeof comparisons)[number]
  | (typeof logical)[number]
  | (typeof bitwise)[number]
  | (typeof functions)[number]
  | "select"
  | "isNaN"
  | "isFinite"
  | "isInteger"
  | "isNullish"
  | "isTruthy"
  | "present"
  | "identity"
  | "toNumber"
  | "orZero"
  | "scale"
  | "stop";

/** Pure: no memory is read or written. `eq` and `ne` are `===` and `!==`; on references they compare identity. */
export interface Primitive {
  readonly kind: "primitive";
  readonly name: PrimitiveName;
  readonly args: readonly Atom[];
}
/** A sum of coefficient times tangent. Linear stage only; an empty sum is zero. */
export interface Linear {
  readonly kind: "linear";
  readonly terms: readonly Term[];
}
export interface Term {
  readonly coefficient: Atom;
  readonly tangent: Value;
  /** A coefficient of 0 gives 0, even where what it is multiplied by is infinite. */
  readonly shields?: true;
  /** The coefficient may be no number where the program leaves the result out: times a cotangent of 0 it is 0. */
  readonly isDoubtful?: true;
}

export interface Load {
  readonly kind: "load";
  readonly base: Atom;
  readonly key: Key;
}
/** Whether an object has a field of its own: an optional one may be there and hold undefined. `inherited`: its prototype counts too, as for `in`. */
export interface HasField {
  readonly kind: "hasField";
  readonly base: Atom;
  readonly name: string;
  readonly inherited?: true;
}
export interface Length {
  readonly kind: "length";
  readonly base: Atom;
}
/** `[a, b]`: a fresh array or tuple, by the type of the value it defines. */
export interface MakeArray {
  readonly kind: "makeArray";
  readonly elements: readonly Atom[];
}
export interface MakeRecord {
  readonly kind: "makeRecord";
  readonly fields: readonly { readonly name: string; readonly value: Atom }[];
}
/** `new Float64Array(n)`, `new Array(n).fill(x)`; numbers start at 0 unless `fill` says otherwise, or there are holes. */
export interface NewArray {
  readonly kind: "newArray";
  readonly length: Atom;
  readonly fill: Atom | undefined;
  /** `new Array(n)`: elements that are not stored are holes. They read as undefined, and callbacks pass them by. */
  readonly holes?: true;
  /** An array in which only those elements are not stored that are holes of this one, as `map` makes it. */
  readonly holesOf?: Atom;
}
/** An empty Map, Set or object, by the type of the value it defines. */
export interface NewMap {
  readonly kind: "newMap";
}
/** Whether a map has an entry, or an array an element that is no hole. `inherited`: an object's prototype counts too, as for `in`. */
export interface HasEntry {
  readonly kind: "hasEntry";
  readonly base: Atom;
  readonly key: Atom;
  readonly inherited: boolean;
}
/** A fresh array of the keys that a map has now, in the order of iteration. */
export interface KeysOf {
  readonly kind: "keysOf";
  readonly base: Atom;
}
/** A fresh copy of base[start … end), with JavaScript's clamping; `undefined` is from the start, to the end. */
export interface Slice {
  readonly kind: "slice";
  readonly base: Atom;
  readonly start: Atom | undefined;
  readonly end: Atom | undefined;
  /** The base is iterated over, as by a spread: its holes are undefined elements of the copy. */
  readonly iterates?: true;
}
/** `base.subarray(start, end)`: a typed array over a part of another one's memory, with JavaScript's clamping. */
export interface View {
  readonly kind: "view";
  readonly base: Atom;
  readonly start: Atom | undefined;
  readonly end: Atom | undefined;
}
/** A fresh structure of the shape of `of`, its numbers 0, shared parts shared; non-numeric leaves dropped. */
export interface ZerosLike {
  readonly kind: "zerosLike";
  readonly of: Atom;
  /** It may be undefined or null at run time, and has no zeros then. */
  readonly mayMiss?: true;
}
/** A write-once store of forward values for the reverse sweep. `capacity`, if known, is exact or an upper bound. */
export interface TapeAlloc {
  readonly kind: "tapeAlloc";
  readonly element: Type;
  readonly capacity: Atom | undefined;
  /** It is the same one in each call with this structure: so many others of it come before. */
  readonly keptBy?: { readonly structure: Atom; readonly index: number };
}
export interface TapeLoad {
  readonly kind: "tapeLoad";
  readonly tape: Atom;
  readonly position: Atom;
}
/** Source stage only: the present value of a mutable variable. */
export interface Read {
  readonly kind: "read";
  readonly variable: Variable;
}
/** Host code with no derivative, printed as written: `text` has `$0`, `$1`, … for the arguments. Never repeated or moved. */
export interface Opaque {
  readonly kind: "opaque";
  readonly text: string;
  readonly args: readonly Atom[];
  /** Has no effect and reads nothing that may change: left out if nobody asks for its value. */
  readonly isPure?: true;
  /** Reads all that it is given, and gives memory of its own. */
  readonly isCopy?: true;
  /** Names that the text takes from `cotangent/internal`. */
  readonly imports?: readonly string[];
  /** Why a function of the user's own is host code: what keeps its body from being read. */
  readonly because?: readonly Diagnostic[];
}

/**
 * A module-level binding: emission names it, or imports it from `file`. One that is reassigned has a record type with `variable`:
 * the value is the memory that the variable is, and loads and stores of its field read and assign it.
 */
export interface Global {
  readonly kind: "global";
  readonly name: string;
  readonly file: string;
  /** The number of elements, where it is known and never changes. */
  readonly length?: number;
  /** It was made where it is declared: no other name of a module had it before. */
  readonly fresh?: true;
}

export type Operation =
  | Global
  | Primitive
  | Linear
  | Load
  | HasField
  | Length
  | MakeArray
  | MakeRecord
  | NewArray
  | NewMap
  | HasEntry
  | KeysOf
  | Slice
  | View
  | ZerosLike
  | TapeAlloc
  | TapeLoad
  | Read
  | Opaque;

/** Whether an operation gives an object that was not there before: never undefined or null. */
export function makesObject({ kind }: Operation): boolean {
  switch (kind) {
    case "makeArray":
    case "makeRecord":
    case "newArray":
    case "newMap":
    case "slice":
    case "view":
      return true;
    default:
      return false;
  }
}

/** Whether code of the host may be, or call, a function of the user, which may assign variables of modules. */
export function callsUserCode(operation: Operation): boolean {
  if (operation.kind !== "opaque" || operation.isCopy === true || isStep(operation)) return false;
  if (isCheck(operation) || ordersFields(operation)) return false;
  if (operation.because !== undefined) return true;
  const text = hostText(operation);
  const [base] = operation.args;
  if (/^(\$0[.[(]|\[\.\.\.\$0)/.test(text)) return base?.kind === "value" && base.type.kind === "opaque";
  return /^(new )?[\w.]+\(/.test(text) && !libraryCode.test(text);
}

/** What an operation runs, without the helper that catches its exceptions. */
export const hostText = ({ text }: Opaque): string => (isAttempt(text) ? text.slice(attemptStart.length, -1) : text);
/** Whether its exceptions are values: what it gives comes out of the result of the attempt. */
export const isAttempt = (text: string): boolean => text.startsWith(attemptStart);
const attemptStart = "attempt(() => ";

const libraryCode =
  /^(new )?(console|Math|Date|JSON|String|Number|BigInt|Symbol|performance|RegExp|parseInt|parseFloat|structuredClone|Object\.(freeze|isFrozen|keys|values|entries|is|hasOwn)|\w*Error|encodeURI|encodeURIComponent|decodeURI|decodeURIComponent|isNaN|isFinite)\b/;

/** A helper of the runtime that throws, or does nothing. */
export const isCheck = ({ imports }: Opaque): boolean =>
  imports?.some((name) => name === "refuseShared" || name === "checkInto") === true;

/** Gives a copy its fields in the order of the originals: nothing else is seen of it. */
export const orderFields = (copy: Atom, parts: readonly Atom[]): Opaque => {
  const args = [copy, ...parts];
  return {
    kind: "opaque",
    text: `orderFields(${args.map((_, i) => `$${i}`).join(", ")})`,
    args,
    imports: ["orderFields"],
  };
};
export const ordersFields = (operation: Operation): boolean =>
  operation.kind === "opaque" && operation.text.startsWith("orderFields(");

/** The iterator over the keys of a map. */
export const cursorText = "$0.keys()";
/** A step of it, which reads what keys the map has then. */
export const stepOf = (cursor: Atom, map: Atom): Opaque => ({ kind: "opaque", text: stepText, args: [cursor, map] });
export const isStep = (operation: Operation): boolean =>
  operation.kind === "opaque" && operation.text === stepText && operation.args.length === 2;
const stepText = "$0.next()";

/** What host code may give another value each time it runs: a random number, the time, or what is not read. Undefined if it does not. */
export function drawnBy(operation: Operation): string | undefined {
  if (operation.kind !== "opaque" || operation.isPure === true) return undefined;
  const text = hostText(operation);
  const isHelper = operation.imports !== undefined && !isAttempt(operation.text);
  if (isHelper || !(changingCode.test(text) || callsUserCode(operation))) return undefined;
  return text.slice(0, text.indexOf("(")).replace(/^new /, "");
}

const changingCode = /^(Math\.random|Date\.now|performance\.now|new Date|Date)\(|^crypto\./;

/** Code of the host that must run, and where it stands. */
export const hasHostEffect = (operation: Operation): boolean =>
  operation.kind === "opaque" && operation.isPure !== true;

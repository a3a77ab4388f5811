/**
 * The intermediate representation: structured SSA in A-normal form, as plain immutable data.
 *
 * One set of nodes serves every stage; each stage allows a subset (see verify.ts):
 *   source       variables (Read, Assign), exits and raw loops, as lowered from the syntax tree
 *   primal       SSA: no variables, no exits; loops carry values
 *   joint        primal, with linear statements woven in (`linear: true`) and linear carried values and results
 *   unscheduled  the reverse sweep may name values of mirrored scopes (same ScopeId) though JavaScript could not
 *   scheduled    lexical SSA again, ready to be emitted or differentiated once more
 */

declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };
export type ValueId = Id<"value">;
export type ScopeId = Id<"scope">;
export type VariableId = Id<"variable">;
export type LabelId = Id<"label">;

/** Where a node came from; `undefined` means that a pass made it. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

// ---------------------------------------------------------------------------------------------------------- types

export type Storage =
  | "Array"
  | "Float64Array"
  | "Float32Array"
  | "Int8Array"
  | "Uint8Array"
  | "Uint8ClampedArray"
  | "Int16Array"
  | "Uint16Array"
  | "Int32Array"
  | "Uint32Array";

export interface NumberType {
  readonly kind: "number";
}
export interface BooleanType {
  readonly kind: "boolean";
}
export interface StringType {
  readonly kind: "string";
}
export interface UndefinedType {
  readonly kind: "undefined";
}
/** Elements of one type; a homogeneous tuple is an array too. */
export interface ArrayType {
  readonly kind: "array";
  readonly storage: Storage;
  readonly element: Type;
}
/** Elements of several types, read at constant indices. */
export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly Type[];
}
/** May be cyclic through its fields (trees, lists), so `fields` is filled in once after creation. */
export interface RecordType {
  readonly kind: "record";
  readonly name: string | undefined;
  readonly fields: readonly FieldType[];
  /** What the forward half of a function leaves for its reverse half; it may hold frames of what the function calls. */
  readonly isFrame?: true;
}
export interface FieldType {
  readonly name: string;
  readonly type: Type;
}
/** A value that the derivative passes through untouched: host objects, symbols, unknown inactive data. */
export interface OpaqueType {
  readonly kind: "opaque";
}
/** Source stage only: a type not known yet (an empty array's element); resolved before SSA. */
export interface TypeVariable {
  readonly kind: "variable";
  readonly id: number;
  binding: Type | undefined;
}

export type Type =
  | NumberType
  | BooleanType
  | StringType
  | UndefinedType
  | ArrayType
  | TupleType
  | RecordType
  | OpaqueType
  | TypeVariable;

// --------------------------------------------------------------------------------------------------------- values

/** A variable of the SSA form, defined once. Its object identity is its identity. */
export interface Value {
  readonly kind: "value";
  readonly id: ValueId;
  readonly type: Type;
  /** The user's name or a hint for one (`x`, `x_bar`); emission makes it unique. */
  readonly name: string | undefined;
  /** A tangent or cotangent: real-field algebra (0 * x = 0, x + 0 = x, …) is legal on it. */
  readonly linear: boolean;
  readonly span: Span | undefined;
}

export interface Constant {
  readonly kind: "constant";
  readonly value: number | boolean | string | undefined | null;
  /** Emitted instead of the value, if set: `Math.PI`. */
  readonly text?: string;
}

export type Atom = Value | Constant;

/** Which slot of an array, tuple or record. */
export type Key = { readonly kind: "index"; readonly index: Atom } | { readonly kind: "field"; readonly name: string };

// ----------------------------------------------------------------------------------------------------- operations

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

/** `select` is `c ? a : b` of atoms; `isNaN`, `isFinite`, `isInteger` are those of Number; `identity` copies an atom. `orZero` is `a ?? 0`, for a load that may miss. */
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
  | "identity"
  | "toNumber"
  | "orZero";

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
}

export interface Load {
  readonly kind: "load";
  readonly base: Atom;
  readonly key: Key;
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
/** `new Float64Array(n)`, `new Array(n).fill(x)`; numbers start at 0 unless `fill` says otherwise. */
export interface NewArray {
  readonly kind: "newArray";
  readonly length: Atom;
  readonly fill: Atom | undefined;
}
/** A fresh copy of base[start … end), with JavaScript's clamping; `undefined` is from the start, to the end. */
export interface Slice {
  readonly kind: "slice";
  readonly base: Atom;
  readonly start: Atom | undefined;
  readonly end: Atom | undefined;
}
/** A fresh structure of the shape of `of`, its numbers 0, shared parts shared; non-numeric leaves dropped. */
export interface ZerosLike {
  readonly kind: "zerosLike";
  readonly of: Atom;
}
/** A write-once store of forward values for the reverse sweep. `capacity`, if known, is exact or an upper bound. */
export interface TapeAlloc {
  readonly kind: "tapeAlloc";
  readonly element: Type;
  readonly capacity: Atom | undefined;
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
  /** Names that the text takes from `cotangent/internal`. */
  readonly imports?: readonly string[];
}

/** A module-level binding: emission names it, or imports it from `file`. Bindings that are reassigned are refused by the fence. */
export interface Global {
  readonly kind: "global";
  readonly name: string;
  readonly file: string;
}

export type Operation =
  | Global
  | Primitive
  | Linear
  | Load
  | Length
  | MakeArray
  | MakeRecord
  | NewArray
  | Slice
  | ZerosLike
  | TapeAlloc
  | TapeLoad
  | Read
  | Opaque;

// ----------------------------------------------------------------------------------------------------- statements

export interface Let {
  readonly kind: "let";
  readonly value: Value;
  readonly operation: Operation;
  readonly linear: boolean;
}
export interface Store {
  readonly kind: "store";
  readonly base: Atom;
  readonly key: Key;
  readonly value: Atom;
  readonly linear: boolean;
}
/** `base[key] += value`, on the memory of tangents and cotangents, or recognized in the user's program. */
export interface Accumulate {
  readonly kind: "accumulate";
  readonly base: Atom;
  readonly key: Key;
  readonly value: Atom;
  readonly linear: boolean;
}
/** `base.fill(value, start, end)`: clamped as in JavaScript; `undefined` is the whole. */
export interface Fill {
  readonly kind: "fill";
  readonly base: Atom;
  readonly value: Atom;
  readonly start: Atom | undefined;
  readonly end: Atom | undefined;
  readonly linear: boolean;
}
/** Changes the length of an array. `atLeast` only lengthens (shadows never shrink); new cells are 0 or the empty shadow. */
export interface Resize {
  readonly kind: "resize";
  readonly base: Atom;
  readonly length: Atom;
  readonly atLeast: boolean;
}
export interface TapeStore {
  readonly kind: "tapeStore";
  readonly tape: Atom;
  readonly position: Atom;
  readonly value: Atom;
}

export interface If {
  readonly kind: "if";
  readonly scope: ScopeId;
  readonly condition: Atom;
  readonly then: Block;
  readonly else: Block;
  readonly results: readonly Result[];
  readonly span: Span | undefined;
}
export interface Result {
  readonly value: Value;
  readonly then: Atom;
  readonly else: Atom;
}

/** A value that a loop hands from one iteration to the next. `parameter` is visible in the condition and the body. */
export interface Carried {
  readonly parameter: Value;
  readonly initial: Atom;
  readonly next: Atom;
  readonly result: Value;
}

/**
 * The integers from, from + step, … while `index test to` holds. `from` and `step` are integers; `to` may be any number.
 * A descending loop visits the same indices last first.
 */
export interface For {
  readonly kind: "for";
  readonly scope: ScopeId;
  readonly index: Value;
  readonly from: Atom;
  readonly test: "lt" | "le" | "gt" | "ge";
  readonly to: Atom;
  readonly step: number;
  readonly order: "ascending" | "descending";
  readonly carried: readonly Carried[];
  readonly body: Block;
  readonly span: Span | undefined;
}

/** `trip` counts iterations from 0 in the body; `trips` is their number afterwards. Values of the condition block are not visible in the body. */
export interface While {
  readonly kind: "while";
  readonly scope: ScopeId;
  readonly trip: Value;
  readonly trips: Value;
  readonly carried: readonly Carried[];
  readonly condition: { readonly block: Block; readonly test: Atom };
  readonly body: Block;
  readonly span: Span | undefined;
}

/**
 * A call of a function of the program. In a joint program a call of an active function is one primal `call` with a frame
 * and one linear `call`; see 4-differentiate/calls.ts.
 */
export interface Call {
  readonly kind: "call";
  readonly results: readonly Value[];
  readonly callee: FunctionRef;
  readonly args: readonly Atom[];
  readonly linear: boolean;
  readonly span: Span | undefined;
}

/** Leaves the function with an exception; nothing after it in its block runs. */
export interface Throw {
  readonly kind: "throw";
  readonly text: string;
  readonly args: readonly Atom[];
  readonly span: Span | undefined;
}
/** A comment in the output, without meaning: `reverse sweep`. */
export interface Note {
  readonly kind: "note";
  readonly text: string;
}

// Source stage only.
export interface Assign {
  readonly kind: "assign";
  readonly variable: Variable;
  readonly value: Atom;
  readonly span: Span | undefined;
}
/** `loop { condition; if (!test) leave; body; update }`; `testFirst: false` is do-while. `continue` goes to `update`. */
export interface Loop {
  readonly kind: "loop";
  readonly label: LabelId;
  readonly condition: { readonly block: Block; readonly test: Atom };
  readonly body: Block;
  readonly update: Block;
  readonly testFirst: boolean;
  readonly span: Span | undefined;
}
/** A block that `break` with its label leaves (labelled statements, switch). */
export interface Labelled {
  readonly kind: "labelled";
  readonly label: LabelId;
  readonly body: Block;
}
export interface Exit {
  readonly kind: "exit";
  readonly exit: "break" | "continue" | "return";
  /** The loop or labelled block; undefined for return. */
  readonly label: LabelId | undefined;
  /** The value returned; undefined for a bare return, break and continue. */
  readonly value: Atom | undefined;
  readonly span: Span | undefined;
}

/** A mutable local of the source program. */
export interface Variable {
  readonly id: VariableId;
  readonly name: string;
  readonly type: Type;
  readonly span: Span | undefined;
}

export type Statement =
  | Let
  | Store
  | Accumulate
  | Fill
  | Resize
  | TapeStore
  | If
  | For
  | While
  | Call
  | Throw
  | Note
  | Assign
  | Loop
  | Labelled
  | Exit;

export type Block = readonly Statement[];

// ------------------------------------------------------------------------------------------------------ functions

/** A function's identity; its body is looked up in the program, so recursion needs no cycles. */
export interface FunctionRef {
  readonly id: number;
  readonly name: string;
}

export interface IRFunction {
  readonly ref: FunctionRef;
  readonly params: readonly Value[];
  readonly body: Block;
  /** Usually one; forward and reverse halves have several. A function without a result has none. */
  readonly results: readonly Atom[];
  readonly span: Span | undefined;
}

/** The root and every function it calls, by reference id, in the order in which they were lowered. */
export interface Program {
  readonly root: IRFunction;
  readonly functions: ReadonlyMap<number, IRFunction>;
}

// Stage types say in a signature which subset of nodes a function has.
export type SourceFunction = IRFunction & { readonly stage?: "source" };
export type PrimalFunction = IRFunction & { readonly stage?: "primal" };
export type ScheduledFunction = IRFunction & { readonly stage?: "scheduled" };

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

import type { Global } from "./operations.js";
import type { Block } from "./statements.js";

export * from "./operations.js";
export type * from "./statements.js";

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

export type MapStorage = "Map" | "Set" | "Object";

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
  /** The user's type says that elements may be undefined or null. */
  readonly optional?: true;
  /** The user's type is a tuple of elements of one type. */
  readonly isTuple?: true;
}
/** Elements of several types, read at constant indices. */
export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly Type[];
}
/**
 * May be cyclic through its fields (trees, lists), so `fields` is filled in once after creation. While a program is lowered it is
 * a node of unification: two records that meet become one with the fields of both.
 */
export interface RecordType {
  readonly kind: "record";
  readonly name: string | undefined;
  readonly fields: readonly FieldType[];
  /** Records of different fields have become this one, so that its fields are not those of any type of the user's. */
  readonly isMerged?: true;
  /** Source stage only: the record that this one has become. */
  binding?: RecordType | undefined;
  /** What the forward half of a function leaves for its reverse half; it may hold frames of what the function calls. */
  readonly isFrame?: true;
  /** Source stage only, of instances of classes: which they may be. */
  readonly instance?: InstanceOf;
  /** Source stage only: an object literal is among what has this type. */
  isLiteral?: boolean;
  /** Source stage only, of functions that are values at run time: which they may be. */
  readonly functions?: ReadonlySet<LambdaRef>;
  /** Instances that the user's code sees: they have the prototype of their class. */
  readonly isSeen?: true;
  /** Somebody lists its fields, and so sees their order. */
  readonly isListed?: true;
  /** A variable of a module that is assigned, as memory of one field with its name. It is emitted as the variable. */
  readonly variable?: ModuleVariable;
}
export interface ModuleVariable {
  readonly name: string;
  readonly file: string;
}
export interface InstanceOf {
  readonly classes: Set<ClassRef>;
  /** An instance may come from outside of the program, so that it may be of a class that is not known. */
  open: boolean;
}
/** A class of the source program. Its object identity is its identity. */
export interface ClassRef {
  readonly name: string;
}
/** A function of the source program that is a value at run time: a record of its code and of what it captures. */
export interface LambdaRef {
  readonly name: string;
  readonly code: number;
  /** It captures nothing, so that there is only one such function, however often its value is made. */
  readonly isStatic: boolean;
  /** It is a generator: what goes on where it was left. */
  readonly isCoroutine?: boolean;
  /** The types of its parameters as written, and whether it gives texts or booleans: functions of one signature are one type of argument. */
  readonly signature: string;
}
export interface FieldType {
  readonly name: string;
  readonly type: Type;
  /** The field, or its value, may be missing: such a slot holds undefined (or null). */
  readonly optional?: true;
  /** Of a class, for its own methods only. */
  readonly isPrivate?: true;
}
// Of every type a value may also be undefined or null at run time, as an element out of range is.

/**
 * Entries under keys: a Map, a Set (each element is the entry under itself), or an object used as a dictionary. A key is an address:
 * it is compared, never differentiated.
 */
export interface MapType {
  readonly kind: "map";
  readonly storage: MapStorage;
  readonly key: Type;
  readonly value: Type;
}
/** A value that the derivative passes through untouched: host objects, symbols, unknown inactive data. */
export interface OpaqueType {
  readonly kind: "opaque";
  /** The user's type is none that the compiler follows, so that numbers in it would be lost: not even passed through. */
  /** Source stage only: of what kind it is, nothing says: what a parser gives. */
  readonly isUnsure?: true;
  readonly isUnread?: true;
}
/** Source stage only: a value of one of several kinds. In SSA it is a record of which kind, and under the name of the kind the value. */
export interface UnionType {
  readonly kind: "union";
  readonly fields: readonly FieldType[];
  /** The checker gives one kind to a place that holds several, as to `list[i] ?? other`: of its values it knows less than is known here. */
  isDoubtful?: boolean;
  /** The one that this one has become. */
  binding?: UnionType | undefined;
}
/** Source stage only: a type not known yet (an empty array's element); resolved before SSA. */
export interface TypeVariable {
  readonly kind: "variable";
  readonly id: number;
  binding: Type | undefined;
  /** Of what was refused: it agrees with every type, and becomes none. */
  readonly isStandIn?: true;
}

export type Type =
  | NumberType
  | BooleanType
  | StringType
  | UndefinedType
  | ArrayType
  | TupleType
  | RecordType
  | MapType
  | OpaqueType
  | UnionType
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
  /** The binding of a module that the text names. */
  readonly global?: Global;
}

export type Atom = Value | Constant;

/** Which slot of an array, tuple or record; or the entry of a map, or of a record whose field is known at run time only. */
export type Key =
  | { readonly kind: "index"; readonly index: Atom }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "entry"; readonly key: Atom };

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

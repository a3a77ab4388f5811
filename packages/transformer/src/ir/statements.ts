import type { Choices } from "../1-discover/readOptions.js";
import type { Operation } from "./operations.js";
import type { Atom, FunctionRef, Key, LabelId, RecordType, ScopeId, Span, Type, Value, VariableId } from "./types.js";

/** What may go through undefined, which throws: it stays where it is, also if nobody asks for what it gives or leaves. */
interface Throwing {
  readonly throws?: true;
}
export interface Let extends Throwing {
  readonly kind: "let";
  readonly value: Value;
  readonly operation: Operation;
  readonly linear: boolean;
}
export interface Store extends Throwing {
  readonly kind: "store";
  readonly base: Atom;
  readonly key: Key;
  readonly value: Atom;
  readonly linear: boolean;
  /** The element is known to be there: the store does not lengthen the array. */
  readonly exists?: true;
}
/** `base[key] += value`, on the memory of tangents and cotangents, or recognized in the user's program. */
export interface Accumulate extends Throwing {
  readonly kind: "accumulate";
  readonly base: Atom;
  readonly key: Key;
  readonly value: Atom;
  readonly linear: boolean;
}
/** `base.fill(value, start, end)`: clamped as in JavaScript; `undefined` is the whole. */
export interface Fill extends Throwing {
  readonly kind: "fill";
  readonly base: Atom;
  readonly value: Atom;
  readonly start: Atom | undefined;
  readonly end: Atom | undefined;
  readonly linear: boolean;
}
/** Changes the length of an array. `atLeast` only lengthens (shadows never shrink): new cells are 0 or the empty shadow, else undefined. */
export interface Resize extends Throwing {
  readonly kind: "resize";
  readonly base: Atom;
  readonly length: Atom;
  readonly atLeast: boolean;
  /** The length is known not to become greater. */
  readonly shortens?: true;
  /** One element more, which the next statement stores: no hole comes to be. */
  readonly appends?: true;
  /** An index that may be negative or a fraction, and so name a property beside the elements: it has a cell, too. */
  readonly beside?: Atom;
}
/** `base.delete(key)`, or `base.clear()` if the key is undefined. */
export interface RemoveEntry extends Throwing {
  readonly kind: "removeEntry";
  readonly base: Atom;
  readonly key: Atom | undefined;
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
  /** Of a linear call: so many of its results, the last ones, are tangents. */
  readonly tangents?: number;
  /** Until 4-differentiate/deriveCalls.ts has made it: not the callee is called, but a derivative of it. */
  readonly derivative?: CallDerivative;
  /** Until then: what the callee writes to the console has been written, and is not written again. */
  readonly isSilent?: true;
  /** Until then: it is there for what the callee writes to the console, and goes if that is nothing. */
  readonly isEcho?: true;
  readonly rule?: CustomRule;
}
/** A derivative of one's own for the function that is called; see 4-differentiate/linearize/custom.ts. */
export interface CustomRule {
  readonly kind: "partials" | "customVjp" | "customJvp";
  /** (result, …args), (cotangent, result, …args) or (tangents, result, …args). */
  readonly ref: FunctionRef;
  /** Of a reverse rule: what forward mode uses, if there is that too. */
  readonly forward?: FunctionRef;
  /**
   * Which arguments the rule gives cotangents for, or takes tangents of, in the order of its tuple: captured values come last. Undefined
   * for what is built in, as a function or a text, and for what is left out.
   */
  readonly covers: readonly (number | undefined)[];
  /** It runs the function again. */
  readonly recomputes?: true;
  /** The function may change the copies that are kept of its arguments: what is one object there has to be one in them. */
  readonly changesCopies?: true;
  /** Made by the library: on what it does not cover the result does not depend. */
  readonly isComplete?: true;
}
export interface CallDerivative {
  readonly marker: "grad" | "valueAndGrad" | "vjp" | "jvp";
  /** Indices of the callee's parameters. */
  readonly wrt: number | readonly number[];
  /** So many arguments are those of the callee. Tangents of jvp come next, and then what the callee captures. */
  readonly primals: number;
  readonly choices?: Choices;
  /** It is called for each number of an argument: what it changes would be changed as often. */
  readonly repeats?: true;
  /** What it writes to the console has been written, and is not written again. */
  readonly isSilent?: true;
  /** Of jvp: the tangents are sets of numbers of the inputs. */
  readonly sets?: true;
  /** Of vjp: which of the two functions is called, and the type of what the one leaves for the other. */
  readonly half?: "forward" | "reverse";
  readonly frame?: RecordType;
  /** Of vjp: a cotangent for each parameter. */
  readonly all?: true;
  /** The tangents, or the cotangent, are the user's, and may not fit. What a cotangent is compared with is passed behind it. */
  readonly isGiven?: true;
}

/** Leaves the function with an exception; nothing after it in its block runs. */
export interface Throw {
  readonly kind: "throw";
  readonly text: string;
  readonly args: readonly Atom[];
  /** Names that the text takes from `cotangent/internal`. */
  readonly imports?: readonly string[];
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
  | RemoveEntry
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

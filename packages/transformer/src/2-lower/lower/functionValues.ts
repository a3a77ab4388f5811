import type { MarkerName } from "../../1-discover/markers.js";
import type { Choices } from "../../1-discover/readOptions.js";
import type { Diagnostic } from "../../diagnostics/report.js";
import type { Thing } from "../../evaluate/things.js";
import type { ts } from "../../frontend/ts.js";
import type { Atom, ClassRef, Constant, CustomRule, Value } from "../../ir/types.js";
import type { Cell } from "./cells.js";
import type { MayStore } from "./classes/storedMembers.js";
import type { Coroutine } from "./coroutines/coroutine.js";
import type { Iteration } from "./iteration.js";
import type { Pullback } from "./pullbacks.js";
import type { Scope } from "./scope.js";
import type { Activation } from "./state.js";

/** A function whose body can be lowered. */
export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

/** A function known at build time: its syntax and, if it is not at module level, where its free names are looked up. */
export interface Closure {
  readonly kind: "closure";
  readonly node: FunctionNode;
  readonly scope: Scope | undefined;
  readonly name: string;
  /** Of a method, accessor or constructor: the class in which it is written, where `super` starts from. */
  readonly home?: ClassValue;
  /** Its scope says what `this` is. */
  readonly isBound?: true;
  /** The name that holds it. */
  readonly declaration?: ts.Node;
  /** So many arguments are given already: its scope has them. */
  readonly boundArguments?: number;
  /** Called with its rest parameter as one array, the last argument. */
  readonly isPacked?: true;
  /** It has run before: what it writes to the console is there. */
  readonly isSilent?: true;
  /** It as a value at run time, made where it is declared. */
  readonly made?: { readonly atom: Value; readonly scope: Scope; readonly cell: Cell | undefined };
  /** Called as a value at run time: from this record it has what it captures. */
  readonly record?: Value;
  /** A generator function that makes its generator as a value at run time. */
  readonly creates?: true;
  /** Its body is that of this generator. */
  readonly coroutine?: Coroutine;
  /** A package has made it by running; it has what properties that has left, and its scope holds nothing else. */
  readonly thing?: Thing;
  /** A constructor that is called makes an instance of this class: its own, or one derived from it. */
  readonly constructs?: ClassValue;
}
/** A class known at build time, with the names that it captures and the class that it extends. */
export interface ClassValue extends ClassRef {
  readonly kind: "class";
  readonly node: ts.ClassLikeDeclaration;
  readonly scope: Scope | undefined;
  readonly base: ClassValue | undefined;
  /** What an instance tells its class by. */
  readonly tag: Constant;
  /** The class of errors of the language that it extends. */
  readonly error: string | undefined;
  /** It extends something that is not known. */
  readonly foreign: boolean;
  readonly mayStore: MayStore;
  /** One inside a function as a value at run time, made where it is declared. */
  value?: { readonly atom: Value; readonly owner: Activation };
}
/** A function of the standard library used as a value: `Math.sqrt`; or one of a module that is called as it is. */
export interface Builtin {
  readonly kind: "builtin";
  readonly name: string;
  readonly host?: HostName;
  /** No function, but an object that a package has made by running. */
  readonly thing?: Thing;
}
/** A binding of a module, and what keeps what it holds from being read. */
export interface HostName {
  readonly name: string;
  readonly file: string;
  readonly because: readonly Diagnostic[];
}
/** A derivative of a function: `grad(f)`. */
export interface Derived {
  readonly kind: "derived";
  readonly marker: MarkerName;
  readonly of: Operand;
  readonly wrt: number | readonly number[];
  readonly node: ts.Node;
  /** That of the function. */
  readonly name: string;
  /** Of vjp: cotangents of all parameters. */
  readonly all?: true;
  readonly choices: Choices;
  /** A function with a derivative of one's own; the marker means nothing then. */
  readonly custom?: {
    readonly kind: CustomRule["kind"];
    readonly rule: Operand;
    readonly forward?: Operand;
    /** The rule runs the function again. */
    readonly recomputes?: true;
    readonly changesCopies?: true;
  };
  /** In a rule of the library: values that f captures are arguments, too. */
  readonly withCaptures?: true;
  /** Arguments that do not vary. */
  readonly fixed?: readonly number[];
  /** The second half of a vjp, which takes a frame and a cotangent. */
  readonly pullback?: Pullback;
}
/** What is known at build time: functions and classes, and iterations, which are run where they are consumed. */
export type FunctionValue = Closure | Builtin | ClassValue | Iteration | Derived;
/** What an expression gives: a value at run time, or a function known now. */
export type Operand = Atom | FunctionValue;

export const isFunctionValue = (operand: Operand): operand is FunctionValue =>
  operand.kind !== "value" && operand.kind !== "constant";

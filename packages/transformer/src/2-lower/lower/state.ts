import type { Binding as MarkerBinding } from "../../1-discover/markers.js";
import type { Context } from "../../context.js";
import type { DiagnosticName } from "../../diagnostics/catalogue/index.js";
import type { Diagnostic } from "../../diagnostics/report.js";
import type { ts } from "../../frontend/ts.js";
import { BlockBuilder } from "../../ir/build.js";
import type {
  Atom,
  Block,
  FunctionRef,
  LabelId,
  RecordType,
  Type,
  TypeVariable,
  UnionType,
  Value,
  Variable,
} from "../../ir/types.js";
import type { PropertyUse } from "./accessors.js";
import type { Budget } from "./budget.js";
import type { Capturing, Ruled } from "./captures.js";
import type { SeenAs } from "./checkSeenAs.js";
import type { Constructing } from "./classes/construct.js";
import type { Possible } from "./classes/dispatch.js";
import type { LocalClass } from "./classes/frames.js";
import type { InstanceStore } from "./classes/replacedMethods.js";
import type { Conversion } from "./conversion.js";
import type { Resumed } from "./coroutines/body.js";
import type { Coroutine } from "./coroutines/coroutine.js";
import type { OpenKeyLoop } from "./entryIteration.js";
import type { Facts } from "./facts.js";
import type { Apply } from "./functions/apply.js";
import type { Comparison } from "./functions/compare.js";
import type { FunctionSite, Lambda, Singles } from "./functions/lambda.js";
import type { Stores } from "./functions/storedInto.js";
import type { ClassValue, Derived, FunctionValue, Operand } from "./functionValues.js";
import type { Consumer } from "./generators.js";
import type { Handler } from "./handlers.js";
import type { HeldInBlock } from "./heldValues.js";
import { noteFailure } from "./hostFunctions.js";
import type { Listing } from "./listedFields.js";
import type { Initializer, Made } from "./moduleInitializers.js";
import type { Outcome } from "./outcomes.js";
import { type Entry, reportAt } from "./packages.js";
import { isPrelude, type Prelude } from "./prelude.js";
import type { Scope } from "./scope.js";
import type { Shortening } from "./shortens.js";
import { unreached } from "./unreachable.js";
import type { Variant } from "./widening.js";

export type {
  Builtin,
  ClassValue,
  Closure,
  Derived,
  FunctionNode,
  FunctionValue,
  HostName,
  Operand,
} from "./functionValues.js";
export { isFunctionValue } from "./functionValues.js";

/** A value of an outer function that a lifted nested function receives as an extra parameter. */
export interface Capture {
  readonly outer: Value;
  readonly owner: Activation;
  readonly parameter: Value;
}

export interface Call {
  readonly callee: Activation;
  readonly args: Atom[];
  /** Values of a lower number exist where the call is. */
  readonly order: number;
  readonly node: ts.Node;
}

export interface Self {
  readonly lambda: Lambda;
  readonly record: Value;
  readonly type: RecordType;
  readonly captures: Map<Value, Capture>;
}

/** One IR function while it is being lowered. */
export interface Activation {
  readonly ref: FunctionRef;
  /** How many functions were being lowered when this one was first called. */
  readonly depth: number;
  readonly node: ts.Node;
  /** Of a function, or a value that is one: in whose bodies it was made, itself included. */
  readonly origins: ReadonlySet<ts.Node>;
  /** Of a function of an installed package: the user's call that first led to it. */
  readonly entry: Entry | undefined;
  readonly result: Type;
  readonly returnsValue: boolean;
  /** Parameters before the captures are appended. */
  readonly params: Value[];
  readonly captures: Map<Value, Capture>;
  /** Calls in this function; the captures of the callee are appended to `args` in the end. */
  readonly calls: Call[];
  /** The body of a function that is a value: what it captures is in its record. */
  self: Self | undefined;
  body: Block;
  /** It is being lowered, so that what calls it now is a recursion. */
  isRunning: boolean;
  /** Whether an exception of its own leaves it. */
  throws: boolean;
  /** Whether it reads a property of something that may be missing. */
  isFragile: boolean;
  /** The same of something that its program only says is there. */
  isTrusting: boolean;
  /** Set if it returns how it ended, so that its exceptions are values of the caller. */
  readonly outcome: Outcome | undefined;
}

/** What one run of `lower` shares. */
export interface ProgramState {
  readonly ctx: Context;
  /** What earlier attempts to lower this program have found out. */
  readonly facts: Facts;
  /** What was found in functions at module level that keeps them from being lowered. */
  readonly failures: Map<ts.Node, readonly Diagnostic[]>;
  /** Rules: helpers of the same file are inlined, so that a rule is one function. */
  readonly inlineAll: boolean;
  readonly budget: Budget;
  /** By key of declaration and argument types, in the order of their first call. */
  readonly instances: Map<string, Activation>;
  /** Instances that are lowered later, as the calls that lead to them are deep already. */
  readonly postponed: (() => void)[];
  /** The instances of each function, in the order of their first call. */
  readonly variants: Map<object, Map<ts.Node, Variant[]>>;
  /** Functions of which derivatives are called, by function and types of arguments. */
  readonly bases: Map<string, Activation>;
  /** Calls of functions that have rules. */
  readonly ruled: Ruled[];
  /** Functions whose captured values get cotangents too: which these are. */
  readonly capturing: Map<Activation, Capturing>;
  /** What the halves of a vjp share, by function and parameters. */
  readonly frames: Map<string, RecordType>;
  /** Pullbacks of the prelude, by the type of their frame. */
  readonly pullbacks: Map<Type, Derived>;
  /** The imports of markers, by file. */
  readonly markers: Map<ts.SourceFile, readonly MarkerBinding[]>;
  readonly nodeIds: Map<object, number>;
  readonly conversion: Conversion;
  /** What `new ArrayBuffer` made. */
  readonly buffers: { readonly node: ts.Node; readonly type: Type }[];
  /** Values of several kinds, by the type that the checker gives them. */
  readonly unions: Map<ts.Type | ts.Node, UnionType>;
  /** The types of places whose kinds the next attempt should know. */
  readonly places: { readonly place: ts.Node; readonly type: Type }[];
  /** Last arguments of function values that stand for the arguments in them. */
  readonly spreads: Set<Atom>;
  /** Stand-ins for what was refused; nothing more is reported about them. */
  readonly refused: Set<Atom>;
  /** Element types of arrays that started empty: a store may lengthen these. */
  readonly growing: Set<Type>;
  /** The user's names for values, given to them in the end. */
  readonly names: Map<Value, string>;
  /** Values that may be undefined or null: contents of memory and of variables, results of calls. */
  readonly elements: Set<Atom>;
  readonly assigned: Map<ts.Node, ReadonlyMap<string, readonly ts.Node[]>>;
  readonly prelude: Prelude;
  /** Functions that were taken for such that no exception leaves. */
  readonly quiet: Set<ts.Node>;
  /** Functions that are called with fewer arguments than they have, by who does not know which one it is. */
  readonly lacking: Set<ts.Node>;
  /** To be looked at again when every function is lowered. */
  readonly keyLoops: OpenKeyLoop[];
  readonly shortenings: Shortening[];
  /** What the properties of records were taken for, and which were listed; to be looked at again when every type is known. */
  readonly properties: PropertyUse[];
  readonly listings: Listing[];
  readonly instanceStores: InstanceStore[];
  /** What properties were read of without anything being known of it. */
  readonly unknowns: { readonly node: ts.Node; readonly type: Type }[];
  /** Methods that modules replace, looked for when the first method is called. */
  patches: ReadonlyMap<ts.Node, ts.Node> | undefined;
  /** Classes whose prototypes the program hands to code that may change them, each with where. */
  openPrototypes: ReadonlyMap<ts.Node, ts.Node> | undefined;
  /** Records that are seen as dictionaries. */
  readonly viewed: { readonly type: RecordType; readonly node: ts.Node }[];
  /** Object literals, and record types that turned out to be dictionaries. */
  readonly literals: { readonly node: ts.Node; readonly type: Type }[];
  readonly dictionaries: Type[];
  /** Which declaration or literal the places belong to that a variable, a type of memory or of a result stands for. */
  readonly origins: Map<object, ts.Node>;
  /** The texts of indices of arrays, as `for … in` gives them, with the numbers. */
  readonly indices: Map<Atom, Atom>;
  /** Where what was read from memory came from: the array or map, or the field of a record. */
  readonly sources: Map<Atom, object>;
  /** Values of several kinds that host code gets. */
  readonly unboxed: { readonly node: ts.Node; readonly type: UnionType }[];
  /** Values of several kinds that are taken for objects. */
  readonly seenAs: SeenAs[];
  /** Array literals that are pairs of a key and a value. */
  readonly pairs: Set<ts.Node>;
  /** Classes at module level, each once. */
  readonly classes: Map<ts.ClassLikeDeclaration, ClassValue>;
  /** Classes inside functions. */
  readonly localClasses: ClassValue[];
  /** Those of a module whose base is being looked for. */
  readonly openClasses: Set<ts.Node>;
  /** Constants of modules that are derivatives or functions with a rule, each once: a function in place is the same each time. */
  readonly marked: Map<ts.Node, FunctionValue>;
  readonly localScopes: LocalClass[];
  /** The static fields of classes. */
  readonly statics: Map<ClassValue, RecordType>;
  /** What was taken for the possible classes of an instance where it is used. */
  readonly uses: InstanceUse[];
  /** Functions that are values, by what they are. */
  readonly lambdas: Map<string, Lambda>;
  /** Calls of functions that are values, by type of function and arguments. */
  readonly applies: Map<string, Apply>;
  readonly sites: FunctionSite[];
  /** Uses of values that were not taken for errors. */
  readonly errorUses: { readonly node: ts.Node; readonly type: Type }[];
  /** Generators that are values, by where they are made. */
  readonly coroutines: Coroutine[];
  /** Arrays of rest parameters that are only read: the arguments. */
  readonly rests: Map<Atom, readonly Operand[]>;
  /** What the files of the program store to. */
  readonly storesIn: Map<ts.SourceFile, Stores>;
  /** The literals of modules that hold functions, and the types of what is made of them. */
  readonly tablesOf: Map<
    ts.VariableDeclaration | ts.PropertyDeclaration,
    ts.ObjectLiteralExpression | ts.ArrayLiteralExpression | "none"
  >;
  readonly tables: Map<Type, ts.Node>;
  singles: Singles | undefined;
  /** The constants of modules whose initializers run at the start of the root. */
  readonly initializers: Map<Made, Initializer>;
  /** What functions values are that were made of one that captures nothing. */
  readonly functionsMade: Map<Atom, FunctionValue>;
  /** Values that are known to be a function that a function of the program makes. */
  readonly ownRecords: Set<Atom>;
  /** Where properties of functions that are values are read and stored. */
  readonly functionProperties: { readonly type: RecordType; readonly node: ts.Node; readonly name: string }[];
  /** Comparisons of functions that are values. */
  readonly comparisons: Comparison[];
  /** The names that were declared with a value. */
  readonly declared: Map<Atom, ts.Node[]>;
  /** Instances whose class is known better than by their type. */
  readonly exact: Map<Atom, readonly ClassValue[]>;
  /** What assignments leave in variables, by block. */
  readonly held: WeakMap<BlockBuilder, HeldInBlock>;
  /** All that a text may be, where that is known. */
  readonly texts: Map<Atom, readonly string[]>;
  /** What was put into a place of several kinds. */
  readonly contents: Map<Atom, Atom>;
  /** The memory that each assigned variable of a module is. */
  /** The types of arrays and objects of modules, as stores may fix what the declaration leaves open. */
  readonly moduleTypes: Map<ts.Node, Type>;
  /** The statements at the top of modules that fill their constants. */
  readonly setups: Map<ts.VariableDeclaration, readonly ts.ExpressionStatement[]>;
  readonly moduleVariables: Map<ts.Node, RecordType>;
  /** Variables of modules of which the derivative makes sure that they hold what was taken for granted. */
  readonly guarded: Set<ts.Node>;
}

export interface InstanceUse {
  readonly node: ts.Node;
  readonly type: Type;
  readonly possible: Possible;
}

/** Where break and continue can go. */
export interface Jump {
  readonly label: LabelId;
  readonly kind: "loop" | "switch" | "block";
  readonly names: readonly string[];
  /** How many handlers there are where it goes to. */
  readonly depth: number;
  /** Where `continue` goes if an iteration gives the items: to the end of the block that is run for each. */
  readonly next?: { readonly label: LabelId; readonly depth: number };
}

/** How `return` leaves: the IR function, or the labelled block that an inlined body became. */
export type Returning =
  | { readonly kind: "function" }
  | {
      readonly kind: "inline";
      readonly label: LabelId;
      readonly variable: Variable | undefined;
      readonly depth: number;
      readonly sole?: SoleReturn;
    };

/** Of a body in place: what it gives if for these arguments only one `return` is reached, at its end. Then that is known, as a function. */
export interface SoleReturn {
  body: BlockBuilder | undefined;
  given: Operand | undefined;
  /** How many statements come before. */
  end: number;
  /** It leaves in another place. */
  isOther: boolean;
}

/** The place in the program where lowering is: copied with changes for inner blocks. */
export interface Lowering {
  readonly program: ProgramState;
  readonly activation: Activation;
  readonly out: BlockBuilder;
  readonly scope: Scope;
  readonly jumps: readonly Jump[];
  readonly returning: Returning;
  /** The `catch` and `finally` around this place, also those of callers whose bodies enclose it; the innermost is last. */
  readonly handlers: readonly Handler[];
  /** In the body of a generator: who gets what it yields. */
  readonly consumer?: Consumer;
  /** In the body of a generator that is a value: what it is resumed with. */
  readonly resumed?: Resumed;
  /** Calls whose inlined bodies enclose this place. */
  readonly inlining: readonly Inlined[];
  /** In a constructor: what `super(…)` and the initial values of fields need. */
  readonly constructing?: Constructing;
  /** Expressions evaluated before this place: the bases of an optional chain. */
  readonly given?: ReadonlyMap<ts.Node, Operand>;
  /** What is called in an optional chain, and known to be there. */
  readonly isThere?: ReadonlySet<ts.Node>;
  /** Inside the prelude: the user's call of it. */
  readonly site?: ts.Node;
  /** Inside an installed package: the user's call that leads there. */
  readonly entry?: Entry | undefined;
}

/** The key says with which functions and types of arguments. */
export interface Inlined {
  readonly node: ts.Node;
  readonly key: string;
}

/** Lowers into a block of its own. */
export function inBlock(l: Lowering, action: (inner: Lowering) => void, changes: Partial<Lowering> = {}): Block {
  const inner: Lowering = { ...l, ...changes, out: new BlockBuilder(l.program.ctx.ids) };
  inner.out.span = l.out.span;
  inner.out.isLeft = l.out.isLeft;
  action(inner);
  return inner.out.block;
}

/** The same for a block that runs at this place, and once at most: a branch, or a block that can be left. */
export const inPart = (l: Lowering, action: (inner: Lowering) => void, changes: Partial<Lowering> = {}): Block =>
  inBlock(
    l,
    (inner) => {
      l.program.held.set(inner.out, { seen: 0, last: new Map(), outer: l.out });
      action(inner);
    },
    changes,
  );

export const freshType = (program: ProgramState): TypeVariable => ({
  kind: "variable",
  id: program.ctx.ids.type++,
  binding: undefined,
});

export const idOf = (program: ProgramState, object: object): number => {
  const id = program.nodeIds.get(object) ?? program.nodeIds.size;
  program.nodeIds.set(object, id);
  return id;
};

/** Nothing is reported about code that is never reached. */
export function report(
  l: Lowering,
  name: DiagnosticName,
  node: ts.Node,
  values: Readonly<Record<string, string>> = {},
): void {
  if (l.out.isLeft) return;
  const site = l.site !== undefined && isPrelude(node) ? l.site : node;
  noteFailure(l, site, reportAt(l, name, site, values));
}

/** Reports, and returns a stand-in of any type, so that the rest of the function is checked too. */
export function refuse(
  l: Lowering,
  name: DiagnosticName,
  node: ts.Node,
  values: Readonly<Record<string, string>> = {},
): Value {
  report(l, name, node, values);
  return standIn(l);
}

export function standIn(l: Lowering): Value {
  if (l.out.isLeft) return unreached(l);
  const operation = { kind: "primitive", name: "identity", args: [{ kind: "constant", value: 0 }] } as const;
  const value = l.out.define({ ...freshType(l.program), isStandIn: true }, operation);
  l.program.refused.add(value);
  return value;
}

export const isRefused = (l: Lowering, ...atoms: readonly Atom[]): boolean =>
  atoms.some((atom) => l.program.refused.has(atom));

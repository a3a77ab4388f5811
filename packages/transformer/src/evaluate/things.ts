import type { ts } from "../frontend/ts.js";

// What an expression gives while the top level of a module is evaluated at compile time: a primitive, a thing of the heap, one of several
// values where it is not known which way the program goes, or something of which nothing is known.

export type Primitive = number | string | boolean | null | undefined;
export type Value = Primitive | Thing | OneOf | Unknown;

/** Nothing is known of it, and it may hold anything that was given away. */
export interface Unknown {
  readonly kind: "unknown";
  /** By what names it is found in the host: `process.binding`. */
  readonly path?: string;
}
export const unknown: Unknown = Object.freeze({ kind: "unknown" });

/** Which of these it is depends on where the program runs. */
export interface OneOf {
  readonly kind: "oneOf";
  readonly values: readonly Exact[];
}

/** A primitive or a thing. */
export type Exact = Primitive | Thing;

/** A function with a body, and where its free names are looked up. */
export interface Code {
  readonly node: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration;
  readonly frame: Frame;
  /** Of an arrow function. */
  readonly receiver: Value;
}

export type Native = (self: Value, args: readonly Value[], isNew: boolean) => Value;

export interface Property {
  value: Value;
  getter?: Value;
  setter?: Value;
  isHidden?: boolean;
}

/** An object, array or function of the heap. */
export interface Thing {
  readonly kind: "object" | "array" | "function" | "builtin" | "host";
  /** Where it is made. */
  readonly origin: ts.Node | undefined;
  readonly properties: Map<string, Property>;
  /** Of an array. */
  readonly items: Value[];
  prototype: Thing | null;
  readonly code: Code | undefined;
  readonly native: Native | undefined;
  /** Of a builtin: `Math.sin`. */
  readonly name: string;
  /** Code that is not followed had it: it may have any property now. */
  isGivenAway: boolean;
}

export interface Variable {
  value: Value;
  readonly declaration: ts.Node | undefined;
  /** An import: what another module has there. */
  readonly read?: () => Value;
}

/** The names of one run of a function, block or module. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly node: ts.Node;
  readonly variables: Map<string, Variable>;
  /** Of a function that is no arrow function, and of a module. */
  readonly call?: { readonly self: Value; readonly args: readonly Value[]; readonly home: Thing | undefined };
}

export const isThing = (value: Value): value is Thing =>
  typeof value === "object" && value !== null && value.kind !== "unknown" && value.kind !== "oneOf";
export const isUnknown = (value: Value): value is Unknown =>
  typeof value === "object" && value !== null && value.kind === "unknown";
export const isOneOf = (value: Value): value is OneOf =>
  typeof value === "object" && value !== null && value.kind === "oneOf";

/** Numbers, texts, and objects and arrays of them. */
export function isData(value: Value, around: readonly Thing[] = []): boolean {
  if (isUnknown(value) || isOneOf(value)) return false;
  if (!isThing(value) || around.includes(value)) return true;
  if ((value.kind !== "object" && value.kind !== "array") || value.isGivenAway) return false;
  if (value.prototype !== null && value.prototype.kind !== "builtin") return false;
  const held = [...value.items, ...[...value.properties.values()].map((one) => (one.getter ? unknown : one.value))];
  return held.every((one) => isData(one, [...around, value]));
}

const mostAlternatives = 6;

/** All that a value may be; undefined if that is not known. */
export const alternatives = (value: Value): readonly Exact[] | undefined =>
  isUnknown(value) ? undefined : isOneOf(value) ? value.values : [value];

/** Either of them. */
export function join(...values: readonly Value[]): Value {
  const all = new Set<Exact>();
  const open = values.filter(isUnknown);
  for (const value of values) {
    const known = alternatives(value);
    // A part of the host, or nothing.
    if (known === undefined) {
      const isOnly = open.every((one) => one === open[0]) && values.every((one) => isUnknown(one) || !mayBeThing(one));
      return isOnly ? open[0] : unknown;
    }
    for (const one of known) all.add(one);
  }
  const [first, ...more] = all;
  if (more.length === 0) return first;
  return all.size > mostAlternatives ? unknown : { kind: "oneOf", values: [...all] };
}

const mayBeThing = (value: Value): boolean => alternatives(value)?.some(isThing) ?? true;

/** Applies an operation to each of the values that its operands may be. */
export function distribute(values: readonly Value[], operation: (...exact: readonly Exact[]) => Value): Value {
  const lists = values.map(alternatives);
  if (lists.some((list) => list === undefined)) return unknown;
  let rows: Exact[][] = [[]];
  for (const list of lists) rows = rows.flatMap((row) => (list ?? []).map((one) => [...row, one]));
  if (rows.length > mostAlternatives * 2) return unknown;
  return join(...rows.map((row) => operation(...row)));
}

/** Whether a condition holds; undefined if that is not known. */
export function truth(value: Value): boolean | undefined {
  const known = alternatives(value)?.map((one) => isThing(one) || Boolean(one));
  if (known === undefined || known.length === 0) return undefined;
  return known.every((one) => one === known[0]) ? known[0] : undefined;
}

/** Of the alternatives of a value, those that are true or those that are not. */
export function only(value: Value, isTrue: boolean): Value {
  const known = alternatives(value)?.filter((one) => (isThing(one) || Boolean(one)) === isTrue);
  return known === undefined ? unknown : known.length === 0 ? undefined : join(...known);
}

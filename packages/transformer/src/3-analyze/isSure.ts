import {
  type Atom,
  arithmetic,
  comparisons,
  functions,
  type IRFunction,
  type Operation,
  type PrimitiveName,
} from "../ir/types.js";
import { analyzeProven } from "./proven.js";

// A value may be missing whatever its type is: a parameter that is left out, an entry that is not there. As a condition it is like false
// then, but it is not false; and it is no number.

/** Which atoms surely are true or false. */
export const analyzeSureBooleans = (fn: IRFunction): ((atom: Atom) => boolean) =>
  analyzeProven(fn, {
    type: "boolean",
    holdsFor: ({ value }) => typeof value === "boolean",
    sourcesOf: sourcesOfBoolean,
    counters: false,
  });

/** Which atoms surely are numbers. */
export const analyzeSureNumbers = (fn: IRFunction): ((atom: Atom) => boolean) =>
  analyzeProven(fn, {
    type: "number",
    holdsFor: ({ value }) => typeof value === "number",
    sourcesOf: (operation) => {
      if (givesNumber(operation)) return [];
      if (operation.kind !== "primitive") return undefined;
      if (operation.name === "identity") return operation.args;
      return operation.name === "select" ? operation.args.slice(1) : undefined;
    },
    counters: true,
  });

/** What the result of an operation is sure by; undefined if it may be missing. */
export function sourcesOfBoolean(operation: Operation): readonly Atom[] | undefined {
  if (operation.kind === "hasEntry") return [];
  if (operation.kind !== "primitive") return undefined;
  const { name, args } = operation;
  if (name === "and" || name === "or" || name === "identity") return args;
  if (name === "select") return args.slice(1);
  return answers.has(name) ? [] : undefined;
}

/** Whether the operation surely gives a number, as it computes it. */
export const givesNumber = (operation: Operation | undefined): boolean =>
  operation?.kind === "length" || (operation?.kind === "primitive" && computed.has(operation.name));

const answers: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  ...comparisons,
  "not",
  "isNullish",
  "isTruthy",
  "isNaN",
  "isFinite",
  "isInteger",
]);

const computed: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([...arithmetic, ...functions, "toNumber"]);

import { evaluatePrimitive } from "../primitives.js";
import { isOptionalSlot } from "../type.js";
import type { Atom, Operation, Value } from "../types.js";
import { hasEntry, keysOf, newMap, sizeOf } from "./entries.js";
import type { Activation, Frame } from "./environment.js";
import { makeArray, newArray, Tape, zerosLike } from "./memory.js";
import { bound, host, loadSlot, read } from "./read.js";

/** What an operation gives, where it defines `value`. */
export function evaluateOperation(operation: Operation, value: Value, frame: Frame, activation: Activation): unknown {
  const { type } = value;
  const number = (atom: Atom): number => read(atom, frame) as number;
  switch (operation.kind) {
    case "primitive":
      return evaluatePrimitive(
        operation.name,
        operation.args.map((atom) => read(atom, frame)),
      );
    case "linear": {
      const terms = operation.terms.map((term) =>
        term.shields && number(term.coefficient) === 0 ? 0 : number(term.coefficient) * number(term.tangent),
      );
      return terms.length === 0 ? 0 : terms.reduce((sum, term) => sum + term);
    }
    case "load": {
      const content = loadSlot(read(operation.base, frame), operation.key, frame);
      // What a shadow has no slot for yet is 0.
      const isContent = value.linear && type.kind === "number" && isOptionalSlot(operation.base, operation.key);
      return isContent ? (content ?? 0) : content;
    }
    case "hasField":
      return operation.inherited
        ? operation.name in (read(operation.base, frame) as object)
        : Object.hasOwn(read(operation.base, frame) as object, operation.name);
    case "length":
      return sizeOf(read(operation.base, frame));
    case "newMap":
      return newMap(type);
    case "hasEntry":
      return hasEntry(read(operation.base, frame), read(operation.key, frame), operation.inherited);
    case "keysOf":
      return keysOf(read(operation.base, frame));
    case "makeArray":
      return makeArray(
        type,
        operation.elements.map((atom) => read(atom, frame)),
      );
    case "makeRecord":
      return Object.fromEntries(operation.fields.map((field) => [field.name, read(field.value, frame)]));
    case "newArray":
      return newArray(
        type,
        number(operation.length),
        operation.fill === undefined ? undefined : read(operation.fill, frame),
        operation.holes === true || operation.holesOf !== undefined,
      );
    case "slice": {
      const array = read(operation.base, frame) as unknown[];
      const copy = array.slice(bound(operation.start, frame), bound(operation.end, frame));
      return operation.iterates && Array.isArray(copy) ? [...copy] : copy;
    }
    case "view": {
      const array = read(operation.base, frame) as Float64Array;
      return array.subarray(bound(operation.start, frame), bound(operation.end, frame));
    }
    case "zerosLike":
      return zerosLike(read(operation.of, frame), type);
    case "tapeAlloc":
      return new Tape(operation.capacity === undefined ? undefined : number(operation.capacity));
    case "tapeLoad":
      return (read(operation.tape, frame) as Tape).load(number(operation.position));
    case "read": {
      const { variable } = operation;
      if (!activation.variables.has(variable)) {
        throw new Error(`evaluate: variable ${variable.name} is read before it is assigned`);
      }
      return activation.variables.get(variable);
    }
    case "opaque":
      return host(operation, frame, activation);
    case "global":
      return activation.global(operation);
  }
}

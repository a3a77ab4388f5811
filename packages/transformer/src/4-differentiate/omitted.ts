import type { IRFunction, Value, ZerosLike } from "../ir/types.js";
import { visit } from "../ir/walk.js";

/** Whether a parameter may be left out: the function looks if it was given. */
export function mayBeOmitted(param: Value, fn: IRFunction): boolean {
  let found = false;
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "primitive") return;
    const { name, args } = statement.operation;
    found ||= args.includes(param) && (name === "present" || name === "isNullish");
  });
  return found;
}

/** The zeros of a parameter; there are none of one that was left out. */
export const zerosOfParameter = (param: Value, fn: IRFunction): ZerosLike =>
  mayBeOmitted(param, fn) ? { kind: "zerosLike", of: param, mayMiss: true } : { kind: "zerosLike", of: param };

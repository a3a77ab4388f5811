import type { Block, Carried, For, If, IRFunction, Result, Statement, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import type { Joint } from "./linearize.js";

/** The two halves of a joint program. Linear statements still name primal values of the scopes that they mirror. */
export interface Unzipped {
  readonly primal: IRFunction;
  readonly linear: Block;
}

/** A filter, both ways; nothing is moved. */
export function unzip(joint: Joint): Unzipped {
  const { tangents } = joint;
  return {
    primal: { ...joint.fn, body: primalHalf(joint.fn.body, tangents) },
    linear: linearHalf(joint.fn.body, tangents),
  };
}

function primalHalf(block: Block, tangents: ReadonlySet<Value>): Block {
  const isPrimal = (value: Value): boolean => !tangents.has(value);
  return block.flatMap((statement): Statement[] => {
    switch (statement.kind) {
      case "let":
      case "store":
      case "accumulate":
      case "fill":
      case "call":
        return statement.linear ? [] : [statement];
      case "if":
        // What is done in the linear program alone leaves nothing behind.
        if (isLinearOnly(statement, isPrimal)) return [];
        return [
          {
            ...statement,
            then: primalHalf(statement.then, tangents),
            else: primalHalf(statement.else, tangents),
            results: statement.results.filter((result) => isPrimal(result.value)),
          },
        ];
      case "for": {
        if (isLinearOnly(statement, isPrimal)) return [];
        return [
          {
            ...statement,
            body: primalHalf(statement.body, tangents),
            carried: statement.carried.filter((carried) => isPrimal(carried.result)),
          },
        ];
      }
      case "while":
        return [
          {
            ...statement,
            body: primalHalf(statement.body, tangents),
            carried: statement.carried.filter((carried) => isPrimal(carried.result)),
          },
        ];
      default:
        return [statement];
    }
  });
}

/** Whether a branch or a loop has something in it, and all of that is of the linear program. */
function isLinearOnly(statement: If | For, isPrimal: (value: Value) => boolean): boolean {
  const results =
    statement.kind === "if" ? statement.results : statement.carried.map(({ result: value }) => ({ value }));
  if (results.some(({ value }) => isPrimal(value))) return false;
  const inside = blocks(statement).flat();
  const isLinear = (each: Statement): boolean =>
    each.kind === "if" || each.kind === "for" ? isLinearOnly(each, isPrimal) : "linear" in each && each.linear;
  return inside.length > 0 && inside.every(isLinear);
}

function linearHalf(block: Block, tangents: ReadonlySet<Value>): Block {
  const results = (all: readonly Result[]): readonly Result[] => all.filter((result) => tangents.has(result.value));
  const carriedTangents = (all: readonly Carried[]): readonly Carried[] =>
    all.filter((carried) => tangents.has(carried.result));
  return block.flatMap((statement): Statement[] => {
    switch (statement.kind) {
      case "let":
      case "store":
      case "accumulate":
      case "fill":
      case "call":
        return statement.linear ? [statement] : [];
      case "if": {
        const then = linearHalf(statement.then, tangents);
        const otherwise = linearHalf(statement.else, tangents);
        const kept = results(statement.results);
        return then.length + otherwise.length + kept.length === 0
          ? []
          : [{ ...statement, then, else: otherwise, results: kept }];
      }
      case "for":
      case "while": {
        const body = linearHalf(statement.body, tangents);
        const kept = carriedTangents(statement.carried);
        // A loop that carries a tangent has an adjoint even if its body is empty: it hands the cotangent on, or ends it.
        if (body.length + kept.length === 0) return [];
        if (statement.kind === "for") return [{ ...statement, body, carried: kept }];
        return [{ ...statement, condition: { block: [], test: statement.condition.test }, body, carried: kept }];
      }
      default:
        return [];
    }
  });
}

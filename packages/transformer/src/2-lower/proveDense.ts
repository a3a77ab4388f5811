import { analyzeAliases } from "../3-analyze/aliases.js";
import { analyzeHoles, type Holes } from "../3-analyze/holes.js";
import { constant, primitive } from "../ir/build.js";
import type { Atom, Block, IRFunction, Let, Operation, Program, Statement } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";

/**
 * Drops the tests for holes of arrays that have none, and lets arrays be made without holes that are filled at once. Requires a
 * program in SSA; once its loops are counted more is proved.
 */
export function proveDense(program: Program): Program {
  const functions = [...program.functions.values()];
  if (!functions.some((fn) => asksForHoles(fn.body))) return program;
  const holes = analyzeHoles(functions, analyzeAliases(functions));
  const rewritten = new Map(
    [...program.functions].map(([id, fn]): [number, IRFunction] => [id, { ...fn, body: rewrite(fn.body, holes) }]),
  );
  return { root: rewritten.get(program.root.ref.id) ?? program.root, functions: rewritten };
}

function asksForHoles(body: Block): boolean {
  let found = false;
  visit(body, (statement) => {
    if (statement.kind === "let") found ||= isAboutHoles(statement.operation);
  });
  return found;
}

const isArray = (atom: Atom): boolean => atom.kind === "value" && atom.type.kind === "array";

const isAboutHoles = (operation: Operation): boolean =>
  (operation.kind === "hasEntry" && isArray(operation.base)) ||
  (operation.kind === "slice" && operation.iterates === true) ||
  (operation.kind === "newArray" && (operation.holes === true || operation.holesOf !== undefined));

const rewrite = (block: Block, holes: Holes): Block =>
  block.map((statement): Statement => {
    if (statement.kind === "let") return { ...statement, operation: settle(statement, holes) };
    const inner = blocks(statement);
    return inner.length === 0
      ? statement
      : withBlocks(
          statement,
          inner.map((one) => rewrite(one, holes)),
        );
  });

function settle({ value, operation }: Let, holes: Holes): Operation {
  switch (operation.kind) {
    case "hasEntry":
      return !isArray(operation.base) || holes.mayHave(operation.base) ? operation : always;
    case "slice": {
      const { iterates, ...copy } = operation;
      return iterates && holes.mayHave(operation.base) ? operation : copy;
    }
    case "newArray": {
      const { holes: mayStay, holesOf, ...filled } = operation;
      const staysOpen = mayStay && !holes.isFilled(value);
      return staysOpen || (holesOf !== undefined && holes.mayHave(holesOf)) ? operation : filled;
    }
    default:
      return operation;
  }
}

const always: Operation = primitive("identity", constant(true));

import { isConstant } from "../ir/build.js";
import type { Atom, Block, For, Let, Statement } from "../ir/types.js";
import { blocks, uses, visit } from "../ir/walk.js";

/** New arrays of which the next loop that knows them stores every element: they need not be filled before. */
export function findFilled(body: Block): ReadonlySet<Let> {
  const found = new Set<Let>();
  const look = (block: Block): void => {
    block.forEach((statement, at) => {
      if (statement.kind === "let" && isFilledNext(statement, block.slice(at + 1))) found.add(statement);
      blocks(statement).forEach(look);
    });
  };
  look(body);
  return found;
}

function isFilledNext({ value, operation }: Let, rest: Block): boolean {
  if (operation.kind !== "newArray" || operation.fill !== undefined) return false;
  const next = rest.find((statement) => mentions(statement, value));
  return next?.kind === "for" && isUpTo(next, operation.length) && storesFirst(next, value);
}

const isUpTo = ({ from, to, test, step, order }: For, length: Atom): boolean =>
  isConstant(from, 0) &&
  test === "lt" &&
  step === 1 &&
  order === "ascending" &&
  (to === length || (to.kind === "constant" && length.kind === "constant" && to.value === length.value));

/** The element of each iteration is stored before anything else is done with the array. */
function storesFirst({ index, body, carried }: For, array: Atom): boolean {
  if (carried.some(({ initial }) => initial === array)) return false;
  const first = body.find((statement) => mentions(statement, array));
  return (
    first?.kind === "store" &&
    first.base === array &&
    first.value !== array &&
    first.key.kind === "index" &&
    first.key.index === index
  );
}

function mentions(statement: Statement, array: Atom): boolean {
  let found = false;
  visit([statement], (inner) => {
    found ||= uses(inner).includes(array);
  });
  return found;
}

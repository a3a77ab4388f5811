import type { Atom, Carried, IRFunction, Operation, Result, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import type { Finiteness } from "./finite.js";
import { isUp } from "./signs.js";

/**
 * Numbers that are 0 only where everything that varies in them is 0 and has a derivative of 0 there: squares, and sums of these.
 * The root of one is a norm, which has the derivative 0 at 0 as `hypot` has.
 */
export function analyzeSquares(fn: IRFunction, activity: Activity, { sign }: Finiteness): (atom: Atom) => boolean {
  const definitions = new Map<Value, Operation | readonly Atom[]>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") definitions.set(statement.value, statement.operation);
    if (statement.kind === "if")
      for (const result of statement.results) definitions.set(result.value, branchesOf(result));
    if (statement.kind === "for" || statement.kind === "while") {
      for (const carried of statement.carried) {
        definitions.set(carried.parameter, roundsOf(carried));
        definitions.set(carried.result, roundsOf(carried));
      }
    }
  });
  /** What a loop carries is assumed to be a sum of squares where it is added to. */
  const isSquares = (atom: Atom, assumed: ReadonlySet<Value>): boolean => {
    if (!activity.isVaried(atom)) return isUp(sign(atom));
    if (atom.kind !== "value" || assumed.has(atom)) return true;
    const definition = definitions.get(atom);
    if (definition === undefined) return false;
    const within = new Set([...assumed, atom]);
    const areSquares = (atoms: readonly Atom[]): boolean => atoms.every((each) => isSquares(each, within));
    return isOperation(definition) ? isSquareOperation(definition, areSquares) : areSquares(definition);
  };

  const isSquareOperation = (operation: Operation, areSquares: (atoms: readonly Atom[]) => boolean): boolean => {
    if (operation.kind !== "primitive") return false;
    const [a, b] = operation.args;
    if (a === undefined) return false;
    switch (operation.name) {
      case "add":
      case "identity":
        return areSquares(operation.args);
      case "mul":
        return a === b || areSquares(operation.args);
      case "div":
        return b !== undefined && !activity.isVaried(b) && areSquares(operation.args);
      case "pow":
        return b?.kind === "constant" && Number(b.value) > 0 && Number(b.value) % 2 === 0;
      default:
        return false;
    }
  };
  return (atom) => isSquares(atom, new Set());
}

const isOperation = (definition: Operation | readonly Atom[]): definition is Operation => "kind" in definition;
const branchesOf = (result: Result): readonly Atom[] => [result.then, result.else];
const roundsOf = ({ initial, next }: Carried): readonly Atom[] => [initial, next];

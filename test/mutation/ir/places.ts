import { newValue } from "../../../packages/transformer/src/ir/build.js";
import type {
  Block,
  IRFunction,
  Operation,
  Statement,
  Type,
  Value,
} from "../../../packages/transformer/src/ir/types.js";
import { blocks, definitions, parameters, withBlocks } from "../../../packages/transformer/src/ir/walk.js";

/** A statement of a function, with what stands around it. */
export interface Place {
  /** Its number in the function: of two in one block, or in branches and loops of it, the lower one runs first. */
  readonly at: number;
  readonly statement: Statement;
  readonly block: Block;
  readonly index: number;
  /** The branches and loops around it, the outermost first. */
  readonly outer: readonly Statement[];
  /** It stands in the reverse sweep. */
  readonly isReverse: boolean;
  /** What can be named here, the innermost last. */
  readonly visible: readonly Value[];
  /** The function with other statements in its place. */
  readonly become: (...statements: Block) => IRFunction;
  /** The function with another block around it. */
  readonly within: (block: Block) => IRFunction;
}

/** Every statement of a function, outer before inner. `isReverse`: it is a reverse half as a whole. */
export function placesOf(fn: IRFunction, isReverse: boolean): readonly Place[] {
  const places: Place[] = [];
  const walk = (
    block: Block,
    before: readonly Value[],
    outer: readonly Statement[],
    reverse: boolean,
    rebuild: (block: Block) => IRFunction,
  ): void => {
    const visible = [...before];
    let isIn = reverse;
    block.forEach((statement, index) => {
      const become = (...statements: Block): IRFunction => rebuild(block.toSpliced(index, 1, ...statements));
      places.push({
        at: places.length,
        statement,
        block,
        index,
        outer,
        isReverse: isIn,
        visible: [...visible],
        become,
        within: rebuild,
      });
      if (statement.kind === "note" && statement.text.startsWith("reverse sweep")) isIn = true;
      const inner = blocks(statement);
      inner.forEach((one, k) => {
        walk(one, [...visible, ...parameters(statement)], [...outer, statement], isIn, (made) =>
          become(withBlocks(statement, inner.with(k, made))),
        );
      });
      visible.push(...definitions(statement));
    });
  };
  walk(fn.body, fn.params, [], isReverse, (body) => ({ ...fn, body }));
  return places;
}

/** Beyond those that the compiler gives: a change has few new values, and none of them is there when another one is made. */
const firstId = 1e9;

/** A new value, for the `k`-th of a change. */
export const fresh = (type: Type, k: number, like?: Value): Value =>
  newValue({ value: firstId + k, scope: 0, variable: 0, label: 0, function: 0, type: 0 }, type, {
    name: like?.name,
    linear: like?.linear ?? false,
  });

export const define = (value: Value, operation: Operation): Statement => ({
  kind: "let",
  value,
  operation,
  linear: false,
});

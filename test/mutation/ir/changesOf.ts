import { printStatement } from "../../../packages/transformer/src/ir/print.js";
import type { Atom, Block, IRFunction, Operation } from "../../../packages/transformer/src/ir/types.js";
import { otherOperations } from "./arithmetic.js";
import { otherControl } from "./control.js";
import { otherAccesses } from "./memory.js";
import { otherOrders } from "./order.js";
import { otherValues } from "./others.js";
import { isOwn } from "./own.js";
import { define, fresh, type Place, placesOf } from "./places.js";
import { prove } from "./prove.js";

/** One small change of a function. */
export interface Change {
  readonly kind: string;
  /** The statement that is changed, and what it becomes. */
  readonly describe: () => { readonly before: string; readonly after: string };
  readonly make: () => IRFunction;
  /** The function as it is, but that it tells when the statement is come by. */
  readonly watched: () => IRFunction;
  /** Why nobody can see the change, if that is proved. */
  readonly proof?: () => string | undefined;
}

/** Every change of the derivative in a function. `isReverse`: it is a reverse half; `whole`: that with the other one. */
export function changesOf(fn: IRFunction, isReverse: boolean, whole: IRFunction): readonly Change[] {
  return [...placesOf(fn, isReverse).flatMap((place) => changesAt(place, fn, whole)), ...otherOrderOfResults(fn)];
}

function changesAt(place: Place, fn: IRFunction, whole: IRFunction): readonly Change[] {
  const { statement, become } = place;
  const watched = (): IRFunction => become(define(fresh({ kind: "undefined" }, 9), tell), statement);
  const rewritten = [...(isOwn(place) ? ownChanges(place) : []), ...otherControl(place, whole)].map(
    ([kind, statements]): Change => ({
      kind,
      describe: () => ({ before: firstLine([statement]), after: firstLine(statements) }),
      make: () => become(...statements),
      watched,
      proof: () => prove({ kind, place, after: statements, fn, changed: become(...statements), whole }),
    }),
  );
  const moved = (isOwn(place) ? [...otherOrders(place)] : []).map(
    ([kind, make]): Change => ({
      kind,
      describe: () => ({ before: firstLine([statement]), after: "(later)" }),
      make,
      watched,
      proof: () => prove({ kind, place, after: undefined, fn, changed: make(), whole }),
    }),
  );
  return [...rewritten, ...moved];
}

function* ownChanges(place: Place): Generator<readonly [kind: string, statements: Block]> {
  const { statement } = place;
  if (statement.kind === "let")
    for (const [kind, operation] of otherOperations(statement)) yield [kind, [{ ...statement, operation }]];
  yield* otherAccesses(statement);
  yield* otherValues(place);
}

const tell: Operation = { kind: "opaque", text: "globalThis.$reached()", args: [] };

const firstLine = (block: Block): string => block.map((one) => printStatement(one).split("\n")[0]).join("; ");

/** What a function gives, in another order. */
function otherOrderOfResults(fn: IRFunction): readonly Change[] {
  const { results } = fn;
  const type = (atom: Atom | undefined): unknown => (atom?.kind === "value" ? atom.type.kind : undefined);
  return results.slice(1).flatMap((second, k): Change[] => {
    const first = results[k]!;
    if (first === second || type(first) === undefined || type(first) !== type(second)) return [];
    const make = (): IRFunction => ({ ...fn, results: results.with(k, second).with(k + 1, first) });
    return [
      {
        kind: "leaves",
        describe: () => ({ before: `results ${k} and ${k + 1}`, after: "exchanged" }),
        make,
        watched: () => fn,
      },
    ];
  });
}

import { isConstant } from "../ir/build.js";
import type { Atom, Block, Carried, IRFunction, Primitive, Value } from "../ir/types.js";
import { definitions, operands, parameters, uses } from "../ir/walk.js";

interface Counted {
  /** Whether a number is used where it is stored. */
  readonly storesCount: boolean;
}

/** Who hands what to whom within one block: what is used at once, and what is used if something else is. */
interface Flow {
  readonly roots: ReadonlySet<Value>;
  readonly sources: ReadonlyMap<Value, readonly Value[]>;
  /** Carried values whose next is of the loop's own body. */
  readonly carried: ReadonlySet<Carried>;
}

/** The values that are used whenever they are computed: in their own block, by what counts there in its turn. */
export function analyzeNeeded(fn: IRFunction, results: readonly Atom[], counted: Counted): ReadonlySet<Value> {
  const { roots, sources, carried } = flowOf(fn, results, counted);
  // What a loop carries on is used by the next iteration or after the loop: assumed (a sum uses itself) until it is refuted.
  let trusted = carried;
  for (;;) {
    const needed = closure([...roots, ...[...trusted].map(({ next }) => next as Value)], sources);
    const confirmed = new Set([...trusted].filter((c) => needed.has(c.result) && needed.has(c.parameter)));
    if (confirmed.size === trusted.size) return needed;
    trusted = confirmed;
  }
}

export function closure(roots: readonly Value[], sources: Flow["sources"]): ReadonlySet<Value> {
  const reached = new Set(roots);
  const pending = [...reached];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const source of sources.get(value) ?? []) {
      if (reached.has(source)) continue;
      reached.add(source);
      pending.push(source);
    }
  }
  return reached;
}

/** A choice between two numbers, or a test whether one is there at all. */
export const asksNotForTheNumber = ({ name, args }: Primitive): boolean =>
  name === "select" ||
  name === "isNullish" ||
  name === "isTruthy" ||
  ((name === "eq" || name === "ne") && args.some((arg) => isConstant(arg, undefined, null)));

function flowOf(fn: IRFunction, results: readonly Atom[], { storesCount }: Counted): Flow {
  const roots = new Set<Value>();
  const sources = new Map<Value, Value[]>();
  const carriedOn = new Set<Carried>();
  const madeFrom = new Map<Value, readonly Atom[]>();
  const need = (atom: Atom, here: ReadonlySet<Value>): void => {
    if (atom.kind === "value" && here.has(atom)) roots.add(atom);
  };
  const feed = (atom: Atom, into: Value, here: ReadonlySet<Value>): void => {
    if (atom.kind !== "value" || !here.has(atom)) return;
    const known = sources.get(into);
    if (known === undefined) sources.set(into, [atom]);
    else known.push(atom);
  };

  /** What an atom is made of, as far back as a branch begins. */
  const usedFor = (atom: Atom, inside: ReadonlySet<Value>): ReadonlySet<Atom> => {
    const used = new Set([atom]);
    for (const one of used)
      if (one.kind === "value" && inside.has(one)) for (const arg of madeFrom.get(one) ?? []) used.add(arg);
    return used;
  };

  const walk = (block: Block, params: readonly Value[]): ReadonlySet<Value> => {
    const here = new Set<Value>(params);
    for (const statement of block) {
      switch (statement.kind) {
        case "let": {
          const { operation, value } = statement;
          if (operation.kind !== "primitive") {
            if (storesCount || !(operation.kind === "makeArray" || operation.kind === "makeRecord"))
              for (const atom of operands(operation)) need(atom, here);
          } else if (!asksNotForTheNumber(operation)) {
            madeFrom.set(value, operation.args);
            for (const atom of operation.args) feed(atom, value, here);
          }
          break;
        }
        case "if": {
          const [then, otherwise] = [walk(statement.then, []), walk(statement.else, [])];
          for (const result of statement.results) {
            feed(result.then, result.value, then);
            feed(result.else, result.value, otherwise);
            // What either branch uses is used.
            const inElse = usedFor(result.else, otherwise);
            for (const atom of usedFor(result.then, then)) if (inElse.has(atom)) feed(atom, result.value, here);
          }
          break;
        }
        case "for":
        case "while": {
          if (statement.kind === "while") walk(statement.condition.block, parameters(statement));
          const inside = walk(statement.body, parameters(statement));
          for (const carried of statement.carried) {
            need(carried.initial, here);
            if (carried.next.kind === "value" && inside.has(carried.next)) carriedOn.add(carried);
          }
          break;
        }
        default:
          if (statement.kind === "store" && !storesCount) break;
          for (const atom of uses(statement)) need(atom, here);
      }
      for (const value of definitions(statement)) here.add(value);
    }
    return here;
  };

  const outermost = walk(fn.body, []);
  for (const atom of results) need(atom, outermost);
  return { roots, sources, carried: carriedOn };
}

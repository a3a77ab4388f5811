import { isConstant, letValue, newValue, numberType, sameAtom } from "../../ir/build.js";
import type { Accumulate, Atom, Block, Key, Statement, Store } from "../../ir/types.js";
import { isSmall } from "./integers.js";
import { definedBy, type Rewriting, sameKey } from "./rewriting.js";

/** A store whose content nobody has looked at yet, and its place in the block. */
interface Pending {
  readonly store: Store;
  readonly place: number;
}

/**
 * `a_bar[i] = 0; …; a_bar[i] += x` is `…; a_bar[i] = x` where nothing between looks at the slot; and what is overwritten
 * unread is not stored. On the memory of cotangents only.
 */
export function mergeStores(block: Block, state: Rewriting): Block {
  if (!block.some((statement) => statement.kind === "store" && isLinear(statement))) return block;
  const out: (Statement | undefined)[] = [];
  let pending: readonly Pending[] = [];
  let changed = false;
  for (const statement of block) {
    pending = pending.filter(({ store }) => !mayRead(statement, store, state));
    if (statement.kind === "store" || statement.kind === "accumulate") {
      const earlier = pending.find(({ store }) => isSame(store, statement));
      pending = pending.filter(({ store }) => !mayBeSame(store, statement, state));
      if (earlier === undefined) out.push(statement);
      else {
        changed = true;
        state.changes++;
        out[earlier.place] = undefined;
        const value =
          statement.kind === "store" ? statement.value : plus(earlier.store.value, statement.value, state, out);
        out.push({ ...statement, kind: "store", value });
      }
      const last = out.at(-1);
      if (last?.kind === "store" && isLinear(last)) pending = [...pending, { store: last, place: out.length - 1 }];
    } else out.push(statement);
  }
  return changed ? out.filter((statement) => statement !== undefined) : block;
}

function plus(a: Atom, b: Atom, state: Rewriting, out: (Statement | undefined)[]): Atom {
  if (isConstant(a, 0, -0)) return b;
  const sum = newValue(state.ids, numberType, { linear: true });
  out.push(letValue(sum, { kind: "primitive", name: "add", args: [a, b] }));
  return sum;
}

/** Whether the statement may look at what a store has written, or keeps it from moving. */
function mayRead(statement: Statement, store: Store, state: Rewriting): boolean {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "tapeStore":
    case "note":
      return false;
    case "let":
      switch (statement.operation.kind) {
        case "load":
          return mayBeSame(store, statement.operation, state);
        case "slice":
        case "keysOf":
        case "hasEntry":
        case "zerosLike":
        case "opaque":
          return true;
        default:
          return false;
      }
    default:
      return true;
  }
}

/** On the memory of tangents or cotangents. */
const isLinear = ({ base, linear }: Store): boolean => linear || (base.kind === "value" && base.linear);

type Slot = { readonly base: Atom; readonly key: Key };

const isSame = (a: Store, b: Store | Accumulate): boolean => sameAtom(a.base, b.base) && sameKey(a.key, b.key);

function mayBeSame(a: Slot, b: Slot, state: Rewriting): boolean {
  if (state.memory.slotOf(a.base, a.key) !== state.memory.slotOf(b.base, b.key)) return false;
  if (!sameAtom(a.base, b.base) || a.key.kind !== "index" || b.key.kind !== "index") return true;
  return !differ(a.key.index, b.key.index, state);
}

/** Two indices that are a number apart. */
function differ(a: Atom, b: Atom, state: Rewriting): boolean {
  if (a.kind === "constant" && b.kind === "constant") return a.value !== b.value;
  const [x, c] = offsetOf(a, state);
  const [y, d] = offsetOf(b, state);
  return sameAtom(x, y) && x.kind === "value" && isSmall(x, state) && c !== d;
}

function offsetOf(index: Atom, state: Rewriting): readonly [Atom, number] {
  const sum = definedBy(index, state, "add", "sub");
  const [x, by] = sum?.args ?? [];
  if (sum === undefined || x === undefined || by?.kind !== "constant" || !Number.isSafeInteger(by.value))
    return [index, 0];
  return [x, sum.name === "add" ? Number(by.value) : -Number(by.value)];
}

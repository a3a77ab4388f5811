import { atomType } from "../../../packages/transformer/src/ir/build.js";
import { typesEqual } from "../../../packages/transformer/src/ir/type.js";
import type { Atom, Block, IRFunction, Key, Statement } from "../../../packages/transformer/src/ir/types.js";
import { definitions, uses, visit } from "../../../packages/transformer/src/ir/walk.js";
import type { Place } from "./places.js";
import { define, fresh } from "./places.js";

type Rewrite = readonly [kind: string, make: () => IRFunction];

/** What runs too late: behind what writes to the same memory, or reads it. */
export function* otherOrders({ statement, block, index, within }: Place): Generator<Rewrite> {
  const rest = block.slice(index + 1);
  const access = accessOf(statement);
  if (access !== undefined) {
    const k = rest.findIndex((other) => {
      const next = accessOf(other);
      return next !== undefined && mayMatter(access, next);
    });
    const between = rest.slice(0, k + 1);
    if (k >= 0 && !mentions(between, new Set(definitions(statement))))
      yield ["order", () => within([...block.slice(0, index), ...between, statement, ...rest.slice(k + 1)])];
  }
  if (statement.kind === "tapeStore") {
    const { value } = statement;
    const load = block.find((one) => one.kind === "let" && one.value === value && one.operation.kind === "load");
    if (load?.kind !== "let" || load.operation.kind !== "load") return;
    const { operation } = load;
    const { base } = operation;
    if (!rest.some((one) => overwrites(one, base))) return;
    const again = fresh(load.value.type, 0, load.value);
    yield [
      "saved after it is overwritten",
      () => within([...block.slice(0, index), ...rest, define(again, operation), { ...statement, value: again }]),
    ];
  }
}

/** Whether a write to such memory may stand in a statement. */
function overwrites(statement: Statement, base: Atom): boolean {
  let found = false;
  visit([statement], (one) => {
    if (one.kind === "call") found = true;
    if (one.kind === "store" || one.kind === "accumulate" || one.kind === "fill")
      if (one.base === base || typesEqual(atomType(one.base), atomType(base))) found = true;
  });
  return found;
}

const mentions = (block: Block, values: ReadonlySet<Atom>): boolean => {
  let found = false;
  visit(block, (statement) => {
    if (uses(statement).some((atom) => values.has(atom))) found = true;
  });
  return found;
};

interface Access {
  readonly base: Atom;
  readonly key: Key | undefined;
  readonly kind: "reads" | "writes" | "adds";
}

function accessOf(statement: Statement): Access | undefined {
  if (statement.kind === "store") return { ...statement, kind: "writes" };
  if (statement.kind === "accumulate") return { ...statement, kind: "adds" };
  if (statement.kind === "fill") return { base: statement.base, key: undefined, kind: "writes" };
  if (statement.kind === "let" && statement.operation.kind === "load") return { ...statement.operation, kind: "reads" };
  return undefined;
}

/** Sums may be made in any order, and so may be read what is not written to. */
function mayMatter(a: Access, b: Access): boolean {
  if (a.base !== b.base || (a.kind === b.kind && a.kind !== "writes")) return false;
  const names = [a, b].map(({ key }) =>
    key?.kind === "field"
      ? key.name
      : key?.kind === "index" && key.index.kind === "constant"
        ? key.index.value
        : undefined,
  );
  return names.includes(undefined) || names[0] === names[1];
}

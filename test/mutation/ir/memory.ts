import { atomType, isConstant, numberType, one, primitive } from "../../../packages/transformer/src/ir/build.js";
import type { Block, Key, Statement } from "../../../packages/transformer/src/ir/types.js";
import { isLinear } from "./own.js";
import { define, fresh } from "./places.js";

type Rewrite = readonly [kind: string, statements: Block];

/** What a statement that writes to memory, or reads it, may become. */
export function* otherAccesses(statement: Statement): Generator<Rewrite> {
  switch (statement.kind) {
    case "accumulate": {
      const { base, key, value } = statement;
      yield ["accumulate dropped", []];
      yield ["accumulate twice", [statement, statement]];
      yield ["accumulate stores", [{ kind: "store", base, key, value, linear: false }]];
      const negative = fresh(numberType, 0);
      yield ["sign", [define(negative, primitive("neg", value)), { ...statement, value: negative }]];
      yield* moved(key, (other) => ({ ...statement, key: other }));
      return;
    }
    case "store": {
      const { base, key, value } = statement;
      const isZeroing = isLinear(base) && isConstant(value, 0);
      yield [isZeroing ? "zeroing dropped" : "store dropped", []];
      // To add 0 is not to store it.
      if (atomType(value).kind === "number" && !isConstant(value, 0))
        yield ["store adds", [{ kind: "accumulate", base, key, value, linear: false }]];
      yield* moved(key, (other) => ({ ...statement, key: other }));
      return;
    }
    case "fill":
    case "resize":
    case "removeEntry":
    case "throw":
      yield ["effect dropped", []];
      return;
    case "tapeStore":
      yield ["tape store dropped", []];
      return;
    case "call":
      if (statement.results.length === 0) yield ["effect dropped", []];
      return;
    case "let":
      yield* otherReads(statement);
  }
}

function* otherReads(statement: Statement & { readonly kind: "let" }): Generator<Rewrite> {
  const { operation } = statement;
  if (operation.kind === "load")
    yield* moved(operation.key, (key) => ({ ...statement, operation: { ...operation, key } }));
  if (operation.kind === "tapeLoad") {
    const { tape, position } = operation;
    yield* moved({ kind: "index", index: position }, (key) =>
      key.kind === "index" ? { ...statement, operation: { ...operation, position: key.index } } : statement,
    );
    const [length, last, other] = [fresh(numberType, 0), fresh(numberType, 1), fresh(numberType, 2)];
    yield [
      "tape from the other end",
      [
        define(length, { kind: "length", base: tape }),
        define(last, primitive("sub", length, one)),
        define(other, primitive("sub", last, position)),
        { ...statement, operation: { ...operation, position: other } },
      ],
    ];
  }
  if (operation.kind === "length") {
    const longer = fresh(numberType, 0, statement.value);
    yield ["off by one", [define(longer, operation), { ...statement, operation: primitive("add", longer, one) }]];
  }
}

/** The slots on both sides of one. */
function* moved(key: Key, at: (key: Key) => Statement): Generator<Rewrite> {
  if (key.kind !== "index") return;
  for (const name of ["add", "sub"] as const) {
    const index = fresh(numberType, 0);
    yield ["off by one", [define(index, primitive(name, key.index, one)), at({ kind: "index", index })]];
  }
}

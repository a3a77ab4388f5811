import { booleanType, constant, newVariable, opaqueType } from "../../ir/build.js";
import { cursorText, stepOf } from "../../ir/operations.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Block, LabelId, MapType, Statement, Type, Value } from "../../ir/types.js";
import { inBlock, type Lowering } from "./state.js";
import { assign, read, test } from "./values.js";

// The map's own iterator, where entries may both come and go while a loop visits them: lists of keys cannot tell which of them came again.

/** What the host gives has no shadow: keys that are objects cannot be taken from it. */
export function hasCursor({ key }: MapType): boolean {
  const { kind } = resolveType(key);
  return kind === "number" || kind === "string";
}

export interface CursorLoop {
  readonly label: LabelId;
  readonly key: Type;
  /** Makes a key that is taken the one that the body was lowered with. */
  readonly give: (key: Value) => Statement;
  readonly body: Block;
}

/** A loop over the entries of a map, in which they come and go. */
export function loopByCursor(l: Lowering, base: Atom, { label, key, give, body }: CursorLoop): void {
  const host = (at: Lowering, type: Type, text: string, arg: Atom, isPure?: true): Value =>
    at.out.define(type, { kind: "opaque", text, args: [arg], ...(isPure && { isPure }) });
  const cursor = host(l, opaqueType, cursorText, base);
  const step = newVariable(l.program.ctx.ids, "step", opaqueType);
  const advance = (at: Lowering): void => assign(at, step, at.out.define(opaqueType, stepOf(cursor, base)));
  advance(l);
  let condition: Atom = constant(true);
  const block = inBlock(l, (inner) => {
    condition = test(inner, "not", host(inner, booleanType, "$0.done === true", read(inner, step), true));
  });
  const start = inBlock(l, (inner) => {
    inner.out.push(give(host(inner, key, "$0.value!", read(inner, step), true)));
  });
  l.out.push({
    kind: "loop",
    label,
    condition: { block, test: condition },
    body: [...start, ...body],
    update: inBlock(l, advance),
    testFirst: true,
    span: undefined,
  });
}

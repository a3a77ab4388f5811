import { type Ids, newFunctionRef } from "./build.js";
import { renumber } from "./clone.js";
import type { Block, FunctionRef, IRFunction, Program, Statement } from "./types.js";
import { blocks, withBlocks } from "./walk.js";

/** The same program with functions and values of its own: what is made of it has nothing in common with what is made of the other. */
export function copyProgram({ root, functions }: Program, ids: Ids): Program {
  const refs = new Map<number, FunctionRef>();
  for (const { ref } of [root, ...functions.values()])
    if (!refs.has(ref.id)) refs.set(ref.id, newFunctionRef(ids, ref.name));
  const own = (ref: FunctionRef): FunctionRef => refs.get(ref.id) ?? ref;
  const block = (body: Block): Block => body.map(statement);
  const statement = (one: Statement): Statement => {
    const inner = withBlocks(one, blocks(one).map(block));
    if (inner.kind !== "call") return inner;
    const { callee, rule } = inner;
    if (rule === undefined) return { ...inner, callee: own(callee) };
    const forward = rule.forward && { forward: own(rule.forward) };
    return { ...inner, callee: own(callee), rule: { ...rule, ref: own(rule.ref), ...forward } };
  };
  const copy = (fn: IRFunction): IRFunction => ({
    ...renumber({ ...fn, body: block(fn.body) }, ids),
    ref: own(fn.ref),
  });
  const copies = [...functions.values()].map(copy);
  return {
    root: copies.find(({ ref }) => ref === own(root.ref)) ?? copy(root),
    functions: new Map(copies.map((fn) => [fn.ref.id, fn])),
  };
}

import type { ts } from "../../../frontend/ts.js";
import { isLong } from "../budget.js";
import type { Scope } from "../scope.js";
import type { Closure, Lowering, Operand } from "../state.js";
import { functionAtom } from "./lambda.js";

/** So many functions of one expression, each captured by the next, are taken for a chain without end. */
const longestChain = 2;
/** Chains are only looked for where calls are nested this deep. */
const deep = 6;

/**
 * The arguments of a call; functions that would make it one of infinitely many are passed as values: those that a recursive function
 * makes for its own next call, and those that capture one like themselves. So are all where much is written out already.
 */
export function finiteArguments(l: Lowering, fn: Closure, args: readonly Operand[], node: ts.Node): readonly Operand[] {
  if (isLong(l)) return args.map((arg) => (isCapturing(arg) ? functionAtom(l, arg, node) : arg));
  const isNested = l.inlining.some((one) => one.node === fn.node) || l.activation.origins.has(fn.node);
  const isDeep = l.inlining.length + l.activation.depth > deep;
  if (!isNested && !isDeep) return args;
  return args.map((arg) => {
    if (!isCapturing(arg)) return arg;
    const isOwn = isNested && isInside(arg.node, fn.node);
    return isOwn || (isDeep && chain(arg, arg.node, new Set()) > longestChain) ? functionAtom(l, arg, node) : arg;
  });
}

const isCapturing = (arg: Operand): arg is Closure => arg.kind === "closure" && arg.scope !== undefined;

function isInside(node: ts.Node, container: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) if (at === container) return true;
  return false;
}

/** How many functions of the expression one function captures, itself included. */
function chain(fn: Closure, node: ts.Node, seen: Set<Scope>): number {
  let longest = 0;
  for (let scope = fn.scope; scope !== undefined && !seen.has(scope); scope = scope.parent) {
    seen.add(scope);
    for (const inner of scope.functions()) longest = Math.max(longest, chain(inner, node, seen));
  }
  return longest + (fn.node === node ? 1 : 0);
}

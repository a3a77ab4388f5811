import type { Context } from "../context.js";
import { unassigned } from "../ir/build.js";
import { instantiate } from "../ir/clone.js";
import { calleesOf, reachableFunctions } from "../ir/reachable.js";
import type { Atom, Block, IRFunction, Program, Statement, Value } from "../ir/types.js";
import { blocks, mapUses, visit, withBlocks } from "../ir/walk.js";

/** A callee below this many statements is copied to every call; a larger one only if it is called once. */
const smallCallee = 150;
/** No function grows beyond this many statements. */
const largestFunction = 20_000;

/** Replaces calls of functions that do not call themselves by copies of their bodies, callees first. */
export function inline(program: Program, ctx: Context): Program {
  if (!ctx.optimizations.inline) return program;
  const recursive = findRecursive(program);
  const calls = countCalls(program);
  const done = new Map<number, IRFunction>();
  const sizes = new Map<number, number>();

  const process = (id: number): IRFunction | undefined => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const fn = lookUp(program, id);
    if (fn === undefined) return undefined;
    let size = countStatements(fn.body);
    const atoms = new Map<Value, Atom>();
    const atom = (of: Atom): Atom => (of.kind === "value" ? (atoms.get(of) ?? of) : of);
    const expand = (block: Block): Block => {
      const out: Statement[] = [];
      for (const statement of block) {
        if (statement.kind === "call" && statement.rule === undefined && !recursive.has(statement.callee.id)) {
          const callee = process(statement.callee.id);
          const growth = sizes.get(statement.callee.id) ?? 0;
          const wanted = calls.get(statement.callee.id) === 1 || growth < smallCallee;
          if (callee !== undefined && wanted && size + growth <= largestFunction) {
            const instance = instantiate(callee, statement.args.map(atom), ctx.ids);
            size += growth;
            out.push(...instance.statements);
            statement.results.forEach((result, i) => {
              // A function that only throws gives nothing.
              atoms.set(result, instance.results[i] ?? unassigned);
            });
            continue;
          }
        }
        // Blocks first: what a loop hands on, or a branch returns, may be the result of a call inside.
        const inner = withBlocks(statement, blocks(statement).map(expand));
        out.push(mapUses(inner, atom));
      }
      return out;
    };
    const body = expand(fn.body);
    const result = { ...fn, body, results: fn.results.map(atom) };
    done.set(id, result);
    sizes.set(id, size);
    return result;
  };

  const root = process(program.root.ref.id) ?? program.root;
  return { root, functions: reachableFunctions(root, [...program.functions.keys(), root.ref.id], process) };
}

const lookUp = (program: Program, id: number): IRFunction | undefined =>
  program.functions.get(id) ?? (program.root.ref.id === id ? program.root : undefined);

function countCalls(program: Program): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const functions = new Set([...program.functions.values(), program.root]);
  const seen = new Set<number>();
  for (const fn of functions) {
    if (seen.has(fn.ref.id)) continue;
    seen.add(fn.ref.id);
    for (const id of calleesOf(fn)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function countStatements(block: Block): number {
  let count = 0;
  visit(block, () => {
    count++;
  });
  return count;
}

/** The members of cycles of the call graph, by Tarjan's algorithm. */
function findRecursive(program: Program): ReadonlySet<number> {
  const recursive = new Set<number>();
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const connect = (id: number): void => {
    const index = order.size;
    order.set(id, index);
    low.set(id, index);
    stack.push(id);
    onStack.add(id);
    const fn = lookUp(program, id);
    for (const callee of fn === undefined ? [] : calleesOf(fn)) {
      if (callee === id) recursive.add(id);
      if (!order.has(callee)) {
        connect(callee);
        low.set(id, Math.min(low.get(id) ?? index, low.get(callee) ?? index));
      } else if (onStack.has(callee)) {
        low.set(id, Math.min(low.get(id) ?? index, order.get(callee) ?? index));
      }
    }
    if (low.get(id) !== index) return;
    const component = stack.splice(stack.lastIndexOf(id));
    for (const member of component) {
      onStack.delete(member);
      if (component.length > 1) recursive.add(member);
    }
  };
  connect(program.root.ref.id);
  return recursive;
}

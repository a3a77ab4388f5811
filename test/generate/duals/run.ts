import { ts } from "ts-morph";
import { leavesOf } from "../../support/structure.js";
import type { Dual } from "./dual.js";
import { callClosure, executeAll, type Machine, Thrown } from "./statements.js";
import { Unsuitable } from "./unsuitable.js";
import { enter, innerScope, leave, type Value } from "./values.js";

/** What `f` of a module does, with the derivative of its result along every number of the parameters `wrt`. */
export interface DualOutcome {
  readonly value: unknown;
  /** The arguments as f left them. */
  readonly args: readonly unknown[];
  /** The partial derivatives of the result, in the order of the leaves of each parameter; for structures, of each number in it. */
  readonly partials: (leaf: number) => unknown;
  readonly count: number;
  /** The largest tangent met: rounding errors of the derivative are relative to it. */
  readonly largest: number;
}

const limit = 150_000;

/** Runs `f` with dual numbers over its syntax tree; throws Unsuitable where the program is not well-behaved. */
export function runDuals(source: string, args: readonly unknown[], wrt: readonly number[]): DualOutcome {
  const file = ts.createSourceFile("program.ts", source, ts.ScriptTarget.ES2022, true);
  let steps = 0;
  const machine: Machine = {
    tick: () => {
      if (++steps > limit) throw new Unsuitable("too many steps");
    },
  };
  const scope = innerScope(undefined);
  const isProgram = (node: ts.Statement): boolean =>
    !ts.isImportDeclaration(node) && !(ts.isVariableStatement(node) && node.modifiers !== undefined);
  executeAll(file.statements.filter(isProgram), scope, machine);
  const f = scope.names.get("f");
  if (typeof f !== "object" || f.kind !== "closure") throw new Unsuitable("no function f");

  const count = wrt.reduce((sum, k) => sum + leavesOf(args[k]).length, 0);
  let index = 0;
  const entered = args.map((arg, k) => enter(arg, wrt.includes(k) ? count : 0, () => index++, new Map()));
  let value: Value;
  try {
    value = callClosure(f, entered, machine);
  } catch (error) {
    if (error instanceof RangeError) throw new Unsuitable("too deep");
    if (error instanceof Thrown) throw new Unsuitable("an exception leaves f");
    throw error;
  }
  let largest = 0;
  const note = (dual: Dual): number => {
    for (const along of dual.d)
      largest = Math.max(largest, Number.isNaN(along) ? Number.POSITIVE_INFINITY : Math.abs(along));
    return dual.v;
  };
  const result = leave(value, note);
  const after = new Map<object, unknown>();
  return {
    value: result,
    args: entered.map((arg) => leave(arg, note, after)),
    partials: (leaf) => leave(value, (dual) => dual.d[leaf] ?? 0),
    count,
    largest,
  };
}

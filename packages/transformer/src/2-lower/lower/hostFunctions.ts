import { type Diagnostic, Reporter } from "../../diagnostics/report.js";
import { spanOf } from "../../frontend/frontend.js";
import { isInstalled } from "../../frontend/implementations.js";
import { ts } from "../../frontend/ts.js";
import { opaqueType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { hostType } from "./host.js";
import { protectedHost } from "./hostErrors.js";
import { qualifierOf } from "./moduleLevel.js";
import { entryOf } from "./packages.js";
import {
  type Closure,
  type FunctionNode,
  type HostName,
  isFunctionValue,
  type Lowering,
  type Operand,
  type ProgramState,
  refuse,
  standIn,
} from "./state.js";

/** A function of the user's own that cannot be read is called as it is, by its name, if nothing active enters or leaves it. */
export function callHostFunction(
  l: Lowering,
  fn: Closure,
  args: readonly Operand[],
  node: ts.Node,
): Operand | undefined {
  const because = l.program.facts.hostFunctions.get(fn.node);
  return because === undefined ? undefined : callByName(l, fn, args, node, because);
}

/** The same for a function of which only the declaration is known. */
export function callUnread(l: Lowering, fn: Closure, args: readonly Operand[], node: ts.Node): Operand {
  const found = new Reporter();
  found.report("functionWithoutBody", spanOf(node), { name: fn.name });
  return callByName(l, fn, args, node, found.diagnostics) ?? refuse(l, "functionWithoutBody", node, { name: fn.name });
}

function callByName(
  l: Lowering,
  fn: Closure,
  args: readonly Operand[],
  node: ts.Node,
  because: readonly Diagnostic[],
): Operand | undefined {
  const name = bindingName(fn.node);
  if (name === undefined) return undefined;
  return callBinding(l, { name, file: fn.node.getSourceFile().fileName, because }, args, node);
}

/** Calls what a binding of a module holds. */
export function callBinding(
  l: Lowering,
  { name, file, because }: HostName,
  args: readonly Operand[],
  node: ts.Node,
): Operand {
  const atoms = args.filter((operand): operand is Atom => !isFunctionValue(operand));
  if (atoms.length < args.length) {
    // A function that it would call may do anything: what keeps it from being read is an error after all.
    for (const diagnostic of because) l.program.ctx.reporter.add(diagnostic);
    const caller = moduleFunction(node);
    if (caller !== undefined) note(l.program, caller, because);
    return standIn(l);
  }
  const callee = l.out.define(opaqueType, { kind: "global", name, file });
  const texts = atoms.map((_, i) => `$${i + 1}`);
  const value = protectedHost(l, `$0(${texts.join(", ")})`, [callee, ...atoms], hostType(l, node), node, because);
  if (value.kind === "value") l.program.elements.add(value);
  return value;
}

/** Remembers in which function of a module something was found that cannot be lowered. Of a package, it is the one that the user calls. */
export function noteFailure(l: Lowering, node: ts.Node, found: Diagnostic): void {
  const entered = isInstalled(node.getSourceFile().fileName) ? entryOf(l)?.callee : undefined;
  const fn = entered !== undefined && bindingName(entered) !== undefined ? entered : moduleFunction(node);
  if (fn !== undefined && found.severity === "error") note(l.program, fn, [found]);
}

function note(program: ProgramState, fn: ts.Node, found: readonly Diagnostic[]): void {
  const known = program.failures.get(fn) ?? [];
  // Each function that calls it many times would have the same many times, and so would its callers.
  program.failures.set(fn, [...new Set([...known, ...found])]);
}

/**
 * Functions in which something was found are called as they are from now on, if they can be called by name. What was found
 * elsewhere may come from that, and is looked at again.
 */
export function noteHostFunctions(program: ProgramState, root: FunctionNode): void {
  const { failures, facts, initializers } = program;
  const made = new Set<ts.Node>(initializers.keys());
  for (const [fn, found] of failures) {
    const hasName = made.has(fn) || bindingName(fn) !== undefined;
    if (fn === root || !hasName || facts.hostFunctions.has(fn)) continue;
    facts.hostFunctions.set(fn, found);
  }
}

/** All that was found: where the program cannot be lowered after all, also what keeps other functions from being read. */
export function reportHostFunctions({ facts, ctx }: ProgramState): void {
  for (const found of facts.hostFunctions.values()) for (const diagnostic of found) ctx.reporter.add(diagnostic);
}

/** The function at module level that a node is in; undefined in a class, or if there is none. */
function moduleFunction(node: ts.Node): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isClassLike(at)) return undefined;
    if (ts.isFunctionDeclaration(at) || ts.isArrowFunction(at) || ts.isFunctionExpression(at)) found = at;
  }
  return found;
}

/** The name of the module's binding that holds the function. */
function bindingName(fn: ts.Node): string | undefined {
  const holder = ts.isFunctionDeclaration(fn) ? fn : fn.parent;
  if (holder === undefined || (holder !== fn && !ts.isVariableDeclaration(holder))) return undefined;
  const { name } = holder as ts.FunctionDeclaration | ts.VariableDeclaration;
  const qualifier = name !== undefined && ts.isIdentifier(name) ? qualifierOf(holder) : undefined;
  return qualifier === undefined ? undefined : `${qualifier}${(name as ts.Identifier).text}`;
}

import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { newValue } from "../../ir/build.js";
import type { Atom, Value } from "../../ir/types.js";
import { definitions } from "../../ir/walk.js";
import { bodiesOf } from "./functions/layout.js";
import type { Activation, Capture, Lowering, ProgramState } from "./state.js";

export type Captured = Pick<Capture, "outer" | "owner">;

/** A call of a function with a rule: function and rules get the same arguments, and so have to capture the same. */
export interface Ruled {
  readonly group: readonly Activation[];
  /** What the rule covers of what is captured. */
  readonly captures: readonly Captured[];
  /** So many arguments come before what is captured. */
  readonly passed: number;
  /** Filled in when all captures are known; see CustomRule. */
  readonly covers: (number | undefined)[];
}

export interface Capturing {
  readonly captures: readonly Captured[];
  readonly node: ts.Node;
  readonly name: string;
}

/**
 * A value of an enclosing function used in `user`: a nested function that is called, not inlined (it is recursive),
 * receives it as an extra parameter; one that is a value at run time has it in its record.
 */
export function captured(user: Activation, owner: Activation, atom: Atom, program: ProgramState): Atom {
  if (user === owner || atom.kind === "constant") return atom;
  const captures = user.self?.captures ?? user.captures;
  const known = captures.get(atom);
  if (known !== undefined) return known.parameter;
  const parameter = newValue(program.ctx.ids, atom.type, { name: atom.name, span: atom.span });
  captures.set(atom, { outer: atom, owner, parameter });
  if (program.refused.has(atom)) program.refused.add(parameter);
  if (program.elements.has(atom)) program.elements.add(parameter);
  const exact = program.exact.get(atom);
  if (exact !== undefined) program.exact.set(parameter, exact);
  return parameter;
}

/** What a function and those that it calls capture so far from outside of them all, in the order in which it was made. */
export function capturesOf(activation: Activation): readonly Captured[] {
  const found = new Map<Value, Activation>();
  const seen = new Set<Activation>();
  const visit = (at: Activation): void => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const { outer, owner } of at.captures.values()) found.set(outer, owner);
    for (const { callee } of at.calls) visit(callee);
  };
  visit(activation);
  return [...found]
    .flatMap(([outer, owner]) => (seen.has(owner) ? [] : [{ outer, owner }]))
    .sort((a, b) => byAge(a.outer, b.outer));
}

/** Functions that get the same arguments capture what any of them does. */
export function shareCaptures(group: readonly Activation[], program: ProgramState): void {
  for (const one of group)
    for (const { outer, owner } of capturesOf(one)) for (const member of group) captured(member, owner, outer, program);
}

const byAge = (a: Value, b: Value): number => a.id - b.id;

/** The captures of a function in the order in which it gets them. */
const ordered = ({ captures }: Activation): readonly Capture[] =>
  [...captures.values()].sort((a, b) => byAge(a.outer, b.outer));

interface Place {
  readonly order: number;
  readonly node: ts.Node;
}

/**
 * Appends captured values to parameters and calls; a caller captures what its callees capture, and so does who makes a function that
 * is a value, until nothing changes.
 */
export function appendCaptures(activations: readonly Activation[], program: ProgramState): void {
  const bodies = bodiesOf(activations);
  const prologue = program.singles?.at.out.block.flatMap(definitions) ?? [];
  const positions = new Map<number, number>(prologue.map(({ id }, position) => [id, position]));
  const capture = (user: Activation, callee: Activation, { order, node }: Place): void => {
    const captures = callee.self?.captures ?? callee.captures;
    for (const { outer, owner } of [...captures.values()]) {
      captured(user, owner, outer, program);
      // What is made at the start of the root is there before all that is not, whenever it was lowered.
      const position = positions.get(outer.id);
      const isAfter =
        position === undefined ? outer.id >= order : position >= (positions.get(order) ?? Number.POSITIVE_INFINITY);
      if (user === owner && isAfter) noteEarly(program, outer, node);
    }
  };
  const count = (): number =>
    activations.reduce((sum, { captures, self }) => sum + captures.size + (self?.captures.size ?? 0), 0);
  for (let before = -1; before < count(); ) {
    before = count();
    for (const caller of activations) {
      for (const call of caller.calls) if (call.callee.self === undefined) capture(caller, call.callee, call);
    }
    for (const { group } of program.ruled) shareCaptures(group, program);
    for (const site of program.sites) {
      for (const body of bodies(site.lambda, site.type)) capture(site.activation, body, site);
    }
  }
  for (const caller of activations) {
    for (const { callee, args } of caller.calls) {
      for (const { outer, owner } of ordered(callee)) args.push(captured(caller, owner, outer, program));
    }
  }
  for (const { group, captures, covers, passed } of program.ruled) {
    const [first] = group;
    const all = first === undefined ? [] : ordered(first).map(({ outer }) => outer);
    covers.push(...captures.map(({ outer }) => passed + all.indexOf(outer)));
  }
  for (const [activation, { captures, node, name }] of program.capturing) {
    const known = ordered(activation).map(({ outer }) => outer);
    if (known.length === captures.length && known.every((outer, i) => outer === captures[i]?.outer)) continue;
    program.ctx.reporter.report("ruleCaptures", spanOf(node), { name });
  }
  for (const activation of activations) activation.params.push(...ordered(activation).map((c) => c.parameter));
}

/** Captured before it is declared: its variable has to exist from the start of its block on. */
function noteEarly({ facts, declared, ctx }: ProgramState, atom: Value, node: ts.Node): void {
  const names = declared.get(atom) ?? [];
  if (names.every((name) => facts.early.has(name))) {
    ctx.reporter.report("usedBeforeDeclared", spanOf(node), { name: atom.name ?? "a value" });
  }
  for (const declaration of names) {
    facts.cells.add(declaration);
    facts.early.add(declaration);
  }
}

/** Whether a name that a function captures is no variable, so that nothing assigns it. */
export function isDeclaredConstant({ program }: Lowering, node: ts.Identifier): boolean {
  const declaration = program.ctx.frontend.declarationOf(node);
  if (declaration === undefined || !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration))) return true;
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

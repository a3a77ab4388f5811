import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { newValue } from "../../ir/build.js";
import type { Atom, Value } from "../../ir/types.js";
import { definitions } from "../../ir/walk.js";
import { bodiesOf } from "./functions/layout.js";
import type { Activation, ProgramState } from "./state.js";

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
  const early = new Set(program.singles?.at.out.block.flatMap(definitions));
  const capture = (user: Activation, callee: Activation, { order, node }: Place): void => {
    const captures = callee.self?.captures ?? callee.captures;
    for (const { outer, owner } of [...captures.values()]) {
      captured(user, owner, outer, program);
      const isLater = user === owner && outer.id >= order;
      if (isLater && !early.has(outer)) noteEarly(program, outer, node);
    }
  };
  const count = (): number =>
    activations.reduce((sum, { captures, self }) => sum + captures.size + (self?.captures.size ?? 0), 0);
  for (let before = -1; before < count(); ) {
    before = count();
    for (const caller of activations) {
      for (const call of caller.calls) if (call.callee.self === undefined) capture(caller, call.callee, call);
    }
    for (const site of program.sites) {
      for (const body of bodies(site.lambda, site.type)) capture(site.activation, body, site);
    }
  }
  for (const caller of activations) {
    for (const { callee, args } of caller.calls) {
      for (const { outer, owner } of callee.captures.values()) args.push(captured(caller, owner, outer, program));
    }
  }
  for (const { params, captures } of activations) params.push(...[...captures.values()].map((c) => c.parameter));
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

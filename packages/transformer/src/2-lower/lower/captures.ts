import { newValue } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import type { Activation, ProgramState } from "./state.js";

/**
 * A value of an enclosing function used in `user`: a nested function that is called, not inlined (it is recursive),
 * receives it as an extra parameter.
 */
export function captured(user: Activation, owner: Activation, atom: Atom, program: ProgramState): Atom {
  if (user === owner || atom.kind === "constant") return atom;
  const known = user.captures.get(atom);
  if (known !== undefined) return known.parameter;
  const parameter = newValue(program.ctx.ids, atom.type, { name: atom.name, span: atom.span });
  user.captures.set(atom, { outer: atom, owner, parameter });
  if (program.refused.has(atom)) program.refused.add(parameter);
  return parameter;
}

/** Appends captured values to parameters and calls; a caller captures what its callees capture, until nothing changes. */
export function appendCaptures(activations: readonly Activation[], program: ProgramState): void {
  let changed = true;
  while (changed) {
    changed = false;
    for (const caller of activations) {
      const before = caller.captures.size;
      for (const { callee } of caller.calls) {
        for (const { outer, owner } of [...callee.captures.values()]) captured(caller, owner, outer, program);
      }
      changed ||= caller.captures.size > before;
    }
  }
  for (const caller of activations) {
    for (const { callee, args } of caller.calls) {
      for (const { outer, owner } of callee.captures.values()) args.push(captured(caller, owner, outer, program));
    }
  }
  for (const { params, captures } of activations) params.push(...[...captures.values()].map((c) => c.parameter));
}

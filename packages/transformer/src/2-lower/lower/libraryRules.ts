import { nameOfTarget } from "../../1-discover/functionName.js";
import { runningArgument } from "../../1-discover/markers.js";
import type { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { unifyTypes } from "../../ir/type.js";
import { isOpenType } from "../../ir/typeParts.js";
import type { Atom } from "../../ir/types.js";
import { typeFromChecker } from "./annotations.js";
import { callDerived, derivedOf } from "./derived.js";
import { lowerOperand } from "./expressions.js";
import { callPrelude } from "./prelude.js";
import { type Derived, isFunctionValue, type Lowering, type Operand, refuse, report } from "./state.js";
import { openAsStated } from "./statedGaps.js";
import { loadField, structureOf, typeOf } from "./values.js";
import { withoutFunction } from "./withoutDerivative.js";

// Functions of the library with rules that are programs of the prelude: made of a function that is given.

interface LibraryRule {
  /** Programs of the prelude, made of the first function that is given and of what is known of the marker. */
  readonly reverse: string;
  readonly forward: string;
  readonly known: (name: string) => readonly Atom[];
  readonly recomputes?: true;
}

const implicit = (isStep: boolean): LibraryRule => ({
  reverse: "implicitRule",
  forward: "implicitPush",
  known: (name) => [constant(isStep), constant(name)],
});

/** Functions of the library that bring their rules. */
const library: Readonly<Record<string, LibraryRule>> = {
  checkpoint: { reverse: "checkpointRule", forward: "checkpointPush", known: () => [], recomputes: true },
  implicitRoot: implicit(false),
  fixedPoint: implicit(true),
};
export const isLibraryRule = (name: string): boolean => name in library;

/** `checkpoint(f)`, `implicitRoot(residual, solver)`: a function with rules that are made of one that is given. */
export function lowerLibraryRule(l: Lowering, marker: string, node: ts.CallExpression): Operand {
  const found = library[marker];
  const operands = node.arguments.map((argument) => lowerOperand(l, argument));
  const [given] = operands;
  const runs = operands[runningArgument(marker)];
  if (found === undefined || given === undefined || runs === undefined)
    return refuse(l, "ruleMissing", node, { marker });
  for (const [i, operand] of operands.entries()) {
    const refused = withoutFunction(l, marker, operand, node.arguments[i] ?? node);
    if (refused !== undefined) return refused;
  }
  const of = derivedOf("grad", runs, 0, node);
  const name = of.name === "f" ? (nameOfTarget(node) ?? "f") : of.name;
  const known = found.known(name);
  const [reverse, forward] = [found.reverse, found.forward].map((rule) =>
    callPrelude(l, rule, [given, ...known], node),
  );
  if (reverse === undefined || forward === undefined || !isFunctionValue(reverse) || !isFunctionValue(forward))
    return refuse(l, "ruleUnknown", node, { marker });
  const { recomputes } = found;
  const custom = { kind: "customVjp", rule: reverse, forward, ...(recomputes ? { recomputes } : {}) } as const;
  return { ...of, name, custom };
}

/** `checkpointedLoop(steps, state, body, { snapshots })`: a call of a loop with a rule that is made of its body. */
export function callCheckpointedLoop(l: Lowering, node: ts.CallExpression): Operand {
  const name = "checkpointedLoop";
  const [steps, state, body, options] = node.arguments.map((argument) => lowerOperand(l, argument));
  if (steps === undefined || state === undefined || body === undefined)
    return refuse(l, "ruleMissing", node, { marker: name });
  const refused = withoutFunction(l, name, body, node.arguments[2] ?? node);
  if (refused !== undefined) return refused;
  const snapshots =
    options === undefined ? constant(usualSnapshots) : snapshotsOf(l, options, node.arguments[3] ?? node);
  settle(l, state, node.arguments[1]);
  openState(l, state, node);
  callPrelude(l, "checkCounts", [steps, snapshots], node);
  const [run, rule, forward] = ["loopRun", "loopRule", "loopPush"].map((part) => callPrelude(l, part, [body], node));
  if (run === undefined || rule === undefined || forward === undefined || !isFunctionValue(rule))
    return refuse(l, "ruleUnknown", node, { marker: name });
  const derived: Derived = {
    ...derivedOf("grad", run, 0, node),
    name,
    custom: { kind: "customVjp", rule, forward, recomputes: true, changesCopies: true },
  };
  return callDerived(l, derived, [steps, state, snapshots], node);
}

/** A state may start with an empty list: what will be in it, the checker says. */
function settle(l: Lowering, state: Operand, node: ts.Expression | undefined): void {
  if (node === undefined || isFunctionValue(state) || !isOpenType(typeOf(state))) return;
  const stated = typeFromChecker(l.program, node);
  if (stated !== undefined) unifyTypes(typeOf(state), stated);
}

function openState({ program }: Lowering, state: Operand, node: ts.CallExpression): void {
  if (isFunctionValue(state)) return;
  for (const place of [node.arguments[1], node]) {
    const stated = place && typeFromChecker(program, place);
    if (stated !== undefined) openAsStated(typeOf(state), stated);
  }
}

/** With so many, each step of a loop of 20,000 is run again three times at most. */
const usualSnapshots = 48;

function snapshotsOf(l: Lowering, options: Operand, node: ts.Node): Atom {
  const type = isFunctionValue(options) ? undefined : structureOf(l, options, node);
  const fields = type?.kind === "record" ? type.fields : [];
  for (const { name } of fields)
    if (name !== "snapshots")
      report(l, "optionUnknown", node, { marker: "checkpointedLoop", option: name, known: "snapshots" });
  const found = fields.find((field) => field.name === "snapshots");
  return found === undefined || isFunctionValue(options)
    ? constant(usualSnapshots)
    : loadField(l, options, "snapshots", found.type);
}

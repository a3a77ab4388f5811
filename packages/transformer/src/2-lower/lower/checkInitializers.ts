import { type AliasClass, type Aliases, analyzeAliases } from "../../3-analyze/aliases.js";
import { reachableSlots } from "../../3-analyze/checkModuleState.js";
import { analyzeEffects, type EffectsAnalysis } from "../../3-analyze/effects.js";
import type { ts } from "../../frontend/ts.js";
import { isReference, letValue, newValue, opaqueType } from "../../ir/build.js";
import { hasHostEffect } from "../../ir/operations.js";
import type { Block, IRFunction, Statement, Variable } from "../../ir/types.js";
import { definitions, visit } from "../../ir/walk.js";
import { enterSSA } from "../enterSSA.js";
import { structureExits } from "../structureExits.js";
import { isChanged } from "./functions/changes.js";
import { isAssignedBinding } from "./module.js";
import { type Initializer, noteProblem, type Problem } from "./moduleInitializers.js";
import type { ProgramState } from "./state.js";

/**
 * The root runs initializers of modules again, which nobody may notice. One that has an effect, reads what changes, or makes something
 * in which the rest of the program stores is noted as a fact.
 */
export function checkInitializers(program: ProgramState, functions: readonly IRFunction[]): void {
  const made = [...program.initializers.values()].filter(({ end }) => end > 0).sort((a, b) => a.start - b.start);
  const [root, ...others] = functions;
  if (made.length === 0 || root === undefined) return;
  const { ctx } = program;
  const toSSA = (fn: IRFunction): IRFunction => enterSSA(structureExits(fn, ctx), ctx);
  const all = [toSSA({ ...root, body: fenced(program, root.body, made) }), ...others.map(toSSA)];
  const [first = [], ...blocks] = partsOf(all[0]?.body ?? []);
  const aliases = analyzeAliases(all);
  const check: Check = {
    program,
    functions: new Map(all.map((fn) => [fn.ref.id, fn])),
    aliases,
    effects: analyzeEffects(all, aliases),
    module: new Set(aliases.moduleSlots()),
  };
  // What runs as the initializer of each, and everything else in the root.
  const runs = made.map((_, i) => blocks[2 * i] ?? []);
  const rest = [first, ...blocks.filter((_, i) => i % 2 === 1)].flat();
  made.forEach((initializer, i) => {
    const problem = assignsLater(root.body, initializer)
      ? "keeps a state that only its own functions see"
      : problemOf(check, runs[i] ?? [], rest);
    if (problem !== undefined) noteProblem(program, initializer, problem);
  });
}

interface Check {
  readonly program: ProgramState;
  readonly functions: ReadonlyMap<number, IRFunction>;
  readonly aliases: Aliases;
  readonly effects: EffectsAnalysis;
  /** Memory that others than the program have. */
  readonly module: ReadonlySet<AliasClass>;
}

const fenceText = "fence";

/** The body with a statement before and after each initializer, so that they are found again. */
function fenced(program: ProgramState, body: Block, made: readonly Initializer[]): Block {
  const fence = (): Statement =>
    letValue(newValue(program.ctx.ids, opaqueType), { kind: "opaque", text: fenceText, args: [] });
  let from = 0;
  const parts = made.flatMap(({ start, end }) => {
    const part = [...body.slice(from, start), fence(), ...body.slice(start, end), fence()];
    from = end;
    return part;
  });
  return [...parts, ...body.slice(from)];
}

function partsOf(body: Block): readonly Block[] {
  const parts: Statement[][] = [[]];
  for (const statement of body) {
    const { operation } = statement.kind === "let" ? statement : { operation: undefined };
    if (operation?.kind === "opaque" && operation.text === fenceText) parts.push([]);
    else parts.at(-1)?.push(statement);
  }
  return parts;
}

/** A variable of an initializer that is assigned by the functions that it has made. */
function assignsLater(body: Block, { start, end }: Initializer): boolean {
  const own = new Set<Variable>();
  visit(body.slice(start, end), (statement) => {
    if (statement.kind === "assign") own.add(statement.variable);
  });
  let found = false;
  visit([...body.slice(0, start), ...body.slice(end)], (statement) => {
    if (statement.kind === "assign" && own.has(statement.variable)) found = true;
  });
  return found;
}

function problemOf(check: Check, run: Block, rest: Block): Problem | undefined {
  const { aliases, effects, module } = check;
  const own = effects.ofBlock(run);
  if (runsHostCode(check, run) || [...own.writes].some((slot) => module.has(slot)))
    return "is made by code that does more than make it";
  if (readsWhatChanges(check, run, own.reads)) return "is made from what may change";
  const made = new Set<AliasClass>();
  visit(run, (statement) => {
    for (const value of definitions(statement).filter(({ type }) => isReference(type))) {
      for (const slot of reachableSlots(aliases, aliases.classOf(value))) if (!module.has(slot)) made.add(slot);
    }
  });
  const isStored = [...effects.ofBlock(rest).writes].some((slot) => made.has(slot));
  return isStored ? "keeps a state that only its own functions see" : undefined;
}

function runsHostCode({ functions }: Check, run: Block): boolean {
  const seen = new Set<number>();
  let found = false;
  const look = (block: Block): void =>
    visit(block, (statement) => {
      if (statement.kind === "let" && hasHostEffect(statement.operation)) found = true;
      if (statement.kind !== "call" || seen.has(statement.callee.id)) return;
      seen.add(statement.callee.id);
      look(functions.get(statement.callee.id)?.body ?? []);
    });
  look(run);
  return found;
}

/** Memory of a module that is no longer what it was when the module was loaded. */
function readsWhatChanges(check: Check, run: Block, reads: ReadonlySet<AliasClass>): boolean {
  const { aliases, functions, module, program } = check;
  if (![...reads].some((slot) => module.has(slot))) return false;
  const declarations = [...program.moduleTypes.keys(), ...program.moduleVariables.keys()] as ts.VariableDeclaration[];
  let found = false;
  const look = (statement: Statement): void => {
    if (statement.kind !== "let" || statement.operation.kind !== "global") return;
    const { name, file } = statement.operation;
    if (!reachableSlots(aliases, aliases.classOf(statement.value)).some((slot) => reads.has(slot))) return;
    const declaration = declarations.find(
      (one) => one.name.getText() === name && one.getSourceFile().fileName === file,
    );
    if (declaration === undefined || isAssignedBinding(program, declaration) || isChanged(program, declaration))
      found = true;
  };
  visit(run, look);
  for (const fn of functions.values()) visit(fn.body, look);
  return found;
}

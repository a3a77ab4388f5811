import type { InnerMarker } from "../1-discover/compose.js";
import type { Capture } from "../1-discover/findCaptures.js";
import type { Context } from "../context.js";
import { Reporter } from "../diagnostics/report.js";
import { spanOf } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";
import { newValue, primitive } from "../ir/build.js";
import type { IRFunction, Program, Value } from "../ir/types.js";
import { checkProperties } from "./lower/accessors.js";
import { isOptionalType, typeFromChecker } from "./lower/annotations.js";
import { checkUnboxed } from "./lower/askKinds.js";
import { calledActivations } from "./lower/bodies.js";
import { callFunction } from "./lower/calls.js";
import { appendCaptures } from "./lower/captures.js";
import { checkInitializers } from "./lower/checkInitializers.js";
import { checkSeenAs } from "./lower/checkSeenAs.js";
import { noteClasses } from "./lower/classes/dispatch.js";
import { checkFrames } from "./lower/classes/frames.js";
import { checkInstanceStores } from "./lower/classes/replacedMethods.js";
import { createConversion } from "./lower/conversion.js";
import { suspendCoroutines } from "./lower/coroutines/suspend.js";
import { cotangentType } from "./lower/cotangentType.js";
import { derivedOf } from "./lower/derived.js";
import { checkDictionaries } from "./lower/dictionaries.js";
import { checkViewed } from "./lower/entries.js";
import { checkKeyLoops } from "./lower/entryIteration.js";
import { noteErrors } from "./lower/errors.js";
import { asAtom, lowerOperand } from "./lower/expressions.js";
import { type Facts, factCount, noFacts } from "./lower/facts.js";
import { finishFunctions } from "./lower/finish.js";
import { isFunctionType } from "./lower/functions/compare.js";
import { completeCalls } from "./lower/functions/complete.js";
import { bodiesOf, layOutFunctions, refuseEscaping, refuseStoresInTables } from "./lower/functions/layout.js";
import { refuseSharedProperties } from "./lower/functions/objects.js";
import { staysAsWritten } from "./lower/functions/tables.js";
import { noteHostFunctions, reportHostFunctions } from "./lower/hostFunctions.js";
import { returnsValue } from "./lower/inlineCall.js";
import { instanceKey } from "./lower/instanceKey.js";
import { lowerBody, newActivation } from "./lower/instances.js";
import { checkListings } from "./lower/listedFields.js";
import { checkUnknowns } from "./lower/missingProperties.js";
import { isFunctionExpression } from "./lower/module.js";
import { noteThrowing } from "./lower/outcomes.js";
import { bindParameters, parametersOf } from "./lower/parameters.js";
import { refusePatches } from "./lower/patches.js";
import { createPrelude, type Prelude, withPrelude } from "./lower/prelude.js";
import { Scope } from "./lower/scope.js";
import { checkShortening } from "./lower/shortens.js";
import { startOf } from "./lower/start.js";
import {
  type Activation,
  type Closure,
  type FunctionNode,
  type FunctionValue,
  isFunctionValue,
  type Lowering,
  type ProgramState,
  report,
  standIn,
} from "./lower/state.js";
import { returnValue } from "./lower/statements.js";
import { noteKinds } from "./lower/unions.js";

/** What is differentiated: a function, or what other markers make of it. */
export interface Root {
  readonly declaration: ts.FunctionLikeDeclaration;
  /** The markers between, the outermost first. */
  readonly inner: readonly InnerMarker[];
  /** The locals of enclosing functions that the function uses; their values are parameters, after its own. */
  readonly captures: readonly Capture[];
  /** What must stay as it is written: the table, or the member of a class, that holds the function. */
  readonly held?: ts.Expression;
  /** Where the derivative is asked for. */
  readonly at: ts.Node;
}

/** A function by itself. */
export const plainRoot = (declaration: ts.FunctionLikeDeclaration): Root => ({
  declaration,
  inner: [],
  captures: [],
  at: declaration,
});

/**
 * Lowers the marked function and every function it calls to the source stage. Undefined if anything was reported:
 * all findings of the program are reported at once.
 */
export function lower(root: Root, ctx: Context): Program | undefined {
  refusePatches(ctx);
  const facts = noFacts();
  // One for all attempts: what they find out is about its nodes, too.
  const prelude = createPrelude(ctx.frontend);
  for (;;) {
    const known = factCount(facts);
    const attempt: Context = { ...ctx, reporter: new Reporter(ctx.reporter.entered) };
    const program = withinStack(attempt, root, () => lowerOnce(root, attempt, facts, prelude));
    const isEndless = attempt.reporter.diagnostics.some(
      ({ name }) => name === "endlessCalls" || name === "nestedTooDeep",
    );
    if (factCount(facts) > known && !isEndless) continue;
    for (const diagnostic of attempt.reporter.diagnostics) ctx.reporter.add(diagnostic);
    return program;
  }
}

/** Functions are lowered where they are called, each within its caller: there is an end to what the stack holds. */
function withinStack(ctx: Context, { declaration, at }: Root, attempt: () => Program | undefined): Program | undefined {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    ctx.reporter.report("nestedTooDeep", spanOf(at), { name: functionName(declaration) });
    return undefined;
  }
}

function lowerOnce(root: Root, ctx: Context, facts: Facts, prelude: Prelude): Program | undefined {
  const known = factCount(facts);
  const program = createProgramState(ctx, facts, prelude);
  const node: FunctionNode = root.declaration;
  const returns = root.inner.length > 0 || returnsValue(node);
  const activation = newActivation(program, node, functionName(node), { returns });
  const singles = { at: startOf(program, activation), made: new Map() };
  program.singles = singles;
  lowerRoot(program, activation, root);
  completeCalls(program);
  if (program.budget.isSpent) return undefined;
  activation.body = [...singles.at.out.block, ...activation.body];
  checkKeyLoops(program);
  checkShortening(program);
  checkDictionaries(program);
  checkUnboxed(program);
  checkSeenAs(program);
  checkInstanceStores(program);
  checkUnknowns(program);
  checkProperties(program);
  checkListings(program);
  checkViewed(program);
  const activations = activationsOf(program, activation);
  checkFrames(program, activations);
  appendCaptures(activations, program);
  refuseStoresInTables(startOf(program, activation), activations);
  refuseSharedProperties(program);
  refuseEscaping(startOf(program, activation), activations);
  layOutFunctions(program, bodiesOf(activations));
  suspendCoroutines(program);
  noteClasses(program);
  noteErrors(program);
  noteThrowing(program, activations);
  // Kinds that came to a place only because something else was not known yet do not count.
  if (factCount(facts) === known) noteKinds(program);
  if (ctx.reporter.failed) {
    if (factCount(facts) === known) noteHostFunctions(program, node);
    reportHostFunctions(program);
    return undefined;
  }
  if (factCount(facts) > known) return undefined;
  const functions = finishFunctions(activations, program.names);
  checkInitializers(program, functions);
  const [main] = functions;
  return main === undefined ? undefined : { root: main, functions: byId(functions) };
}

function activationsOf(program: ProgramState, root: Activation): readonly Activation[] {
  return [...new Set([root, ...calledActivations(program)])];
}

const byId = (functions: readonly IRFunction[]): ReadonlyMap<number, IRFunction> =>
  new Map(functions.map((fn) => [fn.ref.id, fn]));

export const createProgramState = (
  ctx: Context,
  facts = noFacts(),
  prelude = createPrelude(ctx.frontend),
  inlineAll = false,
): ProgramState => ({
  ctx: { ...ctx, frontend: withPrelude(ctx.frontend) },
  facts,
  failures: new Map(),
  inlineAll,
  budget: { bodies: 0, isSpent: false },
  instances: new Map(),
  variants: new Map(),
  bases: new Map(),
  ruled: [],
  capturing: new Map(),
  markers: new Map(),
  frames: new Map(),
  pullbacks: new Map(),
  postponed: [],
  nodeIds: new Map(),
  conversion: createConversion(),
  unions: new Map(),
  places: [],
  spreads: new Set(),
  buffers: [],
  refused: new Set(),
  growing: new Set(),
  names: new Map(),
  elements: new Set(),
  assigned: new Map(),
  keyLoops: [],
  shortenings: [],
  properties: [],
  listings: [],
  viewed: [],
  literals: [],
  dictionaries: [],
  pairs: new Set(),
  origins: new Map(),
  indices: new Map(),
  setups: new Map(),
  sources: new Map(),
  unboxed: [],
  seenAs: [],
  instanceStores: [],
  unknowns: [],
  patches: undefined,
  openPrototypes: undefined,
  classes: new Map(),
  localClasses: [],
  openClasses: new Set(),
  marked: new Map(),
  localScopes: [],
  statics: new Map(),
  uses: [],
  exact: new Map(),
  held: new WeakMap(),
  texts: new Map(),
  contents: new Map(),
  lambdas: new Map(),
  applies: new Map(),
  sites: [],
  coroutines: [],
  errorUses: [],
  rests: new Map(),
  tablesOf: new Map(),
  storesIn: new Map(),
  tables: new Map(),
  singles: undefined,
  initializers: new Map(),
  functionsMade: new Map(),
  functionProperties: [],
  ownRecords: new Set(),
  comparisons: [],
  declared: new Map(),
  quiet: new Set(),
  lacking: new Set(),
  moduleTypes: new Map(),
  moduleVariables: new Map(),
  guarded: new Set(),
  prelude,
});

function functionName(node: FunctionNode): string {
  if (node.name !== undefined && ts.isIdentifier(node.name)) return node.name.text;
  const { parent } = node;
  return parent !== undefined && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
    ? parent.name.text
    : "f";
}

/** The parameters of the root have the types that the checker states; a parameter with a default may be missing. */
function lowerRoot(
  program: ProgramState,
  activation: Activation,
  { declaration: node, inner, captures, held, at }: Root,
): void {
  const l = startOf(program, activation);
  if (refusedOutright(l, node)) return;
  if (held !== undefined && !staysAsWritten(l, held, node)) report(l, "heldFunction", held, { name: held.getText() });
  const args = parametersOf(node).map((parameter) => {
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
    const isRest = parameter.dotDotDotToken !== undefined;
    if (isRest) report(l, "restParameter", parameter);
    const type = isRest ? undefined : typeFromChecker(program, parameter);
    if (type === undefined || isFunctionType(type)) {
      if (!isRest) {
        const isFunction = program.ctx.frontend.typeOf(parameter).getCallSignatures().length > 0;
        const problem = isFunction ? "functionParameter" : "unsupportedType";
        report(l, problem, parameter, { name: name ?? parameter.name.getText() });
      }
      const stand = standIn(l);
      activation.params.push(stand);
      return stand;
    }
    const value = newValue(program.ctx.ids, type, { name, span: spanOf(parameter) });
    activation.params.push(value);
    // The text has the user's own type, which a default takes undefined out of.
    if (mayBeOmitted(program, parameter)) return presentOf(l, value);
    if (parameter.initializer !== undefined) program.elements.add(value);
    return value;
  });
  const scope = captures.length === 0 ? undefined : captureScope(l, captures);
  const closure: Closure = { kind: "closure", node, scope, name: activation.ref.name };
  if (inner.length > 0) {
    args.push(...directionsOf(l, inner, args[0]));
    const ruled = inner.at(-1)?.rule;
    const innermost = ruled === undefined ? closure : lowerOperand(l, ruled);
    if (!isFunctionValue(innermost)) return;
    const made = inner
      .filter(({ rule }) => rule === undefined)
      .reduceRight<FunctionValue>(
        (of, one) => ({ ...derivedOf(one.marker, of, one.wrt, at), choices: one.choices }),
        innermost,
      );
    returnValue(l, asAtom(l, callFunction(l, made, args, at), at), at);
    activation.body = l.out.block;
    return;
  }
  if (scope === undefined && !parametersOf(node).some((parameter) => parameter.initializer !== undefined)) {
    program.instances.set(instanceKey(program, closure, args), activation);
  }
  const place: Lowering = { ...l, scope: new Scope(scope ?? l.scope, activation) };
  bindParameters(place, node, args);
  lowerBody({ ...place, scope: new Scope(place.scope, activation) }, node);
  activation.body = l.out.block;
}

/** A product with a Hessian takes a direction as well, after all that the function takes. */
function directionsOf(l: Lowering, inner: readonly InnerMarker[], first: Value | undefined): readonly Value[] {
  return inner
    .filter(({ marker }) => marker === "hvp")
    .flatMap(() => {
      const type = first && cotangentType(first.type);
      if (type === undefined) return [];
      const value = newValue(l.program.ctx.ids, type, { name: "v" });
      l.activation.params.push(value);
      return [value];
    });
}

/** Captured values are parameters; captured functions see the same names. */
function captureScope(l: Lowering, captures: readonly Capture[]): Scope {
  const scope = new Scope(undefined, l.activation);
  const made: Capture[] = [];
  for (const capture of captures) {
    const { name, declaration, fn } = capture;
    if (fn !== undefined) {
      if (ts.isFunctionDeclaration(fn) || isFunctionExpression(fn))
        scope.declare(name, { kind: "function", value: { kind: "closure", node: fn, scope, name } });
      else made.push(capture);
      continue;
    }
    const type = typeFromChecker(l.program, declaration);
    // Where it is used, a name that is not declared here is refused.
    if (type === undefined || isFunctionType(type)) continue;
    const hint = name === "this" ? "self" : name;
    const value = newValue(l.program.ctx.ids, type, { name: hint, span: spanOf(declaration) });
    l.activation.params.push(value);
    l.program.elements.add(value);
    scope.declare(name, { kind: "value", atom: value });
  }
  // A derivative, or another name, is made of what stands before it.
  for (const { name, fn } of made.toSorted((a, b) => a.declaration.pos - b.declaration.pos)) {
    const value = lowerOperand({ ...l, scope }, fn as ts.Expression);
    if (isFunctionValue(value)) scope.declare(name, { kind: "function", value });
  }
  return scope;
}

const mayBeOmitted = (program: ProgramState, parameter: ts.ParameterDeclaration): boolean =>
  parameter.questionToken !== undefined || isOptionalType(program.ctx.frontend.typeOf(parameter));

/** The parameter as a value of its type, though undefined is possible. */
function presentOf(l: Lowering, parameter: Value): Value {
  const value = l.out.define(parameter.type, primitive("present", parameter), { name: parameter.name });
  l.program.elements.add(value);
  return value;
}

function refusedOutright(l: Lowering, node: FunctionNode): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const name = functionName(node);
  if (node.body === undefined) report(l, "functionWithoutBody", node, { name });
  else if (modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword)) report(l, "asyncCode", node);
  else if ("asteriskToken" in node && node.asteriskToken !== undefined) report(l, "generatorCode", node);
  else return false;
  return true;
}

import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { BlockBuilder, newFunctionRef, newValue, numberType } from "../../ir/build.js";
import { resolveType, unifyTypes } from "../../ir/type.js";
import type { Atom, RecordType, Value } from "../../ir/types.js";
import { readsArguments } from "./argumentsObject.js";
import { overBudget } from "./budget.js";
import { construct } from "./classes/construct.js";
import { makeCoroutine } from "./coroutines/coroutine.js";
import { fallsThrough } from "./ending.js";
import { lambdaOf } from "./functions/lambda.js";
import { returnsValue } from "./inlineCall.js";
import { asksWhether, isBuiltIn, keyOf, keyParts } from "./instanceKey.js";
import { placeType } from "./mixing.js";
import { newOutcome, type Outcome, returnOutcome } from "./outcomes.js";
import { type Entry, enter, entryOf } from "./packages.js";
import { bindParameters, bindReceiver, parametersOf } from "./parameters.js";
import { isPrelude } from "./prelude.js";
import { Scope } from "./scope.js";
import {
  type Activation,
  type Closure,
  type FunctionNode,
  freshType,
  type Lowering,
  type Operand,
  type ProgramState,
  refuse,
  type Self,
} from "./state.js";
import { checkEnd, hoist, lowerReturned, lowerStatements, returnValue } from "./statements.js";
import { typeOf } from "./values.js";
import { servingVariant, type Variant } from "./widening.js";

/** One function is lowered for so many combinations of argument types; more is taken for a type that grows without end. */
const maximumVariants = 40;
/** An instance is lowered where it is first called, so deeper nesting would exhaust the stack. */
export const maximumDepth = 350;

/** The lowered function for these argument types. Functions, strings and missing arguments are built in, not passed. */
export function instanceFor(
  l: Lowering,
  closure: Closure,
  args: readonly Operand[],
  node: ts.Node,
  receiver?: Operand,
  withOutcome = false,
): { readonly activation: Activation; readonly passed: readonly Atom[] } | undefined {
  const { program } = l;
  const takesAll = closure.node.parameters.some((p) => p.dotDotDotToken) || readsArguments(closure.node);
  const used = args.slice(0, takesAll ? args.length : parametersOf(closure.node).length);
  const parts = [...keyParts(program, closure, used, receiver), { text: withOutcome ? "outcome" : "" }];
  const key = keyOf(parts);
  const before = [closure.record, receiver].filter((operand) => operand !== undefined);
  const passed = [...before, ...used].filter((operand): operand is Atom => !isBuiltIn(operand));
  const variants = variantsOf(program, closure);
  const known = program.instances.get(key) ?? servingVariant(variants, parts, passed, isMadeBy(l, closure));
  if (known !== undefined) {
    passed.forEach((atom, i) => {
      const parameter = known.params[i];
      if (parameter !== undefined) unifyTypes(parameter.type, typeOf(atom));
    });
    return { activation: known, passed };
  }
  const depth = l.activation.depth + 1;
  if (overBudget(l, closure.name, node) !== undefined) return undefined;
  if (variants.length >= maximumVariants || depth > maximumDepth) {
    refuse(l, "endlessSpecialization", node, { name: closure.name });
    return undefined;
  }
  const returns = closure.constructs !== undefined || closure.creates === true || returnsValue(closure.node);
  const outcome = withOutcome ? newOutcome(program, returns) : undefined;
  const later = depth >= postponedDepth && outcome === undefined && returnsNumber(program, closure);
  const origins = closure.record === undefined ? functionsAround(closure) : lambdaOf(program, closure).origins;
  const options = { depth: later ? 0 : depth, returns, outcome, origins, entry: entryOf(l) };
  enter(l, closure.node.body);
  const activation = newActivation(program, closure.node, closure.name, options);
  program.instances.set(key, activation);
  variants.push({ activation, parts });
  const lowerNow = (): void => {
    activation.isRunning = true;
    lowerActivation(program, activation, closure, used, receiver, l.site);
    activation.isRunning = false;
  };
  if (later) {
    if (activation.returnsValue) unifyTypes(activation.result, numberType);
    program.postponed.push(lowerNow);
  } else lowerNow();
  return { activation, passed };
}

/** A function that the called one has made calls it again, when it has ended itself. */
const isMadeBy = ({ activation, inlining }: Lowering, { node }: Closure): boolean =>
  activation.node !== node && activation.origins.has(node) && inlining.every((one) => one.node !== node);

/** What a function is lowered as; one that captures something, each time that it is made. */
function variantsOf(program: ProgramState, { node, record, scope }: Closure): Variant[] {
  const place = (record === undefined ? undefined : scope) ?? node;
  const here = program.variants.get(place) ?? new Map<ts.Node, Variant[]>();
  program.variants.set(place, here);
  const variants = here.get(node) ?? [];
  here.set(node, variants);
  return variants;
}

/**
 * In a long chain of functions that call each other for the first time, one is lowered later now and then, if its result is a number
 * or nothing: what its caller does with it does not depend on more.
 */
const postponedDepth = 25;

function returnsNumber(program: ProgramState, { node }: Closure): boolean {
  if (!ts.isFunctionDeclaration(node) || isPrelude(node)) return false;
  if (!returnsValue(node)) return true;
  const signature = program.ctx.frontend.checkerAt(node).getSignatureFromDeclaration(node);
  return signature !== undefined && (signature.getReturnType().flags & ts.TypeFlags.NumberLike) !== 0;
}

/** The function, and if it is a local one those in whose bodies it stands: a call of one of these from its own body is a recursion. */
function functionsAround({ node, scope }: Closure): ReadonlySet<ts.Node> {
  const around = new Set<ts.Node>([node]);
  if (scope === undefined) return around;
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent)
    if (ts.isFunctionLike(at)) around.add(at);
  return around;
}

interface ActivationOptions {
  readonly origins?: ReadonlySet<ts.Node>;
  readonly entry?: Entry | undefined;
  readonly depth?: number;
  readonly returns?: boolean;
  readonly outcome?: Outcome | undefined;
}

export const newActivation = (
  program: ProgramState,
  node: ts.Node,
  name: string,
  { depth = 0, returns = false, outcome, origins = new Set(), entry }: ActivationOptions = {},
): Activation => {
  const activation: Activation = {
    ref: newFunctionRef(program.ctx.ids, name),
    depth,
    node,
    origins,
    entry,
    result: outcome?.type ?? placeType(program, node, freshType(program)),
    returnsValue: outcome !== undefined || returns,
    params: [],
    captures: new Map(),
    calls: [],
    self: undefined,
    body: [],
    isRunning: false,
    throws: false,
    isFragile: false,
    isTrusting: false,
    outcome,
  };
  program.origins.set(activation, node);
  return activation;
};

/** Lowers the body with parameters of the arguments' types. */
export function lowerActivation(
  program: ProgramState,
  activation: Activation,
  closure: Closure,
  args: readonly Operand[],
  receiver?: Operand,
  site?: ts.Node,
): void {
  program.budget.bodies++;
  const out = new BlockBuilder(program.ctx.ids);
  const scope = new Scope(closure.scope, activation);
  const l: Lowering = {
    program,
    activation,
    out,
    scope,
    jumps: [],
    returning: { kind: "function" },
    handlers: [],
    inlining: [],
    ...(site === undefined ? {} : { site }),
  };
  const { node } = closure;
  const { record, ...named } = closure;
  if (record !== undefined) activation.self = selfParameter(program, activation, closure, record);
  if (ts.isFunctionExpression(node) && node.name !== undefined) {
    scope.declare(node.name.text, { kind: "function", value: named });
  }
  bindReceiver(scope, closure, receiverParameter(program, activation, receiver));
  const names = parametersOf(node);
  const operands = args.map((operand, i) => {
    if (isBuiltIn(operand)) return operand;
    const parameter = names[Math.min(i, names.length - 1)];
    const value = parameterValue(program, operand as Atom, parameter);
    activation.params.push(value);
    return value;
  });
  if (closure.constructs !== undefined) {
    returnValue(
      l,
      construct(l, closure.constructs, { args: operands, isPacked: closure.isPacked === true }, node),
      node,
    );
    activation.body = out.block;
    return;
  }
  bindParameters(l, node, operands, closure);
  if (closure.creates) {
    returnValue(l, makeCoroutine(l, closure, node), node);
    activation.body = out.block;
    return;
  }
  lowerBody({ ...l, scope: new Scope(scope, activation) }, node);
  activation.body = out.block;
}

/** The record of a function that is a value is its first parameter. */
function selfParameter(program: ProgramState, activation: Activation, closure: Closure, argument: Value): Self {
  const type = resolveType(argument.type) as RecordType;
  const record = newValue(program.ctx.ids, type, { name: "fn" });
  activation.params.push(record);
  return { lambda: lambdaOf(program, closure), record, type, captures: new Map() };
}

/** The receiver of a method is its first parameter, with a name like that of its class. */
function receiverParameter(
  program: ProgramState,
  activation: Activation,
  receiver: Operand | undefined,
): Operand | undefined {
  if (receiver === undefined || isBuiltIn(receiver)) return receiver;
  const atom = receiver as Atom;
  const type = typeOf(atom);
  const hint = (type.kind === "record" ? type.name : undefined) ?? "self";
  const value = newValue(program.ctx.ids, type, { name: hint.charAt(0).toLowerCase() + hint.slice(1) });
  inherit(program, atom, value);
  activation.params.push(value);
  return value;
}

/** What is known of an argument is known of its parameter. */
function inherit(program: ProgramState, argument: Atom, value: Value): void {
  if (program.refused.has(argument)) program.refused.add(value);
  const exact = program.exact.get(argument);
  if (exact !== undefined) program.exact.set(value, exact);
}

export function parameterValue(
  program: ProgramState,
  argument: Atom,
  parameter: ts.ParameterDeclaration | undefined,
): Value {
  const name = parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
  const span = parameter === undefined ? undefined : spanOf(parameter);
  const value = newValue(program.ctx.ids, typeOf(argument), { name, span });
  inherit(program, argument, value);
  // One lowered function serves all calls: only where it is part of the key, a parameter is known to be there.
  if (!asksWhether(parameter) || program.elements.has(argument)) program.elements.add(value);
  return value;
}

export function lowerBody(l: Lowering, node: FunctionNode): void {
  const { body } = node;
  if (body === undefined) return;
  if (ts.isBlock(body)) {
    hoist(l, body);
    lowerStatements(l, body.statements);
    const { outcome, returnsValue: gives } = l.activation;
    if (outcome === undefined ? gives : outcome.value !== undefined) checkEnd(l, node);
    else if (outcome !== undefined && fallsThrough(l.out.statements)) returnOutcome(l, outcome, undefined, node);
  } else {
    returnValue(l, lowerReturned(l, body), body);
  }
}

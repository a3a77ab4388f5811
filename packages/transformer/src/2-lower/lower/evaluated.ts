import { lookup } from "../../evaluate/frames.js";
import { findProperty, ownProperty } from "../../evaluate/heap.js";
import { functionAround } from "../../evaluate/later.js";
import { Endless, type Machine } from "../../evaluate/machine.js";
import { makeMachine, moduleOf, runPackages } from "../../evaluate/modules.js";
import { importedPath, isSettled } from "../../evaluate/settled.js";
import {
  type Frame,
  isData,
  isOneOf,
  isThing,
  isUnknown,
  type Thing,
  type Value,
  type Variable,
} from "../../evaluate/things.js";
import type { Frontend } from "../../frontend/frontend.js";
import { isInstalled } from "../../frontend/implementations.js";
import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { isModuleLevel } from "./moduleLevel.js";
import { skipParentheses } from "./operators.js";
import { assignedNames, type Binding, Scope } from "./scope.js";
import {
  type Activation,
  type Builtin,
  type Closure,
  type FunctionNode,
  type FunctionValue,
  idOf,
  type Lowering,
  type Operand,
  type ProgramState,
} from "./state.js";

// Modules that make what they export by running code: `extend(exports, { … })`, loops that fill an object, factories. What that leaves
// behind is found by evaluating the top level of the package. A function that is found so is lowered as any other; the names that it has
// from a factory are looked up where that has left them.

const machines = new WeakMap<Frontend, Machine>();
const hopeless = new WeakSet<Frontend>();

/** What is found out about the modules of a program; undefined if they run for too long. */
export function machineOf({ ctx: { frontend } }: ProgramState): Machine | undefined {
  if (hopeless.has(frontend)) return undefined;
  const known = machines.get(frontend);
  if (known !== undefined) return known;
  const machine = makeMachine(frontend);
  machines.set(frontend, machine);
  runPackages(machine);
  return machine;
}

function carefully<T>(program: ProgramState, action: (machine: Machine) => T): T | undefined {
  try {
    const machine = machineOf(program);
    return machine && action(machine);
  } catch (problem) {
    if (!(problem instanceof Endless) && !(problem instanceof RangeError)) throw problem;
    hopeless.add(program.ctx.frontend);
    return undefined;
  }
}

/** A value, and what keeps it: a property of an object, or a variable. */
interface Found {
  readonly value: Value;
  readonly isSettled: () => boolean;
}

/** What a name or an access of a package, or of an import of one, gives; undefined if that is not known. */
function find(l: Lowering, machine: Machine, expression: ts.Expression): Found | undefined {
  const node = skipParentheses(expression);
  if (ts.isPropertyAccessExpression(node)) {
    const base = find(l, machine, node.expression);
    if (base === undefined || !isThing(base.value) || !base.isSettled()) return undefined;
    return propertyOf(machine, base.value, node.name.text);
  }
  return ts.isIdentifier(node) ? findName(l, machine, node) : undefined;
}

function propertyOf(machine: Machine, holder: Thing, key: string): Found | undefined {
  const found = findProperty(holder, key);
  if (found === undefined || found.getter !== undefined || holder.isGivenAway || isOfLibrary(holder, key))
    return undefined;
  return { value: found.value, isSettled: () => isSettled(machine, holder, key) };
}

/** Inherited from the language's own prototypes: a method that is known by its name. */
function isOfLibrary(holder: Thing, key: string): boolean {
  let at: Thing | null = holder;
  while (at !== null && ownProperty(at, key) === undefined) at = at.prototype;
  return at?.kind === "builtin";
}

function findName(l: Lowering, machine: Machine, node: ts.Identifier): Found | undefined {
  const local = l.scope.lookup(node.text);
  if (local !== undefined) return undefined;
  const imported = importedPath(machine, node);
  if (imported !== undefined) return { value: imported, isSettled: () => true };
  const frame = l.scope.frame();
  const variable = (frame && lookup(frame, node.text)) ?? declaredVariable(l, machine, node);
  if (variable === undefined) return undefined;
  return { value: variable.read?.() ?? variable.value, isSettled: () => isFixed(l.program, machine, variable) };
}

/** The variable of a package that a name means, if there is one of it. */
function declaredVariable(l: Lowering, machine: Machine, node: ts.Identifier): Variable | undefined {
  const declaration = l.program.ctx.frontend.declarationOf(node);
  const file = declaration?.getSourceFile();
  if (declaration === undefined || file === undefined || file.isDeclarationFile || !isInstalled(file.fileName))
    return undefined;
  moduleOf(machine, file);
  const [only, ...more] = machine.variablesOf.get(declaration) ?? [];
  return more.length === 0 ? only : undefined;
}

/** Nothing assigns it but the function that declares it, which has ended. */
function isFixed(program: ProgramState, machine: Machine, { declaration }: Variable): boolean {
  if (declaration === undefined) return false;
  const name = ts.getNameOfDeclaration(declaration as ts.Declaration);
  if (name === undefined || !ts.isIdentifier(name)) return true;
  const targets = assignedNames(program, declaration.getSourceFile()).get(name.text) ?? [];
  return targets.every((target) => {
    if (program.ctx.frontend.declarationOf(target) !== declaration) return true;
    return functionAround(machine, target) === functionAround(machine, declaration);
  });
}

const runsInPlace = (fn: ts.Node): boolean => {
  const first = ts.isFunctionExpression(fn) ? fn.body.statements[0] : undefined;
  return first !== undefined && isModuleLevel(first);
};

/** The function, class or number that a name or an access stands for when the modules have run. */
export function evaluatedOperand(l: Lowering, node: ts.Expression): Operand | undefined {
  return carefully(l.program, (machine) => {
    const found = find(l, machine, node);
    if (found === undefined || !found.isSettled()) return undefined;
    return operandOf(l.program, l.activation, found.value, nameIn(node));
  });
}

/**
 * Whether it is known that a member is not always the same: by the environment, or as something may change it later. What is no function
 * and holds none is read when the program runs.
 */
export function isUnsettled(l: Lowering, node: ts.PropertyAccessExpression): boolean {
  const found = carefully(l.program, (machine) => find(l, machine, node));
  if (found === undefined || isUnknown(found.value)) return false;
  return isOneOf(found.value) || (!isData(found.value) && !found.isSettled());
}

/** A property of an object that a package has made: of `this` in its functions, or of a function. */
export function evaluatedProperty(l: Lowering, { thing }: Pick<Closure, "thing">, name: string): Operand | undefined {
  if (thing === undefined) return undefined;
  return carefully(l.program, (machine) => {
    const found = propertyOf(machine, thing, name);
    return found?.isSettled() ? operandOf(l.program, l.activation, found.value, name) : undefined;
  });
}

/** The object that an expression gives, known by what it has. */
export function evaluatedObject(l: Lowering, node: ts.Expression): Builtin | undefined {
  return carefully(l.program, (machine) => {
    const found = find(l, machine, node);
    if (found === undefined || !isThing(found.value) || found.value.kind !== "object" || !found.isSettled())
      return undefined;
    return objectOf(l.program, found.value);
  });
}

const objectOf = (program: ProgramState, thing: Thing): Builtin => ({
  kind: "builtin",
  name: `an object of a package (${idOf(program, thing)})`,
  thing,
});

/** The name of the library's own object that a variable of a package holds: `var Math = context.Math`. */
export function evaluatedLibrary(l: Lowering, node: ts.Identifier): string | undefined {
  return carefully(l.program, (machine) => {
    const found = find(l, machine, node);
    return found !== undefined && isThing(found.value) && found.value.kind === "builtin" && found.isSettled()
      ? found.value.name
      : undefined;
  });
}

const nameIn = (node: ts.Expression): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : "f";

function operandOf(program: ProgramState, owner: Activation, value: Value, name: string): Operand | undefined {
  if (isUnknown(value) || isOneOf(value)) return undefined;
  if (!isThing(value)) return constant(value);
  return functionOf(program, owner, value, name);
}

function functionOf(program: ProgramState, owner: Activation, thing: Thing, name: string): FunctionValue | undefined {
  if (thing.kind === "builtin") return thing.native === undefined ? undefined : { kind: "builtin", name: thing.name };
  const { code } = thing;
  if (code === undefined || ts.isClassLike(code.node)) return undefined;
  const node = code.node as FunctionNode;
  return {
    kind: "closure",
    node,
    scope: scopeOf(program, owner, code.frame),
    name: node.name?.getText() ?? name,
    thing,
  };
}

const scopes = new WeakMap<ProgramState, Map<Frame, Scope>>();

/** Where the free names of a function are looked up: nothing special if its frames are those of modules. */
function scopeOf(program: ProgramState, owner: Activation, frame: Frame): Scope | undefined {
  if (isOfModule(frame)) return undefined;
  const known = scopes.get(program) ?? new Map<Frame, Scope>();
  scopes.set(program, known);
  const scope = known.get(frame) ?? new FrameScope(program, owner, frame);
  known.set(frame, scope);
  return scope;
}

function isOfModule(frame: Frame): boolean {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent)
    if (!ts.isSourceFile(at.node) && !runsInPlace(at.node)) return false;
  return true;
}

/** The names that a factory has left to the functions that it made. */
class FrameScope extends Scope {
  constructor(
    private readonly program: ProgramState,
    owner: Activation,
    private readonly around: Frame,
  ) {
    super(undefined, owner);
  }

  override frame(): Frame {
    return this.around;
  }

  override lookup(name: string): { readonly binding: Binding; readonly scope: Scope } | undefined {
    for (let at: Frame | undefined = this.around; at !== undefined && !isOfModule(at); at = at.parent) {
      const variable = at.variables.get(name);
      if (variable === undefined) continue;
      const binding = this.bindingOf(variable, name);
      return binding && { binding, scope: this };
    }
    return undefined;
  }

  private bindingOf(variable: Variable, name: string): Binding | undefined {
    const machine = machineOf(this.program);
    if (machine === undefined || !isFixed(this.program, machine, variable)) return undefined;
    const operand = operandOf(this.program, this.owner, variable.read?.() ?? variable.value, name);
    if (operand === undefined || operand.kind === "value") return undefined;
    return operand.kind === "constant" ? { kind: "value", atom: operand } : { kind: "function", value: operand };
  }
}

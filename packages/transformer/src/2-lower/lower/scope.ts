import type { Frame } from "../../evaluate/things.js";
import { ts } from "../../frontend/ts.js";
import type { BlockBuilder } from "../../ir/build.js";
import type { Atom, Type, Value, Variable } from "../../ir/types.js";
import type { NewInstance } from "./classes/construct.js";
import type { Activation, Closure, FunctionValue, Operand, ProgramState } from "./state.js";

/** What a local name means. */
export type Binding =
  | {
      readonly kind: "variable";
      readonly variable: Variable;
      readonly declaration?: ts.Node | undefined;
      /** Where it is declared. */
      readonly home?: BlockBuilder;
    }
  /** A variable in memory, as functions that are values capture it and it is assigned. */
  | { readonly kind: "cell"; readonly record: Value; readonly type: Type; readonly declaration?: ts.Node | undefined }
  /** Not declared yet, further down in the block. */
  | { readonly kind: "pending"; readonly declaration: ts.Node }
  | { readonly kind: "value"; readonly atom: Atom }
  | { readonly kind: "function"; readonly value: FunctionValue }
  /** What a call passes: known one by one, and as an array if they are used as one. */
  | { readonly kind: "arguments"; readonly operands: readonly Operand[]; readonly array: Atom | undefined }
  /** `this` in a constructor. */
  | { readonly kind: "instance"; readonly instance: NewInstance };

/** Local names, resolved lexically: no type checker is needed inside a function. */
export class Scope {
  private readonly bindings = new Map<string, Binding>();
  constructor(
    readonly parent: Scope | undefined,
    readonly owner: Activation,
    /** Declarations become variables even if constant: a switch whose clauses fall through shares them between branches. */
    readonly shared = false,
    /** Told when a name is found beyond this scope that means something else each time what is around it runs. */
    private readonly crossed: (() => void) | undefined = undefined,
  ) {}

  /** Where functions that are made here look up their free names; undefined if that is a module. */
  get home(): Scope | undefined {
    return this;
  }

  declare(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  lookup(name: string): { readonly binding: Binding; readonly scope: Scope } | undefined {
    const binding = this.bindings.get(name);
    if (binding !== undefined) return { binding, scope: this };
    const found = this.parent?.lookup(name);
    if (found !== undefined && isOfFrame(found.binding)) this.crossed?.();
    return found;
  }

  /** The functions known now that this very scope has names for. */
  functions(): readonly Closure[] {
    return [...this.bindings.values()].flatMap((binding) =>
      binding.kind === "function" && binding.value.kind === "closure" ? [binding.value] : [],
    );
  }

  /** Of a function that a package has made by running: the names that it was made with. */
  frame(): Frame | undefined {
    return this.parent?.frame();
  }

  /** Only the names of this very scope. */
  own(name: string): Binding | undefined {
    return this.bindings.get(name);
  }
}

/** The top of a module, whose names are found by their declarations. */
export class ModuleScope extends Scope {
  constructor(owner: Activation) {
    super(undefined, owner);
  }

  override get home(): undefined {
    return undefined;
  }
}

function isOfFrame(binding: Binding): boolean {
  if (binding.kind === "value") return binding.atom.kind !== "constant";
  if (binding.kind !== "function") return true;
  const { value } = binding;
  return (
    value.kind === "iteration" || (value.kind === "closure" && value.scope !== undefined && value.thing === undefined)
  );
}

const isFunctionLike = (node: ts.Node): boolean => ts.isFunctionLike(node);

/** True if a name of this declaration is assigned after its declaration, judged by name: never false by mistake. */
export function isReassigned(program: ProgramState, name: ts.Identifier): boolean {
  let container: ts.Node = name;
  while (container.parent !== undefined && !(container !== name && isFunctionLike(container))) {
    container = container.parent;
  }
  return assignedNames(program, container).has(name.text);
}

/** The names assigned anywhere inside a node, also in nested functions, each with where. */
export function assignedNames(program: ProgramState, container: ts.Node): ReadonlyMap<string, readonly ts.Node[]> {
  const known = program.assigned.get(container);
  if (known !== undefined) return known;
  const names = new Map<string, ts.Node[]>();
  const add = (name: ts.Identifier): void => {
    names.set(name.text, [...(names.get(name.text) ?? []), name]);
  };
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) add(node);
    else if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) {
      target(node.expression);
    } else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(target);
    else if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) target(node.expression);
    else if (ts.isObjectLiteralExpression(node)) node.properties.forEach(target);
    else if (ts.isShorthandPropertyAssignment(node)) add(node.name);
    else if (ts.isPropertyAssignment(node)) target(node.initializer);
    else if (ts.isBinaryExpression(node)) target(node.left);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) target(node.left);
    else if (ts.isPostfixUnaryExpression(node)) target(node.operand);
    else if (
      ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
    ) {
      target(node.operand);
    } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      if (!ts.isVariableDeclarationList(node.initializer)) target(node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(container);
  program.assigned.set(container, names);
  return names;
}

export const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** Visits a function's own statements and expressions, not those of functions inside it. */
export function visitOwn(node: ts.Node, action: (node: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    action(child);
    if (!isFunctionLike(child)) visitOwn(child, action);
  });
}

import { ts } from "../../../frontend/ts.js";
import { classSlot, constant, errorSlot, newLabel, opaqueType } from "../../../ir/build.js";
import { fieldOf } from "../../../ir/type.js";
import type { Atom, FieldType, RecordType, Type, Value } from "../../../ir/types.js";
import { type Argument, lowerArguments, plainArguments } from "../arguments.js";
import { isLong, overBudget } from "../budget.js";
import { callInstance } from "../calls.js";
import { isErrorClass, newHostError, writtenHostError } from "../errors.js";
import { asAtom, lowerExpression, lowerName, lowerOperand } from "../expressions.js";
import { finiteArguments } from "../functions/nesting.js";
import { spreadCall } from "../functions/spread.js";
import { ownReturns } from "../inlineCall.js";
import { fit, placeType } from "../mixing.js";
import { memberDeclaration } from "../origins.js";
import { enter, entering } from "../packages.js";
import { bindParameters } from "../parameters.js";
import { Scope } from "../scope.js";
import {
  type ClassValue,
  type Closure,
  freshType,
  inBlock,
  type Lowering,
  type Operand,
  type ProgramState,
  refuse,
  report,
  standIn,
} from "../state.js";
import { hoist, lowerStatements } from "../statements.js";
import { ancestry, constructorOf, findMember, hasModifier, instanceFields, memberName } from "./model.js";
import { checkDecorated, checkRedeclared } from "./patchedMethods.js";

/** What `super(…)` needs to know of the constructor that it is in. */
export interface Constructing {
  readonly cls: ClassValue;
  readonly instance: NewInstance;
  /** Gives the fields of the class itself their first values. */
  readonly initialize: (l: Lowering) => void;
}

/**
 * An instance while its constructor runs. As long as nothing but its fields is asked for, at one place after the other, it is only
 * a set of values: the record is made when the constructor ends, or when the instance gets away.
 */
export class NewInstance {
  private readonly values = new Map<string, Atom>();
  private made: Value | undefined;

  constructor(
    private readonly l: Lowering,
    readonly cls: ClassValue,
    readonly type: RecordType,
  ) {}

  isPendingAt(l: Lowering): boolean {
    return this.made === undefined && this.l.out === l.out;
  }

  get(name: string): Atom {
    return this.values.get(name) ?? constant(undefined);
  }

  set(l: Lowering, name: string, value: Atom, node: ts.Node): void {
    const type = fieldOf(this.type, name)?.type;
    const stored = type && fit(l, type, value, node, { record: this.type, name });
    if (stored !== undefined) this.values.set(name, stored);
  }

  /** The record, made now if it is not yet. */
  atom(): Value {
    if (this.made !== undefined) return this.made;
    const fields = this.type.fields.map(({ name }) => ({
      name,
      value: name === classSlot ? this.cls.tag : this.get(name),
    }));
    this.made = this.l.out.define(this.type, { kind: "makeRecord", fields });
    this.l.program.exact.set(this.made, [this.cls]);
    return this.made;
  }
}

/** The arguments of a constructor; packed if the last is the array of its rest parameter. */
export interface Given {
  readonly args: readonly Operand[];
  readonly isPacked: boolean;
}

/** What `new C(…)` and `super(…)` give to the constructor, of C or of a class that it extends. */
export function constructorArguments(
  l: Lowering,
  cls: ClassValue,
  nodes: readonly ts.Expression[],
  node: ts.Node,
): Given {
  return givenTo(l, cls, lowerArguments(l, nodes), node);
}

export function givenTo(l: Lowering, cls: ClassValue, given: readonly Argument[], node: ts.Node): Given {
  const ctor = nextConstructor(cls);
  if (ctor === undefined) return { args: plainArguments(l, given, node), isPacked: false };
  const { fn, args } = spreadCall(l, { kind: "closure", node: ctor, scope: cls.scope, name: cls.name }, given, node);
  return { args, isPacked: fn.kind === "closure" && fn.isPacked === true };
}

/** The function that makes instances of a class. First values of fields may make more of them where no constructor is written. */
export const constructorClosure = (program: ProgramState, cls: ClassValue): Closure => ({
  kind: "closure",
  node: nextConstructor(cls) ?? program.prelude("noConstructor").node,
  scope: cls.scope,
  name: cls.name,
  constructs: cls,
});

/** The constructor that is written, in the class or in one that it extends. */
const nextConstructor = (cls: ClassValue): ts.ConstructorDeclaration | undefined =>
  ancestry(cls)
    .map(constructorOf)
    .find((one) => one !== undefined);

/** `new C(…)` where C is known: its constructor is part of this function, unless it makes instances of C itself. */
export function instantiate(place: Lowering, cls: ClassValue, given: Given, node: ts.Node): Atom {
  const l = entering(place, node, cls.node);
  const foreign = ancestry(cls).find((one) => one.foreign);
  if (foreign !== undefined) return refuse(l, "classUse", node, { name: `new ${cls.name}` });
  if (ancestry(cls).some((one) => checkDecorated(l, one.node) || checkRedeclared(l, one))) return standIn(l);
  const ctor = nextConstructor(cls);
  enter(l, ctor?.body);
  const spent = overBudget(l, cls.name, node);
  if (spent !== undefined) return spent;
  const isInside = l.inlining.some((one) => one.node === ctor || one.node === cls.node);
  if (isInside || (ctor !== undefined && isLong(l))) {
    const plain = constructorClosure(l.program, cls);
    const closure: Closure = given.isPacked ? { ...plain, isPacked: true } : plain;
    const made = callInstance(l, closure, finiteArguments(l, closure, given.args, node), node);
    return made.kind === "value" ? made : refuse(l, "unknownFunctionValue", node);
  }
  return construct(l, cls, given, node);
}

/** `Object.create(C.prototype)`: an instance without the work of the constructors. */
export function bareInstance(l: Lowering, expression: ts.Expression): Value | undefined {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "prototype") return undefined;
  const cls = lowerOperand(l, expression.expression);
  if (cls.kind !== "class" || ancestry(cls).some((one) => one.foreign)) return undefined;
  return new NewInstance(l, cls, instanceType(l, cls)).atom();
}

/** Runs the constructors of the class here, and gives the new instance. */
export function construct(l: Lowering, cls: ClassValue, given: Given, node: ts.Node): Value {
  l.program.budget.bodies++;
  const instance = new NewInstance(l, cls, instanceType(l, cls));
  const inside: Lowering =
    constructorOf(cls) === undefined ? { ...l, inlining: [...l.inlining, { node: cls.node, key: "" }] } : l;
  runConstructor(inside, cls, given, instance, node);
  return instance.atom();
}

function instanceType(l: Lowering, cls: ClassValue): RecordType {
  const field = (name: string, type: Type): FieldType => ({ name, type });
  const fields = instanceFields(cls).map((name) => {
    const declaration = memberDeclaration(cls, name);
    const type = freshType(l.program);
    return field(name, declaration === undefined ? type : placeType(l.program, declaration, type));
  });
  return {
    kind: "record",
    name: cls.name,
    fields: [field(classSlot, opaqueType), ...(isErrorClass(cls) ? [field(errorSlot, opaqueType)] : []), ...fields],
    instance: { classes: new Set([cls]), open: false },
  };
}

function runConstructor(l: Lowering, cls: ClassValue, given: Given, instance: NewInstance, node: ts.Node): void {
  const ctor = constructorOf(cls);
  const fieldScope = new Scope(cls.scope, l.activation);
  fieldScope.declare("this", { kind: "instance", instance });
  fieldScope.declare("super", { kind: "function", value: cls });
  const outside: Lowering = { ...l, scope: fieldScope, jumps: [], returning: { kind: "function" } };
  if (ctor === undefined) {
    if (cls.base !== undefined) runConstructor(l, cls.base, given, instance, node);
    else if (cls.error !== undefined) {
      const texts = given.args.map((arg) => asValue(l, arg, node));
      storeField(l, instance, errorSlot, newHostError(l, cls.error, texts), node);
    }
    initializeFields(outside, cls, instance);
    return;
  }
  const scope = new Scope(fieldScope, l.activation);
  const inlining = [...l.inlining, { node: ctor, key: "" }];
  const inside: Lowering = { ...outside, scope, inlining };
  bindParameters(inside, ctor, given.args, given.isPacked ? { isPacked: true } : {});
  const initialize = (at: Lowering): void => {
    for (const parameter of ctor.parameters) {
      if (!ts.isParameterPropertyDeclaration(parameter, ctor) || !ts.isIdentifier(parameter.name)) continue;
      const value = lowerName({ ...at, scope }, parameter.name, parameter.name.text);
      storeField(at, instance, parameter.name.text, asValue(at, value, parameter), parameter);
    }
    initializeFields({ ...at, scope: fieldScope }, cls, instance);
  };
  if (cls.base === undefined && cls.error === undefined) initialize(inside);
  runBody({ ...inside, scope: new Scope(scope, l.activation), constructing: { cls, instance, initialize } }, ctor);
}

function runBody(l: Lowering, ctor: ts.ConstructorDeclaration): void {
  const { body } = ctor;
  if (body === undefined) return;
  hoist(l, body);
  const returns = ownReturns(ctor);
  if (returns.length === 0) {
    lowerStatements(l, body.statements);
    return;
  }
  const label = newLabel(l.program.ctx.ids);
  const block = inBlock(l, (inner) => lowerStatements(inner, body.statements), {
    returning: { kind: "inline", label, variable: undefined, depth: l.handlers.length },
  });
  l.out.push({ kind: "labelled", label, body: block });
}

/** `super(…)`: the constructor of the base class, then this class's own fields. */
export function callSuperConstructor(l: Lowering, node: ts.CallExpression): Operand {
  const { constructing } = l;
  if (constructing?.cls.error !== undefined) {
    const error = writtenHostError(l, constructing.cls.error, node);
    storeField(l, constructing.instance, errorSlot, error, node);
    constructing.initialize(l);
    return constant(undefined);
  }
  if (constructing?.cls.base === undefined) return refuse(l, "classUse", node, { name: "super" });
  const given = constructorArguments(l, constructing.cls.base, node.arguments, node);
  runConstructor(l, constructing.cls.base, given, constructing.instance, node);
  constructing.initialize(l);
  return constant(undefined);
}

/** `x = e;` in the class, in order. A field without a value exists, and is undefined. */
function initializeFields(l: Lowering, cls: ClassValue, instance: NewInstance): void {
  for (const member of cls.node.members) {
    if (!ts.isPropertyDeclaration(member) || hasModifier(member, ts.SyntaxKind.StaticKeyword)) continue;
    if (hasModifier(member, ts.SyntaxKind.DeclareKeyword) || hasModifier(member, ts.SyntaxKind.AbstractKeyword))
      continue;
    const name = memberName(member.name);
    if (name === undefined) {
      report(l, "dynamicKey", member, { type: "a class" });
    } else if (member.initializer !== undefined && findMember(instance.cls, name, "get")?.kind === "field") {
      storeField(l, instance, name, lowerExpression(l, member.initializer), member);
    }
  }
}

function storeField(l: Lowering, instance: NewInstance, name: string, value: Atom, node: ts.Node): void {
  if (instance.isPendingAt(l)) {
    instance.set(l, name, value, node);
    return;
  }
  const base = instance.atom();
  const type = fieldOf(instance.type, name)?.type;
  const stored = type && fit(l, type, value, node, { record: instance.type, name });
  if (stored === undefined) return;
  l.out.push({ kind: "store", base, key: { kind: "field", name }, value: stored, linear: false });
}

const asValue = (l: Lowering, operand: Operand, node: ts.Node): Atom => asAtom(l, operand, node);

import { ts } from "../../../frontend/ts.js";
import { constant } from "../../../ir/build.js";
import type { Constant } from "../../../ir/types.js";
import { errorClassOf } from "../errors.js";
import { lowerOperand } from "../expressions.js";
import { holdClass } from "../functions/lambda.js";
import { isAssignedBinding } from "../module.js";
import { isFileLevel, isModuleLevel, qualifierOf } from "../moduleLevel.js";
import { skipParentheses } from "../operators.js";
import { symbolSlot } from "../propertyNames.js";
import { Scope, visitOwn } from "../scope.js";
import { type ClassValue, inBlock, type Lowering, type ProgramState } from "../state.js";
import { watchedScope } from "./frames.js";
import { hasStaticPart, makeStatics } from "./localStatics.js";
import { storedMembers } from "./storedMembers.js";

/** What a name means on an instance, or on the class itself for static members. */
export type Member =
  | { readonly kind: "field"; readonly owner: ClassValue; readonly node: ts.Node }
  | { readonly kind: "method"; readonly owner: ClassValue; readonly node: ts.MethodDeclaration }
  | { readonly kind: "accessor"; readonly owner: ClassValue; readonly node: ts.AccessorDeclaration | undefined }
  /** A field that always holds the function it starts with: a method with a `this` of its own. */
  | { readonly kind: "function"; readonly owner: ClassValue; readonly node: ts.ArrowFunction | ts.FunctionExpression };

/** A class at module level: one value for the whole program. */
function moduleClass(
  program: ProgramState,
  node: ts.ClassLikeDeclaration,
  name: string,
  l: Lowering | undefined,
): ClassValue | undefined {
  const known = program.classes.get(node);
  if (known !== undefined) return known;
  // A class that extends itself, through others or not, has no base.
  if (program.openClasses.has(node)) return undefined;
  program.openClasses.add(node);
  const heritage = heritageOf(node);
  const place = l === undefined ? undefined : { ...l, scope: new Scope(undefined, l.activation) };
  const base = heritage === undefined ? undefined : baseOf(program, heritage, place);
  const error = heritage === undefined ? undefined : errorClassOf(program, heritage, l);
  program.openClasses.delete(node);
  const foreign = heritage !== undefined && base === undefined && error === undefined;
  if (foreign && l === undefined) return undefined;
  const tag = isNamed(node) ? globalTag(program, node, name) : localTag(program, name);
  const mayStore = storedMembers(program, node);
  const made: ClassValue = { kind: "class", name, node, scope: undefined, base, tag, error, foreign, mayStore };
  program.classes.set(node, made);
  return made;
}

/** `static readonly Builder = class { … }` of a class of a module. */
export const nestedClass = (l: Lowering, node: ts.ClassExpression, name: string): ClassValue | undefined =>
  moduleClass(l.program, node, name, l);

/** A class declared inside a function: it sees the names around it. */
export function localClass(l: Lowering, node: ts.ClassLikeDeclaration, name: string): ClassValue {
  const around = hasStaticPart(node) ? new Scope(l.scope, l.activation) : l.scope;
  const scope = watchedScope({ ...l, scope: around }, node);
  const heritage = heritageOf(node);
  const base = heritage === undefined ? undefined : baseOf(l.program, heritage, { ...l, scope });
  const error = heritage === undefined ? undefined : errorClassOf(l.program, heritage, l);
  const foreign = heritage !== undefined && base === undefined && error === undefined;
  const mayStore = storedMembers(l.program, node);
  const tag = localTag(l.program, name);
  const made: ClassValue = { kind: "class", name, node, scope, base, tag, error, foreign, mayStore };
  l.program.localClasses.push(made);
  if (node.name !== undefined) scope.declare(node.name.text, { kind: "function", value: made });
  holdClass(l, made);
  if (around !== l.scope) makeStatics(l, made, around);
  return made;
}

const heritageOf = (node: ts.ClassLikeDeclaration): ts.Expression | undefined =>
  node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;

/** The class that another extends: by name, or what a call of a function gives. Undefined if it is not known. */
function baseOf(program: ProgramState, expression: ts.Expression, l: Lowering | undefined): ClassValue | undefined {
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) {
    const local = ts.isIdentifier(expression) ? l?.scope.lookup(expression.text)?.binding : undefined;
    if (local !== undefined) return local.kind === "function" && local.value.kind === "class" ? local.value : undefined;
    const declaration = program.ctx.frontend.declarationOf(expression);
    return declaration === undefined ? undefined : declaredClass(program, declaration, l);
  }
  if (l === undefined || !ts.isCallExpression(expression)) return undefined;
  let base: ClassValue | undefined;
  inBlock(l, (inner) => {
    const operand = lowerOperand(inner, expression);
    if (operand.kind === "class") base = operand;
  });
  return base;
}

/** Code outside the class can name it. */
const holderOf = (node: ts.ClassLikeDeclaration): ts.Node => (ts.isClassExpression(node) ? node.parent : node);

const isNamed = (node: ts.ClassLikeDeclaration): boolean => isFileLevel(holderOf(node));

function globalTag(program: ProgramState, node: ts.ClassLikeDeclaration, name: string): Constant {
  const qualified = `${qualifierOf(holderOf(node)) ?? ""}${name}`;
  const global = { kind: "global", name: qualified, file: node.getSourceFile().fileName } as const;
  return { ...constant(freeTag(program, name), name), global };
}

/** A class inside a function has no name that the emitted code could use: a text stands for it. */
function localTag(program: ProgramState, name: string): Constant {
  const text = freeTag(program, name);
  return constant(text, JSON.stringify(text));
}

/** A text for each class: its name, with a number if another has that name. */
function freeTag(program: ProgramState, name: string): string {
  const all = [...program.classes.values(), ...program.localClasses];
  const taken = new Set(all.map(({ tag }) => tag.value));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
  return free;
}

/** The class that a declaration at module level declares. What it extends may be an expression that has to be lowered. */
export function declaredClass(
  program: ProgramState,
  declaration: ts.Declaration,
  l?: Lowering,
): ClassValue | undefined {
  if (ts.isClassDeclaration(declaration) && isModuleLevel(declaration) && !isAmbient(declaration)) {
    return moduleClass(program, declaration, declaration.name?.text ?? "default", l);
  }
  // A class expression by its own name: the constant that holds it.
  if (ts.isClassExpression(declaration))
    return ts.isVariableDeclaration(declaration.parent) ? declaredClass(program, declaration.parent, l) : undefined;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const initializer = declaration.initializer && skipParentheses(declaration.initializer);
  if (initializer === undefined || !isModuleLevel(declaration)) return undefined;
  const returned = ts.isCallExpression(initializer) ? returnedClass(initializer) : undefined;
  if (returned !== undefined && !isAssignedBinding(program, declaration)) {
    return moduleClass(program, returned, declaration.name.text, l);
  }
  if (!ts.isClassExpression(initializer)) return undefined;
  if (isAssignedBinding(program, declaration)) return undefined;
  return moduleClass(program, initializer, declaration.name.text, l);
}

/** `(function () { class C { … } return C; })()`. */
function returnedClass(call: ts.CallExpression): ts.ClassDeclaration | undefined {
  const fn = skipParentheses(call.expression);
  if (!ts.isFunctionExpression(fn)) return undefined;
  const last = fn.body.statements.at(-1);
  const returned = last !== undefined && ts.isReturnStatement(last) ? last.expression : undefined;
  return fn.body.statements.find(
    (statement): statement is ts.ClassDeclaration =>
      ts.isClassDeclaration(statement) && statement.name?.text === returned?.getText(),
  );
}

/** Every concrete class at module level, in the order of the files. */
export const programClasses = (program: ProgramState): readonly ClassValue[] =>
  program.ctx.frontend
    .sourceFiles()
    .flatMap((file) => file.statements.filter(ts.isClassDeclaration))
    .flatMap((node) => declaredClass(program, node) ?? [])
    .filter(({ node }) => !hasModifier(node, ts.SyntaxKind.AbstractKeyword));

export const isAmbient = (node: ts.ClassLikeDeclaration): boolean =>
  node.getSourceFile().isDeclarationFile || hasModifier(node, ts.SyntaxKind.DeclareKeyword);

export const hasModifier = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);

/** The class and those that it extends, itself first. */
export function ancestry(cls: ClassValue): readonly ClassValue[] {
  return cls.base === undefined ? [cls] : [cls, ...ancestry(cls.base)];
}

export const derivesFrom = (cls: ClassValue, base: ClassValue): boolean => ancestry(cls).includes(base);

/** The constructor with a body, if the class has one of its own. */
export const constructorOf = (cls: ClassValue): ts.ConstructorDeclaration | undefined =>
  cls.node.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  );

/** What reading, writing or calling the name on an instance of exactly this class means. */
export function findMember(cls: ClassValue, name: string, access: "get" | "set", isStatic = false): Member | undefined {
  const chain = ancestry(cls);
  for (const owner of chain) {
    const node = fieldNode(owner, name, isStatic);
    if (node === undefined) continue;
    const fn = access === "get" && ts.isPropertyDeclaration(node) ? fixedFunction(owner, name, node) : undefined;
    return fn === undefined ? { kind: "field", owner, node } : { kind: "function", owner, node: fn };
  }
  for (const owner of chain) {
    const own = owner.node.members.filter(
      (member) =>
        hasModifier(member, ts.SyntaxKind.StaticKeyword) === isStatic &&
        member.name !== undefined &&
        memberName(member.name) === name,
    );
    const method = own.find(
      (member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.body !== undefined,
    );
    if (method !== undefined) return { kind: "method", owner, node: method };
    const accessors = own.filter((member) => ts.isAccessor(member) && member.body !== undefined);
    if (accessors.length > 0) {
      const wanted = access === "get" ? ts.SyntaxKind.GetAccessor : ts.SyntaxKind.SetAccessor;
      const node = accessors.find((member) => member.kind === wanted) as ts.AccessorDeclaration | undefined;
      return { kind: "accessor", owner, node };
    }
  }
  return undefined;
}

/** Where a class says that its instances have a field, if it does. */
function fieldNode(cls: ClassValue, name: string, isStatic: boolean): ts.Node | undefined {
  const declared = cls.node.members.find(
    (member) =>
      ts.isPropertyDeclaration(member) &&
      hasModifier(member, ts.SyntaxKind.StaticKeyword) === isStatic &&
      isReal(member) &&
      memberName(member.name) === name,
  );
  if (declared !== undefined || isStatic) return declared;
  const ctor = constructorOf(cls);
  return ctor?.parameters.find(
    (parameter) => ts.isParameterPropertyDeclaration(parameter, ctor) && parameter.name.getText() === name,
  );
}

const isReal = (member: ts.PropertyDeclaration): boolean =>
  !hasModifier(member, ts.SyntaxKind.DeclareKeyword) && !hasModifier(member, ts.SyntaxKind.AbstractKeyword);

/** The function that a field is declared with, if nothing is stored there afterwards. */
function fixedFunction(
  cls: ClassValue,
  name: string,
  field: ts.PropertyDeclaration,
): ts.ArrowFunction | ts.FunctionExpression | undefined {
  const initializer = field.initializer && skipParentheses(field.initializer);
  if (initializer === undefined || !(ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
    return undefined;
  return cls.mayStore(name, hasModifier(field, ts.SyntaxKind.StaticKeyword)) ? undefined : initializer;
}

/** Whether constructing an instance binds one of its methods to it: `this.name = this.name.bind(this)`. */
export const bindsMethod = (cls: ClassValue, name: string): boolean =>
  ancestry(cls).some((one) =>
    constructorOf(one)?.body?.statements.some(
      (statement) => ts.isExpressionStatement(statement) && boundMethod(statement.expression) === name,
    ),
  );

/** The name in `this.name = this.name.bind(this)`. */
export function boundMethod(node: ts.Expression): string | undefined {
  if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left)) return undefined;
  const { left, right } = node;
  const isThis = left.expression.kind === ts.SyntaxKind.ThisKeyword;
  const name = accessedName(left.name);
  const isBinding = ts.isCallExpression(right) && right.getText() === `this.${left.name.text}.bind(this)`;
  return isThis && isBinding && node.operatorToken.kind === ts.SyntaxKind.EqualsToken ? name : undefined;
}

/** The names of the fields that a new instance has, in the order in which they get values. */
export function instanceFields(cls: ClassValue): readonly string[] {
  const names = new Set<string>(cls.base === undefined ? [] : instanceFields(cls.base));
  const ctor = constructorOf(cls);
  for (const parameter of ctor?.parameters ?? []) {
    if (ctor !== undefined && ts.isParameterPropertyDeclaration(parameter, ctor)) names.add(parameter.name.getText());
  }
  for (const member of cls.node.members) {
    if (!ts.isPropertyDeclaration(member) || hasModifier(member, ts.SyntaxKind.StaticKeyword)) continue;
    const name = memberName(member.name);
    if (name !== undefined && isReal(member) && findMember(cls, name, "get")?.kind === "field") names.add(name);
  }
  for (const name of ctor === undefined ? [] : assignedFields(ctor)) {
    if (findMember(cls, name, "set") === undefined) names.add(name);
  }
  return [...names];
}

/** `this.name = …` in a constructor: how JavaScript declares a field. */
function assignedFields(ctor: ts.ConstructorDeclaration): readonly string[] {
  const names: string[] = [];
  visitOwn(ctor, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    const { left } = node;
    if (ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword) {
      names.push(accessedName(left.name));
    }
  });
  return names;
}

/** The key of a member, if it is known now. */
export function memberName(name: ts.PropertyName): string | undefined {
  if (ts.isPrivateIdentifier(name)) return accessedName(name);
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  if (!ts.isComputedPropertyName(name)) return undefined;
  const { expression } = name;
  if (ts.isStringLiteralLike(expression)) return expression.text;
  return symbolSlot(expression);
}

/** The name of a property as it is accessed. Private names of two classes in one chain differ. */
export function accessedName(name: ts.Identifier | ts.PrivateIdentifier): string {
  if (ts.isIdentifier(name)) return name.text;
  for (let node: ts.Node = name; node !== undefined; node = node.parent) {
    if (!ts.isClassLike(node) || !node.members.some((member) => member.name?.getText() === name.text)) continue;
    const isDerived = node.heritageClauses?.some((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword) ?? false;
    return isDerived ? `#${node.name?.text ?? ""}.${name.text.slice(1)}` : name.text;
  }
  return name.text;
}

import { ts } from "../frontend/ts.js";
import { bindPattern } from "./assignments.js";
import { evaluate } from "./expressions.js";
import { callOf, declare, innerFrame } from "./frames.js";
import { giveAway } from "./giveAway.js";
import { isCallable, makeThing } from "./heap.js";
import { deeper, inDoubt, type Machine, Thrown } from "./machine.js";
import { requiredModule } from "./modules.js";
import { nameOf } from "./objects.js";
import { readProperty } from "./properties.js";
import { hoist, run } from "./statements.js";
import {
  type Frame,
  isOneOf,
  isThing,
  isUnknown,
  join,
  type Thing,
  type Unknown,
  unknown,
  type Value,
} from "./things.js";

/** A function as a value: its code, and the names that it sees. */
export function makeFunction(machine: Machine, node: ts.FunctionLikeDeclaration, frame: Frame): Thing {
  const receiver = ts.isArrowFunction(node) ? callOf(frame)?.self : undefined;
  const { prototypes } = machine.library;
  const thing = makeThing("function", {
    origin: node,
    prototype: prototypes.function,
    code: { node, frame, receiver },
    name: node.name?.getText() ?? "",
  });
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) {
    const prototype = makeThing("object", { origin: node, prototype: prototypes.object });
    prototype.properties.set("constructor", { value: thing, isHidden: true });
    thing.properties.set("prototype", { value: prototype, isHidden: true });
  }
  machine.made.set(node, [...(machine.made.get(node) ?? []), thing]);
  return thing;
}

/** A class: its methods are in its prototype, its static members are its properties. */
export function makeClass(machine: Machine, node: ts.ClassLikeDeclaration, outer: Frame): Thing {
  const { prototypes } = machine.library;
  const frame = innerFrame(outer, node);
  const heritage = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = heritage === undefined ? undefined : evaluate(machine, heritage.expression, outer);
  const inherited = base !== undefined && isThing(base) ? base.properties.get("prototype")?.value : undefined;
  const thing = makeThing("function", {
    origin: node,
    prototype: base !== undefined && isThing(base) ? base : prototypes.function,
    code: { node, frame, receiver: undefined },
    name: node.name?.text ?? "",
  });
  machine.made.set(node, [...(machine.made.get(node) ?? []), thing]);
  if (node.name !== undefined) frame.variables.set(node.name.text, { value: thing, declaration: node });
  const parent = inherited !== undefined && isThing(inherited) ? inherited : prototypes.object;
  const prototype = makeThing("object", { origin: node, prototype: parent });
  if (heritage !== undefined && !isThing(inherited)) prototype.isGivenAway = true;
  prototype.properties.set("constructor", { value: thing, isHidden: true });
  thing.properties.set("prototype", { value: prototype, isHidden: true });
  const inside = innerFrame(frame, node, { self: thing, args: [], home: thing });
  for (const member of node.members) {
    const isStatic =
      ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    const holder = isStatic ? thing : prototype;
    if (ts.isClassStaticBlockDeclaration(member)) run(machine, member.body.statements, innerFrame(inside, member));
    else if (member.name === undefined || ts.isPrivateIdentifier(member.name)) continue;
    else {
      const key = nameOf(machine, member.name, frame);
      if (key === undefined) {
        giveAway(holder);
        continue;
      }
      if (ts.isPropertyDeclaration(member)) {
        if (!isStatic) continue;
        const value = member.initializer === undefined ? undefined : evaluate(machine, member.initializer, inside);
        holder.properties.set(key, { value });
      } else if (ts.isMethodDeclaration(member)) {
        holder.properties.set(key, { value: makeFunction(machine, member, frame), isHidden: true });
      } else if (ts.isAccessor(member)) {
        const known = holder.properties.get(key);
        const accessor = makeFunction(machine, member, frame);
        const own = ts.isGetAccessor(member) ? { getter: accessor } : { setter: accessor };
        holder.properties.set(key, { ...known, value: undefined, isHidden: true, ...own });
      }
    }
  }
  return thing;
}

export function callExpression(machine: Machine, node: ts.CallExpression, frame: Frame): Value {
  const required = requiredModule(machine, node, frame);
  if (required !== undefined) return required;
  const callee = bare(node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) {
    for (const argument of node.arguments) giveAway(evaluate(machine, bareSpread(argument), frame));
    giveAway(callOf(frame)?.self);
    return unknown;
  }
  let self: Value;
  let fn: Value;
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    self = evaluate(machine, callee.expression, frame);
    const key = ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : evaluate(machine, callee.argumentExpression, frame);
    if (callee.questionDotToken !== undefined && (self === undefined || self === null)) return undefined;
    fn = readProperty(machine, self, key);
  } else fn = evaluate(machine, callee, frame);
  if (node.questionDotToken !== undefined && (fn === undefined || fn === null)) return undefined;
  return callValue(machine, fn, self, argumentsOf(machine, node.arguments, frame));
}

export function newExpression(machine: Machine, node: ts.NewExpression, frame: Frame): Value {
  const fn = evaluate(machine, node.expression, frame);
  const args = argumentsOf(machine, node.arguments ?? [], frame);
  return args === undefined ? callValue(machine, fn, undefined, args) : construct(machine, fn, args, node);
}

function construct(machine: Machine, fn: Value, args: readonly Value[], node: ts.Node): Value {
  if (isThing(fn) && fn.native !== undefined) return fn.native(undefined, args, true);
  const isFunction = isThing(fn) && fn.code !== undefined && !ts.isClassLike(fn.code.node);
  if (!isFunction) {
    // What the constructor of a class does is not followed.
    for (const one of [fn, ...args]) if (!(one === fn && isThing(fn))) giveAway(one);
    const made = makeThing("host", { origin: node });
    const prototype = isThing(fn) ? fn.properties.get("prototype")?.value : undefined;
    made.prototype = isThing(prototype ?? null) ? (prototype as Thing) : null;
    made.isGivenAway = true;
    if (isThing(fn) && fn.code !== undefined && ts.isClassLike(fn.code.node)) runConstructors(machine, fn);
    return made;
  }
  const prototype = readProperty(machine, fn, "prototype");
  const made = makeThing("object", {
    origin: node,
    prototype: isThing(prototype) ? prototype : machine.library.prototypes.object,
  });
  if (!isThing(prototype)) made.isGivenAway = true;
  const result = callValue(machine, fn, made, args);
  return isThing(result) ? result : isUnknown(result) || isOneOf(result) ? join(made, result) : made;
}

/** A constructor that stores in anything but its instance may have changed that. */
function runConstructors(machine: Machine, cls: Thing): void {
  const { code } = cls;
  if (code === undefined || !ts.isClassLike(code.node)) return;
  for (const member of code.node.members) {
    if (!ts.isConstructorDeclaration(member)) continue;
    const made = makeFunction(machine, member, code.frame);
    machine.made.delete(member);
    giveAway(made);
  }
}

export function argumentsOf(
  machine: Machine,
  list: readonly ts.Expression[],
  frame: Frame,
): readonly Value[] | undefined {
  const args: Value[] = [];
  let isKnown = true;
  for (const argument of list) {
    const value = evaluate(machine, bareSpread(argument), frame);
    if (!ts.isSpreadElement(argument)) args.push(value);
    else if (isThing(value) && value.kind === "array" && !value.isGivenAway) args.push(...value.items);
    else {
      giveAway(value);
      isKnown = false;
    }
  }
  if (isKnown) return args;
  for (const one of args) giveAway(one);
  return undefined;
}

const bareSpread = (node: ts.Expression): ts.Expression => (ts.isSpreadElement(node) ? node.expression : node);

function bare(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at)) at = at.expression;
  return at;
}

/** Calls a value. Arguments that are not known have been given away. */
export function callValue(machine: Machine, fn: Value, self: Value, args: readonly Value[] | undefined): Value {
  if (isOneOf(fn))
    return inDoubt(machine, () =>
      join(...fn.values.filter(isCallable).map((one) => callValue(machine, one, self, args))),
    );
  if (!isUnknown(fn) && !isCallable(fn)) throw new Thrown(unknown);
  const asked = isUnknown(fn) && args !== undefined ? askHost(fn, args) : undefined;
  if (asked !== undefined) return asked.value;
  if (isUnknown(fn) || args === undefined) {
    for (const one of [fn, self, ...(args ?? [])]) giveAway(one);
    return unknown;
  }
  if (fn.native !== undefined) return fn.native(self, args, false);
  const { code } = fn;
  if (code === undefined || ts.isClassLike(code.node)) throw new Thrown(unknown);
  const { node, frame } = code;
  const isOther = ts
    .getModifiers(node as ts.FunctionDeclaration)
    ?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (isOther || (node as ts.FunctionDeclaration).asteriskToken !== undefined || node.body === undefined) {
    for (const one of [fn, self, ...args]) giveAway(one);
    return unknown;
  }
  return deeper(machine, () =>
    runBody(
      machine,
      fn,
      node,
      innerFrame(frame, node, ts.isArrowFunction(node) ? undefined : { self, args, home: fn }),
      args,
    ),
  );
}

/** Functions of the host that only answer: whether a value is one of its own objects, or what it has. */
function askHost({ path = "" }: Unknown, [first]: readonly Value[]): { readonly value: Value } | undefined {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (/^is(Buffer|TypedArray|Map|Set|Date|RegExp|ArrayBuffer)$/.test(name))
    return { value: isThing(first ?? null) && (first as Thing).kind !== "host" ? false : unknown };
  return /^(binding|now|random|cwd|hrtime|getRandomValues|getBuiltinModule)$/.test(name)
    ? { value: { kind: "unknown", path: `${path}()` } }
    : undefined;
}

function runBody(
  machine: Machine,
  fn: Thing,
  node: ts.FunctionLikeDeclaration,
  frame: Frame,
  args: readonly Value[],
): Value {
  if (ts.isFunctionExpression(node) && node.name !== undefined)
    frame.variables.set(node.name.text, { value: fn, declaration: node });
  node.parameters.forEach((parameter, i) => {
    const { name, initializer, dotDotDotToken } = parameter;
    const { prototypes } = machine.library;
    const given =
      dotDotDotToken === undefined
        ? args[i]
        : makeThing("array", { items: args.slice(i), prototype: prototypes.array });
    const value = given === undefined && initializer !== undefined ? evaluate(machine, initializer, frame) : given;
    if (ts.isIdentifier(name)) declare(machine, frame, name, value);
    else bindPattern(machine, name, value, frame);
  });
  const { body } = node;
  machine.executed.add(node);
  if (body === undefined) return undefined;
  if (!ts.isBlock(body)) return evaluate(machine, body, frame);
  hoist(machine, body, frame);
  const doubt = machine.doubt;
  try {
    const { returned } = run(machine, body.statements, frame);
    return returned === undefined ? undefined : returned.value;
  } finally {
    machine.doubt = doubt;
  }
}

import { giveAway } from "../giveAway.js";
import { findProperty, isCallable, isFollowed, makeThing, ownKeys, ownProperty, storeOwn } from "../heap.js";
import type { Maker } from "../library.js";
import { Thrown } from "../machine.js";
import { copyInto } from "../objects.js";
import { keyText, readProperty, writeProperty } from "../properties.js";
import { distribute, isOneOf, isThing, isUnknown, type Thing, unknown, type Value } from "../things.js";

/** `Object.…`, and the methods that objects and functions have. */
export function fillObjects(maker: Maker, named: (name: string) => Thing, globalObject: Thing): void {
  const { prototypes, method, array } = maker;
  const object = named("Object");
  const isKnown = (value: Value): value is Thing => isThing(value) && isFollowed(value) && value.kind !== "host";
  method(object, "assign", (_self, [target, ...sources]) => {
    for (const source of sources) {
      if (isThing(target ?? null) && maker.machine().doubt === 0) copyInto(maker.machine(), target as Thing, source);
      else {
        giveAway(target);
        giveAway(source);
      }
    }
    return target;
  });
  method(object, "create", (_self, [prototype, properties]) => {
    const made = makeThing("object", { prototype: isThing(prototype ?? null) ? (prototype as Thing) : null });
    if (isUnknown(prototype) || isOneOf(prototype)) giveAway(made);
    if (properties !== undefined) defineAll(maker, made, properties);
    return made;
  });
  method(object, "defineProperty", (_self, [target, key, descriptor]) => {
    define(maker, target, key, descriptor);
    return target;
  });
  method(object, "defineProperties", (_self, [target, properties]) => {
    defineAll(maker, target, properties);
    return target;
  });
  for (const name of ["freeze", "seal", "preventExtensions"]) method(object, name, (_self, [target]) => target);
  method(object, "keys", (_self, [target]) => (isKnown(target) ? array(ownKeys(target)) : unknown));
  method(object, "getOwnPropertyNames", (_self, [target]) =>
    isKnown(target) ? array([...target.items.map((_, i) => String(i)), ...target.properties.keys()]) : unknown,
  );
  const entriesOf = (target: Thing) =>
    ownKeys(target).map((key) => [key, readProperty(maker.machine(), target, key)] as const);
  method(object, "values", (_self, [target]) =>
    isKnown(target) ? array(entriesOf(target).map(([, value]) => value)) : unknown,
  );
  method(object, "entries", (_self, [target]) =>
    isKnown(target) ? array(entriesOf(target).map(([key, value]) => array([key, value]))) : unknown,
  );
  method(object, "getPrototypeOf", (_self, [target]) => (isKnown(target) ? target.prototype : unknown));
  method(object, "setPrototypeOf", (_self, [target, prototype]) => {
    if (isThing(target) && maker.machine().doubt === 0 && !isUnknown(prototype) && !isOneOf(prototype))
      target.prototype = isThing(prototype) ? prototype : null;
    else giveAway(target);
    return target;
  });
  method(object, "getOwnPropertyDescriptor", () => unknown);
  const hasOwn = (self: Value, key: Value): Value => {
    const name = keyText(key);
    return isKnown(self) && name !== undefined ? ownProperty(self, name) !== undefined : unknown;
  };
  method(object, "hasOwn", (_self, [target, key]) => hasOwn(target, key));
  method(prototypes.object, "hasOwnProperty", (self, [key]) => hasOwn(self, key));
  method(prototypes.object, "propertyIsEnumerable", (self, [key]) => hasOwn(self, key));
  method(prototypes.object, "isPrototypeOf", () => unknown);
  method(prototypes.object, "valueOf", (self) => self);
  method(prototypes.object, "toString", (receiver) => distribute([receiver], kindOf));
  const kindOf = (self: Value): Value => {
    if (self === undefined) return "[object Undefined]";
    if (self === null) return "[object Null]";
    if (isCallable(self)) return "[object Function]";
    if (isThing(self))
      return self.kind === "array"
        ? self.prototype === prototypes.array
          ? "[object Array]"
          : "[object Arguments]"
        : self.kind === "object"
          ? "[object Object]"
          : unknown;
    if (isUnknown(self) || isOneOf(self)) return unknown;
    return Object.prototype.toString.call(self);
  };
  fillFunctions(maker, named, globalObject);
}

function fillFunctions(maker: Maker, named: (name: string) => Thing, globalObject: Thing): void {
  const { prototypes, method, call } = maker;
  method(prototypes.function, "call", (self, [receiver, ...args]) => call(self, receiver, args));
  method(prototypes.function, "apply", (self, [receiver, list]) => {
    if (list === undefined || list === null) return call(self, receiver, []);
    if (isThing(list) && list.kind === "array" && isFollowed(list)) return call(self, receiver, list.items);
    for (const one of [self, receiver, list]) giveAway(one);
    return unknown;
  });
  method(prototypes.function, "bind", (self, [receiver, ...first]) =>
    makeThing("function", {
      prototype: prototypes.function,
      native: (_self, args) => call(self, receiver, [...first, ...args]),
    }),
  );
  method(prototypes.function, "toString", (receiver) => distribute([receiver], textOf));
  const textOf = (self: Value): Value => {
    if (!isThing(self)) return unknown;
    if (self.native !== undefined)
      return `function ${self.name.slice(self.name.lastIndexOf(".") + 1)}() { [native code] }`;
    return self.code === undefined ? unknown : self.code.node.getText();
  };
  const fn = named("Function");
  const returnsGlobal = (args: readonly Value[]): boolean => args.length === 1 && args[0] === "return this";
  Object.assign(fn, {
    native: (_self: Value, args: readonly Value[]): Value =>
      returnsGlobal(args)
        ? makeThing("function", { prototype: prototypes.function, native: () => globalObject })
        : unknown,
  });
  Object.assign(named("Object"), {
    native: (_self: Value, [value]: readonly Value[]): Value =>
      value === undefined || value === null
        ? makeThing("object", { prototype: prototypes.object })
        : distribute([value], (one) => (isThing(one ?? null) ? one : unknown)),
  });
  const symbol = named("Symbol");
  let count = 0;
  Object.assign(symbol, { native: (): Value => makeThing("host", { name: `@@${++count}` }) });
  for (const name of [
    "iterator",
    "toStringTag",
    "hasInstance",
    "toPrimitive",
    "asyncIterator",
    "species",
    "isConcatSpreadable",
  ])
    symbol.properties.set(name, { value: makeThing("host", { name: `@@${name}` }), isHidden: true });
  method(symbol, "for", (_self, [key]) =>
    typeof key === "string" ? makeThing("host", { name: `@@for ${key}` }) : unknown,
  );
  const errors = ["Error", "TypeError", "RangeError"];
  for (const name of errors) Object.assign(named(name), { native: () => makeThing("host", { name: `new ${name}` }) });
  Object.assign(named("Boolean"), {
    native: (_self: Value, [value]: readonly Value[]): Value =>
      distribute([value], (one) => isThing(one ?? null) || Boolean(one)),
  });
}

function define(maker: Maker, target: Value, key: Value, descriptor: Value): void {
  const name = keyText(key);
  const isFollowable = isThing(descriptor) && isFollowed(descriptor);
  if (!isThing(target) || name === undefined || !isFollowable) {
    if (target === undefined || target === null) throw new Thrown(unknown);
    for (const one of [target, descriptor]) giveAway(one);
    return;
  }
  const part = (of: string): Value => findProperty(descriptor, of)?.value;
  const [getter, setter] = [part("get"), part("set")];
  const isHidden = part("enumerable") !== true;
  if (maker.machine().doubt > 0) {
    if (getter === undefined && setter === undefined) {
      const isNew = !target.properties.has(name);
      storeOwn(target, name, part("value"), true);
      const stored = target.properties.get(name);
      if (stored !== undefined && isNew) stored.isHidden = isHidden;
    } else for (const one of [target, descriptor]) giveAway(one);
    return;
  }
  if (getter === undefined && setter === undefined) {
    if (target.kind === "array") writeProperty(maker.machine(), target, name, part("value"));
    else {
      const known = target.properties.get(name);
      const value =
        findProperty(descriptor, "value") === undefined && known !== undefined ? known.value : part("value");
      target.properties.set(name, { value, isHidden });
    }
    return;
  }
  target.properties.set(name, { value: undefined, isHidden, getter, setter });
}

function defineAll(maker: Maker, target: Value, properties: Value): void {
  if (!isThing(properties) || !isFollowed(properties)) {
    giveAway(target);
    giveAway(properties);
    return;
  }
  for (const key of ownKeys(properties)) define(maker, target, key, readProperty(maker.machine(), properties, key));
}

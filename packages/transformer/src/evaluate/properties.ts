import { callValue } from "./calls.js";
import { giveAway } from "./giveAway.js";
import { findProperty, isCallable, isFollowed, storeOwn } from "./heap.js";
import { inDoubt, type Machine, Thrown } from "./machine.js";
import { distribute, isOneOf, isThing, isUnknown, type Thing, unknown, type Value } from "./things.js";

/** The text by which a key is known; undefined if it is not known. */
export function keyText(key: Value): string | undefined {
  if (isThing(key)) return key.name.startsWith("@@") ? key.name : undefined;
  return isUnknown(key) || isOneOf(key) ? undefined : String(key);
}

/** `base[key]`. */
export function readProperty(machine: Machine, base: Value, key: Value): Value {
  if (isUnknown(base) && base.path !== undefined && typeof key === "string")
    return { kind: "unknown", path: `${base.path}.${key}` };
  if (isUnknown(base) || isUnknown(key)) return unknown;
  if (isOneOf(base) || isOneOf(key)) {
    return distribute([withoutNothing(base), key], (one, name) => readProperty(machine, one, name));
  }
  if (base === undefined || base === null) throw new Thrown(unknown);
  const name = keyText(key);
  if (name === undefined) return unknown;
  if (isThing(base)) return readOf(machine, base, base, name);
  const { text, number } = machine.library.prototypes;
  if (typeof base === "string") {
    if (name === "length") return base.length;
    if (/^\d+$/.test(name)) return base[Number(name)];
    return readOf(machine, text, base, name);
  }
  return typeof base === "number"
    ? readOf(machine, number, base, name)
    : readOf(machine, machine.library.prototypes.object, base, name);
}

function readOf(machine: Machine, holder: Thing, self: Value, name: string): Value {
  if (holder.kind === "host" && name === "test" && holder.name.startsWith("/"))
    return readProperty(machine, readProperty(machine, machine.library.global("RegExp"), "prototype"), name);
  if (name === "__proto__") return isFollowed(holder) ? holder.prototype : unknown;
  const found = findProperty(holder, name);
  if (!isFollowed(holder)) {
    // What the library itself has there is not replaced.
    return found !== undefined && isThing(found.value) && found.value.kind === "builtin" ? found.value : unknown;
  }
  if (found === undefined && holder.name === "globalThis") return machine.library.global(name);
  if (found === undefined) return mayHave(machine, holder, name) ? unknown : undefined;
  if (found.getter !== undefined) return callValue(machine, found.getter, self, []);
  return found.value;
}

/** Whether the language or its host has something under that name which is not followed. */
function mayHave({ library: { prototypes } }: Machine, holder: Thing, name: string): boolean {
  if (holder.kind === "host" || holder.kind === "builtin") return true;
  for (let at = holder.prototype; at !== null; at = at.prototype) {
    if (at === prototypes.array && name in Array.prototype) return true;
    if (at === prototypes.function && name in Function.prototype) return true;
    if (at === prototypes.object && name in Object.prototype) return true;
  }
  return false;
}

/** What is read of undefined throws, and then this is not the way that the program goes. */
function withoutNothing(value: Value): Value {
  if (!isOneOf(value)) return value;
  const rest = value.values.filter((one) => one !== undefined && one !== null);
  const [only, ...more] = rest;
  return more.length === 0 ? only : { kind: "oneOf", values: rest };
}

/** `base[key] = value`. */
export function writeProperty(machine: Machine, base: Value, key: Value, value: Value): void {
  if (isOneOf(base)) {
    inDoubt(machine, () => {
      for (const one of base.values) if (isThing(one)) writeProperty(machine, one, key, value);
    });
    return;
  }
  if (isUnknown(base)) {
    giveAway(value);
    return;
  }
  if (base === undefined || base === null) throw new Thrown(unknown);
  if (!isThing(base)) return;
  const name = keyText(key);
  if (base.isGivenAway || base.kind === "host") giveAway(value);
  if (name === undefined) {
    giveAway(base);
    giveAway(value);
    return;
  }
  if (name === "__proto__") {
    base.prototype = isThing(value) ? value : null;
    if (isUnknown(value) || isOneOf(value)) giveAway(base);
    return;
  }
  const found = findProperty(base, name);
  if (found?.setter !== undefined && isCallable(found.setter)) {
    callValue(machine, found.setter, base, [value]);
    return;
  }
  storeOwn(base, name, value, machine.doubt > 0);
}

export function deleteProperty(machine: Machine, base: Value, key: Value): void {
  if (!isThing(base)) {
    giveAway(base);
    return;
  }
  const name = keyText(key);
  if (name === undefined || base.kind === "array" || machine.doubt > 0) giveAway(base);
  else base.properties.delete(name);
}

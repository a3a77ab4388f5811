import { ts } from "../frontend/ts.js";
import { makeFunction } from "./calls.js";
import { evaluate } from "./expressions.js";
import { giveAway } from "./giveAway.js";
import { findProperty, isFollowed, makeThing, ownKeys } from "./heap.js";
import type { Machine } from "./machine.js";
import { keyText, readProperty } from "./properties.js";
import { type Frame, isThing, type Thing, type Value } from "./things.js";

/** `{ a, b: 1, m() { … }, get c() { … }, ...rest }`. */
export function objectLiteral(machine: Machine, node: ts.ObjectLiteralExpression, frame: Frame): Value {
  const thing = makeThing("object", { origin: node, prototype: machine.library.prototypes.object });
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      copyInto(machine, thing, evaluate(machine, property.expression, frame));
      continue;
    }
    const key = nameOf(machine, property.name, frame);
    const value = ts.isPropertyAssignment(property)
      ? evaluate(machine, property.initializer, frame)
      : ts.isShorthandPropertyAssignment(property)
        ? evaluate(machine, property.name, frame)
        : makeFunction(machine, property, frame);
    if (key === undefined) {
      giveAway(thing);
      giveAway(value);
    } else if (key === "__proto__" && ts.isPropertyAssignment(property))
      thing.prototype = isThing(value) ? value : null;
    else if (ts.isGetAccessor(property))
      thing.properties.set(key, { ...thing.properties.get(key), value: undefined, getter: value });
    else if (ts.isSetAccessor(property))
      thing.properties.set(key, { ...thing.properties.get(key), value: undefined, setter: value });
    else thing.properties.set(key, { value });
  }
  return thing;
}

export function nameOf(machine: Machine, name: ts.PropertyName, frame: Frame): string | undefined {
  if (ts.isComputedPropertyName(name)) return keyText(evaluate(machine, name.expression, frame));
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  return ts.isPrivateIdentifier(name) || ts.isBigIntLiteral(name) ? undefined : name.text;
}

/** What `Object.assign` and a spread do. */
export function copyInto(machine: Machine, target: Thing, source: Value): void {
  if (source === undefined || source === null) return;
  if (!isThing(source) || !isFollowed(source) || source.kind === "host") {
    giveAway(target);
    giveAway(source);
    return;
  }
  for (const key of ownKeys(source)) {
    const value =
      findProperty(source, key)?.getter === undefined
        ? findProperty(source, key)?.value
        : readProperty(machine, source, key);
    target.properties.set(key, { value });
  }
}

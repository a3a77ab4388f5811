import { isReference } from "../ir/build.js";
import type { Atom, IRFunction, Key, Storage, Type, Value } from "../ir/types.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { type Slots, splitElements } from "./elementSlots.js";
import { collectFlows, field, type Holder, reachedFrom } from "./flows.js";
import { anyEntry, anyIndex } from "./slots.js";

/** Which values depend on an input of the derivative, and which memory may hold such a value. */
export interface Activity {
  /** A number that may vary with the inputs: it has a tangent. */
  isVaried(atom: Atom): boolean;
  /** A slot in which a varied number may be stored: it has a shadow slot. */
  isActiveSlot(base: Atom, key: Key): boolean;
  /** A reference through which active slots can be reached: it travels with a shadow reference. */
  needsShadow(atom: Atom): boolean;
}

export interface ActivityOptions {
  readonly aliases: Aliases;
  /** Parameters (of the root) with respect to which the derivative is taken. */
  readonly inputs: readonly Value[];
  /** Primitives whose derivative is zero everywhere. */
  readonly isInactive: (primitive: string) => boolean;
  /** Slots that are only written as far as derivatives are concerned: what is stored there has none. */
  readonly isIgnored?: (slot: AliasClass) => boolean;
}

/** What is reached from the inputs, over a whole program. */
export function analyzeActivity(functions: readonly IRFunction[], options: ActivityOptions): Activity {
  const { isIgnored } = options;
  const aliases = splitElements(functions, options.aliases);
  const flows = collectFlows(functions, { ...options, aliases, loses: ({ type }) => !holdsDerivative(type) });
  const admits = (holder: Holder): boolean =>
    "kind" in holder ? holder.type.kind === "number" : isIgnored?.(holder) !== true;
  const active = reachedFrom(
    options.inputs.flatMap((input) => numbersOf(input, aliases)),
    flows.to,
    admits,
  );

  const reachesActive = (objects: AliasClass, seen: Set<AliasClass>): boolean => {
    if (seen.has(objects)) return false;
    seen.add(objects);
    return aliases.contents(objects).some((slot) => active.has(slot) || reachesActive(slot, seen));
  };
  return {
    isVaried: (atom) => atom.kind === "value" && active.has(atom),
    isActiveSlot: (base, key) =>
      base.kind === "value" && holdsDerivative(base.type) && active.has(aliases.slotOf(base, key)),
    needsShadow: (atom) =>
      atom.kind === "value" &&
      isReference(atom.type) &&
      holdsDerivative(atom.type) &&
      reachesActive(aliases.classOf(atom), new Set()),
  };
}

/** Integer arrays hold no derivative. */
export const isDifferentiableStorage = (storage: Storage): boolean =>
  storage === "Array" || storage === "Float64Array" || storage === "Float32Array";

const holdsDerivative = (type: Type): boolean => type.kind !== "array" || isDifferentiableStorage(type.storage);

/** Every number that an input is or refers to is an input. */
function numbersOf(input: Value, aliases: Slots): readonly Holder[] {
  if (!isReference(input.type)) return [input];
  const found: Holder[] = [];
  const seen = new Set<AliasClass>();
  const contents = (type: Type, objects: AliasClass): void => {
    if (seen.has(objects)) return;
    seen.add(objects);
    const note = (key: Key, element: Type): void => {
      const slot = aliases.slot(objects, key);
      if (element.kind === "number") found.push(slot);
      else if (isReference(element)) contents(element, slot);
    };
    if (type.kind === "array" && isDifferentiableStorage(type.storage)) note(anyIndex, type.element);
    else if (type.kind === "tuple") {
      type.elements.forEach((element, i) => {
        note(field(String(i)), element);
      });
    } else if (type.kind === "map") {
      // The elements of a set are its keys.
      if (type.storage !== "Set" || isReference(type.value)) note(anyEntry, type.value);
    } else if (type.kind === "record") for (const entry of type.fields) note(field(entry.name), entry.type);
  };
  contents(input.type, aliases.classOf(input));
  return found;
}

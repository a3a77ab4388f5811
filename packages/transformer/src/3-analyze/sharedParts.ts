import { isReference } from "../ir/build.js";
import { typeKey } from "../ir/typeKey.js";
import type { Atom, IRFunction, Key, Operation, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { partsOf } from "./slots.js";

/** A partition that is being made. */
export interface Classes<Class> {
  classOf(reference: Atom): Class;
  slot(objects: Class, key: Key): Class;
  /** The class that it has become. */
  find(objects: Class): Class;
  unify(a: Class, b: Class): void;
  /** What a cyclic type reaches again is of the class that it was reached in before. */
  closeCycles(reference: Value): void;
}

interface Part<Class> {
  readonly type: Type;
  readonly objects: Class;
}

/** Two places that may hold the same object, and what is then one class: the objects, or some of their fields. */
interface Pair<Class> {
  readonly objects: readonly [Class, Class];
  readonly same: readonly (readonly [Class, Class])[];
}

/**
 * What a caller passes as one argument may hold one object in several places: springs name the particles of the list beside them, a row
 * is a view of the whole. These places stay apart while they are only read, or only added to; where one is written, those that may hold
 * the same object are one class. So are the places of its zeros, which share what it shares.
 */
export function unifySharedParts<Class>(functions: readonly IRFunction[], classes: Classes<Class>): void {
  const keys = new Map<Type, string>();
  const keyOf = (type: Type): string => {
    const key = keys.get(type) ?? typeKey(type);
    keys.set(type, key);
    return key;
  };
  let pairs = structuresFromOutside(functions).flatMap((root) => pairsIn(root, classes, keyOf));
  for (let isChanging = pairs.length > 0; isChanging; ) {
    const isOrdered = findOrdered(functions, classes);
    const met = pairs.filter(({ objects: [a, b] }) => isOrdered(a, b));
    for (const { same } of met) for (const [a, b] of same) classes.unify(a, b);
    pairs = pairs.filter((pair) => !met.includes(pair));
    isChanging = met.length > 0;
  }
}

/** The arguments of functions that are not called here, and the zeros and copies of what is not known. */
function structuresFromOutside(functions: readonly IRFunction[]): readonly Value[] {
  const called = new Set<number>();
  const made: Value[] = [];
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind === "call") called.add(statement.callee.id);
      if (statement.kind === "let" && mirrors(statement.operation)) made.push(statement.value);
    });
  }
  return [...functions.filter((fn) => !called.has(fn.ref.id)).flatMap((fn) => fn.params), ...made];
}

/** Gives a structure in which the same is shared as in another. */
const mirrors = (operation: Operation): boolean =>
  operation.kind === "zerosLike" || (operation.kind === "opaque" && operation.isCopy === true);

/** Places in one structure that may hold the same object. */
function pairsIn<Class>(root: Value, classes: Classes<Class>, keyOf: (type: Type) => string): readonly Pair<Class>[] {
  const types: Type[] = [];
  const list = (type: Type, around: readonly Type[]): void => {
    if (!isOpen(type) || around.includes(type)) return;
    types.push(type);
    for (const [, part] of partsOf(type)) list(part, [...around, type]);
  };
  list(root.type, []);
  if (types.length < 3) return [];
  const isSame = (a: Type, b: Type): boolean =>
    a === b || (a.kind === b.kind && (isReference(a) ? keyOf(a) === keyOf(b) : true));
  const mayBeOne = (a: Type, b: Type): boolean => isSame(a, b) || fieldsInBoth(a, b, isSame).length > 0;
  if (!types.some((a, i) => types.slice(i + 1).some((b) => mayBeOne(a, b)))) return [];
  classes.closeCycles(root);
  const parts: Part<Class>[] = [];
  const walk = (type: Type, objects: Class, around: readonly Type[]): void => {
    if (!isOpen(type) || around.includes(type)) return;
    parts.push({ type, objects });
    for (const [key, part] of partsOf(type)) walk(part, classes.slot(objects, key), [...around, type]);
  };
  walk(root.type, classes.classOf(root), []);
  return parts.flatMap((a, i) =>
    parts.slice(i + 1).flatMap((b): readonly Pair<Class>[] => {
      const objects = [a.objects, b.objects] as const;
      if (isSame(a.type, b.type)) return [{ objects, same: [objects] }];
      const shared = fieldsInBoth(a.type, b.type, isSame);
      const slots = shared.map((name) => {
        const key: Key = { kind: "field", name };
        return [classes.slot(a.objects, key), classes.slot(b.objects, key)] as const;
      });
      return slots.length === 0 ? [] : [{ objects, same: slots }];
    }),
  );
}

/** An object with the fields of two record types may be meant by both: a class has one type, so only these fields are the same. */
function fieldsInBoth(a: Type, b: Type, isSame: (a: Type, b: Type) => boolean): readonly string[] {
  if (a.kind !== "record" || b.kind !== "record") return [];
  return a.fields.flatMap(({ name, type }) => {
    const other = b.fields.find((field) => field.name === name);
    return other !== undefined && isSame(type, other.type) ? [name] : [];
  });
}

/** What a frame holds was put there by the program. */
const isOpen = (type: Type): boolean => isReference(type) && !(type.kind === "record" && type.isFrame === true);

/** Whether the order matters of what the program does with the objects of two classes. */
function findOrdered<Class>(
  functions: readonly IRFunction[],
  classes: Classes<Class>,
): (a: Class, b: Class) => boolean {
  const stored = new Set<Class>();
  const added = new Set<Class>();
  const loaded = new Set<Class>();
  const classOf = (base: Atom): Class => classes.find(classes.classOf(base));
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      switch (statement.kind) {
        case "store":
        case "fill":
        case "resize":
        case "removeEntry":
          stored.add(classOf(statement.base));
          return;
        case "accumulate":
          added.add(classOf(statement.base));
          return;
        case "let": {
          const { operation, value } = statement;
          // References are not added to.
          if (operation.kind === "slice" || (operation.kind === "load" && !isReference(value.type)))
            loaded.add(classOf(operation.base));
          return;
        }
      }
    });
  }
  return (a, b) => {
    const [one, other] = [classes.find(a), classes.find(b)];
    const either = (set: ReadonlySet<Class>): boolean => set.has(one) || set.has(other);
    return either(stored) || (either(added) && either(loaded));
  };
}

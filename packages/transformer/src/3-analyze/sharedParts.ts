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

/** Places that may hold the same object, and what is then one class: the objects, or these fields of objects of two types. */
interface Meeting<Class> {
  readonly one: readonly Class[];
  readonly other: readonly Class[];
  readonly fields: readonly string[] | undefined;
}

/** The classes of objects that the program stores into, adds to, and loads numbers from. */
interface Uses<Class> {
  readonly stored: ReadonlySet<Class>;
  readonly added: ReadonlySet<Class>;
  readonly loaded: ReadonlySet<Class>;
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
  const meetings = structuresFromOutside(functions).flatMap((root) => meetingsIn(root, classes, keyOf));
  for (let isChanging = meetings.length > 0; isChanging; ) {
    const uses = findUses(functions, classes);
    isChanging = meetings.map((meeting) => unifyMeeting(meeting, uses, classes)).includes(true);
  }
}

/** Unifies what meets where the order matters of what the program does with it. Whether any classes have become one. */
function unifyMeeting<Class>(meeting: Meeting<Class>, uses: Uses<Class>, classes: Classes<Class>): boolean {
  const distinct = (objects: readonly Class[]): readonly Class[] => [
    ...new Set(objects.map((one) => classes.find(one))),
  ];
  const [one, other] = [distinct(meeting.one), distinct(meeting.other)];
  if (!isOrdered(uses, [...one, ...other])) return false;
  let isChanged = false;
  const unify = (a: Class, b: Class): void => {
    if (classes.find(a) === classes.find(b)) return;
    classes.unify(a, b);
    isChanged = true;
  };
  for (const a of one) {
    for (const b of other) {
      if (a === b || !isOrdered(uses, [a, b])) continue;
      if (meeting.fields === undefined) unify(a, b);
      for (const name of meeting.fields ?? []) {
        const key: Key = { kind: "field", name };
        unify(classes.slot(a, key), classes.slot(b, key));
      }
    }
  }
  return isChanged;
}

/** Whether the order matters of what the program does with objects of these classes, if they are the same. */
function isOrdered<Class>({ stored, added, loaded }: Uses<Class>, objects: readonly Class[]): boolean {
  const some = (set: ReadonlySet<Class>): boolean => objects.some((one) => set.has(one));
  return some(stored) || (some(added) && some(loaded));
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
function meetingsIn<Class>(
  root: Value,
  classes: Classes<Class>,
  keyOf: (type: Type) => string,
): readonly Meeting<Class>[] {
  const listed: Type[] = [];
  const list = (type: Type, around: readonly Type[]): void => {
    if (!isOpen(type) || around.includes(type)) return;
    listed.push(type);
    for (const [, part] of partsOf(type)) list(part, [...around, type]);
  };
  list(root.type, []);
  if (listed.length < 3) return [];
  const isSame = (a: Type, b: Type): boolean =>
    a === b || (a.kind === b.kind && (isReference(a) ? keyOf(a) === keyOf(b) : true));
  const types = [...new Map(listed.map((type) => [keyOf(type), type]))];
  const related = types.flatMap(([one, a], i) =>
    types.slice(i + 1).flatMap(([other, b]) => {
      const fields = fieldsInBoth(a, b, isSame);
      return fields.length === 0 ? [] : [{ one, other, fields }];
    }),
  );
  if (types.length === listed.length && related.length === 0) return [];
  classes.closeCycles(root);
  const places = new Map<string, Class[]>();
  const walk = (type: Type, objects: Class, around: readonly Type[]): void => {
    if (!isOpen(type) || around.includes(type)) return;
    const known = places.get(keyOf(type));
    if (known === undefined) places.set(keyOf(type), [objects]);
    else known.push(objects);
    for (const [key, part] of partsOf(type)) walk(part, classes.slot(objects, key), [...around, type]);
  };
  walk(root.type, classes.classOf(root), []);
  const placesOf = (key: string): readonly Class[] => places.get(key) ?? [];
  return [
    ...types.map(([key]) => ({ one: placesOf(key), other: placesOf(key), fields: undefined })),
    ...related.map(({ one, other, fields }) => ({ one: placesOf(one), other: placesOf(other), fields })),
  ];
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

function findUses<Class>(functions: readonly IRFunction[], classes: Classes<Class>): Uses<Class> {
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
  return { stored, added, loaded };
}

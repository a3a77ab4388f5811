import { classSlot } from "../ir/build.js";
import type { ArrayType, MapType, RecordType, Type } from "../ir/types.js";

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
/** A property name as written in a literal, a type or a pattern. */
export const propertyName = (name: string): string => (identifier.test(name) ? name : JSON.stringify(name));
export const isIdentifier = (name: string): boolean => identifier.test(name);

interface Interface {
  readonly name: string;
  text: string | undefined;
}

/** Writes types as text. A record type that contains itself becomes an interface, declared before the functions. */
export class TypeWriter {
  private readonly interfaces = new Map<RecordType | MapType, Interface>();
  private readonly open = new Set<RecordType | MapType>();

  constructor(private readonly freshName: (hint: string) => string) {}

  write(type: Type): string {
    switch (type.kind) {
      case "number":
      case "boolean":
      case "string":
      case "undefined":
        return type.kind;
      case "array": {
        if (type.storage !== "Array") return type.storage;
        return type.optional ? `(${this.write(type.element)} | null | undefined)[]` : `${this.write(type.element)}[]`;
      }
      case "tuple":
        return `[${type.elements.map((element) => this.write(element)).join(", ")}]`;
      case "record":
        // A class has more than fields, and private ones: the emitted code is no place to say which.
        return type.isSeen ? "any" : this.record(type);
      case "map":
        return this.map(type);
      case "variable":
        return type.binding === undefined ? "any" : this.write(type.binding);
      case "opaque":
      case "union":
        return "any";
    }
  }

  /** The interfaces that the written types need, in the order of their first use. */
  declarations(): readonly string[] {
    return [...this.interfaces.values()].flatMap(({ text }) => text ?? []);
  }

  /** The class that makes a map or set, which has no name of its own even where the type needs one. */
  mapClass(type: MapType): string {
    const value = this.write(type.value);
    return type.storage === "Set" ? `Set<${value}>` : `Map<${this.write(type.key)}, ${value}>`;
  }

  private map(type: MapType): string {
    const known = this.interfaces.get(type);
    if (known !== undefined) return known.name;
    if (this.open.has(type)) {
      const name = this.freshName("Dictionary");
      this.interfaces.set(type, { name, text: undefined });
      return name;
    }
    this.open.add(type);
    const value = this.write(type.value);
    this.open.delete(type);
    const key = this.write(type.key);
    const recursive = this.interfaces.get(type);
    if (type.storage === "Object") {
      if (recursive === undefined) return `Record<${key === "number" ? key : "string"}, ${value}>`;
      recursive.text = `interface ${recursive.name} {\n  [key: string]: ${value};\n}`;
    } else {
      const text = type.storage === "Set" ? `Set<${value}>` : `Map<${key}, ${value}>`;
      if (recursive === undefined) return text;
      recursive.text = `interface ${recursive.name} extends ${text} {}`;
    }
    return recursive.name;
  }

  private record(type: RecordType): string {
    const known = this.interfaces.get(type) ?? (isFrame(type) ? undefined : this.twinOf(type));
    if (known !== undefined) return known.name;
    // A frame holds the frames of what its function calls: written out, it would repeat them all.
    if (isFrame(type)) this.interfaces.set(type, { name: this.freshName(type.name ?? "frame"), text: undefined });
    else if (type.isMerged && !this.open.has(type))
      this.interfaces.set(type, { name: this.shapeName(type), text: undefined });
    else if (this.open.has(type)) {
      const name = this.shapeName(type);
      this.interfaces.set(type, { name, text: undefined });
      return name;
    }
    this.open.add(type);
    const nameOf = (name: string): string => (name === classSlot ? "constructor" : propertyName(name));
    const fields = type.fields.map(({ name, type: content, optional }) =>
      optional
        ? `${nameOf(name)}?: ${this.write(content)} | null | undefined`
        : `${nameOf(name)}: ${this.write(content)}`,
    );
    this.open.delete(type);
    const recursive = this.interfaces.get(type);
    if (recursive === undefined) return fields.length === 0 ? "{}" : `{ ${fields.join("; ")} }`;
    recursive.text = `interface ${recursive.name} {\n${fields.map((field) => `  ${field};\n`).join("")}}`;
    return recursive.name;
  }

  /** One interface may stand for a type and for that of its cotangents. */
  private shapeName({ name }: RecordType): string {
    return this.freshName(`${(name ?? "").replace(/(Cotangent|Tangent)$/, "")}Shape`);
  }

  /** The interface of a type with the same structure. */
  private twinOf(type: RecordType): Interface | undefined {
    for (const [other, written] of this.interfaces) {
      if (other.kind === "record" && written.text !== undefined && !isFrame(other) && sameStructure(type, other, []))
        return written;
    }
    return undefined;
  }
}

const isFrame = (type: RecordType): boolean => type.isFrame === true;

/**
 * Whether what is written of the second type serves for the first: it says of the same fields that they may be missing, as a literal
 * of the first leaves these out. What is being compared already is taken as equal.
 */
function sameStructure(a: Type, b: Type, assumed: readonly (readonly [Type, Type])[]): boolean {
  if (a === b || assumed.some(([x, y]) => x === a && y === b)) return true;
  if (a.kind === "variable") return a.binding !== undefined && sameStructure(a.binding, b, assumed);
  if (b.kind === "variable") return b.binding !== undefined && sameStructure(a, b.binding, assumed);
  const inside: readonly (readonly [Type, Type])[] = [...assumed, [a, b]];
  if (a.kind === "array") {
    if (b.kind !== "array" || a.storage !== b.storage || (b.optional && !a.optional)) return false;
    return sameStructure(a.element, b.element, inside);
  }
  if (a.kind === "map") {
    if (b.kind !== "map" || a.storage !== b.storage) return false;
    return sameStructure(a.key, b.key, inside) && sameStructure(a.value, b.value, inside);
  }
  if (a.kind === "tuple") {
    if (b.kind !== "tuple" || a.elements.length !== b.elements.length) return false;
    return a.elements.every((element, i) => sameStructure(element, b.elements[i] as Type, inside));
  }
  if (a.kind === "record") {
    if (b.kind !== "record" || a.fields.length !== b.fields.length) return false;
    return a.fields.every((field, i) => {
      const other = b.fields[i];
      if (other?.name !== field.name || other.optional !== field.optional) return false;
      return sameStructure(field.type, other.type, inside);
    });
  }
  return a.kind === b.kind;
}

/** Instances of classes have private fields, and fields of derived classes, which the declared type does not show. */
export function holdsInstances(type: Type, seen = new Set<Type>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (type.kind === "array") return holdsInstances(type.element, seen);
  if (type.kind === "tuple") return type.elements.some((element) => holdsInstances(element, seen));
  if (type.kind === "map") return [type.key, type.value].some((part) => holdsInstances(part, seen));
  if (type.kind !== "record") return false;
  return type.isSeen === true || type.fields.some((field) => holdsInstances(field.type, seen));
}

/** Whether an array in a type, not too deep inside, is as asked for. */
export function hasArray(type: Type, depth: number, asked: (array: ArrayType) => boolean): boolean {
  if (type.kind === "map") return hasArray(type.value, depth, asked);
  if (type.kind !== "array" || depth === 0) return false;
  return asked(type) || hasArray(type.element, depth - 1, asked);
}

/** What is an array here is a tuple in the user's types, to which no array can be assigned. */
export const holdsTuple = (type: Type): boolean => hasArray(type, 3, ({ isTuple }) => isTuple === true);

/** Whether the user's own type of an object of a module is another: it has tuples, or fields that are private. */
export const isSeenOtherwise = (type: Type): boolean =>
  holdsTuple(type) ||
  (type.kind === "record" && type.fields.some((field) => field.isPrivate === true || holdsTuple(field.type)));

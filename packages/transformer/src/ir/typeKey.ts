import { resolveType, signatureOf } from "./type.js";
import { partsOf } from "./typeParts.js";
import type { RecordType, Type } from "./types.js";

/** A type within a graph of types; its parts by their places there. */
interface Node {
  /** What it is, without its parts. */
  readonly label: string;
  readonly parts: readonly number[];
}

/**
 * A text that is equal for equal types (variables by number): the key of a specialization. Deterministic. A type may contain itself, and many of
 * its parts may be one: each part is written once, and a part that cannot be told from an earlier one is written as the number of that.
 */
export function typeKey(type: Type): string {
  const { nodes, root } = graphOf(type);
  const classes = classesOf(nodes);
  const written = new Map<number, number>();
  const write = (at: number): string => {
    const { label, parts } = nodes[at] as Node;
    if (parts.length === 0) return label;
    const cls = classes[at] as number;
    const known = written.get(cls);
    if (known !== undefined) return `^${known}`;
    written.set(cls, written.size);
    return `${label}{${parts.map(write).join(",")}}`;
  };
  return write(root);
}

/** Whether two types have the same key. */
export function haveSameKey(first: Type, second: Type): boolean {
  const assumed = new Map<Type, Set<Type>>();
  const same = (one: Type, other: Type): boolean => {
    const [a, b] = [resolveType(one), resolveType(other)];
    const partners = assumed.get(a) ?? new Set();
    if (a === b || partners.has(b)) return true;
    assumed.set(a, partners.add(b));
    const [parts, others] = [partsOf(a), partsOf(b)];
    return (
      parts.length === others.length &&
      labelOf(a) === labelOf(b) &&
      parts.every(({ type }, i) => same(type, others[i]?.type as Type))
    );
  };
  return same(first, second);
}

function graphOf(type: Type): { readonly nodes: readonly Node[]; readonly root: number } {
  const places = new Map<Type, number>();
  const nodes: Node[] = [];
  const visit = (part: Type): number => {
    const present = resolveType(part);
    const known = places.get(present);
    if (known !== undefined) return known;
    const place = nodes.length;
    places.set(present, place);
    const parts: number[] = [];
    nodes.push({ label: labelOf(present), parts });
    for (const one of partsOf(present)) parts.push(visit(one.type));
    return place;
  };
  return { root: visit(type), nodes };
}

function labelOf(type: Type): string {
  switch (type.kind) {
    case "variable":
      return `?${type.id}`;
    case "array":
    case "map":
      return type.storage;
    case "tuple":
      return "";
    case "union":
      return "|";
    case "record": {
      if (type.functions !== undefined) return signatureOf(type.functions);
      const fields = type.fields.map(({ name, optional }) => `${name}${optional ? "?" : ""}`);
      return `${classesKey(type)}(${fields.join(",")})`;
    }
    default:
      return type.kind;
  }
}

const classesKey = ({ instance }: RecordType): string =>
  instance === undefined ? "" : `${[...instance.classes].map((cls) => cls.name).join("|")}${instance.open ? "?" : ""}`;

/** Of each node a number; equal where no path from one leads to anything else than from the other: refined until nothing changes. */
function classesOf(nodes: readonly Node[]): readonly number[] {
  let [classes, count] = numbered(nodes.map(({ label }) => label));
  while (count < nodes.length) {
    const [refined, more] = numbered(
      nodes.map(({ parts }, at) => `${classes[at]}:${parts.map((part) => classes[part]).join()}`),
    );
    if (more === count) break;
    [classes, count] = [refined, more];
  }
  return classes;
}

function numbered(texts: readonly string[]): [readonly number[], number] {
  const numbers = new Map<string, number>();
  for (const text of texts) if (!numbers.has(text)) numbers.set(text, numbers.size);
  return [texts.map((text) => numbers.get(text) as number), numbers.size];
}

import { atom, callOf, conditionOf, numberOf, subscript } from "./numbers.js";
import { aVariable, type ConstructType, kindOf, type Scope, type Type, withVariables } from "./scope.js";

/** An expression of a type. */
export function aValue(scope: Scope, type: Type, depth: number): string {
  const { pick } = scope.g;
  switch (type) {
    case "num":
      return numberOf(scope, depth);
    case "int":
      return aVariable(scope, "int")?.name ?? String(pick.below(3));
    case "flag":
      return conditionOf(scope);
    case "void":
      return "undefined";
    case "nums":
    case "f64":
      return arrayValue(scope, type, depth);
    default: {
      const kind = kindOf(scope, type);
      if (kind === undefined) return structureValue(scope, type as Structure, depth);
      return (pick.chance(0.4) ? existing(scope, type, depth) : undefined) ?? kind.make(scope, depth);
    }
  }
}

/** An existing object where there is one, or undefined: by name, by a condition, from a function or from within another. */
function existing(scope: Scope, type: Type, depth: number): string | undefined {
  const { pick } = scope.g;
  const variable = aVariable(scope, type)?.name;
  const kind = pick.below(6);
  if (kind === 0 && variable !== undefined && depth > 0) {
    return `(${conditionOf(scope, 1)} ? ${aValue(scope, type, depth - 1)} : ${variable})`;
  }
  if (kind === 1) return callOf(scope, type, depth) ?? variable;
  if (kind <= 3) return within(scope, type) ?? variable;
  return variable;
}

/** An object that is part of another. */
function within(scope: Scope, type: Type): string | undefined {
  if (type === "nums") {
    const owner = aVariable(scope, "rows", ...(scope.g.length === undefined ? (["body"] as const) : []));
    if (owner?.type === "rows") return `${owner.name}[${subscript(scope, owner.name)}]`;
    return owner === undefined ? undefined : `${owner.name}.trace`;
  }
  if (type === "f64") {
    const owner = aVariable(scope, "frows");
    return owner === undefined ? undefined : `${owner.name}[${subscript(scope, owner.name)}]`;
  }
  if (type === "point") {
    const owner = aVariable(scope, "points", "body");
    if (owner?.type === "points") return `${owner.name}[${subscript(scope, owner.name)}]`;
    return owner === undefined ? undefined : `${owner.name}.at`;
  }
  return undefined;
}

/** An array of numbers of either kind. */
export function arrayValue(scope: Scope, type: "nums" | "f64", depth: number): string {
  const { pick } = scope.g;
  if (pick.chance(0.4)) {
    const found = existing(scope, type, depth);
    if (found !== undefined) return found;
  }
  return pick.chance(0.5) ? (derived(scope, type) ?? literal(scope, type, depth)) : literal(scope, type, depth);
}

function literal(scope: Scope, type: "nums" | "f64", depth: number): string {
  const { pick, length } = scope.g;
  const count = length ?? 1 + pick.below(3);
  const items = (): string =>
    Array.from({ length: count }, () => (depth > 0 ? numberOf(scope, 1) : atom(scope))).join(", ");
  const filled = (index: string): string =>
    numberOf(withVariables(scope, { name: index, type: "int", assignable: false, ...indexOf(undefined) }), 2);
  if (type === "f64") {
    return pick.weighted<() => string>([
      [2, () => `new Float64Array(${count})`],
      [1, () => `new Float64Array([${items()}])`],
      [1, () => `Float64Array.from([${items()}])`],
      [1, () => `new Float64Array(${count}).fill(${atom(scope)})`],
    ])();
  }
  return pick.weighted<() => string>([
    [3, () => `[${items()}]`],
    [1, () => `new Array(${count}).fill(${atom(scope)})`],
    [1, () => `Array.from({ length: ${count} }, (_, k) => ${filled("k")})`],
  ])();
}

/** In a uniform program every loop variable from 0 may be a subscript of every array. */
const indexOf = (of: string | undefined) => ({ index: { of, low: 0, high: 0 } });

/** A new array made from another one. */
function derived(scope: Scope, type: "nums" | "f64"): string | undefined {
  const { pick, length } = scope.g;
  const source = aVariable(scope, type);
  if (source === undefined) return undefined;
  if (pick.chance(0.5)) return `${source.name}.slice()`;
  const inner = withVariables(
    scope,
    { name: "item", type: "num", assignable: false },
    { name: "k", type: "int", assignable: false, ...indexOf(source.name) },
  );
  if (type === "nums" && pick.chance(0.2)) return `[...${source.name}]`;
  if (type === "nums" && length === undefined && pick.chance(0.3)) {
    const other = aVariable(scope, "nums")?.name ?? source.name;
    // Something is left in any case: no array is empty.
    const some = `${source.name}.filter((item, k) => ${conditionOf(inner, 1)})`;
    return pick.one([`${source.name}.slice(0, 2).concat(${other}.slice(0, 2))`, `[${atom(scope)}, ...${some}]`]);
  }
  return `${source.name}.map((item, k) => ${numberOf(inner, 2)})`;
}

type Structure = Exclude<Type, "num" | "int" | "flag" | "nums" | "f64" | "void" | ConstructType>;

function structureValue(scope: Scope, type: Structure, depth: number): string {
  const { pick, length } = scope.g;
  if (pick.chance(0.5)) {
    const found = existing(scope, type, depth);
    if (found !== undefined) return found;
  }
  const part = (of: Type): string => aValue(scope, of, Math.min(depth - 1, 1));
  const several = (of: Type): string => `[${Array.from({ length: length ?? 2 }, () => part(of)).join(", ")}]`;
  switch (type) {
    case "rows": {
      const source = aVariable(scope, "rows");
      if (source !== undefined && pick.chance(0.4))
        return pick.one([`${source.name}.slice()`, `${source.name}.map((row) => row.slice())`]);
      return several("nums");
    }
    case "frows": {
      const source = aVariable(scope, "frows");
      return source !== undefined && pick.chance(0.3) ? `${source.name}.slice()` : several("f64");
    }
    case "points":
      return several("point");
    case "pair":
      return `[${part("num")}, ${part("num")}]`;
    case "point": {
      const source = aVariable(scope, "point");
      if (source !== undefined && pick.chance(0.3)) return `{ ...${source.name}, x: ${part("num")} }`;
      return `{ x: ${part("num")}, y: ${part("num")} }`;
    }
    case "body": {
      const source = aVariable(scope, "body");
      if (source !== undefined && pick.chance(0.3)) return `{ ...${source.name}, w: ${part("num")} }`;
      return `{ at: ${part("point")}, w: ${part("num")}, trace: ${part("nums")} }`;
    }
  }
}

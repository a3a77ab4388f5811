import type { Atom, IRFunction, Statement, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { commonRegion, type Definition, encloses, type Region, type Regions } from "./regions.js";
import type { Variable } from "./tree.js";

/** The values that share one JavaScript variable, by the order of their definitions. */
interface Web {
  readonly members: Value[];
}

export interface Coalesced {
  readonly variableOf: (value: Value) => Variable;
  /** The variables that a statement must declare before it, because the values of their web are defined inside. */
  readonly declaredAt: ReadonlyMap<Statement, readonly Variable[]>;
  /** Variables of one value; the others are assigned. */
  readonly isSingle: (variable: Variable) => boolean;
  /** Variables with a value that the program uses. */
  readonly isMentioned: (variable: Variable) => boolean;
}

/**
 * Gives each value a variable. A loop's parameter and result are one; the initial and next values and the results of
 * branches join where their lifetimes do not cross and a reader would have written one variable.
 */
export function coalesce(fn: IRFunction, regions: Regions): Coalesced {
  const webs = new Map<Value, Web>();
  const webOf = (value: Value): Web => {
    let web = webs.get(value);
    if (web === undefined) {
      web = { members: [value] };
      webs.set(value, web);
    }
    return web;
  };
  const definition = (value: Value): Definition => {
    const found = regions.definitions.get(value);
    if (found === undefined) throw new Error(`emit ${fn.ref.name}: value ${value.id} (${value.name}) is not defined`);
    return found;
  };
  const unite = (a: Web, b: Web): void => {
    const [into, from] = a.members.length >= b.members.length ? [a, b] : [b, a];
    for (const value of from.members) {
      into.members.splice(placeOf(into.members, definition(value).at, definition), 0, value);
      webs.set(value, into);
    }
  };
  const join = (value: Value, atom: Atom): void => {
    if (atom.kind !== "value" || !mayShare(value, atom, definition)) return;
    const a = webOf(value);
    const b = webOf(atom);
    if (a === b) return;
    const [large, small] = a.members.length >= b.members.length ? [a, b] : [b, a];
    if (!small.members.some((member) => interferes(member, large.members, regions, definition))) unite(a, b);
  };

  const loops: Statement[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "if") loops.push(statement);
    if (statement.kind !== "for" && statement.kind !== "while") return;
    loops.push(statement);
    for (const carried of statement.carried) unite(webOf(carried.parameter), webOf(carried.result));
    if (statement.kind === "while") unite(webOf(statement.trip), webOf(statement.trips));
  });
  for (const statement of loops) {
    if (statement.kind === "if") {
      for (const result of statement.results) {
        join(result.value, result.then);
        join(result.value, result.else);
      }
    } else if (statement.kind === "for" || statement.kind === "while") {
      for (const carried of statement.carried) {
        join(carried.parameter, carried.next);
        join(carried.parameter, carried.initial);
      }
    }
  }

  const variables = new Map<Web, Variable>();
  const single = new Set<Variable>();
  const mentioned = new Set<Variable>();
  const declaredAt = new Map<Statement, Variable[]>();
  const variableOf = (value: Value): Variable => {
    const web = webOf(value);
    let variable = variables.get(web);
    if (variable === undefined) {
      variable = createVariable(web);
      variables.set(web, variable);
      if (web.members.some((member) => regions.mentioned.has(member))) mentioned.add(variable);
      const only = web.members.length === 1 && definition(value).statement?.kind === "let";
      if (only) single.add(variable);
      const statement = only ? undefined : declarationOf(web, definition);
      if (statement !== undefined) {
        const list = declaredAt.get(statement);
        if (list === undefined) declaredAt.set(statement, [variable]);
        else list.push(variable);
      }
    }
    return variable;
  };
  for (const value of regions.definitions.keys()) variableOf(value);
  return {
    variableOf,
    declaredAt,
    isSingle: (variable) => single.has(variable),
    isMentioned: (variable) => mentioned.has(variable),
  };
}

type DefinitionOf = (value: Value) => Definition;

/** The name is that of the user's first value; a web is linear if all of it is. */
function createVariable(web: Web): Variable {
  const named = web.members.find((value) => value.name !== undefined);
  const first = web.members[0] as Value;
  return { hint: named?.name, type: first.type, linear: web.members.every((value) => value.linear) };
}

/** Whether a reader would expect two values in one variable: the same name, or both assigned rather than defined. */
function mayShare(value: Value, other: Value, definition: DefinitionOf): boolean {
  if (!sameType(value.type, other.type)) return false;
  const source = definition(other).statement;
  if (source?.kind === "call" && source.results.length > 1) return false;
  if ((source?.kind === "for" && source.index === other) || (source?.kind === "while" && source.trip === other)) {
    return false;
  }
  if (value.name !== undefined && value.name === other.name) return true;
  if (source === undefined) return false;
  if (bothNamed(value, other)) return false;
  return source.kind === "if" || source.kind === "for" || source.kind === "while" || isStep(source, value);
}

const bothNamed = (a: Value, b: Value): boolean => a.name !== undefined && b.name !== undefined;

/** `p + 1`, `p - 1` of the value itself: a counter. */
const isStep = (statement: Statement, value: Value): boolean =>
  statement.kind === "let" &&
  statement.operation.kind === "primitive" &&
  (statement.operation.name === "add" || statement.operation.name === "sub") &&
  statement.operation.args[0] === value &&
  statement.operation.args[1]?.kind === "constant";

function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "array" && b.kind === "array") return a.storage === b.storage && sameType(a.element, b.element);
  return a.kind === "number" || a.kind === "boolean" || a.kind === "string";
}

/** The index of the first member that is defined after `at`. */
function placeOf(members: readonly Value[], at: number, definition: DefinitionOf): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (definition(members[middle] as Value).at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether a value is alive with a member of a web. The members do not cross each other, so of those that dominate the value
 * only the nearest can be alive there; of those that come later, only those before the value's last use.
 */
function interferes(value: Value, members: readonly Value[], regions: Regions, definition: DefinitionOf): boolean {
  const own = definition(value);
  const uses = regions.uses.get(value) ?? [];
  const place = placeOf(members, own.at, definition);
  for (let i = place - 1; i >= 0; i--) {
    const member = members[i] as Value;
    const other = definition(member);
    if (!dominates(other, own)) continue;
    if (isAlive(other, regions.uses.get(member) ?? [], own)) return true;
    // Those of the same group begin together, and each of them counts.
    if (other.at < own.at) break;
    if (isAlive(own, uses, other)) return true;
  }
  let last = own.at;
  for (const use of uses) last = Math.max(last, lastPoint(use.region, use.at, own.region));
  for (let i = place; i < members.length; i++) {
    const other = definition(members[i] as Value);
    if (other.at > last) break;
    if (dominates(own, other) && isAlive(own, uses, other)) return true;
  }
  return false;
}

const dominates = (a: Definition, b: Definition): boolean => a.at <= b.at && encloses(a.region, b.region);

/** Whether a value is still needed just after a point that its definition dominates. */
function isAlive(definition: Definition, uses: readonly { region: Region; at: number }[], point: Definition): boolean {
  const loop = outermostLoop(point.region, definition.region);
  return uses.some((use) => {
    if (loop !== undefined && encloses(loop, use.region)) return true;
    return use.at > point.at && commonRegion(use.region, point.region).kind !== "if";
  });
}

/** The outermost loop around a region that does not enclose `outside`. */
function outermostLoop(region: Region, outside: Region): Region | undefined {
  let loop: Region | undefined;
  for (let at: Region | undefined = region; at !== undefined && at !== outside; at = at.parent) {
    if (at.kind === "loop") loop = at;
  }
  return loop;
}

const lastPoint = (region: Region, at: number, outside: Region): number => outermostLoop(region, outside)?.exit ?? at;

/** The statement before which, or at which, the variable of a web is declared: the first in the block around them all. */
function declarationOf(web: Web, definition: DefinitionOf): Statement | undefined {
  let place: { home: Region; statement: Statement; order: number } | undefined;
  for (const value of web.members) {
    const { home, statement, order } = definition(value);
    if (statement === undefined) return undefined;
    if (place === undefined) {
      place = { home, statement, order };
      continue;
    }
    let common = commonRegion(place.home, home);
    // The blocks of a branch or loop have no block of their own around them.
    while (common.kind !== "block") common = common.parent as Region;
    const a = lift(place.home, place, common);
    const b = lift(home, { statement, order }, common);
    place = { home: common, ...(a.order <= b.order ? a : b) };
  }
  return place?.statement;
}

function lift(
  home: Region,
  place: { readonly statement: Statement; readonly order: number },
  target: Region,
): { statement: Statement; order: number } {
  let { statement, order } = place;
  let at = home;
  while (at !== target) {
    // A block's parent is the whole branch or loop, whose number is that of its statement.
    const whole = at.parent as Region;
    statement = whole.owner as Statement;
    order = whole.enter;
    at = whole.parent as Region;
  }
  return { statement, order };
}

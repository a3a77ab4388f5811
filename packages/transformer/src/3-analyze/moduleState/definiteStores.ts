import { isConstant } from "../../ir/build.js";
import type { Atom, Block, Call, For, IRFunction, Key, Let, Operation, Statement, Value } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";

/** Whether a load surely sees what this call of the first function stored, on every way that leads to it. */
export interface DefiniteStores {
  isCovered(load: Let): boolean;
  /** Every element was stored. */
  isWhollyCovered(slice: Let): boolean;
}

/** `base|slot` for each slot stored; undefined where no way leads. */
type Facts = ReadonlySet<string> | undefined;

const meet = (a: Facts, b: Facts): Facts => {
  if (a === undefined) return b;
  return b === undefined ? a : new Set([...a].filter((fact) => b.has(fact)));
};

const with_ = (facts: Facts, ...more: readonly string[]): Facts =>
  facts === undefined || more.length === 0 ? facts : new Set([...facts, ...more]);

const sameFacts = (a: Facts, b: Facts): boolean =>
  a === b || (a !== undefined && b !== undefined && a.size === b.size && [...a].every((fact) => b.has(fact)));

const all = "[*]";

/** Greatest fixpoint over the calls: what holds on entry to a function is what holds at each of its calls. */
export function analyzeDefiniteStores(functions: readonly IRFunction[]): DefiniteStores {
  const [root] = functions;
  let entries = new Map<number, Facts>(root === undefined ? [] : [[root.ref.id, new Set()]]);
  let exits = new Map<number, Facts>();
  for (;;) {
    const round = new Walk(functions, exits);
    if (root !== undefined) round.entries.set(root.ref.id, new Set());
    const ends = new Map<number, Facts>();
    for (const fn of functions) {
      const entry = entries.get(fn.ref.id);
      if (entry !== undefined) ends.set(fn.ref.id, round.block(fn.body, entry));
    }
    const settled = functions.every(
      ({ ref }) =>
        sameFacts(entries.get(ref.id), round.entries.get(ref.id)) && sameFacts(exits.get(ref.id), ends.get(ref.id)),
    );
    entries = round.entries;
    exits = ends;
    if (settled) {
      return {
        isCovered: (load) => round.covered.has(load),
        isWhollyCovered: (slice) => round.whole.has(slice),
      };
    }
  }
}

class Walk {
  readonly entries = new Map<number, Facts>();
  readonly covered = new Set<Let>();
  readonly whole = new Set<Let>();
  private readonly definitions = new Map<Value, Operation>();
  private readonly loops = new Map<Value, For>();
  private readonly calls = new Map<Value, Call>();
  private readonly callees: ReadonlyMap<number, IRFunction>;

  constructor(
    functions: readonly IRFunction[],
    private readonly exits: ReadonlyMap<number, Facts>,
  ) {
    this.callees = new Map(functions.map((fn) => [fn.ref.id, fn]));
    for (const fn of functions) {
      visit(fn.body, (statement) => {
        if (statement.kind === "let") this.definitions.set(statement.value, statement.operation);
        if (statement.kind === "for") this.loops.set(statement.index, statement);
        if (statement.kind === "call") for (const result of statement.results) this.calls.set(result, statement);
      });
    }
  }

  block(block: Block, entry: Facts): Facts {
    let facts = entry;
    for (const statement of block) facts = this.statement(statement, facts);
    return facts;
  }

  private statement(statement: Statement, facts: Facts): Facts {
    switch (statement.kind) {
      case "let":
        this.look(statement, facts);
        return facts;
      case "store":
        return with_(facts, `${this.nameOf(statement.base)}|${slotText(statement.key)}`);
      case "fill": {
        const from = statement.start === undefined || isConstant(statement.start, 0);
        if (!from) return facts;
        const base = this.nameOf(statement.base);
        return with_(
          facts,
          `${base}|${statement.end === undefined ? all : this.rangeText(statement.base, statement.end)}`,
        );
      }
      case "resize":
        // An array that was emptied holds what is appended from now on.
        return isConstant(statement.length, 0) && !statement.atLeast
          ? with_(facts, `${this.nameOf(statement.base)}|${all}`)
          : facts;
      case "if":
        return meet(this.block(statement.then, facts), this.block(statement.else, facts));
      case "for":
        return this.counted(statement, facts);
      case "while": {
        const tested = this.block(statement.condition.block, facts);
        this.block(statement.body, tested);
        return tested;
      }
      case "call":
        return this.call(statement, facts);
      case "throw":
        return undefined;
      default:
        return facts;
    }
  }

  /** An iteration may store at the loop's own index: then the loop has stored the whole range. */
  private counted(loop: For, facts: Facts): Facts {
    const end = this.block(loop.body, facts);
    if (facts === undefined || end === undefined) return facts;
    if (runsAtLeastOnce(loop)) return this.withRanges(loop, facts, end, end);
    return this.withRanges(loop, facts, end, facts);
  }

  private withRanges(loop: For, before: ReadonlySet<string>, end: ReadonlySet<string>, holds: Facts): Facts {
    if (!isConstant(loop.from, 0) || loop.step !== 1 || loop.test !== "lt") return holds;
    const suffix = `|[${loop.index.id}]`;
    const stored = [...end].filter((fact) => fact.endsWith(suffix) && !before.has(fact));
    return with_(
      holds,
      ...stored.map((fact) => {
        const base = fact.slice(0, -suffix.length);
        return `${base}|${this.rangeOf(base, loop.to)}`;
      }),
    );
  }

  private call(statement: Call, facts: Facts): Facts {
    const callee = this.callees.get(statement.callee.id);
    if (callee === undefined || facts === undefined) return facts;
    const names = callee.params.map((param, i) => [`${param.id}`, this.nameOf(statement.args[i] ?? param)] as const);
    const known = this.entries.has(callee.ref.id);
    const passed: Facts = new Set(
      [...facts].flatMap((fact) => {
        const [base, slot] = split(fact);
        if (!isFixed(slot)) return [];
        const own = base.startsWith("global ") ? [fact] : [];
        return [...own, ...names.flatMap(([param, arg]) => (arg === base ? [`${param}|${slot}`] : []))];
      }),
    );
    this.entries.set(callee.ref.id, known ? meet(this.entries.get(callee.ref.id), passed) : passed);
    // A call that has not been looked into yet, as in a recursion, is taken not to return.
    if (!this.exits.has(callee.ref.id)) return undefined;
    const stored = this.exits.get(callee.ref.id);
    if (stored === undefined) return undefined;
    return with_(
      facts,
      ...[...stored].flatMap((fact) => {
        const [base, slot] = split(fact);
        if (!isFixed(slot)) return [];
        if (base.startsWith("global ")) return [fact];
        return names.flatMap(([param, arg]) => (param === base ? [`${arg}|${slot}`] : []));
      }),
    );
  }

  private look(statement: Let, facts: Facts): void {
    const { operation } = statement;
    if (operation.kind === "load") {
      if (this.covers(facts, operation.base, operation.key)) this.covered.add(statement);
    } else if (operation.kind === "slice" && (facts?.has(`${this.nameOf(operation.base)}|${all}`) ?? true)) {
      this.whole.add(statement);
    }
  }

  private covers(facts: Facts, base: Atom, key: Key): boolean {
    if (facts === undefined) return true;
    const name = this.nameOf(base);
    // An entry may have been removed since.
    if (key.kind === "entry") return false;
    if (facts.has(`${name}|${slotText(key)}`)) return true;
    if (key.kind !== "index") return false;
    if (facts.has(`${name}|${all}`)) return true;
    const bound = this.boundOf(key.index);
    if (bound === undefined) return false;
    if (facts.has(`${name}|[0..${atomText(bound)}]`)) return true;
    if (bound.kind !== "constant") return false;
    return [...facts].some((fact) => {
      const [of, slot] = split(fact);
      const end = of === name ? /^\[0\.\.=(\d+)\]$/.exec(slot) : null;
      return end !== null && Number(end[1]) >= Number(bound.value);
    });
  }

  /** What an index that is not negative stays below. */
  private boundOf(index: Atom): Atom | undefined {
    if (index.kind === "constant") {
      return typeof index.value === "number" && index.value >= 0
        ? { kind: "constant", value: index.value + 1 }
        : undefined;
    }
    const loop = this.loops.get(index);
    if (loop === undefined || loop.step < 1 || loop.test !== "lt") return undefined;
    const { from } = loop;
    return from.kind === "constant" && typeof from.value === "number" && from.value >= 0 ? loop.to : undefined;
  }

  private rangeText(base: Atom, end: Atom): string {
    return this.rangeOf(this.nameOf(base), end);
  }

  private rangeOf(base: string, end: Atom): string {
    const operation = end.kind === "value" ? this.definitions.get(end) : undefined;
    if (operation?.kind === "length" && this.nameOf(operation.base) === base) return all;
    const length = this.lengths.get(base);
    if (length !== undefined && end.kind === "constant" && Number(end.value) >= length) return all;
    return `[0..${atomText(end)}]`;
  }

  private readonly lengths = new Map<string, number>();

  /** What a function surely returns: memory of a module, or one of its arguments. */
  private returned(value: Value): Atom | undefined {
    const call = this.calls.get(value);
    const callee = call && this.callees.get(call.callee.id);
    const result = callee?.results[call?.results.indexOf(value) ?? -1];
    if (callee === undefined || result?.kind !== "value") return undefined;
    const position = callee.params.indexOf(result);
    if (position >= 0) return call?.args[position];
    return this.definitions.get(result)?.kind === "global" || this.calls.has(result) ? result : undefined;
  }

  /** Equal for references that are surely one object. */
  private nameOf(base: Atom, depth = 10): string {
    if (base.kind === "constant") return "none";
    const returned = depth > 0 ? this.returned(base) : undefined;
    if (returned !== undefined) return this.nameOf(returned, depth - 1);
    const operation = this.definitions.get(base);
    if (operation?.kind !== "global") return `${base.id}`;
    const name = `global ${operation.file} ${operation.name}`;
    if (operation.length !== undefined) this.lengths.set(name, operation.length);
    return name;
  }
}

const atomText = (atom: Atom): string => (atom.kind === "value" ? `${atom.id}` : `=${String(atom.value)}`);
const slotText = (key: Key): string => {
  if (key.kind === "entry") return `<${atomText(key.key)}>`;
  return key.kind === "field" ? `.${key.name}` : `[${atomText(key.index)}]`;
};
const split = (fact: string): readonly [string, string] => {
  const at = fact.lastIndexOf("|");
  return [fact.slice(0, at), fact.slice(at + 1)];
};
/** Means the same in every function. */
const isFixed = (slot: string): boolean => slot === all || slot.startsWith(".") || /^\[(0\.\.)?=/.test(slot);

const runsAtLeastOnce = ({ from, to, test, step }: For): boolean =>
  from.kind === "constant" &&
  to.kind === "constant" &&
  ((test === "lt" && step > 0 && Number(from.value) < Number(to.value)) ||
    (test === "gt" && step < 0 && Number(from.value) > Number(to.value)));

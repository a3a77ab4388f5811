import { must } from "../../diagnostics/must.js";
import { type Ids, isConstant, letValue, newScope, newValue, zero } from "../../ir/build.js";
import type { Accumulate, Atom, Block, If, Let, Primitive, Result, Statement, Value } from "../../ir/types.js";
import { blocks, definitions, keyAtoms, mapUses, operands, uses, withBlocks } from "../../ir/walk.js";

export interface Sinking {
  readonly ids: Ids;
  /** Whether all uses of a result may go into its branch. */
  readonly mayLeave: (value: Value) => boolean;
  /** Whether only computations of the block itself use a value. */
  readonly isLocal: (value: Value) => boolean;
  readonly counts: ReadonlyMap<Value, number>;
}

interface Source {
  readonly place: number;
  readonly result: Result;
}

/** One block, statement after statement: what stays in it, where each branch collects what belongs to it. */
export class Sequence {
  /** The results that uses were taken from. */
  readonly left = new Set<Value>();
  /** Products made in a branch, and the results that they were made of: in vain if they only leave it again. */
  readonly products = new Map<Value, Value>();
  private readonly out: (Statement | undefined)[] = [];
  private readonly places = new Map<Value, number>();
  private readonly results = new Map<Value, Source>();
  /** The last branch on each condition. */
  private readonly branches = new Map<Value, number>();
  private readonly conditions: ReadonlyMap<Value, number>;
  private changed = false;

  constructor(
    private readonly block: Block,
    private readonly sinking: Sinking,
  ) {
    this.conditions = countConditions(block);
  }

  run(): Block {
    for (const statement of this.block) this.take(statement);
    return this.changed ? this.out.filter((statement) => statement !== undefined) : this.block;
  }

  private take(statement: Statement): void {
    const taken =
      (statement.kind === "let" && (this.sinkLet(statement) || this.takeChoice(statement))) ||
      (statement.kind === "accumulate" && this.sinkAccumulate(statement)) ||
      (statement.kind === "if" && this.joinBranch(statement));
    if (taken) this.changed = true;
    else this.keep(statement);
  }

  private keep(statement: Statement): void {
    this.out.push(statement);
    this.note(statement, this.out.length - 1);
  }

  private note(statement: Statement, place: number): void {
    for (const value of definitions(statement)) this.places.set(value, place);
    if (statement.kind !== "if") return;
    if (statement.condition.kind === "value") this.branches.set(statement.condition, place);
    for (const result of statement.results) this.results.set(result.value, { place, result });
  }

  /** The branch that an atom is a result of, if all its uses may go there. */
  private source(atom: Atom | undefined): Source | undefined {
    if (atom?.kind !== "value" || atom.type.kind !== "number" || !this.sinking.mayLeave(atom)) return undefined;
    return this.results.get(atom);
  }

  // ------------------------------------------------------------------------------------------ products and sums

  private sinkLet({ value, operation }: Let): boolean {
    if (operation.kind !== "primitive" || !value.linear || value.type.kind !== "number") return false;
    const [a, b] = operation.args;
    switch (operation.name) {
      case "neg":
        return this.sinkFactor(value, operation, a, []);
      case "mul":
        if (a === undefined || b === undefined || a === b) return false;
        return this.sinkFactor(value, operation, a, [b]) || this.sinkFactor(value, operation, b, [a]);
      case "div":
        return b !== undefined && a !== b && this.sinkFactor(value, operation, a, [b]);
      case "add":
      case "sub":
        return this.sinkSum(value, operation) || this.sinkTerm(value, operation);
      default:
        return false;
    }
  }

  /** `operation` of a result that is 0 on one side and of others. */
  private sinkFactor(value: Value, operation: Primitive, factor: Atom | undefined, others: readonly Atom[]): boolean {
    const source = this.source(factor);
    if (source === undefined || !isOneSided(source.result) || !this.makeVisible(others, source.place)) return false;
    const { result } = source;
    const side = (atom: Atom): Primitive | Atom => (isZero(atom) ? zero : withArgument(operation, result.value, atom));
    this.replace([result], value, side(result.then), side(result.else));
    const isGain = others.every((atom) => atom.kind === "constant" || this.mayFollow(atom));
    if (!isGain) this.products.set(value, result.value);
    return true;
  }

  /** Whether an operand is computed for this block alone, so that its computation may go into the branch as well. */
  private mayFollow(atom: Value): boolean {
    const place = this.sinking.isLocal(atom) ? this.places.get(atom) : undefined;
    const statement = place === undefined ? undefined : this.out[place];
    return statement?.kind === "let" && statement.operation.kind === "primitive";
  }

  /** The sum of two results of one branch. */
  private sinkSum(value: Value, operation: Primitive): boolean {
    const [a, b] = operation.args.map((arg) => this.source(arg));
    if (a === undefined || b === undefined || a.place !== b.place || a.result === b.result) return false;
    const side = (x: Atom, y: Atom): Primitive | Atom => {
      if (isZero(y)) return x;
      if (!isZero(x)) return { ...operation, args: [x, y] };
      return operation.name === "add" ? y : { kind: "primitive", name: "neg", args: [y] };
    };
    this.replace([a.result, b.result], value, side(a.result.then, b.result.then), side(a.result.else, b.result.else));
    return true;
  }

  /** A term that is 0 on one side, added to a sum: where the branch does more than to choose the term. */
  private sinkTerm(value: Value, operation: Primitive): boolean {
    const [a, b] = operation.args as readonly [Atom, Atom];
    if (a === b) return false;
    const candidates: readonly (readonly [Atom, Atom])[] =
      operation.name === "add"
        ? [
            [b, a],
            [a, b],
          ]
        : [[b, a]];
    for (const [term, sum] of candidates) {
      const source = this.source(term);
      if (source === undefined || !isOneSided(source.result)) continue;
      const branch = this.out[source.place] as If;
      const choosesOnly =
        branch.results.length === 1 && [...branch.then, ...branch.else].every((one) => one.kind === "let");
      if (choosesOnly || !this.makeVisible([sum], source.place)) continue;
      const { result } = source;
      const side = (atom: Atom): Primitive | Atom => (isZero(atom) ? sum : withArgument(operation, result.value, atom));
      this.replace([result], value, side(result.then), side(result.else));
      return true;
    }
    return false;
  }

  /** `base[key] += x` in the branch that gives x, if nothing between looks at memory. */
  private sinkAccumulate(statement: Accumulate): boolean {
    const { base, key, value } = statement;
    const source = this.source(value);
    if (source === undefined || !isOneSided(source.result)) return false;
    if (base.kind !== "value" || !base.linear || !this.out.slice(source.place + 1).every(leavesMemory)) return false;
    if (!this.makeVisible([base, ...keyAtoms(key)], source.place)) return false;
    const { result } = source;
    const add = (atom: Atom): Block => (isZero(atom) ? [] : [{ ...statement, value: atom }]);
    this.update([result], (branch) => ({
      ...branch,
      then: [...branch.then, ...add(result.then)],
      else: [...branch.else, ...add(result.else)],
    }));
    return true;
  }

  // --------------------------------------------------------------------------------------------------- branches

  /** A choice between a term and 0 is a branch where another one has its condition. */
  private takeChoice({ value, operation }: Let): boolean {
    const choice = asChoice(value, operation);
    if (choice === undefined || (this.conditions.get(choice.condition) ?? 0) < 2) return false;
    const { condition, then, else: otherwise } = choice;
    this.take({
      ...{ kind: "if", scope: newScope(this.sinking.ids), condition, then: [], else: [] },
      ...{ results: [{ value, then, else: otherwise }], span: value.span },
    });
    return true;
  }

  /** Cotangents of a later branch on the same condition, or on a cotangent of this one being nonzero, join it. */
  private joinBranch(later: If): boolean {
    if (later.condition.kind !== "value" || !later.results.every(({ value }) => value.type.kind === "number"))
      return false;
    const inner = [...later.then, ...later.else];
    const movesFreely = (one: Statement): boolean =>
      one.kind === "accumulate"
        ? one.base.kind === "value" && one.base.linear
        : one.kind === "let" && one.operation.kind === "primitive";
    const isOfCotangents = later.results.every(
      ({ value, then, else: otherwise }) => value.linear || isZero(then) || isZero(otherwise),
    );
    if (!isOfCotangents || !inner.every(movesFreely)) return false;
    const same = this.branches.get(later.condition);
    return same === undefined ? this.nest(later) : this.join(later, same, inner);
  }

  private join(later: If, place: number, inner: readonly Statement[]): boolean {
    const writes = inner.some((one) => one.kind === "accumulate");
    if (writes && !this.out.slice(place + 1).every(leavesMemory)) return false;
    const earlier = this.out[place] as If;
    if (!this.makeVisible(freeAtoms(later, earlier), place)) return false;
    const branch = this.out[must(this.branches.get(later.condition as Value))] as If;
    const [inThen, inElse] = sidesOf(branch);
    const results = later.results.map((one) => ({ value: one.value, then: inThen(one.then), else: inElse(one.else) }));
    const at = this.out.indexOf(branch);
    const joined: If = {
      ...branch,
      then: [...branch.then, ...mapBlock(later.then, inThen)],
      else: [...branch.else, ...mapBlock(later.else, inElse)],
      results: [...branch.results, ...results],
    };
    this.out[at] = joined;
    this.note(joined, at);
    return true;
  }

  /** `if (x_bar !== 0) { … }` inside the branch that makes x_bar nonzero. */
  private nest(later: If): boolean {
    const test = later.condition as Value;
    const testPlace = this.places.get(test);
    const defined = testPlace === undefined ? undefined : this.out[testPlace];
    if (testPlace === undefined || defined?.kind !== "let" || this.sinking.counts.get(test) !== 1) return false;
    const { operation } = defined;
    if (operation.kind !== "primitive" || operation.name !== "ne" || later.else.length > 0) return false;
    const [tested, against] = operation.args;
    if (tested?.kind !== "value" || against === undefined || !isZero(against)) return false;
    const source = this.results.get(tested);
    if (source === undefined || !isOneSided(source.result)) return false;
    const writes = later.then.some((one) => one.kind === "accumulate");
    if (writes && !this.out.slice(source.place + 1).every(leavesMemory)) return false;
    this.out[testPlace] = undefined;
    const earlier = this.out[source.place] as If;
    if (!this.makeVisible(freeAtoms(later, earlier), source.place)) {
      this.out[testPlace] = defined;
      return false;
    }
    const at = this.places.get(tested) as number;
    const branch = this.out[at] as If;
    const isThen = isZero(source.result.else);
    const sides = sidesOf(branch);
    const map = sides[isThen ? 0 : 1];
    const mapOther = sides[isThen ? 1 : 0];
    const copyOf = (value: Value): Value =>
      newValue(this.sinking.ids, value.type, { name: value.name, linear: value.linear, span: value.span });
    const condition = copyOf(test);
    const inner: Result[] = later.results.map((one) => ({
      ...{ value: copyOf(one.value), then: map(one.then), else: map(one.else) },
    }));
    const nested: readonly Statement[] = [
      letValue(condition, { ...operation, args: [map(tested), against] }),
      { ...later, condition, then: mapBlock(later.then, map), results: inner },
    ];
    const results = later.results.map((one, i): Result => {
      const inside = must(inner[i]).value;
      const outside = mapOther(one.else);
      return { value: one.value, then: isThen ? inside : outside, else: isThen ? outside : inside };
    });
    const joined: If = {
      ...branch,
      then: isThen ? [...branch.then, ...nested] : branch.then,
      else: isThen ? branch.else : [...branch.else, ...nested],
      results: [...branch.results, ...results],
    };
    this.out[at] = joined;
    this.note(joined, at);
    return true;
  }

  // --------------------------------------------------------------------------------------------------- the block

  private replace(old: readonly Result[], value: Value, then: Primitive | Atom, otherwise: Primitive | Atom): void {
    const define = (block: Block, side: Primitive | Atom): readonly [Block, Atom] => {
      if (side.kind !== "primitive") return [block, side];
      const { type, name, linear, span } = value;
      const inside = newValue(this.sinking.ids, type, { name, linear, span });
      return [[...block, letValue(inside, side)], inside];
    };
    this.update(old, (branch) => {
      const [thenBlock, thenAtom] = define(branch.then, then);
      const [elseBlock, elseAtom] = define(branch.else, otherwise);
      const results = [...branch.results, { value, then: thenAtom, else: elseAtom }];
      return { ...branch, then: thenBlock, else: elseBlock, results };
    });
  }

  /** Changes the branch of these results, which it loses if nothing else uses them. */
  private update(old: readonly Result[], change: (branch: If) => If): void {
    const place = must(this.places.get(must(old[0]).value));
    const isUsedOnce = (result: Result): boolean => this.sinking.counts.get(result.value) === 1;
    for (const { value } of old) this.left.add(value);
    const next = change(this.out[place] as If);
    const results = next.results.filter((result) => !old.some((one) => one.value === result.value && isUsedOnce(one)));
    const branch = { ...next, results };
    this.out[place] = branch;
    this.note(branch, place);
  }

  /** Moves what pure operations of this block define before the branch; false if something else is in the way. */
  private makeVisible(atoms: readonly Atom[], place: number): boolean {
    const needed = new Set<number>();
    const find = (atom: Atom): boolean => {
      const at = atom.kind === "value" ? this.places.get(atom) : undefined;
      if (at === undefined || at < place || needed.has(at)) return true;
      const statement = this.out[at];
      if (at === place || statement?.kind !== "let" || statement.operation.kind !== "primitive") return false;
      if (!operands(statement.operation).every(find)) return false;
      needed.add(at);
      return true;
    };
    if (!atoms.every(find)) return false;
    if (needed.size === 0) return true;
    const order = [...needed].sort((a, b) => a - b);
    const moved = order.map((at) => this.out[at]);
    for (const at of order) this.out[at] = undefined;
    this.out.splice(place, 0, ...moved);
    this.out.forEach((statement, at) => {
      if (statement !== undefined) this.note(statement, at);
    });
    return true;
  }
}

const isZero = (atom: Atom): boolean => isConstant(atom, 0, -0);
const isOneSided = ({ then, else: otherwise }: Result): boolean => isZero(then) !== isZero(otherwise);

const withArgument = (operation: Primitive, value: Value, by: Atom): Primitive => ({
  ...operation,
  args: operation.args.map((arg) => (arg === value ? by : arg)),
});

/** Sums of cotangents may change places, and arithmetic has no memory. */
const leavesMemory = (one: Statement | undefined): boolean =>
  one === undefined ||
  one.kind === "note" ||
  (one.kind === "accumulate" && one.base.kind === "value" && one.base.linear) ||
  (one.kind === "let" && one.operation.kind === "primitive");

function asChoice(value: Value, operation: Let["operation"]) {
  if (operation.kind !== "primitive" || operation.name !== "select" || value.type.kind !== "number") return undefined;
  const [condition, then, otherwise] = operation.args as readonly [Atom, Atom, Atom];
  if (condition.kind !== "value") return undefined;
  return value.linear && isZero(then) !== isZero(otherwise) ? { condition, then, else: otherwise } : undefined;
}

/** How many branches and choices there are on each condition. */
function countConditions(block: Block): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  for (const statement of block) {
    const condition =
      statement.kind === "if"
        ? statement.condition
        : statement.kind === "let"
          ? asChoice(statement.value, statement.operation)?.condition
          : undefined;
    if (condition?.kind === "value") counts.set(condition, (counts.get(condition) ?? 0) + 1);
  }
  return counts;
}

/** What a branch uses of its surroundings, but for the results of an earlier one. */
function freeAtoms(later: If, earlier: If): readonly Atom[] {
  const own = new Set<Atom>([...later.then, ...later.else].flatMap(definitions));
  const results = new Set<Atom>(earlier.results.map((result) => result.value));
  const all = [...later.then, ...later.else].flatMap(uses).concat(later.results.flatMap((one) => [one.then, one.else]));
  return all.filter((atom) => !own.has(atom) && !results.has(atom));
}

/** What an atom is inside each side of a branch. */
function sidesOf(branch: If): readonly [(atom: Atom) => Atom, (atom: Atom) => Atom] {
  const then = new Map<Atom, Atom>(branch.results.map((result) => [result.value, result.then]));
  const otherwise = new Map<Atom, Atom>(branch.results.map((result) => [result.value, result.else]));
  return [(atom) => then.get(atom) ?? atom, (atom) => otherwise.get(atom) ?? atom];
}

const mapBlock = (block: Block, map: (atom: Atom) => Atom): Block =>
  block.map((statement) =>
    mapUses(
      withBlocks(
        statement,
        blocks(statement).map((inner) => mapBlock(inner, map)),
      ),
      map,
    ),
  );

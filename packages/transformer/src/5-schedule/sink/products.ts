import { isConstant, letValue, newValue, zero, type Ids } from "../../ir/build.js";
import type {
  Accumulate,
  Atom,
  Block,
  If,
  IRFunction,
  Let,
  Primitive,
  Result,
  Statement,
  Value,
} from "../../ir/types.js";
import { blocks, definitions, operands, uses, visit, withBlocks } from "../../ir/walk.js";

/**
 * A cotangent that is 0 on one side of a branch, and is only multiplied or added afterwards, is multiplied and added in the
 * branch that makes it nonzero. Legal because zero times anything is zero among cotangents.
 */
export function sinkProducts(fn: IRFunction, ids: Ids): IRFunction {
  const counts = new Map<Value, number>();
  const count = (atom: Atom): void => {
    if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
  };
  visit(fn.body, (statement) => uses(statement).forEach(count));
  fn.results.forEach(count);
  const body = sinkInto(fn.body, { ids, isSingle: (value) => counts.get(value) === 1 });
  return body === fn.body ? fn : { ...fn, body };
}

interface Sinking {
  readonly ids: Ids;
  readonly isSingle: (value: Value) => boolean;
}

function sinkInto(block: Block, sinking: Sinking): Block {
  let changed = false;
  const inner = block.map((statement) => {
    const before = blocks(statement);
    const after = before.map((one) => sinkInto(one, sinking));
    if (after.every((one, i) => one === before[i])) return statement;
    changed = true;
    return withBlocks(statement, after);
  });
  const out = new Sequence(inner, sinking).run();
  return changed || out !== inner ? out : block;
}

/** One block. Statements are taken in order; what is left so far has a place for each branch. */
class Sequence {
  private readonly left: (Statement | undefined)[] = [];
  /** Where each value of the block is defined among what is left. */
  private readonly places = new Map<Value, number>();
  private readonly results = new Map<Value, { readonly place: number; readonly result: Result }>();
  private changed = false;

  constructor(
    private readonly block: Block,
    private readonly sinking: Sinking,
  ) {}

  run(): Block {
    if (!this.block.some((statement) => statement.kind === "if" && statement.results.some(isOneSided))) {
      return this.block;
    }
    for (const statement of this.block) {
      if (statement.kind === "let" && this.sinkLet(statement)) this.changed = true;
      else if (statement.kind === "accumulate" && this.sinkAccumulate(statement)) this.changed = true;
      else this.keep(statement);
    }
    return this.changed ? this.left.filter((statement) => statement !== undefined) : this.block;
  }

  private keep(statement: Statement): void {
    const place = this.left.length;
    this.left.push(statement);
    if (statement.kind === "if") this.note(statement, place);
    else for (const value of definitions(statement)) this.places.set(value, place);
  }

  private note(statement: If, place: number): void {
    for (const result of statement.results) {
      this.places.set(result.value, place);
      this.results.set(result.value, { place, result });
    }
  }

  /** The branch that an atom is a result of, if nothing else uses the result. */
  private source(atom: Atom | undefined): { readonly place: number; readonly result: Result } | undefined {
    if (atom?.kind !== "value" || !atom.linear || !this.sinking.isSingle(atom)) return undefined;
    return this.results.get(atom);
  }

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
        return this.sinkSum(value, operation);
      default:
        return false;
    }
  }

  /** `operation` of a result that is 0 on one side and of others. */
  private sinkFactor(value: Value, operation: Primitive, factor: Atom | undefined, others: readonly Atom[]): boolean {
    const source = this.source(factor);
    if (source === undefined || !isOneSided(source.result)) return false;
    if (!this.makeVisible(others, source.place)) return false;
    const place = this.places.get(source.result.value) ?? source.place;
    const side = (atom: Atom): Primitive | Atom =>
      isZero(atom)
        ? zero
        : { ...operation, args: operation.args.map((arg) => (arg === source.result.value ? atom : arg)) };
    this.replace(place, [source.result], value, side(source.result.then), side(source.result.else));
    return true;
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
    const then = side(a.result.then, b.result.then);
    this.replace(a.place, [a.result, b.result], value, then, side(a.result.else, b.result.else));
    return true;
  }

  /** `base[key] += x` in the branch that gives x, if nothing between looks at memory. */
  private sinkAccumulate(statement: Accumulate): boolean {
    const source = this.source(statement.value);
    if (source === undefined || !isOneSided(source.result) || !statement.linear) return false;
    const between = this.left.slice(source.place + 1);
    const isFree = (one: Statement | undefined): boolean =>
      one === undefined || one.kind === "accumulate" || (one.kind === "let" && one.operation.kind === "primitive");
    if (!between.every(isFree)) return false;
    const index = statement.key.kind === "index" ? [statement.key.index] : [];
    if (!this.makeVisible([statement.base, ...index], source.place)) return false;
    const { result } = source;
    this.update(this.places.get(result.value) ?? source.place, (branch) => {
      const add = (atom: Atom): Block => (isZero(atom) ? [] : [{ ...statement, value: atom }]);
      return {
        ...branch,
        then: [...branch.then, ...add(result.then)],
        else: [...branch.else, ...add(result.else)],
        results: branch.results.filter((one) => one !== result),
      };
    });
    return true;
  }

  private replace(
    place: number,
    old: readonly Result[],
    value: Value,
    then: Primitive | Atom,
    otherwise: Primitive | Atom,
  ): void {
    const define = (block: Block, side: Primitive | Atom): readonly [Block, Atom] => {
      if (side.kind !== "primitive") return [block, side];
      const { type, name, linear, span } = value;
      const inside = newValue(this.sinking.ids, type, { name, linear, span });
      return [[...block, letValue(inside, side)], inside];
    };
    this.update(place, (branch) => {
      const [thenBlock, thenAtom] = define(branch.then, then);
      const [elseBlock, elseAtom] = define(branch.else, otherwise);
      const kept = branch.results.filter((result) => !old.includes(result));
      const results = [...kept, { value, then: thenAtom, else: elseAtom }];
      return { ...branch, then: thenBlock, else: elseBlock, results };
    });
  }

  private update(place: number, change: (branch: If) => If): void {
    const branch = this.left[place] as If;
    const next = change(branch);
    this.left[place] = next;
    this.note(next, place);
  }

  /** Moves what pure operations of this block define before the branch; false if something else is in the way. */
  private makeVisible(atoms: readonly Atom[], place: number): boolean {
    const needed: number[] = [];
    const visit = (atom: Atom): boolean => {
      const at = atom.kind === "value" ? this.places.get(atom) : undefined;
      if (at === undefined || at < place) return true;
      const statement = this.left[at];
      if (at === place || statement?.kind !== "let" || statement.operation.kind !== "primitive") return false;
      if (!operands(statement.operation).every(visit)) return false;
      if (!needed.includes(at)) needed.push(at);
      return true;
    };
    if (!atoms.every(visit)) return false;
    if (needed.length === 0) return true;
    const moved = needed.sort((a, b) => a - b).map((at) => this.left[at] as Statement);
    for (const at of needed) this.left[at] = undefined;
    this.left.splice(place, 0, ...moved);
    this.renumber();
    return true;
  }

  private renumber(): void {
    this.left.forEach((statement, place) => {
      if (statement?.kind === "if") this.note(statement, place);
      else if (statement !== undefined) for (const value of definitions(statement)) this.places.set(value, place);
    });
  }
}

const isZero = (atom: Atom): boolean => isConstant(atom, 0, -0);
const isOneSided = ({ value, then, else: otherwise }: Result): boolean =>
  value.linear && isZero(then) !== isZero(otherwise);

import {
  BlockBuilder,
  booleanType,
  constant,
  fieldKey,
  type Ids,
  newScope,
  newValue,
  numberType,
  primitive,
} from "../../../ir/build.js";
import { resolveType } from "../../../ir/type.js";
import type { Atom, Block, Key, PrimitiveName, Statement, Value, Variable } from "../../../ir/types.js";
import { blocks, definitions, mapUses, visit, withBlocks } from "../../../ir/walk.js";
import { expose } from "../../exposeExits.js";
import { captured } from "../captures.js";
import { returnOutcome } from "../outcomes.js";
import { startOf } from "../start.js";
import type { Activation, Lowering, ProgramState } from "../state.js";
import { addSlot, type Coroutine, stateSlot } from "./coroutine.js";
import { findSegments, partsOf, type Segments } from "./segments.js";

/**
 * Makes the bodies of generators that are values re-entrant. A body keeps its structure: when it is entered again, it goes to where
 * it waits by the branches and loops around that place, and passes over what stands before it.
 */
export function suspendCoroutines(program: ProgramState): void {
  for (const coroutine of program.coroutines) {
    if (coroutine.body !== undefined) suspend(program, coroutine, coroutine.body);
  }
}

function suspend(program: ProgramState, coroutine: Coroutine, activation: Activation): void {
  activation.body = activation.body.map((statement) => {
    if (statement.kind !== "labelled" || statement.label !== coroutine.label) return statement;
    const isPoint = (inner: Block): boolean => {
      let found = false;
      visit(inner, (one) => {
        found ||= one.kind === "labelled" && coroutine.waits.has(one.label);
      });
      return found;
    };
    const body = expose(statement.body, program.ctx.ids, isPoint);
    const frame = captured(activation, coroutine.owner, coroutine.frame, program);
    return { ...statement, body: new Suspension(program, coroutine, activation, frame, body).result() };
  });
}

interface Range {
  readonly first: number;
  readonly last: number;
}

class Suspension {
  private readonly ids: Ids;
  private readonly segments: Segments;
  private readonly slots = new Map<Value | Variable, Key>();
  /** The places where it waits, numbered from 1 in their order. */
  private readonly numbers = new Map<Statement, number>();

  constructor(
    private readonly program: ProgramState,
    private readonly coroutine: Coroutine,
    private readonly activation: Activation,
    private readonly frame: Atom,
    private readonly body: Block,
  ) {
    this.ids = program.ctx.ids;
    this.segments = findSegments(body, coroutine.waits);
    visit(body, (statement) => {
      if (this.isPoint(statement)) this.numbers.set(statement, this.numbers.size + 1);
    });
  }

  result(): Block {
    return this.block(this.body);
  }

  private isPoint(statement: Statement): boolean {
    return statement.kind === "labelled" && this.coroutine.waits.has(statement.label);
  }

  private rangeOf(block: Block): Range | undefined {
    const found: number[] = [];
    visit(block, (statement) => {
      const number = this.numbers.get(statement);
      if (number !== undefined) found.push(number);
    });
    const [first] = found;
    const last = found.at(-1);
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  /** A block that may be entered to go on inside it. Behind the last place where it waits it always runs. */
  private block(block: Block): Block {
    const parts = partsOf(block, this.segments.waits);
    const last = parts.findLastIndex(([first]) => first !== undefined && this.segments.waits(first));
    return parts.flatMap((part, i): Block => {
      const [first] = part;
      if (first === undefined || !this.segments.waits(first)) {
        const run = this.segment(part);
        return i > last ? run : this.guarded("eq", 0, run);
      }
      const entered = this.entered(first);
      const range = this.rangeOf(part);
      return i === last || range === undefined ? entered : this.guarded("le", range.last, entered);
    });
  }

  /** Runs where the place to go to compares like this. */
  private guarded(name: PrimitiveName, number: number, then: Block): Block {
    const out = new BlockBuilder(this.ids);
    const condition = out.define(booleanType, primitive(name, this.at(out), constant(number)));
    out.push({ kind: "if", scope: newScope(this.ids), condition, then, else: [], results: [], span: undefined });
    return out.block;
  }

  private at(out: BlockBuilder): Value {
    return out.define(numberType, { kind: "read", variable: this.coroutine.at });
  }

  /** A statement in which it waits. */
  private entered(statement: Statement): Block {
    if (this.isPoint(statement)) return this.wait(statement);
    switch (statement.kind) {
      case "labelled":
        return [{ ...statement, body: this.block(statement.body) }];
      case "if":
        return this.branch(statement);
      case "loop":
        return [this.loop(statement)];
      default:
        throw new Error(`lower: a generator waits in a ${statement.kind}`);
    }
  }

  /** Leaves with the value; entered again, it is where it has to be. */
  private wait(statement: Statement): Block {
    const number = this.numbers.get(statement) as number;
    const item = statement.kind === "labelled" ? (this.coroutine.waits.get(statement.label) as Atom) : constant(0);
    const out = new BlockBuilder(this.ids);
    const l: Lowering = { ...startOf(this.program, this.activation), out };
    const leaves = out.define(booleanType, primitive("eq", this.at(out), constant(0)));
    const then = new BlockBuilder(this.ids);
    then.push({ kind: "store", base: this.frame, key: fieldKey(stateSlot), value: constant(number), linear: false });
    const value = this.renamed(then, item);
    const fields = [
      { name: "value", value },
      { name: "done", value: constant(false) },
    ];
    const step = then.define(this.coroutine.step, { kind: "makeRecord", fields });
    const { outcome, node } = this.activation;
    if (outcome !== undefined) returnOutcome({ ...l, out: then }, outcome, step, node);
    else then.push({ kind: "exit", exit: "return", label: undefined, value: step, span: undefined });
    const otherwise = new BlockBuilder(this.ids);
    const isHere = otherwise.define(booleanType, primitive("eq", this.at(otherwise), constant(number)));
    otherwise.push({
      kind: "if",
      scope: newScope(this.ids),
      condition: isHere,
      then: [{ kind: "assign", variable: this.coroutine.at, value: constant(0), span: undefined }],
      else: [],
      results: [],
      span: undefined,
    });
    out.push({
      kind: "if",
      scope: newScope(this.ids),
      condition: leaves,
      then: then.block,
      else: otherwise.block,
      results: [],
      span: undefined,
    });
    return out.block;
  }

  /** Running, it takes the branch of its condition; else the one that it has to go to. */
  private branch(statement: Statement & { readonly kind: "if" }): Block {
    const out = new BlockBuilder(this.ids);
    const condition = this.renamed(out, statement.condition);
    const at = this.at(out);
    const runs = out.define(booleanType, primitive("eq", at, constant(0)));
    let taken = out.define(booleanType, primitive("and", runs, condition));
    const range = this.rangeOf(statement.then);
    if (range !== undefined) {
      const isFrom = out.define(booleanType, primitive("ge", at, constant(range.first)));
      const isTo = out.define(booleanType, primitive("le", at, constant(range.last)));
      const inside = out.define(booleanType, primitive("and", isFrom, isTo));
      taken = out.define(booleanType, primitive("or", taken, inside));
    }
    const side = (block: Block): Block =>
      this.rangeOf(block) === undefined ? this.segmented(block) : this.block(block);
    out.push({ ...statement, condition: taken, then: side(statement.then), else: side(statement.else), results: [] });
    return out.block;
  }

  private segmented(block: Block): Block {
    return block.length === 0 ? [] : this.segment(block);
  }

  /** Entered again, its condition holds: it has been tested before. */
  private loop(statement: Statement & { readonly kind: "loop" }): Statement {
    const { condition, body, update } = statement;
    const inside = new BlockBuilder(this.ids);
    inside.push(...this.segmented(condition.block));
    const test = this.renamed(inside, condition.test, condition.block);
    const out = new BlockBuilder(this.ids);
    const runs = out.define(booleanType, primitive("eq", this.at(out), constant(0)));
    const value = newValue(this.ids, booleanType);
    const results = [{ value, then: test, else: constant(true) }];
    out.push({
      kind: "if",
      scope: newScope(this.ids),
      condition: runs,
      then: inside.block,
      else: [],
      results,
      span: undefined,
    });
    return {
      ...statement,
      condition: { block: out.block, test: value },
      body: this.block(body),
      update: this.segmented(update),
    };
  }

  /** Statements without a place to wait: what others have left is loaded, what others need is stored. */
  private segment(statements: Block): Block {
    const out = new BlockBuilder(this.ids);
    const loaded = new Map<Value, Value>();
    for (const value of this.segments.needs(statements)) loaded.set(value, this.load(out, value));
    const map = (atom: Atom): Atom => (atom.kind === "value" ? (loaded.get(atom) ?? atom) : atom);
    const rewrite = (block: Block): Block =>
      block.flatMap((statement): Block => {
        const inner = withBlocks(mapUses(statement, map), blocks(statement).map(rewrite));
        return [this.withSlots(inner), ...this.stores(inner)];
      });
    out.push(...rewrite(statements));
    return out.block;
  }

  private withSlots(statement: Statement): Statement {
    const { keptVariables } = this.segments;
    if (statement.kind === "assign" && keptVariables.has(statement.variable)) {
      const key = this.slot(statement.variable);
      return { kind: "store", base: this.frame, key, value: statement.value, linear: false };
    }
    if (statement.kind === "let" && statement.operation.kind === "read") {
      const { variable } = statement.operation;
      if (!keptVariables.has(variable)) return statement;
      return { ...statement, operation: { kind: "load", base: this.frame, key: this.slot(variable) } };
    }
    return statement;
  }

  private stores(statement: Statement): Block {
    return definitions(statement)
      .filter((value) => this.segments.kept.has(value))
      .map((value) => ({ kind: "store", base: this.frame, key: this.slot(value), value, linear: false }));
  }

  private slot(of: Value | Variable): Key {
    const key =
      this.slots.get(of) ?? addSlot(this.coroutine, (of.name ?? "kept").replace(/\W/g, "") || "kept", of.type);
    this.slots.set(of, key);
    return key;
  }

  private load(out: BlockBuilder, value: Value): Value {
    return out.define(
      resolveType(value.type),
      { kind: "load", base: this.frame, key: this.slot(value) },
      { name: value.name },
    );
  }

  /** An atom outside of the segment that defines it. */
  private renamed(out: BlockBuilder, atom: Atom, near: Block = []): Atom {
    if (atom.kind !== "value" || !this.segments.kept.has(atom)) return atom;
    const isNear = near.some((statement) => definitions(statement).includes(atom));
    return isNear ? atom : this.load(out, atom);
  }
}

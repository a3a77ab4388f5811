import type { Context } from "../context.js";
import {
  atomType,
  booleanType,
  constant,
  isConstant,
  letValue,
  newScope,
  newValue,
  newVariable,
  primitive,
  unassigned,
} from "../ir/build.js";
import type {
  Atom,
  Block,
  Exit,
  If,
  IRFunction,
  LabelId,
  Loop,
  Statement,
  Type,
  Value,
  Variable,
} from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";
import { exposeExits } from "./exposeExits.js";
import { alwaysExits } from "./lower/ending.js";

/**
 * Turns break, continue and return into structure. Where a branch always leaves, the rest of its block moves into the
 * other branch; only where it may leave is the rest guarded by a flag, and a loop that is left tests a flag first.
 */
export function structureExits(source: IRFunction, ctx: Context): IRFunction {
  const fn = { ...source, body: exposeExits(source.body, ctx.ids) };
  const exits: Exit[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "exit") exits.push(statement);
  });
  const structure = new Structure(ctx, resultType(fn, exits), fn.body);
  const { statements, falls } = structure.block(fn.body);
  const body = structure.withReturnFlag(statements);
  // What an exception always comes before may never have been made.
  if (structure.result === undefined)
    return { ...fn, body, results: falls ? fn.results : fn.results.map(() => unassigned) };
  const results = falls && fn.results.length > 0 ? fn.results : undefined;
  if (results !== undefined) throw new Error(`structureExits ${fn.ref.name}: results besides returns`);
  const read = newValue(ctx.ids, structure.result.type, { name: structure.result.name });
  return {
    ...fn,
    body: [...body, letValue(read, { kind: "read", variable: structure.result })],
    results: [read],
  };
}

/** The type returned; undefined if nothing is. */
function resultType(fn: IRFunction, exits: readonly Exit[]): Type | undefined {
  for (const exit of exits) {
    if (exit.exit === "return" && exit.value !== undefined && atomType(exit.value).kind !== "undefined") {
      return atomType(exit.value);
    }
  }
  if (exits.some((exit) => exit.exit === "return" && exit.value !== undefined) && fn.results.length === 0) {
    return { kind: "undefined" };
  }
  return undefined;
}

/** Where an exit goes: out of the function, out of a loop or block, or to the next iteration. */
type Target = string;
const returnTarget: Target = "return";
const targetOf = (exit: Exit): Target => (exit.exit === "return" ? returnTarget : `${exit.exit} ${exit.label}`);
const breakOf = (label: LabelId): Target => `break ${label}`;
const continueOf = (label: LabelId): Target => `continue ${label}`;

/** A block without exits; `falls` if it may reach its end, `leaves` are the exits that may have been taken instead. */
interface Structured {
  readonly statements: readonly Statement[];
  readonly falls: boolean;
  readonly leaves: ReadonlySet<Target>;
}

const none: ReadonlySet<Target> = new Set();
const union = (...sets: readonly ReadonlySet<Target>[]): ReadonlySet<Target> =>
  new Set(sets.flatMap((set) => [...set]));

class Structure {
  readonly result: Variable | undefined;
  private readonly flags = new Map<Target, Variable>();
  private readonly tested = new Set<Variable>();
  private readonly reads = new Map<Variable, number>();

  constructor(
    private readonly ctx: Context,
    type: Type | undefined,
    body: Block,
  ) {
    this.result = type === undefined ? undefined : newVariable(ctx.ids, "result", type);
    countReads(body, this.reads);
  }

  /** The whole body, with the flag of `return` set up if something tests it, and flags that nothing tests removed. */
  withReturnFlag(body: readonly Statement[]): Block {
    const reset = this.reset(returnTarget);
    return this.withoutUntested([...reset, ...body]);
  }

  block(block: Block): Structured {
    const done: Statement[] = [];
    for (let i = 0; i < block.length; i++) {
      const statement = block[i] as Statement;
      if (statement.kind === "exit") {
        done.push(...this.exit(statement));
        return { statements: done, falls: false, leaves: new Set([targetOf(statement)]) };
      }
      if (statement.kind === "throw") return { statements: [...done, statement], falls: false, leaves: none };
      if (blocks(statement).length === 0) {
        done.push(statement);
        continue;
      }
      const rest = block.slice(i + 1);
      const branched = statement.kind === "if" ? this.branchWithRest(statement, rest) : undefined;
      if (branched !== undefined) return { ...branched, statements: [...done, ...branched.statements] };
      const inner = this.statement(statement, block.slice(0, i));
      done.push(...inner.statements);
      if (!inner.falls) return { statements: done, falls: false, leaves: inner.leaves };
      if (inner.leaves.size > 0 && rest.length > 0) return this.guardRest(done, inner, rest);
      if (inner.leaves.size > 0) return { statements: done, falls: true, leaves: inner.leaves };
    }
    return { statements: done, falls: true, leaves: none };
  }

  /** If one side always leaves by an exit, the rest moves to the other side. */
  private branchWithRest(statement: If, rest: Block): Structured | undefined {
    const thenLeaves = alwaysExits(statement.then);
    const elseLeaves = alwaysExits(statement.else);
    if (!thenLeaves && !elseLeaves) return undefined;
    const then = this.block(thenLeaves ? statement.then : [...statement.then, ...rest]);
    const otherwise = this.block(elseLeaves ? statement.else : [...statement.else, ...rest]);
    return this.joined(statement, then, otherwise);
  }

  private joined(statement: If, then: Structured, otherwise: Structured): Structured {
    return {
      statements: [{ ...statement, then: then.statements, else: otherwise.statements }],
      falls: then.falls || otherwise.falls,
      leaves: union(then.leaves, otherwise.leaves),
    };
  }

  private guardRest(done: readonly Statement[], before: Structured, rest: Block): Structured {
    const after = this.block(rest);
    const prepared: Statement[] = [];
    const left = this.anyFlag(before.leaves, prepared);
    const guard: If = {
      kind: "if",
      scope: newScope(this.ctx.ids),
      condition: left,
      then: [],
      else: after.statements,
      results: [],
      span: undefined,
    };
    return {
      statements: [...done, ...prepared, guard],
      falls: after.falls,
      leaves: union(before.leaves, after.leaves),
    };
  }

  private statement(statement: Statement, before: Block): Structured {
    switch (statement.kind) {
      case "if":
        return this.joined(statement, this.block(statement.then), this.block(statement.else));
      case "labelled":
        return this.labelled(statement.label, statement.body);
      case "loop":
        return this.loop(statement, before);
      default:
        throw new Error(`structureExits: a ${statement.kind} in the source stage`);
    }
  }

  private labelled(label: LabelId, body: Block): Structured {
    const inner = this.block(body);
    const target = breakOf(label);
    const left = inner.leaves.has(target);
    return {
      statements: [...(left ? this.reset(target) : []), ...inner.statements],
      falls: inner.falls || left,
      leaves: without(inner.leaves, target),
    };
  }

  private loop(source: Loop, before: Block): Structured {
    const condition = this.block(source.condition.block);
    // What asks whether to begin throws: there is no loop. What asks whether to go on gives no answer.
    if (!condition.falls && source.testFirst) return condition;
    const test = condition.falls ? source.condition.test : constant(false);
    const loop: Loop = { ...source, condition: { block: source.condition.block, test } };
    const body = this.block(loop.body);
    const breakTarget = breakOf(loop.label);
    const continueTarget = continueOf(loop.label);
    const leaving = without(body.leaves, continueTarget);
    const resets = leaving.has(breakTarget) ? this.reset(breakTarget) : [];
    const again = body.leaves.has(continueTarget) ? this.reset(continueTarget) : [];
    const endless = isConstant(loop.condition.test, true);
    const tested = this.guardedCondition(loop, condition.statements, leaving);
    const update = this.guardedUpdate(loop, before, leaving);
    return {
      statements: [...resets, { ...loop, condition: tested, body: [...again, ...body.statements], update }],
      falls: !endless || leaving.has(breakTarget),
      leaves: without(leaving, breakTarget),
    };
  }

  /** `!left && condition`; the condition is not evaluated after an exit, unless that makes no difference. */
  private guardedCondition(loop: Loop, block: Block, leaving: ReadonlySet<Target>): Loop["condition"] {
    const { test } = loop.condition;
    if (leaving.size === 0) return { block, test };
    const statements: Statement[] = [];
    const left = this.anyFlag(leaving, statements);
    const stays = this.define(statements, "not", [left]);
    // What was assigned is seen after the loop.
    if (isHarmless(block) && block.every(({ kind }) => kind !== "assign")) {
      if (isConstant(test, true)) return { block: [...statements, ...block], test: stays };
      statements.push(...block);
      return { block: statements, test: this.define(statements, "and", [stays, test]) };
    }
    const value = newValue(this.ctx.ids, booleanType);
    statements.push({
      kind: "if",
      scope: newScope(this.ctx.ids),
      condition: stays,
      then: block,
      else: [],
      results: [{ value, then: test, else: constant(false) }],
      span: undefined,
    });
    return { block: statements, test: value };
  }

  /** The update does not run after an exit, unless nothing can see that it did. */
  private guardedUpdate(loop: Loop, before: Block, leaving: ReadonlySet<Target>): Block {
    const update = this.block(loop.update).statements;
    if (update.length === 0 || leaving.size === 0 || this.isOwnCounter(loop, before)) return update;
    const statements: Statement[] = [];
    const left = this.anyFlag(leaving, statements);
    const scope = newScope(this.ctx.ids);
    return [
      ...statements,
      { kind: "if", scope, condition: left, then: [], else: update, results: [], span: undefined },
    ];
  }

  /** The update only steps variables that nothing outside of the loop reads, and that start anew whenever it starts. */
  private isOwnCounter(loop: Loop, before: Block): boolean {
    if (!isHarmless(loop.update)) return false;
    const inside = new Map<Variable, number>();
    countReads([loop], inside);
    const started = new Set(before.map((statement) => (statement.kind === "assign" ? statement.variable : undefined)));
    return loop.update.every(
      (statement) =>
        statement.kind !== "assign" ||
        (started.has(statement.variable) && inside.get(statement.variable) === this.reads.get(statement.variable)),
    );
  }

  private exit(exit: Exit): readonly Statement[] {
    const statements: Statement[] = [];
    if (exit.exit === "return" && exit.value !== undefined && this.result !== undefined) {
      statements.push({ kind: "assign", variable: this.result, value: exit.value, span: exit.span });
    }
    statements.push(setFlag(this.flag(targetOf(exit)), true));
    return statements;
  }

  private flag(target: Target): Variable {
    let flag = this.flags.get(target);
    if (flag === undefined) {
      const name = target === returnTarget ? "returned" : target.startsWith("break") ? "stopped" : "skipped";
      flag = newVariable(this.ctx.ids, name, booleanType);
      this.flags.set(target, flag);
    }
    return flag;
  }

  private reset(target: Target): readonly Statement[] {
    return [setFlag(this.flag(target), false)];
  }

  /** A value that says whether one of the exits was taken. */
  private anyFlag(targets: ReadonlySet<Target>, statements: Statement[]): Value {
    let any: Value | undefined;
    for (const target of targets) {
      const variable = this.flag(target);
      this.tested.add(variable);
      const read = newValue(this.ctx.ids, booleanType, { name: variable.name });
      statements.push(letValue(read, { kind: "read", variable }));
      any = any === undefined ? read : this.define(statements, "or", [any, read]);
    }
    if (any === undefined) throw new Error("structureExits: no exit to test");
    return any;
  }

  private define(statements: Statement[], name: "not" | "and" | "or", args: readonly Atom[]): Value {
    const value = newValue(this.ctx.ids, booleanType);
    statements.push(letValue(value, primitive(name, ...args)));
    return value;
  }

  private withoutUntested(block: Block): Block {
    const flags = new Set(this.flags.values());
    const kept = block.filter(
      (statement) =>
        statement.kind !== "assign" || !flags.has(statement.variable) || this.tested.has(statement.variable),
    );
    return kept.map((statement) =>
      withBlocks(
        statement,
        blocks(statement).map((inner) => this.withoutUntested(inner)),
      ),
    );
  }
}

const without = (set: ReadonlySet<Target>, target: Target): ReadonlySet<Target> =>
  new Set([...set].filter((other) => other !== target));

const setFlag = (variable: Variable, value: boolean): Statement => ({
  kind: "assign",
  variable,
  value: constant(value),
  span: undefined,
});

function countReads(block: Block, reads: Map<Variable, number>): void {
  visit(block, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "read") return;
    const { variable } = statement.operation;
    reads.set(variable, (reads.get(variable) ?? 0) + 1);
  });
}

/** Pure operations that cannot throw: running them once more than the program does makes no difference. */
function isHarmless(block: Block): boolean {
  const loaded = new Set<Atom>();
  return block.every((statement) => {
    if (statement.kind === "assign") return true;
    if (statement.kind !== "let") return false;
    const { operation } = statement;
    if (operation.kind === "read" || operation.kind === "primitive") return true;
    if (operation.kind !== "load" && operation.kind !== "length") return false;
    loaded.add(statement.value);
    return !loaded.has(operation.base);
  });
}

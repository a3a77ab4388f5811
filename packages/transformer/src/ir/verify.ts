import { printStatement } from "./print.js";
import { findFunction, functionsOf } from "./program.js";
import type {
  Atom,
  Block,
  Carried,
  For,
  If,
  IRFunction,
  LabelId,
  Loop,
  Program,
  ScopeId,
  Statement,
  TapeStore,
  Value,
  While,
} from "./types.js";
import { type Stage, stageFault } from "./verify/stages.js";
import { expectKind, expectType, letFault, storeFault, tapeFault } from "./verify/types.js";
import { type Part, Visibility } from "./verify/visibility.js";
import { operands, uses } from "./walk.js";

export type { Stage } from "./verify/stages.js";

/** Throws unless a function keeps the invariants of its stage: nodes, one definition, visibility, types, tapes. Linear time. */
export function verify(fn: IRFunction, stage: Stage): void {
  new Verifier(fn, stage).function();
}

/** Verifies every function, and that each call fits the function that it calls. */
export function verifyProgram(program: Program, stage: Stage): void {
  for (const fn of functionsOf(program)) new Verifier(fn, stage, program).function();
}

class Verifier {
  private readonly visibility: Visibility;
  /** Values that linear statements define: no primal statement may depend on one. */
  private readonly tangents = new Set<Value>();
  private readonly scopes = new Set<ScopeId>();
  /** The positions written in the present block, by tape. */
  private tapeWrites = new Map<Value, Set<Atom | string>>();

  constructor(
    private readonly fn: IRFunction,
    private readonly stage: Stage,
    private readonly program?: Program,
  ) {
    this.visibility = new Visibility(stage === "unscheduled");
  }

  function(): void {
    for (const parameter of this.fn.params) this.define(parameter, undefined);
    const leaves = this.block(this.fn.body);
    if (!leaves) for (const atom of this.fn.results) this.use(atom, undefined);
  }

  /** Whether the block always leaves the function or a loop, so that what follows and its results do not matter. */
  private block(block: Block): boolean {
    let leaves = false;
    const outer = this.tapeWrites;
    this.tapeWrites = new Map();
    for (const statement of block) if (this.statement(statement)) leaves = true;
    this.tapeWrites = outer;
    return leaves;
  }

  private statement(statement: Statement): boolean {
    this.check(stageFault(statement, this.stage), statement);
    switch (statement.kind) {
      case "if":
        this.openScope(statement);
        return this.if(statement);
      case "for":
        this.openScope(statement);
        this.for(statement);
        return false;
      case "while":
        this.openScope(statement);
        this.while(statement);
        return false;
      case "loop":
        this.conditionBlock(statement, statement.label, "labelled condition");
        this.visibility.inside(statement.label, "labelled body", () => this.block(statement.body));
        this.visibility.inside(statement.label, "labelled update", () => this.block(statement.update));
        return false;
      case "labelled":
        this.visibility.inside(statement.label, "labelled body", () => this.block(statement.body));
        return false;
      default:
        this.simple(statement);
        return statement.kind === "throw" || statement.kind === "exit";
    }
  }

  /** A statement without blocks. */
  private simple(statement: Statement): void {
    for (const atom of uses(statement)) this.use(atom, statement);
    this.primalUses(statement);
    switch (statement.kind) {
      case "let":
        this.check(letFault(statement), statement);
        this.define(statement.value, statement);
        if (statement.linear) this.tangents.add(statement.value);
        return;
      case "store":
        this.check(storeFault(statement.base, statement.key, statement.value), statement);
        return;
      case "accumulate":
        this.check(storeFault(statement.base, statement.key, statement.value), statement);
        this.check(expectKind("the value", statement.value, "number"), statement);
        return;
      case "fill":
        this.check(storeFault(statement.base, { kind: "index", index: zeroIndex }, statement.value), statement);
        return;
      case "resize":
        this.check(expectKind("the base", statement.base, "array"), statement);
        this.check(expectKind("the length", statement.length, "number"), statement);
        return;
      case "removeEntry":
        this.check(expectKind("the base", statement.base, "map"), statement);
        return;
      case "tapeStore":
        this.check(tapeFault(statement.tape) ?? expectKind("the position", statement.position, "number"), statement);
        this.writeOnce(statement);
        return;
      case "call": {
        const callee = this.program && findFunction(this.program, statement.callee);
        if (this.program !== undefined && callee === undefined)
          this.check("the program has no such function", statement);
        if (callee !== undefined && statement.derivative === undefined) {
          const fits = callee.params.length === statement.args.length;
          this.check(
            fits ? undefined : `${statement.args.length} arguments for ${callee.params.length} parameters`,
            statement,
          );
          callee.params.forEach((parameter, i) => {
            const argument = statement.args[i];
            if (argument !== undefined) this.check(expectType(`argument ${i}`, argument, parameter.type), statement);
          });
        }
        for (const value of statement.results) this.define(value, statement);
        if (statement.linear)
          for (const value of statement.results.slice(statement.results.length - (statement.tangents ?? 0)))
            this.tangents.add(value);
        return;
      }
      case "assign":
        this.check(expectType("the value", statement.value, statement.variable.type), statement);
        return;
    }
  }

  private if(statement: If): boolean {
    this.use(statement.condition, statement);
    this.check(expectKind("the condition", statement.condition, "boolean"), statement);
    const side = (branch: "then" | "else"): boolean => {
      let leaves = false;
      this.visibility.inside(statement.scope, branch, () => {
        leaves = this.block(statement[branch]);
        for (const result of statement.results) {
          if (leaves && result[branch].kind === "constant") continue;
          this.use(result[branch], statement);
          this.check(expectType(`a result of the ${branch} branch`, result[branch], result.value.type), statement);
        }
      });
      return leaves;
    };
    const thenLeaves = side("then");
    const elseLeaves = side("else");
    for (const result of statement.results) this.define(result.value, statement);
    return thenLeaves && elseLeaves;
  }

  private for(statement: For): void {
    const { from, to, step, test } = statement;
    this.use(from, statement);
    this.use(to, statement);
    for (const atom of [from, to]) this.check(expectKind("a bound", atom, "number"), statement);
    const up = test === "lt" || test === "le";
    if (!Number.isInteger(step) || step === 0) this.check(`the step ${step} is not a nonzero integer`, statement);
    if (up !== step > 0) this.check(`the step ${step} never ends ${test}`, statement);
    if (from.kind === "constant" && !Number.isInteger(from.value)) this.check("the start is not an integer", statement);
    this.initials(statement.carried, statement);
    this.visibility.inside(statement.scope, "body", () => {
      this.define(statement.index, statement);
      this.loopBody(statement);
    });
    for (const carried of statement.carried) this.define(carried.result, statement);
  }

  private while(statement: While): void {
    this.initials(statement.carried, statement);
    this.visibility.inside(statement.scope, "body", () => {
      this.define(statement.trip, statement);
      this.loopBody(statement, () => this.conditionBlock(statement, statement.scope, "condition"));
    });
    this.define(statement.trips, statement);
    for (const carried of statement.carried) this.define(carried.result, statement);
  }

  private initials(all: readonly Carried[], statement: Statement): void {
    for (const carried of all) {
      this.use(carried.initial, statement);
      this.check(expectType("an initial value", carried.initial, carried.parameter.type), statement);
      this.check(expectType("a carried parameter", carried.parameter, carried.result.type), statement);
    }
  }

  private loopBody(statement: For | While, before = (): void => {}): void {
    for (const carried of statement.carried) this.define(carried.parameter, statement);
    before();
    const leaves = this.block(statement.body);
    for (const carried of statement.carried) {
      if (leaves && carried.next.kind === "constant") continue;
      this.use(carried.next, statement);
      this.check(expectType("a next value", carried.next, carried.result.type), statement);
    }
  }

  private conditionBlock(statement: While | Loop, scope: ScopeId | LabelId, part: Part): void {
    const { block, test } = statement.condition;
    this.visibility.inside(scope, part, () => {
      this.block(block);
      this.use(test, statement);
      this.check(expectKind("the condition", test, "boolean"), statement);
    });
  }

  /** Until the reverse sweep mirrors it, a scope occurs once. */
  private openScope(statement: If | For | While): void {
    if (this.scopes.has(statement.scope) && this.stage !== "unscheduled" && this.stage !== "scheduled") {
      this.check(`the scope id ${statement.scope} is used twice`, statement);
    }
    this.scopes.add(statement.scope);
  }

  private define(value: Value, statement: Statement | undefined): void {
    if (this.visibility.define(value) !== undefined) this.check(`${label(value)} is defined twice`, statement);
  }

  private use(atom: Atom, statement: Statement | undefined): void {
    if (atom.kind === "constant") return;
    const fault = this.visibility.fault(atom);
    if (fault !== undefined) this.check(`${label(atom)} ${fault}`, statement);
  }

  private primalUses(statement: Statement): void {
    if (!("linear" in statement) || statement.linear) return;
    const read = statement.kind === "let" ? operands(statement.operation) : uses(statement);
    const tangent = read.find((atom) => atom.kind === "value" && this.tangents.has(atom));
    if (tangent !== undefined) this.check("a primal statement uses a tangent", statement);
  }

  /** Not two stores at one position of a block; in a loop inside that of the allocation, a position of that loop. */
  private writeOnce(statement: TapeStore): void {
    if (statement.tape.kind !== "value") return;
    const { position, tape } = statement;
    const written = this.tapeWrites.get(tape) ?? new Set();
    this.tapeWrites.set(tape, written);
    const key = position.kind === "constant" ? String(position.value) : position;
    if (written.has(key)) this.check("the tape is written twice at one position", statement);
    written.add(key);
    const loop = this.visibility.innermostLoop;
    if (loop === undefined || this.visibility.isInside(tape, loop)) return;
    if (position.kind === "constant" || !this.visibility.isInside(position, loop)) {
      this.check("every iteration writes the tape at one position", statement);
    }
  }

  private check(fault: string | undefined, statement: Statement | undefined): void {
    if (fault === undefined) return;
    const where = statement === undefined ? "" : `: ${printStatement(statement).split("\n")[0]}`;
    throw new Error(`verify (${this.stage} stage) ${this.fn.ref.name}: ${fault}${where}`);
  }
}

const zeroIndex = { kind: "constant", value: 0 } as const;
const label = (value: Value): string => `${value.name ?? "t"} (value ${value.id})`;

import { removeEntry } from "./eval/entries.js";
import { type Activation, Frame } from "./eval/environment.js";
import { addBeside, resize, resizeShadow, type Tape } from "./eval/memory.js";
import { evaluateOperation } from "./eval/operation.js";
import { bound, host, loadSlot, read, storeSlot } from "./eval/read.js";
import { evaluatePrimitive } from "./primitives.js";
import { findFunction } from "./program.js";
import { isOptionalSlot } from "./type.js";
import type {
  Block,
  Carried,
  Exit,
  For,
  Global,
  If,
  IRFunction,
  Loop,
  Program,
  ScopeId,
  Statement,
  While,
} from "./types.js";
import { visit } from "./walk.js";

export interface EvaluateOptions {
  /** Throws after so many statements and iterations. */
  readonly maximumSteps?: number;
  /** What a module-level binding is. */
  readonly globals?: (global: Global) => unknown;
  /** What a name of `cotangent/internal` is, for opaque code that uses it. */
  readonly internals?: (name: string) => unknown;
}

/**
 * Runs a program of any stage as the emitted JavaScript would run: the reference that passes are tested against. A joint
 * function runs as its own jvp. In the unscheduled stage a value of a mirrored scope is that of the mirrored iteration.
 */
export function evaluate(program: Program, args: readonly unknown[], options: EvaluateOptions = {}): unknown[] {
  return new Interpreter(program, options).run(program.root, args);
}

/** What left a block early: an exit of the source stage with the value it returns. */
interface Leaving {
  readonly exit: Exit;
  readonly value: unknown;
}

class Interpreter {
  private steps = 0;
  private readonly mirrored = new Map<IRFunction, ReadonlySet<ScopeId>>();

  constructor(
    private readonly program: Program,
    private readonly options: EvaluateOptions,
  ) {}

  run(fn: IRFunction, args: readonly unknown[]): unknown[] {
    const frame = Frame.root();
    fn.params.forEach((parameter, i) => {
      frame.define(parameter, args[i]);
    });
    const mirrored = this.mirroredScopes(fn);
    const left = this.block(fn.body, frame, {
      variables: new Map(),
      mirrored,
      global: this.global,
      internal: this.internal,
    });
    if (left === undefined) return fn.results.map((atom) => read(atom, frame));
    if (left.exit.exit !== "return") throw new Error(`evaluate ${fn.ref.name}: ${left.exit.exit} leaves no loop`);
    return left.exit.value === undefined ? fn.results.map(() => undefined) : [left.value];
  }

  private readonly internal = (name: string): unknown => {
    const { internals } = this.options;
    if (internals === undefined) throw new Error(`evaluate: ${name} is used, but no internals are given`);
    return internals(name);
  };

  private readonly global = (global: Global): unknown => {
    const { globals } = this.options;
    if (globals === undefined) throw new Error(`evaluate: ${global.name} is used, but no globals are given`);
    return globals(global);
  };

  private mirroredScopes(fn: IRFunction): ReadonlySet<ScopeId> {
    let mirrored = this.mirrored.get(fn);
    if (mirrored === undefined) {
      mirrored = repeatedScopes(fn.body);
      this.mirrored.set(fn, mirrored);
    }
    return mirrored;
  }

  private step(): void {
    if (++this.steps > (this.options.maximumSteps ?? Number.POSITIVE_INFINITY)) {
      throw new Error(`evaluate ${this.program.root.ref.name}: more than ${this.options.maximumSteps} steps`);
    }
  }

  private block(block: Block, frame: Frame, activation: Activation): Leaving | undefined {
    for (const statement of block) {
      this.step();
      const left = this.statement(statement, frame, activation);
      if (left !== undefined) return left;
    }
    return undefined;
  }

  private statement(statement: Statement, frame: Frame, activation: Activation): Leaving | undefined {
    switch (statement.kind) {
      case "let": {
        const { value, operation } = statement;
        frame.define(value, evaluateOperation(operation, value, frame, activation));
        return undefined;
      }
      case "store":
        storeSlot(read(statement.base, frame), statement.key, read(statement.value, frame), frame);
        return undefined;
      case "accumulate": {
        const object = read(statement.base, frame);
        const { key } = statement;
        const present = loadSlot(object, key, frame);
        // An entry that is not there yet is 0, and adding 0 does not make one.
        const before = present ?? (isOptionalSlot(statement.base, key) ? 0 : undefined);
        const sum = evaluatePrimitive("add", [before, read(statement.value, frame)]);
        if (key.kind !== "entry" || sum !== 0 || present !== undefined) storeSlot(object, key, sum, frame);
        return undefined;
      }
      case "removeEntry": {
        const { base, key } = statement;
        removeEntry(read(base, frame), key === undefined ? undefined : read(key, frame), key === undefined);
        return undefined;
      }
      case "fill": {
        const array = read(statement.base, frame) as unknown[];
        array.fill(read(statement.value, frame), bound(statement.start, frame), bound(statement.end, frame));
        return undefined;
      }
      case "resize": {
        const array = read(statement.base, frame) as unknown[];
        const type = statement.base.kind === "value" ? statement.base.type : { kind: "opaque" as const };
        const isShadow = statement.base.kind === "value" && statement.base.linear;
        const length = read(statement.length, frame) as number;
        if (isShadow) resizeShadow(array, type, length, statement.atLeast);
        else resize(array, length, statement.atLeast);
        if (statement.beside !== undefined) addBeside(array, type, read(statement.beside, frame) as number);
        return undefined;
      }
      case "tapeStore": {
        const tape = read(statement.tape, frame) as Tape;
        tape.store(read(statement.position, frame) as number, read(statement.value, frame));
        return undefined;
      }
      case "if":
        return this.if(statement, frame, activation);
      case "for":
        return this.for(statement, frame, activation);
      case "while":
        return this.while(statement, frame, activation);
      case "call": {
        const callee = findFunction(this.program, statement.callee);
        if (callee === undefined) throw new Error(`evaluate: no function ${statement.callee.name} in the program`);
        const results = this.run(
          callee,
          statement.args.map((atom) => read(atom, frame)),
        );
        statement.results.forEach((value, i) => {
          frame.define(value, results[i]);
        });
        return undefined;
      }
      case "throw":
        throw host(statement, frame, activation);
      case "note":
        return undefined;
      case "assign":
        activation.variables.set(statement.variable, read(statement.value, frame));
        return undefined;
      case "loop":
        return this.loop(statement, frame, activation);
      case "labelled": {
        const left = this.block(statement.body, frame.enter(), activation);
        return left !== undefined && leaves(left, "break", statement) ? undefined : left;
      }
      case "exit": {
        const value = statement.value === undefined ? undefined : read(statement.value, frame);
        return { exit: statement, value };
      }
    }
  }

  private if(statement: If, frame: Frame, activation: Activation): Leaving | undefined {
    const branch = read(statement.condition, frame) ? "then" : "else";
    const inner = enter(frame, statement.scope, branch, activation);
    const left = this.block(statement[branch], inner, activation);
    if (left !== undefined) return left;
    for (const result of statement.results) frame.define(result.value, read(result[branch], inner));
    return undefined;
  }

  private for(statement: For, frame: Frame, activation: Activation): Leaving | undefined {
    const { scope, index, test, step, body } = statement;
    const from = read(statement.from, frame) as number;
    const to = read(statement.to, frame);
    const carried = new Handover(statement.carried, frame);
    const iterate = (trip: number): Leaving | undefined => {
      this.step();
      const inner = enter(frame, scope, trip, activation);
      inner.define(index, from + trip * step);
      carried.begin(inner);
      const left = this.block(body, inner, activation);
      if (left === undefined) carried.end(inner);
      return left;
    };
    const inDomain = (trip: number): boolean => evaluatePrimitive(test, [from + trip * step, to]) === true;
    let trips = 0;
    for (; inDomain(trips); trips++) {
      const left = statement.order === "ascending" ? iterate(trips) : this.step();
      if (left !== undefined) return left;
    }
    if (statement.order === "descending") {
      for (let trip = trips - 1; trip >= 0; trip--) {
        const left = iterate(trip);
        if (left !== undefined) return left;
      }
    }
    carried.finish(frame);
    return undefined;
  }

  private while(statement: While, frame: Frame, activation: Activation): Leaving | undefined {
    const carried = new Handover(statement.carried, frame);
    for (let trip = 0; ; trip++) {
      this.step();
      const inner = enter(frame, statement.scope, trip, activation);
      inner.define(statement.trip, trip);
      carried.begin(inner);
      const condition = inner.enter();
      const left = this.block(statement.condition.block, condition, activation);
      if (left !== undefined) return left;
      if (!read(statement.condition.test, condition)) {
        frame.define(statement.trips, trip);
        carried.finish(frame);
        return undefined;
      }
      const leftBody = this.block(statement.body, inner, activation);
      if (leftBody !== undefined) return leftBody;
      carried.end(inner);
    }
  }

  private loop(statement: Loop, frame: Frame, activation: Activation): Leaving | undefined {
    for (let first = true; ; first = false) {
      this.step();
      if (!first || statement.testFirst) {
        const condition = frame.enter();
        const left = this.block(statement.condition.block, condition, activation);
        if (left !== undefined) return leaves(left, "break", statement) ? undefined : left;
        if (!read(statement.condition.test, condition)) return undefined;
      }
      const left = this.block(statement.body, frame.enter(), activation);
      if (left !== undefined && leaves(left, "break", statement)) return undefined;
      if (left !== undefined && !leaves(left, "continue", statement)) return left;
      const leftUpdate = this.block(statement.update, frame.enter(), activation);
      if (leftUpdate !== undefined) return leaves(leftUpdate, "break", statement) ? undefined : leftUpdate;
    }
  }
}

/** The present contents of the carried values of a loop. */
class Handover {
  private contents: readonly unknown[];

  constructor(
    private readonly carried: readonly Carried[],
    frame: Frame,
  ) {
    this.contents = carried.map((c) => read(c.initial, frame));
  }

  begin(inner: Frame): void {
    this.carried.forEach((c, i) => {
      inner.define(c.parameter, this.contents[i]);
    });
  }

  end(inner: Frame): void {
    this.contents = this.carried.map((c) => read(c.next, inner));
  }

  finish(outer: Frame): void {
    this.carried.forEach((c, i) => {
      outer.define(c.result, this.contents[i]);
    });
  }
}

const enter = (frame: Frame, scope: ScopeId, part: string | number, activation: Activation): Frame =>
  activation.mirrored.has(scope) ? frame.enter(scope, part) : frame.enter();

function repeatedScopes(body: Block): ReadonlySet<ScopeId> {
  const seen = new Set<ScopeId>();
  const repeated = new Set<ScopeId>();
  visit(body, (statement) => {
    if (statement.kind !== "if" && statement.kind !== "for" && statement.kind !== "while") return;
    if (seen.has(statement.scope)) repeated.add(statement.scope);
    seen.add(statement.scope);
  });
  return repeated;
}

const leaves = (left: Leaving, exit: "break" | "continue", target: { readonly label: number }): boolean =>
  left.exit.exit === exit && left.exit.label === target.label;

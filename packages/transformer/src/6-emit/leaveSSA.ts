import { analyzeIntegers } from "../3-analyze/integers.js";
import type {
  Atom,
  Block,
  Call,
  Carried,
  Constant,
  For,
  If,
  IRFunction,
  Let,
  Span,
  Statement,
  Value,
  While,
} from "../ir/types.js";
import { definitions, parameters, visit } from "../ir/walk.js";
import { type Appends, findAppends } from "./appends.js";
import { type Coalesced, coalesce } from "./coalesce.js";
import { findFilled } from "./filled.js";
import { holdsCodes, localTapes } from "./localTapes.js";
import { fill, push, put, putOnTape, removeEntry, resize } from "./memoryNodes.js";
import { expressionOf, hostCode, type Surroundings, variableOf } from "./operations.js";
import { countedLoop } from "./ranges.js";
import { findRegions, type Regions } from "./regions.js";
import {
  binary,
  type Copy,
  type Declared,
  type Expression,
  literal,
  type Node,
  type Tree,
  type Variable,
  variable,
} from "./tree.js";

/** What leaveSSA needs from the module around the function. */
export interface Module extends Omit<Surroundings, "atom" | "isLocalTape" | "isCoded"> {
  /** The names under which the results of a function are returned, if it has several. */
  readonly resultKeys: (call: Call) => readonly string[];
}

export interface Left {
  readonly params: readonly Variable[];
  readonly tree: Tree;
}

/**
 * From values to variables: every value of the function becomes a variable or shares one, results of branches and carried
 * values become assignments. Nothing is folded yet: one node for each statement.
 */
export function leaveSSA(fn: IRFunction, module: Module, keys: readonly string[]): Left {
  const regions = findRegions(fn);
  const leaving = new Leaving(fn, module, regions, coalesce(fn, regions));
  const body = leaving.block(fn.body);
  return { params: fn.params.map(leaving.variableOf), tree: [...body, ...leaving.result(fn.results, keys, fn.span)] };
}

class Leaving {
  readonly variableOf: (value: Value) => Variable;
  private readonly around: Surroundings;
  private readonly isInteger: (atom: Atom) => boolean;
  private readonly appends: Appends;
  private readonly filled: ReadonlySet<Let>;

  constructor(
    fn: IRFunction,
    private readonly module: Module,
    private readonly regions: Regions,
    private readonly coalesced: Coalesced,
  ) {
    this.variableOf = coalesced.variableOf;
    this.isInteger = analyzeIntegers(fn);
    this.appends = findAppends(fn.body, module.aliases);
    this.filled = findFilled(fn.body);
    const local = localTapes(fn);
    this.around = {
      ...module,
      atom: this.atom,
      isLocalTape: (tape) => local.has(tape),
      isCoded: (tape) => tape.kind === "value" && (local.get(tape) === true || holdsCodes(tape.type)),
    };
  }

  readonly atom = (atom: Atom): Expression =>
    atom.kind === "constant" ? { kind: "literal", constant: this.localName(atom) } : variable(this.variableOf(atom));

  /** A binding of another module has the name under which it is imported. */
  private localName(atom: Constant): Constant {
    return atom.global === undefined ? atom : { ...atom, text: this.module.globalName(atom.global) };
  }

  block(block: Block): Node[] {
    return block.flatMap((statement) => this.statement(statement));
  }

  result(results: readonly Atom[], keys: readonly string[], span: Span | undefined): readonly Node[] {
    const only = results[0];
    if (only === undefined) return [];
    if (results.length === 1) return [{ kind: "return", value: this.atom(only), span }];
    const fields = results.map((atom, i) => ({ name: keys[i] ?? `result${i}`, value: this.atom(atom) }));
    return [{ kind: "return", value: { kind: "object", fields }, span }];
  }

  private statement(statement: Statement): Node[] {
    switch (statement.kind) {
      case "let": {
        const { value, operation } = statement;
        // The memory that a variable of the module is has no value of its own.
        if (operation.kind === "global" && variableOf(value) !== undefined) return [];
        const isHost = operation.kind === "opaque";
        const isUnread = !this.regions.mentioned.has(value);
        if ((statement.throws && isUnread) || (isHost && (isUnread || value.type.kind === "undefined"))) {
          const host = expressionOf(operation, value, this.around);
          const performed: Node = { kind: "perform", value: host, writes: undefined, span: value.span };
          return isUnread ? [performed] : [performed, ...this.define(value, literal(undefined))];
        }
        const made = this.filled.has(statement) ? ({ ...operation, holes: true } as typeof operation) : operation;
        return this.define(value, expressionOf(made, value, this.around), statement);
      }
      case "store":
      case "accumulate":
        if (this.appends.pushes.has(statement)) return [push(this.around, statement.base, this.atom(statement.value))];
        return [put(this.around, statement)];
      case "fill":
        return [fill(this.around, statement)];
      case "resize":
        return this.appends.skipped.has(statement) ? [] : resize(this.around, statement);
      case "removeEntry":
        return [removeEntry(this.around, statement)];
      case "tapeStore":
        return [putOnTape(this.around, statement)];
      case "if":
        return this.branch(statement);
      case "for":
        return this.counted(statement);
      case "while":
        return this.repeat(statement);
      case "call":
        return this.call(statement);
      case "throw":
        return [
          {
            kind: "throw",
            value: hostCode(statement, this.around),
            span: statement.span,
          },
        ];
      case "note":
        return [{ kind: "note", text: statement.text, span: undefined }];
      default:
        throw new Error(`leaveSSA: a ${statement.kind} is left`);
    }
  }

  /** `const x = …`, `let x = …`, or `x = …` if the variable lives already. */
  private define(value: Value, expression: Expression, statement?: Statement): Node[] {
    const target = this.variableOf(value);
    const declares =
      this.coalesced.isSingle(target) ||
      (statement !== undefined && this.coalesced.declaredAt.get(statement)?.includes(target) === true);
    return declares
      ? [{ kind: "declare", variable: target, value: expression, span: value.span }]
      : [{ kind: "assign", target, value: expression, span: value.span }];
  }

  private copies(pairs: readonly (readonly [Value, Atom])[]): readonly Copy[] {
    return pairs.flatMap(([value, atom]) => {
      const target = this.variableOf(value);
      if (atom.kind === "value" && this.variableOf(atom) === target) return [];
      return [{ target, value: this.atom(atom) }];
    });
  }

  private parallel(copies: readonly Copy[], span: Span | undefined): Node[] {
    const first = copies[0];
    if (first === undefined) return [];
    if (copies.length === 1) return [{ kind: "assign", ...first, span }];
    return [{ kind: "parallel", copies, span }];
  }

  private branch(statement: If): Node[] {
    const { span } = statement;
    const opens = this.opens(statement);
    const leaves = { then: alwaysThrows(statement.then), else: alwaysThrows(statement.else) };
    const results = statement.results.filter((result) => this.regions.mentioned.has(result.value));
    const assigned = { then: [] as (readonly [Value, Atom])[], else: [] as (readonly [Value, Atom])[] };
    // If the other side computes nothing, its values are those that the variables have before.
    const staysOut = statement.else.length === 0 && statement.then.length > 0;
    const declared: Declared[] = opens.map((opened) => {
      const result = results.find((r) => this.variableOf(r.value) === opened);
      // A constant on one side is where the variable starts, and the other side assigns.
      if (result === undefined || leaves.then || leaves.else) return { variable: opened, value: undefined };
      const start = isPlain(result.else) ? "else" : isPlain(result.then) ? "then" : staysOut ? "else" : undefined;
      if (start === undefined || this.assignedIn(statement[start], opened))
        return { variable: opened, value: undefined };
      const other = start === "else" ? "then" : "else";
      assigned[other].push([result.value, result[other]]);
      return { variable: opened, value: this.atom(result[start]) };
    });
    for (const result of results) {
      const start = declared.find((d) => d.variable === this.variableOf(result.value));
      if (start?.value !== undefined) continue;
      if (!leaves.then) assigned.then.push([result.value, result.then]);
      if (!leaves.else) assigned.else.push([result.value, result.else]);
    }
    return [
      {
        kind: "if",
        declared,
        condition: this.atom(statement.condition),
        then: [...this.block(statement.then), ...this.parallel(this.copies(assigned.then), span)],
        else: [...this.block(statement.else), ...this.parallel(this.copies(assigned.else), span)],
        span,
      },
    ];
  }

  private counted(statement: For): Node[] {
    const { span } = statement;
    const body = [...this.block(statement.body), ...this.parallel(this.nexts(statement.carried), span)];
    const range = countedLoop(statement, this.atom, this.isInteger);
    return [
      ...this.start(statement, statement.carried),
      { kind: "for", variable: this.variableOf(statement.index), ...range, body, span },
    ];
  }

  private repeat(statement: While): Node[] {
    const { span, trip, trips } = statement;
    const counts = this.regions.mentioned.has(trip) || this.regions.mentioned.has(trips);
    const counter = this.variableOf(trip);
    const nexts = [...this.nexts(statement.carried)];
    if (counts) nexts.push({ target: counter, value: binary("+", variable(counter), literal(1)) });
    return [
      ...this.start(statement, statement.carried, counts ? counter : undefined),
      {
        kind: "while",
        head: this.block(statement.condition.block),
        test: this.atom(statement.condition.test),
        body: [...this.block(statement.body), ...this.parallel(nexts, span)],
        span,
      },
    ];
  }

  private opens(statement: Statement): readonly Variable[] {
    return (this.coalesced.declaredAt.get(statement) ?? []).filter(this.coalesced.isMentioned);
  }

  private nexts(carried: readonly Carried[]): readonly Copy[] {
    return this.copies(this.live(carried).map((c) => [c.parameter, c.next] as const));
  }

  /** The carried values whose variable is read anywhere. */
  private live(carried: readonly Carried[]): readonly Carried[] {
    return carried.filter((c) => this.coalesced.isMentioned(this.variableOf(c.parameter)));
  }

  /** The initial values of a loop: declarations first, since they only read. */
  private start(statement: For | While, carried: readonly Carried[], counter?: Variable): Node[] {
    const opens = this.opens(statement);
    const initial = [...this.copies(this.live(carried).map((c) => [c.parameter, c.initial] as const))];
    if (counter !== undefined) initial.push({ target: counter, value: literal(0) });
    const declarations = opens.flatMap((opened): Node[] => {
      // The counter of iterations may be of no interest.
      if (statement.kind === "while" && opened === this.variableOf(statement.trip) && counter === undefined) return [];
      if (statement.kind === "for" && opened === this.variableOf(statement.index)) return [];
      const span = statement.span;
      const value = initial.find((copy) => copy.target === opened)?.value;
      return [{ kind: "declare", variable: opened, value, span }];
    });
    return [
      ...declarations,
      ...this.parallel(
        initial.filter((copy) => !opens.includes(copy.target)),
        statement.span,
      ),
    ];
  }

  private call(statement: Call): Node[] {
    const { span } = statement;
    const value: Expression = {
      kind: "call",
      callee: this.module.calleeName(statement.callee),
      args: statement.args.map(this.atom),
      effect: { impure: true, readsAll: true },
    };
    const mentioned = statement.results.filter((result) => this.regions.mentioned.has(result));
    if (mentioned.length === 0) return [{ kind: "perform", value, writes: undefined, span }];
    const only = statement.results[0];
    if (statement.results.length === 1 && only !== undefined) {
      const target = this.variableOf(only);
      const declares = this.coalesced.declaredAt.get(statement)?.includes(target) === true;
      return declares
        ? [{ kind: "declare", variable: target, value, span }]
        : [{ kind: "assign", target, value, span }];
    }
    const keys = this.module.resultKeys(statement);
    const entries = statement.results.flatMap((result, i) =>
      this.regions.mentioned.has(result) ? [{ key: keys[i] ?? `result${i}`, variable: this.variableOf(result) }] : [],
    );
    return [{ kind: "destructure", entries, value, span }];
  }

  /** Whether a value that is defined inside a block shares the variable. */
  private assignedIn(block: Block, shared: Variable): boolean {
    let found = false;
    visit(block, (inner) => {
      for (const value of [...definitions(inner), ...parameters(inner)]) {
        if (this.variableOf(value) === shared) found = true;
      }
    });
    return found;
  }
}

const isPlain = (atom: Atom): boolean => atom.kind === "constant";

/** Whether a block never reaches its end. */
function alwaysThrows(block: Block): boolean {
  return block.some(
    (statement) =>
      statement.kind === "throw" ||
      (statement.kind === "if" && alwaysThrows(statement.then) && alwaysThrows(statement.else)),
  );
}

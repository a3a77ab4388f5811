import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, isConstant, newScope, newValue, numberType, sameAtom, zero } from "../ir/build.js";
import type {
  Atom,
  Block,
  Call,
  Carried,
  For,
  If,
  Linear,
  Result,
  Statement,
  Term,
  Value,
  While,
} from "../ir/types.js";
import { substitute } from "../ir/walk.js";
import { type Choices, shieldedProduct } from "./shielded.js";
import { definedIn, freeTangents } from "./tangentsIn.js";

export interface TransposeOptions {
  /** Every value of the linear program. */
  readonly tangents: ReadonlySet<Value>;
  /** Whether a coefficient may be infinite: a zero cotangent must contribute zero all the same. */
  readonly mayBeInfinite: (coefficient: Atom) => boolean;
  readonly choices: Choices;
  /** Tangents loaded from slots that need not exist where the cotangent is 0, with what the primal program loads there. */
  readonly mayMiss: ReadonlyMap<Value, Value>;
  /** The reverse sweep is differentiated again. */
  readonly again: boolean;
  /** Linear stores that may lie outside a typed array: what their slot gives may be undefined. */
  readonly unsureStores: ReadonlySet<Statement>;
}

/**
 * The reverse sweep of a linear program, as ordinary statements: each statement transposed, last first.
 * `cotangents` holds those of the results on entry and those of the inputs afterwards.
 */
export function transpose(linear: Block, cotangents: Map<Value, Atom>, ctx: Context, options: TransposeOptions): Block {
  const out = new BlockBuilder(ctx.ids);
  new Transposer(ctx, options, cotangents).block(linear, out);
  return out.block;
}

/** The cotangents known at one point of the reverse sweep; one for each block, which copies what it sees. */
class Transposer {
  constructor(
    private readonly ctx: Context,
    private readonly options: TransposeOptions,
    private readonly cotangents: Map<Value, Atom>,
  ) {}

  block(linear: Block, out: BlockBuilder): void {
    // Addresses that only the linear program computes come first; they depend on nothing of it.
    for (const statement of linear) {
      if (statement.kind === "let" && !this.options.tangents.has(statement.value))
        out.push({ ...statement, linear: false });
    }
    for (const statement of linear.toReversed()) this.statement(statement, out);
  }

  private take(tangent: Value): Atom | undefined {
    const cotangent = this.cotangents.get(tangent);
    this.cotangents.delete(tangent);
    return cotangent === undefined || isConstant(cotangent, 0) ? undefined : cotangent;
  }

  private add(tangent: Atom, contribution: Atom, out: BlockBuilder): void {
    if (tangent.kind === "constant" || isConstant(contribution, 0)) return;
    const present = this.cotangents.get(tangent);
    const sum =
      present === undefined || isConstant(present, 0)
        ? contribution
        : out.primitive("add", [present, contribution], numberType, { name: barName(tangent), linear: true });
    this.cotangents.set(tangent, sum);
  }

  private statement(statement: Statement, out: BlockBuilder): void {
    switch (statement.kind) {
      case "let":
        out.span = statement.value.span;
        this.operation(statement, out);
        return;
      case "store": {
        const { base, key, value } = statement;
        const held =
          value.kind === "constant"
            ? undefined
            : out.define(numberType, { kind: "load", base, key }, this.named(value));
        out.push({ ...statement, value: zero, linear: false });
        if (held === undefined) return;
        const isUnsure = this.options.unsureStores.has(statement);
        this.add(value, isUnsure ? out.primitive("orZero", [held], numberType, this.named(value as Value)) : held, out);
        return;
      }
      case "accumulate":
        if (statement.value.kind === "value") {
          const { base, key } = statement;
          this.add(
            statement.value,
            out.define(numberType, { kind: "load", base, key }, this.named(statement.value)),
            out,
          );
        }
        return;
      case "fill":
        if (!isConstant(statement.value, 0)) throw new Error("transpose: a fill with a tangent is a loop");
        out.push({ ...statement, linear: false });
        return;
      case "if":
        this.branch(statement, out);
        return;
      case "for":
      case "while":
        this.loop(statement, out);
        return;
      case "call":
        this.call(statement, out);
        return;
      default:
        throw new Error(`transpose: a ${statement.kind} in the linear program`);
    }
  }

  private operation(statement: Extract<Statement, { kind: "let" }>, out: BlockBuilder): void {
    const { value, operation } = statement;
    if (!this.options.tangents.has(value)) return;
    const bar = this.take(value);
    if (bar === undefined) return;
    if (operation.kind === "load") {
      const { base, key } = operation;
      const accumulate: Statement = { kind: "accumulate", base, key, value: bar, linear: false };
      const loaded = this.options.mayMiss.get(value);
      if (bar.kind === "value" && loaded !== undefined) this.guarded(bar, loaded, accumulate, out);
      else out.push(accumulate);
    } else if (operation.kind === "linear") {
      this.terms(operation, bar, out);
    } else {
      throw new Error(`transpose: a ${operation.kind} in the linear program`);
    }
  }

  private guarded(bar: Value, loaded: Value, statement: Statement, out: BlockBuilder): void {
    // A cotangent that is 0 where the slot is there still has a derivative.
    const condition = this.options.again
      ? out.primitive("not", [out.primitive("isNullish", [loaded], { kind: "boolean" })], { kind: "boolean" })
      : out.primitive("ne", [bar, zero], { kind: "boolean" });
    const scope = newScope(this.ctx.ids);
    out.push({ kind: "if", scope, condition, then: [statement], else: [], results: [], span: out.span });
  }

  private terms(operation: Linear, bar: Atom, out: BlockBuilder): void {
    const guarded =
      !this.options.again && bar.kind === "value" && operation.terms.some((term) => this.mayBeInfinite(term));
    if (!guarded) {
      for (const term of operation.terms) this.add(term.tangent, this.product(bar, term, out), out);
      return;
    }
    const condition = out.primitive("ne", [bar, zero], { kind: "boolean" });
    const inner = new BlockBuilder(this.ctx.ids);
    inner.span = out.span;
    const branch = new Transposer(this.ctx, this.options, new Map(this.cotangents));
    for (const term of operation.terms) branch.add(term.tangent, branch.product(bar, term, inner), inner);
    this.merge(
      condition,
      branch,
      inner.block,
      undefined,
      [],
      [...new Set(operation.terms.map((term) => term.tangent))],
      out,
    );
  }

  private mayBeInfinite({ coefficient, isDoubtful }: Term): boolean {
    return (isDoubtful === true && coefficient.kind === "value") || this.options.mayBeInfinite(coefficient);
  }

  private product(bar: Atom, term: Term, out: BlockBuilder): Atom {
    const { coefficient, tangent, shields } = term;
    if (isConstant(coefficient, 0)) return zero;
    if (isConstant(coefficient, 1)) return bar;
    if (isConstant(bar, 1)) return coefficient;
    const { again, choices } = this.options;
    const factor = again && this.mayBeInfinite(term);
    if (shields || factor)
      return shieldedProduct([coefficient, bar], { coefficient: shields === true, factor, again }, choices, out);
    return out.primitive("mul", [bar, coefficient], numberType, this.named(tangent));
  }

  private named(tangent: Value): { readonly name: string | undefined; readonly linear: true } {
    return { name: barName(tangent), linear: true };
  }

  // ------------------------------------------------------------------------------------------------------- branches

  private branch(statement: If, out: BlockBuilder): void {
    const bars = statement.results.map((result) => ({ result, bar: this.take(result.value) }));
    const side = (which: "then" | "else"): { transposer: Transposer; builder: BlockBuilder } => {
      const builder = new BlockBuilder(this.ctx.ids);
      const transposer = new Transposer(this.ctx, this.options, new Map(this.cotangents));
      for (const { result, bar } of bars) if (bar !== undefined) transposer.add(result[which], bar, builder);
      transposer.block(statement[which], builder);
      return { transposer, builder };
    };
    const then = side("then");
    const otherwise = side("else");
    const inner = definedIn(statement.then, definedIn(statement.else, new Set()));
    const free = [...then.transposer.cotangents.keys(), ...otherwise.transposer.cotangents.keys()].filter(
      (v) => !inner.has(v),
    );
    this.merge(
      statement.condition,
      then.transposer,
      then.builder.block,
      otherwise.transposer,
      otherwise.builder.block,
      [...new Set(free)],
      out,
      statement,
    );
  }

  /** Leaves a branch: the cotangents that either side changed become results of the reverse branch. */
  private merge(
    condition: Atom,
    then: Transposer,
    thenBlock: Block,
    otherwise: Transposer | undefined,
    otherBlock: Block,
    free: readonly Value[],
    out: BlockBuilder,
    mirrored?: If,
  ): void {
    const results: Result[] = [];
    for (const tangent of free) {
      const a = then.cotangents.get(tangent) ?? zero;
      const b = (otherwise ?? this).cotangents.get(tangent) ?? zero;
      if (sameAtom(a, b)) {
        this.cotangents.set(tangent, a);
        continue;
      }
      const value = newValue(this.ctx.ids, numberType, this.named(tangent));
      results.push({ value, then: a, else: b });
      this.cotangents.set(tangent, value);
    }
    if (thenBlock.length + otherBlock.length + results.length === 0) return;
    out.push({
      kind: "if",
      scope: mirrored?.scope ?? newScope(this.ctx.ids),
      condition,
      then: thenBlock,
      else: otherBlock,
      results,
      span: mirrored?.span,
    });
  }

  // ---------------------------------------------------------------------------------------------------------- loops

  /** The adjoint loop carries the cotangents of what the loop carried, and a sum for each tangent from outside. */
  private loop(statement: For | While, out: BlockBuilder): void {
    const index = newValue(this.ctx.ids, numberType, { name: statement.kind === "for" ? statement.index.name : "k" });
    const inner = new Map<Value, Atom>();
    const scope = new Transposer(this.ctx, this.options, inner);
    const builder = new BlockBuilder(this.ctx.ids);

    const fed = statement.carried.map((carried) => ({
      carried,
      initial: this.take(carried.result) ?? zero,
      parameter: newValue(this.ctx.ids, numberType, this.named(carried.result)),
      result: newValue(this.ctx.ids, numberType, this.named(carried.result)),
    }));
    const free = freeTangents(statement, this.options.tangents).map((tangent) => ({
      tangent,
      initial: this.cotangents.get(tangent) ?? zero,
      parameter: newValue(this.ctx.ids, numberType, this.named(tangent)),
      result: newValue(this.ctx.ids, numberType, this.named(tangent)),
    }));
    for (const { tangent, parameter } of free) inner.set(tangent, parameter);
    for (const { carried, parameter } of fed) scope.add(carried.next, parameter, builder);
    scope.block(statement.body, builder);

    const carried: Carried[] = [
      ...fed.map(({ carried, initial, parameter, result }) => ({
        parameter,
        initial,
        next: inner.get(carried.parameter) ?? zero,
        result,
      })),
      ...free.map(({ tangent, initial, parameter, result }) => ({
        parameter,
        initial,
        next: must(inner.get(tangent)),
        result,
      })),
    ];
    const primalIndex = statement.kind === "for" ? statement.index : statement.trip;
    const body = substitute(builder.block, (atom) => (atom === primalIndex ? index : atom));
    const header =
      statement.kind === "for"
        ? {
            from: statement.from,
            test: statement.test,
            to: statement.to,
            step: statement.step,
            order: reversed(statement.order),
          }
        : { from: zero, test: "lt" as const, to: statement.trips, step: 1, order: "descending" as const };
    out.push({ kind: "for", scope: statement.scope, index, ...header, carried, body, span: statement.span });

    for (const { tangent, result } of free) this.cotangents.set(tangent, result);
    for (const { carried, result } of fed) this.add(carried.initial, result, out);
  }

  // ---------------------------------------------------------------------------------------------------------- calls

  /** `(r_dot) = callee(frame, x_dot)` becomes `(x_bar) = reverse(frame, r_bar)`. */
  private call(statement: Call, out: BlockBuilder): void {
    const [frame, ...tangents] = statement.args;
    const bars = statement.results.map((result) => this.take(result) ?? zero);
    const results = tangents.map((tangent) =>
      newValue(this.ctx.ids, numberType, {
        name: tangent.kind === "value" ? barName(tangent) : undefined,
        linear: true,
      }),
    );
    out.push({ ...statement, linear: false, args: [must(frame), ...bars], results });
    tangents.forEach((tangent, i) => {
      this.add(tangent, must(results[i]), out);
    });
  }
}

const reversed = (order: For["order"]): For["order"] => (order === "ascending" ? "descending" : "ascending");

/** `x_dot` has the cotangent `x_bar`. */
const barName = (tangent: Value): string | undefined => tangent.name?.replace(/_dot$/, "_bar");

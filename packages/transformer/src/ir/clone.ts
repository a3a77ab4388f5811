import { type Ids, newScope, newValue } from "./build.js";
import type { Atom, Block, IRFunction, ScopeId, Span, Statement, Value } from "./types.js";
import { mapUses } from "./walk.js";

export interface Instance {
  readonly statements: Block;
  readonly results: readonly Atom[];
}

/**
 * A copy of a function's body with fresh values and scopes, its parameters replaced by `args`: inlining, and reuse of a rule,
 * whose values come from where it is used (`span`).
 */
export function instantiate(fn: IRFunction, args: readonly Atom[], ids: Ids, span?: Span): Instance {
  const copy = new Copy(ids, span);
  fn.params.forEach((parameter, i) => {
    const arg = args[i];
    if (arg === undefined) throw new Error(`instantiate ${fn.ref.name}: no argument for parameter ${i}`);
    copy.atoms.set(parameter, arg);
  });
  const statements = copy.block(fn.body);
  return { statements, results: fn.results.map((atom) => copy.atom(atom)) };
}

/** The same function with every value and scope numbered anew, so that it can be differentiated again. */
export function renumber(fn: IRFunction, ids: Ids): IRFunction {
  const copy = new Copy(ids);
  const params = fn.params.map((parameter) => copy.define(parameter));
  const body = copy.block(fn.body);
  return { ...fn, params, body, results: fn.results.map((atom) => copy.atom(atom)) };
}

/** Scope ids map to scope ids, so that loops which mirror each other still do in the copy. */
class Copy {
  readonly atoms = new Map<Value, Atom>();
  private readonly scopes = new Map<ScopeId, ScopeId>();
  constructor(
    private readonly ids: Ids,
    private readonly span?: Span,
  ) {}

  atom = (atom: Atom): Atom => (atom.kind === "value" ? (this.atoms.get(atom) ?? atom) : atom);

  define(value: Value): Value {
    const fresh = newValue(this.ids, value.type, { ...value, span: value.span ?? this.span });
    this.atoms.set(value, fresh);
    return fresh;
  }

  block(block: Block): Block {
    return block.map((statement) => this.statement(statement));
  }

  private scope(scope: ScopeId): ScopeId {
    let fresh = this.scopes.get(scope);
    if (fresh === undefined) {
      fresh = newScope(this.ids);
      this.scopes.set(scope, fresh);
    }
    return fresh;
  }

  private statement(statement: Statement): Statement {
    switch (statement.kind) {
      case "if": {
        const inner = { ...statement, then: this.block(statement.then), else: this.block(statement.else) };
        const mapped = mapUses(inner, this.atom) as typeof inner;
        const results = mapped.results.map((r) => ({ ...r, value: this.define(r.value) }));
        return { ...mapped, scope: this.scope(statement.scope), results };
      }
      case "for": {
        const { from, to } = mapUses(statement, this.atom) as typeof statement;
        const initials = statement.carried.map((c) => this.atom(c.initial));
        const index = this.define(statement.index);
        const parameters = statement.carried.map((c) => this.define(c.parameter));
        const body = this.block(statement.body);
        const nexts = statement.carried.map((c) => this.atom(c.next));
        const carried = statement.carried.map((c, i) => ({
          parameter: parameters[i] as Value,
          initial: initials[i] as Atom,
          next: nexts[i] as Atom,
          result: this.define(c.result),
        }));
        return { ...statement, scope: this.scope(statement.scope), index, from, to, carried, body };
      }
      case "while": {
        const initials = statement.carried.map((c) => this.atom(c.initial));
        const trip = this.define(statement.trip);
        const parameters = statement.carried.map((c) => this.define(c.parameter));
        const block = this.block(statement.condition.block);
        const test = this.atom(statement.condition.test);
        const body = this.block(statement.body);
        const nexts = statement.carried.map((c) => this.atom(c.next));
        const carried = statement.carried.map((c, i) => ({
          parameter: parameters[i] as Value,
          initial: initials[i] as Atom,
          next: nexts[i] as Atom,
          result: this.define(c.result),
        }));
        const trips = this.define(statement.trips);
        return {
          ...statement,
          scope: this.scope(statement.scope),
          trip,
          trips,
          carried,
          condition: { block, test },
          body,
        };
      }
      case "let": {
        const mapped = mapUses(statement, this.atom) as typeof statement;
        return { ...mapped, value: this.define(statement.value) };
      }
      case "call": {
        const mapped = mapUses(statement, this.atom) as typeof statement;
        return { ...mapped, results: statement.results.map((value) => this.define(value)) };
      }
      case "assign":
      case "loop":
      case "labelled":
      case "exit":
        throw new Error(`cannot copy a ${statement.kind}: the function is not in SSA form`);
      default:
        return mapUses(statement, this.atom);
    }
  }
}

import { spanOf } from "../../frontend/frontend.js";
import { classSlot, numberType } from "../../ir/build.js";
import { ordersFields } from "../../ir/operations.js";
import { typeSettler } from "../../ir/type.js";
import type { Atom, Block, IRFunction, MakeRecord, Statement, Type, Value, Variable } from "../../ir/types.js";
import { blocks, mapUses, visit, withBlocks } from "../../ir/walk.js";
import { layOutClasses } from "./classes/layout.js";
import type { Activation } from "./state.js";

/** The user's names for values that were computed before they were named. */
type Names = ReadonlyMap<Value, string>;

/** The lowered functions with every type known. What nothing fixed is never read, and counts as a number. */
export function finishFunctions(activations: readonly Activation[], names: Names): readonly IRFunction[] {
  const settled = new Settled(typeSettler(numberType, layOutClasses(activations)), names);
  return activations.map((activation) => {
    const { block, results } = withoutFinalReturn(settled.block(activation.body));
    return build(activation, settled, block, results);
  });
}

/** One function whose results are given. */
export function finishFunction(activation: Activation, results: readonly Atom[], names: Names): IRFunction {
  const settled = new Settled(typeSettler(numberType), names);
  return build(activation, settled, settled.block(activation.body), results.map(settled.atom));
}

const build = (activation: Activation, settled: Settled, body: Block, results: readonly Atom[]): IRFunction => ({
  ref: activation.ref,
  params: activation.params.map(settled.value),
  body,
  results,
  span: spanOf(activation.node),
});

/** Without the class, where nobody asks for it. */
function withSlotsOf(operation: MakeRecord, type: Type): MakeRecord {
  const knows = type.kind === "record" && type.fields.some((field) => field.name === classSlot);
  return knows ? operation : { ...operation, fields: operation.fields.filter((field) => field.name !== classSlot) };
}

/** The order of fields that nobody lists. */
function isUnlisted(statement: Statement): boolean {
  if (statement.kind !== "let" || statement.operation.kind !== "opaque" || !ordersFields(statement.operation))
    return false;
  const [copy] = statement.operation.args;
  return copy?.kind !== "value" || copy.type.kind !== "record" || copy.type.isListed !== true;
}

/** A return at the very end that is the only one is the result. */
function withoutFinalReturn(body: Block): { readonly block: Block; readonly results: readonly Atom[] } {
  let returns = 0;
  visit(body, (statement) => {
    if (statement.kind === "exit" && statement.exit === "return") returns++;
  });
  const last = body.at(-1);
  if (returns !== 1 || last?.kind !== "exit" || last.exit !== "return") return { block: body, results: [] };
  return { block: body.slice(0, -1), results: last.value === undefined ? [] : [last.value] };
}

/** The same statements over values and variables of settled types. */
class Settled {
  private readonly values = new Map<Value, Value>();
  private readonly variables = new Map<Variable, Variable>();
  constructor(
    private readonly settle: (type: Type) => Type,
    private readonly names: Names,
  ) {}

  value = (value: Value): Value => {
    const fresh = this.values.get(value) ?? {
      ...value,
      type: this.settle(value.type),
      name: value.name ?? this.names.get(value),
    };
    this.values.set(value, fresh);
    return fresh;
  };

  private variable(variable: Variable): Variable {
    const fresh = this.variables.get(variable) ?? { ...variable, type: this.settle(variable.type) };
    this.variables.set(variable, fresh);
    return fresh;
  }

  readonly atom = (atom: Atom): Atom => (atom.kind === "value" ? this.value(atom) : atom);

  block(block: Block): Block {
    return block.map((statement) => this.statement(statement)).filter((statement) => !isUnlisted(statement));
  }

  private statement(statement: Statement): Statement {
    const inner = blocks(statement).map((block) => this.block(block));
    const mapped = withBlocks(mapUses(statement, this.atom), inner);
    switch (mapped.kind) {
      case "let": {
        const { operation } = mapped;
        const value = this.value(mapped.value);
        if (operation.kind === "makeRecord") return { ...mapped, value, operation: withSlotsOf(operation, value.type) };
        if (operation.kind !== "read") return { ...mapped, value };
        return { ...mapped, value, operation: { ...operation, variable: this.variable(operation.variable) } };
      }
      case "if":
        return { ...mapped, results: mapped.results.map((result) => ({ ...result, value: this.value(result.value) })) };
      case "call":
        return { ...mapped, results: mapped.results.map(this.value) };
      case "assign":
        return { ...mapped, variable: this.variable(mapped.variable) };
      default:
        return mapped;
    }
  }
}

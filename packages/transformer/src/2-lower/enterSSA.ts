import type { Context } from "../context.js";
import { booleanType, constant, type Ids, isConstant, newScope, newValue, sameAtom, unassigned } from "../ir/build.js";
import type {
  Atom,
  Block,
  Carried,
  If,
  IRFunction,
  Let,
  Loop,
  PrimalFunction,
  Result,
  Statement,
  Value,
  Variable,
} from "../ir/types.js";
import { mapOperands, mapUses, visit } from "../ir/walk.js";

/**
 * Turns variables into values: reads become the reaching definition, branches get results and loops carry what they assign.
 * Requires a function without exits; every loop becomes a While.
 */
export function enterSSA(fn: IRFunction, ctx: Context): PrimalFunction {
  const entry: Entry = {
    fn,
    ids: ctx.ids,
    reads: countReads(fn.body),
    names: namesOfAssigned(fn),
    atoms: new Map(),
    defined: new Set(fn.params),
  };
  const env: Environment = new Map();
  const body = convertBlock(fn.body, env, entry);
  return { ...fn, body, results: fn.results.map((atom) => resolve(atom, entry)) };
}

/** The reaching definition of each variable that has one. */
type Environment = Map<Variable, Atom>;

interface Entry {
  readonly fn: IRFunction;
  readonly ids: Ids;
  readonly reads: ReadonlyMap<Variable, number>;
  /** A name for a temporary that is assigned to a variable. */
  readonly names: ReadonlyMap<Value, string>;
  /** What a value of the source stage has become, if it is not itself. */
  readonly atoms: Map<Value, Atom>;
  readonly defined: Set<Value>;
}

const resolve = (atom: Atom, entry: Entry): Atom => (atom.kind === "value" ? (entry.atoms.get(atom) ?? atom) : atom);

/** A definition keeps its value, unless it gets a better name or is a second copy of a loop's condition. */
function define(value: Value, entry: Entry): Value {
  const name = value.name ?? entry.names.get(value);
  if (!entry.defined.has(value) && name === value.name) {
    entry.defined.add(value);
    return value;
  }
  const fresh = newValue(entry.ids, value.type, { name, linear: value.linear, span: value.span });
  entry.defined.add(value);
  entry.atoms.set(value, fresh);
  return fresh;
}

function convertBlock(block: Block, env: Environment, entry: Entry): Statement[] {
  const out: Statement[] = [];
  for (const statement of block) convert(statement, env, entry, out);
  return out;
}

function convert(statement: Statement, env: Environment, entry: Entry, out: Statement[]): void {
  const map = (atom: Atom): Atom => resolve(atom, entry);
  switch (statement.kind) {
    case "let":
      convertLet(statement, env, entry, out);
      break;
    case "assign":
      env.set(statement.variable, map(statement.value));
      break;
    case "if":
      out.push(convertIf(statement, env, entry));
      break;
    case "loop":
      convertLoop(statement, env, entry, out);
      break;
    case "call": {
      const args = statement.args.map(map);
      out.push({ ...statement, args, results: statement.results.map((value) => define(value, entry)) });
      break;
    }
    case "for":
    case "while":
    case "labelled":
    case "exit":
      throw new Error(`enterSSA ${entry.fn.ref.name}: unexpected ${statement.kind}`);
    default:
      out.push(mapUses(statement, map));
  }
}

function convertLet(statement: Let, env: Environment, entry: Entry, out: Statement[]): void {
  const { operation } = statement;
  if (operation.kind === "read") {
    entry.atoms.set(statement.value, env.get(operation.variable) ?? unassigned);
    return;
  }
  const mapped = mapOperands(operation, (atom) => resolve(atom, entry));
  out.push({ ...statement, operation: mapped, value: define(statement.value, entry) });
}

function convertIf(statement: If, env: Environment, entry: Entry): If {
  const condition = resolve(statement.condition, entry);
  const thenEnv: Environment = new Map(env);
  const elseEnv: Environment = new Map(env);
  const thenBlock = convertBlock(statement.then, thenEnv, entry);
  const elseBlock = convertBlock(statement.else, elseEnv, entry);
  const results: Result[] = statement.results.map((result) => {
    const thenAtom = resolve(result.then, entry);
    const elseAtom = resolve(result.else, entry);
    return { value: define(result.value, entry), then: thenAtom, else: elseAtom };
  });
  const inner = countReads([statement]);
  for (const variable of assignedIn([statement])) {
    const local = !env.has(variable) && inner.get(variable) === entry.reads.get(variable);
    if (local) continue;
    const thenAtom = thenEnv.get(variable) ?? unassigned;
    const elseAtom = elseEnv.get(variable) ?? unassigned;
    if (sameAtom(thenAtom, elseAtom)) {
      env.set(variable, thenAtom);
      continue;
    }
    const value = valueFor(variable, entry.ids);
    results.push({ value, then: thenAtom, else: elseAtom });
    env.set(variable, value);
  }
  // A loop condition is converted twice when it is evaluated before the loop and again in it: each copy is a scope of its own.
  return { ...statement, scope: newScope(entry.ids), condition, then: thenBlock, else: elseBlock, results };
}

function convertLoop(loop: Loop, env: Environment, entry: Entry, out: Statement[]): void {
  const { condition } = loop;
  // Values of a condition block do not reach the body, so a condition that does something is evaluated before the loop and
  // again at the end of the body; a do-while starts with a constant instead.
  const rotated = !loop.testFirst || hasEffect(condition.block);
  const again = { kind: "boolean", name: "again" } as const;
  let first: Atom = constant(true);
  if (rotated && loop.testFirst) {
    out.push(...convertBlock(condition.block, env, entry));
    first = resolve(condition.test, entry);
    if (isConstant(first, false)) return;
  }
  const variables = carriedVariables(loop, env, entry);
  const initials = variables.map((variable) => env.get(variable) ?? unassigned);
  const parameters = variables.map((variable) => valueFor(variable, entry.ids));
  const inner: Environment = new Map(env);
  variables.forEach((variable, i) => {
    inner.set(variable, parameters[i] as Value);
  });
  const flag = rotated ? newValue(entry.ids, booleanType, { name: again.name }) : undefined;
  const block = rotated ? [] : convertBlock(condition.block, inner, entry);
  const test = flag ?? resolve(condition.test, entry);
  const body = convertBlock([...loop.body, ...loop.update], inner, entry);
  const carried: Carried[] = [];
  if (flag !== undefined) {
    body.push(...convertBlock(condition.block, inner, entry));
    const result = newValue(entry.ids, booleanType, { name: again.name });
    carried.push({ parameter: flag, initial: first, next: resolve(condition.test, entry), result });
  }
  variables.forEach((variable, i) => {
    const parameter = parameters[i] as Value;
    const result = valueFor(variable, entry.ids);
    carried.push({ parameter, initial: initials[i] ?? unassigned, next: inner.get(variable) ?? parameter, result });
    env.set(variable, result);
  });
  out.push({
    kind: "while",
    scope: newScope(entry.ids),
    trip: newValue(entry.ids, { kind: "number" }, { name: "trip" }),
    trips: newValue(entry.ids, { kind: "number" }, { name: "trips" }),
    carried,
    condition: { block, test },
    body,
    span: loop.span,
  });
}

/** Assigned in the loop, and visible before it, or read in an iteration before it is assigned there, or read after the loop. */
function carriedVariables(loop: Loop, env: Environment, entry: Entry): readonly Variable[] {
  const inner = countReads([loop]);
  const exposed = new Set<Variable>();
  const order = loop.testFirst
    ? [...loop.condition.block, ...loop.body, ...loop.update]
    : [...loop.body, ...loop.update, ...loop.condition.block];
  findExposed(order, new Set(), exposed);
  return assignedIn([loop]).filter(
    (variable) => env.has(variable) || exposed.has(variable) || inner.get(variable) !== entry.reads.get(variable),
  );
}

/** Adds the variables that a block may read before it has assigned them; `assigned` grows by those it surely assigns. */
function findExposed(block: Block, assigned: Set<Variable>, exposed: Set<Variable>): void {
  for (const statement of block) {
    if (statement.kind === "let" && statement.operation.kind === "read") {
      if (!assigned.has(statement.operation.variable)) exposed.add(statement.operation.variable);
    } else if (statement.kind === "assign") {
      assigned.add(statement.variable);
    } else if (statement.kind === "if") {
      const inThen = new Set(assigned);
      const inElse = new Set(assigned);
      findExposed(statement.then, inThen, exposed);
      findExposed(statement.else, inElse, exposed);
      for (const variable of inThen) if (inElse.has(variable)) assigned.add(variable);
    } else if (statement.kind === "loop") {
      const inside = new Set(assigned);
      const first = statement.testFirst ? [statement.condition.block] : [];
      const last = statement.testFirst ? [] : [statement.condition.block];
      for (const part of [...first, statement.body, statement.update, ...last]) findExposed(part, inside, exposed);
    }
  }
}

const valueFor = (variable: Variable, ids: Ids): Value =>
  newValue(ids, variable.type, { name: variable.name, span: variable.span });

function countReads(block: Block): ReadonlyMap<Variable, number> {
  const counts = new Map<Variable, number>();
  visit(block, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "read") return;
    const { variable } = statement.operation;
    counts.set(variable, (counts.get(variable) ?? 0) + 1);
  });
  return counts;
}

function assignedIn(block: Block): readonly Variable[] {
  const variables = new Set<Variable>();
  visit(block, (statement) => {
    if (statement.kind === "assign") variables.add(statement.variable);
  });
  return [...variables];
}

function namesOfAssigned(fn: IRFunction): ReadonlyMap<Value, string> {
  const names = new Map<Value, string>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "assign" || statement.value.kind !== "value" || statement.value.name !== undefined) return;
    if (!names.has(statement.value)) names.set(statement.value, statement.variable.name);
  });
  return names;
}

/** Whether a condition block does more than compute: assigns, writes, calls or throws. */
function hasEffect(block: Block): boolean {
  let found = false;
  visit(block, (statement) => {
    if (statement.kind === "let") found ||= statement.operation.kind === "opaque";
    else if (statement.kind !== "if" && statement.kind !== "note") found = true;
  });
  return found;
}

import { constant, type Ids, letValue, newValue, primitive } from "../../ir/build.js";
import type { Atom, Block, Carried, IRFunction, Let, Result, Statement, Type, Value } from "../../ir/types.js";
import { blocks, keyAtoms, mapUses, operands, uses, visit } from "../../ir/walk.js";
import { contents, isLiteral, type Shape, shapeOf, slotName, slotOf, slotType } from "./shape.js";

/**
 * Objects that are only ever loaded from and stored to by name become one variable a slot, in SSA: as entering SSA does with
 * the variables of the source. Returns the function itself if there are none.
 */
export function promoteMemory(fn: IRFunction, ids: Ids): IRFunction {
  const objects = findPromotable(fn);
  if (objects.size === 0) return fn;
  const promotion: Promotion = { ids, objects, atoms: new Map(), names: fieldNames(fn, objects) };
  const body = promoteBlock(fn.body, new Map(), promotion);
  return { ...fn, body, results: fn.results.map((atom) => resolve(atom, promotion)) };
}

interface Promotion {
  readonly ids: Ids;
  readonly objects: ReadonlyMap<Value, Shape>;
  readonly atoms: Map<Value, Atom>;
  /** Names for temporaries that become the contents of a field. */
  readonly names: ReadonlyMap<Value, string>;
}

/** What each slot holds. Only slots of objects allocated in this block or around it have an entry. */
type Contents = Map<string, Slot>;
interface Slot {
  readonly atom: Atom;
  readonly name: string | undefined;
  readonly type: Type;
  /** The object is the memory of a tangent or cotangent, and the slot holds a number. */
  readonly linear: boolean;
}

const slotId = (object: Value, slot: string): string => `${object.id}.${slot}`;
const resolve = (atom: Atom, promotion: Promotion): Atom =>
  atom.kind === "value" ? (promotion.atoms.get(atom) ?? atom) : atom;

/** Literals of which no use lets the reference itself get away. */
function findPromotable(fn: IRFunction): ReadonlyMap<Value, Shape> {
  const objects = new Map<Value, Shape>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || !isLiteral(statement.operation)) return;
    const shape = shapeOf(statement.value, statement.operation);
    if (shape !== undefined) objects.set(statement.value, shape);
  });
  const reject = (atom: Atom): void => {
    if (atom.kind === "value") objects.delete(atom);
  };
  const check = (block: Block, inCondition: boolean): void => {
    for (const statement of block) {
      const access = accessOf(statement);
      if (access === undefined) uses(statement).forEach(reject);
      else {
        const shape = access.base.kind === "value" ? objects.get(access.base) : undefined;
        const writes = statement.kind !== "let";
        const known =
          shape !== undefined && (access.key === undefined ? shape.isArray : slotOf(access.key, shape) !== undefined);
        // What a condition block computes does not reach the body.
        if (!known || (writes && inCondition)) reject(access.base);
        access.others.forEach(reject);
      }
      blocks(statement).forEach((inner, i) => {
        check(inner, inCondition || (statement.kind === "while" && i === 0));
      });
    }
  };
  check(fn.body, false);
  fn.results.forEach(reject);
  return objects;
}

/** The object that a statement goes through, by which key (none: its length), and what else it reads. */
function accessOf(statement: Statement) {
  if (statement.kind === "store" || statement.kind === "accumulate") {
    return { base: statement.base, key: statement.key, others: [statement.value, ...keyAtoms(statement.key)] };
  }
  if (statement.kind !== "let") return undefined;
  const { operation } = statement;
  if (operation.kind === "length") return { base: operation.base, key: undefined, others: [] };
  if (operation.kind !== "load") return undefined;
  return { base: operation.base, key: operation.key, others: operands(operation).slice(1) };
}

function fieldNames(fn: IRFunction, objects: ReadonlyMap<Value, Shape>): ReadonlyMap<Value, string> {
  const names = new Map<Value, string>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "makeRecord" || !objects.has(statement.value)) return;
    for (const { name, value } of statement.operation.fields) {
      if (value.kind === "value" && value.name === undefined && !names.has(value)) names.set(value, name);
    }
  });
  return names;
}

function promoteBlock(block: Block, env: Contents, promotion: Promotion): Statement[] {
  const out: Statement[] = [];
  for (const statement of block) promote(statement, env, promotion, out);
  return out;
}

function promote(statement: Statement, env: Contents, promotion: Promotion, out: Statement[]): void {
  const map = (atom: Atom): Atom => resolve(atom, promotion);
  switch (statement.kind) {
    case "let":
      promoteLet(statement, env, promotion, out);
      return;
    case "store":
    case "accumulate": {
      const shape = shapeAt(statement.base, promotion);
      const slot = shape === undefined ? undefined : slotOf(statement.key, shape);
      if (shape === undefined || slot === undefined) {
        out.push(mapUses(statement, map));
        return;
      }
      const id = slotId(statement.base as Value, slot);
      const present = slotAt(env, id);
      const value = map(statement.value);
      if (statement.kind === "store") env.set(id, { ...present, atom: value });
      else {
        const linear = present.linear || (value.kind === "value" && value.linear);
        const sum = newValue(promotion.ids, present.type, { name: present.name, linear });
        out.push(letValue(sum, primitive("add", present.atom, value)));
        env.set(id, { ...present, atom: sum });
      }
      return;
    }
    case "if": {
      const condition = map(statement.condition);
      const thenEnv: Contents = new Map(env);
      const elseEnv: Contents = new Map(env);
      const thenBlock = promoteBlock(statement.then, thenEnv, promotion);
      const elseBlock = promoteBlock(statement.else, elseEnv, promotion);
      const results: Result[] = statement.results.map((r) => ({ ...r, then: map(r.then), else: map(r.else) }));
      for (const id of storedIn(statement, env, promotion)) {
        const { name, type, linear } = slotAt(env, id);
        const thenAtom = slotAt(thenEnv, id).atom;
        const elseAtom = slotAt(elseEnv, id).atom;
        const value = newValue(promotion.ids, type, { name, linear });
        results.push({ value, then: thenAtom, else: elseAtom });
        env.set(id, { name, type, linear, atom: value });
      }
      out.push({ ...statement, condition, then: thenBlock, else: elseBlock, results });
      return;
    }
    case "for":
    case "while":
      promoteLoop(statement, env, promotion, out);
      return;
    default:
      out.push(mapUses(statement, map));
  }
}

function promoteLet(statement: Let, env: Contents, promotion: Promotion, out: Statement[]): void {
  const { value, operation } = statement;
  const own = promotion.objects.get(value);
  if (own !== undefined && isLiteral(operation)) {
    const atoms = contents(value, operation, own);
    own.slots.forEach((slot, i) => {
      const atom = resolve(atoms[i] ?? constant(undefined), promotion);
      const type = slotType(value.type, slot, atom);
      const linear = value.linear && type.kind === "number";
      env.set(slotId(value, slot), { atom, name: slotName(value, slot, own), type, linear });
    });
    return;
  }
  if (operation.kind === "load" || operation.kind === "length") {
    const shape = shapeAt(operation.base, promotion);
    if (shape !== undefined) {
      const slot = operation.kind === "load" ? slotOf(operation.key, shape) : undefined;
      const atom =
        slot === undefined ? constant(shape.slots.length) : slotAt(env, slotId(operation.base as Value, slot)).atom;
      promotion.atoms.set(value, atom);
      return;
    }
  }
  const mapped = mapUses(statement, (atom) => resolve(atom, promotion)) as Let;
  const name = promotion.names.get(value);
  if (name === undefined) {
    out.push(mapped);
    return;
  }
  const named = newValue(promotion.ids, value.type, { name, linear: value.linear, span: value.span });
  promotion.atoms.set(value, named);
  out.push({ ...mapped, value: named });
}

function promoteLoop(
  loop: Extract<Statement, { kind: "for" | "while" }>,
  env: Contents,
  promotion: Promotion,
  out: Statement[],
): void {
  const map = (atom: Atom): Atom => resolve(atom, promotion);
  const stored = storedIn(loop, env, promotion);
  const initials = loop.carried.map((one) => map(one.initial));
  const inner: Contents = new Map(env);
  const started = stored.map((id) => {
    const slot = slotAt(env, id);
    const parameter = newValue(promotion.ids, slot.type, { name: slot.name, linear: slot.linear });
    inner.set(id, { ...slot, atom: parameter });
    return { id, slot, parameter };
  });
  const header = loop.kind === "while" ? promoteBlock(loop.condition.block, new Map(inner), promotion) : undefined;
  const test = loop.kind === "while" ? map(loop.condition.test) : undefined;
  const [from, to] = loop.kind === "for" ? [map(loop.from), map(loop.to)] : [];
  const body = promoteBlock(loop.body, inner, promotion);
  const carried: Carried[] = loop.carried.map((one, i) => ({
    ...one,
    initial: initials[i] ?? one.initial,
    next: map(one.next),
  }));
  for (const { id, slot, parameter } of started) {
    const result = newValue(promotion.ids, slot.type, { name: slot.name, linear: slot.linear });
    carried.push({ parameter, initial: slot.atom, next: slotAt(inner, id).atom, result });
    env.set(id, { ...slot, atom: result });
  }
  if (loop.kind === "while") {
    out.push({ ...loop, carried, body, condition: { block: header ?? [], test: test ?? loop.condition.test } });
  } else {
    out.push({ ...loop, carried, body, from: from ?? loop.from, to: to ?? loop.to });
  }
}

const shapeAt = (base: Atom, promotion: Promotion): Shape | undefined =>
  base.kind === "value" ? promotion.objects.get(base) : undefined;

function slotAt(env: Contents, id: string): Slot {
  const slot = env.get(id);
  if (slot === undefined) throw new Error(`scalarReplace: slot ${id} is used where its object is not visible`);
  return slot;
}

/** The slots of outer objects that a statement stores to, in order. */
function storedIn(statement: Statement, env: Contents, promotion: Promotion): readonly string[] {
  const ids = new Set<string>();
  visit([statement], (inner) => {
    if (inner.kind !== "store" && inner.kind !== "accumulate") return;
    const shape = shapeAt(inner.base, promotion);
    const slot = shape === undefined ? undefined : slotOf(inner.key, shape);
    if (slot === undefined) return;
    const id = slotId(inner.base as Value, slot);
    if (env.has(id)) ids.add(id);
  });
  return [...ids];
}

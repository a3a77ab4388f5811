import type { Atom, Block, LabelId, Statement, Value, Variable } from "../../../ir/types.js";
import { blocks, definitions, uses, visit } from "../../../ir/walk.js";

/**
 * The body of a generator in segments: runs of statements in which it does not wait. What one segment defines and another one uses
 * has to be remembered.
 */
export interface Segments {
  readonly waits: (statement: Statement) => boolean;
  /** Values used in another segment than that which defines them. */
  readonly kept: ReadonlySet<Value>;
  readonly keptVariables: ReadonlySet<Variable>;
  /** Kept values that a statement of a segment, or what is in it, uses though it does not define them. */
  readonly needs: (segment: Block) => readonly Value[];
}

/** Consecutive statements that do not wait, or one that does. */
export function partsOf(block: Block, waits: (statement: Statement) => boolean): readonly Block[] {
  const parts: Statement[][] = [];
  let open: Statement[] | undefined;
  for (const statement of block) {
    if (waits(statement)) {
      parts.push([statement]);
      open = undefined;
    } else if (open === undefined) {
      open = [statement];
      parts.push(open);
    } else open.push(statement);
  }
  return parts;
}

export function findSegments(body: Block, points: ReadonlyMap<LabelId, Atom>): Segments {
  const waiting = new Set<Statement>();
  const mark = (block: Block): boolean => {
    let found = false;
    for (const statement of block) {
      const isPoint = statement.kind === "labelled" && points.has(statement.label);
      const inside = blocks(statement).map(mark).includes(true);
      if (isPoint || inside) waiting.add(statement);
      found ||= isPoint || inside;
    }
    return found;
  };
  mark(body);
  const waits = (statement: Statement): boolean => waiting.has(statement);

  const definedIn = new Map<Value, number>();
  const usedIn = new Map<Value, Set<number>>();
  const accesses = new Map<Variable, Set<number>>();
  const open = new Set<Variable>();
  let segment = 0;
  const use = (atom: Atom): void => {
    if (atom.kind === "value") usedIn.set(atom, (usedIn.get(atom) ?? new Set()).add(segment));
  };
  const access = (variable: Variable): void => {
    accesses.set(variable, (accesses.get(variable) ?? new Set()).add(segment));
  };
  const note = (statement: Statement): void => {
    for (const value of definitions(statement)) definedIn.set(value, segment);
    for (const atom of uses(statement)) use(atom);
    const variable = variableOf(statement);
    if (variable !== undefined) access(variable);
  };
  const plain = (statements: Block): void => {
    segment++;
    visit(statements, note);
    for (const variable of readBeforeAssigned(statements)) open.add(variable);
  };
  const walk = (block: Block): void => {
    for (const part of partsOf(block, waits)) {
      const [first] = part;
      if (first === undefined || !waits(first)) {
        plain(part);
        continue;
      }
      segment++;
      if (first.kind === "labelled" && points.has(first.label)) use(points.get(first.label) as Atom);
      if (first.kind === "if") use(first.condition);
      if (first.kind === "loop") {
        plain(first.condition.block);
        use(first.condition.test);
        walk(first.body);
        plain(first.update);
      } else for (const inner of blocks(first)) walk(inner);
    }
  };
  walk(body);

  const kept = new Set<Value>();
  for (const [value, places] of usedIn) {
    const home = definedIn.get(value);
    if (home !== undefined && [...places].some((place) => place !== home)) kept.add(value);
  }
  const keptVariables = new Set<Variable>();
  for (const [variable, places] of accesses) if (places.size > 1 || open.has(variable)) keptVariables.add(variable);
  return { waits, kept, keptVariables, needs: (statements) => outside(statements, kept) };
}

/** The variable that a statement reads or assigns. */
export function variableOf(statement: Statement): Variable | undefined {
  if (statement.kind === "assign") return statement.variable;
  return statement.kind === "let" && statement.operation.kind === "read" ? statement.operation.variable : undefined;
}

/** The variables that a run of statements may ask for a value that an earlier one has left: unless it assigns them first of all. */
function readBeforeAssigned(statements: Block): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const assigned = new Set<Variable>();
  for (const statement of statements) {
    if (statement.kind === "assign") assigned.add(statement.variable);
    visit([statement], (inner) => {
      const variable = variableOf(inner);
      if (variable !== undefined && !assigned.has(variable)) found.add(variable);
    });
  }
  return found;
}

function outside(statements: Block, kept: ReadonlySet<Value>): readonly Value[] {
  const found = new Set<Value>();
  const own = new Set<Value>();
  visit(statements, (statement) => {
    for (const value of definitions(statement)) own.add(value);
    for (const atom of uses(statement)) if (atom.kind === "value" && kept.has(atom)) found.add(atom);
  });
  return [...found].filter((value) => !own.has(value));
}

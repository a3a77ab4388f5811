import type { AliasClass } from "../3-analyze/aliases.js";
import type { Span } from "../ir/types.js";
import { type Dependencies, dependenciesOf, widthOf } from "./effects.js";
import { sequence } from "./sequence.js";
import {
  type Branch,
  type Counted,
  type Declare,
  type Expression,
  expressionsOf,
  mapOperandsOf,
  type Node,
  type Repeat,
  type Tree,
  targetsOf,
  type Variable,
  visitExpression,
  visitTree,
} from "./tree.js";

/** Expressions are folded while they stay within this many columns. */
const columns = 84;
const unlimited = 1e6;

/**
 * Writes single-use constants where they are used. A pending expression is written out before anything that changes what it
 * reads, before loops and branches (but for their headers), and where a line would become too long.
 */
export function foldExpressions(tree: Tree): Tree {
  return new Folding(tree).tree(tree);
}

interface Pending {
  readonly node: Declare & { readonly value: Expression };
  readonly depends: Dependencies;
  readonly width: number;
}

class Folding {
  private readonly reads = new Map<Variable, number>();
  private readonly assignments = new Map<Variable, number>();
  private readonly compared = new Set<Variable>();

  constructor(tree: Tree) {
    visitTree(tree, (node) => {
      for (const target of targetsOf(node)) add(this.assignments, target, 1);
      for (const expression of expressionsOf(node)) {
        visitExpression(expression, (part) => {
          if (part.kind === "variable") add(this.reads, part.variable, 1);
          if (part.kind !== "binary" || (part.operator !== "===" && part.operator !== "!==")) return;
          for (const side of [part.left, part.right]) if (side.kind === "variable") this.compared.add(side.variable);
        });
      }
    });
  }

  tree(tree: Tree): Tree {
    const block = new FoldedBlock(this.canFold, this.isUnread);
    for (const node of tree) this.node(node, block);
    block.writeAll();
    return block.nodes;
  }

  /** Used once, never assigned, and neither an empty array, which needs its annotation, nor an object that is compared with one. */
  private readonly canFold = (node: Node): node is Pending["node"] =>
    node.kind === "declare" &&
    node.value !== undefined &&
    this.reads.get(node.variable) === 1 &&
    (this.assignments.get(node.variable) ?? 0) === 0 &&
    !(node.value.kind === "array" && node.value.elements.length === 0) &&
    !(node.value.kind === "object" && this.compared.has(node.variable));

  private readonly isUnread = (node: Declare): boolean =>
    !this.reads.has(node.variable) && (this.assignments.get(node.variable) ?? 0) === 0;

  private node(node: Node, block: FoldedBlock): void {
    switch (node.kind) {
      case "declare":
        if (node.value === undefined) block.write(node);
        else {
          const span = node.span ?? block.spanWithin(node.value);
          block.define({ ...node, span, value: block.use(node.value, widthOfDeclaration(node)) });
        }
        return;
      case "destructure":
      case "perform": {
        const value = block.use(node.value);
        block.beforeWriting(node.kind === "perform" ? node.writes : undefined);
        block.write({ ...node, value });
        return;
      }
      case "assign": {
        const value = block.use(node.value, widthOfDeclaration(node));
        if (dependenciesOf(value).impure) block.beforeWriting(undefined);
        block.beforeAssigning(node.target);
        block.write({ ...node, value });
        return;
      }
      case "parallel": {
        const copies = node.copies.map((copy) => ({ ...copy, value: block.use(copy.value) }));
        for (const copy of copies) block.beforeAssigning(copy.target);
        for (const ordered of sequence(copies, node.span)) block.write(ordered);
        return;
      }
      case "put": {
        const target = block.use(node.target) as typeof node.target;
        const value = block.use(node.value, widthOf(target));
        block.beforeWriting(node.writes);
        block.write({ ...node, target, value });
        return;
      }
      case "if":
        this.branch(node, block);
        return;
      case "for":
        this.counted(node, block);
        return;
      case "while":
        this.repeat(node, block);
        return;
      case "throw":
      case "return": {
        // A return is where its value is computed rather than the whole function.
        const span = (node.kind === "return" ? block.spanWithin(node.value) : undefined) ?? node.span;
        const value = block.use(node.value, node.kind === "return" && isSpread(node.value) ? -unlimited : 0);
        block.writeAll();
        block.write({ ...node, span, value });
        return;
      }
      default:
        block.write(node);
    }
  }

  private branch(node: Branch, block: FoldedBlock): void {
    const declared = node.declared.map((d) => (d.value === undefined ? d : { ...d, value: block.use(d.value) }));
    const condition = block.use(node.condition);
    const then = this.tree(node.then);
    const otherwise = this.tree(node.else);
    const whole: Branch = { ...node, declared, condition, then, else: otherwise };
    const chosen = asConditional(whole);
    if (chosen !== undefined) {
      const { target } = chosen;
      const value = block.use(chosen.value);
      if (declared.length === 0) {
        block.beforeAssigning(target);
        block.write({ kind: "assign", target, value, span: node.span });
        return;
      }
      add(this.assignments, target, -chosen.assignments);
      block.define({ kind: "declare", variable: target, value, span: node.span });
      return;
    }
    block.writeAll();
    if (then.length > 0 || otherwise.length > 0) block.write(whole);
    else for (const d of declared) block.write({ kind: "declare", ...d, span: node.span });
  }

  private counted(node: Counted, block: FoldedBlock): void {
    const first = block.use(node.first);
    const pending = block.pendingOf(node.bound);
    const isRepeatable = pending === undefined || isSteady(pending, node);
    const bound = isRepeatable ? block.use(node.bound) : node.bound;
    block.writeAll();
    block.write({ ...node, first, bound, body: this.tree(node.body) });
  }

  private repeat(node: Repeat, block: FoldedBlock): void {
    block.writeAll();
    const inner = new FoldedBlock(this.canFold, this.isUnread);
    for (const part of node.head) this.node(part, inner);
    const test = inner.use(node.test);
    inner.writeAll();
    block.write({ ...node, head: inner.nodes, test, body: this.tree(node.body) });
  }
}

/** One block being written, with the expressions that wait for their use. */
class FoldedBlock {
  readonly nodes: Node[] = [];
  private readonly pending = new Map<Variable, Pending>();
  private readonly readersOf = new Map<Variable, Set<Pending>>();
  private readonly loadsFrom = new Map<AliasClass, Set<Pending>>();
  private readonly loadsAny = new Set<Pending>();

  constructor(
    private readonly canFold: (node: Node) => node is Pending["node"],
    private readonly isUnread: (node: Declare) => boolean,
  ) {}

  write(node: Node): void {
    this.nodes.push(node);
  }

  /** A declaration waits if it may be folded, else it is written. */
  define(node: Declare & { readonly value: Expression }): void {
    const depends = dependenciesOf(node.value);
    if (depends.impure) this.beforeWriting(undefined);
    if (!depends.impure && this.isUnread(node)) return;
    if (depends.impure || !this.canFold(node)) {
      this.write(node);
      return;
    }
    const pending: Pending = { node, depends, width: widthOf(node.value) };
    this.pending.set(node.variable, pending);
    for (const variable of depends.variables) put(this.readersOf, variable, pending);
    for (const objects of depends.memory) put(this.loadsFrom, objects, pending);
    if (depends.anyMemory || depends.memory.size > 0) this.loadsAny.add(pending);
  }

  /** The expression with what waits for it inside, as far as there is room. */
  use(expression: Expression, taken = 0): Expression {
    const found: Pending[] = [];
    visitExpression(expression, (part) => {
      // Memory that is made here keeps its name where it is read or written.
      const object =
        part.kind === "index" || part.kind === "member" || part.kind === "method" ? part.object : undefined;
      const made = object === undefined ? undefined : this.pendingOf(object);
      if (made !== undefined && isMade(made.node.value)) this.writePending(made);
    });
    visitExpression(expression, (part) => {
      const pending = part.kind === "variable" ? this.pending.get(part.variable) : undefined;
      if (pending !== undefined) found.push(pending);
    });
    if (found.length === 0) return expression;
    let room = columns - taken - widthOf(expression);
    for (const pending of found) {
      const more = pending.width - (pending.node.variable.hint?.length ?? 2);
      if (more > 0 && more > room) this.writePending(pending);
      else room -= more;
    }
    return this.substitute(expression);
  }

  /** Where the first thing that waits for this expression came from. */
  spanWithin(expression: Expression): Span | undefined {
    let span: Span | undefined;
    visitExpression(expression, (part) => {
      span ??= this.pendingOf(part)?.node.span;
    });
    return span;
  }

  pendingOf(expression: Expression): Pending | undefined {
    return expression.kind === "variable" ? this.pending.get(expression.variable) : undefined;
  }

  beforeAssigning(variable: Variable): void {
    this.writeThose(this.readersOf.get(variable));
  }

  /** `undefined` is any memory. */
  beforeWriting(writes: readonly AliasClass[] | undefined): void {
    if (writes === undefined) {
      this.writeThose(this.loadsAny);
      return;
    }
    if (writes.length === 0) return;
    for (const objects of writes) this.writeThose(this.loadsFrom.get(objects));
    this.writeThose(new Set([...this.loadsAny].filter((pending) => pending.depends.anyMemory)));
  }

  writeAll(): void {
    for (const pending of [...this.pending.values()]) this.writePending(pending);
  }

  private writeThose(set: ReadonlySet<Pending> | undefined): void {
    if (set === undefined) return;
    for (const pending of [...set]) this.writePending(pending);
  }

  private writePending(pending: Pending): void {
    if (this.pending.get(pending.node.variable) !== pending) return;
    this.remove(pending);
    this.write(pending.node);
  }

  private remove(pending: Pending): void {
    this.pending.delete(pending.node.variable);
    for (const variable of pending.depends.variables) this.readersOf.get(variable)?.delete(pending);
    for (const objects of pending.depends.memory) this.loadsFrom.get(objects)?.delete(pending);
    this.loadsAny.delete(pending);
  }

  private substitute(expression: Expression): Expression {
    if (expression.kind === "variable") {
      const pending = this.pending.get(expression.variable);
      if (pending === undefined) return expression;
      this.remove(pending);
      return pending.node.value;
    }
    return mapOperandsOf(expression, (operand) => this.substitute(operand));
  }
}

/** `x = c ? a : b` for a branch that does nothing else and is short. */
function asConditional(
  node: Branch,
): { readonly target: Variable; readonly value: Expression; readonly assignments: number } | undefined {
  const [a, ...moreThen] = node.then;
  const [b, ...moreElse] = node.else;
  if (moreThen.length > 0 || moreElse.length > 0 || node.declared.length > 1) return undefined;
  const declared = node.declared[0];
  const start = declared?.value;
  const target = a?.kind === "assign" ? a.target : b?.kind === "assign" ? b.target : undefined;
  if (target === undefined || (declared !== undefined && declared.variable !== target)) return undefined;
  const side = (only: Node | undefined): Expression | undefined => {
    if (only === undefined) return start;
    return only.kind === "assign" && only.target === target && !isWide(only.value) ? only.value : undefined;
  };
  const then = side(a);
  const otherwise = side(b);
  if (then === undefined || otherwise === undefined || isWide(node.condition)) return undefined;
  const value: Expression = { kind: "conditional", test: node.condition, then, else: otherwise };
  if (widthOf(value) > columns) return undefined;
  return { target, value, assignments: (a === undefined ? 0 : 1) + (b === undefined ? 0 : 1) };
}

/** Not to be put inside a conditional: another one, host code, a call. */
function isWide(expression: Expression): boolean {
  let found = false;
  visitExpression(expression, (part) => {
    if (part.kind === "conditional") found = true;
  });
  return found || dependenciesOf(expression).impure;
}

/**
 * Whether the bound of a loop may be computed again in each iteration: a length, or a length or variable and a number, that
 * nothing in the loop changes.
 */
function isSteady({ node, depends, width }: Pending, loop: Counted): boolean {
  if (width > 30 || depends.anyMemory || depends.impure || !isCheap(node.value)) return false;
  let steady = true;
  visitTree([loop], (inner) => {
    for (const target of targetsOf(inner)) if (depends.variables.has(target)) steady = false;
    if (inner.kind === "perform" || inner.kind === "put") {
      // A store at the loop's own index is inside the bound.
      const atIndex =
        inner.kind === "put" &&
        inner.target.kind === "index" &&
        inner.target.index.kind === "variable" &&
        inner.target.index.variable === loop.variable &&
        loop.step > 0 &&
        loop.compare === "<" &&
        node.value.kind === "member";
      if (inner.writes === undefined && depends.memory.size > 0) steady = false;
      if (!atIndex && inner.writes?.some((written) => depends.memory.has(written))) steady = false;
    }
    if (depends.memory.size === 0) return;
    for (const expression of expressionsOf(inner)) if (dependenciesOf(expression).impure) steady = false;
  });
  return steady;
}

function isCheap(expression: Expression): boolean {
  switch (expression.kind) {
    case "variable":
    case "literal":
      return true;
    case "member":
      return expression.name === "length" && expression.object.kind === "variable";
    case "binary":
      return (
        (expression.operator === "+" || expression.operator === "-") &&
        isCheap(expression.left) &&
        isCheap(expression.right)
      );
    default:
      return false;
  }
}

const isMade = (expression: Expression): boolean =>
  expression.kind === "object" ||
  expression.kind === "array" ||
  (expression.kind === "call" && expression.construct === true);

/** The printer gives each part of a literal that is returned its own line, if it must. */
const isSpread = (expression: Expression): boolean =>
  expression.kind === "object" || expression.kind === "array" || expression.kind === "variable";

const widthOfDeclaration = (
  node:
    | { readonly kind: "declare"; readonly variable: Variable }
    | { readonly kind: "assign"; readonly target: Variable },
): number => ((node.kind === "declare" ? node.variable : node.target).hint?.length ?? 2) + 3;

const add = (table: Map<Variable, number>, variable: Variable, amount: number): void => {
  table.set(variable, (table.get(variable) ?? 0) + amount);
};

function put<K>(table: Map<K, Set<Pending>>, key: K, pending: Pending): void {
  const set = table.get(key);
  if (set === undefined) table.set(key, new Set([pending]));
  else set.add(pending);
}

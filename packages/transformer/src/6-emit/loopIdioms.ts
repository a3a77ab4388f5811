import {
  type Assign,
  type Declare,
  type Expression,
  expressionsOf,
  literal,
  type Node,
  type Repeat,
  type Tree,
  targetsOf,
  type Variable,
  visitExpression,
  visitTree,
} from "./tree.js";

interface Counts {
  readonly reads: ReadonlyMap<Variable, number>;
  readonly writes: ReadonlyMap<Variable, number>;
}

/** `while` loops as `for` loops, with `break` for a flag that only ends them, or as `do … while`. */
export function leaveLoops(tree: Tree): Tree {
  return block(tree, countsOf(tree));
}

function block(tree: Tree, all: Counts): Tree {
  const nodes: Node[] = [];
  for (const node of tree) {
    if (node.kind === "while") nodes.push(rewriteLoop(node, nodes, all));
    else nodes.push(inside(node, all));
  }
  return nodes;
}

function inside(node: Node, all: Counts): Node {
  switch (node.kind) {
    case "if":
      return { ...node, then: block(node.then, all), else: block(node.else, all) };
    case "for":
      return { ...node, body: block(node.body, all) };
    default:
      return node;
  }
}

/** `before` are the nodes before the loop; declarations that move into its header leave it. */
function rewriteLoop(loop: Repeat, before: Node[], all: Counts): Node {
  if (loop.head.length > 0) return { ...loop, head: block(loop.head, all), body: block(loop.body, all) };
  const after = asDoWhile(loop, before, all);
  if (after !== undefined) return { ...after, body: block(after.body, all) };
  const broken = withBreak(loop, before, all);
  const body = block(broken.body, all);
  return asFor({ ...broken, body }, before, all);
}

/** The last declaration of the variable among those just before the loop. */
function declarationBefore(before: readonly Node[], variable: Variable): (Declare & { value: Expression }) | undefined {
  for (let i = before.length - 1; i >= 0; i--) {
    const node = before[i] as Node;
    if (node.kind === "declare" && node.variable === variable) {
      return node.value === undefined ? undefined : { ...node, value: node.value };
    }
    if (node.kind !== "declare" || isImpure(node) || reads([node], variable) > 0) return undefined;
  }
  return undefined;
}

function remove(before: Node[], variable: Variable): void {
  const index = before.findLastIndex((node) => node.kind === "declare" && node.variable === variable);
  before.splice(index, 1);
}

/** `let again = true; while (again) { …; again = test; }`: the flag is the test. */
function asDoWhile(loop: Repeat, before: Node[], all: Counts): (Node & { kind: "doWhile" }) | undefined {
  if (loop.test.kind !== "variable") return undefined;
  const flag = loop.test.variable;
  const declared = declarationBefore(before, flag);
  const last = loop.body.at(-1);
  if (!isLiteral(declared?.value, true) || last?.kind !== "assign" || last.target !== flag) return undefined;
  if (all.reads.get(flag) !== 1 || all.writes.get(flag) !== 1) return undefined;
  // What the body declares is not visible in the condition.
  const local = new Set(loop.body.flatMap(declaredBy));
  let isVisible = true;
  visitExpression(last.value, (part) => {
    if (part.kind === "variable" && local.has(part.variable)) isVisible = false;
  });
  if (!isVisible) return undefined;
  remove(before, flag);
  return { kind: "doWhile", body: loop.body.slice(0, -1), test: last.value, span: loop.span };
}

/** `while (!flag && c) { …; if (x) { flag = true; } else { rest } }` as `while (c) { …; if (x) break; rest }`. */
function withBreak(loop: Repeat, before: Node[], all: Counts): Repeat {
  const found = flagOf(loop.test);
  if (found === undefined) return loop;
  const { flag, test } = found;
  if (!isLiteral(declarationBefore(before, flag)?.value, false)) return loop;
  const body = breakAtEnd(loop, flag, before, all);
  if (body === undefined) return loop;
  remove(before, flag);
  return { ...loop, test, body };
}

function breakAtEnd(loop: Repeat, flag: Variable, before: readonly Node[], all: Counts): Tree | undefined {
  const { body } = loop;
  const last = body.at(-1);
  const start = body.slice(0, -1);
  if (last?.kind === "assign") return breakAmongAssignments(loop, flag, before, all);
  if (last?.kind !== "if" || last.declared.length > 0) return undefined;
  const set = start.at(-1);
  if (set?.kind === "assign" && set.target === flag) {
    // flag = x; if (!flag) { rest }
    const isGuard =
      last.condition.kind === "unary" && last.condition.operator === "!" && isFlag(last.condition.operand, flag);
    if (!isGuard || last.else.length > 0 || all.reads.get(flag) !== 2 || all.writes.get(flag) !== 1) return undefined;
    const leave: Node = { ...last, condition: set.value, then: [{ kind: "break", span: undefined }], else: [] };
    return [...start.slice(0, -1), leave, ...last.then];
  }
  if (all.reads.get(flag) !== 1 || all.writes.get(flag) !== 1) return undefined;
  for (const side of ["then", "else"] as const) {
    const end = last[side].at(-1);
    if (end?.kind !== "assign" || end.target !== flag || !isLiteral(end.value, true)) continue;
    const isThen = side === "then";
    const condition: Expression = isThen ? last.condition : not(last.condition);
    const then: Tree = [...last[side].slice(0, -1), { kind: "break", span: end.span }];
    return [...start, { ...last, condition, then, else: [] }, ...(isThen ? last.else : last.then)];
  }
  return undefined;
}

/** `…; flag = x; i += 1` as `…; if (x) break; i += 1`: what is read after the loop is assigned before it. */
function breakAmongAssignments(loop: Repeat, flag: Variable, outside: readonly Node[], all: Counts): Tree | undefined {
  const { body } = loop;
  if (all.reads.get(flag) !== 1 || all.writes.get(flag) !== 1) return undefined;
  const start = body.findLastIndex((node) => node.kind !== "assign") + 1;
  const assignments = body.slice(start).filter((node) => node.kind === "assign");
  const at = assignments.findIndex((node) => node.target === flag);
  const set = assignments[at];
  if (set === undefined) return undefined;
  // The condition now comes after all the others, which may not change what it reads.
  if (assignments.slice(at + 1).some((node) => reads([set], node.target) > 0)) return undefined;
  const others = assignments.filter((node) => node !== set);
  const inLoop = countsOf([loop]);
  // A counter that only the loop knows may stay behind the break.
  const isOwn = (step: Assign): boolean =>
    isStep(step) &&
    reads([set], step.target) === 0 &&
    declarationBefore(outside, step.target) !== undefined &&
    inLoop.reads.get(step.target) === all.reads.get(step.target) &&
    inLoop.writes.get(step.target) === all.writes.get(step.target);
  const place = others.findLastIndex(isOwn);
  const own = others[place];
  const isReadLater = own !== undefined && reads(others.slice(place + 1), own.target) > 0;
  const step = isReadLater ? undefined : own;
  const leave: Node = {
    ...{ kind: "if", declared: [], condition: set.value, else: [], span: set.span },
    then: [{ kind: "break", span: set.span }],
  };
  const before = others.filter((node) => node !== step);
  return [...body.slice(0, start), ...before, leave, ...(step === undefined ? [] : [step])];
}

const not = (condition: Expression): Expression =>
  condition.kind === "unary" && condition.operator === "!"
    ? condition.operand
    : { kind: "unary", operator: "!", operand: condition };

/** The flag of `!flag`, `!flag && c` and `c && !flag`, and what else is tested. */
function flagOf(test: Expression): { readonly flag: Variable; readonly test: Expression } | undefined {
  if (test.kind === "unary" && test.operator === "!" && test.operand.kind === "variable") {
    return { flag: test.operand.variable, test: literal(true) };
  }
  if (test.kind !== "binary" || test.operator !== "&&") return undefined;
  const left = flagOf(test.left);
  if (left !== undefined) return { flag: left.flag, test: both(left.test, test.right) };
  const right = flagOf(test.right);
  return right === undefined ? undefined : { flag: right.flag, test: both(test.left, right.test) };
}

const both = (a: Expression, b: Expression): Expression => {
  if (isLiteral(a, true)) return b;
  return isLiteral(b, true) ? a : { kind: "binary", operator: "&&", left: a, right: b };
};

/** `let i = from; while (test) { …; i += step; }` as a `for`, if nothing reads i afterwards. */
function asFor(loop: Repeat, before: Node[], all: Counts): Node {
  const last = loop.body.at(-1);
  if (last?.kind !== "assign" || !isStep(last)) return loop;
  const { target } = last;
  const declared = declarationBefore(before, target);
  if (declared === undefined) return loop;
  const inLoop = countsOf([loop]);
  if (inLoop.reads.get(target) !== all.reads.get(target) || inLoop.writes.get(target) !== all.writes.get(target)) {
    return loop;
  }
  remove(before, target);
  return {
    kind: "stepped",
    first: declared,
    test: loop.test,
    update: last,
    body: loop.body.slice(0, -1),
    span: loop.span,
  };
}

const isStep = ({ target, value }: Assign): boolean =>
  value.kind === "binary" &&
  (value.operator === "+" || value.operator === "-") &&
  isFlag(value.left, target) &&
  value.right.kind === "literal";

const isFlag = (expression: Expression, variable: Variable): boolean =>
  expression.kind === "variable" && expression.variable === variable;

const isLiteral = (expression: Expression | undefined, value: boolean): boolean =>
  expression?.kind === "literal" && expression.constant.value === value;

function isImpure(node: Node): boolean {
  let impure = false;
  for (const expression of expressionsOf(node)) {
    visitExpression(expression, (part) => {
      if (part.kind === "host" || ((part.kind === "call" || part.kind === "method") && part.effect?.impure))
        impure = true;
    });
  }
  return impure;
}

function declaredBy(node: Node): readonly Variable[] {
  if (node.kind === "declare") return [node.variable];
  if (node.kind === "destructure") return node.entries.map((entry) => entry.variable);
  return node.kind === "if" ? node.declared.map((declared) => declared.variable) : [];
}

const reads = (tree: Tree, variable: Variable): number => countsOf(tree).reads.get(variable) ?? 0;

function countsOf(tree: Tree): Counts {
  const readCounts = new Map<Variable, number>();
  const writeCounts = new Map<Variable, number>();
  visitTree(tree, (node) => {
    for (const target of targetsOf(node)) writeCounts.set(target, (writeCounts.get(target) ?? 0) + 1);
    for (const expression of expressionsOf(node)) {
      visitExpression(expression, (part) => {
        if (part.kind === "variable") readCounts.set(part.variable, (readCounts.get(part.variable) ?? 0) + 1);
      });
    }
  });
  return { reads: readCounts, writes: writeCounts };
}

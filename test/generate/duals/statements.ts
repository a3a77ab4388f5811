import { ts } from "ts-morph";
import { evaluate } from "./expressions.js";
import { Unsuitable } from "./unsuitable.js";
import { asBoolean, asCells, asDual, type Closure, innerScope, type Scope, scopeOf, type Value } from "./values.js";

/** Counts steps, so that no program runs forever. */
export interface Machine {
  readonly tick: () => void;
}

/** How a statement ended, unless it simply came to its end. */
type Exit =
  | { readonly kind: "break" | "continue"; readonly label: string | undefined }
  | { readonly kind: "return"; readonly value: Value };

const unlabelled = { kind: "break", label: undefined } as const;

export function callClosure({ node, scope }: Closure, args: readonly Value[], m: Machine): Value {
  const inner = innerScope(scope);
  for (const [k, parameter] of node.parameters.entries()) {
    const given = args[k];
    const value =
      given === undefined && parameter.initializer !== undefined ? evaluate(parameter.initializer, inner, m) : given;
    bind(parameter.name, value, inner);
  }
  if (node.body === undefined) throw new Unsuitable("a function without a body");
  if (!ts.isBlock(node.body)) return evaluate(node.body as ts.Expression, inner, m);
  const exit = executeAll(node.body.statements, inner, m);
  return exit?.kind === "return" ? exit.value : undefined;
}

export function bind(name: ts.BindingName, value: Value, scope: Scope): void {
  if (ts.isIdentifier(name)) scope.names.set(name.text, value);
  else if (ts.isArrayBindingPattern(name)) {
    for (const [k, element] of name.elements.entries())
      if (!ts.isOmittedExpression(element)) bind(element.name, asCells(value).items[k], scope);
  } else {
    if (typeof value !== "object" || value.kind !== "fields") throw new Unsuitable("a record was expected");
    for (const element of name.elements) {
      const key = (element.propertyName ?? element.name).getText();
      if (!value.members.has(key)) throw new Unsuitable(`field ${key}`);
      bind(element.name, value.members.get(key), scope);
    }
  }
}

export function executeAll(nodes: readonly ts.Statement[], scope: Scope, m: Machine): Exit | undefined {
  for (const node of nodes)
    if (ts.isFunctionDeclaration(node) && node.name !== undefined)
      scope.names.set(node.name.text, { kind: "closure", node, scope });
  for (const node of nodes) {
    const exit = execute(node, scope, m);
    if (exit !== undefined) return exit;
  }
  return undefined;
}

function execute(node: ts.Statement, scope: Scope, m: Machine, label?: string): Exit | undefined {
  m.tick();
  if (ts.isVariableStatement(node)) return declare(node.declarationList, scope, m);
  if (ts.isExpressionStatement(node)) {
    evaluate(node.expression, scope, m);
    return undefined;
  }
  if (ts.isBlock(node)) return executeAll(node.statements, innerScope(scope), m);
  if (ts.isIfStatement(node)) {
    if (asBoolean(evaluate(node.expression, scope, m))) return execute(node.thenStatement, scope, m);
    return node.elseStatement && execute(node.elseStatement, scope, m);
  }
  if (ts.isForStatement(node)) return executeFor(node, scope, m, label);
  if (ts.isForOfStatement(node)) return executeForOf(node, scope, m, label);
  if (ts.isWhileStatement(node)) {
    while (asBoolean(evaluate(node.expression, scope, m))) {
      const exit = leaving(execute(node.statement, scope, m), label);
      if (exit !== undefined) return exit === unlabelled ? undefined : exit;
    }
    return undefined;
  }
  if (ts.isDoStatement(node)) {
    do {
      const exit = leaving(execute(node.statement, scope, m), label);
      if (exit !== undefined) return exit === unlabelled ? undefined : exit;
    } while (asBoolean(evaluate(node.expression, scope, m)));
    return undefined;
  }
  if (ts.isSwitchStatement(node)) return executeSwitch(node, scope, m);
  if (ts.isLabeledStatement(node)) {
    const exit = execute(node.statement, scope, m, node.label.text);
    return exit?.kind === "break" && exit.label === node.label.text ? undefined : exit;
  }
  if (ts.isBreakStatement(node)) return { kind: "break", label: node.label?.text };
  if (ts.isContinueStatement(node)) return { kind: "continue", label: node.label?.text };
  if (ts.isReturnStatement(node))
    return { kind: "return", value: node.expression && evaluate(node.expression, scope, m) };
  if (ts.isThrowStatement(node)) throw new Thrown(evaluate(node.expression, scope, m));
  if (ts.isTryStatement(node)) return executeTry(node, scope, m);
  if (ts.isFunctionDeclaration(node) || ts.isEmptyStatement(node) || ts.isTypeAliasDeclaration(node)) return undefined;
  throw new Unsuitable(`statement ${ts.SyntaxKind[node.kind]}`);
}

/** An exception of the program. */
export class Thrown extends Error {
  constructor(readonly value: Value) {
    super("the program throws");
  }
}

function executeTry(node: ts.TryStatement, scope: Scope, m: Machine): Exit | undefined {
  let thrown: Thrown | undefined;
  let exit: Exit | undefined;
  const attempt = (run: () => Exit | undefined): void => {
    thrown = undefined;
    try {
      exit = run();
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      thrown = error;
    }
  };
  attempt(() => execute(node.tryBlock, scope, m));
  const { catchClause: clause, finallyBlock } = node;
  if (thrown !== undefined && clause !== undefined) {
    const { value } = thrown as Thrown;
    const inner = innerScope(scope);
    attempt(() => {
      if (clause.variableDeclaration !== undefined) bind(clause.variableDeclaration.name, value, inner);
      return execute(clause.block, inner, m);
    });
  }
  const last = finallyBlock && execute(finallyBlock, scope, m);
  if (last !== undefined) return last;
  if (thrown !== undefined) throw thrown;
  return exit;
}

/** How the end of a loop's body ends the loop: not at all, by a break of its own (`unlabelled`), or by an exit to outside. */
function leaving(exit: Exit | undefined, label: string | undefined): Exit | undefined {
  if (exit === undefined || exit.kind === "return") return exit;
  const own = exit.label === undefined || exit.label === label;
  if (!own) return exit;
  return exit.kind === "continue" ? undefined : unlabelled;
}

function declare(list: ts.VariableDeclarationList, scope: Scope, m: Machine): undefined {
  for (const { name, initializer } of list.declarations)
    bind(name, initializer && evaluate(initializer, scope, m), scope);
}

/** Each iteration has variables of its own, which closures made in it keep. */
function executeFor(node: ts.ForStatement, outer: Scope, m: Machine, label: string | undefined): Exit | undefined {
  let scope = innerScope(outer);
  const { initializer, condition, incrementor } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declare(initializer, scope, m);
    else evaluate(initializer, scope, m);
  }
  while (condition === undefined || asBoolean(evaluate(condition, scope, m))) {
    const exit = leaving(execute(node.statement, scope, m), label);
    if (exit !== undefined) return exit === unlabelled ? undefined : exit;
    scope = { names: new Map(scope.names), outer };
    if (incrementor !== undefined) evaluate(incrementor, scope, m);
  }
  return undefined;
}

function executeForOf(node: ts.ForOfStatement, outer: Scope, m: Machine, label: string | undefined): Exit | undefined {
  const { items } = asCells(evaluate(node.expression, outer, m));
  for (let k = 0; k < items.length; k++) {
    const scope = innerScope(outer);
    const declaration = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0] : undefined;
    if (declaration !== undefined) bind(declaration.name, items[k], scope);
    else scopeOf(outer, node.initializer.getText()).names.set(node.initializer.getText(), items[k]);
    const exit = leaving(execute(node.statement, scope, m), label);
    if (exit !== undefined) return exit === unlabelled ? undefined : exit;
  }
  return undefined;
}

function executeSwitch(node: ts.SwitchStatement, outer: Scope, m: Machine): Exit | undefined {
  const subject = asDual(evaluate(node.expression, outer, m)).v;
  const scope = innerScope(outer);
  const { clauses } = node.caseBlock;
  let at = clauses.findIndex((one) => ts.isCaseClause(one) && asDual(evaluate(one.expression, scope, m)).v === subject);
  if (at < 0) at = clauses.findIndex(ts.isDefaultClause);
  if (at < 0) return undefined;
  const exit = executeAll(
    clauses.slice(at).flatMap((clause) => [...clause.statements]),
    scope,
    m,
  );
  return exit?.kind === "break" && exit.label === undefined ? undefined : exit;
}

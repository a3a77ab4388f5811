import { ts } from "../frontend/ts.js";
import { bindPattern } from "./assignments.js";
import { makeClass, makeFunction } from "./calls.js";
import { evaluate } from "./expressions.js";
import { declare, innerFrame, namesIn, variableNames } from "./frames.js";
import { giveAwayRegion } from "./giveAway.js";
import { runLoop, runSwitch } from "./loops.js";
import { inDoubt, type Machine, NotFollowed, step, Thrown } from "./machine.js";
import { type Frame, join, truth, unknown, type Value } from "./things.js";

/** How statements end. */
export interface Ending {
  /** What they return; `isSure` if nothing comes after. */
  readonly returned?: { readonly value: Value; readonly isSure: boolean };
  readonly jump?: { readonly kind: "break" | "continue"; readonly label: string | undefined };
}

export const goesOn: Ending = {};

/** Declares what a block declares before it runs: functions, and the names of the other declarations. */
export function hoist(machine: Machine, block: ts.Node, frame: Frame): void {
  const runsOnItsOwn = ts.isSourceFile(block) || (ts.isBlock(block) && ts.isFunctionLike(block.parent));
  if (runsOnItsOwn) {
    for (const name of variableNames(block))
      if (!frame.variables.has(name.text)) declare(machine, frame, name, undefined);
  }
  const statements = ts.isCaseBlock(block)
    ? block.clauses.flatMap((clause) => [...clause.statements])
    : ts.isBlock(block) || ts.isSourceFile(block)
      ? block.statements
      : [];
  for (const statement of statements) {
    if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0) {
      for (const { name } of statement.declarationList.declarations)
        for (const one of namesIn(name)) declare(machine, frame, one, undefined);
    }
    if (ts.isClassDeclaration(statement) && statement.name) declare(machine, frame, statement.name, undefined);
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined && statement.body !== undefined)
      declare(machine, frame, statement.name, makeFunction(machine, statement, frame));
  }
}

/** Runs statements one after the other. What cannot be followed leaves nothing known of what it may have changed. */
export function run(machine: Machine, statements: readonly ts.Statement[], frame: Frame): Ending {
  let maybe: Value | undefined;
  let hasReturned = false;
  const ended = (ending: Ending): Ending => {
    if (!hasReturned) return ending;
    const { returned } = ending;
    return { returned: { value: join(maybe, returned?.value), isSure: true } };
  };
  for (const statement of statements) {
    const { returned, jump } = follow(machine, statement, frame);
    if (jump !== undefined) {
      if (hasReturned) throw new NotFollowed();
      return { jump };
    }
    if (returned === undefined) continue;
    if (returned.isSure) return ended({ returned });
    maybe = hasReturned ? join(maybe, returned.value) : returned.value;
    hasReturned = true;
    // It may have returned: the rest may run. The body of the function sets this back.
    machine.doubt++;
  }
  if (!hasReturned) return goesOn;
  return { returned: { value: maybe, isSure: false } };
}

function follow(machine: Machine, statement: ts.Statement, frame: Frame): Ending {
  try {
    return runStatement(machine, statement, frame);
  } catch (problem) {
    if (!(problem instanceof NotFollowed) || mayLeave(statement)) throw problem;
    giveAwayRegion(statement, frame);
    return goesOn;
  }
}

/** Whether it is more than its effects that is not known. */
function mayLeave(statement: ts.Statement): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node)) found = true;
    if (!found && !ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

export function runStatement(machine: Machine, node: ts.Statement, frame: Frame): Ending {
  step(machine);
  if (ts.isExpressionStatement(node)) {
    evaluate(machine, node.expression, frame);
    return goesOn;
  }
  if (ts.isVariableStatement(node)) {
    declareAll(machine, node.declarationList, frame);
    return goesOn;
  }
  if (ts.isReturnStatement(node)) {
    const value = node.expression === undefined ? undefined : evaluate(machine, node.expression, frame);
    return { returned: { value, isSure: true } };
  }
  if (ts.isIfStatement(node)) return runIf(machine, node, frame);
  if (ts.isBlock(node)) return runBlock(machine, node, frame);
  if (ts.isClassDeclaration(node)) {
    const cls = makeClass(machine, node, frame);
    if (node.name !== undefined) bindPattern(machine, node.name, cls, frame);
    return goesOn;
  }
  if (ts.isBreakOrContinueStatement(node)) {
    if (machine.doubt > 0) throw new NotFollowed();
    return { jump: { kind: ts.isBreakStatement(node) ? "break" : "continue", label: node.label?.text } };
  }
  if (ts.isThrowStatement(node)) throw new Thrown(evaluate(machine, node.expression, frame));
  if (ts.isTryStatement(node)) return runTry(machine, node, frame);
  if (ts.isSwitchStatement(node)) return runSwitch(machine, node, frame);
  if (ts.isLabeledStatement(node)) {
    const ending = runStatement(machine, node.statement, frame);
    return ending.jump?.label === node.label.text ? goesOn : ending;
  }
  if (ts.isIterationStatement(node, false)) return runLoop(machine, node, frame);
  return goesOn;
}

export function declareAll(machine: Machine, list: ts.VariableDeclarationList, frame: Frame): void {
  const isScoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  for (const { name, initializer } of list.declarations) {
    if (initializer === undefined && !isScoped) continue;
    const value = initializer === undefined ? undefined : evaluate(machine, initializer, frame);
    bindPattern(machine, name, value, isScoped ? frame : homeOf(frame, namesIn(name)[0]?.text));
  }
}

/** Where `var` has declared the name. */
function homeOf(frame: Frame, name: string | undefined): Frame {
  for (let at: Frame | undefined = frame; at !== undefined && name !== undefined; at = at.parent)
    if (at.variables.has(name)) return at;
  return frame;
}

export function runBlock(machine: Machine, node: ts.Block, outer: Frame): Ending {
  const frame = innerFrame(outer, node);
  hoist(machine, node, frame);
  return run(machine, node.statements, frame);
}

function runIf(machine: Machine, node: ts.IfStatement, frame: Frame): Ending {
  const condition = truth(evaluate(machine, node.expression, frame));
  const { thenStatement, elseStatement } = node;
  if (condition === true) return runStatement(machine, thenStatement, frame);
  if (condition === false) return elseStatement === undefined ? goesOn : runStatement(machine, elseStatement, frame);
  const [first, second] = [thenStatement, elseStatement].map((branch) => attempt(machine, branch, frame));
  if (first === "thrown") return second === "thrown" || second === undefined ? goesOn : second;
  if (second === "thrown") return first ?? goesOn;
  const [a, b] = [first?.returned, second?.returned];
  if (first?.jump !== undefined || second?.jump !== undefined) throw new NotFollowed();
  if (a === undefined && b === undefined) return goesOn;
  if (a === undefined || b === undefined) return { returned: { value: (a ?? b)?.value, isSure: false } };
  return { returned: { value: join(a.value, b.value), isSure: a.isSure && b.isSure } };
}

/** Runs what may run. If it throws, the program does not go on there. */
function attempt(machine: Machine, branch: ts.Statement | undefined, frame: Frame): Ending | "thrown" | undefined {
  if (branch === undefined) return undefined;
  const { doubt } = machine;
  try {
    return inDoubt(machine, () => runStatement(machine, branch, frame));
  } catch (problem) {
    if (problem instanceof Thrown) return "thrown";
    throw problem;
  } finally {
    machine.doubt = doubt;
  }
}

function runTry(machine: Machine, node: ts.TryStatement, frame: Frame): Ending {
  const { doubt } = machine;
  let ending: Ending = goesOn;
  try {
    // Where something is not known, it may throw at any place.
    ending = inDoubt(machine, () => runBlock(machine, node.tryBlock, frame));
    machine.doubt = doubt;
    if (ending.returned !== undefined) ending = { returned: { ...ending.returned, isSure: false } };
  } catch (problem) {
    machine.doubt = doubt;
    if (!(problem instanceof Thrown)) throw problem;
  }
  const { catchClause, finallyBlock } = node;
  if (catchClause !== undefined) {
    const inner = innerFrame(frame, catchClause);
    const name = catchClause.variableDeclaration?.name;
    if (name !== undefined && ts.isIdentifier(name)) declare(machine, inner, name, unknown);
    const caught = inDoubt(machine, () => runBlock(machine, catchClause.block, inner));
    machine.doubt = doubt;
    if (caught.returned !== undefined) {
      const value =
        ending.returned === undefined ? caught.returned.value : join(ending.returned.value, caught.returned.value);
      ending = { returned: { value, isSure: false } };
    }
  }
  if (finallyBlock !== undefined) runBlock(machine, finallyBlock, frame);
  return ending;
}

import { ts } from "../frontend/ts.js";
import { bindPattern } from "./assignments.js";
import { evaluate } from "./expressions.js";
import { declare, innerFrame, namesIn } from "./frames.js";
import { isFollowed, ownKeys } from "./heap.js";
import { type Machine, NotFollowed, step } from "./machine.js";
import { binaryOf } from "./operators.js";
import { declareAll, type Ending, goesOn, hoist, run, runStatement } from "./statements.js";
import { type Frame, isThing, truth, type Value } from "./things.js";

/** Runs a loop whose conditions are known. */
export function runLoop(machine: Machine, node: ts.IterationStatement, frame: Frame): Ending {
  const label = ts.isLabeledStatement(node.parent) ? node.parent.label.text : undefined;
  /** Runs the body once; gives how the loop ends by it, if it does. */
  const once = (at: Frame): Ending | undefined => {
    step(machine);
    const { returned, jump } = runStatement(machine, node.statement, at);
    if (returned !== undefined && !returned.isSure) throw new NotFollowed();
    if (returned !== undefined) return { returned };
    if (jump === undefined) return undefined;
    if (jump.label !== undefined && jump.label !== label) return { jump };
    return jump.kind === "break" ? goesOn : undefined;
  };
  if (ts.isForStatement(node)) return runFor(machine, node, frame, once);
  if (ts.isForInStatement(node) || ts.isForOfStatement(node)) return runEach(machine, node, frame, once);
  if (!ts.isWhileStatement(node) && !ts.isDoStatement(node)) throw new NotFollowed();
  const holds = (): boolean => isSure(truth(evaluate(machine, node.expression, frame)));
  if (ts.isDoStatement(node)) {
    const ending = once(frame);
    if (ending !== undefined) return ending;
  }
  while (holds()) {
    const ending = once(frame);
    if (ending !== undefined) return ending;
  }
  return goesOn;
}

function isSure(condition: boolean | undefined): boolean {
  if (condition === undefined) throw new NotFollowed();
  return condition;
}

type Once = (at: Frame) => Ending | undefined;

function runFor(machine: Machine, node: ts.ForStatement, outer: Frame, once: Once): Ending {
  const { initializer, condition, incrementor } = node;
  let frame = innerFrame(outer, node);
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declareAll(machine, initializer, frame);
    else evaluate(machine, initializer, frame);
  }
  while (condition === undefined || isSure(truth(evaluate(machine, condition, frame)))) {
    const ending = once(frame);
    if (ending !== undefined) return ending;
    // Each iteration has its own names; what was captured keeps the ones before.
    const next = innerFrame(outer, node);
    for (const { declaration, value } of frame.variables.values()) {
      const name = declaration === undefined ? undefined : ts.getNameOfDeclaration(declaration as ts.Declaration);
      if (name !== undefined && ts.isIdentifier(name)) declare(machine, next, name, value);
    }
    frame = next;
    if (incrementor !== undefined) evaluate(machine, incrementor, frame);
  }
  return goesOn;
}

function runEach(machine: Machine, node: ts.ForInOrOfStatement, outer: Frame, once: Once): Ending {
  const over = evaluate(machine, node.expression, outer);
  for (const item of itemsOf(over, ts.isForInStatement(node))) {
    const frame = innerFrame(outer, node);
    const { initializer } = node;
    if (!ts.isVariableDeclarationList(initializer)) {
      if (!ts.isIdentifier(initializer)) throw new NotFollowed();
      bindPattern(machine, initializer, item, frameOf(outer, initializer.text));
    } else {
      const [declaration] = initializer.declarations;
      const isScoped = (initializer.flags & ts.NodeFlags.BlockScoped) !== 0;
      if (declaration === undefined) throw new NotFollowed();
      const home = isScoped ? frame : frameOf(outer, namesIn(declaration.name)[0]?.text ?? "");
      bindPattern(machine, declaration.name, item, home);
    }
    const ending = once(frame);
    if (ending !== undefined) return ending;
  }
  return goesOn;
}

function frameOf(frame: Frame, name: string): Frame {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) if (at.variables.has(name)) return at;
  throw new NotFollowed();
}

function itemsOf(value: Value, isForIn: boolean): readonly Value[] {
  if (isForIn && (value === undefined || value === null)) return [];
  if (typeof value === "string" && !isForIn) return [...value];
  if (!isThing(value) || !isFollowed(value) || value.kind === "host") throw new NotFollowed();
  if (!isForIn) {
    if (value.kind !== "array") throw new NotFollowed();
    return [...value.items];
  }
  const keys: string[] = [];
  for (let at = value; ; at = at.prototype) {
    keys.push(...ownKeys(at));
    if (at.prototype === null || at.prototype.kind === "builtin") break;
  }
  return [...new Set(keys)];
}

export function runSwitch(machine: Machine, node: ts.SwitchStatement, outer: Frame): Ending {
  const frame = innerFrame(outer, node);
  hoist(machine, node.caseBlock, frame);
  const value = evaluate(machine, node.expression, frame);
  const { clauses } = node.caseBlock;
  let start = -1;
  for (const [i, clause] of clauses.entries()) {
    if (!ts.isCaseClause(clause)) continue;
    const isIt = truth(
      binaryOf(ts.SyntaxKind.EqualsEqualsEqualsToken, value, evaluate(machine, clause.expression, frame)),
    );
    if (!isSure(isIt)) continue;
    start = i;
    break;
  }
  if (start < 0) start = clauses.findIndex(ts.isDefaultClause);
  if (start < 0) return goesOn;
  for (const clause of clauses.slice(start)) {
    const ending = run(machine, clause.statements, frame);
    if (ending.jump?.kind === "break" && ending.jump.label === undefined) return goesOn;
    if (ending.jump !== undefined || ending.returned !== undefined) return ending;
  }
  return goesOn;
}

import { type Diagnostic, Reporter } from "../../diagnostics/report.js";
import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { resolveType } from "../../ir/type.js";
import type { Type } from "../../ir/types.js";
import { typeFromChecker } from "./annotations.js";
import { boundNames, declareEarly } from "./cells.js";
import { declarePattern } from "./destructuring.js";
import { lowerName, lowerOperand } from "./expressions.js";
import { isChanged } from "./functions/changes.js";
import { isFunctionType } from "./functions/compare.js";
import { stateIn } from "./functions/hiddenState.js";
import { qualifierOf } from "./moduleLevel.js";
import { setupOf } from "./moduleSetup.js";
import { isOpen } from "./openData.js";
import { skipParentheses } from "./operators.js";
import { Scope } from "./scope.js";
import { inBlock, isFunctionValue, type Lowering, type Operand, type ProgramState } from "./state.js";
import { lowerStatement } from "./statements.js";

// A constant of a module whose initializer runs code that makes functions, `const add = zip((a, b) => a + b)`, is no memory of the
// host's that could be looked into: what its functions capture nobody else sees. So its initializer is lowered, once, at the start of
// the root. That it runs again nobody can tell if it has no effects, gives the same again, and makes nothing that changes later.

/** A declaration of a module, or an expression that a module exports. */
export type Made = ts.VariableDeclaration | ts.ExportAssignment | ts.Expression;

/** An initializer that runs at the start of the root. */
export interface Initializer {
  readonly made: Made;
  readonly name: string;
  /** Has the names that it declares; undefined while it is being lowered. */
  scope: Scope | undefined;
  /** Its statements, among those at the start of the root. */
  start: number;
  end: number;
}

/** What keeps it from running again. */
export type Problem =
  | "keeps a state that only its own functions see"
  | "is made by code that does more than make it"
  | "is made from what may change"
  | "is changed, or given to code that may change it"
  | "is exported with data beside its functions, which any module may change";

/** How an expression is found that declares no name. */
const unnamed = "default";

/** What a name stands for that an initializer has declared which makes functions; undefined for other constants. */
export function madeOperand(l: Lowering, made: Made, name: string, node: ts.Node): Operand | undefined {
  const { program } = l;
  if (program.singles === undefined || !holdsFunctions(program, made)) return undefined;
  const because = program.facts.hostFunctions.get(made);
  // Of a literal that changes the module may still have memory.
  if (because !== undefined) return isLiteral(expressionOf(made)) ? undefined : hostConstant(program, made, because);
  const { scope } = program.initializers.get(made) ?? initialize(program, made, name);
  const declared = ts.isVariableDeclaration(made) ? name : unnamed;
  return scope?.own(declared) === undefined ? undefined : lowerName({ ...l, scope }, node, declared);
}

function initialize(program: ProgramState, made: Made, name: string): Initializer {
  const initializer: Initializer = { made, name, scope: undefined, start: 0, end: 0 };
  program.initializers.set(made, initializer);
  const { ctx, singles } = program;
  const expression = expressionOf(made);
  if (singles === undefined || expression === undefined) return initializer;
  const setup = setupOfMade(program, made);
  const keeper =
    stateIn(program, expression) ?? setup.map((statement) => stateIn(program, statement.expression)).find(Boolean);
  if (keeper !== undefined) {
    noteProblem(program, initializer, "keeps a state that only its own functions see", keeper);
    return initializer;
  }
  if (setup.length === 0 && mayChange(program, made)) {
    noteProblem(program, initializer, "is changed, or given to code that may change it");
    return initializer;
  }
  if (ts.isVariableDeclaration(made) && isOpen(program, made)) {
    noteProblem(program, initializer, "is exported with data beside its functions, which any module may change");
    return initializer;
  }
  const { at } = singles;
  const before = ctx.reporter.diagnostics.length;
  const scope = new Scope(undefined, at.activation);
  const block = inBlock(
    at,
    (inner) => {
      if (ts.isVariableDeclaration(made)) for (const one of boundNames(made.name)) declareEarly(inner, one);
      const operand = lowerOperand(inner, expression);
      if (ts.isVariableDeclaration(made)) declarePattern(inner, made.name, operand, true);
      else if (isFunctionValue(operand)) scope.declare(unnamed, { kind: "function", value: operand });
      else scope.declare(unnamed, { kind: "value", atom: operand });
      if (setup.length === 0) return;
      initializer.scope = scope;
      for (const statement of setup) lowerStatement(inner, statement);
    },
    { scope },
  );
  initializer.start = at.out.block.length;
  at.out.push(...block);
  initializer.end = at.out.block.length;
  const found = ctx.reporter.diagnostics.slice(before);
  if (found.some(({ severity }) => severity === "error")) program.failures.set(made, found);
  initializer.scope = scope;
  return initializer;
}

const setupOfMade = (program: ProgramState, made: Made): readonly ts.ExpressionStatement[] =>
  ts.isVariableDeclaration(made) ? setupOf(program, made) : [];

/** From the next attempt on it is what the host holds. */
export function noteProblem(
  program: ProgramState,
  { made, name }: Initializer,
  problem: Problem,
  where: ts.Node = made,
): void {
  const found = new Reporter();
  found.report("initializer", spanOf(where), { name, problem });
  program.facts.hostFunctions.set(made, found.diagnostics);
}

/** Called by name, with nothing active. */
function hostConstant(program: ProgramState, made: Made, because: readonly Diagnostic[]): Operand | undefined {
  if (!ts.isVariableDeclaration(made) || !ts.isIdentifier(made.name)) return undefined;
  const qualifier = qualifierOf(made);
  if (qualifier === undefined) return undefined;
  const type = typeFromChecker(program, made);
  if (type !== undefined && !isFunctionType(type)) return undefined;
  const text = `${qualifier}${made.name.text}`;
  const { fileName } = made.getSourceFile();
  return { kind: "builtin", name: `${text} of ${fileName}`, host: { name: text, file: fileName, because } };
}

const expressionOf = (made: Made): ts.Expression | undefined => {
  const expression = ts.isVariableDeclaration(made)
    ? made.initializer
    : ts.isExportAssignment(made)
      ? made.expression
      : made;
  return expression && skipParentheses(expression);
};

/** What is more than a function may be changed by who has it. */
function mayChange(program: ProgramState, made: Made): boolean {
  if (!ts.isVariableDeclaration(made)) return false;
  const type = program.ctx.frontend.typeOf(made.name);
  const isPlain = type.getCallSignatures().length > 0 && type.getProperties().length === 0;
  return ts.isIdentifier(made.name) && !isPlain && isChanged(program, made);
}

/** Whether it is a function or has one in it, or nothing is known of it. */
function holdsFunctions(program: ProgramState, made: Made): boolean {
  const expression = expressionOf(made);
  if (expression === undefined) return false;
  const isFilled = setupOfMade(program, made).length > 0;
  const type = typeFromChecker(program, isFilled ? made : expression);
  if (type !== undefined && hasFunction(type, new Set())) return true;
  const isStated =
    type !== undefined && (!ts.isVariableDeclaration(made) || typeFromChecker(program, made) !== undefined);
  return !isStated && makesSomething(expression);
}

/** A literal of which no type stands for what it holds is made again, too, as a tree of several kinds. */
const makesSomething = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || isLiteral(node);

const isLiteral = (node: ts.Expression | undefined): boolean =>
  node !== undefined && (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node));

function hasFunction(type: Type, seen: Set<Type>): boolean {
  const present = resolveType(type);
  if (seen.has(present)) return false;
  seen.add(present);
  if (present.kind === "array") return hasFunction(present.element, seen);
  if (present.kind === "tuple") return present.elements.some((element) => hasFunction(element, seen));
  if (present.kind === "map") return hasFunction(present.value, seen);
  if (present.kind !== "record") return false;
  return present.functions !== undefined || present.fields.some((field) => hasFunction(field.type, seen));
}

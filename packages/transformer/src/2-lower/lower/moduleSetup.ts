import { ts } from "../../frontend/ts.js";
import { isChanged } from "./functions/changes.js";
import { rootOf, storesOf } from "./functions/stores.js";
import { isFunctionExpression } from "./module.js";
import { isFileLevel } from "./moduleLevel.js";
import { isExported } from "./openData.js";
import { skipParentheses } from "./operators.js";
import type { ProgramState } from "./state.js";

// A registry of a module starts empty and is filled by statements at the top of its own file: `rules.push(a)`, `ops.set("relu", relu)`,
// `register("x", f)`. They belong to its initializer, as long as nothing else changes it and nothing looks at it between.

interface Setup {
  readonly statements: readonly ts.ExpressionStatement[];
  /** The functions that they call to fill it, which nothing else calls. */
  readonly helpers: readonly ts.Node[];
}

/** The statements that fill a constant of a module; none if something else may change it, too. */
export function setupOf(program: ProgramState, declaration: ts.VariableDeclaration): readonly ts.ExpressionStatement[] {
  const { setups } = program;
  const known = setups.get(declaration);
  if (known !== undefined) return known;
  setups.set(declaration, []);
  const statements = statementsFor(program, declaration);
  setups.set(declaration, statements);
  return statements;
}

/** Whether a call is such a statement: what it is given goes into a constant that nothing changes afterwards. */
export function isSetup(program: ProgramState, call: ts.Node): boolean {
  const statement = call.parent;
  if (!ts.isExpressionStatement(statement) || !ts.isSourceFile(statement.parent)) return false;
  return statement.parent.statements.some(
    (one) =>
      ts.isVariableStatement(one) &&
      one.declarationList.declarations.some((constant) => setupOf(program, constant).includes(statement)),
  );
}

function statementsFor(program: ProgramState, declaration: ts.VariableDeclaration): readonly ts.ExpressionStatement[] {
  const found = findSetup(program, declaration);
  if (found === undefined) return [];
  const own = new Set<ts.Node>([...found.statements, ...found.helpers]);
  return isChanged(program, declaration, { own }) ? [] : found.statements;
}

function findSetup(program: ProgramState, declaration: ts.VariableDeclaration): Setup | undefined {
  // Of one that is exported, modules that are not part of what is compiled may add to it.
  if (!isFileLevel(declaration) || !isContainer(declaration) || isExported(program, declaration)) return undefined;
  const file = declaration.getSourceFile();
  const statements: ts.ExpressionStatement[] = [];
  const helpers = new Set<ts.Node>();
  const between: ts.Statement[] = [];
  let unsure: ts.Statement[] = [];
  for (const statement of file.statements.filter(({ pos }) => pos >= declaration.end)) {
    const helper = helperOf(program, declaration, statement);
    if (!ts.isExpressionStatement(statement) || (helper === undefined && !fills(program, declaration, statement))) {
      unsure.push(statement);
      continue;
    }
    between.push(...unsure);
    unsure = [];
    statements.push(statement);
    if (helper !== undefined) helpers.add(helper);
  }
  const isClear = between.every(runsNothing) && [...helpers].every((helper) => isOwnHelper(program, file, helper));
  return statements.length > 0 && isClear ? { statements, helpers: [...helpers] } : undefined;
}

/** `[]`, `{ … }`, `new Map()`. */
function isContainer({ initializer, name }: ts.VariableDeclaration): boolean {
  const made = initializer && skipParentheses(initializer);
  if (made === undefined || !ts.isIdentifier(name)) return false;
  if (ts.isNewExpression(made)) return /^(Map|Set)$/.test(made.expression.getText());
  return ts.isArrayLiteralExpression(made) || ts.isObjectLiteralExpression(made);
}

const isRootedIn = ({ ctx }: ProgramState, declaration: ts.Node, place: ts.Expression): boolean => {
  const root = rootOf(place);
  return root !== undefined && ts.isIdentifier(root) && ctx.frontend.declarationOf(root) === declaration;
};

/** `rules.push(a)`, `ops.relu = relu`. */
function fills(program: ProgramState, declaration: ts.Node, { expression }: ts.ExpressionStatement): boolean {
  const stores = storesOf(expression);
  return stores.length > 0 && stores.every((place) => isRootedIn(program, declaration, place));
}

/** The function that a statement calls, if all that it does is to fill the constant. */
function helperOf(program: ProgramState, declaration: ts.Node, statement: ts.Statement): ts.Node | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const call = statement.expression;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const callee = program.ctx.frontend.declarationOf(call.expression);
  if (callee === undefined || callee.getSourceFile() !== statement.getSourceFile()) return undefined;
  const literal = ts.isVariableDeclaration(callee) && callee.initializer ? skipParentheses(callee.initializer) : callee;
  if (!ts.isFunctionDeclaration(literal) && !isFunctionExpression(literal)) return undefined;
  let isOnly = literal.body !== undefined;
  let stores = 0;
  const visit = (node: ts.Node): void => {
    const places = storesOf(node);
    stores += places.length;
    if (!places.every((place) => isRootedIn(program, declaration, place))) isOnly = false;
    if (ts.isCallExpression(node) && !isRootedIn(program, declaration, node.expression)) isOnly = false;
    ts.forEachChild(node, visit);
  };
  if (literal.body !== undefined) visit(literal.body);
  return isOnly && stores > 0 ? callee : undefined;
}

/** Nothing but statements at the top of its file calls it, and nothing else names it. */
function isOwnHelper({ ctx }: ProgramState, file: ts.SourceFile, helper: ts.Node): boolean {
  const name = ts.getNameOfDeclaration(helper as ts.Declaration);
  if (name === undefined || !ts.isIdentifier(name)) return false;
  const statement = ts.isVariableDeclaration(helper) ? helper.parent.parent : helper;
  const isExported = ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.length ?? 0) > 0;
  let isOther = isExported;
  const visit = (node: ts.Node): void => {
    const isIt = ts.isIdentifier(node) && node.text === name.text && node !== name;
    if (isIt && !isCalledOnTop(node) && ctx.frontend.declarationOf(node) === helper) isOther = true;
    if (!isOther) ts.forEachChild(node, visit);
  };
  visit(file);
  return !isOther;
}

const isCalledOnTop = (node: ts.Identifier): boolean =>
  ts.isCallExpression(node.parent) &&
  node.parent.expression === node &&
  ts.isExpressionStatement(node.parent.parent) &&
  ts.isSourceFile(node.parent.parent.parent);

/** Whether a statement only declares, or fills something else with what is at hand: nothing looks at the constant before it is full. */
function runsNothing(statement: ts.Statement): boolean {
  let runs = false;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    const isCall =
      ts.isCallExpression(node) && storesOf(node).length === 0 && !/^Math\./.test(node.expression.getText());
    const isNew = ts.isNewExpression(node) && !/^(Map|Set|\w+Array)$/.test(node.expression.getText());
    if (isCall || isNew || ts.isTaggedTemplateExpression(node)) runs = true;
    if (!runs) ts.forEachChild(node, visit);
  };
  visit(statement);
  return !runs;
}

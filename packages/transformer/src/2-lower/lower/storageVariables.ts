import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { booleanType, newScope, opaqueType } from "../../ir/build.js";
import { isStorage } from "./annotations.js";
import { hostOperation } from "./host.js";
import { isFileLevel, qualifierOf } from "./moduleLevel.js";
import { skipParentheses } from "./operators.js";
import { assignedNames } from "./scope.js";
import { type Builtin, inBlock, type Lowering, type ProgramState } from "./state.js";

// A library may leave to its user which class its arrays are of: `let ARRAY_TYPE = Float32Array`, and a function that sets another.
// The one that the program sets is taken, and the derivative makes sure when it runs.

/** The class of arrays that a variable of a module holds; undefined if it holds something else. */
export function storageVariable(l: Lowering, declaration: ts.VariableDeclaration): Builtin | undefined {
  const first = declaration.initializer && storageOf(declaration.initializer);
  if (first === undefined || !isFileLevel(declaration)) return undefined;
  const set = assignedStorages(l.program, declaration);
  if (set === undefined || set.size > 1) return undefined;
  const [name = first] = set;
  guard(l, declaration, name);
  return { kind: "builtin", name };
}

/** `Float32Array`, also after the question whether there is such a class. */
function storageOf(expression: ts.Expression): string | undefined {
  const node = skipParentheses(expression);
  if (ts.isConditionalExpression(node) && /^typeof \w+ !==? ["']undefined["']$/.test(node.condition.getText())) {
    return storageOf(node.whenTrue);
  }
  if (!ts.isIdentifier(node)) return undefined;
  return node.text === "Array" || isStorage(node.text) ? node.text : undefined;
}

/** The classes that the program assigns, itself or by calls of the functions that do; undefined if one cannot be told. */
function assignedStorages(program: ProgramState, declaration: ts.VariableDeclaration): ReadonlySet<string> | undefined {
  const { frontend } = program.ctx;
  const found = new Set<string>();
  const targets = assignedNames(program, declaration.getSourceFile()).get(declaration.name.getText()) ?? [];
  for (const target of targets.filter((name) => frontend.declarationOf(name) === declaration)) {
    const assignment = target.parent;
    if (!ts.isBinaryExpression(assignment) || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
      return undefined;
    const written = storageOf(assignment.right);
    const passed = written === undefined ? passedStorages(program, assignment.right) : [written];
    if (passed === undefined) return undefined;
    for (const name of passed) found.add(name);
  }
  return found;
}

/** The classes with which the user's code calls the function whose parameter this is. */
function passedStorages({ ctx }: ProgramState, expression: ts.Expression): readonly string[] | undefined {
  const parameter = ts.isIdentifier(expression) ? ctx.frontend.declarationOf(expression) : undefined;
  if (parameter === undefined || !ts.isParameter(parameter) || !ts.isFunctionDeclaration(parameter.parent))
    return undefined;
  const setter = parameter.parent;
  const index = setter.parameters.indexOf(parameter);
  const found: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && calleeName(node) === setter.name?.text) {
      const argument = node.arguments[index];
      if (ctx.frontend.declarationOf(node.expression) === setter) found.push(argument && storageOf(argument));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of ctx.frontend.sourceFiles()) if (file.text.includes(setter.name?.text ?? "\0")) visit(file);
  const known = found.filter((name) => name !== undefined);
  return known.length === found.length ? known : undefined;
}

const calleeName = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** Where the derivative starts, once: what was taken for granted must be so. */
function guard(l: Lowering, declaration: ts.VariableDeclaration, expected: string): void {
  const { singles, guarded } = l.program;
  if (singles === undefined || guarded.has(declaration)) return;
  guarded.add(declaration);
  const { at } = singles;
  const name = declaration.name.getText();
  const file = declaration.getSourceFile().fileName;
  const global = `${qualifierOf(declaration) ?? ""}${name}`;
  const value = at.out.define(opaqueType, { kind: "global", name: global, file }, { name });
  const differs = hostOperation(at, `$0 !== ${expected}`, [value], booleanType, declaration, { isPure: true });
  const text = `new TypeError("${name} was ${expected} when the derivative was made: set it in the module of the function")`;
  const span = spanOf(declaration);
  const then = inBlock(at, (inner) => inner.out.push({ kind: "throw", text, args: [], span }));
  const scope = newScope(l.program.ctx.ids);
  at.out.push({ kind: "if", scope, condition: differs, then, else: [], results: [], span });
}

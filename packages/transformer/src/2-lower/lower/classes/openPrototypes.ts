import { isInstalled } from "../../../frontend/implementations.js";
import { ts } from "../../../frontend/ts.js";
import { baseOf, classNamed } from "../functions/calledWith.js";
import { storesOf } from "../functions/stores.js";
import type { ProgramState } from "../state.js";

// `patch(C.prototype, …)`, `const p = K.prototype; p[name] = …`: a helper that gets the prototype of a class may put anything in the place of its
// methods. Which classes a parameter stands for is not followed: it may be each that is handed around as a value.

/** The classes whose prototypes are out of sight, each with where. */
export function openPrototypes(program: ProgramState): ReadonlyMap<ts.Node, ts.Node> {
  if (program.openPrototypes !== undefined) return program.openPrototypes;
  const open = new Map<ts.Node, ts.Node>();
  program.openPrototypes = open;
  const handed: ts.Node[] = [];
  let unknown: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (isPrototype(node) && isLeft(program, node)) {
      const cls = classNamed(program, node.expression);
      if (cls === undefined) unknown ??= node;
      else open.set(cls, node);
    }
    const handedOn = ts.isIdentifier(node) && isHanded(node) ? classNamed(program, node) : undefined;
    if (handedOn !== undefined) handed.push(handedOn);
    ts.forEachChild(node, visit);
  };
  const files = program.ctx.frontend.sourceFiles().filter(({ fileName }) => !isInstalled(fileName));
  if (!files.some(({ text }) => text.includes(".prototype"))) return open;
  for (const file of files) visit(file);
  if (unknown !== undefined) for (const cls of handed) open.set(cls, unknown);
  // What is put in the place of a method that is inherited counts for the class that has it.
  for (const [cls, where] of open) {
    const base = baseOf(program, cls as ts.ClassLikeDeclaration);
    if (base !== undefined && !open.has(base)) open.set(base, where);
  }
  return open;
}

const isPrototype = (node: ts.Node): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && node.name.text === "prototype";

/** Whether something may be stored in it: a method is read by its name, and names are listed, without that. */
function isLeft(program: ProgramState, prototype: ts.PropertyAccessExpression): boolean {
  let at: ts.Expression = prototype;
  while (isWrapper(at.parent)) at = at.parent as ts.Expression;
  const { parent } = at;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    if (parent.expression !== at) return false;
    const isStored = storesOf(parent.parent).includes(parent);
    // A class that is named, and its method: what is stored there is found by its type.
    const isNamed = ts.isPropertyAccessExpression(parent) && classNamed(program, prototype.expression) !== undefined;
    return isStored && !(isNamed && at === prototype);
  }
  if (ts.isCallExpression(parent)) {
    const callee = parent.expression.getText();
    // `Object.setPrototypeOf(this, E.prototype)` of errors.
    if (callee === "Object.setPrototypeOf") return parent.arguments[0] === at;
    return parent.expression !== at && !reads.test(callee);
  }
  return !ts.isBinaryExpression(parent) || parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

const isWrapper = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node);

const reads =
  /^(Object\.(getOwn\w+|keys|values|entries|create|getPrototypeOf|hasOwn|is|freeze)|Reflect\.(get|has|own)\w*)$|\.(isPrototypeOf|hasOwnProperty)$/;

/** A class that is a value: not made, extended, asked for or called by its name. */
function isHanded(name: ts.Identifier): boolean {
  let at: ts.Node = name;
  while (isWrapper(at.parent)) at = at.parent;
  const { parent } = at;
  return (
    (ts.isCallExpression(parent) && parent.expression !== at) ||
    (ts.isNewExpression(parent) && parent.expression !== at) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) &&
      parent.initializer === at) ||
    (ts.isBinaryExpression(parent) &&
      parent.right === at &&
      parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword)
  );
}

/** Whether the class is handed around anywhere, so that it has other names. */
export function isHandedAround(program: ProgramState, cls: ts.ClassLikeDeclaration): boolean {
  const name = cls.name?.text ?? (ts.isVariableDeclaration(cls.parent) ? cls.parent.name.getText() : undefined);
  if (name === undefined) return true;
  let found = false;
  const visit = (node: ts.Node): void => {
    found ||= ts.isIdentifier(node) && node.text === name && isHanded(node) && classNamed(program, node) === cls;
    if (!found) ts.forEachChild(node, visit);
  };
  for (const file of program.ctx.frontend.sourceFiles()) if (file.text.includes(name)) visit(file);
  return found;
}

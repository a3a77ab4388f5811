import { isInstalled } from "../../../frontend/implementations.js";
import { ts } from "../../../frontend/ts.js";
import { isStoredInto } from "../functions/storedInto.js";
import { skipParentheses } from "../operators.js";
import { isAssignment } from "../scope.js";
import { type ClassValue, type FunctionNode, type Lowering, type ProgramState, report } from "../state.js";
import { findMember, hasModifier, memberName } from "./model.js";
import { isHandedAround, openPrototypes } from "./openPrototypes.js";

// `C.prototype.m = f` or `instance.m = f` at the top of a module: what the class says of m is not what runs.

/** Reports a call of a method that a module replaces. */
export function checkPatched(l: Lowering, method: FunctionNode): boolean {
  if (!ts.isMethodDeclaration(method) && !ts.isAccessor(method)) return false;
  if (isDecorated(l, method) || (ts.isClassLike(method.parent) && isDecorated(l, method.parent))) return true;
  const patch = patchesOf(l.program).get(method) ?? outOfSight(l.program, method);
  if (patch === undefined) return false;
  const type = ts.isClassLike(method.parent) ? (method.parent.name?.text ?? "a class") : "a class";
  report(l, "replacedMethod", patch, { name: method.name.getText(), type });
  return true;
}

/** Reports a class whose decorators, or those of its members, make something else of it. */
export const checkDecorated = (l: Lowering, cls: ts.ClassLikeDeclaration): boolean =>
  isDecorated(l, cls) || cls.members.some((member) => isDecorated(l, member));

/** Reports a field that is declared once more without a value: whether that takes the value away, the settings of the build say. */
export function checkRedeclared(l: Lowering, { node, base }: ClassValue): boolean {
  const again = node.members.find(
    (member) =>
      ts.isPropertyDeclaration(member) &&
      member.initializer === undefined &&
      ![ts.SyntaxKind.DeclareKeyword, ts.SyntaxKind.AbstractKeyword, ts.SyntaxKind.StaticKeyword].some((kind) =>
        hasModifier(member, kind),
      ) &&
      base !== undefined &&
      findMember(base, memberName(member.name) ?? "", "set")?.kind === "field",
  );
  if (again !== undefined)
    report(l, "unsupportedSyntax", again, { syntax: "a field that is declared again without a value" });
  return again !== undefined;
}

function isDecorated(l: Lowering, node: ts.Node): boolean {
  const [decorator] = (ts.canHaveDecorators(node) && ts.getDecorators(node)) || [];
  if (decorator !== undefined) report(l, "unsupportedSyntax", decorator, { syntax: "a decorator" });
  return decorator !== undefined;
}

/** Where a helper gets hold of what the method is found by. */
function outOfSight(program: ProgramState, method: ts.MethodDeclaration | ts.AccessorDeclaration): ts.Node | undefined {
  const cls = method.parent;
  if (!ts.isClassLike(cls)) return undefined;
  if (!hasModifier(method, ts.SyntaxKind.StaticKeyword)) return openPrototypes(program).get(cls);
  const symbol = cls.name && program.ctx.frontend.checkerAt(cls).getSymbolAtLocation(cls.name);
  if (symbol === undefined || !isHandedAround(program, cls)) return undefined;
  const type = program.ctx.frontend.checkerAt(cls).getTypeOfSymbol(symbol);
  return isStoredInto(program, type, undefined, method.name.getText()) ? cls.name : undefined;
}

/** The methods that the program replaces while its modules are loaded, each with where. */
function patchesOf(program: ProgramState): ReadonlyMap<ts.Node, ts.Node> {
  if (program.patches !== undefined) return program.patches;
  const patches = new Map<ts.Node, ts.Node>();
  program.patches = patches;
  for (const file of program.ctx.frontend.sourceFiles()) {
    if (isInstalled(file.fileName)) continue;
    const visit = (node: ts.Node): void => {
      for (const method of replacedBy(program, node)) patches.set(method, node);
      if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return patches;
}

/** `object.m = …` and `Object.assign(object, { m: … })`. */
function replacedBy({ ctx }: ProgramState, node: ts.Node): readonly ts.Declaration[] {
  const methodOf = (object: ts.Expression, name: string): readonly ts.Declaration[] => {
    // Behind a cast the type says nothing.
    const types = [skipParentheses(object), object].map((node) => ctx.frontend.typeOf(node));
    const member = types.map((type) => type.getProperty(name)).find((property) => property !== undefined);
    return member?.declarations?.filter((one) => ts.isClassLike(one.parent) && !ts.isPropertyDeclaration(one)) ?? [];
  };
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    const left = skipParentheses(node.left);
    if (ts.isPropertyAccessExpression(left)) return methodOf(left.expression, left.name.text);
    const key = ts.isElementAccessExpression(left) ? left.argumentExpression : undefined;
    return ts.isElementAccessExpression(left) && key !== undefined && ts.isStringLiteralLike(key)
      ? methodOf(left.expression, key.text)
      : [];
  }
  if (!ts.isCallExpression(node) || !/^Object\.(assign|defineProperty)$/.test(node.expression.getText())) return [];
  const [object, second] = node.arguments;
  if (object === undefined || second === undefined) return [];
  if (ts.isStringLiteralLike(second)) return methodOf(object, second.text);
  return ctx.frontend
    .typeOf(second)
    .getProperties()
    .flatMap(({ name }) => methodOf(object, name));
}

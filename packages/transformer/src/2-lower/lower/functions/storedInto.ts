import { checkerOf } from "../../../frontend/frontend.js";
import { ts } from "../../../frontend/ts.js";
import type { ProgramState } from "../state.js";
import { changesOf, storesOf } from "./stores.js";

// An object that is lost sight of may be changed wherever something is stored in an object that it could be.

/** What the program stores to, and the objects whose methods or the library's functions store in them. */
export interface Stores {
  readonly places: readonly (ts.PropertyAccessExpression | ts.ElementAccessExpression)[];
  readonly receivers: readonly ts.Expression[];
}

/** Whether the program stores in something that an object of this type may be, under one name or any. */
export function isStoredInto(
  program: ProgramState,
  type: ts.Type,
  own: ReadonlySet<ts.Node> | undefined,
  only?: string,
): boolean {
  const { frontend } = program.ctx;
  const checker = checkerOf(type);
  const names = new Set(checker.getPropertiesOfType(type).map(({ name }) => name));
  const isOpen = checker.getIndexInfosOfType(type).length > 0;
  const mayBeIt = (object: ts.Expression): boolean => {
    const stated = frontend.typeOf(object);
    const other = checkerOf(stated).getBaseConstraintOfType(stated) ?? stated;
    if (checkerOf(other) !== checker) return true;
    return (other.flags & ts.TypeFlags.Any) !== 0 || checker.isTypeAssignableTo(type, other);
  };
  return frontend.sourceFiles().some((file) => {
    const { places, receivers } = storesIn(program, file);
    const isIt = (node: ts.Node, object: ts.Expression): boolean => !isWithin(node, own) && mayBeIt(object);
    return (
      places.some((place) => {
        const isNamed =
          !ts.isPropertyAccessExpression(place) ||
          (only === undefined ? isOpen || names.has(place.name.text) : place.name.text === only);
        return isNamed && isIt(place, place.expression);
      }) || receivers.some((receiver) => isIt(receiver, receiver))
    );
  });
}

function isWithin(node: ts.Node, own: ReadonlySet<ts.Node> | undefined): boolean {
  return own !== undefined && ts.findAncestor(node, (around) => own.has(around)) !== undefined;
}

/** What a file stores to, found once. */
export function storesIn(program: ProgramState, file: ts.SourceFile): Stores {
  const { storesIn: found } = program;
  const known = found.get(file);
  if (known !== undefined) return known;
  const places: (ts.PropertyAccessExpression | ts.ElementAccessExpression)[] = [];
  const receivers: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) receivers.push(...changesOf(program, node), ...definedIn(node));
    else
      for (const place of storesOf(node))
        if (ts.isPropertyAccessExpression(place) || ts.isElementAccessExpression(place)) places.push(place);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const made = { places, receivers };
  found.set(file, made);
  return made;
}

/** `Object.assign(x, …)`, `Reflect.set(x, …)`; a literal is a new object. */
export function definedIn({ expression, arguments: given }: ts.CallExpression): readonly ts.Expression[] {
  const [first] = given;
  if (first === undefined || ts.isObjectLiteralExpression(first) || !ts.isPropertyAccessExpression(expression))
    return [];
  const isOfLibrary = /^(Object|Reflect)$/.test(expression.expression.getText());
  return isOfLibrary && /^(assign|define|set|delete)/.test(expression.name.text) ? [first] : [];
}

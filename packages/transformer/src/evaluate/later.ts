import { storesOf } from "../2-lower/lower/functions/stores.js";
import { isModuleLevel } from "../2-lower/lower/moduleLevel.js";
import { ts } from "../frontend/ts.js";
import type { Machine } from "./machine.js";
import { alternatives, isThing, type Thing, type Value } from "./things.js";

// What functions of packages do when they are called after the top level of their modules has run.

/** A place to which a function stores when it is called. */
interface Store {
  readonly place: ts.Expression;
  /** The object in which it stores, and the name; undefined if that is known at run time only. */
  readonly object: ts.Expression;
  readonly key: string | undefined;
  /** By a method of a container, as `push`. */
  readonly isMethod: boolean;
  readonly fn: ts.Node;
}

/** A place where a function names an object as a whole, and not only to get or set a property. */
interface Mention {
  readonly node: ts.Expression;
  readonly fn: ts.Node;
}

interface Later {
  readonly stores: readonly Store[];
  readonly mentions: readonly Mention[];
  readonly calls: readonly ts.CallExpression[];
  /** Names that functions mention which have not run yet. */
  readonly mentioned: ReadonlySet<string>;
  readonly files: number;
}

const known = new WeakMap<Machine, Later>();

export function laterOf(machine: Machine): Later {
  const before = known.get(machine);
  if (before?.files === machine.modules.size) return before;
  const stores: Store[] = [];
  const mentions: Mention[] = [];
  const calls: ts.CallExpression[] = [];
  const mentioned = new Set<string>();
  for (const file of machine.modules.keys()) {
    const visit = (node: ts.Node, fn: ts.Node | undefined): void => {
      if (fn !== undefined) {
        for (const place of placesOf(node)) stores.push({ ...partsOf(machine, place, node), place, fn });
        if (isNamed(node)) mentions.push({ node, fn });
        if (ts.isCallExpression(node)) calls.push(node);
        if (ts.isIdentifier(node) && !machine.executed.has(fn)) mentioned.add(node.text);
      }
      const inner = ts.isFunctionLike(node) && !isPartOfRun(machine, node) ? node : fn;
      ts.forEachChild(node, (child) => visit(child, inner));
    };
    visit(file, undefined);
  }
  const later = { stores, mentions, calls, mentioned, files: machine.modules.size };
  known.set(machine, later);
  return later;
}

/** `lib`, `lib.part`, `this`, where it is neither called nor the base of an access. */
function isNamed(node: ts.Node): node is ts.Expression {
  const isPath =
    node.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  if (!isPath) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return ts.isElementAccessExpression(parent) && parent.argumentExpression === node;
  const isCallee = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;
  return !isCallee && (parent as Partial<ts.NamedDeclaration>).name !== node;
}

/** A function that only runs when its module does. */
const runsOnTop = (fn: ts.Node): boolean =>
  ts.isFunctionExpression(fn) && fn.body.statements[0] !== undefined && isModuleLevel(fn.body.statements[0]);

/** Where a node stores, also by a function of the library. */
export function placesOf(node: ts.Node): readonly ts.Expression[] {
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  const defines =
    ts.isCallExpression(node) && /^Object\.(assign|define\w+|setPrototypeOf)$/.test(node.expression.getText());
  return defines && first !== undefined ? [first] : storesOf(node);
}

export function partsOf({ frontend }: Machine, place: ts.Expression, node: ts.Node): Omit<Store, "place" | "fn"> {
  const isMethod = ts.isCallExpression(node) && node.arguments[0] !== place;
  if (isMethod) return { object: place, key: undefined, isMethod };
  if (ts.isCallExpression(node)) {
    const key = node.arguments[1];
    const isOne =
      /\.defineProperty$/.test(node.expression.getText()) && key !== undefined && ts.isStringLiteralLike(key);
    return { object: place, key: isOne ? key.text : undefined, isMethod };
  }
  if (ts.isPropertyAccessExpression(place)) return { object: place.expression, key: place.name.text, isMethod };
  if (!ts.isElementAccessExpression(place)) return { object: place, key: place.getText(), isMethod };
  const { argumentExpression: index } = place;
  if (ts.isStringLiteralLike(index)) return { object: place.expression, key: index.text, isMethod };
  // No property that is asked for has a number as its name.
  const isNumber = (frontend.typeOf(index).flags & ts.TypeFlags.NumberLike) !== 0;
  return { object: place.expression, key: isNumber ? "0" : undefined, isMethod };
}

/** Whether the object of a store may be this one. */
export function mayStoreIn(machine: Machine, { object, fn }: Store, thing: Thing): boolean {
  if (object.kind === ts.SyntaxKind.ThisKeyword) return isMethodOf(machine, fn, thing);
  return valuesOf(machine, object, fn).some((value) => alternatives(value)?.includes(thing) ?? false);
}

/** All that the name at the start of an access has stood for, and what the access leads to from there. */
export function valuesOf(machine: Machine, node: ts.Expression, fn: ts.Node): readonly Value[] {
  if (ts.isParenthesizedExpression(node)) return valuesOf(machine, node.expression, fn);
  if (ts.isPropertyAccessExpression(node)) {
    const { text } = node.name;
    return valuesOf(machine, node.expression, fn).flatMap((value) => {
      const list = alternatives(value) ?? [];
      return list.filter(isThing).map((one) => (one.isGivenAway ? undefined : one.properties.get(text)?.value));
    });
  }
  if (!ts.isIdentifier(node)) return [];
  const own = /^(exports|module)$/.test(node.text) ? machine.modules.get(node.getSourceFile())?.frame : undefined;
  const variable = own?.variables.get(node.text);
  if (variable !== undefined) return [variable.value];
  const declaration = machine.frontend.declarationOf(node);
  if (declaration === undefined || functionAround(machine, declaration) === fn) return [];
  return (machine.variablesOf.get(declaration) ?? []).map(({ value }) => value);
}

/** The function with whose run a place is evaluated. */
export function functionAround(machine: Machine, node: ts.Node): ts.Node | undefined {
  let at: ts.Node | undefined = node.parent;
  while (at !== undefined && (!ts.isFunctionLike(at) || isPartOfRun(machine, at))) at = at.parent;
  return at;
}

const isPartOfRun = (machine: Machine, fn: ts.Node): boolean => runsOnTop(fn) || runsAtOnce(machine, fn);

/** `(function (name) { … })(names[i])`, `each(names, function (name) { … })`: it runs when what is around it does. */
function runsAtOnce(machine: Machine, fn: ts.Node): boolean {
  let at = fn;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (!ts.isCallExpression(parent)) return false;
  if (parent.expression === at) return true;
  return isOnlyCalled(machine, parent, parent.arguments.indexOf(at as ts.Expression), 0);
}

const iterating = /^(forEach|map|filter|some|every|reduce)$/;

/** Whether the function that a call runs only calls what it gets as this argument. */
function isOnlyCalled(machine: Machine, { expression }: ts.CallExpression, index: number, depth: number): boolean {
  if (ts.isPropertyAccessExpression(expression)) return iterating.test(expression.name.text);
  const callee = ts.isIdentifier(expression) && depth < 4 ? machine.frontend.declarationOf(expression) : undefined;
  if (callee === undefined || !ts.isFunctionDeclaration(callee) || callee.body === undefined) return false;
  const name = callee.parameters[index]?.name;
  if (name === undefined || !ts.isIdentifier(name)) return false;
  let isKept = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text) {
      const { parent } = node;
      const isCall = ts.isCallExpression(parent);
      const at = isCall ? parent.arguments.indexOf(node) : -1;
      if (!isCall || (parent.expression !== node && !isOnlyCalled(machine, parent, at, depth + 1))) isKept = true;
    }
    if (!isKept) ts.forEachChild(node, visit);
  };
  visit(callee.body);
  return !isKept;
}

/** Of the object itself, or inherited. */
export function isMethodOf(machine: Machine, fn: ts.Node, thing: Thing): boolean {
  const made = machine.made.get(fn) ?? [];
  for (let at: Thing | null = thing; at !== null; at = at.prototype)
    for (const { value } of at.properties.values()) if (made.some((one) => one === value)) return true;
  return false;
}

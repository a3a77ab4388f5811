import { usesThis } from "../2-lower/lower/functions/lambda.js";
import { storesOf } from "../2-lower/lower/functions/stores.js";
import { isModuleLevel } from "../2-lower/lower/moduleLevel.js";
import { isInstalled } from "../frontend/implementations.js";
import { ts } from "../frontend/ts.js";
import type { Machine } from "./machine.js";
import { importedValue } from "./modules.js";
import { readProperty } from "./properties.js";
import { alternatives, isThing, type Thing, type Value } from "./things.js";

// What the top level of a module has left behind may be changed later: by functions of the package when they are called, and by code
// that imports the package. A property is settled if no code of the program may store under its name in the object that has it.

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

interface Later {
  readonly stores: readonly Store[];
  /** Names that functions mention which have not run yet. */
  readonly mentioned: ReadonlySet<string>;
  readonly files: number;
}

const known = new WeakMap<Machine, Later>();

/** Whether a property stays what it is when the modules have run. */
export function isSettled(machine: Machine, thing: Thing, key: string): boolean {
  if (thing.isGivenAway) return false;
  const { stores } = laterOf(machine);
  const isContainer = thing.kind === "array" || thing.kind === "host";
  const changes = stores.filter(
    (store) => (store.key ?? key) === key && (isContainer || !store.isMethod) && mayStoreIn(machine, store, thing),
  );
  return !changes.some(({ fn }) => mayBeCalled(machine, fn, thing)) && !isChangedByUser(machine, thing, key);
}

function laterOf(machine: Machine): Later {
  const before = known.get(machine);
  if (before?.files === machine.modules.size) return before;
  const stores: Store[] = [];
  const mentioned = new Set<string>();
  for (const file of machine.modules.keys()) {
    const visit = (node: ts.Node, fn: ts.Node | undefined): void => {
      if (fn !== undefined) {
        for (const place of placesOf(node)) stores.push({ ...partsOf(machine, place, node), place, fn });
        if (ts.isIdentifier(node) && !machine.executed.has(fn)) mentioned.add(node.text);
      }
      const inner = ts.isFunctionLike(node) && !isPartOfRun(machine, node) ? node : fn;
      ts.forEachChild(node, (child) => visit(child, inner));
    };
    visit(file, undefined);
  }
  const later = { stores, mentioned, files: machine.modules.size };
  known.set(machine, later);
  return later;
}

/** A function that only runs when its module does. */
const runsOnTop = (fn: ts.Node): boolean =>
  ts.isFunctionExpression(fn) && fn.body.statements[0] !== undefined && isModuleLevel(fn.body.statements[0]);

/** Where a node stores, also by a function of the library. */
function placesOf(node: ts.Node): readonly ts.Expression[] {
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  const defines =
    ts.isCallExpression(node) && /^Object\.(assign|define\w+|setPrototypeOf)$/.test(node.expression.getText());
  return defines && first !== undefined ? [first] : storesOf(node);
}

function partsOf({ frontend }: Machine, place: ts.Expression, node: ts.Node): Omit<Store, "place" | "fn"> {
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
function mayStoreIn(machine: Machine, { object, fn }: Store, thing: Thing): boolean {
  if (object.kind === ts.SyntaxKind.ThisKeyword) return isMethodOf(machine, fn, thing);
  return valuesOf(machine, object, fn).some((value) => alternatives(value)?.includes(thing) ?? false);
}

/** All that the name at the start of an access has stood for, and what the access leads to from there. */
function valuesOf(machine: Machine, node: ts.Expression, fn: ts.Node): readonly Value[] {
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

const isMethodOf = (machine: Machine, fn: ts.Node, thing: Thing): boolean =>
  (machine.made.get(fn) ?? []).some((one) => [...thing.properties.values()].some(({ value }) => value === one));

/** Whether something that has not run yet may call a function that changes the object. */
function mayBeCalled(machine: Machine, fn: ts.Node, thing: Thing): boolean {
  const names = new Set<string>();
  const name = (fn as ts.FunctionLikeDeclaration).name;
  if (name !== undefined && ts.isIdentifier(name)) names.add(name.text);
  const { parent } = fn;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) names.add(parent.name.text);
  for (const made of machine.made.get(fn) ?? [])
    for (const [key, { value }] of thing.properties) if (value === made) names.add(key);
  if (names.size === 0) return true;
  const { mentioned } = laterOf(machine);
  const users = machine.frontend.userFiles();
  return [...names].some(
    (one) =>
      mentioned.has(one) ||
      users.some(({ text }) => new RegExp(`(?<![\\w$])${one.replaceAll("$", "\\$")}(?![\\w$])`).test(text)),
  );
}

/** Whether code of the user's may store under that name in something that has such a property, or hands the object to other packages. */
function isChangedByUser(machine: Machine, thing: Thing, key: string): boolean {
  const { frontend } = machine;
  let found = false;
  const visit = (node: ts.Node): void => {
    for (const place of placesOf(node)) {
      const { object, key: name, isMethod } = partsOf(machine, place, node);
      if (!isMethod && (name ?? key) === key && mayHave(frontend.typeOf(object), key)) found = true;
    }
    if (
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      node.arguments?.some((one) => isIt(machine, one, thing))
    )
      found = true;
    if (ts.isCallExpression(node) && changesReceiver(machine, node.expression, thing, key)) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  for (const file of frontend.userFiles()) if (importsPackages(file)) visit(file);
  return found;
}

/** `lib.mixin({ … })`: a method that stores under that name in what may be `this`. */
function changesReceiver(machine: Machine, callee: ts.Expression, thing: Thing, key: string): boolean {
  if (!ts.isPropertyAccessExpression(callee) || importedPath(machine, callee.expression) !== thing) return false;
  const fn = readProperty(machine, thing, callee.name.text);
  const node = isThing(fn) ? fn.code?.node : undefined;
  if (node === undefined) return isThing(fn) ? fn.native === undefined : true;
  if (!usesThis(node)) return false;
  return laterOf(machine).stores.some(
    (store) => (store.key ?? key) === key && !store.isMethod && (store.fn === node || isInside(store.fn, node)),
  );
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

function mayHave(type: ts.Type, key: string): boolean {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
  return type.getProperty(key) !== undefined || type.getStringIndexType() !== undefined;
}

/** `install(lib)`, `install(lib.part)`: an import as it is, or a part of one, is handed on. */
function isIt(machine: Machine, node: ts.Expression, thing: Thing): boolean {
  const value = importedPath(machine, node);
  if (value === undefined || !isThing(value)) return false;
  if (value === thing) return true;
  return value.code === undefined && [...value.properties.values()].some((one) => one.value === thing);
}

/** What an access to an imported name gives; undefined if it is none of an installed package. */
export function importedPath(machine: Machine, node: ts.Expression): Value | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const base = importedPath(machine, node.expression);
    return base === undefined || !isThing(base) ? undefined : readProperty(machine, base, node.name.text);
  }
  return ts.isIdentifier(node) ? importOf(machine, node) : undefined;
}

function importOf(machine: Machine, node: ts.Identifier): Value | undefined {
  for (const statement of node.getSourceFile().statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    const imported = nameImported(statement, node.text);
    if (imported === undefined) continue;
    const file = machine.frontend.runningFile(statement.moduleSpecifier);
    return file !== undefined && isInstalled(file.fileName)
      ? importedValue(machine, statement.moduleSpecifier, imported)
      : undefined;
  }
  return undefined;
}

function nameImported({ importClause }: ts.ImportDeclaration, local: string): string | undefined {
  const { name, namedBindings } = importClause ?? {};
  if (name?.text === local) return "default";
  if (namedBindings === undefined) return undefined;
  if (ts.isNamespaceImport(namedBindings)) return namedBindings.name.text === local ? "*" : undefined;
  const found = namedBindings.elements.find((one) => one.name.text === local);
  return found && (found.propertyName ?? found.name).text;
}

const importsPackages = (file: ts.SourceFile): boolean =>
  file.statements.some(
    (one) =>
      ts.isImportDeclaration(one) &&
      ts.isStringLiteralLike(one.moduleSpecifier) &&
      !one.moduleSpecifier.text.startsWith("."),
  );

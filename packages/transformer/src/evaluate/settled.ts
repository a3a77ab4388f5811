import { usesThis } from "../2-lower/lower/functions/lambda.js";
import { isInstalled } from "../frontend/implementations.js";
import { ts } from "../frontend/ts.js";
import { isStoredElsewhere } from "./handedOn.js";
import { laterOf, mayStoreIn, partsOf, placesOf } from "./later.js";
import type { Machine } from "./machine.js";
import { importedValue } from "./modules.js";
import { readProperty } from "./properties.js";
import { isThing, type Thing, type Value } from "./things.js";

// What the top level of a module has left behind may be changed later: by functions of the package when they are called, and by code
// that imports the package. A property is settled if no code of the program may store under its name in the object that has it.

/** Whether a property stays what it is when the modules have run. */
export function isSettled(machine: Machine, thing: Thing, key: string): boolean {
  if (thing.isGivenAway) return false;
  const { stores } = laterOf(machine);
  const isContainer = thing.kind === "array" || thing.kind === "host";
  const changes = stores.filter(
    (store) => (store.key ?? key) === key && (isContainer || !store.isMethod) && mayStoreIn(machine, store, thing),
  );
  const mayRun = (fn: ts.Node): boolean => mayBeCalled(machine, fn, thing);
  if (changes.some(({ fn }) => mayRun(fn)) || isChangedByUser(machine, thing, key)) return false;
  return !isStoredElsewhere(machine, thing, key, mayRun);
}

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

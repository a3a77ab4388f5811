import type { Frontend } from "../frontend/frontend.js";
import { isInstalled } from "../frontend/implementations.js";
import { ts } from "../frontend/ts.js";
import { makeClass, makeFunction } from "./calls.js";
import { evaluate } from "./expressions.js";
import { lookup } from "./frames.js";
import { giveAwayRegion } from "./giveAway.js";
import { makeThing, ownKeys } from "./heap.js";
import { makeLibrary } from "./library.js";
import { type Machine, type ModuleRecord, NotFollowed, Thrown } from "./machine.js";
import { readProperty } from "./properties.js";
import { hoist, runStatement } from "./statements.js";
import { type Frame, isThing, truth, unknown, type Value } from "./things.js";

export function makeMachine(frontend: Frontend): Machine {
  const machine: Machine = {
    frontend,
    library: makeLibrary(() => machine),
    modules: new Map(),
    variablesOf: new Map(),
    made: new Map(),
    executed: new Set(),
    steps: 0,
    doubt: 0,
    depth: 0,
  };
  return machine;
}

/** Runs all packages that the user's modules import, in their order: one may change what another exports. */
export function runPackages(machine: Machine): void {
  for (const user of machine.frontend.userFiles())
    for (const statement of user.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
      const file = machine.frontend.runningFile(statement.moduleSpecifier);
      if (file !== undefined && isInstalled(file.fileName)) moduleOf(machine, file);
    }
}

/** Runs the top level of a module, once, those that it imports first. */
export function moduleOf(machine: Machine, file: ts.SourceFile): ModuleRecord {
  const known = machine.modules.get(file);
  if (known !== undefined) return known;
  const { prototypes } = machine.library;
  const isCommonJS = !ts.isExternalModule(file);
  const exported = makeThing("object", { origin: file, prototype: prototypes.object });
  const module = makeThing("object", { origin: file, prototype: prototypes.object });
  module.properties.set("exports", { value: exported });
  const frame: Frame = {
    parent: undefined,
    node: file,
    variables: new Map(),
    call: { self: isCommonJS ? exported : undefined, args: [], home: undefined },
  };
  const record: ModuleRecord = { file, frame, exports: new Map(), module: isCommonJS ? module : undefined };
  machine.modules.set(file, record);
  if (isCommonJS) {
    frame.variables.set("module", { value: module, declaration: undefined });
    frame.variables.set("exports", { value: exported, declaration: undefined });
    const require = makeThing("host", {
      name: "require",
      native: (_self, [name]) => ({ kind: "unknown", path: String(name) }),
    });
    frame.variables.set("require", { value: require, declaration: undefined });
    module.properties.set("require", { value: require, isHidden: true });
  }
  hoist(machine, file, frame);
  for (const statement of file.statements)
    if (ts.isImportDeclaration(statement)) importNames(machine, statement, frame);
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) runExported(machine, statement);
    exportNames(machine, statement, record);
  }
  const { doubt, depth } = machine;
  machine.doubt = 0;
  let isOver = false;
  for (const statement of file.statements) {
    if (isOver) giveAwayRegion(statement, frame);
    else if (ts.isExportAssignment(statement)) {
      const value = evaluate(machine, statement.expression, frame);
      record.exports.set("default", () => value);
    } else {
      try {
        runStatement(machine, statement, frame);
      } catch (problem) {
        if (!(problem instanceof NotFollowed) && !(problem instanceof Thrown)) throw problem;
        giveAwayRegion(statement, frame);
        // A module that throws gives nothing; it is more likely that something was not known.
        isOver = problem instanceof Thrown;
      }
    }
  }
  machine.doubt = doubt;
  machine.depth = depth;
  return record;
}

/** `export … from "…"` runs that module, too. */
function runExported(machine: Machine, { moduleSpecifier }: ts.ExportDeclaration): void {
  if (moduleSpecifier === undefined || !ts.isStringLiteralLike(moduleSpecifier)) return;
  const file = machine.frontend.runningFile(moduleSpecifier);
  if (file !== undefined) moduleOf(machine, file);
}

function importNames(machine: Machine, { importClause, moduleSpecifier }: ts.ImportDeclaration, frame: Frame): void {
  if (!ts.isStringLiteralLike(moduleSpecifier)) return;
  const file = machine.frontend.runningFile(moduleSpecifier);
  if (file !== undefined) moduleOf(machine, file);
  const { name, namedBindings } = importClause ?? {};
  const set = (local: ts.Identifier, imported: string): void => {
    const read = (): Value => importedValue(machine, moduleSpecifier, imported);
    frame.variables.set(local.text, { value: unknown, declaration: local.parent, read });
  };
  if (name !== undefined) set(name, "default");
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) set(namedBindings.name, "*");
  else for (const one of namedBindings?.elements ?? []) set(one.name, (one.propertyName ?? one.name).text);
}

/** What an import gives: `*` is the module itself. */
export function importedValue(machine: Machine, specifier: ts.StringLiteralLike, name: string): Value {
  const file = machine.frontend.runningFile(specifier);
  return file === undefined ? unknown : exportedValue(machine, moduleOf(machine, file), name);
}

export function exportedValue(machine: Machine, record: ModuleRecord, name: string): Value {
  if (record.module !== undefined) {
    const whole = readProperty(machine, record.module, "exports");
    if (name === "*") return whole;
    if (!isThing(whole)) return name === "default" ? whole : unknown;
    if (name !== "default") return readProperty(machine, whole, name);
    // Where it says that it was an ES module, bundlers differ in what its default is.
    const isModule = truth(readProperty(machine, whole, "__esModule"));
    if (isModule === false) return whole;
    const own = readProperty(machine, whole, "default");
    return isModule === undefined ? unknown : own === undefined ? whole : own;
  }
  if (name !== "*") return (record.exports.get(name) ?? (() => reexported(machine, record, name)))();
  const namespace = makeThing("object", { origin: record.file });
  for (const [key, read] of record.exports) namespace.properties.set(key, { value: read() });
  for (const { file, names } of starsOf(machine, record)) {
    void file;
    for (const [key, value] of names())
      if (!namespace.properties.has(key) && key !== "default") namespace.properties.set(key, { value });
  }
  return namespace;
}

/** `export * from "…"`. */
function starsOf(machine: Machine, { file }: ModuleRecord) {
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) return [];
    const { moduleSpecifier } = statement;
    const target =
      moduleSpecifier === undefined || !ts.isStringLiteralLike(moduleSpecifier)
        ? undefined
        : machine.frontend.runningFile(moduleSpecifier);
    if (target === undefined) return [];
    const names = (): readonly (readonly [string, Value])[] => {
      const whole = exportedValue(machine, moduleOf(machine, target), "*");
      return isThing(whole) ? ownKeys(whole).map((key) => [key, readProperty(machine, whole, key)] as const) : [];
    };
    return [{ file: target, names }];
  });
}

function reexported(machine: Machine, record: ModuleRecord, name: string): Value {
  for (const { file } of starsOf(machine, record)) {
    const value = exportedValue(machine, moduleOf(machine, file), name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function exportNames(machine: Machine, statement: ts.Statement, { exports, frame }: ModuleRecord): void {
  const variable = (name: string) => (): Value => {
    const found = lookup(frame, name);
    return found?.read?.() ?? found?.value;
  };
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    if (exportClause === undefined) return;
    const from = moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier : undefined;
    if (ts.isNamespaceExport(exportClause)) {
      if (from !== undefined) exports.set(exportClause.name.text, () => importedValue(machine, from, "*"));
      return;
    }
    for (const { name, propertyName } of exportClause.elements) {
      const local = (propertyName ?? name).text;
      exports.set(name.text, from === undefined ? variable(local) : () => importedValue(machine, from, local));
    }
    return;
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return;
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations)
      if (ts.isIdentifier(name)) exports.set(name.text, variable(name.text));
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    if (statement.name !== undefined)
      exports.set(isDefault ? "default" : statement.name.text, variable(statement.name.text));
    else if (ts.isFunctionDeclaration(statement)) {
      const made = makeFunction(machine, statement, frame);
      exports.set("default", () => made);
    } else {
      const made = makeClass(machine, statement, frame);
      exports.set("default", () => made);
    }
  }
}

/** `require("…")`; undefined if a call is no such one. */
export function requiredModule(machine: Machine, node: ts.CallExpression, frame: Frame): Value | undefined {
  const { expression } = node;
  const [specifier] = node.arguments;
  if (!ts.isIdentifier(expression) || expression.text !== "require" || specifier === undefined) return undefined;
  if (lookup(frame, "require")?.declaration !== undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  const file = machine.frontend.runningFile(specifier);
  if (file === undefined) return { kind: "unknown", path: specifier.text };
  return exportedValue(machine, moduleOf(machine, file), "*");
}

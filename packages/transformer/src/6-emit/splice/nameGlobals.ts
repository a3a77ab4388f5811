import type { Reporter } from "../../diagnostics/report.js";
import { exportedData } from "../../frontend/compiledModules.js";
import { applyEdits } from "../../frontend/edits.js";
import { type Rewritten, spanOf } from "../../frontend/frontend.js";
import { privateSlot, privateStaticEdits, privateStatics } from "../../frontend/privateStatics.js";
import type { ProjectFrontend } from "../../frontend/project.js";
import { ts } from "../../frontend/ts.js";
import type { Made } from "../../generate.js";
import type { Global, ModuleVariable } from "../../ir/types.js";
import { copyConstant } from "./copyConstant.js";
import {
  accessGlobal,
  assignedGlobals,
  globalKey,
  globalsOf,
  privateSlotsOf,
  rootOf,
  specifierFor,
} from "./globals.js";
import type { NeededImport } from "./imports.js";
import { takeName } from "./names.js";

/** A binding that another module keeps to itself, and the exports by which generated code uses it. */
export interface Exposed {
  readonly file: string;
  readonly name: string;
  readonly isAssigned: boolean;
  /** Does it export by `module.exports`? */
  readonly isCommonJS: boolean;
  /** The accessors that it needs, if it is a class with #private static fields. */
  readonly slots?: readonly string[];
}

/** How generated code names what modules declare. */
export interface Bindings {
  readonly names: Map<string, string>;
  /** Functions that assign variables of other modules. */
  readonly setters: Map<string, string>;
  readonly imports: NeededImport[];
  readonly constants: string[];
  readonly exposed: Exposed[];
  readonly taken: Set<string>;
}

interface Surroundings {
  readonly file: ts.SourceFile;
  readonly frontend: ProjectFrontend;
  readonly reporter: Reporter;
  readonly mayExpose: (file: string) => boolean;
}

/** Under which a module exports what it keeps to itself otherwise. */
export const exposedName = (name: string): string => `cotangent$${name}`;
export const exposedSetter = (name: string): string => `cotangent$set$${name}`;

/** A module with what generated code elsewhere needs so that it uses its bindings, and not copies of them. */
export function expose(text: string, fileName: string, exposed: readonly Exposed[]): string {
  const slots = new Set(exposed.flatMap((one) => one.slots ?? []));
  const bindings = exposed.filter((one) => one.slots === undefined);
  const exports = new Set(bindings.map((one) => (one.isCommonJS ? defineExport(one) : writeExport(one))));
  const file = slots.size === 0 ? undefined : ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true);
  const edited = file === undefined ? text : applyEdits(text, privateStaticEdits(file, slots)).text;
  return [edited, ...exports].join("\n");
}

const writeExport = ({ name, isAssigned }: Exposed): string =>
  isAssigned
    ? `export function ${exposedSetter(name)}(value) { ${name} = value; }`
    : `export { ${name} as ${exposedName(name)} };`;

/** Hidden from who lists what the module exports. */
const defineExport = ({ name, isAssigned }: Exposed): string =>
  isAssigned
    ? `Object.defineProperty(module.exports, "${exposedSetter(name)}", { value: (value) => { ${name} = value; } });`
    : `Object.defineProperty(module.exports, "${exposedName(name)}", { get: () => ${readAs(name)} });`;

/** What a module only has as a property of its exports has another name where it is read; see compiledModules. */
const readAs = (name: string): string => {
  const property = exportedData(name);
  return property === undefined ? name : `module.exports.${property}`;
};

/** Finds a name in the module for each binding that a derivative uses; false if there is none for one of them. */
export function nameGlobals({ planned, derivative }: Made, bindings: Bindings, around: Surroundings): boolean {
  const functions = [derivative.main, ...derivative.helpers];
  const assigned = assignedGlobals(functions);
  const slots = privateSlotsOf(functions);
  const span = spanOf(planned.calls[0] ?? planned.declaration.name ?? planned.declaration);
  let complete = true;
  for (const global of globalsOf(functions)) {
    const isAssigned = assigned.has(globalKey(global));
    const problem =
      nameGlobal(global, isAssigned, bindings, around) ??
      (isAssigned ? nameSetter(global, bindings, around) : undefined);
    const file = global.file.slice(global.file.lastIndexOf("/") + 1);
    const report = (found: "globalNotExported" | "globalAssignedElsewhere", name: string): void => {
      around.reporter.report(found, span, { name, file });
      complete = false;
    };
    if (problem !== undefined) report(problem, global.name);
    else if (!nameStatics(global, slots, bindings, around))
      report("globalNotExported", `what ${global.name} keeps #private`);
  }
  return complete;
}

/** What a class of another module keeps #private, and the derivative reads or writes. False if it cannot be given accessors. */
function nameStatics(global: Global, slots: ReadonlySet<string>, bindings: Bindings, around: Surroundings): boolean {
  const home = global.file === around.file.fileName ? undefined : around.frontend.sourceFile(global.file);
  const declared = home?.statements.find(isClassNamed(rootOf(global).root));
  if (slots.size === 0 || home === undefined || declared === undefined) return true;
  const used = privateStatics(declared).flatMap(({ text }) =>
    slots.has(privateSlot(text)) ? [privateSlot(text)] : [],
  );
  if (used.length > 0 && !isExposable(home, around)) return false;
  if (used.length > 0) bindings.exposed.push({ ...exposedOf(global, home, false), slots: used });
  return true;
}

const isClassNamed =
  (name: string) =>
  (node: ts.Statement): node is ts.ClassDeclaration =>
    ts.isClassDeclaration(node) && node.name?.text === name;

type Problem = "globalNotExported" | "globalAssignedElsewhere" | undefined;

function nameGlobal(global: Global, isAssigned: boolean, bindings: Bindings, around: Surroundings): Problem {
  const key = globalKey(global);
  if (bindings.names.has(key)) return undefined;
  const access = accessGlobal(global, around.file, around.frontend);
  if (access?.kind === "local") {
    bindings.names.set(key, access.name);
    return undefined;
  }
  const { root, path } = rootOf(global);
  const alias = takeName(root, bindings.taken);
  if (access !== undefined) {
    const { exported, from, member } = access;
    const local = member === undefined ? alias : takeName(exported, bindings.taken);
    bindings.names.set(key, member === undefined ? local : `${local}.${member}`);
    bindings.imports.push({ name: exported, alias: local, from });
    return undefined;
  }
  const copy = isAssigned ? undefined : copyConstant(global, around.frontend);
  if (copy !== undefined) {
    bindings.names.set(key, alias);
    bindings.constants.push(`const ${alias} = ${copy};`);
    return undefined;
  }
  const home = around.frontend.sourceFile(global.file);
  if (home === undefined || !isExposable(home, around)) return "globalNotExported";
  bindings.names.set(key, `${alias}${path}`);
  bindings.imports.push({
    name: exposedName(root),
    alias,
    from: specifierFor(home, around.file, around.frontend),
  });
  bindings.exposed.push(exposedOf({ ...global, name: root }, home, false));
  return undefined;
}

/** An import cannot be assigned: the module that declares the variable does it. */
function nameSetter(global: Global, bindings: Bindings, around: Surroundings): Problem {
  const key = globalKey(global);
  // What a namespace exports is a property.
  if (global.file === around.file.fileName || bindings.setters.has(key) || rootOf(global).path !== "") return undefined;
  const home = around.frontend.sourceFile(global.file);
  if (home === undefined || !isExposable(home, around)) return "globalAssignedElsewhere";
  const alias = takeName(`set_${global.name}`, bindings.taken);
  bindings.setters.set(key, alias);
  bindings.imports.push({
    name: exposedSetter(global.name),
    alias,
    from: specifierFor(home, around.file, around.frontend),
  });
  bindings.exposed.push(exposedOf(global, home, true));
  return undefined;
}

const isExposable = (home: Rewritten, { mayExpose }: Surroundings): boolean =>
  home.isUnwrapped !== true && mayExpose(home.fileName);

const exposedOf = ({ file, name }: ModuleVariable, home: ts.SourceFile, isAssigned: boolean): Exposed => ({
  file,
  name,
  isAssigned,
  isCommonJS: !ts.isExternalModule(home),
});

import { analyzeAliases } from "../3-analyze/aliases.js";
import { atomType } from "../ir/build.js";
import type { Atom, Call, FunctionRef, IRFunction, ModuleVariable, ScheduledFunction } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import { dropRepeats } from "./dropRepeats.js";
import { foldExpressions } from "./foldExpressions.js";
import { applyIdioms } from "./idioms.js";
import { leaveSSA, type Module } from "./leaveSSA.js";
import { assignNames } from "./names.js";
import { ownForm } from "./ownParameters.js";
import { takeName } from "./splice/names.js";
import type { WrittenType } from "./splice/writtenTypes.js";
import { printTree, type TextMapping } from "./statements.js";
import type { Variable } from "./tree.js";
import { findTwins, type Twins } from "./twins.js";
import { propertyName, TypeWriter } from "./types.js";

export interface EmitFunction {
  readonly fn: ScheduledFunction;
  /** Unique in the module. */
  readonly name: string;
  readonly exported: boolean;
  /** Only other functions call it. */
  readonly isHelper?: boolean;
  /** TypeScript text, if known; else it is written from the types of the IR. */
  readonly parameterTypes?: readonly (WrittenType | undefined)[];
  readonly resultType?: string;
}

export interface EmitOptions {
  /** Names of the user's module: what is declared beside the functions takes none of them. */
  readonly reserved: ReadonlySet<string>;
  /** Functions that are not emitted: they say what else calls those that are. */
  readonly callers?: readonly IRFunction[];
  readonly calleeName: (ref: FunctionRef) => string;
  readonly globalName: (global: ModuleVariable) => string;
  readonly globalSetter?: (global: ModuleVariable) => string | undefined;
  /** Helpers that are not emitted, by their id, and the one with the same text that is called in their place. */
  readonly twins?: Twins;
}

export interface EmittedText {
  readonly code: string;
  readonly mappings: readonly TextMapping[];
  /** Helpers of the runtime that the code calls. */
  readonly imports: readonly { readonly name: string; readonly alias: string; readonly from: string }[];
}

export interface PrintedFunction {
  readonly lines: readonly string[];
  readonly mappings: readonly TextMapping[];
}

const runtime = "cotangent/internal";

/** Prints scheduled functions as TypeScript, helpers with the same text once. */
export function emit(functions: readonly EmitFunction[], options: EmitOptions): EmittedText {
  const { printed, ...text } = printModule(functions, options);
  const found = findTwins(functions, printed);
  if (found.size === 0) return text;
  // What calls them has the same text now, too.
  const twins = new Map([...(options.twins ?? []), ...found]);
  return emit(
    functions.filter(({ fn }) => !twins.has(fn.ref.id)),
    { ...options, callers: [...(options.callers ?? []), ...[...found.values()].map(({ fn }) => fn)], twins },
  );
}

type Printed = EmittedText & { readonly printed: readonly PrintedFunction[] };

function printModule(functions: readonly EmitFunction[], options: EmitOptions): Printed {
  const helpers = new Map<string, string>();
  const moduleNames = new Set([...options.reserved, ...functions.map(({ name }) => name)]);
  const types = new TypeWriter((hint) => {
    let name = hint;
    for (let number = 2; moduleNames.has(name); number++) name = `${hint}${number}`;
    moduleNames.add(name);
    return name;
  });
  const keys = new Map(functions.map(({ fn }) => [fn.ref.id, resultKeys(fn)]));
  const emitted = (ref: FunctionRef): FunctionRef => {
    const twin = options.twins?.get(ref.id);
    return twin === undefined ? ref : emitted(twin.inPlace);
  };
  const module: Module = {
    ...options,
    calleeName: (ref) => options.calleeName(emitted(ref)),
    types,
    aliases: analyzeAliases([...functions.map(({ fn }) => fn), ...(options.callers ?? [])]),
    helper: (name) => {
      const alias = helpers.get(name) ?? takeName(name, moduleNames);
      helpers.set(name, alias);
      return alias;
    },
    resultKeys: (call: Call) => {
      const known = keys.get(emitted(call.callee).id);
      if (known === undefined) throw new Error(`emit: ${call.callee.name} has several results and is not emitted`);
      return known;
    },
  };

  const printed = functions.map((one) => printFunction(one, module, keys.get(one.fn.ref.id) ?? []));
  const interfaces = types.declarations();
  const lines: string[] = interfaces.flatMap((text) => [...text.split("\n"), ""]);
  const mappings: TextMapping[] = [];
  printed.forEach((one, i) => {
    if (i > 0) lines.push("");
    mappings.push(...one.mappings.map((mapping) => ({ ...mapping, line: mapping.line + lines.length })));
    lines.push(...one.lines);
  });
  return {
    code: lines.map((line) => `${line}\n`).join(""),
    mappings,
    imports: [...helpers].map(([name, alias]) => ({ name, alias, from: runtime })),
    printed,
  };
}

function printFunction(
  { fn, name, exported, parameterTypes = [], resultType }: EmitFunction,
  module: Module,
  keys: readonly string[],
): PrintedFunction {
  const called = new Set<string>();
  const helper = (wanted: string): string => {
    const alias = module.helper(wanted);
    called.add(alias);
    return alias;
  };
  const left = leaveSSA(fn, { ...module, helper }, keys);
  const tree = applyIdioms(dropRepeats(foldExpressions(left.tree)));
  const referred = new Set([name, ...called, ...referredNames(fn, module)]);
  const names = assignNames(left.params, tree, referred);
  const nameOf = (variable: Variable): string => {
    const found = names.get(variable);
    if (found === undefined) throw new Error(`emit ${fn.ref.name}: a variable (${variable.hint}) is not declared`);
    return found;
  };
  const { types } = module;
  const params = left.params.map(
    (parameter, i) => `${nameOf(parameter)}: ${parameterTypes[i]?.text ?? types.write(parameter.type)}`,
  );
  const result = resultType ?? typeOfResults(fn, keys, types);
  const own = new Map<Variable, string>();
  const taken = new Set([...names.values(), ...referred]);
  const again = left.params.flatMap((parameter, i) => {
    const form = ownForm(fn, fn.params[i], parameterTypes[i]);
    if (form === undefined) return [];
    const given = nameOf(parameter);
    const fresh = takeName(given, taken);
    own.set(parameter, fresh);
    const type = types.write(parameter.type);
    return [`  const ${fresh}${form === "cast" ? ` = ${given} as unknown as ${type}` : `: ${type} = ${given}`};`];
  });
  const body = printTree(tree, 1, {
    nameOf: (variable) => own.get(variable) ?? nameOf(variable),
    typeOf: (variable) => types.write(variable.type),
  });
  const head = [...headOf(`${exported ? "export " : ""}function ${name}`, params, result), ...again];
  const mapped = fn.span === undefined ? [] : [{ line: 0, column: 0, span: fn.span }];
  return {
    lines: [...head, ...body.lines, "}"],
    mappings: [...mapped, ...body.mappings.map((mapping) => ({ ...mapping, line: mapping.line + head.length }))],
  };
}

const headWidth = 100;

/** `function f(a: A, b: B): R {`, with a line for each parameter if it is long. */
export function headOf(start: string, params: readonly string[], result: string | undefined): readonly string[] {
  const end = result === undefined ? ") {" : `): ${result} {`;
  const line = `${start}(${params.join(", ")}${end}`;
  if (line.length <= headWidth || params.length === 0) return [line];
  return [`${start}(`, ...params.map((param) => `  ${param},`), end];
}

/** The names that the text of a function refers to outside of it; no variable may hide them. */
function referredNames(fn: IRFunction, module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  const addAll = (text: string): void => {
    for (const [name] of withoutStrings(text).matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) names.add(name);
  };
  const constants = (atoms: readonly Atom[]): void => {
    for (const atom of atoms) {
      if (atom.kind !== "constant" || atom.text === undefined) continue;
      addAll(atom.global === undefined ? atom.text : module.globalName(atom.global));
    }
  };
  visit(fn.body, (statement) => {
    constants(uses(statement));
    if (statement.kind === "call") addAll(module.calleeName(statement.callee));
    if (statement.kind === "throw") addAll(statement.text);
    if (statement.kind !== "let") return;
    if (statement.operation.kind === "opaque") addAll(statement.operation.text);
    if (statement.operation.kind === "global") addAll(module.globalName(statement.operation));
  });
  constants(fn.results);
  return names;
}

/** Words in a message are no names. A template may have names in it, and quotes that are no strings. */
const withoutStrings = (text: string): string =>
  text.includes("`") ? text : text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");

/** The names under which several results are returned. */
function resultKeys(fn: IRFunction): readonly string[] {
  const taken = new Set<string>();
  return fn.results.map((atom, i) => {
    const hint = (atom.kind === "value" ? atom.name : undefined) ?? `result${i}`;
    let key = hint;
    for (let number = 2; taken.has(key); number++) key = `${hint}${number}`;
    taken.add(key);
    return key;
  });
}

function typeOfResults(fn: IRFunction, keys: readonly string[], types: TypeWriter): string {
  const written = fn.results.map((atom) => types.write(atomType(atom)));
  if (written.length <= 1) return written[0] ?? "void";
  return `{ ${written.map((type, i) => `${propertyName(keys[i] ?? `result${i}`)}: ${type}`).join("; ")} }`;
}

import type { PlannedDerivative } from "./1-discover/discover.js";
import { type EmitFunction, emit } from "./6-emit/emit.js";
import { globalKey, privateSlotsOf } from "./6-emit/splice/globals.js";
import type { NeededImport } from "./6-emit/splice/imports.js";
import { type Bindings, type Exposed, nameGlobals } from "./6-emit/splice/nameGlobals.js";
import { derivativeName, identifiersOf, takeName } from "./6-emit/splice/names.js";
import { shadowedBuiltins } from "./6-emit/splice/shadowedBuiltins.js";
import { writtenTypes } from "./6-emit/splice/writtenTypes.js";
import type { Mapping } from "./6-emit/splice.js";
import { printHvp, printInto, printJvp, printVjp } from "./6-emit/wrappers.js";
import type { Reporter } from "./diagnostics/report.js";
import type { Edit } from "./frontend/edits.js";
import { spanOf } from "./frontend/frontend.js";
import { privateStaticEdits } from "./frontend/privateStatics.js";
import type { ProjectFrontend } from "./frontend/project.js";
import type { ts } from "./frontend/ts.js";
import { isReference } from "./ir/build.js";
import type { FunctionRef } from "./ir/types.js";
import type { Derivative } from "./pipeline/derivative.js";

/** A planned derivative with the functions that compute it. */
export interface Made {
  readonly planned: PlannedDerivative;
  readonly derivative: Derivative;
}

export interface Generated {
  readonly code: string;
  readonly mappings: readonly Mapping[];
  readonly imports: readonly NeededImport[];
  /** What the user's own classes have to give. */
  readonly edits: readonly Edit[];
  /** Declarations to be put before the user's code. */
  readonly constants: readonly string[];
  /** What other modules have to export. */
  readonly exposed: readonly Exposed[];
  /** What takes the place of the marker calls of each derivative. */
  readonly names: ReadonlyMap<PlannedDerivative, string>;
}

export interface GenerateOptions {
  /** Export the generated functions. A module's own exports are left alone otherwise. */
  readonly exported?: boolean;
  /** Whether a module will be given the exports that the generated code needs of it. */
  readonly mayExpose?: ((file: string) => boolean) | undefined;
}

/** The text of derivatives, named so that it fits into the module, and what it needs to be imported. */
export function generate(
  made: readonly Made[],
  file: ts.SourceFile,
  frontend: ProjectFrontend,
  reporter: Reporter,
  { exported = false, mayExpose = () => false }: GenerateOptions = {},
): Generated {
  const taken = identifiersOf(file);
  const userNames = new Set(taken);
  const imports: NeededImport[] = [];
  const bindings: Bindings = { names: new Map(), setters: new Map(), imports, constants: [], exposed: [], taken };
  const surroundings = { file, frontend, reporter, mayExpose };
  const possible = made.filter((one) => nameGlobals(one, bindings, surroundings));

  const names = new Map<PlannedDerivative, string>();
  const functionNames = new Map<number, string>();
  const functions: EmitFunction[] = [];
  const wrappers: string[] = [];
  for (const { planned, derivative } of possible) {
    const name = takeName(derivativeName(planned), taken);
    names.set(planned, name);
    const isJvp = planned.marker === "jvp";
    const isInto = planned.choices.into === true;
    const half = innerNameOf(planned, derivative);
    const mainName = half === undefined ? name : takeName(`${planned.name}_${half}`, taken);
    functionNames.set(derivative.main.ref.id, mainName);
    const own = isInto ? derivative.main.params.slice(1) : derivative.main.params;
    const ownTypes = writtenTypes(planned.declaration, file, own, frontend);
    const parameterTypes = isInto ? [undefined, ...ownTypes] : ownTypes;
    functions.push({ fn: derivative.main, name: mainName, exported, parameterTypes });
    const { pullback } = derivative;
    if (pullback !== undefined) {
      const pullbackName = takeName(`${planned.name}_pullback`, taken);
      functionNames.set(pullback.ref.id, pullbackName);
      functions.push({ fn: pullback, name: pullbackName, exported: false });
      const check = takeName("checkCotangent", taken);
      imports.push({ name: "checkCotangent", alias: check, from: "cotangent/internal" });
      const isStructure = pullback.params.at(-1)?.type.kind !== "number";
      const seedLike = isStructure ? takeName("seedLike", taken) : undefined;
      if (seedLike !== undefined) imports.push({ name: "seedLike", alias: seedLike, from: "cotangent/internal" });
      wrappers.push(
        printVjp({ name, mainName, pullbackName, check, seedLike }, planned, derivative, {
          parameterTypes,
          typeAt: (index) => parameterType(mainName, index, userNames),
          cotangentType: parameterType(pullbackName, 1, userNames),
          exported,
        }),
      );
    }
    for (const helper of derivative.helpers) {
      const helperName = functionNames.get(helper.ref.id) ?? takeName(helper.ref.name, taken);
      if (!functionNames.has(helper.ref.id))
        functions.push({ fn: helper, name: helperName, exported: false, isHelper: true });
      functionNames.set(helper.ref.id, helperName);
    }
    const typeAt = (index: number): string => parameterType(mainName, index, userNames);
    if (isInto) {
      const check = takeName("checkInto", taken);
      imports.push({ name: "checkInto", alias: check, from: "cotangent/internal" });
      wrappers.push(printInto({ name, mainName, check }, planned, derivative, { parameterTypes, typeAt, exported }));
    }
    if (planned.marker === "hvp") {
      const [along] = derivative.main.params;
      const check = along !== undefined && isReference(along.type) ? takeName("checkTangent", taken) : undefined;
      if (check !== undefined) imports.push({ name: "checkTangent", alias: check, from: "cotangent/internal" });
      wrappers.push(printHvp({ name, mainName, check }, planned, derivative, { parameterTypes, typeAt, exported }));
    }
    if (isJvp) {
      const takesStructure = derivative.main.params.some(({ type }) => isReference(type));
      const check = takesStructure ? takeName("checkTangent", taken) : undefined;
      if (check !== undefined) imports.push({ name: "checkTangent", alias: check, from: "cotangent/internal" });
      wrappers.push(printJvp({ name, mainName, check }, planned, derivative, { parameterTypes, typeAt, exported }));
    }
  }
  if (functions.length === 0) return nothing;

  const text = emit(functions, {
    callers: possible.flatMap(({ derivative }) => derivative.driver ?? []),
    reserved: new Set([...userNames, ...taken]),
    calleeName: (ref: FunctionRef) => functionNames.get(ref.id) ?? notEmitted(ref),
    globalName: (global) => bindings.names.get(globalKey(global)) ?? global.name,
    globalSetter: (global) => bindings.setters.get(globalKey(global)),
  });
  for (const { alias } of text.imports) taken.add(alias);
  imports.push(...text.imports);
  const end = text.code.endsWith("\n") ? "" : "\n";
  const code = text.code + end + wrappers.map((wrapper) => `\n${wrapper}`).join("");
  const shadowed = shadowedBuiltins(file, code);
  for (const name of shadowed) reporter.report("builtinShadowed", spanOf(name), { name: name.text });
  const slots = privateSlotsOf(possible.flatMap(({ derivative }) => [derivative.main, ...derivative.helpers]));
  const edits = privateStaticEdits(file, slots);
  return shadowed.length > 0 ? nothing : { ...bindings, code, mappings: text.mappings, names, edits };
}

/** The emitted function has another name where it is not what the user calls. */
function innerNameOf(planned: PlannedDerivative, { pullback }: Derivative): string | undefined {
  if (planned.marker === "jvp") return "pushforward";
  if (planned.marker === "hvp") return "product";
  if (planned.choices.into) return "gradient";
  return pullback === undefined ? undefined : "forward";
}

/** Only what is emitted is called: a function of the user with that name may be another one. */
function notEmitted({ name }: FunctionRef): never {
  throw new Error(`${name} is called and is not emitted`);
}

const nothing: Generated = {
  code: "",
  mappings: [],
  imports: [],
  constants: [],
  exposed: [],
  names: new Map(),
  edits: [],
};

/** The type of a parameter of an emitted function, in a module that may have a `Parameters` of its own. */
const parameterType = (name: string, index: number, userNames: ReadonlySet<string>): string =>
  userNames.has("Parameters")
    ? `typeof ${name} extends (...args: infer A) => unknown ? A[${index}] : never`
    : `Parameters<typeof ${name}>[${index}]`;

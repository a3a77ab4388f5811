import { parametersOf } from "./1-discover/checkParameters.js";
import { callerPosition, innerDirections, valuesCaptured } from "./1-discover/directions.js";
import type { PlannedDerivative } from "./1-discover/discover.js";
import { type EmitFunction, emit, headOf } from "./6-emit/emit.js";
import { globalKey } from "./6-emit/splice/globals.js";
import type { NeededImport } from "./6-emit/splice/imports.js";
import { type Bindings, type Exposed, nameGlobals } from "./6-emit/splice/nameGlobals.js";
import { derivativeName, identifiersOf, takeName } from "./6-emit/splice/names.js";
import { renameIdentifiers } from "./6-emit/splice/renameIdentifiers.js";
import { shadowedBuiltins } from "./6-emit/splice/shadowedBuiltins.js";
import { type WrittenType, writtenTypes } from "./6-emit/splice/writtenTypes.js";
import type { Mapping } from "./6-emit/splice.js";
import type { Reporter } from "./diagnostics/report.js";
import { spanOf } from "./frontend/frontend.js";
import type { ProjectFrontend } from "./frontend/project.js";
import { ts } from "./frontend/ts.js";
import { isReference } from "./ir/build.js";
import type { FunctionRef, Type } from "./ir/types.js";
import type { Derivative } from "./pipeline.js";

/** A planned derivative with the functions that compute it. */
export interface Made {
  readonly planned: PlannedDerivative;
  readonly derivative: Derivative;
}

export interface Generated {
  readonly code: string;
  readonly mappings: readonly Mapping[];
  readonly imports: readonly NeededImport[];
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
  readonly mayExpose?: (file: string) => boolean;
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
    const half = isJvp
      ? "pushforward"
      : isInto
        ? "gradient"
        : derivative.pullback === undefined
          ? undefined
          : "forward";
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
      wrappers.push(
        printVjp({ name, mainName, pullbackName, check }, planned, derivative, {
          parameterTypes,
          typeAt: (index) => parameterType(mainName, index, userNames),
          cotangentType: parameterType(pullbackName, 1, userNames),
          exported,
        }),
      );
    }
    for (const helper of derivative.helpers) {
      const helperName = functionNames.get(helper.ref.id) ?? takeName(helper.ref.name, taken);
      if (!functionNames.has(helper.ref.id)) functions.push({ fn: helper, name: helperName, exported: false });
      functionNames.set(helper.ref.id, helperName);
    }
    const typeAt = (index: number): string => parameterType(mainName, index, userNames);
    if (isInto) {
      const check = takeName("checkInto", taken);
      imports.push({ name: "checkInto", alias: check, from: "cotangent/internal" });
      wrappers.push(printInto({ name, mainName, check }, planned, derivative, { parameterTypes, typeAt, exported }));
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
  const helpers = text.imports.map(({ name, from }) => ({ name, alias: takeName(name, taken), from }));
  imports.push(...helpers);
  const end = text.code.endsWith("\n") ? "" : "\n";
  const renamed = new Map(helpers.flatMap(({ name, alias }) => (name === alias ? [] : [[name, alias] as const])));
  const helped = renamed.size === 0 ? text.code : renameIdentifiers(text.code, renamed);
  const code = helped + end + wrappers.map((wrapper) => `\n${wrapper}`).join("");
  const shadowed = shadowedBuiltins(file, code);
  for (const name of shadowed) reporter.report("builtinShadowed", spanOf(name), { name: name.text });
  return shadowed.length > 0 ? nothing : { ...bindings, code, mappings: text.mappings, names };
}

/** Only what is emitted is called: a function of the user with that name may be another one. */
function notEmitted({ name }: FunctionRef): never {
  throw new Error(`${name} is called and is not emitted`);
}

const nothing: Generated = { code: "", mappings: [], imports: [], constants: [], exposed: [], names: new Map() };

/** The type of a parameter of an emitted function, in a module that may have a `Parameters` of its own. */
const parameterType = (name: string, index: number, userNames: ReadonlySet<string>): string =>
  userNames.has("Parameters")
    ? `typeof ${name} extends (...args: infer A) => unknown ? A[${index}] : never`
    : `Parameters<typeof ${name}>[${index}]`;

interface JvpNames {
  readonly name: string;
  readonly mainName: string;
  /** What checks the structure of tangents, if there is one to check. */
  readonly check: string | undefined;
}

interface JvpText {
  readonly parameterTypes: readonly (WrittenType | undefined)[];
  /** The type of a parameter of the main function. */
  readonly typeAt: (index: number) => string;
  readonly exported: boolean;
}

/** `jvp(f)` takes a tuple of arguments and one of tangents. */
function printJvp(
  { name, mainName, check }: JvpNames,
  planned: PlannedDerivative,
  { main }: Derivative,
  { parameterTypes, typeAt: statedAt, exported }: JvpText,
): string {
  const own = parametersOf(planned.declaration);
  const captures = valuesCaptured(planned);
  const wrt = typeof planned.wrt === "number" ? [planned.wrt] : planned.wrt;
  const typeAt = (index: number): string => printType(main.params[index]?.type) ?? statedAt(index);
  // Tangents come behind all that is taken: what f takes, what it captures, and directions.
  const taken = [...own.keys(), ...innerDirections(planned)];
  const argumentTypes = taken.map(
    (index) => (index < own.length ? parameterTypes[index]?.text : undefined) ?? typeAt(index),
  );
  const tangentTypes = taken.map((index) =>
    wrt.includes(index) ? typeAt(main.params.length - wrt.length + wrt.indexOf(index)) : "unknown",
  );
  const captured = captures.map((one) => (one === "this" ? "self" : one));
  const given = (index: number): string => String(callerPosition(planned, index));
  const directions = innerDirections(planned);
  const passed = [
    ...own.map((_, index) => `args[${index}]`),
    ...captured,
    ...directions.map((index) => `args[${given(index)}]`),
    ...wrt.map((index) => `tangents[${given(index)}]`),
  ];
  return [
    ...headOf(
      `${exported ? "export " : ""}function ${name}`,
      [
        `args: readonly [${argumentTypes.join(", ")}]`,
        `tangents: readonly [${tangentTypes.join(", ")}]`,
        ...captured.map((one, i) => `${one}: ${typeAt(own.length + i)}`),
      ],
      undefined,
    ),
    ...wrt.flatMap((index, i) => checked(main.params[main.params.length - wrt.length + i]?.type, index)),
    `  return ${mainName}(${passed.join(", ")});`,
    "}",
    "",
  ].join("\n");

  /** A tangent of another structure would give numbers that mean nothing. */
  function checked(type: Type | undefined, index: number): readonly string[] {
    const at = given(index);
    const parameter = own[index]?.name;
    const label = parameter !== undefined && ts.isIdentifier(parameter) ? parameter.text : `tangents[${at}]`;
    if (type?.kind === "number") {
      const message = JSON.stringify(`the tangent of ${planned.name} has no number at ${label}`);
      const isOptional = own[index]?.initializer !== undefined || own[index]?.questionToken !== undefined;
      // What may be null, too, has a tangent only where it is a number.
      const mayBeOther = own[index]?.type !== undefined && ts.isUnionTypeNode(own[index].type);
      const isGiven = mayBeOther
        ? `typeof args[${at}] === "number" && `
        : isOptional
          ? `args[${at}] !== undefined && `
          : "";
      return [`  if (${isGiven}typeof tangents[${at}] !== "number") throw new TypeError(${message});`];
    }
    const passed = [JSON.stringify(planned.name), `tangents[${at}]`, `args[${at}]`, JSON.stringify(label)];
    return check === undefined ? [] : [`  ${check}(${passed.join(", ")});`];
  }
}

/** The gradient goes into what is given, if that has its shape. */
function printInto(
  { name, mainName, check }: Omit<VjpNames, "pullbackName">,
  planned: PlannedDerivative,
  { main }: Derivative,
  { parameterTypes, typeAt, exported }: JvpText,
): string {
  const [into = "into", ...own] = ["into", ...parameterNames(planned, main.params.slice(1), new Set(["into"]))];
  const params = parameterTexts(planned, own, (i) => parameterTypes[i + 1]?.text ?? typeAt(i + 1));
  const { wrt } = planned;
  const isNumber = (i: number): boolean => printType(main.params[i + 1]?.type) !== undefined;
  const parts = typeof wrt === "number" ? [] : wrt.flatMap((at, i) => (isNumber(at) ? [] : [`${into}[${i}]`]));
  const others = [...own.filter((_, i) => !isNumber(i)), ...parts];
  const checked = (part: string, i: number): readonly string[] =>
    isNumber(i)
      ? []
      : [
          `  ${check}(${[JSON.stringify(planned.name), part, own[i], ...others.filter((one) => one !== own[i] && one !== part)].join(", ")});`,
        ];
  const checks = typeof wrt === "number" ? checked(into, wrt) : wrt.flatMap((at, i) => checked(`${into}[${i}]`, at));
  return [
    ...headOf(`${exported ? "export " : ""}function ${name}`, [`${into}: ${typeAt(0)}`, ...params], undefined),
    ...checks,
    `  return ${mainName}(${[into, ...own].join(", ")});`,
    "}",
    "",
  ].join("\n");
}

/** The user's names of parameters, with those of what is captured after them. */
function parameterNames(planned: PlannedDerivative, params: readonly unknown[], taken: ReadonlySet<string>): string[] {
  const own = parametersOf(planned.declaration);
  return params.map((_, i) => {
    const parameter = own[i]?.name;
    const isFree = parameter !== undefined && ts.isIdentifier(parameter) && !taken.has(parameter.text);
    return isFree ? parameter.text : `argument${i}`;
  });
}

function parameterTexts(
  planned: PlannedDerivative,
  names: readonly string[],
  typeOf: (index: number) => string,
): readonly string[] {
  const own = parametersOf(planned.declaration);
  return names.map((name, i) => {
    const mark = own[i]?.initializer !== undefined || own[i]?.questionToken !== undefined ? "?" : "";
    return `${name}${mark}: ${typeOf(i)}`;
  });
}

interface VjpNames {
  readonly name: string;
  readonly mainName: string;
  readonly pullbackName: string;
  readonly check: string;
}

/** `vjp(f)` gives f's value, and a function of a cotangent of it. */
function printVjp(
  { name, mainName, pullbackName, check }: VjpNames,
  planned: PlannedDerivative,
  { main }: Derivative,
  { parameterTypes, typeAt, cotangentType, exported }: JvpText & { readonly cotangentType: string },
): string {
  const names = parameterNames(planned, main.params, new Set());
  const taken = new Set([...names, mainName, pullbackName, check]);
  const [made, cotangent] = [takeName("made", taken), takeName("cotangent", taken)];
  const params = parameterTexts(planned, names, (i) => parameterTypes[i]?.text ?? typeAt(i));
  return [
    ...headOf(`${exported ? "export " : ""}function ${name}`, params, undefined),
    `  const ${made} = ${mainName}(${names.join(", ")});`,
    "  return {",
    `    value: ${made}.value,`,
    `    pullback: (${cotangent}: ${cotangentType}) => {`,
    `      ${check}(${JSON.stringify(planned.name)}, ${cotangent}, ${made}.value);`,
    `      return ${pullbackName}(${made}.frame, ${cotangent});`,
    "    },",
    "  };",
    "}",
    "",
  ].join("\n");
}

const printType = (type: Type | undefined): string | undefined =>
  type?.kind === "number" || type?.kind === "boolean" ? type.kind : undefined;

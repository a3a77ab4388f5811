import { parametersOf } from "../1-discover/checkParameters.js";
import { callerPosition, innerDirections, valuesCaptured } from "../1-discover/directions.js";
import type { PlannedDerivative } from "../1-discover/discover.js";
import { ts } from "../frontend/ts.js";
import type { Type } from "../ir/types.js";
import type { Derivative } from "../pipeline/derivative.js";
import { headOf } from "./emit.js";
import { misfitsAtOnce } from "./misfitsAtOnce.js";
import { takeName } from "./splice/names.js";
import type { WrittenType } from "./splice/writtenTypes.js";

// What the user calls where that is not the emitted function itself: it checks what it is given, and takes or gives it in another form.

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
export function printJvp(
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
  const names = new Set([mainName, "args", "tangents", ...(check === undefined ? [] : [check])]);
  const captured = captures.map((one) => takeName(one === "this" ? "self" : one, names));
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
    ...checkedCounts(planned, own, taken.length),
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
      const isGiven = whereNumber(own[index], `args[${at}]`);
      return [`  if (${isGiven}typeof tangents[${at}] !== "number") throw new TypeError(${message});`];
    }
    if (check === undefined || type === undefined) return [];
    return [checkLine({ check, subject: planned.name, label }, `tangents[${at}]`, `args[${at}]`, type, own[index])];
  }
}

/** `jvp(f)` takes two lists: one that is missing would be an error of the language, without a name. */
function checkedCounts(
  { name }: PlannedDerivative,
  own: readonly ts.ParameterDeclaration[],
  most: number,
): readonly string[] {
  const omitted = own.filter(isOmissible).length;
  const [given, along] =
    omitted === 0
      ? [`args?.length !== ${most}`, `tangents?.length !== ${most}`]
      : [`!(args?.length >= ${most - omitted})`, `!(tangents?.length <= ${most})`];
  const count = omitted === 0 ? String(most) : `${most - omitted} to ${most}`;
  const noun = most === 1 && omitted === 0 ? "argument" : "arguments";
  const message = JSON.stringify(`jvp(${name}) takes a list of ${count} ${noun}, and one of as many tangents`);
  return [`  if (${given} || ${along})`, `    throw new TypeError(${message});`];
}

const isOmissible = (parameter: ts.ParameterDeclaration | undefined): boolean =>
  parameter?.initializer !== undefined || parameter?.questionToken !== undefined;

interface Checking {
  readonly check: string;
  readonly subject: string;
  readonly label: string;
}

/** Throws unless what is given has the structure of the argument: the call finds the place where it has not. */
function checkLine(
  { check, subject, label }: Checking,
  given: string,
  like: string,
  type: Type,
  parameter: ts.ParameterDeclaration | undefined,
): string {
  const call = `${check}(${[JSON.stringify(subject), given, like, JSON.stringify(label)].join(", ")});`;
  const misfits = whereNumber(parameter, like) === "" ? misfitsAtOnce(type, given, like) : undefined;
  return misfits === undefined ? `  ${call}` : `  if (${misfits}) ${call}`;
}

/** What may be missing, or null, has a tangent only where it is a number. */
function whereNumber(parameter: ts.ParameterDeclaration | undefined, argument: string): string {
  if (parameter?.type !== undefined && ts.isUnionTypeNode(parameter.type)) return `typeof ${argument} === "number" && `;
  return isOmissible(parameter) ? `${argument} !== undefined && ` : "";
}

/** `hvp(f)` takes f's arguments and a direction of the first. */
export function printHvp(
  { name, mainName, check }: JvpNames,
  planned: PlannedDerivative,
  { main }: Derivative,
  { parameterTypes, typeAt, exported }: JvpText,
): string {
  const own = parametersOf(planned.declaration);
  const taken = new Set([mainName, ...(check === undefined ? [] : [check])]);
  const written = parameterNames(planned, main.params, taken);
  for (const one of written) taken.add(one);
  const names = written.map((one, i) => (i < own.length ? one : takeName(main.params[i]?.name ?? one, taken)));
  // The direction comes behind what may be left out.
  const isOptional = (i: number): boolean => isOmissible(own[i]);
  const typeOf = (i: number): string =>
    isOptional(i) ? typeAt(i) : (parameterTypes[i]?.text ?? printType(main.params[i]?.type) ?? typeAt(i));
  const params = names.map((one, i) => `${one}: ${typeOf(i)}`);
  const [x, v] = [names[0], names.at(-1)];
  const directionType: Type = main.params[0]?.type ?? { kind: "undefined" };
  const subject = `hvp(${planned.name})`;
  const message = JSON.stringify(`the tangent of ${subject} has no number at ${v}`);
  const line =
    check === undefined
      ? `  if (${whereNumber(own[0], String(x))}typeof ${v} !== "number") throw new TypeError(${message});`
      : checkLine({ check, subject, label: String(v) }, String(v), String(x), directionType, own[0]);
  return [
    ...headOf(`${exported ? "export " : ""}function ${name}`, params, undefined),
    line,
    `  return ${mainName}(${names.join(", ")});`,
    "}",
    "",
  ].join("\n");
}

/** The gradient goes into what is given, if that has its shape. */
export function printInto(
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
  const refuses = (condition: string, why: string): string => {
    const message = JSON.stringify(`the gradient of ${planned.name} does not fit: ${why}`);
    return `  if (${condition}) throw new TypeError(${message});`;
  };
  const checked = (part: string, i: number): readonly string[] =>
    isNumber(i)
      ? [refuses(`typeof ${part} !== "number"`, `${part} is not a number`)]
      : [
          `  ${check}(${[JSON.stringify(planned.name), part, own[i], ...others.filter((one) => one !== own[i] && one !== part)].join(", ")});`,
        ];
  const checks =
    typeof wrt === "number"
      ? checked(into, wrt)
      : [
          refuses(`${into}?.length !== ${wrt.length}`, `into is not a list of ${wrt.length}`),
          ...wrt.flatMap((at, i) => checked(`${into}[${i}]`, at)),
        ];
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
    const mark = isOmissible(own[i]) ? "?" : "";
    return `${name}${mark}: ${typeOf(i)}`;
  });
}

interface VjpNames {
  readonly name: string;
  readonly mainName: string;
  readonly pullbackName: string;
  readonly check: string;
  /** What remembers the structure of a result; a number has none. */
  readonly seedLike?: string | undefined;
}

/** `vjp(f)` gives f's value, and a function of a cotangent of it. */
export function printVjp(
  { name, mainName, pullbackName, check, seedLike }: VjpNames,
  planned: PlannedDerivative,
  { main }: Derivative,
  { parameterTypes, typeAt, cotangentType, exported }: JvpText & { readonly cotangentType: string },
): string {
  const names = parameterNames(planned, main.params, new Set());
  const taken = new Set([...names, mainName, pullbackName, check, ...(seedLike === undefined ? [] : [seedLike])]);
  const [made, cotangent] = [takeName("made", taken), takeName("cotangent", taken)];
  const like = seedLike === undefined ? `${made}.value` : takeName("like", taken);
  const params = parameterTexts(planned, names, (i) => parameterTypes[i]?.text ?? typeAt(i));
  return [
    ...headOf(`${exported ? "export " : ""}function ${name}`, params, undefined),
    `  const ${made} = ${mainName}(${names.join(", ")});`,
    ...(seedLike === undefined ? [] : [`  const ${like} = ${seedLike}(${made}.value);`]),
    "  return {",
    `    value: ${made}.value,`,
    `    pullback: (${cotangent}: ${cotangentType}) => {`,
    `      ${check}(${JSON.stringify(planned.name)}, ${cotangent}, ${like});`,
    `      return ${pullbackName}(${made}.frame, ${cotangent});`,
    "    },",
    "  };",
    "}",
    "",
  ].join("\n");
}

const printType = (type: Type | undefined): string | undefined =>
  type?.kind === "number" || type?.kind === "boolean" ? type.kind : undefined;

import type { Reporter } from "../diagnostics/report.js";
import { spanOf } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";
import type { checkMarker, MarkerName } from "./markers.js";
import { skipOuter } from "./resolveCallee.js";

/** What a marker is asked for besides `wrt`. */
export interface Choices {
  /** Of jacobian. */
  readonly mode?: "forward" | "reverse";
  /** Of jacobian and hessian, `sparsity: "detect"`: compressed sparse rows, by as many sweeps as the pattern needs. */
  readonly sparse?: true;
  /** Of valueAndGrad: f returns a pair, of which the second part is only handed on. */
  readonly aux?: true;
  /** Of grad and valueAndGrad: the gradient goes into a structure that is given. */
  readonly into?: true;
}

/** With respect to which parameters, and where that is written. */
export interface MarkerOptions {
  readonly wrt: number | readonly number[] | undefined;
  readonly wrtNode: ts.Node | undefined;
  readonly choices: Choices;
}

type OptionOwner = MarkerName | typeof checkMarker;

const known: Readonly<Record<OptionOwner, readonly string[]>> = {
  grad: ["wrt", "into"],
  valueAndGrad: ["wrt", "aux", "into"],
  vjp: ["wrt"],
  jvp: [],
  hvp: [],
  hessian: ["wrt", "sparsity"],
  jacobian: ["wrt", "mode", "sparsity"],
  checkGrads: ["wrt", "tolerance"],
};
/** Reads the literal options of a marker call, the argument `at`; undefined if something was reported. */
export function readOptions(
  call: ts.CallExpression,
  marker: OptionOwner,
  reporter: Reporter,
  at = 1,
): MarkerOptions | undefined {
  const [argument, extra] = call.arguments.slice(at);
  const none: MarkerOptions = { wrt: undefined, wrtNode: undefined, choices: {} };
  if (argument === undefined) return none;
  const literal = skipOuter(argument);
  if (!ts.isObjectLiteralExpression(literal) || extra) {
    reporter.report("optionsNotLiteral", spanOf(extra ?? argument), { marker });
    return undefined;
  }
  let options: MarkerOptions | undefined = none;
  for (const property of literal.properties) {
    const name =
      property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
        ? property.name.text
        : undefined;
    if (name === undefined || !ts.isPropertyAssignment(property)) {
      reporter.report("optionsNotLiteral", spanOf(property), { marker });
      options = undefined;
    } else if (!known[marker].includes(name)) {
      const list = known[marker].join(", ") || "none";
      reporter.report("optionUnknown", spanOf(property), { marker, option: name, known: list });
      options = undefined;
    } else if (name === "tolerance") {
      // It is left in the call, and read when that runs.
    } else if (name !== "wrt") {
      const choice = readChoice(name, skipOuter(property.initializer));
      if (choice === undefined)
        reporter.report("optionInvalid", spanOf(property.initializer), { option: name, values: values[name] ?? "" });
      options = choice && options && { ...options, choices: { ...options.choices, ...choice } };
    } else {
      const wrt = readWrt(skipOuter(property.initializer));
      if (wrt === undefined) reporter.report("wrtInvalid", spanOf(property.initializer));
      options = wrt === undefined ? undefined : options && { ...options, wrt, wrtNode: property.initializer };
    }
  }
  if (options?.choices.sparse && typeof options.wrt === "object") {
    reporter.report("optionInvalid", spanOf(options.wrtNode ?? literal), {
      option: "wrt",
      values: "one index beside sparsity, since the matrix is by the numbers of one parameter",
    });
    return undefined;
  }
  return options;
}

const values: Readonly<Record<string, string>> = {
  mode: '"forward" or "reverse"',
  sparsity: '"detect"',
  aux: "true or false",
  into: "true or false",
};

function readChoice(option: string, node: ts.Expression): Choices | undefined {
  if (option === "aux" || option === "into") {
    if (node.kind === ts.SyntaxKind.FalseKeyword) return {};
    return node.kind === ts.SyntaxKind.TrueKeyword ? { [option]: true } : undefined;
  }
  const text = ts.isStringLiteralLike(node) ? node.text : undefined;
  if (option === "mode") return text === "forward" || text === "reverse" ? { mode: text } : undefined;
  return text === "detect" ? { sparse: true } : undefined;
}

function readWrt(value: ts.Expression): number | readonly number[] | undefined {
  if (!ts.isArrayLiteralExpression(value)) return readInteger(value);
  const indices = value.elements.map((element) => readInteger(skipOuter(element)));
  const whole = indices.filter((index) => index !== undefined);
  return whole.length === indices.length && whole.length > 0 && new Set(whole).size === whole.length
    ? whole
    : undefined;
}

function readInteger(value: ts.Expression): number | undefined {
  if (ts.isPrefixUnaryExpression(value) && value.operator === ts.SyntaxKind.MinusToken) {
    const positive = readInteger(value.operand);
    return positive === undefined ? undefined : -positive;
  }
  if (!ts.isNumericLiteral(value)) return undefined;
  const number = Number(value.text);
  return Number.isInteger(number) ? number : undefined;
}

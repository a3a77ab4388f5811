import type { Span } from "../ir/types.js";
import type { Related } from "./report.js";

// What cannot be differentiated in an installed package is reported at the user's call that leads there, with the line of the package.

/** The body of a function of an installed package, and the call of the user's that leads to it. */
export interface Entered {
  readonly body: Span;
  readonly call: Span;
}

export const lineOfPackage = (span: Span): Related => ({
  message: "the call leads to this line of an installed package",
  span,
});

export const ruleForCall =
  "give it a rule: const h = customVjp((x) => the call, (cotangent, y, x) => [cotangent times the derivative]) at the top of the module, or partials between numbers, and call h instead; or write what it does yourself, or pass its result as an argument";

/** The call that led to a place in a package: that of the innermost function around it. */
export function callTo(entered: readonly Entered[], { file, start, end }: Span): Span | undefined {
  const around = entered.filter(({ body }) => body.file === file && body.start <= start && end <= body.end);
  return around.reduce<Entered | undefined>(
    (inner, one) => (inner === undefined || one.body.start >= inner.body.start ? one : inner),
    undefined,
  )?.call;
}

/**
 * The derivative rules: one table for forward mode, reverse mode and the numeric tests.
 *
 * A rule maps (result, …arguments) to the partial derivatives of the result, one for each argument. It is ordinary TypeScript and
 * runs as it stands; the compiler reads the source text of this table and inlines the rules like user code. Formulas: Abramowitz &
 * Stegun chapters 4.1 to 4.6, in forms that neither cancel nor overflow before the function does. The result is reused where that is free.
 *
 * At non-smooth points a rule gives the derivative of the branch that the function takes; `special` lists those conventions, and they are tested.
 */

export type Interval = readonly [low: number, high: number];

export interface SpecialPoint {
  readonly at: readonly number[];
  readonly partials: readonly number[];
}

export interface RuleProperties<Domain extends readonly Interval[] = readonly Interval[]> {
  /** An interval for each argument, in which the function is smooth: where the numeric test takes its points. */
  readonly domain: Domain;
  /** Expected partials at single points, above all where the function is not smooth. */
  readonly special?: readonly SpecialPoint[];
  /** A partial can be infinite or NaN at finite arguments: the contribution of a zero cotangent must be skipped, not multiplied. */
  readonly unbounded?: boolean;
  /** The result, and a partial with it, can overflow at finite arguments: the same care as for `unbounded`. */
  readonly overflows?: boolean;
}

/** A function of a fixed number of arguments: `partials` gives one for each. */
export interface Rule extends RuleProperties {
  readonly kind: "rule";
  readonly partials: (result: number, ...args: number[]) => readonly number[];
}

/** A symmetric function of any number of arguments: `partial` gives the one for a single argument. */
export interface VariadicRule extends RuleProperties {
  readonly kind: "variadic";
  readonly partial: (result: number, arg: number) => number;
}

type Numbers<Domain extends readonly Interval[]> = { readonly [Index in keyof Domain]: number };

/** Makes a rule; `domain` fixes the number of arguments, and with it the number of partials. */
export function rule<const Domain extends readonly Interval[]>(
  partials: (result: number, ...args: Numbers<Domain>) => Numbers<Domain>,
  properties: RuleProperties<Domain>,
): Rule {
  return { kind: "rule", partials: partials as Rule["partials"], ...properties };
}

/** Makes a rule for a symmetric function of any number of arguments. */
export function variadic(partial: (result: number, arg: number) => number, properties: RuleProperties): VariadicRule {
  return { kind: "variadic", partial, ...properties };
}

const wide = [-6, 6] as const;
const small = [-3, 3] as const;
const unit = [-0.9, 0.9] as const;
const positive = [0.3, 6] as const;
const negative = [-6, -0.3] as const;

/** The differentiable operators and functions of `Math`, by the names that the compiler gives them. */
export const rules = {
  // operators
  add: rule(() => [1, 1], { domain: [wide, wide] }),
  sub: rule(() => [1, -1], { domain: [wide, wide] }),
  mul: rule((_y, a, b) => [b, a], { domain: [wide, wide] }),
  div: rule((y, _a, b) => [1 / b, -y / b], { domain: [wide, positive], unbounded: true }),
  // The truncated quotient is taken from the exact remainder: 1 % 0.1 counts 9 whole parts, but trunc(1 / 0.1) is 10.
  rem: rule((y, a, b) => [1, Math.round((y - a) / b)], {
    domain: [
      [7.2, 7.5],
      [2.1, 2.3],
    ],
    special: [
      { at: [1, 0.1], partials: [1, -9] },
      { at: [-7.5, 2], partials: [1, 3] },
      { at: [7.5, -2], partials: [1, 3] },
      { at: [-7.5, -2], partials: [1, -3] },
      { at: [3, Number.POSITIVE_INFINITY], partials: [1, 0] },
    ],
    unbounded: true,
  }),
  // A base below 0 has a real power only at integer exponents, so there the exponent has no derivative: like the integer operators, 0.
  // The base is compared too, because at b = 0 elsewhere the partial is 0 but its own derivative by b, 1 / a, is not.
  pow: rule((y, a, b) => [a === 0 && b === 0 ? 0 : b * a ** (b - 1), a > 0 ? y * Math.log(a) : 0], {
    domain: [positive, small],
    special: [
      { at: [0, 0], partials: [0, 0] },
      { at: [0, 1], partials: [1, 0] },
      { at: [0, 2], partials: [0, 0] },
      { at: [0, 0.5], partials: [Number.POSITIVE_INFINITY, 0] },
      { at: [3, 0], partials: [0, Math.log(3)] },
      { at: [-3, 0], partials: [0, 0] },
      { at: [-2, 3], partials: [12, 0] },
      { at: [-2, -1], partials: [-0.25, 0] },
    ],
    unbounded: true,
    overflows: true,
  }),
  neg: rule(() => [-1], { domain: [wide] }),

  // roots, absolute values, extremes
  abs: rule((_y, x) => [Math.sign(x)], {
    domain: [positive],
    special: [
      { at: [0], partials: [0] },
      { at: [-2], partials: [-1] },
    ],
  }),
  cbrt: rule((y) => [1 / (3 * y * y)], {
    domain: [positive],
    special: [
      { at: [0], partials: [Number.POSITIVE_INFINITY] },
      { at: [-8], partials: [1 / 12] },
    ],
    unbounded: true,
  }),
  fround: rule(() => [1], { domain: [wide] }),
  hypot: variadic((y, x) => (y === 0 ? 0 : x / y), {
    domain: [wide, positive, wide],
    special: [
      { at: [0, 0], partials: [0, 0] },
      { at: [0], partials: [0] },
      { at: [-3], partials: [-1] },
      { at: [3, -4], partials: [0.6, -0.8] },
      { at: [3e-200, 4e-200], partials: [0.6, 0.8] },
      { at: [3e200, 4e200], partials: [0.6, 0.8] },
    ],
    unbounded: true,
  }),
  max: rule((_y, a, b) => [a >= b ? 1 : 0, a >= b ? 0 : 1], {
    domain: [negative, positive],
    special: [
      { at: [2, 1], partials: [1, 0] },
      { at: [1, 1], partials: [1, 0] },
    ],
  }),
  min: rule((_y, a, b) => [a <= b ? 1 : 0, a <= b ? 0 : 1], {
    domain: [positive, negative],
    special: [
      { at: [1, 2], partials: [1, 0] },
      { at: [1, 1], partials: [1, 0] },
    ],
  }),
  sqrt: rule((y) => [0.5 / y], {
    domain: [positive],
    special: [{ at: [0], partials: [Number.POSITIVE_INFINITY] }],
    unbounded: true,
  }),

  // exponentials and logarithms
  exp: rule((y) => [y], { domain: [wide], overflows: true }),
  // Not y + 1, which cancels for x far below 0.
  expm1: rule((_y, x) => [Math.exp(x)], {
    domain: [wide],
    special: [{ at: [-50], partials: [Math.exp(-50)] }],
    overflows: true,
  }),
  log: rule((_y, x) => [1 / x], { domain: [positive], unbounded: true }),
  log10: rule((_y, x) => [1 / (x * Math.LN10)], { domain: [positive], unbounded: true }),
  log1p: rule((_y, x) => [1 / (1 + x)], { domain: [[-0.7, 6]], unbounded: true }),
  log2: rule((_y, x) => [1 / (x * Math.LN2)], { domain: [positive], unbounded: true }),

  // circular functions
  sin: rule((_y, x) => [Math.cos(x)], { domain: [wide] }),
  cos: rule((_y, x) => [-Math.sin(x)], { domain: [wide] }),
  tan: rule((y) => [1 + y * y], { domain: [[-1.2, 1.2]], overflows: true }),
  asin: rule((_y, x) => [1 / Math.sqrt((1 - x) * (1 + x))], { domain: [unit], unbounded: true }),
  acos: rule((_y, x) => [-1 / Math.sqrt((1 - x) * (1 + x))], { domain: [unit], unbounded: true }),
  atan: rule((_y, x) => [1 / (1 + x * x)], { domain: [wide] }),
  // Divided twice by the radius, because its square would overflow and underflow.
  atan2: rule(
    (_angle, y, x) => {
      const r = Math.hypot(y, x);
      return [r === 0 ? 0 : x / r / r, r === 0 ? 0 : -y / r / r];
    },
    {
      domain: [wide, positive],
      special: [
        { at: [0, 0], partials: [0, 0] },
        { at: [3, -4], partials: [-0.16, -0.12] },
        { at: [3e-200, 4e-200], partials: [1.6e199, -1.2e199] },
        { at: [3e200, 4e200], partials: [1.6e-201, -1.2e-201] },
      ],
      unbounded: true,
    },
  ),

  // hyperbolic functions
  sinh: rule((_y, x) => [Math.cosh(x)], { domain: [wide], overflows: true }),
  cosh: rule((_y, x) => [Math.sinh(x)], { domain: [wide], overflows: true }),
  tanh: rule((y) => [1 - y * y], { domain: [small] }),
  asinh: rule((_y, x) => [1 / Math.hypot(1, x)], {
    domain: [wide],
    special: [{ at: [1e200], partials: [1e-200] }],
  }),
  acosh: rule((_y, x) => [1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1))], {
    domain: [[1.5, 6]],
    special: [
      { at: [1], partials: [Number.POSITIVE_INFINITY] },
      { at: [1e200], partials: [1e-200] },
    ],
    unbounded: true,
  }),
  atanh: rule((_y, x) => [1 / ((1 - x) * (1 + x))], { domain: [unit], unbounded: true }),
} satisfies Record<string, Rule | VariadicRule>;

/** Operators and functions whose derivative is zero wherever they have one: their results carry no tangent. */
export const inactive = [
  // comparison and logic
  "lt",
  "le",
  "gt",
  "ge",
  "eq",
  "ne",
  "and",
  "or",
  "not",
  // 32-bit integers
  "bitand",
  "bitor",
  "bitxor",
  "bitnot",
  "shl",
  "shr",
  "ushr",
  "clz32",
  "imul",
  // rounding
  "ceil",
  "floor",
  "round",
  "sign",
  "trunc",
  // predicates of Number
  "isNaN",
  "isFinite",
  "isInteger",
] as const;

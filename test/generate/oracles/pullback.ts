import { leavesOf, mapNumbers, readAt, seededNumbers, showPath } from "../../support/structure.js";
import { attempt, close, recorded } from "../compare.js";
import { type Arguments, type Expected, separate } from "../expected.js";
import { fail } from "../failure.js";
import type { Program } from "../program/program.js";
import type { Services } from "../services.js";

interface Pulled {
  readonly value: unknown;
  readonly pullback: (cotangent: unknown) => Arguments;
}

/**
 * The pullback of a random cotangent ȳ against the duals, number by number: Σ ȳ ∂y/∂x. Then ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ for a random
 * direction, both sides from compiled code; then the same pullback a second time, to the bit.
 */
export function pullback(program: Program, expected: readonly Expected[], { compile }: Services): void {
  const { wrt, source } = program;
  const code = compile(
    `${source}
import { jvp, vjp } from "cotangent";
export const pulled = vjp(f, { wrt: ${JSON.stringify(wrt)} });
export const pushed = jvp(f);
`,
    { allowed: ["structureChanged"] },
  );
  const { exports, console } = recorded(code);
  const pulled = exports.pulled as (...args: Arguments) => Pulled;
  const pushed = exports.pushed as (args: Arguments, tangents: Arguments) => { readonly tangent: unknown };
  for (const [k, one] of expected.entries()) {
    if (one.outcome.thrown !== undefined) continue;
    const { input, outcome } = one;
    const next = seededNumbers(k + 23);
    const { value, pullback: pull } = attempt("vjp", () => pulled(...separate(input)));
    const cotangent = mapNumbers(outcome.value, next);
    const places = leavesOf(outcome.value);
    const numbers = (of: unknown): number[] => places.map((path) => readAt(of, path) as number);
    if (numbers(value).some((number, i) => !Object.is(number, numbers(outcome.value)[i])))
      fail("vjp value", `input ${k}`);
    const before = console.lines.length;
    const found = attempt("pullback", () => pull(cotangent));
    const again = attempt("pullback", () => pull(cotangent));
    if (console.lines.length !== before) fail("pullback effects", `input ${k}: the pullback writes`);
    const weights = numbers(cotangent);
    const tangents = input.map((arg, p) => mapNumbers(arg, wrt.includes(p) ? next : () => 0));
    let leaf = 0;
    let right = 0;
    let size = 1;
    for (const [position, parameter] of wrt.entries()) {
      for (const path of leavesOf(input[parameter])) {
        const partials = numbers(outcome.partials(leaf++));
        const want = partials.reduce((sum, partial, i) => sum + partial * (weights[i] ?? 0), 0);
        const got = readAt(found[position], path) as number;
        const where = `input ${k}, parameter ${parameter} ${showPath(path)}`;
        if (!close(want, got, outcome)) fail("pullback", `${where}: expected ${want}, got ${got}`);
        if (!Object.is(readAt(again[position], path), got)) fail("second pullback", where);
        const term = got * (readAt(tangents[parameter], path) as number);
        right += term;
        size += Math.abs(term);
      }
    }
    const { tangent } = attempt("jvp", () => pushed(separate(input), separate(tangents)));
    const left = numbers(tangent).reduce((sum, number, i) => sum + number * (weights[i] ?? 0), 0);
    if (!(Math.abs(left - right) <= 1e-9 * size)) fail("identity", `input ${k}: ${left} and ${right}`);
  }
}

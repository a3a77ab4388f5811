import { must } from "../../../packages/transformer/src/diagnostics/must.js";
import type { Atom, IRFunction, Value } from "../../../packages/transformer/src/ir/types.js";
import { type Change, changesOf } from "./changesOf.js";

/** The passes whose results are changed, by the part of the compiler that they end. */
export const mutatedPasses: Readonly<Record<string, "4-differentiate" | "5-schedule">> = {
  transpose: "4-differentiate",
  evaluateInPlace: "4-differentiate",
  fuse: "5-schedule",
  plan: "5-schedule",
  pool: "5-schedule",
};

/** A change of what a pass gives. */
export interface ResultChange extends Omit<Change, "make" | "watched"> {
  readonly make: () => unknown;
  readonly watched: () => unknown;
}

/** The changes of a function, or of two halves, that a pass gives. */
export function changesOfResult(pass: string, result: unknown): readonly ResultChange[] {
  if (isSplit(result)) {
    const { forward, reverse } = result;
    const body = [...forward.body, ...reverse.body];
    const whole = { ...forward, body, results: [...forward.results, ...reverse.results] };
    return [
      ...changesOf(forward, false, whole).map((change) => inside(change, (made) => ({ ...result, forward: made }))),
      ...changesOf(reverse, true, whole).map((change) => inside(change, (made) => ({ ...result, reverse: made }))),
    ];
  }
  if (!isFunction(result)) return [];
  return changesOf(result, takesFrame(result), pass === "evaluateInPlace" ? withTangents(result) : result);
}

/** What linearizing says of a function: its tangents come in and go out beside its parameters and results. */
interface Joint {
  readonly fn: IRFunction;
  readonly tangentParams: readonly { readonly tangent: Value }[];
  readonly resultTangents: readonly (Atom | undefined)[];
}

const joints = new WeakMap<IRFunction["ref"], Joint>();

/** To be told of what each pass gives. */
export function noteTangents(pass: string, result: unknown): void {
  if (pass !== "linearize") return;
  const joint = result as Joint;
  joints.set(joint.fn.ref, joint);
}

function withTangents(fn: IRFunction): IRFunction {
  const { tangentParams, resultTangents } = must(joints.get(fn.ref));
  return {
    ...fn,
    params: [...fn.params, ...tangentParams.map(({ tangent }) => tangent)],
    results: [...fn.results, ...resultTangents.filter((one) => one !== undefined)],
  };
}

const inside = (change: Change, put: (fn: IRFunction) => unknown): ResultChange => ({
  ...change,
  make: () => put(change.make()),
  watched: () => put(change.watched()),
});

/** A reverse half. */
const takesFrame = ({ params }: IRFunction): boolean =>
  params.some(({ type }) => type.kind === "record" && type.isFrame === true);

interface Split {
  readonly forward: IRFunction;
  readonly reverse: IRFunction;
}

const isSplit = (result: unknown): result is Split =>
  typeof result === "object" && result !== null && "forward" in result && "reverse" in result;
const isFunction = (result: unknown): result is IRFunction =>
  typeof result === "object" && result !== null && "ref" in result && "body" in result;

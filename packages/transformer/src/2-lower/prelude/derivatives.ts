import { jvp, vjp } from "cotangent";

// Programs that are made of derivatives. They are lowered for the functions and types of each call, so their own types say little.

// biome-ignore lint/suspicious/noExplicitAny: what is lowered has the types of the call
type Any = (...args: any[]) => any;

/** `checkpoint(f)`: the reverse sweep runs f again. */
export function checkpointRule(f: Any) {
  return (cotangent: unknown, _result: unknown, ...args: unknown[]) => vjp(f)(...args).pullback(cotangent);
}
export function checkpointPush(f: Any) {
  return (tangents: unknown[], _result: unknown, ...args: unknown[]) => jvp(f)([...args], [...tangents]).tangent;
}

/** What `vjp` gives. The pullback takes what f has left for it. */
export function withPullback<Value, Frame, Cotangent, Result>(
  pullback: (frame: Frame, cotangent: Cotangent) => Result,
  value: Value,
  frame: Frame,
): { value: Value; pullback: (cotangent: Cotangent) => Result } {
  return { value, pullback: (cotangent) => pullback(frame, cotangent) };
}

/** A derivative as a function that is a value. */
export function asFunction(derivative: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => derivative(...args);
}

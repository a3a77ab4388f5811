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

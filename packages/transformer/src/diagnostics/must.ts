/** What an invariant of the compiler says is there. Where it is not, the pass that runs is reported, as by any exception. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("what must be there is missing");
  return value;
}

/** What a value is, for messages: null, a number, an Array. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  const name = typeof value === "object" ? (value.constructor?.name ?? "structure") : typeof value;
  return /^[AEIOaeio]/.test(name) ? `an ${name}` : `a ${name}`;
}

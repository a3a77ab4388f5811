const slot = "@@error";

/** What leaves a differentiated function: of an error that was kept as a record, the error itself, with its class and fields. */
export function asThrown(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { [slot]: error, ...fields } = value as Record<string, unknown>;
  if (!(error instanceof Error)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype instanceof Error) Object.setPrototypeOf(error, prototype);
  for (const [name, field] of Object.entries(fields)) {
    if (field === undefined || name === "constructor") continue;
    // An error in a field is one for the host, too; a cause it knows already.
    const own = asThrown(field);
    if (name !== "cause" || error.cause !== own) Object.assign(error, { [name]: own });
  }
  return error;
}

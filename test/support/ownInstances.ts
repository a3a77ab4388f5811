type Class = abstract new (...args: never[]) => object;

/** What a fixture module with instances as inputs exports: the classes of these. */
interface WithClasses {
  readonly classes?: readonly Class[];
}

/**
 * Each module that is run has classes of its own, so a function of one gets the instances that another made as its own: their
 * prototypes are exchanged while it runs, by the name of the class.
 */
export function withOwnInstances<F extends (...args: readonly never[]) => unknown>(module: object, fn: F): F {
  const own = new Map(((module as WithClasses).classes ?? []).map((one) => [one.name, one.prototype as object]));
  if (own.size === 0) return fn;
  const wrapped = (...args: readonly never[]): unknown => {
    const before = new Map<object, object>();
    exchange(args, own, before);
    try {
      return fn(...args);
    } finally {
      for (const [value, prototype] of before) Object.setPrototypeOf(value, prototype);
    }
  };
  return wrapped as F;
}

function exchange(value: unknown, own: ReadonlyMap<string, object>, before: Map<object, object>): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || before.has(value)) return;
  const prototype = Object.getPrototypeOf(value) as object;
  before.set(value, prototype);
  const mine = own.get((prototype.constructor as { readonly name: string }).name);
  if (mine !== undefined) Object.setPrototypeOf(value, mine);
  for (const part of Object.values(value)) exchange(part, own, before);
}

type Container = Readonly<Record<string | number, unknown>>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * Throws a TypeError unless a direction has the structure of the argument `like`: its lengths, fields and entries. The numbers of an array
 * are not looked at, so that this costs next to nothing; but what is one object in several places of the argument has one tangent.
 */
export function checkTangent(name: string, tangent: unknown, like: unknown, path: string): void {
  const seen = new Map<object, unknown>();
  const check = (given: unknown, expected: unknown, at: string): void => {
    if (typeof expected === "number") {
      if (typeof given !== "number") fail(name, given, "a number", at);
      return;
    }
    if (!isObject(expected)) return;
    if (seen.has(expected)) {
      if (!isSame(seen.get(expected), given)) fail(name, "another tangent", "that of the same object elsewhere", at);
      return;
    }
    seen.set(expected, given);
    if (Array.isArray(expected) || expected instanceof Float64Array || expected instanceof Float32Array) {
      const list: ArrayLike<unknown> = expected;
      // What has no derivative needs no tangent.
      const isEmpty = list.length === 0 && !isObject(given);
      if (isEmpty || (list.length > 0 && typeof list[0] !== "number" && typeof list[0] !== "object")) return;
      const length = isObject(given) ? (given as { readonly length?: unknown }).length : undefined;
      if (length === undefined) fail(name, given, "an array", at);
      if (length !== list.length) fail(name, `${String(length)} elements`, String(list.length), at);
      if (list.length > 0 && isObject(list[0]))
        for (let i = 0; i < list.length; i++) check((given as Container)[i], list[i], `${at}[${i}]`);
    } else if (expected instanceof Map) {
      if (!(given instanceof Map)) fail(name, given, "a Map", at);
      else for (const [key, item] of expected) check(given.get(key), item, `${at}.get(${String(key)})`);
    } else if (Object.prototype.toString.call(expected) === "[object Object]") {
      if (!isObject(given)) fail(name, given, "an object", at);
      for (const [key, item] of Object.entries(expected)) check((given as Container)[key], item, `${at}.${key}`);
    }
  };
  check(tangent, like, path);
}

function isSame(a: unknown, b: unknown, seen = new Set<object>()): boolean {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) || a === b;
  if (a === b || seen.has(a)) return true;
  seen.add(a);
  const [these, those] = [a, b].map((part) => (part instanceof Map ? Object.fromEntries(part) : (part as Container)));
  return Object.keys(these as Container).every((key) => isSame(these?.[key], those?.[key], seen));
}

function fail(name: string, found: unknown, wanted: string, at: string): never {
  const text = typeof found === "string" ? found : found === null ? "null" : typeof found;
  throw new TypeError(`the tangent of ${name} has ${text} at ${at}, and not ${wanted}`);
}

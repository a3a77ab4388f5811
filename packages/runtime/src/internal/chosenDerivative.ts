import { kindOf } from "./kindOf.js";

type Container = Readonly<Record<string, unknown>>;

/**
 * Of the derivatives of a table's functions the one under a key, or, with the table, of the function that is given: members have it at
 * `path`. `asked` is how the program asks for it.
 */
export function chosenDerivative<Derivatives extends Container, Key extends keyof Derivatives>(
  asked: string,
  derivatives: Derivatives,
  which: Key,
): Derivatives[Key];
export function chosenDerivative<Derivatives extends Container>(
  asked: string,
  derivatives: Derivatives,
  which: unknown,
  table?: object,
  path?: readonly string[],
): Derivatives[keyof Derivatives];
export function chosenDerivative(
  asked: string,
  derivatives: Container,
  which: unknown,
  table?: object,
  path: readonly string[] = [],
): unknown {
  const key = table === undefined ? String(which) : keyOf(table, which, path);
  if (key !== undefined && Object.hasOwn(derivatives, key)) return derivatives[key];
  const isOther = `this is ${kindOf(which)}, and none of the table`;
  throw new TypeError(`${asked}: ${table === undefined ? `there is no function under ${String(which)}` : isOther}`);
}

function keyOf(table: object, fn: unknown, path: readonly string[]): string | undefined {
  const at = (member: unknown): unknown => path.reduce((one, step) => (one as Container | undefined)?.[step], member);
  return Object.entries(table).find(([, member]) => at(member) === fn)?.[0];
}

import { Collection, Dictionary } from "./collections.js";
import { Dual, isNum, type Num, raw } from "./dual.js";
import { arithmetic, math, negative } from "./operators.js";
import { Floats } from "./typedArrays.js";
import { isAccident, Unsuitable } from "./unsuitable.js";

type Members = Record<PropertyKey, unknown>;

interface Place {
  readonly base: Members;
  readonly key: PropertyKey;
  readonly before: unknown;
}

const limit = 150_000;

/** The globals of a rewritten program: `$`, and its own `Math`, `Number` and collections. */
export function createGlobals(): Readonly<Record<string, unknown>> {
  let steps = 0;
  const tick = (): void => {
    if (++steps > limit) throw new Unsuitable("too many steps");
  };

  const operate = (operator: string, a: unknown, b: unknown): unknown => {
    tick();
    if (isNum(a) && isNum(b)) return arithmetic[operator]?.(a, b);
    if (operator === "+" && (typeof a === "string" || typeof b === "string")) return `${a}${b}`;
    throw new Unsuitable(`${operator} of what is no number`);
  };

  const place = (base: Members, key: unknown): Place => {
    const name = raw(key) as PropertyKey;
    return { base, key: name, before: load(base, name) };
  };
  const update = ({ base, key, before }: Place, operator: string, by: unknown): unknown =>
    store(base, key, operate(operator, before, by));

  const $ = {
    tick,
    operate,
    place,
    update,
    load,
    store,
    raw,
    /** `place++`: the value before. */
    step: (at: Place, operator: string): unknown => {
      update(at, operator, 1);
      return at.before;
    },
    /** What a program catches is what it threw: an accident inside of a `try` is none of its exceptions. */
    pass: (caught: unknown): void => {
      if (caught instanceof Unsuitable) throw caught;
      if (isAccident(caught)) throw new Unsuitable(`f catches ${String(caught)}`);
    },
    first: (before: unknown, _after: unknown): unknown => before,
    negative: (a: Num): Num => negative(a),
    number: (a: unknown): Num => (a instanceof Dual ? a : Number(a)),
    truthy: (a: unknown): boolean => Boolean(raw(a)),
    and: (a: unknown, b: () => unknown): unknown => (raw(a) ? b() : a),
    or: (a: unknown, b: () => unknown): unknown => (raw(a) ? a : b()),
    andAssign: ({ base, key, before }: Place, by: () => unknown): unknown =>
      raw(before) ? store(base, key, by()) : before,
    orAssign: ({ base, key, before }: Place, by: () => unknown): unknown =>
      raw(before) ? before : store(base, key, by()),
    same: (a: unknown, b: unknown): boolean => raw(a) === raw(b),
    // biome-ignore lint/suspicious/noDoubleEquals: the program's own operator
    equal: (a: unknown, b: unknown): boolean => raw(a) == raw(b),
    typeOf: (a: unknown): string => typeof raw(a),
    isArray: (a: unknown): boolean => Array.isArray(a) && !(a instanceof Floats),
    search: (name: "indexOf" | "includes", within: string | unknown[], ...args: unknown[]): unknown =>
      typeof within === "string"
        ? within[name](...(args.map(raw) as [string]))
        : within.map(raw)[name](...(args.map(raw) as [unknown])),
  };
  return { $, Math: math, Number: numbers, Boolean: truth, Float64Array: Floats, Map: Dictionary, Set: Collection };
}

const truth: object = new Proxy(Boolean, { apply: (_target, _self, [value]: unknown[]) => Boolean(raw(value)) });

const numbers: object = new Proxy(Number, {
  apply: (_target, _self, [value]: unknown[]) => (value instanceof Dual ? value : Number(value)),
  get: (target, key) => {
    const member = Reflect.get(target, key) as unknown;
    return typeof member === "function" && key !== "prototype" ? (value: unknown) => member(raw(value)) : member;
  },
});

/** Reading outside an array gives what no derivative is asked of. */
function load(base: Members, key: unknown): unknown {
  checkIndex(base, key, 0);
  return base[raw(key) as PropertyKey];
}

/** Only an array that is not typed may be written one past its end. */
function store(base: Members, key: unknown, value: unknown): unknown {
  checkIndex(base, key, base instanceof Floats ? 0 : 1);
  base[raw(key) as PropertyKey] = value;
  return value;
}

function checkIndex(base: unknown, key: unknown, more: number): void {
  const index = raw(key);
  if (!Array.isArray(base) || typeof index !== "number") return;
  if (!(Number.isInteger(index) && index >= 0 && index < base.length + more))
    throw new Unsuitable(`index ${index} of ${base.length}`);
}

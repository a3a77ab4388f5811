import { callValue } from "./calls.js";
import { giveAway } from "./giveAway.js";
import { makePrototypes, makeThing, type Prototypes } from "./heap.js";
import { fillArrays } from "./library/arrays.js";
import { fillObjects } from "./library/objects.js";
import { fillTexts } from "./library/texts.js";
import type { Machine } from "./machine.js";
import { type Exact, isThing, join, type Native, type Thing, unknown, type Value } from "./things.js";

/** What the language itself has: its globals and the prototypes of its objects. */
export interface Library {
  readonly prototypes: Prototypes;
  /** What a global name stands for. */
  global(name: string): Value;
}

/** How the functions of the library are written down. */
export interface Maker {
  readonly prototypes: Prototypes;
  readonly machine: () => Machine;
  method(holder: Thing, name: string, native: Native): void;
  array(items: readonly Value[]): Thing;
  call(fn: Value, self: Value, args: readonly Value[]): Value;
}

const classes = [
  "Object",
  "Array",
  "Function",
  "String",
  "Number",
  "Boolean",
  "Symbol",
  "Date",
  "RegExp",
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "Promise",
  "Proxy",
  "BigInt",
  "ArrayBuffer",
  "DataView",
  ...["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError"],
  ...["Float32Array", "Float64Array", "Int8Array", "Int16Array", "Int32Array"],
  ...["Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "BigInt64Array", "BigUint64Array"],
];
const functions = ["isNaN", "isFinite", "parseInt", "parseFloat", "encodeURIComponent", "decodeURIComponent"];

/** Names of the global object that are there in some of the places where JavaScript runs. */
const selves = new Set(["window", "self", "global"]);
/** What bundlers and CommonJS do not have. */
const absent = new Set(["define", "YUI", "Package"]);

export function makeLibrary(machine: () => Machine): Library {
  const prototypes = makePrototypes();
  const globals = new Map<string, Value>();
  const globalObject = makeThing("builtin", { name: "globalThis" });
  const make = (name: string, native?: Native): Thing =>
    makeThing("builtin", { name, native: native ?? notFollowed(name), prototype: prototypes.function });
  const set = (name: string, value: Value): void => {
    globals.set(name, value);
    globalObject.properties.set(name, { value, isHidden: true });
  };
  for (const name of [...classes, ...functions]) set(name, make(name));
  const known: Readonly<Record<string, Thing>> = {
    Object: prototypes.object,
    Array: prototypes.array,
    Function: prototypes.function,
    String: prototypes.text,
    Number: prototypes.number,
  };
  for (const name of classes) {
    const cls = globals.get(name) as Thing;
    const prototype = known[name] ?? makeThing("builtin", { name: `${name}.prototype`, prototype: prototypes.object });
    cls.properties.set("prototype", { value: prototype, isHidden: true });
    prototype.properties.set("constructor", { value: cls, isHidden: true });
  }
  for (const name of ["Math", "JSON", "Reflect", "Intl", "console", "Atomics"])
    set(name, makeThing("builtin", { name, prototype: prototypes.object }));
  const maker: Maker = {
    prototypes,
    machine,
    method: (holder, name, native) =>
      void holder.properties.set(name, { value: make(`${holder.name}.${name}`, native), isHidden: true }),
    array: (items) => makeThing("array", { items: [...items], prototype: prototypes.array }),
    call: (fn, self, args) => callValue(machine(), fn, self, args),
  };
  fillMath(globals.get("Math") as Thing, make);
  const named = (name: string): Thing => globals.get(name) as Thing;
  fillObjects(maker, named, globalObject);
  fillArrays(maker, named);
  fillTexts(maker, named);
  for (const name of classes) fillRest(maker, named(name), (globalThis as Readonly<Record<string, unknown>>)[name]);
  // There in some hosts.
  const buffer = make("Buffer");
  maker.method(buffer, "isBuffer", (_self, [value]) =>
    isThing(value ?? null) && (value as Thing).kind !== "host" ? false : unknown,
  );
  const values: Readonly<Record<string, Value>> = {
    Buffer: join(buffer, undefined),
    undefined: undefined,
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    globalThis: globalObject,
  };
  for (const [name, value] of Object.entries(values)) set(name, value);
  return {
    prototypes,
    global(name) {
      if (globals.has(name)) return globals.get(name);
      if (selves.has(name)) return join(globalObject, undefined);
      return absent.has(name) ? undefined : { kind: "unknown", path: name };
    },
  };
}

/** A function of the library that is not run here: what it gets may go anywhere. */
const notFollowed =
  (name: string): Native =>
  (_self, args, isNew) => {
    for (const one of args) giveAway(one);
    return isNew ? makeThing("host", { name: `new ${name}` }) : unknown;
  };

/** What else a class of the library has: it is there, and not run here. */
function fillRest({ method }: Maker, cls: Thing, real: unknown): void {
  if (typeof real !== "function") return;
  const prototype = cls.properties.get("prototype")?.value;
  const holders = [
    [cls, real],
    [prototype, real.prototype],
  ] as const;
  for (const [holder, from] of holders) {
    if (!isThing(holder ?? null) || (typeof from !== "object" && typeof from !== "function")) continue;
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(from)))
      if (typeof value === "function" && !(holder as Thing).properties.has(name)) {
        const path = `${(holder as Thing).name}.${name}`;
        method(holder as Thing, name, notFollowed(path));
      }
  }
}

function fillMath(math: Thing, make: (name: string, native: Native) => Thing): void {
  for (const name of Object.getOwnPropertyNames(Math)) {
    const held: unknown = Math[name as keyof Math];
    if (typeof held === "number") math.properties.set(name, { value: held, isHidden: true });
    if (typeof held !== "function") continue;
    const run = held as (...args: readonly unknown[]) => number;
    // Only what is rounded exactly has the same bits wherever it runs.
    const isExact = [
      "abs",
      "floor",
      "ceil",
      "round",
      "trunc",
      "sign",
      "min",
      "max",
      "sqrt",
      "fround",
      "imul",
      "clz32",
    ].includes(name);
    const native: Native = (_self, args) =>
      isExact && args.every((one) => !isThing(one) && typeof one !== "object") ? run(...(args as Exact[])) : unknown;
    math.properties.set(name, { value: make(`Math.${name}`, native), isHidden: true });
  }
}

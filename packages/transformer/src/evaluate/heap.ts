import { ts } from "../frontend/ts.js";
import { type Code, isThing, join, type Native, type Property, type Thing, type Value } from "./things.js";

// Things, and the prototypes that all of them have.

type Kind = Thing["kind"];

interface Parts {
  readonly origin?: ts.Node | undefined;
  readonly prototype?: Thing | null;
  readonly code?: Code;
  readonly native?: Native;
  readonly name?: string;
  readonly items?: Value[];
}

export const makeThing = (
  kind: Kind,
  { origin, prototype = null, code, native, name = "", items = [] }: Parts,
): Thing => ({
  kind,
  origin,
  properties: new Map(),
  items,
  prototype,
  code,
  native,
  name,
  isGivenAway: false,
});

/** The prototypes of the language's own objects. */
export interface Prototypes {
  readonly object: Thing;
  readonly array: Thing;
  readonly function: Thing;
  readonly text: Thing;
  readonly number: Thing;
}

export function makePrototypes(): Prototypes {
  const object = makeThing("builtin", { name: "Object.prototype" });
  const of = (name: string): Thing => makeThing("builtin", { name: `${name}.prototype`, prototype: object });
  return { object, array: of("Array"), function: of("Function"), text: of("String"), number: of("Number") };
}

export const isCallable = (value: Value): value is Thing =>
  isThing(value) && (value.code !== undefined || value.native !== undefined);

/** An own property, as if an array had its elements among them. */
export function ownProperty(thing: Thing, key: string): Property | undefined {
  if (thing.kind !== "array") return thing.properties.get(key) ?? ofFunction(thing, key);
  if (key === "length") return { value: thing.items.length, isHidden: true };
  const index = indexOf(key);
  if (index === undefined) return thing.properties.get(key);
  return index < thing.items.length ? { value: thing.items[index] } : undefined;
}

/** What a function without a name is called: by the name that is declared with it. */
function nameGiven({ parent }: ts.Node): string {
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  return ts.isBinaryExpression(parent) && ts.isIdentifier(parent.left) ? parent.left.text : "";
}

/** `f.length`: the parameters before the first with a default. */
function ofFunction({ code }: Thing, key: string): Property | undefined {
  if (code === undefined) return undefined;
  if (key === "name") return { value: code.node.name?.getText() ?? nameGiven(code.node), isHidden: true };
  if (key !== "length" || ts.isClassLike(code.node)) return undefined;
  const { parameters } = code.node;
  const end = parameters.findIndex((one) => one.initializer !== undefined || one.dotDotDotToken !== undefined);
  return { value: end < 0 ? parameters.length : end, isHidden: true };
}

/** The property that a key leads to, its own or of a prototype. */
export function findProperty(thing: Thing, key: string): Property | undefined {
  for (let at: Thing | null = thing; at !== null; at = at.prototype) {
    const own = ownProperty(at, key);
    if (own !== undefined) return own;
  }
  return undefined;
}

/** Whether the properties of an object and of all that it inherits from are known. */
export function isFollowed(thing: Thing): boolean {
  for (let at: Thing | null = thing; at !== null; at = at.prototype) if (at.isGivenAway) return false;
  return true;
}

export const indexOf = (key: string): number | undefined => (/^(0|[1-9]\d{0,6})$/.test(key) ? Number(key) : undefined);

/** The names that `for … in` gives of an object itself. */
export const ownKeys = (thing: Thing): readonly string[] => [
  ...thing.items.map((_, i) => String(i)),
  ...[...thing.properties].flatMap(([key, { isHidden }]) => (isHidden || key.startsWith("@@") ? [] : [key])),
];

/** Stores for sure, or as one of two possibilities. */
export function storeOwn(thing: Thing, key: string, value: Value, isDoubtful: boolean): void {
  if (thing.kind === "array") {
    const index = indexOf(key);
    if (index !== undefined) {
      while (thing.items.length < index) thing.items.push(undefined);
      thing.items[index] = isDoubtful ? join(thing.items[index], value) : value;
      return;
    }
    if (key === "length" && typeof value === "number" && !isDoubtful) {
      thing.items.length = Math.min(value, thing.items.length);
      return;
    }
  }
  const known = thing.properties.get(key);
  if (known === undefined) thing.properties.set(key, { value: isDoubtful ? join(undefined, value) : value });
  else known.value = isDoubtful ? join(known.value, value) : value;
}

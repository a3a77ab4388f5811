import type { FunctionRef, IRFunction } from "../ir/types.js";
import type { EmitFunction, PrintedFunction } from "./emit.js";

/** By the id of a helper: itself, and the function that is emitted in its place. */
export type Twins = ReadonlyMap<number, { readonly fn: IRFunction; readonly inPlace: FunctionRef }>;

/** Helpers that read the same but for their own names, as derivatives of the same function do: all but the first of them. */
export function findTwins(functions: readonly EmitFunction[], printed: readonly PrintedFunction[]): Twins {
  const first = new Map<string, FunctionRef>();
  const twins = new Map<number, { readonly fn: IRFunction; readonly inPlace: FunctionRef }>();
  functions.forEach(({ fn, name, isHelper }, i) => {
    if (isHelper !== true) return;
    const text = withoutName(printed[i]?.lines.join("\n") ?? "", name);
    const inPlace = first.get(text);
    if (inPlace === undefined) first.set(text, fn.ref);
    else twins.set(fn.ref.id, { fn, inPlace });
  });
  return twins;
}

/** Where it calls itself only: a field, or a text, may have the same name. */
const withoutName = (text: string, name: string): string =>
  text.replaceAll(wordsOfCode, (word) => (word === name ? "#" : word));

/** Texts, and names that are called or declared. */
const wordsOfCode =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|(?<![\p{ID_Continue}$.])[\p{ID_Start}$_][\p{ID_Continue}$]*(?=\()/gu;

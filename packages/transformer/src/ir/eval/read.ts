import type { Atom, Key } from "../types.js";
import { getEntry, setEntry } from "./entries.js";
import type { Activation, Frame } from "./environment.js";

export const read = (atom: Atom, frame: Frame): unknown => (atom.kind === "constant" ? atom.value : frame.lookup(atom));
const slot = (key: Key & { readonly kind: "index" | "field" }, frame: Frame): string | number =>
  key.kind === "index" ? (read(key.index, frame) as number) : key.name;

export function loadSlot(base: unknown, key: Key, frame: Frame): unknown {
  if (key.kind === "entry") return getEntry(base, read(key.key, frame));
  return (base as Record<string | number, unknown>)[slot(key, frame)];
}

export function storeSlot(base: unknown, key: Key, value: unknown, frame: Frame): void {
  if (key.kind === "entry") setEntry(base, read(key.key, frame), value);
  else (base as Record<string | number, unknown>)[slot(key, frame)] = value;
}
export const bound = (atom: Atom | undefined, frame: Frame): number | undefined =>
  atom === undefined ? undefined : (read(atom, frame) as number);

/** The value of host code: `$0`, `$1`, … are the arguments. */
export function host(code: HostCode, frame: Frame, activation: Activation): unknown {
  const { text, args, imports = [] } = code;
  const names = [...args.map((_, i) => `$${i}`), ...imports];
  const contents = [...args.map((atom) => read(atom, frame)), ...imports.map(activation.internal)];
  return new Function(...names, `return (${text});`)(...contents);
}

interface HostCode {
  readonly text: string;
  readonly args: readonly Atom[];
  readonly imports?: readonly string[];
}

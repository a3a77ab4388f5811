import { raw } from "./dual.js";

/** `Map` of a rewritten program: numbers are keys by their value. */
export class Dictionary extends Map<unknown, unknown> {
  override get(key: unknown): unknown {
    return super.get(raw(key));
  }

  override has(key: unknown): boolean {
    return super.has(raw(key));
  }

  override set(key: unknown, value: unknown): this {
    return super.set(raw(key), value);
  }

  override delete(key: unknown): boolean {
    return super.delete(raw(key));
  }
}

/** `Set` of a rewritten program. */
export class Collection extends Set<unknown> {
  override has(value: unknown): boolean {
    return super.has(raw(value));
  }

  override add(value: unknown): this {
    return super.add(raw(value));
  }

  override delete(value: unknown): boolean {
    return super.delete(raw(value));
  }
}

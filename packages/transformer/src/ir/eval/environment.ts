import type { Global, ScopeId, Value, Variable } from "../types.js";

/**
 * The values of one run of a block. In the unscheduled stage a frame also remembers the frames of the scopes inside it, so
 * that the run of a mirrored scope (same id, same branch or iteration) finds the values of the run that it mirrors.
 */
export class Frame {
  private readonly values = new Map<Value, unknown>();
  private readonly inner = new Map<string, Frame[]>();

  private constructor(
    private readonly parent: Frame | undefined,
    private readonly mirrored: readonly Frame[],
  ) {}

  static root(): Frame {
    return new Frame(undefined, []);
  }

  /** A frame inside this one. `part` is the branch or the iteration; without a scope nothing mirrors it. */
  enter(scope?: ScopeId, part: string | number = ""): Frame {
    if (scope === undefined) return new Frame(this, []);
    const key = `${scope}:${part}`;
    const mirrored = [this, ...this.mirrored].flatMap((frame) => frame.inner.get(key) ?? []);
    const frame = new Frame(this, mirrored);
    const runs = this.inner.get(key);
    if (runs === undefined) this.inner.set(key, [frame]);
    else runs.push(frame);
    return frame;
  }

  define(value: Value, content: unknown): void {
    this.values.set(value, content);
  }

  lookup(value: Value): unknown {
    for (let frame: Frame | undefined = this; frame !== undefined; frame = frame.parent) {
      if (frame.values.has(value)) return frame.values.get(value);
    }
    for (let frame: Frame | undefined = this; frame !== undefined; frame = frame.parent) {
      for (const other of frame.mirrored) if (other.values.has(value)) return other.values.get(value);
    }
    throw new Error(`evaluate: ${value.name ?? "t"} (value ${value.id}) is not defined here`);
  }
}

/** One call of a function. */
export interface Activation {
  readonly variables: Map<Variable, unknown>;
  /** The scopes that occur more than once in the function: only their frames are kept. */
  readonly mirrored: ReadonlySet<ScopeId>;
  readonly global: (global: Global) => unknown;
  readonly internal: (name: string) => unknown;
}

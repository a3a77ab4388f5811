import { resolveType } from "../../../../../packages/transformer/src/ir/type.js";
import type { Type } from "../../../../../packages/transformer/src/ir/types.js";

/** An object of which only its identity is known. */
export interface Ref {
  readonly id: string;
  /** It was made in the block: what is in each slot that nothing was stored in, until others see it. */
  readonly blank?: { readonly content: unknown; readonly age: number };
}

/** Any state that a block may begin with: each value and each slot is drawn, the same one each time it is asked for. */
export class State {
  private readonly refs = new Map<string, Ref>();
  /** What was read and written since the last time that others could see memory. */
  private readonly cells = new Map<string, Cell>();
  private age = 0;

  constructor(
    private readonly seed: number,
    /** What matters to the block, as it compares with it. */
    private readonly numbers: readonly number[],
    private readonly texts: readonly string[],
  ) {}

  /** Any value of a type, decided by a name. References of a kind may be one object. */
  any(type: Type, name: string, mayMiss: boolean): unknown {
    const random = drawn(this.seed, name);
    const one = random();
    if (mayMiss && one < 0.15) return undefined;
    const { kind } = resolveType(type);
    if (kind === "number") return this.anyNumber(random);
    if (kind === "boolean") return random() < 0.5;
    if (kind === "string") return this.texts[Math.floor(random() * this.texts.length)];
    if (kind === "undefined") return undefined;
    return this.ref(`${kind} ${Math.floor(random() * 4)}`);
  }

  private anyNumber(random: () => number): number {
    const of = random();
    if (of < 0.35) return this.numbers[Math.floor(random() * this.numbers.length)]!;
    if (of < 0.5) return Math.floor(random() * 7) - 3;
    return 4 * random() - 2;
  }

  private ref(id: string): Ref {
    const known = this.refs.get(id) ?? { id };
    this.refs.set(id, known);
    return known;
  }

  made(id: string, content: unknown): Ref {
    return { id, blank: { content, age: this.age } };
  }

  /** What a slot holds: what was stored there, or anything. */
  load(ref: Ref, slot: string, type: Type, mayMiss: boolean): unknown {
    const name = `${ref.id}.${slot}`;
    const known = this.cells.get(name);
    if (known !== undefined) return known.content;
    const { blank } = ref;
    const content = blank?.age === this.age ? blank.content : this.any(type, `${name} since ${this.age}`, mayMiss);
    this.cells.set(name, { first: { content }, content });
    return content;
  }

  store({ id }: Ref, slot: string, content: unknown): void {
    const name = `${id}.${slot}`;
    this.cells.set(name, { first: this.cells.get(name)?.first, content });
  }

  /** All that is something else than before is seen now, and may be anything afterwards. */
  shown(): readonly (readonly [name: string, content: unknown])[] {
    const changed = [...this.cells].filter(
      ([, { first, content }]) => first === undefined || !Object.is(first.content, content),
    );
    this.cells.clear();
    this.age++;
    return changed.map(([name, { content }]) => [name, content] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

interface Cell {
  readonly first: { readonly content: unknown } | undefined;
  readonly content: unknown;
}

/** Numbers from 0 to 1, decided by a seed and a name. */
function drawn(seed: number, name: string): () => number {
  let hash = Math.imul(seed + 1, 0x9e3779b1);
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return () => {
    hash = (hash + 0x6d2b79f5) | 0;
    let t = Math.imul(hash ^ (hash >>> 15), 1 | hash);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

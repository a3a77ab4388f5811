import type { LabelId, ScopeId, Value } from "../types.js";

/** Which block of a statement. Parts of the source stage are apart: labels are numbered for themselves. */
export type Part = "then" | "else" | "condition" | "body" | `labelled ${"condition" | "body" | "update"}`;

/** One block on the way from the body of the function: which scope, and which of its blocks. */
interface Place {
  readonly key: string;
  readonly isLoop: boolean;
  readonly parent: Place | undefined;
}

/** Which values a statement may name: in JavaScript, or in the unscheduled stage also through mirrored scopes. */
export class Visibility {
  private readonly visible = new Set<Value>();
  private readonly places = new Map<Value, Place | undefined>();
  private readonly open = new Map<string, number>();
  private readonly entered: Value[][] = [[]];
  private place: Place | undefined;

  constructor(private readonly mirrors: boolean) {}

  define(value: Value): "redefined" | undefined {
    if (this.places.has(value)) return "redefined";
    this.places.set(value, this.place);
    this.visible.add(value);
    this.entered.at(-1)?.push(value);
    return undefined;
  }

  /** Runs `action` inside a block; afterwards nothing that it defined is visible. */
  inside(scope: ScopeId | LabelId, part: Part, action: () => void): void {
    const key = `${scope} ${part}`;
    const outer = this.place;
    this.place = { key, isLoop: part.endsWith("body"), parent: outer };
    this.open.set(key, (this.open.get(key) ?? 0) + 1);
    this.entered.push([]);
    action();
    for (const value of this.entered.pop() ?? []) this.visible.delete(value);
    this.open.set(key, (this.open.get(key) ?? 0) - 1);
    this.place = outer;
  }

  /** What is wrong with a use here. */
  fault(value: Value): string | undefined {
    if (this.visible.has(value)) return undefined;
    if (!this.places.has(value)) return "is not defined before";
    if (!this.mirrors) return "is not visible here";
    for (let place = this.places.get(value); place !== undefined; place = place.parent) {
      if (!this.open.get(place.key))
        return "is not visible here, and no enclosing scope mirrors that of its definition";
    }
    return undefined;
  }

  /** The body of the innermost loop here. */
  get innermostLoop(): Place | undefined {
    let place = this.place;
    while (place !== undefined && !place.isLoop) place = place.parent;
    return place;
  }

  /** Whether the definition of a value is inside a block that is open here. */
  isInside(value: Value, block: Place): boolean {
    let place = this.places.get(value);
    while (place !== undefined && place !== block) place = place.parent;
    return place !== undefined;
  }
}

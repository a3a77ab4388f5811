import type { ts } from "../../../frontend/ts.js";
import { resolveType } from "../../../ir/type.js";
import type { RecordType } from "../../../ir/types.js";
import { type ClassValue, type Lowering, type ProgramState, report } from "../state.js";
import { findMember } from "./model.js";

// `this.callback = f`, where `callback` is a method of the class: from then on the object has a function of its own, and calls of the
// method are calls of that.

/** A store in a field of an instance. */
export interface InstanceStore {
  readonly l: Lowering;
  readonly node: ts.Node;
  readonly type: RecordType;
  readonly name: string;
}

/** Whether a store in this field replaces a method, as far as the classes are known; all are looked at in the end. */
export function replacesMethod(l: Lowering, type: RecordType, name: string, node: ts.Node): boolean {
  if (type.instance === undefined) return false;
  const store = { l, node, type, name };
  if (isReported(store)) return true;
  l.program.instanceStores.push(store);
  return false;
}

/** The same for classes that joined the type later. */
export function checkInstanceStores({ instanceStores }: ProgramState): void {
  for (const store of instanceStores) isReported(store);
}

function isReported({ l, node, type, name }: InstanceStore): boolean {
  const present = resolveType(type);
  const classes = present.kind === "record" ? (present.instance?.classes ?? []) : [];
  const owner = ([...classes] as ClassValue[]).find((cls) => {
    const member = findMember(cls, name, "get");
    return member?.kind === "method" || member?.kind === "function";
  });
  if (owner !== undefined) report(l, "replacedMethod", node, { name, type: owner.name });
  return owner !== undefined;
}

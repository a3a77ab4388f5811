import { isConstant, sameAtom } from "../../../../packages/transformer/src/ir/build.js";
import type { Atom, Block, IRFunction, Statement } from "../../../../packages/transformer/src/ir/types.js";
import { isLinear } from "../own.js";
import type { Place } from "../places.js";
import { accessOf, type Memory, memoryOf } from "./meetings.js";
import { sameKey } from "./slots.js";
import { asksLength, isStillZero, isUnread } from "./untouched.js";

/** Why it does not matter what a statement stores in a slot of cotangents or tangents, or whether it adds. */
export function whyIdle(place: Place, after: Block, whole: IRFunction): string | undefined {
  const memory = memoryOf(whole);
  const own = memory.places.find(({ statement }) => statement === place.statement);
  if (own === undefined) return undefined;
  const { statement } = own;
  if (statement.kind === "let") return isUnreadMember(own, after, memory) ? "not asked for later" : undefined;
  if ((statement.kind !== "store" && statement.kind !== "accumulate") || !isLinear(statement.base)) return undefined;
  const access = accessOf(own)!;
  if (!after.every((one) => isIndex(one) || writesTo(one, access.base))) return undefined;
  const others = after.flatMap((one) => (writesTo(one, access.base) ? [{ ...access, key: one.key }] : []));
  const isElsewhere = others.some(({ key }) => !sameKey(key, access.key));
  if (isElsewhere && asksLength(access, memory)) return undefined;
  if ([access, ...others].every((one) => isUnread(one, memory))) return "not asked for later";
  if (isElsewhere) return undefined;
  const isAlike =
    after.length === 0 ? isConstant(statement.value, 0) : after.length === 1 && addsAlike(statement, after);
  return isAlike && isStillZero(access, memory) ? "still 0" : undefined;
}

const addsAlike = (statement: Statement & { readonly kind: "store" | "accumulate" }, [one]: Block): boolean =>
  (one?.kind === "store" || one?.kind === "accumulate") && sameAtom(one.value, statement.value);

const writesTo = (one: Statement, base: Atom): one is Statement & { readonly kind: "store" | "accumulate" } =>
  (one.kind === "store" || one.kind === "accumulate") && one.base === base;

/** A new number for another slot. */
const isIndex = (one: Statement): boolean => one.kind === "let" && one.operation.kind === "primitive";

/** Memory that begins with something else, in slots that are not read before they are overwritten, if ever. */
function isUnreadMember(place: Place, after: Block, memory: Memory): boolean {
  const [one] = after;
  const { statement } = place;
  if (after.length !== 1 || one?.kind !== "let" || statement.kind !== "let" || !isLinear(statement.value)) return false;
  const [a, b] = [statement.operation, one.operation];
  const base = statement.value;
  if (a.kind === "makeArray" && b.kind === "makeArray")
    return a.elements.every(
      (atom, k) =>
        sameAtom(atom, b.elements[k]!) ||
        isUnread({ base, key: { kind: "index", index: { kind: "constant", value: k } }, place }, memory),
    );
  if (a.kind !== "makeRecord" || b.kind !== "makeRecord") return false;
  return a.fields.every(
    ({ name, value }, k) =>
      sameAtom(value, b.fields[k]!.value) || isUnread({ base, key: { kind: "field", name }, place }, memory),
  );
}

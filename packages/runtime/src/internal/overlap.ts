/**
 * Whether two arguments share memory: an object that both reach, or views of the same bytes.
 * Two arguments are two inputs of the derivative, so a function that writes into one of them has none where they overlap.
 */
export function overlap(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return false;
  if (a === b) return true;
  if (isFlat(a) && isFlat(b)) return shareBytes(a, b);
  const reachedByA = reachable(a);
  const reachedByB = reachable(b);
  const viewsOfA = viewsByBuffer(reachedByA);
  for (const part of reachedByB) {
    if (reachedByA.has(part)) return true;
    if (ArrayBuffer.isView(part) && viewsOfA.get(part.buffer)?.some((view) => shareBytes(view, part))) return true;
  }
  return false;
}

/** Throws where a structure holds the same object, or views of the same bytes, in two places: copies of it, and what is seeded in it, would not. */
export function refuseShared(structure: object, name: string): void {
  if (sharesParts(structure))
    throw new Error(`${name} holds the same object in two places; give each place one of its own`);
}

function sharesParts(structure: object): boolean {
  const seen = new Set<object>();
  const isAgain = (part: object): boolean => {
    if (seen.has(part)) return true;
    seen.add(part);
    return !ArrayBuffer.isView(part) && children(part).some((child) => isObject(child) && isAgain(child));
  };
  if (isAgain(structure)) return true;
  return [...viewsByBuffer(seen).values()].some((views) =>
    views.some((a, i) => views.slice(i + 1).some((b) => shareBytes(a, b))),
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isFlat = (value: object): boolean => ArrayBuffer.isView(value) || (Array.isArray(value) && !value.some(isObject));

function shareBytes(a: object, b: object): boolean {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || a.buffer !== b.buffer) return false;
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}

function viewsByBuffer(parts: ReadonlySet<object>): ReadonlyMap<ArrayBufferLike, readonly ArrayBufferView[]> {
  const views = new Map<ArrayBufferLike, ArrayBufferView[]>();
  for (const part of parts) {
    if (!ArrayBuffer.isView(part)) continue;
    const known = views.get(part.buffer);
    if (known === undefined) views.set(part.buffer, [part]);
    else known.push(part);
  }
  return views;
}

function reachable(root: object): Set<object> {
  const reached = new Set([root]);
  for (const part of reached) {
    if (ArrayBuffer.isView(part)) continue;
    for (const child of children(part)) if (isObject(child)) reached.add(child);
  }
  return reached;
}

function children(part: object): readonly unknown[] {
  if (Array.isArray(part)) return part;
  if (part instanceof Set) return [...part];
  return part instanceof Map ? [...part.keys(), ...part.values()] : Object.values(part);
}

const tapes = new WeakMap<object, Float64Array[]>();

/** An array of at least so many numbers, the same one in each call for a structure and an index as long as it is large enough. */
export function keptTape(structure: object, index: number, length: number): Float64Array {
  let kept = tapes.get(structure);
  if (kept === undefined) {
    kept = [];
    tapes.set(structure, kept);
  }
  const known = kept[index];
  if (known !== undefined && known.length >= length) return known;
  const made = new Float64Array(length);
  kept[index] = made;
  return made;
}

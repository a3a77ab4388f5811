/** Typed arrays over the memory of a buffer, see arrays.ts. The errors are those of V8. */

/** `new Float64Array(buffer, offset, length)`, where `elements` is the buffer as one array and `size` that of an element in bytes. */
export function viewOf(
  elements: Float64Array,
  name: string,
  size: number,
  byteLength: number,
  offset: number,
  length: number | undefined,
): Float64Array {
  const from = Math.trunc(offset);
  if (from % size !== 0) throw new RangeError(`start offset of ${name} should be a multiple of ${size}`);
  if (from < 0) throw new RangeError(`Start offset ${offset} is outside the bounds of the buffer`);
  const start = from / size;
  if (length === undefined) {
    if (byteLength % size !== 0) throw new RangeError(`byte length of ${name} should be a multiple of ${size}`);
    if (from > byteLength) throw new RangeError(`Start offset ${offset} is outside the bounds of the buffer`);
    return elements.subarray(start);
  }
  const count = Math.trunc(length);
  if (count < 0 || from + count * size > byteLength) throw new RangeError(`Invalid typed array length: ${length}`);
  return elements.subarray(start, start + count);
}

/** Functions of `Math` of the elements of a list, see arrays.ts. */

/** `Math.hypot(...numbers)` as V8 computes it: scaled by the greatest, summed with compensation for what rounding loses. */
export function hypotOf(numbers: readonly number[]): number {
  const n = numbers.length;
  let greatest = 0;
  let isUnknown = false;
  for (let i = 0; i < n; i++) {
    const size = Math.abs(numbers[i] as number);
    if (Number.isNaN(size)) isUnknown = true;
    else if (size > greatest) greatest = size;
  }
  if (greatest === Number.POSITIVE_INFINITY) return greatest;
  if (isUnknown) return Number.NaN;
  if (greatest === 0) return 0;
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const scaled = (numbers[i] as number) / greatest;
    const added = scaled * scaled - lost;
    const next = sum + added;
    lost = next - sum - added;
    sum = next;
  }
  return Math.sqrt(sum) * greatest;
}

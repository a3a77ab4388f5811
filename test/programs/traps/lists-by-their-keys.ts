// Lists gone through by `for … in`, with the question of old whether the key is the list's own.

function guarded(xs: number[], x: number): number {
  let sum = 0;
  for (const i in xs) if (xs.hasOwnProperty(i)) sum += xs[i as unknown as number] * 2;
  for (const i in xs) {
    if (!Object.prototype.hasOwnProperty.call(xs, i)) continue;
    sum += xs[+i] ** 2 * Number(i) * x;
  }
  return sum;
}

/** An element that goes while the list is gone through is not there any more. */
function shrinking(xs: number[], x: number): number {
  const list = [...xs, 3];
  let sum = 0;
  for (const i in list) {
    if (!(i in list)) continue;
    if (i === "1") list.pop();
    sum = sum * x + list[+i];
  }
  return sum + (Object.hasOwn(list, 1) ? x : 7) + (list.hasOwnProperty(xs.length) ? 100 : 0);
}

function typed(x: number, y: number): number {
  const numbers = Float64Array.of(x, y);
  let sum = 0;
  for (const i in numbers) if (Object.hasOwn(numbers, i)) sum += numbers[+i] * (numbers.hasOwnProperty(2) ? 50 : 1);
  return sum;
}

export function f(x: number, y: number): number {
  return guarded([x, x * y], y) + shrinking([x, y], x) + typed(x, y) * x;
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.6],
  [-0.4, 2.1],
];

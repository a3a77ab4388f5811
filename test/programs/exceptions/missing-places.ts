// Writing to, taking apart and iterating over what is not there throws: inside try it is caught.
interface Holder {
  v?: number[];
}

function write(a: number, lists: Map<string, number[]>): number {
  let sum = a;
  try {
    lists.get("x")![0] = a;
    sum = lists.get("x")![0] * 3;
  } catch {
    sum = a * a;
  }
  return sum;
}

function writeField(a: number, holder: Holder): number {
  let sum = a;
  try {
    holder.v![0] += a;
    sum += holder.v![0];
  } catch {
    sum = a * a;
  }
  return sum;
}

function destructure(a: number, lists: Map<string, number[]>): number {
  let sum = a;
  try {
    const [p] = lists.get("x")!;
    sum = a + p * a;
  } catch (error) {
    sum = error instanceof TypeError ? a * a : 0;
  }
  return sum;
}

function iterate(a: number, lists: Map<string, number[]>): number {
  let sum = a;
  try {
    for (const v of lists.get("x")!) sum += v * a;
    sum += [1, ...lists.get("x")!].length * a;
  } catch {
    sum = a * a;
  }
  return sum;
}

function greatest(a: number, lists: Map<string, number[]>): number {
  try {
    return Math.max(...lists.get("x")!) * a;
  } catch {
    return a * a * a;
  }
}

export function f(a: number): number {
  const [none, some] = [new Map<string, number[]>(), new Map([["x", [a, 2 * a]]])];
  let sum = 0;
  for (const lists of [none, some])
    sum += write(a, lists) + destructure(a, lists) * 2 + iterate(a, lists) * 3 + greatest(a, lists);
  return sum + writeField(a, {}) + writeField(a, { v: [a] }) * a;
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

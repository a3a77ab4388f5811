// Exceptions that the language throws, caught by the function: what is called and is no function, lengths that are none, empty reductions,
// texts and objects that are missing.
type Step = (k: number) => number;

function guarded(attempt: () => number, otherwise: number): number {
  let result = 0;
  try {
    result = attempt();
    result *= 1.5;
  } catch (error) {
    result += error instanceof RangeError ? 2 * otherwise : error instanceof TypeError ? otherwise : 100;
  } finally {
    result += 0.25;
  }
  return result;
}

/** In the block itself, with state that is changed on the way. */
function inPlace(x: number): number {
  const steps: (Step | undefined)[] = [(k) => k * x, undefined, (k) => k + x];
  const words: (string | undefined)[] = ["ab", undefined, "c"];
  const shapes: ({ readonly v?: number } | null)[] = [{ v: 2 }, null, {}];
  const rows = [[x, 2 * x], [], [x * x]];
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    try {
      sum += (steps[i] as Step)(x);
      sum *= 1.1;
    } catch {
      sum += x * x;
    }
    try {
      sum += (words[i] as string).length * x;
      sum *= 1.1;
    } catch {
      sum += x ** 3;
    }
    try {
      sum += "v" in (shapes[i] as object) ? x : 2 * x;
    } catch (error) {
      sum += error instanceof TypeError ? 3 * x : 100;
    }
    try {
      sum += (rows[i] as number[]).reduce((a, b) => a * b);
      sum *= 0.9;
    } catch {
      sum -= x;
    }
  }
  return sum;
}

function lengths(x: number): number {
  let sum = 0;
  for (const n of [2, -1, 0.5, 1]) {
    sum += guarded(() => new Float64Array(n).fill(x).length * x, x * x);
    sum += guarded(() => new Array<number>(n).fill(x).reduce((a, b) => a + b, 0), x ** 3);
    const list = [x, x * x, 3];
    sum += guarded(() => {
      list.length = n;
      return x;
    }, 2 * x);
    sum += list.length * x;
  }
  return sum;
}

const operations: Record<string, (v: number) => number> = { square: (v) => v * v, sine: Math.sin };

const named = (name: string, x: number): number => operations[name](x) + 1;

/** A function that a table of the module does not have. */
function byName(x: number): number {
  let sum = 0;
  for (const name of ["square", "none", "sine"]) {
    try {
      sum += operations[name](x) * 2;
      sum *= named(name === "sine" ? "cosine" : name, x);
    } catch (error) {
      sum += (error instanceof TypeError ? 3 : 7) * x ** 3;
    } finally {
      sum *= 1.1;
    }
  }
  return sum;
}

export function f(x: number): number {
  const text = guarded(() => (2).toFixed(200).length, x);
  return inPlace(x) + lengths(x) + byName(x) + text;
}
export const wrt = 0;
export const inputs = [[1.3], [0.6]];

// Errors of the language that are caught: a name before its declaration has run, a weak key that is no object, parsed data that is null.

/** A helper that is called before what it reads is set up. */
function calledEarly(x: number): number {
  let s = 0;
  const scaled = (): number => factor * x;
  try {
    s += scaled();
  } catch (error) {
    s += error instanceof ReferenceError ? 3 * x : 100;
  }
  const factor = x * x;
  return s + scaled();
}

/** Marks that hang on objects; one of the owners is missing. */
function marked(x: number): number {
  const owners = [{ w: 1 }, null, { w: 2 }];
  const marks = new WeakMap<object, number>();
  let s = 0;
  for (const owner of owners) {
    try {
      marks.set(owner as { w: number }, s * x);
      s += x;
    } catch (error) {
      s += error instanceof TypeError ? x * x : 100;
    } finally {
      s *= 1.1;
    }
  }
  return s;
}

function parsed(x: number): number {
  let s = 0;
  for (const text of ['{"w":1}', "{", "null", '{"w":3}']) {
    try {
      const { w } = JSON.parse(text) as { w: number };
      s += w * x;
      const again = JSON.parse(text) as { w: number };
      s += again.w * x;
    } catch (error) {
      s += error instanceof SyntaxError ? x * x : x ** 3;
    }
    s *= 1.2;
  }
  return s;
}

export function f(x: number): number {
  return calledEarly(x) + marked(x) + parsed(x);
}
export const wrt = 0;
export const inputs = [[1.3], [0.6]];

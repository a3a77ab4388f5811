// Values that may be missing, asked for and assigned again, as packages without types write it.

/** The other branch gives the name another value: what the test said is not so any more. */
export function second(table, x) {
  let value = table.get("a");
  if (value == null) return x;
  else value = table.get("b");
  return value == null ? x * x : value * x;
}

export function third(table, x) {
  let value = table.get("a");
  if (typeof value !== "number") {
    return x;
  } else {
    x = x * 2;
    value = table.get("c");
  }
  if (value == null) return x * x;
  return value * x;
}

export function inLoop(x, a) {
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    if (a == null) {
      a = x;
      continue;
    }
    sum += a * x;
    a = i === 1 ? undefined : a * 2;
  }
  return sum + (a == null ? x * 7 : a);
}

function* scaled(x, n) {
  for (let i = 1; i <= n; i++) yield x * i;
}

export function chained(x, step) {
  let previous = null;
  let sum = 0;
  if (step == null) step = 2;
  if (step > 0) {
    for (const value of scaled(x, 4)) {
      if (previous != null) sum += previous * value;
      previous = value * step;
    }
  }
  return sum + (previous == null ? x : previous);
}

export function afterThrow(x, n) {
  try {
    if (n == null) throw new Error("none");
    n = null;
    if (x > 1) throw new Error("big");
  } catch {
    return n == null ? x * x : n * x;
  }
  return x;
}

/** Both ways give the name a value, or one does and the test says that it has one. */
export function weighed(x, options) {
  options = options || {};
  let weight = options.weight;
  if (typeof weight !== "number") weight = 2;
  let shift = options.shift;
  if (shift == null) shift = x;
  else shift = shift * x;
  let last = options.last;
  if (last == null) {
    last = x;
    last = options.last;
  }
  return weight * x + shift + (last == null ? x : last * x);
}

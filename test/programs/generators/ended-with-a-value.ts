// Who ends a generator says what it gives, also where it returns nothing itself and its type does not say what.
function* powers(x: number): Generator<number> {
  let y = x;
  try {
    for (let i = 0; i < 5; i++) {
      yield y;
      y *= x;
    }
  } finally {
    y = 0;
  }
}

function* counted(x: number): Generator<number, number, void> {
  let n = 0;
  while (n < 3) {
    n++;
    yield x * n;
  }
  return x ** n;
}

export function f(x: number): number {
  let sum = 0;
  const first = powers(x);
  sum += first.next().value;
  const ended = first.return(x * 9);
  sum += ended.done ? ended.value * 2 : x;
  sum += first.return(x * x).value;
  const after = first.next();
  sum += after.done ? x ** 3 : 1;
  const second = counted(x);
  second.next();
  sum += second.return(x * 5).value;
  let last = 0;
  const third = counted(x);
  for (let step = third.next(); ; step = third.next()) {
    last += step.value;
    if (step.done) break;
  }
  return sum + last;
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

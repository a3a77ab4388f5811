// `var` with the name of a parameter is that parameter: it starts with the argument.
function present(rate: number, amount: number, periods: number): number {
  var rate = rate / 100;
  return amount / (1 + rate) ** periods;
}

function limited(x: number, most: number): number {
  for (let i = 0; i < 2; i++) {
      var most = most * 0.5;
    if (x > most) return most * x;
  }
  return x * x;
}

function applied(x: number, fn?: (x: number) => number): number {
  var fn: ((x: number) => number) | undefined = fn || ((y: number) => y * y * y);
  return fn(x);
}

function untouched(x: number, y: number): number {
  var y: number;
  return x * y;
}

function summed(values: number[]): number {
  let total = 0;
  values.forEach((value) => {
    var value = value * 2;
    total += value * value;
  });
  return total;
}

export function f(x: number[]): number {
  const [a, b] = [x[0]!, x[1]!];
  return present(a, b, 3) + limited(b, a) + applied(a) + applied(b, Math.sin) + untouched(a, b) + summed([a, b]);
}
export const wrt = 0;
export const inputs = [[[5, 1.5]], [[0.5, 2.5]], [[3, 0.5]]];

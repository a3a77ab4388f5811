// A function may end with a switch that no case of which leaves it: by break, by falling through, or as none matches.
class Machine {
  level = 1;
  run(op: number, x: number): void {
    switch (op) {
      case 0:
        this.level += x;
        break;
      case 1:
        return this.apply((v) => v * x);
    }
  }
  private apply(change: (v: number) => number): void {
    this.level = change(this.level);
  }
}

function found(name: string, x: number): number | undefined {
  switch (name) {
    case "plain":
      return x;
    case "skipped":
      break;
    case "positive":
      if (x > 0) break;
      return 2 * x;
  }
}

export function f(x: number): number {
  const machine = new Machine();
  for (const op of [0, 1, 2, 0]) machine.run(op, x);
  let sum = 0;
  const add = (v: number): void => {
    sum += v;
  };
  [0, 1, 2, 5].forEach((k) => {
    switch (k) {
      case 0:
        sum += x;
        break;
      case 1:
        return add(x * x);
      case 2:
        sum *= 2;
    }
  });
  const names = ["plain", "skipped", "positive", "unknown"];
  return machine.level + sum + names.reduce((total, name) => total + (found(name, x) ?? x * x), 0);
}
export const wrt = 0;
export const inputs = [[1.3], [-0.6]];

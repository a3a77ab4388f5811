/** Accessors that are overridden by a later property, and one in an object that a class returns. */
interface View {
  readonly scale: number;
  readonly total: number;
}
class Table {
  private readonly rows: number[];
  constructor(...rows: number[]) {
    this.rows = rows;
  }
  view(scale: number): View {
    const { rows } = this;
    return {
      scale,
      get total() {
        return rows.reduce((s, r) => s + r * this.scale, 0);
      },
    };
  }
  push(row: number): number {
    return this.rows.push(row);
  }
}

export function f(a: number, b: number): number {
  const table = new Table(a, b, a * b);
  const view = table.view(b);
  const before = view.total;
  table.push(a * a);
  const over = { ...view, scale: 3 };
  return before * view.total + over.total * over.scale;
}

export const wrt = [0, 1];
export const inputs = [
  [1.5, 0.7],
  [2, 0.3],
];

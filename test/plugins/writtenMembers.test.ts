import { test } from "vitest";
import { compareInstalled } from "./installed.js";

// A package whose classes get members behind their bodies, whose constructors return their instance and ask for new.target, and
// whose enums are what TypeScript made of them.

const tables = `class Table {
  constructor() { if (new.target === Table) throw new TypeError("Table is abstract"); }
  static isTable(value) { return value != null && value.klass === "Table"; }
  static checked(value) { return Table.isTable(value) ? value : new Dense(value); }
  sum() {
    let total = 0;
    for (let i = 0; i < this.rows; i++) for (let j = 0; j < this.columns; j++) total += this.get(i, j);
    return total;
  }
  product(other) {
    other = Table.checked(other);
    const result = new Dense(this.rows, other.columns);
    for (let i = 0; i < this.rows; i++)
      for (let j = 0; j < other.columns; j++)
        for (let k = 0; k < this.columns; k++)
          result.set(i, j, result.get(i, j) + this.get(i, k) * other.get(k, j));
    return result;
  }
  static filled(value) { return new Dense(2, Dense.Size).map(() => value); }
  half() { return 0; }
}
Table.prototype.klass = "Table";
Table.prototype.total = Table.prototype.sum;
Table.full = Table.filled;
class Dense extends Table {
  constructor(rows, columns) {
    super();
    this.data = [];
    if (Table.isTable(rows)) {
      for (let i = 0; i < rows.rows; i++) this.data.push(Float64Array.from(rows.data[i]));
      columns = rows.columns;
      rows = rows.rows;
    } else if (Number.isInteger(rows)) {
      for (let i = 0; i < rows; i++) this.data.push(new Float64Array(columns));
    } else if (Array.isArray(rows)) {
      for (let i = 0; i < rows.length; i++) this.data.push(Float64Array.from(rows[i]));
      columns = rows[0].length;
      rows = rows.length;
    } else throw new TypeError("rows must be a number or a list");
    this.rows = rows;
    this.columns = columns;
  }
  get(i, j) { return this.data[i][j]; }
  set(i, j, value) { this.data[i][j] = value; return this; }
  map(f) {
    for (let i = 0; i < this.rows; i++)
      for (let j = 0; j < this.columns; j++) this.set(i, j, f(this.get(i, j)));
    return this;
  }
}
Dense.Size = 2;
function install(Table, Dense) {
  Table.prototype.plus = function plus(value) {
    if (typeof value === "number") return this.plusNumber(value);
    return this.plusTable(value);
  };
  Table.prototype.plusNumber = function (value) { return this.map((x) => x + value); };
  Table.prototype.plusTable = function (table) {
    table = Table.checked(table);
    const result = new Dense(this);
    for (let i = 0; i < this.rows; i++)
      for (let j = 0; j < this.columns; j++) result.set(i, j, this.get(i, j) + table.get(i, j));
    return result;
  };
  Table.prototype.half = function half() { return this.sum() / 2; };
}
install(Table, Dense);
class Shade {
  constructor(r, g, b) {
    this.isShade = true;
    this.r = 1;
    this.g = 1;
    this.b = 1;
    return this.set(r, g, b);
  }
  set(r, g, b) {
    if (g === undefined) return this.copy(r);
    this.r = r;
    this.g = g;
    this.b = b;
    return this;
  }
  copy(other) { this.r = other.r; this.g = other.g; this.b = other.b; return this; }
}
var Due;
(function (Due) {
  Due["Begin"] = "begin";
  Due["End"] = "end";
})(Due || (Due = {}));
var Mode;
(function (Mode) {
  Mode[Mode["Linear"] = 0] = "Linear";
  Mode[Mode["Square"] = 1] = "Square";
})(Mode || (Mode = {}));
function weigh(x, due = Due.End, mode = Mode.Linear) {
  const when = due === Due.Begin ? 1 : 0;
  return (1 + x * when) * (mode === Mode.Square ? x * x : x);
}
export { Table, Dense, Shade, Due, Mode, weigh };
`;

const main = `import { valueAndGrad } from "cotangent";
// @ts-expect-error JavaScript without types
import { Dense, Due, Mode, Shade, Table, weigh } from "tables";
export function f(x: number[]): number {
  const table = new Dense([[x[0]!, 2], [1, x[1]!]]);
  const other = table.product(table).plus(table).plus([[x[2]!, 0], [0, 1]]).plus(x[0]!);
  const full = Table.full(x[1]!);
  const shade = new Shade(new Shade(x[0]!, x[1]!, x[2]!));
  const weights = weigh(x[0]!) + weigh(x[1]!, Due.Begin) + weigh(x[2]!, Due.End, Mode.Square);
  return other.total() * full.half() + shade.r * shade.g * shade.b + weights * table.get(1, 1);
}
export const derivative = valueAndGrad(f);
`;

test("members that are written behind a class are members of it", () =>
  compareInstalled(
    { tables: { text: tables, type: "module" } },
    main,
    [
      [1.5, 0.2, 0.4],
      [0.8, -0.6, 0.7],
    ],
    5,
  ));

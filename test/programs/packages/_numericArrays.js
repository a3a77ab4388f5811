// Numerical helpers for lists of any kind: arrays, typed arrays, lists of lists.
const toString = Object.prototype.toString;

export function isAnyArray(value) {
  const tag = toString.call(value);
  return tag.endsWith("Array]") && !tag.includes("Big");
}

export function mean(input) {
  if (!isAnyArray(input)) throw new TypeError("input must be an array");
  if (input.length === 0) throw new TypeError("input must not be empty");
  let sum = 0;
  for (let i = 0; i < input.length; i++) sum += input[i];
  return sum / input.length;
}

/** From a number of rows and columns, from rows, or from a table. */
export class Table {
  constructor(rows, columns) {
    if (rows != null && rows.klass === "Table") {
      this.data = rows.data.map((row) => Array.from(row));
    } else if (Number.isInteger(rows) && rows >= 0) {
      this.data = [];
      for (let i = 0; i < rows; i++) this.data.push(new Array(columns).fill(0));
    } else if (isAnyArray(rows)) {
      this.data = rows.map((row) => Array.from(row));
    } else {
      throw new TypeError("rows must be a number or a list");
    }
  }
  get klass() {
    return "Table";
  }
  times(other) {
    const factor = other.klass === "Table" ? other : new Table(other);
    const result = new Table(this.data.length, factor.data[0].length);
    for (let i = 0; i < this.data.length; i++)
      for (let j = 0; j < factor.data[0].length; j++)
        for (let k = 0; k < factor.data.length; k++) result.data[i][j] += this.data[i][k] * factor.data[k][j];
    return result;
  }
}

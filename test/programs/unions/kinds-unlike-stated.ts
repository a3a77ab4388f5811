/** `list[i] ?? other` where the other is of another kind: by its type there is always an element, so the checker leaves the other out. */
function powers(term: string): number {
  const found = /x(?:\^(\d+))?/.exec(term);
  return found ? Number(found[1] ?? 1) : 0;
}

function degree(term: string): number {
  const found = /x(?:\^(\d+))?/.exec(term);
  const power = found?.[1] ?? 1;
  return typeof power === "number" ? power : Number(power) * 2;
}

interface Node {
  weight: number;
  left?: Node;
}

export function f(x: number[]): number {
  let sum = 0;
  for (const term of ["x^3", " - ", "x", "7"]) sum = sum * 0.5 + x[0] ** powers(term) + degree(term) * x[1];
  const names = ["a", "bb"];
  for (let i = 0; i < 4; i++) {
    const name = names[i] ?? i * 2;
    sum += Number(name === "a" ? 3 : name === "bb" ? 4 : name) * x[2];
  }
  const rows = [[x[0], x[1]], [x[2]]];
  for (let i = 0; i < 3; i++) {
    const row = rows[i] ?? 0.5;
    sum += Array.isArray(row) ? row[0] * row[0] : 0.5 * x[0];
  }
  const nodes: Node[] = [{ weight: x[1] }, { weight: x[2], left: { weight: x[0] } }];
  for (let i = 0; i < 3; i++) {
    const node = nodes[i] || "none";
    sum += typeof node === "string" ? x[1] : node.weight * (node.left?.weight ?? 2);
  }
  return sum;
}

export const wrt = 0;
export const inputs = [[[1.3, 0.7, -0.4]], [[0.6, 1.1, 0.8]]];

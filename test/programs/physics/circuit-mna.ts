/** Modified nodal analysis: components of a tagged union are stamped, a dense solve with pivoting, diode by Newton. */
type Component =
  | { type: "resistor"; nodes: [number, number]; ohms: number }
  | { type: "current"; nodes: [number, number]; amps: number }
  | { type: "voltage"; nodes: [number, number]; volts: number }
  | { type: "diode"; nodes: [number, number]; is?: number };

class SingularMatrixError extends Error {}

function solve(A: number[][], b: number[]): number[] {
  const n = b.length;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(A[i][k]) > Math.abs(A[p][k])) p = i;
    if (Math.abs(A[p][k]) < 1e-12) throw new SingularMatrixError(`column ${k}`);
    if (p !== k) {
      [A[k], A[p]] = [A[p], A[k]];
      [b[k], b[p]] = [b[p], b[k]];
    }
    for (let i = k + 1; i < n; i++) {
      const m = A[i][k] / A[k][k];
      if (m === 0) continue;
      for (let j = k; j < n; j++) A[i][j] -= m * A[k][j];
      b[i] -= m * b[k];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let s = b[i];
    for (let j = i + 1; j < n; j++) s -= A[i][j] * x[j];
    x[i] = s / A[i][i];
  }
  return x;
}

function stamp(components: Component[], nodes: number, guess: number[]): { A: number[][]; b: number[] } {
  const sources = components.filter((c) => c.type === "voltage").length;
  const n = nodes + sources;
  const A = Array.from({ length: n }, () => Array<number>(n).fill(0));
  const b = Array<number>(n).fill(0);
  const add = (i: number, j: number, v: number) => {
    if (i > 0 && j > 0) A[i - 1][j - 1] += v;
  };
  const inject = (i: number, v: number) => {
    if (i > 0) b[i - 1] += v;
  };
  const conductance = ([p, q]: [number, number], g: number) => {
    add(p, p, g);
    add(q, q, g);
    add(p, q, -g);
    add(q, p, -g);
  };
  let source = nodes;
  for (const c of components) {
    const [p, q] = c.nodes;
    switch (c.type) {
      case "resistor":
        conductance(c.nodes, 1 / c.ohms);
        break;
      case "current":
        inject(p, -c.amps);
        inject(q, c.amps);
        break;
      case "voltage":
        source++;
        add(p, source, 1);
        add(source, p, 1);
        add(q, source, -1);
        add(source, q, -1);
        b[source - 1] += c.volts;
        break;
      case "diode": {
        const { is = 1e-3 } = c;
        const at = (k: number) => (k > 0 ? guess[k - 1] : 0);
        const v = Math.min(at(p) - at(q), 0.8);
        const e = Math.exp(v / 0.2);
        const g = (is / 0.2) * e;
        conductance(c.nodes, g);
        inject(p, g * v - is * (e - 1));
        inject(q, is * (e - 1) - g * v);
        break;
      }
    }
  }
  return { A, b };
}

function operatingPoint(components: Component[], nodes: number): number {
  let x: number[] = new Array(nodes).fill(0);
  for (let it = 0; it < 6; it++) {
    const { A, b } = stamp(components, nodes, x);
    x = solve(A, b);
  }
  return x.slice(0, nodes).reduce((s, v) => s + v * v, 0);
}

function build(values: number[]): Component[] {
  return [
    { type: "voltage", nodes: [1, 0], volts: values[0] },
    { type: "resistor", nodes: [1, 2], ohms: values[1] },
    { type: "diode", nodes: [2, 0] },
    { type: "resistor", nodes: [2, 3], ohms: values[2] },
    { type: "current", nodes: [0, 3], amps: values[3] },
    { type: "resistor", nodes: [3, 0], ohms: 2 },
  ];
}

export function f(values: number[]): number {
  return operatingPoint(build(values), 3);
}

export const wrt = 0;
export const inputs = [[[1.5, 0.8, 1.2, 0.3]], [[0.4, 1.5, 0.7, -0.2]]];

/** The columns of the entries of each row, in ascending order. */
export type Rows = readonly (readonly number[])[];

export function transposed(rows: Rows, columns: number): Rows {
  const found: number[][] = Array.from({ length: columns }, () => []);
  rows.forEach((row, i) => {
    for (const column of row) found[column]?.push(i);
  });
  return found;
}

/** So many steps of a search are taken at most. */
const affordable = 2e8;

const everyOne = (columns: number): number[] => Array.from({ length: columns }, (_, i) => i);

/**
 * Colours for columns, so that no row has two entries of one colour: the greedy method of Curtis, Powell and Reid (1974), in the
 * order of the columns and from the fullest column down; the fewer colours count. Where a row is full, and where the search would take
 * long, each column has its own.
 */
export function colourColumns(rows: Rows, columns: number): number[] {
  const steps = rows.reduce((sum, row) => sum + row.length ** 2, 0);
  if (steps > affordable || rows.some((row) => row.length === columns)) return everyOne(columns);
  const across = transposed(rows, columns);
  const natural = across.map((_, i) => i);
  const fullest = [...natural].sort((a, b) => (across[b]?.length ?? 0) - (across[a]?.length ?? 0));
  const [first, second] = [natural, fullest].map((order) => greedy(rows, across, order)) as [number[], number[]];
  return Math.max(-1, ...second) < Math.max(-1, ...first) ? second : first;
}

function greedy(rows: Rows, across: Rows, order: readonly number[]): number[] {
  const colours = new Array<number>(across.length).fill(-1);
  const forbidden: number[] = [];
  for (const column of order) {
    for (const row of across[column] ?? [])
      for (const other of rows[row] ?? []) {
        const colour = colours[other]!;
        if (colour >= 0) forbidden[colour] = column;
      }
    let colour = 0;
    while (forbidden[colour] === column) colour++;
    colours[column] = colour;
  }
  return colours;
}

/**
 * Colours for the rows of a symmetric matrix, so that each entry can be read from its column or from that of the entry across the diagonal:
 * a star colouring, greedily, after Gebremedhin, Manne and Pothen (2005), algorithm 4.1. A matrix that is too full for that gets the
 * colours of its columns.
 */
export function colourSymmetric(rows: Rows): number[] {
  const sums = (of: (i: number) => number): number[] =>
    rows.map((row) => row.reduce((sum, other) => sum + of(other), 0));
  const paths = sums((i) => rows[i]?.length ?? 0);
  const steps = sums((i) => paths[i] ?? 0).reduce((sum, one) => sum + one, 0);
  if (steps > affordable) return colourColumns(rows, rows.length);
  const colours = new Array<number>(rows.length).fill(-1);
  const forbidden: number[] = [];
  rows.forEach((row, v) => {
    for (const w of row) {
      if (w === v) continue;
      const own = colours[w]!;
      if (own >= 0) forbidden[own] = v;
      for (const x of rows[w] ?? []) {
        const colour = colours[x]!;
        if (x === v || x === w || colour < 0) continue;
        // A path of four of two colours only would leave two entries in one sum.
        const isForbidden = own < 0 || (rows[x] ?? []).some((y) => y !== w && y !== x && colours[y] === own);
        if (isForbidden) forbidden[colour] = v;
      }
    }
    let colour = 0;
    while (forbidden[colour] === v) colour++;
    colours[v] = colour;
  });
  return colours;
}

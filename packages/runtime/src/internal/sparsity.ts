import { colourColumns, colourSymmetric, type Rows, transposed } from "./colouring.js";
import { membersOfSets } from "./sets.js";

/** How a sparse matrix of derivatives is computed: one sweep for each colour. */
export interface SparsePlan {
  readonly rowPointers: number[];
  readonly columnIndices: number[];
  readonly sweeps: number;
  /** Whether a sweep gives a sum of rows, from a cotangent, or of columns, from a direction. */
  readonly byRows: boolean;
  /** Of each column, or row, in which sweep it is. */
  readonly colours: number[];
  /** For the entries that a sweep gives, from `starts[sweep]` on: which of its numbers is which entry. */
  readonly starts: number[];
  readonly sources: number[];
  readonly entries: number[];
}

/** The plan of a Jacobian with so many columns, from the sets of its rows. Rows are summed if that takes fewer sweeps, unless a mode is given. */
export function planJacobian(sets: readonly number[], started: number, columns: number, mode: string): SparsePlan {
  const rows = membersOfSets(sets, started);
  const byColumns = mode === "reverse" ? undefined : colourColumns(rows, columns);
  const byRows = mode === "forward" ? undefined : colourColumns(transposed(rows, columns), rows.length);
  if (byRows !== undefined && (byColumns === undefined || countOf(byRows) < countOf(byColumns)))
    return planOf(rows, byRows, true, (row, column) => [byRows[row] as number, column]);
  const colours = byColumns ?? [];
  return planOf(rows, colours, false, (row, column) => [colours[column] as number, row]);
}

/** The plan of a Hessian: an entry is read from its own column, or from that of the entry across the diagonal. */
export function planHessian(sets: readonly number[], started: number, columns: number): SparsePlan {
  const found = membersOfSets(sets, started);
  const across = transposed(found, columns);
  const rows = found.map((row, i) => [...new Set([...row, ...(across[i] ?? [])])].sort((a, b) => a - b));
  const colours = colourSymmetric(rows);
  // How often each colour is in the row that is being planned.
  const counts = new Array<number>(rows.length).fill(0);
  let counted = -1;
  const isAlone = (row: number, column: number): boolean => {
    if (counted !== row) {
      counts.fill(0);
      for (const other of rows[row] ?? []) counts[colours[other]!]!++;
      counted = row;
    }
    return counts[colours[column]!] === 1;
  };
  return planOf(rows, colours, false, (row, column) =>
    isAlone(row, column) ? [colours[column] as number, row] : [colours[row] as number, column],
  );
}

const countOf = (colours: readonly number[]): number =>
  colours.reduce((count, colour) => Math.max(count, colour + 1), 0);

function planOf(
  rows: Rows,
  colours: number[],
  byRows: boolean,
  readFrom: (row: number, column: number) => readonly [sweep: number, source: number],
): SparsePlan {
  const sweeps = countOf(colours);
  const rowPointers = [0];
  const columnIndices: number[] = [];
  const reads: (readonly [number, number])[] = [];
  rows.forEach((row, i) => {
    for (const column of row) {
      reads.push(readFrom(i, column));
      columnIndices.push(column);
    }
    rowPointers.push(columnIndices.length);
  });
  const starts = new Array<number>(sweeps + 1).fill(0);
  for (const [sweep] of reads) starts[sweep + 1]!++;
  for (let sweep = 0; sweep < sweeps; sweep++) starts[sweep + 1]! += starts[sweep]!;
  const next = starts.slice();
  const [sources, entries] = [new Array<number>(reads.length).fill(0), new Array<number>(reads.length).fill(0)];
  reads.forEach(([sweep, source], entry) => {
    const at = next[sweep]!++;
    sources[at] = source;
    entries[at] = entry;
  });
  return { rowPointers, columnIndices, sweeps, byRows, colours, starts, sources, entries };
}

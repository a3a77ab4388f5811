import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** One file of test/fixtures: a module that exports `f` and its inputs, or one that must be refused. */
export interface Fixture {
  readonly path: string;
  /** `topic/name`, as shown in test titles. */
  readonly title: string;
  readonly source: string;
  readonly golden: string;
}

type Arguments = readonly unknown[];

/** What a fixture module exports. */
export interface FixtureModule {
  readonly f: (...args: readonly unknown[]) => unknown;
  readonly inputs: readonly Arguments[];
  /** Parameters to differentiate with respect to; the order is that of the gradient. */
  readonly wrt: number | readonly number[];
  /** `jvp`: f does not return a number, so only forward mode applies. */
  readonly mode?: "jvp";
  /** First step of the differences, 0.02 if absent. */
  readonly h?: number;
  /** Relative tolerance against differences, 1e-9 if absent. */
  readonly tolerance?: number;
  /** The gradient by convention, by number of the input: where f has a kink, differences do not apply. */
  readonly special?: Readonly<Record<number, unknown>>;
  /** A smooth twin for the differences, where storing 32-bit numbers makes f a step function. */
  readonly reference?: (...args: readonly unknown[]) => unknown;
  /** Inputs for which the derivative must throw instead of giving a number, though f does not. */
  readonly refused?: readonly Arguments[];
}

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** Held by goldens as well as by numbers. */
const fixtureFolder = join(root, "test/fixtures");
/** Held by numbers alone: longer programs, as users write them. */
const programFolder = join(root, "test/programs");

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !basename(path).startsWith("_") && !path.endsWith(".golden.ts"))
    .sort();

const isRefused = (path: string): boolean => basename(path).startsWith("error.");

const read = (folder: string, path: string, goldenExtension: string): Fixture => ({
  path,
  title: relative(folder, path).replaceAll("\\", "/").replace(/\.ts$/, ""),
  source: readFileSync(path, "utf8"),
  golden: path.replace(/\.ts$/, goldenExtension),
});

/** The modules to differentiate and run, in the order of their titles; FIXTURE=text keeps those whose title contains it. */
const accepted = (folder: string): Fixture[] =>
  filesOf(folder)
    .filter((path) => !isRefused(path))
    .map((path) => read(folder, path, ".golden.ts"))
    .filter(selected);

/** The modules that the compiler must refuse. */
const refused = (folder: string): Fixture[] =>
  filesOf(folder)
    .filter(isRefused)
    .map((path) => read(folder, path, ".golden.txt"))
    .filter(selected);

export const acceptedFixtures = (): Fixture[] => accepted(fixtureFolder);
export const refusedFixtures = (): Fixture[] => refused(fixtureFolder);
export const acceptedPrograms = (): Fixture[] => accepted(programFolder);
export const refusedPrograms = (): Fixture[] => refused(programFolder);

const selected = (fixture: Fixture): boolean => fixture.title.includes(process.env.FIXTURE ?? "");

export const wrtOf = (module: FixtureModule): readonly number[] =>
  typeof module.wrt === "number" ? [module.wrt] : module.wrt;

/** The share of one of several test files, so that workers take them as they are free. */
export const share = (fixtures: readonly Fixture[], which: number, files: number): Fixture[] =>
  fixtures.filter((_, i) => i % files === which);

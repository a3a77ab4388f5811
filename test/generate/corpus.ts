import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a run stands: it can be interrupted and goes on from here. */
export interface RunState {
  /** The seed of the first program; each next program has the next seed. */
  readonly first: number;
  readonly count: number;
  readonly done: number;
  readonly checked: number;
  readonly unsuitable: number;
  /** How often each oracle had something to say. */
  readonly oracles: Readonly<Record<string, number>>;
  /** How many programs failed in each way. */
  readonly failures: Readonly<Record<string, number>>;
}

/** A folder that keeps where a run stands, and every program that ever failed. */
export interface Corpus {
  readonly folder: string;
  /** The run that was interrupted, if there is one. */
  readonly interrupted: RunState | undefined;
  readonly save: (state: RunState) => void;
  /** Keeps a failed program; gives the file. */
  readonly keep: (kind: string, seed: number, text: string) => string;
  /** The programs that failed before, by name. */
  readonly failed: () => readonly { readonly name: string; readonly text: string }[];
  /** A program that fails no more moves to `mended`. */
  readonly mend: (name: string, text: string) => void;
}

export function openCorpus(folder: string): Corpus {
  const statePath = join(folder, "state.json");
  const inFolder = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  mkdirSync(folder, { recursive: true });
  const state = existsSync(statePath) ? (JSON.parse(readFileSync(statePath, "utf8")) as RunState) : undefined;
  return {
    folder,
    interrupted: state !== undefined && state.done < state.count ? state : undefined,
    save: (next) => writeFileSync(statePath, `${JSON.stringify(next, undefined, 2)}\n`),
    keep: (kind, seed, text) => {
      const path = join(inFolder("failed"), `${kind.replace(/[^\w]+/g, "-").slice(0, 60)}-${seed}.ts`);
      writeFileSync(path, text);
      return path;
    },
    failed: () =>
      readdirSync(inFolder("failed"))
        .sort()
        .map((name) => ({ name, text: readFileSync(join(folder, "failed", name), "utf8") })),
    mend: (name, text) => {
      writeFileSync(join(inFolder("mended"), name), text);
      rmSync(join(folder, "failed", name));
    },
  };
}

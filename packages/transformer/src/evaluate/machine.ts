import type { Frontend } from "../frontend/frontend.js";
import type { ts } from "../frontend/ts.js";
import type { Library } from "./library.js";
import type { Frame, Thing, Value, Variable } from "./things.js";

/** What one evaluation of modules shares. */
export interface Machine {
  readonly frontend: Frontend;
  readonly library: Library;
  readonly modules: Map<ts.SourceFile, ModuleRecord>;
  /** The variables that each declaration has made, one for each time that it ran. */
  readonly variablesOf: Map<ts.Node, Variable[]>;
  /** The functions that each function literal has made. */
  readonly made: Map<ts.Node, Thing[]>;
  /** The functions that have run. */
  readonly executed: Set<ts.Node>;
  steps: number;
  /** Above 0 where it is not known whether the program comes there: what is stored may be stored. */
  doubt: number;
  depth: number;
}

export interface ModuleRecord {
  readonly file: ts.SourceFile;
  readonly frame: Frame;
  /** What it exports by name; of CommonJS that is the object. */
  readonly exports: Map<string, () => Value>;
  /** `module`, of CommonJS. */
  readonly module: Thing | undefined;
}

/** Evaluation went on for too long: nothing is known then. */
export class Endless extends Error {}

/** The program throws. */
export class Thrown extends Error {
  constructor(readonly value: Value) {
    super("thrown");
  }
}

/** What a statement does cannot be followed. */
export class NotFollowed extends Error {}

const mostSteps = 3_000_000;
const deepest = 150;

export function step(machine: Machine): void {
  if (++machine.steps > mostSteps) throw new Endless();
}

/** Runs what may or may not be run. */
export function inDoubt<T>(machine: Machine, action: () => T): T {
  machine.doubt++;
  try {
    return action();
  } finally {
    machine.doubt--;
  }
}

export function deeper<T>(machine: Machine, action: () => T): T {
  if (machine.depth >= deepest) throw new NotFollowed();
  machine.depth++;
  try {
    return action();
  } finally {
    machine.depth--;
  }
}

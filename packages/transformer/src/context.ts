import { Reporter } from "./diagnostics/report.js";
import type { Frontend } from "./frontend/frontend.js";
import { createIds, type Ids } from "./ir/build.js";
import type { StepOptions } from "./step.js";

/** Each optimization can be switched off on its own; results must agree to rounding. */
export interface Optimizations {
  readonly simplify: boolean;
  readonly hoist: boolean;
  readonly inline: boolean;
  readonly scalarReplace: boolean;
  readonly fuse: boolean;
  readonly minimumCut: boolean;
  readonly recompute: boolean;
  readonly pool: boolean;
  readonly unroll: boolean;
}

export const allOptimizations: Optimizations = {
  simplify: true,
  hoist: true,
  inline: true,
  scalarReplace: true,
  fuse: true,
  minimumCut: true,
  recompute: true,
  pool: true,
  unroll: true,
};

/** What every pass may need; one for each compilation, so that nothing is global. */
export interface Context {
  readonly ids: Ids;
  readonly frontend: Frontend;
  readonly reporter: Reporter;
  readonly optimizations: Optimizations;
  /** How passes are checked and shown; verifiers run unless this says otherwise. */
  readonly steps?: StepOptions;
}

export const createContext = (frontend: Frontend, optimizations: Partial<Optimizations> = {}): Context => ({
  ids: createIds(),
  frontend,
  reporter: new Reporter(),
  optimizations: { ...allOptimizations, ...optimizations },
});

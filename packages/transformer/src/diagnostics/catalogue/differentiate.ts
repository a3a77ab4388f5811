import type { CatalogueEntry } from "./entry.js";

export const differentiate = {
  activeModuleState: {
    code: "CT3001",
    message: "{name} is module state, and an active value is stored in it",
    remedy: "pass {name} as an argument, or make it local",
  },
  argumentRestructured: {
    code: "CT3002",
    message: "{name} is an argument, and the function stores other arrays or objects inside it, or changes their length",
    remedy: "copy {name} first and change the copy, so that the gradient can have the structure of the argument",
  },
} as const satisfies Record<string, CatalogueEntry>;

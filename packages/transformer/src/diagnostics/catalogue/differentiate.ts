import type { CatalogueEntry } from "./entry.js";

export const differentiate = {
  activeModuleState: {
    code: "CT3001",
    message: "{name} is module state, and may hold an active value here that an earlier call has stored",
    remedy: "pass {name} as an argument, or make it local",
  },
  activeToHost: {
    code: "CT3002",
    message: "{name} gets a value that depends on the input, and its derivative is not known",
    remedy: "compute what it gives from values that do not depend on the input, or write the computation out",
  },
  activeText: {
    code: "CT3003",
    message: "a value that depends on the input was made into text, and is read from it again",
    remedy: "use the number itself: a text has no derivative",
  },
} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from "./entry.js";

export const differentiate = {
  activeModuleState: {
    code: "CT3001",
    message: "{name} is module state, and may hold an active value here that an earlier call has stored",
    remedy: "pass {name} as an argument, or make it local",
  },
} as const satisfies Record<string, CatalogueEntry>;

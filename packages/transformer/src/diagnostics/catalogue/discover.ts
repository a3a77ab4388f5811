import type { CatalogueEntry } from "./entry.js";

export const discover = {
  calleeUnreadable: {
    code: "CT1001",
    message: "the function given to {marker} cannot be read",
    remedy: "pass a function declaration, an arrow function or an imported function whose body is available",
  },
} as const satisfies Record<string, CatalogueEntry>;

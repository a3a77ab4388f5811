import type { CatalogueEntry } from "./entry.js";

export const lower = {
  unsupportedSyntax: {
    code: "CT2001",
    message: "{syntax} cannot be differentiated",
    remedy:
      "rewrite it with the statements and expressions listed in the documentation, or move it out of the differentiated function",
  },
} as const satisfies Record<string, CatalogueEntry>;

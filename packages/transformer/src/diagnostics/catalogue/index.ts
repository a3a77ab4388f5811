import { differentiate } from "./differentiate.js";
import { discover } from "./discover.js";
import { lower } from "./lower.js";

/** Every diagnostic by name: the one text from which messages and their documentation pages are made. */
export const catalogue = { ...discover, ...lower, ...differentiate } as const;

export type DiagnosticName = keyof typeof catalogue;

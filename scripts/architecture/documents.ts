import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorPages } from "./errorPages.js";
import { updateParts } from "./parts.js";

/** A file of the documentation that is generated, wholly or in part. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  /** As it should be. */
  readonly text: string;
  /** As it is; empty if it is missing. */
  readonly present: string;
}

/** Every generated document of the repository at `root`. */
export function documents(root: string): readonly Document[] {
  const architecture = read(join(root, "ARCHITECTURE.md"));
  return [
    { path: "ARCHITECTURE.md", present: architecture, text: updateParts(architecture, root) },
    { path: "docs/errors.md", present: read(join(root, "docs/errors.md")), text: errorPages(root) },
  ];
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

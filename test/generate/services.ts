import { join } from "node:path";
import { findConfig } from "../../packages/transformer/src/frontend/options.js";
import { createProject, type Project, type ProjectFrontend } from "../../packages/transformer/src/frontend/project.js";
import { transformModule } from "../../packages/transformer/src/transform.js";
import { root } from "../support/fixtures.js";
import { Unsuitable } from "./duals/unsuitable.js";
import { Failure } from "./failure.js";

/** Where the files of a program are said to be. */
export const folder = join(root, "test/generate");
export const fileName = join(folder, "_program.ts");

export interface CompileOptions {
  readonly off?: readonly string[];
  /** Other modules of the program, by path. */
  readonly modules?: ReadonlyMap<string, string>;
  /** Names of diagnostics that say that there is nothing to check. */
  readonly allowed?: readonly string[];
}

/** What checks need of the compiler. The project is kept, since it holds the library files once parsed. */
export interface Services {
  readonly project: Project;
  /** The transformed module; a refusal is a failure. */
  readonly compile: (source: string, options?: CompileOptions) => string;
}

// The generator does not know which arrays a callback may not shorten.
const rightlyRefused = ["shortenedWhileIterated"];

export function createServices(): Services {
  const project = createProject(findConfig(fileName));
  return {
    project,
    compile(source, { off = [], modules = new Map(), allowed = [] } = {}) {
      const frontend = project.open(new Map([[fileName, source], ...modules]));
      const optimizations = Object.fromEntries(off.map((name) => [name, false]));
      const { code, diagnostics } = transformModule(fileOf(frontend), frontend, { optimizations, sourcemap: false });
      const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
      if (first === undefined) return code;
      if ([...rightlyRefused, ...allowed].includes(first.name)) throw new Unsuitable(first.message);
      const internalError = first.code === "CT1016";
      throw new Failure(
        internalError ? `internal ${summary(first.message)}` : `refused ${first.code}`,
        `${first.message} ${excerpt(source, first.span)}`,
      );
    },
  };
}

function fileOf(frontend: ProjectFrontend) {
  const file = frontend.sourceFile(fileName);
  if (file === undefined) throw new Error("no file");
  return file;
}

const summary = (message: string): string => message.replace(/[%$]?\b\w*\d[\w.]*/g, "#").slice(0, 90);

const excerpt = (source: string, span: { readonly start: number; readonly end: number } | undefined): string =>
  span === undefined
    ? ""
    : `(line ${source.slice(0, span.start).split("\n").length}: ${source.slice(span.start, Math.min(span.end, span.start + 60))})`;

import { createCompiler } from "@cotangent/transformer";
import type { Fixture } from "./fixtures.js";
import { runModule } from "./modules.js";
import { withOwnInstances } from "./ownInstances.js";

const compiler = createCompiler({ sourcemap: false });

/** Compiles a fixture with more markers behind its text, and gives its exports by name; undefined where all that was found is expected. */
export const runExtended = async (
  fixture: Fixture,
  source: string,
  expected: ReadonlySet<string>,
): Promise<(<T>(name: string) => T) | undefined> => {
  const { code, diagnostics } = compiler.transform(source, { fileName: fixture.path });
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0 && errors.every(({ name }) => expected.has(name))) return undefined;
  if (errors.length > 0) throw new Error(errors.map(({ code: id, message }) => `${id} ${message}`).join("\n"));
  const exports = await runModule(code, fixture.path);
  return <T>(name: string): T => withOwnInstances(exports, exports[name] as never) as T;
};

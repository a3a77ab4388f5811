/** Rewrites what is generated in the documentation: the parts between markers in ARCHITECTURE.md, and docs/errors.md. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
// Inside the workspace, so that the bundle finds the packages that it leaves out.
const outfile = `${root}node_modules/.cache/architecture.mjs`;
await build({
  entryPoints: [`${root}scripts/architecture/documents.ts`],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
const { documents } = await import(pathToFileURL(outfile).href);
for (const { path, text, present } of documents(root)) {
  if (text === present) continue;
  await mkdir(dirname(root + path), { recursive: true });
  await writeFile(root + path, text);
  console.log(`${path} rewritten`);
}

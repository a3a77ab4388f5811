import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CatalogueEntry } from "../../packages/transformer/src/diagnostics/catalogue/entry.js";
import { catalogue } from "../../packages/transformer/src/diagnostics/catalogue/index.js";
import { createCompiler, type Diagnostic, renderAll } from "../../packages/transformer/src/index.js";

/** A refused program, and what the compiler says of it. */
interface Example {
  readonly source: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly rendered: string;
}

const introduction = `# Diagnostics

Every message of the compiler has a code, the place that it is about, and a remedy. A code keeps its meaning for ever.
CT1… concerns the markers and the modules around them, CT2… the language of the differentiated function, CT3… its derivative.
Texts in braces are filled in. This page is generated from the catalogue (packages/transformer/src/diagnostics/catalogue) and
from the refused programs of test/fixtures/errors by \`npm run architecture\`.
`;

/** A section for each diagnostic of the catalogue, with an example from the fixtures if there is one. */
export function errorPages(root: string): string {
  const entries = Object.values<CatalogueEntry>(catalogue).sort((a, b) => (a.code < b.code ? -1 : 1));
  const examples = refusedPrograms(root);
  return [introduction, ...entries.map((entry) => section(entry, exampleOf(entry.code, examples)))].join("\n");
}

function section({ code, message, remedy, severity }: CatalogueEntry, example: Example | undefined): string {
  const lines = [
    `## ${code}`,
    "",
    `${severity === "warning" ? "Warning: " : ""}${message}.`,
    "",
    `Remedy: ${remedy}.`,
    "",
  ];
  if (example === undefined) return lines.join("\n");
  return [...lines, fenced("ts", example.source), "", fenced("text", example.rendered), ""].join("\n");
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trim()}\n\`\`\``;

/** The program with the fewest diagnostics, and then the shortest, in which this one is the first. */
function exampleOf(code: string, examples: readonly Example[]): Example | undefined {
  const [best] = examples
    .filter(({ diagnostics }) => diagnostics[0]?.code === code)
    .sort((a, b) => a.diagnostics.length - b.diagnostics.length || a.source.length - b.source.length);
  return best;
}

function refusedPrograms(root: string): readonly Example[] {
  const folder = join(root, "test/fixtures/errors");
  const compiler = createCompiler({ sourcemap: false, tsconfig: false });
  const names = readdirSync(folder).filter((name) => name.startsWith("error.") && name.endsWith(".ts"));
  return names.sort().map((name) => {
    // Without the marks by which the fixtures say where they are refused.
    const source = readFileSync(join(folder, name), "utf8").replaceAll(/ *\/\/~ (?:error|warning)\b.*$/gm, "");
    const fileName = join(folder, name);
    const { diagnostics } = compiler.transform(source, { fileName });
    const textOf = (path: string): string | undefined => (path === fileName ? source : undefined);
    return { source, diagnostics, rendered: renderAll(diagnostics, { directory: folder, textOf }) };
  });
}

import { type Binding, importsOf } from "../../1-discover/markers.js";
import { ts } from "../../frontend/ts.js";
import type { Edit } from "../splice.js";

/** A binding that generated code needs: `import { name as alias } from "from"`. */
export interface NeededImport {
  readonly name: string;
  readonly alias: string;
  readonly from: string;
}

/**
 * The edits of a module's imports: markers that are used no more go, what the generated code needs comes.
 * `isUsed` says of an import of the runtime package whether a use of it is left.
 */
export function editImports(
  file: ts.SourceFile,
  bindings: readonly Binding[],
  isUsed: (binding: Binding) => boolean,
  needed: readonly NeededImport[],
  constants: readonly string[] = [],
): readonly Edit[] {
  const declarations = new Set(bindings.map((binding) => binding.declaration));
  const edits: Edit[] = [];
  let addition = [printImports(needed), ...constants].filter((text) => text !== "").join("\n");
  for (const declaration of declarations) {
    const own = bindings.filter((binding) => binding.declaration === declaration);
    const unused = new Set<ts.Node>(own.filter((binding) => !isUsed(binding)).map((binding) => binding.specifier));
    const edit = removeSpecifiers(file, declaration, unused);
    if (!edit) continue;
    // A whole declaration that goes makes room for what is to come.
    edits.push(edit.text === "" && addition !== "" ? { ...edit, end: declaration.end, text: addition } : edit);
    if (edit.text === "") addition = "";
  }
  if (addition !== "") {
    const at = importsOf(file)[0]?.getStart(file) ?? 0;
    edits.push({ start: at, end: at, text: `${addition}\n` });
  }
  return edits;
}

function removeSpecifiers(
  file: ts.SourceFile,
  declaration: ts.ImportDeclaration,
  unused: ReadonlySet<ts.Node>,
): Edit | undefined {
  if (unused.size === 0) return undefined;
  const clause = declaration.importClause!;
  const named = clause.namedBindings!;
  const kept = ts.isNamedImports(named) ? named.elements.filter((element) => !unused.has(element)) : [];
  if (kept.length > 0) {
    const text = `{ ${kept.map((element) => element.getText(file)).join(", ")} }`;
    return { start: named.getStart(file), end: named.end, text };
  }
  if (clause.name) return { start: clause.getStart(file), end: clause.end, text: clause.name.text };
  return { start: declaration.getStart(file), end: endOfLine(file.text, declaration.end), text: "" };
}

/** Behind the line break, if nothing else is on the line. */
const endOfLine = (text: string, end: number): number => {
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200));
  return rest ? end + rest[0].length : end;
};

function printImports(needed: readonly NeededImport[]): string {
  const byModule = new Map<string, NeededImport[]>();
  for (const one of needed) byModule.set(one.from, [...(byModule.get(one.from) ?? []), one]);
  return [...byModule]
    .map(([from, list]) => {
      const names = list.map(({ name, alias }) => (name === alias ? name : `${name} as ${alias}`));
      return `import { ${names.join(", ")} } from ${JSON.stringify(from)};`;
    })
    .join("\n");
}

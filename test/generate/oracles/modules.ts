import { join } from "node:path";
import { ts } from "ts-morph";
import { compareModule, marked } from "../compare.js";
import { Unsuitable } from "../duals/unsuitable.js";
import type { Expected } from "../expected.js";
import type { Program } from "../program/program.js";
import { folder, type Services } from "../services.js";

const helpers = join(folder, "_helpers.ts");

/** The same program in two files: what stands before `f` is imported from another one. */
export function modules(program: Program, expected: readonly Expected[], { compile }: Services): void {
  const { main, other } = divide(program.source);
  const code = compile(marked({ ...program, source: main }), { modules: new Map([[helpers, other]]) });
  compareModule(program, code, expected, new Map([["./_helpers.js", other]]));
}

/** Every declaration but that of `f` is exported by the other file, and imported by the first. */
function divide(source: string): { readonly main: string; readonly other: string } {
  const file = ts.createSourceFile("program.ts", source, ts.ScriptTarget.ES2022, true);
  const isF = (node: ts.Statement): boolean => ts.isFunctionDeclaration(node) && node.name?.text === "f";
  const names: string[] = [];
  const others = file.statements.filter((node) => !isF(node));
  for (const node of others) {
    if (ts.isVariableStatement(node)) {
      // What is imported cannot be assigned.
      if ((node.declarationList.flags & ts.NodeFlags.Const) === 0) throw new Unsuitable("variables of the module");
      for (const { name } of node.declarationList.declarations) names.push(name.getText());
    } else if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) names.push(`type ${node.name.text}`);
    else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node))
      names.push(node.name?.text ?? "");
    else throw new Unsuitable("another statement of the module");
  }
  if (names.length === 0) throw new Unsuitable("nothing beside f");
  const body = file.statements.filter(isF).map((node) => node.getText());
  return {
    main: `import { ${names.join(", ")} } from "./_helpers.js";\n${body.join("\n")}\n`,
    other: others.map((node) => `${/^export\b/.test(node.getText()) ? "" : "export "}${node.getText()}\n`).join(""),
  };
}

import type { Edit } from "./edits.js";
import { ts } from "./ts.js";

const prefix = "cotangent$";

/** Under which name code outside of a class reads and writes `static #count`: accessors that the class is given. */
export const privateSlot = (name: string): string =>
  prefix + name.slice(Math.max(name.indexOf("#"), name.lastIndexOf(".")) + 1);

export const isPrivateSlot = (name: string): boolean => name.startsWith(prefix);

/** The #private static fields of a class. */
export const privateStatics = (node: ts.ClassLikeDeclaration): readonly ts.PrivateIdentifier[] =>
  node.members.flatMap((member) =>
    ts.isPropertyDeclaration(member) && ts.isPrivateIdentifier(member.name) && isStatic(member) ? [member.name] : [],
  );

const hasMember = (node: ts.ClassLikeDeclaration, name: string): boolean =>
  node.members.some((member) => member.name?.getText() === name);

const isStatic = (member: ts.PropertyDeclaration): boolean =>
  member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;

/** Accessors for the private static fields under these names that have none yet, at the end of the classes of a file, on their last lines. */
export function privateStaticEdits(file: ts.SourceFile, slots: ReadonlySet<string>): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      const accessors = privateStatics(node).flatMap((name) => {
        const slot = privateSlot(name.text);
        const own = `${node.name?.text ?? "this"}.${name.text}`;
        return slots.has(slot) && !hasMember(node, slot)
          ? [`static get ${slot}() { return ${own}; } static set ${slot}(value) { ${own} = value; } `]
          : [];
      });
      if (accessors.length > 0) edits.push({ start: node.end - 1, end: node.end - 1, text: accessors.join("") });
    }
    ts.forEachChild(node, visit);
  };
  if (slots.size > 0) visit(file);
  return edits;
}

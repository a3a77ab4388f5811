import { ts } from "../../frontend/ts.js";
import { constant, primitive, unassigned } from "../../ir/build.js";
import type { Atom, RecordType, Type, Value } from "../../ir/types.js";
import { captured } from "./captures.js";
import { throwLanguage } from "./implicit.js";
import { fit, mixedIf, placeType } from "./mixing.js";
import type { Binding, Scope } from "./scope.js";
import { freshType, type Lowering, type ProgramState, refuse, standIn } from "./state.js";
import { loadField, typeOf } from "./values.js";

/** The slot of a variable that lives in memory. */
const cellSlot = "v";

export type Cell = Binding & { readonly kind: "cell" };

/** A variable in memory: functions that are values at run time see it change, and change it. */
export function makeCell(l: Lowering, name: string, initial: Atom, declaration: ts.Node | undefined): Cell {
  const isMissing = typeOf(initial).kind === "undefined";
  const first = declaration === undefined ? initial : mixedIf(l, declaration, initial);
  const open = (): Type =>
    declaration === undefined ? freshType(l.program) : placeType(l.program, declaration, freshType(l.program));
  const type: Type = isMissing ? open() : typeOf(first);
  const field = { name: cellSlot, type };
  const record: RecordType = {
    kind: "record",
    name: undefined,
    fields: [isMissing ? { ...field, optional: true } : field],
  };
  if (declaration !== undefined) l.program.origins.set(record, declaration);
  const fields = [{ name: cellSlot, value: first }];
  const value = l.out.define(record, { kind: "makeRecord", fields }, { name });
  if (declaration !== undefined) noteDeclared(l.program, value, declaration);
  return { kind: "cell", record: value, type, declaration };
}

/** A cell of the same type with the same content. */
export function copyCell(l: Lowering, cell: Cell): Cell {
  const content = loadField(l, cell.record, cellSlot, cell.type);
  const fields = [{ name: cellSlot, value: content }];
  return {
    ...cell,
    record: l.out.define(cell.record.type, { kind: "makeRecord", fields }, { name: cell.record.name }),
  };
}

export interface CellPlace {
  readonly kind: "field";
  readonly base: Atom;
  readonly name: string;
  readonly type: Type;
}

/** The cell as a place, also where a function captures it. */
export const cellPlace = (l: Lowering, { record, type }: Cell, scope: Scope): CellPlace => ({
  kind: "field",
  base: captured(l.activation, scope.owner, record, l.program),
  name: cellSlot,
  type,
});

export function readCell(l: Lowering, cell: Cell, scope: Scope): Value {
  const { base, name, type } = cellPlace(l, cell, scope);
  return loadField(l, base, name, type);
}

/** A variable that a function captures which is lowered by itself: the next attempt has it in memory. */
export function needsCell(l: Lowering, declaration: ts.Node | undefined): boolean {
  if (declaration === undefined) return false;
  l.program.facts.cells.add(declaration);
  return true;
}

/** Remembers which name a value was declared with. */
export function noteDeclared({ declared }: ProgramState, atom: Atom, name: ts.Node): void {
  const names = declared.get(atom);
  if (names === undefined) declared.set(atom, [name]);
  else names.push(name);
}

/** Gives a cell that was made at the start of its block its first value. False if the name has none. */
export function storeEarly(l: Lowering, name: ts.Identifier, value: Atom): boolean {
  const own = l.scope.own(name.text);
  if (own?.kind !== "cell" || own.declaration !== name) return false;
  const key = { kind: "field", name: cellSlot } as const;
  const stored = fit(l, own.type, value, name, own.record.type);
  if (stored !== undefined && typeOf(value).kind !== "undefined") {
    l.out.push({ kind: "store", base: own.record, key, value: stored, linear: false });
  }
  return true;
}

/**
 * The names that a block will declare: they hide others of the same name before that. One that a function captures which is made
 * before it is declared has its cell from the start.
 */
export function declareAhead(l: Lowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) declareEarly(l, statement.name);
    if (!ts.isVariableStatement(statement)) continue;
    const list = statement.declarationList;
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0) continue;
    for (const name of list.declarations.flatMap((declaration) => boundNames(declaration.name))) {
      if (!declareEarly(l, name)) l.scope.declare(name.text, { kind: "pending", declaration: name });
    }
  }
}

/** The same of one name; true if it has its cell. */
export function declareEarly(l: Lowering, name: ts.Identifier): boolean {
  const { cells, early, values } = l.program.facts;
  const own = l.scope.own(name.text);
  if (own?.kind === "cell" && own.declaration === name) return true;
  if (!early.has(name) && !(l.scope.shared && (cells.has(name) || values.has(name)))) return false;
  l.scope.declare(name.text, makeCell(l, name.text, constant(undefined), name));
  return true;
}

export const boundNames = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));

/** A name used before it is declared: an exception where it is, and refused in a function that may be called later. */
export function beforeDeclaration(l: Lowering, declaration: ts.Node, scope: Scope, node: ts.Node): Atom {
  const { late } = l.program.facts;
  const name = declaration.getText();
  if (scope.owner === l.activation) {
    throwLanguage(l, `new ReferenceError(${JSON.stringify(`Cannot access '${name}' before initialization`)})`, node);
    return l.out.define(freshType(l.program), primitive("identity", unassigned));
  }
  if (late.has(declaration)) return refuse(l, "usedBeforeDeclared", node, { name });
  late.add(declaration);
  return standIn(l);
}

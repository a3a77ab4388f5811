import { findHints, hintOf } from "./hints.js";
import { type Expression, type Node, type Tree, treesOf, type Variable } from "./tree.js";

const keywords =
  "abstract arguments as async await boolean break case catch class const continue debugger default delete do else enum eval export extends false finally for function get if implements import in instanceof interface let new null of package private protected public return set static super switch this throw true try type typeof undefined var void while with yield";
const globals =
  "Array ArrayBuffer BigInt Boolean Date Error Float32Array Float64Array Infinity Int16Array Int32Array Int8Array Intl JSON Map Math NaN Number Object RangeError RegExp Set String Symbol TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray console globalThis isFinite isNaN parseFloat parseInt structuredClone";
/** Names that no generated variable has. */
export const reservedNames: ReadonlySet<string> = new Set(`${keywords} ${globals}`.split(" "));

const indexNames = ["i", "j", "k", "l", "m"];

/**
 * Names variables in the order of their declarations: the hint, or the hint with a number if a variable in scope has it. A
 * name is free again after its block; no variable hides another, nor a name in `avoided`, which the text refers to.
 */
export function assignNames(
  params: readonly Variable[],
  tree: Tree,
  avoided: ReadonlySet<string>,
): ReadonlyMap<Variable, string> {
  const naming = new Naming(avoided, findHints(tree));
  for (const parameter of params) naming.declare(parameter, undefined);
  naming.tree(tree);
  return naming.names;
}

class Naming {
  readonly names = new Map<Variable, string>();
  private readonly visible = new Set<string>();
  private readonly next = new Map<string, number>();
  /** What to undo at the end of each open block. */
  private undo: (() => void)[] = [];

  constructor(
    private readonly avoided: ReadonlySet<string>,
    private readonly hints: ReadonlyMap<Variable, string>,
  ) {}

  tree(tree: Tree): void {
    for (const node of tree) this.node(node);
  }

  declare(variable: Variable, value: Expression | undefined, preferred?: string): void {
    if (this.names.has(variable)) return;
    const hint = preferred ?? hintOf(variable, value, this.hints, this.names);
    const name = this.free(hint) ? hint : this.numbered(hint);
    this.names.set(variable, name);
    this.visible.add(name);
    this.undo.push(() => this.visible.delete(name));
  }

  private free(name: string): boolean {
    return !this.visible.has(name) && !reservedNames.has(name) && !this.avoided.has(name);
  }

  private numbered(hint: string): string {
    const base = hint.replace(/(?<=\D)\d+$/, "");
    const before = this.next.get(base);
    let number = before ?? 2;
    while (!this.free(`${base}${number}`)) number++;
    this.next.set(base, number + 1);
    this.undo.push(() => (before === undefined ? this.next.delete(base) : this.next.set(base, before)));
    return `${base}${number}`;
  }

  private scope(inside: () => void): void {
    const outer = this.undo;
    this.undo = [];
    inside();
    for (const step of this.undo.reverse()) step();
    this.undo = outer;
  }

  private index(variable: Variable): void {
    // A letter that is taken is followed by the next one, not by a number.
    const start = variable.hint === undefined ? 0 : indexNames.indexOf(variable.hint);
    const next = start < 0 ? undefined : indexNames.slice(start).find((name) => this.free(name));
    this.declare(variable, undefined, next);
  }

  private node(node: Node): void {
    switch (node.kind) {
      case "declare":
        this.declare(node.variable, node.value);
        return;
      case "destructure":
        for (const { variable, key } of node.entries)
          this.declare(variable, undefined, variable.hint === undefined ? key : undefined);
        return;
      case "for":
        this.scope(() => {
          this.index(node.variable);
          this.scope(() => this.tree(node.body));
        });
        return;
      case "stepped":
        this.scope(() => {
          if (node.first !== undefined) this.index(node.first.variable);
          this.scope(() => this.tree(node.body));
        });
        return;
      case "while":
        this.scope(() => {
          this.tree(node.head);
          this.tree(node.body);
        });
        return;
      case "if":
        for (const { variable, value } of node.declared) this.declare(variable, value);
        for (const inner of treesOf(node)) this.scope(() => this.tree(inner));
        return;
      default:
        for (const inner of treesOf(node)) this.scope(() => this.tree(inner));
    }
  }
}

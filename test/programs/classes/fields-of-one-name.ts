/** Classes that stand in one place and give one name to fields of several kinds: commands that are undone, nodes of expressions. */
interface Command {
  apply(cells: Map<string, number>): void;
  undo(cells: Map<string, number>): void;
}
class SetCell implements Command {
  private old?: number;
  constructor(
    readonly by: string,
    readonly value: number,
  ) {}
  apply(cells: Map<string, number>): void {
    this.old = cells.get(this.by);
    cells.set(this.by, this.value);
  }
  undo(cells: Map<string, number>): void {
    if (this.old === undefined) cells.delete(this.by);
    else cells.set(this.by, this.old);
  }
}
class Scale implements Command {
  constructor(readonly by: number) {}
  apply(cells: Map<string, number>): void {
    for (const [name, v] of cells) cells.set(name, v * this.by);
  }
  undo(cells: Map<string, number>): void {
    for (const [name, v] of cells) cells.set(name, v / this.by);
  }
}
class Macro implements Command {
  constructor(readonly by: readonly Command[]) {}
  apply(cells: Map<string, number>): void {
    for (const part of this.by) part.apply(cells);
  }
  undo(cells: Map<string, number>): void {
    for (const part of [...this.by].reverse()) part.undo(cells);
  }
}
class History {
  private readonly done: Command[] = [];
  private readonly undone: Command[] = [];
  constructor(readonly cells: Map<string, number>) {}
  run(command: Command): this {
    command.apply(this.cells);
    this.done.push(command);
    this.undone.length = 0;
    return this;
  }
  undo(): this {
    const last = this.done.pop();
    if (last !== undefined) {
      last.undo(this.cells);
      this.undone.push(last);
    }
    return this;
  }
  redo(): this {
    const last = this.undone.pop();
    if (last !== undefined) {
      last.apply(this.cells);
      this.done.push(last);
    }
    return this;
  }
}

abstract class Node {
  abstract value(at: Readonly<Record<string, number>>): number;
}
class Literal extends Node {
  constructor(readonly content: number) {
    super();
  }
  value(): number {
    return this.content;
  }
}
class Name extends Node {
  constructor(readonly content: string) {
    super();
  }
  value(at: Readonly<Record<string, number>>): number {
    return at[this.content];
  }
}
class Product extends Node {
  constructor(readonly content: readonly Node[]) {
    super();
  }
  value(at: Readonly<Record<string, number>>): number {
    return this.content.reduce((product, part) => product * part.value(at), 1);
  }
}
const textOf = (node: Node): string =>
  node instanceof Product ? node.content.map(textOf).join("*") : node instanceof Name ? node.content : "1";

export function f(x: readonly number[]): number {
  const history = new History(new Map());
  history.run(new SetCell("a", x[0])).run(new Scale(x[1]));
  history.run(new Macro([new SetCell("b", 2 * x[0]), new SetCell("a", x[1]), new Scale(3)])).undo();
  history.undo().redo().redo().run(new SetCell("c", x[0] * x[1]));
  let sum = 0;
  for (const [name, v] of history.cells) sum += v * v * (name === "b" ? 2 : 1);
  const tree: Node = new Product([new Name("y"), new Literal(x[1]), new Product([new Name("y"), new Literal(2)])]);
  return sum + tree.value({ y: x[0] }) * textOf(tree).length;
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];

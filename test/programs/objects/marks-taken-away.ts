// Nodes with numbers and with marks that are set and taken away again: a mark bears no numbers.

interface Node {
  children: Map<string, Node>;
  weight?: number;
  isWord: boolean | undefined;
  note: string | undefined;
}

const makeNode = (): Node => ({ children: new Map(), isWord: false, note: "new" });

function insert(root: Node, word: string, weight: number): void {
  let node = root;
  for (const letter of word) {
    let next = node.children.get(letter);
    if (next === undefined) {
      next = makeNode();
      node.children.set(letter, next);
    }
    node = next;
  }
  node.isWord = true;
  node.weight = (node.weight ?? 0) + weight;
}

function forget(root: Node, word: string): void {
  let node: Node | undefined = root;
  for (const letter of word) node = node?.children.get(letter);
  if (node === undefined) return;
  node.isWord = undefined;
  node.note = undefined;
  if (word.length > 2) node.weight = undefined;
}

function total(node: Node, depth: number): number {
  let sum = node.isWord === true ? (node.weight ?? 0) * depth : (node.weight ?? 0.5) / depth;
  for (const child of node.children.values()) sum += total(child, depth + 1);
  return sum + (node.note === undefined ? 0.1 : 0);
}

export function f(weights: number[], words: string[], gone: string[]): number {
  const root = makeNode();
  words.forEach((word, i) => insert(root, word, weights[i]! ** 2));
  for (const word of gone) forget(root, word);
  return total(root, 1);
}

export const wrt = 0;
export const inputs = [
  [[0.5, 1.2, 0.7, 0.3], ["a", "ab", "abc", "b"], ["ab", "abc", "x"]],
  [[1, 2], ["to", "to"], []],
];

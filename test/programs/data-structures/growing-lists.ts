// Recursions that pass on what they were given with a node in front of it, or a tree around it.

interface Link {
  value: number;
  next: Link | undefined;
}

const link = (value: number, next: Link | undefined): Link => ({ value, next });

function linked(values: number[]): Link | undefined {
  let head: Link | undefined;
  for (const value of values) head = link(value, head);
  return head;
}

function sum(list: Link | undefined): number {
  let total = 0;
  for (let at = list; at !== undefined; at = at.next) total = total * 0.5 + at.value;
  return total;
}

/** The first list is missing from the second call on, the second gets longer. */
function lengthen(first: Link | undefined, second: Link | undefined, depth: number): number {
  if (depth > 3) return sum(first) + 2 * sum(second);
  return lengthen(undefined, link(1.5 * sum(second), second), depth + 1) + sum(first) * 0.1;
}

function branch(list: Link, depth: number): number {
  if (depth === 0) return sum(list);
  return branch(link(list.value * 0.7, list), depth - 1) + branch({ value: 2, next: list.next }, depth - 1);
}

interface Tree {
  value: number;
  children: Tree[];
}

const weight = (tree: Tree): number => tree.children.reduce((total, child) => total * 0.8 + weight(child), tree.value);

function grow(tree: Tree, depth: number): number {
  if (depth === 0) return weight(tree);
  return grow({ value: tree.value * 0.5, children: [tree, { value: depth, children: [] }] }, depth - 1);
}

export function f(x: number, y: number): number {
  const lists = lengthen(link(x, undefined), linked([x, 1, y * y]), 0) + branch(link(x, link(x * y, undefined)), 4);
  return lists * y + grow({ value: x * y, children: [] }, 4);
}

export const wrt = [0, 1];
export const inputs = [
  [1.2, 0.4],
  [-0.3, 2],
];

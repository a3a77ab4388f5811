import { type Node, type Tree, targetsOf, visitTree } from "./tree.js";

/**
 * Leaves the notes that tell a reader something: none where nothing but a return follows, none in a block that has no
 * forward part. A loop that only goes back stands below the note of the reverse sweep.
 */
export function placeNotes(tree: Tree): Tree {
  const nodes: Node[] = [];
  const goesBack = new Set<Node>();
  tree.forEach((node, i) => {
    if (node.kind !== "note") {
      const placed = within(node);
      nodes.push(placed);
      if (isLoop(node) ? startsBack(node.body) : isOfCotangents(node)) goesBack.add(placed);
      return;
    }
    let place = nodes.length;
    for (let at = place - 1; at >= 0; at--) {
      const before = nodes[at] as Node;
      if (goesBack.has(before)) place = at;
      else if (before.kind !== "declare" || !before.variable.linear) break;
    }
    const isLast = tree.slice(i + 1).every((later) => later.kind === "return");
    if (!isLast || place < nodes.length) nodes.splice(place, 0, node);
  });
  return nodes;
}

type Loop = Node & { readonly kind: "for" | "stepped" | "while" | "doWhile" };
const isLoop = (node: Node): node is Loop =>
  node.kind === "for" || node.kind === "stepped" || node.kind === "while" || node.kind === "doWhile";

/** A branch that computes cotangents only. */
function isOfCotangents(node: Node): boolean {
  if (node.kind !== "if") return false;
  let found = node.declared.some(({ variable }) => variable.linear);
  let others = node.declared.some(({ variable }) => !variable.linear);
  visitTree([...node.then, ...node.else], (inner) => {
    for (const target of targetsOf(inner)) {
      if (target.linear) found = true;
      else others = true;
    }
    if (isLoop(inner) || inner.kind === "perform" || inner.kind === "throw" || inner.kind === "note") others = true;
    if (inner.kind === "put") {
      if (inner.operator === "+=") found = true;
      else others = true;
    }
  });
  return found && !others;
}

const startsBack = (tree: Tree): boolean => tree[0]?.kind === "note";

function within(node: Node): Node {
  if (node.kind === "if") return { ...node, then: inside(node.then, false), else: inside(node.else, false) };
  if (!isLoop(node)) return node;
  const body = inside(node.body, true);
  return node.kind === "while" ? { ...node, head: inside(node.head, true), body } : { ...node, body };
}

/** A block inside a branch or an iteration. */
function inside(tree: Tree, isIteration: boolean): Tree {
  return tree.flatMap((node, i): readonly Node[] => {
    if (node.kind !== "note") return [within(node)];
    if (i === 0 || i === tree.length - 1) return [];
    return [isIteration ? node : { ...node, text: node.text.replace(" of this iteration", "") }];
  });
}

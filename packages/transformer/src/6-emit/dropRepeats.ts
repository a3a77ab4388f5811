import {
  type Branch,
  type Expression,
  expressionsOf,
  type Node,
  type Tree,
  targetsOf,
  type Variable,
  visitExpression,
  visitTree,
} from "./tree.js";

/** What variables are known to hold: a number, or what another variable holds. */
type Known = Map<Variable, Expression>;

/** Leaves out assignments of what the variable holds already: `let x = a; if (c) { x = b; } else { x = a; }`. */
export function dropRepeats(tree: Tree): Tree {
  return block(tree, new Map());
}

function block(tree: Tree, known: Known): Tree {
  return tree.flatMap((node): readonly Node[] => {
    if (node.kind === "assign" && holds(known, node.target, node.value)) return [];
    const inner = inside(node, known);
    forget(inner, known);
    if (inner.kind === "declare" || inner.kind === "assign") {
      const target = inner.kind === "declare" ? inner.variable : inner.target;
      if (inner.value !== undefined && isSimple(inner.value)) known.set(target, inner.value);
    }
    return [inner];
  });
}

function inside(node: Node, known: Known): Node {
  switch (node.kind) {
    case "if":
      return branch(node, known);
    case "while": {
      forget(node, known);
      return { ...node, head: block(node.head, new Map(known)), body: block(node.body, new Map(known)) };
    }
    case "for":
      forget(node, known);
      return { ...node, body: block(node.body, new Map(known)) };
    default:
      return node;
  }
}

function branch(node: Branch, known: Known): Branch {
  const here: Known = new Map(known);
  for (const { variable, value } of node.declared)
    if (value !== undefined && isSimple(value)) here.set(variable, value);
  return { ...node, then: block(node.then, new Map(here)), else: block(node.else, new Map(here)) };
}

/** What a node assigns is known no more, nor what is known to be equal to it. */
function forget(node: Node, known: Known): void {
  const changed = new Set<Variable>();
  visitTree([node], (inner) => {
    for (const target of targetsOf(inner)) changed.add(target);
    for (const expression of expressionsOf(inner)) {
      visitExpression(expression, (part) => {
        if (part.kind === "update") changed.add(part.variable);
      });
    }
  });
  for (const [variable, value] of known) {
    if (changed.has(variable) || (value.kind === "variable" && changed.has(value.variable))) known.delete(variable);
  }
}

const isSimple = (value: Expression): boolean => value.kind === "variable" || value.kind === "literal";

function holds(known: Known, variable: Variable, value: Expression): boolean {
  const present = known.get(variable);
  if (present?.kind === "variable") return value.kind === "variable" && value.variable === present.variable;
  if (present?.kind !== "literal" || value.kind !== "literal") return false;
  return Object.is(present.constant.value, value.constant.value) && present.constant.text === value.constant.text;
}

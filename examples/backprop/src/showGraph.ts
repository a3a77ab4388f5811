import { drawGraph } from "./drawGraph.js";
import { emittedFunctions } from "./emitted.js";
import { expectThat } from "./expectations.js";
import { forwardAt, gradient, type Nodes, partialsAt, reverseAt, valuesAt } from "./graph.js";
import { beside, code, heading, indented, paragraph, table, write } from "./terminal.js";

const names = ["a", "b", "c", "d", "e"] as const;

/** Part 1: one small graph, differentiated in both directions. */
export function showGraph(): void {
  const [a, b] = [2, 1];
  const reverse = reverseAt(a, b);
  const byA = forwardAt(a, b, 1, 0);
  const byB = forwardAt(a, b, 0, 1);
  const whole = gradient(a, b);

  heading("1  A computational graph: e = (a + b)·(b + 1) at a = 2, b = 1");
  paragraph("Each node has its value, each edge the partial of the node it enters by the node it leaves.");
  write(indented(drawGraph(valuesAt(a, b), partialsAt(a, b))));

  write();
  paragraph(
    "Forward mode starts at an input and finds how it moves every node.",
    "Reverse mode starts at the result and finds how every node moves it.",
  );
  const rows = (nodes: Nodes): [string, number][] => names.map((name) => [name, nodes[name]]);
  write(indented(beside(table(["node", "∂node/∂b"], rows(byB)), table(["node", "∂e/∂node"], rows(reverse)))));

  write();
  paragraph("What the compiler wrote for grad(e), the reverse sweep:");
  code(emittedFunctions("graph.ts", "e_grad"));

  write(`  gradient by one reverse sweep:    [${whole.join(", ")}]`);
  write(`  gradient by two forward sweeps:   [${byA.e}, ${byB.e}]`);
  write();
  expectThat("both are [2, 5]", [whole, [byA.e, byB.e], [reverse.a, reverse.b]].every(isTwoAndFive));
}

const isTwoAndFive = (pair: readonly number[]): boolean => pair.length === 2 && pair[0] === 2 && pair[1] === 5;

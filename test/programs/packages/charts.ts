// Charts of untyped JavaScript: scales with setters, interpolation by type, forces with options, easings that make others.
// @ts-expect-error JavaScript without types
import { elastic, interpolate, pull, scaleOf } from "./_charts.js";

interface Node {
  x: number;
  v: number;
}

export function f(x: number[]): number {
  const scale = scaleOf([x[0]!, 4], [x[1]!, x[2]!]);
  const clamped = scale.copy().domain([1, 0]).clamp(true);
  let sum = scale(1.5) * clamped(x[1]!) + clamped(-3) + (clamped.copy().clamp() ? scale.range()[0] : 0);
  sum += interpolate(x[0]!, x[1]!)(0.3) * interpolate([1, x[2]!, 2], x)(x[1]!);
  const nodes: Node[] = x.map((v, i) => ({ x: v, v: i / 2 }));
  const forces = [pull(x[1]!).strength(0.3), pull((node: Node) => node.x ** 2).strength((_: Node, i: number) => i / 4)];
  for (let alpha = 1; alpha > 0.3; alpha *= 0.7) {
    for (const force of forces) force(nodes, alpha);
    for (const node of nodes) node.x += node.v *= 0.6;
  }
  sum += nodes.reduce((all, node) => all + node.x * node.v, 0);
  return sum + elastic.amplitude(1 + x[0]! ** 2).period(0.4 + x[1]! / 10)(0.3) + elastic(x[0]! / 5);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 1.9]], [[2.5, 0.4, -0.8]]];

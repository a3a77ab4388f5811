import { grad, jvp } from "cotangent";

/** The classic example of a computational graph: two inputs, two values between, one result. */
export function e(a: number, b: number): number {
  const c = a + b;
  const d = b + 1;
  return c * d;
}

/** The gradient of `e` in both inputs, by one reverse sweep. */
export const gradient = grad(e, { wrt: [0, 1] });

// Each node of the graph, as a function of the nodes it is computed from.
const sum = (a: number, b: number): number => a + b;
const next = (b: number): number => b + 1;
const product = (c: number, d: number): number => c * d;

// Each node of the graph, as a function of the inputs.
const nodeC = (a: number, b: number): number => sum(a, b);
const nodeD = (_a: number, b: number): number => next(b);

const sumGradient = grad(sum, { wrt: [0, 1] });
const nextGradient = grad(next);
const productGradient = grad(product, { wrt: [0, 1] });

const cForward = jvp(nodeC);
const dForward = jvp(nodeD);
const eForward = jvp(e);

/** `e` with a little added to every node: its gradient at zero is the derivative of e by every node, in one sweep. */
function probed(a: number, b: number, atC: number, atD: number, atE: number): number {
  const c = a + b + atC;
  const d = b + 1 + atD;
  return c * d + atE;
}
const probedGradient = grad(probed, { wrt: [0, 1, 2, 3, 4] });

/** One value for every node of the graph. */
export interface Nodes {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
}

/** The partial on every edge, named by its ends: `ca` is ∂c/∂a. */
export interface Edges {
  readonly ca: number;
  readonly cb: number;
  readonly db: number;
  readonly ec: number;
  readonly ed: number;
}

/** The value of every node. */
export const valuesAt = (a: number, b: number): Nodes => ({ a, b, c: nodeC(a, b), d: nodeD(a, b), e: e(a, b) });

/** The partial on every edge: each operation differentiated alone. */
export function partialsAt(a: number, b: number): Edges {
  const { c, d } = valuesAt(a, b);
  const [ca, cb] = sumGradient(a, b);
  const db = nextGradient(b);
  const [ec, ed] = productGradient(c, d);
  return { ca, cb, db, ec, ed };
}

/** Forward mode: the derivative of every node by the inputs, in the direction [aDot, bDot]. */
export const forwardAt = (a: number, b: number, aDot: number, bDot: number): Nodes => ({
  a: aDot,
  b: bDot,
  c: cForward([a, b], [aDot, bDot]).tangent,
  d: dForward([a, b], [aDot, bDot]).tangent,
  e: eForward([a, b], [aDot, bDot]).tangent,
});

/** Reverse mode: the derivative of e by every node. */
export function reverseAt(a: number, b: number): Nodes {
  const [byA, byB, byC, byD, byE] = probedGradient(a, b, 0, 0, 0);
  return { a: byA, b: byB, c: byC, d: byD, e: byE };
}

/** Tagged unions with switch, nested ones, defaults and an exhaustive check. */
type Shape =
  | { kind: "circle"; radius: number }
  | { kind: "box"; size: [number, number]; round?: number }
  | { kind: "union"; parts: Shape[] }
  | { kind: "shifted"; by: { x: number; y: number }; shape: Shape };

function assertNever(x: never): never {
  throw new Error(`unexpected ${x}`);
}

const soft = (v: number): number => Math.sqrt(v * v + 0.05);

function sdf(shape: Shape, x: number, y: number): number {
  switch (shape.kind) {
    case "circle":
      return Math.hypot(x, y) - shape.radius;
    case "box": {
      const {
        size: [w, h],
        round = 0.1,
      } = shape;
      const dx = soft(x) - w;
      const dy = soft(y) - h;
      return Math.sqrt(dx * dx + dy * dy + 0.01) - round;
    }
    case "union":
      return shape.parts.map((part) => sdf(part, x, y)).reduce((a, b) => Math.min(a, b), 1e3);
    case "shifted":
      return sdf(shape.shape, x - shape.by.x, y - shape.by.y);
    default:
      return assertNever(shape);
  }
}

export function f(r: number, w: number, dx: number): number {
  const scene: Shape = {
    kind: "union",
    parts: [
      { kind: "circle", radius: r },
      { kind: "shifted", by: { x: dx, y: 2 * w }, shape: { kind: "box", size: [w, r], round: dx * 0.1 } },
      { kind: "shifted", by: { x: -dx, y: 0 }, shape: { kind: "box", size: [w, w] } },
    ],
  };
  let total = 0;
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 3; j++) {
      const d = sdf(scene, i - 2.3, j * 1.1 - 0.4);
      total += 1 / (1 + Math.exp(2 * d));
    }
  }
  return total;
}

export const wrt = [0, 1, 2];
export const inputs = [
  [0.8, 0.5, 1.2],
  [1.4, 0.3, 0.7],
];

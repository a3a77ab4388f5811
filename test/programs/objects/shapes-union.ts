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

/** What the types say is never there is returned, in the three ways in which that is written. */
function extent(shape: Shape): number {
  switch (shape.kind) {
    case "circle":
      return shape.radius;
    case "box":
      return Math.hypot(...shape.size);
    case "union":
      return shape.parts.reduce((most, part) => Math.max(most, weight(part)), 0);
    case "shifted":
      return Math.hypot(shape.by.x, shape.by.y) + extent(shape.shape);
    default: {
      const never: never = shape;
      return never;
    }
  }
}

function weight(shape: Shape): number {
  if (shape.kind === "circle") return shape.radius ** 2;
  if (shape.kind === "box") return shape.size[0] * shape.size[1];
  if (shape.kind === "shifted") return weight(shape.shape);
  if (shape.kind === "union") return shape.parts.map(outline).reduce((a, b) => a + b);
  return shape satisfies never;
}

const outline = (shape: Shape): number => {
  switch (shape.kind) {
    case "circle":
    case "box":
    case "shifted":
      return extent(shape) * 2;
    case "union":
      return 1;
    default:
      return shape;
  }
};

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
  return total + extent(scene) * weight(scene);
}

export const wrt = [0, 1, 2];
export const inputs = [
  [0.8, 0.5, 1.2],
  [1.4, 0.3, 0.7],
];

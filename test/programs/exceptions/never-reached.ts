// Functions that say they give a value and only throw: what they give is in the types alone.

type Outline = { kind: "round"; radius: number } | { kind: "straight"; length: number };

class Shape {
  area(): number {
    throw new Error("not known");
  }
  isLarge(): boolean {
    throw new Error("not known");
  }
  outline(): Outline {
    throw new Error("not known");
  }
}

class Square extends Shape {
  constructor(readonly side: number) {
    super();
  }
  override area(): number {
    return this.side ** 2;
  }
  override isLarge(): boolean {
    return this.side > 1;
  }
  override outline(): Outline {
    return { kind: "straight", length: 4 * this.side };
  }
}

class Disc extends Shape {
  constructor(readonly radius: number) {
    super();
  }
  override area(): number {
    return Math.PI * this.radius ** 2;
  }
  override isLarge(): boolean {
    return this.radius > 1;
  }
  override outline(): Outline {
    return { kind: "round", radius: this.radius };
  }
}

function areas(shapes: readonly Shape[], otherwise: number): number {
  let total = 0;
  for (const shape of shapes) {
    try {
      total += shape.area() * (shape.isLarge() ? 2 : 1);
      const outline = shape.outline();
      total += outline.kind === "round" ? outline.radius * 3 : outline.length;
    } catch {
      total += otherwise;
    }
  }
  return total;
}

interface Model {
  scale: number;
  offsets: number[];
}

function loadModel(_name: string): Model {
  throw new Error("no file is read here");
}

function unsupported(power: number): number {
  throw new RangeError(`power ${power}`);
}

/** The branch with a number that is never given is not the one that is taken. */
function power(x: number, n: number): number {
  const factor = n === 2 ? x : n === 1 ? 1 : unsupported(n);
  return x * factor;
}

function evaluate(x: number, stored: boolean): number {
  let model: Model = { scale: x, offsets: [x, 2] };
  if (stored) {
    model = loadModel("stored");
    model.offsets.push(x);
  }
  return model.offsets.reduce((sum, offset) => sum + offset * model.scale, 0);
}

function firstOrder(x: number): number {
  let result = x;
  try {
    result = unsupported(3) * x + x;
  } catch {
    result *= x * x;
  }
  return result;
}

/** Loops that are asked whether to go on, and get no answer. */
function untilAsked(x: number): number {
  let sum = x;
  try {
    for (let i = 0; i < unsupported(i); i++) sum += x;
  } catch {
    sum *= x;
  }
  try {
    do {
      sum += x;
      if (sum > 100) break;
    } while (sum < unsupported(2));
  } catch {
    sum *= x;
  }
  return sum;
}

/** What comes behind is not reached either. */
function gaveUp(x: number): number {
  throw new RangeError("gave up");
  return x * x;
}

function tried(x: number): number {
  try {
    if (x > 0) gaveUp(x);
  } catch {
    return 3 * x;
  }
  if (x < -5) gaveUp(x);
  Math.hypot(0.7, x);
  return x * x;
}

export function f(x: number, y: number, n: number): number {
  const whole = areas([new Square(x), new Disc(y), new Shape()], x * y) + power(y, n) * evaluate(x, false);
  return whole + tried(x) * y + firstOrder(y) * x + untilAsked(x * y);
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.7, 2],
  [-0.4, 1.1, 1],
];

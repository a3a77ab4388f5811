/** Objects made by a function whose accessors and methods see its variables. */
function createSpring(k: number, rest: number) {
  let length = rest;
  let velocity = 0;
  return {
    get energy() {
      return 0.5 * k * (length - rest) ** 2 + 0.5 * velocity ** 2;
    },
    get length() {
      return length;
    },
    set length(value) {
      length = value;
      velocity = 0;
    },
    tick(dt: number) {
      velocity -= dt * k * (length - rest);
      length += dt * velocity;
    },
  };
}

export function f(k: number, stretch: number): number {
  const springs = [createSpring(k, 1), createSpring(2 * k, stretch)];
  springs[0].length += stretch;
  springs[1].length *= 1.2;
  let total = 0;
  for (let i = 0; i < 4; i++) {
    for (const s of springs) {
      s.tick(0.1);
      total += s.energy;
    }
    if (i === 2) springs[1].length = springs[0].length * 0.5;
  }
  return total;
}

export const wrt = [0, 1];
export const inputs = [
  [1.5, 0.7],
  [2, 0.3],
];

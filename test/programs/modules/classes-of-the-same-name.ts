/** A module with a class of its own that is called as one of another module, which the derivative needs as well. */
import { totalVolume } from "./_solids";

class Ball {
  constructor(readonly mass: number) {}
  energy(height: number): number {
    return this.mass * 9.81 * height;
  }
}

export function f(x: number[]): number {
  const balls = x.map((mass) => new Ball(mass));
  let energy = 0;
  for (const [i, ball] of balls.entries()) {
    if (ball instanceof Ball && ball.mass > 0.2) energy += ball.energy(i + 1);
    else energy -= totalVolume([ball.mass + 1]);
  }
  return energy * 0.1 + totalVolume(x) * totalVolume([x[0]!, x[1]!]);
}

export const wrt = 0;
export const inputs = [[[0.3, 1.2, 0.15, 0.7]]];

// Tables of functions that instances keep, and that are changed through them.
import { grad } from "cotangent";

interface Gain {
  factor: number;
  at(x: number): number;
}
class Amplifier {
  constructor(readonly gain: Gain) {}
  tune(factor: number): void {
    this.gain.factor = factor;
  }
}
class Listener {
  private kept: Gain;
  constructor(gain: Gain) {
    this.kept = gain;
  }
  louder(): void {
    const { kept } = this;
    kept.factor *= 2;
  }
}
class Unity {
  constructor(private readonly plain: Gain) {}
  of(x: number): number {
    return this.plain.factor * this.plain.at(x); //~ error
  }
}
const first: Gain = { factor: 2, at: (x) => x * x }; //~ error
const second: Gain = { factor: 3, at: Math.sin }; //~ error
const third: Gain = { factor: 1, at: Math.cos };
new Amplifier(first).tune(5);
new Listener(second).louder();

const f = (x: number): number => new Unity(first).of(x) + new Unity(second).of(x) + new Unity(third).of(x);

export const gradient = grad(f);

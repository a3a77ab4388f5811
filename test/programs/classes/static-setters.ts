/** Settings of a class behind static accessors: a setter that scales and counts, compound assignment through it, `this` in static methods. */
class Settings {
  private static rawGain = 1;
  private static changes = 0;
  static get gain(): number {
    return Settings.rawGain * 2;
  }
  static set gain(value: number) {
    this.rawGain = value * value;
    this.changes++;
  }
  static reset(): void {
    this.rawGain = 3;
    this.changes = 0;
  }
  static get touched(): number {
    return Settings.changes;
  }
}
export function f(x: number): number {
  Settings.reset();
  Settings.gain = x;
  Settings.gain += 1;
  if (x > 1) Settings.gain *= 0.5;
  return Settings.gain * x + Settings.touched;
}
export const wrt = 0;
export const inputs = [[1.5], [0.4]];

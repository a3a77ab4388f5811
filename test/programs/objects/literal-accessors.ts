/** An object literal with a getter and a setter: a temperature held in one unit, read and written in another. */
function makeThermostat(celsius: number, gain: number) {
  return {
    celsius,
    gain,
    get fahrenheit(): number {
      return this.celsius * 1.8 + 32;
    },
    set fahrenheit(value: number) {
      this.celsius = (value - 32) / 1.8;
    },
    get error() {
      return this.fahrenheit - 70;
    },
    step(dt: number) {
      this.fahrenheit -= dt * this.gain * this.error;
      return this;
    },
  };
}

export function f(start: number, gain: number): number {
  const room = makeThermostat(start, gain);
  let cost = 0;
  for (let i = 0; i < 5; i++) {
    cost += room.error ** 2;
    room.step(0.3);
    if (Math.abs(room.error) < 0.5) break;
  }
  const other = makeThermostat(room.celsius, 0.1).step(1).step(2);
  return cost + other.fahrenheit * room.gain;
}

export const wrt = [0, 1];
export const inputs = [
  [15, 0.8],
  [30, 0.4],
];

/** A rocket with stages that drop when empty: events located within the step, a log of them, drag by altitude. */
interface Stage {
  dry: number;
  fuel: number;
  thrust: number;
  flow: number;
}
type Event = { kind: "burnout"; stage: number; t: number } | { kind: "apogee"; t: number; altitude: number };

class Rocket {
  altitude = 0;
  velocity = 0;
  time = 0;
  readonly log: Event[] = [];
  private active = 0;
  constructor(
    private readonly stages: Stage[],
    private readonly payload: number,
  ) {}
  private get mass(): number {
    return this.stages.slice(this.active).reduce((m, s) => m + s.dry + s.fuel, this.payload);
  }
  private get stage(): Stage | undefined {
    return this.stages[this.active];
  }
  step(dt: number): boolean {
    const stage = this.stage;
    let h = dt;
    let burnout = false;
    if (stage !== undefined && stage.fuel < stage.flow * dt) {
      h = stage.fuel / stage.flow;
      burnout = true;
    }
    const drag = 0.02 * Math.exp(-this.altitude / 50) * this.velocity * Math.abs(this.velocity);
    const a = ((stage?.thrust ?? 0) - drag) / this.mass - 9.81;
    const before = this.velocity;
    this.velocity += h * a;
    this.altitude += h * (before + 0.5 * h * a);
    this.time += h;
    if (stage) stage.fuel -= stage.flow * h;
    if (burnout) this.log.push({ kind: "burnout", stage: this.active++, t: this.time });
    if (before > 0 && this.velocity <= 0) {
      const dtApogee = -before / a;
      this.log.push({ kind: "apogee", t: this.time - h + dtApogee, altitude: this.altitude + 0.5 * a * (h - dtApogee) ** 2 });
      return false;
    }
    return true;
  }
}

export function f(stages: Stage[], payload: number): number {
  const rocket = new Rocket(stages.map((s) => ({ ...s })), payload);
  let steps = 0;
  while (rocket.step(0.25) && steps++ < 60);
  let score = 0;
  for (const event of rocket.log) {
    if (event.kind === "burnout") score += event.t * (event.stage + 1);
    else score += event.altitude / 10 + event.t;
  }
  return score;
}

export const wrt = [0, 1];
export const inputs = [
  [[{ dry: 1, fuel: 2.1, thrust: 110, flow: 1.3 }, { dry: 0.5, fuel: 0.8, thrust: 40, flow: 0.9 }], 0.7],
  [[{ dry: 1, fuel: 0.8, thrust: 60, flow: 1.1 }], 0.4],
];
export const h = 2e-3;

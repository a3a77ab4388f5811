/** Chemical kinetics: reactions parsed from text, rates of mass action with Arrhenius factors, adaptive Heun steps. */
interface Reaction {
  consumed: Map<string, number>;
  produced: Map<string, number>;
  rate: (temperature: number) => number;
}
type Concentrations = Record<string, number>;

function parseSide(side: string): Map<string, number> {
  const out = new Map<string, number>();
  for (const term of side.split("+")) {
    const match = /^\s*(\d*)\s*([A-Z]\w*)\s*$/.exec(term);
    if (!match) throw new SyntaxError(`cannot read ${term}`);
    const [, count, species] = match;
    out.set(species, (out.get(species) ?? 0) + (count === "" ? 1 : Number(count)));
  }
  return out;
}

function reaction(equation: string, prefactor: number, activation: number): Reaction {
  const [left, right] = equation.split("->");
  return {
    consumed: parseSide(left),
    produced: parseSide(right),
    rate: (T) => prefactor * Math.exp(-activation / (8.314e-3 * T)),
  };
}

function derivatives(reactions: Reaction[], c: Concentrations, T: number): Concentrations {
  const d: Concentrations = Object.fromEntries(Object.keys(c).map((s) => [s, 0]));
  for (const { consumed, produced, rate } of reactions) {
    let v = rate(T);
    for (const [species, order] of consumed) v *= c[species] ** order;
    for (const [species, order] of consumed) d[species] -= order * v;
    for (const [species, order] of produced) d[species] += order * v;
  }
  return d;
}

export function f(prefactors: number[], activations: number[], initial: { A: number; B: number }, T: number): number {
  const equations = ["A + B -> C", "2 C -> D + A", "D -> 2 B"];
  const reactions = equations.map((e, i) => reaction(e, prefactors[i], activations[i]));
  let c: Concentrations = { ...initial, C: 0.05, D: 0.02 };
  let t = 0;
  let dt = 0.2;
  let rejected = 0;
  while (t < 1 && rejected < 10) {
    const k1 = derivatives(reactions, c, T);
    const trial: Concentrations = {};
    for (const s in c) trial[s] = c[s] + dt * k1[s];
    const k2 = derivatives(reactions, trial, T);
    let error = 0;
    for (const s of Object.keys(c)) error = Math.max(error, (dt / 2) * Math.abs(k2[s] - k1[s]));
    if (error > 0.02) {
      dt /= 2;
      rejected++;
      continue;
    }
    const previous = c;
    c = {};
    for (const [s, value] of Object.entries(previous)) c[s] = value + (dt / 2) * (k1[s] + k2[s]);
    t += dt;
    if (error < 0.004) dt *= 1.5;
  }
  return Object.values(c).reduce((s, v) => s + v * v, 0) + rejected;
}

export const wrt = [0, 1, 2, 3];
export const h = 1e-3;
export const inputs = [[[2.5, 1.5, 0.8], [2, 3, 1], { A: 1, B: 0.7 }, 300]];
export const tolerance = 1e-8;

/** A table `as const` of materials, looked up by a key, with computed names and spread defaults. */
const materials = {
  glass: { n: 1.52, absorb: 0.02 },
  water: { n: 1.33, absorb: 0.1 },
  diamond: { n: 2.42, absorb: 0.005 },
} as const;
type Name = keyof typeof materials;

const key = "thickness";
interface Layer {
  material: Name;
  thickness: number;
  tilt?: number;
}

const defaults = { [key]: 1, tilt: 0.1 };

function transmit(layer: Layer, intensity: number, angle: number): number {
  const { n, absorb } = materials[layer.material];
  const { thickness, tilt = 0.05 } = { ...defaults, ...layer };
  const inner = Math.asin(Math.sin(angle + tilt) / n);
  return intensity * Math.exp((-absorb * thickness) / Math.cos(inner));
}

export function f(angle: number, thicknesses: number[]): number {
  const names: Name[] = ["glass", "water", "diamond"];
  let intensity = 1;
  const log: Record<string, number> = {};
  names.forEach((material, i) => {
    const layer: Layer = i === 1 ? { material, thickness: thicknesses[i], tilt: angle / 2 } : { material, thickness: thicknesses[i] };
    const before = intensity;
    intensity = transmit(layer, intensity, angle);
    log[material] = before - intensity;
  });
  let lost = 0;
  for (const [name, value] of Object.entries(log)) lost += name === "water" ? 2 * value : value;
  return intensity + lost * Object.keys(log).length + Object.values(log).reduce((a, b) => a * (1 + b), 1);
}

export const wrt = [0, 1];
export const inputs = [
  [0.4, [1, 2, 3]],
  [0.1, [0.5, 0.2, 10]],
];

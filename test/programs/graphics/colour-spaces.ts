/** sRGB to CIELAB and HSL and back, by way of piecewise transfer functions; a colour difference. */
type RGB = { r: number; g: number; b: number };
type Triple = [number, number, number];

const channels = ["r", "g", "b"] as const;
const M = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;
const WHITE: Readonly<Triple> = [0.95047, 1, 1.08883];

const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toLab = (t: number): number => {
  const delta = 6 / 29;
  return t > delta ** 3 ? Math.cbrt(t) : t / (3 * delta * delta) + 4 / 29;
};

function lab(color: RGB): Triple {
  const linear = channels.map((c) => toLinear(color[c]));
  const [x, y, z] = M.map((row, i) => toLab(row.reduce((sum, m, j) => sum + m * linear[j], 0) / WHITE[i]));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function hsl({ r, g, b }: RGB): Triple {
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const l = (max + min) / 2;
  if (max === min) return [0, 0, l];
  const d = max - min;
  const s = l > 0.5 ? d / (2 - max - min) : d / (max + min);
  let h: number;
  switch (max) {
    case r:
      h = (g - b) / d + (g < b ? 6 : 0);
      break;
    case g:
      h = (b - r) / d + 2;
      break;
    default:
      h = (r - g) / d + 4;
  }
  return [h / 6, s, l];
}

function fromHsl([h, s, l]: Triple): RGB {
  const hue2rgb = (p: number, q: number, t: number): number => {
    if (t < 0) t += 1;
    if (t > 1) t -= 1;
    if (t < 1 / 6) return p + (q - p) * 6 * t;
    if (t < 1 / 2) return q;
    if (t < 2 / 3) return p + (q - p) * (2 / 3 - t) * 6;
    return p;
  };
  if (s === 0) return { r: l, g: l, b: l };
  const q = l < 0.5 ? l * (1 + s) : l + s - l * s;
  const p = 2 * l - q;
  return { r: hue2rgb(p, q, h + 1 / 3), g: hue2rgb(p, q, h), b: hue2rgb(p, q, h - 1 / 3) };
}

export function f(palette: RGB[], shift: number): number {
  let score = 0;
  const labs: Triple[] = [];
  for (const color of palette) {
    const [h, s, l] = hsl(color);
    const rotated = fromHsl([(h + shift) % 1, s * 0.9, l]);
    labs.push(lab(color), lab(rotated));
  }
  for (let i = 0; i < labs.length; i++)
    for (let j = i + 1; j < labs.length; j++) {
      const [dl, da, db] = labs[i].map((c, k) => c - labs[j][k]);
      score += Math.sqrt(dl * dl + da * da + db * db + 1e-6);
    }
  return score / 100;
}

export const wrt = [0, 1];
export const h = 2e-3;
export const inputs = [
  [[{ r: 0.8, g: 0.3, b: 0.1 }, { r: 0.02, g: 0.5, b: 0.9 }], 0.13],
  [[{ r: 0.2, g: 0.71, b: 0.4 }, { r: 0.3, g: 0.1, b: 0.21 }], 0.57],
];

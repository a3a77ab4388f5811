// Functions that are objects: scales as charts have them, whose properties set and get what the function uses, and give the scale itself.
interface Scale {
  (x: number): number;
  domain(): number[];
  domain(ends: readonly number[]): this;
  range(): number[];
  range(ends: readonly number[]): this;
  invert(y: number): number;
  copy(): Scale;
  weight: number;
}

function scaleLinear(): Scale {
  let domain: readonly number[] = [0, 1];
  let range: readonly number[] = [0, 1];
  let slope = 1;
  const rescale = (): Scale => {
    slope = (range[1]! - range[0]!) / (domain[1]! - domain[0]!);
    return scale;
  };
  const scale = ((x: number) => scale.weight * (range[0]! + (x - domain[0]!) * slope)) as Scale;
  scale.domain = function (ends?: readonly number[]) {
    if (!arguments.length) return domain.slice();
    domain = ends!.slice();
    return rescale();
  } as Scale["domain"];
  scale.range = function (ends?: readonly number[]) {
    return arguments.length ? ((range = Array.from(ends!)), rescale()) : range.slice();
  } as Scale["range"];
  scale.invert = (y) => domain[0]! + (y / scale.weight - range[0]!) / slope;
  scale.weight = 1;
  scale.copy = () => {
    const other = scaleLinear().domain(domain).range(range);
    other.weight = scale.weight;
    return other;
  };
  return scale;
}

/** All of the scales that were made, the first of them under a name of its own. */
function axes(x: readonly number[]): { readonly first: Scale; readonly all: Scale[] } {
  const all: Scale[] = [];
  for (let i = 0; i < x.length; i++) {
    const scale = scaleLinear().domain([-1, i + 1]).range([x[i]!, 2]);
    if (x[i]! > 1) scale.weight = x[i]! / 2;
    all.push(scale);
  }
  return { first: all[0]!, all };
}

export function f(x: number[]): number {
  const scale = scaleLinear().domain([x[1]!, 4]).range([0, x[0]!]);
  const before = scale.copy();
  scale.weight *= x[2]!;
  scale.range([scale(1), 3]);
  let sum = x.map(scale).reduce((all, v, i) => all + v * before(x[i]!), 0);
  const { first, all } = axes(x);
  for (let step = 0; step < 5; step++) {
    const axis = all[step % all.length]!;
    sum += axis(sum / 10) * axis.weight;
    axis.weight += 0.1 * x[step % x.length]!;
    if (step === 2) first.domain([sum / 20, 5]);
  }
  return sum + first.invert(0.3) * before.invert(x[2]!) + first.range()[0]! * scale.domain()[0]!;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.4]], [[0.5, -0.7, 1.4]], [[2.1, 1.3, -0.8]]];

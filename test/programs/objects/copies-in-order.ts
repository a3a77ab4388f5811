/** Who lists the fields of a copy sees them in the order of what was copied, which need not be that of other objects of its type. */
interface Gains {
  p: number;
  i: number;
  d?: number;
}

/** The n-th field counts 10 ** n times. */
function inOrder(fields: object): number {
  let sum = 0;
  let weight = 1;
  for (const name of Object.keys(fields)) {
    sum += (fields as Record<string, number>)[name] ** 2 * weight;
    weight *= 10;
  }
  return sum;
}

function gainsFor(x: readonly number[]): Gains {
  if (x[0] > 1) return { d: x[2], i: x[1], p: x[0] };
  return x[0] > 0 ? { p: x[0], i: x[1] } : { i: x[1], p: x[0] };
}

const halved = (gains: Gains): Gains => ({ ...gains, i: gains.i / 2 });
const withLimit = (gains: Gains, limit: number) => ({ limit, ...gains });
const behindDefaults = (gains: Gains): Gains => ({ ...{ i: 0.3, p: 0.4 }, ...gains });

function withoutIntegral(gains: Gains): number {
  const { i, ...rest } = gains;
  return inOrder(rest) * i;
}

export function f(x: readonly number[]): number {
  const gains = gainsFor(x);
  let sum = inOrder({ ...gains }) + inOrder(halved(gains)) + withoutIntegral(gains);
  sum += inOrder(withLimit(gains, x[1])) + inOrder(behindDefaults(gains));
  sum += inOrder(Object.assign({}, gains)) + inOrder(Object.assign({ d: x[0] }, gains));
  sum += inOrder(structuredClone(gains));
  const turned = [gains, gainsFor([-x[0], x[2], x[1]])].map((each) => ({ ...each, p: each.p * 3 }));
  for (const each of turned) for (const [k, value] of Object.values(each).entries()) sum += value * k * x[2];
  return sum;
}

export const wrt = 0;
export const inputs = [[[0.7, 1.2, -0.4]], [[-0.6, 0.5, 0.9]], [[1.3, -0.8, 0.6]]];

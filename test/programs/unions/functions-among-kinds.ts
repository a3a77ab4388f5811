// Rules that are a number or a function: which function one is, is asked as of any function; what is no function throws where it is called.
type Rule = number | ((v: number) => number);
const same = (v: number): number => v;
const twice = (v: number): number => 2 * v;

const apply = (rule: Rule, v: number): number =>
  rule === same ? 3 * v : typeof rule === "function" ? rule(v) : rule * v;

function repeats(rules: readonly Rule[], x: number): number {
  let last: Rule = 0;
  let sum = 0;
  for (const rule of rules) {
    sum += apply(rule, x);
    if (rule === last) sum *= 2;
    last = rule === rules[0] ? rule : last;
  }
  return sum;
}

export function f(x: number): number {
  const own: Rule = (v) => v * x;
  const rules: Rule[] = [same, twice, x, same, own];
  const all = repeats(rules, x) + repeats([own, own, x, x], x ** 2);
  try {
    return all + (rules[x > 1 ? 2 : 1] as (v: number) => number)(x);
  } catch (e) {
    return e instanceof TypeError ? all * x : 0;
  }
}
export const wrt = 0;
export const inputs = [[1.3], [0.6], [-2.1]];

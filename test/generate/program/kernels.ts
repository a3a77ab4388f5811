import { atom, element, numberOf } from "./numbers.js";
import { aVariable, type Made, type Scope, type Variable, variablesOf, withVariables } from "./scope.js";
import { assignment, aTotal, indented, update } from "./statements.js";

/** Loops as numeric programs have them: maps, sums, recurrences, stencils, products with a matrix, normalizations. */
export function kernel(scope: Scope): Made {
  const { pick, length } = scope.g;
  const same = (lines: readonly string[]): Made => ({ lines, scope });
  return pick.weighted<() => Made>([
    [3, () => same(elementwise(scope))],
    [3, () => same(sum(scope))],
    [4, () => same(sweep(scope))],
    [2, () => same(recurrence(scope))],
    [length === undefined ? 0 : 2, () => same(stencil(scope))],
    [2, () => product(scope)],
    [1, () => normalization(scope)],
    [1, () => same(triangle(scope))],
  ])();
}

/** A counted loop over all of an array. */
function over(scope: Scope, array: Variable, body: (inside: Scope, i: string) => readonly string[]): string[] {
  const i = scope.g.fresh("i");
  const of = array.assignable ? undefined : array.name;
  const index: Variable = { name: i, type: "int", assignable: false, index: { of, low: 0, high: 0 } };
  const inside = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 2 },
    index,
  );
  const lines = body(inside, i);
  return [`for (let ${i} = 0; ${i} < ${array.name}.length; ${i}++) {`, ...indented(lines), "}"];
}

const anArray = (scope: Scope): Variable | undefined => aVariable(scope, "nums", "f64");
const otherwise = (scope: Scope): string[] => [assignment(scope)];

function elementwise(scope: Scope): string[] {
  const array = anArray(scope);
  if (array === undefined) return otherwise(scope);
  return over(scope, array, (inside, i) => [update(inside, `${array.name}[${i}]`)]);
}

function sum(scope: Scope): string[] {
  const array = anArray(scope);
  const total = aTotal(scope);
  if (array === undefined || total === undefined) return otherwise(scope);
  return over(scope, array, (inside) => [`${total} += ${scope.g.pick.one(["0.1", "0.3"])} * ${numberOf(inside)};`]);
}

/** Stores and sums over arrays that iterations may share. */
function sweep(scope: Scope): string[] {
  const { pick } = scope.g;
  const array = anArray(scope);
  if (array === undefined) return otherwise(scope);
  return over(scope, array, (inside) =>
    Array.from({ length: 2 + pick.below(2) }, () => {
      const target = pick.chance(0.5) ? element(inside) : undefined;
      if (target !== undefined) return update(inside, target);
      const total = aTotal(inside);
      return total === undefined
        ? assignment(inside)
        : `${total} += ${pick.one(["", "0.3 * "])}${numberOf(inside, 2)};`;
    }),
  );
}

function recurrence(scope: Scope): string[] {
  const state = scope.g.pick.maybe(variablesOf(scope, "num").filter((one) => one.assignable));
  const array = anArray(scope);
  if (array === undefined || state === undefined) return otherwise(scope);
  return over(scope, array, (inside, i) => [
    `${state.name} = Math.tanh(${state.name} * ${atom(inside)} + ${numberOf(inside, 2)});`,
    ...(scope.g.pick.chance(0.5) ? [`${array.name}[${i}] = ${state.name};`] : []),
  ]);
}

function stencil(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [u, v] = [anArray(scope), anArray(scope)];
  if (u === undefined || v === undefined) return otherwise(scope);
  const [s, i] = [fresh("s"), fresh("i")];
  const inner = `${v.name}[${i}] = ${u.name}[${i}] + 0.1 * ${atom(scope)} * (${u.name}[${i} - 1] - 2 * ${u.name}[${i}] + ${u.name}[${i} + 1]);`;
  const loop = [`for (let ${i} = 1; ${i} < ${u.name}.length - 1; ${i}++) {`, ...indented([inner]), "}"];
  if (pick.chance(0.4)) return loop;
  return [`for (let ${s} = 0; ${s} < ${1 + pick.below(3)}; ${s}++) {`, ...indented(loop), "}"];
}

/** A matrix times a vector, through a function of each component. */
function product(scope: Scope): Made {
  const { pick, fresh, length } = scope.g;
  const [rows, x] = [aVariable(scope, "rows"), anArray(scope)];
  if (rows === undefined || x === undefined) return { lines: otherwise(scope), scope };
  const [y, s, j] = [fresh("ys"), fresh("sum"), fresh("j")];
  const target = pick.chance(0.6) || length === undefined ? undefined : anArray(scope);
  const lines = over(scope, rows, (inside, i) => {
    const term = `${rows.name}[${i}][${j}] * ${length === undefined ? `${x.name}[${j} % ${x.name}.length]` : `${x.name}[${j}]`}`;
    const value = pick.one([`Math.tanh(${s})`, `Math.sin(${s} + ${atom(inside)})`, s]);
    return [
      `let ${s} = ${pick.one(["0", atom(inside)])};`,
      `for (let ${j} = 0; ${j} < ${rows.name}[${i}].length; ${j}++) ${s} += 0.5 * ${term};`,
      target === undefined ? `${y}.push(${value});` : `${target.name}[${i}] = ${value};`,
    ];
  });
  if (target !== undefined) return { lines, scope };
  return {
    lines: [`const ${y}: number[] = [];`, ...lines],
    scope: withVariables(scope, { name: y, type: "nums", assignable: false }),
  };
}

/** The logarithm of a sum of exponentials, or weights that sum to 1. */
function normalization(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const array = anArray(scope);
  if (array === undefined) return { lines: otherwise(scope), scope };
  const [top, s] = [fresh("top"), fresh("sum")];
  const biggest = `let ${top} = ${array.name}[0];`;
  const find = over(scope, array, (_inside, i) => [`if (${array.name}[${i}] > ${top}) ${top} = ${array.name}[${i}];`]);
  const add = over(scope, array, (_inside, i) => [`${s} += Math.exp(${array.name}[${i}] - ${top});`]);
  const lines = [biggest, ...find, `let ${s} = 0;`, ...add];
  const after = withVariables(
    scope,
    { name: top, type: "num", assignable: true },
    { name: s, type: "num", assignable: true },
  );
  if (pick.chance(0.5)) return { lines: [...lines, `${s} = Math.log(${s}) + ${top};`], scope: after };
  return {
    lines: [
      ...lines,
      ...over(scope, array, (_inside, i) => [`${array.name}[${i}] = Math.exp(${array.name}[${i}] - ${top}) / ${s};`]),
    ],
    scope: after,
  };
}

/** Every pair of elements once. */
function triangle(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [array, total] = [anArray(scope), aTotal(scope)];
  if (array === undefined || total === undefined) return otherwise(scope);
  const j = fresh("j");
  return over(scope, array, (inside, i) => {
    const [a, b] = [`${array.name}[${i}]`, `${array.name}[${j}]`];
    const pair = pick.one([
      `${total} += 0.1 * Math.cos(${a} - ${b});`,
      `${a} += 0.1 * Math.sin(${b} * ${atom(inside)});`,
      `${b} -= 0.2 * ${a} * ${b};`,
    ]);
    return [
      `for (let ${j} = ${pick.one(["0", `${i} + 1`])}; ${j} < ${pick.one([i, `${array.name}.length`])}; ${j}++) {`,
      ...indented([pair]),
      "}",
    ];
  });
}

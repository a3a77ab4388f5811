import { checkpoint, customVjp, fixedPoint, grad, hvp, implicitRoot, jvp, partials, vjp } from "cotangent";
import { same } from "./_same.js";

/** Arguments and directions that do not fit: each is told by name, before anything is computed or written. */

const thrown = (action: () => unknown): string => {
  try {
    return JSON.stringify(action());
  } catch (error) {
    return String(error);
  }
};

const work = (x: number[], k: number): number => x[0] * x[1] * k;
const push = jvp(work) as (args?: unknown, tangents?: unknown) => unknown;
const lists = "TypeError: jvp(work) takes a list of 2 arguments, and one of as many tangents";
same(
  "no tangents",
  thrown(() => push([[1, 2], 3])),
  lists,
);
same(
  "tangents left out",
  thrown(() => push([[1, 2], 3], undefined)),
  lists,
);
same(
  "nothing at all",
  thrown(() => push()),
  lists,
);
same(
  "arguments one by one",
  thrown(() => push([1, 2], 3)),
  lists,
);
same(
  "a tangent too few",
  thrown(() => push([[1, 2], 3], [[1, 0]])),
  lists,
);
same(
  "a tangent too many",
  thrown(() => push([[1, 2], 3], [[1, 0], 0, 1])),
  lists,
);
same(
  "an argument too few",
  thrown(() => push([[1, 2]], [[1, 0], 0])),
  lists,
);
same(
  "fitting",
  thrown(() => push([[1, 2], 3], [[1, 0], 0])),
  '{"value":6,"tangent":6}',
);

const scaled = (x: number, factor?: number, ...rest: number[]): number => x * (factor ?? 3) + (rest[0] ?? 0);
const pushScaled = jvp((x: number, factor?: number) => scaled(x, factor)) as (
  args: unknown,
  tangents: unknown,
) => unknown;
same(
  "left out as in f",
  thrown(() => pushScaled([2], [1])),
  '{"value":6,"tangent":3}',
);
same(
  "given as to f",
  thrown(() => pushScaled([2, 5], [1, 1])),
  '{"value":10,"tangent":7}',
);
same("too many of these", thrown(() => pushScaled([2, 5], [1, 1, 1])).includes("a list of 1 to 2 arguments"), true);

const gap = [1, undefined] as unknown as number[];
const text = [1, "2"] as unknown as number[];
const atFirst = "TypeError: the tangent of work has undefined at x[1], and not a number";
same(
  "a gap in a tangent",
  thrown(() => push([[1, 2], 3], [gap, 0])),
  atFirst,
);
same("a text in a tangent", thrown(() => push([[1, 2], 3], [text, 0])).includes("x[1]"), true);
same("a gap in a direction", thrown(() => hvp(work)([1, 2], 3, gap)).includes("has undefined at v[1]"), true);

interface Body {
  at: number[];
  rows: number[][];
  mass: Float64Array;
}
const energy = ({ at, rows, mass }: Body): number => at[0] * rows[1][0] * mass[0];
const body: Body = { at: [2], rows: [[1], [3, 4]], mass: Float64Array.of(5) };
const pushEnergy = jvp(energy) as (args: readonly [Body], tangents: readonly [unknown]) => unknown;
const along = (part: object): string => thrown(() => pushEnergy([body], [{ ...body, ...part }]));
same("a structure", along({}), '{"value":30,"tangent":90}');
same("a list for typed memory", along({ mass: [5] }), '{"value":30,"tangent":90}');
same("the place of the gap", along({ mass: [undefined] }).includes(".mass[0], and not a number"), true);
same("the place in a row", along({ rows: [[1], [3, null]] }).includes(".rows[1][1], and not a number"), true);

const into = grad(work, { wrt: [0, 1], into: true }) as (target: unknown, x: number[], k: number) => unknown;
for (const target of [undefined, [[0, 0]], [[0, 0], "0"], [[0, 0], 0, 0], [[0], 0], { 0: [0, 0], 1: 0 }]) {
  const before = String(JSON.stringify(target));
  same(
    `${before} does not fit`,
    thrown(() => into(target, [1, 2], 3)).includes("the gradient of work does not fit: into"),
    true,
  );
  same(`${before} is not written to`, String(JSON.stringify(target)), before);
}
same(
  "a target that fits",
  thrown(() => into([[7, 7], 7], [1, 2], 3)),
  "[[6,3],2]",
);

const bytes = new BigInt64Array(1) as unknown as Float64Array;
same(
  "a list of big integers",
  along({ mass: bytes }),
  "TypeError: the tangent of energy has a bigint at tangents[0].mass[0], and not a number",
);

const parts = (x: number): { at: number[]; named: Map<string, number>; unit: string } => ({
  at: [x, x * x],
  named: new Map([["k", 3 * x]]),
  unit: "m",
});
const { pullback } = vjp(parts)(2);
const fitting = { at: [1, 1], named: new Map([["k", 1]]) };
const pulled = (part: unknown): string =>
  thrown(() => (pullback as (cotangent: unknown) => unknown)(part)).replace(
    /^TypeError: the pullback of parts is given what does not fit: /,
    "",
  );
same("a cotangent", pulled(fitting), "[8]");
same("no cotangent", pulled(undefined), "cotangent.at is missing, and not a list of 2");
same("a number for a list", pulled({ ...fitting, at: 1 }), "cotangent.at is a number, and not a list of 2");
same("too short a list", pulled({ ...fitting, at: [1] }), "cotangent.at has 1 elements, and not 2");
same("NaN in a cotangent", pulled({ ...fitting, at: [1, Number.NaN] }), "cotangent.at[1] is NaN, and not a number");
same("null in a cotangent", pulled({ ...fitting, at: [null, 1] }), "cotangent.at[0] is null, and not a number");
same("an object for a map", pulled({ ...fitting, named: { k: 1 } }), "cotangent.named is an Object, and not a Map");
same(
  "an entry too few",
  pulled({ ...fitting, named: new Map() }),
  "cotangent.named.get(k) is missing, and not a number",
);
same("a cotangent after these", pulled(fitting), "[8]");

// Within what is differentiated they are told as well, where their lengths are not what types show.
const bent = (v: number[]): number => v[0] ** 2 * v[1];
const pair = (x: number): number[] => [x, x * x];
const bend = grad((x: number, along: number[]) => jvp(bent)([[x, 2]], [along]).tangent);
const turn = grad((x: number, along: number[]) => hvp(bent)([x, x], along)[0]);
const pull = grad((x: number, back: number[]) => vjp(pair)(x).pullback(back)[0]);
same("a tangent within", bend(3, [1, 1]), 4 + 6);
same(
  "too short a tangent within",
  thrown(() => bend(3, [1])),
  "TypeError: the tangent of bent has 1 elements at v, and not 2",
);
same("a direction within", turn(3, [1, 1]), 4);
same(
  "too long a direction within",
  thrown(() => turn(3, [1, 1, 1])).includes("the tangent of bent has 3 elements"),
  true,
);
same("a cotangent within", pull(3, [5, 1]), 2);
same(
  "too short a cotangent within",
  thrown(() => pull(3, [5])),
  "TypeError: the pullback of pair is given 1 elements at cotangent, and not 2",
);

// A rule may leave out a field now and then.
interface Box {
  wide: number;
  high: number;
}
// biome-ignore lint/suspicious/noExplicitAny: what is written in JavaScript has no types
const sides = (bar: number, _r: number, { wide, high }: Box): any => [
  wide > 1 ? { wide: bar * high } : { wide: bar * high, high: bar * wide },
];
const area = customVjp(({ wide, high }: Box): number => wide * high, sides);
const areas = grad((box: Box) => area(box) * 2);
same("all fields", areas({ wide: 0.5, high: 3 }), { wide: 6, high: 1 });
same(
  "a field left out",
  thrown(() => areas({ wide: 2, high: 3 })),
  "TypeError: the rule of area gave nothing at argument 1.high",
);
const back = grad((x: number, at: number[]) => vjp(parts)(x).pullback({ at, named: new Map([["k", 1]]) })[0]);
same("a structure within", back(3, [1, 1]), 2);
same(
  "too short a part within",
  thrown(() => back(3, [1])),
  "TypeError: the pullback of parts is given 1 elements at cotangent.at, and not 2",
);
const changedFirst = grad((x: number) => {
  const { value, pullback } = vjp(pair)(x);
  value.push(7);
  return pullback([1, 1])[0];
});
same("a result that is changed before", changedFirst(3), 2);

// Outside of what is differentiated rules are made as they are called.
const unchecked = { f: null, rule: 2 } as never;
const { f, rule } = unchecked as { f: () => number; rule: () => [] };
same(
  "no rule",
  thrown(() => partials(work as never, rule)),
  "TypeError: the rule that partials takes is a number, and not a function",
);
same(
  "nothing to keep",
  thrown(() => checkpoint(f)),
  "TypeError: the function that checkpoint takes is null, and not a function",
);
same(
  "no step",
  thrown(() => fixedPoint(f, () => 1)),
  "TypeError: the step that fixedPoint takes is null, and not a function",
);

/** One equation for two unknowns. */
const twin = implicitRoot(
  (x: number[], a: number) => [x[0] - a],
  (a: number) => [a, a],
);
const first = (a: number): number => twin(a)[0];
const count = "TypeError: twin: the residual has not as many numbers as the solution";
same(
  "gradient",
  thrown(() => grad(first)(1)),
  count,
);
same(
  "pushforward",
  thrown(() => jvp(first)([1], [1])),
  count,
);

export { results } from "./_same.js";

import {
  booleanType,
  constant,
  createIds,
  fieldKey,
  indexKey,
  newFunctionRef,
  newScope,
  newValue,
  numberType,
  primitive,
} from "../../packages/transformer/src/ir/build.js";
import type {
  Atom,
  Carried,
  IRFunction,
  Operation,
  PrimitiveName,
  Statement,
  Type,
  Value,
} from "../../packages/transformer/src/ir/types.js";

export const typedType: Type = { kind: "array", storage: "Float64Array", element: numberType };
export const listType: Type = { kind: "array", storage: "Array", element: numberType };
export const pairType: Type = {
  kind: "record",
  name: undefined,
  fields: [
    { name: "a", type: numberType },
    { name: "b", type: numberType },
  ],
};

const names = [undefined, undefined, "x", "y", "x_bar", "tape", "Math", "i", "p", "new", "n", "i2"];
const numbers = [0, -0, 1, -1, 2, -0.3, 0.5, 1e-7, 1e21, Number.NaN, Number.POSITIVE_INFINITY];
const unary: readonly PrimitiveName[] = ["neg", "sin", "abs", "floor", "sqrt", "bitnot", "sign"];
const binary: readonly PrimitiveName[] = [
  ...(["add", "add", "sub", "sub", "mul", "mul", "div", "rem", "pow", "max", "min", "atan2"] as const),
  ...(["bitand", "bitor", "shl", "ushr"] as const),
];
const tests: readonly PrimitiveName[] = ["lt", "le", "gt", "ge", "eq", "ne"];

/** A reproducible source of choices. */
class Choices {
  constructor(private state: number) {}
  next(): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

interface Scope {
  readonly values: readonly Value[];
}

/** A random lexical SSA function of two numbers, a Float64Array, a number[] and a record; the size bounds its statements. */
export function randomFunction(seed: number, size: number): IRFunction {
  const random = new Choices(seed * 7919 + 13);
  const ids = createIds();
  let budget = size;
  const value = (type: Type): Value => newValue(ids, type, { name: random.of(names), linear: false });

  const pick = (scope: Scope, type: Type): Value => {
    const fitting = scope.values.filter((v) => v.type === type);
    return random.chance(0.5)
      ? (fitting.at(-1 - random.below(Math.min(3, fitting.length))) as Value)
      : random.of(fitting);
  };
  const number = (scope: Scope): Atom => (random.chance(0.2) ? constant(random.of(numbers)) : pick(scope, numberType));
  const atom = (scope: Scope, type: Type): Atom => (type === numberType ? number(scope) : pick(scope, type));

  const operation = (scope: Scope): readonly [Type, Operation] => {
    switch (random.below(12)) {
      case 0:
        return [numberType, primitive(random.of(unary), number(scope))];
      case 1:
        return [booleanType, primitive(random.of(tests), number(scope), number(scope))];
      case 2:
        return [
          booleanType,
          primitive(random.of(["and", "or"] as const), pick(scope, booleanType), pick(scope, booleanType)),
        ];
      case 3:
        return [booleanType, primitive("not", pick(scope, booleanType))];
      case 4:
        return [numberType, primitive("select", pick(scope, booleanType), number(scope), number(scope))];
      case 5:
        return [
          numberType,
          {
            kind: "load",
            base: pick(scope, random.of([typedType, listType])),
            key: indexKey(constant(random.below(4))),
          },
        ];
      case 6:
        return [numberType, { kind: "load", base: pick(scope, pairType), key: fieldKey(random.of(["a", "b"])) }];
      case 7:
        return random.chance(0.5)
          ? [numberType, { kind: "length", base: pick(scope, random.of([typedType, listType])) }]
          : random.chance(0.5)
            ? [typedType, { kind: "slice", base: pick(scope, typedType), start: undefined, end: undefined }]
            : [
                pairType,
                {
                  kind: "makeRecord",
                  fields: [
                    { name: "a", value: number(scope) },
                    { name: "b", value: number(scope) },
                  ],
                },
              ];
      default:
        return [numberType, primitive(random.of(binary), number(scope), number(scope))];
    }
  };

  const carriedOf = (scope: Scope): { parameter: Value; initial: Atom; result: Value }[] =>
    Array.from({ length: random.below(4) }, () => {
      const type = random.of([numberType, numberType, numberType, booleanType, typedType]);
      return { parameter: value(type), initial: atom(scope, type), result: value(type) };
    });

  const close = (open: readonly { parameter: Value; initial: Atom; result: Value }[], inner: Scope): Carried[] =>
    open.map((c) => ({
      ...c,
      next: random.chance(0.2)
        ? random.of(open.filter((o) => o.parameter.type === c.parameter.type)).parameter
        : atom(inner, c.parameter.type),
    }));

  const block = (outer: Scope, depth: number): { statements: Statement[]; scope: Scope } => {
    const statements: Statement[] = [];
    let scope = outer;
    const define = (v: Value): void => {
      scope = { values: [...scope.values, v] };
    };
    const length = 1 + random.below(depth === 0 ? size : 5);
    for (let i = 0; i < length && budget > 0; i++) {
      budget--;
      const kind = random.below(depth < 3 ? 16 : 11);
      if (kind < 8) {
        const [type, op] = operation(scope);
        const v = value(type);
        statements.push({ kind: "let", value: v, operation: op, linear: false });
        define(v);
      } else if (kind < 11) {
        const target = random.chance(0.7)
          ? { base: pick(scope, random.of([typedType, listType])), key: indexKey(constant(random.below(4))) }
          : { base: pick(scope, pairType), key: fieldKey(random.of(["a", "b"])) };
        const accumulates = random.chance(0.5);
        statements.push({ kind: accumulates ? "accumulate" : "store", ...target, value: number(scope), linear: false });
      } else if (kind < 13) {
        const then = block(scope, depth + 1);
        const otherwise = random.chance(0.3) ? { statements: [], scope } : block(scope, depth + 1);
        const results = Array.from({ length: random.below(4) }, () => {
          const type = random.of([numberType, numberType, booleanType, typedType]);
          return { value: value(type), then: atom(then.scope, type), else: atom(otherwise.scope, type) };
        });
        const condition = pick(scope, booleanType);
        const blocks = { then: then.statements, else: otherwise.statements };
        statements.push({ kind: "if", scope: newScope(ids), condition, ...blocks, results, span: undefined });
        for (const result of results) define(result.value);
      } else if (kind < 15) {
        const index = value(numberType);
        const open = carriedOf(scope);
        const entered = { values: [...scope.values, index, ...open.map((c) => c.parameter)] };
        const body = block(entered, depth + 1);
        const carried = close(open, body.scope);
        const up = random.chance(0.6);
        const span = random.below(4) + random.of([0, 0.5, -0.25]);
        const from = random.below(3) - 1;
        const header = {
          from: constant(from),
          to: constant(up ? from + span : from - span),
          test: up ? random.of(["lt", "le"] as const) : random.of(["gt", "ge"] as const),
          step: (up ? 1 : -1) * random.of([1, 1, 1, 2, 3]),
          order: random.of(["ascending", "descending"] as const),
        };
        statements.push({
          kind: "for",
          scope: newScope(ids),
          index,
          ...header,
          carried,
          body: body.statements,
          span: undefined,
        });
        for (const c of carried) define(c.result);
      } else {
        const open = carriedOf(scope);
        const counter = { parameter: value(numberType), initial: constant(0), result: value(numberType) };
        const trip = value(numberType);
        const trips = value(numberType);
        const entered = { values: [...scope.values, ...open.map((c) => c.parameter), counter.parameter] };
        const head = random.chance(0.5) ? { statements: [], scope: entered } : block(entered, depth + 1);
        const within = value(booleanType);
        const test = value(booleanType);
        head.statements.push(
          {
            kind: "let",
            value: within,
            operation: primitive("lt", counter.parameter, constant(random.below(4))),
            linear: false,
          },
          {
            kind: "let",
            value: test,
            operation: primitive("and", within, random.chance(0.5) ? within : pick(head.scope, booleanType)),
            linear: false,
          },
        );
        const body = block({ values: [...entered.values, trip] }, depth + 1);
        const next = value(numberType);
        body.statements.push({
          kind: "let",
          value: next,
          operation: primitive("add", counter.parameter, constant(1)),
          linear: false,
        });
        const carried = [...close(open, body.scope), { ...counter, next }];
        const condition = { block: head.statements, test };
        statements.push({
          kind: "while",
          scope: newScope(ids),
          trip,
          trips,
          carried,
          condition,
          body: body.statements,
          span: undefined,
        });
        for (const v of [trips, ...carried.map((c) => c.result)]) define(v);
      }
    }
    return { statements, scope };
  };

  const params = [numberType, numberType, booleanType, typedType, listType, pairType].map(value);
  const { statements, scope } = block({ values: params }, 0);
  const results = Array.from({ length: 1 + random.below(4) }, () =>
    atom(scope, random.of([numberType, booleanType, typedType])),
  );
  return { ref: newFunctionRef(ids, `f${seed}`), params, body: statements, results, span: undefined };
}

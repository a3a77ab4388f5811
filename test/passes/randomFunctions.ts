import {
  booleanType,
  constant,
  createIds,
  fieldKey,
  type Ids,
  indexKey,
  letValue,
  newFunctionRef,
  newLabel,
  newScope,
  newValue,
  newVariable,
  numberType,
  primitive,
} from "../../packages/transformer/src/ir/build.js";
import type {
  ArrayType,
  Atom,
  Key,
  Operation,
  PrimitiveName,
  RecordType,
  SourceFunction,
  Statement,
  TupleType,
  Type,
  Value,
  Variable,
} from "../../packages/transformer/src/ir/types.js";

const plainArray: ArrayType = { kind: "array", storage: "Array", element: numberType };
const floatArray: ArrayType = { kind: "array", storage: "Float64Array", element: numberType };
const nestedArray: ArrayType = { kind: "array", storage: "Array", element: floatArray };
const point: RecordType = {
  kind: "record",
  name: "Point",
  fields: [
    { name: "x", type: numberType },
    { name: "y", type: numberType },
  ],
};
const pair: TupleType = { kind: "tuple", elements: [numberType, booleanType] };
const segment: RecordType = {
  kind: "record",
  name: "Segment",
  fields: [
    { name: "from", type: point },
    { name: "to", type: point },
  ],
};

/** A small deterministic generator of random numbers. */
export function createRandom(seed: number): () => number {
  let state = seed * 2654435761 + 12345;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) | 0;
    state ^= state >>> 13;
    return ((state >>> 8) & 0xffffff) / 0x1000000;
  };
}

/** A source function of (x, y, n, A: number[], F: Float64Array, X: Float64Array[]), without exits. Nearly all of them end. */
export function randomFunction(seed: number, size = 30): { readonly fn: SourceFunction; readonly ids: Ids } {
  const generator = new Generator(createRandom(seed), size);
  return { fn: generator.function(), ids: generator.ids };
}

export function randomArguments(seed: number): readonly unknown[] {
  const random = createRandom(seed + 977);
  const number = (): number => Math.round(random() * 16 - 8) / 2;
  const count = Math.floor(random() * 4);
  const four = (): number[] => [number(), number(), number(), number()];
  const rows = [Float64Array.from(four()), Float64Array.from(four())];
  // Sometimes one array is passed twice.
  const F = random() < 0.3 ? rows[0] : Float64Array.from(four());
  return [number(), number(), count, four(), F, rows];
}

class Generator {
  readonly ids = createIds();
  private readonly variables: Variable[] = [];
  private out: Statement[] = [];
  private left: number;
  private depth = 0;
  private readonly params: Value[];

  constructor(
    private readonly random: () => number,
    size: number,
  ) {
    this.left = size;
    const types: readonly [string, Type][] = [
      ["x", numberType],
      ["y", numberType],
      ["n", numberType],
      ["A", plainArray],
      ["F", floatArray],
      ["X", nestedArray],
    ];
    this.params = types.map(([name, type]) => newValue(this.ids, type, { name }));
  }

  function(): SourceFunction {
    for (const parameter of this.params) this.assign(this.declare(parameter.name ?? "p", parameter.type), parameter);
    this.block(1);
    const results: Atom[] = [];
    for (const variable of [...this.variables]) {
      const value = this.read(variable);
      if (variable.type.kind === "number" || this.chance(0.2)) results.push(value);
    }
    return {
      ref: newFunctionRef(this.ids, "f"),
      params: this.params,
      body: this.out,
      results,
      span: undefined,
    };
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }
  private pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick");
    return item;
  }

  private declare(name: string, type: Type): Variable {
    const variable = newVariable(this.ids, name, type);
    this.variables.push(variable);
    return variable;
  }
  private assign(variable: Variable, value: Atom): void {
    this.out.push({ kind: "assign", variable, value, span: undefined });
  }
  private define(type: Type, operation: Operation): Value {
    const value = newValue(this.ids, type);
    this.out.push(letValue(value, operation));
    return value;
  }
  private read(variable: Variable): Value {
    return this.define(variable.type, { kind: "read", variable });
  }
  private ofType(type: Type): readonly Variable[] {
    return this.variables.filter((variable) => variable.type === type);
  }
  private readAny(type: Type): Value | undefined {
    const candidates = this.ofType(type);
    return candidates.length === 0 ? undefined : this.read(this.pick(candidates));
  }

  private nested(action: () => void): Statement[] {
    const outer = this.out;
    const visible = this.variables.length;
    this.out = [];
    this.depth++;
    action();
    this.depth--;
    const block = this.out;
    this.out = outer;
    this.variables.length = visible;
    return block;
  }

  private block(weight: number): void {
    const count = 2 + Math.floor(this.random() * 6 * weight) + (this.depth === 0 ? 8 : 0);
    for (let i = 0; i < count && this.left > 0; i++) {
      this.left--;
      this.statement();
    }
  }

  private number(depth = 0): Atom {
    const choice = this.random();
    if (choice < 0.2 || depth > 3) return constant(this.pick([0, 1, -1, 2, 0.5, -0, 3]));
    if (choice < 0.5) return this.readAny(numberType) ?? constant(1);
    if (choice < 0.62) return this.load(depth);
    if (choice < 0.68) {
      const array = this.readAny(this.pick([plainArray, floatArray]));
      return array === undefined ? constant(2) : this.define(numberType, { kind: "length", base: array });
    }
    if (choice < 0.73) {
      const condition = this.boolean(depth + 1);
      return this.define(numberType, primitive("select", condition, this.number(depth + 1), this.number(depth + 1)));
    }
    const unary = this.chance(0.25);
    if (unary) {
      const name = this.pick<PrimitiveName>(["neg", "abs", "sin", "exp", "sqrt", "floor", "identity", "tanh", "sign"]);
      return this.define(numberType, primitive(name, this.number(depth + 1)));
    }
    const name = this.pick<PrimitiveName>(["add", "sub", "mul", "div", "max", "min", "add", "mul", "sub", "pow"]);
    return this.define(numberType, primitive(name, this.number(depth + 1), this.number(depth + 1)));
  }

  private boolean(depth = 0): Atom {
    const choice = this.random();
    if (choice < 0.1) return constant(this.chance(0.5));
    if (choice < 0.3) return this.readAny(booleanType) ?? constant(true);
    if (choice < 0.4) return this.define(booleanType, primitive("not", this.boolean(depth + 1)));
    if (choice < 0.5 && depth < 3) {
      return this.define(
        booleanType,
        primitive(this.pick<PrimitiveName>(["and", "or"]), this.boolean(depth + 1), this.boolean(depth + 1)),
      );
    }
    const name = this.pick<PrimitiveName>(["lt", "le", "gt", "ge", "eq", "ne"]);
    return this.define(booleanType, primitive(name, this.number(depth + 1), this.number(depth + 1)));
  }

  /** An index from 0 to 3, which every array of four has. */
  private key(depth: number): Key {
    if (this.chance(0.5)) return indexKey(constant(Math.floor(this.random() * 4)));
    const value = this.define(numberType, primitive("bitand", this.number(depth + 1), constant(3)));
    return indexKey(value);
  }

  private load(depth: number): Atom {
    const type = this.pick<Type>([plainArray, floatArray, point, point, pair, segment, nestedArray]);
    const base = this.readAny(type);
    if (base === undefined) return constant(3);
    if (type === point) {
      return this.define(numberType, { kind: "load", base, key: fieldKey(this.pick(["x", "y"])) });
    }
    if (type === pair) return this.define(numberType, { kind: "load", base, key: fieldKey("0") });
    if (type === segment) {
      const inner = this.define(point, { kind: "load", base, key: fieldKey(this.pick(["from", "to"])) });
      return this.define(numberType, { kind: "load", base: inner, key: fieldKey(this.pick(["x", "y"])) });
    }
    if (type === nestedArray) {
      const row = this.define(floatArray, { kind: "load", base, key: indexKey(constant(this.pick([0, 1]))) });
      return this.define(numberType, { kind: "load", base: row, key: this.key(depth) });
    }
    return this.define(numberType, { kind: "load", base, key: this.key(depth) });
  }

  private allocate(type: Type): Atom {
    if (type === numberType) return this.number();
    if (type === booleanType) return this.boolean();
    if (this.chance(0.2)) {
      const known = this.readAny(type);
      if (known !== undefined) return known;
    }
    if (type === point) {
      const fields = [
        { name: "x", value: this.number() },
        { name: "y", value: this.number() },
      ];
      return this.define(point, { kind: "makeRecord", fields });
    }
    if (type === segment) {
      const fields = [
        { name: "from", value: this.allocate(point) },
        { name: "to", value: this.allocate(point) },
      ];
      return this.define(segment, { kind: "makeRecord", fields });
    }
    if (type === pair) return this.define(pair, { kind: "makeArray", elements: [this.number(), this.boolean()] });
    if (type === nestedArray) {
      return this.define(nestedArray, {
        kind: "makeArray",
        elements: [this.allocate(floatArray), this.allocate(floatArray)],
      });
    }
    const array = this.chance(0.3) ? this.readAny(type) : undefined;
    if (array !== undefined) return this.define(type, { kind: "slice", base: array, start: undefined, end: undefined });
    if (this.chance(0.4)) return this.define(type, { kind: "newArray", length: constant(4), fill: undefined });
    const elements = [this.number(), this.number(), this.number(), this.number()];
    return this.define(type, { kind: "makeArray", elements });
  }

  private statement(): void {
    const choice = this.random();
    if (choice < 0.18) {
      const type = this.pick<Type>([
        numberType,
        numberType,
        booleanType,
        plainArray,
        floatArray,
        point,
        point,
        pair,
        segment,
        nestedArray,
      ]);
      const value = this.allocate(type);
      this.assign(this.declare(`v${this.variables.length}`, type), value);
    } else if (choice < 0.45) {
      const variable = this.pick(this.variables);
      this.assign(variable, this.allocate(variable.type));
    } else if (choice < 0.62) this.store();
    else if (choice < 0.68 && this.depth < 3) this.fill();
    else if (choice < 0.85 && this.depth < 3) {
      const condition = this.boolean();
      const then = this.nested(() => this.block(0.5));
      const otherwise = this.chance(0.5) ? this.nested(() => this.block(0.5)) : [];
      this.out.push({
        kind: "if",
        scope: newScope(this.ids),
        condition,
        then,
        else: otherwise,
        results: [],
        span: undefined,
      });
    } else if (this.depth < 3) this.loop();
  }

  /** An element more, by storing past the end or by resizing first. */
  private append(): void {
    const base = this.readAny(plainArray);
    if (base === undefined) return;
    const length = this.define(numberType, { kind: "length", base });
    const value = this.number();
    if (this.chance(0.5)) {
      const longer = this.define(numberType, primitive("add", length, constant(1)));
      this.out.push({ kind: "resize", base, length: longer, atLeast: false });
    }
    this.out.push({ kind: "store", base, key: indexKey(length), value, linear: false });
  }

  private store(): void {
    if (this.chance(0.15)) {
      this.append();
      return;
    }
    const type = this.pick<Type>([plainArray, floatArray, floatArray, point, point, segment, nestedArray]);
    const value =
      type === segment ? this.allocate(point) : type === nestedArray ? this.allocate(floatArray) : this.number();
    const base = this.readAny(type);
    if (base === undefined) return;
    const key =
      type === point
        ? fieldKey(this.pick(["x", "y"]))
        : type === segment
          ? fieldKey(this.pick(["from", "to"]))
          : type === nestedArray
            ? indexKey(constant(this.pick([0, 1])))
            : this.key(0);
    this.out.push({ kind: "store", base, key, value, linear: false });
  }

  private fill(): void {
    const base = this.readAny(this.pick([plainArray, floatArray]));
    if (base === undefined) return;
    this.out.push({ kind: "fill", base, value: this.number(), start: undefined, end: undefined, linear: false });
  }

  /** A loop with a counter of its own, which may have a second condition, and may assign in its condition. */
  private loop(): void {
    const down = this.chance(0.3);
    const step = this.pick([1, 1, 1, 2]);
    const first = constant(down ? 3 : 0);
    const counter = this.declare("i", numberType);
    this.assign(counter, first);
    const hidden = this.variables.indexOf(counter);
    const assignsInCondition = this.chance(0.15);
    const testFirst = this.chance(0.8);
    const bound = down
      ? constant(0)
      : this.chance(0.5)
        ? this.read(this.pick(this.ofType(numberType)))
        : constant(this.pick([0, 2, 3]));
    const whole = down
      ? bound
      : this.define(numberType, primitive("min", this.define(numberType, primitive("floor", bound)), constant(4)));
    const inBody = this.chance(0.3) ? this.pick(this.ofType(this.pick([plainArray, floatArray]))) : undefined;
    const condition = this.nested(() => {
      if (assignsInCondition) {
        const variable = this.pick(this.ofType(numberType).filter((one) => one !== counter));
        this.assign(variable, this.number());
      }
    });
    let test: Atom = constant(true);
    const block = this.nested(() => {
      let to: Atom = whole;
      if (inBody !== undefined && !down) {
        to = this.define(numberType, { kind: "length", base: this.read(inBody) });
      }
      const names: readonly PrimitiveName[] = down ? ["ge", "gt"] : ["lt", "le"];
      test = this.define(booleanType, primitive(this.pick(names), this.read(counter), to));
      if (this.chance(0.2)) test = this.define(booleanType, primitive("and", test, this.boolean()));
    });
    // The counter is out of reach of the statements of the body; loads see it through a copy.
    this.variables.splice(hidden, 1);
    const body = this.nested(() => {
      if (this.chance(0.7)) this.assign(this.declare("j", numberType), this.read(counter));
      this.block(0.7);
    });
    const update = this.nested(() => {
      const next = this.define(numberType, primitive(down ? "sub" : "add", this.read(counter), constant(step)));
      this.assign(counter, next);
    });
    this.out.push({
      kind: "loop",
      label: newLabel(this.ids),
      condition: { block: [...condition, ...block], test },
      body,
      update,
      testFirst,
      span: undefined,
    });
    if (this.chance(0.5)) this.variables.push(counter);
  }
}

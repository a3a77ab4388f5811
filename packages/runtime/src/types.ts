/** The types of derivatives: what a marker takes and gives for a function of given parameters. */

type IntegerArray = Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array;

type AnyFunction = (...args: never[]) => unknown;
type AnyClass = abstract new (...args: never[]) => unknown;
/** A ReadonlyMap has the methods of a ReadonlySet too, and `get`. */
type AnySet = ReadonlySet<unknown> & { readonly get?: undefined };

/** What a cotangent leaves out. */
type Dropped =
  | string
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | AnyFunction
  | AnyClass
  | AnySet
  | BigInt64Array
  | BigUint64Array
  | Date
  | RegExp
  | Promise<unknown>
  | readonly Dropped[];

/** What takes only separate values, so that nothing can be differentiated with respect to it. */
type Discrete = Dropped | IntegerArray | readonly Discrete[];

/**
 * The derivative of a number with respect to a `T`, and so of the shape of a `T`:
 * a number for a number; arrays and tuples become mutable ones of the same shape; typed arrays stay what they are (those of integers
 * are 0 throughout); a Map keeps its keys; objects and class instances become plain objects of the fields that bear numbers, optional
 * where they were. Strings, booleans, functions, sets and dates are dropped from objects, and `undefined` in the place of an element.
 */
export type Cotangent<T> = T extends number
  ? number
  : T extends null | undefined
    ? T
    : T extends Float64Array
      ? Float64Array
      : T extends Float32Array
        ? Float32Array
        : T extends IntegerArray
          ? T
          : T extends readonly []
            ? []
            : T extends Dropped
              ? undefined
              : T extends readonly unknown[]
                ? { -readonly [Key in keyof T]: Cotangent<T[Key]> }
                : T extends ReadonlyMap<infer Key, infer Item>
                  ? Map<Key, Cotangent<Item>>
                  : { -readonly [Key in keyof T as T[Key] extends Dropped ? never : Key]: Cotangent<T[Key]> };

/**
 * A direction in the space of `T`s, as jvp takes it: like `Cotangent<T>`, but readonly parts will do, and so does a `T` itself.
 * For what has no derivative (a string, an array of integers) give `undefined`, `null` or 0, or leave the field out.
 */
export type Tangent<T> = T extends number
  ? number
  : T extends null | undefined
    ? T | 0
    : T extends Float64Array
      ? Float64Array
      : T extends Float32Array
        ? Float32Array
        : T extends IntegerArray
          ? T | undefined | null | 0
          : T extends readonly []
            ? readonly []
            : T extends Dropped
              ? undefined | null | 0
              : T extends readonly unknown[]
                ? { readonly [Key in keyof T]: Tangent<T[Key]> }
                : T extends ReadonlyMap<infer Key, infer Item>
                  ? ReadonlyMap<Key, Tangent<Item>>
                  : { readonly [Key in keyof T as T[Key] extends Discrete ? never : Key]: Tangent<T[Key]> };

/** One cotangent for each parameter. */
export type Cotangents<Parameters extends readonly unknown[]> = {
  -readonly [Index in keyof Parameters]: Cotangent<Parameters[Index]>;
};

/** One tangent for each parameter. */
export type Tangents<Parameters extends readonly unknown[]> = {
  readonly [Index in keyof Parameters]: Tangent<Parameters[Index]>;
};

/** The index of a parameter that bears numbers. After a rest parameter it cannot be known, and any number is taken. */
export type ParameterIndex<Parameters extends readonly unknown[]> = number extends Parameters["length"]
  ? number
  : {
      [Index in keyof Parameters & `${number}`]: Parameters[Index] extends Discrete
        ? never
        : Index extends `${infer Position extends number}`
          ? Position
          : never;
    }[keyof Parameters & `${number}`];

/** What to differentiate with respect to: one parameter, or several. */
export type Wrt<Parameters extends readonly unknown[]> =
  | ParameterIndex<Parameters>
  | readonly ParameterIndex<Parameters>[];

/** The derivative by the parameters `W`: one cotangent for an index, a tuple of them for a list of indices. */
export type Gradient<Parameters extends readonly unknown[], W> = W extends number
  ? Cotangent<Exclude<Parameters[W], undefined>>
  : W extends readonly number[]
    ? { -readonly [Index in keyof W]: Cotangent<Exclude<Parameters[W[Index] & number], undefined>> }
    : never;

/** The arguments of a derivative: with `into: true` first a structure like the gradient, which is overwritten and returned. */
export type WithInto<Parameters extends readonly unknown[], W, Into> = Into extends true
  ? [into: Gradient<Parameters, W>, ...Parameters]
  : [...Parameters];

/** The derivatives of all numbers of an `Out` by those of an `In`: the structure of `Out` with a cotangent of `In` in place of each number. */
export type Jacobian<Out, In> = Out extends number
  ? Cotangent<Exclude<In, undefined>>
  : Out extends null | undefined
    ? Out
    : Out extends readonly []
      ? []
      : Out extends Dropped
        ? undefined
        : Out extends readonly [unknown, ...unknown[]]
          ? { -readonly [Index in keyof Out]: Jacobian<Out[Index], In> }
          : Out extends readonly (infer Item)[]
            ? Jacobian<Item, In>[]
            : Out extends Float64Array | Float32Array
              ? Cotangent<Exclude<In, undefined>>[]
              : Out extends ReadonlyMap<infer Key, infer Item>
                ? Map<Key, Jacobian<Item, In>>
                : { -readonly [Key in keyof Out as Out[Key] extends Dropped ? never : Key]: Jacobian<Out[Key], In> };

/** The derivatives of an `Out` by the parameters `W`: one Jacobian for an index, a tuple of them for a list of indices. */
export type Jacobians<Out, Parameters extends readonly unknown[], W> = W extends number
  ? Jacobian<Out, Parameters[W]>
  : W extends readonly number[]
    ? { -readonly [Index in keyof W]: Jacobian<Out, Parameters[W[Index] & number]> }
    : never;

/** Second derivatives by the parameters `W`: for a list of indices a tuple of tuples, one block for each pair of parameters. */
export type Hessians<Parameters extends readonly unknown[], W> = W extends number
  ? Jacobian<Gradient<Parameters, W>, Parameters[W]>
  : W extends readonly number[]
    ? { -readonly [Index in keyof W]: Jacobians<Gradient<Parameters, W[Index]>, Parameters, W> }
    : never;

/**
 * A matrix of derivatives in compressed sparse rows: the entries of row `i` are those from `rowPointers[i]` up to `rowPointers[i + 1]` of
 * `columnIndices` and `values`. Rows are the numbers of the result in order, for a Hessian those of the argument; columns are those of the argument.
 */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** One more than there are rows. */
  readonly rowPointers: number[];
  /** In ascending order in each row. */
  readonly columnIndices: number[];
  /** An entry may be 0: the pattern is what may depend on what. */
  readonly values: number[];
}

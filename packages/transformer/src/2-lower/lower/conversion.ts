import type { ts } from "../../frontend/ts.js";
import type { Type } from "../../ir/types.js";

/** What is known while types of the checker become types of the IR. */
export interface Conversion {
  readonly recordTypes: Map<ts.Type, Type>;
  /** The types that are being converted, with how many records were known when that began: a type may contain itself. */
  readonly converting: Map<ts.Type, number>;
  /** Members of unions that are one record, once they have all their fields. */
  readonly meeting: (readonly [Type, Type])[];
  /** Type parameters met in conversions: what was converted with one is of one use, and not kept. */
  readonly openTypes: Set<ts.Type>;
  /** Types of the checker whose parts do not meet: they have no type of the IR, however often it is asked. */
  readonly unmetTypes: Set<ts.Type>;
  /** What is converted is the type of a value that the program makes. */
  leavesOpen: boolean;
  /** Types of records with parts that no type stands for, as they are known of what comes from outside. */
  readonly partlyRead: Set<ts.Type>;
}

export const createConversion = (): Conversion => ({
  recordTypes: new Map(),
  converting: new Map(),
  meeting: [],
  openTypes: new Set(),
  unmetTypes: new Set(),
  leavesOpen: false,
  partlyRead: new Set(),
});

import { atomType, fieldKey, numberType } from "../../../ir/build.js";
import { resolveType } from "../../../ir/type.js";
import type { FieldType, RecordType, Statement, Type, Value } from "../../../ir/types.js";
import { visit } from "../../../ir/walk.js";
import { captured } from "../captures.js";
import { seenTypes } from "../classes/layout.js";
import { type Activation, type Capture, type Lowering, type ProgramState, report } from "../state.js";
import { codeSlot, type FunctionSite, type Lambda } from "./lambda.js";

/** What the bodies of a function capture, over all that were lowered for one type of value. */
export type Bodies = (lambda: Lambda, type: RecordType) => readonly Activation[];

export function bodiesOf(activations: readonly Activation[]): Bodies {
  const byLambda = new Map<Lambda, Activation[]>();
  for (const activation of activations) {
    const { self } = activation;
    if (self === undefined) continue;
    const known = byLambda.get(self.lambda);
    if (known === undefined) byLambda.set(self.lambda, [activation]);
    else known.push(activation);
  }
  return (lambda, type) =>
    (byLambda.get(lambda) ?? []).filter(
      ({ self }) => self !== undefined && resolveType(self.type) === resolveType(type),
    );
}

interface Slots {
  readonly fields: FieldType[];
  /** In how many functions a slot is used. */
  readonly uses: Map<string, number>;
  readonly names: Map<Lambda, Map<Value, string>>;
}

/**
 * Gives each function type its fields: the code, and a slot for what each of its functions captures. Functions share slots of
 * one name and type. What a site captures is stored there, and each body starts with loading it.
 */
export function layOutFunctions(program: ProgramState, bodies: Bodies): void {
  const layouts = new Map<RecordType, Slots>();
  for (const site of program.sites) {
    const type = resolveType(site.type) as RecordType;
    const slots = layouts.get(type) ?? layOut(program, type, bodies);
    layouts.set(type, slots);
    const names = slots.names.get(site.lambda) ?? new Map<Value, string>();
    for (const capture of capturesOf(site, bodies)) {
      const name = names.get(capture.outer);
      if (name === undefined || site.fields.some((field) => field.name === name)) continue;
      site.fields.push({ name, value: captured(site.activation, capture.owner, capture.outer, program) });
    }
  }
}

const capturesOf = ({ lambda, type }: FunctionSite, bodies: Bodies): readonly Capture[] =>
  bodies(lambda, type).flatMap(({ self }) => [...(self?.captures.values() ?? [])]);

function layOut(program: ProgramState, type: RecordType, bodies: Bodies): Slots {
  const slots: Slots = {
    fields: [{ name: codeSlot, type: numberType }, ...type.fields],
    uses: new Map(),
    names: new Map(),
  };
  const lambdas = [...(type.functions ?? [])] as Lambda[];
  for (const lambda of lambdas) {
    const names = new Map<Value, string>();
    slots.names.set(lambda, names);
    for (const activation of bodies(lambda, type)) {
      const { self } = activation;
      if (self === undefined) continue;
      const loads: Statement[] = [];
      for (const { outer, parameter } of self.captures.values()) {
        const name = names.get(outer) ?? slotFor(program, slots, outer, new Set(names.values()));
        names.set(outer, name);
        loads.push({
          kind: "let",
          value: parameter,
          operation: { kind: "load", base: self.record, key: fieldKey(name) },
          linear: false,
        });
      }
      activation.body = [...loads, ...activation.body];
    }
    for (const name of names.values()) slots.uses.set(name, (slots.uses.get(name) ?? 0) + 1);
  }
  const fields = slots.fields.map((field): FieldType => {
    const isAlways = field.name === codeSlot || slots.uses.get(field.name) === lambdas.length;
    return isAlways ? field : { ...field, optional: true };
  });
  const target = type as { fields: readonly FieldType[]; isMerged?: true };
  target.fields = fields;
  if (fields.some((field) => field.optional)) target.isMerged = true;
  return slots;
}

function slotFor(program: ProgramState, { fields }: Slots, outer: Value, taken: ReadonlySet<string>): string {
  const written = (outer.name ?? program.names.get(outer) ?? "captured").replace(/\W/g, "");
  const base = written === codeSlot || written === "" ? "captured" : written;
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}${i}`;
    if (taken.has(name)) continue;
    const known = fields.find((field) => field.name === name);
    if (known === undefined) {
      fields.push({ name, type: outer.type });
      return name;
    }
    if (sameType(known.type, outer.type)) return name;
  }
}

const sameType = (a: Type, b: Type): boolean => {
  const [x, y] = [resolveType(a), resolveType(b)];
  return x === y || (x.kind === y.kind && (x.kind === "number" || x.kind === "boolean" || x.kind === "string"));
};

/** Reports functions that the user's code would get, and calls of functions that it has made. */
export function refuseEscaping(l: Lowering, activations: readonly Activation[]): void {
  const seen = seenTypes(activations);
  const { sites, applies } = l.program;
  for (const { type, node } of sites) {
    if (seen.has(resolveType(type))) report(l, "functionEscapes", node);
  }
  for (const { type, calls } of applies.values()) {
    for (const { node } of seen.has(resolveType(type)) ? calls : []) report(l, "unknownFunctionValue", node);
  }
}

/** Tables of a module are made anew at each use, so what is stored in one would be lost. */
export function refuseStoresInTables(l: Lowering, activations: readonly Activation[]): void {
  const stored = new Set<Type>();
  for (const { body } of activations) {
    visit(body, (statement) => {
      const changes = statement.kind === "store" || statement.kind === "resize" || statement.kind === "removeEntry";
      if (changes) stored.add(resolveType(atomType(statement.base)));
    });
  }
  const isStored = (type: Type, seen: Set<Type>): boolean => {
    const present = resolveType(type);
    if (seen.has(present) || (present.kind === "record" && present.functions !== undefined)) return false;
    seen.add(present);
    if (stored.has(present) && present.kind !== "map") return true;
    if (present.kind === "array") return isStored(present.element, seen);
    if (present.kind === "tuple") return present.elements.some((element) => isStored(element, seen));
    return present.kind === "record" && present.fields.some((field) => isStored(field.type, seen));
  };
  for (const [type, node] of l.program.tables) if (isStored(type, new Set())) report(l, "changedTable", node);
}

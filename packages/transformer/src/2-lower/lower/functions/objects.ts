import { spanOf } from "../../../frontend/frontend.js";
import type { ts } from "../../../frontend/ts.js";
import { fieldOf, resolveType } from "../../../ir/type.js";
import type { Atom, FieldType, RecordType } from "../../../ir/types.js";
import { typeOfChecker } from "../annotations.js";
import { qualifierOf } from "../moduleLevel.js";
import type { FunctionValue, Lowering, ProgramState } from "../state.js";
import { fieldOrNew, typeOf } from "../values.js";
import { isFunctionType } from "./compare.js";
import { functionAtom, type Lambda } from "./lambda.js";
import { declarationOf } from "./properties.js";

// `scale.domain = function (d) { … }`, `memoized.calls++`: a function that is a value is a record, and a property of it is a slot of
// that. A function of a module has numbers and lists as properties as a class has static fields: they are memory of the module.

/** Whether a function is a record that is made where it is written. That of a module or a class is made anew at each use. */
export const hasRecord = (fn: FunctionValue): boolean =>
  fn.kind === "closure" && fn.scope !== undefined && fn.thing === undefined && fn.home === undefined;

/** A function that is known, as the object that has a property; undefined if it is not known what that is. */
export function functionObject(l: Lowering, fn: FunctionValue, name: string, node: ts.Node): Atom | undefined {
  if (fn.kind !== "closure" || isOfEvery(name)) return undefined;
  return hasRecord(fn) ? functionAtom(l, fn, node) : moduleObject(l, fn.node, name);
}

function moduleObject(l: Lowering, fn: ts.Node, property: string): Atom | undefined {
  const declared = declarationOf(fn);
  const qualifier = declared && qualifierOf(declared);
  if (declared?.name === undefined || qualifier === undefined) return undefined;
  const type = l.program.moduleTypes.get(declared) ?? typeOfProperties(l.program, declared.name);
  l.program.moduleTypes.set(declared, type);
  if (type.kind !== "record" || fieldOf(type, property) === undefined) return undefined;
  const name = declared.name.getText();
  const file = declared.getSourceFile().fileName;
  return l.out.define(type, { kind: "global", name: `${qualifier}${name}`, file }, { name });
}

/** Its functions are known by their names. */
function typeOfProperties(program: ProgramState, name: ts.Node): RecordType {
  const { frontend } = program.ctx;
  const properties = frontend.checkerAt(name).getPropertiesOfType(frontend.typeOf(name));
  const fields = properties.flatMap((property): FieldType[] => {
    const type = typeOfChecker(program, frontend.checkerAt(name).getTypeOfSymbol(property));
    return type === undefined || isFunctionType(type) ? [] : [{ name: property.name, type }];
  });
  return { kind: "record", name: undefined, fields };
}

/** The slot of a property, apart from what the function captures. */
const slotOf = (name: string): string => `$${name}`;

const isOfEvery = (name: string): boolean => name === "prototype" || name in Function.prototype;

/** The property of a function that is a value; undefined for what every function has. */
export function propertyOfValue(l: Lowering, base: Atom, name: string, node: ts.Node): FieldType | undefined {
  if (isOfEvery(name)) return undefined;
  const type = typeOf(base) as RecordType;
  if (!l.program.ownRecords.has(base)) l.program.functionProperties.push({ type, node, name });
  return fieldOrNew(l, type, slotOf(name), node);
}

/** What is stored in the record of a function of a module, made for one use, would be lost, and what it has is not in there. */
export function refuseSharedProperties(program: ProgramState): void {
  for (const { type, node, name } of program.functionProperties) {
    const functions = [...((resolveType(type) as RecordType).functions ?? [])] as Lambda[];
    if (functions.some(({ fn }) => !hasRecord(fn)))
      program.ctx.reporter.report("functionProperty", spanOf(node), { name });
  }
}

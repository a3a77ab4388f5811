import { spanOf } from "../../../frontend/frontend.js";
import type { ts } from "../../../frontend/ts.js";
import { booleanType, classSlot, constant, newScope, opaqueType, primitive } from "../../../ir/build.js";
import { resolveType, unifyTypes } from "../../../ir/type.js";
import type { Atom, ClassRef, RecordType } from "../../../ir/types.js";
import { asAtom } from "../expressions.js";
import { type ClassValue, inBlock, isRefused, type Lowering, type Operand, type ProgramState } from "../state.js";
import { branch, typeOf } from "../values.js";
import { classTest } from "./classTest.js";
import type { Member } from "./model.js";

/** Which classes an instance may be of here. `open`: it may have come from outside, so that others are possible. */
export interface Possible {
  readonly classes: readonly ClassValue[];
  readonly open: boolean;
  /** Object literals are among what it may be. */
  readonly isMixed: boolean;
}

/** What the program knows of the classes of a value; undefined if it is no instance. */
export function possibleClasses(l: Lowering, base: Atom, node: ts.Node): Possible | undefined {
  const type = typeOf(base);
  if (type.kind !== "record" || type.functions !== undefined) return undefined;
  const exact = l.program.exact.get(base);
  if (exact !== undefined) return { classes: exact, open: false, isMixed: false };
  const known = l.program.facts.instances.get(node);
  if (type.instance === undefined && known === undefined) {
    l.program.uses.push({ node, type, possible: { classes: [], open: false, isMixed: true } });
    return undefined;
  }
  const found = allClasses(l.program).filter((cls) => known?.classes.has(cls.node));
  const classes = new Set([...((type.instance?.classes ?? []) as Iterable<ClassRef>), ...found] as ClassValue[]);
  const possible = {
    classes: [...classes],
    open: type.instance?.open === true || known?.open === true,
    isMixed: type.isLiteral === true || known?.isMixed === true,
  };
  l.program.uses.push({ node, type, possible });
  return possible;
}

/** The same of a value of which nothing was known where it is used, and that has turned out to be an instance. */
export function laterClasses(l: Lowering, base: Atom, node: ts.Node): Possible | undefined {
  const type = typeOf(base);
  if (type.kind !== "variable" || isRefused(l, base)) return undefined;
  l.program.uses.push({ node, type, possible: { classes: [], open: false, isMixed: true } });
  const known = l.program.facts.instances.get(node);
  if (known === undefined) return undefined;
  const classes = new Set(allClasses(l.program).filter((cls) => known.classes.has(cls.node)));
  const instance: RecordType = {
    kind: "record",
    name: undefined,
    fields: [{ name: classSlot, type: opaqueType, optional: true }],
    instance: { classes, open: known.open },
  };
  return unifyTypes(type, instance) ? possibleClasses(l, base, node) : undefined;
}

const allClasses = (program: ProgramState): readonly ClassValue[] => [
  ...program.classes.values(),
  ...program.localClasses,
];

/** Classes that unification found after an instance was used become facts, so that the next attempt knows them there. */
export function noteClasses(program: ProgramState): void {
  for (const { node, type, possible } of program.uses) {
    const present = resolveType(type);
    if (present.kind !== "record") continue;
    const { instance, isLiteral = false } = present;
    if (instance === undefined) continue;
    const classes = [...instance.classes] as ClassValue[];
    const isKnown = (possible.open || !instance.open) && (possible.isMixed || !isLiteral);
    if (isKnown && classes.every((cls) => possible.classes.includes(cls))) continue;
    const known = program.facts.instances.get(node) ?? { classes: new Set<ts.Node>(), open: false, isMixed: false };
    for (const cls of classes) known.classes.add(cls.node);
    const open = known.open || instance.open;
    program.facts.instances.set(node, { classes: known.classes, open, isMixed: known.isMixed || isLiteral });
  }
}

interface Group {
  /** Undefined: the classes do not have it. */
  readonly member: Member | undefined;
  readonly classes: ClassValue[];
}

/**
 * Runs what a name means on an instance: one way if all its classes agree, else a branch on its class. An instance of a class that
 * was not known throws. `otherwise` is for classes that do not have it; without that they are taken for ones that cannot be here.
 */
export function dispatch(
  l: Lowering,
  base: Atom,
  possible: Possible,
  find: (cls: ClassValue) => Member | undefined,
  run: (inner: Lowering, member: Member, self: Atom) => Operand,
  name: string,
  node: ts.Node,
  otherwise?: (inner: Lowering) => Operand,
): Operand | undefined {
  const groups: Group[] = [];
  for (const cls of possible.classes) {
    const member = find(cls);
    if (member === undefined && otherwise === undefined) continue;
    const group = groups.find((one) => one.member?.node === member?.node && one.member?.owner === member?.owner);
    if (group === undefined) groups.push({ member, classes: [cls] });
    else group.classes.push(cls);
  }
  const [first] = groups;
  if (!groups.some(({ member }) => member !== undefined) || first === undefined) return undefined;
  const open = possible.open || possible.isMixed;
  const go = (at: Lowering, { member, classes }: Group): Operand =>
    member === undefined ? (otherwise?.(at) ?? constant(undefined)) : run(at, member, narrow(at, base, classes));
  if (groups.length === 1 && !open) return go(l, first);
  const isOne = classTest(l, base, possible.classes);
  const from = (at: Lowering, index: number): Operand => {
    const group = groups[index] as Group;
    const { classes } = group;
    if (index < groups.length - 1) {
      const value = (inner: Lowering, operand: Operand): Atom => asAtom(inner, operand, node);
      return branch(
        at,
        isOne(at, classes),
        node,
        (inner) => value(inner, go(inner, group)),
        (inner) => value(inner, from(inner, index + 1)),
      );
    }
    if (open) {
      throwUnknown(at, at.out.define(booleanType, primitive("not", isOne(at, classes))), name, node);
    }
    return go(at, group);
  };
  return from(l, 0);
}

function throwUnknown(l: Lowering, condition: Atom, name: string, node: ts.Node): void {
  const text = `new TypeError(${JSON.stringify(`no derivative for '${name}' of an object of this class`)})`;
  const then = inBlock(l, (inner) => inner.out.push({ kind: "throw", text, args: [], span: spanOf(node) }));
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: spanOf(node) });
}

/** The same reference, of which it is known that its class is one of these. */
function narrow(l: Lowering, base: Atom, classes: readonly ClassValue[]): Atom {
  const known = l.program.exact.get(base);
  if (known !== undefined && known.length === classes.length) return base;
  const self = l.out.define(typeOf(base), primitive("identity", base));
  l.program.exact.set(self, classes);
  return self;
}

import type { AliasClass } from "../3-analyze/aliases.js";
import type { Constant, Span, Type } from "../ir/types.js";

/** The small JavaScript tree between SSA and text: leaveSSA makes it, foldExpressions and idioms rewrite it, the printer prints it. */

/** One JavaScript variable: all the values of a web. Object identity is identity; its name is chosen last. */
export interface Variable {
  readonly hint: string | undefined;
  readonly type: Type;
  /** Its values are tangents or cotangents: sums may be regrouped. */
  readonly linear: boolean;
}

/** What evaluating a node does, beyond computing from its operands. */
export interface Effect {
  readonly reads?: readonly AliasClass[];
  /** May read any memory. */
  readonly readsAll?: true;
  /** Host code or a call: neither moved nor repeated. */
  readonly impure?: true;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**"
  | "<"
  | "<="
  | ">"
  | ">="
  | "==="
  | "!=="
  | "=="
  | "!="
  | "??"
  | "in"
  | "&&"
  | "||"
  | "&"
  | "|"
  | "^"
  | "<<"
  | ">>"
  | ">>>";

export type Expression =
  | { readonly kind: "variable"; readonly variable: Variable }
  | { readonly kind: "literal"; readonly constant: Constant }
  | { readonly kind: "unary"; readonly operator: "-" | "!" | "~"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly effect?: Effect;
    }
  /** `operand!`: the type says that it may be missing, and the user's program uses it as if it were not. */
  | { readonly kind: "present"; readonly operand: Expression }
  | { readonly kind: "conditional"; readonly test: Expression; readonly then: Expression; readonly else: Expression }
  /** With `bare`, a variable of the module: the object is not written. */
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly name: string;
      readonly bare?: true;
      readonly effect?: Effect;
    }
  /** `object[index]`; with `as`, a field of a record that is known at run time only, and the record seen as a dictionary. */
  | {
      readonly kind: "index";
      readonly object: Expression;
      readonly index: Expression;
      readonly effect?: Effect;
      readonly as?: string;
      /** What the type of the object says that its keys are. */
      readonly keyAs?: "number" | "string";
    }
  /** `callee(args)`, `new callee(args)`; the callee is text such as `Math.sin`. */
  | {
      readonly kind: "call";
      readonly callee: string;
      readonly construct?: true;
      readonly args: readonly Expression[];
      readonly effect?: Effect;
    }
  /** `object.name(args)`. */
  | {
      readonly kind: "method";
      readonly object: Expression;
      readonly name: string;
      readonly args: readonly Expression[];
      readonly effect?: Effect;
    }
  /** `delete object[key]`, for its effect. */
  | { readonly kind: "delete"; readonly target: Expression }
  | { readonly kind: "array"; readonly elements: readonly Expression[] }
  | {
      readonly kind: "object";
      readonly fields: readonly { readonly name: string; readonly value: Expression }[];
      /** Written `as any`: an instance of a class has more than its fields. */
      readonly untyped?: true;
    }
  /** Host code as written, with `$0`, `$1`, … for the arguments. */
  | { readonly kind: "host"; readonly text: string; readonly args: readonly Expression[] }
  /** `variable++`, `--variable`: only where idioms puts it. */
  | { readonly kind: "update"; readonly variable: Variable; readonly operator: "++" | "--"; readonly prefix: boolean };

export interface Copy {
  readonly target: Variable;
  readonly value: Expression;
}
/** `let x = value`, or `let x: T` if a branch assigns it. */
export interface Declared {
  readonly variable: Variable;
  readonly value: Expression | undefined;
}

export type Tree = readonly Node[];

interface Located {
  readonly span: Span | undefined;
}
export interface Declare extends Located {
  readonly kind: "declare";
  readonly variable: Variable;
  readonly value: Expression | undefined;
}
/** `const { a, b: c } = value`. */
export interface Destructure extends Located {
  readonly kind: "destructure";
  readonly entries: readonly { readonly key: string; readonly variable: Variable }[];
  readonly value: Expression;
}
export interface Assign extends Located {
  readonly kind: "assign";
  readonly target: Variable;
  readonly value: Expression;
}
/** Assignments that happen at once; foldExpressions orders them. */
export interface Parallel extends Located {
  readonly kind: "parallel";
  readonly copies: readonly Copy[];
}
/** `target = value`, `target += value` or `target ??= value`, on memory. */
export interface Put extends Located {
  readonly kind: "put";
  readonly target: Expression & { readonly kind: "index" | "member" };
  readonly operator: "=" | "+=" | "??=";
  readonly value: Expression;
  readonly writes: readonly AliasClass[];
  /** A store on a tape: its position may step in place. */
  readonly tape?: true;
}
/** An expression for its effect; `writes` undefined is any memory. */
export interface Perform extends Located {
  readonly kind: "perform";
  readonly value: Expression;
  readonly writes: readonly AliasClass[] | undefined;
}
export interface Branch extends Located {
  readonly kind: "if";
  /** Results of the branch that are declared by it. */
  readonly declared: readonly Declared[];
  readonly condition: Expression;
  readonly then: Tree;
  readonly else: Tree;
}
/** `for (let variable = first; variable compare bound; variable += step)`. */
export interface Counted extends Located {
  readonly kind: "for";
  readonly variable: Variable;
  readonly first: Expression;
  readonly compare: "<" | "<=" | ">" | ">=";
  readonly bound: Expression;
  readonly step: number;
  readonly body: Tree;
}
/** `while (true) { head; if (!test) break; body }`, or `while (test) { body }` if `head` is empty. */
export interface Repeat extends Located {
  readonly kind: "while";
  readonly head: Tree;
  readonly test: Expression;
  readonly body: Tree;
}
/** `for (let variable = first; test; update) { body }`, made by idioms. */
export interface Stepped extends Located {
  readonly kind: "stepped";
  readonly first: Declare | undefined;
  readonly test: Expression;
  readonly update: Assign | undefined;
  readonly body: Tree;
}
/** `do { body } while (test)`, made by idioms. */
export interface RepeatAfter extends Located {
  readonly kind: "doWhile";
  readonly body: Tree;
  readonly test: Expression;
}
export interface Break extends Located {
  readonly kind: "break";
}
export interface Fail extends Located {
  readonly kind: "throw";
  readonly value: Expression;
}
export interface Return extends Located {
  readonly kind: "return";
  readonly value: Expression;
}
export interface Comment extends Located {
  readonly kind: "note";
  readonly text: string;
}

export type Node =
  | Declare
  | Destructure
  | Assign
  | Parallel
  | Put
  | Perform
  | Branch
  | Counted
  | Repeat
  | Stepped
  | RepeatAfter
  | Break
  | Fail
  | Return
  | Comment;

export const literal = (value: Constant["value"]): Expression => ({
  kind: "literal",
  constant: { kind: "constant", value },
});
export const variable = (v: Variable): Expression => ({ kind: "variable", variable: v });
export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
});
export const call = (callee: string, ...args: readonly Expression[]): Expression => ({ kind: "call", callee, args });
export const construct = (callee: string, ...args: readonly Expression[]): Expression => ({
  kind: "call",
  callee,
  construct: true,
  args,
});

/** The direct operands of an expression, in the order of evaluation. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "variable":
    case "literal":
    case "update":
      return [];
    case "unary":
    case "present":
      return [expression.operand];
    case "delete":
      return [expression.target];
    case "binary":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.test, expression.then, expression.else];
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "method":
      return [expression.object, ...expression.args];
    case "call":
    case "host":
      return expression.args;
    case "array":
      return expression.elements;
    case "object":
      return expression.fields.map((field) => field.value);
  }
}

/** The same expression over other operands. */
export function mapOperandsOf(expression: Expression, map: (operand: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "variable":
    case "literal":
    case "update":
      return expression;
    case "delete":
      return { ...expression, target: map(expression.target) };
    case "unary":
    case "present":
      return { ...expression, operand: map(expression.operand) };
    case "binary":
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case "conditional":
      return { ...expression, test: map(expression.test), then: map(expression.then), else: map(expression.else) };
    case "member":
      return { ...expression, object: map(expression.object) };
    case "index":
      return { ...expression, object: map(expression.object), index: map(expression.index) };
    case "method":
      return { ...expression, object: map(expression.object), args: expression.args.map(map) };
    case "call":
    case "host":
      return { ...expression, args: expression.args.map(map) };
    case "array":
      return { ...expression, elements: expression.elements.map(map) };
    case "object":
      return { ...expression, fields: expression.fields.map((f) => ({ name: f.name, value: map(f.value) })) };
  }
}

/** Every node of an expression, operands first. */
export function visitExpression(expression: Expression, action: (part: Expression) => void): void {
  for (const operand of operandsOf(expression)) visitExpression(operand, action);
  action(expression);
}

/** The expressions that a node evaluates itself, without those inside its trees. */
export function expressionsOf(node: Node): readonly Expression[] {
  switch (node.kind) {
    case "declare":
      return node.value === undefined ? [] : [node.value];
    case "destructure":
    case "assign":
    case "perform":
    case "throw":
    case "return":
      return [node.value];
    case "parallel":
      return node.copies.map((copy) => copy.value);
    case "put":
      return [node.target, node.value];
    case "if":
      return [...node.declared.flatMap((d) => (d.value === undefined ? [] : [d.value])), node.condition];
    case "for":
      return [node.first, node.bound];
    case "while":
    case "doWhile":
      return [node.test];
    case "stepped":
      return [
        ...(node.first?.value === undefined ? [] : [node.first.value]),
        node.test,
        ...(node.update === undefined ? [] : [node.update.value]),
      ];
    case "break":
    case "note":
      return [];
  }
}

/** The trees inside a node, in the order in which they run. */
export function treesOf(node: Node): readonly Tree[] {
  switch (node.kind) {
    case "if":
      return [node.then, node.else];
    case "while":
      return [node.head, node.body];
    case "for":
    case "stepped":
    case "doWhile":
      return [node.body];
    default:
      return [];
  }
}

/** The variables that a node assigns after they were declared, itself. */
export function targetsOf(node: Node): readonly Variable[] {
  switch (node.kind) {
    case "assign":
      return [node.target];
    case "parallel":
      return node.copies.map((copy) => copy.target);
    case "stepped":
      return node.update === undefined ? [] : [node.update.target];
    default:
      return [];
  }
}

/** Every node of a tree and of the trees inside it, outer before inner. */
export function visitTree(tree: Tree, action: (node: Node) => void): void {
  for (const node of tree) {
    action(node);
    for (const inner of treesOf(node)) visitTree(inner, action);
  }
}

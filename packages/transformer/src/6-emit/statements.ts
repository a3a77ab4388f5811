import type { RecordType, Span, Type } from "../ir/types.js";
import { castOf, printExpression, printFields, sameExpression } from "./expressions.js";
import {
  type BinaryOperator,
  type Expression,
  expressionsOf,
  literal,
  type Node,
  operandsOf,
  type Put,
  type Tree,
  targetsOf,
  type Variable,
  visitExpression,
  visitTree,
} from "./tree.js";
import { hasArray, holdsTuple, propertyName } from "./types.js";

/** Where a line of the text came from; lines and columns count from 0. */
export interface TextMapping {
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}
export interface Printing {
  readonly nameOf: (variable: Variable) => string;
  readonly typeOf: (variable: Variable) => string;
}

const lineWidth = 120;

/** Prints the body of a function, a line for each statement. */
export function printTree(tree: Tree, indent: number, printing: Printing): Printer {
  const printer = new Printer(printing, assignedIn(tree), comparedIn(tree));
  printer.tree(tree, indent);
  return printer;
}

function assignedIn(tree: Tree): ReadonlySet<Variable> {
  const assigned = new Set<Variable>();
  visitTree(tree, (node) => {
    for (const target of targetsOf(node)) assigned.add(target);
    if (node.kind === "put" || node.kind === "declare" || node.kind === "assign") {
      for (const expression of expressionsOf(node)) {
        visitExpression(expression, (part) => {
          if (part.kind === "update") assigned.add(part.variable);
        });
      }
    }
  });
  return assigned;
}

function comparedIn(tree: Tree): ReadonlySet<Variable> {
  const compared = new Set<Variable>();
  visitTree(tree, (node) => {
    for (const expression of expressionsOf(node)) {
      visitExpression(expression, (part) => {
        if (part.kind !== "binary" || (part.operator !== "===" && part.operator !== "!==")) return;
        for (const side of [part.left, part.right]) if (side.kind === "variable") compared.add(side.variable);
      });
    }
  });
  return compared;
}

class Printer {
  readonly lines: string[] = [];
  readonly mappings: TextMapping[] = [];

  constructor(
    private readonly printing: Printing,
    private readonly assigned: ReadonlySet<Variable>,
    /** Compared to a constant, which narrows their type where that holds. */
    private readonly compared: ReadonlySet<Variable>,
  ) {}

  tree(tree: Tree, indent: number): void {
    for (const node of tree) this.node(node, indent);
  }

  private line(text: string, indent: number, span?: Span): void {
    if (span !== undefined) this.mappings.push({ line: this.lines.length, column: 2 * indent, span });
    this.lines.push("  ".repeat(indent) + text);
  }

  private text(expression: Expression): string {
    return printExpression(expression, this.printing.nameOf);
  }

  /** `start expression end`, with the parts of a literal on their own lines if one line is too short. */
  private statement(start: string, expression: Expression, end: string, indent: number, span: Span | undefined): void {
    const text = start + this.text(expression) + end;
    const isLong = text.length + 2 * indent > lineWidth;
    if (isLong && (expression.kind === "array" || expression.kind === "object")) {
      const isArray = expression.kind === "array";
      const parts = isArray
        ? expression.elements.map((element) => this.text(element))
        : printFields(expression.fields, this.printing.nameOf);
      this.line(start + (isArray ? "[" : "{"), indent, span);
      for (const part of parts) this.line(`${part},`, indent + 1);
      const cast = expression.kind === "object" ? castOf(expression.untyped) : "";
      this.line((isArray ? "]" : "}") + cast + end, indent);
      return;
    }
    this.line(text, indent, span);
  }

  private node(node: Node, indent: number): void {
    const { nameOf } = this.printing;
    const { span } = node;
    switch (node.kind) {
      case "declare":
        this.declare(node.variable, node.value, indent, span);
        return;
      case "destructure": {
        const entries = node.entries.map(({ key, variable }) => {
          const name = nameOf(variable);
          return name === key ? key : `${propertyName(key)}: ${name}`;
        });
        this.line(`const { ${entries.join(", ")} } = ${this.text(node.value)};`, indent, span);
        return;
      }
      case "assign":
        this.line(`${this.assignment(node.target, node.value)};`, indent, span);
        return;
      case "put": {
        const target = this.text(node.target);
        const [operator, value] = asUpdate(node.target, node.operator, node.value);
        this.statement(`${target} ${operator} `, value, ";", indent, span);
        return;
      }
      case "perform":
        this.line(`${this.text(node.value)};`, indent, span);
        return;
      case "if":
        for (const { variable, value } of node.declared) this.declare(variable, value, indent, span);
        this.branch(node, indent, span);
        return;
      case "for": {
        const name = nameOf(node.variable);
        const step =
          Math.abs(node.step) === 1
            ? `${name}${node.step > 0 ? "++" : "--"}`
            : `${name} ${node.step > 0 ? "+=" : "-="} ${Math.abs(node.step)}`;
        const bound = printExpression(node.bound, nameOf);
        this.line(
          `for (let ${name} = ${this.text(node.first)}; ${name} ${node.compare} ${bound}; ${step}) {`,
          indent,
          span,
        );
        this.tree(node.body, indent + 1);
        this.line("}", indent);
        return;
      }
      case "stepped": {
        const first =
          node.first?.value === undefined ? "" : `let ${nameOf(node.first.variable)} = ${this.text(node.first.value)}`;
        const update = node.update === undefined ? "" : ` ${this.assignment(node.update.target, node.update.value)}`;
        const test = isTrue(node.test) ? "" : ` ${this.text(node.test)}`;
        this.line(`for (${first};${test};${update}) {`, indent, span);
        this.tree(node.body, indent + 1);
        this.line("}", indent);
        return;
      }
      case "while":
        if (node.head.length === 0) {
          this.line(`while (${this.text(node.test)}) {`, indent, span);
        } else {
          this.line("while (true) {", indent, span);
          this.tree(node.head, indent + 1);
          this.line(`if (${this.text({ kind: "unary", operator: "!", operand: node.test })}) break;`, indent + 1);
        }
        this.tree(node.body, indent + 1);
        this.line("}", indent);
        return;
      case "doWhile":
        this.line("do {", indent, span);
        this.tree(node.body, indent + 1);
        this.line(`} while (${this.text(node.test)});`, indent);
        return;
      case "break":
        this.line("break;", indent, span);
        return;
      case "throw":
        this.line(`throw ${this.text(node.value)};`, indent, span);
        return;
      case "return":
        this.statement("return ", node.value, ";", indent, span);
        return;
      case "note":
        this.line(`// ${node.text}`, indent);
        return;
      case "parallel":
        throw new Error("emit: assignments are still parallel");
    }
  }

  private declare(variable: Variable, given: Expression | undefined, indent: number, span: Span | undefined): void {
    const isEmpty = given !== undefined && isNothing(given) && variable.type.kind !== "undefined";
    const value: Expression | undefined = isEmpty ? { kind: "present", operand: given } : given;
    const word = value === undefined || this.assigned.has(variable) ? "let" : "const";
    const isTyped =
      value === undefined || isEmpty || needsType(variable, value) || this.mayNarrow(variable, value, word === "let");
    const head = `${word} ${this.printing.nameOf(variable)}${isTyped ? `: ${this.typeOf(variable, value)}` : ""}`;
    if (value === undefined) this.line(`${head};`, indent, span);
    else this.statement(`${head} = `, value, ";", indent, span);
  }

  /** A tape that grows is an array of numbers, whatever its type says of one whose size is known. */
  private typeOf(variable: Variable, value: Expression | undefined): string {
    const { type } = variable;
    const grows = value?.kind === "array" && type.kind === "array" && type.storage !== "Array";
    return grows ? "number[]" : this.printing.typeOf(variable);
  }

  /** Whether TypeScript would infer a narrower type for a variable than it needs, or go in circles around a loop. */
  private mayNarrow(variable: Variable, value: Expression, isAssigned: boolean): boolean {
    const { type } = variable;
    if ((type.kind === "number" || type.kind === "string") && value.kind === "conditional" && isChoice(value)) {
      return this.compared.has(variable);
    }
    if (type.kind === "boolean") return this.copies(value, (part) => isAssigned || this.assigned.has(part));
    if (!isAssigned) return false;
    // A class that another one takes the place of.
    if (type.kind === "opaque" && value.kind === "literal") return true;
    if (holdsTuple(type)) return true;
    if (type.kind === "array") return type.storage !== "Array";
    return type.kind === "number" && this.copies(value, (part) => this.compared.has(part));
  }

  /** Whether a variable like those asked for is, by itself or through logic, the value. */
  private copies(value: Expression, asked: (variable: Variable) => boolean): boolean {
    if (value.kind === "variable") return asked(value.variable);
    const isLogic = value.kind === "binary" && (value.operator === "&&" || value.operator === "||");
    const isNot = value.kind === "unary" && value.operator === "!";
    if (!isLogic && !isNot && value.kind !== "conditional") return false;
    return operandsOf(value).some((operand) => this.copies(operand, asked));
  }

  private branch(node: Node & { kind: "if" }, indent: number, span: Span | undefined): void {
    if (node.else.length === 0 && node.then.length === 1 && node.then[0]?.kind === "break") {
      this.line(`if (${this.text(node.condition)}) break;`, indent, span);
      return;
    }
    this.line(`if (${this.text(node.condition)}) {`, indent, span);
    this.tree(node.then, indent + 1);
    let otherwise = node.else;
    while (otherwise.length > 0) {
      const only = otherwise[0];
      if (otherwise.length > 1 || only?.kind !== "if" || only.declared.length > 0) {
        this.line("} else {", indent);
        this.tree(otherwise, indent + 1);
        break;
      }
      this.line(`} else if (${this.text(only.condition)}) {`, indent, only.span);
      this.tree(only.then, indent + 1);
      otherwise = only.else;
    }
    this.line("}", indent);
  }

  /** `x = value`, `x += term`, `x++`. */
  private assignment(target: Variable, value: Expression): string {
    const name = this.printing.nameOf(target);
    const [operator, term] =
      target.type.kind === "number"
        ? asUpdate({ kind: "variable", variable: target }, "=", value, target.linear)
        : (["=", value] as const);
    const isOne = term.kind === "literal" && term.constant.value === 1;
    if (isOne && (operator === "+=" || operator === "-=")) return `${name}${operator === "+=" ? "++" : "--"}`;
    return `${name} ${operator} ${this.text(term)}`;
  }
}

const compound: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(["+", "-", "*", "/", "%"]);

/** `x = x + t` as `x += t`, and `x += -t` as `x -= t`. Sums and products commute to the bit. */
function asUpdate(
  target: Expression,
  operator: Put["operator"],
  value: Expression,
  isLinear = false,
): readonly [string, Expression] {
  if (operator === "=") {
    const term = value.kind === "binary" ? termOf(target, value, isLinear) : undefined;
    return term === undefined ? ["=", value] : signed(...term);
  }
  return operator === "+=" ? signed("+", value) : [operator, value];
}

function termOf(
  target: Expression,
  value: Expression & { readonly kind: "binary" },
  isLinear: boolean,
): readonly [BinaryOperator, Expression] | undefined {
  const { operator, left, right } = value;
  if (compound.has(operator) && sameExpression(left, target)) return [operator, right];
  if ((operator === "+" || operator === "*") && sameExpression(right, target)) return [operator, left];
  if (!isLinear || operator !== "+" || left.kind !== "binary") return undefined;
  // (x + a) + b on cotangents is x += a + b.
  const inner = termOf(target, left, true);
  return inner?.[0] === "+" ? ["+", { kind: "binary", operator: "+", left: inner[1], right }] : undefined;
}

function signed(operator: BinaryOperator, term: Expression): readonly [string, Expression] {
  if (operator === "+" || operator === "-") {
    const flipped = operator === "+" ? "-" : "+";
    if (term.kind === "unary" && term.operator === "-") return [`${flipped}=`, term.operand];
    if (term.kind === "literal" && term.constant.text === undefined) {
      const { value } = term.constant;
      if (typeof value === "number" && (value < 0 || Object.is(value, -0))) return [`${flipped}=`, literal(-value)];
    }
  }
  return [`${operator}=`, term];
}

/** An empty array says nothing of its elements, an empty object nothing of its entries; a tuple would be read as an array; a loop may assign another type. */
const needsType = (variable: Variable, value: Expression): boolean =>
  (value.kind === "object" && (variable.type.kind === "map" || value.fields.some((field) => isUnsaid(field.value)))) ||
  (isWritten(value) &&
    hasRecord(variable.type, 2, (record) => record.fields.some((field) => field.optional === true))) ||
  (value.kind !== "variable" && hasRecord(variable.type, 2, (record) => record.isMerged === true)) ||
  (value.kind === "array" && (value.elements.every(isUnsaid) || variable.type.kind === "tuple")) ||
  (value.kind === "array" &&
    hasArray(variable.type, 2, ({ storage, element }) => storage === "Array" && isUnsaidBy(element))) ||
  isUnsaid(value);

/** A variable that never holds anything, of which a loop's first value may be a copy. */
const isNothing = (value: Expression): boolean => value.kind === "variable" && value.variable.type.kind === "undefined";

/** TypeScript takes `c ? 1 : -1` for one of these two, and 0 for none of them; so it does with texts. */
const isChoice = (value: Expression): boolean =>
  value.kind === "conditional"
    ? isChoice(value.then) && isChoice(value.else)
    : value.kind === "literal" && isOneLiteral(value.constant.value);

const isOneLiteral = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "number" && value !== 0);

/** Undefined or null for the time being, of whatever type. */
const isUnsaid = (value: Expression): boolean =>
  value.kind === "literal" &&
  (value.constant.value === undefined || value.constant.value === null) &&
  (value.constant.text === undefined || value.constant.text === "undefined!");

/** Of what is written out TypeScript sees only the fields that are written. */
const isWritten = ({ kind }: Expression): boolean => kind === "object" || kind === "array" || kind === "conditional";

/** Of elements that are tuples or typed arrays TypeScript sees another type: a list, and memory that is not shared. */
const isUnsaidBy = (type: Type): boolean =>
  type.kind === "tuple" || (type.kind === "array" && type.storage !== "Array");

/** Whether a record in a type, not too deep inside, is as asked for. */
function hasRecord(type: Type, depth: number, asked: (record: RecordType) => boolean): boolean {
  if (depth === 0) return false;
  if (type.kind === "array") return hasRecord(type.element, depth - 1, asked);
  if (type.kind === "map") return hasRecord(type.value, depth - 1, asked);
  if (type.kind !== "record") return false;
  return asked(type) || type.fields.some((field) => hasRecord(field.type, depth - 1, asked));
}

const isTrue = (expression: Expression): boolean => expression.kind === "literal" && expression.constant.value === true;

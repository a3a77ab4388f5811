import { FunctionNames, PrintNames, printType } from "./printNames.js";
import { functionsOf } from "./program.js";
import type {
  Atom,
  Block,
  Call,
  Carried,
  If,
  IRFunction,
  Key,
  Operation,
  Program,
  Resize,
  Statement,
  Value,
} from "./types.js";

/**
 * The canonical text of a function. Identities are numbered by first appearance, so equal functions have equal text
 * whatever ids they were made with. `lin` marks a statement of the linear program, `~` a linear value elsewhere; types are
 * given on parameters, and on other values unless they are numbers or booleans.
 */
export const printFunction = (fn: IRFunction): string => printFunctions([fn]);

/** The text of several functions, which know each other by the same names; halves of one function share their values' names. */
export function printFunctions(all: readonly IRFunction[]): string {
  const functions = new FunctionNames();
  const names = new Map<number, PrintNames>();
  const texts = all.map((fn) => {
    const known = names.get(fn.ref.id) ?? new PrintNames(functions);
    names.set(fn.ref.id, known);
    return print(fn, known);
  });
  return texts.join("\n");
}

/** The text of the root and of every function it calls, in program order. */
export const printProgram = (program: Program): string => printFunctions(functionsOf(program));

/** The text of one statement, for messages. */
export const printStatement = (statement: Statement): string =>
  new Printer(new PrintNames(new FunctionNames())).statement(statement).join("\n");

function print(fn: IRFunction, names: PrintNames): string {
  const printer = new Printer(names);
  const params = fn.params.map((value) => `${mark(value)}${names.value(value)}: ${printType(value.type)}`).join(", ");
  const body = printer.block(fn.body, results("return", fn.results, names));
  return `function ${names.callee(fn.ref)}(${params})\n${body.map((line) => `${line}\n`).join("")}`;
}

const mark = (value: Value): string => (value.linear ? "~" : "");
const results = (word: string, atoms: readonly Atom[], names: PrintNames) => (): readonly string[] =>
  atoms.length === 0 ? [] : [`${word} ${atoms.map(names.atom).join(", ")}`];
const noLines = (): readonly string[] => [];
const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

class Printer {
  constructor(private readonly names: PrintNames) {}

  block(block: Block, last: () => readonly string[] = noLines): readonly string[] {
    const lines = block.flatMap((statement) => this.statement(statement));
    return indent([...lines, ...last()]);
  }

  statement(statement: Statement): readonly string[] {
    const { atom, value: name } = this.names;
    switch (statement.kind) {
      case "let": {
        const { value, operation, linear } = statement;
        const left = linear && value.linear ? `lin ${this.plain(value)}` : `${lin(linear)}${this.definition(value)}`;
        return [`${left} = ${this.operation(operation)}`];
      }
      case "store":
        return [`${lin(statement.linear)}store ${this.slot(statement)} = ${atom(statement.value)}`];
      case "accumulate":
        return [`${lin(statement.linear)}accumulate ${this.slot(statement)} += ${atom(statement.value)}`];
      case "fill":
        return [`${lin(statement.linear)}fill ${this.range(statement)} = ${atom(statement.value)}`];
      case "resize":
        return [this.resize(statement)];
      case "removeEntry":
        return [`remove ${atom(statement.base)}<${statement.key === undefined ? "*" : atom(statement.key)}>`];
      case "tapeStore":
        return [`tapeStore ${atom(statement.tape)}[${atom(statement.position)}] = ${atom(statement.value)}`];
      case "if":
        return this.if(statement);
      case "for": {
        const { scope, index, from, test, to, step, order, body, carried } = statement;
        const head = (): string => {
          const domain = `${name(index)} from ${atom(from)} ${test} ${atom(to)} step ${step}`;
          return `for ${this.names.scope(scope)} ${domain}${order === "descending" ? " descending" : ""}`;
        };
        return [this.loopHead(head, carried, []), ...this.block(body, this.nexts(carried))];
      }
      case "while": {
        const { scope, trip, trips, condition, carried, body } = statement;
        const head = (): string => `while ${this.names.scope(scope)} ${name(trip)}`;
        return [
          this.loopHead(head, carried, [trips]),
          ...this.block(condition.block, () => [`test ${atom(condition.test)}`]),
          "do",
          ...this.block(body, this.nexts(carried)),
        ];
      }
      case "call":
        return [this.call(statement)];
      case "throw":
        return [`throw ${quoted(statement.text)}(${statement.args.map(atom).join(", ")})`];
      case "note":
        return [`// ${statement.text}`];
      case "assign":
        return [`assign ${this.names.variable(statement.variable)} = ${atom(statement.value)}`];
      case "loop": {
        const test = (): readonly string[] => [`test ${atom(statement.condition.test)}`];
        return [
          `loop ${this.names.label(statement.label)}${statement.testFirst ? "" : " body first"}`,
          ...this.block(statement.condition.block, test),
          "do",
          ...this.block(statement.body),
          ...(statement.update.length === 0 ? [] : ["update", ...this.block(statement.update)]),
        ];
      }
      case "labelled":
        return [`labelled ${this.names.label(statement.label)}`, ...this.block(statement.body)];
      case "exit": {
        const label = statement.label === undefined ? "" : ` ${this.names.label(statement.label)}`;
        return [`${statement.exit}${label}${statement.value === undefined ? "" : ` ${atom(statement.value)}`}`];
      }
    }
  }

  private resize({ base, length, atLeast, beside }: Resize): string {
    const { atom } = this.names;
    const place = beside === undefined ? "" : `, with a cell ${atom(beside)}`;
    return `resize ${atom(base)} to ${atLeast ? "at least " : ""}${atom(length)}${place}`;
  }

  private if(statement: If): readonly string[] {
    const { atom, scope } = { atom: this.names.atom, scope: this.names.scope(statement.scope) };
    const head = `${this.definitions(statement.results.map((result) => result.value))}if ${scope} ${atom(statement.condition)}`;
    const side = (branch: "then" | "else"): readonly string[] =>
      this.block(statement[branch], () =>
        results(
          "yield",
          statement.results.map((result) => result[branch]),
          this.names,
        )(),
      );
    const then = side("then");
    const otherwise = side("else");
    return [head, ...then, ...(otherwise.length === 0 ? [] : ["else", ...otherwise])];
  }

  private loopHead(head: () => string, carried: readonly Carried[], before: readonly Value[]): string {
    const defined = this.definitions([...before, ...carried.map((c) => c.result)]);
    const header = head();
    const initial = carried.map((c) => `${this.definition(c.parameter)} = ${this.names.atom(c.initial)}`);
    return `${defined}${header}${initial.length === 0 ? "" : ` carried ${initial.join(", ")}`}`;
  }

  private nexts(carried: readonly Carried[]): () => readonly string[] {
    return results(
      "next",
      carried.map((c) => c.next),
      this.names,
    );
  }

  private call(call: Call): string {
    const args = call.args.map(this.names.atom).join(", ");
    return `${lin(call.linear)}${this.definitions(call.results)}call ${call.derivative === undefined ? "" : `${call.derivative.marker} `}${this.names.callee(call.callee)}(${args})`;
  }

  private operation(operation: Operation): string {
    const { atom } = this.names;
    switch (operation.kind) {
      case "primitive":
        return `${operation.name} ${operation.args.map(atom).join(", ")}`;
      case "linear":
        if (operation.terms.length === 0) return "zero";
        return operation.terms
          .map((term) => `${atom(term.coefficient)} ${term.shields ? "*0" : "*"} ${atom(term.tangent)}`)
          .join(" + ");
      case "load":
        return `load ${this.slot(operation)}`;
      case "hasField":
        return `hasField ${atom(operation.base)}.${operation.name}${operation.inherited ? " or inherited" : ""}`;
      case "length":
        return `length ${atom(operation.base)}`;
      case "makeArray":
        return `makeArray [${operation.elements.map(atom).join(", ")}]`;
      case "makeRecord":
        return `makeRecord {${operation.fields.map((field) => `${field.name}: ${atom(field.value)}`).join(", ")}}`;
      case "newArray":
        return `newArray ${atom(operation.length)}${operation.fill === undefined ? "" : ` fill ${atom(operation.fill)}`}${
          operation.holes
            ? " with holes"
            : operation.holesOf === undefined
              ? ""
              : ` holes of ${atom(operation.holesOf)}`
        }`;
      case "newMap":
        return "newMap";
      case "hasEntry":
        return `${operation.inherited ? "inEntries" : "hasEntry"} ${atom(operation.base)}<${atom(operation.key)}>`;
      case "keysOf":
        return `keysOf ${atom(operation.base)}`;
      case "slice":
        return `slice ${this.range(operation)}`;
      case "view":
        return `view ${this.range(operation)}`;
      case "zerosLike":
        return `zerosLike ${atom(operation.of)}`;
      case "tapeAlloc": {
        const capacity = operation.capacity === undefined ? "" : ` capacity ${atom(operation.capacity)}`;
        return `tapeAlloc ${printType(operation.element, true)}${capacity}`;
      }
      case "tapeLoad":
        return `tapeLoad ${atom(operation.tape)}[${atom(operation.position)}]`;
      case "read":
        return `read ${this.names.variable(operation.variable)}`;
      case "opaque":
        return `opaque ${quoted(operation.text)}(${operation.args.map(atom).join(", ")})`;
      case "global":
        return `global ${operation.name} from ${quoted(operation.file.replace(/^.*[\\/]/, ""))}`;
    }
  }

  private slot({ base, key }: { readonly base: Atom; readonly key: Key }): string {
    const object = this.names.atom(base);
    if (key.kind === "entry") return `${object}<${this.names.atom(key.key)}>`;
    return key.kind === "index" ? `${object}[${this.names.atom(key.index)}]` : `${object}.${key.name}`;
  }

  private range(part: {
    readonly base: Atom;
    readonly start: Atom | undefined;
    readonly end: Atom | undefined;
  }): string {
    const bound = (atom: Atom | undefined): string => (atom === undefined ? "" : this.names.atom(atom));
    return `${this.names.atom(part.base)}[${bound(part.start)} … ${bound(part.end)}]`;
  }

  private definitions(values: readonly Value[]): string {
    return values.length === 0 ? "" : `${values.map((value) => this.definition(value)).join(", ")} = `;
  }

  private definition(value: Value): string {
    return `${mark(value)}${this.plain(value)}`;
  }

  private plain(value: Value): string {
    const obvious = value.type.kind === "number" || value.type.kind === "boolean";
    return `${this.names.value(value)}${obvious ? "" : `: ${printType(value.type, true)}`}`;
  }
}

const lin = (linear: boolean): string => (linear ? "lin " : "");
const quoted = (text: string): string => JSON.stringify(text);

import type { CatalogueEntry } from "./entry.js";

export const discover = {
  calleeUnreadable: {
    code: "CT1001",
    message: "the function given to {marker} cannot be read: {reason}",
    remedy: "pass a function declaration, an arrow function or an imported function whose body is available",
  },
  markerNotCalled: {
    code: "CT1002",
    message: "{marker} is used as a value here",
    remedy: "call it where the function is known, as in {marker}(f): markers are replaced at build time",
  },
  markerWithoutFunction: {
    code: "CT1003",
    message: "{marker} is called without a function",
    remedy: "give it the function to differentiate: {marker}(f)",
  },
  wrtOutOfRange: {
    code: "CT1004",
    message: "wrt: {index} is out of range: {name} has {count}",
    remedy: "count parameters from 0; {choice}",
  },
  wrtInvalid: {
    code: "CT1005",
    message: "wrt must be the index of a parameter, or a list of different indices, written as literals",
    remedy: "write { wrt: 0 } or { wrt: [0, 2] }",
  },
  wrtNotNumeric: {
    code: "CT1006",
    message: "parameter {index} ({parameter}) of {name} is {type}: it has no derivative",
    remedy: "choose a parameter that holds numbers, with { wrt: … }",
  },
  optionsNotLiteral: {
    code: "CT1007",
    message: "the options of {marker} must be written as an object literal in the call",
    remedy: "write them in place, as in {marker}(f, { wrt: 1 }): they are read at build time",
  },
  optionUnknown: {
    code: "CT1008",
    message: "{marker} has no option {option}",
    remedy: "the options of {marker} are: {known}",
  },
  optionInvalid: {
    code: "CT1020",
    message: "the option {option} takes {values}",
    remedy: "write one of these as a literal, or leave the option out",
  },
  resultNotPair: {
    code: "CT1021",
    message: "{name} returns {type}, and aux: true needs a function that returns a pair [number, anything]",
    remedy: "return the number first and what is only handed on second, or leave aux out",
  },
  resultNotNumber: {
    code: "CT1011",
    message: "{name} returns {type}, and {marker} needs a function that returns a number",
    remedy: "return one number (a loss, a sum), or use jvp, which takes any result",
  },
  syntaxError: {
    code: "CT1012",
    message: "{message}",
    remedy: "correct the syntax; functions in this file are differentiated only when it can be parsed",
  },
  cyclicImport: {
    code: "CT1013",
    severity: "warning",
    message: "cyclic import: {cycle}",
    remedy:
      "the derivative is made all the same; constants of these modules may be read before they are set, so move what they share into a module of its own",
  },
  cyclicReexport: {
    code: "CT1014",
    message: "{name} is re-exported in a circle and defined nowhere: {cycle}",
    remedy: "import it from the module that defines it",
  },
  globalNotExported: {
    code: "CT1015",
    message: "{name} in {file} is used by the derivative, and is not exported",
    remedy: "export it from {file}, compile with the bundler plugin, or pass it as an argument",
  },
  globalAssignedElsewhere: {
    code: "CT1019",
    message: "{name} in {file} is assigned by the function, and only {file} itself can assign it",
    remedy:
      "compile with the bundler plugin, which lets {file} assign it, or keep {name} in an object that {file} exports",
  },
  nothingToDerive: {
    code: "CT1017",
    message: "{file} exports no function {name}",
    remedy: "name one of its exported functions: {known}",
  },
  builtinShadowed: {
    code: "CT1018",
    message: "this module gives {name} another meaning, and the derivatives put into it need the built-in {name}",
    remedy: "rename it, or call the marker in another module",
  },
  captureHidden: {
    code: "CT1022",
    message: "{name}, which {function} uses, is another one where the marker stands",
    remedy: "give one of the two another name, or call the marker where {function} is declared",
  },
  internalError: {
    code: "CT1016",
    message: "the compiler failed on {marker}({name}): {message}",
    remedy: "this is a fault of the compiler, not of your program: please report it with the text of {name}",
  },
} as const satisfies Record<string, CatalogueEntry>;

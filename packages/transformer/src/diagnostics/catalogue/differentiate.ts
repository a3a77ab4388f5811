import type { CatalogueEntry } from "./entry.js";

export const differentiate = {
  activeModuleState: {
    code: "CT3001",
    message: "{name} is module state, and may hold an active value here that an earlier call has stored",
    remedy: "pass {name} as an argument, or make it local",
  },
  activeToHost: {
    code: "CT3002",
    message: "{name} gets a value that depends on the input, and its derivative is not known",
    remedy: "compute what it gives from values that do not depend on the input, or write the computation out",
  },
  privateToHost: {
    code: "CT3011",
    message: "{name} gets an instance with private members, and would see them in the derivative",
    remedy: "give it what it should show of the instance",
  },
  privateFromOutside: {
    code: "CT3013",
    message: "{name} is a private member of an instance that is not made by the function itself",
    remedy:
      "make the instance inside of the function, or declare the member with the keyword private: a #member is seen by the code of the class alone",
  },
  activeText: {
    code: "CT3003",
    message: "a value that depends on the input was made into text, and is read from it again",
    remedy: "use the number itself: a text has no derivative",
  },
  structureChanged: {
    code: "CT3004",
    message: "a derivative by {name} is a part of another one, and {name} cannot be copied or restored there",
    remedy:
      "give it numbers, arrays, tuples, records and maps of these: what holds itself, as a list of links does, and sets of numbers are not copied there; where it is changed on the way, change a copy of it, as [...array] or { ...object }",
  },
  ruleOfOtherMode: {
    code: "CT3005",
    message: "{name} has a rule by {kind}, which does not serve in {mode} mode",
    remedy:
      "make the rule linear: customVjp gives what reverse mode needs (grad, vjp), customJvp what forward mode needs (jvp, hvp, hessian), and each serves both if its cotangent, or its tangents, are only added, multiplied by what does not depend on them, and moved",
  },
  ruleStructure: {
    code: "CT3006",
    message: "{name} has a rule, and takes or gives a structure that cannot be kept for it",
    remedy:
      "give it numbers, arrays, tuples, records and maps of these: what holds itself, as a list of links does, and sets of numbers are not copied",
  },
  ruleChanges: {
    code: "CT3007",
    message: "{name} has a rule, or is a checkpoint, and changes an argument or a module, or gives a part of one back",
    remedy: "change and give back a copy: a rule says how the result depends on the arguments, and nothing else",
  },
  ruleGives: {
    code: "CT3012",
    message: "the rule of {name} gives {given}, and not {wanted}",
    remedy:
      "partials and customVjp give a tuple with one entry for each argument of the function, of its structure; customJvp gives the tangent of the result",
  },
  tangentMisfit: {
    code: "CT3014",
    message: "the derivative of {name} is given {given} for {place}, and not {wanted}",
    remedy: "give a tangent, or a cotangent, the structure of what it belongs to, with a number for each number",
  },
  drawnAgain: {
    code: "CT3010",
    message: "{name} runs more than once here, and {call} may give another value each time",
    remedy: 'get the value before, and pass it as an argument; of a Jacobian, mode: "reverse" runs the function once',
  },
  intoNumber: {
    code: "CT3009",
    message: "the gradient by {name} is a number, and into: true fills a structure",
    remedy: "leave into out: a number makes no garbage",
  },
  activeKey: {
    code: "CT3301",
    message: "a number that varies with the inputs, or a text made of one, is the key of an entry",
    remedy: "use a key that is the same for nearby inputs: an index, a name, a rounded number, or its text by toFixed",
  },
  activeKeyObject: {
    code: "CT3302",
    message: "the numbers inside the keys of this map vary with the inputs, and the keys are read while it is iterated",
    remedy: "loop over an array of these objects, and look the entries up",
  },
} as const satisfies Record<string, CatalogueEntry>;

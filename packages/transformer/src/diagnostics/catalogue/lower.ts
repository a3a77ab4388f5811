import type { CatalogueEntry } from "./entry.js";

export const lower = {
  unsupportedSyntax: {
    code: "CT2001",
    message: "{syntax} cannot be differentiated",
    remedy:
      "rewrite it with the statements and expressions listed in the documentation, or move it out of the differentiated function",
  },
  asyncCode: {
    code: "CT2002",
    message: "asynchronous code cannot be differentiated",
    remedy: "await the data first, and pass it to a function that computes without waiting",
  },
  generatorCode: {
    code: "CT2003",
    message:
      "a generator is resumed by next, return or throw, or consumed by for … of, spread, destructuring or Array.from",
    remedy: "write what this does as a loop over it, or as a generator function",
  },
  classUse: {
    code: "CT2005",
    message: "{name}: what this class does is not known",
    remedy: "use a class whose TypeScript or JavaScript source can be read, and that extends only such classes",
  },
  hostClass: {
    code: "CT2096",
    message: "new {name}: what its objects do cannot be differentiated",
    remedy: "{instead}",
  },
  functionProperty: {
    code: "CT2099",
    message: "{name} is a property of a function: it is not known what is stored there",
    remedy:
      "keep it in a variable beside the function, or make the function a method of an object that has it as a field",
  },
  functionParameter: {
    code: "CT2097",
    message: "{name} is a function: what it does has to be known where f is marked",
    remedy:
      "bind it where f is marked, as in grad((x: number) => f(x, Math.sin)), with the other parameters of f as they are",
  },
  bufferOfArray: {
    code: "CT2098",
    message: "the buffer of a typed array is memory that others may see in another way",
    remedy: "use subarray for a part of the array, or make the ArrayBuffer in f and its arrays over it",
  },
  unknownCall: {
    code: "CT2006",
    message: "{name} has no derivative that is known",
    remedy: "compute its result before, and pass it as an argument, or write the computation out",
  },
  unknownFunctionValue: {
    code: "CT2008",
    message: "it is not known which function this is",
    remedy: "call functions that the differentiated code can see; one from outside of it has no derivative here",
  },
  functionToHost: {
    code: "CT2009",
    message: "a function is given to code that cannot be read",
    remedy: "call it in your own code: write the loop out, or convert the text before",
  },
  unsupportedType: {
    code: "CT2010",
    message: "the type of {name} cannot be differentiated",
    remedy:
      "give it a type made of numbers, booleans, strings, arrays, typed arrays, tuples and plain objects, without undefined or null",
  },
  typeMismatch: {
    code: "CT2011",
    message: "{left} and {right} meet in one place",
    remedy: "use one type: a value cannot be of two kinds",
  },
  unknownField: {
    code: "CT2012",
    message: "{name} is not a field of {type}",
    remedy: "give every field a value where the object is made",
  },
  opaqueField: {
    code: "CT2013",
    message: "the field {name} of {type} has a type that cannot be differentiated, or may be missing",
    remedy: "make it a required field of a supported type",
  },
  dynamicKey: {
    code: "CT2014",
    message: "a computed key is used on {type}",
    remedy: "write the name of the field, or use an array",
  },
  tupleIndex: {
    code: "CT2015",
    message: "an element of {type} is not known at build time",
    remedy: "use a constant index within the tuple, or an array of one element type",
  },
  notANumber: {
    code: "CT2016",
    message: "a number is needed here, and this is {type}",
    remedy: "use a number",
  },
  notAnArray: {
    code: "CT2017",
    message: "an array is needed here, and this is {type}",
    remedy: "use an array or a typed array",
  },
  mixedComparison: {
    code: "CT2019",
    message: "{left} is compared with {right}",
    remedy: "compare values of one type",
  },
  sparseArray: {
    code: "CT2023",
    message: "an array with holes cannot be differentiated",
    remedy: "fill it: new Array(n).fill(0), or Array.from({ length: n }, (_, i) => …)",
  },
  unknownSpread: {
    code: "CT2025",
    message: "what is spread here is not known at build time",
    remedy: "write the elements, the fields or the arguments out, or use a loop",
  },
  assignedModuleBinding: {
    code: "CT2027",
    message: "{name} is assigned, and it is not local",
    remedy: "return the value instead of assigning it",
  },
  capturedLocal: {
    code: "CT2028",
    message: "{name} is known only in the function or namespace that it is declared in",
    remedy: "pass it as an argument, export it from its namespace, or move it to module level",
  },
  repeatedClass: {
    code: "CT2081",
    message: "{name} {problem}, and may be evaluated more than once",
    remedy: "give them to the constructor, and declare the class at module level",
  },
  functionEscapes: {
    code: "CT2071",
    message: "a function leaves the differentiated function",
    remedy: "return numbers, and build the function outside",
  },
  heldFunction: {
    code: "CT2104",
    message: "{name} may be given another function than the one that is written there",
    remedy: "mark the function itself, by its own name, or keep what changes apart from the functions",
  },
  changedTable: {
    code: "CT2073",
    message: "this table of functions is changed",
    remedy: "make it in the differentiated function, or keep what changes apart from the functions",
  },
  initializer: {
    code: "CT2082",
    message: "{name} {problem}",
    remedy: "make it in the differentiated function, or keep what changes in a variable that is passed to it",
  },
  usedBeforeDeclared: {
    code: "CT2072",
    message: "{name} is used in a function that is called before {name} is declared",
    remedy: "declare it before the call",
  },
  recursiveCapture: {
    code: "CT2029",
    message: "{name} changes, and a recursive local function uses it",
    remedy: "declare it with const, or pass it as an argument",
  },
  unresolvedName: {
    code: "CT2030",
    message: "{name} cannot be resolved",
    remedy: "declare or import it, and check for cyclic imports",
  },
  functionWithoutBody: {
    code: "CT2031",
    message: "the body of {name} is not available",
    remedy: "use a function whose TypeScript or JavaScript source can be read",
  },
  assignedConstant: {
    code: "CT2032",
    message: "{name} is assigned, and it is a constant",
    remedy: "declare it with let",
  },
  assignedCapture: {
    code: "CT2103",
    message: "{name} is assigned in a function that is marked, and belongs to the function around it",
    remedy:
      "declare it inside of the marked function, and give it back beside the result, as aux: true takes it; or keep it in an object that the marked function is given",
  },
  missingReturn: {
    code: "CT2033",
    message: "the function returns a value on one way and nothing on another",
    remedy: "return a value on every way",
  },
  missingArgument: {
    code: "CT2034",
    message: "an argument of {name} is missing",
    remedy: "pass it, or give the parameter a default value",
  },
  unsupportedMethod: {
    code: "CT2035",
    message: "the method {name} of {type} is not supported",
    remedy: "write it as a loop",
  },
  arrayBufferView: {
    code: "CT2037",
    message: "this typed array is over a buffer of which it is not known what else is in it",
    remedy: "make the buffer in f, with arrays of one class over it, or use subarray",
  },
  thrownValue: {
    code: "CT2038",
    message: "an object cannot be part of the text of an error",
    remedy: "write the numbers of it that the text needs",
  },
  markerInside: {
    code: "CT2039",
    message: "{name} cannot be used inside a differentiated function",
    remedy: "call it outside, and pass what it gives",
  },
  ruleMissing: {
    code: "CT2088",
    message: "{marker} is called without what it needs",
    remedy: "give it the function and its rule, as in partials(f, (y, x) => [2 * x]); stopGradient takes a value",
  },
  functionNeeded: {
    code: "CT2092",
    message: "{marker} takes a function here, and this is {type}",
    remedy: "give it a function declaration, an arrow function or an imported function",
  },
  ruleUnknown: {
    code: "CT2089",
    message: "which rule {marker} is given is not known here",
    remedy: "write the rule in place, or name a function of a module",
  },
  ruleCaptures: {
    code: "CT2090",
    message: "{name} has a rule, and the function or the rule uses a local of a function around it that varies",
    remedy: "pass it as an argument, so that the rule can give its cotangent",
  },
  repeatedChanges: {
    code: "CT2091",
    message: "{name} changes an argument or a module, and would run once for each number here",
    remedy: 'change a copy of the argument; of a Jacobian, mode: "reverse" runs it once',
  },
  tangentsUnknown: {
    code: "CT2084",
    message: "which arguments and tangents jvp gets is not known here",
    remedy:
      "write them as two array literals, as in jvp(f)([x, y], [dx, dy]), with a tangent for each argument that holds numbers",
  },
  nestedInput: {
    code: "CT2085",
    message: "the derivative of {name} is by, or of, {type}, which has none",
    remedy:
      "return what holds numbers, differentiate with respect to a parameter that holds numbers, and give an argument for it; a Hessian, a Jacobian and what is kept for a rule are of arrays, tuples, records and maps, not of what holds itself, as a list of links does",
  },
  derivativeCaught: {
    code: "CT2086",
    message:
      "a function that throws is called inside try, and it has a rule, is a checkpoint, or is asked for a derivative: the exception would not be caught",
    remedy: "call it outside of the try statement, or test for the case before",
  },
  derivativeOfItself: {
    code: "CT2087",
    message: "{name} contains a derivative of itself",
    remedy: "a derivative can only be taken of a function that does not lead back to the place where it is taken",
  },
  endlessSpecialization: {
    code: "CT2040",
    message: "{name} is called with ever new types",
    remedy: "call it with arguments of the same types in every recursion",
  },
  endlessCalls: {
    code: "CT2083",
    message: "{name} is called in ever new ways: more than {limit} bodies of functions would have to be written out",
    remedy: "pass data instead of functions that are made anew in every call, or declare the functions at module level",
  },
  nestedTooDeep: {
    code: "CT2102",
    message: "{name} leads to calls that are nested too deep to be compiled",
    remedy: "give functions that call each other arguments and results of types that stay the same",
  },
  shortenedWhileIterated: {
    code: "CT2042",
    message: "an array of this type is made shorter while a method of it runs",
    remedy: "take the elements out after the loop, or write the loop with an index",
  },
  restParameter: {
    code: "CT2041",
    message: "the differentiated function has a rest parameter",
    remedy: "take an array instead",
  },
  unboundThis: {
    code: "CT2043",
    message: "it is not known what this is here",
    remedy: "use it in methods, constructors and the arrow functions inside them",
  },
  staticField: {
    code: "CT2044",
    message: "the static field {name} cannot be used here",
    remedy: "a variable of the module, or a static field that the class itself declares, can be read and changed",
  },
  patchedLibrary: {
    code: "CT2080",
    message: "{name} of the standard library is replaced by something else in this program",
    remedy: "give your own function a name of its own, and call that",
  },
  frozenWrite: {
    code: "CT2100",
    message: "{name} is frozen, so that this throws, and a derivative would carry it out",
    remedy: "change a copy of it: { ...object } or [...list]",
  },
  replacedMethod: {
    code: "CT2101",
    message: "{name} is a method of {type}, and another function may be put in its place here",
    remedy: "make it a field of the class that holds a function, which may be assigned",
  },
  notAMap: {
    code: "CT2301",
    message: "a Map, a Set or a dictionary is expected, and this is of type {type}",
    remedy: "give it a type that says what it is",
  },
  addedWhileIterated: {
    code: "CT2302",
    message: "entries whose keys are objects are added and removed while a loop visits the entries of such a map",
    remedy: "loop over a copy of the keys, [...map.keys()], or change the map after the loop",
  },
} as const satisfies Record<string, CatalogueEntry>;

// packages/transformer/src/frontend/options.ts
import { dirname } from "node:path";

// packages/transformer/src/frontend/libraries.ts
import { getLibFiles } from "@ts-morph/common";

var libraryFolder = "/node_modules/typescript/lib";
var libraryFiles = () => new Map(getLibFiles().map((file) => [`${libraryFolder}/${file.fileName}`, file.text]));
var isHostLibrary = (name) => /^lib\.(dom|webworker|scripthost)\b/.test(name);
var isDeclarationPath = (path) => /\.d\.([\w-]+\.)?[cm]?ts$/.test(path);

// packages/transformer/src/frontend/ts.ts
import { ts } from "ts-morph";

// packages/transformer/src/frontend/options.ts
var defaults = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
};
var forced = {
  strict: true,
  noUncheckedIndexedAccess: false,
  allowJs: true,
  skipLibCheck: true,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
};
var defaultLibraries = ["lib.es2023.d.ts"];
var findConfig = (fileName) => ts.findConfigFile(dirname(fileName), ts.sys.fileExists);
function compilerOptions(configPath) {
  if (configPath === void 0) return { ...defaults, ...forced, lib: defaultLibraries, types: [] };
  const read2 = ts.readConfigFile(configPath, ts.sys.readFile);
  if (read2.error) throw new Error(`${configPath}: ${ts.flattenDiagnosticMessageText(read2.error.messageText, "\n")}`);
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(read2.config, host, dirname(configPath), void 0, configPath);
  const languageLibraries = options.lib?.filter((name) => !isHostLibrary(name)) ?? [];
  return {
    ...defaults,
    ...options,
    ...forced,
    // An old module kind implies an old resolution unless the two are set together.
    ...(options.module !== void 0 && options.moduleResolution === void 0 ? impliedResolution(options) : {}),
    lib: languageLibraries.length > 0 ? languageLibraries : defaultLibraries,
    types: options.types ?? [],
  };
}
var impliedResolution = ({ module }) => {
  const isNode = module !== void 0 && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext;
  const usable = isNode ? module : ts.ModuleKind.ESNext;
  return {
    module: usable,
    moduleResolution: isNode ? ts.ModuleResolutionKind.NodeNext : ts.ModuleResolutionKind.Bundler,
  };
};

// packages/transformer/src/frontend/project.ts
import { resolve } from "node:path";

// packages/transformer/src/frontend/declarations.ts
function symbolOf(node, checker) {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  const parent = name.parent;
  const symbol =
    parent && ts.isShorthandPropertyAssignment(parent) && parent.name === name
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(name);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const target2 = checker.getAliasedSymbol(symbol);
  return target2.declarations === void 0 ? void 0 : target2;
}
function declarationOfSymbol(symbol) {
  const bodies = symbol.declarations?.filter(
    (declaration) => ts.isFunctionLike(declaration) && "body" in declaration && declaration.body !== void 0,
  );
  return bodies?.[0] ?? symbol.valueDeclaration ?? symbol.declarations?.[0];
}

// packages/transformer/src/frontend/implementations.ts
function implementationSources(sources2) {
  const isHidden = (path) => isInstalled(path) && isDeclarationPath(path) && !sources2.isLibrary(path);
  return {
    ...sources2,
    get overlay() {
      return sources2.overlay;
    },
    get: (path, options) => (isHidden(path) ? void 0 : sources2.get(path, options)),
    exists: (path) => !isHidden(path) && sources2.exists(path),
    readText: (path) => {
      const text = isHidden(path) ? void 0 : sources2.readText(path);
      return text !== void 0 && isInstalled(path) && path.endsWith("/package.json") ? withoutTypes(text) : text;
    },
  };
}
var isInstalled = (path) => path.includes("/node_modules/");
var implementationOptions = (options) => ({
  ...options,
  maxNodeModuleJsDepth: 100,
  types: [],
});
function withoutTypes(text) {
  let description;
  try {
    description = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof description !== "object" || description === null) return text;
  const { types: _types, typings: _typings, typesVersions: _versions, ...rest } = description;
  const main = typeof rest.module === "string" && rest.exports === void 0 ? rest.module : rest.main;
  return JSON.stringify({ ...rest, main, exports: rest.exports && withoutCondition(rest.exports) });
}
function withoutCondition(target2) {
  if (Array.isArray(target2)) return target2.map(withoutCondition);
  if (typeof target2 !== "object" || target2 === null) return target2;
  const kept = Object.entries(target2).filter(
    ([condition]) => condition !== "types" && !condition.startsWith("types@"),
  );
  return Object.fromEntries(kept.map(([condition, value]) => [condition, withoutCondition(value)]));
}
var isInstalledDeclaration = (declaration) => {
  const { fileName, isDeclarationFile } = declaration.getSourceFile();
  return (
    isDeclarationFile &&
    isInstalled(fileName) &&
    !/[\\/]node_modules[\\/](typescript|@types[\\/]node)[\\/]/.test(fileName)
  );
};

// packages/transformer/src/frontend/sources.ts
import { statSync } from "node:fs";

function createSources() {
  const libraries = libraryFiles();
  const entries = /* @__PURE__ */ new Map();
  const isLibrary = (path) => path.startsWith(`${libraryFolder}/`) && libraries.has(path);
  const sources2 = {
    overlay: /* @__PURE__ */ new Map(),
    isLibrary,
    get(path, options) {
      const known2 = entries.get(path);
      if (known2 && current(path, known2)) return known2.file;
      const text = sources2.readText(path);
      if (text === void 0) {
        entries.delete(path);
        return void 0;
      }
      const unchanged = known2?.file.text === text;
      const file = unchanged ? known2.file : ts.createSourceFile(path, text, options, !isLibrary(path));
      entries.set(path, { file, stamp: sources2.overlay.has(path) ? void 0 : stampOf(path) });
      return file;
    },
    exists: (path) => sources2.overlay.has(path) || isLibrary(path) || ts.sys.fileExists(path),
    directoryExists: (path) =>
      ts.sys.directoryExists(path) || [...sources2.overlay.keys()].some((file) => file.startsWith(`${path}/`)),
    readText: (path) => sources2.overlay.get(path) ?? (isLibrary(path) ? libraries.get(path) : ts.sys.readFile(path)),
    isCurrent(file) {
      const known2 = entries.get(file.fileName);
      if (known2?.file !== file) return false;
      if (current(file.fileName, known2)) return true;
      return sources2.readText(file.fileName) === file.text;
    },
  };
  const current = (path, entry) => {
    const given = sources2.overlay.get(path);
    if (given !== void 0) return entry.file.text === given;
    return isLibrary(path) || (entry.stamp !== void 0 && entry.stamp === stampOf(path));
  };
  return sources2;
}
var stampOf = (path) => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}:${stats.size}`;
};

// packages/transformer/src/frontend/project.ts
var absolutePath = (path) => resolve(path).replaceAll("\\", "/");
function createProject(configPath) {
  const options = compilerOptions(configPath);
  const sources2 = createSources();
  const unresolved = /* @__PURE__ */ new Set();
  let program;
  let frontend;
  let implementations;
  const openImplementations = (rootNames) => {
    const settings = implementationOptions(options);
    implementations = ts.createProgram({
      rootNames,
      options: settings,
      host: createHost(settings, implementationSources(sources2), /* @__PURE__ */ new Set()),
      ...(implementations ? { oldProgram: implementations } : {}),
    });
    return implementations;
  };
  return {
    open(files) {
      const given = isList(files) ? [] : [...files];
      sources2.overlay = new Map(given.map(([path, text]) => [absolutePath(path), text]));
      const rootNames = (isList(files) ? files : [...files.keys()]).map(absolutePath);
      if (program && frontend && unresolved.size === 0 && isCurrent(program, rootNames, sources2)) return frontend;
      program = ts.createProgram({
        rootNames,
        options,
        host: createHost(options, sources2, unresolved),
        ...(program ? { oldProgram: program } : {}),
      });
      let opened;
      const implemented = () => (opened ??= openImplementations(rootNames));
      frontend = createProgramFrontend(program, implemented, sources2);
      return frontend;
    },
  };
}
var isList = (files) => Array.isArray(files);
var isCurrent = (program, rootNames, sources2) =>
  rootNames.every((root2) => program.getSourceFile(root2) !== void 0) &&
  program.getSourceFiles().every((file) => sources2.isLibrary(file.fileName) || sources2.isCurrent(file));
function createHost(options, sources2, unresolved) {
  const directory = absolutePath(".");
  const canonical = (path) => (ts.sys.useCaseSensitiveFileNames ? path : path.toLowerCase());
  const wasUnresolved = new Set(unresolved);
  unresolved.clear();
  const host = {
    getSourceFile: (path, settings) => sources2.get(path, settings),
    getDefaultLibFileName: (settings) => `${libraryFolder}/${ts.getDefaultLibFileName(settings)}`,
    getDefaultLibLocation: () => libraryFolder,
    fileExists: sources2.exists,
    readFile: sources2.readText,
    directoryExists: sources2.directoryExists,
    getDirectories: (path) => ts.sys.getDirectories(path),
    ...(ts.sys.realpath ? { realpath: ts.sys.realpath } : {}),
    writeFile: () => void 0,
    getCurrentDirectory: () => directory,
    getCanonicalFileName: canonical,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getNewLine: () => "\n",
    hasInvalidatedResolutions: (path) => wasUnresolved.has(path),
    resolveModuleNameLiterals: (literals, containing, redirected, settings, file) =>
      literals.map((literal3) => {
        const mode = ts.getModeForUsageLocation(file, literal3, settings);
        const found = ts.resolveModuleName(literal3.text, containing, settings, host, cache, redirected, mode);
        if (!found.resolvedModule && literal3.text !== "cotangent") unresolved.add(canonical(containing));
        return found;
      }),
  };
  const cache = ts.createModuleResolutionCache(directory, canonical, options);
  return host;
}
function createProgramFrontend(program, implemented, sources2) {
  const checker = () => program.getTypeChecker();
  const sourceFile = (path) => {
    const absolute = absolutePath(path);
    return program.getSourceFile(absolute) ?? (isInstalled(absolute) ? implemented().getSourceFile(absolute) : void 0);
  };
  const isOnlyRun = (file) => program.getSourceFile(file.fileName) !== file;
  const checkerAt = (node) => (isOnlyRun(node.getSourceFile()) ? implemented().getTypeChecker() : checker());
  return {
    checker,
    sourceFile,
    typeOf: (node) => checkerAt(node).getTypeAtLocation(node),
    declarationOf(node) {
      const at2 = checkerAt(node);
      const symbol = symbolOf(node, at2);
      const found = symbol && declarationOfSymbol(symbol);
      if (at2 !== checker() || !(found ? isInstalledDeclaration(found) : comesFromElsewhere(node, at2))) return found;
      const running = symbolOf(node, implemented().getTypeChecker());
      return (running && declarationOfSymbol(running)) ?? found;
    },
    syntaxErrors(path) {
      const file = sourceFile(path);
      return file && !isOnlyRun(file) ? program.getSyntacticDiagnostics(file) : [];
    },
    userFiles: () =>
      program
        .getSourceFiles()
        .filter((file) => !file.isDeclarationFile && !sources2.isLibrary(file.fileName) && !isInstalled(file.fileName)),
    resolveImport(specifier) {
      const file = checkerAt(specifier).getSymbolAtLocation(specifier)?.declarations?.[0];
      return file && ts.isSourceFile(file) ? file : void 0;
    },
    exportsOf(file) {
      const at2 = checkerAt(file);
      const module = at2.getSymbolAtLocation(file);
      const found = /* @__PURE__ */ new Map();
      for (const symbol of module ? at2.getExportsOfModule(module) : []) {
        const target2 = symbol.flags & ts.SymbolFlags.Alias ? at2.getAliasedSymbol(symbol) : symbol;
        const declaration = declarationOfSymbol(target2);
        if (declaration) found.set(symbol.name, declaration);
      }
      return found;
    },
    options: () => program.getCompilerOptions(),
  };
}
function comesFromElsewhere(node, checker) {
  let first2 = node.parent !== void 0 && ts.isPropertyAccessExpression(node.parent) ? node.parent : node;
  while (ts.isPropertyAccessExpression(first2)) first2 = first2.expression;
  const symbol = ts.isIdentifier(first2) ? checker.getSymbolAtLocation(first2) : void 0;
  return symbol !== void 0 && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
}

// packages/transformer/src/plugins/prefilter.ts
var mentionsMarkers = (text) => text.includes('"cotangent"') || text.includes("'cotangent'");

// packages/transformer/src/frontend/frontend.ts
var spanOf = (node) => {
  const file = node.getSourceFile();
  return { file: file.fileName, start: node.getStart(file), end: node.getEnd() };
};

// packages/transformer/src/1-discover/numericTypes.ts
var discrete =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Void;
var unknownTypes = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.TypeParameter;
var discreteClasses = /^((Int|Uint)\d+(Clamped)?Array|Big(Int|Uint)64Array|(Readonly|Weak)?Set|RegExp|Date|Promise)$/;
var floatClasses = /^Float\d+Array$/;
function bearsNumbers(type, checker, seen = /* @__PURE__ */ new Set()) {
  if (type.flags & (unknownTypes | ts.TypeFlags.NumberLike)) return true;
  if (type.flags & discrete || seen.has(type)) return false;
  seen.add(type);
  if (type.isUnionOrIntersection()) return type.types.some((part) => bearsNumbers(part, checker, seen));
  if (type.getCallSignatures().length > 0) return false;
  const name = type.symbol?.name ?? "";
  if (floatClasses.test(name)) return true;
  if (discreteClasses.test(name)) return false;
  if (checker.isArrayType(type) || checker.isTupleType(type) || /^(Readonly)?Map$/.test(name)) {
    const parts2 = checker.getTypeArguments(type);
    return parts2.some((part) => bearsNumbers(part, checker, seen));
  }
  return checker
    .getPropertiesOfType(type)
    .some((field3) => bearsNumbers(checker.getTypeOfSymbol(field3), checker, seen));
}

// packages/transformer/src/1-discover/checkParameters.ts
var parametersOf = (declaration) => declaration.parameters.filter((parameter) => parameter.name.getText() !== "this");
function checkParameters({ marker, declaration, name, wrt = 0, at: at2 }, frontend, reporter) {
  const parameters2 = parametersOf(declaration);
  const differentiable = parameters2.flatMap((parameter, index) =>
    bearsNumbers(frontend.typeOf(parameter), frontend.checker()) ? [index] : [],
  );
  if (marker === "jvp") return differentiable;
  const related = [{ message: `${name} is defined here`, span: spanOf(declaration.name ?? declaration) }];
  let valid = true;
  for (const index of typeof wrt === "number" ? [wrt] : wrt) {
    const parameter = parameters2[index];
    if (!parameter) {
      const values = { index: String(index), name, count: counted(parameters2.length), choice: choice(parameters2) };
      reporter.report("wrtOutOfRange", spanOf(at2), values, related);
      valid = false;
    } else if (!differentiable.includes(index)) {
      const type = frontend.checker().typeToString(frontend.typeOf(parameter));
      const values = { index: String(index), parameter: parameter.name.getText(), name, type };
      reporter.report("wrtNotNumeric", spanOf(at2), values, related);
      valid = false;
    }
  }
  return valid ? wrt : void 0;
}
var counted = (count2) => (count2 === 0 ? "no parameters" : count2 === 1 ? "1 parameter" : `${count2} parameters`);
var choice = (parameters2) =>
  parameters2.length === 0
    ? "give the function a parameter that holds numbers"
    : `choose among ${parameters2.map((parameter, index) => `${index} (${parameter.name.getText()})`).join(", ")}`;

// packages/transformer/src/1-discover/checkResult.ts
function checkResult({ marker, declaration, name, at: at2 }, frontend, reporter) {
  const type = marker === "jvp" ? void 0 : nonNumericResult(declaration, frontend);
  if (type === void 0) return true;
  const related = [{ message: `${name} is defined here`, span: spanOf(declaration.name ?? declaration) }];
  reporter.report("resultNotNumber", spanOf(at2), { name, type, marker }, related);
  return false;
}
function nonNumericResult(declaration, frontend) {
  const checker = frontend.checker();
  const signature = checker.getSignatureFromDeclaration(declaration);
  if (!signature) return void 0;
  const result = checker.getReturnTypeOfSignature(signature);
  const parts2 = result.isUnion() ? result.types : [result];
  const mayBeNumber = parts2.some((part) => part.flags & (unknownTypes | ts.TypeFlags.NumberLike));
  return mayBeNumber ? void 0 : checker.typeToString(result, declaration);
}

// packages/transformer/src/1-discover/markers.ts
var runtimePackage = "cotangent";
var markers = ["grad", "valueAndGrad", "jvp"];
var isMarker = (name) => markers.includes(name);
var laterMarkers = [
  "vjp",
  "jacobian",
  "hessian",
  "hvp",
  "checkpoint",
  "checkpointedLoop",
  "implicitRoot",
  "fixedPoint",
  "customVjp",
  "customJvp",
  "partials",
];
var isLaterMarker = (name) => laterMarkers.includes(name);
var importsOf = (file) => file.statements.filter(ts.isImportDeclaration);
var isRuntime = (specifier) =>
  specifier !== void 0 && ts.isStringLiteralLike(specifier) && specifier.text === runtimePackage;
function findBindings(file) {
  const found = [];
  for (const declaration of importsOf(file)) {
    const clause = declaration.importClause;
    if (!isRuntime(declaration.moduleSpecifier) || !clause || clause.isTypeOnly || !clause.namedBindings) continue;
    if (ts.isNamespaceImport(clause.namedBindings)) {
      const specifier = clause.namedBindings;
      found.push({ exported: void 0, local: specifier.name, specifier, declaration });
      continue;
    }
    for (const specifier of clause.namedBindings.elements) {
      if (specifier.isTypeOnly) continue;
      const exported = (specifier.propertyName ?? specifier.name).text;
      found.push({ exported, local: specifier.name, specifier, declaration });
    }
  }
  return found;
}
var findReexports = (file) =>
  file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly || !isRuntime(statement.moduleSpecifier)) return [];
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) return [];
    return clause.elements.filter((element) => isMarker((element.propertyName ?? element.name).text));
  });

// packages/transformer/src/1-discover/findUses.ts
function findUses(file, checker) {
  const byName = new Map(findBindings(file).map((binding) => [binding.local.text, binding]));
  const found = [];
  const visit2 = (node) => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) {
      const binding = byName.get(node.text);
      if (binding && isUseOf(node, binding, checker)) found.push(describe(node, binding));
    }
    ts.forEachChild(node, visit2);
  };
  visit2(file);
  return found;
}
function isUseOf(node, binding, checker) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : ts.isExportSpecifier(parent)
      ? checker.getExportSpecifierLocalTargetSymbol(parent)
      : checker.getSymbolAtLocation(node);
  return symbol?.declarations?.includes(binding.specifier) ?? false;
}
function describe(node, binding) {
  const { parent } = node;
  const isProperty = binding.exported === void 0 && ts.isPropertyAccessExpression(parent);
  const expression = isProperty ? parent : node;
  let outer = expression;
  while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const isCalled2 = ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
  return {
    exported: binding.exported ?? (isProperty ? parent.name.text : binding.local.text),
    binding,
    node: expression,
    call: isCalled2 ? outer.parent : void 0,
  };
}

// packages/transformer/src/1-discover/functionName.ts
function functionName(declaration, call2) {
  if (declaration.name && ts.isIdentifier(declaration.name)) return declaration.name.text;
  return nameOfTarget(declaration) ?? (call2 && nameOfTarget(call2)) ?? "f";
}
function nameOfTarget(node) {
  let { parent } = node;
  while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) {
    parent = parent.parent;
  }
  if (!ts.isVariableDeclaration(parent) && !ts.isPropertyAssignment(parent)) return void 0;
  return ts.isIdentifier(parent.name) ? parent.name.text : void 0;
}

// packages/transformer/src/1-discover/importCycles.ts
function findImportCycle(file, resolve7) {
  const queue = references(file).map((first2) => ({ first: first2, files: [file] }));
  const seen = /* @__PURE__ */ new Set();
  const next = new Map(queue.map((path) => [path, target(path.first, resolve7)]));
  for (const path of queue) {
    const reached = next.get(path);
    if (!reached || reached.isDeclarationFile) continue;
    if (reached === file) return path;
    if (seen.has(reached)) continue;
    seen.add(reached);
    for (const reference of references(reached)) {
      const longer = { first: path.first, files: [...path.files, reached] };
      next.set(longer, target(reference, resolve7));
      queue.push(longer);
    }
  }
  return void 0;
}
function findReexportCycle(name, reference, resolve7) {
  const path = [];
  let wanted = name;
  let from = reference;
  while (from) {
    const file = target(from, resolve7);
    if (!file) return void 0;
    const start = path.indexOf(file);
    if (start >= 0) return path.slice(start);
    path.push(file);
    const passed = findReexport(file, wanted);
    from = passed?.declaration;
    wanted = passed?.name ?? wanted;
  }
  return void 0;
}
function findReexport(file, name) {
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) continue;
    const element = clause.elements.find((candidate) => candidate.name.text === name);
    if (element) return { declaration: statement, name: (element.propertyName ?? element.name).text };
  }
  return void 0;
}
var references = (file) =>
  file.statements.filter(
    (statement) =>
      (ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly) ||
      (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== void 0 && !statement.isTypeOnly),
  );
var target = (reference, resolve7) =>
  reference.moduleSpecifier &&
  ts.isStringLiteralLike(reference.moduleSpecifier) &&
  reference.moduleSpecifier.text !== runtimePackage
    ? resolve7(reference.moduleSpecifier)
    : void 0;
function reachableFiles(file, resolve7) {
  const found = /* @__PURE__ */ new Set([file]);
  for (const from of found) {
    for (const reference of references(from)) {
      const reached = target(reference, resolve7);
      const isOwn = reached && !reached.isDeclarationFile && !reached.fileName.includes("/node_modules/");
      if (isOwn) found.add(reached);
    }
  }
  return [...found];
}

// packages/transformer/src/1-discover/resolveCallee.ts
var unreadable = (reason, at2) => ({ kind: "unreadable", reason, at: at2 });
function skipOuter(expression) {
  let inner2 = expression;
  while (
    ts.isParenthesizedExpression(inner2) ||
    ts.isAsExpression(inner2) ||
    ts.isSatisfiesExpression(inner2) ||
    ts.isNonNullExpression(inner2) ||
    ts.isTypeAssertionExpression(inner2)
  ) {
    inner2 = inner2.expression;
  }
  return inner2;
}
function resolveCallee(expression, frontend) {
  return resolve2(skipOuter(expression), frontend, /* @__PURE__ */ new Set());
}
function resolve2(expression, frontend, seen) {
  if (ts.isArrowFunction(expression) || ts.isFunctionExpression(expression)) {
    return { kind: "function", declaration: expression };
  }
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) {
    const declaration = frontend.declarationOf(expression);
    if (!declaration) return unreadable(`${expression.getText()} is not defined in any file that can be read`);
    return resolveDeclaration(declaration, frontend, seen);
  }
  return unreadable("which function it is, is known only at run time", expression);
}
var resolveFunction = (declaration, frontend) => resolveDeclaration(declaration, frontend, /* @__PURE__ */ new Set());
function resolveDeclaration(declaration, frontend, seen) {
  if (seen.has(declaration)) return unreadable("it is defined by itself", declaration);
  seen.add(declaration);
  if (declaration.getSourceFile().isDeclarationFile) return unreadable("only its type is declared", declaration);
  if (ts.isFunctionDeclaration(declaration)) {
    return declaration.body
      ? { kind: "function", declaration }
      : unreadable("its declaration has no body", declaration);
  }
  if (ts.isVariableDeclaration(declaration)) {
    if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) {
      return unreadable(
        `${declaration.name.getText()} may be given another function; declare it with const`,
        declaration,
      );
    }
    if (declaration.initializer) return resolve2(skipOuter(declaration.initializer), frontend, seen);
    return unreadable("its declaration has no body", declaration);
  }
  if (ts.isExportAssignment(declaration)) return resolve2(skipOuter(declaration.expression), frontend, seen);
  if (ts.isParameter(declaration)) {
    return unreadable(`${declaration.name.getText()} is a parameter, known only at run time`, declaration);
  }
  if (ts.isBindingElement(declaration)) return unreadable("it is taken out of an object at run time", declaration);
  if (ts.isClassDeclaration(declaration)) return unreadable("it is a class", declaration);
  if (isMember(declaration)) {
    return unreadable("it is a property of an object, which may be given another function", declaration);
  }
  return unreadable("its declaration has no body", declaration);
}
var isMember = (declaration) =>
  ts.isClassElement(declaration) || ts.isObjectLiteralElementLike(declaration) || ts.isTypeElement(declaration);

// packages/transformer/src/1-discover/readOptions.ts
var known = { grad: ["wrt"], valueAndGrad: ["wrt"], jvp: [] };
var later = {
  grad: ["aux", "into"],
  valueAndGrad: ["aux", "into"],
  jvp: ["wrt"],
};
function readOptions(call2, marker, reporter) {
  const [, argument2, extra] = call2.arguments;
  const none3 = { wrt: void 0, wrtNode: void 0 };
  if (argument2 === void 0) return none3;
  const literal3 = skipOuter(argument2);
  if (!ts.isObjectLiteralExpression(literal3) || extra) {
    reporter.report("optionsNotLiteral", spanOf(extra ?? argument2), { marker });
    return void 0;
  }
  let options = none3;
  for (const property of literal3.properties) {
    const name =
      property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
        ? property.name.text
        : void 0;
    if (name === void 0 || !ts.isPropertyAssignment(property)) {
      reporter.report("optionsNotLiteral", spanOf(property), { marker });
      options = void 0;
    } else if (later[marker].includes(name)) {
      reporter.report("notInThisVersion", spanOf(property), { feature: `the option ${name} of ${marker}` });
      options = void 0;
    } else if (!known[marker].includes(name)) {
      const list = known[marker].join(", ") || "none";
      reporter.report("optionUnknown", spanOf(property), { marker, option: name, known: list });
      options = void 0;
    } else {
      const wrt = readWrt(skipOuter(property.initializer));
      if (wrt === void 0) reporter.report("wrtInvalid", spanOf(property.initializer));
      options = wrt === void 0 ? void 0 : options && { wrt, wrtNode: property.initializer };
    }
  }
  return options;
}
function readWrt(value) {
  if (!ts.isArrayLiteralExpression(value)) return readInteger(value);
  const indices = value.elements.map((element) => readInteger(skipOuter(element)));
  const whole = indices.filter((index) => index !== void 0);
  return whole.length === indices.length && whole.length > 0 && new Set(whole).size === whole.length ? whole : void 0;
}
function readInteger(value) {
  if (ts.isPrefixUnaryExpression(value) && value.operator === ts.SyntaxKind.MinusToken) {
    const positive2 = readInteger(value.operand);
    return positive2 === void 0 ? void 0 : -positive2;
  }
  if (!ts.isNumericLiteral(value)) return void 0;
  const number3 = Number(value.text);
  return Number.isInteger(number3) ? number3 : void 0;
}

// packages/transformer/src/1-discover/discover.ts
function discover(file, frontend, reporter) {
  const uses2 = findUses(file, frontend.checker());
  const derivatives = /* @__PURE__ */ new Map();
  for (const use of uses2) {
    const found = readUse(use, uses2, frontend, reporter);
    if (!found) continue;
    const { fileName } = found.declaration.getSourceFile();
    const key = JSON.stringify([found.marker, found.wrt, found.declaration.pos, fileName]);
    const known2 = derivatives.get(key);
    derivatives.set(key, known2 ? { ...known2, calls: [...known2.calls, ...found.calls] } : found);
  }
  for (const element of findReexports(file)) {
    reporter.report("markerNotCalled", spanOf(element), { marker: (element.propertyName ?? element.name).text });
  }
  return { derivatives: [...derivatives.values()], uses: uses2 };
}
function readUse(use, uses2, frontend, reporter) {
  const { exported: marker, call: call2 } = use;
  if (isLaterMarker(marker)) {
    reporter.report("notInThisVersion", spanOf(use.node), { feature: marker });
    return void 0;
  }
  if (!isMarker(marker)) return void 0;
  if (!call2) {
    reporter.report("markerNotCalled", spanOf(use.node), { marker });
    return void 0;
  }
  const [argument2] = call2.arguments;
  if (!argument2) {
    reporter.report("markerWithoutFunction", spanOf(call2), { marker });
    return void 0;
  }
  const callee = resolveCallee(argument2, frontend);
  const options = readOptions(call2, marker, reporter);
  if (callee.kind === "unreadable") {
    reportUnreadable(marker, argument2, callee, uses2, frontend, reporter);
    return void 0;
  }
  const { declaration } = callee;
  const name = functionName(declaration, call2);
  if (!options) return void 0;
  const request = { marker, declaration, name };
  const at2 = options.wrtNode ?? argument2;
  const wrt = checkParameters({ ...request, wrt: options.wrt, at: at2 }, frontend, reporter);
  const returns = checkResult({ ...request, at: argument2 }, frontend, reporter);
  return wrt === void 0 || !returns ? void 0 : { ...request, wrt, calls: [call2] };
}
function reportUnreadable(marker, argument2, callee, uses2, frontend, reporter) {
  const inner2 = uses2.find((use) => use.call !== void 0 && use.call === callee.at && isMarker(use.exported));
  if (inner2) {
    reporter.report("nestedMarker", spanOf(argument2), { marker, inner: inner2.exported });
    return;
  }
  const cycle = reexportCycle(skipOuter(argument2), frontend);
  if (cycle) {
    const names2 = [...cycle, cycle[0]].map((file) => shortName(file.fileName)).join(" \u2192 ");
    reporter.report("cyclicReexport", spanOf(argument2), { name: argument2.getText(), cycle: names2 });
    return;
  }
  const isElsewhere2 = callee.at !== void 0 && callee.at !== skipOuter(argument2);
  const related = isElsewhere2 ? [{ message: "it is declared here", span: spanOf(callee.at) }] : [];
  reporter.report("calleeUnreadable", spanOf(argument2), { marker, reason: callee.reason }, related);
}
function reexportCycle(callee, frontend) {
  const symbol = ts.isIdentifier(callee) ? frontend.checker().getSymbolAtLocation(callee) : void 0;
  const specifier = symbol?.declarations?.find(ts.isImportSpecifier);
  const declaration = specifier?.parent.parent.parent;
  if (!declaration || !ts.isImportDeclaration(declaration)) return void 0;
  const name = (specifier.propertyName ?? specifier.name).text;
  return findReexportCycle(name, declaration, frontend.resolveImport);
}
var shortName = (path) => path.slice(path.lastIndexOf("/") + 1);

// packages/transformer/src/diagnostics/catalogue/differentiate.ts
var differentiate = {
  activeModuleState: {
    code: "CT3001",
    message: "{name} is module state, and an active value is stored in it",
    remedy: "pass {name} as an argument, or make it local",
  },
};

// packages/transformer/src/diagnostics/catalogue/discover.ts
var discover2 = {
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
    remedy: "choose a parameter that holds numbers, with { wrt: \u2026 }",
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
  notInThisVersion: {
    code: "CT1009",
    message: "{feature} is not in this version",
    remedy: "this version has grad, valueAndGrad and jvp, with the option wrt for the first two",
  },
  nestedMarker: {
    code: "CT1010",
    message: "{marker} of the result of {inner}: nested derivatives are not in this version",
    remedy: "differentiate a function that has a body of its own",
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
    message: "{name} in {file} is read by the derivative, and is not exported",
    remedy: "export it from {file}, or pass it as an argument",
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
  internalError: {
    code: "CT1016",
    message: "the compiler failed on {marker}({name}): {message}",
    remedy: "this is a fault of the compiler, not of your program: please report it with the text of {name}",
  },
};

// packages/transformer/src/diagnostics/catalogue/lower.ts
var lower = {
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
    message: "a generator cannot be differentiated",
    remedy: "write the iteration as a loop",
  },
  exceptionHandling: {
    code: "CT2004",
    message: "try, catch and finally cannot be differentiated",
    remedy: "test for the failing case with if, and handle exceptions where the derivative is called",
  },
  classUse: {
    code: "CT2005",
    message: "{name} cannot be differentiated: classes are not supported",
    remedy: "use plain objects and functions",
  },
  unknownCall: {
    code: "CT2006",
    message: "{name} has no derivative that is known",
    remedy: "compute its result before, and pass it as an argument, or write the computation out",
  },
  hostOutput: {
    code: "CT2007",
    message: "{name} has an effect outside the program",
    remedy: "remove it from the differentiated function",
  },
  unknownFunctionValue: {
    code: "CT2008",
    message: "it is not known at build time which function this is",
    remedy:
      "write a function literal or the name of a function; do not store functions, reassign them or choose between them",
  },
  stringOperation: {
    code: "CT2009",
    message: "text cannot be computed here",
    remedy: "strings may only be compared; build texts outside the differentiated function",
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
  unknownCondition: {
    code: "CT2018",
    message: "the truth of {type} is not known",
    remedy: "compare explicitly",
  },
  mixedComparison: {
    code: "CT2019",
    message: "{left} is compared with {right}",
    remedy: "compare values of one type",
  },
  nullishComparison: {
    code: "CT2020",
    message: "a value is tested for undefined or null",
    remedy: "compare the index with the length, or use a field that is always present",
  },
  nullValue: {
    code: "CT2021",
    message: "null cannot be used here",
    remedy: "use an empty array or a number that stands for nothing",
  },
  optionalChaining: {
    code: "CT2022",
    message: "optional access (?.) cannot be differentiated",
    remedy: "use a value that is always present, and access it with a dot",
  },
  sparseArray: {
    code: "CT2023",
    message: "an array with holes cannot be differentiated",
    remedy: "fill it: new Array(n).fill(0), or Array.from({ length: n }, (_, i) => \u2026)",
  },
  lengthAssignment: {
    code: "CT2024",
    message: "the length of an array is assigned",
    remedy: "only length = 0 is supported; use push, pop or slice",
  },
  unknownSpread: {
    code: "CT2025",
    message: "what is spread here is not known at build time",
    remedy: "write the elements, the fields or the arguments out, or use a loop",
  },
  reassignedModuleBinding: {
    code: "CT2026",
    message: "{name} is a module-level variable that is reassigned",
    remedy: "declare it with const, or pass it as an argument",
  },
  assignedModuleBinding: {
    code: "CT2027",
    message: "{name} is assigned, and it is not local",
    remedy: "return the value instead of assigning it",
  },
  capturedLocal: {
    code: "CT2028",
    message: "{name} is a local of an enclosing function",
    remedy: "pass it as an argument, or move it to module level",
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
  destructuringDefault: {
    code: "CT2036",
    message: "a default for an array element depends on the length",
    remedy: "compare the index with the length",
  },
  arrayBufferView: {
    code: "CT2037",
    message: "a typed array over a buffer cannot be differentiated",
    remedy: "create it with a length, or from an array",
  },
  thrownValue: {
    code: "CT2038",
    message: "this value cannot be thrown from a differentiated function",
    remedy: "throw one of JavaScript's own errors, with a message",
  },
  markerInside: {
    code: "CT2039",
    message: "{name} is used inside a differentiated function",
    remedy: "derivatives of derivatives are not supported in this version: call the marker outside",
  },
  endlessSpecialization: {
    code: "CT2040",
    message: "{name} is called with ever new types",
    remedy: "call it with arguments of the same types in every recursion",
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
};

// packages/transformer/src/diagnostics/catalogue/index.ts
var catalogue = { ...discover2, ...lower, ...differentiate };

// packages/transformer/src/diagnostics/report.ts
var Reporter = class {
  diagnostics = [];
  report(name, span, values = {}, related = []) {
    const entry = catalogue[name];
    const diagnostic = {
      name,
      code: entry.code,
      severity: "severity" in entry ? entry.severity : "error",
      message: fill(entry.message, values),
      remedy: fill(entry.remedy, values),
      span,
      related,
    };
    this.add(diagnostic);
  }
  /** Takes over a finding of another reporter. */
  add(diagnostic) {
    if (!this.diagnostics.some((other) => same(other, diagnostic))) this.diagnostics.push(diagnostic);
  }
  get failed() {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === "error");
  }
};
var fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
var same = (a, b) =>
  a.code === b.code &&
  a.message === b.message &&
  a.span?.file === b.span?.file &&
  a.span?.start === b.span?.start &&
  a.span?.end === b.span?.end;

// packages/transformer/src/1-discover/planExports.ts
function planExports(file, { marker, wrt, names: names2 }, frontend, reporter) {
  const exported = frontend.exportsOf(file);
  return (names2 ?? [...exported.keys()]).flatMap((exportName) => {
    const declared = exported.get(exportName);
    if (!declared) {
      const known2 = [...exported.keys()].join(", ") || "there are none";
      const values = { file: shortName(file.fileName), name: exportName, known: known2 };
      reporter.report("nothingToDerive", { file: file.fileName, start: 0, end: 0 }, values);
      return [];
    }
    const callee = resolveFunction(declared, frontend);
    if (callee.kind === "unreadable") {
      if (names2) reporter.report("calleeUnreadable", spanOf(declared), { marker, reason: callee.reason });
      return [];
    }
    const { declaration } = callee;
    const name = exportName === "default" ? functionName(declaration) : exportName;
    const request = { marker, declaration, name, at: declaration.name ?? declared };
    const findings = names2 ? reporter : new Reporter();
    const parameters2 = checkParameters({ ...request, wrt }, frontend, findings);
    const returns = checkResult(request, frontend, findings);
    const isDerivable =
      parameters2 !== void 0 && returns && (typeof parameters2 === "number" || parameters2.length > 0);
    return isDerivable ? [{ marker, declaration, name, wrt: parameters2, calls: [] }] : [];
  });
}

// packages/transformer/src/6-emit/splice/imports.ts
function editImports(file, bindings, isUsed, needed) {
  const declarations = new Set(bindings.map((binding) => binding.declaration));
  const edits = [];
  let addition = printImports(needed);
  for (const declaration of declarations) {
    const own = bindings.filter((binding) => binding.declaration === declaration);
    const unused = new Set(own.filter((binding) => !isUsed(binding)).map((binding) => binding.specifier));
    const edit = removeSpecifiers(file, declaration, unused);
    if (!edit) continue;
    edits.push(edit.text === "" && addition !== "" ? { ...edit, end: declaration.end, text: addition } : edit);
    if (edit.text === "") addition = "";
  }
  if (addition !== "") {
    const at2 = importsOf(file)[0]?.getStart(file) ?? 0;
    edits.push({
      start: at2,
      end: at2,
      text: `${addition}
`,
    });
  }
  return edits;
}
function removeSpecifiers(file, declaration, unused) {
  if (unused.size === 0) return void 0;
  const clause = declaration.importClause;
  const named3 = clause.namedBindings;
  const kept = ts.isNamedImports(named3) ? named3.elements.filter((element) => !unused.has(element)) : [];
  if (kept.length > 0) {
    const text = `{ ${kept.map((element) => element.getText(file)).join(", ")} }`;
    return { start: named3.getStart(file), end: named3.end, text };
  }
  if (clause.name) return { start: clause.getStart(file), end: clause.end, text: clause.name.text };
  return { start: declaration.getStart(file), end: endOfLine(file.text, declaration.end), text: "" };
}
var endOfLine = (text, end) => {
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200));
  return rest ? end + rest[0].length : end;
};
function printImports(needed) {
  const byModule = /* @__PURE__ */ new Map();
  for (const one2 of needed) byModule.set(one2.from, [...(byModule.get(one2.from) ?? []), one2]);
  return [...byModule]
    .map(([from, list]) => {
      const names2 = list.map(({ name, alias }) => (name === alias ? name : `${name} as ${alias}`));
      return `import { ${names2.join(", ")} } from ${JSON.stringify(from)};`;
    })
    .join("\n");
}

// packages/transformer/src/6-emit/splice/stripTypes.ts
import MagicString from "magic-string";

function stripTypes(code) {
  const file = ts.createSourceFile("generated.ts", code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString(code);
  const removeArguments = (list) => {
    if (list) text.remove(list.pos - 1, code.indexOf(">", list.end) + 1);
  };
  const visit2 = (node) => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      text.remove(node.getFullStart(), node.end);
      return;
    }
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      text.remove(node.expression.end, node.end);
      visit2(node.expression);
      return;
    }
    if (ts.isNonNullExpression(node)) text.remove(node.end - 1, node.end);
    if (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isFunctionLike(node)) {
      if (node.type) text.remove(code.lastIndexOf(":", node.type.getStart(file)), node.type.end);
    }
    if (ts.isFunctionLike(node)) removeArguments(node.typeParameters);
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) removeArguments(node.typeArguments);
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) visit2(child);
    });
  };
  visit2(file);
  return text.toString().trimStart();
}

// packages/transformer/src/6-emit/splice.ts
import { dirname as dirname2, relative } from "node:path";
import MagicString2, { SourceMap } from "magic-string";

// packages/transformer/src/6-emit/splice/lines.ts
var lineStarts = (text) => {
  const starts = [0];
  for (let at2 = text.indexOf("\n"); at2 >= 0; at2 = text.indexOf("\n", at2 + 1)) starts.push(at2 + 1);
  return starts;
};
function lineAt(starts, offset2) {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= offset2) low = middle;
    else high = middle;
  }
  return low;
}

// packages/transformer/src/6-emit/splice.ts
function splice(input) {
  const text = new MagicString2(input.source);
  for (const { start, end, text: replacement } of outermost(input.edits)) {
    if (start === end) text.appendLeft(start, replacement);
    else if (replacement === "") text.remove(start, end);
    else text.update(start, end, replacement);
  }
  const own = input.fileName.slice(input.fileName.lastIndexOf("/") + 1);
  const decoded = text.generateDecodedMap({ source: own, hires: "boundary", includeContent: true });
  const userCode = text.toString();
  const gap = userCode === "" || userCode.endsWith("\n") ? "\n" : "\n\n";
  const sources2 = { paths: [own], texts: [input.source], lines: /* @__PURE__ */ new Map() };
  const firstLine = count(userCode + gap, "\n");
  const mappings = [...decoded.mappings];
  for (const mapping of inOrder(input.mappings)) {
    const segment = locate(mapping, sources2, input);
    if (!segment) continue;
    while (mappings.length <= firstLine + mapping.line) mappings.push([]);
    mappings[firstLine + mapping.line].push(segment);
  }
  const map2 = new SourceMap({
    file: own,
    sources: [...sources2.paths],
    sourcesContent: [...sources2.texts],
    names: [],
    mappings,
  });
  return { code: input.generated === "" ? userCode : userCode + gap + input.generated, map: map2 };
}
var outermost = (edits) => edits.filter((edit) => !edits.some((other) => contains(other, edit)));
var contains = (outer, inner2) =>
  outer.start <= inner2.start && inner2.end <= outer.end && inner2.end - inner2.start < outer.end - outer.start;
function locate({ column, span }, sources2, input) {
  let source = sources2.lines.get(span.file);
  if (!source) {
    const isOwn = span.file === input.fileName;
    const content = isOwn ? input.source : input.textOf(span.file);
    if (content === void 0) return void 0;
    const index = isOwn
      ? 0
      : sources2.paths.push(relative(dirname2(input.fileName), span.file).replaceAll("\\", "/")) - 1;
    sources2.texts[index] = content;
    source = { index, starts: lineStarts(content) };
    sources2.lines.set(span.file, source);
  }
  const line = lineAt(source.starts, span.start);
  return [column, source.index, line, span.start - source.starts[line]];
}
var inOrder = (mappings) => [...mappings].sort((a, b) => a.line - b.line || a.column - b.column);
var count = (text, part) => text.split(part).length - 1;

// packages/transformer/src/ir/build.ts
var createIds = () => ({ value: 0, scope: 0, variable: 0, label: 0, function: 0, type: 0 });
var newValue = (ids, type, options = {}) => ({
  kind: "value",
  id: ids.value++,
  type,
  name: options.name,
  linear: options.linear ?? false,
  span: options.span,
});
var newScope = (ids) => ids.scope++;
var newLabel = (ids) => ids.label++;
var newVariable = (ids, name, type, span) => ({
  id: ids.variable++,
  name,
  type,
  span,
});
var newFunctionRef = (ids, name) => ({ id: ids.function++, name });
var numberType = { kind: "number" };
var booleanType = { kind: "boolean" };
var stringType = { kind: "string" };
var undefinedType = { kind: "undefined" };
var opaqueType = { kind: "opaque" };
var constant = (value, text) => (text === void 0 ? { kind: "constant", value } : { kind: "constant", value, text });
var zero = constant(0);
var one = constant(1);
var isConstant = (atom, ...values) =>
  atom.kind === "constant" && (values.length === 0 || values.some((value) => Object.is(atom.value, value)));
var sameAtom = (a, b) =>
  a === b || (a.kind === "constant" && b.kind === "constant" && Object.is(a.value, b.value) && a.text === b.text);
var indexKey = (index) => ({ kind: "index", index });
var fieldKey = (name) => ({ kind: "field", name });
var letValue = (value, operation, linear = false) => ({
  kind: "let",
  value,
  operation,
  linear,
});
var primitive = (name, ...args) => ({
  kind: "primitive",
  name,
  args,
});
var isReference = (type) => type.kind === "array" || type.kind === "tuple" || type.kind === "record";
var atomType = (atom) => {
  if (atom.kind === "value") return atom.type;
  switch (typeof atom.value) {
    case "number":
      return numberType;
    case "boolean":
      return booleanType;
    case "string":
      return stringType;
    default:
      return undefinedType;
  }
};
var BlockBuilder = class {
  constructor(ids) {
    this.ids = ids;
  }
  ids;
  statements = [];
  /** Where what is defined from here on came from, unless it says so itself. */
  span;
  push(...statements) {
    this.statements.push(...statements);
  }
  /** Defines a new value by an operation and returns it. */
  define(type, operation, options = {}) {
    const value = newValue(this.ids, type, { ...options, span: options.span ?? this.span });
    this.statements.push(letValue(value, operation, options.inLinearProgram ?? false));
    return value;
  }
  primitive(name, args, type = numberType, options = {}) {
    return this.define(type, { kind: "primitive", name, args }, options);
  }
  get block() {
    return this.statements;
  }
};

// packages/transformer/src/context.ts
var allOptimizations = {
  simplify: true,
  hoist: true,
  inline: true,
  scalarReplace: true,
  fuse: true,
  minimumCut: true,
  recompute: true,
  pool: true,
};
var createContext = (frontend, optimizations = {}) => ({
  ids: createIds(),
  frontend,
  reporter: new Reporter(),
  optimizations: { ...allOptimizations, ...optimizations },
});

// packages/transformer/src/diagnostics/internal.ts
var InternalError = class extends Error {
  constructor(pass, functionName4, span, cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const subject = functionName4 === void 0 ? "" : ` of ${functionName4}`;
    const place = span === void 0 ? "" : ` (${placeOf(span)})`;
    super(
      `Cotangent failed in the pass ${pass}${subject}${place}: ${reason}
This is an error in the compiler, not in your program. Please report it with the source of the function and this message.`,
    );
    this.pass = pass;
    this.functionName = functionName4;
    this.span = span;
    this.cause = cause;
  }
  pass;
  functionName;
  span;
  cause;
  name = "InternalError";
};
function placeOf(span) {
  const text = ts.sys.readFile(span.file);
  if (text === void 0 || text.length < span.start) return `${span.file}, offset ${span.start}`;
  return `${span.file}:${text.slice(0, span.start).split("\n").length}`;
}

// packages/transformer/src/ir/type.ts
function resolveType(type) {
  let present = type;
  while (present.kind === "variable" && present.binding !== void 0) present = present.binding;
  return present;
}
var fieldOf = (type, name) => type.fields.find((field3) => field3.name === name);
function typesEqual(a, b) {
  return compare(a, b, new Assumptions(), () => false);
}
function unifyTypes(a, b) {
  const bound = [];
  const bind = (variable2, type) => {
    if (occurs(variable2, type, /* @__PURE__ */ new Set())) return false;
    variable2.binding = type;
    bound.push(variable2);
    return true;
  };
  if (compare(a, b, new Assumptions(), bind)) return true;
  for (const variable2 of bound) variable2.binding = void 0;
  return false;
}
var Assumptions = class {
  pairs = /* @__PURE__ */ new Map();
  /** True if the pair was assumed before. */
  assume(a, b) {
    const partners = this.pairs.get(a) ?? /* @__PURE__ */ new Set();
    if (partners.has(b)) return true;
    this.pairs.set(a, partners.add(b));
    return false;
  }
};
function compare(first2, second, assumed, bind) {
  const a = resolveType(first2);
  const b = resolveType(second);
  if (a === b) return true;
  if (a.kind === "variable") return bind(a, b);
  if (b.kind === "variable") return bind(b, a);
  switch (a.kind) {
    case "array":
      return b.kind === "array" && a.storage === b.storage && compare(a.element, b.element, assumed, bind);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, i) => compare(element, b.elements[i], assumed, bind))
      );
    case "record":
      if (b.kind !== "record" || a.fields.length !== b.fields.length) return false;
      if (assumed.assume(a, b)) return true;
      return a.fields.every((field3) => {
        const other = fieldOf(b, field3.name);
        return other !== void 0 && compare(field3.type, other.type, assumed, bind);
      });
    default:
      return a.kind === b.kind;
  }
}
function occurs(variable2, type, seen) {
  const present = resolveType(type);
  if (present === variable2) return true;
  if (seen.has(present)) return false;
  seen.add(present);
  return parts(present).some((part) => occurs(variable2, part, seen));
}
var parts = (type) => {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "tuple":
      return type.elements;
    case "record":
      return type.fields.map((field3) => field3.type);
    default:
      return [];
  }
};
function typeSettler(unknown) {
  const settled = /* @__PURE__ */ new Map();
  const settle = (type) => {
    const present = resolveType(type);
    const known2 = settled.get(present);
    if (known2 !== void 0) return known2;
    const fresh = rebuild3(present);
    settled.set(present, fresh);
    return fresh;
  };
  const rebuild3 = (type) => {
    switch (type.kind) {
      case "variable":
        return unknown;
      case "array":
        return { ...type, element: settle(type.element) };
      case "tuple":
        return { ...type, elements: type.elements.map(settle) };
      case "record": {
        const fields = [];
        const record = { ...type, fields };
        settled.set(type, record);
        for (const field3 of type.fields) fields.push({ name: field3.name, type: settle(field3.type) });
        return record;
      }
      default:
        return type;
    }
  };
  return settle;
}
function typeKey(type) {
  const open = [];
  const key = (part) => {
    const present = resolveType(part);
    switch (present.kind) {
      case "variable":
        return `?${present.id}`;
      case "array":
        return `${present.storage}<${key(present.element)}>`;
      case "tuple":
        return `[${present.elements.map(key).join(",")}]`;
      case "record": {
        const depth = open.indexOf(present);
        if (depth >= 0) return `^${open.length - depth}`;
        open.push(present);
        const fields = present.fields.map((field3) => `${field3.name}:${key(field3.type)}`);
        open.pop();
        return `{${fields.join(",")}}`;
      }
      default:
        return present.kind;
    }
  };
  return key(type);
}
function typeText(type, depth = 0) {
  const present = resolveType(type);
  switch (present.kind) {
    case "variable":
      return "unknown";
    case "array":
      return present.storage === "Array" ? arrayText(typeText(present.element, depth + 1)) : present.storage;
    case "tuple":
      return `[${present.elements.map((element) => typeText(element, depth + 1)).join(", ")}]`;
    case "record":
      if (present.name !== void 0) return present.name;
      if (depth > 2) return "{ \u2026 }";
      return `{ ${present.fields.map((field3) => `${field3.name}: ${typeText(field3.type, depth + 1)}`).join("; ")} }`;
    default:
      return present.kind;
  }
}
var arrayText = (element) => (/^[\w.[\]{]/.test(element) ? `${element}[]` : `(${element})[]`);

// packages/transformer/src/ir/walk.ts
var keyAtoms = (key) => (key.kind === "index" ? [key.index] : []);
var some = (...atoms) => atoms.filter((atom) => atom !== void 0);
function operands(operation) {
  switch (operation.kind) {
    case "primitive":
    case "opaque":
      return operation.args;
    case "linear":
      return operation.terms.flatMap((term) => [term.coefficient, term.tangent]);
    case "load":
      return [operation.base, ...keyAtoms(operation.key)];
    case "length":
      return [operation.base];
    case "makeArray":
      return operation.elements;
    case "makeRecord":
      return operation.fields.map((field3) => field3.value);
    case "newArray":
      return some(operation.length, operation.fill);
    case "slice":
      return some(operation.base, operation.start, operation.end);
    case "zerosLike":
      return [operation.of];
    case "tapeAlloc":
      return some(operation.capacity);
    case "tapeLoad":
      return [operation.tape, operation.position];
    case "read":
    case "global":
      return [];
  }
}
function uses(statement) {
  switch (statement.kind) {
    case "let":
      return operands(statement.operation);
    case "store":
    case "accumulate":
      return [statement.base, ...keyAtoms(statement.key), statement.value];
    case "fill":
      return some(statement.base, statement.value, statement.start, statement.end);
    case "resize":
      return [statement.base, statement.length];
    case "tapeStore":
      return [statement.tape, statement.position, statement.value];
    case "if":
      return [statement.condition, ...statement.results.flatMap((result) => [result.then, result.else])];
    case "for":
      return [statement.from, statement.to, ...statement.carried.flatMap((carried) => [carried.initial, carried.next])];
    case "while":
      return [statement.condition.test, ...statement.carried.flatMap((carried) => [carried.initial, carried.next])];
    case "call":
    case "throw":
      return statement.args;
    case "assign":
      return [statement.value];
    case "loop":
      return [statement.condition.test];
    case "exit":
      return some(statement.value);
    case "labelled":
    case "note":
      return [];
  }
}
function definitions(statement) {
  switch (statement.kind) {
    case "let":
      return [statement.value];
    case "if":
      return statement.results.map((result) => result.value);
    case "for":
      return statement.carried.map((carried) => carried.result);
    case "while":
      return [statement.trips, ...statement.carried.map((carried) => carried.result)];
    case "call":
      return statement.results;
    default:
      return [];
  }
}
function parameters(statement) {
  if (statement.kind === "for") return [statement.index, ...statement.carried.map((carried) => carried.parameter)];
  if (statement.kind === "while") return [statement.trip, ...statement.carried.map((carried) => carried.parameter)];
  return [];
}
function blocks(statement) {
  switch (statement.kind) {
    case "if":
      return [statement.then, statement.else];
    case "for":
    case "labelled":
      return [statement.body];
    case "while":
      return [statement.condition.block, statement.body];
    case "loop":
      return [statement.condition.block, statement.body, statement.update];
    default:
      return [];
  }
}
function visit(block4, action) {
  for (const statement of block4) {
    action(statement);
    for (const inner2 of blocks(statement)) visit(inner2, action);
  }
}
function withBlocks(statement, inner2) {
  const at2 = (index) => inner2[index] ?? [];
  switch (statement.kind) {
    case "if":
      return { ...statement, then: at2(0), else: at2(1) };
    case "for":
    case "labelled":
      return { ...statement, body: at2(0) };
    case "while":
      return { ...statement, condition: { ...statement.condition, block: at2(0) }, body: at2(1) };
    case "loop":
      return { ...statement, condition: { ...statement.condition, block: at2(0) }, body: at2(1), update: at2(2) };
    default:
      return statement;
  }
}
var mapKey = (key, map2) => (key.kind === "index" ? { kind: "index", index: map2(key.index) } : key);
var mapSome = (atom, map2) => (atom === void 0 ? void 0 : map2(atom));
function mapOperands(operation, map2) {
  switch (operation.kind) {
    case "primitive":
    case "opaque":
      return { ...operation, args: operation.args.map(map2) };
    case "linear":
      return {
        ...operation,
        terms: operation.terms.map((term) => ({
          coefficient: map2(term.coefficient),
          tangent: map2(term.tangent),
        })),
      };
    case "load":
      return { ...operation, base: map2(operation.base), key: mapKey(operation.key, map2) };
    case "length":
      return { ...operation, base: map2(operation.base) };
    case "makeArray":
      return { ...operation, elements: operation.elements.map(map2) };
    case "makeRecord":
      return { ...operation, fields: operation.fields.map((field3) => ({ ...field3, value: map2(field3.value) })) };
    case "newArray":
      return { ...operation, length: map2(operation.length), fill: mapSome(operation.fill, map2) };
    case "slice":
      return {
        ...operation,
        base: map2(operation.base),
        start: mapSome(operation.start, map2),
        end: mapSome(operation.end, map2),
      };
    case "zerosLike":
      return { ...operation, of: map2(operation.of) };
    case "tapeAlloc":
      return { ...operation, capacity: mapSome(operation.capacity, map2) };
    case "tapeLoad":
      return { ...operation, tape: map2(operation.tape), position: map2(operation.position) };
    case "read":
    case "global":
      return operation;
  }
}
function mapUses(statement, map2) {
  switch (statement.kind) {
    case "let":
      return { ...statement, operation: mapOperands(statement.operation, map2) };
    case "store":
    case "accumulate":
      return {
        ...statement,
        base: map2(statement.base),
        key: mapKey(statement.key, map2),
        value: map2(statement.value),
      };
    case "fill":
      return {
        ...statement,
        base: map2(statement.base),
        value: map2(statement.value),
        start: mapSome(statement.start, map2),
        end: mapSome(statement.end, map2),
      };
    case "resize":
      return { ...statement, base: map2(statement.base), length: map2(statement.length) };
    case "tapeStore":
      return {
        ...statement,
        tape: map2(statement.tape),
        position: map2(statement.position),
        value: map2(statement.value),
      };
    case "if":
      return {
        ...statement,
        condition: map2(statement.condition),
        results: statement.results.map((r) => mapResult(r, map2)),
      };
    case "for":
      return {
        ...statement,
        from: map2(statement.from),
        to: map2(statement.to),
        carried: statement.carried.map((c) => mapCarried(c, map2)),
      };
    case "while":
      return {
        ...statement,
        condition: { ...statement.condition, test: map2(statement.condition.test) },
        carried: statement.carried.map((c) => mapCarried(c, map2)),
      };
    case "call":
    case "throw":
      return { ...statement, args: statement.args.map(map2) };
    case "assign":
      return { ...statement, value: map2(statement.value) };
    case "loop":
      return { ...statement, condition: { ...statement.condition, test: map2(statement.condition.test) } };
    case "exit":
      return { ...statement, value: mapSome(statement.value, map2) };
    case "labelled":
    case "note":
      return statement;
  }
}
var mapResult = (result, map2) => ({
  ...result,
  then: map2(result.then),
  else: map2(result.else),
});
var mapCarried = (carried, map2) => ({
  ...carried,
  initial: map2(carried.initial),
  next: map2(carried.next),
});
function substitute(block4, map2) {
  return block4.map((statement) =>
    withBlocks(
      mapUses(statement, map2),
      blocks(statement).map((inner2) => substitute(inner2, map2)),
    ),
  );
}

// packages/transformer/src/3-analyze/aliases.ts
var elementSlot = "[]";
var lengthSlot = "#length";
var slotName = (key) => (key.kind === "index" ? elementSlot : key.name);
function analyzeAliases(functions2) {
  const partition = new Partition(functions2);
  for (const fn of functions2) for (const param of fn.params) partition.closeCycles(param);
  for (const fn of functions2) partition.block(fn.body);
  return partition;
}
var Partition = class {
  count = 0;
  values = /* @__PURE__ */ new Map();
  globals = /* @__PURE__ */ new Map();
  /** The objects that bindings of modules lead to, by type; `isOwn` if this binding alone does. */
  globalObjects = /* @__PURE__ */ new Map();
  callees;
  constructor(functions2) {
    this.callees = new Map(functions2.map((fn) => [fn.ref.id, fn]));
  }
  classOf(reference) {
    if (reference.kind === "constant") return this.fresh();
    let node = this.values.get(reference);
    if (node === void 0) {
      node = this.fresh();
      this.values.set(reference, node);
    }
    return find(node);
  }
  slot(objects, key) {
    return this.named(objects, slotName(key));
  }
  slotOf(reference, key) {
    return this.slot(this.classOf(reference), key);
  }
  lengthOf(reference) {
    return this.named(this.classOf(reference), lengthSlot);
  }
  lengthOfClass(objects) {
    return this.named(objects, lengthSlot);
  }
  slots(objects) {
    return [...find(objects).slots.values()].map(find);
  }
  block(block4) {
    for (const statement of block4) {
      this.statement(statement);
      for (const inner2 of blocks(statement)) this.block(inner2);
    }
  }
  /** What a cyclic type (a tree, a list) reaches again is of the class that it was reached in before. */
  closeCycles(reference) {
    const close = (type, objects, path) => {
      if (!isReference(type) || (type.kind === "record" && type.isFrame === true)) return;
      const before = path.get(type);
      if (before !== void 0) {
        this.unify(before, objects);
        return;
      }
      const inner2 = new Map(path).set(type, objects);
      for (const [key, part] of partsOf(type)) if (isReference(part)) close(part, this.slot(objects, key), inner2);
    };
    close(reference.type, this.classOf(reference), /* @__PURE__ */ new Map());
  }
  /** Two names of modules may be one object, or lead to one, unless both were made where they are declared. */
  meetGlobals(reference, isFresh) {
    const seen = /* @__PURE__ */ new Set();
    const meet2 = (type, objects, isOwn) => {
      if (!isReference(type) || seen.has(type)) return;
      seen.add(type);
      if (type.kind === "record" && type.variable !== void 0) {
        for (const [key2, part] of partsOf(type)) meet2(part, this.slot(objects, key2), false);
        return;
      }
      const key = typeKey(type);
      const others = this.globalObjects.get(key) ?? [];
      for (const other of others) if (!(isOwn && other.isOwn)) this.unify(other.objects, objects);
      this.globalObjects.set(key, [...others, { objects, isOwn }]);
      for (const [slot, part] of partsOf(type)) meet2(part, this.slot(objects, slot), false);
    };
    meet2(reference.type, this.classOf(reference), isFresh);
  }
  fresh() {
    return { id: this.count++, parent: void 0, slots: /* @__PURE__ */ new Map() };
  }
  named(objects, name) {
    const node = find(objects);
    let slot = node.slots.get(name);
    if (slot === void 0) {
      slot = this.fresh();
      node.slots.set(name, slot);
    }
    return find(slot);
  }
  unify(a, b) {
    const pending = [[a, b]];
    for (let pair = pending.pop(); pair !== void 0; pair = pending.pop()) {
      const into = find(pair[0]);
      const from = find(pair[1]);
      if (into === from) continue;
      from.parent = into;
      for (const [name, slot] of from.slots) {
        const other = into.slots.get(name);
        if (other === void 0) into.slots.set(name, slot);
        else pending.push([other, slot]);
      }
    }
  }
  join(a, b) {
    if (a.kind === "value" && b.kind === "value" && isReference(a.type) && isReference(b.type)) {
      this.unify(this.classOf(a), this.classOf(b));
    }
  }
  put(base, key, value) {
    if (value.kind === "value" && isReference(value.type)) this.unify(this.slotOf(base, key), this.classOf(value));
  }
  statement(statement) {
    switch (statement.kind) {
      case "let":
        this.operation(statement.value, statement.operation);
        break;
      case "store":
        this.put(statement.base, statement.key, statement.value);
        break;
      case "fill":
        this.put(statement.base, anyIndex, statement.value);
        break;
      case "tapeStore":
        this.put(statement.tape, anyIndex, statement.value);
        break;
      case "if":
        for (const result of statement.results) {
          this.join(result.value, result.then);
          this.join(result.value, result.else);
        }
        break;
      case "for":
      case "while":
        for (const carried of statement.carried) {
          this.join(carried.parameter, carried.initial);
          this.join(carried.parameter, carried.next);
          this.join(carried.parameter, carried.result);
        }
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        if (callee === void 0) break;
        callee.params.forEach((parameter, i) => {
          const arg = statement.args[i];
          if (arg !== void 0) this.join(parameter, arg);
        });
        callee.results.forEach((result, i) => {
          const value = statement.results[i];
          if (value !== void 0) this.join(value, result);
        });
        break;
      }
    }
  }
  operation(value, operation) {
    switch (operation.kind) {
      case "primitive":
        if (operation.name === "select" || operation.name === "identity") {
          for (const arg of operation.args) this.join(value, arg);
        }
        break;
      case "load":
        if (isReference(value.type)) this.unify(this.slotOf(operation.base, operation.key), this.classOf(value));
        break;
      case "tapeLoad":
        if (isReference(value.type)) this.unify(this.slotOf(operation.tape, anyIndex), this.classOf(value));
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, value.type.kind === "tuple" ? { kind: "field", name: String(i) } : anyIndex, element);
        });
        break;
      case "makeRecord":
        for (const field3 of operation.fields) this.put(value, { kind: "field", name: field3.name }, field3.value);
        break;
      case "newArray":
        if (operation.fill !== void 0) this.put(value, anyIndex, operation.fill);
        break;
      case "slice":
        if (isReference(elementType(value.type)))
          this.unify(this.slotOf(value, anyIndex), this.slotOf(operation.base, anyIndex));
        break;
      case "global": {
        const id = `${operation.file}
${operation.name}`;
        const known2 = this.globals.get(id);
        if (known2 === void 0) {
          this.globals.set(id, this.classOf(value));
          this.meetGlobals(value, operation.fresh === true);
        } else this.unify(known2, this.classOf(value));
        break;
      }
    }
  }
};
var anyIndex = { kind: "index", index: { kind: "constant", value: 0 } };
function partsOf(type) {
  const named3 = (name, part) => [{ kind: "field", name }, part];
  if (type.kind === "array") return [[anyIndex, type.element]];
  if (type.kind === "tuple") return type.elements.map((part, i) => named3(String(i), part));
  return type.kind === "record" ? type.fields.map((field3) => named3(field3.name, field3.type)) : [];
}
var elementType = (type) => (type.kind === "array" ? type.element : type);
function find(node) {
  let root2 = node;
  while (root2.parent !== void 0) root2 = root2.parent;
  for (let at2 = node; at2.parent !== void 0; ) {
    const next = at2.parent;
    at2.parent = root2;
    at2 = next;
  }
  return root2;
}

// packages/transformer/src/6-emit/tree.ts
var literal = (value) => ({
  kind: "literal",
  constant: { kind: "constant", value },
});
var variable = (v) => ({ kind: "variable", variable: v });
var binary = (operator, left, right) => ({
  kind: "binary",
  operator,
  left,
  right,
});
var call = (callee, ...args) => ({ kind: "call", callee, args });
var construct = (callee, ...args) => ({
  kind: "call",
  callee,
  construct: true,
  args,
});
function operandsOf(expression) {
  switch (expression.kind) {
    case "variable":
    case "literal":
    case "update":
      return [];
    case "unary":
      return [expression.operand];
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
      return expression.fields.map((field3) => field3.value);
  }
}
function mapOperandsOf(expression, map2) {
  switch (expression.kind) {
    case "variable":
    case "literal":
    case "update":
      return expression;
    case "unary":
      return { ...expression, operand: map2(expression.operand) };
    case "binary":
      return { ...expression, left: map2(expression.left), right: map2(expression.right) };
    case "conditional":
      return { ...expression, test: map2(expression.test), then: map2(expression.then), else: map2(expression.else) };
    case "member":
      return { ...expression, object: map2(expression.object) };
    case "index":
      return { ...expression, object: map2(expression.object), index: map2(expression.index) };
    case "method":
      return { ...expression, object: map2(expression.object), args: expression.args.map(map2) };
    case "call":
    case "host":
      return { ...expression, args: expression.args.map(map2) };
    case "array":
      return { ...expression, elements: expression.elements.map(map2) };
    case "object":
      return { ...expression, fields: expression.fields.map((f) => ({ name: f.name, value: map2(f.value) })) };
  }
}
function visitExpression(expression, action) {
  for (const operand of operandsOf(expression)) visitExpression(operand, action);
  action(expression);
}
function expressionsOf(node) {
  switch (node.kind) {
    case "declare":
      return node.value === void 0 ? [] : [node.value];
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
      return [...node.declared.flatMap((d) => (d.value === void 0 ? [] : [d.value])), node.condition];
    case "for":
      return [node.first, node.bound];
    case "while":
    case "doWhile":
      return [node.test];
    case "stepped":
      return [
        ...(node.first?.value === void 0 ? [] : [node.first.value]),
        node.test,
        ...(node.update === void 0 ? [] : [node.update.value]),
      ];
    case "break":
    case "note":
      return [];
  }
}
function treesOf(node) {
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
function targetsOf(node) {
  switch (node.kind) {
    case "assign":
      return [node.target];
    case "parallel":
      return node.copies.map((copy) => copy.target);
    case "stepped":
      return node.update === void 0 ? [] : [node.update.target];
    default:
      return [];
  }
}
function visitTree(tree, action) {
  for (const node of tree) {
    action(node);
    for (const inner2 of treesOf(node)) visitTree(inner2, action);
  }
}

// packages/transformer/src/6-emit/dropRepeats.ts
function dropRepeats(tree) {
  return block(tree, /* @__PURE__ */ new Map());
}
function block(tree, known2) {
  return tree.flatMap((node) => {
    if (node.kind === "assign" && holds(known2, node.target, node.value)) return [];
    const inner2 = inside(node, known2);
    forget(inner2, known2);
    if (inner2.kind === "declare" || inner2.kind === "assign") {
      const target2 = inner2.kind === "declare" ? inner2.variable : inner2.target;
      if (inner2.value !== void 0 && isSimple(inner2.value)) known2.set(target2, inner2.value);
    }
    return [inner2];
  });
}
function inside(node, known2) {
  switch (node.kind) {
    case "if":
      return branch(node, known2);
    case "while": {
      forget(node, known2);
      return { ...node, head: block(node.head, new Map(known2)), body: block(node.body, new Map(known2)) };
    }
    case "for":
      forget(node, known2);
      return { ...node, body: block(node.body, new Map(known2)) };
    default:
      return node;
  }
}
function branch(node, known2) {
  const here = new Map(known2);
  for (const { variable: variable2, value } of node.declared)
    if (value !== void 0 && isSimple(value)) here.set(variable2, value);
  return { ...node, then: block(node.then, new Map(here)), else: block(node.else, new Map(here)) };
}
function forget(node, known2) {
  const changed = /* @__PURE__ */ new Set();
  visitTree([node], (inner2) => {
    for (const target2 of targetsOf(inner2)) changed.add(target2);
    for (const expression of expressionsOf(inner2)) {
      visitExpression(expression, (part) => {
        if (part.kind === "update") changed.add(part.variable);
      });
    }
  });
  for (const [variable2, value] of known2) {
    if (changed.has(variable2) || (value.kind === "variable" && changed.has(value.variable))) known2.delete(variable2);
  }
}
var isSimple = (value) => value.kind === "variable" || value.kind === "literal";
function holds(known2, variable2, value) {
  const present = known2.get(variable2);
  if (present?.kind === "variable") return value.kind === "variable" && value.variable === present.variable;
  if (present?.kind !== "literal" || value.kind !== "literal") return false;
  return Object.is(present.constant.value, value.constant.value) && present.constant.text === value.constant.text;
}

// packages/transformer/src/6-emit/effects.ts
function dependenciesOf(expression) {
  const variables = /* @__PURE__ */ new Set();
  const memory = /* @__PURE__ */ new Set();
  let anyMemory = false;
  let impure = false;
  visitExpression(expression, (part) => {
    if (part.kind === "variable") variables.add(part.variable);
    if (part.kind === "host" || part.kind === "update") impure = true;
    if (part.kind !== "index" && part.kind !== "member" && part.kind !== "call" && part.kind !== "method") return;
    for (const read2 of part.effect?.reads ?? []) memory.add(read2);
    if (part.effect?.readsAll) anyMemory = true;
    if (part.effect?.impure) impure = true;
  });
  return { variables, memory, anyMemory, impure };
}
function widthOf(expression) {
  let width = 0;
  visitExpression(expression, (part) => {
    switch (part.kind) {
      case "variable":
      case "update":
        width += part.variable.hint?.length ?? 2;
        break;
      case "literal":
        width += part.constant.text?.length ?? String(part.constant.value).length;
        break;
      case "unary":
        width += 1;
        break;
      case "binary":
        width += part.operator.length + 2;
        break;
      case "conditional":
        width += 6;
        break;
      case "member":
        width += part.name.length + 1;
        break;
      case "index":
        width += 2;
        break;
      case "call":
        width += part.callee.length + 2 + (part.construct ? 4 : 0) + 2 * Math.max(part.args.length - 1, 0);
        break;
      case "method":
        width += part.name.length + 3 + 2 * Math.max(part.args.length - 1, 0);
        break;
      case "array":
        width += 2 * Math.max(part.elements.length, 1);
        break;
      case "object":
        width += part.fields.reduce((sum4, field3) => sum4 + field3.name.length + 4, 2);
        break;
      case "host":
        width += part.text.length;
        break;
    }
  });
  return width;
}

// packages/transformer/src/6-emit/sequence.ts
function sequence(copies, span) {
  const ordered = [];
  const left = copies.map((copy) => ({ ...copy, reads: variablesOf(copy.value) }));
  while (left.length > 0) {
    const ready = left.filter((copy) => !left.some((other) => other !== copy && other.reads.has(copy.target)));
    const next = ready.find((copy) => !isCounter(copy)) ?? ready[0];
    if (next !== void 0) {
      left.splice(left.indexOf(next), 1);
      ordered.push({ kind: "assign", target: next.target, value: next.value, span });
      continue;
    }
    const { target: target2 } = left[0];
    const old = { hint: target2.hint, type: target2.type, linear: target2.linear };
    ordered.push({ kind: "declare", variable: old, value: variable(target2), span });
    for (const copy of left) {
      if (copy.target === target2) continue;
      copy.value = replace(copy.value, target2, old);
      copy.reads = variablesOf(copy.value);
    }
  }
  return ordered;
}
var variablesOf = (expression) => {
  const found = /* @__PURE__ */ new Set();
  visitExpression(expression, (part) => {
    if (part.kind === "variable") found.add(part.variable);
  });
  return found;
};
var replace = (expression, from, to) =>
  expression.kind === "variable"
    ? expression.variable === from
      ? variable(to)
      : expression
    : mapOperandsOf(expression, (operand) => replace(operand, from, to));
var isCounter = ({ target: target2, value }) =>
  value.kind === "binary" &&
  (value.operator === "+" || value.operator === "-") &&
  value.left.kind === "variable" &&
  value.left.variable === target2 &&
  value.right.kind === "literal";

// packages/transformer/src/6-emit/foldExpressions.ts
var columns = 84;
var unlimited = 1e6;
function foldExpressions(tree) {
  return new Folding(tree).tree(tree);
}
var Folding = class {
  reads = /* @__PURE__ */ new Map();
  assignments = /* @__PURE__ */ new Map();
  constructor(tree) {
    visitTree(tree, (node) => {
      for (const target2 of targetsOf(node)) add(this.assignments, target2, 1);
      for (const expression of expressionsOf(node)) {
        visitExpression(expression, (part) => {
          if (part.kind === "variable") add(this.reads, part.variable, 1);
        });
      }
    });
  }
  tree(tree) {
    const block4 = new FoldedBlock(this.canFold, this.isUnread);
    for (const node of tree) this.node(node, block4);
    block4.writeAll();
    return block4.nodes;
  }
  /** Used once, never assigned, and not an empty array, which needs its annotation. */
  canFold = (node) =>
    node.kind === "declare" &&
    node.value !== void 0 &&
    this.reads.get(node.variable) === 1 &&
    (this.assignments.get(node.variable) ?? 0) === 0 &&
    !(node.value.kind === "array" && node.value.elements.length === 0);
  isUnread = (node) => !this.reads.has(node.variable) && (this.assignments.get(node.variable) ?? 0) === 0;
  node(node, block4) {
    switch (node.kind) {
      case "declare":
        if (node.value === void 0) block4.write(node);
        else {
          const span = node.span ?? block4.spanWithin(node.value);
          block4.define({ ...node, span, value: block4.use(node.value, widthOfDeclaration(node)) });
        }
        return;
      case "destructure":
      case "perform": {
        const value = block4.use(node.value);
        block4.beforeWriting(node.kind === "perform" ? node.writes : void 0);
        block4.write({ ...node, value });
        return;
      }
      case "assign": {
        const value = block4.use(node.value, widthOfDeclaration(node));
        if (dependenciesOf(value).impure) block4.beforeWriting(void 0);
        block4.beforeAssigning(node.target);
        block4.write({ ...node, value });
        return;
      }
      case "parallel": {
        const copies = node.copies.map((copy) => ({ ...copy, value: block4.use(copy.value) }));
        for (const copy of copies) block4.beforeAssigning(copy.target);
        for (const ordered of sequence(copies, node.span)) block4.write(ordered);
        return;
      }
      case "put": {
        const target2 = block4.use(node.target);
        const value = block4.use(node.value, widthOf(target2));
        block4.beforeWriting(node.writes);
        block4.write({ ...node, target: target2, value });
        return;
      }
      case "if":
        this.branch(node, block4);
        return;
      case "for":
        this.counted(node, block4);
        return;
      case "while":
        this.repeat(node, block4);
        return;
      case "throw":
      case "return": {
        const span = (node.kind === "return" ? block4.spanWithin(node.value) : void 0) ?? node.span;
        const value = block4.use(node.value, node.kind === "return" && isSpread(node.value) ? -unlimited : 0);
        block4.writeAll();
        block4.write({ ...node, span, value });
        return;
      }
      default:
        block4.write(node);
    }
  }
  branch(node, block4) {
    const declared = node.declared.map((d) => (d.value === void 0 ? d : { ...d, value: block4.use(d.value) }));
    const condition = block4.use(node.condition);
    const then = this.tree(node.then);
    const otherwise = this.tree(node.else);
    const whole = { ...node, declared, condition, then, else: otherwise };
    const chosen = asConditional(whole);
    if (chosen !== void 0) {
      const { target: target2 } = chosen;
      const value = block4.use(chosen.value);
      if (declared.length === 0) {
        block4.beforeAssigning(target2);
        block4.write({ kind: "assign", target: target2, value, span: node.span });
        return;
      }
      add(this.assignments, target2, -chosen.assignments);
      block4.define({ kind: "declare", variable: target2, value, span: node.span });
      return;
    }
    block4.writeAll();
    if (then.length > 0 || otherwise.length > 0) block4.write(whole);
    else for (const d of declared) block4.write({ kind: "declare", ...d, span: node.span });
  }
  counted(node, block4) {
    const first2 = block4.use(node.first);
    const pending = block4.pendingOf(node.bound);
    const isRepeatable = pending === void 0 || isSteady(pending, node);
    const bound = isRepeatable ? block4.use(node.bound) : node.bound;
    block4.writeAll();
    block4.write({ ...node, first: first2, bound, body: this.tree(node.body) });
  }
  repeat(node, block4) {
    block4.writeAll();
    const inner2 = new FoldedBlock(this.canFold, this.isUnread);
    for (const part of node.head) this.node(part, inner2);
    const test2 = inner2.use(node.test);
    inner2.writeAll();
    block4.write({ ...node, head: inner2.nodes, test: test2, body: this.tree(node.body) });
  }
};
var FoldedBlock = class {
  constructor(canFold, isUnread) {
    this.canFold = canFold;
    this.isUnread = isUnread;
  }
  canFold;
  isUnread;
  nodes = [];
  pending = /* @__PURE__ */ new Map();
  readersOf = /* @__PURE__ */ new Map();
  loadsFrom = /* @__PURE__ */ new Map();
  loadsAny = /* @__PURE__ */ new Set();
  write(node) {
    this.nodes.push(node);
  }
  /** A declaration waits if it may be folded, else it is written. */
  define(node) {
    const depends = dependenciesOf(node.value);
    if (depends.impure) this.beforeWriting(void 0);
    if (!depends.impure && this.isUnread(node)) return;
    if (depends.impure || !this.canFold(node)) {
      this.write(node);
      return;
    }
    const pending = { node, depends, width: widthOf(node.value) };
    this.pending.set(node.variable, pending);
    for (const variable2 of depends.variables) put(this.readersOf, variable2, pending);
    for (const objects of depends.memory) put(this.loadsFrom, objects, pending);
    if (depends.anyMemory || depends.memory.size > 0) this.loadsAny.add(pending);
  }
  /** The expression with what waits for it inside, as far as there is room. */
  use(expression, taken = 0) {
    const found = [];
    visitExpression(expression, (part) => {
      const object = part.kind === "index" || part.kind === "member" || part.kind === "method" ? part.object : void 0;
      const made = object === void 0 ? void 0 : this.pendingOf(object);
      if (made !== void 0 && isMade(made.node.value)) this.writePending(made);
    });
    visitExpression(expression, (part) => {
      const pending = part.kind === "variable" ? this.pending.get(part.variable) : void 0;
      if (pending !== void 0) found.push(pending);
    });
    if (found.length === 0) return expression;
    let room = columns - taken - widthOf(expression);
    for (const pending of found) {
      const more = pending.width - (pending.node.variable.hint?.length ?? 2);
      if (more > 0 && more > room) this.writePending(pending);
      else room -= more;
    }
    return this.substitute(expression);
  }
  /** Where the first thing that waits for this expression came from. */
  spanWithin(expression) {
    let span;
    visitExpression(expression, (part) => {
      span ??= this.pendingOf(part)?.node.span;
    });
    return span;
  }
  pendingOf(expression) {
    return expression.kind === "variable" ? this.pending.get(expression.variable) : void 0;
  }
  beforeAssigning(variable2) {
    this.writeThose(this.readersOf.get(variable2));
  }
  /** `undefined` is any memory. */
  beforeWriting(writes) {
    if (writes === void 0) {
      this.writeThose(this.loadsAny);
      return;
    }
    if (writes.length === 0) return;
    for (const objects of writes) this.writeThose(this.loadsFrom.get(objects));
    this.writeThose(new Set([...this.loadsAny].filter((pending) => pending.depends.anyMemory)));
  }
  writeAll() {
    for (const pending of [...this.pending.values()]) this.writePending(pending);
  }
  writeThose(set2) {
    if (set2 === void 0) return;
    for (const pending of [...set2]) this.writePending(pending);
  }
  writePending(pending) {
    if (this.pending.get(pending.node.variable) !== pending) return;
    this.remove(pending);
    this.write(pending.node);
  }
  remove(pending) {
    this.pending.delete(pending.node.variable);
    for (const variable2 of pending.depends.variables) this.readersOf.get(variable2)?.delete(pending);
    for (const objects of pending.depends.memory) this.loadsFrom.get(objects)?.delete(pending);
    this.loadsAny.delete(pending);
  }
  substitute(expression) {
    if (expression.kind === "variable") {
      const pending = this.pending.get(expression.variable);
      if (pending === void 0) return expression;
      this.remove(pending);
      return pending.node.value;
    }
    return mapOperandsOf(expression, (operand) => this.substitute(operand));
  }
};
function asConditional(node) {
  const [a, ...moreThen] = node.then;
  const [b, ...moreElse] = node.else;
  if (moreThen.length > 0 || moreElse.length > 0 || node.declared.length > 1) return void 0;
  const declared = node.declared[0];
  const start = declared?.value;
  const target2 = a?.kind === "assign" ? a.target : b?.kind === "assign" ? b.target : void 0;
  if (target2 === void 0 || (declared !== void 0 && declared.variable !== target2)) return void 0;
  const side = (only) => {
    if (only === void 0) return start;
    return only.kind === "assign" && only.target === target2 && !isWide(only.value) ? only.value : void 0;
  };
  const then = side(a);
  const otherwise = side(b);
  if (then === void 0 || otherwise === void 0 || isWide(node.condition)) return void 0;
  const value = { kind: "conditional", test: node.condition, then, else: otherwise };
  if (widthOf(value) > columns) return void 0;
  return { target: target2, value, assignments: (a === void 0 ? 0 : 1) + (b === void 0 ? 0 : 1) };
}
function isWide(expression) {
  let found = false;
  visitExpression(expression, (part) => {
    if (part.kind === "conditional") found = true;
  });
  return found || dependenciesOf(expression).impure;
}
function isSteady({ node, depends, width }, loop) {
  if (width > 30 || depends.anyMemory || depends.impure || !isCheap(node.value)) return false;
  let steady = true;
  visitTree([loop], (inner2) => {
    for (const target2 of targetsOf(inner2)) if (depends.variables.has(target2)) steady = false;
    if (inner2.kind === "perform" || inner2.kind === "put") {
      const atIndex =
        inner2.kind === "put" &&
        inner2.target.kind === "index" &&
        inner2.target.index.kind === "variable" &&
        inner2.target.index.variable === loop.variable &&
        loop.step > 0 &&
        loop.compare === "<" &&
        node.value.kind === "member";
      if (inner2.writes === void 0 && depends.memory.size > 0) steady = false;
      if (!atIndex && inner2.writes?.some((written) => depends.memory.has(written))) steady = false;
    }
    if (depends.memory.size === 0) return;
    for (const expression of expressionsOf(inner2)) if (dependenciesOf(expression).impure) steady = false;
  });
  return steady;
}
function isCheap(expression) {
  switch (expression.kind) {
    case "variable":
    case "literal":
      return true;
    case "member":
      return expression.name === "length" && expression.object.kind === "variable";
    case "binary":
      return (
        (expression.operator === "+" || expression.operator === "-") &&
        isCheap(expression.left) &&
        isCheap(expression.right)
      );
    default:
      return false;
  }
}
var isMade = (expression) =>
  expression.kind === "object" ||
  expression.kind === "array" ||
  (expression.kind === "call" && expression.construct === true);
var isSpread = (expression) =>
  expression.kind === "object" || expression.kind === "array" || expression.kind === "variable";
var widthOfDeclaration = (node) => ((node.kind === "declare" ? node.variable : node.target).hint?.length ?? 2) + 3;
var add = (table, variable2, amount) => {
  table.set(variable2, (table.get(variable2) ?? 0) + amount);
};
function put(table, key, pending) {
  const set2 = table.get(key);
  if (set2 === void 0) table.set(key, /* @__PURE__ */ new Set([pending]));
  else set2.add(pending);
}

// packages/transformer/src/6-emit/loopIdioms.ts
function leaveLoops(tree) {
  return block2(tree, countsOf(tree));
}
function block2(tree, all2) {
  const nodes = [];
  for (const node of tree) {
    if (node.kind === "while") nodes.push(rewriteLoop(node, nodes, all2));
    else nodes.push(inside2(node, all2));
  }
  return nodes;
}
function inside2(node, all2) {
  switch (node.kind) {
    case "if":
      return { ...node, then: block2(node.then, all2), else: block2(node.else, all2) };
    case "for":
      return { ...node, body: block2(node.body, all2) };
    default:
      return node;
  }
}
function rewriteLoop(loop, before, all2) {
  if (loop.head.length > 0) return { ...loop, head: block2(loop.head, all2), body: block2(loop.body, all2) };
  const after = asDoWhile(loop, before, all2);
  if (after !== void 0) return { ...after, body: block2(after.body, all2) };
  const broken = withBreak(loop, before, all2);
  const body = block2(broken.body, all2);
  return asFor({ ...broken, body }, before, all2);
}
function declarationBefore(before, variable2) {
  for (let i = before.length - 1; i >= 0; i--) {
    const node = before[i];
    if (node.kind === "declare" && node.variable === variable2) {
      return node.value === void 0 ? void 0 : { ...node, value: node.value };
    }
    if (node.kind !== "declare" || isImpure(node) || reads([node], variable2) > 0) return void 0;
  }
  return void 0;
}
function remove(before, variable2) {
  const index = before.findLastIndex((node) => node.kind === "declare" && node.variable === variable2);
  before.splice(index, 1);
}
function asDoWhile(loop, before, all2) {
  if (loop.test.kind !== "variable") return void 0;
  const flag = loop.test.variable;
  const declared = declarationBefore(before, flag);
  const last = loop.body.at(-1);
  if (!isLiteral(declared?.value, true) || last?.kind !== "assign" || last.target !== flag) return void 0;
  if (all2.reads.get(flag) !== 1 || all2.writes.get(flag) !== 1) return void 0;
  const local = new Set(loop.body.flatMap(declaredBy));
  let isVisible2 = true;
  visitExpression(last.value, (part) => {
    if (part.kind === "variable" && local.has(part.variable)) isVisible2 = false;
  });
  if (!isVisible2) return void 0;
  remove(before, flag);
  return { kind: "doWhile", body: loop.body.slice(0, -1), test: last.value, span: loop.span };
}
function withBreak(loop, before, all2) {
  const found = flagOf(loop.test);
  if (found === void 0) return loop;
  const { flag, test: test2 } = found;
  if (!isLiteral(declarationBefore(before, flag)?.value, false)) return loop;
  const body = breakAtEnd(loop, flag, before, all2);
  if (body === void 0) return loop;
  remove(before, flag);
  return { ...loop, test: test2, body };
}
function breakAtEnd(loop, flag, before, all2) {
  const { body } = loop;
  const last = body.at(-1);
  const start = body.slice(0, -1);
  if (last?.kind === "assign") return breakAmongAssignments(loop, flag, before, all2);
  if (last?.kind !== "if" || last.declared.length > 0) return void 0;
  const set2 = start.at(-1);
  if (set2?.kind === "assign" && set2.target === flag) {
    const isGuard =
      last.condition.kind === "unary" && last.condition.operator === "!" && isFlag(last.condition.operand, flag);
    if (!isGuard || last.else.length > 0 || all2.reads.get(flag) !== 2 || all2.writes.get(flag) !== 1) return void 0;
    const leave2 = { ...last, condition: set2.value, then: [{ kind: "break", span: void 0 }], else: [] };
    return [...start.slice(0, -1), leave2, ...last.then];
  }
  if (all2.reads.get(flag) !== 1 || all2.writes.get(flag) !== 1) return void 0;
  for (const side of ["then", "else"]) {
    const end = last[side].at(-1);
    if (end?.kind !== "assign" || end.target !== flag || !isLiteral(end.value, true)) continue;
    const isThen = side === "then";
    const condition = isThen ? last.condition : not(last.condition);
    const then = [...last[side].slice(0, -1), { kind: "break", span: end.span }];
    return [...start, { ...last, condition, then, else: [] }, ...(isThen ? last.else : last.then)];
  }
  return void 0;
}
function breakAmongAssignments(loop, flag, outside, all2) {
  const { body } = loop;
  if (all2.reads.get(flag) !== 1 || all2.writes.get(flag) !== 1) return void 0;
  const start = body.findLastIndex((node) => node.kind !== "assign") + 1;
  const assignments = body.slice(start).filter((node) => node.kind === "assign");
  const at2 = assignments.findIndex((node) => node.target === flag);
  const set2 = assignments[at2];
  if (set2 === void 0) return void 0;
  if (assignments.slice(at2 + 1).some((node) => reads([set2], node.target) > 0)) return void 0;
  const others = assignments.filter((node) => node !== set2);
  const inLoop = countsOf([loop]);
  const isOwn = (step3) =>
    isStep(step3) &&
    reads([set2], step3.target) === 0 &&
    declarationBefore(outside, step3.target) !== void 0 &&
    inLoop.reads.get(step3.target) === all2.reads.get(step3.target) &&
    inLoop.writes.get(step3.target) === all2.writes.get(step3.target);
  const place = others.findLastIndex(isOwn);
  const own = others[place];
  const isReadLater = own !== void 0 && reads(others.slice(place + 1), own.target) > 0;
  const step2 = isReadLater ? void 0 : own;
  const leave2 = {
    ...{ kind: "if", declared: [], condition: set2.value, else: [], span: set2.span },
    then: [{ kind: "break", span: set2.span }],
  };
  const before = others.filter((node) => node !== step2);
  return [...body.slice(0, start), ...before, leave2, ...(step2 === void 0 ? [] : [step2])];
}
var not = (condition) =>
  condition.kind === "unary" && condition.operator === "!"
    ? condition.operand
    : { kind: "unary", operator: "!", operand: condition };
function flagOf(test2) {
  if (test2.kind === "unary" && test2.operator === "!" && test2.operand.kind === "variable") {
    return { flag: test2.operand.variable, test: literal(true) };
  }
  if (test2.kind !== "binary" || test2.operator !== "&&") return void 0;
  const left = flagOf(test2.left);
  if (left !== void 0) return { flag: left.flag, test: both(left.test, test2.right) };
  const right = flagOf(test2.right);
  return right === void 0 ? void 0 : { flag: right.flag, test: both(test2.left, right.test) };
}
var both = (a, b) => {
  if (isLiteral(a, true)) return b;
  return isLiteral(b, true) ? a : { kind: "binary", operator: "&&", left: a, right: b };
};
function asFor(loop, before, all2) {
  const last = loop.body.at(-1);
  if (last?.kind !== "assign" || !isStep(last)) return loop;
  const { target: target2 } = last;
  const declared = declarationBefore(before, target2);
  if (declared === void 0) return loop;
  const inLoop = countsOf([loop]);
  if (
    inLoop.reads.get(target2) !== all2.reads.get(target2) ||
    inLoop.writes.get(target2) !== all2.writes.get(target2)
  ) {
    return loop;
  }
  remove(before, target2);
  return {
    kind: "stepped",
    first: declared,
    test: loop.test,
    update: last,
    body: loop.body.slice(0, -1),
    span: loop.span,
  };
}
var isStep = ({ target: target2, value }) =>
  value.kind === "binary" &&
  (value.operator === "+" || value.operator === "-") &&
  isFlag(value.left, target2) &&
  value.right.kind === "literal";
var isFlag = (expression, variable2) => expression.kind === "variable" && expression.variable === variable2;
var isLiteral = (expression, value) => expression?.kind === "literal" && expression.constant.value === value;
function isImpure(node) {
  let impure = false;
  for (const expression of expressionsOf(node)) {
    visitExpression(expression, (part) => {
      if (part.kind === "host" || ((part.kind === "call" || part.kind === "method") && part.effect?.impure))
        impure = true;
    });
  }
  return impure;
}
function declaredBy(node) {
  if (node.kind === "declare") return [node.variable];
  if (node.kind === "destructure") return node.entries.map((entry) => entry.variable);
  return node.kind === "if" ? node.declared.map((declared) => declared.variable) : [];
}
var reads = (tree, variable2) => countsOf(tree).reads.get(variable2) ?? 0;
function countsOf(tree) {
  const readCounts = /* @__PURE__ */ new Map();
  const writeCounts = /* @__PURE__ */ new Map();
  visitTree(tree, (node) => {
    for (const target2 of targetsOf(node)) writeCounts.set(target2, (writeCounts.get(target2) ?? 0) + 1);
    for (const expression of expressionsOf(node)) {
      visitExpression(expression, (part) => {
        if (part.kind === "variable") readCounts.set(part.variable, (readCounts.get(part.variable) ?? 0) + 1);
      });
    }
  });
  return { reads: readCounts, writes: writeCounts };
}

// packages/transformer/src/6-emit/notes.ts
function placeNotes(tree) {
  const nodes = [];
  const goesBack = /* @__PURE__ */ new Set();
  tree.forEach((node, i) => {
    if (node.kind !== "note") {
      const placed = within(node);
      nodes.push(placed);
      if (isLoop(node) ? startsBack(node.body) : isOfCotangents(node)) goesBack.add(placed);
      return;
    }
    let place = nodes.length;
    for (let at2 = place - 1; at2 >= 0; at2--) {
      const before = nodes[at2];
      if (goesBack.has(before)) place = at2;
      else if (before.kind !== "declare" || !before.variable.linear) break;
    }
    const isLast2 = tree.slice(i + 1).every((later2) => later2.kind === "return");
    if (!isLast2 || place < nodes.length) nodes.splice(place, 0, node);
  });
  return nodes;
}
var isLoop = (node) =>
  node.kind === "for" || node.kind === "stepped" || node.kind === "while" || node.kind === "doWhile";
function isOfCotangents(node) {
  if (node.kind !== "if") return false;
  let found = node.declared.some(({ variable: variable2 }) => variable2.linear);
  let others = node.declared.some(({ variable: variable2 }) => !variable2.linear);
  visitTree([...node.then, ...node.else], (inner2) => {
    for (const target2 of targetsOf(inner2)) {
      if (target2.linear) found = true;
      else others = true;
    }
    if (isLoop(inner2) || inner2.kind === "perform" || inner2.kind === "throw" || inner2.kind === "note") others = true;
    if (inner2.kind === "put") {
      if (inner2.operator === "+=") found = true;
      else others = true;
    }
  });
  return found && !others;
}
var startsBack = (tree) => tree[0]?.kind === "note";
function within(node) {
  if (node.kind === "if") return { ...node, then: inside3(node.then, false), else: inside3(node.else, false) };
  if (!isLoop(node)) return node;
  const body = inside3(node.body, true);
  return node.kind === "while" ? { ...node, head: inside3(node.head, true), body } : { ...node, body };
}
function inside3(tree, isIteration) {
  return tree.flatMap((node, i) => {
    if (node.kind !== "note") return [within(node)];
    if (i === 0 || i === tree.length - 1) return [];
    return [isIteration ? node : { ...node, text: node.text.replace(" of this iteration", "") }];
  });
}

// packages/transformer/src/6-emit/idioms.ts
function applyIdioms(tree) {
  return placeNotes(block3(leaveLoops(tree)));
}
function block3(tree) {
  const nodes = [];
  for (const node of tree.map(inside4).map(positive)) {
    if (node.kind === "if" && isEmpty(node)) {
      for (const declared of node.declared) nodes.push({ kind: "declare", ...declared, span: node.span });
    } else if (!stepsBack(node, nodes)) nodes.push(node);
  }
  return stepForward(nodes);
}
function inside4(node) {
  switch (node.kind) {
    case "if":
      return { ...node, then: block3(node.then), else: block3(node.else) };
    case "while":
      return { ...node, head: block3(node.head), body: block3(node.body) };
    case "for":
    case "stepped":
    case "doWhile":
      return { ...node, body: block3(node.body) };
    default:
      return node;
  }
}
var isEmpty = (node) => node.then.length === 0 && node.else.length === 0;
function positive(node) {
  if (node.kind !== "if" || node.then.length > 0 || node.else.length === 0) return node;
  return { ...node, condition: negated(node.condition), then: node.else, else: [] };
}
function negated(condition) {
  if (condition.kind === "unary" && condition.operator === "!") return condition.operand;
  if (condition.kind === "binary" && condition.operator === "===") return { ...condition, operator: "!==" };
  if (condition.kind === "binary" && condition.operator === "!==") return { ...condition, operator: "===" };
  return { kind: "unary", operator: "!", operand: condition };
}
function stepsBack(node, before) {
  const position2 = stepOf(node, "+");
  if (position2 === void 0) return false;
  for (let i = before.length - 1; i >= 0; i--) {
    const store2 = before[i];
    if (treesOf(store2).length > 0) return false;
    if (!mentions(store2, position2)) continue;
    if (store2.kind !== "put" || store2.tape === void 0 || store2.target.kind !== "index") return false;
    if (!isVariable(store2.target.index, position2) || countIn(store2.value, position2) > 0) return false;
    const index = { kind: "update", variable: position2, operator: "++", prefix: false };
    before[i] = { ...store2, target: { ...store2.target, index } };
    return true;
  }
  return false;
}
function stepForward(nodes) {
  const result = [];
  let step2;
  for (const node of nodes) {
    if (step2 !== void 0) {
      const stepped = treesOf(node).length === 0 ? withStep(node, step2.position) : void 0;
      if (stepped !== void 0) {
        result.push(stepped);
        step2 = void 0;
        continue;
      }
      if (treesOf(node).length > 0 || mentions(node, step2.position)) {
        result.splice(step2.at, 0, step2.node);
        step2 = void 0;
      }
    }
    const position2 = step2 === void 0 ? stepOf(node, "-") : void 0;
    if (position2 !== void 0) step2 = { node, position: position2, at: result.length };
    else result.push(node);
  }
  if (step2 !== void 0) result.splice(step2.at, 0, step2.node);
  return result;
}
function withStep(node, position2) {
  if (node.kind !== "declare" && node.kind !== "assign" && node.kind !== "put") return void 0;
  if (targetsOf(node).includes(position2) || node.value === void 0) return void 0;
  const total = expressionsOf(node).reduce((sum4, expression) => sum4 + countIn(expression, position2), 0);
  if (total !== 1 || countIn(node.value, position2) !== 1) return void 0;
  const value = stepInside(node.value, position2);
  return value === void 0 ? void 0 : { ...node, value };
}
function stepInside(expression, position2) {
  if (expression.kind === "index" && isVariable(expression.index, position2)) {
    return { ...expression, index: { kind: "update", variable: position2, operator: "--", prefix: true } };
  }
  if (expression.kind === "conditional") return void 0;
  if (expression.kind === "binary" && (expression.operator === "&&" || expression.operator === "||")) return void 0;
  let done = false;
  const mapped = mapOperandsOf(expression, (operand) => {
    const inner2 = done || countIn(operand, position2) === 0 ? void 0 : stepInside(operand, position2);
    if (inner2 === void 0) return operand;
    done = true;
    return inner2;
  });
  return done ? mapped : void 0;
}
function stepOf(node, operator) {
  if (node.kind !== "assign" || node.value.kind !== "binary" || node.value.operator !== operator) return void 0;
  const { left, right } = node.value;
  const isOne = right.kind === "literal" && right.constant.value === 1;
  return isOne && isVariable(left, node.target) ? node.target : void 0;
}
var isVariable = (expression, variable2) => expression.kind === "variable" && expression.variable === variable2;
function countIn(expression, variable2) {
  let count2 = 0;
  visitExpression(expression, (part) => {
    if ((part.kind === "variable" || part.kind === "update") && part.variable === variable2) count2++;
  });
  return count2;
}
var mentions = (node, variable2) =>
  targetsOf(node).includes(variable2) || expressionsOf(node).some((expression) => countIn(expression, variable2) > 0);

// packages/transformer/src/3-analyze/integers.ts
var alwaysInteger = /* @__PURE__ */ new Set([
  "bitand",
  "bitor",
  "bitxor",
  "bitnot",
  "shl",
  "shr",
  "ushr",
  "imul",
  "clz32",
  "floor",
  "ceil",
  "round",
  "trunc",
]);
var keepsInteger = /* @__PURE__ */ new Set(["add", "sub", "mul", "neg", "abs", "sign", "max", "min", "identity"]);
function analyzeIntegers(fn) {
  const sources2 = collectSources(fn);
  const users = /* @__PURE__ */ new Map();
  for (const [value, source] of sources2) {
    for (const atom of source.atoms) {
      if (atom.kind !== "value") continue;
      const list = users.get(atom);
      if (list === void 0) users.set(atom, [value]);
      else list.push(value);
    }
  }
  const integers = new Set(sources2.keys());
  const isInteger = (atom) => (atom.kind === "constant" ? Number.isInteger(atom.value) : integers.has(atom));
  const pending = [...sources2.keys()];
  for (let value = pending.pop(); value !== void 0; value = pending.pop()) {
    if (!integers.has(value)) continue;
    const source = sources2.get(value);
    if (source?.atoms.every(isInteger) === true) continue;
    integers.delete(value);
    pending.push(...(users.get(value) ?? []));
  }
  return isInteger;
}
function collectSources(fn) {
  const sources2 = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    switch (statement.kind) {
      case "let": {
        const atoms = sourcesOf(statement.operation);
        if (atoms !== void 0) sources2.set(statement.value, { atoms });
        break;
      }
      case "if":
        for (const result of statement.results) {
          if (isNumber(result.value.type)) sources2.set(result.value, { atoms: [result.then, result.else] });
        }
        break;
      case "for":
      case "while":
        if (statement.kind === "for") sources2.set(statement.index, { atoms: [] });
        else for (const value of [statement.trip, statement.trips]) sources2.set(value, { atoms: [] });
        for (const { parameter, initial, next, result } of statement.carried) {
          if (!isNumber(parameter.type)) continue;
          sources2.set(parameter, { atoms: [initial, next] });
          sources2.set(result, { atoms: [initial, next] });
        }
        break;
    }
  });
  return sources2;
}
var isNumber = (type) => type.kind === "number";
function sourcesOf(operation) {
  if (operation.kind === "length") return [];
  if (operation.kind === "load") {
    const type = operation.base.kind === "value" ? operation.base.type : void 0;
    const whole = type?.kind === "array" && /^(Int|Uint)/.test(type.storage);
    return whole ? [] : void 0;
  }
  if (operation.kind !== "primitive") return void 0;
  const { name, args } = operation;
  if (alwaysInteger.has(name)) return [];
  if (keepsInteger.has(name)) return args;
  if (name === "select") return args.slice(1);
  const divisor = args[1];
  if (name === "rem" && divisor?.kind === "constant" && divisor.value !== 0) return args;
  return void 0;
}

// packages/transformer/src/6-emit/appends.ts
function findAppends(body, aliases) {
  const definitions2 = /* @__PURE__ */ new Map();
  visit(body, (statement) => {
    if (statement.kind === "let") definitions2.set(statement.value, statement.operation);
  });
  const skipped = /* @__PURE__ */ new Set();
  const pushes = /* @__PURE__ */ new Set();
  const inBlock3 = (block4) => {
    block4.forEach((statement, i) => {
      for (const inner2 of blocks(statement)) inBlock3(inner2);
      if (statement.kind !== "resize" || !statement.atLeast || statement.base.kind !== "value") return;
      const { base } = statement;
      const objects = aliases.classOf(base);
      const store2 = block4.slice(i + 1).find((later2) => touches(later2, objects, aliases));
      if (store2?.kind !== "store" || store2.base !== base || !isLast(statement.length, store2, definitions2)) return;
      skipped.add(statement);
      if (isOldLength(block4, i, store2, base, objects, aliases)) pushes.add(store2);
    });
  };
  inBlock3(body);
  return { skipped, pushes };
}
function touches(statement, objects, aliases) {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "resize":
    case "fill":
      return statement.base.kind === "value" && aliases.classOf(statement.base) === objects;
    case "tapeStore":
    case "note":
      return false;
    case "let":
      return !isElsewhere(statement, objects, aliases);
    default:
      return true;
  }
}
function isElsewhere({ operation }, objects, aliases) {
  switch (operation.kind) {
    case "primitive":
    case "global":
    case "tapeLoad":
      return true;
    case "load":
    case "length":
      return operation.base.kind === "value" && aliases.classOf(operation.base) !== objects;
    case "makeArray":
    case "makeRecord":
    case "newArray":
      return true;
    default:
      return false;
  }
}
function isLast(length, { key }, definitions2) {
  if (key.kind !== "index") return false;
  const { index } = key;
  if (length.kind === "constant") {
    return index.kind === "constant" && Number.isInteger(index.value) && length.value === Number(index.value) + 1;
  }
  const sum4 = definitions2.get(length);
  if (sum4?.kind !== "primitive" || sum4.name !== "add") return false;
  const [x, by] = sum4.args;
  return x === index && by?.kind === "constant" && by.value === 1;
}
function isOldLength(block4, resizeAt, store2, base, objects, aliases) {
  const index = store2.key.kind === "index" ? store2.key.index : void 0;
  const measured = block4.findIndex((one2) => one2.kind === "let" && one2.value === index);
  const measure = block4[measured];
  if (measure?.kind !== "let" || measure.operation.kind !== "length" || measure.operation.base !== base) return false;
  return block4.slice(measured + 1, resizeAt).every((one2) => {
    if (one2.kind === "let") return one2.operation.kind !== "opaque";
    if (one2.kind === "store" || one2.kind === "resize") return !touches(one2, objects, aliases);
    return one2.kind === "accumulate" || one2.kind === "tapeStore" || one2.kind === "note" || one2.kind === "fill";
  });
}

// packages/transformer/src/6-emit/regions.ts
function findRegions(fn) {
  const definitionsOf = /* @__PURE__ */ new Map();
  const uses2 = /* @__PURE__ */ new Map();
  const mentioned = /* @__PURE__ */ new Set();
  let now = 0;
  const use = (atom, region, at2) => {
    if (atom?.kind === "value") mentioned.add(atom);
    hold(atom, region, at2);
  };
  const hold = (atom, region, at2) => {
    if (atom?.kind !== "value") return;
    const points = uses2.get(atom);
    if (points === void 0) uses2.set(atom, [{ region, at: at2 }]);
    else points.push({ region, at: at2 });
  };
  const open = (parent, kind, owner) => ({
    parent,
    kind,
    owner,
    enter: now,
    exit: now,
  });
  const inside5 = (block4, parent, owner, end) => {
    now++;
    const region = open(parent, "block", owner);
    for (const inner2 of block4) statement(inner2, region);
    now++;
    end(region);
    region.exit = now;
  };
  const statement = (node, region) => {
    const order = ++now;
    const define3 = (value, where) => {
      definitionsOf.set(value, { region: where, at: now, home: region, statement: node, order });
    };
    switch (node.kind) {
      case "let":
        for (const atom of operands(node.operation)) use(atom, region, now);
        define3(node.value, region);
        break;
      case "if": {
        use(node.condition, region, now);
        const whole = open(region, "if", node);
        for (const side of ["then", "else"]) {
          inside5(node[side], whole, node, (end) => {
            for (const result of node.results) use(result[side], end, now);
          });
        }
        whole.exit = ++now;
        for (const value of definitions(node)) define3(value, region);
        break;
      }
      case "for": {
        for (const carried of node.carried) use(carried.initial, region, now);
        use(node.from, region, now);
        const whole = open(region, "loop", node);
        define3(node.index, whole);
        for (const carried of node.carried) define3(carried.parameter, whole);
        inside5(node.body, whole, node, (end) => {
          for (const carried of node.carried) use(carried.next, end, now);
          for (const atom of [node.from, node.to, node.index]) hold(atom, end, now);
          if (node.to.kind === "value") mentioned.add(node.to);
        });
        whole.exit = ++now;
        for (const value of definitions(node)) define3(value, region);
        break;
      }
      case "while": {
        for (const carried of node.carried) use(carried.initial, region, now);
        const whole = open(region, "loop", node);
        define3(node.trip, whole);
        for (const carried of node.carried) define3(carried.parameter, whole);
        inside5(node.condition.block, whole, node, (end) => {
          use(node.condition.test, end, now);
          for (const carried of node.carried) hold(carried.parameter, end, now);
          hold(node.trip, end, now);
        });
        inside5(node.body, whole, node, (end) => {
          for (const carried of node.carried) use(carried.next, end, now);
          hold(node.trip, end, now);
        });
        whole.exit = ++now;
        for (const value of definitions(node)) define3(value, region);
        break;
      }
      case "store":
      case "accumulate":
        use(node.base, region, now);
        if (node.key.kind === "index") use(node.key.index, region, now);
        use(node.value, region, now);
        break;
      case "fill":
        for (const atom of [node.base, node.value, node.start, node.end]) use(atom, region, now);
        break;
      case "resize":
        for (const atom of [node.base, node.length]) use(atom, region, now);
        break;
      case "tapeStore":
        for (const atom of [node.tape, node.position, node.value]) use(atom, region, now);
        break;
      case "call":
      case "throw":
        for (const atom of node.args) use(atom, region, now);
        for (const value of definitions(node)) define3(value, region);
        break;
      case "note":
        break;
      default:
        throw new Error(`emit ${fn.ref.name}: a ${node.kind} is left`);
    }
  };
  const root2 = open(void 0, "block", void 0);
  for (const parameter of fn.params) {
    definitionsOf.set(parameter, { region: root2, at: 0, home: root2, statement: void 0, order: 0 });
  }
  for (const node of fn.body) statement(node, root2);
  now++;
  for (const atom of fn.results) use(atom, root2, now);
  root2.exit = now;
  return { definitions: definitionsOf, mentioned, uses: uses2 };
}
var encloses = (outer, inner2) => outer.enter <= inner2.enter && inner2.exit <= outer.exit;
function commonRegion(a, b) {
  let region = a;
  while (!encloses(region, b)) {
    if (region.parent === void 0) throw new Error("emit: two regions of different functions");
    region = region.parent;
  }
  return region;
}

// packages/transformer/src/6-emit/coalesce.ts
function coalesce(fn, regions) {
  const webs = /* @__PURE__ */ new Map();
  const webOf = (value) => {
    let web = webs.get(value);
    if (web === void 0) {
      web = { members: [value] };
      webs.set(value, web);
    }
    return web;
  };
  const definition2 = (value) => {
    const found = regions.definitions.get(value);
    if (found === void 0) throw new Error(`emit ${fn.ref.name}: value ${value.id} (${value.name}) is not defined`);
    return found;
  };
  const unite = (a, b) => {
    const [into, from] = a.members.length >= b.members.length ? [a, b] : [b, a];
    for (const value of from.members) {
      into.members.splice(placeOf2(into.members, definition2(value).at, definition2), 0, value);
      webs.set(value, into);
    }
  };
  const join6 = (value, atom) => {
    if (atom.kind !== "value" || !mayShare(value, atom, definition2)) return;
    const a = webOf(value);
    const b = webOf(atom);
    if (a === b) return;
    const [large, small2] = a.members.length >= b.members.length ? [a, b] : [b, a];
    if (!small2.members.some((member) => interferes(member, large.members, regions, definition2))) unite(a, b);
  };
  const loops = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "if") loops.push(statement);
    if (statement.kind !== "for" && statement.kind !== "while") return;
    loops.push(statement);
    for (const carried of statement.carried) unite(webOf(carried.parameter), webOf(carried.result));
    if (statement.kind === "while") unite(webOf(statement.trip), webOf(statement.trips));
  });
  for (const statement of loops) {
    if (statement.kind === "if") {
      for (const result of statement.results) {
        join6(result.value, result.then);
        join6(result.value, result.else);
      }
    } else if (statement.kind === "for" || statement.kind === "while") {
      for (const carried of statement.carried) {
        join6(carried.parameter, carried.next);
        join6(carried.parameter, carried.initial);
      }
    }
  }
  const variables = /* @__PURE__ */ new Map();
  const single = /* @__PURE__ */ new Set();
  const mentioned = /* @__PURE__ */ new Set();
  const declaredAt = /* @__PURE__ */ new Map();
  const variableOf2 = (value) => {
    const web = webOf(value);
    let variable2 = variables.get(web);
    if (variable2 === void 0) {
      variable2 = createVariable(web);
      variables.set(web, variable2);
      if (web.members.some((member) => regions.mentioned.has(member))) mentioned.add(variable2);
      const only = web.members.length === 1 && definition2(value).statement?.kind === "let";
      if (only) single.add(variable2);
      const statement = only ? void 0 : declarationOf(web, definition2);
      if (statement !== void 0) {
        const list = declaredAt.get(statement);
        if (list === void 0) declaredAt.set(statement, [variable2]);
        else list.push(variable2);
      }
    }
    return variable2;
  };
  for (const value of regions.definitions.keys()) variableOf2(value);
  return {
    variableOf: variableOf2,
    declaredAt,
    isSingle: (variable2) => single.has(variable2),
    isMentioned: (variable2) => mentioned.has(variable2),
  };
}
function createVariable(web) {
  const named3 = web.members.find((value) => value.name !== void 0);
  const first2 = web.members[0];
  return { hint: named3?.name, type: first2.type, linear: web.members.every((value) => value.linear) };
}
function mayShare(value, other, definition2) {
  if (!sameType(value.type, other.type)) return false;
  const source = definition2(other).statement;
  if (source?.kind === "call" && source.results.length > 1) return false;
  if ((source?.kind === "for" && source.index === other) || (source?.kind === "while" && source.trip === other)) {
    return false;
  }
  if (value.name !== void 0 && value.name === other.name) return true;
  if (source === void 0) return false;
  if (bothNamed(value, other)) return false;
  return source.kind === "if" || source.kind === "for" || source.kind === "while" || isStep2(source, value);
}
var bothNamed = (a, b) => a.name !== void 0 && b.name !== void 0;
var isStep2 = (statement, value) =>
  statement.kind === "let" &&
  statement.operation.kind === "primitive" &&
  (statement.operation.name === "add" || statement.operation.name === "sub") &&
  statement.operation.args[0] === value &&
  statement.operation.args[1]?.kind === "constant";
function sameType(a, b) {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "array" && b.kind === "array") return a.storage === b.storage && sameType(a.element, b.element);
  return a.kind === "number" || a.kind === "boolean" || a.kind === "string";
}
function placeOf2(members, at2, definition2) {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (definition2(members[middle]).at <= at2) low = middle + 1;
    else high = middle;
  }
  return low;
}
function interferes(value, members, regions, definition2) {
  const own = definition2(value);
  const uses2 = regions.uses.get(value) ?? [];
  const place = placeOf2(members, own.at, definition2);
  for (let i = place - 1; i >= 0; i--) {
    const member = members[i];
    const other = definition2(member);
    if (!dominates(other, own)) continue;
    if (isAlive(other, regions.uses.get(member) ?? [], own)) return true;
    if (other.at < own.at) break;
    if (isAlive(own, uses2, other)) return true;
  }
  let last = own.at;
  for (const use of uses2) last = Math.max(last, lastPoint(use.region, use.at, own.region));
  for (let i = place; i < members.length; i++) {
    const other = definition2(members[i]);
    if (other.at > last) break;
    if (dominates(own, other) && isAlive(own, uses2, other)) return true;
  }
  return false;
}
var dominates = (a, b) => a.at <= b.at && encloses(a.region, b.region);
function isAlive(definition2, uses2, point) {
  const loop = outermostLoop(point.region, definition2.region);
  return uses2.some((use) => {
    if (loop !== void 0 && encloses(loop, use.region)) return true;
    return use.at > point.at && commonRegion(use.region, point.region).kind !== "if";
  });
}
function outermostLoop(region, outside) {
  let loop;
  for (let at2 = region; at2 !== void 0 && at2 !== outside; at2 = at2.parent) {
    if (at2.kind === "loop") loop = at2;
  }
  return loop;
}
var lastPoint = (region, at2, outside) => outermostLoop(region, outside)?.exit ?? at2;
function declarationOf(web, definition2) {
  let place;
  for (const value of web.members) {
    const { home, statement, order } = definition2(value);
    if (statement === void 0) return void 0;
    if (place === void 0) {
      place = { home, statement, order };
      continue;
    }
    let common = commonRegion(place.home, home);
    while (common.kind !== "block") common = common.parent;
    const a = lift(place.home, place, common);
    const b = lift(home, { statement, order }, common);
    place = { home: common, ...(a.order <= b.order ? a : b) };
  }
  return place?.statement;
}
function lift(home, place, target2) {
  let { statement, order } = place;
  let at2 = home;
  while (at2 !== target2) {
    const whole = at2.parent;
    statement = whole.owner;
    order = whole.enter;
    at2 = whole.parent;
  }
  return { statement, order };
}

// packages/transformer/src/6-emit/localTapes.ts
function localTapes(fn) {
  const found = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "tapeAlloc") return;
    const { element, capacity } = statement.operation;
    const { type } = statement.value;
    const typed = isTyped(type);
    found.set(statement.value, element.kind === "boolean" && (typed || capacity !== void 0));
  });
  const leave2 = (atom) => {
    if (atom?.kind === "value") found.delete(atom);
  };
  for (const atom of fn.results) leave2(atom);
  visit(fn.body, (statement) => {
    for (const atom of usesBeyondTape(statement)) leave2(atom);
  });
  return found;
}
function usesBeyondTape(statement) {
  if (statement.kind === "tapeStore") return [statement.position, statement.value];
  if (statement.kind === "let" && statement.operation.kind === "tapeLoad") return [statement.operation.position];
  return uses(statement);
}
var isTyped = (type) => type.kind === "array" && type.storage !== "Array";

// packages/transformer/src/6-emit/operations.ts
var operators = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  rem: "%",
  pow: "**",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  eq: "===",
  ne: "!==",
  and: "&&",
  or: "||",
  bitand: "&",
  bitor: "|",
  bitxor: "^",
  shl: "<<",
  shr: ">>",
  ushr: ">>>",
};
function expressionOf(operation, value, around) {
  const { atom, aliases } = around;
  switch (operation.kind) {
    case "primitive":
      return primitiveOf(operation, operation.args.map(atom));
    case "load":
      return slotOf(operation.base, operation.key, around);
    case "length":
      return {
        kind: "member",
        object: atom(operation.base),
        name: "length",
        effect: { reads: [aliases.lengthOf(operation.base)] },
      };
    case "makeArray": {
      const elements = operation.elements.map(atom);
      const { type } = value;
      if (type.kind !== "array" || type.storage === "Array") return { kind: "array", elements };
      return elements.length === 0 ? construct(type.storage, literal(0)) : call(`${type.storage}.of`, ...elements);
    }
    case "makeRecord":
      return {
        kind: "object",
        fields: operation.fields.map((field3) => ({ name: field3.name, value: atom(field3.value) })),
      };
    case "newArray":
      return newArrayOf(
        value.type,
        atom(operation.length),
        operation.fill === void 0 ? void 0 : atom(operation.fill),
        around.types,
      );
    case "slice": {
      const base = atom(operation.base);
      const start = operation.start === void 0 ? void 0 : atom(operation.start);
      const end = operation.end === void 0 ? void 0 : atom(operation.end);
      const args = end !== void 0 ? [start ?? literal(0), end] : start === void 0 ? [] : [start];
      const effect = {
        reads: [aliases.slotOf(operation.base, anyIndex2), aliases.lengthOf(operation.base)],
      };
      return { kind: "method", object: base, name: "slice", args, effect };
    }
    case "zerosLike":
      return zerosLikeOf(operation.of, value.type, around);
    case "tapeAlloc":
      return tapeOf(value, operation.element, operation.capacity, around);
    case "tapeLoad": {
      const slot = {
        kind: "index",
        object: atom(operation.tape),
        index: atom(operation.position),
        effect: { reads: [aliases.slotOf(operation.tape, anyIndex2)] },
      };
      return around.isCoded(operation.tape) ? binary("!==", slot, literal(0)) : slot;
    }
    case "opaque":
      for (const name of operation.imports ?? []) around.helper(name);
      return { kind: "host", text: operation.text, args: operation.args.map(atom) };
    case "global":
      return { kind: "literal", constant: { kind: "constant", value: void 0, text: around.globalName(operation) } };
    case "linear":
    case "read":
      throw new Error(`emit: a ${operation.kind} operation is left`);
  }
}
var anyIndex2 = { kind: "index", index: { kind: "constant", value: 0 } };
var variableOf = (base) => (base.kind === "value" && base.type.kind === "record" ? base.type.variable : void 0);
function slotOf(base, key, around) {
  const effect = { reads: [around.aliases.slotOf(base, key)] };
  const variable2 = variableOf(base);
  if (variable2 !== void 0) {
    return { kind: "member", object: literal(void 0), name: around.globalName(variable2), bare: true, effect };
  }
  const object = around.atom(base);
  if (key.kind === "index") return { kind: "index", object, index: around.atom(key.index), effect };
  if (base.kind === "value" && (base.type.kind === "tuple" || base.type.kind === "array") && /^\d+$/.test(key.name)) {
    return { kind: "index", object, index: literal(Number(key.name)), effect };
  }
  return { kind: "member", object, name: key.name, effect };
}
function primitiveOf(operation, args) {
  const { name } = operation;
  const operand = (index) => {
    const arg = args[index];
    if (arg === void 0) throw new Error(`emit: ${name} has no operand ${index}`);
    return arg;
  };
  const operator = operators[name];
  if (operator !== void 0) return binary(operator, operand(0), operand(1));
  switch (name) {
    case "neg":
      return { kind: "unary", operator: "-", operand: operand(0) };
    case "not":
      return { kind: "unary", operator: "!", operand: operand(0) };
    case "bitnot":
      return { kind: "unary", operator: "~", operand: operand(0) };
    case "select":
      return { kind: "conditional", test: operand(0), then: operand(1), else: operand(2) };
    case "identity":
      return operand(0);
    case "toNumber":
      return call("Number", operand(0));
    case "orZero":
      return { kind: "binary", operator: "??", left: operand(0), right: literal(0) };
    case "isNaN":
    case "isFinite":
    case "isInteger":
      return call(`Number.${name}`, operand(0));
    default:
      return call(`Math.${name}`, ...args);
  }
}
function newArrayOf(type, length, fill4, types) {
  if (type.kind !== "array") throw new Error(`emit: a new array of type ${type.kind}`);
  const filled = (array2, value) => ({
    kind: "method",
    object: array2,
    name: "fill",
    args: [value],
  });
  if (type.storage !== "Array") {
    const array2 = construct(type.storage, length);
    return fill4 === void 0 ? array2 : filled(array2, fill4);
  }
  const array = construct(`Array<${types.write(type.element)}>`, length);
  if (fill4 !== void 0) return filled(array, fill4);
  return type.element.kind === "number" ? filled(array, literal(0)) : array;
}
function zerosLikeOf(of, type, around) {
  if (type.kind === "number") return literal(0);
  const source = around.atom(of);
  const length = () => ({
    kind: "member",
    object: source,
    name: "length",
    effect: { reads: [around.aliases.lengthOf(of)] },
  });
  if (type.kind === "array" && type.element.kind === "number") return newArrayOf(type, length(), void 0, around.types);
  if (type.kind === "tuple" && type.elements.every((element) => element.kind === "number")) {
    return { kind: "array", elements: type.elements.map(() => literal(0)) };
  }
  if (type.kind === "record" && !type.fields.some((field3) => isReference(field3.type) || isUnknown(field3.type))) {
    const numbers = type.fields.filter((field3) => field3.type.kind === "number");
    return { kind: "object", fields: numbers.map((field3) => ({ name: field3.name, value: literal(0) })) };
  }
  return {
    kind: "call",
    callee: around.helper("zerosLike"),
    args: [source],
    effect: { readsAll: true },
  };
}
var isUnknown = (type) => type.kind === "variable" || type.kind === "opaque";
function tapeOf(tape, element, capacity, around) {
  const { type } = tape;
  if (capacity !== void 0) {
    if (type.kind === "array" && type.storage !== "Array") return construct(type.storage, around.atom(capacity));
    if (around.isLocalTape(tape)) {
      if (element.kind === "number") return construct("Float64Array", around.atom(capacity));
      if (element.kind === "boolean") return construct("Uint8Array", around.atom(capacity));
    }
  }
  return { kind: "array", elements: [] };
}

// packages/transformer/src/6-emit/memoryNodes.ts
function put2(around, statement) {
  const variable2 = variableOf(statement.base);
  const setter = variable2 && around.globalSetter?.(variable2);
  if (setter !== void 0) return assignElsewhere(around, statement, setter);
  return {
    kind: "put",
    target: slotOf(statement.base, statement.key, around),
    operator: statement.kind === "store" ? "=" : "+=",
    value: around.atom(statement.value),
    writes: slotsWritten(around, statement.base, statement.key),
    span: spanOf2(statement.value) ?? spanOf2(statement.base),
  };
}
function assignElsewhere(around, statement, setter) {
  const { base, key } = statement;
  const value = around.atom(statement.value);
  const assigned = statement.kind === "store" ? value : binary("+", slotOf(base, key, around), value);
  return {
    kind: "perform",
    value: { kind: "call", callee: setter, args: [assigned], effect: {} },
    writes: slotsWritten(around, base, key),
    span: spanOf2(statement.value),
  };
}
function putOnTape(around, statement) {
  const value = around.atom(statement.value);
  const target2 = slotOf(statement.tape, { kind: "index", index: statement.position }, around);
  return {
    kind: "put",
    target: target2,
    operator: "=",
    value: around.isCoded(statement.tape)
      ? { kind: "conditional", test: value, then: literal(1), else: literal(0) }
      : value,
    writes: target2.effect?.reads ?? [],
    tape: true,
    span: spanOf2(statement.value),
  };
}
function fill2(around, statement) {
  const { start, end } = statement;
  const args = [around.atom(statement.value)];
  if (start !== void 0 || end !== void 0) args.push(start === void 0 ? literal(0) : around.atom(start));
  if (end !== void 0) args.push(around.atom(end));
  return {
    kind: "perform",
    value: { kind: "method", object: around.atom(statement.base), name: "fill", args, effect: {} },
    writes: [around.aliases.slotOf(statement.base, anyIndex3)],
    span: spanOf2(statement.base),
  };
}
function resize(around, statement) {
  const { aliases } = around;
  const { base } = statement;
  const span = spanOf2(base);
  const reads2 = [aliases.lengthOf(base)];
  const length = { kind: "member", object: around.atom(base), name: "length", effect: { reads: reads2 } };
  const wanted = around.atom(statement.length);
  const empty = base.kind === "value" && base.type.kind === "array" ? emptyOf(base.type.element) : literal(0);
  const writes = [aliases.slotOf(base, anyIndex3), aliases.lengthOf(base)];
  const test2 = binary("<", length, wanted);
  const grow = { kind: "while", head: [], test: test2, body: [push(around, base, empty)], span };
  if (statement.atLeast) return [grow];
  const cut = { kind: "put", target: length, operator: "=", value: wanted, writes, span };
  const longer = {
    kind: "if",
    declared: [],
    condition: binary(">", length, wanted),
    then: [cut],
    else: [],
    span,
  };
  return [longer, grow];
}
function push(around, base, value) {
  const { aliases } = around;
  return {
    kind: "perform",
    value: { kind: "method", object: around.atom(base), name: "push", args: [value], effect: {} },
    writes: [aliases.slotOf(base, anyIndex3), aliases.lengthOf(base)],
    span: spanOf2(base),
  };
}
function slotsWritten(around, base, key) {
  const { aliases } = around;
  const slot = aliases.slotOf(base, key);
  const mayGrow2 = key.kind === "index" && base.kind === "value" && !isTyped2(base.type);
  return mayGrow2 ? [slot, aliases.lengthOf(base)] : [slot];
}
var anyIndex3 = { kind: "index", index: { kind: "constant", value: 0 } };
var spanOf2 = (atom) => (atom.kind === "value" ? atom.span : void 0);
var isTyped2 = (type) => type.kind === "array" && type.storage !== "Array";
function emptyOf(type) {
  switch (type.kind) {
    case "array":
      return type.storage === "Array" ? { kind: "array", elements: [] } : newTyped(type.storage);
    case "tuple":
      return { kind: "array", elements: type.elements.map(emptyOf) };
    case "record":
      return {
        kind: "object",
        fields: type.fields
          .filter((field3) => field3.type.kind !== "record")
          .map((field3) => ({ name: field3.name, value: emptyOf(field3.type) })),
      };
    case "number":
      return literal(0);
    default:
      return literal(void 0);
  }
}
var newTyped = (storage) => ({
  kind: "call",
  callee: storage,
  construct: true,
  args: [literal(0)],
});

// packages/transformer/src/6-emit/ranges.ts
var compares = { lt: "<", le: "<=", gt: ">", ge: ">=" };
function countedLoop(loop, atom, isInteger) {
  const { test: test2, step: step2 } = loop;
  const from = atom(loop.from);
  const to = atom(loop.to);
  const counts = (test2 === "lt" || test2 === "le") === step2 > 0;
  if (loop.order === "ascending" || !counts) return { first: from, compare: compares[test2], bound: to, step: step2 };
  const up = step2 > 0;
  const size = Math.abs(step2);
  const inclusive = test2 === "le" || test2 === "ge";
  const rounding = up === inclusive ? "floor" : "ceil";
  const whole = loop.to.kind === "value" && !isInteger(loop.to) ? call(`Math.${rounding}`, to) : rounded(to, rounding);
  const known2 = lastKnown(loop);
  if (known2 !== void 0) return { first: literal(known2), compare: up ? ">=" : "<=", bound: from, step: -step2 };
  const last = size === 1 ? nearest(whole, inclusive, up) : lastMultiple(from, whole, inclusive, up, size);
  return { first: last, compare: up ? ">=" : "<=", bound: from, step: -step2 };
}
function rounded(bound, rounding) {
  if (bound.kind !== "literal" || typeof bound.constant.value !== "number") return bound;
  const { value } = bound.constant;
  return Number.isInteger(value) ? bound : literal(Math[rounding](value));
}
function nearest(whole, inclusive, up) {
  if (!inclusive) return plus(whole, up ? -1 : 1);
  return whole.kind === "call" ? plus(whole, 0) : whole;
}
function lastMultiple(from, whole, inclusive, up, size) {
  const distance = up ? minus(whole, from) : minus(from, whole);
  const quotient2 = binary("/", distance, literal(size));
  const steps = inclusive ? call("Math.floor", quotient2) : plus(call("Math.ceil", quotient2), -1);
  const offset2 = binary("*", steps, literal(size));
  if (isZero(from) && up) return inclusive && whole.kind === "call" ? plus(offset2, 0) : offset2;
  return binary(up ? "+" : "-", from, offset2);
}
function lastKnown({ from, to, test: test2, step: step2 }) {
  if (from.kind === "value" || to.kind === "value") return void 0;
  if (from.text !== void 0 || to.text !== void 0) return void 0;
  if (typeof from.value !== "number" || typeof to.value !== "number" || !Number.isFinite(to.value)) return void 0;
  const distance = (to.value - from.value) / step2;
  const inclusive = test2 === "le" || test2 === "ge";
  const steps = inclusive ? Math.floor(distance) : Math.ceil(distance) - 1;
  if (!Number.isSafeInteger(from.value) || Math.abs(to.value) > 1e9 || Math.abs(from.value) > 1e9) return void 0;
  if (!Number.isInteger(to.value) && Math.abs(to.value) < 1e-6) return void 0;
  return from.value + steps * step2 + 0;
}
var isZero = (expression) => expression.kind === "literal" && expression.constant.value === 0;
var minus = (left, right) => (isZero(right) ? left : binary("-", left, right));
function plus(expression, amount) {
  if (expression.kind === "literal" && typeof expression.constant.value === "number") {
    return literal(expression.constant.value + amount);
  }
  const operator = amount < 0 ? "-" : "+";
  return binary(operator, expression, literal(Math.abs(amount)));
}

// packages/transformer/src/6-emit/leaveSSA.ts
function leaveSSA(fn, module, keys) {
  const regions = findRegions(fn);
  const leaving = new Leaving(fn, module, regions, coalesce(fn, regions));
  const body = leaving.block(fn.body);
  return { params: fn.params.map(leaving.variableOf), tree: [...body, ...leaving.result(fn.results, keys, fn.span)] };
}
var Leaving = class {
  constructor(fn, module, regions, coalesced) {
    this.module = module;
    this.regions = regions;
    this.coalesced = coalesced;
    this.variableOf = coalesced.variableOf;
    this.isInteger = analyzeIntegers(fn);
    this.appends = findAppends(fn.body, module.aliases);
    const local = localTapes(fn);
    this.around = {
      ...module,
      atom: this.atom,
      isLocalTape: (tape) => local.has(tape),
      isCoded: (tape) => tape.kind === "value" && local.get(tape) === true,
    };
  }
  module;
  regions;
  coalesced;
  variableOf;
  around;
  isInteger;
  appends;
  atom = (atom) => (atom.kind === "constant" ? { kind: "literal", constant: atom } : variable(this.variableOf(atom)));
  block(block4) {
    return block4.flatMap((statement) => this.statement(statement));
  }
  result(results2, keys, span) {
    const only = results2[0];
    if (only === void 0) return [];
    if (results2.length === 1) return [{ kind: "return", value: this.atom(only), span }];
    const fields = results2.map((atom, i) => ({ name: keys[i] ?? `result${i}`, value: this.atom(atom) }));
    return [{ kind: "return", value: { kind: "object", fields }, span }];
  }
  statement(statement) {
    switch (statement.kind) {
      case "let": {
        const { value, operation } = statement;
        if (operation.kind === "global" && variableOf(value) !== void 0) return [];
        const isHost = operation.kind === "opaque";
        if (isHost && (!this.regions.mentioned.has(value) || value.type.kind === "undefined")) {
          const host = expressionOf(operation, value, this.around);
          const performed = { kind: "perform", value: host, writes: void 0, span: value.span };
          return this.regions.mentioned.has(value) ? [performed, ...this.define(value, literal(void 0))] : [performed];
        }
        return this.define(value, expressionOf(operation, value, this.around), statement);
      }
      case "store":
      case "accumulate":
        if (this.appends.pushes.has(statement)) return [push(this.around, statement.base, this.atom(statement.value))];
        return [put2(this.around, statement)];
      case "fill":
        return [fill2(this.around, statement)];
      case "resize":
        return this.appends.skipped.has(statement) ? [] : resize(this.around, statement);
      case "tapeStore":
        return [putOnTape(this.around, statement)];
      case "if":
        return this.branch(statement);
      case "for":
        return this.counted(statement);
      case "while":
        return this.repeat(statement);
      case "call":
        return this.call(statement);
      case "throw":
        return [
          {
            kind: "throw",
            value: { kind: "host", text: statement.text, args: statement.args.map(this.atom) },
            span: statement.span,
          },
        ];
      case "note":
        return [{ kind: "note", text: statement.text, span: void 0 }];
      default:
        throw new Error(`leaveSSA: a ${statement.kind} is left`);
    }
  }
  /** `const x = …`, `let x = …`, or `x = …` if the variable lives already. */
  define(value, expression, statement) {
    const target2 = this.variableOf(value);
    const declares =
      this.coalesced.isSingle(target2) ||
      (statement !== void 0 && this.coalesced.declaredAt.get(statement)?.includes(target2) === true);
    return declares
      ? [{ kind: "declare", variable: target2, value: expression, span: value.span }]
      : [{ kind: "assign", target: target2, value: expression, span: value.span }];
  }
  copies(pairs) {
    return pairs.flatMap(([value, atom]) => {
      const target2 = this.variableOf(value);
      if (atom.kind === "value" && this.variableOf(atom) === target2) return [];
      return [{ target: target2, value: this.atom(atom) }];
    });
  }
  parallel(copies, span) {
    const first2 = copies[0];
    if (first2 === void 0) return [];
    if (copies.length === 1) return [{ kind: "assign", ...first2, span }];
    return [{ kind: "parallel", copies, span }];
  }
  branch(statement) {
    const { span } = statement;
    const opens = this.opens(statement);
    const leaves = { then: alwaysThrows(statement.then), else: alwaysThrows(statement.else) };
    const results2 = statement.results.filter((result) => this.regions.mentioned.has(result.value));
    const assigned = { then: [], else: [] };
    const staysOut = statement.else.length === 0 && statement.then.length > 0;
    const declared = opens.map((opened) => {
      const result = results2.find((r) => this.variableOf(r.value) === opened);
      if (result === void 0 || leaves.then || leaves.else) return { variable: opened, value: void 0 };
      const start = isPlain(result.else) ? "else" : isPlain(result.then) ? "then" : staysOut ? "else" : void 0;
      if (start === void 0 || this.assignedIn(statement[start], opened)) return { variable: opened, value: void 0 };
      const other = start === "else" ? "then" : "else";
      assigned[other].push([result.value, result[other]]);
      return { variable: opened, value: this.atom(result[start]) };
    });
    for (const result of results2) {
      const start = declared.find((d) => d.variable === this.variableOf(result.value));
      if (start?.value !== void 0) continue;
      if (!leaves.then) assigned.then.push([result.value, result.then]);
      if (!leaves.else) assigned.else.push([result.value, result.else]);
    }
    return [
      {
        kind: "if",
        declared,
        condition: this.atom(statement.condition),
        then: [...this.block(statement.then), ...this.parallel(this.copies(assigned.then), span)],
        else: [...this.block(statement.else), ...this.parallel(this.copies(assigned.else), span)],
        span,
      },
    ];
  }
  counted(statement) {
    const { span } = statement;
    const body = [...this.block(statement.body), ...this.parallel(this.nexts(statement.carried), span)];
    const range = countedLoop(statement, this.atom, this.isInteger);
    return [
      ...this.start(statement, statement.carried),
      { kind: "for", variable: this.variableOf(statement.index), ...range, body, span },
    ];
  }
  repeat(statement) {
    const { span, trip, trips } = statement;
    const counts = this.regions.mentioned.has(trip) || this.regions.mentioned.has(trips);
    const counter = this.variableOf(trip);
    const nexts = [...this.nexts(statement.carried)];
    if (counts) nexts.push({ target: counter, value: binary("+", variable(counter), literal(1)) });
    return [
      ...this.start(statement, statement.carried, counts ? counter : void 0),
      {
        kind: "while",
        head: this.block(statement.condition.block),
        test: this.atom(statement.condition.test),
        body: [...this.block(statement.body), ...this.parallel(nexts, span)],
        span,
      },
    ];
  }
  opens(statement) {
    return (this.coalesced.declaredAt.get(statement) ?? []).filter(this.coalesced.isMentioned);
  }
  nexts(carried) {
    return this.copies(this.live(carried).map((c) => [c.parameter, c.next]));
  }
  /** The carried values whose variable is read anywhere. */
  live(carried) {
    return carried.filter((c) => this.coalesced.isMentioned(this.variableOf(c.parameter)));
  }
  /** The initial values of a loop: declarations first, since they only read. */
  start(statement, carried, counter) {
    const opens = this.opens(statement);
    const initial = [...this.copies(this.live(carried).map((c) => [c.parameter, c.initial]))];
    if (counter !== void 0) initial.push({ target: counter, value: literal(0) });
    const declarations = opens.flatMap((opened) => {
      if (statement.kind === "while" && opened === this.variableOf(statement.trip) && counter === void 0) return [];
      if (statement.kind === "for" && opened === this.variableOf(statement.index)) return [];
      const span = statement.span;
      const value = initial.find((copy) => copy.target === opened)?.value;
      return [{ kind: "declare", variable: opened, value, span }];
    });
    return [
      ...declarations,
      ...this.parallel(
        initial.filter((copy) => !opens.includes(copy.target)),
        statement.span,
      ),
    ];
  }
  call(statement) {
    const { span } = statement;
    const value = {
      kind: "call",
      callee: this.module.calleeName(statement.callee),
      args: statement.args.map(this.atom),
      effect: { impure: true, readsAll: true },
    };
    const mentioned = statement.results.filter((result) => this.regions.mentioned.has(result));
    if (mentioned.length === 0) return [{ kind: "perform", value, writes: void 0, span }];
    const only = statement.results[0];
    if (statement.results.length === 1 && only !== void 0) {
      const target2 = this.variableOf(only);
      const declares = this.coalesced.declaredAt.get(statement)?.includes(target2) === true;
      return declares
        ? [{ kind: "declare", variable: target2, value, span }]
        : [{ kind: "assign", target: target2, value, span }];
    }
    const keys = this.module.resultKeys(statement);
    const entries = statement.results.flatMap((result, i) =>
      this.regions.mentioned.has(result) ? [{ key: keys[i] ?? `result${i}`, variable: this.variableOf(result) }] : [],
    );
    return [{ kind: "destructure", entries, value, span }];
  }
  /** Whether a value that is defined inside a block shares the variable. */
  assignedIn(block4, shared) {
    let found = false;
    visit(block4, (inner2) => {
      for (const value of [...definitions(inner2), ...parameters(inner2)]) {
        if (this.variableOf(value) === shared) found = true;
      }
    });
    return found;
  }
};
var isPlain = (atom) => atom.kind === "constant";
function alwaysThrows(block4) {
  return block4.some(
    (statement) =>
      statement.kind === "throw" ||
      (statement.kind === "if" && alwaysThrows(statement.then) && alwaysThrows(statement.else)),
  );
}

// packages/transformer/src/6-emit/hints.ts
function findHints(tree) {
  const hints = /* @__PURE__ */ new Map();
  const functions2 = /* @__PURE__ */ new Map();
  visitTree(tree, (node) => {
    if (node.kind === "declare") {
      const name = node.value === void 0 ? void 0 : functionOf(node.value);
      if (name !== void 0) functions2.set(node.variable, name);
    }
    if (node.kind === "return" && node.value.kind === "object") {
      for (const { name, value } of node.value.fields) {
        if (value.kind === "variable" && value.variable.hint === void 0) hints.set(value.variable, name);
      }
    }
    if (node.kind !== "put" || node.tape === void 0 || node.target.object.kind !== "variable") return;
    const tape = node.target.object.variable;
    const of =
      node.value.kind === "variable"
        ? (node.value.variable.hint ?? functions2.get(node.value.variable))
        : functionOf(node.value);
    if (tape.hint === "tape" && of !== void 0 && !hints.has(tape)) hints.set(tape, `${of}_tape`);
  });
  return hints;
}
var functionOf = (value) =>
  value.kind === "call" && !value.construct && /^Math\.\w+$/.test(value.callee) ? value.callee.slice(5) : void 0;
function hintOf(variable2, value, found, names2) {
  const hint = found.get(variable2) ?? variable2.hint ?? hintOfValue(variable2, value, names2);
  const name = hint.replace(/[^\p{ID_Continue}$]/gu, "_");
  return /^[\p{ID_Start}$_]/u.test(name) ? name : `_${name}`;
}
function hintOfValue(variable2, value, names2) {
  const isSlot = value?.kind === "member" || value?.kind === "index";
  const of = isSlot && value.object.kind === "variable" ? names2.get(value.object.variable) : void 0;
  if (value?.kind === "member") {
    return value.name === "length" ? "n" : value.name + (of?.match(/_(bar|dot)$/)?.[0] ?? "");
  }
  if (of !== void 0 && isReference(variable2.type)) return elementOf(of, variable2.type.kind === "array");
  const called = value === void 0 ? void 0 : functionOf(value);
  if (called !== void 0) return called;
  if (variable2.type.kind === "array") return "list";
  return isReference(variable2.type) ? "item" : "t";
}
function elementOf(name, isRow) {
  const [, whole = name, suffix = ""] = name.match(/^(.+?)(_bar|_dot|_tape)$/) ?? [];
  const singular = /[a-z]s$/.test(whole) && !/(ss|us|is)$/.test(whole) ? whole.slice(0, -1) : void 0;
  if (singular !== void 0) return singular + suffix;
  return isRow ? `${name}_row` : `${whole}_item${suffix}`;
}

// packages/transformer/src/6-emit/names.ts
var keywords =
  "abstract arguments as async await boolean break case catch class const continue debugger default delete do else enum eval export extends false finally for function get if implements import in instanceof interface let new null of package private protected public return set static super switch this throw true try type typeof undefined var void while with yield";
var globals =
  "Array Boolean Float32Array Float64Array Infinity Int16Array Int32Array Int8Array JSON Math NaN Number Object Uint16Array Uint32Array Uint8Array Uint8ClampedArray globalThis";
var reservedNames = new Set(`${keywords} ${globals}`.split(" "));
var indexNames = ["i", "j", "k", "l", "m"];
function assignNames(params, tree, avoided) {
  const naming = new Naming(avoided, findHints(tree));
  for (const parameter of params) naming.declare(parameter, void 0);
  naming.tree(tree);
  return naming.names;
}
var Naming = class {
  constructor(avoided, hints) {
    this.avoided = avoided;
    this.hints = hints;
  }
  avoided;
  hints;
  names = /* @__PURE__ */ new Map();
  visible = /* @__PURE__ */ new Set();
  next = /* @__PURE__ */ new Map();
  /** What to undo at the end of each open block. */
  undo = [];
  tree(tree) {
    for (const node of tree) this.node(node);
  }
  declare(variable2, value, preferred) {
    if (this.names.has(variable2)) return;
    const hint = preferred ?? hintOf(variable2, value, this.hints, this.names);
    const name = this.free(hint) ? hint : this.numbered(hint);
    this.names.set(variable2, name);
    this.visible.add(name);
    this.undo.push(() => this.visible.delete(name));
  }
  free(name) {
    return !this.visible.has(name) && !reservedNames.has(name) && !this.avoided.has(name);
  }
  numbered(hint) {
    const base = hint.replace(/(?<=\D)\d+$/, "");
    const before = this.next.get(base);
    let number3 = before ?? 2;
    while (!this.free(`${base}${number3}`)) number3++;
    this.next.set(base, number3 + 1);
    this.undo.push(() => (before === void 0 ? this.next.delete(base) : this.next.set(base, before)));
    return `${base}${number3}`;
  }
  scope(inside5) {
    const outer = this.undo;
    this.undo = [];
    inside5();
    for (const step2 of this.undo.reverse()) step2();
    this.undo = outer;
  }
  index(variable2) {
    const start = variable2.hint === void 0 ? 0 : indexNames.indexOf(variable2.hint);
    const next = start < 0 ? void 0 : indexNames.slice(start).find((name) => this.free(name));
    this.declare(variable2, void 0, next);
  }
  node(node) {
    switch (node.kind) {
      case "declare":
        this.declare(node.variable, node.value);
        return;
      case "destructure":
        for (const { variable: variable2, key } of node.entries)
          this.declare(variable2, void 0, variable2.hint === void 0 ? key : void 0);
        return;
      case "for":
        this.scope(() => {
          this.index(node.variable);
          this.scope(() => this.tree(node.body));
        });
        return;
      case "stepped":
        this.scope(() => {
          if (node.first !== void 0) this.index(node.first.variable);
          this.scope(() => this.tree(node.body));
        });
        return;
      case "while":
        this.scope(() => {
          this.tree(node.head);
          this.tree(node.body);
        });
        return;
      case "if":
        for (const { variable: variable2, value } of node.declared) this.declare(variable2, value);
        for (const inner2 of treesOf(node)) this.scope(() => this.tree(inner2));
        return;
      default:
        for (const inner2 of treesOf(node)) this.scope(() => this.tree(inner2));
    }
  }
};

// packages/transformer/src/6-emit/types.ts
var identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
var propertyName = (name) => (identifier.test(name) ? name : JSON.stringify(name));
var isIdentifier = (name) => identifier.test(name);
var TypeWriter = class {
  constructor(freshName) {
    this.freshName = freshName;
  }
  freshName;
  interfaces = /* @__PURE__ */ new Map();
  open = /* @__PURE__ */ new Set();
  write(type) {
    switch (type.kind) {
      case "number":
      case "boolean":
      case "string":
      case "undefined":
        return type.kind;
      case "array": {
        if (type.storage !== "Array") return type.storage;
        return `${this.write(type.element)}[]`;
      }
      case "tuple":
        return `[${type.elements.map((element) => this.write(element)).join(", ")}]`;
      case "record":
        return this.record(type);
      case "variable":
        return type.binding === void 0 ? "any" : this.write(type.binding);
      case "opaque":
        return "any";
    }
  }
  /** The interfaces that the written types need, in the order of their first use. */
  declarations() {
    return [...this.interfaces.values()].flatMap(({ text }) => text ?? []);
  }
  record(type) {
    const known2 = this.interfaces.get(type) ?? (isFrame(type) ? void 0 : this.twinOf(type));
    if (known2 !== void 0) return known2.name;
    if (isFrame(type)) this.interfaces.set(type, { name: this.freshName(type.name ?? "frame"), text: void 0 });
    else if (this.open.has(type)) {
      const name = this.freshName(`${(type.name ?? "").replace(/(Cotangent|Tangent)$/, "")}Shape`);
      this.interfaces.set(type, { name, text: void 0 });
      return name;
    }
    this.open.add(type);
    const fields = type.fields.map((field3) => `${propertyName(field3.name)}: ${this.write(field3.type)}`);
    this.open.delete(type);
    const recursive = this.interfaces.get(type);
    if (recursive === void 0) return fields.length === 0 ? "{}" : `{ ${fields.join("; ")} }`;
    recursive.text = `interface ${recursive.name} {
${fields
  .map(
    (field3) => `  ${field3};
`,
  )
  .join("")}}`;
    return recursive.name;
  }
  /** The interface of a type with the same structure. */
  twinOf(type) {
    for (const [other, written] of this.interfaces) {
      if (written.text !== void 0 && !isFrame(other) && sameStructure(type, other, [])) return written;
    }
    return void 0;
  }
};
var isFrame = (type) => type.isFrame === true;
function sameStructure(a, b, assumed) {
  if (a === b || assumed.some(([x, y]) => x === a && y === b)) return true;
  if (a.kind === "variable") return a.binding !== void 0 && sameStructure(a.binding, b, assumed);
  if (b.kind === "variable") return b.binding !== void 0 && sameStructure(a, b.binding, assumed);
  const inside5 = [...assumed, [a, b]];
  if (a.kind === "array") {
    return b.kind === "array" && a.storage === b.storage && sameStructure(a.element, b.element, inside5);
  }
  if (a.kind === "tuple") {
    if (b.kind !== "tuple" || a.elements.length !== b.elements.length) return false;
    return a.elements.every((element, i) => sameStructure(element, b.elements[i], inside5));
  }
  if (a.kind === "record") {
    if (b.kind !== "record" || a.fields.length !== b.fields.length) return false;
    return a.fields.every((field3, i) => {
      const other = b.fields[i];
      return other?.name === field3.name && sameStructure(field3.type, other.type, inside5);
    });
  }
  return a.kind === b.kind;
}

// packages/transformer/src/6-emit/expressions.ts
var strength = {
  conditional: 3,
  "||": 4,
  "??": 3,
  "&&": 5,
  "|": 6,
  "^": 7,
  "&": 8,
  "===": 9,
  "!==": 9,
  "<": 10,
  "<=": 10,
  ">": 10,
  ">=": 10,
  "<<": 11,
  ">>": 11,
  ">>>": 11,
  "+": 12,
  "-": 12,
  "*": 13,
  "/": 13,
  "%": 13,
  "**": 14,
  unary: 15,
  postfix: 17,
  primary: 18,
};
function printExpression(expression, nameOf2) {
  return print(expression, 0, nameOf2);
}
function print(expression, context, nameOf2) {
  const text = printBare(expression, nameOf2);
  return strengthOf(expression) < context ? `(${text})` : text;
}
function strengthOf(expression) {
  switch (expression.kind) {
    case "binary":
      return strength[simplified(expression).operator];
    case "conditional":
      return strength.conditional;
    case "unary":
      return strength.unary;
    case "literal":
      return isNegative(expression.constant) ? strength.unary : literalStrength(expression.constant);
    case "host":
      return 0;
    case "update":
      return strength.unary;
    case "call":
      return expression.construct ? strength.postfix : strength.primary;
    case "object":
      return strength.primary;
    default:
      return strength.primary;
  }
}
var access = (name) => (isIdentifier(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
function printBare(expression, nameOf2) {
  const at2 = (operand, context) => print(operand, context, nameOf2);
  const list = (operands2) => operands2.map((operand) => at2(operand, 1)).join(", ");
  switch (expression.kind) {
    case "variable":
      return nameOf2(expression.variable);
    case "literal":
      return printConstant(expression.constant);
    case "unary": {
      const inner2 = at2(expression.operand, strength.unary);
      return expression.operator === "-" && inner2.startsWith("-") ? `-(${inner2})` : expression.operator + inner2;
    }
    case "binary": {
      const { operator, left, right } = simplified(expression);
      const own = strength[operator];
      if (operator === "**") return `${at2(left, strength.postfix)} ** ${at2(right, own)}`;
      return `${at2(left, own)} ${operator} ${at2(right, own + 1)}`;
    }
    case "conditional": {
      const test2 = at2(expression.test, strength.conditional + 1);
      return `${test2} ? ${at2(expression.then, 1)} : ${at2(expression.else, 1)}`;
    }
    case "member":
      if (expression.bare) return expression.name;
      return at2(expression.object, strength.primary) + access(expression.name);
    case "index":
      return `${at2(expression.object, strength.primary)}[${at2(expression.index, 0)}]`;
    case "call":
      return `${expression.construct ? "new " : ""}${expression.callee}(${list(expression.args)})`;
    case "method": {
      const object = expression.object;
      const isNew = object.kind === "call" && object.construct;
      return `${isNew ? printBare(object, nameOf2) : at2(object, strength.primary)}.${expression.name}(${list(expression.args)})`;
    }
    case "array":
      return `[${list(expression.elements)}]`;
    case "object":
      return expression.fields.length === 0 ? "{}" : `{ ${printFields(expression.fields, nameOf2).join(", ")} }`;
    case "host":
      return expression.text.replace(/\$(\d+)/g, (whole, digits) => {
        const arg = expression.args[Number(digits)];
        return arg === void 0 ? whole : at2(arg, strength.primary);
      });
    case "update": {
      const name = nameOf2(expression.variable);
      return expression.prefix ? expression.operator + name : name + expression.operator;
    }
  }
}
var printFields = (fields, nameOf2) =>
  fields.map(({ name, value }) => {
    const text = print(value, 1, nameOf2);
    return text === name ? name : `${propertyName(name)}: ${text}`;
  });
function simplified(expression) {
  const { operator, right } = expression;
  if (operator !== "+" && operator !== "-") return expression;
  const flipped2 = operator === "+" ? "-" : "+";
  if (right.kind === "unary" && right.operator === "-")
    return { ...expression, operator: flipped2, right: right.operand };
  if (right.kind === "literal" && isNegative(right.constant) && right.constant.text === void 0) {
    const constant2 = { kind: "constant", value: -right.constant.value };
    return { ...expression, operator: flipped2, right: { kind: "literal", constant: constant2 } };
  }
  const positive2 = withoutSign(right);
  return positive2 === void 0 ? expression : { ...expression, operator: flipped2, right: positive2 };
}
function withoutSign(product3) {
  if (product3.kind !== "binary" || (product3.operator !== "*" && product3.operator !== "/")) return void 0;
  const { left } = product3;
  if (left.kind !== "literal") {
    const inner2 = withoutSign(left);
    return inner2 === void 0 ? void 0 : { ...product3, left: inner2 };
  }
  if (!isNegative(left.constant) || left.constant.text !== void 0) return void 0;
  return { ...product3, left: literal(-left.constant.value) };
}
var isNegative = ({ value, text }) =>
  text === void 0 ? typeof value === "number" && (value < 0 || Object.is(value, -0)) : text.startsWith("-");
var literalStrength = ({ text }) => (text !== void 0 && !/^[\w$.]+$/.test(text) ? 0 : strength.primary);
function printConstant({ value, text }) {
  if (text !== void 0) return text;
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
}
function sameExpression(a, b) {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "variable":
      return a.variable === b.variable;
    case "literal": {
      const other = b.constant;
      return Object.is(a.constant.value, other.value) && a.constant.text === other.text;
    }
    case "member":
      return a.name === b.name && sameExpression(a.object, b.object);
    case "index": {
      const other = b;
      return sameExpression(a.object, other.object) && sameExpression(a.index, other.index);
    }
    case "binary": {
      const other = b;
      return (
        a.operator === other.operator && sameExpression(a.left, other.left) && sameExpression(a.right, other.right)
      );
    }
    default:
      return false;
  }
}

// packages/transformer/src/6-emit/statements.ts
var lineWidth = 120;
function printTree(tree, indent2, printing) {
  const printer = new Printer(printing, assignedIn(tree), comparedIn(tree));
  printer.tree(tree, indent2);
  return printer;
}
function assignedIn(tree) {
  const assigned = /* @__PURE__ */ new Set();
  visitTree(tree, (node) => {
    for (const target2 of targetsOf(node)) assigned.add(target2);
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
function comparedIn(tree) {
  const compared = /* @__PURE__ */ new Set();
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
var Printer = class {
  constructor(printing, assigned, compared) {
    this.printing = printing;
    this.assigned = assigned;
    this.compared = compared;
  }
  printing;
  assigned;
  compared;
  lines = [];
  mappings = [];
  tree(tree, indent2) {
    for (const node of tree) this.node(node, indent2);
  }
  line(text, indent2, span) {
    if (span !== void 0) this.mappings.push({ line: this.lines.length, column: 2 * indent2, span });
    this.lines.push("  ".repeat(indent2) + text);
  }
  text(expression) {
    return printExpression(expression, this.printing.nameOf);
  }
  /** `start expression end`, with the parts of a literal on their own lines if one line is too short. */
  statement(start, expression, end, indent2, span) {
    const text = start + this.text(expression) + end;
    const isLong = text.length + 2 * indent2 > lineWidth;
    if (isLong && (expression.kind === "array" || expression.kind === "object")) {
      const isArray = expression.kind === "array";
      const parts2 = isArray
        ? expression.elements.map((element) => this.text(element))
        : printFields(expression.fields, this.printing.nameOf);
      this.line(start + (isArray ? "[" : "{"), indent2, span);
      for (const part of parts2) this.line(`${part},`, indent2 + 1);
      this.line((isArray ? "]" : "}") + end, indent2);
      return;
    }
    this.line(text, indent2, span);
  }
  node(node, indent2) {
    const { nameOf: nameOf2 } = this.printing;
    const { span } = node;
    switch (node.kind) {
      case "declare":
        this.declare(node.variable, node.value, indent2, span);
        return;
      case "destructure": {
        const entries = node.entries.map(({ key, variable: variable2 }) => {
          const name = nameOf2(variable2);
          return name === key ? key : `${propertyName(key)}: ${name}`;
        });
        this.line(`const { ${entries.join(", ")} } = ${this.text(node.value)};`, indent2, span);
        return;
      }
      case "assign":
        this.line(`${this.assignment(node.target, node.value)};`, indent2, span);
        return;
      case "put": {
        const target2 = this.text(node.target);
        const [operator, value] = asUpdate(node.target, node.operator, node.value);
        this.statement(`${target2} ${operator} `, value, ";", indent2, span);
        return;
      }
      case "perform":
        this.line(`${this.text(node.value)};`, indent2, span);
        return;
      case "if":
        for (const { variable: variable2, value } of node.declared) this.declare(variable2, value, indent2, span);
        this.branch(node, indent2, span);
        return;
      case "for": {
        const name = nameOf2(node.variable);
        const step2 =
          Math.abs(node.step) === 1
            ? `${name}${node.step > 0 ? "++" : "--"}`
            : `${name} ${node.step > 0 ? "+=" : "-="} ${Math.abs(node.step)}`;
        const bound = printExpression(node.bound, nameOf2);
        this.line(
          `for (let ${name} = ${this.text(node.first)}; ${name} ${node.compare} ${bound}; ${step2}) {`,
          indent2,
          span,
        );
        this.tree(node.body, indent2 + 1);
        this.line("}", indent2);
        return;
      }
      case "stepped": {
        const first2 =
          node.first?.value === void 0 ? "" : `let ${nameOf2(node.first.variable)} = ${this.text(node.first.value)}`;
        const update = node.update === void 0 ? "" : ` ${this.assignment(node.update.target, node.update.value)}`;
        const test2 = isTrue(node.test) ? "" : ` ${this.text(node.test)}`;
        this.line(`for (${first2};${test2};${update}) {`, indent2, span);
        this.tree(node.body, indent2 + 1);
        this.line("}", indent2);
        return;
      }
      case "while":
        if (node.head.length === 0) {
          this.line(`while (${this.text(node.test)}) {`, indent2, span);
        } else {
          this.line("while (true) {", indent2, span);
          this.tree(node.head, indent2 + 1);
          this.line(`if (${this.text({ kind: "unary", operator: "!", operand: node.test })}) break;`, indent2 + 1);
        }
        this.tree(node.body, indent2 + 1);
        this.line("}", indent2);
        return;
      case "doWhile":
        this.line("do {", indent2, span);
        this.tree(node.body, indent2 + 1);
        this.line(`} while (${this.text(node.test)});`, indent2);
        return;
      case "break":
        this.line("break;", indent2, span);
        return;
      case "throw":
        this.line(`throw ${this.text(node.value)};`, indent2, span);
        return;
      case "return":
        this.statement("return ", node.value, ";", indent2, span);
        return;
      case "note":
        this.line(`// ${node.text}`, indent2);
        return;
      case "parallel":
        throw new Error("emit: assignments are still parallel");
    }
  }
  declare(variable2, value, indent2, span) {
    const word = value === void 0 || this.assigned.has(variable2) ? "let" : "const";
    const isTyped5 =
      value === void 0 || needsType(variable2, value) || this.mayNarrow(variable2, value, word === "let");
    const head = `${word} ${this.printing.nameOf(variable2)}${isTyped5 ? `: ${this.typeOf(variable2, value)}` : ""}`;
    if (value === void 0) this.line(`${head};`, indent2, span);
    else this.statement(`${head} = `, value, ";", indent2, span);
  }
  /** A tape that grows is an array of numbers, whatever its type says of one whose size is known. */
  typeOf(variable2, value) {
    const { type } = variable2;
    const grows = value?.kind === "array" && type.kind === "array" && type.storage !== "Array";
    return grows ? "number[]" : this.printing.typeOf(variable2);
  }
  /** Whether TypeScript would infer a narrower type for a variable than it needs, or go in circles around a loop. */
  mayNarrow({ type }, value, isAssigned) {
    if (type.kind === "boolean") return this.copies(value, (part) => isAssigned || this.assigned.has(part));
    if (!isAssigned) return false;
    if (type.kind === "array") return type.storage !== "Array";
    return type.kind === "number" && this.copies(value, (part) => this.compared.has(part));
  }
  /** Whether a variable like those asked for is, by itself or through logic, the value. */
  copies(value, asked) {
    if (value.kind === "variable") return asked(value.variable);
    const isLogic = value.kind === "binary" && (value.operator === "&&" || value.operator === "||");
    const isNot = value.kind === "unary" && value.operator === "!";
    if (!isLogic && !isNot && value.kind !== "conditional") return false;
    return operandsOf(value).some((operand) => this.copies(operand, asked));
  }
  branch(node, indent2, span) {
    if (node.else.length === 0 && node.then.length === 1 && node.then[0]?.kind === "break") {
      this.line(`if (${this.text(node.condition)}) break;`, indent2, span);
      return;
    }
    this.line(`if (${this.text(node.condition)}) {`, indent2, span);
    this.tree(node.then, indent2 + 1);
    let otherwise = node.else;
    while (otherwise.length > 0) {
      const only = otherwise[0];
      if (otherwise.length > 1 || only?.kind !== "if" || only.declared.length > 0) {
        this.line("} else {", indent2);
        this.tree(otherwise, indent2 + 1);
        break;
      }
      this.line(`} else if (${this.text(only.condition)}) {`, indent2, only.span);
      this.tree(only.then, indent2 + 1);
      otherwise = only.else;
    }
    this.line("}", indent2);
  }
  /** `x = value`, `x += term`, `x++`. */
  assignment(target2, value) {
    const name = this.printing.nameOf(target2);
    const [operator, term] =
      target2.type.kind === "number"
        ? asUpdate({ kind: "variable", variable: target2 }, "=", value, target2.linear)
        : ["=", value];
    const isOne = term.kind === "literal" && term.constant.value === 1;
    if (isOne && (operator === "+=" || operator === "-=")) return `${name}${operator === "+=" ? "++" : "--"}`;
    return `${name} ${operator} ${this.text(term)}`;
  }
};
var compound = /* @__PURE__ */ new Set(["+", "-", "*", "/", "%"]);
function asUpdate(target2, operator, value, isLinear2 = false) {
  if (operator === "=") {
    const term = value.kind === "binary" ? termOf(target2, value, isLinear2) : void 0;
    return term === void 0 ? ["=", value] : signed(...term);
  }
  return signed("+", value);
}
function termOf(target2, value, isLinear2) {
  const { operator, left, right } = value;
  if (compound.has(operator) && sameExpression(left, target2)) return [operator, right];
  if ((operator === "+" || operator === "*") && sameExpression(right, target2)) return [operator, left];
  if (!isLinear2 || operator !== "+" || left.kind !== "binary") return void 0;
  const inner2 = termOf(target2, left, true);
  return inner2?.[0] === "+" ? ["+", { kind: "binary", operator: "+", left: inner2[1], right }] : void 0;
}
function signed(operator, term) {
  if (operator === "+" || operator === "-") {
    const flipped2 = operator === "+" ? "-" : "+";
    if (term.kind === "unary" && term.operator === "-") return [`${flipped2}=`, term.operand];
    if (term.kind === "literal" && term.constant.text === void 0) {
      const { value } = term.constant;
      if (typeof value === "number" && (value < 0 || Object.is(value, -0))) return [`${flipped2}=`, literal(-value)];
    }
  }
  return [`${operator}=`, term];
}
var needsType = (variable2, value) =>
  (value.kind === "array" && (value.elements.length === 0 || variable2.type.kind === "tuple")) ||
  (value.kind === "literal" &&
    (value.constant.value === void 0 || value.constant.value === null) &&
    (value.constant.text === void 0 || value.constant.text === "undefined!"));
var isTrue = (expression) => expression.kind === "literal" && expression.constant.value === true;

// packages/transformer/src/6-emit/emit.ts
var runtime = "cotangent/internal";
function emit(functions2, options) {
  const helpers = /* @__PURE__ */ new Set();
  const moduleNames = /* @__PURE__ */ new Set([...options.reserved, ...functions2.map(({ name }) => name)]);
  const types = new TypeWriter((hint) => {
    let name = hint;
    for (let number3 = 2; moduleNames.has(name); number3++) name = `${hint}${number3}`;
    moduleNames.add(name);
    return name;
  });
  const keys = new Map(functions2.map(({ fn }) => [fn.ref.id, resultKeys(fn)]));
  const module = {
    ...options,
    types,
    aliases: analyzeAliases(functions2.map(({ fn }) => fn)),
    helper: (name) => {
      helpers.add(name);
      return name;
    },
    resultKeys: (call2) => {
      const known2 = keys.get(call2.callee.id);
      if (known2 === void 0) throw new Error(`emit: ${call2.callee.name} has several results and is not emitted`);
      return known2;
    },
  };
  const printed = functions2.map((one2) => printFunction(one2, module, keys.get(one2.fn.ref.id) ?? []));
  const interfaces = types.declarations();
  const lines = interfaces.flatMap((text) => [...text.split("\n"), ""]);
  const mappings = [];
  printed.forEach((one2, i) => {
    if (i > 0) lines.push("");
    mappings.push(...one2.mappings.map((mapping) => ({ ...mapping, line: mapping.line + lines.length })));
    lines.push(...one2.lines);
  });
  return {
    code: lines
      .map(
        (line) => `${line}
`,
      )
      .join(""),
    mappings,
    imports: [...helpers].map((name) => ({ name, from: runtime })),
  };
}
function printFunction({ fn, name, exported, parameterTypes = [], resultType: resultType2 }, module, keys) {
  const left = leaveSSA(fn, module, keys);
  const tree = applyIdioms(dropRepeats(foldExpressions(left.tree)));
  const names2 = assignNames(left.params, tree, referredNames(fn, module, name));
  const nameOf2 = (variable2) => {
    const found = names2.get(variable2);
    if (found === void 0) throw new Error(`emit ${fn.ref.name}: a variable (${variable2.hint}) is not declared`);
    return found;
  };
  const { types } = module;
  const params = left.params.map(
    (parameter, i) => `${nameOf2(parameter)}: ${parameterTypes[i] ?? types.write(parameter.type)}`,
  );
  const result = resultType2 ?? typeOfResults(fn, keys, types);
  const body = printTree(tree, 1, { nameOf: nameOf2, typeOf: (variable2) => types.write(variable2.type) });
  const head = headOf(`${exported ? "export " : ""}function ${name}`, params, result);
  const mapped = fn.span === void 0 ? [] : [{ line: 0, column: 0, span: fn.span }];
  return {
    lines: [...head, ...body.lines, "}"],
    mappings: [...mapped, ...body.mappings.map((mapping) => ({ ...mapping, line: mapping.line + head.length }))],
  };
}
var headWidth = 100;
function headOf(start, params, result) {
  const end = result === void 0 ? ") {" : `): ${result} {`;
  const line = `${start}(${params.join(", ")}${end}`;
  if (line.length <= headWidth || params.length === 0) return [line];
  return [`${start}(`, ...params.map((param) => `  ${param},`), end];
}
function referredNames(fn, module, own) {
  const names2 = /* @__PURE__ */ new Set([own, "zerosLike"]);
  const addAll = (text) => {
    for (const [name] of withoutStrings(text).matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) names2.add(name);
  };
  const constants = (atoms) => {
    for (const atom of atoms) if (atom.kind === "constant" && atom.text !== void 0) addAll(atom.text);
  };
  visit(fn.body, (statement) => {
    constants(uses(statement));
    if (statement.kind === "call") addAll(module.calleeName(statement.callee));
    if (statement.kind === "throw") addAll(statement.text);
    if (statement.kind !== "let") return;
    if (statement.operation.kind === "opaque") addAll(statement.operation.text);
    if (statement.operation.kind === "global") addAll(module.globalName(statement.operation));
  });
  constants(fn.results);
  return names2;
}
var withoutStrings = (text) =>
  text.includes("`") ? text : text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
function resultKeys(fn) {
  const taken = /* @__PURE__ */ new Set();
  return fn.results.map((atom, i) => {
    const hint = (atom.kind === "value" ? atom.name : void 0) ?? `result${i}`;
    let key = hint;
    for (let number3 = 2; taken.has(key); number3++) key = `${hint}${number3}`;
    taken.add(key);
    return key;
  });
}
function typeOfResults(fn, keys, types) {
  const written = fn.results.map((atom) => types.write(atomType(atom)));
  if (written.length <= 1) return written[0] ?? "void";
  return `{ ${written.map((type, i) => `${propertyName(keys[i] ?? `result${i}`)}: ${type}`).join("; ")} }`;
}

// packages/transformer/src/6-emit/splice/globals.ts
import { dirname as dirname3, relative as relative2 } from "node:path";

function globalsOf(functions2) {
  const found = /* @__PURE__ */ new Map();
  const visit2 = (block4) => block4.forEach(visitStatement);
  const visitStatement = (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "global") {
      found.set(`${statement.operation.file}\0${statement.operation.name}`, statement.operation);
    } else if (statement.kind === "if") {
      visit2(statement.then);
      visit2(statement.else);
    } else if (statement.kind === "for") {
      visit2(statement.body);
    } else if (statement.kind === "while") {
      visit2(statement.condition.block);
      visit2(statement.body);
    }
  };
  for (const fn of functions2) visit2(fn.body);
  return [...found.values()];
}
function accessGlobal(global, file, frontend) {
  if (global.file === file.fileName) return { kind: "local", name: global.name };
  const home = frontend.sourceFile(global.file);
  if (!home) return void 0;
  const imported = localImport(global, file, frontend);
  if (imported !== void 0) return { kind: "local", name: imported };
  const exported = [...frontend.exportsOf(home)].find(([, declaration]) => defines(declaration, global));
  return exported && { kind: "import", exported: exported[0], from: specifierFor(home, file, frontend) };
}
var defines = (declaration, global) => {
  if (!declaration || declaration.getSourceFile().fileName !== global.file) return false;
  const name = ts.getNameOfDeclaration(declaration);
  return name !== void 0 && ts.isIdentifier(name) && name.text === global.name;
};
function localImport(global, file, frontend) {
  for (const declaration of file.statements) {
    if (!ts.isImportDeclaration(declaration) || declaration.importClause?.isTypeOnly) continue;
    const { name, namedBindings } = declaration.importClause ?? {};
    const specifiers = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
    const names2 = [
      name,
      ...specifiers.filter((specifier) => !specifier.isTypeOnly).map((specifier) => specifier.name),
    ];
    const found = names2.find((local) => local && defines(frontend.declarationOf(local), global));
    if (found) return found.text;
  }
  return void 0;
}
function specifierFor(home, file, frontend) {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    if (frontend.resolveImport(statement.moduleSpecifier) === home) return statement.moduleSpecifier.text;
  }
  const path = relative2(dirname3(file.fileName), home.fileName).replaceAll("\\", "/");
  const dotted = path.startsWith(".") ? path : `./${path}`;
  const isBundled = frontend.options().moduleResolution === ts.ModuleResolutionKind.Bundler;
  return dotted.replace(/\.([cm]?)[jt]sx?$/, (_whole, kind) => (isBundled && kind === "" ? "" : `.${kind}js`));
}

// packages/transformer/src/6-emit/splice/names.ts
function identifiersOf(file) {
  const names2 = /* @__PURE__ */ new Set();
  const visit2 = (node) => {
    if (ts.isIdentifier(node)) names2.add(node.text);
    ts.forEachChild(node, visit2);
  };
  visit2(file);
  return names2;
}
function takeName(wanted, taken) {
  const base = wanted.replace(/[^\p{ID_Continue}$]/gu, "_").replace(/^(?=\d)/, "_") || "f";
  let name = base;
  for (let number3 = 2; taken.has(name); number3++) name = `${base}${number3}`;
  taken.add(name);
  return name;
}
var derivativeName = (name, marker, wrt) => {
  const suffix = marker === "jvp" || wrt === 0 ? "" : `_wrt_${typeof wrt === "number" ? wrt : wrt.join("_")}`;
  return `${name}_${marker}${suffix}`;
};

// packages/transformer/src/6-emit/splice/renameIdentifiers.ts
import MagicString3 from "magic-string";

function renameIdentifiers(code, names2) {
  const file = ts.createSourceFile("generated.ts", code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString3(code);
  const visit2 = (node) => {
    const renamed = ts.isIdentifier(node) ? names2.get(node.text) : void 0;
    if (renamed !== void 0 && !isPropertyName(node)) text.update(node.getStart(file), node.end, renamed);
    ts.forEachChild(node, visit2);
  };
  visit2(file);
  return text.toString();
}
var isPropertyName = ({ parent, pos }) =>
  (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) &&
  parent.name.pos === pos;

// packages/transformer/src/6-emit/splice/shadowedBuiltins.ts
var builtins = /^(Math|Number|Array|NaN|Infinity|undefined|TypeError|Error|((Float|Int|Uint)\d+(Clamped)?Array))$/;
function shadowedBuiltins(file, code) {
  const used = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return topLevelNames(file).filter(({ text }) => builtins.test(text) && used.has(text));
}
function topLevelNames(file) {
  const found = [];
  const add3 = (name) => {
    if (!name) return;
    if (ts.isIdentifier(name)) found.push(name);
    else ts.forEachChild(name, (child) => (ts.isBindingElement(child) ? add3(child.name) : void 0));
  };
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) for (const one2 of statement.declarationList.declarations) add3(one2.name);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
      add3(statement.name);
    }
    if (ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly) {
      const { name, namedBindings } = statement.importClause ?? {};
      add3(name);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) add3(namedBindings.name);
      if (namedBindings && ts.isNamedImports(namedBindings)) for (const one2 of namedBindings.elements) add3(one2.name);
    }
  }
  return found;
}

// packages/transformer/src/generate.ts
function generate(made, file, frontend, reporter, { exported = false } = {}) {
  const taken = identifiersOf(file);
  const userNames = new Set(taken);
  const globals2 = /* @__PURE__ */ new Map();
  const imports = [];
  const possible = made.filter((one2) =>
    nameGlobals(one2, file, frontend, reporter, { globals: globals2, imports, taken }),
  );
  const names2 = /* @__PURE__ */ new Map();
  const functionNames = /* @__PURE__ */ new Map();
  const functions2 = [];
  const wrappers = [];
  for (const { planned, derivative } of possible) {
    const name = takeName(derivativeName(planned.name, planned.marker, planned.wrt), taken);
    names2.set(planned, name);
    const isJvp = planned.marker === "jvp";
    const mainName = isJvp ? takeName(`${planned.name}_pushforward`, taken) : name;
    functionNames.set(derivative.main.ref.id, mainName);
    const parameterTypes = writtenTypes(planned.declaration, file);
    functions2.push({ fn: derivative.main, name: mainName, exported, parameterTypes });
    for (const helper of derivative.helpers) {
      const helperName = functionNames.get(helper.ref.id) ?? takeName(helper.ref.name, taken);
      if (!functionNames.has(helper.ref.id)) functions2.push({ fn: helper, name: helperName, exported: false });
      functionNames.set(helper.ref.id, helperName);
    }
    if (isJvp) wrappers.push(printJvp(name, mainName, planned, derivative, parameterTypes, exported));
  }
  if (functions2.length === 0) return nothing;
  const text = emit(functions2, {
    reserved: /* @__PURE__ */ new Set([...userNames, ...taken]),
    calleeName: (ref) => functionNames.get(ref.id) ?? ref.name,
    globalName: (global) => globals2.get(globalKey(global)) ?? global.name,
  });
  const helpers = text.imports.map(({ name, from }) => ({ name, alias: takeName(name, taken), from }));
  imports.push(...helpers);
  const end = text.code.endsWith("\n") ? "" : "\n";
  const renamed = new Map(helpers.flatMap(({ name, alias }) => (name === alias ? [] : [[name, alias]])));
  const helped = renamed.size === 0 ? text.code : renameIdentifiers(text.code, renamed);
  const code =
    helped +
    end +
    wrappers
      .map(
        (wrapper) => `
${wrapper}`,
      )
      .join("");
  const shadowed = shadowedBuiltins(file, code);
  for (const name of shadowed) reporter.report("builtinShadowed", spanOf(name), { name: name.text });
  return shadowed.length > 0 ? nothing : { code, mappings: text.mappings, imports, names: names2 };
}
var nothing = { code: "", mappings: [], imports: [], names: /* @__PURE__ */ new Map() };
var globalKey = (global) => `${global.file}\0${global.name}`;
function nameGlobals({ planned, derivative }, file, frontend, reporter, known2) {
  let complete = true;
  for (const global of globalsOf([derivative.main, ...derivative.helpers])) {
    if (known2.globals.has(globalKey(global))) continue;
    const access2 = accessGlobal(global, file, frontend);
    if (!access2) {
      const values = { name: global.name, file: global.file.slice(global.file.lastIndexOf("/") + 1) };
      reporter.report(
        "globalNotExported",
        spanOf(planned.calls[0] ?? planned.declaration.name ?? planned.declaration),
        values,
      );
      complete = false;
    } else if (access2.kind === "local") {
      known2.globals.set(globalKey(global), access2.name);
    } else {
      const alias = takeName(global.name, known2.taken);
      known2.globals.set(globalKey(global), alias);
      known2.imports.push({ name: access2.exported, alias, from: access2.from });
    }
  }
  return complete;
}
function writtenTypes(declaration, file) {
  const isInScope = declaration.getSourceFile() === file && !declaration.typeParameters && isTopLevel(declaration);
  return parametersOf(declaration).map((parameter) => {
    const isPlain5 = isInScope && !parameter.questionToken && !parameter.dotDotDotToken;
    return isPlain5 ? parameter.type?.getText(file) : void 0;
  });
}
function isTopLevel(node) {
  for (let { parent } = node; parent; parent = parent.parent) {
    if (ts.isFunctionLike(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent)) return false;
  }
  return true;
}
function printJvp(name, mainName, planned, { main }, parameterTypes, exported) {
  const parameters2 = parametersOf(planned.declaration);
  const wrt = typeof planned.wrt === "number" ? [planned.wrt] : planned.wrt;
  const typeAt = (index) => printType(main.params[index]?.type) ?? `Parameters<typeof ${mainName}>[${index}]`;
  const argumentTypes = parameters2.map((_, index) => parameterTypes[index] ?? typeAt(index));
  const tangentTypes = parameters2.map((_, index) =>
    wrt.includes(index) ? typeAt(parameters2.length + wrt.indexOf(index)) : "unknown",
  );
  const passed = [...parameters2.map((_, index) => `args[${index}]`), ...wrt.map((index) => `tangents[${index}]`)];
  return [
    ...headOf(
      `${exported ? "export " : ""}function ${name}`,
      [`args: readonly [${argumentTypes.join(", ")}]`, `tangents: readonly [${tangentTypes.join(", ")}]`],
      void 0,
    ),
    `  return ${mainName}(${passed.join(", ")});`,
    "}",
    "",
  ].join("\n");
}
var printType = (type) => (type?.kind === "number" || type?.kind === "boolean" ? type.kind : void 0);

// packages/transformer/src/2-lower/countLoops.ts
function countLoops(fn, ctx) {
  const counting = {
    ids: ctx.ids,
    isInteger: analyzeIntegers(fn),
    definitions: collectDefinitions(fn),
    used: collectUsed(fn),
  };
  return { ...fn, body: countBlock(fn.body, counting) };
}
function countBlock(block4, counting) {
  return block4.flatMap((statement) => {
    const inner2 = withBlocks(
      statement,
      blocks(statement).map((one2) => countBlock(one2, counting)),
    );
    return inner2.kind === "while" ? countWhile(inner2, counting) : [inner2];
  });
}
var flipped = { lt: "gt", gt: "lt", le: "ge", ge: "le" };
var isTest = (name) => name in flipped;
function countWhile(loop, counting) {
  const counter = findCounter(loop, counting);
  if (counter === void 0) return [loop];
  const { carried: index, test: test2, to, step: step2 } = counter;
  const from = index.initial;
  const { ids, used } = counting;
  const start = [];
  const after = [];
  const carried = loop.carried.filter((other) => other !== index);
  if (used.has(loop.trip)) {
    const distance = newValue(ids, numberType);
    const ascending = step2 > 0;
    start.push(
      letValue(distance, ascending ? primitive("sub", index.parameter, from) : primitive("sub", from, index.parameter)),
    );
    start.push(letValue(loop.trip, primitive("div", distance, constant(Math.abs(step2)))));
  }
  const closed = Math.abs(step2) === 1 && counting.isInteger(to);
  if (used.has(index.result) || used.has(loop.trips)) {
    if (closed) {
      const last = lastIndex(test2, from, to, ids, after);
      after.push(letValue(index.result, last));
      const [a, b] = step2 > 0 ? [index.result, from] : [from, index.result];
      if (used.has(loop.trips)) after.push(letValue(loop.trips, primitive("sub", a, b)));
    } else {
      if (used.has(index.result)) {
        carried.push({ ...index, parameter: newValue(ids, numberType, { name: index.parameter.name }) });
      }
      if (used.has(loop.trips)) carried.push(tripCounter(loop, ids, start));
    }
  }
  const counted2 = {
    kind: "for",
    scope: loop.scope,
    index: index.parameter,
    from,
    test: test2,
    to,
    step: step2,
    order: "ascending",
    carried,
    body: [...start, ...loop.body],
    span: loop.span,
  };
  return [counted2, ...after];
}
function findCounter(loop, counting) {
  const [comparison2, ...more] = loop.condition.block.filter((statement) => statement.kind !== "note");
  if (comparison2?.kind !== "let" || more.length > 0 || comparison2.value !== loop.condition.test) return void 0;
  const { operation } = comparison2;
  if (operation.kind !== "primitive" || !isTest(operation.name)) return void 0;
  const [a, b] = operation.args;
  if (a === void 0 || b === void 0) return void 0;
  return (
    matchCounter(loop, operation.name, a, b, counting) ?? matchCounter(loop, flipped[operation.name], b, a, counting)
  );
}
function matchCounter(loop, test2, index, to, counting) {
  const carried = loop.carried.find((one2) => one2.parameter === index);
  if (carried === void 0 || loop.carried.some((one2) => one2.parameter === to) || to === loop.trip) return void 0;
  if (to.kind === "value" ? to.type.kind !== "number" : typeof to.value !== "number") return void 0;
  if (!counting.isInteger(carried.initial)) return void 0;
  const step2 = stepOf2(carried, counting);
  if (step2 === void 0 || step2 === 0) return void 0;
  const towards = test2 === "lt" || test2 === "le" ? step2 > 0 : step2 < 0;
  return towards ? { carried, test: test2, to, step: step2 } : void 0;
}
function stepOf2({ parameter, next }, counting) {
  const operation = next.kind === "value" ? counting.definitions.get(next) : void 0;
  if (operation?.kind !== "primitive") return void 0;
  const [a, b] = operation.args;
  const whole = (atom) => (atom?.kind === "constant" && Number.isSafeInteger(atom.value) ? Number(atom.value) : void 0);
  if (operation.name === "add") {
    if (a === parameter) return whole(b);
    return b === parameter ? whole(a) : void 0;
  }
  if (operation.name !== "sub" || a !== parameter) return void 0;
  const by = whole(b);
  return by === void 0 ? void 0 : -by;
}
function lastIndex(test2, from, to, ids, out) {
  const define3 = (operation) => {
    const value = newValue(ids, numberType);
    out.push(letValue(value, operation));
    return value;
  };
  switch (test2) {
    case "lt":
      return primitive("max", from, to);
    case "le":
      return primitive("max", from, define3(primitive("add", to, one)));
    case "gt":
      return primitive("min", from, to);
    case "ge":
      return primitive("min", from, define3(primitive("sub", to, one)));
  }
}
function tripCounter(loop, ids, start) {
  const parameter = newValue(ids, numberType, { name: loop.trips.name });
  const next = newValue(ids, numberType, { name: loop.trips.name });
  start.push(letValue(next, primitive("add", parameter, one)));
  return { parameter, initial: zero, next, result: loop.trips };
}
function collectDefinitions(fn) {
  const definitions2 = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") definitions2.set(statement.value, statement.operation);
  });
  return definitions2;
}
function collectUsed(fn) {
  const used = /* @__PURE__ */ new Set();
  visit(fn.body, (statement) => {
    for (const atom of uses(statement)) if (atom.kind === "value") used.add(atom);
  });
  for (const atom of fn.results) if (atom.kind === "value") used.add(atom);
  return used;
}

// packages/transformer/src/2-lower/enterSSA.ts
function enterSSA(fn, ctx) {
  const entry = {
    fn,
    ids: ctx.ids,
    reads: countReads(fn.body),
    names: namesOfAssigned(fn),
    atoms: /* @__PURE__ */ new Map(),
    defined: new Set(fn.params),
  };
  const env = /* @__PURE__ */ new Map();
  const body = convertBlock(fn.body, env, entry);
  return { ...fn, body, results: fn.results.map((atom) => resolve3(atom, entry)) };
}
var unassigned = constant(void 0, "undefined!");
var resolve3 = (atom, entry) => (atom.kind === "value" ? (entry.atoms.get(atom) ?? atom) : atom);
function define(value, entry) {
  const name = value.name ?? entry.names.get(value);
  if (!entry.defined.has(value) && name === value.name) {
    entry.defined.add(value);
    return value;
  }
  const fresh = newValue(entry.ids, value.type, { name, linear: value.linear, span: value.span });
  entry.defined.add(value);
  entry.atoms.set(value, fresh);
  return fresh;
}
function convertBlock(block4, env, entry) {
  const out = [];
  for (const statement of block4) convert(statement, env, entry, out);
  return out;
}
function convert(statement, env, entry, out) {
  const map2 = (atom) => resolve3(atom, entry);
  switch (statement.kind) {
    case "let":
      convertLet(statement, env, entry, out);
      break;
    case "assign":
      env.set(statement.variable, map2(statement.value));
      break;
    case "if":
      out.push(convertIf(statement, env, entry));
      break;
    case "loop":
      convertLoop(statement, env, entry, out);
      break;
    case "call": {
      const args = statement.args.map(map2);
      out.push({ ...statement, args, results: statement.results.map((value) => define(value, entry)) });
      break;
    }
    case "for":
    case "while":
    case "labelled":
    case "exit":
      throw new Error(`enterSSA ${entry.fn.ref.name}: unexpected ${statement.kind}`);
    default:
      out.push(mapUses(statement, map2));
  }
}
function convertLet(statement, env, entry, out) {
  const { operation } = statement;
  if (operation.kind === "read") {
    entry.atoms.set(statement.value, env.get(operation.variable) ?? unassigned);
    return;
  }
  const mapped = mapOperands(operation, (atom) => resolve3(atom, entry));
  out.push({ ...statement, operation: mapped, value: define(statement.value, entry) });
}
function convertIf(statement, env, entry) {
  const condition = resolve3(statement.condition, entry);
  const thenEnv = new Map(env);
  const elseEnv = new Map(env);
  const thenBlock = convertBlock(statement.then, thenEnv, entry);
  const elseBlock = convertBlock(statement.else, elseEnv, entry);
  const results2 = statement.results.map((result) => {
    const thenAtom = resolve3(result.then, entry);
    const elseAtom = resolve3(result.else, entry);
    return { value: define(result.value, entry), then: thenAtom, else: elseAtom };
  });
  const inner2 = countReads([statement]);
  for (const variable2 of assignedIn2([statement])) {
    const local = !env.has(variable2) && inner2.get(variable2) === entry.reads.get(variable2);
    if (local) continue;
    const thenAtom = thenEnv.get(variable2) ?? unassigned;
    const elseAtom = elseEnv.get(variable2) ?? unassigned;
    if (sameAtom(thenAtom, elseAtom)) {
      env.set(variable2, thenAtom);
      continue;
    }
    const value = valueFor(variable2, entry.ids);
    results2.push({ value, then: thenAtom, else: elseAtom });
    env.set(variable2, value);
  }
  return { ...statement, scope: newScope(entry.ids), condition, then: thenBlock, else: elseBlock, results: results2 };
}
function convertLoop(loop, env, entry, out) {
  const { condition } = loop;
  const rotated = !loop.testFirst || hasEffect(condition.block);
  const again = { kind: "boolean", name: "again" };
  let first2 = constant(true);
  if (rotated && loop.testFirst) {
    out.push(...convertBlock(condition.block, env, entry));
    first2 = resolve3(condition.test, entry);
    if (isConstant(first2, false)) return;
  }
  const variables = carriedVariables(loop, env, entry);
  const initials = variables.map((variable2) => env.get(variable2) ?? unassigned);
  const parameters2 = variables.map((variable2) => valueFor(variable2, entry.ids));
  const inner2 = new Map(env);
  variables.forEach((variable2, i) => {
    inner2.set(variable2, parameters2[i]);
  });
  const flag = rotated ? newValue(entry.ids, booleanType, { name: again.name }) : void 0;
  const block4 = rotated ? [] : convertBlock(condition.block, inner2, entry);
  const test2 = flag ?? resolve3(condition.test, entry);
  const body = convertBlock([...loop.body, ...loop.update], inner2, entry);
  const carried = [];
  if (flag !== void 0) {
    body.push(...convertBlock(condition.block, inner2, entry));
    const result = newValue(entry.ids, booleanType, { name: again.name });
    carried.push({ parameter: flag, initial: first2, next: resolve3(condition.test, entry), result });
  }
  variables.forEach((variable2, i) => {
    const parameter = parameters2[i];
    const result = valueFor(variable2, entry.ids);
    carried.push({ parameter, initial: initials[i] ?? unassigned, next: inner2.get(variable2) ?? parameter, result });
    env.set(variable2, result);
  });
  out.push({
    kind: "while",
    scope: newScope(entry.ids),
    trip: newValue(entry.ids, { kind: "number" }, { name: "trip" }),
    trips: newValue(entry.ids, { kind: "number" }, { name: "trips" }),
    carried,
    condition: { block: block4, test: test2 },
    body,
    span: loop.span,
  });
}
function carriedVariables(loop, env, entry) {
  const inner2 = countReads([loop]);
  const exposed = /* @__PURE__ */ new Set();
  const order = loop.testFirst
    ? [...loop.condition.block, ...loop.body, ...loop.update]
    : [...loop.body, ...loop.update, ...loop.condition.block];
  findExposed(order, /* @__PURE__ */ new Set(), exposed);
  return assignedIn2([loop]).filter(
    (variable2) => env.has(variable2) || exposed.has(variable2) || inner2.get(variable2) !== entry.reads.get(variable2),
  );
}
function findExposed(block4, assigned, exposed) {
  for (const statement of block4) {
    if (statement.kind === "let" && statement.operation.kind === "read") {
      if (!assigned.has(statement.operation.variable)) exposed.add(statement.operation.variable);
    } else if (statement.kind === "assign") {
      assigned.add(statement.variable);
    } else if (statement.kind === "if") {
      const inThen = new Set(assigned);
      const inElse = new Set(assigned);
      findExposed(statement.then, inThen, exposed);
      findExposed(statement.else, inElse, exposed);
      for (const variable2 of inThen) if (inElse.has(variable2)) assigned.add(variable2);
    } else if (statement.kind === "loop") {
      const inside5 = new Set(assigned);
      const first2 = statement.testFirst ? [statement.condition.block] : [];
      const last = statement.testFirst ? [] : [statement.condition.block];
      for (const part of [...first2, statement.body, statement.update, ...last]) findExposed(part, inside5, exposed);
    }
  }
}
var valueFor = (variable2, ids) => newValue(ids, variable2.type, { name: variable2.name, span: variable2.span });
function countReads(block4) {
  const counts = /* @__PURE__ */ new Map();
  visit(block4, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "read") return;
    const { variable: variable2 } = statement.operation;
    counts.set(variable2, (counts.get(variable2) ?? 0) + 1);
  });
  return counts;
}
function assignedIn2(block4) {
  const variables = /* @__PURE__ */ new Set();
  visit(block4, (statement) => {
    if (statement.kind === "assign") variables.add(statement.variable);
  });
  return [...variables];
}
function namesOfAssigned(fn) {
  const names2 = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind !== "assign" || statement.value.kind !== "value" || statement.value.name !== void 0) return;
    if (!names2.has(statement.value)) names2.set(statement.value, statement.variable.name);
  });
  return names2;
}
function hasEffect(block4) {
  let found = false;
  visit(block4, (statement) => {
    if (statement.kind === "let") found ||= statement.operation.kind === "opaque";
    else if (statement.kind !== "if" && statement.kind !== "note") found = true;
  });
  return found;
}

// packages/transformer/src/ir/clone.ts
function instantiate(fn, args, ids, span) {
  const copy = new Copy(ids, span);
  fn.params.forEach((parameter, i) => {
    const arg = args[i];
    if (arg === void 0) throw new Error(`instantiate ${fn.ref.name}: no argument for parameter ${i}`);
    copy.atoms.set(parameter, arg);
  });
  const statements = copy.block(fn.body);
  return { statements, results: fn.results.map((atom) => copy.atom(atom)) };
}
function renumber(fn, ids) {
  const copy = new Copy(ids);
  const params = fn.params.map((parameter) => copy.define(parameter));
  const body = copy.block(fn.body);
  return { ...fn, params, body, results: fn.results.map((atom) => copy.atom(atom)) };
}
var Copy = class {
  constructor(ids, span) {
    this.ids = ids;
    this.span = span;
  }
  ids;
  span;
  atoms = /* @__PURE__ */ new Map();
  scopes = /* @__PURE__ */ new Map();
  atom = (atom) => (atom.kind === "value" ? (this.atoms.get(atom) ?? atom) : atom);
  define(value) {
    const fresh = newValue(this.ids, value.type, { ...value, span: value.span ?? this.span });
    this.atoms.set(value, fresh);
    return fresh;
  }
  block(block4) {
    return block4.map((statement) => this.statement(statement));
  }
  scope(scope) {
    let fresh = this.scopes.get(scope);
    if (fresh === void 0) {
      fresh = newScope(this.ids);
      this.scopes.set(scope, fresh);
    }
    return fresh;
  }
  statement(statement) {
    switch (statement.kind) {
      case "if": {
        const inner2 = { ...statement, then: this.block(statement.then), else: this.block(statement.else) };
        const mapped = mapUses(inner2, this.atom);
        const results2 = mapped.results.map((r) => ({ ...r, value: this.define(r.value) }));
        return { ...mapped, scope: this.scope(statement.scope), results: results2 };
      }
      case "for": {
        const { from, to } = mapUses(statement, this.atom);
        const initials = statement.carried.map((c) => this.atom(c.initial));
        const index = this.define(statement.index);
        const parameters2 = statement.carried.map((c) => this.define(c.parameter));
        const body = this.block(statement.body);
        const nexts = statement.carried.map((c) => this.atom(c.next));
        const carried = statement.carried.map((c, i) => ({
          parameter: parameters2[i],
          initial: initials[i],
          next: nexts[i],
          result: this.define(c.result),
        }));
        return { ...statement, scope: this.scope(statement.scope), index, from, to, carried, body };
      }
      case "while": {
        const initials = statement.carried.map((c) => this.atom(c.initial));
        const trip = this.define(statement.trip);
        const parameters2 = statement.carried.map((c) => this.define(c.parameter));
        const block4 = this.block(statement.condition.block);
        const test2 = this.atom(statement.condition.test);
        const body = this.block(statement.body);
        const nexts = statement.carried.map((c) => this.atom(c.next));
        const carried = statement.carried.map((c, i) => ({
          parameter: parameters2[i],
          initial: initials[i],
          next: nexts[i],
          result: this.define(c.result),
        }));
        const trips = this.define(statement.trips);
        return {
          ...statement,
          scope: this.scope(statement.scope),
          trip,
          trips,
          carried,
          condition: { block: block4, test: test2 },
          body,
        };
      }
      case "let": {
        const mapped = mapUses(statement, this.atom);
        return { ...mapped, value: this.define(statement.value) };
      }
      case "call": {
        const mapped = mapUses(statement, this.atom);
        return { ...mapped, results: statement.results.map((value) => this.define(value)) };
      }
      case "assign":
      case "loop":
      case "labelled":
      case "exit":
        throw new Error(`cannot copy a ${statement.kind}: the function is not in SSA form`);
      default:
        return mapUses(statement, this.atom);
    }
  }
};

// packages/transformer/src/2-lower/inline.ts
var smallCallee = 150;
var largestFunction = 2e4;
function inline(program, ctx) {
  if (!ctx.optimizations.inline) return program;
  const recursive = findRecursive(program);
  const calls = countCalls(program);
  const done = /* @__PURE__ */ new Map();
  const sizes = /* @__PURE__ */ new Map();
  const process2 = (id) => {
    const known2 = done.get(id);
    if (known2 !== void 0) return known2;
    const fn = lookUp(program, id);
    if (fn === void 0) return void 0;
    let size = countStatements(fn.body);
    const atoms = /* @__PURE__ */ new Map();
    const atom = (of) => (of.kind === "value" ? (atoms.get(of) ?? of) : of);
    const expand = (block4) => {
      const out = [];
      for (const statement of block4) {
        if (statement.kind === "call" && !recursive.has(statement.callee.id)) {
          const callee = process2(statement.callee.id);
          const growth = sizes.get(statement.callee.id) ?? 0;
          const wanted = calls.get(statement.callee.id) === 1 || growth < smallCallee;
          if (callee !== void 0 && wanted && size + growth <= largestFunction) {
            const instance = instantiate(callee, statement.args.map(atom), ctx.ids);
            size += growth;
            out.push(...instance.statements);
            statement.results.forEach((result2, i) => {
              const value = instance.results[i];
              if (value === void 0) throw new Error(`inline ${callee.ref.name}: no result ${i}`);
              atoms.set(result2, value);
            });
            continue;
          }
        }
        const inner2 = withBlocks(statement, blocks(statement).map(expand));
        out.push(mapUses(inner2, atom));
      }
      return out;
    };
    const body = expand(fn.body);
    const result = { ...fn, body, results: fn.results.map(atom) };
    done.set(id, result);
    sizes.set(id, size);
    return result;
  };
  const root2 = process2(program.root.ref.id) ?? program.root;
  return { root: root2, functions: stillCalled(root2, program, process2) };
}
var lookUp = (program, id) => program.functions.get(id) ?? (program.root.ref.id === id ? program.root : void 0);
function stillCalled(root2, program, process2) {
  const needed = /* @__PURE__ */ new Map([[root2.ref.id, root2]]);
  const pending = [root2];
  for (let fn = pending.pop(); fn !== void 0; fn = pending.pop()) {
    for (const id of callees(fn)) {
      const callee = needed.has(id) ? void 0 : process2(id);
      if (callee === void 0) continue;
      needed.set(id, callee);
      pending.push(callee);
    }
  }
  const functions2 = /* @__PURE__ */ new Map();
  for (const id of [...program.functions.keys(), root2.ref.id]) {
    const fn = needed.get(id);
    if (fn !== void 0) functions2.set(id, fn);
  }
  return functions2;
}
function callees(fn) {
  const ids = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "call") ids.push(statement.callee.id);
  });
  return ids;
}
function countCalls(program) {
  const counts = /* @__PURE__ */ new Map();
  const functions2 = /* @__PURE__ */ new Set([...program.functions.values(), program.root]);
  const seen = /* @__PURE__ */ new Set();
  for (const fn of functions2) {
    if (seen.has(fn.ref.id)) continue;
    seen.add(fn.ref.id);
    for (const id of callees(fn)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
function countStatements(block4) {
  let count2 = 0;
  visit(block4, () => {
    count2++;
  });
  return count2;
}
function findRecursive(program) {
  const recursive = /* @__PURE__ */ new Set();
  const order = /* @__PURE__ */ new Map();
  const low = /* @__PURE__ */ new Map();
  const stack = [];
  const onStack = /* @__PURE__ */ new Set();
  const connect = (id) => {
    const index = order.size;
    order.set(id, index);
    low.set(id, index);
    stack.push(id);
    onStack.add(id);
    const fn = lookUp(program, id);
    for (const callee of fn === void 0 ? [] : callees(fn)) {
      if (callee === id) recursive.add(id);
      if (!order.has(callee)) {
        connect(callee);
        low.set(id, Math.min(low.get(id) ?? index, low.get(callee) ?? index));
      } else if (onStack.has(callee)) {
        low.set(id, Math.min(low.get(id) ?? index, order.get(callee) ?? index));
      }
    }
    if (low.get(id) !== index) return;
    const component = stack.splice(stack.lastIndexOf(id));
    for (const member of component) {
      onStack.delete(member);
      if (component.length > 1) recursive.add(member);
    }
  };
  connect(program.root.ref.id);
  return recursive;
}

// packages/transformer/src/2-lower/lower/annotations.ts
var storages = /* @__PURE__ */ new Set([
  "Float64Array",
  "Float32Array",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
]);
var isStorage = (name) => storages.has(name);
function typeFromChecker(program, node) {
  return convert2(program, program.ctx.frontend.typeOf(node));
}
var has = (type, flags) => (type.flags & flags) !== 0;
function convert2(program, type) {
  const known2 = program.recordTypes.get(type);
  if (known2 !== void 0) return known2;
  if (has(type, ts.TypeFlags.NumberLike)) return numberType;
  if (has(type, ts.TypeFlags.BooleanLike)) return booleanType;
  if (has(type, ts.TypeFlags.StringLike)) return stringType;
  if (type.isUnion()) return convertUnion(program, type);
  const checker = program.ctx.frontend.checker();
  if (has(type, ts.TypeFlags.TypeParameter)) {
    const bound = checker.getBaseConstraintOfType(type);
    return bound === void 0 || bound === type ? void 0 : convert2(program, bound);
  }
  if (!has(type, ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return void 0;
  if (checker.isTupleType(type)) return convertTuple(program, type);
  if (checker.isArrayType(type)) {
    const element = checker.getTypeArguments(type)[0];
    const converted = element === void 0 ? void 0 : convert2(program, element);
    return converted === void 0 ? void 0 : { kind: "array", storage: "Array", element: converted };
  }
  const name = type.symbol?.name ?? "";
  if (isStorage(name)) return { kind: "array", storage: name, element: numberType };
  return convertRecord(program, type);
}
function convertUnion(program, type) {
  const converted = type.types.map((part) => convert2(program, part));
  const first2 = converted[0];
  if (first2 === void 0) return void 0;
  return converted.every((part) => part !== void 0 && typesEqual(first2, part)) ? first2 : void 0;
}
function convertTuple(program, type) {
  const { elementFlags } = type.target;
  const elements = program.ctx.frontend
    .checker()
    .getTypeArguments(type)
    .map((element) => convert2(program, element));
  if (elementFlags.some((flag) => flag !== ts.ElementFlags.Required)) {
    const variadic = elementFlags.some((flag) => (flag & ts.ElementFlags.Optional) !== 0);
    const first3 = elements[0];
    if (variadic || first3 === void 0) return void 0;
    if (!elements.every((element) => element !== void 0 && typesEqual(first3, element))) return void 0;
    return { kind: "array", storage: "Array", element: first3 };
  }
  const known2 = elements.filter((element) => element !== void 0);
  const first2 = known2[0];
  if (first2 === void 0 || known2.length !== elements.length) return void 0;
  if (known2.every((element) => typesEqual(first2, element)))
    return { kind: "array", storage: "Array", element: first2 };
  return { kind: "tuple", elements: known2 };
}
function convertRecord(program, type) {
  const checker = program.ctx.frontend.checker();
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return void 0;
  if (checker.getIndexInfosOfType(type).length > 0) return void 0;
  if (isHostType(type)) return void 0;
  const fields = [];
  const symbolName = type.aliasSymbol?.name ?? type.symbol?.name;
  const name = symbolName === void 0 || symbolName.startsWith("__") ? void 0 : symbolName;
  const record = { kind: "record", name, fields };
  program.recordTypes.set(type, record);
  for (const property of checker.getPropertiesOfType(type)) {
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const accessor = (property.flags & ts.SymbolFlags.Accessor) !== 0;
    const converted = optional || accessor ? void 0 : convert2(program, checker.getTypeOfSymbol(property));
    fields.push({ name: property.name, type: converted ?? opaqueType });
  }
  return record;
}
var isHostType = (type) =>
  type.symbol?.name !== "__type" &&
  (type.symbol?.declarations ?? []).some(
    (declaration) =>
      ts.isClassLike(declaration) || /[\\/]lib\.[\w.]+\.d\.ts$/.test(declaration.getSourceFile().fileName),
  );

// packages/transformer/src/2-lower/lower/captures.ts
function captured(user, owner, atom, program) {
  if (user === owner || atom.kind === "constant") return atom;
  const known2 = user.captures.get(atom);
  if (known2 !== void 0) return known2.parameter;
  const parameter = newValue(program.ctx.ids, atom.type, { name: atom.name, span: atom.span });
  user.captures.set(atom, { outer: atom, owner, parameter });
  if (program.refused.has(atom)) program.refused.add(parameter);
  return parameter;
}
function appendCaptures(activations, program) {
  let changed = true;
  while (changed) {
    changed = false;
    for (const caller of activations) {
      const before = caller.captures.size;
      for (const { callee } of caller.calls) {
        for (const { outer, owner } of [...callee.captures.values()]) captured(caller, owner, outer, program);
      }
      changed ||= caller.captures.size > before;
    }
  }
  for (const caller of activations) {
    for (const { callee, args } of caller.calls) {
      for (const { outer, owner } of callee.captures.values()) args.push(captured(caller, owner, outer, program));
    }
  }
  for (const { params, captures } of activations) params.push(...[...captures.values()].map((c) => c.parameter));
}

// packages/transformer/src/2-lower/lower/state.ts
var isFunctionValue = (operand) => operand.kind === "closure" || operand.kind === "builtin";
function inBlock(l, action, changes = {}) {
  const inner2 = { ...l, ...changes, out: new BlockBuilder(l.program.ctx.ids) };
  inner2.out.span = l.out.span;
  action(inner2);
  return inner2.out.block;
}
var freshType = (program) => ({
  kind: "variable",
  id: program.ctx.ids.type++,
  binding: void 0,
});
var idOf = (program, object) => {
  const id = program.nodeIds.get(object) ?? program.nodeIds.size;
  program.nodeIds.set(object, id);
  return id;
};
function report(l, name, node, values = {}) {
  l.program.ctx.reporter.report(name, spanOf(node), values);
}
function refuse(l, name, node, values = {}) {
  report(l, name, node, values);
  return standIn(l);
}
function standIn(l) {
  const operation = { kind: "primitive", name: "identity", args: [{ kind: "constant", value: 0 }] };
  const value = l.out.define(freshType(l.program), operation);
  l.program.refused.add(value);
  return value;
}
var isRefused = (l, ...atoms) => atoms.some((atom) => l.program.refused.has(atom));

// packages/transformer/src/2-lower/lower/values.ts
var typeOf = (atom) => resolveType(atomType(atom));
var arrayOf = (element, storage = "Array") => ({ kind: "array", storage, element });
var compute = (l, name, ...args) => l.out.define(numberType, primitive(name, ...args));
var test = (l, name, ...args) => l.out.define(booleanType, primitive(name, ...args));
function read(l, variable2) {
  const value = l.out.define(
    resolveType(variable2.type),
    { kind: "read", variable: variable2 },
    { name: variable2.name },
  );
  l.program.elements.add(value);
  return value;
}
var assign = (l, variable2, value) => l.out.push({ kind: "assign", variable: variable2, value, span: void 0 });
function loadIndex(l, base, index) {
  const value = l.out.define(elementType2(base), { kind: "load", base, key: indexKey(index) });
  l.program.elements.add(value);
  return value;
}
var loadField = (l, base, name, type) => l.out.define(resolveType(type), { kind: "load", base, key: fieldKey(name) });
var storeIndex = (l, base, index, value) =>
  l.out.push({ kind: "store", base, key: indexKey(index), value, linear: false });
var lengthOf = (l, base) => l.out.define(numberType, { kind: "length", base });
var newArray = (l, type, length, fill4) => l.out.define(type, { kind: "newArray", length, fill: fill4 });
function append(l, base, value) {
  const length = lengthOf(l, base);
  const longer = compute(l, "add", length, one);
  l.out.push({ kind: "resize", base, length: longer, atLeast: false });
  storeIndex(l, base, length, value);
  return longer;
}
function elementType2(base) {
  const type = typeOf(base);
  if (type.kind !== "array") throw new Error(`lower: element of a ${type.kind}`);
  return resolveType(type.element);
}
function named(l, atom, name) {
  const last = l.out.statements.at(-1);
  const fresh = last?.kind === "let" && last.value === atom && last.operation.kind !== "read";
  if (fresh && atom.kind === "value" && atom.name === void 0 && !l.program.names.has(atom)) {
    l.program.names.set(atom, name);
  }
  return atom;
}
function agree(l, a, b, node, ...atoms) {
  if (isRefused(l, ...atoms) || unifyTypes(a, b)) return true;
  refuse(l, "typeMismatch", node, { left: typeText(a), right: typeText(b) });
  return false;
}
function structureOf(l, atom, node) {
  const type = typeOf(atom);
  if (type.kind !== "variable" || isRefused(l, atom)) return type;
  const stated = typeFromChecker(l.program, node);
  if (stated !== void 0) unifyTypes(type, stated);
  return resolveType(type);
}
function asNumber(l, atom, node) {
  const type = typeOf(atom);
  if (type.kind === "number" || isRefused(l, atom)) return atom;
  if (type.kind === "variable" && unifyTypes(type, numberType)) return atom;
  if (type.kind === "boolean") return compute(l, "toNumber", atom);
  if (type.kind === "string") return refuse(l, "stringOperation", node);
  return refuse(l, "notANumber", node, { type: typeText(type) });
}
function asBoolean(l, atom, node) {
  if (isRefused(l, atom)) return atom;
  if (atom.kind === "constant") return constant(Boolean(atom.value));
  const type = structureOf(l, atom, node);
  switch (type.kind) {
    case "boolean":
      return atom;
    case "number":
      return test(l, "or", test(l, "gt", atom, zero), test(l, "lt", atom, zero));
    case "string":
      return test(l, "ne", atom, constant(""));
    case "array":
    case "tuple":
    case "record":
      return constant(true);
    case "undefined":
      return constant(false);
    default:
      return refuse(l, "unknownCondition", node, { type: typeText(type) });
  }
}
function branch2(l, condition, node, whenTrue, whenFalse) {
  if (condition.kind === "constant") return condition.value ? whenTrue(l) : whenFalse(l);
  let ifTrue = constant(void 0);
  let ifFalse = constant(void 0);
  const then = inBlock(l, (inner2) => {
    ifTrue = whenTrue(inner2);
  });
  const otherwise = inBlock(l, (inner2) => {
    ifFalse = whenFalse(inner2);
  });
  return join(l, condition, then, ifTrue, otherwise, ifFalse, node);
}
function join(l, condition, then, ifTrue, otherwise, ifFalse, node) {
  if (isRefused(l, ifTrue, ifFalse)) return standIn(l);
  if (!agree(l, typeOf(ifTrue), typeOf(ifFalse), node)) return standIn(l);
  const scope = newScope(l.program.ctx.ids);
  if (typeOf(ifTrue).kind === "undefined") {
    l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: void 0 });
    return constant(void 0);
  }
  const value = freshValue(l, typeOf(ifTrue));
  const results2 = [{ value, then: ifTrue, else: ifFalse }];
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: results2, span: void 0 });
  return value;
}
var freshValue = (l, type, name) => newValue(l.program.ctx.ids, type, { name });
function asArray(l, atom, node) {
  if (isRefused(l, atom)) return void 0;
  const type = structureOf(l, atom, node);
  if (type.kind === "array") return type;
  if (type.kind === "variable") {
    const array = arrayOf(freshType(l.program));
    unifyTypes(type, array);
    return array;
  }
  refuse(l, "notAnArray", node, { type: typeText(type) });
  return void 0;
}
function loadSlot(l, base, name, node) {
  if (isRefused(l, base)) return standIn(l);
  const type = structureOf(l, base, node);
  if (type.kind === "record") {
    const field3 = fieldOf(type, name);
    if (field3 === void 0) return refuse(l, "unknownField", node, { name, type: typeText(type) });
    if (resolveType(field3.type).kind === "opaque")
      return refuse(l, "opaqueField", node, { name, type: typeText(type) });
    if (resolveType(field3.type).kind === "undefined") return constant(void 0);
    return loadField(l, base, name, field3.type);
  }
  if (type.kind === "tuple") {
    const element = type.elements[Number(name)];
    if (element === void 0) return refuse(l, "tupleIndex", node, { type: typeText(type) });
    return loadField(l, base, name, element);
  }
  if (type.kind === "array" && /^\d+$/.test(name)) return loadIndex(l, base, constant(Number(name)));
  return refuse(l, "unknownField", node, { name, type: typeText(type) });
}

// packages/transformer/src/2-lower/lower/arguments.ts
function lowerArguments(l, nodes) {
  return nodes.flatMap((node) => {
    if (!ts.isSpreadElement(node)) return [{ operand: lowerOperand(l, node), spread: false }];
    if (ts.isArrayLiteralExpression(node.expression)) return lowerArguments(l, node.expression.elements);
    const operand = lowerOperand(l, node.expression);
    if (isFunctionValue(operand)) return [{ operand, spread: true }];
    const type = structureOf(l, operand, node.expression);
    if (type.kind !== "tuple") return [{ operand, spread: true }];
    return type.elements.map((part, i) => ({ operand: loadField(l, operand, String(i), part), spread: false }));
  });
}
function plainArguments(l, args, node) {
  if (args.some((argument2) => argument2.spread)) return [refuse(l, "unknownSpread", node)];
  return args.map((argument2) => argument2.operand);
}

// packages/transformer/src/2-lower/lower/iterate.ts
function countedLoop2(l, length, body, options = {}) {
  const { ids } = l.program.ctx;
  const variable2 = newVariable(ids, options.name ?? "i", numberType);
  const label2 = newLabel(ids);
  const down = options.descending === true;
  assign(l, variable2, down ? compute(l, "sub", length, one) : (options.from ?? zero));
  let condition = constant(true);
  const block4 = inBlock(l, (inner2) => {
    const index = read(inner2, variable2);
    condition = down ? test(inner2, "ge", index, options.from ?? zero) : test(inner2, "lt", index, length);
  });
  l.out.push({
    kind: "loop",
    label: label2,
    condition: { block: block4, test: condition },
    body: inBlock(l, (inner2) => body(inner2, read(inner2, variable2), label2)),
    update: inBlock(l, (inner2) =>
      assign(inner2, variable2, compute(inner2, down ? "sub" : "add", read(inner2, variable2), one)),
    ),
    testFirst: true,
    span: void 0,
  });
}
var leave = (l, label2) => l.out.push({ kind: "exit", exit: "break", label: label2, value: void 0, span: void 0 });

// packages/transformer/src/2-lower/lower/literals.ts
function lowerArrayLiteral(l, node) {
  if (node.elements.some(ts.isOmittedExpression)) return refuse(l, "sparseArray", node);
  if (node.elements.some(ts.isSpreadElement)) return lowerSpread(l, node);
  return makeArray(
    l,
    node.elements.map((element) => lowerExpression(l, element)),
  );
}
function makeArray(l, elements) {
  if (isRefused(l, ...elements)) return standIn(l);
  return l.out.define(literalType(l, elements), { kind: "makeArray", elements });
}
function literalType(l, elements) {
  const types = elements.map(typeOf);
  const first2 = types[0];
  if (first2 === void 0) return emptyArrayType(l);
  const same2 = types.every((type) => unifyTypes(first2, type));
  return same2 ? arrayOf(first2) : { kind: "tuple", elements: types };
}
function emptyArrayType(l) {
  const element = freshType(l.program);
  l.program.growing.add(element);
  return arrayOf(element);
}
function lowerSpread(l, node) {
  const only = node.elements.length === 1 ? node.elements[0] : void 0;
  if (only !== void 0 && ts.isSpreadElement(only)) return copyArray(l, lowerExpression(l, only.expression), only);
  const parts2 = [];
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      parts2.push({ kind: "one", value: lowerExpression(l, element) });
      continue;
    }
    const array = lowerExpression(l, element.expression);
    const type = structureOf(l, array, element.expression);
    if (type.kind === "tuple") {
      type.elements.forEach((part, i) => {
        parts2.push({ kind: "one", value: loadField(l, array, String(i), part) });
      });
    } else if (asArray(l, array, element.expression) === void 0) return standIn(l);
    else parts2.push({ kind: "many", array: isPlain2(element.expression) ? array : copyArray(l, array, element) });
  }
  if (parts2.every((part) => part.kind === "one")) return makeArray(l, parts2.map(onlyValue));
  return concatenate(l, parts2, node);
}
var onlyValue = (part) => (part.kind === "one" ? part.value : part.array);
var isPlain2 = (node) => {
  const literal3 = node.parent.parent;
  let pure = true;
  const visit2 = (child) => {
    if (ts.isCallExpression(child) || ts.isPostfixUnaryExpression(child)) pure = false;
    if (ts.isBinaryExpression(child) && child.operatorToken.kind >= ts.SyntaxKind.FirstAssignment) {
      if (child.operatorToken.kind <= ts.SyntaxKind.LastAssignment) pure = false;
    }
    if (ts.isPrefixUnaryExpression(child) && child.operator === ts.SyntaxKind.PlusPlusToken) pure = false;
    if (ts.isPrefixUnaryExpression(child) && child.operator === ts.SyntaxKind.MinusMinusToken) pure = false;
    ts.forEachChild(child, visit2);
  };
  ts.forEachChild(literal3, visit2);
  return pure;
};
function concatenate(l, parts2, node) {
  const element = freshType(l.program);
  for (const part of parts2) {
    const type = part.kind === "one" ? typeOf(part.value) : elementOf2(part.array);
    if (!agree(l, element, type, node, onlyValue(part))) return standIn(l);
  }
  const lengths = parts2.map((part) => (part.kind === "one" ? constant(1) : lengthOf(l, part.array)));
  const total = lengths.reduce((sum4, length) => (sum4 === zero ? length : compute(l, "add", sum4, length)), zero);
  const array = newArray(l, arrayOf(element), total);
  let position2 = zero;
  parts2.forEach((part, i) => {
    const start = position2;
    if (part.kind === "one") storeIndex(l, array, start, part.value);
    else {
      countedLoop2(l, lengths[i], (inner2, index) => {
        const target2 = start === zero ? index : compute(inner2, "add", start, index);
        storeIndex(inner2, array, target2, loadIndex(inner2, part.array, index));
      });
    }
    if (i < parts2.length - 1) position2 = start === zero ? lengths[i] : compute(l, "add", start, lengths[i]);
  });
  return array;
}
var elementOf2 = (array) => {
  const type = typeOf(array);
  return type.kind === "array" ? resolveType(type.element) : type;
};
function copyArray(l, source, node) {
  const known2 = structureOf(l, source, node);
  if (known2.kind === "tuple") {
    return makeArray(
      l,
      known2.elements.map((part, i) => loadField(l, source, String(i), part)),
    );
  }
  const type = asArray(l, source, node);
  if (type === void 0) return standIn(l);
  if (type.storage === "Array") {
    return l.out.define(type, { kind: "slice", base: source, start: void 0, end: void 0 });
  }
  const length = lengthOf(l, source);
  const copy = newArray(l, arrayOf(type.element), length);
  countedLoop2(l, length, (inner2, index) => storeIndex(inner2, copy, index, loadIndex(inner2, source, index)));
  return copy;
}
function lowerObjectLiteral(l, node) {
  const fields = /* @__PURE__ */ new Map();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const source = lowerExpression(l, property.expression);
      const type = structureOf(l, source, property.expression);
      if (type.kind === "record") {
        for (const field3 of type.fields) fields.set(field3.name, loadField(l, source, field3.name, field3.type));
      } else if (!isRefused(l, source)) report(l, "unknownSpread", property);
      continue;
    }
    const name = property.name === void 0 ? void 0 : propertyName2(property.name);
    if (name === void 0) {
      report(l, "dynamicKey", property, { type: "an object literal" });
    } else if (ts.isPropertyAssignment(property)) {
      fields.set(name, lowerExpression(l, property.initializer));
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const operand = lowerName(l, property.name, name);
      fields.set(name, isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", property) : operand);
    } else {
      report(l, "unknownFunctionValue", property);
    }
  }
  return makeRecord(l, fields);
}
function makeRecord(l, fields) {
  const types = [...fields].map(([name, atom]) => ({ name, type: typeOf(atom) }));
  const type = { kind: "record", name: void 0, fields: types };
  return l.out.define(type, {
    kind: "makeRecord",
    fields: [...fields].map(([name, value]) => ({ name, value })),
  });
}
function propertyName2(name) {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return void 0;
}

// packages/transformer/src/2-lower/lower/operators.ts
var arithmetic = /* @__PURE__ */ new Map([
  [ts.SyntaxKind.PlusToken, "add"],
  [ts.SyntaxKind.MinusToken, "sub"],
  [ts.SyntaxKind.AsteriskToken, "mul"],
  [ts.SyntaxKind.SlashToken, "div"],
  [ts.SyntaxKind.PercentToken, "rem"],
  [ts.SyntaxKind.AsteriskAsteriskToken, "pow"],
  [ts.SyntaxKind.AmpersandToken, "bitand"],
  [ts.SyntaxKind.BarToken, "bitor"],
  [ts.SyntaxKind.CaretToken, "bitxor"],
  [ts.SyntaxKind.LessThanLessThanToken, "shl"],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, "shr"],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, "ushr"],
]);
var comparison = /* @__PURE__ */ new Map([
  [ts.SyntaxKind.LessThanToken, "lt"],
  [ts.SyntaxKind.LessThanEqualsToken, "le"],
  [ts.SyntaxKind.GreaterThanToken, "gt"],
  [ts.SyntaxKind.GreaterThanEqualsToken, "ge"],
]);
var equality = /* @__PURE__ */ new Map([
  [ts.SyntaxKind.EqualsEqualsToken, "eq"],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "eq"],
  [ts.SyntaxKind.ExclamationEqualsToken, "ne"],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "ne"],
]);
var compoundOperator = /* @__PURE__ */ new Map([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken, ts.SyntaxKind.AsteriskAsteriskToken],
  [ts.SyntaxKind.AmpersandEqualsToken, ts.SyntaxKind.AmpersandToken],
  [ts.SyntaxKind.BarEqualsToken, ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.CaretEqualsToken, ts.SyntaxKind.CaretToken],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, ts.SyntaxKind.LessThanLessThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken],
  [ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.BarBarToken],
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.QuestionQuestionToken],
]);
var isLogical = (operator) =>
  operator === ts.SyntaxKind.BarBarToken ||
  operator === ts.SyntaxKind.AmpersandAmpersandToken ||
  operator === ts.SyntaxKind.QuestionQuestionToken;
function binary2(l, operator, left, right, node) {
  const name = arithmetic.get(operator);
  if (name !== void 0) return compute(l, name, asNumber(l, left, node), asNumber(l, right, node));
  const order = comparison.get(operator);
  if (order !== void 0) return test(l, order, asNumber(l, left, node), asNumber(l, right, node));
  const same2 = equality.get(operator);
  if (same2 !== void 0) return compareEqual(l, same2, left, right, node);
  return refuse(l, "unsupportedSyntax", node, { syntax: `the operator ${ts.tokenToString(operator) ?? "here"}` });
}
function compareEqual(l, name, left, right, node) {
  if (isRefused(l, left, right)) return test(l, name, left, right);
  const nothing4 = (atom) => isConstant(atom, void 0, null);
  if (nothing4(left) || nothing4(right)) {
    if (nothing4(left) && nothing4(right)) return constant(name === "eq");
    return refuse(l, "nullishComparison", node);
  }
  const [a, b] = [typeOf(left), typeOf(right)];
  if (a.kind !== b.kind && a.kind !== "variable" && b.kind !== "variable") {
    return refuse(l, "mixedComparison", node, { left: typeText(a), right: typeText(b) });
  }
  if (isReference(a) && isReference(b)) agree(l, a, b, node);
  else if (!agree(l, a, b, node)) return test(l, name, left, right);
  return test(l, name, left, right);
}
function logical(l, node) {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.QuestionQuestionToken) return coalesce2(l, node);
  const left = lowerExpression(l, node.left);
  return shortCircuit(l, operator, left, (inner2) => lowerExpression(inner2, node.right), node);
}
function shortCircuit(l, operator, left, lowerRight, node) {
  if (isRefused(l, left)) return lowerRight(l);
  const either = operator === ts.SyntaxKind.BarBarToken;
  if (left.kind === "constant") return Boolean(left.value) === either ? left : lowerRight(l);
  if (typeOf(left).kind === "boolean") {
    let right = constant(void 0);
    const block4 = inBlock(l, (inner2) => {
      right = lowerRight(inner2);
    });
    if (isCheap2(block4) && typeOf(right).kind === "boolean") {
      l.out.push(...block4);
      return test(l, either ? "or" : "and", left, right);
    }
    return either
      ? join(l, left, [], constant(true), block4, right, node)
      : join(l, left, block4, right, [], constant(false), node);
  }
  return either
    ? numberOr(l, left, lowerRight, node)
    : branch2(l, asBoolean(l, left, node), node, lowerRight, () => left);
}
function numberOr(l, left, lowerRight, node) {
  let right = constant(void 0);
  const block4 = inBlock(l, (inner2) => {
    right = lowerRight(inner2);
  });
  if (typeOf(left).kind === "number" && isConstant(right, 0) && block4.length === 0) {
    const present = test(l, "or", test(l, "ge", left, zero), test(l, "lt", left, zero));
    return branch2(
      l,
      present,
      node,
      (inner2) => compute(inner2, "add", left, zero),
      () => zero,
    );
  }
  return join(l, asBoolean(l, left, node), [], left, block4, right, node);
}
function coalesce2(l, node) {
  const target2 = skipParentheses(node.left);
  if (!ts.isElementAccessExpression(target2)) {
    if (mayBeMissing(target2)) return refuse(l, "nullishComparison", node);
    const left = lowerExpression(l, node.left);
    if (isConstant(left, void 0, null)) return lowerExpression(l, node.right);
    return l.program.elements.has(left) ? refuse(l, "nullishComparison", node) : left;
  }
  const base = lowerExpression(l, target2.expression);
  const index = lowerExpression(l, target2.argumentExpression);
  const type = structureOf(l, base, target2.expression);
  if (isRefused(l, base, index)) return lowerExpression(l, node.right);
  if (type.kind !== "array" || target2.questionDotToken !== void 0) return refuse(l, "nullishComparison", node);
  const position2 = asNumber(l, index, target2.argumentExpression);
  const low = test(l, "ge", position2, zero);
  const high = test(l, "lt", position2, lengthOf(l, base));
  let inside5 = test(l, "and", low, high);
  if (position2.kind === "value") inside5 = test(l, "and", inside5, test(l, "isInteger", position2));
  return branch2(
    l,
    inside5,
    node,
    (inner2) => loadIndex(inner2, base, position2),
    (inner2) => lowerExpression(inner2, node.right),
  );
}
var mayBeMissing = (node) =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ["at", "find", "pop", "shift", "findLast"].includes(node.expression.name.text);
function skipParentheses(node) {
  let inner2 = node;
  while (
    ts.isParenthesizedExpression(inner2) ||
    ts.isAsExpression(inner2) ||
    ts.isSatisfiesExpression(inner2) ||
    ts.isNonNullExpression(inner2) ||
    ts.isTypeAssertionExpression(inner2)
  ) {
    inner2 = inner2.expression;
  }
  return inner2;
}
var cheapPrimitives = /* @__PURE__ */ new Set([
  ..."add sub mul neg lt le gt ge eq ne and or not isNaN isFinite isInteger identity".split(" "),
]);
function isCheap2(block4) {
  const cheap2 = (statement) =>
    statement.kind === "let" &&
    (statement.operation.kind === "read" ||
      (statement.operation.kind === "primitive" && cheapPrimitives.has(statement.operation.name)));
  return block4.length <= 8 && block4.every(cheap2);
}
function unary(l, operator, operand, node) {
  switch (operator) {
    case ts.SyntaxKind.MinusToken:
      if (operand.kind === "constant" && typeof operand.value === "number" && operand.text === void 0) {
        return constant(-operand.value);
      }
      return compute(l, "neg", asNumber(l, operand, node));
    case ts.SyntaxKind.PlusToken:
      return asNumber(l, operand, node);
    case ts.SyntaxKind.TildeToken:
      return compute(l, "bitnot", asNumber(l, operand, node));
    default:
      throw new Error("lower: increments are assignments, and negation is a condition");
  }
}
var negate = (l, atom) =>
  atom.kind === "constant" ? constant(!atom.value) : l.out.define(booleanType, primitive("not", atom));
function typeName(l, operand, node) {
  const type = structureOf(l, operand, node);
  switch (type.kind) {
    case "number":
    case "boolean":
    case "string":
    case "undefined":
      return constant(operand.kind === "constant" && operand.value === null ? "object" : type.kind);
    case "array":
    case "tuple":
    case "record":
      return constant("object");
    default:
      return isRefused(l, operand) ? constant("number") : refuse(l, "unsupportedSyntax", node, { syntax: "typeof" });
  }
}
var isUndefined = (atom) => atomType(atom).kind === "undefined";

// packages/transformer/src/2-lower/lower/scope.ts
var Scope = class {
  constructor(parent, owner, shared = false) {
    this.parent = parent;
    this.owner = owner;
    this.shared = shared;
  }
  parent;
  owner;
  shared;
  bindings = /* @__PURE__ */ new Map();
  declare(name, binding) {
    this.bindings.set(name, binding);
  }
  lookup(name) {
    const binding = this.bindings.get(name);
    return binding === void 0 ? this.parent?.lookup(name) : { binding, scope: this };
  }
  /** Only the names of this very scope. */
  own(name) {
    return this.bindings.get(name);
  }
};
var isFunctionLike = (node) => ts.isFunctionLike(node);
function isReassigned(program, name) {
  let container = name;
  while (container.parent !== void 0 && !(container !== name && isFunctionLike(container))) {
    container = container.parent;
  }
  return assignedNames(program, container).has(name.text);
}
function assignedNames(program, container) {
  const known2 = program.assigned.get(container);
  if (known2 !== void 0) return known2;
  const names2 = /* @__PURE__ */ new Set();
  const target2 = (node) => {
    if (ts.isIdentifier(node)) names2.add(node.text);
    else if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) {
      target2(node.expression);
    } else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(target2);
    else if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) target2(node.expression);
    else if (ts.isObjectLiteralExpression(node)) node.properties.forEach(target2);
    else if (ts.isShorthandPropertyAssignment(node)) names2.add(node.name.text);
    else if (ts.isPropertyAssignment(node)) target2(node.initializer);
    else if (ts.isBinaryExpression(node)) target2(node.left);
  };
  const visit2 = (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) target2(node.left);
    else if (ts.isPostfixUnaryExpression(node)) target2(node.operand);
    else if (
      ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
    ) {
      target2(node.operand);
    } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      if (!ts.isVariableDeclarationList(node.initializer)) target2(node.initializer);
    }
    ts.forEachChild(node, visit2);
  };
  visit2(container);
  program.assigned.set(container, names2);
  return names2;
}
var isAssignment = (kind) => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
function visitOwn(node, action) {
  ts.forEachChild(node, (child) => {
    action(child);
    if (!isFunctionLike(child)) visitOwn(child, action);
  });
}

// packages/transformer/src/2-lower/lower/moduleVariables.ts
function moduleVariable(l, declaration, node) {
  const name = declaration.name.getText();
  const memory = memoryType(l.program, declaration);
  const type = memory?.fields[0]?.type;
  if (memory === void 0 || type === void 0) {
    refuse(l, "unsupportedType", node, { name });
    return void 0;
  }
  const { fileName } = declaration.getSourceFile();
  return { base: l.out.define(memory, { kind: "global", name, file: fileName }, { name }), name, type };
}
function memoryType(program, declaration) {
  const known2 = program.moduleVariables.get(declaration);
  if (known2 !== void 0) return known2;
  const type = typeFromChecker(program, declaration);
  if (type === void 0 || type.kind === "opaque") return void 0;
  const name = declaration.name.getText();
  const memory = {
    kind: "record",
    name: void 0,
    fields: [{ name, type }],
    variable: { name, file: declaration.getSourceFile().fileName },
  };
  program.moduleVariables.set(declaration, memory);
  return memory;
}

// packages/transformer/src/2-lower/lower/module.ts
var mathConstants = ["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"];
var numberConstants = [
  "EPSILON",
  "MAX_SAFE_INTEGER",
  "MIN_SAFE_INTEGER",
  "MAX_VALUE",
  "MIN_VALUE",
  "POSITIVE_INFINITY",
  "NEGATIVE_INFINITY",
  "NaN",
];
function libraryConstant(namespace, name) {
  const math = mathConstants.find((known2) => known2 === name);
  if (namespace === "Math" && math !== void 0) return constant(Math[math], `Math.${math}`);
  const number3 = numberConstants.find((known2) => known2 === name);
  if (namespace !== "Number" || number3 === void 0) return void 0;
  const value = Number[number3];
  return Number.isFinite(value) ? constant(value, `Number.${number3}`) : constant(value);
}
function libraryName(l, node) {
  if (!ts.isIdentifier(node) || l.scope.lookup(node.text) !== void 0) return void 0;
  const declaration = l.program.ctx.frontend.declarationOf(node);
  return declaration === void 0 || isDefaultLibrary(declaration) ? node.text : void 0;
}
var isDefaultLibrary = (declaration) =>
  /[\\/](lib\.[\w.]+|globals|[\w-]+\.generated)\.d\.ts$/.test(declaration.getSourceFile().fileName);
function moduleOperand(l, node, name) {
  const library = ts.isIdentifier(node) ? globalConstant(name) : void 0;
  const declaration = l.program.ctx.frontend.declarationOf(node);
  if (declaration === void 0 || isDefaultLibrary(declaration)) {
    if (library !== void 0) return library;
    if (["Number", "Boolean", "isNaN", "isFinite"].includes(name)) return { kind: "builtin", name };
    return refuse(l, declaration === void 0 ? "unresolvedName" : "unknownCall", node, { name });
  }
  return declaredOperand(l, declaration, node, name);
}
var globalConstant = (name) => {
  if (name === "NaN") return constant(Number.NaN);
  if (name === "Infinity") return constant(Number.POSITIVE_INFINITY);
  return name === "undefined" ? constant(void 0) : void 0;
};
function libraryAlias({ ctx }, declaration) {
  const member = memberOf(declaration);
  if (member === void 0 || !ts.isIdentifier(member.object)) return void 0;
  const object = ctx.frontend.declarationOf(member.object);
  const library = member.object.text;
  if ((object !== void 0 && !isDefaultLibrary(object)) || (library !== "Math" && library !== "Number")) return void 0;
  return libraryConstant(library, member.name) ?? { kind: "builtin", name: `${library}.${member.name}` };
}
function memberOf(declaration) {
  const holder = ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  if (!ts.isVariableDeclaration(holder) || holder.initializer === void 0 || !isModuleLevel(holder)) return void 0;
  if ((ts.getCombinedNodeFlags(holder) & ts.NodeFlags.Const) === 0) return void 0;
  const initializer = skipParentheses(holder.initializer);
  if (!ts.isBindingElement(declaration)) {
    if (!ts.isPropertyAccessExpression(initializer)) return void 0;
    return { object: skipParentheses(initializer.expression), name: initializer.name.text };
  }
  const written = declaration.propertyName ?? declaration.name;
  if (!ts.isIdentifier(written) || declaration.initializer !== void 0 || declaration.dotDotDotToken !== void 0)
    return void 0;
  return { object: initializer, name: written.text };
}
function declaredOperand(l, declaration, node, name) {
  const alias = libraryAlias(l.program, declaration);
  if (alias !== void 0) return alias;
  const closure2 = closureOf(declaration);
  if (closure2 !== void 0) {
    if (closure2.node.body === void 0) return refuse(l, "functionWithoutBody", node, { name });
    if (!isModuleLevel(declaration)) return refuse(l, "capturedLocal", node, { name });
    return closure2;
  }
  if (ts.isFunctionDeclaration(declaration)) return refuse(l, "functionWithoutBody", node, { name });
  if (ts.isEnumMember(declaration)) {
    const value = foldEnumMember(declaration);
    return value === void 0 ? refuse(l, "unresolvedName", node, { name }) : constant(value);
  }
  if (ts.isClassLike(declaration)) return refuse(l, "classUse", node, { name });
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) {
    return refuse(l, ts.isParameter(declaration) ? "capturedLocal" : "unresolvedName", node, { name });
  }
  if (ts.isCatchClause(declaration.parent) || !isModuleLevel(declaration)) {
    return refuse(l, "capturedLocal", node, { name });
  }
  if (isAssignedBinding(l.program, declaration)) {
    const variable2 = moduleVariable(l, declaration, node);
    return variable2 === void 0 ? standIn(l) : loadField(l, variable2.base, variable2.name, variable2.type);
  }
  const folded = declaration.initializer === void 0 ? void 0 : fold(l.program, declaration.initializer, 0);
  if (folded !== void 0) return folded;
  const type = globalType(l.program, declaration);
  if (type === void 0) return refuse(l, "unsupportedType", node, { name });
  const operation = {
    kind: "global",
    name: declaration.name.text,
    file: declaration.getSourceFile().fileName,
  };
  return l.out.define(type, operation, { name: declaration.name.text });
}
var globalType = (program, declaration) => {
  const type = typeFromChecker(program, declaration);
  return type?.kind === "opaque" ? void 0 : type;
};
function closureOf(declaration) {
  if (ts.isFunctionDeclaration(declaration)) {
    const node2 = implementation(declaration);
    return { kind: "closure", node: node2, scope: void 0, name: node2.name?.text ?? "f" };
  }
  if (ts.isExportAssignment(declaration)) {
    const node2 = skipParentheses(declaration.expression);
    return isFunctionExpression(node2) ? { kind: "closure", node: node2, scope: void 0, name: "f" } : void 0;
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === void 0) return void 0;
  if (!ts.isIdentifier(declaration.name) || (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) {
    return void 0;
  }
  const node = skipParentheses(declaration.initializer);
  return isFunctionExpression(node) ? { kind: "closure", node, scope: void 0, name: declaration.name.text } : void 0;
}
var isFunctionExpression = (node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node);
function implementation(declaration) {
  if (declaration.body !== void 0) return declaration;
  const siblings = ts.isSourceFile(declaration.parent) ? declaration.parent.statements : [];
  const found = siblings.find(
    (node) => ts.isFunctionDeclaration(node) && node.body !== void 0 && node.name?.text === declaration.name?.text,
  );
  return found ?? declaration;
}
function isModuleLevel(declaration) {
  let node = declaration.parent;
  if (ts.isVariableDeclarationList(node)) node = node.parent;
  if (ts.isVariableStatement(node)) node = node.parent;
  return ts.isSourceFile(node) || ts.isModuleBlock(node);
}
function assignedDeclaration(l, node) {
  const declaration = l.program.ctx.frontend.declarationOf(node);
  if (declaration === void 0 || !ts.isVariableDeclaration(declaration) || !isModuleLevel(declaration)) return void 0;
  return isAssignedBinding(l.program, declaration) ? declaration : void 0;
}
var isAssignedBinding = (program, declaration) =>
  (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0 &&
  ts.isIdentifier(declaration.name) &&
  assignedNames(program, declaration.getSourceFile()).has(declaration.name.text);
function foldEnumMember(member) {
  if (member.initializer !== void 0) {
    const value = literal2(member.initializer);
    return typeof value === "boolean" ? void 0 : value;
  }
  const index = member.parent.members.indexOf(member);
  const previous = member.parent.members[index - 1];
  if (previous === void 0) return index === 0 ? 0 : void 0;
  const before = foldEnumMember(previous);
  return typeof before === "number" ? before + 1 : void 0;
}
var literal2 = (expression) => {
  const node = skipParentheses(expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literal2(node.operand);
    return typeof value === "number" ? -value : void 0;
  }
  return void 0;
};
var folding = /* @__PURE__ */ new Map([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.PercentToken, (a, b) => a % b],
]);
function fold(program, expression, depth) {
  if (depth > 100) return void 0;
  const node = skipParentheses(expression);
  const value = literal2(node);
  if (value !== void 0) return constant(value);
  const { frontend } = program.ctx;
  if (ts.isIdentifier(node)) {
    const declaration = frontend.declarationOf(node);
    if (declaration === void 0 || isDefaultLibrary(declaration)) {
      const known2 = globalConstant(node.text);
      return known2?.value === void 0 ? void 0 : known2;
    }
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === void 0) return void 0;
    if (isAssignedBinding(program, declaration) || !isModuleLevel(declaration)) return void 0;
    return fold(program, declaration.initializer, depth + 1);
  }
  if (ts.isPropertyAccessExpression(node)) {
    const declaration = frontend.declarationOf(node.name);
    if (declaration !== void 0 && ts.isEnumMember(declaration)) {
      const member = foldEnumMember(declaration);
      return member === void 0 ? void 0 : constant(member);
    }
    if (!ts.isIdentifier(node.expression) || (declaration !== void 0 && !isDefaultLibrary(declaration))) {
      return void 0;
    }
    return libraryConstant(node.expression.text, node.name.text);
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = fold(program, node.operand, depth + 1)?.value;
    if (typeof operand !== "number") return void 0;
    if (node.operator === ts.SyntaxKind.MinusToken) return constant(-operand);
    return node.operator === ts.SyntaxKind.PlusToken ? constant(operand) : void 0;
  }
  if (!ts.isBinaryExpression(node)) return void 0;
  const operation = folding.get(node.operatorToken.kind);
  if (operation === void 0) return void 0;
  const left = fold(program, node.left, depth + 1)?.value;
  const right = fold(program, node.right, depth + 1)?.value;
  return typeof left === "number" && typeof right === "number" ? constant(operation(left, right)) : void 0;
}

// packages/transformer/src/2-lower/lower/constructors.ts
function lowerNew(l, node) {
  const name = libraryName(l, node.expression);
  if (name === "Array") return lowerArrayConstructor(l, node.arguments ?? [], node);
  if (name === void 0 || !isStorage(name)) {
    for (const argument3 of node.arguments ?? []) if (!ts.isSpreadElement(argument3)) lowerExpression(l, argument3);
    return refuse(l, "classUse", node, { name: `new ${node.expression.getText()}` });
  }
  const [source, ...more] = node.arguments ?? [];
  if (source === void 0) return newArray(l, arrayOf(numberType, name), constant(0));
  if (more.length > 0 || ts.isSpreadElement(source)) return refuse(l, "arrayBufferView", node);
  if (
    ts.isArrayLiteralExpression(source) &&
    !source.elements.some((e) => ts.isSpreadElement(e) || ts.isOmittedExpression(e))
  ) {
    return typedLiteral(
      l,
      name,
      source.elements.map((element) => lowerExpression(l, element)),
      node,
    );
  }
  const argument2 = lowerExpression(l, source);
  if (isRefused(l, argument2)) return standIn(l);
  const type = structureOf(l, argument2, source);
  if (type.kind === "number" || type.kind === "variable") {
    return newArray(l, arrayOf(numberType, name), asNumber(l, argument2, source));
  }
  return typedCopy(l, name, argument2, source);
}
function typedLiteral(l, storage, elements, node) {
  const numbers = elements.map((element) => asNumber(l, element, node));
  const array = newArray(l, arrayOf(numberType, storage), constant(numbers.length));
  numbers.forEach((value, i) => {
    if (!isConstant(value, 0)) storeIndex(l, array, constant(i), value);
  });
  return array;
}
function typedCopy(l, storage, source, node) {
  const type = asArray(l, source, node);
  if (type === void 0) return standIn(l);
  if (type.storage === storage) {
    return l.out.define(type, { kind: "slice", base: source, start: void 0, end: void 0 });
  }
  const length = lengthOf(l, source);
  const array = newArray(l, arrayOf(numberType, storage), length);
  countedLoop2(l, length, (inner2, index) => {
    storeIndex(inner2, array, index, asNumber(inner2, loadIndex(inner2, source, index), node));
  });
  return array;
}
function lowerArrayConstructor(l, nodes, node) {
  const args = lowerArguments(l, nodes);
  const first2 = args[0];
  if (first2 === void 0) return newArray(l, emptyArrayType(l), constant(0));
  if (args.length > 1 || first2.spread || first2.operand.kind === "closure" || first2.operand.kind === "builtin") {
    return refuse(l, "sparseArray", node);
  }
  const length = asNumber(l, first2.operand, node);
  if (isConstant(length, 0)) return newArray(l, emptyArrayType(l), length);
  if (!isFilledNext(node)) return refuse(l, "sparseArray", node);
  return newArray(l, arrayOf(freshType(l.program)), length);
}
function isFilledNext(node) {
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list)) return false;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return false;
  const { statements } = statement.parent;
  const next = statements[statements.indexOf(statement) + 1];
  if (next === void 0 || !ts.isForStatement(next) || list.declarations.at(-1) !== declaration) return false;
  const [length] = (ts.isNewExpression(node) || ts.isCallExpression(node) ? node.arguments : void 0) ?? [];
  return length !== void 0 && storesEveryElement(next, declaration.name.text, length.getText());
}
function storesEveryElement(loop, array, length) {
  const { initializer, condition, incrementor, statement } = loop;
  const counter = initializer?.getText().match(/^let (\w+) = 0$/)?.[1];
  if (counter === void 0 || condition === void 0 || incrementor === void 0) return false;
  const bounds = [`${counter} < ${length}`, `${counter} < ${array}.length`];
  const steps = [`${counter}++`, `++${counter}`, `${counter} += 1`];
  if (!bounds.includes(condition.getText()) || !steps.includes(incrementor.getText())) return false;
  const body = ts.isBlock(statement) ? statement.statements : [statement];
  const stores = (part) =>
    ts.isExpressionStatement(part) &&
    ts.isBinaryExpression(part.expression) &&
    part.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    part.expression.left.getText() === `${array}[${counter}]`;
  const leaves = (part) =>
    ts.isBreakOrContinueStatement(part) || ts.isReturnStatement(part) || (ts.forEachChild(part, leaves) ?? false);
  return body.some(stores) && !body.some(leaves);
}

// packages/transformer/src/2-lower/lower/arrayFrom.ts
function arrayOfValues(l, storage, node) {
  const operands2 = plainArguments(l, lowerArguments(l, node.arguments), node);
  const atoms = operands2.map((operand) =>
    isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", node) : operand,
  );
  return storage === "Array" ? makeArray(l, atoms) : typedLiteral(l, storage, atoms, node);
}
function arrayFrom(l, storage, node) {
  const [first2, second, ...more] = node.arguments;
  if (first2 === void 0 || more.length > 0) return refuse(l, "missingArgument", node, { name: `${storage}.from` });
  const source = skipParentheses(first2);
  if (ts.isObjectLiteralExpression(source)) return fromLength(l, storage, source, second, node);
  const array = lowerExpression(l, source);
  const mapper = second === void 0 ? void 0 : lowerOperand(l, second);
  const type = asArray(l, array, source);
  if (type === void 0) return standIn(l);
  if (mapper === void 0)
    return storage === "Array" ? copyArray(l, array, source) : typedCopy(l, storage, array, source);
  if (!isFunctionValue(mapper)) return refuse(l, "unknownFunctionValue", node);
  return build(l, storage, lengthOf(l, array), mapper, (inner2, index) => loadIndex(inner2, array, index), node);
}
function fromLength(l, storage, source, second, node) {
  const property = source.properties[0];
  const known2 = property !== void 0 && property.name !== void 0 && propertyName2(property.name) === "length";
  if (!known2 || source.properties.length !== 1) return refuse(l, "unknownSpread", source);
  const written = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : void 0;
  if (written === void 0) return refuse(l, "unknownSpread", source);
  const length = asNumber(l, lowerExpression(l, written), source);
  if (second === void 0) {
    return storage === "Array" ? refuse(l, "sparseArray", node) : newArray(l, arrayOf(numberType, storage), length);
  }
  const mapper = lowerOperand(l, second);
  if (!isFunctionValue(mapper)) return refuse(l, "unknownFunctionValue", node);
  return build(l, storage, length, mapper, () => constant(void 0), node);
}
function build(l, storage, length, mapper, item, node) {
  const element = storage === "Array" ? freshType(l.program) : numberType;
  const result = newArray(l, arrayOf(element, storage), length);
  countedLoop2(l, length, (inner2, index) => {
    const value = callFunction(inner2, mapper, [item(inner2, index), index], node);
    if (isFunctionValue(value)) refuse(inner2, "unknownFunctionValue", node);
    else if (!isRefused(inner2, value) && agree(inner2, element, typeOf(value), node)) {
      storeIndex(inner2, result, index, value);
    }
  });
  return result;
}

// packages/transformer/src/2-lower/lower/shortens.ts
function shortens(program, block4, type) {
  const seen = /* @__PURE__ */ new Set();
  const bodies = new Map([...program.instances.values()].map((activation) => [activation.ref.id, activation.body]));
  const search2 = (statements) => {
    let found = false;
    const sums = /* @__PURE__ */ new Set();
    const look = (statement) => {
      if (statement.kind === "let" && statement.operation.kind === "primitive" && statement.operation.name === "add") {
        sums.add(statement.value);
      } else if (statement.kind === "resize" && !statement.atLeast) {
        found ||= !sums.has(statement.length) && typesEqual(typeOf(statement.base), type);
      } else if (statement.kind === "call" && !seen.has(statement.callee.id)) {
        seen.add(statement.callee.id);
        const body = bodies.get(statement.callee.id);
        found ||= body !== void 0 && search2(body);
      }
    };
    visit(statements, look);
    return found;
  };
  return search2(block4);
}

// packages/transformer/src/2-lower/lower/arrayCallbacks.ts
var callbackOf = (l, call2) => {
  const fn = call2.args[0];
  if (fn !== void 0 && isFunctionValue(fn)) return fn;
  refuse(l, "unknownFunctionValue", call2.node);
  return void 0;
};
function apply(l, call2, fn, args, forEffect = false) {
  const before = l.out.statements.length;
  const given = fn.kind === "builtin" ? args.slice(0, builtinArity(fn.name)) : args;
  const result = callFunction(l, fn, given, call2.node, forEffect);
  if (shortens(l.program, l.out.statements.slice(before), call2.type)) refuse(l, "shortenedWhileIterated", call2.node);
  return isFunctionValue(result) ? refuse(l, "unknownFunctionValue", call2.node) : result;
}
var builtinArity = (name) => (/^Math\.(max|min|hypot|atan2|pow|imul)$/.test(name) ? 3 : 1);
var forEach = (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  countedLoop2(l, lengthOf(l, call2.base), (inner2, index) => {
    apply(inner2, call2, fn, [loadIndex(inner2, call2.base, index), index, call2.base], true);
  });
  return constant(void 0);
};
var map = (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  const { storage } = call2.type;
  const element = storage === "Array" ? freshType(l.program) : numberType;
  const length = lengthOf(l, call2.base);
  const result = newArray(l, arrayOf(element, storage), length);
  countedLoop2(l, length, (inner2, index) => {
    const value = apply(inner2, call2, fn, [loadIndex(inner2, call2.base, index), index, call2.base]);
    if (agree(inner2, element, typeOf(value), call2.node, value)) storeIndex(inner2, result, index, value);
  });
  return result;
};
var filter = (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  if (call2.type.storage !== "Array")
    return refuse(l, "unsupportedMethod", call2.node, { name: "filter", type: call2.type.storage });
  const type = emptyArrayType(l);
  const result = newArray(l, type, zero);
  agree(l, type.element, call2.type.element, call2.node);
  each(l, call2, fn, (inner2, holds2, value) => {
    when(inner2, holds2, (hit) => {
      append(hit, result, value);
    });
  });
  return result;
};
function each(l, call2, fn, action) {
  countedLoop2(l, lengthOf(l, call2.base), (inner2, index, label2) => {
    const value = loadIndex(inner2, call2.base, index);
    const holds2 = asBoolean(inner2, apply(inner2, call2, fn, [value, index, call2.base]), call2.node);
    action(inner2, holds2, value, index, label2);
  });
}
function when(l, condition, action) {
  const then = inBlock(l, action);
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: void 0 });
}
var quantifier = (some2) => (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  const answer = newVariable(l.program.ctx.ids, some2 ? "some" : "every", booleanType);
  assign(l, answer, constant(!some2));
  each(l, call2, fn, (inner2, holds2, _value, _index, label2) => {
    when(inner2, some2 ? holds2 : test(inner2, "not", holds2), (hit) => {
      assign(hit, answer, constant(some2));
      leave(hit, label2);
    });
  });
  return read(l, answer);
};
var findIndex = (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  const found = newVariable(l.program.ctx.ids, "found", numberType);
  assign(l, found, constant(-1));
  each(l, call2, fn, (inner2, holds2, _value, index, label2) => {
    when(inner2, holds2, (hit) => {
      assign(hit, found, index);
      leave(hit, label2);
    });
  });
  return read(l, found);
};
var find2 = (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  const found = newVariable(l.program.ctx.ids, "found", call2.type.element);
  assign(l, found, constant(void 0));
  each(l, call2, fn, (inner2, holds2, value, _index, label2) => {
    when(inner2, holds2, (hit) => {
      assign(hit, found, value);
      leave(hit, label2);
    });
  });
  return read(l, found);
};
var emptyReduce = 'new TypeError("Reduce of empty array with no initial value")';
var reduce = (right) => (l, call2) => {
  const fn = callbackOf(l, call2);
  if (fn === void 0) return standIn(l);
  const given = call2.args[1];
  if (given !== void 0 && isFunctionValue(given)) return refuse(l, "unknownFunctionValue", call2.node);
  if (given !== void 0 && isRefused(l, given)) return standIn(l);
  const length = lengthOf(l, call2.base);
  let initial = given;
  if (initial === void 0) {
    when(l, test(l, "eq", length, zero), (inner2) => {
      inner2.out.push({ kind: "throw", text: emptyReduce, args: [], span: void 0 });
    });
    const first2 = right ? l.out.define(numberType, { kind: "primitive", name: "sub", args: [length, one] }) : zero;
    initial = loadIndex(l, call2.base, first2);
  }
  const accumulator = newVariable(l.program.ctx.ids, accumulatorName(fn), typeOf(initial));
  assign(l, accumulator, initial);
  const short = given === void 0;
  const count2 =
    short && right ? l.out.define(numberType, { kind: "primitive", name: "sub", args: [length, one] }) : length;
  const options = right ? { descending: true } : short ? { from: one } : {};
  const body = (inner2, index) => {
    const value = loadIndex(inner2, call2.base, index);
    const next = apply(inner2, call2, fn, [read(inner2, accumulator), value, index, call2.base]);
    if (agree(inner2, accumulator.type, typeOf(next), call2.node, next)) assign(inner2, accumulator, next);
  };
  countedLoop2(l, count2, body, options);
  return read(l, accumulator);
};
var accumulatorName = (fn) => {
  const name = fn.kind === "closure" ? fn.node.parameters[0]?.name.getText() : void 0;
  return name !== void 0 && /^\w+$/.test(name) ? name : "accumulator";
};
var arrayCallbacks = /* @__PURE__ */ new Map([
  ["forEach", forEach],
  ["map", map],
  ["filter", filter],
  ["some", quantifier(true)],
  ["every", quantifier(false)],
  ["find", find2],
  ["findIndex", findIndex],
  ["reduce", reduce(false)],
  ["reduceRight", reduce(true)],
]);

// packages/transformer/src/2-lower/lower/arrayMethods.ts
function lowerArrayMethod(l, base, name, node) {
  const type = asArray(l, base, node.expression);
  if (type === void 0) return standIn(l);
  const method = methods.get(name) ?? arrayCallbacks.get(name);
  const known2 = method !== void 0 && (type.storage === "Array" || !growingMethods.has(name));
  if (!known2) return refuse(l, "unsupportedMethod", node, { name, type: typeText(type) });
  const args = lowerArguments(l, node.arguments);
  if (args.some((argument2) => argument2.spread)) return refuse(l, "unknownSpread", node);
  return method(l, { base, type, args: args.map((argument2) => argument2.operand), node });
}
var growingMethods = /* @__PURE__ */ new Set(["push", "pop", "concat"]);
function argument(l, call2, index) {
  const operand = call2.args[index];
  if (operand === void 0 || (operand.kind === "constant" && operand.value === void 0)) return void 0;
  return isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", call2.node) : operand;
}
var required = (l, call2, index) =>
  argument(l, call2, index) ?? refuse(l, "missingArgument", call2.node, { name: "this method" });
var position = (l, call2, index) => {
  const atom = argument(l, call2, index);
  return atom === void 0 ? void 0 : asNumber(l, atom, call2.node);
};
var accepts = (l, type, value, node) => agree(l, type, typeOf(value), node, value);
var fill3 = (l, call2) => {
  const value = required(l, call2, 0);
  const [start, end] = [position(l, call2, 1), position(l, call2, 2)];
  if (accepts(l, call2.type.element, value, call2.node)) {
    l.out.push({ kind: "fill", base: call2.base, value, start, end, linear: false });
  }
  return call2.base;
};
var slice = (l, call2) =>
  l.out.define(call2.type, {
    kind: "slice",
    base: call2.base,
    start: position(l, call2, 0),
    end: position(l, call2, 1),
  });
var push2 = (l, call2) => {
  const values = call2.args.map((_, i) => required(l, call2, i));
  let length;
  for (const value of values) {
    if (accepts(l, call2.type.element, value, call2.node)) length = append(l, call2.base, value);
  }
  return length ?? lengthOf(l, call2.base);
};
var pop = (l, call2) => {
  const last = compute(l, "sub", lengthOf(l, call2.base), one);
  const value = loadIndex(l, call2.base, last);
  const length = compute(l, "max", last, zero);
  l.out.push({ kind: "resize", base: call2.base, length, atLeast: false });
  return value;
};
var at = (l, call2) => {
  const index = position(l, call2, 0) ?? zero;
  if (index.kind === "constant" && typeof index.value === "number") {
    if (index.value >= 0) return loadIndex(l, call2.base, constant(Math.trunc(index.value)));
    return loadIndex(l, call2.base, compute(l, "add", lengthOf(l, call2.base), constant(Math.trunc(index.value))));
  }
  const whole = compute(l, "trunc", index);
  const target2 = branch2(
    l,
    test(l, "lt", whole, zero),
    call2.node,
    (inner2) => compute(inner2, "add", lengthOf(inner2, call2.base), whole),
    () => whole,
  );
  return loadIndex(l, call2.base, target2);
};
var set = (l, call2) => {
  const source = required(l, call2, 0);
  const offset2 = position(l, call2, 1) ?? zero;
  if (call2.type.storage === "Array") return refuse(l, "unsupportedMethod", call2.node, { name: "set", type: "array" });
  const type = asArray(l, source, call2.node);
  if (type === void 0 || !agree(l, call2.type.element, type.element, call2.node)) return constant(void 0);
  const copy = l.out.define(type, { kind: "slice", base: source, start: void 0, end: void 0 });
  countedLoop2(l, lengthOf(l, copy), (inner2, index) => {
    storeIndex(inner2, call2.base, compute(inner2, "add", offset2, index), loadIndex(inner2, copy, index));
  });
  return constant(void 0);
};
var reverse = (l, call2) => {
  const length = lengthOf(l, call2.base);
  const last = compute(l, "sub", length, one);
  const half = compute(l, "floor", compute(l, "div", length, constant(2)));
  countedLoop2(l, half, (inner2, index) => {
    const other = compute(inner2, "sub", last, index);
    const left = loadIndex(inner2, call2.base, index);
    const right = loadIndex(inner2, call2.base, other);
    storeIndex(inner2, call2.base, index, right);
    storeIndex(inner2, call2.base, other, left);
  });
  return call2.base;
};
var concat = (l, call2) => {
  const parts2 = call2.args.map((_, i) => {
    const atom = required(l, call2, i);
    const kind = typeOf(atom);
    const many = kind.kind === "array" && kind.storage === "Array";
    return many ? { kind: "many", array: atom } : { kind: "one", value: atom };
  });
  if (parts2.some((part) => isRefused(l, part.kind === "one" ? part.value : part.array))) return standIn(l);
  return concatenate(l, [{ kind: "many", array: call2.base }, ...parts2], call2.node);
};
var search = (includes) => (l, call2) => {
  const sought = required(l, call2, 0);
  if (call2.args.length > 1)
    return refuse(l, "unsupportedMethod", call2.node, { name: "indexOf from a position", type: "array" });
  if (!accepts(l, call2.type.element, sought, call2.node)) return standIn(l);
  const type = includes ? { kind: "boolean" } : numberType;
  const found = newVariable(l.program.ctx.ids, "found", type);
  assign(l, found, constant(includes ? false : -1));
  countedLoop2(l, lengthOf(l, call2.base), (inner2, index, label2) => {
    const item = loadIndex(inner2, call2.base, index);
    let equal = test(inner2, "eq", item, sought);
    if (includes && typeOf(sought).kind === "number") {
      const both2 = test(inner2, "and", test(inner2, "isNaN", item), test(inner2, "isNaN", sought));
      equal = test(inner2, "or", equal, both2);
    }
    branch2(
      inner2,
      equal,
      call2.node,
      (hit) => {
        assign(hit, found, includes ? constant(true) : index);
        leave(hit, label2);
        return constant(void 0);
      },
      () => constant(void 0),
    );
  });
  return read(l, found);
};
var join2 = (l, call2) => {
  report(l, "stringOperation", call2.node);
  return standIn(l);
};
var methods = /* @__PURE__ */ new Map([
  ["fill", fill3],
  ["slice", slice],
  ["push", push2],
  ["pop", pop],
  ["at", at],
  ["set", set],
  ["reverse", reverse],
  ["concat", concat],
  ["indexOf", search(false)],
  ["includes", search(true)],
  ["join", join2],
  ["toString", join2],
]);

// packages/transformer/src/2-lower/lower/conditions.ts
function lowerCondition(l, expression) {
  const node = skipParentheses(expression);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) {
      const left = lowerCondition(l, node.left);
      return shortCircuit(l, operator, left, (inner2) => lowerCondition(inner2, node.right), node);
    }
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return negate(l, lowerCondition(l, node.operand));
  }
  return asBoolean(l, lowerExpression(l, expression), expression);
}

// packages/transformer/src/2-lower/lower/effects.ts
function lowerEffect(l, expression) {
  const node = skipParentheses(expression);
  if (ts.isConditionalExpression(node)) {
    branch3(l, node, node.condition, node.whenTrue, node.whenFalse);
    return;
  }
  if (ts.isBinaryExpression(node)) {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.CommaToken:
        lowerEffect(l, node.left);
        lowerEffect(l, node.right);
        return;
      case ts.SyntaxKind.AmpersandAmpersandToken:
        branch3(l, node, node.left, node.right, void 0);
        return;
      case ts.SyntaxKind.BarBarToken:
        branch3(l, node, node.left, void 0, node.right);
        return;
    }
  }
  lowerOperand(l, expression);
}
function branch3(l, node, test2, whenTrue, whenFalse) {
  const condition = lowerCondition(l, test2);
  const side = (expression) =>
    inBlock(l, (inner2) => {
      if (expression !== void 0) lowerEffect(inner2, expression);
    });
  const then = side(whenTrue);
  const otherwise = side(whenFalse);
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: spanOf(node) });
}

// packages/transformer/src/2-lower/lower/places.ts
var refused = { kind: "refused" };
function lowerPlace(l, expression) {
  const node = skipParentheses(expression);
  if (ts.isIdentifier(node)) return variablePlace(l, node);
  if (ts.isPropertyAccessExpression(node)) {
    const base = lowerExpression(l, node.expression);
    if (isRefused(l, base)) return refused;
    const type = structureOf(l, base, node.expression);
    if (type.kind === "array" && node.name.text === "length") return { kind: "length", base };
    return fieldPlace(l, base, node.name.text, node);
  }
  if (ts.isElementAccessExpression(node)) {
    const base = lowerExpression(l, node.expression);
    const index = lowerExpression(l, node.argumentExpression);
    if (isRefused(l, base, index)) return refused;
    const type = structureOf(l, base, node.expression);
    if (type.kind === "tuple" || type.kind === "record") {
      if (index.kind === "constant") return fieldPlace(l, base, String(index.value), node);
      report(l, type.kind === "tuple" ? "tupleIndex" : "dynamicKey", node, { type: typeText(type) });
      return refused;
    }
    const array = asArray(l, base, node.expression);
    if (array === void 0) return refused;
    return { kind: "element", base, index: asNumber(l, index, node.argumentExpression), type: array.element };
  }
  report(l, "unsupportedSyntax", node, { syntax: "an assignment to this" });
  return refused;
}
function variablePlace(l, node) {
  const found = l.scope.lookup(node.text);
  if (found === void 0) {
    const declaration = assignedDeclaration(l, node);
    if (declaration !== void 0) {
      const variable2 = moduleVariable(l, declaration, node);
      return variable2 === void 0 ? refused : { kind: "field", ...variable2 };
    }
    report(l, "assignedModuleBinding", node, { name: node.text });
    return refused;
  }
  if (found.binding.kind !== "variable") {
    report(l, "assignedConstant", node, { name: node.text });
    return refused;
  }
  if (found.scope.owner !== l.activation) {
    report(l, "recursiveCapture", node, { name: node.text });
    return refused;
  }
  return { kind: "variable", variable: found.binding.variable };
}
function fieldPlace(l, base, name, node) {
  const type = structureOf(l, base, node);
  const slot =
    type.kind === "record" ? fieldOf(type, name)?.type : type.kind === "tuple" ? type.elements[Number(name)] : void 0;
  if (slot === void 0) {
    report(l, "unknownField", node, { name, type: typeText(type) });
    return refused;
  }
  if (resolveType(slot).kind === "opaque") {
    report(l, "opaqueField", node, { name, type: typeText(type) });
    return refused;
  }
  return { kind: "field", base, name, type: slot };
}
function readPlace(l, place) {
  switch (place.kind) {
    case "variable":
      return read(l, place.variable);
    case "element":
      return loadIndex(l, place.base, place.index);
    case "field":
      return loadField(l, place.base, place.name, place.type);
    case "length":
      return lengthOf(l, place.base);
    case "refused":
      return standIn(l);
  }
}
function writePlace(l, place, value, node) {
  switch (place.kind) {
    case "variable":
      if (typeOf(value).kind === "undefined" || agree(l, place.variable.type, typeOf(value), node, value)) {
        assign(l, place.variable, named(l, value, place.variable.name));
      }
      break;
    case "element":
      if (!agree(l, place.type, typeOf(value), node, value)) break;
      if (l.program.growing.has(arrayElement(place.base))) {
        const length = compute(l, "add", place.index, one);
        l.out.push({ kind: "resize", base: place.base, length, atLeast: true });
      }
      storeIndex(l, place.base, place.index, value);
      break;
    case "field":
      if (!agree(l, place.type, typeOf(value), node, value)) break;
      l.out.push({ kind: "store", base: place.base, key: { kind: "field", name: place.name }, value, linear: false });
      break;
    case "length":
      if (isConstant(value, 0)) l.out.push({ kind: "resize", base: place.base, length: zero, atLeast: false });
      else report(l, "lengthAssignment", node);
      break;
    case "refused":
      break;
  }
}
var arrayElement = (base) => {
  const type = typeOf(base);
  return type.kind === "array" ? type.element : numberType;
};
function assignment(l, node) {
  const compound2 = compoundOperator.get(node.operatorToken.kind);
  const place = lowerPlace(l, node.left);
  if (compound2 === void 0) {
    const value2 = lowerExpression(l, node.right);
    const stored = place.kind === "variable" ? named(l, value2, place.variable.name) : value2;
    writePlace(l, place, stored, node);
    return stored;
  }
  const present = readPlace(l, place);
  if (isLogical(compound2)) {
    if (compound2 === ts.SyntaxKind.QuestionQuestionToken) return refuse(l, "nullishComparison", node);
    return shortCircuit(
      l,
      compound2,
      present,
      (inner2) => {
        const value2 = lowerExpression(inner2, node.right);
        writePlace(inner2, place, value2, node);
        return value2;
      },
      node,
    );
  }
  const right = lowerExpression(l, node.right);
  let value = binary2(l, compound2, present, right, node);
  if (place.kind === "variable") value = named(l, value, place.variable.name);
  writePlace(l, place, value, node);
  return value;
}
function increment(l, node) {
  const place = lowerPlace(l, node.operand);
  const present = asNumber(l, readPlace(l, place), node.operand);
  const name = node.operator === ts.SyntaxKind.PlusPlusToken ? "add" : "sub";
  let value = compute(l, name, present, constant(1));
  if (place.kind === "variable") value = named(l, value, place.variable.name);
  writePlace(l, place, value, node);
  return ts.isPrefixUnaryExpression(node) ? value : present;
}

// packages/transformer/src/2-lower/lower/destructuring.ts
function declareName(l, name, operand, isConst) {
  const fixed = isConst || !isReassigned(l.program, name);
  if (isFunctionValue(operand)) {
    if (!fixed) report(l, "unknownFunctionValue", name);
    l.scope.declare(name.text, { kind: "function", value: operand });
    return;
  }
  const atom = named(l, operand, name.text);
  if (fixed && !l.scope.shared) {
    l.scope.declare(name.text, { kind: "value", atom });
    return;
  }
  declareVariable(l, name.text, typeOf(atom), atom);
}
function declareVariable(l, name, type, initial) {
  const open = type.kind === "undefined" ? freshType(l.program) : type;
  const variable2 = newVariable(l.program.ctx.ids, name, open);
  l.scope.declare(name, { kind: "variable", variable: variable2 });
  if (initial !== void 0) assign(l, variable2, initial);
}
function declarePattern(l, pattern, source, isConst) {
  if (ts.isIdentifier(pattern)) {
    declareName(l, pattern, source, isConst);
    return;
  }
  if (isFunctionValue(source)) {
    report(l, "unknownFunctionValue", pattern);
    return;
  }
  pattern.elements.forEach((element, i) => {
    if (ts.isOmittedExpression(element)) return;
    const atom = elementOf3(l, pattern, element, i, source);
    declarePattern(l, element.name, withDefault(l, atom, element.initializer), isConst);
  });
}
function elementOf3(l, pattern, element, index, source) {
  if (isRefused(l, source)) return standIn(l);
  if (element.dotDotDotToken !== void 0) return restOf(l, pattern, index, source, element);
  if (ts.isArrayBindingPattern(pattern)) return itemOf(l, source, index, element.initializer !== void 0, element);
  const written = element.propertyName ?? element.name;
  const name =
    ts.isObjectBindingPattern(written) || ts.isArrayBindingPattern(written) ? void 0 : propertyName2(written);
  if (name === void 0) return refuse(l, "dynamicKey", element, { type: "a pattern" });
  return propertyOf(l, source, name, element.initializer !== void 0, element);
}
function itemOf(l, source, index, optional, node) {
  const type = structureOf(l, source, node);
  if (optional && type.kind === "array") return refuse(l, "destructuringDefault", node);
  if (optional && type.kind === "tuple" && index >= type.elements.length) return constant(void 0);
  return loadSlot(l, source, String(index), node);
}
function propertyOf(l, source, name, optional, node) {
  const type = structureOf(l, source, node);
  if (optional && type.kind === "record" && fieldOf(type, name) === void 0) return constant(void 0);
  if (type.kind === "array" && name === "length") return lengthOf(l, source);
  return loadSlot(l, source, name, node);
}
function restOf(l, pattern, index, source, node) {
  const type = structureOf(l, source, node);
  if (ts.isArrayBindingPattern(pattern)) {
    if (type.kind === "array" && type.storage === "Array") {
      return l.out.define(type, { kind: "slice", base: source, start: constant(index), end: void 0 });
    }
    if (type.kind === "tuple") {
      return makeArray(
        l,
        type.elements.slice(index).map((_, i) => loadSlot(l, source, String(i + index), node)),
      );
    }
    return refuse(l, "unknownSpread", node);
  }
  if (type.kind !== "record") return refuse(l, "unknownSpread", node);
  const taken = new Set(
    pattern.elements.map((element) => {
      const written = element.propertyName ?? element.name;
      return ts.isObjectBindingPattern(written) || ts.isArrayBindingPattern(written) ? void 0 : propertyName2(written);
    }),
  );
  const fields = type.fields.filter((field3) => !taken.has(field3.name));
  return l.out.define(
    { kind: "record", name: void 0, fields },
    { kind: "makeRecord", fields: fields.map(({ name }) => ({ name, value: loadSlot(l, source, name, node) })) },
  );
}
function withDefault(l, atom, initializer) {
  return initializer !== void 0 && isUndefined(atom) ? lowerOperand(l, initializer) : atom;
}
function assignPattern(l, pattern, right) {
  const parent = pattern.parent.parent;
  const elements =
    ts.isArrayLiteralExpression(pattern) &&
    ts.isArrayLiteralExpression(right) &&
    (ts.isExpressionStatement(parent) || ts.isParenthesizedExpression(parent)) &&
    !right.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)) &&
    !pattern.elements.some(isRest)
      ? right.elements.map((element) => lowerExpression(l, element))
      : void 0;
  if (elements !== void 0 && ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((target2, i) => {
      if (!ts.isOmittedExpression(target2)) assignTarget(l, target2, () => elements[i] ?? constant(void 0));
    });
    return constant(void 0);
  }
  const source = lowerExpression(l, right);
  assignFrom(l, pattern, source);
  return source;
}
var isRest = (node) => ts.isSpreadElement(node);
function assignFrom(l, pattern, source) {
  if (isRefused(l, source)) return;
  if (ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((target2, i) => {
      if (ts.isOmittedExpression(target2)) return;
      const optional = ts.isBinaryExpression(target2);
      if (ts.isSpreadElement(target2)) report(l, "unknownSpread", target2);
      else assignTarget(l, target2, (inner2) => itemOf(inner2, source, i, optional, target2));
    });
    return;
  }
  for (const property of pattern.properties) {
    const name = property.name === void 0 ? void 0 : propertyName2(property.name);
    if (name === void 0) report(l, "dynamicKey", property, { type: "a pattern" });
    else if (ts.isShorthandPropertyAssignment(property)) {
      const optional = property.objectAssignmentInitializer !== void 0;
      const value = withDefault(
        l,
        propertyOf(l, source, name, optional, property),
        property.objectAssignmentInitializer,
      );
      const atom = isFunctionValue(value) ? refuse(l, "unknownFunctionValue", property) : value;
      writePlace(l, lowerPlace(l, property.name), atom, property);
    } else if (ts.isPropertyAssignment(property)) {
      const optional = ts.isBinaryExpression(property.initializer);
      assignTarget(l, property.initializer, (inner2) => propertyOf(inner2, source, name, optional, property));
    } else report(l, "unsupportedSyntax", property, { syntax: "this pattern" });
  }
}
function assignTarget(l, target2, take) {
  const initializer = ts.isBinaryExpression(target2) ? target2.right : void 0;
  const written = ts.isBinaryExpression(target2) ? target2.left : target2;
  if (ts.isArrayLiteralExpression(written) || ts.isObjectLiteralExpression(written)) {
    assignFrom(l, written, asAtom(l, withDefault(l, take(l), initializer), written));
    return;
  }
  const place = lowerPlace(l, written);
  writePlace(l, place, asAtom(l, withDefault(l, take(l), initializer), written), written);
}
var asAtom = (l, operand, node) => (isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", node) : operand);

// packages/transformer/src/2-lower/lower/parameters.ts
var parametersOf2 = (node) =>
  node.parameters.filter((parameter) => !(ts.isIdentifier(parameter.name) && parameter.name.text === "this"));
function bindParameters(l, node, args) {
  parametersOf2(node).forEach((parameter, i) => {
    if (parameter.dotDotDotToken !== void 0) {
      declarePattern(l, parameter.name, restArgument(l, args.slice(i), parameter), false);
      return;
    }
    const given = args[i] ?? constant(void 0);
    const missing = !isFunctionValue(given) && isUndefined(given);
    const mayBeMissing2 = parameter.initializer !== void 0 || parameter.questionToken !== void 0;
    let value = missing && parameter.initializer !== void 0 ? lowerOperand(l, parameter.initializer) : given;
    if (i >= args.length && !mayBeMissing2) {
      value = refuse(l, "missingArgument", parameter, { name: functionName(node) });
    }
    declarePattern(l, parameter.name, value, false);
  });
}
function restArgument(l, args, node) {
  const atoms = args.map((operand) => (isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", node) : operand));
  return makeArray(l, atoms);
}

// packages/transformer/src/2-lower/lower/ending.ts
function alwaysExits(block4) {
  const end = ending(block4);
  return !end.falls && end.exits;
}
function ending(block4) {
  let exits = false;
  for (const statement of block4) {
    const end = endingOf(statement);
    exits ||= end.exits;
    if (!end.falls) return { falls: false, exits };
  }
  return { falls: true, exits };
}
function endingOf(statement) {
  switch (statement.kind) {
    case "exit":
      return { falls: false, exits: true };
    case "throw":
      return { falls: false, exits: false };
    case "if": {
      const then = ending(statement.then);
      const otherwise = ending(statement.else);
      return { falls: then.falls || otherwise.falls, exits: then.exits || otherwise.exits };
    }
    case "labelled":
    case "loop": {
      const body = ending(statement.body);
      const broken = mentions2(statement.body, statement.label);
      const endless = statement.kind === "loop" && isConstant(statement.condition.test, true);
      const falls = broken || (statement.kind === "loop" ? !endless : body.falls);
      return { falls, exits: body.exits };
    }
    default:
      return { falls: true, exits: false };
  }
}
function mentions2(block4, label2) {
  let found = false;
  visit(block4, (statement) => {
    if (statement.kind === "exit" && statement.exit === "break" && statement.label === label2) found = true;
  });
  return found;
}

// packages/transformer/src/2-lower/lower/fence.ts
var names = /* @__PURE__ */ new Map([
  [ts.SyntaxKind.RegularExpressionLiteral, "a regular expression"],
  [ts.SyntaxKind.TaggedTemplateExpression, "a tagged template"],
  [ts.SyntaxKind.BigIntLiteral, "a bigint"],
  [ts.SyntaxKind.DeleteExpression, "delete"],
  [ts.SyntaxKind.SuperKeyword, "super"],
  [ts.SyntaxKind.MetaProperty, "a meta property"],
  [ts.SyntaxKind.SpreadElement, "spread here"],
  [ts.SyntaxKind.ForInStatement, "for \u2026 in"],
  [ts.SyntaxKind.WithStatement, "with"],
  [ts.SyntaxKind.EnumDeclaration, "a local enum"],
  [ts.SyntaxKind.ModuleDeclaration, "a namespace"],
  [ts.SyntaxKind.DebuggerStatement, "debugger"],
  [ts.SyntaxKind.PrivateIdentifier, "a private name"],
]);
var syntaxName = (node) =>
  names.get(node.kind) ?? (ts.SyntaxKind[node.kind] ?? "this syntax").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

// packages/transformer/src/2-lower/lower/loops.ts
function emitLoop(l, node, names2, parts2) {
  const label2 = newLabel(l.program.ctx.ids);
  const jump = { label: label2, kind: "loop", names: names2 };
  let condition = constant(true);
  const block4 = inBlock(l, (at2) => {
    if (parts2.condition !== void 0) condition = parts2.condition(at2);
  });
  const body = inBlock(l, parts2.body, { jumps: [...l.jumps, jump] });
  const update = inBlock(l, parts2.update);
  l.out.push({
    kind: "loop",
    label: label2,
    condition: { block: block4, test: condition },
    body,
    update,
    testFirst: parts2.testFirst,
    span: spanOf(node),
  });
}
var conditionOf = (expression) => (at2) => lowerCondition(at2, expression);
var nothing2 = () => void 0;
function lowerWhile(l, node, names2) {
  const body = (at2) => lowerStatement(inner(at2), node.statement);
  emitLoop(l, node, names2, { condition: conditionOf(node.expression), body, update: nothing2, testFirst: true });
}
function lowerDo(l, node, names2) {
  const body = (at2) => lowerStatement(inner(at2), node.statement);
  emitLoop(l, node, names2, { condition: conditionOf(node.expression), body, update: nothing2, testFirst: false });
}
function lowerFor(l, node, names2) {
  const { initializer, condition, incrementor } = node;
  const scope = inner(l);
  if (initializer !== void 0) {
    if (ts.isVariableDeclarationList(initializer)) lowerDeclarations(scope, initializer);
    else lowerEffect(scope, initializer);
  }
  emitLoop(scope, node, names2, {
    condition: condition === void 0 ? void 0 : conditionOf(condition),
    body: (at2) => lowerStatement(inner(at2), node.statement),
    update: (at2) => {
      if (incrementor !== void 0) lowerEffect(at2, incrementor);
    },
    testFirst: true,
  });
}
function lowerForOf(l, node, names2) {
  if (node.awaitModifier !== void 0) {
    report(l, "asyncCode", node);
    return;
  }
  const { source, iteration } = iterated(node.expression);
  const array = lowerExpression(l, source);
  const known2 = structureOf(l, array, source);
  if (known2.kind !== "array" && known2.kind !== "variable" && !isRefused(l, array)) {
    report(l, "notAnArray", source, { type: typeText(known2) });
    return;
  }
  if (asArray(l, array, source) === void 0) return;
  const variable2 = newVariable(l.program.ctx.ids, indexName(node, iteration), numberType);
  assign(l, variable2, zero);
  emitLoop(l, node, names2, {
    condition: (at2) => test(at2, "lt", read(at2, variable2), lengthOf(at2, array)),
    body: (at2) => {
      const scope = inner(at2);
      bindItem(scope, node.initializer, iteration, array, read(scope, variable2));
      lowerStatement(inner(scope), node.statement);
    },
    update: (at2) => assign(at2, variable2, compute(at2, "add", read(at2, variable2), one)),
    testFirst: true,
  });
}
function iterated(expression) {
  const node = skipParentheses(expression);
  if (ts.isCallExpression(node) && node.arguments.length === 0 && ts.isPropertyAccessExpression(node.expression)) {
    const name = node.expression.name.text;
    if (name === "entries" || name === "keys" || name === "values") {
      return { source: node.expression.expression, iteration: name };
    }
  }
  return { source: expression, iteration: "values" };
}
function indexName(node, iteration) {
  const declared = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : void 0;
  if (declared === void 0) return "i";
  if (iteration === "keys" && ts.isIdentifier(declared)) return declared.text;
  if (iteration !== "entries" || !ts.isArrayBindingPattern(declared)) return "i";
  const first2 = declared.elements[0];
  return first2 !== void 0 && ts.isBindingElement(first2) && ts.isIdentifier(first2.name) ? first2.name.text : "i";
}
function bindItem(l, initializer, iteration, array, index) {
  if (!ts.isVariableDeclarationList(initializer)) {
    if (iteration === "entries")
      report(l, "unsupportedSyntax", initializer, { syntax: "this target of for \u2026 of" });
    else
      writePlace(l, lowerPlace(l, initializer), iteration === "keys" ? index : loadIndex(l, array, index), initializer);
    return;
  }
  const name = initializer.declarations[0]?.name;
  if (name === void 0) return;
  const isConst = (initializer.flags & ts.NodeFlags.Const) !== 0;
  if ((initializer.flags & ts.NodeFlags.BlockScoped) === 0) {
    report(l, "unsupportedSyntax", initializer, { syntax: "var in for \u2026 of" });
    return;
  }
  if (iteration === "keys") declarePattern(l, name, index, isConst);
  else if (iteration === "values") declarePattern(l, name, loadIndex(l, array, index), isConst);
  else if (!ts.isArrayBindingPattern(name))
    report(l, "unsupportedSyntax", name, { syntax: "entries() without [index, value]" });
  else {
    const [first2, second] = name.elements;
    if (first2 !== void 0 && ts.isBindingElement(first2)) declarePattern(l, first2.name, index, isConst);
    if (second !== void 0 && ts.isBindingElement(second)) {
      declarePattern(l, second.name, loadIndex(l, array, index), isConst);
    }
  }
}

// packages/transformer/src/2-lower/lower/switch.ts
function lowerSwitch(l, node, names2) {
  const subject = lowerExpression(l, node.expression);
  const clauses = group(node.caseBlock.clauses);
  const separate = clauses.every((clause, i) => i === clauses.length - 1 || alwaysLeaves(clause.statements));
  const shared = !separate;
  const body = (outer) => {
    const at2 = { ...outer, scope: new Scope(outer.scope, outer.activation, shared) };
    if (separate) lowerChain(at2, subject, clauses.map(withoutBreak), node);
    else lowerFallThrough(at2, subject, clauses, node);
  };
  const statements = clauses.flatMap((clause) => (separate ? withoutBreak(clause) : clause).statements);
  if (names2.length > 0 || statements.some(breaksSwitch)) withLabel(l, "switch", names2, body);
  else body(l);
}
function group(clauses) {
  const groups = [];
  let cases = [];
  let isDefault = false;
  clauses.forEach((clause, i) => {
    if (ts.isCaseClause(clause)) cases.push(clause.expression);
    else isDefault = true;
    if (clause.statements.length === 0 && i < clauses.length - 1) return;
    groups.push({ cases, isDefault, statements: clause.statements });
    cases = [];
    isDefault = false;
  });
  return groups;
}
function alwaysLeaves(statements) {
  const last = statements.at(-1);
  if (last === void 0) return false;
  if (ts.isBlock(last)) return alwaysLeaves(last.statements);
  if (ts.isIfStatement(last)) {
    return last.elseStatement !== void 0 && alwaysLeaves([last.thenStatement]) && alwaysLeaves([last.elseStatement]);
  }
  return (
    ts.isBreakStatement(last) || ts.isReturnStatement(last) || ts.isContinueStatement(last) || ts.isThrowStatement(last)
  );
}
function withoutBreak(clause) {
  const last = clause.statements.at(-1);
  if (last === void 0) return clause;
  if (ts.isBreakStatement(last) && last.label === void 0) {
    return { ...clause, statements: clause.statements.slice(0, -1) };
  }
  if (clause.statements.length === 1 && ts.isBlock(last)) {
    return withoutBreak({ ...clause, statements: last.statements });
  }
  return clause;
}
function breaksSwitch(statement) {
  const leaves = (node) => {
    if (ts.isBreakStatement(node)) return node.label === void 0;
    if (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isFunctionLike(node)) return false;
    let found = false;
    ts.forEachChild(node, (child) => {
      if (leaves(child)) found = true;
    });
    return found;
  };
  return leaves(statement);
}
function pushIf(l, condition, then, otherwise) {
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: void 0 });
}
function lowerChain(l, subject, clauses, node) {
  const fallback = clauses.find((clause) => clause.isDefault);
  const run = (at2, clause) => {
    if (clause === void 0) return;
    const scope = new Scope(at2.scope, at2.activation);
    lowerStatements({ ...at2, scope }, clause.statements);
  };
  const chain = (at2, rest) => {
    const [clause, ...more] = rest;
    if (clause === void 0) {
      run(at2, fallback);
      return;
    }
    const condition = matches(at2, subject, clause, node);
    if (condition.kind === "constant") {
      if (condition.value) run(at2, clause);
      else chain(at2, more);
      return;
    }
    const then = inBlock(at2, (inner2) => run(inner2, clause));
    const otherwise = inBlock(at2, (inner2) => chain(inner2, more));
    pushIf(at2, condition, then, otherwise);
  };
  chain(
    l,
    clauses.filter((clause) => !clause.isDefault),
  );
}
function matches(l, subject, clause, node) {
  let condition = constant(false);
  for (const expression of clause.cases) {
    const value = lowerExpression(l, expression);
    const equal = equals(l, subject, value, node);
    if (equal.kind === "constant") {
      if (equal.value) return equal;
    } else condition = condition.kind === "constant" ? equal : test(l, "or", condition, equal);
  }
  return condition;
}
function equals(l, subject, value, node) {
  if (subject.kind === "constant" && value.kind === "constant") return constant(subject.value === value.value);
  return binary2(l, ts.SyntaxKind.EqualsEqualsEqualsToken, subject, value, node);
}
function lowerFallThrough(l, subject, clauses, node) {
  const start = newVariable(l.program.ctx.ids, "clause", numberType);
  const fallback = clauses.findIndex((clause) => clause.isDefault);
  assign(l, start, constant(fallback < 0 ? clauses.length : fallback));
  const select = (at2, index) => {
    const clause = clauses[index];
    if (clause === void 0) return;
    if (clause.cases.length === 0) {
      select(at2, index + 1);
      return;
    }
    const condition = matches(at2, subject, clause, node);
    const then = inBlock(at2, (inner2) => assign(inner2, start, constant(index)));
    const otherwise = inBlock(at2, (inner2) => select(inner2, index + 1));
    pushIf(at2, condition, then, otherwise);
  };
  select(l, 0);
  clauses.forEach((clause, index) => {
    const condition = test(l, "le", read(l, start), constant(index));
    pushIf(
      l,
      condition,
      inBlock(l, (inner2) => lowerStatements(inner2, clause.statements)),
      [],
    );
  });
}

// packages/transformer/src/2-lower/lower/throws.ts
function lowerThrow(l, node) {
  const args = [];
  const text = textOf(l, node.expression, args);
  l.out.push({ kind: "throw", text, args, span: spanOf(node) });
}
function textOf(l, expression, args) {
  const node = skipParentheses(expression);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return escapeDollars(node.getText());
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const name = libraryName(l, node.expression);
    if (name !== void 0 && /^([A-Z]\w*)?Error$/.test(name)) {
      const values = (node.arguments ?? []).map((argument2) => textOf(l, argument2, args));
      return `${ts.isNewExpression(node) ? "new " : ""}${name}(${values.join(", ")})`;
    }
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => {
      const value = textOf(l, span.expression, args);
      return `\${${value}}${escapeDollars(span.literal.rawText ?? span.literal.text)}`;
    });
    return `\`${escapeDollars(node.head.rawText ?? node.head.text)}${spans.join("")}\``;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && hasString(node)) {
    const left = textOf(l, node.left, args);
    const right = textOf(l, node.right, args);
    return `${left} + ${ts.isBinaryExpression(skipParentheses(node.right)) ? `(${right})` : right}`;
  }
  if (ts.isNewExpression(node)) {
    report(l, "thrownValue", node);
    return "undefined";
  }
  const atom = lowerExpression(l, node);
  if (isReference(typeOf(atom)) && !isRefused(l, atom)) report(l, "thrownValue", node);
  args.push(atom);
  return `$${args.length - 1}`;
}
var hasString = (node) => {
  const inner2 = skipParentheses(node);
  if (ts.isStringLiteralLike(inner2) || ts.isTemplateExpression(inner2)) return true;
  return (
    ts.isBinaryExpression(inner2) &&
    inner2.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (hasString(inner2.left) || hasString(inner2.right))
  );
};
var escapeDollars = (text) => text.replace(/\$(?=\d)/g, "\\x24");

// packages/transformer/src/2-lower/lower/statements.ts
function hoist(l, body) {
  visitOwn(body, (node) => {
    if (!ts.isVariableDeclarationList(node) || (node.flags & ts.NodeFlags.BlockScoped) !== 0) return;
    for (const name of node.declarations.flatMap((declaration) => boundNames(declaration.name))) {
      if (l.scope.own(name) === void 0) declareVariable(l, name, freshType(l.program), void 0);
    }
  });
}
var boundNames = (name) =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
function lowerStatements(l, statements) {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement)) declareFunction(l, statement);
  }
  for (const statement of statements) lowerStatement(l, statement);
}
function declareFunction(l, node) {
  if (node.name === void 0 || node.body === void 0) return;
  const value = { kind: "closure", node, scope: l.scope, name: node.name.text };
  l.scope.declare(node.name.text, { kind: "function", value });
}
var inner = (l) => ({ ...l, scope: new Scope(l.scope, l.activation) });
function lowerStatement(l, node, labels = []) {
  if (ts.isExpressionStatement(node)) lowerEffect(l, node.expression);
  else if (ts.isVariableStatement(node)) lowerDeclarations(l, node.declarationList);
  else if (ts.isBlock(node)) lowerBlock(l, node, labels);
  else if (ts.isIfStatement(node)) lowerIf(l, node);
  else if (ts.isForStatement(node)) lowerFor(l, node, labels);
  else if (ts.isForOfStatement(node)) lowerForOf(l, node, labels);
  else if (ts.isWhileStatement(node)) lowerWhile(l, node, labels);
  else if (ts.isDoStatement(node)) lowerDo(l, node, labels);
  else if (ts.isSwitchStatement(node)) lowerSwitch(l, node, labels);
  else if (ts.isReturnStatement(node)) lowerReturn(l, node);
  else if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) lowerJump(l, node);
  else if (ts.isThrowStatement(node)) lowerThrow(l, node);
  else if (ts.isLabeledStatement(node)) lowerLabelled(l, node, labels);
  else if (ts.isTryStatement(node)) report(l, "exceptionHandling", node);
  else if (ts.isClassDeclaration(node)) report(l, "classUse", node, { name: "a class" });
  else if (!isWithoutEffect(node)) report(l, "unsupportedSyntax", node, { syntax: syntaxName(node) });
}
var isWithoutEffect = (node) =>
  ts.isFunctionDeclaration(node) ||
  ts.isEmptyStatement(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);
function lowerBlock(l, node, labels) {
  if (labels.length === 0) lowerStatements(inner(l), node.statements);
  else withLabel(l, "block", labels, (labelled) => lowerStatements(inner(labelled), node.statements));
}
function withLabel(l, kind, names2, action) {
  const label2 = newLabel(l.program.ctx.ids);
  const jump = { label: label2, kind, names: names2 };
  const body = inBlock(l, action, { jumps: [...l.jumps, jump] });
  l.out.push({ kind: "labelled", label: label2, body });
}
function lowerLabelled(l, node, labels) {
  const names2 = [...labels, node.label.text];
  const { statement } = node;
  const takesLabels =
    ts.isIterationStatement(statement, false) ||
    ts.isSwitchStatement(statement) ||
    ts.isBlock(statement) ||
    ts.isLabeledStatement(statement);
  if (takesLabels) lowerStatement(l, statement, names2);
  else withLabel(l, "block", names2, (labelled) => lowerStatement(labelled, statement));
}
function lowerDeclarations(l, list) {
  const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (const declaration of list.declarations) {
    const { name, initializer } = declaration;
    if (initializer === void 0) {
      if (ts.isIdentifier(name) && !isVar) declareVariable(l, name.text, freshType(l.program), constant(void 0));
    } else if (isVar) initializeVar(l, name, initializer);
    else declarePattern(l, name, lowerOperand(l, initializer), isConst);
  }
}
function initializeVar(l, name, initializer) {
  const operand = lowerOperand(l, initializer);
  if (!ts.isIdentifier(name)) {
    report(l, "unsupportedSyntax", name, { syntax: "a pattern declared with var" });
    return;
  }
  if (isFunctionValue(operand)) {
    declareName(l, name, operand, false);
    return;
  }
  const found = l.scope.lookup(name.text)?.binding;
  if (found?.kind !== "variable") report(l, "assignedConstant", name, { name: name.text });
  else if (typeOf(operand).kind === "undefined" || agree(l, found.variable.type, typeOf(operand), name, operand)) {
    assign(l, found.variable, operand);
  }
}
function lowerIf(l, node) {
  const condition = lowerCondition(l, node.expression);
  const { thenStatement, elseStatement } = node;
  if (condition.kind === "constant") {
    const taken = condition.value ? thenStatement : elseStatement;
    if (taken !== void 0) lowerStatement(inner(l), taken);
    return;
  }
  const side = (statement) =>
    inBlock(l, (branch4) => {
      if (statement !== void 0) lowerStatement(inner(branch4), statement);
    });
  const then = side(thenStatement);
  const otherwise = side(elseStatement);
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: spanOf(node) });
}
function lowerReturn(l, node) {
  const { expression } = node;
  returnValue(l, expression === void 0 ? void 0 : lowerExpression(l, expression), node);
}
function checkEnd(l, node) {
  if (node.body === void 0 || !ts.isBlock(node.body) || !ending(l.out.statements).falls) return;
  const last = node.body.statements.at(-1);
  if (last === void 0 || !ts.isSwitchStatement(last)) report(l, "missingReturn", node.name ?? node);
  else l.out.push({ kind: "throw", text: 'new TypeError("no case matches")', args: [], span: spanOf(last) });
}
function returnValue(l, value, node) {
  const { returning, activation } = l;
  if (returning.kind === "inline") {
    if (returning.variable !== void 0) {
      if (value === void 0) report(l, "missingReturn", node);
      else if (agree(l, returning.variable.type, typeOf(value), node, value)) assign(l, returning.variable, value);
    }
    l.out.push({ kind: "exit", exit: "break", label: returning.label, value: void 0, span: spanOf(node) });
    return;
  }
  if (value === void 0 && activation.returnsValue) report(l, "missingReturn", node);
  if (value !== void 0) agree(l, activation.result, typeOf(value), node, value);
  l.out.push({ kind: "exit", exit: "return", label: void 0, value, span: spanOf(node) });
}
function lowerJump(l, node) {
  const name = node.label?.text;
  const isBreak = ts.isBreakStatement(node);
  const target2 = l.jumps.findLast((jump) =>
    name === void 0 ? jump.kind === "loop" || (isBreak && jump.kind === "switch") : jump.names.includes(name),
  );
  if (target2 === void 0) {
    report(l, "unsupportedSyntax", node, { syntax: "a jump out of a function" });
    return;
  }
  const exit = isBreak ? "break" : "continue";
  l.out.push({ kind: "exit", exit, label: target2.label, value: void 0, span: spanOf(node) });
}

// packages/transformer/src/2-lower/lower/instances.ts
var maximumVariants = 40;
var maximumDepth = 350;
function instanceFor(l, closure2, args, node) {
  const { program } = l;
  const used = args.slice(
    0,
    closure2.node.parameters.some((p) => p.dotDotDotToken) ? args.length : parametersOf2(closure2.node).length,
  );
  const key = instanceKey(program, closure2, used);
  const passed = used.filter((operand) => !isBuiltIn(operand));
  const known2 = program.instances.get(key);
  if (known2 !== void 0) return { activation: known2, passed };
  const depth = l.activation.depth + 1;
  const variants = program.variants.get(closure2.node) ?? 0;
  program.variants.set(closure2.node, variants + 1);
  if (variants >= maximumVariants || depth > maximumDepth) {
    refuse(l, "endlessSpecialization", node, { name: closure2.name });
    return void 0;
  }
  const activation = newActivation(program, closure2.node, closure2.name, depth);
  program.instances.set(key, activation);
  lowerActivation(program, activation, closure2, used);
  return { activation, passed };
}
function instanceKey(program, closure2, args) {
  const scope = closure2.scope === void 0 ? "" : idOf(program, closure2.scope);
  return [idOf(program, closure2.node), scope, ...args.map((operand) => operandKey(program, operand))].join("|");
}
var newActivation = (program, node, name, depth = 0) => ({
  ref: newFunctionRef(program.ctx.ids, name),
  depth,
  node,
  result: freshType(program),
  returnsValue: returnsValue(node),
  params: [],
  captures: /* @__PURE__ */ new Map(),
  calls: [],
  body: [],
});
var isBuiltIn = (operand) =>
  isFunctionValue(operand) ||
  (operand.kind === "constant" && (operand.value === void 0 || typeof operand.value === "string"));
function operandKey(program, operand) {
  if (operand.kind === "closure") {
    return `closure ${idOf(program, operand.node)} ${operand.scope === void 0 ? "" : idOf(program, operand.scope)}`;
  }
  if (operand.kind === "builtin") return operand.name;
  if (isBuiltIn(operand) && operand.kind === "constant") return `= ${JSON.stringify(operand.value) ?? "undefined"}`;
  return typeKey(typeOf(operand));
}
function lowerActivation(program, activation, closure2, args) {
  const out = new BlockBuilder(program.ctx.ids);
  const scope = new Scope(closure2.scope, activation);
  const l = {
    program,
    activation,
    out,
    scope,
    jumps: [],
    returning: { kind: "function" },
    inlining: [],
  };
  const { node } = closure2;
  if (ts.isFunctionExpression(node) && node.name !== void 0) {
    scope.declare(node.name.text, { kind: "function", value: closure2 });
  }
  const names2 = parametersOf2(node);
  const operands2 = args.map((operand, i) => {
    if (isBuiltIn(operand)) return operand;
    const parameter = names2[Math.min(i, names2.length - 1)];
    const value = parameterValue(program, operand, parameter);
    activation.params.push(value);
    return value;
  });
  bindParameters(l, node, operands2);
  lowerBody({ ...l, scope: new Scope(scope, activation) }, node);
  activation.body = out.block;
}
function parameterValue(program, argument2, parameter) {
  const name = parameter !== void 0 && ts.isIdentifier(parameter.name) ? parameter.name.text : void 0;
  const span = parameter === void 0 ? void 0 : spanOf(parameter);
  const value = newValue(program.ctx.ids, typeOf(argument2), { name, span });
  if (program.refused.has(argument2)) program.refused.add(value);
  return value;
}
function lowerBody(l, node) {
  const { body } = node;
  if (body === void 0) return;
  if (ts.isBlock(body)) {
    hoist(l, body);
    lowerStatements(l, body.statements);
    if (l.activation.returnsValue) checkEnd(l, node);
  } else {
    returnValue(l, lowerExpression(l, body), body);
  }
}

// packages/transformer/src/2-lower/lower/inlineCall.ts
var ownReturns = (node) => {
  const returns = [];
  visitOwn(node, (child) => {
    if (ts.isReturnStatement(child)) returns.push(child);
  });
  return returns;
};
var returnsValue = (node) =>
  node.body !== void 0 &&
  (!ts.isBlock(node.body) || ownReturns(node).some((statement) => statement.expression !== void 0));
function returnsFunction(node) {
  const body = node.body;
  if (body === void 0) return false;
  const returned = ts.isBlock(body) ? ownReturns(node).map((statement) => statement.expression) : [body];
  return returned.some((expression) => {
    let inner2 = expression;
    while (inner2 !== void 0 && ts.isParenthesizedExpression(inner2)) inner2 = inner2.expression;
    if (inner2 === void 0) return false;
    if (ts.isArrowFunction(inner2) || ts.isFunctionExpression(inner2)) return true;
    return ts.isIdentifier(inner2) && declaresFunction(body, inner2.text);
  });
}
function declaresFunction(body, name) {
  let found = false;
  visitOwn(body, (child) => {
    if (ts.isFunctionDeclaration(child) && child.name?.text === name) found = true;
    if (ts.isVariableDeclaration(child) && ts.isIdentifier(child.name) && child.name.text === name) {
      const value = child.initializer;
      if (value !== void 0 && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))) found = true;
    }
  });
  return found;
}
function inlineClosure(l, closure2, args, forEffect = false) {
  const { node } = closure2;
  const scope = new Scope(closure2.scope, l.activation);
  if (ts.isFunctionExpression(node) && node.name !== void 0) {
    scope.declare(node.name.text, { kind: "function", value: closure2 });
  }
  const inlining = [...l.inlining, { node, key: instanceKey(l.program, closure2, args) }];
  const base = { ...l, scope, jumps: [], inlining, returning: { kind: "function" } };
  bindParameters(base, node, args);
  const body = node.body;
  if (body === void 0) return constant(void 0);
  if (!ts.isBlock(body)) {
    const inner3 = { ...base, scope: new Scope(scope, l.activation) };
    if (!forEffect) return lowerOperand(inner3, body);
    lowerEffect(inner3, body);
    return constant(void 0);
  }
  const returns = ownReturns(node);
  const last = body.statements.at(-1);
  const inner2 = { ...base, scope: new Scope(scope, l.activation) };
  hoist(inner2, body);
  if (returns.length === 0) {
    lowerStatements(inner2, body.statements);
    return constant(void 0);
  }
  if (returns.length === 1 && last !== void 0 && returns[0] === last) {
    lowerStatements(inner2, body.statements.slice(0, -1));
    return returns[0].expression === void 0 ? constant(void 0) : lowerOperand(inner2, returns[0].expression);
  }
  return inlineWithExits(inner2, closure2, body);
}
function inlineWithExits(l, closure2, body) {
  const { ids } = l.program.ctx;
  const label2 = newLabel(ids);
  const variable2 = returnsValue(closure2.node) ? newVariable(ids, closure2.name, freshType(l.program)) : void 0;
  const lowerBody2 = (inner2) => {
    lowerStatements(inner2, body.statements);
    if (variable2 !== void 0) checkEnd(inner2, closure2.node);
  };
  const block4 = inBlock(l, lowerBody2, { returning: { kind: "inline", label: label2, variable: variable2 } });
  l.out.push({ kind: "labelled", label: label2, body: block4 });
  return variable2 === void 0 ? constant(void 0) : read(l, variable2);
}

// packages/transformer/src/ir/operations.ts
var comparisons = ["lt", "le", "gt", "ge", "eq", "ne"];
var logical2 = ["and", "or", "not"];
var bitwise = ["bitand", "bitor", "bitxor", "bitnot", "shl", "shr", "ushr"];
var functions = [
  "abs",
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cbrt",
  "ceil",
  "clz32",
  "cos",
  "cosh",
  "exp",
  "expm1",
  "floor",
  "fround",
  "hypot",
  "imul",
  "log",
  "log10",
  "log1p",
  "log2",
  "max",
  "min",
  "round",
  "sign",
  "sin",
  "sinh",
  "sqrt",
  "tan",
  "tanh",
  "trunc",
];

// packages/transformer/src/2-lower/lower/math.ts
var mathNames = new Set(functions);
var binaryNames = /* @__PURE__ */ new Set(["atan2", "imul", "pow"]);
function callMath(l, name, args, node) {
  if (name === "max" || name === "min") return extremum(l, name, args, node);
  if (name !== "pow" && !mathNames.has(name)) return refuse(l, "unknownCall", node, { name: `Math.${name}` });
  if (args.some((argument2) => argument2.spread)) return refuse(l, "unknownSpread", node);
  const numbers = args.map(({ operand }) => number(l, operand, node));
  if (isRefused(l, ...numbers)) return standIn(l);
  if (name === "hypot") return numbers.length === 0 ? constant(0) : compute(l, "hypot", ...numbers);
  const arity = binaryNames.has(name) ? 2 : 1;
  if (numbers.length < arity) return refuse(l, "missingArgument", node, { name: `Math.${name}` });
  return compute(l, name, ...numbers.slice(0, arity));
}
var number = (l, operand, node) =>
  isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", node) : asNumber(l, operand, node);
function extremum(l, name, args, node) {
  const least = constant(name === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  let result;
  for (const { operand, spread } of args) {
    if (isFunctionValue(operand)) return refuse(l, "unknownFunctionValue", node);
    const value = spread ? extremumOf(l, name, operand, result ?? least, node) : asNumber(l, operand, node);
    if (spread) result = value;
    else result = result === void 0 ? value : compute(l, name, result, value);
  }
  return result ?? least;
}
function extremumOf(l, name, array, start, node) {
  const type = asArray(l, array, node);
  if (type === void 0) return standIn(l);
  if (!unifyTypes(type.element, numberType)) return refuse(l, "notANumber", node, { type: "this array's element" });
  const variable2 = newVariable(l.program.ctx.ids, name, numberType);
  assign(l, variable2, start);
  countedLoop2(l, lengthOf(l, array), (inner2, index) => {
    const present = read(inner2, variable2);
    assign(inner2, variable2, compute(inner2, name, present, loadIndex(inner2, array, index)));
  });
  return read(l, variable2);
}
function callNumber(l, name, args, node) {
  const first2 = args[0];
  if (first2 === void 0 || isFunctionValue(first2)) return void 0;
  switch (name) {
    case "Number":
      return asNumber(l, first2, node);
    case "Boolean":
      return asBoolean(l, first2, node);
    case "isNaN":
      if (l.program.elements.has(first2)) return test(l, "not", test(l, "ge", compute(l, "abs", first2), zero));
      return test(l, name, asNumber(l, first2, node));
    case "isFinite":
      return test(l, name, asNumber(l, first2, node));
    case "Number.isNaN":
    case "Number.isFinite":
    case "Number.isInteger":
      if (typeOf(first2).kind !== "number" && typeOf(first2).kind !== "variable") return void 0;
      return test(l, name.slice("Number.".length), asNumber(l, first2, node));
    default:
      return void 0;
  }
}

// packages/transformer/src/2-lower/lower/calls.ts
function lowerCall(l, node) {
  if (node.questionDotToken !== void 0) return refuse(l, "optionalChaining", node);
  const callee = skipParentheses(node.expression);
  const marker = markerName(l, callee);
  if (marker !== void 0) return refuse(l, "markerInside", node, { name: marker });
  if (ts.isIdentifier(callee)) {
    const library = libraryName(l, callee);
    if (library !== void 0) return callGlobal(l, library, node);
  }
  if (ts.isPropertyAccessExpression(callee)) {
    const library = libraryName(l, callee.expression);
    if (library !== void 0) return callStatic(l, library, callee.name.text, node);
    const method = callMethod(l, callee, node);
    if (method !== void 0) return method;
  }
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return refuse(l, "classUse", node, { name: "super" });
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return refuse(l, "asyncCode", node);
  const fn = lowerOperand(l, callee);
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  if (isFunctionValue(fn)) return callFunction(l, fn, args, node);
  return isRefused(l, fn) ? standIn(l) : refuse(l, "unknownFunctionValue", callee);
}
function markerName(l, callee) {
  const root2 = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  if (!ts.isIdentifier(root2) || l.scope.lookup(root2.text) !== void 0) return void 0;
  for (const statement of root2.getSourceFile().statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (statement.moduleSpecifier.text !== "cotangent") continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === void 0) continue;
    const names2 = ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map((element) => element.name);
    if (names2.some((name) => name.text === root2.text)) return callee.getText();
  }
  return void 0;
}
function callGlobal(l, name, node) {
  if (name === "Array") return lowerArrayConstructor(l, node.arguments, node);
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  return callFunction(l, { kind: "builtin", name }, args, node);
}
function callStatic(l, namespace, name, node) {
  if (namespace === "Math") return callMath(l, name, lowerArguments(l, node.arguments), node);
  if (namespace === "Array" || isStorage(namespace)) {
    const storage = namespace === "Array" ? "Array" : namespace;
    if (name === "from") return arrayFrom(l, storage, node);
    if (name === "of") return arrayOfValues(l, storage, node);
  }
  if (namespace === "Array" && name === "isArray" && node.arguments[0] !== void 0) {
    const type = structureOf(l, lowerExpression(l, node.arguments[0]), node.arguments[0]);
    return constant(type.kind === "tuple" || (type.kind === "array" && type.storage === "Array"));
  }
  if (namespace === "console") return refuse(l, "hostOutput", node, { name: `console.${name}` });
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  return callFunction(l, { kind: "builtin", name: `${namespace}.${name}` }, args, node);
}
function callMethod(l, callee, node) {
  const { expression } = callee;
  if (ts.isIdentifier(expression) && l.scope.lookup(expression.text) === void 0) {
    const declaration = l.program.ctx.frontend.declarationOf(expression);
    if (declaration !== void 0 && (ts.isNamespaceImport(declaration) || ts.isSourceFile(declaration))) return void 0;
    if (declaration !== void 0 && ts.isModuleDeclaration(declaration)) return void 0;
  }
  if (callee.questionDotToken !== void 0) return refuse(l, "optionalChaining", node);
  const name = callee.name.text;
  if (name === "fill" && node.arguments.length === 1) {
    const filled = lowerFilledArray(l, skipParentheses(expression), node);
    if (filled !== void 0) return filled;
  }
  const base = lowerOperand(l, expression);
  if (isFunctionValue(base)) return refuse(l, "unsupportedMethod", callee, { name, type: "function" });
  if (isRefused(l, base)) return standIn(l);
  const type = structureOf(l, base, expression);
  if (type.kind === "array" || type.kind === "variable") return lowerArrayMethod(l, base, name, node);
  if (type.kind === "string") return refuse(l, "stringOperation", node);
  return refuse(l, "unsupportedMethod", callee, { name, type: typeText(type) });
}
function lowerFilledArray(l, base, node) {
  const allocation = ts.isNewExpression(base) || ts.isCallExpression(base) ? base : void 0;
  const [length, ...more] = allocation?.arguments ?? [];
  const value = node.arguments[0];
  if (allocation === void 0 || length === void 0 || value === void 0 || more.length > 0) return void 0;
  if (libraryName(l, allocation.expression) !== "Array" || ts.isSpreadElement(length) || ts.isSpreadElement(value)) {
    return void 0;
  }
  return filledArray(l, lowerExpression(l, length), lowerExpression(l, value), node);
}
var filledArray = (l, length, value, node) =>
  isRefused(l, length, value) ? standIn(l) : newArray(l, arrayOf(typeOf(value)), asNumber(l, length, node), value);
function callFunction(l, fn, args, node, forEffect = false) {
  if (fn.kind === "builtin") return callBuiltin(l, fn.name, args, node);
  if (isAsync(fn)) return refuse(l, "asyncCode", node);
  if ("asteriskToken" in fn.node && fn.node.asteriskToken !== void 0) return refuse(l, "generatorCode", node);
  if (fn.node.body === void 0) return refuse(l, "functionWithoutBody", node, { name: fn.name });
  const recursive = isInlined(l, fn, args) || (fn.scope !== void 0 && namesItself(fn));
  const plain = fn.scope === void 0 && !l.program.inlineAll && !args.some(isFunctionValue);
  if (recursive || (plain && !returnsFunction(fn.node))) return callInstance(l, fn, args, node);
  return inlineClosure(l, fn, args, forEffect);
}
var maximumNesting = 6;
function isInlined(l, fn, args) {
  const around = l.inlining.filter(({ node }) => node === fn.node);
  if (around.length === 0) return false;
  const key = instanceKey(l.program, fn, args);
  return around.length >= maximumNesting || around.some((one2) => one2.key === key);
}
var isAsync = (fn) =>
  ts.canHaveModifiers(fn.node) &&
  (ts.getModifiers(fn.node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
function namesItself(fn) {
  let found = false;
  const body = fn.node.body;
  if (body === void 0) return false;
  const visit2 = (child) => {
    if (ts.isIdentifier(child) && child.text === fn.name) found = true;
    else ts.forEachChild(child, visit2);
  };
  visit2(body);
  return found;
}
function callInstance(l, fn, args, node) {
  const instance = instanceFor(l, fn, args, node);
  if (instance === void 0) return standIn(l);
  const { activation, passed } = instance;
  const result = activation.returnsValue ? freshValue(l, activation.result) : void 0;
  const values = [...passed];
  l.activation.calls.push({ callee: activation, args: values });
  l.out.push({
    kind: "call",
    results: result === void 0 ? [] : [result],
    callee: activation.ref,
    args: values,
    linear: false,
    span: spanOf(node),
  });
  return result ?? constant(void 0);
}
function callBuiltin(l, name, args, node) {
  const plain = args.map((operand) => ({ operand, spread: false }));
  if (name.startsWith("Math.")) return callMath(l, name.slice("Math.".length), plain, node);
  const known2 = callNumber(l, name, args, node);
  return known2 ?? refuse(l, "unknownCall", node, { name });
}

// packages/transformer/src/2-lower/lower/expressions.ts
function lowerExpression(l, node) {
  const operand = lowerOperand(l, node);
  return isFunctionValue(operand) ? refuse(l, "unknownFunctionValue", node) : operand;
}
function lowerOperand(l, expression) {
  const node = skipParentheses(expression);
  const { span } = l.out;
  if (!l.program.inlineAll) l.out.span = spanOf(node);
  const operand = lowerBare(l, node);
  l.out.span = span;
  return operand;
}
function lowerBare(l, node) {
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (ts.isStringLiteralLike(node)) return constant(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return constant(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return constant(false);
  if (ts.isIdentifier(node)) return lowerName(l, node, node.text);
  if (ts.isBinaryExpression(node)) return lowerBinary(l, node);
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator } = node;
    if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
      return increment(l, node);
    }
    if (operator === ts.SyntaxKind.ExclamationToken) return negate(l, lowerCondition(l, node.operand));
    return unary(l, operator, lowerExpression(l, node.operand), node);
  }
  if (ts.isPostfixUnaryExpression(node)) return increment(l, node);
  if (ts.isConditionalExpression(node)) return lowerConditional(l, node);
  if (ts.isPropertyAccessExpression(node)) return lowerProperty(l, node);
  if (ts.isElementAccessExpression(node)) return lowerElement(l, node);
  if (ts.isCallExpression(node)) return lowerCall(l, node);
  if (ts.isNewExpression(node)) return lowerNew(l, node);
  if (ts.isArrayLiteralExpression(node)) return lowerArrayLiteral(l, node);
  if (ts.isObjectLiteralExpression(node)) return lowerObjectLiteral(l, node);
  if (isFunctionExpression(node)) return { kind: "closure", node, scope: l.scope, name: functionName2(node) };
  if (ts.isTypeOfExpression(node)) return typeName(l, lowerExpression(l, node.expression), node);
  if (ts.isVoidExpression(node)) {
    lowerOperand(l, node.expression);
    return constant(void 0);
  }
  if (node.kind === ts.SyntaxKind.NullKeyword) return refuse(l, "nullValue", node);
  if (ts.isTemplateExpression(node)) return refuse(l, "stringOperation", node);
  if (ts.isAwaitExpression(node)) return refuse(l, "asyncCode", node);
  if (ts.isYieldExpression(node)) return refuse(l, "generatorCode", node);
  if (ts.isClassExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword) {
    return refuse(l, "classUse", node, { name: node.kind === ts.SyntaxKind.ThisKeyword ? "this" : "a class" });
  }
  return refuse(l, "unsupportedSyntax", node, { syntax: syntaxName(node) });
}
var functionName2 = (node) => {
  if (node.name !== void 0) return node.name.text;
  const { parent } = node;
  return parent !== void 0 && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : "f";
};
function lowerName(l, node, name) {
  const found = l.scope.lookup(name);
  if (found === void 0) {
    if (name === "arguments") return refuse(l, "unsupportedSyntax", node, { syntax: "arguments" });
    return moduleOperand(l, node, name);
  }
  const { binding, scope } = found;
  if (binding.kind === "function") return binding.value;
  if (binding.kind === "value") return captured(l.activation, scope.owner, binding.atom, l.program);
  if (scope.owner !== l.activation) return refuse(l, "recursiveCapture", node, { name });
  return read(l, binding.variable);
}
function lowerBinary(l, node) {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.CommaToken) {
    lowerOperand(l, node.left);
    return lowerOperand(l, node.right);
  }
  if (isLogical(operator)) return logical(l, node);
  if (isAssignment(operator)) {
    const left2 = skipParentheses(node.left);
    const pattern = ts.isArrayLiteralExpression(left2) || ts.isObjectLiteralExpression(left2);
    return pattern ? assignPattern(l, left2, node.right) : assignment(l, node);
  }
  if (operator === ts.SyntaxKind.InKeyword || operator === ts.SyntaxKind.InstanceOfKeyword) {
    return refuse(l, "unsupportedSyntax", node, { syntax: `the operator ${ts.tokenToString(operator) ?? ""}` });
  }
  const left = lowerExpression(l, node.left);
  const right = lowerExpression(l, node.right);
  return binary2(l, operator, left, right, node);
}
function lowerConditional(l, node) {
  const condition = lowerCondition(l, node.condition);
  if (condition.kind === "constant") return lowerOperand(l, condition.value ? node.whenTrue : node.whenFalse);
  return branch2(
    l,
    condition,
    node,
    (inner2) => lowerExpression(inner2, node.whenTrue),
    (inner2) => lowerExpression(inner2, node.whenFalse),
  );
}
function lowerProperty(l, node) {
  const name = node.name.text;
  if (node.questionDotToken !== void 0) return refuse(l, "optionalChaining", node);
  const library = libraryName(l, node.expression);
  if (library !== void 0) {
    const known2 = libraryConstant(library, name);
    if (known2 !== void 0) return known2;
    if (library === "Math" || library === "Number") return { kind: "builtin", name: `${library}.${name}` };
    if (library !== "undefined") return refuse(l, "unknownCall", node, { name: `${library}.${name}` });
  }
  if (isModuleQualifier(l, node.expression)) return moduleOperand(l, node.name, name);
  const base = lowerExpression(l, node.expression);
  if (isRefused(l, base)) return standIn(l);
  const type = structureOf(l, base, node.expression);
  if (name === "length") {
    if (type.kind === "array") return lengthOf(l, base);
    if (type.kind === "tuple") return constant(type.elements.length);
  }
  if (type.kind === "string") return refuse(l, "stringOperation", node);
  if (type.kind === "array" || type.kind === "tuple") {
    return refuse(l, "unsupportedMethod", node, { name, type: typeText(type) });
  }
  return loadSlot(l, base, name, node.expression);
}
function isModuleQualifier(l, node) {
  if (!ts.isIdentifier(node) || l.scope.lookup(node.text) !== void 0) return false;
  const declaration = l.program.ctx.frontend.declarationOf(node);
  return (
    declaration !== void 0 &&
    (ts.isNamespaceImport(declaration) ||
      ts.isSourceFile(declaration) ||
      ts.isEnumDeclaration(declaration) ||
      ts.isModuleDeclaration(declaration))
  );
}
function lowerElement(l, node) {
  if (node.questionDotToken !== void 0) return refuse(l, "optionalChaining", node);
  const base = lowerExpression(l, node.expression);
  const index = lowerExpression(l, node.argumentExpression);
  if (isRefused(l, base, index)) return standIn(l);
  const type = structureOf(l, base, node.expression);
  if (type.kind === "tuple" || type.kind === "record") {
    if (index.kind === "constant") return loadSlot(l, base, String(index.value), node);
    return refuse(l, type.kind === "tuple" ? "tupleIndex" : "dynamicKey", node, { type: typeText(type) });
  }
  if (type.kind === "string") return refuse(l, "stringOperation", node);
  const array = asArray(l, base, node.expression);
  if (array === void 0) return standIn(l);
  return loadIndex(l, base, asNumber(l, index, node.argumentExpression));
}

// packages/transformer/src/2-lower/lower/facts.ts
var noFacts = () => ({ cells: /* @__PURE__ */ new Set() });
var factCount = (facts) => facts.cells.size;

// packages/transformer/src/2-lower/lower/finish.ts
function finishFunctions(activations, names2) {
  const settled = new Settled(typeSettler(numberType), names2);
  return activations.map((activation) => {
    const { block: block4, results: results2 } = withoutFinalReturn(settled.block(activation.body));
    return build2(activation, settled, block4, results2);
  });
}
function finishFunction(activation, results2, names2) {
  const settled = new Settled(typeSettler(numberType), names2);
  return build2(activation, settled, settled.block(activation.body), results2.map(settled.atom));
}
var build2 = (activation, settled, body, results2) => ({
  ref: activation.ref,
  params: activation.params.map(settled.value),
  body,
  results: results2,
  span: spanOf(activation.node),
});
function withoutFinalReturn(body) {
  let returns = 0;
  visit(body, (statement) => {
    if (statement.kind === "exit" && statement.exit === "return") returns++;
  });
  const last = body.at(-1);
  if (returns !== 1 || last?.kind !== "exit" || last.exit !== "return") return { block: body, results: [] };
  return { block: body.slice(0, -1), results: last.value === void 0 ? [] : [last.value] };
}
var Settled = class {
  constructor(settle, names2) {
    this.settle = settle;
    this.names = names2;
  }
  settle;
  names;
  values = /* @__PURE__ */ new Map();
  variables = /* @__PURE__ */ new Map();
  value = (value) => {
    const fresh = this.values.get(value) ?? {
      ...value,
      type: this.settle(value.type),
      name: value.name ?? this.names.get(value),
    };
    this.values.set(value, fresh);
    return fresh;
  };
  variable(variable2) {
    const fresh = this.variables.get(variable2) ?? { ...variable2, type: this.settle(variable2.type) };
    this.variables.set(variable2, fresh);
    return fresh;
  }
  atom = (atom) => (atom.kind === "value" ? this.value(atom) : atom);
  block(block4) {
    return block4.map((statement) => this.statement(statement));
  }
  statement(statement) {
    const inner2 = blocks(statement).map((block4) => this.block(block4));
    const mapped = withBlocks(mapUses(statement, this.atom), inner2);
    switch (mapped.kind) {
      case "let": {
        const { operation } = mapped;
        const value = this.value(mapped.value);
        if (operation.kind !== "read") return { ...mapped, value };
        return { ...mapped, value, operation: { ...operation, variable: this.variable(operation.variable) } };
      }
      case "if":
        return { ...mapped, results: mapped.results.map((result) => ({ ...result, value: this.value(result.value) })) };
      case "call":
        return { ...mapped, results: mapped.results.map(this.value) };
      case "assign":
        return { ...mapped, variable: this.variable(mapped.variable) };
      default:
        return mapped;
    }
  }
};

// packages/transformer/src/2-lower/lower.ts
function lower2(root2, ctx) {
  const facts = noFacts();
  for (;;) {
    const known2 = factCount(facts);
    const attempt = { ...ctx, reporter: new Reporter() };
    const program = lowerOnce(root2, attempt, facts);
    if (factCount(facts) > known2) continue;
    for (const diagnostic of attempt.reporter.diagnostics) ctx.reporter.add(diagnostic);
    return program;
  }
}
function lowerOnce(root2, ctx, facts) {
  const program = createProgramState(ctx, facts);
  const node = root2;
  const activation = newActivation(program, node, functionName3(node));
  lowerRoot(program, activation);
  const activations = [.../* @__PURE__ */ new Set([activation, ...program.instances.values()])];
  appendCaptures(activations, program);
  if (ctx.reporter.failed) return void 0;
  const functions2 = finishFunctions(activations, program.names);
  const [main] = functions2;
  return main === void 0 ? void 0 : { root: main, functions: byId(functions2) };
}
var byId = (functions2) => new Map(functions2.map((fn) => [fn.ref.id, fn]));
var createProgramState = (ctx, facts = noFacts(), inlineAll = false) => ({
  ctx,
  facts,
  inlineAll,
  instances: /* @__PURE__ */ new Map(),
  variants: /* @__PURE__ */ new Map(),
  nodeIds: /* @__PURE__ */ new Map(),
  recordTypes: /* @__PURE__ */ new Map(),
  refused: /* @__PURE__ */ new Set(),
  growing: /* @__PURE__ */ new Set(),
  names: /* @__PURE__ */ new Map(),
  elements: /* @__PURE__ */ new Set(),
  assigned: /* @__PURE__ */ new Map(),
  moduleVariables: /* @__PURE__ */ new Map(),
});
var startOf = (program, activation) => ({
  program,
  activation,
  out: new BlockBuilder(program.ctx.ids),
  scope: new Scope(void 0, activation),
  jumps: [],
  returning: { kind: "function" },
  inlining: [],
});
function functionName3(node) {
  if (node.name !== void 0 && ts.isIdentifier(node.name)) return node.name.text;
  const { parent } = node;
  return parent !== void 0 && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : "f";
}
function lowerRoot(program, activation) {
  const { node } = activation;
  const l = startOf(program, activation);
  if (refusedOutright(l, node)) return;
  const args = parametersOf2(node).map((parameter) => {
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : void 0;
    const isRest2 = parameter.dotDotDotToken !== void 0;
    if (isRest2) report(l, "restParameter", parameter);
    const isPlain5 = !isRest2 && parameter.questionToken === void 0;
    const type = isPlain5 ? typeFromChecker(program, parameter) : void 0;
    if (type === void 0 || type.kind === "opaque") {
      if (!isRest2) {
        report(l, "unsupportedType", parameter, { name: name ?? parameter.name.getText() });
      }
      const stand = standIn(l);
      activation.params.push(stand);
      return stand;
    }
    const value = newValue(program.ctx.ids, type, { name, span: spanOf(parameter) });
    activation.params.push(value);
    return value;
  });
  if (!parametersOf2(node).some((parameter) => parameter.initializer !== void 0)) {
    const closure2 = { kind: "closure", node, scope: void 0, name: activation.ref.name };
    program.instances.set(instanceKey(program, closure2, args), activation);
  }
  const values = args.map((value, i) => withDefault2(l, value, parametersOf2(node)[i]));
  bindParameters(l, node, values);
  lowerBody({ ...l, scope: new Scope(l.scope, activation) }, node);
  activation.body = l.out.block;
}
function refusedOutright(l, node) {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const name = functionName3(node);
  if (node.body === void 0) report(l, "functionWithoutBody", node, { name });
  else if (modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword)) report(l, "asyncCode", node);
  else if ("asteriskToken" in node && node.asteriskToken !== void 0) report(l, "generatorCode", node);
  else return false;
  return true;
}
function withDefault2(l, value, parameter) {
  const initializer = parameter?.initializer;
  if (parameter === void 0 || initializer === void 0) return value;
  const missing = test(l, "eq", value, constant(void 0));
  return branch2(
    l,
    missing,
    parameter,
    (inner2) => lowerExpression(inner2, initializer),
    () => value,
  );
}

// packages/transformer/src/2-lower/scalarReplace/shape.ts
var mostSlots = 16;
function isLiteral2(operation) {
  return operation.kind === "makeArray" || operation.kind === "makeRecord";
}
function shapeOf(value, operation) {
  if (operation.kind === "makeRecord") {
    const slots = operation.fields.map((field3) => field3.name);
    return new Set(slots).size === slots.length ? { isArray: false, slots } : void 0;
  }
  const { type } = value;
  if (type.kind === "array" && type.storage !== "Array" && type.storage !== "Float64Array") return void 0;
  if (operation.elements.length > mostSlots) return void 0;
  return { isArray: true, slots: operation.elements.map((_, i) => String(i)) };
}
var contents = (operation) =>
  operation.kind === "makeArray" ? operation.elements : operation.fields.map((field3) => field3.value);
function slotOf2(key, shape) {
  if (key.kind === "field") return shape.slots.includes(key.name) ? key.name : void 0;
  const { index } = key;
  if (index.kind !== "constant" || !shape.isArray || !Number.isInteger(index.value) || Object.is(index.value, -0)) {
    return void 0;
  }
  const slot = String(index.value);
  return shape.slots.includes(slot) ? slot : void 0;
}
function slotType(type, slot, content) {
  if (type.kind === "array") return type.element;
  const declared =
    type.kind === "tuple"
      ? type.elements[Number(slot)]
      : type.kind === "record"
        ? type.fields.find((field3) => field3.name === slot)?.type
        : void 0;
  return declared ?? (content === void 0 ? numberType : atomType(content));
}
var slotName2 = (owner, slot, shape) => {
  const [, primal, suffix] = owner.name?.match(/^(.+)(_bar|_dot)$/) ?? [];
  if (primal !== void 0) return `${primal}${shape.isArray ? "" : "_"}${slot}${suffix}`;
  if (!shape.isArray) return owner.name === void 0 ? slot : `${owner.name}_${slot}`;
  return owner.name === void 0 ? void 0 : `${owner.name}${slot}`;
};

// packages/transformer/src/2-lower/scalarReplace/promote.ts
function promoteMemory(fn, ids) {
  const objects = findPromotable(fn);
  if (objects.size === 0) return fn;
  const promotion = { ids, objects, atoms: /* @__PURE__ */ new Map(), names: fieldNames(fn, objects) };
  const body = promoteBlock(fn.body, /* @__PURE__ */ new Map(), promotion);
  return { ...fn, body, results: fn.results.map((atom) => resolve4(atom, promotion)) };
}
var slotId = (object, slot) => `${object.id}.${slot}`;
var resolve4 = (atom, promotion) => (atom.kind === "value" ? (promotion.atoms.get(atom) ?? atom) : atom);
function findPromotable(fn) {
  const objects = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || !isLiteral2(statement.operation)) return;
    const shape = shapeOf(statement.value, statement.operation);
    if (shape !== void 0) objects.set(statement.value, shape);
  });
  const reject = (atom) => {
    if (atom.kind === "value") objects.delete(atom);
  };
  const check = (block4, inCondition) => {
    for (const statement of block4) {
      const access2 = accessOf(statement);
      if (access2 === void 0) uses(statement).forEach(reject);
      else {
        const shape = access2.base.kind === "value" ? objects.get(access2.base) : void 0;
        const writes = statement.kind !== "let";
        const known2 =
          shape !== void 0 && (access2.key === void 0 ? shape.isArray : slotOf2(access2.key, shape) !== void 0);
        if (!known2 || (writes && inCondition)) reject(access2.base);
        access2.others.forEach(reject);
      }
      blocks(statement).forEach((inner2, i) => {
        check(inner2, inCondition || (statement.kind === "while" && i === 0));
      });
    }
  };
  check(fn.body, false);
  fn.results.forEach(reject);
  return objects;
}
function accessOf(statement) {
  if (statement.kind === "store" || statement.kind === "accumulate") {
    const index = statement.key.kind === "index" ? [statement.key.index] : [];
    return { base: statement.base, key: statement.key, others: [statement.value, ...index] };
  }
  if (statement.kind !== "let") return void 0;
  const { operation } = statement;
  if (operation.kind === "length") return { base: operation.base, key: void 0, others: [] };
  if (operation.kind !== "load") return void 0;
  return { base: operation.base, key: operation.key, others: operands(operation).slice(1) };
}
function fieldNames(fn, objects) {
  const names2 = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "makeRecord" || !objects.has(statement.value)) return;
    for (const { name, value } of statement.operation.fields) {
      if (value.kind === "value" && value.name === void 0 && !names2.has(value)) names2.set(value, name);
    }
  });
  return names2;
}
function promoteBlock(block4, env, promotion) {
  const out = [];
  for (const statement of block4) promote(statement, env, promotion, out);
  return out;
}
function promote(statement, env, promotion, out) {
  const map2 = (atom) => resolve4(atom, promotion);
  switch (statement.kind) {
    case "let":
      promoteLet(statement, env, promotion, out);
      return;
    case "store":
    case "accumulate": {
      const shape = shapeAt(statement.base, promotion);
      const slot = shape === void 0 ? void 0 : slotOf2(statement.key, shape);
      if (shape === void 0 || slot === void 0) {
        out.push(mapUses(statement, map2));
        return;
      }
      const id = slotId(statement.base, slot);
      const present = slotAt(env, id);
      const value = map2(statement.value);
      if (statement.kind === "store") env.set(id, { ...present, atom: value });
      else {
        const linear = present.linear || (value.kind === "value" && value.linear);
        const sum4 = newValue(promotion.ids, present.type, { name: present.name, linear });
        out.push(letValue(sum4, primitive("add", present.atom, value)));
        env.set(id, { ...present, atom: sum4 });
      }
      return;
    }
    case "if": {
      const condition = map2(statement.condition);
      const thenEnv = new Map(env);
      const elseEnv = new Map(env);
      const thenBlock = promoteBlock(statement.then, thenEnv, promotion);
      const elseBlock = promoteBlock(statement.else, elseEnv, promotion);
      const results2 = statement.results.map((r) => ({ ...r, then: map2(r.then), else: map2(r.else) }));
      for (const id of storedIn(statement, env, promotion)) {
        const { name, type, linear } = slotAt(env, id);
        const thenAtom = slotAt(thenEnv, id).atom;
        const elseAtom = slotAt(elseEnv, id).atom;
        const value = newValue(promotion.ids, type, { name, linear });
        results2.push({ value, then: thenAtom, else: elseAtom });
        env.set(id, { name, type, linear, atom: value });
      }
      out.push({ ...statement, condition, then: thenBlock, else: elseBlock, results: results2 });
      return;
    }
    case "for":
    case "while":
      promoteLoop(statement, env, promotion, out);
      return;
    default:
      out.push(mapUses(statement, map2));
  }
}
function promoteLet(statement, env, promotion, out) {
  const { value, operation } = statement;
  const own = promotion.objects.get(value);
  if (own !== void 0 && isLiteral2(operation)) {
    const atoms = contents(operation);
    own.slots.forEach((slot, i) => {
      const atom = resolve4(atoms[i] ?? constant(void 0), promotion);
      const type = slotType(value.type, slot, atom);
      const linear = value.linear && type.kind === "number";
      env.set(slotId(value, slot), { atom, name: slotName2(value, slot, own), type, linear });
    });
    return;
  }
  if (operation.kind === "load" || operation.kind === "length") {
    const shape = shapeAt(operation.base, promotion);
    if (shape !== void 0) {
      const slot = operation.kind === "load" ? slotOf2(operation.key, shape) : void 0;
      const atom = slot === void 0 ? constant(shape.slots.length) : slotAt(env, slotId(operation.base, slot)).atom;
      promotion.atoms.set(value, atom);
      return;
    }
  }
  const mapped = mapUses(statement, (atom) => resolve4(atom, promotion));
  const name = promotion.names.get(value);
  if (name === void 0) {
    out.push(mapped);
    return;
  }
  const named3 = newValue(promotion.ids, value.type, { name, linear: value.linear, span: value.span });
  promotion.atoms.set(value, named3);
  out.push({ ...mapped, value: named3 });
}
function promoteLoop(loop, env, promotion, out) {
  const map2 = (atom) => resolve4(atom, promotion);
  const stored = storedIn(loop, env, promotion);
  const initials = loop.carried.map((one2) => map2(one2.initial));
  const inner2 = new Map(env);
  const started = stored.map((id) => {
    const slot = slotAt(env, id);
    const parameter = newValue(promotion.ids, slot.type, { name: slot.name, linear: slot.linear });
    inner2.set(id, { ...slot, atom: parameter });
    return { id, slot, parameter };
  });
  const header = loop.kind === "while" ? promoteBlock(loop.condition.block, new Map(inner2), promotion) : void 0;
  const test2 = loop.kind === "while" ? map2(loop.condition.test) : void 0;
  const [from, to] = loop.kind === "for" ? [map2(loop.from), map2(loop.to)] : [];
  const body = promoteBlock(loop.body, inner2, promotion);
  const carried = loop.carried.map((one2, i) => ({
    ...one2,
    initial: initials[i] ?? one2.initial,
    next: map2(one2.next),
  }));
  for (const { id, slot, parameter } of started) {
    const result = newValue(promotion.ids, slot.type, { name: slot.name, linear: slot.linear });
    carried.push({ parameter, initial: slot.atom, next: slotAt(inner2, id).atom, result });
    env.set(id, { ...slot, atom: result });
  }
  if (loop.kind === "while") {
    out.push({ ...loop, carried, body, condition: { block: header ?? [], test: test2 ?? loop.condition.test } });
  } else {
    out.push({ ...loop, carried, body, from: from ?? loop.from, to: to ?? loop.to });
  }
}
var shapeAt = (base, promotion) => (base.kind === "value" ? promotion.objects.get(base) : void 0);
function slotAt(env, id) {
  const slot = env.get(id);
  if (slot === void 0) throw new Error(`scalarReplace: slot ${id} is used where its object is not visible`);
  return slot;
}
function storedIn(statement, env, promotion) {
  const ids = /* @__PURE__ */ new Set();
  visit([statement], (inner2) => {
    if (inner2.kind !== "store" && inner2.kind !== "accumulate") return;
    const shape = shapeAt(inner2.base, promotion);
    const slot = shape === void 0 ? void 0 : slotOf2(inner2.key, shape);
    if (slot === void 0) return;
    const id = slotId(inner2.base, slot);
    if (env.has(id)) ids.add(id);
  });
  return [...ids];
}

// packages/transformer/src/2-lower/scalarReplace/values.ts
function findValueObjects(fn) {
  const groups = new Groups();
  for (const parameter of fn.params) groups.reject(parameter);
  visit(fn.body, (statement) => {
    groups.statement(statement);
  });
  for (const result of fn.results) groups.returned(result);
  return groups.found();
}
var Groups = class {
  groups = /* @__PURE__ */ new Map();
  found() {
    const objects = /* @__PURE__ */ new Map();
    for (const [value, one2] of this.groups) {
      const group2 = root(one2);
      if (group2.bad || group2.shape === void 0 || !group2.profitable) continue;
      const { shape } = group2;
      if ([...group2.slotsUsed].every((slot) => shape.slots.includes(slot))) objects.set(value, shape);
    }
    return objects;
  }
  statement(statement) {
    switch (statement.kind) {
      case "let":
        this.letOperation(statement.value, statement.operation);
        return;
      case "if":
        this.reject(statement.condition);
        for (const result of statement.results) this.merge(result.value, [result.then, result.else]);
        return;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.merge(parameter, [initial, next, result]);
        }
        return;
      case "call":
        for (const value of statement.results) this.reject(value);
        for (const atom of statement.args) this.reject(atom);
        return;
      default:
        for (const atom of uses(statement)) this.reject(atom);
    }
  }
  letOperation(value, operation) {
    if (isLiteral2(operation)) {
      const shape = shapeOf(value, operation);
      if (shape === void 0) this.reject(value);
      else this.literal(value, shape);
      for (const atom of operands(operation)) this.reject(atom);
      return;
    }
    if (operation.kind === "load" || operation.kind === "length") {
      const group2 = this.groupOf(operation.base);
      if (group2 !== void 0) {
        group2.profitable = true;
        if (operation.kind === "length") group2.slotsUsed.add(lengthMark(group2));
        else this.loaded(group2, operation.key);
      }
      if (isReference(value.type)) this.reject(value);
      if (operation.kind === "load" && operation.key.kind === "index") this.reject(operation.key.index);
      return;
    }
    if (operation.kind === "primitive" && (operation.name === "select" || operation.name === "identity")) {
      if (isReference(value.type)) {
        this.merge(value, operation.name === "select" ? operation.args.slice(1) : operation.args);
        return;
      }
    }
    if (isReference(value.type)) this.reject(value);
    for (const atom of operands(operation)) this.reject(atom);
  }
  loaded(group2, key) {
    if (key.kind === "field") group2.slotsUsed.add(key.name);
    else if (key.index.kind === "constant" && Number.isInteger(key.index.value) && !Object.is(key.index.value, -0)) {
      group2.slotsUsed.add(String(key.index.value));
    } else group2.bad = true;
  }
  literal(value, shape) {
    const group2 = this.groupOf(value);
    if (group2 === void 0) return;
    if (group2.shape === void 0) group2.shape = shape;
    else if (!sameShape(group2.shape, shape)) group2.bad = true;
  }
  returned(atom) {
    const group2 = this.groupOf(atom);
    if (group2 === void 0 || atom.kind === "constant") return;
    if (group2.returned !== void 0) group2.bad = true;
    group2.returned = atom;
  }
  merge(value, atoms) {
    if (!isReference(value.type)) {
      for (const atom of atoms) this.reject(atom);
      return;
    }
    for (const atom of atoms) {
      const other = this.groupOf(atom);
      const group2 = this.groupOf(value);
      if (group2 === void 0) return;
      group2.profitable = true;
      if (other === void 0) group2.bad = true;
      else if (other !== group2) join3(group2, other);
    }
  }
  reject(atom) {
    const group2 = this.groupOf(atom);
    if (group2 !== void 0) group2.bad = true;
  }
  groupOf(atom) {
    if (atom.kind === "constant" || !isReference(atom.type)) return void 0;
    let group2 = this.groups.get(atom);
    if (group2 === void 0) {
      group2 = {
        parent: void 0,
        bad: false,
        shape: void 0,
        isRecord: atom.type.kind === "record",
        profitable: false,
        returned: void 0,
        slotsUsed: /* @__PURE__ */ new Set(),
      };
      this.groups.set(atom, group2);
    }
    return root(group2);
  }
};
var lengthMark = (group2) => (group2.isRecord ? "#length" : "0");
var sameShape = (a, b) =>
  a.isArray === b.isArray && a.slots.length === b.slots.length && a.slots.every((slot) => b.slots.includes(slot));
function root(group2) {
  let at2 = group2;
  while (at2.parent !== void 0) at2 = at2.parent;
  return at2;
}
function join3(into, from) {
  from.parent = into;
  into.bad ||= from.bad;
  into.profitable ||= from.profitable;
  if (into.returned !== void 0 && from.returned !== void 0) into.bad = true;
  into.returned ??= from.returned;
  if (into.shape === void 0) into.shape = from.shape;
  else if (from.shape !== void 0 && !sameShape(into.shape, from.shape)) into.bad = true;
  for (const slot of from.slotsUsed) into.slotsUsed.add(slot);
}

// packages/transformer/src/2-lower/scalarReplace/splitValues.ts
function splitValues(fn, ids) {
  const objects = findValueObjects(fn);
  if (objects.size === 0) return fn;
  const splitting = { ids, objects, atoms: /* @__PURE__ */ new Map(), fields: /* @__PURE__ */ new Map() };
  const body = splitBlock(fn.body, splitting);
  const results2 = fn.results.map((atom) => {
    if (atom.kind === "constant" || !objects.has(atom)) return resolve5(atom, splitting);
    return rebuild(atom, splitting, body);
  });
  return { ...fn, body, results: results2 };
}
var resolve5 = (atom, splitting) => (atom.kind === "value" ? (splitting.atoms.get(atom) ?? atom) : atom);
var shapeAt2 = (atom, splitting) => (atom.kind === "value" ? splitting.objects.get(atom) : void 0);
function fieldOf2(atom, slot, splitting) {
  const field3 = atom.kind === "value" ? splitting.fields.get(atom)?.get(slot) : void 0;
  if (field3 === void 0) throw new Error(`scalarReplace: no field ${slot} where it is used`);
  return field3;
}
function freshFields(object, shape, splitting) {
  const fields = /* @__PURE__ */ new Map();
  for (const slot of shape.slots) {
    const type = slotType(object.type, slot, void 0);
    fields.set(slot, newValue(splitting.ids, type, { name: slotName2(object, slot, shape), span: object.span }));
  }
  return fields;
}
function splitBlock(block4, splitting) {
  const out = [];
  for (const statement of block4) split(statement, splitting, out);
  return out;
}
function split(statement, splitting, out) {
  const map2 = (atom) => resolve5(atom, splitting);
  switch (statement.kind) {
    case "let":
      splitLet(statement, splitting, out);
      return;
    case "if": {
      const thenBlock = splitBlock(statement.then, splitting);
      const elseBlock = splitBlock(statement.else, splitting);
      const results2 = statement.results.flatMap((result) => {
        const shape = shapeAt2(result.value, splitting);
        if (shape === void 0) return [{ ...result, then: map2(result.then), else: map2(result.else) }];
        const fields = freshFields(result.value, shape, splitting);
        splitting.fields.set(result.value, fields);
        return [...fields].map(([slot, value]) => ({
          value,
          then: fieldOf2(result.then, slot, splitting),
          else: fieldOf2(result.else, slot, splitting),
        }));
      });
      out.push({
        ...statement,
        condition: map2(statement.condition),
        then: thenBlock,
        else: elseBlock,
        results: results2,
      });
      return;
    }
    case "for": {
      const from = map2(statement.from);
      const to = map2(statement.to);
      const finish2 = startCarried(statement.carried, splitting);
      const body = splitBlock(statement.body, splitting);
      out.push({ ...statement, from, to, body, carried: finish2() });
      return;
    }
    case "while": {
      const finish2 = startCarried(statement.carried, splitting);
      const block4 = splitBlock(statement.condition.block, splitting);
      const test2 = map2(statement.condition.test);
      const body = splitBlock(statement.body, splitting);
      out.push({ ...statement, condition: { block: block4, test: test2 }, body, carried: finish2() });
      return;
    }
    default:
      out.push(mapUses(statement, map2));
  }
}
function splitLet(statement, splitting, out) {
  const { value, operation } = statement;
  const map2 = (atom) => resolve5(atom, splitting);
  const own = splitting.objects.get(value);
  if (own !== void 0 && isLiteral2(operation)) {
    const slots = operation.kind === "makeRecord" ? operation.fields.map((field3) => field3.name) : own.slots;
    splitting.fields.set(value, new Map(contents(operation).map((atom, i) => [slots[i] ?? String(i), map2(atom)])));
    return;
  }
  if (own !== void 0 && operation.kind === "primitive") {
    splitCopy(value, own, operation.args, splitting, out);
    return;
  }
  if (operation.kind === "load" || operation.kind === "length") {
    const shape = shapeAt2(operation.base, splitting);
    if (shape !== void 0) {
      const slot = operation.kind === "load" ? slotOf2(operation.key, shape) : void 0;
      splitting.atoms.set(
        value,
        slot === void 0 ? constant(shape.slots.length) : fieldOf2(operation.base, slot, splitting),
      );
      return;
    }
  }
  out.push(mapUses(statement, map2));
}
function splitCopy(value, shape, args, splitting, out) {
  const [a, b, c] = args;
  if (a === void 0) return;
  if (b === void 0 || c === void 0) {
    splitting.fields.set(value, new Map(shape.slots.map((slot) => [slot, fieldOf2(a, slot, splitting)])));
    return;
  }
  const fields = freshFields(value, shape, splitting);
  for (const [slot, field3] of fields) {
    const sides = [fieldOf2(b, slot, splitting), fieldOf2(c, slot, splitting)];
    out.push(letValue(field3, primitive("select", resolve5(a, splitting), ...sides)));
  }
  splitting.fields.set(value, fields);
}
function startCarried(carried, splitting) {
  const starts = carried.map((one2) => {
    const shape = shapeAt2(one2.parameter, splitting);
    if (shape === void 0) return { one: one2, initial: resolve5(one2.initial, splitting), shape, parameters: void 0 };
    const initials = new Map(shape.slots.map((slot) => [slot, fieldOf2(one2.initial, slot, splitting)]));
    const parameters2 = freshFields(one2.parameter, shape, splitting);
    splitting.fields.set(one2.parameter, parameters2);
    return { one: one2, initial: one2.initial, initials, shape, parameters: parameters2 };
  });
  return () =>
    starts.flatMap(({ one: one2, initial, initials, shape, parameters: parameters2 }) => {
      if (shape === void 0 || parameters2 === void 0 || initials === void 0) {
        return [{ ...one2, initial, next: resolve5(one2.next, splitting) }];
      }
      const results2 = freshFields(one2.result, shape, splitting);
      splitting.fields.set(one2.result, results2);
      return shape.slots.map((slot) => ({
        parameter: parameters2.get(slot),
        initial: initials.get(slot),
        next: fieldOf2(one2.next, slot, splitting),
        result: results2.get(slot),
      }));
    });
}
function rebuild(object, splitting, out) {
  const shape = shapeAt2(object, splitting);
  if (shape === void 0) throw new Error("scalarReplace: an object without a shape is returned");
  const atoms = shape.slots.map((slot) => fieldOf2(object, slot, splitting));
  const operation = shape.isArray
    ? { kind: "makeArray", elements: atoms }
    : { kind: "makeRecord", fields: shape.slots.map((name, i) => ({ name, value: atoms[i] ?? constant(void 0) })) };
  const value = newValue(splitting.ids, object.type, { name: object.name, span: object.span });
  out.push(letValue(value, operation));
  return value;
}

// packages/transformer/src/2-lower/scalarReplace.ts
var mostRounds = 16;
function scalarReplace(fn, ctx) {
  if (!ctx.optimizations.scalarReplace) return fn;
  let present = fn;
  for (let round = 0; round < mostRounds; round++) {
    const next = splitValues(promoteMemory(present, ctx.ids), ctx.ids);
    if (next === present) break;
    present = next;
  }
  return present;
}

// packages/transformer/src/2-lower/structureExits.ts
function structureExits(fn, ctx) {
  const exits = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "exit") exits.push(statement);
  });
  const structure = new Structure(ctx, resultType(fn, exits), fn.body);
  const { statements, falls } = structure.block(fn.body);
  const body = structure.withReturnFlag(statements);
  if (structure.result === void 0) return { ...fn, body };
  const results2 = falls && fn.results.length > 0 ? fn.results : void 0;
  if (results2 !== void 0) throw new Error(`structureExits ${fn.ref.name}: results besides returns`);
  const read2 = newValue(ctx.ids, structure.result.type, { name: structure.result.name });
  return {
    ...fn,
    body: [...body, letValue(read2, { kind: "read", variable: structure.result })],
    results: [read2],
  };
}
function resultType(fn, exits) {
  for (const exit of exits) {
    if (exit.exit === "return" && exit.value !== void 0 && atomType(exit.value).kind !== "undefined") {
      return atomType(exit.value);
    }
  }
  if (exits.some((exit) => exit.exit === "return" && exit.value !== void 0) && fn.results.length === 0) {
    return { kind: "undefined" };
  }
  return void 0;
}
var returnTarget = "return";
var targetOf = (exit) => (exit.exit === "return" ? returnTarget : `${exit.exit} ${exit.label}`);
var breakOf = (label2) => `break ${label2}`;
var continueOf = (label2) => `continue ${label2}`;
var none = /* @__PURE__ */ new Set();
var union = (...sets) => new Set(sets.flatMap((set2) => [...set2]));
var Structure = class {
  constructor(ctx, type, body) {
    this.ctx = ctx;
    this.result = type === void 0 ? void 0 : newVariable(ctx.ids, "result", type);
    countReads2(body, this.reads);
  }
  ctx;
  result;
  flags = /* @__PURE__ */ new Map();
  tested = /* @__PURE__ */ new Set();
  reads = /* @__PURE__ */ new Map();
  /** The whole body, with the flag of `return` set up if something tests it, and flags that nothing tests removed. */
  withReturnFlag(body) {
    const reset = this.reset(returnTarget);
    return this.withoutUntested([...reset, ...body]);
  }
  block(block4) {
    const done = [];
    for (let i = 0; i < block4.length; i++) {
      const statement = block4[i];
      if (statement.kind === "exit") {
        done.push(...this.exit(statement));
        return { statements: done, falls: false, leaves: /* @__PURE__ */ new Set([targetOf(statement)]) };
      }
      if (statement.kind === "throw") return { statements: [...done, statement], falls: false, leaves: none };
      if (blocks(statement).length === 0) {
        done.push(statement);
        continue;
      }
      const rest = block4.slice(i + 1);
      const branched = statement.kind === "if" ? this.branchWithRest(statement, rest) : void 0;
      if (branched !== void 0) return { ...branched, statements: [...done, ...branched.statements] };
      const inner2 = this.statement(statement, block4.slice(0, i));
      done.push(...inner2.statements);
      if (!inner2.falls) return { statements: done, falls: false, leaves: inner2.leaves };
      if (inner2.leaves.size > 0 && rest.length > 0) return this.guardRest(done, inner2, rest);
      if (inner2.leaves.size > 0) return { statements: done, falls: true, leaves: inner2.leaves };
    }
    return { statements: done, falls: true, leaves: none };
  }
  /** If one side always leaves by an exit, the rest moves to the other side. */
  branchWithRest(statement, rest) {
    const thenLeaves = alwaysExits(statement.then);
    const elseLeaves = alwaysExits(statement.else);
    if (!thenLeaves && !elseLeaves) return void 0;
    const then = this.block(thenLeaves ? statement.then : [...statement.then, ...rest]);
    const otherwise = this.block(elseLeaves ? statement.else : [...statement.else, ...rest]);
    return this.joined(statement, then, otherwise);
  }
  joined(statement, then, otherwise) {
    return {
      statements: [{ ...statement, then: then.statements, else: otherwise.statements }],
      falls: then.falls || otherwise.falls,
      leaves: union(then.leaves, otherwise.leaves),
    };
  }
  guardRest(done, before, rest) {
    const after = this.block(rest);
    const prepared = [];
    const left = this.anyFlag(before.leaves, prepared);
    const guard = {
      kind: "if",
      scope: newScope(this.ctx.ids),
      condition: left,
      then: [],
      else: after.statements,
      results: [],
      span: void 0,
    };
    return {
      statements: [...done, ...prepared, guard],
      falls: after.falls,
      leaves: union(before.leaves, after.leaves),
    };
  }
  statement(statement, before) {
    switch (statement.kind) {
      case "if":
        return this.joined(statement, this.block(statement.then), this.block(statement.else));
      case "labelled":
        return this.labelled(statement.label, statement.body);
      case "loop":
        return this.loop(statement, before);
      default:
        throw new Error(`structureExits: a ${statement.kind} in the source stage`);
    }
  }
  labelled(label2, body) {
    const inner2 = this.block(body);
    const target2 = breakOf(label2);
    const left = inner2.leaves.has(target2);
    return {
      statements: [...(left ? this.reset(target2) : []), ...inner2.statements],
      falls: inner2.falls || left,
      leaves: without(inner2.leaves, target2),
    };
  }
  loop(loop, before) {
    const condition = this.block(loop.condition.block);
    const body = this.block(loop.body);
    const breakTarget = breakOf(loop.label);
    const continueTarget = continueOf(loop.label);
    const leaving = without(body.leaves, continueTarget);
    const resets = leaving.has(breakTarget) ? this.reset(breakTarget) : [];
    const again = body.leaves.has(continueTarget) ? this.reset(continueTarget) : [];
    const endless = isConstant(loop.condition.test, true);
    const tested = this.guardedCondition(loop, condition.statements, leaving);
    const update = this.guardedUpdate(loop, before, leaving);
    return {
      statements: [...resets, { ...loop, condition: tested, body: [...again, ...body.statements], update }],
      falls: !endless || leaving.has(breakTarget),
      leaves: without(leaving, breakTarget),
    };
  }
  /** `!left && condition`; the condition is not evaluated after an exit, unless that makes no difference. */
  guardedCondition(loop, block4, leaving) {
    const { test: test2 } = loop.condition;
    if (leaving.size === 0) return { block: block4, test: test2 };
    const statements = [];
    const left = this.anyFlag(leaving, statements);
    const stays = this.define(statements, "not", [left]);
    if (isConstant(test2, true)) return { block: [...statements, ...block4], test: stays };
    if (isHarmless(block4)) {
      statements.push(...block4);
      return { block: statements, test: this.define(statements, "and", [stays, test2]) };
    }
    const value = newValue(this.ctx.ids, booleanType);
    statements.push({
      kind: "if",
      scope: newScope(this.ctx.ids),
      condition: stays,
      then: block4,
      else: [],
      results: [{ value, then: test2, else: constant(false) }],
      span: void 0,
    });
    return { block: statements, test: value };
  }
  /** The update does not run after an exit, unless nothing can see that it did. */
  guardedUpdate(loop, before, leaving) {
    const update = this.block(loop.update).statements;
    if (update.length === 0 || leaving.size === 0 || this.isOwnCounter(loop, before)) return update;
    const statements = [];
    const left = this.anyFlag(leaving, statements);
    const scope = newScope(this.ctx.ids);
    return [...statements, { kind: "if", scope, condition: left, then: [], else: update, results: [], span: void 0 }];
  }
  /** The update only steps variables that nothing outside of the loop reads, and that start anew whenever it starts. */
  isOwnCounter(loop, before) {
    if (!isHarmless(loop.update)) return false;
    const inside5 = /* @__PURE__ */ new Map();
    countReads2([loop], inside5);
    const started = new Set(before.map((statement) => (statement.kind === "assign" ? statement.variable : void 0)));
    return loop.update.every(
      (statement) =>
        statement.kind !== "assign" ||
        (started.has(statement.variable) && inside5.get(statement.variable) === this.reads.get(statement.variable)),
    );
  }
  exit(exit) {
    const statements = [];
    if (exit.exit === "return" && exit.value !== void 0 && this.result !== void 0) {
      statements.push({ kind: "assign", variable: this.result, value: exit.value, span: exit.span });
    }
    statements.push(setFlag(this.flag(targetOf(exit)), true));
    return statements;
  }
  flag(target2) {
    let flag = this.flags.get(target2);
    if (flag === void 0) {
      const name = target2 === returnTarget ? "returned" : target2.startsWith("break") ? "stopped" : "skipped";
      flag = newVariable(this.ctx.ids, name, booleanType);
      this.flags.set(target2, flag);
    }
    return flag;
  }
  reset(target2) {
    return [setFlag(this.flag(target2), false)];
  }
  /** A value that says whether one of the exits was taken. */
  anyFlag(targets, statements) {
    let any;
    for (const target2 of targets) {
      const variable2 = this.flag(target2);
      this.tested.add(variable2);
      const read2 = newValue(this.ctx.ids, booleanType, { name: variable2.name });
      statements.push(letValue(read2, { kind: "read", variable: variable2 }));
      any = any === void 0 ? read2 : this.define(statements, "or", [any, read2]);
    }
    if (any === void 0) throw new Error("structureExits: no exit to test");
    return any;
  }
  define(statements, name, args) {
    const value = newValue(this.ctx.ids, booleanType);
    statements.push(letValue(value, primitive(name, ...args)));
    return value;
  }
  withoutUntested(block4) {
    const flags = new Set(this.flags.values());
    const kept = block4.filter(
      (statement) =>
        statement.kind !== "assign" || !flags.has(statement.variable) || this.tested.has(statement.variable),
    );
    return kept.map((statement) =>
      withBlocks(
        statement,
        blocks(statement).map((inner2) => this.withoutUntested(inner2)),
      ),
    );
  }
};
var without = (set2, target2) => new Set([...set2].filter((other) => other !== target2));
var setFlag = (variable2, value) => ({
  kind: "assign",
  variable: variable2,
  value: constant(value),
  span: void 0,
});
function countReads2(block4, reads2) {
  visit(block4, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "read") return;
    const { variable: variable2 } = statement.operation;
    reads2.set(variable2, (reads2.get(variable2) ?? 0) + 1);
  });
}
function isHarmless(block4) {
  const loaded = /* @__PURE__ */ new Set();
  return block4.every((statement) => {
    if (statement.kind === "assign") return true;
    if (statement.kind !== "let") return false;
    const { operation } = statement;
    if (operation.kind === "read" || operation.kind === "primitive") return true;
    if (operation.kind !== "load" && operation.kind !== "length") return false;
    loaded.add(statement.value);
    return !loaded.has(operation.base);
  });
}

// packages/transformer/src/3-analyze/activity.ts
function analyzeActivity(functions2, options) {
  const analysis = new Propagation(functions2, options);
  for (const input of options.inputs) analysis.addInput(input);
  do {
    analysis.changed = false;
    for (const fn of functions2) analysis.block(fn.body);
  } while (analysis.changed);
  return analysis;
}
var isDifferentiableStorage = (storage) =>
  storage === "Array" || storage === "Float64Array" || storage === "Float32Array";
var holdsDerivative = (type) => type.kind !== "array" || isDifferentiableStorage(type.storage);
var anyIndex4 = { kind: "index", index: { kind: "constant", value: 0 } };
var field = (name) => ({ kind: "field", name });
var Propagation = class {
  constructor(functions2, options) {
    this.options = options;
    this.aliases = options.aliases;
    this.callees = new Map(functions2.map((fn) => [fn.ref.id, fn]));
  }
  options;
  changed = false;
  varied = /* @__PURE__ */ new Set();
  activeSlots = /* @__PURE__ */ new Set();
  callees;
  aliases;
  isVaried(atom) {
    return atom.kind === "value" && this.varied.has(atom);
  }
  isActiveSlot(base, key) {
    return base.kind === "value" && holdsDerivative(base.type) && this.activeSlots.has(this.aliases.slotOf(base, key));
  }
  needsShadow(atom) {
    if (atom.kind !== "value" || !isReference(atom.type) || !holdsDerivative(atom.type)) return false;
    return this.reachesActive(this.aliases.classOf(atom), /* @__PURE__ */ new Set());
  }
  addInput(input) {
    if (input.type.kind === "number") this.markVaried(input);
    else this.markContents(input.type, this.aliases.classOf(input), /* @__PURE__ */ new Set());
  }
  block(block4) {
    for (const statement of block4) {
      this.statement(statement);
      for (const inner2 of blocks(statement)) this.block(inner2);
    }
  }
  reachesActive(objects, seen) {
    if (seen.has(objects)) return false;
    seen.add(objects);
    return this.aliases.slots(objects).some((slot) => this.activeSlots.has(slot) || this.reachesActive(slot, seen));
  }
  /** Every number that an input refers to is an input. */
  markContents(type, objects, seen) {
    if (seen.has(objects)) return;
    seen.add(objects);
    const mark2 = (key, element) => {
      const slot = this.aliases.slot(objects, key);
      if (element.kind === "number") this.markSlot(slot);
      else if (isReference(element)) this.markContents(element, slot, seen);
    };
    if (type.kind === "array" && isDifferentiableStorage(type.storage)) mark2(anyIndex4, type.element);
    else if (type.kind === "tuple") {
      type.elements.forEach((element, i) => {
        mark2(field(String(i)), element);
      });
    } else if (type.kind === "record") for (const entry of type.fields) mark2(field(entry.name), entry.type);
  }
  markVaried(atom) {
    if (atom.kind !== "value" || atom.type.kind !== "number" || this.varied.has(atom)) return;
    this.varied.add(atom);
    this.changed = true;
  }
  markSlot(slot) {
    if (this.activeSlots.has(slot) || this.options.isIgnored?.(slot)) return;
    this.activeSlots.add(slot);
    this.changed = true;
  }
  flow(from, to) {
    if (this.isVaried(from)) this.markVaried(to);
  }
  put(base, key, value) {
    if (base.kind === "value" && holdsDerivative(base.type) && this.isVaried(value))
      this.markSlot(this.aliases.slotOf(base, key));
  }
  merge(result) {
    this.flow(result.then, result.value);
    this.flow(result.else, result.value);
  }
  carry(carried) {
    this.flow(carried.initial, carried.parameter);
    this.flow(carried.next, carried.parameter);
    this.flow(carried.parameter, carried.result);
    this.flow(carried.next, carried.result);
  }
  statement(statement) {
    switch (statement.kind) {
      case "let":
        this.operation(statement.value, statement.operation);
        break;
      case "store":
      case "accumulate":
        this.put(statement.base, statement.key, statement.value);
        break;
      case "fill":
        this.put(statement.base, anyIndex4, statement.value);
        break;
      case "tapeStore":
        this.put(statement.tape, anyIndex4, statement.value);
        break;
      case "if":
        for (const result of statement.results) this.merge(result);
        break;
      case "for":
      case "while":
        for (const carried of statement.carried) this.carry(carried);
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.params.forEach((parameter, i) => {
          this.flow(statement.args[i] ?? parameter, parameter);
        });
        callee?.results.forEach((result, i) => {
          this.flow(result, statement.results[i] ?? result);
        });
        break;
      }
    }
  }
  operation(value, operation) {
    switch (operation.kind) {
      case "primitive":
        if (!this.options.isInactive(operation.name)) for (const arg of operation.args) this.flow(arg, value);
        break;
      case "linear":
        for (const term of operation.terms) {
          this.flow(term.coefficient, value);
          this.flow(term.tangent, value);
        }
        break;
      case "load":
        if (this.isActiveSlot(operation.base, operation.key)) this.markVaried(value);
        break;
      case "tapeLoad":
        if (this.isActiveSlot(operation.tape, anyIndex4)) this.markVaried(value);
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, value.type.kind === "tuple" ? field(String(i)) : anyIndex4, element);
        });
        break;
      case "makeRecord":
        for (const entry of operation.fields) this.put(value, field(entry.name), entry.value);
        break;
      case "newArray":
        if (operation.fill !== void 0) this.put(value, anyIndex4, operation.fill);
        break;
      case "slice":
        if (this.isActiveSlot(operation.base, anyIndex4)) this.markSlot(this.aliases.slotOf(value, anyIndex4));
        break;
    }
  }
};

// packages/transformer/src/3-analyze/moduleState/definiteStores.ts
var meet = (a, b) => {
  if (a === void 0) return b;
  return b === void 0 ? a : new Set([...a].filter((fact) => b.has(fact)));
};
var with_ = (facts, ...more) =>
  facts === void 0 || more.length === 0 ? facts : /* @__PURE__ */ new Set([...facts, ...more]);
var sameFacts = (a, b) =>
  a === b || (a !== void 0 && b !== void 0 && a.size === b.size && [...a].every((fact) => b.has(fact)));
var all = "[*]";
function analyzeDefiniteStores(functions2) {
  const [root2] = functions2;
  let entries = new Map(root2 === void 0 ? [] : [[root2.ref.id, /* @__PURE__ */ new Set()]]);
  let exits = /* @__PURE__ */ new Map();
  for (;;) {
    const round = new Walk(functions2, exits);
    if (root2 !== void 0) round.entries.set(root2.ref.id, /* @__PURE__ */ new Set());
    const ends = /* @__PURE__ */ new Map();
    for (const fn of functions2) {
      const entry = entries.get(fn.ref.id);
      if (entry !== void 0) ends.set(fn.ref.id, round.block(fn.body, entry));
    }
    const settled = functions2.every(
      ({ ref }) =>
        sameFacts(entries.get(ref.id), round.entries.get(ref.id)) && sameFacts(exits.get(ref.id), ends.get(ref.id)),
    );
    entries = round.entries;
    exits = ends;
    if (settled) {
      return {
        isCovered: (load) => round.covered.has(load),
        isWhollyCovered: (slice2) => round.whole.has(slice2),
      };
    }
  }
}
var Walk = class {
  constructor(functions2, exits) {
    this.exits = exits;
    this.callees = new Map(functions2.map((fn) => [fn.ref.id, fn]));
    for (const fn of functions2) {
      visit(fn.body, (statement) => {
        if (statement.kind === "let") this.definitions.set(statement.value, statement.operation);
        if (statement.kind === "for") this.loops.set(statement.index, statement);
      });
    }
  }
  exits;
  entries = /* @__PURE__ */ new Map();
  covered = /* @__PURE__ */ new Set();
  whole = /* @__PURE__ */ new Set();
  definitions = /* @__PURE__ */ new Map();
  loops = /* @__PURE__ */ new Map();
  callees;
  block(block4, entry) {
    let facts = entry;
    for (const statement of block4) facts = this.statement(statement, facts);
    return facts;
  }
  statement(statement, facts) {
    switch (statement.kind) {
      case "let":
        this.look(statement, facts);
        return facts;
      case "store":
        return with_(facts, `${this.nameOf(statement.base)}|${slotText(statement.key)}`);
      case "fill": {
        const from = statement.start === void 0 || isConstant(statement.start, 0);
        if (!from) return facts;
        const base = this.nameOf(statement.base);
        return with_(
          facts,
          `${base}|${statement.end === void 0 ? all : this.rangeText(statement.base, statement.end)}`,
        );
      }
      case "resize":
        return isConstant(statement.length, 0) && !statement.atLeast
          ? with_(facts, `${this.nameOf(statement.base)}|${all}`)
          : facts;
      case "if":
        return meet(this.block(statement.then, facts), this.block(statement.else, facts));
      case "for":
        return this.counted(statement, facts);
      case "while": {
        const tested = this.block(statement.condition.block, facts);
        this.block(statement.body, tested);
        return tested;
      }
      case "call":
        return this.call(statement, facts);
      case "throw":
        return void 0;
      default:
        return facts;
    }
  }
  /** An iteration may store at the loop's own index: then the loop has stored the whole range. */
  counted(loop, facts) {
    const end = this.block(loop.body, facts);
    if (facts === void 0 || end === void 0) return facts;
    if (runsAtLeastOnce(loop)) return this.withRanges(loop, facts, end, end);
    return this.withRanges(loop, facts, end, facts);
  }
  withRanges(loop, before, end, holds2) {
    if (!isConstant(loop.from, 0) || loop.step !== 1 || loop.test !== "lt") return holds2;
    const suffix = `|[${loop.index.id}]`;
    const stored = [...end].filter((fact) => fact.endsWith(suffix) && !before.has(fact));
    return with_(
      holds2,
      ...stored.map((fact) => {
        const base = fact.slice(0, -suffix.length);
        return `${base}|${this.rangeOf(base, loop.to)}`;
      }),
    );
  }
  call(statement, facts) {
    const callee = this.callees.get(statement.callee.id);
    if (callee === void 0 || facts === void 0) return facts;
    const names2 = callee.params.map((param, i) => [`${param.id}`, this.nameOf(statement.args[i] ?? param)]);
    const known2 = this.entries.has(callee.ref.id);
    const passed = new Set(
      [...facts].flatMap((fact) => {
        const [base, slot] = split2(fact);
        if (!isFixed(slot)) return [];
        const own = base.startsWith("global ") ? [fact] : [];
        return [...own, ...names2.flatMap(([param, arg]) => (arg === base ? [`${param}|${slot}`] : []))];
      }),
    );
    this.entries.set(callee.ref.id, known2 ? meet(this.entries.get(callee.ref.id), passed) : passed);
    if (!this.exits.has(callee.ref.id)) return void 0;
    const stored = this.exits.get(callee.ref.id);
    if (stored === void 0) return void 0;
    return with_(
      facts,
      ...[...stored].flatMap((fact) => {
        const [base, slot] = split2(fact);
        if (!isFixed(slot)) return [];
        if (base.startsWith("global ")) return [fact];
        return names2.flatMap(([param, arg]) => (param === base ? [`${arg}|${slot}`] : []));
      }),
    );
  }
  look(statement, facts) {
    const { operation } = statement;
    if (operation.kind === "load") {
      if (this.covers(facts, operation.base, operation.key)) this.covered.add(statement);
    } else if (operation.kind === "slice" && (facts?.has(`${this.nameOf(operation.base)}|${all}`) ?? true)) {
      this.whole.add(statement);
    }
  }
  covers(facts, base, key) {
    if (facts === void 0) return true;
    const name = this.nameOf(base);
    if (facts.has(`${name}|${slotText(key)}`)) return true;
    if (key.kind === "field") return false;
    if (facts.has(`${name}|${all}`)) return true;
    const bound = this.boundOf(key.index);
    if (bound === void 0) return false;
    if (facts.has(`${name}|[0..${atomText(bound)}]`)) return true;
    if (bound.kind !== "constant") return false;
    return [...facts].some((fact) => {
      const [of, slot] = split2(fact);
      const end = of === name ? /^\[0\.\.=(\d+)\]$/.exec(slot) : null;
      return end !== null && Number(end[1]) >= Number(bound.value);
    });
  }
  /** What an index that is not negative stays below. */
  boundOf(index) {
    if (index.kind === "constant") {
      return typeof index.value === "number" && index.value >= 0
        ? { kind: "constant", value: index.value + 1 }
        : void 0;
    }
    const loop = this.loops.get(index);
    if (loop === void 0 || loop.step < 1 || loop.test !== "lt") return void 0;
    const { from } = loop;
    return from.kind === "constant" && typeof from.value === "number" && from.value >= 0 ? loop.to : void 0;
  }
  rangeText(base, end) {
    return this.rangeOf(this.nameOf(base), end);
  }
  rangeOf(base, end) {
    const operation = end.kind === "value" ? this.definitions.get(end) : void 0;
    if (operation?.kind === "length" && this.nameOf(operation.base) === base) return all;
    const length = this.lengths.get(base);
    if (length !== void 0 && end.kind === "constant" && Number(end.value) >= length) return all;
    return `[0..${atomText(end)}]`;
  }
  lengths = /* @__PURE__ */ new Map();
  /** Equal for references that are surely one object. */
  nameOf(base) {
    if (base.kind === "constant") return "none";
    const operation = this.definitions.get(base);
    if (operation?.kind !== "global") return `${base.id}`;
    const name = `global ${operation.file} ${operation.name}`;
    if (operation.length !== void 0) this.lengths.set(name, operation.length);
    return name;
  }
};
var atomText = (atom) => (atom.kind === "value" ? `${atom.id}` : `=${String(atom.value)}`);
var slotText = (key) => (key.kind === "field" ? `.${key.name}` : `[${atomText(key.index)}]`);
var split2 = (fact) => {
  const at2 = fact.lastIndexOf("|");
  return [fact.slice(0, at2), fact.slice(at2 + 1)];
};
var isFixed = (slot) => slot === all || slot.startsWith(".") || /^\[(0\.\.)?=/.test(slot);
var runsAtLeastOnce = ({ from, to, test: test2, step: step2 }) =>
  from.kind === "constant" &&
  to.kind === "constant" &&
  ((test2 === "lt" && step2 > 0 && Number(from.value) < Number(to.value)) ||
    (test2 === "gt" && step2 < 0 && Number(from.value) > Number(to.value)));

// packages/transformer/src/3-analyze/moduleState/stale.ts
var anyIndex5 = indexKey(zero);
function analyzeStale(functions2, aliases, stores) {
  const analysis = new Spreading(functions2, aliases, stores);
  do {
    analysis.changed = false;
    for (const fn of functions2) analysis.block(fn.body);
  } while (analysis.changed);
  return analysis;
}
var Spreading = class {
  constructor(functions2, aliases, stores) {
    this.aliases = aliases;
    this.stores = stores;
    this.callees = new Map(functions2.map((fn) => [fn.ref.id, fn]));
  }
  aliases;
  stores;
  changed = false;
  values = /* @__PURE__ */ new Set();
  slots = /* @__PURE__ */ new Set();
  callees;
  isStale(reference) {
    return reference.kind === "value" && this.values.has(reference);
  }
  block(block4) {
    for (const statement of block4) {
      this.statement(statement);
      for (const inner2 of blocks(statement)) this.block(inner2);
    }
  }
  mark(value) {
    if (value.kind !== "value" || !isReference(value.type) || this.values.has(value)) return;
    this.values.add(value);
    this.changed = true;
  }
  flow(from, to) {
    if (this.isStale(from)) this.mark(to);
  }
  put(base, key, value) {
    if (this.isStale(value)) this.markSlot(this.aliases.slotOf(base, key));
  }
  markSlot(slot) {
    if (this.slots.has(slot)) return;
    this.slots.add(slot);
    this.changed = true;
  }
  statement(statement) {
    switch (statement.kind) {
      case "let":
        this.definition(statement);
        break;
      case "store":
        this.put(statement.base, statement.key, statement.value);
        break;
      case "fill":
        this.put(statement.base, anyIndex5, statement.value);
        break;
      case "if":
        for (const result of statement.results) {
          this.flow(result.then, result.value);
          this.flow(result.else, result.value);
        }
        break;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.flow(initial, parameter);
          this.flow(next, parameter);
          this.flow(parameter, result);
        }
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.params.forEach((parameter, i) => {
          this.flow(statement.args[i] ?? parameter, parameter);
        });
        callee?.results.forEach((result, i) => {
          this.flow(result, statement.results[i] ?? result);
        });
        break;
      }
    }
  }
  definition(statement) {
    const { value, operation } = statement;
    switch (operation.kind) {
      case "global":
      case "opaque":
        this.mark(value);
        break;
      case "load":
        if (this.isStale(operation.base) && !this.stores.isCovered(statement)) this.mark(value);
        else if (this.slots.has(this.aliases.slotOf(operation.base, operation.key))) this.mark(value);
        break;
      case "slice":
        if (this.isStale(operation.base) && !this.stores.isWhollyCovered(statement))
          this.markSlot(this.aliases.slotOf(value, anyIndex5));
        break;
      case "primitive":
        if (operation.name === "select" || operation.name === "identity")
          for (const arg of operation.args) this.flow(arg, value);
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, value.type.kind === "tuple" ? { kind: "field", name: String(i) } : anyIndex5, element);
        });
        break;
      case "makeRecord":
        for (const field3 of operation.fields) this.put(value, { kind: "field", name: field3.name }, field3.value);
        break;
      case "newArray":
        if (operation.fill !== void 0) this.put(value, anyIndex5, operation.fill);
        break;
    }
  }
};

// packages/transformer/src/3-analyze/checkModuleState.ts
var anyIndex6 = indexKey(zero);
function checkModuleState(functions2, { activity, aliases, state, useful }, ctx) {
  const stores = activeStores(functions2, activity, aliases, state);
  if (stores.size === 0) return;
  const definite = analyzeDefiniteStores(functions2);
  const stale = analyzeStale(functions2, aliases, definite);
  const report2 = (slot, span) => {
    const store2 = stores.get(slot);
    const name = state.get(slot)?.name;
    if (store2 === void 0 || name === void 0) return;
    const related =
      store2.span === void 0 ? [] : [{ message: `an active value is stored in ${name} here`, span: store2.span }];
    ctx.reporter.report("activeModuleState", span, { name }, related);
  };
  for (const fn of functions2) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let") return;
      const { value, operation } = statement;
      if (operation.kind === "load") {
        const isOld = stale.isStale(operation.base) && !definite.isCovered(statement);
        const matters = activity.isVaried(value) && useful.isUseful(value);
        if (isOld && matters) report2(aliases.slotOf(operation.base, operation.key), value.span ?? fn.span);
      } else if (operation.kind === "slice") {
        const slot = aliases.slotOf(operation.base, anyIndex6);
        const isOld = stale.isStale(operation.base) && !definite.isWhollyCovered(statement);
        if (isOld && useful.isUsefulSlot(aliases.slotOf(value, anyIndex6))) report2(slot, value.span ?? fn.span);
      }
    });
  }
}
function moduleSlots(functions2, aliases) {
  const found = /* @__PURE__ */ new Map();
  for (const fn of functions2) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "global") return;
      const { operation } = statement;
      const walk = (objects) => {
        for (const slot of aliases.slots(objects)) {
          if (found.has(slot)) continue;
          found.set(slot, operation);
          walk(slot);
        }
      };
      walk(aliases.classOf(statement.value));
    });
  }
  return found;
}
function activeStores(functions2, activity, aliases, state) {
  const found = /* @__PURE__ */ new Map();
  const note = (base, key, value) => {
    if (base.kind !== "value" || !holdsDerivative2(base)) return;
    const slot = aliases.slotOf(base, key);
    if (!state.has(slot) || found.has(slot) || !activity.isActiveSlot(base, key)) return;
    if (value === void 0 || activity.isVaried(value)) {
      found.set(slot, { span: (value?.kind === "value" ? value.span : void 0) ?? base.span });
    }
  };
  const look = (statement) => {
    if (statement.kind === "store" || statement.kind === "accumulate")
      note(statement.base, statement.key, statement.value);
    else if (statement.kind === "fill") note(statement.base, anyIndex6, statement.value);
    else if (statement.kind === "let") {
      const { value, operation } = statement;
      if (operation.kind === "makeRecord") {
        for (const field3 of operation.fields) note(value, { kind: "field", name: field3.name }, field3.value);
      } else if (operation.kind === "makeArray") {
        operation.elements.forEach((element, i) => {
          note(value, value.type.kind === "tuple" ? { kind: "field", name: String(i) } : anyIndex6, element);
        });
      } else if (operation.kind === "newArray" || operation.kind === "slice") note(value, anyIndex6, void 0);
    }
  };
  for (const fn of functions2) visit(fn.body, look);
  return found;
}
var holdsDerivative2 = ({ type }) => type.kind !== "array" || isDifferentiableStorage(type.storage);

// packages/transformer/src/3-analyze/finite.ts
function analyzeFinite(...bodies) {
  const definitions2 = /* @__PURE__ */ new Map();
  const collect2 = (block4) => {
    for (const statement of block4) {
      for (const inner2 of blocks(statement)) collect2(inner2);
      if (statement.kind === "let") {
        definitions2.set(statement.value, { kind: "operation", operation: statement.operation });
      } else if (statement.kind === "if") {
        for (const result of statement.results) {
          definitions2.set(result.value, { kind: "result", condition: statement.condition, result });
        }
      }
    }
  };
  bodies.forEach(collect2);
  const finite = /* @__PURE__ */ new Map();
  const signs = /* @__PURE__ */ new Map();
  const primitiveOf2 = (atom) => {
    const definition2 = atom.kind === "value" ? definitions2.get(atom) : void 0;
    return definition2?.kind === "operation" && definition2.operation.kind === "primitive"
      ? definition2.operation
      : void 0;
  };
  const nonzeroWhereFalse = (condition) => {
    const test2 = primitiveOf2(condition);
    if (test2?.name !== "eq") return void 0;
    const [a, b] = test2.args;
    if (b?.kind === "constant" && b.value === 0) return a;
    return a?.kind === "constant" && a.value === 0 ? b : void 0;
  };
  const proveFinite = (atom, nonzero = void 0, depth = 0) => {
    if (nonzero !== void 0 && depth > 3) return proveFinite(atom);
    if (atom.kind === "constant") return typeof atom.value !== "number" || Number.isFinite(atom.value);
    const known2 = nonzero === void 0 ? finite.get(atom) : void 0;
    if (known2 !== void 0) return known2;
    const definition2 = definitions2.get(atom);
    let proved = true;
    if (definition2?.kind === "result") {
      const { then, else: otherwise } = definition2.result;
      proved =
        proveFinite(then, nonzero, depth + 1) &&
        proveFinite(otherwise, nonzeroWhereFalse(definition2.condition) ?? nonzero, depth + 1);
    } else if (definition2?.operation.kind === "primitive") {
      proved = isFinitePrimitive(definition2.operation, nonzero, depth);
    }
    if (nonzero === void 0) finite.set(atom, proved);
    return proved;
  };
  const isFinitePrimitive = (operation, nonzero, depth) => {
    const [a, b] = operation.args;
    if (a === void 0 || !operation.args.every((arg) => proveFinite(arg, nonzero, depth + 1))) return false;
    switch (operation.name) {
      case "div":
      case "rem":
        return b !== void 0 && (b === nonzero || isNonzero(b));
      case "exp":
      case "expm1":
        return sign(a) === "nonpositive" || sign(a) === "negative";
      case "sinh":
      case "cosh":
        return false;
      case "log":
      case "log2":
      case "log10":
        return sign(a) === "positive";
      case "log1p":
        return sign(a) === "positive" || sign(a) === "nonnegative";
      case "pow":
        return b?.kind === "constant" && typeof b.value === "number" && Number.isInteger(b.value) && b.value >= 0;
      case "sqrt":
        return sign(a) === "positive" || sign(a) === "nonnegative";
      case "asin":
      case "acos":
      case "acosh":
      case "atanh":
        return false;
      default:
        return true;
    }
  };
  const isNonzero = (atom) => sign(atom) === "positive" || sign(atom) === "negative";
  const sign = (atom) => {
    if (atom.kind === "constant") return typeof atom.value === "number" ? signOf(atom.value) : void 0;
    if (signs.has(atom)) return signs.get(atom);
    signs.set(atom, void 0);
    const definition2 = definitions2.get(atom);
    let found;
    if (definition2?.kind === "result") found = weaker(sign(definition2.result.then), sign(definition2.result.else));
    else if (definition2?.operation.kind === "primitive") found = primitiveSign(definition2.operation);
    else if (definition2?.operation.kind === "length") found = "nonnegative";
    signs.set(atom, found);
    return found;
  };
  const primitiveSign = (operation) => {
    const [a, b] = operation.args;
    if (a === void 0) return void 0;
    switch (operation.name) {
      case "neg":
        return opposite(sign(a));
      case "add":
        return b === void 0 ? void 0 : sum(sign(a), sign(b));
      case "sub":
        return b === void 0 ? void 0 : sum(sign(a), opposite(sign(b)));
      case "mul":
        if (a === b) return "nonnegative";
        return b === void 0 ? void 0 : product(sign(a), sign(b));
      case "div":
        return b === void 0 || !isNonzero(b) ? void 0 : product(sign(a), sign(b));
      case "exp":
        return "nonnegative";
      case "cosh":
        return "positive";
      case "abs":
      case "sqrt":
      case "hypot":
        return "nonnegative";
      case "max":
        return b === void 0 ? void 0 : stronger(sign(a), sign(b));
      default:
        return void 0;
    }
  };
  for (const value of definitions2.keys()) {
    sign(value);
    proveFinite(value);
  }
  return { isFinite: (atom) => proveFinite(atom), isNonzero };
}
var signOf = (value) => (value > 0 ? "positive" : value < 0 ? "negative" : value === 0 ? "nonnegative" : void 0);
var opposite = (sign) => {
  switch (sign) {
    case "positive":
      return "negative";
    case "negative":
      return "positive";
    case "nonnegative":
      return "nonpositive";
    case "nonpositive":
      return "nonnegative";
    default:
      return void 0;
  }
};
var isUp = (sign) => sign === "positive" || sign === "nonnegative";
var isDown = (sign) => sign === "negative" || sign === "nonpositive";
var sum = (a, b) => {
  if (isUp(a) && isUp(b)) return a === "positive" || b === "positive" ? "positive" : "nonnegative";
  if (isDown(a) && isDown(b)) return a === "negative" || b === "negative" ? "negative" : "nonpositive";
  return void 0;
};
var product = (a, b) => {
  if (a === void 0 || b === void 0) return void 0;
  return isUp(a) === isUp(b) ? "nonnegative" : "nonpositive";
};
var weaker = (a, b) => {
  if (a === b) return a;
  if (isUp(a) && isUp(b)) return "nonnegative";
  return isDown(a) && isDown(b) ? "nonpositive" : void 0;
};
var stronger = (a, b) => {
  if (a === "positive" || b === "positive") return "positive";
  return a === "nonnegative" || b === "nonnegative" ? "nonnegative" : void 0;
};

// packages/transformer/src/3-analyze/moduleState/useful.ts
var anyIndex7 = indexKey(zero);
var field2 = (name) => ({ kind: "field", name });
function analyzeUseful(functions2, options) {
  const analysis = new Backward(functions2, options);
  const [root2] = functions2;
  if (root2 !== void 0) for (const atom of [...root2.results, ...root2.params]) analysis.addResult(atom);
  do {
    analysis.changed = false;
    for (const fn of functions2) analysis.block(fn.body);
  } while (analysis.changed);
  return analysis;
}
var Backward = class {
  constructor(functions2, options) {
    this.options = options;
    this.aliases = options.aliases;
    this.callees = new Map(functions2.map((fn) => [fn.ref.id, fn]));
  }
  options;
  changed = false;
  values = /* @__PURE__ */ new Set();
  useful = /* @__PURE__ */ new Set();
  callees;
  aliases;
  isUseful(value) {
    return this.values.has(value);
  }
  isUsefulSlot(slot) {
    return this.useful.has(slot);
  }
  addResult(atom) {
    if (atom.kind !== "value") return;
    if (!isReference(atom.type)) this.mark(atom);
    else this.markReachable(this.aliases.classOf(atom), /* @__PURE__ */ new Set());
  }
  block(block4) {
    for (const statement of block4.toReversed()) {
      for (const inner2 of blocks(statement)) this.block(inner2);
      this.statement(statement);
    }
  }
  markReachable(objects, seen) {
    if (seen.has(objects)) return;
    seen.add(objects);
    for (const slot of this.aliases.slots(objects)) {
      this.markSlot(slot);
      this.markReachable(slot, seen);
    }
  }
  mark(atom) {
    if (atom.kind !== "value" || this.values.has(atom)) return;
    this.values.add(atom);
    this.changed = true;
  }
  markSlot(slot) {
    if (this.useful.has(slot)) return;
    this.useful.add(slot);
    this.changed = true;
  }
  flow(to, from) {
    if (to.kind === "value" && this.values.has(to)) this.mark(from);
  }
  put(base, key, value) {
    if (base.kind === "value" && this.useful.has(this.aliases.slotOf(base, key))) this.mark(value);
  }
  statement(statement) {
    switch (statement.kind) {
      case "let":
        this.operation(statement.value, statement.operation);
        break;
      case "store":
      case "accumulate":
        this.put(statement.base, statement.key, statement.value);
        break;
      case "fill":
        this.put(statement.base, anyIndex7, statement.value);
        break;
      case "if":
        for (const result of statement.results) {
          this.flow(result.value, result.then);
          this.flow(result.value, result.else);
        }
        break;
      case "for":
      case "while":
        for (const { parameter, initial, next, result } of statement.carried) {
          this.flow(result, next);
          this.flow(result, parameter);
          this.flow(parameter, next);
          this.flow(parameter, initial);
          this.flow(result, initial);
        }
        break;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        callee?.results.forEach((result, i) => {
          const given = statement.results[i];
          if (given !== void 0) this.flow(given, result);
        });
        callee?.params.forEach((parameter, i) => {
          const arg = statement.args[i];
          if (arg !== void 0) this.flow(parameter, arg);
        });
        break;
      }
    }
  }
  operation(value, operation) {
    switch (operation.kind) {
      case "primitive":
        if (!this.options.isInactive(operation.name)) for (const arg of operation.args) this.flow(value, arg);
        break;
      case "load":
        if (this.values.has(value)) this.markSlot(this.aliases.slotOf(operation.base, operation.key));
        break;
      case "makeArray":
        operation.elements.forEach((element, i) => {
          this.put(value, value.type.kind === "tuple" ? field2(String(i)) : anyIndex7, element);
        });
        break;
      case "makeRecord":
        for (const entry of operation.fields) this.put(value, field2(entry.name), entry.value);
        break;
      case "newArray":
        if (operation.fill !== void 0) this.put(value, anyIndex7, operation.fill);
        break;
      case "slice":
        if (this.useful.has(this.aliases.slotOf(value, anyIndex7)))
          this.markSlot(this.aliases.slotOf(operation.base, anyIndex7));
        break;
    }
  }
};

// packages/transformer/src/3-analyze/effects.ts
var none2 = () => ({
  uses: /* @__PURE__ */ new Set(),
  defines: /* @__PURE__ */ new Set(),
  reads: /* @__PURE__ */ new Set(),
  writes: /* @__PURE__ */ new Set(),
  accumulates: /* @__PURE__ */ new Set(),
  ordered: false,
});
function analyzeEffects(functions2, aliases) {
  const bodies = new Map(functions2.map((fn) => [fn.ref.id, none2()]));
  const analysis = new Collector(aliases, bodies);
  for (let size = -1, next = 0; size !== next; ) {
    size = next;
    for (const fn of functions2) analysis.block(fn.body, bodies.get(fn.ref.id));
    next = [...bodies.values()].reduce(
      (n, e) => n + e.reads.size + e.writes.size + e.accumulates.size + (e.ordered ? 1 : 0),
      0,
    );
  }
  return analysis;
}
function conflict(a, b) {
  if (a.ordered && b.ordered) return true;
  return (
    meets(a.writes, b.reads) ||
    meets(a.writes, b.writes) ||
    meets(a.reads, b.writes) ||
    meets(a.accumulates, b.reads) ||
    meets(a.accumulates, b.writes) ||
    meets(a.reads, b.accumulates) ||
    meets(a.writes, b.accumulates)
  );
}
function meets(a, b) {
  const [small2, large] = a.size < b.size ? [a, b] : [b, a];
  for (const item of small2) if (large.has(item)) return true;
  return false;
}
var anyIndex8 = indexKey(zero);
var Collector = class {
  constructor(aliases, callees2) {
    this.aliases = aliases;
    this.callees = callees2;
  }
  aliases;
  callees;
  statements = /* @__PURE__ */ new Map();
  of(statement) {
    let effects2 = this.statements.get(statement);
    if (effects2 === void 0) {
      const collected = none2();
      this.statement(statement, collected);
      effects2 = collected;
      this.statements.set(statement, effects2);
    }
    return effects2;
  }
  ofBlock(block4) {
    const effects2 = none2();
    this.block(block4, effects2);
    return effects2;
  }
  block(block4, into) {
    for (const statement of block4) this.statement(statement, into);
  }
  statement(statement, into) {
    for (const atom of uses(statement)) if (atom.kind === "value") into.uses.add(atom);
    for (const value of definitions(statement)) into.defines.add(value);
    for (const value of parameters(statement)) into.defines.add(value);
    this.memory(statement, into);
    for (const inner2 of blocks(statement)) this.block(inner2, into);
  }
  memory(statement, into) {
    const { aliases } = this;
    switch (statement.kind) {
      case "let": {
        const { operation } = statement;
        if (operation.kind === "load") into.reads.add(aliases.slotOf(operation.base, operation.key));
        else if (operation.kind === "length") into.reads.add(aliases.lengthOf(operation.base));
        else if (operation.kind === "slice") {
          into.reads.add(aliases.slotOf(operation.base, anyIndex8));
          into.reads.add(aliases.lengthOf(operation.base));
        } else if (operation.kind === "zerosLike") this.reachable(operation.of, into.reads);
        else if (operation.kind === "tapeLoad") into.reads.add(aliases.slotOf(operation.tape, anyIndex8));
        else if (operation.kind === "opaque") into.ordered = true;
        return;
      }
      case "store":
        into.writes.add(aliases.slotOf(statement.base, statement.key));
        if (statement.key.kind === "index" && !statement.linear && mayGrow(statement.base))
          into.writes.add(aliases.lengthOf(statement.base));
        return;
      case "accumulate":
        into.accumulates.add(aliases.slotOf(statement.base, statement.key));
        return;
      case "fill":
        into.writes.add(aliases.slotOf(statement.base, anyIndex8));
        return;
      case "resize":
        into.writes.add(aliases.lengthOf(statement.base));
        into.writes.add(aliases.slotOf(statement.base, anyIndex8));
        return;
      case "tapeStore":
        into.writes.add(aliases.slotOf(statement.tape, anyIndex8));
        return;
      case "throw":
        into.ordered = true;
        return;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        if (callee === void 0) {
          into.ordered = true;
          for (const arg of statement.args) {
            this.reachable(arg, into.reads);
            this.reachable(arg, into.writes);
          }
          return;
        }
        for (const slot of callee.reads) into.reads.add(slot);
        for (const slot of callee.writes) into.writes.add(slot);
        for (const slot of callee.accumulates) into.accumulates.add(slot);
        into.ordered ||= callee.ordered;
        return;
      }
    }
  }
  reachable(atom, into) {
    if (atom.kind !== "value" || !isReference(atom.type)) return;
    const seen = /* @__PURE__ */ new Set();
    const walk = (objects) => {
      if (seen.has(objects)) return;
      seen.add(objects);
      for (const slot of this.aliases.slots(objects)) {
        into.add(slot);
        walk(slot);
      }
    };
    walk(this.aliases.classOf(atom));
    into.add(this.aliases.lengthOf(atom));
  }
};
var mayGrow = (base) =>
  base.kind === "value" && base.type.kind === "array" && base.type.storage === "Array" && !base.linear;

// packages/transformer/src/3-analyze/program.ts
function analyzeProgram(functions2) {
  const aliases = analyzeAliases(functions2);
  const effects2 = analyzeEffects(functions2, aliases);
  const written = /* @__PURE__ */ new Set();
  for (const fn of functions2) {
    const all2 = effects2.ofBlock(fn.body);
    for (const slot of [...all2.writes, ...all2.accumulates]) written.add(slot);
  }
  return { functions: functions2, aliases, effects: effects2, written };
}

// packages/transformer/src/4-differentiate/calls.ts
function createCallPlan(functions2, activity, ctx) {
  const splits = /* @__PURE__ */ new Map();
  for (const fn of functions2.slice(1)) {
    const indices = (atoms, has3) => atoms.flatMap((atom, i) => (has3(atom) ? [i] : []));
    const shadowParams = indices(fn.params, (atom) => activity.needsShadow(atom));
    const tangentParams = indices(fn.params, (atom) => activity.isVaried(atom));
    const tangentResults = indices(fn.results, (atom) => activity.isVaried(atom));
    const makesShadows = fn.results.some((atom) => activity.needsShadow(atom));
    if (!makesShadows && shadowParams.length + tangentParams.length + tangentResults.length === 0) continue;
    const { name } = fn.ref;
    splits.set(fn.ref.id, {
      forward: newFunctionRef(ctx.ids, `${name}_forward`),
      reverse: newFunctionRef(ctx.ids, `${name}_reverse`),
      pushforward: newFunctionRef(ctx.ids, `${name}_pushforward`),
      frameType: { kind: "record", name: `${name}_frame`, fields: [], isFrame: true },
      shadowParams,
      tangentParams,
      tangentResults,
    });
  }
  return { split: (callee) => splits.get(callee.id) };
}

// packages/transformer/src/4-differentiate/evaluateInPlace.ts
function evaluateInPlace(fn, ctx) {
  return { ...fn, body: evaluateBlock(fn.body, analyzeFinite(fn.body), ctx) };
}
function evaluateBlock(block4, finiteness, ctx) {
  const out = new BlockBuilder(ctx.ids);
  for (const statement of block4) {
    if (statement.kind === "let" && statement.operation.kind === "linear") {
      sum2(statement.value, statement.operation, finiteness, out);
      continue;
    }
    const inner2 = blocks(statement).map((body) => evaluateBlock(body, finiteness, ctx));
    out.push(asOrdinary(withBlocks(statement, inner2)));
  }
  return out.block;
}
var asOrdinary = (statement) =>
  "linear" in statement && statement.linear ? { ...statement, linear: false } : statement;
function sum2(value, { terms }, finiteness, out) {
  out.span = value.span;
  let total;
  terms.forEach((term, i) => {
    const isLast2 = i === terms.length - 1;
    const product3 = multiply(term, finiteness, out);
    if (total === void 0) total = product3;
    else {
      const next = isLast2 ? value : newValue(out.ids, numberType, { linear: true });
      out.push(letValue(next, { kind: "primitive", name: "add", args: [total, product3] }));
      total = next;
    }
  });
  if (terms.length < 2) out.push(letValue(value, { kind: "primitive", name: "identity", args: [total ?? zero] }));
}
function multiply({ coefficient, tangent }, finiteness, out) {
  if (isConstant(coefficient, 1)) return tangent;
  const product3 = out.primitive("mul", [coefficient, tangent], numberType, { linear: true });
  if (finiteness.isFinite(coefficient)) return product3;
  const moves = out.primitive("ne", [tangent, zero], booleanType);
  return out.primitive("select", [moves, product3, zero], numberType, { linear: true });
}

// packages/transformer/src/4-differentiate/guardDistinct.ts
function guardDistinct(fn, program, ctx) {
  const [primal = fn] = program;
  const aliases = analyzeAliases(program);
  const { writes, accumulates } = analyzeEffects(program, aliases).ofBlock(primal.body);
  const written = /* @__PURE__ */ new Set([...writes, ...accumulates]);
  const references2 = fn.params.filter((param) => isReference(param.type));
  const entry = new BlockBuilder(ctx.ids);
  references2.forEach((a, i) => {
    for (const b of references2.slice(i + 1)) {
      if (!isWritten(a, aliases, written) && !isWritten(b, aliases, written)) continue;
      if (mayOverlap(a.type, b.type)) refuse2(a, b, fn, entry, ctx);
    }
  });
  for (const state of moduleMemory(program)) {
    for (const param of references2) {
      if (!isWritten(param, aliases, written) && !isWritten(state.value, aliases, written)) continue;
      if (!mayOverlap(param.type, state.value.type)) continue;
      refuse2(param, entry.define(state.value.type, state.operation, { name: state.operation.name }), fn, entry, ctx);
    }
  }
  return { ...fn, body: [...entry.block, ...fn.body] };
}
function refuse2(a, b, fn, out, ctx) {
  const isFlat = [a, b].every(
    ({ type }) => type.kind === "array" && type.storage === "Array" && !isReference(type.element),
  );
  const condition = isFlat
    ? out.primitive("eq", [a, b], booleanType)
    : out.define(booleanType, { kind: "opaque", text: "overlap($0, $1)", args: [a, b], imports: ["overlap"] });
  const message = `${fn.ref.name}: ${a.name} and ${b.name} share memory that it writes to; pass a copy of one of them`;
  out.push({
    kind: "if",
    scope: newScope(ctx.ids),
    condition,
    else: [],
    results: [],
    span: void 0,
    then: [{ kind: "throw", text: `new Error(${JSON.stringify(message)})`, args: [], span: void 0 }],
  });
}
function moduleMemory(program) {
  const found = /* @__PURE__ */ new Map();
  for (const fn of program) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "global" || !isReference(statement.value.type))
        return;
      const { value, operation } = statement;
      found.set(`${operation.file} ${operation.name}`, { value, operation });
    });
  }
  return [...found.values()];
}
function isWritten(param, aliases, written) {
  const seen = /* @__PURE__ */ new Set();
  const reaches = (objects) => {
    if (seen.has(objects)) return false;
    seen.add(objects);
    return aliases.slots(objects).some((slot) => written.has(slot) || reaches(slot));
  };
  return reaches(aliases.classOf(param));
}
function mayOverlap(a, b) {
  const shapes = shapesIn(a, /* @__PURE__ */ new Map());
  return [...shapesIn(b, /* @__PURE__ */ new Map()).values()].some((shape) => [...shapes.values()].includes(shape));
}
function shapesIn(type, shapes) {
  if (!isReference(type) || shapes.has(type)) return shapes;
  if (type.kind === "array") {
    shapes.set(type, type.storage === "Array" ? `${type.element.kind}[]` : type.storage);
    shapesIn(type.element, shapes);
  } else if (type.kind === "tuple") {
    shapes.set(type, "tuple");
    for (const element of type.elements) shapesIn(element, shapes);
  } else if (type.kind === "record") {
    shapes.set(
      type,
      `{${type.fields
        .map((field3) => field3.name)
        .sort()
        .join()}}`,
    );
    for (const field3 of type.fields) shapesIn(field3.type, shapes);
  }
  return shapes;
}

// packages/transformer/src/3-analyze/bounds.ts
var deepest = 8;
function analyzeBounds(fn) {
  const operations = /* @__PURE__ */ new Map();
  const loops = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind === "for") loops.set(statement.index, statement);
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
  });
  const shifted = (atom) => {
    const operation = atom.kind === "value" ? operations.get(atom) : void 0;
    if (operation?.kind !== "primitive" || (operation.name !== "add" && operation.name !== "sub")) return void 0;
    const [of, by] = operation.args;
    if (of === void 0 || by === void 0 || !isConstant(by) || typeof by.value !== "number") return void 0;
    return { of, change: operation.name === "add" ? by.value : -by.value };
  };
  const highest = (atom, depth = 0) => {
    if (atom.kind === "constant") return typeof atom.value === "number" ? { of: void 0, offset: atom.value } : void 0;
    const loop = loops.get(atom);
    if (loop !== void 0 && depth < deepest) {
      if (loop.step < 0) return highest(loop.from, depth + 1);
      const end = highest(loop.to, depth + 1) ?? (loop.to.kind === "value" ? { of: loop.to, offset: 0 } : void 0);
      return end === void 0 ? void 0 : { of: end.of, offset: end.offset - (loop.test === "lt" ? 1 : 0) };
    }
    const sum4 = depth < deepest ? shifted(atom) : void 0;
    if (sum4 === void 0) return { of: atom, offset: 0 };
    const base = highest(sum4.of, depth + 1) ?? (sum4.of.kind === "value" ? { of: sum4.of, offset: 0 } : void 0);
    return base === void 0 ? void 0 : { of: base.of, offset: base.offset + sum4.change };
  };
  const lowest = (atom, depth = 0) => {
    const unknown = Number.NEGATIVE_INFINITY;
    if (depth === deepest) return unknown;
    if (atom.kind === "constant") return Number.isInteger(atom.value) ? atom.value : unknown;
    const loop = loops.get(atom);
    if (loop !== void 0) {
      if (loop.step > 0) return lowest(loop.from, depth + 1);
      return lowest(loop.to, depth + 1) + (loop.test === "gt" ? 1 : 0);
    }
    const sum4 = shifted(atom);
    if (sum4 !== void 0 && Number.isInteger(sum4.change)) return lowest(sum4.of, depth + 1) + sum4.change;
    return operations.get(atom)?.kind === "length" ? 0 : unknown;
  };
  return {
    isFromZero: (index) => lowest(index) >= 0,
    isBelowLength(index, base) {
      const bound = highest(index);
      if (bound === void 0 || base.kind !== "value") return false;
      const operation = operations.get(base);
      const length = operation?.kind === "newArray" ? highest(operation.length) : void 0;
      if (length !== void 0 && length.of === bound.of && bound.offset < length.offset) return true;
      if (operation?.kind === "makeArray" && bound.of === void 0) return bound.offset < operation.elements.length;
      const limit = bound.of === void 0 ? void 0 : operations.get(bound.of);
      return limit?.kind === "length" && limit.base === base && bound.offset < 0;
    },
  };
}

// packages/transformer/src/3-analyze/inRange.ts
function analyzeInRange(fn) {
  const bounds = analyzeBounds(fn);
  const proved = /* @__PURE__ */ new Set();
  const walk = (block4, seen) => {
    const known2 = new Set(seen);
    for (const statement of block4) {
      note(statement, known2);
      for (const inner2 of blocks(statement)) walk(inner2, known2);
    }
  };
  const note = (statement, known2) => {
    if (statement.kind === "let" && statement.operation.kind === "load" && statement.operation.key.kind === "index") {
      known2.add(slotName3(statement.operation.base, statement.operation.key.index));
    }
    if (statement.kind === "store" && statement.key.kind === "index") {
      const name = slotName3(statement.base, statement.key.index);
      if (known2.has(name) || bounds.isBelowLength(statement.key.index, statement.base)) proved.add(statement);
      known2.add(name);
    }
  };
  walk(fn.body, /* @__PURE__ */ new Set());
  return (store2) => proved.has(store2);
}
var nameOf = (atom) => (atom.kind === "constant" ? `=${String(atom.value)}` : String(atom.id));
var slotName3 = (base, index) => `${nameOf(base)}[${nameOf(index)}]`;

// packages/transformer/src/4-differentiate/shadow.ts
function shadowType(type) {
  return convert3(type, /* @__PURE__ */ new Map());
}
function convert3(type, seen) {
  const known2 = seen.get(type);
  if (known2 !== void 0) return known2;
  switch (type.kind) {
    case "array":
      return { kind: "array", storage: type.storage, element: convert3(type.element, seen) };
    case "tuple":
      return { kind: "tuple", elements: type.elements.map((element) => convert3(element, seen)) };
    case "record": {
      const fields = [];
      const shadow = {
        kind: "record",
        name: type.name === void 0 ? void 0 : `${type.name}Cotangent`,
        fields,
      };
      seen.set(type, shadow);
      for (const field3 of type.fields) {
        if (bearsNumbers2(field3.type)) fields.push({ name: field3.name, type: convert3(field3.type, seen) });
      }
      return type.variable === void 0 && sameFields(type, shadow) ? type : shadow;
    }
    default:
      return type;
  }
}
function bearsNumbers2(type) {
  if (type.kind === "number") return true;
  if (type.kind === "array") return isDifferentiableStorage(type.storage) ? bearsNumbers2(type.element) : true;
  return isReference(type);
}
var sameFields = (a, b) =>
  a.fields.length === b.fields.length && a.fields.every((field3, i) => field3.type === b.fields[i]?.type);

// packages/transformer/src/4-differentiate/atEntry.ts
function atEntry({ input, shadow }, functions2, entry, exit) {
  if (shadow === void 0)
    return entry.define(shadowType(input.type), { kind: "zerosLike", of: input }, { name: `${input.name}_bar` });
  const aliases = analyzeAliases(functions2);
  const { resized, redirected } = restructured(functions2, aliases);
  const seen = /* @__PURE__ */ new Set();
  const changes = (type, at2) => {
    if (!isReference(type) || seen.has(at2)) return false;
    seen.add(at2);
    if (type.kind === "array") {
      const slot = aliases.slot(at2, indexKey(zero));
      return resized.has(at2) || redirected.has(slot) || changes(type.element, slot);
    }
    const fields =
      type.kind === "record"
        ? type.fields
        : type.kind === "tuple"
          ? type.elements.map((t, i) => ({ name: String(i), type: t }))
          : [];
    return fields.some((field3) => {
      const slot = aliases.slot(at2, { kind: "field", name: field3.name });
      return isReference(field3.type) && (redirected.has(slot) || changes(field3.type, slot));
    });
  };
  if (!changes(input.type, aliases.classOf(input))) return shadow;
  const call2 = (text, argument2, out) => {
    const [name = ""] = text.split("(");
    return out.define(opaqueType, { kind: "opaque", text, args: [argument2], imports: [name] }, { name: "structure" });
  };
  call2("restoreStructure($0)", call2("structureOf($0)", shadow, entry), exit);
  return shadow;
}
function restructured(functions2, aliases) {
  const resized = /* @__PURE__ */ new Set();
  const redirected = /* @__PURE__ */ new Set();
  for (const fn of functions2) {
    const isInRange = analyzeInRange(fn);
    visit(fn.body, (statement) => {
      if (statement.kind === "resize") resized.add(aliases.classOf(statement.base));
      if (statement.kind === "store" && isPlainArray(statement) && !isInRange(statement)) {
        resized.add(aliases.classOf(statement.base));
      }
      if (statement.kind === "store" && isReference(atomType(statement.value))) {
        redirected.add(aliases.slotOf(statement.base, statement.key));
      }
      if (statement.kind === "fill" && isReference(atomType(statement.value))) {
        redirected.add(aliases.slotOf(statement.base, indexKey(zero)));
      }
    });
  }
  return { resized, redirected };
}
var isPlainArray = ({ base }) => base.kind === "value" && base.type.kind === "array" && base.type.storage === "Array";

// packages/transformer/src/4-differentiate/transpose.ts
function transpose(linear, cotangents, ctx, options) {
  const out = new BlockBuilder(ctx.ids);
  new Transposer(ctx, options, cotangents).block(linear, out);
  return out.block;
}
var Transposer = class _Transposer {
  constructor(ctx, options, cotangents) {
    this.ctx = ctx;
    this.options = options;
    this.cotangents = cotangents;
  }
  ctx;
  options;
  cotangents;
  block(linear, out) {
    for (const statement of linear) {
      if (statement.kind === "let" && !this.options.tangents.has(statement.value))
        out.push({ ...statement, linear: false });
    }
    for (const statement of linear.toReversed()) this.statement(statement, out);
  }
  take(tangent) {
    const cotangent = this.cotangents.get(tangent);
    this.cotangents.delete(tangent);
    return cotangent === void 0 || isConstant(cotangent, 0) ? void 0 : cotangent;
  }
  add(tangent, contribution, out) {
    if (tangent.kind === "constant" || isConstant(contribution, 0)) return;
    const present = this.cotangents.get(tangent);
    const sum4 =
      present === void 0 || isConstant(present, 0)
        ? contribution
        : out.primitive("add", [present, contribution], numberType, { name: barName(tangent), linear: true });
    this.cotangents.set(tangent, sum4);
  }
  statement(statement, out) {
    switch (statement.kind) {
      case "let":
        out.span = statement.value.span;
        this.operation(statement, out);
        return;
      case "store": {
        const { base, key, value } = statement;
        const held =
          value.kind === "constant" ? void 0 : out.define(numberType, { kind: "load", base, key }, this.named(value));
        out.push({ ...statement, value: zero, linear: false });
        if (held === void 0) return;
        const isUnsure = this.options.unsureStores.has(statement);
        this.add(value, isUnsure ? out.primitive("orZero", [held], numberType, this.named(value)) : held, out);
        return;
      }
      case "accumulate":
        if (statement.value.kind === "value") {
          const { base, key } = statement;
          this.add(
            statement.value,
            out.define(numberType, { kind: "load", base, key }, this.named(statement.value)),
            out,
          );
        }
        return;
      case "fill":
        if (!isConstant(statement.value, 0)) throw new Error("transpose: a fill with a tangent is a loop");
        out.push({ ...statement, linear: false });
        return;
      case "if":
        this.branch(statement, out);
        return;
      case "for":
      case "while":
        this.loop(statement, out);
        return;
      case "call":
        this.call(statement, out);
        return;
      default:
        throw new Error(`transpose: a ${statement.kind} in the linear program`);
    }
  }
  operation(statement, out) {
    const { value, operation } = statement;
    if (!this.options.tangents.has(value)) return;
    const bar = this.take(value);
    if (bar === void 0) return;
    if (operation.kind === "load") {
      const { base, key } = operation;
      const accumulate2 = { kind: "accumulate", base, key, value: bar, linear: false };
      if (bar.kind === "value" && this.options.mayMiss.has(value)) this.guarded(bar, accumulate2, out);
      else out.push(accumulate2);
    } else if (operation.kind === "linear") {
      this.terms(operation, bar, out);
    } else {
      throw new Error(`transpose: a ${operation.kind} in the linear program`);
    }
  }
  guarded(bar, statement, out) {
    const condition = out.primitive("ne", [bar, zero], { kind: "boolean" });
    const scope = newScope(this.ctx.ids);
    out.push({ kind: "if", scope, condition, then: [statement], else: [], results: [], span: out.span });
  }
  terms(operation, bar, out) {
    const guarded =
      bar.kind === "value" && operation.terms.some((term) => this.options.mayBeInfinite(term.coefficient));
    if (!guarded) {
      for (const { coefficient, tangent } of operation.terms)
        this.add(tangent, this.product(bar, coefficient, tangent, out), out);
      return;
    }
    const condition = out.primitive("ne", [bar, zero], { kind: "boolean" });
    const inner2 = new BlockBuilder(this.ctx.ids);
    inner2.span = out.span;
    const branch4 = new _Transposer(this.ctx, this.options, new Map(this.cotangents));
    for (const { coefficient, tangent } of operation.terms) {
      branch4.add(tangent, branch4.product(bar, coefficient, tangent, inner2), inner2);
    }
    this.merge(
      condition,
      branch4,
      inner2.block,
      void 0,
      [],
      [...new Set(operation.terms.map((term) => term.tangent))],
      out,
    );
  }
  product(bar, coefficient, tangent, out) {
    if (isConstant(coefficient, 0)) return zero;
    if (isConstant(coefficient, 1)) return bar;
    if (isConstant(bar, 1)) return coefficient;
    return out.primitive("mul", [bar, coefficient], numberType, { name: barName(tangent), linear: true });
  }
  named(tangent) {
    return { name: barName(tangent), linear: true };
  }
  // ------------------------------------------------------------------------------------------------------- branches
  branch(statement, out) {
    const bars = statement.results.map((result) => ({ result, bar: this.take(result.value) }));
    const side = (which) => {
      const builder = new BlockBuilder(this.ctx.ids);
      const transposer = new _Transposer(this.ctx, this.options, new Map(this.cotangents));
      for (const { result, bar } of bars) if (bar !== void 0) transposer.add(result[which], bar, builder);
      transposer.block(statement[which], builder);
      return { transposer, builder };
    };
    const then = side("then");
    const otherwise = side("else");
    const inner2 = definedIn(statement.then, definedIn(statement.else, /* @__PURE__ */ new Set()));
    const free = [...then.transposer.cotangents.keys(), ...otherwise.transposer.cotangents.keys()].filter(
      (v) => !inner2.has(v),
    );
    this.merge(
      statement.condition,
      then.transposer,
      then.builder.block,
      otherwise.transposer,
      otherwise.builder.block,
      [...new Set(free)],
      out,
      statement,
    );
  }
  /** Leaves a branch: the cotangents that either side changed become results of the reverse branch. */
  merge(condition, then, thenBlock, otherwise, otherBlock, free, out, mirrored) {
    const results2 = [];
    for (const tangent of free) {
      const a = then.cotangents.get(tangent) ?? zero;
      const b = (otherwise ?? this).cotangents.get(tangent) ?? zero;
      if (sameAtom(a, b)) {
        this.cotangents.set(tangent, a);
        continue;
      }
      const value = newValue(this.ctx.ids, numberType, this.named(tangent));
      results2.push({ value, then: a, else: b });
      this.cotangents.set(tangent, value);
    }
    if (thenBlock.length + otherBlock.length + results2.length === 0) return;
    out.push({
      kind: "if",
      scope: mirrored?.scope ?? newScope(this.ctx.ids),
      condition,
      then: thenBlock,
      else: otherBlock,
      results: results2,
      span: mirrored?.span,
    });
  }
  // ---------------------------------------------------------------------------------------------------------- loops
  /** The adjoint loop carries the cotangents of what the loop carried, and a sum for each tangent from outside. */
  loop(statement, out) {
    const index = newValue(this.ctx.ids, numberType, { name: statement.kind === "for" ? statement.index.name : "k" });
    const inner2 = /* @__PURE__ */ new Map();
    const scope = new _Transposer(this.ctx, this.options, inner2);
    const builder = new BlockBuilder(this.ctx.ids);
    const fed = statement.carried.map((carried2) => ({
      carried: carried2,
      initial: this.take(carried2.result) ?? zero,
      parameter: newValue(this.ctx.ids, numberType, this.named(carried2.result)),
      result: newValue(this.ctx.ids, numberType, this.named(carried2.result)),
    }));
    const free = freeTangents(statement, this.options.tangents).map((tangent) => ({
      tangent,
      initial: this.cotangents.get(tangent) ?? zero,
      parameter: newValue(this.ctx.ids, numberType, this.named(tangent)),
      result: newValue(this.ctx.ids, numberType, this.named(tangent)),
    }));
    for (const { tangent, parameter } of free) inner2.set(tangent, parameter);
    for (const { carried: carried2, parameter } of fed) scope.add(carried2.next, parameter, builder);
    scope.block(statement.body, builder);
    const carried = [
      ...fed.map(({ carried: carried2, initial, parameter, result }) => ({
        parameter,
        initial,
        next: inner2.get(carried2.parameter) ?? zero,
        result,
      })),
      ...free.map(({ tangent, initial, parameter, result }) => ({
        parameter,
        initial,
        next: inner2.get(tangent) ?? parameter,
        result,
      })),
    ];
    const primalIndex = statement.kind === "for" ? statement.index : statement.trip;
    const body = substitute(builder.block, (atom) => (atom === primalIndex ? index : atom));
    const nexts = carried.map((c) => (c.next === primalIndex ? { ...c, next: index } : c));
    const header =
      statement.kind === "for"
        ? {
            from: statement.from,
            test: statement.test,
            to: statement.to,
            step: statement.step,
            order: reversed(statement.order),
          }
        : { from: zero, test: "lt", to: statement.trips, step: 1, order: "descending" };
    out.push({ kind: "for", scope: statement.scope, index, ...header, carried: nexts, body, span: statement.span });
    for (const { tangent, result } of free) this.cotangents.set(tangent, result);
    for (const { carried: carried2, result } of fed) this.add(carried2.initial, result, out);
  }
  // ---------------------------------------------------------------------------------------------------------- calls
  /** `(r_dot) = callee(frame, x_dot)` becomes `(x_bar) = reverse(frame, r_bar)`. */
  call(statement, out) {
    const [frame, ...tangents] = statement.args;
    const bars = statement.results.map((result) => this.take(result) ?? zero);
    const results2 = tangents.map((tangent) =>
      newValue(this.ctx.ids, numberType, {
        name: tangent.kind === "value" ? barName(tangent) : void 0,
        linear: true,
      }),
    );
    out.push({ ...statement, linear: false, args: [frame ?? constant(void 0), ...bars], results: results2 });
    tangents.forEach((tangent, i) => {
      this.add(tangent, results2[i] ?? zero, out);
    });
  }
};
var reversed = (order) => (order === "ascending" ? "descending" : "ascending");
var barName = (tangent) => tangent.name?.replace(/_dot$/, "_bar");
function definedIn(block4, into) {
  for (const statement of block4) {
    if (statement.kind === "let") into.add(statement.value);
    else if (statement.kind === "call") for (const value of statement.results) into.add(value);
    else if (statement.kind === "if") for (const result of statement.results) into.add(result.value);
    else if (statement.kind === "for" || statement.kind === "while")
      for (const c of statement.carried) into.add(c.result);
  }
  return into;
}
function freeTangents(loop, tangents) {
  const defined = /* @__PURE__ */ new Set();
  const used = /* @__PURE__ */ new Set();
  const use = (atom) => {
    if (atom.kind === "value" && tangents.has(atom)) used.add(atom);
  };
  const walk = (block4) => {
    for (const statement of block4) {
      switch (statement.kind) {
        case "let":
          defined.add(statement.value);
          if (statement.operation.kind === "linear") for (const term of statement.operation.terms) use(term.tangent);
          break;
        case "store":
        case "accumulate":
          use(statement.value);
          break;
        case "call":
          for (const arg of statement.args) use(arg);
          for (const value of statement.results) defined.add(value);
          break;
        case "if":
          for (const result of statement.results) {
            use(result.then);
            use(result.else);
            defined.add(result.value);
          }
          break;
        case "for":
        case "while":
          header(statement);
          break;
      }
      if (statement.kind !== "while") for (const inner2 of blocks(statement)) walk(inner2);
      else walk(statement.body);
    }
  };
  const header = (statement) => {
    for (const carried of statement.carried) {
      use(carried.initial);
      use(carried.next);
      defined.add(carried.parameter);
      defined.add(carried.result);
    }
  };
  for (const carried of loop.carried) {
    defined.add(carried.parameter);
    use(carried.next);
  }
  walk(loop.body);
  return [...used].filter((tangent) => !defined.has(tangent));
}

// packages/transformer/src/4-differentiate/joinSweeps.ts
function joinSweeps(primal, reverse2, sweeps, functions2, ctx) {
  const { joint, inputs, cotangents, request } = sweeps;
  const shadows = new Map(joint.shadowParams.map(({ primal: param, shadow }) => [param, shadow]));
  const entry = new BlockBuilder(ctx.ids);
  for (const [param, shadow] of shadows) {
    entry.push({ kind: "let", value: shadow, operation: { kind: "zerosLike", of: param }, linear: false });
  }
  const tangents = new Map(joint.tangentParams.map(({ primal: param, tangent }) => [param, tangent]));
  const exit = new BlockBuilder(ctx.ids);
  const gradients = inputs.map((input) => {
    if (!isReference(input.type)) return cotangents.get(tangents.get(input)) ?? zero;
    const shadow = shadows.get(input);
    const gradient = { input, shadow };
    return atEntry(gradient, functions2, entry, exit);
  });
  const value = primal.results[0] ?? zero;
  const result = resultOf(request, value, gradients, exit);
  return {
    ...primal,
    params: primal.params.slice(0, primal.params.length - shadows.size),
    body: [...entry.block, ...primal.body, { kind: "note", text: "reverse sweep" }, ...reverse2, ...exit.block],
    results: [result],
  };
}
var typeOf2 = (atom) => (atom.kind === "value" ? atom.type : numberType);
function resultOf(request, value, gradients, out) {
  const grad =
    typeof request.wrt === "number"
      ? (gradients[0] ?? zero)
      : out.define({ kind: "tuple", elements: gradients.map(typeOf2) }, { kind: "makeArray", elements: gradients });
  if (request.marker === "grad") return grad;
  return out.define(
    {
      kind: "record",
      name: void 0,
      fields: [
        { name: "value", type: typeOf2(value) },
        { name: "grad", type: typeOf2(grad) },
      ],
    },
    {
      kind: "makeRecord",
      fields: [
        { name: "value", value },
        { name: "grad", value: grad },
      ],
    },
  );
}
function splitSweeps(halves, joint, split3, options, ctx) {
  const cotangents = /* @__PURE__ */ new Map();
  const bars = split3.tangentResults.map((i) => {
    const result = joint.fn.results[i];
    const name = result?.kind === "value" && result.name !== void 0 ? `${result.name}_bar` : "result_bar";
    return newValue(ctx.ids, numberType, { name, linear: true });
  });
  const out = new BlockBuilder(ctx.ids);
  split3.tangentResults.forEach((i, k) => {
    const tangent = joint.resultTangents[i];
    const bar = bars[k];
    if (tangent?.kind !== "value" || bar === void 0) return;
    const present = cotangents.get(tangent);
    cotangents.set(
      tangent,
      present === void 0 ? bar : out.primitive("add", [present, bar], numberType, { linear: true }),
    );
  });
  const body = transpose(halves.linear, cotangents, ctx, options);
  return {
    forward: { ...halves.primal, ref: split3.forward },
    reverse: {
      ref: split3.reverse,
      params: bars,
      body: [...out.block, ...body],
      results: joint.tangentParams.map(({ tangent }) => cotangents.get(tangent) ?? zero),
    },
    frameType: split3.frameType,
  };
}

// packages/transformer/src/4-differentiate/liftModuleState.ts
function liftModuleState(program, isActive, ctx) {
  const functions2 = [...program.functions.values()];
  const active = /* @__PURE__ */ new Map();
  for (const { value, operation } of functions2.flatMap(globalsIn)) {
    if (isActive(value)) active.set(keyOf(operation), { value, operation });
  }
  if (active.size === 0) return program;
  const needed = neededBy(functions2, active);
  const lifted = functions2.map((fn) => {
    const keys = [...(needed.get(fn.ref.id) ?? [])];
    const own = new Map(keys.map((key) => [key, ownValue(active.get(key), ctx)]));
    const body = rewrite(fn, own, needed);
    if (fn.ref.id !== program.root.ref.id) return { ...fn, params: [...fn.params, ...own.values()], body };
    const entry = new BlockBuilder(ctx.ids);
    for (const [key, value] of own) {
      entry.push({ kind: "let", value, operation: active.get(key).operation, linear: false });
    }
    return { ...fn, body: [...entry.block, ...body] };
  });
  const byId2 = new Map(lifted.map((fn) => [fn.ref.id, fn]));
  return { root: byId2.get(program.root.ref.id) ?? program.root, functions: byId2 };
}
function dropModuleVariables(functions2) {
  const dropped = new Map(functions2.map((fn) => [fn.ref.id, fn.params.map(isModuleVariable)]));
  if (![...dropped.values()].some((params) => params.includes(true))) return functions2;
  const calls = (block4) =>
    block4.map((statement) => {
      const inner2 = withBlocks(statement, blocks(statement).map(calls));
      if (inner2.kind !== "call") return inner2;
      const params = dropped.get(inner2.callee.id);
      return params === void 0 ? inner2 : { ...inner2, args: inner2.args.filter((_, i) => params[i] !== true) };
    });
  return functions2.map((fn) => ({
    ...fn,
    params: fn.params.filter((param) => !isModuleVariable(param)),
    body: [...fn.params.flatMap(definition), ...calls(fn.body)],
  }));
}
var keyOf = ({ file, name }) => `${file}\0${name}`;
var isModuleVariable = ({ type }) => type.kind === "record" && type.variable !== void 0;
var definition = (param) =>
  param.type.kind === "record" && param.type.variable !== void 0
    ? [{ kind: "let", value: param, operation: { kind: "global", ...param.type.variable }, linear: false }]
    : [];
var ownValue = ({ value, operation }, ctx) => newValue(ctx.ids, value.type, { name: operation.name, span: value.span });
function globalsIn(fn) {
  const found = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "global") {
      found.push({ value: statement.value, operation: statement.operation });
    }
  });
  return found;
}
function neededBy(functions2, active) {
  const needed = new Map(
    functions2.map((fn) => [
      fn.ref.id,
      new Set(globalsIn(fn).flatMap(({ operation }) => (active.has(keyOf(operation)) ? [keyOf(operation)] : []))),
    ]),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const fn of functions2) {
      const own = needed.get(fn.ref.id);
      const before = own.size;
      visit(fn.body, (statement) => {
        if (statement.kind === "call") for (const key of needed.get(statement.callee.id) ?? []) own.add(key);
      });
      changed ||= own.size > before;
    }
  }
  return needed;
}
function rewrite(fn, own, needed) {
  const replaced = /* @__PURE__ */ new Map();
  for (const { value, operation } of globalsIn(fn)) {
    const known2 = own.get(keyOf(operation));
    if (known2 !== void 0) replaced.set(value, known2);
  }
  const walk = (block4) =>
    block4.flatMap((statement) => {
      if (statement.kind === "let" && replaced.has(statement.value)) return [];
      const inner2 = withBlocks(statement, blocks(statement).map(walk));
      if (inner2.kind !== "call") return [inner2];
      const extra = [...(needed.get(inner2.callee.id) ?? [])].map((key) => own.get(key));
      return [{ ...inner2, args: [...inner2.args, ...extra] }];
    });
  return substitute(walk(fn.body), (atom) => replaced.get(atom) ?? atom);
}

// packages/transformer/src/4-differentiate/linearize/duals.ts
function newLinear(l) {
  const tangent = newValue(l.ctx.ids, numberType, { linear: true });
  l.tangents.add(tangent);
  return tangent;
}
function newTangent(l, primal) {
  const tangent = newValue(l.ctx.ids, numberType, {
    name: suffixed(primal, "_dot"),
    linear: true,
    span: primal.span,
  });
  l.duals.set(primal, tangent);
  l.tangents.add(tangent);
  return tangent;
}
function newShadow(l, primal) {
  const suffix = l.options.mode === "forward" ? "_dot" : "_bar";
  const options = { name: suffixed(primal, suffix), linear: true, span: primal.span };
  const shadow = newValue(l.ctx.ids, shadowType(primal.type), options);
  l.duals.set(primal, shadow);
  l.primals.set(shadow, primal);
  return shadow;
}
function letShadow(l, value, operation) {
  const shadow = newShadow(l, value);
  l.out.push({ kind: "let", value: shadow, operation, linear: false });
  return shadow;
}
function tangentOf(l, atom) {
  return atom.kind === "value" && atom.type.kind === "number" ? l.duals.get(atom) : void 0;
}
function shadowOf(l, atom) {
  if (atom.kind === "constant") return atom.value === void 0 ? atom : constant(void 0);
  const shadow = l.duals.get(atom);
  if (shadow === void 0) throw new Error(`linearize: no shadow for ${atom.name ?? "a reference"}`);
  return shadow;
}
function mirrors(l, value, base) {
  if (!l.options.activity.needsShadow(base)) return false;
  if (value.kind === "constant") return value.value === void 0;
  return isReference(value.type) && l.options.activity.needsShadow(value);
}
var suffixed = (value, suffix) =>
  value.name === void 0 ? void 0 : `${value.name.replace(/_(bar|dot)$/, "")}${suffix}`;

// packages/transformer/src/3-analyze/lengthening.ts
function analyzeLengthening(body) {
  const operations = /* @__PURE__ */ new Map();
  visit(body, (statement) => {
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
  });
  return ({ base, length, atLeast }) => {
    if (atLeast) return true;
    const sum4 = length.kind === "value" ? operations.get(length) : void 0;
    if (sum4?.kind !== "primitive" || sum4.name !== "add") return false;
    const [before, more] = sum4.args;
    const measured = before?.kind === "value" ? operations.get(before) : void 0;
    const isMore = more !== void 0 && isConstant(more) && typeof more.value === "number" && more.value >= 0;
    return isMore && measured?.kind === "length" && measured.base === base;
  };
}

// packages/transformer/src/3-analyze/mayMiss.ts
function analyzeMayMiss(fn, isCalled2) {
  const bounds = analyzeBounds(fn);
  const needed = neededValues(fn, isCalled2 ? [] : fn.results);
  const missing = /* @__PURE__ */ new Set();
  const walk = (block4) => {
    for (const statement of block4) {
      if (statement.kind === "let" && !needed.has(statement.value) && isUnprovedLoad(statement.operation))
        missing.add(statement.value);
      for (const inner2 of blocks(statement)) walk(inner2);
    }
  };
  const isUnprovedLoad = (operation) => {
    if (operation.kind !== "load" || operation.key.kind !== "index") return false;
    const { base, key } = operation;
    if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage !== "Array") return false;
    if (base.type.element.kind !== "number") return false;
    return !bounds.isFromZero(key.index) || (key.index.kind === "value" && !bounds.isBelowLength(key.index, base));
  };
  walk(fn.body);
  return (value) => missing.has(value);
}
function neededValues(fn, results2) {
  const { roots, sources: sources2, carried } = flowOf(fn, results2);
  let trusted = carried;
  for (;;) {
    const needed = closure([...roots, ...[...trusted].map(({ next }) => next)], sources2);
    const confirmed = new Set([...trusted].filter((c) => needed.has(c.result) && needed.has(c.parameter)));
    if (confirmed.size === trusted.size) return needed;
    trusted = confirmed;
  }
}
function closure(roots, sources2) {
  const reached = new Set(roots);
  const pending = [...reached];
  for (let value = pending.pop(); value !== void 0; value = pending.pop()) {
    for (const source of sources2.get(value) ?? []) {
      if (reached.has(source)) continue;
      reached.add(source);
      pending.push(source);
    }
  }
  return reached;
}
function flowOf(fn, results2) {
  const roots = /* @__PURE__ */ new Set();
  const sources2 = /* @__PURE__ */ new Map();
  const carriedOn = /* @__PURE__ */ new Set();
  const need = (atom, here) => {
    if (atom.kind === "value" && here.has(atom)) roots.add(atom);
  };
  const feed = (atom, into, here) => {
    if (atom.kind !== "value" || !here.has(atom)) return;
    const known2 = sources2.get(into);
    if (known2 === void 0) sources2.set(into, [atom]);
    else known2.push(atom);
  };
  const walk = (block4, params) => {
    const here = new Set(params);
    for (const statement of block4) {
      switch (statement.kind) {
        case "let": {
          const { operation, value } = statement;
          if (operation.kind !== "primitive") for (const atom of operands(operation)) need(atom, here);
          else if (operation.name !== "select") for (const atom of operation.args) feed(atom, value, here);
          break;
        }
        case "if": {
          const [then, otherwise] = [walk(statement.then, []), walk(statement.else, [])];
          for (const result of statement.results) {
            feed(result.then, result.value, then);
            feed(result.else, result.value, otherwise);
          }
          break;
        }
        case "for":
        case "while": {
          if (statement.kind === "while") walk(statement.condition.block, parameters(statement));
          const inside5 = walk(statement.body, parameters(statement));
          for (const carried of statement.carried) {
            need(carried.initial, here);
            if (carried.next.kind === "value" && inside5.has(carried.next)) carriedOn.add(carried);
          }
          break;
        }
        default:
          for (const atom of uses(statement)) need(atom, here);
      }
      for (const value of definitions(statement)) here.add(value);
    }
    return here;
  };
  const outermost2 = walk(fn.body, []);
  for (const atom of results2) need(atom, outermost2);
  return { roots, sources: sources2, carried: carriedOn };
}

// packages/transformer/src/4-differentiate/linearize/state.ts
var newLinearization = (fn, ctx, options) => ({
  ctx,
  options,
  out: new BlockBuilder(ctx.ids),
  duals: /* @__PURE__ */ new Map(),
  primals: /* @__PURE__ */ new Map(),
  tangents: /* @__PURE__ */ new Set(),
  mayMiss: /* @__PURE__ */ new Set(),
  unsureStores: /* @__PURE__ */ new Set(),
  isInRange: analyzeInRange(fn),
  isGrowth: analyzeLengthening(fn.body),
  isUnsureLoad: analyzeMayMiss(fn, options.calls.split(fn.ref) !== void 0),
});
function inBlock2(l, action) {
  const out = new BlockBuilder(l.ctx.ids);
  action({ ...l, out });
  return out.block;
}

// packages/transformer/src/4-differentiate/linearize/ranges.ts
function overRange(l, range, body) {
  const from = range.start === void 0 ? zero : clampIndex(l, range.start, range.base);
  const to =
    range.end === void 0
      ? l.out.define(numberType, { kind: "length", base: range.base })
      : clampIndex(l, range.end, range.base);
  const index = newValue(l.ctx.ids, numberType, { name: "i" });
  const block4 = inBlock2(l, (inner2) => body(inner2, index));
  l.out.push({
    kind: "for",
    scope: newScope(l.ctx.ids),
    index,
    from,
    test: "lt",
    to,
    step: 1,
    order: "ascending",
    carried: [],
    body: block4,
    span: void 0,
  });
}
var overAll = (l, base, body) => overRange(l, { base, start: void 0, end: void 0 }, body);
function clampIndex(l, index, base) {
  const { out } = l;
  if (index.kind === "constant" && index.value === 0) return index;
  const length = out.define(numberType, { kind: "length", base });
  const whole = out.primitive("trunc", [index]);
  const negative2 = out.primitive("lt", [whole, zero], { kind: "boolean" });
  const fromEnd = out.primitive("max", [out.primitive("add", [whole, length]), zero]);
  const fromStart = out.primitive("min", [whole, length]);
  return out.primitive("select", [negative2, fromEnd, fromStart]);
}

// packages/transformer/src/4-differentiate/linearize/memory.ts
function linearizeLoad(l, value, operation) {
  const { activity } = l.options;
  if (activity.isVaried(value)) {
    const base = shadowOf(l, operation.base);
    const tangent = newTangent(l, value);
    if (l.isUnsureLoad(value)) l.mayMiss.add(tangent);
    l.out.push({ kind: "let", value: tangent, operation: { ...operation, base }, linear: true });
  } else if (activity.needsShadow(value)) {
    letShadow(l, value, { ...operation, base: shadowOf(l, operation.base) });
  }
}
function linearizeStore(l, statement) {
  l.out.push(statement);
  if (l.options.activity.isActiveSlot(statement.base, statement.key)) {
    lengthen(l, statement);
    const base = shadowOf(l, statement.base);
    const dual = { ...statement, base, value: tangentOf(l, statement.value) ?? zero, linear: true };
    if (isTyped3(base) && !l.isInRange(statement)) l.unsureStores.add(dual);
    l.out.push(dual);
  } else if (mirrors(l, statement.value, statement.base)) {
    l.out.push({ ...statement, base: shadowOf(l, statement.base), value: shadowOf(l, statement.value) });
  }
}
function linearizeAccumulate(l, statement) {
  l.out.push(statement);
  const tangent = tangentOf(l, statement.value);
  if (l.options.activity.isActiveSlot(statement.base, statement.key) && tangent !== void 0) {
    l.out.push({ ...statement, base: shadowOf(l, statement.base), value: tangent, linear: true });
  }
}
function linearizeFill(l, statement) {
  l.out.push(statement);
  if (l.options.activity.isActiveSlot(statement.base, anyIndex9)) {
    const tangent = tangentOf(l, statement.value);
    const base = shadowOf(l, statement.base);
    if (tangent === void 0) l.out.push({ ...statement, base, value: zero, linear: true });
    else overRange(l, statement, ({ out }, index) => out.push(store(base, index, tangent)));
  } else if (mirrors(l, statement.value, statement.base)) {
    l.out.push({ ...statement, base: shadowOf(l, statement.base), value: shadowOf(l, statement.value) });
  }
}
function linearizeResize(l, statement) {
  const { activity } = l.options;
  if (!activity.needsShadow(statement.base)) {
    l.out.push(statement);
    return;
  }
  const base = shadowOf(l, statement.base);
  if (activity.isActiveSlot(statement.base, anyIndex9)) resizeNumbers(l, statement, base);
  else l.out.push(statement, { ...statement, base });
}
function resizeNumbers(l, statement, base) {
  const shadow = { ...statement, base, atLeast: true };
  if (l.isGrowth(statement)) {
    l.out.push(statement, shadow);
    return;
  }
  const length = l.out.define(numberType, { kind: "length", base: statement.base });
  l.out.push(statement, shadow);
  l.out.push({ kind: "fill", base, value: zero, start: statement.length, end: length, linear: true });
}
function lengthen(l, store2) {
  if (l.options.mode === "forward" || store2.key.kind !== "index" || l.isInRange(store2)) return;
  const { base, key } = store2;
  if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage !== "Array") return;
  const length = l.out.primitive("add", [key.index, constant(1)]);
  l.out.push({ kind: "resize", base: shadowOf(l, base), length, atLeast: true });
}
var anyIndex9 = indexKey(zero);
var isTyped3 = (base) => base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array";
var store = (base, index, value) => ({
  kind: "store",
  base,
  key: indexKey(index),
  value,
  linear: true,
});
var accumulate = (base, key, value) => ({
  kind: "accumulate",
  base,
  key,
  value,
  linear: true,
});

// packages/transformer/src/4-differentiate/linearize/allocations.ts
function linearizeLiteral(l, value, operation) {
  const { activity } = l.options;
  const slots =
    operation.kind === "makeRecord"
      ? operation.fields.map((field3) => ({ key: { kind: "field", name: field3.name }, value: field3.value }))
      : operation.elements.map((element, i) => ({
          key: value.type.kind === "tuple" ? { kind: "field", name: String(i) } : indexKey(constant(i)),
          value: element,
        }));
  const duals = slots.map((slot) => slotShadow(l, slot.value, value));
  const shadow = letShadow(l, value, literalOf(operation, duals));
  for (const slot of slots) {
    if (!activity.isActiveSlot(value, slot.key)) continue;
    if (l.options.clears) l.out.push({ kind: "store", base: shadow, key: slot.key, value: zero, linear: true });
    const tangent = tangentOf(l, slot.value);
    if (tangent !== void 0) l.out.push(accumulate(shadow, slot.key, tangent));
  }
}
function literalOf(operation, duals) {
  if (operation.kind === "makeArray")
    return { kind: "makeArray", elements: duals.map((dual) => dual ?? constant(void 0)) };
  return {
    kind: "makeRecord",
    fields: operation.fields.flatMap((field3, i) => {
      const dual = duals[i];
      return dual === void 0 ? [] : [{ name: field3.name, value: dual }];
    }),
  };
}
function slotShadow(l, value, container) {
  const type = atomType(value);
  if (mirrors(l, value, container)) return shadowOf(l, value);
  if (type.kind === "number") return zero;
  return isReference(type) ? l.out.define(shadowType(type), { kind: "zerosLike", of: value }) : void 0;
}
function linearizeNewArray(l, value, operation) {
  const { fill: fill4 } = operation;
  if (fill4 !== void 0 && mirrors(l, fill4, value)) {
    letShadow(l, value, { ...operation, fill: shadowOf(l, fill4) });
    return;
  }
  const shadow = letShadow(l, value, { ...operation, fill: void 0 });
  clear(l, shadow, value.type);
  const tangent = fill4 === void 0 ? void 0 : tangentOf(l, fill4);
  if (tangent === void 0) return;
  overAll(l, value, ({ out }, index) => out.push(accumulate(shadow, indexKey(index), tangent)));
}
function linearizeGlobal(l, value) {
  if (value.type.kind !== "record" || value.type.variable === void 0) {
    letShadow(l, value, { kind: "zerosLike", of: value });
    return;
  }
  const fields = value.type.fields.map(({ name, type }) => ({
    name,
    value: isReference(type) ? zerosOf(l, value, name, type) : zero,
  }));
  letShadow(l, value, { kind: "makeRecord", fields });
}
function zerosOf(l, base, name, type) {
  const present = l.out.define(type, { kind: "load", base, key: { kind: "field", name } });
  return l.out.define(shadowType(type), { kind: "zerosLike", of: present });
}
function linearizeSlice(l, value, operation) {
  if (value.type.kind === "array" && isReference(value.type.element)) {
    letShadow(l, value, { ...operation, base: shadowOf(l, operation.base) });
    return;
  }
  const length = l.out.define(numberType, { kind: "length", base: value });
  const shadow = letShadow(l, value, { kind: "newArray", length, fill: void 0 });
  clear(l, shadow, value.type);
  if (!l.options.activity.isActiveSlot(operation.base, anyIndex9)) return;
  const base = shadowOf(l, operation.base);
  const start = sliceStart(l, operation);
  overAll(l, value, (inner2, index) => {
    const { out } = inner2;
    const from =
      start === void 0
        ? index
        : out.define(numberType, { kind: "primitive", name: "add", args: [start, index] }, { inLinearProgram: true });
    const tangent = newLinear(inner2);
    out.push({ kind: "let", value: tangent, operation: { kind: "load", base, key: indexKey(from) }, linear: true });
    out.push(accumulate(shadow, indexKey(index), tangent));
  });
}
function sliceStart(l, operation) {
  const { start } = operation;
  if (start === void 0 || (start.kind === "constant" && (start.value === 0 || start.value === void 0))) return void 0;
  return clampIndex(l, start, operation.base);
}
function clear(l, shadow, type) {
  if (!l.options.clears || type.kind !== "array" || type.element.kind !== "number") return;
  l.out.push({ kind: "fill", base: shadow, value: zero, start: void 0, end: void 0, linear: true });
}

// packages/transformer/src/4-differentiate/linearize/calls.ts
function linearizeCall(l, statement) {
  const { activity, calls, mode } = l.options;
  const split3 = calls.split(statement.callee);
  if (split3 === void 0) {
    l.out.push(statement);
    return;
  }
  const shadowArgs = split3.shadowParams.map((i) => shadowOf(l, statement.args[i] ?? zero));
  const tangentArgs = split3.tangentParams.map((i) => tangentOf(l, statement.args[i] ?? zero) ?? zero);
  const shadowResults = statement.results
    .filter((value) => activity.needsShadow(value))
    .map((value) => newShadow(l, value));
  const tangentResults = split3.tangentResults.map((i) => newTangent(l, statement.results[i]));
  if (mode === "forward") {
    l.out.push({
      ...statement,
      linear: true,
      callee: split3.pushforward,
      args: [...statement.args, ...shadowArgs, ...tangentArgs],
      results: [...statement.results, ...shadowResults, ...tangentResults],
    });
    return;
  }
  const frame = newValue(l.ctx.ids, split3.frameType, { name: "frame" });
  l.out.push({
    ...statement,
    callee: split3.forward,
    args: [...statement.args, ...shadowArgs],
    results: [...statement.results, ...shadowResults, frame],
  });
  l.out.push({
    ...statement,
    linear: true,
    callee: split3.reverse,
    args: [frame, ...tangentArgs],
    results: tangentResults,
  });
}

// packages/transformer/src/4-differentiate/linearize/primitives.ts
function linearizePrimitive(l, value, operation) {
  const { activity } = l.options;
  if (activity.isVaried(value)) pushTangent(l, value, operation);
  else if (activity.needsShadow(value)) {
    const args = operation.args.map((arg, i) => (operation.name === "select" && i === 0 ? arg : shadowOf(l, arg)));
    letShadow(l, value, { ...operation, args });
  }
}
function pushTangent(l, value, operation) {
  const tangents = operation.args.map((arg) => tangentOf(l, arg));
  const coefficients =
    operation.name === "select" || operation.name === "identity"
      ? tangents.map((tangent, i) => (tangent === void 0 ? void 0 : choice2(l, operation, i === 1 ? 0 : 1)))
      : partialsOf(l, value, operation, tangents);
  const terms = tangents.flatMap((tangent, i) => {
    const coefficient = coefficients[i];
    return tangent === void 0 || coefficient === void 0 ? [] : [{ coefficient, tangent }];
  });
  l.out.push({ kind: "let", value: newTangent(l, value), operation: { kind: "linear", terms }, linear: true });
}
function choice2(l, operation, chosen) {
  const [condition] = operation.args;
  if (condition === void 0 || operation.name === "identity") return constant(1);
  return l.out.primitive(
    "select",
    [condition, constant(chosen === 0 ? 1 : 0), constant(chosen === 0 ? 0 : 1)],
    numberType,
    { linear: true },
  );
}
function partialsOf(l, value, operation, tangents) {
  const rule = l.options.rules.get(operation.name);
  if (rule === void 0) throw new Error(`linearize: no rule for ${operation.name}`);
  if (!rule.variadic) return instantiatePartials(l, rule.partials, value, operation.args);
  return operation.args.map((arg, i) =>
    tangents[i] === void 0 ? zero : (instantiatePartials(l, rule.partials, value, [arg])[0] ?? zero),
  );
}
function instantiatePartials(l, partials, result, args) {
  const instance = instantiate(partials, [result, ...args], l.ctx.ids, result.span);
  l.out.push(...instance.statements);
  return instance.results;
}

// packages/transformer/src/4-differentiate/linearize.ts
function linearize(fn, ctx, options) {
  const { activity } = options;
  const l = newLinearization(fn, ctx, options);
  const tangentParams = fn.params
    .filter((primal) => activity.isVaried(primal))
    .map((primal) => ({ primal, tangent: newTangent(l, primal) }));
  const shadowParams = fn.params
    .filter((primal) => activity.needsShadow(primal))
    .map((primal) => ({ primal, shadow: newShadow(l, primal) }));
  const body = linearizeBlock(l, fn.body);
  const shadowResults = fn.results.filter((atom) => activity.needsShadow(atom)).map((atom) => shadowOf(l, atom));
  return {
    fn: {
      ...fn,
      params: [...fn.params, ...shadowParams.map((param) => param.shadow)],
      body,
      results: [...fn.results, ...shadowResults],
    },
    tangentParams,
    shadowParams,
    tangents: l.tangents,
    mayMiss: l.mayMiss,
    unsureStores: l.unsureStores,
    primals: l.primals,
    resultTangents: fn.results.map((atom) => tangentOf(l, atom)),
  };
}
var linearizeBlock = (l, block4) =>
  inBlock2(l, (inner2) => {
    for (const statement of block4) linearizeStatement(inner2, statement);
  });
function linearizeStatement(l, statement) {
  switch (statement.kind) {
    case "let":
      l.out.push(statement);
      linearizeOperation(l, statement);
      return;
    case "store":
      linearizeStore(l, statement);
      return;
    case "accumulate":
      linearizeAccumulate(l, statement);
      return;
    case "fill":
      linearizeFill(l, statement);
      return;
    case "resize":
      linearizeResize(l, statement);
      return;
    case "if":
      l.out.push(linearizeBranch(l, statement));
      return;
    case "for":
      l.out.push({ ...statement, ...linearizeLoop(l, statement) });
      return;
    case "while":
      l.out.push({ ...statement, ...linearizeLoop(l, statement) });
      return;
    case "call":
      linearizeCall(l, statement);
      return;
    case "throw":
    case "note":
      l.out.push(statement);
      return;
    case "tapeStore":
    case "assign":
    case "loop":
    case "labelled":
    case "exit":
      throw new Error(`linearize: a ${statement.kind} statement`);
  }
}
function linearizeOperation(l, { value, operation }) {
  const { activity } = l.options;
  switch (operation.kind) {
    case "primitive":
      linearizePrimitive(l, value, operation);
      return;
    case "load":
      linearizeLoad(l, value, operation);
      return;
    case "makeArray":
    case "makeRecord":
      if (activity.needsShadow(value)) linearizeLiteral(l, value, operation);
      return;
    case "newArray":
      if (activity.needsShadow(value)) linearizeNewArray(l, value, operation);
      return;
    case "slice":
      if (activity.needsShadow(value)) linearizeSlice(l, value, operation);
      return;
    case "zerosLike":
      if (activity.needsShadow(value)) letShadow(l, value, operation);
      return;
    case "global":
      if (activity.needsShadow(value)) linearizeGlobal(l, value);
      return;
    case "linear":
    case "tapeAlloc":
    case "tapeLoad":
    case "read":
      throw new Error(`linearize: a ${operation.kind} operation`);
    case "length":
    case "opaque":
      return;
  }
}
function linearizeBranch(l, statement) {
  const { activity } = l.options;
  const then = linearizeBlock(l, statement.then);
  const otherwise = linearizeBlock(l, statement.else);
  const results2 = [...statement.results];
  for (const result of statement.results) {
    if (activity.isVaried(result.value)) {
      results2.push({
        value: newTangent(l, result.value),
        then: tangentOf(l, result.then) ?? zero,
        else: tangentOf(l, result.else) ?? zero,
      });
    } else if (activity.needsShadow(result.value)) {
      results2.push({
        value: newShadow(l, result.value),
        then: shadowOf(l, result.then),
        else: shadowOf(l, result.else),
      });
    }
  }
  return { ...statement, then, else: otherwise, results: results2 };
}
function linearizeLoop(l, statement) {
  const { activity } = l.options;
  const duals = statement.carried
    .filter((carried) => activity.isVaried(carried.parameter) || activity.needsShadow(carried.parameter))
    .map((carried) => {
      const varied = activity.isVaried(carried.parameter);
      const initial = varied ? (tangentOf(l, carried.initial) ?? zero) : shadowOf(l, carried.initial);
      const parameter = varied ? newTangent(l, carried.parameter) : newShadow(l, carried.parameter);
      return { carried, varied, initial, parameter };
    });
  const body = linearizeBlock(l, statement.body);
  const extra = duals.map(({ carried, varied, initial, parameter }) => {
    const next = varied ? (tangentOf(l, carried.next) ?? zero) : shadowOf(l, carried.next);
    const result = varied ? newTangent(l, carried.result) : newShadow(l, carried.result);
    return { parameter, initial, next, result };
  });
  return { carried: [...statement.carried, ...extra], body };
}

// packages/transformer/src/4-differentiate/pushforwardRoot.ts
function pushforwardRoot(fn, joint, inputs, ctx) {
  const duals = /* @__PURE__ */ new Map();
  for (const { primal, tangent: tangent2 } of joint.tangentParams) duals.set(primal, tangent2);
  for (const { primal, shadow: shadow2 } of joint.shadowParams) duals.set(primal, shadow2);
  const entry = new BlockBuilder(ctx.ids);
  const given = inputs.map(
    (input) => duals.get(input) ?? newValue(ctx.ids, shadowType(input.type), { name: `${input.name ?? "x"}_dot` }),
  );
  for (const { primal, shadow: shadow2 } of joint.shadowParams) {
    if (!inputs.includes(primal)) {
      entry.push({ kind: "let", value: shadow2, operation: { kind: "zerosLike", of: primal }, linear: false });
    }
  }
  const primalCount = fn.params.length - joint.shadowParams.length;
  const exit = new BlockBuilder(ctx.ids);
  const value = fn.results[0] ?? constant(void 0);
  const shadow = fn.results[1];
  const tangent = joint.resultTangents[0] ?? shadow ?? zeroTangent(value, exit);
  const result = exit.define(
    {
      kind: "record",
      name: void 0,
      fields: [
        { name: "value", type: typeOf3(value) },
        { name: "tangent", type: typeOf3(tangent) },
      ],
    },
    {
      kind: "makeRecord",
      fields: [
        { name: "value", value },
        { name: "tangent", value: tangent },
      ],
    },
  );
  return {
    ...fn,
    params: [...fn.params.slice(0, primalCount), ...given],
    body: [...entry.block, ...fn.body, ...exit.block],
    results: [result],
  };
}
function zeroTangent(value, out) {
  if (value.kind === "value" && isReference(value.type))
    return out.define(shadowType(value.type), { kind: "zerosLike", of: value });
  return zero;
}
function typeOf3(atom) {
  if (atom.kind === "value") return atom.type;
  return typeof atom.value === "number" ? numberType : undefinedType;
}

// packages/transformer/src/4-differentiate/rules.ts
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname as dirname4, join as join4 } from "node:path";

// packages/transformer/src/2-lower/lowerRule.ts
function lowerRule(fn, name, ctx) {
  const before = ctx.reporter.diagnostics.length;
  const program = createProgramState({ ...ctx, frontend: syntaxFrontend }, noFacts(), true);
  const activation = newActivation(program, fn, name);
  const l = startOf(program, activation);
  for (const parameter of fn.parameters) {
    const hint = ts.isIdentifier(parameter.name) ? parameter.name.text : void 0;
    activation.params.push(newValue(ctx.ids, numberType, { name: hint }));
  }
  bindParameters(l, fn, activation.params);
  const partials = lowerPartials(l, fn);
  const problem = ctx.reporter.diagnostics[before];
  if (problem !== void 0) throw new Error(`lowerRule ${name}: ${problem.message}`);
  activation.body = l.out.block;
  return finishFunction(activation, partials, program.names);
}
function lowerPartials(l, fn) {
  let returned;
  if (ts.isBlock(fn.body)) {
    const last = fn.body.statements.at(-1);
    lowerStatements(l, fn.body.statements.slice(0, -1));
    if (last !== void 0 && ts.isReturnStatement(last)) returned = last.expression;
  } else returned = fn.body;
  if (returned === void 0) return [];
  const node = skipParentheses(returned);
  if (!ts.isArrayLiteralExpression(node)) return [lowerExpression(l, node)];
  return node.elements.map((element) => lowerExpression(l, element));
}
var syntaxFrontend = {
  declarationOf(node) {
    if (!ts.isIdentifier(node)) return void 0;
    for (const statement of node.getSourceFile().statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name?.text === node.text) return statement;
      if (!ts.isVariableStatement(statement)) continue;
      const { declarations } = statement.declarationList;
      const found = declarations.find((known2) => ts.isIdentifier(known2.name) && known2.name.text === node.text);
      if (found !== void 0) return found;
    }
    return void 0;
  },
  typeOf: () => {
    throw new Error("lowerRule: a rule needs no types");
  },
  checker: () => {
    throw new Error("lowerRule: a rule needs no type checker");
  },
};

// packages/transformer/src/3-analyze/growth.ts
function analyzeGrowth(fn, aliases, mayMeet = () => false) {
  if (handsOutReferences(fn)) return (base, key) => isPlain3(base, key);
  const facts = { definitions: collectDefinitions2(fn), bounds: collectBounds(fn) };
  const growing = /* @__PURE__ */ new Set();
  const shrinking = /* @__PURE__ */ new Set();
  const classOf = (array) => {
    const objects = aliases.classOf(array);
    return mayMeet(objects) ? "any" : objects;
  };
  const stores = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "store" && isPlain3(statement.base, statement.key) && !statement.linear)
      stores.push(statement);
    else if (statement.kind === "resize") {
      growing.add(classOf(statement.base));
      if (!statement.atLeast) shrinking.add(classOf(statement.base));
    }
  });
  const fixed = (array) => array.kind === "value" && !growing.has(classOf(array));
  const mayGrow2 = (base, key) =>
    isPlain3(base, key) &&
    key.kind === "index" &&
    (shrinking.has(classOf(base)) ||
      !boundsOf(key.index, facts, 0).some((bound) => withinLength(bound, base, facts, fixed)));
  for (let size = -1; size !== growing.size; ) {
    size = growing.size;
    for (const store2 of stores) if (mayGrow2(store2.base, store2.key)) growing.add(classOf(store2.base));
  }
  return mayGrow2;
}
var isPlain3 = (base, key) =>
  key.kind === "index" &&
  base.kind === "value" &&
  base.type.kind === "array" &&
  base.type.storage === "Array" &&
  !base.linear;
function handsOutReferences(fn) {
  let found = false;
  visit(fn.body, (statement) => {
    const isUnseen = statement.kind === "call" || (statement.kind === "let" && statement.operation.kind === "opaque");
    if (isUnseen) found ||= uses(statement).some((atom) => atom.kind === "value" && isReference(atom.type));
  });
  return found;
}
function collectDefinitions2(fn) {
  const definitions2 = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") definitions2.set(statement.value, statement.operation);
  });
  return definitions2;
}
function collectBounds(fn) {
  const definitions2 = collectDefinitions2(fn);
  const bounds = /* @__PURE__ */ new Map();
  const add3 = (value, limit, slack) => {
    if (value.kind === "constant") return;
    const list = bounds.get(value);
    if (list === void 0) bounds.set(value, [{ limit, slack }]);
    else list.push({ limit, slack });
  };
  visit(fn.body, (statement) => {
    if (statement.kind === "for") addForBound(statement, add3);
    else if (statement.kind === "while") addWhileBounds(statement, definitions2, add3);
  });
  return bounds;
}
function addForBound({ index, from, to, test: test2, step: step2 }, add3) {
  if (step2 < 0) add3(index, from, -1);
  if (test2 === "lt") add3(index, to, 0);
  if (test2 === "le") add3(index, to, -1);
}
function addWhileBounds(loop, definitions2, add3) {
  const parameters2 = new Set(loop.carried.map((carried) => carried.parameter));
  const learn2 = (test2) => {
    const operation = test2.kind === "value" ? definitions2.get(test2) : void 0;
    if (operation?.kind !== "primitive") return;
    const [a, b] = operation.args;
    if (a === void 0 || b === void 0) return;
    if (operation.name === "and") {
      learn2(a);
      learn2(b);
    }
    if (parameters2.has(a) && operation.name === "lt") add3(a, b, 0);
    if (parameters2.has(a) && operation.name === "le") add3(a, b, -1);
    if (parameters2.has(b) && operation.name === "gt") add3(b, a, 0);
    if (parameters2.has(b) && operation.name === "ge") add3(b, a, -1);
  };
  learn2(loop.condition.test);
  for (const { parameter, initial, next } of loop.carried) {
    const operation = next.kind === "value" ? definitions2.get(next) : void 0;
    const offset2 = operation === void 0 ? void 0 : offsetOf(operation);
    if (offset2 !== void 0 && offset2.from === parameter && offset2.by < 0) add3(parameter, initial, -1);
  }
}
function offsetOf(operation) {
  if (operation.kind !== "primitive" || (operation.name !== "add" && operation.name !== "sub")) return void 0;
  const [a, b] = operation.args;
  const sign = operation.name === "add" ? 1 : -1;
  if (a?.kind === "value" && b?.kind === "constant" && Number.isInteger(b.value)) {
    return { from: a, by: sign * Number(b.value) };
  }
  if (sign === 1 && b?.kind === "value" && a?.kind === "constant" && Number.isInteger(a.value)) {
    return { from: b, by: Number(a.value) };
  }
  return void 0;
}
var deepest2 = 4;
function boundsOf(index, facts, depth) {
  if (index.kind === "constant") return typeof index.value === "number" ? [{ limit: index, slack: -1 }] : [];
  const bounds = [...(facts.bounds.get(index) ?? [])];
  const operation = facts.definitions.get(index);
  if (operation === void 0 || depth > deepest2) return bounds;
  const offset2 = offsetOf(operation);
  if (offset2 !== void 0) {
    for (const { limit, slack } of boundsOf(offset2.from, facts, depth + 1))
      bounds.push({ limit, slack: slack - offset2.by });
  }
  if (operation.kind === "primitive" && operation.name === "bitand") {
    for (const arg of operation.args) {
      if (arg.kind === "constant" && Number(arg.value) >= 0) bounds.push({ limit: arg, slack: -1 });
    }
  }
  return bounds;
}
function withinLength({ limit, slack }, base, facts, fixed) {
  let at2 = limit;
  let room = slack;
  for (let depth = 0; depth <= deepest2; depth++) {
    if (isWithin(at2, room, base, facts, fixed)) return true;
    const operation = at2.kind === "value" ? facts.definitions.get(at2) : void 0;
    const offset2 = operation === void 0 ? void 0 : offsetOf(operation);
    if (offset2 === void 0) return false;
    at2 = offset2.from;
    room -= offset2.by;
  }
  return false;
}
function isWithin(limit, slack, base, facts, fixed) {
  let array = base;
  for (let depth = 0; depth <= deepest2; depth++) {
    const operation = array.kind === "value" ? facts.definitions.get(array) : void 0;
    if (limit.kind === "value") {
      const measured = facts.definitions.get(limit);
      const measures = measured?.kind === "length" && measured.base === array;
      if (slack >= 0 && measures && (array === base || fixed(array))) return true;
      if (slack >= 0 && operation?.kind === "newArray" && operation.length === limit) return true;
    } else {
      const length = constantLength(operation);
      if (length !== void 0 && Number(limit.value) - slack <= length) return true;
    }
    if (operation?.kind === "slice" && operation.start === void 0 && operation.end === void 0) array = operation.base;
    else if (operation?.kind === "zerosLike") array = operation.of;
    else return false;
  }
  return false;
}
function constantLength(operation) {
  if (operation?.kind === "makeArray") return operation.elements.length;
  if (operation?.kind !== "newArray" || operation.length.kind !== "constant") return void 0;
  return typeof operation.length.value === "number" ? operation.length.value : void 0;
}

// packages/transformer/src/5-schedule/simplify/effects.ts
var anyIndex10 = indexKey(zero);
var nothing3 = { all: false, slots: /* @__PURE__ */ new Set() };
var everything = { all: true, slots: /* @__PURE__ */ new Set() };
function analyzeMemory(fn, program = [fn]) {
  const aliases = analyzeAliases(
    program.includes(fn) ? program : [fn, ...program.filter((f) => f.ref.id !== fn.ref.id)],
  );
  const coarse = returnsUnknownMemory(fn, program);
  const foreign = foreignMemory(fn, aliases);
  const mayGrow2 = analyzeGrowth(fn, aliases, (objects) => foreign.has(objects));
  const effects2 = /* @__PURE__ */ new WeakMap();
  const shared = /* @__PURE__ */ new Map();
  const sharedSlot = (name) => {
    const slot = shared.get(name) ?? -1 - shared.size;
    shared.set(name, slot);
    return slot;
  };
  const isForeign = (base) => base.kind === "value" && foreign.has(aliases.classOf(base));
  const slotOf3 = (base, key) => {
    if (isModuleVariable2(base)) return aliases.slotOf(base, key).id;
    if (coarse) return 0;
    return isForeign(base) ? sharedSlot(`${kindOf(base)} ${slotName4(key)}`) : aliases.slotOf(base, key).id;
  };
  const lengthOf2 = (base) => {
    if (coarse) return 0;
    return isForeign(base) ? sharedSlot(`${kindOf(base)} length`) : aliases.lengthOf(base).id;
  };
  const effectsOf = (statement) => {
    const known2 = effects2.get(statement);
    if (known2 !== void 0) return known2;
    const result = compute2(statement);
    effects2.set(statement, result);
    return result;
  };
  const compute2 = (statement) => {
    switch (statement.kind) {
      case "let":
        return statement.operation.kind === "opaque" ? everything : nothing3;
      case "store": {
        const slots = /* @__PURE__ */ new Set([slotOf3(statement.base, statement.key)]);
        if (!statement.linear && mayGrow2(statement.base, statement.key)) slots.add(lengthOf2(statement.base));
        return { all: false, slots };
      }
      case "accumulate":
        return { all: false, slots: /* @__PURE__ */ new Set([slotOf3(statement.base, statement.key)]) };
      case "fill":
        return { all: false, slots: /* @__PURE__ */ new Set([slotOf3(statement.base, anyIndex10)]) };
      case "tapeStore":
        return { all: false, slots: /* @__PURE__ */ new Set([slotOf3(statement.tape, anyIndex10)]) };
      case "resize":
        return {
          all: false,
          slots: /* @__PURE__ */ new Set([slotOf3(statement.base, anyIndex10), lengthOf2(statement.base)]),
        };
      case "call":
        return everything;
      case "if":
      case "for":
      case "while":
        return union2(blocks(statement).flatMap((block4) => block4.map(effectsOf)));
      default:
        return nothing3;
    }
  };
  return { aliases, slotOf: slotOf3, lengthOf: lengthOf2, effectsOf, mayGrow: mayGrow2 };
}
function union2(effects2) {
  const writing = effects2.filter((one2) => one2.all || one2.slots.size > 0);
  if (writing.length === 0) return nothing3;
  if (writing.some((one2) => one2.all)) return everything;
  if (writing.length === 1) return writing[0] ?? nothing3;
  const slots = /* @__PURE__ */ new Set();
  for (const one2 of writing) for (const slot of one2.slots) slots.add(slot);
  return { all: false, slots };
}
function returnsUnknownMemory(fn, program) {
  const known2 = new Set(program.map((one2) => one2.ref.id));
  let unknown = false;
  visit(fn.body, (statement) => {
    if (statement.kind === "call") unknown ||= program.length < 2 || !known2.has(statement.callee.id);
    else if (statement.kind === "let" && statement.operation.kind === "opaque") {
      unknown ||= isReference(statement.value.type);
    }
  });
  return unknown;
}
function foreignMemory(fn, aliases) {
  const seen = /* @__PURE__ */ new Set();
  const add3 = (value) => {
    if (!isReference(value.type)) return;
    const objects = aliases.classOf(value);
    if (isModuleVariable2(value)) for (const slot of aliases.slots(objects)) reach(slot, aliases, seen);
    else reach(objects, aliases, seen);
  };
  fn.params.forEach(add3);
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "global") add3(statement.value);
  });
  return seen;
}
var isModuleVariable2 = (base) => base.kind === "value" && base.type.kind === "record" && base.type.variable !== void 0;
var slotName4 = (key) => (key.kind === "index" ? "[]" : `.${key.name}`);
var kindOf = (base) => (base.kind === "value" ? kindOfType(base.type) : "none");
var kindOfType = (type) =>
  type.kind === "array" ? `${type.storage} of ${type.element.kind}` : type.kind === "tuple" ? "tuple" : type.kind;
function reach(objects, aliases, seen) {
  if (seen.has(objects)) return;
  seen.add(objects);
  for (const slot of aliases.slots(objects)) reach(slot, aliases, seen);
}

// packages/transformer/src/5-schedule/simplify/removeDead.ts
function removeDead(fn, memory, options) {
  const liveness = new Liveness(fn, memory, options);
  const sweep = new Sweep(liveness);
  const body = sweep.block(fn.body);
  return { fn: sweep.removed === 0 ? fn : { ...fn, body }, removed: sweep.removed };
}
var Liveness = class {
  constructor(fn, memory, options) {
    this.memory = memory;
    this.options = options;
    this.aliases = memory.aliases;
    this.collect(fn.body, void 0);
    for (const root2 of this.roots) root2();
    for (const parameter of fn.params) this.escape(parameter);
    for (const result of fn.results) {
      this.use(result);
      this.escape(result);
    }
    for (let action = this.pending.pop(); action !== void 0; action = this.pending.pop()) action();
  }
  memory;
  options;
  values = /* @__PURE__ */ new Set();
  statements = /* @__PURE__ */ new Set();
  definitions = /* @__PURE__ */ new Map();
  parents = /* @__PURE__ */ new Map();
  /** Writes that become live when somebody reads their slot. */
  writers = /* @__PURE__ */ new Map();
  observed = /* @__PURE__ */ new Set();
  escaped = /* @__PURE__ */ new Set();
  roots = [];
  pending = [];
  aliases;
  /** Notes what each value needs, who writes each slot, and the statements that are live for their own sake. */
  collect(block4, parent) {
    for (const statement of block4) {
      this.parents.set(statement, parent);
      switch (statement.kind) {
        case "let":
          this.definitions.set(statement.value, () => this.needLet(statement, statement.value, statement.operation));
          if (statement.operation.kind === "opaque") this.roots.push(() => this.keep(statement));
          if (statement.operation.kind === "global") this.roots.push(() => this.escape(statement.value));
          break;
        case "if":
          for (const result of statement.results) {
            this.definitions.set(result.value, () => {
              this.keep(statement);
              this.use(result.then);
              this.use(result.else);
            });
          }
          break;
        case "for":
        case "while":
          for (const carried of statement.carried) {
            const need = () => {
              this.keep(statement);
              this.use(carried.initial);
              this.use(carried.next);
            };
            this.definitions.set(carried.parameter, need);
            this.definitions.set(carried.result, need);
          }
          for (const value of statement.kind === "for" ? [statement.index] : [statement.trip, statement.trips]) {
            this.definitions.set(value, () => this.keep(statement));
          }
          break;
        case "call":
          for (const result of statement.results) {
            this.definitions.set(result, () => {});
            this.roots.push(() => this.escape(result));
          }
          this.roots.push(() => this.keep(statement));
          break;
        case "throw":
          this.roots.push(() => this.keep(statement));
          break;
        case "store":
        case "accumulate":
          this.write(statement, this.aliases.slotOf(statement.base, statement.key), statement.linear, statement.value);
          if (statement.kind === "store" && !statement.linear && this.memory.mayGrow(statement.base, statement.key)) {
            this.write(statement, this.aliases.lengthOf(statement.base), false, statement.value);
          }
          break;
        case "fill":
          this.write(statement, this.aliases.slotOf(statement.base, anyIndex10), statement.linear, statement.value);
          break;
        case "resize":
          this.write(statement, this.aliases.slotOf(statement.base, anyIndex10), false, statement.length);
          this.write(statement, this.aliases.lengthOf(statement.base), false, statement.length);
          break;
        case "tapeStore":
          this.write(statement, this.aliases.slotOf(statement.tape, anyIndex10), false, statement.position);
          break;
        case "note":
          break;
        default:
          throw new Error(`simplify: unexpected ${statement.kind}`);
      }
      for (const inner2 of blocks(statement)) this.collect(inner2, statement);
    }
  }
  write(statement, slot, linear, value) {
    const kept = this.options.keepLinearMemory && (linear || (value.kind === "value" && value.linear));
    if (kept) this.roots.push(() => this.keep(statement));
    const list = this.writers.get(slot);
    if (list === void 0) this.writers.set(slot, [statement]);
    else list.push(statement);
  }
  needLet(statement, value, operation) {
    this.keep(statement);
    switch (operation.kind) {
      case "load":
        this.observe(this.aliases.slotOf(operation.base, operation.key));
        break;
      case "tapeLoad":
        this.observe(this.aliases.slotOf(operation.tape, anyIndex10));
        break;
      case "length":
        this.observe(this.aliases.lengthOf(operation.base));
        break;
      case "slice":
        this.observe(this.aliases.slotOf(operation.base, anyIndex10));
        this.observe(this.aliases.lengthOf(operation.base));
        break;
      case "zerosLike":
        if (operation.of.kind === "value")
          this.observeShape(this.aliases.classOf(operation.of), operation.of.type, /* @__PURE__ */ new Set());
        break;
      case "opaque":
        this.escape(value);
        break;
    }
  }
  /** Lengths, and the references inside; not the numbers. */
  observeShape(objects, type, seen) {
    if (seen.has(objects)) return;
    seen.add(objects);
    const inside5 = (slot, inner2) => {
      if (!isReference(inner2)) return;
      this.observe(slot);
      this.observeShape(slot, inner2, seen);
    };
    if (type.kind === "array") {
      for (const slot of this.lengthSlots(objects)) this.observe(slot);
      inside5(this.aliases.slot(objects, anyIndex10), type.element);
    } else if (type.kind === "tuple") {
      type.elements.forEach((inner2, i) => {
        inside5(this.aliases.slot(objects, fieldKey(String(i))), inner2);
      });
    } else if (type.kind === "record") {
      for (const field3 of type.fields) inside5(this.aliases.slot(objects, fieldKey(field3.name)), field3.type);
    }
  }
  lengthSlots(objects) {
    const elements = this.aliases.slot(objects, anyIndex10);
    return this.aliases.slots(objects).filter((slot) => slot !== elements);
  }
  observe(slot) {
    if (this.observed.has(slot)) return;
    this.observed.add(slot);
    for (const statement of this.writers.get(slot) ?? []) this.keep(statement);
  }
  /** All that is reachable from a reference may be read by others. */
  escape(atom) {
    if (atom.kind === "constant" || !isReference(atom.type)) return;
    this.escapeClass(this.aliases.classOf(atom));
  }
  escapeClass(objects) {
    if (this.escaped.has(objects)) return;
    this.escaped.add(objects);
    for (const slot of this.aliases.slots(objects)) {
      this.observe(slot);
      this.escapeClass(slot);
    }
  }
  use(atom) {
    if (atom.kind === "constant" || this.values.has(atom)) return;
    this.values.add(atom);
    const need = this.definitions.get(atom);
    if (need !== void 0) this.pending.push(need);
  }
  keep(statement) {
    if (this.statements.has(statement)) return;
    this.statements.add(statement);
    const parent = this.parents.get(statement);
    if (parent !== void 0) this.keep(parent);
    switch (statement.kind) {
      case "if":
        this.use(statement.condition);
        break;
      case "for":
        this.use(statement.from);
        this.use(statement.to);
        break;
      case "while":
        this.use(statement.condition.test);
        break;
      case "call":
      case "throw":
        for (const atom of uses(statement)) {
          this.use(atom);
          this.escape(atom);
        }
        break;
      default:
        for (const atom of uses(statement)) this.use(atom);
    }
    if (statement.kind === "let" && statement.operation.kind === "opaque") {
      for (const atom of uses(statement)) this.escape(atom);
    }
  }
};
var Sweep = class {
  constructor(liveness) {
    this.liveness = liveness;
  }
  liveness;
  removed = 0;
  block(block4) {
    const out = [];
    for (const statement of block4) {
      if (statement.kind === "note") out.push(statement);
      else if (this.liveness.statements.has(statement)) out.push(this.statement(statement));
      else this.removed++;
    }
    return out;
  }
  statement(statement) {
    const isLive = (value) => this.liveness.values.has(value);
    switch (statement.kind) {
      case "if": {
        const results2 = statement.results.filter((result) => isLive(result.value));
        this.removed += statement.results.length - results2.length;
        return { ...statement, then: this.block(statement.then), else: this.block(statement.else), results: results2 };
      }
      case "for": {
        const carried = statement.carried.filter((one2) => isLive(one2.parameter) || isLive(one2.result));
        this.removed += statement.carried.length - carried.length;
        return { ...statement, carried, body: this.block(statement.body) };
      }
      case "while": {
        const carried = statement.carried.filter((one2) => isLive(one2.parameter) || isLive(one2.result));
        this.removed += statement.carried.length - carried.length;
        const block4 = this.block(statement.condition.block);
        return {
          ...statement,
          carried,
          condition: { ...statement.condition, block: block4 },
          body: this.block(statement.body),
        };
      }
      default:
        return statement;
    }
  }
};

// packages/transformer/src/5-schedule/simplify/scoped.ts
var ScopedMap = class {
  entries = /* @__PURE__ */ new Map();
  undo = [];
  get(key) {
    return this.entries.get(key);
  }
  set(key, value) {
    this.undo.push([key, this.entries.get(key)]);
    this.entries.set(key, value);
  }
  /** A mark for `leave`. */
  enter() {
    return this.undo.length;
  }
  leave(mark2) {
    while (this.undo.length > mark2) {
      const [key, value] = this.undo.pop();
      if (value === void 0) this.entries.delete(key);
      else this.entries.set(key, value);
    }
  }
};

// packages/transformer/src/5-schedule/simplify/rewriting.ts
function createRewriting(ids, memory, full, uses2, isInteger) {
  return {
    ids,
    memory,
    full,
    replaced: /* @__PURE__ */ new Map(),
    definitions: /* @__PURE__ */ new Map(),
    known: new ScopedMap(),
    available: new ScopedMap(),
    epochs: new ScopedMap(),
    isInteger,
    indices: /* @__PURE__ */ new Set(),
    uses: uses2,
    memoryFacts: /* @__PURE__ */ new Map(),
    clock: 0,
    allEpoch: 0,
    changes: 0,
  };
}
function resolve6(atom, state) {
  if (atom.kind === "constant") return atom;
  let at2 = atom;
  for (let next = state.replaced.get(at2); next !== void 0; next = state.replaced.get(at2)) {
    at2 = next;
    if (at2.kind === "constant") return at2;
  }
  const truth = state.known.get(at2);
  if (truth !== void 0 && at2.type.kind === "boolean") return { kind: "constant", value: truth };
  return at2;
}
function replace2(value, by, state) {
  state.replaced.set(value, by);
  state.changes++;
}
function emit2(operation, type, linear, state, out) {
  const key = operationKey(operation);
  const known2 = state.available.get(key);
  if (known2?.kind === "value" && (linear || !known2.linear)) return known2;
  const value = newValue(state.ids, type, { linear });
  out.push(letValue(value, operation));
  state.definitions.set(value, operation);
  state.available.set(key, value);
  return value;
}
function definedBy(atom, state, ...names2) {
  if (atom.kind === "constant") return void 0;
  const operation = state.definitions.get(atom);
  return operation?.kind === "primitive" && names2.includes(operation.name) ? operation : void 0;
}
var usedOnce = (atom, state) => atom.kind === "value" && (state.uses.get(atom) ?? 1) <= 1;
var epochOf = (slot, state) => Math.max(state.allEpoch, state.epochs.get(slot) ?? 0);
function bump(effects2, state) {
  if (effects2.all) state.allEpoch = ++state.clock;
  for (const slot of effects2.slots) state.epochs.set(slot, ++state.clock);
}
var commutative = /* @__PURE__ */ new Set(["add", "mul", "eq", "ne", "bitand", "bitor", "bitxor"]);
var constantKey = (atom) => {
  const text = Object.is(atom.value, -0) ? "-0" : (JSON.stringify(atom.value) ?? "undefined");
  return `${typeof atom.value}${typeof atom.value === "number" && !Number.isFinite(atom.value) ? String(atom.value) : text}${atom.text ?? ""}`;
};
var atomKey = (atom) => (atom.kind === "value" ? `%${atom.id}` : constantKey(atom));
var keyKey = (key) => (key.kind === "index" ? `[${atomKey(key.index)}]` : `.${key.name}`);
function operationKey(operation) {
  const keys = operation.args.map(atomKey);
  const numbers = operation.args.every((arg) =>
    arg.kind === "value" ? arg.type.kind !== "string" : typeof arg.value !== "string",
  );
  if (commutative.has(operation.name) && numbers && operation.args.length === 2) keys.sort();
  return `${operation.name} ${keys.join(" ")}`;
}
var loadKey = (base, key, state) =>
  `load ${atomKey(base)}${keyKey(key)}@${epochOf(state.memory.slotOf(base, key), state)}`;
var lengthKey = (base, state) => `length ${atomKey(base)}@${epochOf(state.memory.lengthOf(base), state)}`;
function findAvailable(key, value, state) {
  const atom = state.available.get(key);
  if (atom?.kind === "value" && atom.linear && !value.linear) return void 0;
  return atom;
}
var sameKey = (a, b) =>
  a.kind === "index" ? b.kind === "index" && sameAtom(a.index, b.index) : b.kind === "field" && a.name === b.name;

// packages/transformer/src/5-schedule/simplify/collect.ts
var make = (name, ...args) => ({ kind: "primitive", name, args });
var longestSum = 16;
function collectTerms(operation, state, out) {
  if (operation.name !== "add" && operation.name !== "sub") return void 0;
  const summands = [];
  const [a, b] = operation.args;
  if (a === void 0 || b === void 0) return void 0;
  if (!flatten(a, 1, state, summands, 0) || !flatten(b, operation.name === "add" ? 1 : -1, state, summands, 0)) {
    return void 0;
  }
  const terms = addLike(summands) ?? takeFactor(summands, state, out);
  return terms === void 0 ? void 0 : sum3(terms, state, out);
}
function addLike(summands) {
  const collected = /* @__PURE__ */ new Map();
  for (const summand of summands) {
    const key = atomKey(summand.atom);
    const known2 = collected.get(key);
    collected.set(key, { ...summand, coefficient: (known2?.coefficient ?? 0) + summand.coefficient });
  }
  if (collected.size === summands.length) return void 0;
  return [...collected.values()].filter((one2) => one2.coefficient !== 0);
}
function takeFactor(summands, state, out) {
  const products = /* @__PURE__ */ new Map();
  for (const { coefficient, atom, factors } of summands) {
    const multiplies = factors !== void 0 || Math.abs(coefficient) !== 1;
    const own = factors === void 0 ? [atom] : new Set(factors);
    for (const factor2 of own) {
      if (factor2.kind === "value" && multiplies) products.set(factor2, (products.get(factor2) ?? 0) + 1);
    }
  }
  let common;
  let most = 1;
  for (const [factor2, count2] of products) {
    if (count2 > most) [common, most] = [factor2, count2];
  }
  if (common === void 0) return void 0;
  const cofactors = [];
  let place;
  const rest = [];
  for (const summand of summands) {
    const { coefficient, atom, factors } = summand;
    const at2 = factors?.indexOf(common) ?? -1;
    const cofactor = atom === common ? constant(1) : at2 < 0 ? void 0 : factors?.[1 - at2];
    if (cofactor === void 0) rest.push(summand);
    else {
      place ??= rest.length;
      cofactors.push({ coefficient, atom: cofactor, factors: void 0 });
    }
  }
  const factor = define2(sum3(addLike(cofactors) ?? cofactors, state, out), state, out);
  const product3 = define2(make("mul", factor, common), state, out);
  rest.splice(place ?? 0, 0, { coefficient: 1, atom: product3, factors: void 0 });
  return rest;
}
function sum3(terms, state, out) {
  const start = Math.max(
    terms.findIndex((term) => term.coefficient > 0),
    0,
  );
  const first2 = terms[start];
  if (first2 === void 0) return zero;
  let present = scaled(first2.coefficient, first2.atom);
  terms.forEach((term, i) => {
    if (i === start) return;
    const left = define2(present, state, out);
    const right = define2(scaled(Math.abs(term.coefficient), term.atom), state, out);
    present = make(term.coefficient < 0 ? "sub" : "add", left, right);
  });
  return present;
}
var define2 = (part, state, out) => (part.kind === "primitive" ? emit2(part, numberType, true, state, out) : part);
function scaled(coefficient, atom) {
  if (coefficient === 1) return atom;
  if (atom.kind === "constant" && atom.text === void 0) return constant(coefficient * Number(atom.value));
  return coefficient === -1 ? make("neg", atom) : make("mul", constant(coefficient), atom);
}
function flatten(atom, factor, state, into, depth) {
  if (into.length >= longestSum || depth >= longestSum || atom.kind === "constant") return false;
  const operation = definedBy(atom, state, "add", "sub", "neg", "mul");
  const [x, y] = operation?.args ?? [];
  const isSum2 = operation !== void 0 && operation.name !== "mul";
  if (operation === void 0 || x === void 0 || (isSum2 && !usedOnce(atom, state))) {
    into.push({ coefficient: factor, atom, factors: void 0 });
    return true;
  }
  if (operation.name === "neg") return flatten(x, -factor, state, into, depth + 1);
  if (y === void 0) return false;
  if (operation.name === "mul") {
    into.push(product2(atom, x, y, factor, state));
    return true;
  }
  const sign = operation.name === "add" ? 1 : -1;
  return flatten(x, factor, state, into, depth + 1) && flatten(y, sign * factor, state, into, depth + 1);
}
function product2(atom, x, y, factor, state) {
  const numeric2 = (one2) =>
    one2.kind === "constant" && one2.text === void 0 && typeof one2.value === "number" ? one2.value : void 0;
  const single = usedOnce(atom, state);
  const left = numeric2(x);
  const right = numeric2(y);
  const scale2 = left ?? right;
  if (scale2 === void 0) return { coefficient: factor, atom, factors: single ? [x, y] : void 0 };
  const scaledAtom = left === void 0 ? x : y;
  const inner2 = single && usedOnce(scaledAtom, state) ? definedBy(scaledAtom, state, "mul") : void 0;
  const [p, q] = inner2?.args ?? [];
  return {
    coefficient: factor * scale2,
    atom: scaledAtom,
    factors: p === void 0 || q === void 0 ? void 0 : [p, q],
  };
}

// packages/transformer/src/5-schedule/simplify/fold.ts
var number2 = (value) => Number(value);
var bits = (operation) => (args) => operation(number2(args[0]), number2(args[1]));
var unary2 = (operation) => (args) => operation(number2(args[0]));
var compare2 = (operation) => (args) => operation(args[0], args[1]);
var exact = {
  add: ([a, b]) => (typeof a === "string" || typeof b === "string" ? String(a) + String(b) : number2(a) + number2(b)),
  sub: bits((a, b) => a - b),
  mul: bits((a, b) => a * b),
  div: bits((a, b) => a / b),
  rem: bits((a, b) => a % b),
  neg: unary2((a) => -a),
  lt: compare2((a, b) => a < b),
  le: compare2((a, b) => a <= b),
  gt: compare2((a, b) => a > b),
  ge: compare2((a, b) => a >= b),
  eq: ([a, b]) => a === b,
  ne: ([a, b]) => a !== b,
  and: ([a, b]) => (a ? b : a),
  or: ([a, b]) => (a ? a : b),
  not: ([a]) => !a,
  bitand: bits((a, b) => a & b),
  bitor: bits((a, b) => a | b),
  bitxor: bits((a, b) => a ^ b),
  bitnot: unary2((a) => ~a),
  shl: bits((a, b) => a << b),
  shr: bits((a, b) => a >> b),
  ushr: bits((a, b) => a >>> b),
  imul: bits(Math.imul),
  abs: unary2(Math.abs),
  ceil: unary2(Math.ceil),
  clz32: unary2(Math.clz32),
  floor: unary2(Math.floor),
  fround: unary2(Math.fround),
  max: bits(Math.max),
  min: bits(Math.min),
  round: unary2(Math.round),
  sign: unary2(Math.sign),
  sqrt: unary2(Math.sqrt),
  trunc: unary2(Math.trunc),
  isNaN: ([a]) => Number.isNaN(a),
  isFinite: ([a]) => Number.isFinite(a),
  isInteger: ([a]) => Number.isInteger(a),
  toNumber: unary2((a) => a),
};
var numeric = /* @__PURE__ */ new Set(["lt", "le", "gt", "ge", "eq", "ne"]);
var longestNumber = 12;
function fold2(name, args) {
  const evaluate = exact[name];
  if (evaluate === void 0) return void 0;
  if (args.some((arg) => arg.text !== void 0) && !numeric.has(name)) return void 0;
  const value = evaluate(args.map((arg) => arg.value));
  if (typeof value === "number" && (name === "div" || name === "sqrt")) {
    const written = args.reduce((length, arg) => length + String(arg.value).length, 3);
    if (String(value).length > Math.max(longestNumber, written)) return void 0;
  }
  return constant(value);
}

// packages/transformer/src/5-schedule/simplify/integers.ts
var largestOffset = 2 ** 31;
function integerStep({ name, args }, state) {
  const [a, b] = args;
  if (a === void 0) return void 0;
  switch (name) {
    case "floor":
    case "ceil":
    case "round":
    case "trunc":
      return atomType(a).kind === "number" && state.isInteger(a) ? a : void 0;
    case "max":
      return b?.kind === "constant" && b.value === 0 && isLength(a, state) ? a : void 0;
    case "add":
    case "sub":
      return b === void 0 ? void 0 : offset(a, name === "add" ? b : negative(b), state);
    default:
      return void 0;
  }
}
function offset(sum4, more, state) {
  const inner2 = definedBy(sum4, state, "add", "sub");
  const [x, by] = inner2?.args ?? [];
  if (inner2 === void 0 || x === void 0 || by === void 0 || x.kind === "constant") return void 0;
  if (!isSmall(x, state)) return void 0;
  const first2 = offsetOf2(inner2.name === "add" ? by : negative(by));
  const second = offsetOf2(more);
  if (first2 === void 0 || second === void 0) return void 0;
  const whole = first2 + second;
  if (whole === 0) return x;
  return { kind: "primitive", name: whole < 0 ? "sub" : "add", args: [x, constant(Math.abs(whole))] };
}
var negative = (atom) =>
  atom.kind === "constant" && atom.text === void 0 && typeof atom.value === "number" ? constant(-atom.value) : void 0;
function offsetOf2(atom) {
  if (atom?.kind !== "constant" || atom.text !== void 0 || !Number.isInteger(atom.value)) return void 0;
  const value = Number(atom.value);
  return Math.abs(value) < largestOffset ? value : void 0;
}
var isLength = (atom, state) => atom.kind === "value" && state.definitions.get(atom)?.kind === "length";
function isSmall(atom, state) {
  if (atom.kind === "constant") return offsetOf2(atom) !== void 0;
  if (state.indices.has(atom) || isLength(atom, state)) return true;
  const [x, by] = definedBy(atom, state, "add", "sub")?.args ?? [];
  return x?.kind === "value" && offsetOf2(by) !== void 0 && (state.indices.has(x) || isLength(x, state));
}
function isNeverZero(atom, state) {
  const [a, b] = definedBy(atom, state, "div")?.args ?? [];
  if (a?.kind !== "constant" || typeof a.value !== "number" || b === void 0) return false;
  return Number.isFinite(a.value) && Math.abs(a.value) > 1e-200 && isLength(b, state);
}

// packages/transformer/src/5-schedule/simplify/algebra.ts
var make2 = (name, ...args) => ({ kind: "primitive", name, args });
var isNumber2 = (atom) => atomType(atom).kind === "number";
var isBoolean = (atom) => atomType(atom).kind === "boolean";
var is = (atom, ...values) => isConstant(atom, ...values);
var mostSteps = 12;
function simplifyPrimitive(operation, value, state, out) {
  let present = operation;
  for (let steps = 0; steps < mostSteps; steps++) {
    const next = step(present, value, state, out);
    if (next === void 0) return present;
    if (next.kind === "value" || next.kind === "constant") return next;
    if (next.kind !== "primitive") throw new Error(`simplify: a primitive became ${next.kind}`);
    state.changes++;
    present = next;
  }
  return present;
}
function step(operation, value, state, out) {
  const { name, args } = operation;
  if (name === "identity") return args[0];
  if (!state.full) return void 0;
  const constants = args.filter((arg) => arg.kind === "constant");
  if (name !== "select" && constants.length === args.length) {
    const folded = fold2(name, constants);
    if (folded !== void 0) return folded;
  }
  const [a, b] = args;
  if (a === void 0) return void 0;
  const exact2 = exactStep(operation, a, b, state) ?? integerStep(operation, state);
  if (exact2 !== void 0) return exact2;
  if (!value.linear || value.type.kind !== "number") return void 0;
  return linearStep(operation, a, b, state, out) ?? collectTerms(operation, state, out);
}
function exactStep({ name, args }, a, b, state) {
  switch (name) {
    case "add":
      return b === void 0 ? void 0 : exactAdd(a, b, state);
    case "sub": {
      if (b === void 0) return void 0;
      if (is(b, 0) && isNumber2(a)) return a;
      const negated2 = definedBy(b, state, "neg")?.args[0];
      return negated2 === void 0 || !isNumber2(a) ? void 0 : make2("add", a, negated2);
    }
    case "mul": {
      if (b === void 0) return void 0;
      if (is(b, 1) && isNumber2(a)) return a;
      if (is(a, 1) && isNumber2(b)) return b;
      if (is(b, -1)) return make2("neg", a);
      if (is(a, -1)) return make2("neg", b);
      const minusA = definedBy(a, state, "neg")?.args[0];
      const minusB = definedBy(b, state, "neg")?.args[0];
      return minusA === void 0 || minusB === void 0 ? void 0 : make2("mul", minusA, minusB);
    }
    case "div":
      if (b === void 0) return void 0;
      if (is(b, 1) && isNumber2(a)) return a;
      return is(b, -1) ? make2("neg", a) : void 0;
    case "pow":
      if (b !== void 0 && is(b, 1) && isNumber2(a)) return a;
      return b !== void 0 && is(b, 0, -0) ? constant(1) : void 0;
    case "neg": {
      const inner2 = definedBy(a, state, "neg")?.args[0];
      return inner2 !== void 0 && isNumber2(inner2) ? inner2 : void 0;
    }
    case "abs": {
      const negated2 = definedBy(a, state, "neg")?.args[0];
      if (negated2 !== void 0) return make2("abs", negated2);
      return definedBy(a, state, "abs") === void 0 ? void 0 : a;
    }
    case "toNumber":
      return isNumber2(a) ? a : void 0;
    case "max":
    case "min":
      return b !== void 0 && sameAtom(a, b) && isNumber2(a) ? a : void 0;
    case "floor":
    case "ceil":
    case "round":
    case "trunc":
      return definedBy(a, state, "floor", "ceil", "round", "trunc") === void 0 ? void 0 : a;
    case "select":
      return selectStep(args, state);
    default:
      return b === void 0 ? notStep(name, a, state) : logicalStep(name, a, b, state);
  }
}
function exactAdd(a, b, state) {
  if (!isNumber2(a) || !isNumber2(b)) return void 0;
  if (is(b, -0)) return a;
  if (is(a, -0)) return b;
  const minusB = definedBy(b, state, "neg")?.args[0];
  if (minusB !== void 0 && isNumber2(minusB)) return make2("sub", a, minusB);
  const minusA = definedBy(a, state, "neg")?.args[0];
  return minusA === void 0 || !isNumber2(minusA) ? void 0 : make2("sub", b, minusA);
}
function selectStep(args, state) {
  const [condition, a, b] = args;
  if (condition === void 0 || a === void 0 || b === void 0) return void 0;
  if (condition.kind === "constant") return condition.value ? a : b;
  if (sameAtom(a, b)) return a;
  const negated2 = definedBy(condition, state, "not")?.args[0];
  if (negated2 !== void 0) return make2("select", negated2, b, a);
  if (!isBoolean(condition)) return void 0;
  if (is(a, true) && is(b, false)) return condition;
  if (is(a, false) && is(b, true)) return make2("not", condition);
  if (is(b, false) && isBoolean(a)) return make2("and", condition, a);
  if (is(a, true) && isBoolean(b)) return make2("or", condition, b);
  return void 0;
}
function notStep(name, a, state) {
  if (name !== "not") return void 0;
  const inner2 = definedBy(a, state, "not", "eq", "ne");
  const [x, y] = inner2?.args ?? [];
  if (inner2 === void 0 || x === void 0) return void 0;
  if (inner2.name === "not") return isBoolean(x) ? x : void 0;
  return y === void 0 ? void 0 : make2(inner2.name === "eq" ? "ne" : "eq", x, y);
}
function logicalStep(name, a, b, state) {
  const opposite2 = (x, y) => {
    const inner2 = definedBy(y, state, "not")?.args[0];
    return inner2 !== void 0 && sameAtom(inner2, x);
  };
  switch (name) {
    case "and":
      if (a.kind === "constant") return a.value ? b : a;
      if (!isBoolean(a) || !isBoolean(b)) return void 0;
      if (is(b, true) || sameAtom(a, b)) return a;
      return is(b, false) || opposite2(a, b) || opposite2(b, a) ? constant(false) : void 0;
    case "or":
      if (a.kind === "constant") return a.value ? a : b;
      if (!isBoolean(a) || !isBoolean(b)) return void 0;
      if (is(b, false) || sameAtom(a, b)) return a;
      return is(b, true) || opposite2(a, b) || opposite2(b, a) ? constant(true) : void 0;
    case "eq":
    case "ne": {
      const equal = name === "eq";
      if (is(b, 0, -0) && isNumber2(a)) {
        const negated2 = definedBy(a, state, "neg")?.args[0];
        if (negated2 !== void 0 && isNumber2(negated2)) return make2(name, negated2, zero);
        if (isNeverZero(a, state)) return constant(!equal);
      }
      if (isBoolean(a) && is(b, equal)) return a;
      if (isBoolean(a) && is(b, !equal)) return make2("not", a);
      return sameAtom(a, b) && !isNumber2(a) ? constant(equal) : void 0;
    }
    default:
      return void 0;
  }
}
function linearStep({ name, args }, a, b, state, out) {
  if (name === "neg") return linearNegate(a, state);
  if (name === "select") return args.slice(1).every((arg) => is(arg, 0, -0)) ? zero : void 0;
  if (b === void 0) return void 0;
  const negate2 = (name2, ...operands2) =>
    make2("neg", emit2(make2(name2, ...operands2), numberType, true, state, out));
  switch (name) {
    case "add":
      if (is(b, 0)) return a;
      if (is(a, 0)) return b;
      return sameAtom(a, b) ? make2("mul", constant(2), a) : void 0;
    case "sub":
      if (is(b, -0)) return a;
      if (is(a, 0, -0)) return make2("neg", b);
      return sameAtom(a, b) ? zero : void 0;
    case "mul": {
      if (is(a, 0, -0) || is(b, 0, -0)) return zero;
      const minusA = definedBy(a, state, "neg")?.args[0];
      if (minusA !== void 0) return b.kind === "constant" ? scale(b, -1, minusA) : negate2("mul", minusA, b);
      const minusB = definedBy(b, state, "neg")?.args[0];
      if (minusB !== void 0) return a.kind === "constant" ? scale(a, -1, minusB) : negate2("mul", a, minusB);
      return (
        constantFactor(a, b, state) ??
        constantFactor(b, a, state) ??
        quotient(a, b, state) ??
        quotient(b, a, state) ??
        choice3(a, b, state) ??
        choice3(b, a, state)
      );
    }
    case "div": {
      if (is(a, 0, -0)) return zero;
      const minusA = definedBy(a, state, "neg")?.args[0];
      return minusA === void 0 ? void 0 : negate2("div", minusA, b);
    }
    case "pow":
      return power(a, b, state, out);
    default:
      return void 0;
  }
}
function linearNegate(a, state) {
  if (is(a, 0, -0)) return zero;
  if (!usedOnce(a, state)) return void 0;
  const difference = definedBy(a, state, "sub");
  const [x, y] = difference?.args ?? [];
  if (x !== void 0 && y !== void 0) return make2("sub", y, x);
  const [c, d] = definedBy(a, state, "mul")?.args ?? [];
  if (c?.kind === "constant" && d !== void 0) return scale(c, -1, d);
  return d?.kind === "constant" && c !== void 0 ? scale(d, -1, c) : void 0;
}
function scale(c, factor, x) {
  if (typeof c.value !== "number" || c.text !== void 0) return void 0;
  return make2("mul", constant(c.value * factor), x);
}
function constantFactor(c, product3, state) {
  if (c.kind !== "constant" || c.text !== void 0 || typeof c.value !== "number") return void 0;
  const inner2 = definedBy(product3, state, "mul", "div");
  const [x, y] = inner2?.args ?? [];
  if (inner2 === void 0 || x === void 0 || y === void 0) return void 0;
  if (x.kind === "constant" && x.text === void 0 && typeof x.value === "number") {
    return make2(inner2.name, constant(c.value * x.value), y);
  }
  if (inner2.name === "mul" && y.kind === "constant") return scale(y, c.value, x);
  return void 0;
}
function quotient(q, reciprocal, state) {
  const [x, b] = definedBy(reciprocal, state, "div")?.args ?? [];
  if (x === void 0 || b === void 0 || !usedOnce(reciprocal, state)) return void 0;
  return is(x, 1) ? make2("div", q, b) : void 0;
}
function choice3(selection, y, state) {
  const [condition, a, b] = definedBy(selection, state, "select")?.args ?? [];
  if (condition === void 0 || a === void 0 || b === void 0) return void 0;
  if (is(a, 1) && is(b, 0)) return make2("select", condition, y, zero);
  return is(a, 0) && is(b, 1) ? make2("select", condition, zero, y) : void 0;
}
var largestExponent = 8;
function power(x, exponent, state, out) {
  if (exponent.kind !== "constant" || typeof exponent.value !== "number") return void 0;
  const n = exponent.value;
  if (n === 0.5) return make2("sqrt", x);
  const count2 = Math.abs(n);
  if (!Number.isInteger(n) || count2 === 0 || count2 > largestExponent) return void 0;
  const product3 = (of) => (of === 1 ? x : emit2(factors(of), numberType, true, state, out));
  const factors = (of) =>
    of % 2 === 0 ? make2("mul", product3(of / 2), product3(of / 2)) : make2("mul", product3(of - 1), x);
  if (n < 0) return make2("div", constant(1), product3(count2));
  return count2 === 1 ? x : factors(count2);
}

// packages/transformer/src/5-schedule/simplify/branches.ts
function learn(condition, truth, state) {
  if (condition.kind === "constant") return;
  state.known.set(condition, truth);
  const negated2 = definedBy(condition, state, "not")?.args[0];
  if (negated2 !== void 0 && isBoolean2(negated2)) learn(negated2, !truth, state);
  const parts2 = definedBy(condition, state, truth ? "and" : "or")?.args ?? [];
  for (const part of parts2) if (isBoolean2(part)) learn(part, truth, state);
}
var isBoolean2 = (atom) => (atom.kind === "value" ? atom.type.kind === "boolean" : typeof atom.value === "boolean");
var cheap = /* @__PURE__ */ new Set(["lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not", "add", "sub"]);
var mostSpeculated = 3;
function speculate(statement, state, out) {
  const [result] = statement.results;
  const shortCircuits =
    result !== void 0 &&
    statement.results.every((one2) => isBoolean2(one2.value)) &&
    isBoolean2(statement.condition) &&
    (statement.then.length === 0 || statement.else.length === 0) &&
    statement.results.some((one2) => one2.then.kind === "constant" || one2.else.kind === "constant");
  if (!shortCircuits || !isCheap3(statement.then) || !isCheap3(statement.else)) return statement;
  const moved = [...statement.then, ...statement.else];
  if (moved.length === 0) return statement;
  state.changes++;
  out.push(...moved);
  return { ...statement, then: [], else: [] };
}
var isCheap3 = (block4) =>
  block4.length <= mostSpeculated &&
  block4.every(
    (statement) =>
      statement.kind === "let" &&
      !statement.linear &&
      statement.operation.kind === "primitive" &&
      cheap.has(statement.operation.name),
  );
function simplifyResults(statement, state, out) {
  const results2 = [];
  const inside5 = /* @__PURE__ */ new Set();
  for (const block4 of [statement.then, statement.else]) {
    for (const inner2 of block4) addDefinitions(inner2, inside5);
  }
  const before = [];
  for (const result of statement.results) {
    const twin = results2.find((one2) => sameAtom(one2.then, result.then) && sameAtom(one2.else, result.else));
    if (sameAtom(result.then, result.else)) replace2(result.value, result.then, state);
    else if (twin !== void 0 && twin.value.linear === result.value.linear) replace2(result.value, twin.value, state);
    else {
      const formula = booleanFormula(statement.condition, result, inside5, state, before);
      if (formula === void 0) results2.push(result);
      else replace2(result.value, formula, state);
    }
  }
  out.push(...before);
  return results2.length === statement.results.length ? statement : { ...statement, results: results2 };
}
function booleanFormula(condition, { value, then, else: otherwise }, inside5, state, out) {
  if (!isBoolean2(value) || !isBoolean2(condition) || !isBoolean2(then) || !isBoolean2(otherwise)) return void 0;
  const hidden = (atom) => atom.kind === "value" && inside5.has(atom);
  if (hidden(then) || hidden(otherwise)) return void 0;
  const define3 = (name, ...args) => emit2({ kind: "primitive", name, args }, booleanType, false, state, out);
  if (isConstant(then, true) && isConstant(otherwise, false)) return condition;
  if (isConstant(then, false) && isConstant(otherwise, true)) return define3("not", condition);
  if (isConstant(otherwise, false)) return define3("and", condition, then);
  if (isConstant(then, true)) return define3("or", condition, otherwise);
  if (isConstant(then, false)) return define3("and", define3("not", condition), otherwise);
  if (isConstant(otherwise, true)) return define3("or", define3("not", condition), then);
  return void 0;
}
function addDefinitions(statement, into) {
  if (statement.kind === "let") into.add(statement.value);
  else if (statement.kind === "if") for (const result of statement.results) into.add(result.value);
  else if (statement.kind === "for" || statement.kind === "while") {
    for (const carried of statement.carried) into.add(carried.result);
    if (statement.kind === "while") into.add(statement.trips);
  } else if (statement.kind === "call") for (const value of statement.results) into.add(value);
}

// packages/transformer/src/5-schedule/simplify/linear.ts
function simplifyLinear(operation, state) {
  const byTangent = /* @__PURE__ */ new Map();
  for (const term of operation.terms) {
    const coefficient = resolve6(term.coefficient, state);
    const tangent = resolve6(term.tangent, state);
    if (isConstant(coefficient, 0, -0)) continue;
    if (tangent.kind === "constant") {
      if (tangent.value === 0) continue;
      throw new Error("simplify: a tangent became a constant other than zero");
    }
    const known2 = byTangent.get(tangent);
    if (known2 === void 0) byTangent.set(tangent, [coefficient]);
    else known2.push(coefficient);
  }
  const terms = [];
  for (const [tangent, coefficients] of byTangent) {
    for (const coefficient of addConstants(coefficients)) terms.push({ coefficient, tangent });
  }
  if (terms.length === 0) return zero;
  const [first2, second] = terms;
  if (first2 !== void 0 && second === void 0 && isConstant(first2.coefficient, 1)) return first2.tangent;
  return { kind: "linear", terms };
}
function addConstants(coefficients) {
  if (coefficients.length === 1) return coefficients;
  const isPlain5 = (atom) => atom.kind === "constant" && atom.text === void 0 && typeof atom.value === "number";
  const plain = coefficients.filter(isPlain5);
  if (plain.length < 2) return coefficients;
  const sum4 = plain.reduce((total, atom) => total + Number(atom.value), 0);
  const others = coefficients.filter((atom) => !isPlain5(atom));
  if (sum4 === 0) return others;
  return [sum4 === 1 ? one : constant(sum4), ...others];
}

// packages/transformer/src/5-schedule/simplify/loops.ts
function simplifyCarried(carried, initials, state) {
  const kept = [];
  carried.forEach((one2, i) => {
    const initial = initials[i] ?? one2.initial;
    const next = follow(one2.next, state);
    if (next === one2.parameter || sameAtom(next, initial)) {
      replace2(one2.parameter, initial, state);
      replace2(one2.result, initial, state);
      return;
    }
    const twin = kept.find(
      (other) =>
        other.one.parameter.linear === one2.parameter.linear &&
        sameAtom(other.initial, initial) &&
        sameAtom(follow(other.one.next, state), next),
    );
    if (twin === void 0) kept.push({ one: one2, initial });
    else {
      replace2(one2.parameter, twin.one.parameter, state);
      replace2(one2.result, twin.one.result, state);
    }
  });
  return kept.map(({ one: one2 }) => one2);
}
function follow(atom, state) {
  let at2 = atom;
  while (at2.kind === "value") {
    const next = state.replaced.get(at2);
    if (next === void 0) return at2;
    at2 = next;
  }
  return at2;
}
function tripsNever(from, test2, to) {
  if (from.kind !== "constant" || to.kind !== "constant") return false;
  const a = Number(from.value);
  const b = Number(to.value);
  switch (test2) {
    case "lt":
      return !(a < b);
    case "le":
      return !(a <= b);
    case "gt":
      return !(a > b);
    case "ge":
      return !(a >= b);
  }
}

// packages/transformer/src/5-schedule/simplify/memory.ts
var linearKey = (key) => `linear ${key}`;
function rewriteLoad(statement, load, state, out) {
  const { value } = statement;
  if (!state.full) {
    out.push(statement);
    return;
  }
  const key = loadKey(load.base, load.key, state);
  const known2 = findAvailable(key, value, state) ?? (value.linear ? state.available.get(linearKey(key)) : void 0);
  if (known2 !== void 0) {
    replace2(value, known2, state);
    return;
  }
  if (isStillZero(load, value, state)) {
    replace2(value, zero, state);
    return;
  }
  state.available.set(key, value);
  out.push(statement);
}
function isStillZero(load, value, state) {
  if (!value.linear || value.type.kind !== "number" || load.base.kind === "constant") return false;
  const fact = state.memoryFacts.get(load.base);
  return fact?.zeroEpoch === epochOf(state.memory.slotOf(load.base, load.key), state);
}
function rewriteLength(statement, length, state, out) {
  const { value } = statement;
  if (!state.full) {
    out.push(statement);
    return;
  }
  const base = sameLength(length.base, state);
  const key = lengthKey(base, state);
  const known2 = findAvailable(key, value, state);
  if (known2 !== void 0) {
    replace2(value, known2, state);
    return;
  }
  state.available.set(key, value);
  const operation = { kind: "length", base };
  state.definitions.set(value, operation);
  out.push({ ...statement, operation });
}
function sameLength(base, state) {
  let at2 = base;
  while (at2.kind === "value" && state.available.get(lengthKey(at2, state)) === void 0) {
    const fact = state.memoryFacts.get(at2);
    if (fact?.lengthOf === void 0) break;
    const other = fact.lengthOf;
    const untouched =
      fact.ownLengthEpoch === epochOf(state.memory.lengthOf(at2), state) &&
      fact.otherLengthEpoch === epochOf(state.memory.lengthOf(other), state);
    if (!untouched) break;
    at2 = other;
  }
  return at2;
}
function recordAllocation(value, operation, state) {
  if (!state.full) return;
  const fact = (lengthOf2, isZero3) => {
    state.memoryFacts.set(value, {
      lengthOf: lengthOf2,
      ownLengthEpoch: epochOf(state.memory.lengthOf(value), state),
      otherLengthEpoch: lengthOf2 === void 0 ? 0 : epochOf(state.memory.lengthOf(lengthOf2), state),
      zeroEpoch: isZero3 ? epochOf(state.memory.slotOf(value, anyIndex10), state) : void 0,
    });
  };
  const contains2 = (key, atom) => {
    if (keepsBits(value)) state.available.set(loadKey(value, key, state), atom);
  };
  switch (operation.kind) {
    case "makeArray":
      operation.elements.forEach((element, i) => {
        contains2(value.type.kind === "tuple" ? fieldKey(String(i)) : indexKey(constant(i)), element);
      });
      state.available.set(lengthKey(value, state), constant(operation.elements.length));
      break;
    case "makeRecord":
      for (const field3 of operation.fields) contains2(fieldKey(field3.name), field3.value);
      break;
    case "newArray":
      if (isLength2(operation.length, state)) state.available.set(lengthKey(value, state), operation.length);
      fact(void 0, operation.fill === void 0 || isConstant(operation.fill, 0));
      break;
    case "slice":
      if (operation.start === void 0 && operation.end === void 0) fact(operation.base, false);
      break;
    case "zerosLike":
      fact(operation.of, true);
      break;
  }
}
var isLength2 = (atom, state) =>
  atom.kind === "constant"
    ? Number.isInteger(atom.value) && Number(atom.value) >= 0
    : state.definitions.get(atom)?.kind === "length";
var keepsBits = (base) =>
  base.kind === "value" &&
  (base.type.kind !== "array" || base.type.storage === "Array" || base.type.storage === "Float64Array");
function rewriteStore(statement, state, out) {
  const { base, key } = statement;
  const effects2 = state.memory.effectsOf(statement);
  if (!state.full) {
    out.push(statement);
    bump(effects2, state);
    return;
  }
  if (statement.kind === "accumulate") {
    if (isConstant(statement.value, 0, -0)) {
      state.changes++;
      return;
    }
    out.push(statement);
    bump(effects2, state);
    return;
  }
  const content = contentOf(base, key, state);
  if (content !== void 0 && sameAtom(content, statement.value) && storesNothingNew(statement)) {
    state.changes++;
    return;
  }
  const added = content === void 0 ? void 0 : addedTo(content, statement.value, state, out);
  if (added !== void 0) {
    state.changes++;
    out.push({ kind: "accumulate", base, key, value: added, linear: statement.linear });
    bump(effects2, state);
    return;
  }
  out.push(statement);
  bump(effects2, state);
  if (!keepsBits(base)) return;
  const certain = base.kind === "value" && !(base.type.kind === "array" && base.type.storage !== "Array");
  const now = loadKey(base, key, state);
  state.available.set(certain ? now : linearKey(now), statement.value);
}
function rewriteResize(statement, state, out) {
  const { base, length } = statement;
  if (!state.full) {
    out.push(statement);
    bump(state.memory.effectsOf(statement), state);
    return;
  }
  const reached = () => `reached ${atomKey(length)} ${lengthKey(base, state)}`;
  const known2 = state.available.get(lengthKey(base, state));
  if (known2 !== void 0 && sameAtom(known2, length)) {
    state.changes++;
    return;
  }
  if (statement.atLeast && state.available.get(reached()) !== void 0) {
    state.changes++;
    return;
  }
  const [from, by] = definedBy(length, state, "add")?.args ?? [];
  const grows =
    known2 !== void 0 && from !== void 0 && sameAtom(from, known2) && by?.kind === "constant" && Number(by.value) > 0;
  out.push(grows ? { ...statement, atLeast: true } : statement);
  bump(state.memory.effectsOf(statement), state);
  state.available.set(reached(), length);
  if (grows) state.available.set(lengthKey(base, state), length);
}
var contentOf = (base, key, state) => {
  const name = loadKey(base, key, state);
  return state.available.get(name) ?? state.available.get(linearKey(name));
};
var storesNothingNew = ({ base, key, value }) =>
  key.kind === "field" ||
  value.kind === "constant" ||
  value.linear ||
  (base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array");
var longestChain = 6;
function addedTo(content, stored, state, out, depth = 0) {
  if (content.kind === "constant" || !content.linear) return void 0;
  if (stored.kind === "constant" || !stored.linear || depth > longestChain || !usedOnce(stored, state)) return void 0;
  const sum4 = definedBy(stored, state, "add", "sub");
  const [a, b] = sum4?.args ?? [];
  if (sum4 === void 0 || a === void 0 || b === void 0) return void 0;
  const define3 = (name, ...args) => emit2({ kind: "primitive", name, args }, numberType, true, state, out);
  if (sameAtom(a, content)) return sum4.name === "add" ? b : define3("neg", b);
  if (sum4.name === "add" && sameAtom(b, content)) return a;
  const rest = addedTo(content, a, state, out, depth + 1);
  if (rest !== void 0) return define3(sum4.name, rest, b);
  const other = sum4.name === "add" ? addedTo(content, b, state, out, depth + 1) : void 0;
  return other === void 0 ? void 0 : define3("add", a, other);
}

// packages/transformer/src/5-schedule/simplify/overwrites.ts
function mergeStores(block4, state) {
  if (!block4.some((statement) => statement.kind === "store" && isLinear(statement))) return block4;
  const out = [];
  let pending = [];
  let changed = false;
  for (const statement of block4) {
    pending = pending.filter(({ store: store2 }) => !mayRead(statement, store2, state));
    if (statement.kind === "store" || statement.kind === "accumulate") {
      const earlier = pending.find(({ store: store2 }) => isSame(store2, statement));
      pending = pending.filter(({ store: store2 }) => !mayBeSame(store2, statement, state));
      if (earlier === void 0) out.push(statement);
      else {
        changed = true;
        state.changes++;
        out[earlier.place] = void 0;
        const value =
          statement.kind === "store" ? statement.value : plus2(earlier.store.value, statement.value, state, out);
        out.push({ ...statement, kind: "store", value });
      }
      const last = out.at(-1);
      if (last?.kind === "store" && isLinear(last)) pending = [...pending, { store: last, place: out.length - 1 }];
    } else out.push(statement);
  }
  return changed ? out.filter((statement) => statement !== void 0) : block4;
}
function plus2(a, b, state, out) {
  if (isConstant(a, 0, -0)) return b;
  const sum4 = newValue(state.ids, numberType, { linear: true });
  out.push(letValue(sum4, { kind: "primitive", name: "add", args: [a, b] }));
  return sum4;
}
function mayRead(statement, store2, state) {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "tapeStore":
    case "note":
      return false;
    case "let":
      switch (statement.operation.kind) {
        case "load":
          return mayBeSame(store2, statement.operation, state);
        case "slice":
        case "zerosLike":
        case "opaque":
          return true;
        default:
          return false;
      }
    default:
      return true;
  }
}
var isLinear = ({ base, linear }) => linear || (base.kind === "value" && base.linear);
var isSame = (a, b) => sameAtom(a.base, b.base) && sameKey(a.key, b.key);
function mayBeSame(a, b, state) {
  if (state.memory.slotOf(a.base, a.key) !== state.memory.slotOf(b.base, b.key)) return false;
  if (!sameAtom(a.base, b.base) || a.key.kind !== "index" || b.key.kind !== "index") return true;
  return !differ(a.key.index, b.key.index, state);
}
function differ(a, b, state) {
  if (a.kind === "constant" && b.kind === "constant") return a.value !== b.value;
  const [x, c] = offsetOf3(a, state);
  const [y, d] = offsetOf3(b, state);
  return sameAtom(x, y) && x.kind === "value" && isSmall(x, state) && c !== d;
}
function offsetOf3(index, state) {
  const sum4 = definedBy(index, state, "add", "sub");
  const [x, by] = sum4?.args ?? [];
  if (sum4 === void 0 || x === void 0 || by?.kind !== "constant" || !Number.isSafeInteger(by.value)) return [index, 0];
  return [x, sum4.name === "add" ? Number(by.value) : -Number(by.value)];
}

// packages/transformer/src/5-schedule/simplify/rewrite.ts
function rewriteFunction(fn, state) {
  const body = rewriteBlock(fn.body, state);
  return { ...fn, body, results: fn.results.map((atom) => resolve6(atom, state)) };
}
function inScope(state, action) {
  const known2 = state.known.enter();
  const available = state.available.enter();
  const epochs = state.epochs.enter();
  const result = action();
  state.known.leave(known2);
  state.available.leave(available);
  state.epochs.leave(epochs);
  return result;
}
function rewriteBlock(block4, state) {
  const out = [];
  for (const statement of block4) rewriteStatement(statement, state, out);
  return state.full ? [...mergeStores(out, state)] : out;
}
function rewriteStatement(statement, state, out) {
  const map2 = (atom) => resolve6(atom, state);
  switch (statement.kind) {
    case "let":
      rewriteLet(statement, state, out);
      break;
    case "store":
    case "accumulate":
      rewriteStore(mapUses(statement, map2), state, out);
      break;
    case "resize":
      rewriteResize(mapUses(statement, map2), state, out);
      break;
    case "fill":
    case "tapeStore":
    case "call": {
      const mapped = mapUses(statement, map2);
      out.push(mapped);
      bump(state.memory.effectsOf(mapped), state);
      break;
    }
    case "throw":
    case "note":
      out.push(mapUses(statement, map2));
      break;
    case "if":
      rewriteIf(statement, state, out);
      break;
    case "for":
      rewriteFor(statement, state, out);
      break;
    case "while":
      rewriteWhile(statement, state, out);
      break;
    default:
      throw new Error(`simplify: unexpected ${statement.kind}`);
  }
}
function rewriteLet(statement, state, out) {
  const { value } = statement;
  if (statement.operation.kind === "linear") {
    const operation2 = simplifyLinear(statement.operation, state);
    if (operation2.kind === "linear") out.push({ ...statement, operation: operation2 });
    else replace2(value, operation2, state);
    return;
  }
  const mapped = mapUses(statement, (atom) => resolve6(atom, state));
  const { operation } = mapped;
  switch (operation.kind) {
    case "primitive": {
      const simple = simplifyPrimitive(operation, value, state, out);
      if (simple.kind !== "primitive") {
        replace2(value, simple, state);
        return;
      }
      const key = operationKey(simple);
      const known2 = state.full ? findAvailable(key, value, state) : void 0;
      if (known2 !== void 0) {
        replace2(value, known2, state);
        return;
      }
      state.available.set(key, value);
      state.definitions.set(value, simple);
      out.push({ ...mapped, operation: simple });
      return;
    }
    case "load":
      rewriteLoad(mapped, operation, state, out);
      return;
    case "length":
      rewriteLength(mapped, operation, state, out);
      return;
    case "global": {
      const key = `global ${JSON.stringify(operation.file)} ${operation.name}`;
      const known2 = state.available.get(key);
      if (known2 !== void 0) {
        replace2(value, known2, state);
        return;
      }
      state.available.set(key, value);
      break;
    }
    case "opaque":
      bump(state.memory.effectsOf(mapped), state);
      break;
    case "read":
      throw new Error("simplify: the function is not in SSA form");
    case "makeArray":
    case "makeRecord":
    case "newArray":
    case "slice":
    case "zerosLike":
      recordAllocation(value, operation, state);
      break;
  }
  out.push(mapped);
}
function rewriteIf(statement, state, out) {
  const condition = resolve6(statement.condition, state);
  if (state.full && condition.kind === "constant") {
    const taken = condition.value ? statement.then : statement.else;
    for (const inner2 of taken) rewriteStatement(inner2, state, out);
    for (const result of statement.results) {
      replace2(result.value, resolve6(condition.value ? result.then : result.else, state), state);
    }
    return;
  }
  const [thenBlock, thenAtoms] = inScope(state, () => {
    if (state.full) learn(condition, true, state);
    const block4 = rewriteBlock(statement.then, state);
    return [block4, statement.results.map((result) => resolve6(result.then, state))];
  });
  const [elseBlock, elseAtoms] = inScope(state, () => {
    if (state.full) learn(condition, false, state);
    const block4 = rewriteBlock(statement.else, state);
    return [block4, statement.results.map((result) => resolve6(result.else, state))];
  });
  const [tested, against] = definedBy(condition, state, "ne")?.args ?? [];
  const isTested = state.full && tested?.kind === "value" && state.definitions.has(tested);
  const isZeroHere = (atom, { linear }) =>
    isTested && linear && atom === tested && against !== void 0 && isConstant(against, 0, -0);
  const results2 = statement.results.map(({ value, then, else: otherwise }, i) => {
    const elseAtom = elseAtoms[i] ?? otherwise;
    return { value, then: thenAtoms[i] ?? then, else: isZeroHere(elseAtom, value) ? zero : elseAtom };
  });
  const mapped = { ...statement, condition, then: thenBlock, else: elseBlock, results: results2 };
  bump(state.memory.effectsOf(mapped), state);
  const left = state.full ? speculate(mapped, state, out) : mapped;
  out.push(state.full ? simplifyResults(left, state, out) : left);
}
function rewriteFor(statement, state, out) {
  const from = resolve6(statement.from, state);
  const to = resolve6(statement.to, state);
  if (state.full && tripsNever(from, statement.test, to)) {
    for (const { result, initial } of statement.carried) replace2(result, resolve6(initial, state), state);
    return;
  }
  const initials = statement.carried.map((carried2) => resolve6(carried2.initial, state));
  const kept = state.full ? simplifyCarried(statement.carried, initials, state) : statement.carried;
  const effects2 = state.memory.effectsOf(statement);
  bump(effects2, state);
  if (isSmall(from, state)) state.indices.add(statement.index);
  const [body, nexts] = inScope(state, () => {
    const block4 = rewriteBlock(statement.body, state);
    return [block4, kept.map((carried2) => resolve6(carried2.next, state))];
  });
  const carried = kept.map((one2, i) => ({
    ...one2,
    initial: resolve6(one2.initial, state),
    next: nexts[i] ?? one2.next,
  }));
  bump(effects2, state);
  out.push({ ...statement, from, to, carried, body });
}
function rewriteWhile(statement, state, out) {
  const initials = statement.carried.map((carried2) => resolve6(carried2.initial, state));
  const kept = state.full ? simplifyCarried(statement.carried, initials, state) : statement.carried;
  const effects2 = state.memory.effectsOf(statement);
  bump(effects2, state);
  const [block4, test2] = inScope(state, () => {
    const inner2 = rewriteBlock(statement.condition.block, state);
    return [inner2, resolve6(statement.condition.test, state)];
  });
  if (state.full && block4.length === 0 && isConstant(test2, false)) {
    replace2(statement.trips, { kind: "constant", value: 0 }, state);
    for (const { result, initial } of kept) replace2(result, resolve6(initial, state), state);
    return;
  }
  const [body, nexts] = inScope(state, () => {
    if (state.full) learn(test2, true, state);
    const inner2 = rewriteBlock(statement.body, state);
    return [inner2, kept.map((carried2) => resolve6(carried2.next, state))];
  });
  const carried = kept.map((one2, i) => ({
    ...one2,
    initial: resolve6(one2.initial, state),
    next: nexts[i] ?? one2.next,
  }));
  bump(effects2, state);
  out.push({ ...statement, carried, condition: { block: block4, test: test2 }, body });
}

// packages/transformer/src/5-schedule/simplify.ts
var mostRounds2 = 10;
function simplify(fn, ctx, options = {}) {
  const full = ctx.optimizations.simplify;
  let present = fn;
  for (let round = 0; round < mostRounds2; round++) {
    const memory = analyzeMemory(present, programWith(present, options.program));
    const state = createRewriting(ctx.ids, memory, full, countUses(present), analyzeIntegers(present));
    present = rewriteFunction(present, state);
    let changes = state.changes;
    if (full) {
      const live = removeDead(present, memory, { keepLinearMemory: options.keepLinearMemory ?? false });
      present = live.fn;
      changes += live.removed;
    }
    if (changes === 0) break;
  }
  return present;
}
var programWith = (fn, program) =>
  program === void 0 ? [fn] : [fn, ...program.filter((other) => other.ref.id !== fn.ref.id)];
function countUses(fn) {
  const counts = /* @__PURE__ */ new Map();
  const count2 = (value) => {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  visit(fn.body, (statement) => {
    for (const atom of uses(statement)) if (atom.kind === "value") count2(atom);
  });
  for (const atom of fn.results) if (atom.kind === "value") count2(atom);
  return counts;
}

// packages/transformer/src/4-differentiate/rules.ts
function createRules(ctx) {
  const entries = readTable(rulesSource());
  const lowered = /* @__PURE__ */ new Map();
  return {
    get(primitive2) {
      const entry = entries.get(primitive2);
      if (entry === void 0) return void 0;
      let rule = lowered.get(primitive2);
      if (rule === void 0) {
        rule = { partials: lowerPartials2(entry.fn, primitive2, ctx), variadic: entry.variadic };
        lowered.set(primitive2, rule);
      }
      return rule;
    },
  };
}
function rulesSource() {
  const require2 = createRequire(import.meta.url);
  return readFileSync(join4(dirname4(require2.resolve("cotangent/package.json")), "src/rules.ts"), "utf8");
}
function readTable(text) {
  const file = ts.createSourceFile("cotangent/rules.ts", text, ts.ScriptTarget.ES2022, true);
  const entries = /* @__PURE__ */ new Map();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (declaration.name.getText(file) !== "rules" || declaration.initializer === void 0) continue;
      const table = unwrap(declaration.initializer);
      if (!ts.isObjectLiteralExpression(table)) continue;
      for (const property of table.properties) {
        const entry = ts.isPropertyAssignment(property) ? readEntry(property.initializer) : void 0;
        if (entry !== void 0 && property.name !== void 0) entries.set(property.name.getText(file), entry);
      }
    }
  }
  if (entries.size === 0) throw new Error("no derivative rules found in cotangent/src/rules.ts");
  return entries;
}
function unwrap(node) {
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node))
    return unwrap(node.expression);
  return node;
}
function readEntry(node) {
  if (!ts.isCallExpression(node)) return void 0;
  const [fn] = node.arguments;
  if (fn === void 0 || !ts.isArrowFunction(fn)) return void 0;
  return { fn, variadic: node.expression.getText() === "variadic" };
}
function lowerPartials2(node, name, ctx) {
  const lowered = lowerRule(node, name, ctx);
  const primal = simplify(scalarReplace(enterSSA(structureExits(lowered, ctx), ctx), ctx), ctx);
  return asLinear(primal, ctx.ids);
}
function asLinear(fn, ids) {
  const values = /* @__PURE__ */ new Map();
  const mark2 = (value) => {
    const marked = newValue(ids, value.type, { name: value.name, linear: true });
    values.set(value, marked);
    return marked;
  };
  const block4 = (body2) =>
    body2.map((statement) => {
      for (const parameter of parameters(statement)) mark2(parameter);
      const inner2 = blocks(statement).map(block4);
      for (const definition2 of definitions(statement)) mark2(definition2);
      const mapped = mapUses(withBlocks(statement, inner2), (atom) =>
        atom.kind === "value" ? (values.get(atom) ?? atom) : atom,
      );
      if (mapped.kind === "let") return { ...mapped, value: values.get(mapped.value) };
      if (mapped.kind === "if") {
        return {
          ...mapped,
          results: mapped.results.map((result) => ({ ...result, value: values.get(result.value) })),
        };
      }
      return mapped;
    });
  const params = fn.params.map(mark2);
  const body = block4(fn.body);
  return {
    ...fn,
    params,
    body,
    results: fn.results.map((atom) => (atom.kind === "value" ? (values.get(atom) ?? atom) : atom)),
  };
}

// packages/transformer/src/4-differentiate/unzip.ts
function unzip(joint) {
  const { tangents } = joint;
  return {
    primal: { ...joint.fn, body: primalHalf(joint.fn.body, tangents) },
    linear: linearHalf(joint.fn.body, tangents),
  };
}
function primalHalf(block4, tangents) {
  const isPrimal = (value) => !tangents.has(value);
  return block4.flatMap((statement) => {
    switch (statement.kind) {
      case "let":
      case "store":
      case "accumulate":
      case "fill":
      case "call":
        return statement.linear ? [] : [statement];
      case "if":
        return [
          {
            ...statement,
            then: primalHalf(statement.then, tangents),
            else: primalHalf(statement.else, tangents),
            results: statement.results.filter((result) => isPrimal(result.value)),
          },
        ];
      case "for": {
        if (isLinearOnly(statement.body)) return [];
        return [
          {
            ...statement,
            body: primalHalf(statement.body, tangents),
            carried: statement.carried.filter((carried) => isPrimal(carried.result)),
          },
        ];
      }
      case "while":
        return [
          {
            ...statement,
            body: primalHalf(statement.body, tangents),
            carried: statement.carried.filter((carried) => isPrimal(carried.result)),
          },
        ];
      default:
        return [statement];
    }
  });
}
var isLinearOnly = (block4) =>
  block4.length > 0 && block4.every((statement) => "linear" in statement && statement.linear);
function linearHalf(block4, tangents) {
  const results2 = (all2) => all2.filter((result) => tangents.has(result.value));
  const carriedTangents = (all2) => all2.filter((carried) => tangents.has(carried.result));
  return block4.flatMap((statement) => {
    switch (statement.kind) {
      case "let":
      case "store":
      case "accumulate":
      case "fill":
      case "call":
        return statement.linear ? [statement] : [];
      case "if": {
        const then = linearHalf(statement.then, tangents);
        const otherwise = linearHalf(statement.else, tangents);
        const kept = results2(statement.results);
        return then.length + otherwise.length + kept.length === 0
          ? []
          : [{ ...statement, then, else: otherwise, results: kept }];
      }
      case "for":
      case "while": {
        const body = linearHalf(statement.body, tangents);
        const kept = carriedTangents(statement.carried);
        if (body.length + kept.length === 0) return [];
        if (statement.kind === "for") return [{ ...statement, body, carried: kept }];
        return [{ ...statement, condition: { block: [], test: statement.condition.test }, body, carried: kept }];
      }
      default:
        return [];
    }
  });
}

// packages/transformer/src/5-schedule/fuse/isSum.ts
function isSum(carried, body, useCounts) {
  const definers = /* @__PURE__ */ new Map();
  visit(body, (statement) => {
    for (const value of definitions(statement)) definers.set(value, statement);
  });
  const chain = new Chain(definers);
  if (!chain.leads(carried.next, carried.parameter)) return false;
  return [...chain.counted].every(([value, count2]) => count2 === (useCounts.get(value) ?? 0));
}
var Chain = class {
  constructor(definers) {
    this.definers = definers;
  }
  definers;
  /** How often the parameter and each partial sum was met on the chain. */
  counted = /* @__PURE__ */ new Map();
  leads(atom, parameter) {
    if (atom.kind === "constant") return false;
    const seen = this.counted.get(atom);
    if (atom === parameter) {
      this.counted.set(atom, (seen ?? 0) + 1);
      return true;
    }
    const statement = this.definers.get(atom);
    if (statement === void 0 || seen !== void 0) return false;
    const found = this.throughStatement(atom, statement, parameter);
    if (found) this.counted.set(atom, 1);
    return found;
  }
  throughStatement(atom, statement, parameter) {
    switch (statement.kind) {
      case "let": {
        const { operation } = statement;
        if (operation.kind !== "primitive") return false;
        const [a, b] = operation.args;
        if (a === void 0) return false;
        if (operation.name === "identity") return this.leads(a, parameter);
        if (operation.name === "sub") return this.leads(a, parameter);
        if (operation.name !== "add" || b === void 0) return false;
        return this.leads(a, parameter) || this.leads(b, parameter);
      }
      case "if": {
        const result = statement.results.find((r) => r.value === atom);
        return result !== void 0 && this.leads(result.then, parameter) && this.leads(result.else, parameter);
      }
      case "for": {
        const carried = statement.carried.find((c) => c.result === atom);
        return (
          carried !== void 0 && this.leads(carried.next, carried.parameter) && this.leads(carried.initial, parameter)
        );
      }
      default:
        return false;
    }
  }
};

// packages/transformer/src/5-schedule/fuse/keepsToItself.ts
function keepsToItself(forward, reverse2, context) {
  const bySlot = /* @__PURE__ */ new Map();
  let knowable = true;
  const note = (base, key, kind) => {
    const slot = context.aliases.slotOf(base, key ?? { kind: "index", index: { kind: "constant", value: 0 } });
    const list = bySlot.get(slot) ?? [];
    list.push({ base, key, kind });
    bySlot.set(slot, list);
  };
  visit(reverse2.body, (statement) => {
    switch (statement.kind) {
      case "let":
        if (statement.operation.kind === "load") note(statement.operation.base, statement.operation.key, "load");
        else if (statement.operation.kind === "tapeLoad") note(statement.operation.tape, void 0, "load");
        else if (statement.operation.kind !== "primitive" && statement.operation.kind !== "length") knowable = false;
        break;
      case "store":
        note(statement.base, statement.key, "store");
        break;
      case "accumulate":
        note(statement.base, statement.key, "add");
        break;
      case "fill":
        note(statement.base, void 0, "store");
        break;
      case "if":
      case "for":
      case "note":
        break;
      default:
        knowable = false;
    }
  });
  if (!knowable) return false;
  const inside5 = context.effects.of(forward).defines;
  const carriedOver = new Set(forward.carried.map((carried) => context.aliases.classOf(carried.parameter)));
  return [...bySlot.values()].every((accesses) => {
    if (accesses.every(({ kind }) => kind === accesses[0]?.kind && kind !== "store")) return true;
    return madeInside(accesses, inside5, carriedOver, context) || atOwnIndex(accesses, reverse2, inside5);
  });
}
function madeInside(accesses, inside5, carriedOver, context) {
  return accesses.every(({ base }) => {
    const objects = context.aliases.classOf(base);
    if (carriedOver.has(objects)) return false;
    return context.references.every(
      (value) => context.aliases.classOf(value) !== objects || (inside5.has(value) && !context.foreign.has(value)),
    );
  });
}
function atOwnIndex(accesses, reverse2, inside5) {
  const base = accesses[0]?.base;
  return (
    base !== void 0 &&
    (base.kind === "constant" || !inside5.has(base)) &&
    accesses.every(
      (access2) => access2.base === base && access2.key?.kind === "index" && access2.key.index === reverse2.index,
    )
  );
}

// packages/transformer/src/5-schedule/fuse/sharingContext.ts
function sharingContext(fn, { aliases, effects: effects2 }) {
  return {
    aliases,
    effects: effects2,
    useCounts: countUses2(fn),
    references: allValues(fn).filter((value) => isReference(value.type)),
    foreign: foreignValues(fn),
  };
}
function countUses2(fn) {
  const counts = /* @__PURE__ */ new Map();
  const count2 = (atom) => {
    if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
  };
  visit(fn.body, (statement) => uses(statement).forEach(count2));
  fn.results.forEach(count2);
  return counts;
}
function foreignValues(fn) {
  const foreign = new Set(fn.params);
  visit(fn.body, (statement) => {
    if (statement.kind === "call") for (const value of statement.results) foreign.add(value);
    if (statement.kind !== "let") return;
    const { kind } = statement.operation;
    if (kind === "load" || kind === "tapeLoad" || kind === "global") foreign.add(statement.value);
  });
  return foreign;
}
function allValues(fn) {
  const values = [...fn.params];
  visit(fn.body, (statement) => values.push(...parameters(statement), ...definitions(statement)));
  return values;
}

// packages/transformer/src/5-schedule/ascend.ts
function ascend(fn, program, ctx) {
  if (!ctx.optimizations.fuse) return fn;
  return { ...fn, body: ascendBlock(fn.body, sharingContext(fn, program)) };
}
function ascendBlock(block4, context) {
  return block4.map((statement) => {
    const inner2 = withBlocks(
      statement,
      blocks(statement).map((body) => ascendBlock(body, context)),
    );
    if (statement.kind !== "for" || inner2.kind !== "for") return inner2;
    return statement.order === "descending" && isFree(statement, context) ? { ...inner2, order: "ascending" } : inner2;
  });
}
var isFree = (loop, context) =>
  loop.carried.every((carried) => isSum(carried, loop.body, context.useCounts)) && keepsToItself(loop, loop, context);

// packages/transformer/src/5-schedule/plan/blocks.ts
function analyzeBlocks(fn, roots, resultsOf) {
  const definitionsOf = /* @__PURE__ */ new Map();
  const uses2 = [];
  const order = /* @__PURE__ */ new Map();
  const blockOf = /* @__PURE__ */ new Map();
  const children = /* @__PURE__ */ new Map();
  const enter = (statements, parent, owner, key) => {
    const isLoop2 = owner?.kind === "for" || owner?.kind === "while";
    const node = { parent, owner, key, depth: (parent?.depth ?? 0) + (isLoop2 ? 1 : 0), statements };
    if (owner !== void 0 && key.endsWith("body")) {
      for (const value of parameters(owner))
        definitionsOf.set(value, { block: node, statement: owner, isParameter: true });
    }
    for (const statement of statements) {
      order.set(statement, order.size);
      blockOf.set(statement, node);
      visitStatement(statement, node);
    }
    return node;
  };
  const visitStatement = (statement, node) => {
    const inner2 = blocks(statement).map((body, i) => enter(body, node, statement, blockKey(statement, i)));
    if (inner2.length > 0) children.set(statement, inner2);
    for (const value of definitions(statement))
      definitionsOf.set(value, { block: node, statement, isParameter: false });
    forEachUse(statement, (atom, at2) => {
      uses2.push({ atom, block: at2 === void 0 ? node : (inner2[at2] ?? node) });
    });
  };
  const rootNodes = roots.map((root2, i) => {
    const node = enter(root2, void 0, void 0, "root");
    for (const atom of resultsOf[i] ?? []) uses2.push({ atom, block: node });
    return node;
  });
  for (const param of fn.params) {
    definitionsOf.set(param, { block: rootNodes[0], statement: void 0, isParameter: true });
  }
  return { roots: rootNodes, definitions: definitionsOf, uses: uses2, order, blockOf, children };
}
function forEachUse(statement, action) {
  switch (statement.kind) {
    case "if":
      action(statement.condition, void 0);
      for (const result of statement.results) {
        action(result.then, 0);
        action(result.else, 1);
      }
      return;
    case "for":
      action(statement.from, void 0);
      action(statement.to, void 0);
      for (const carried of statement.carried) {
        action(carried.initial, void 0);
        action(carried.next, 0);
      }
      return;
    case "while":
      action(statement.condition.test, 0);
      for (const carried of statement.carried) {
        action(carried.initial, void 0);
        action(carried.next, 1);
      }
      return;
    default:
      for (const atom of uses(statement)) action(atom, void 0);
  }
}
var blockKey = (statement, i) => {
  const scope = "scope" in statement ? statement.scope : -1;
  if (statement.kind === "if") return `${scope} ${i === 0 ? "then" : "else"}`;
  return statement.kind === "while" && i === 0 ? `${scope} condition` : `${scope} body`;
};
function encloses2(outer, inner2) {
  for (let at2 = inner2; at2 !== void 0; at2 = at2.parent) if (at2 === outer) return true;
  return false;
}
var pathOf = (node) => (node.parent === void 0 ? [node] : [...pathOf(node.parent), node]);
function mirrorOf(node, at2) {
  const wanted = pathOf(node);
  const found = pathOf(at2);
  if (found.length < wanted.length) return void 0;
  for (let i = 0; i < wanted.length; i++) if (found[i]?.key !== wanted[i]?.key) return void 0;
  return found[wanted.length - 1];
}
function commonBlock(a, b) {
  for (let at2 = a; at2 !== void 0; at2 = at2.parent) if (encloses2(at2, b)) return at2;
  return void 0;
}
function chainBelow(top, node) {
  const chain = [];
  for (let at2 = node; at2 !== top && at2.parent !== void 0; at2 = at2.parent) chain.unshift(at2);
  return chain;
}
function isVisible(definition2, from) {
  if (encloses2(definition2.block, from)) return true;
  if (!definition2.isParameter || definition2.statement === void 0) return false;
  for (let at2 = from; at2 !== void 0; at2 = at2.parent) if (at2.owner === definition2.statement) return true;
  return false;
}

// packages/transformer/src/5-schedule/delayShadows.ts
function delayShadows(fn, primals, ctx) {
  const tree = analyzeBlocks(fn, [fn.body], [fn.results]);
  const statements = statementsUsing(fn);
  const shortened = hasShortening(fn);
  const moves = new Moves();
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && isShadowAllocation(statement)) delay(statement);
  });
  return moves.isEmpty ? fn : { ...fn, body: moves.apply(fn.body) };
  function allBefore(lengthenings, place, home) {
    if (place.node !== home) return true;
    const limit = home.statements.indexOf(place.before);
    return lengthenings.every((statement) => {
      const holder = holderIn(home, statement, tree);
      return holder !== void 0 && home.statements.indexOf(holder) < limit;
    });
  }
  function delay(allocation) {
    const { value } = allocation;
    if (fn.results.includes(value)) return;
    const users = statements.get(value) ?? [];
    const lengthenings = users.filter((user) => user.kind === "resize" && user.atLeast && user.base === value);
    const others = users.filter((user) => !lengthenings.includes(user));
    if (others.length === 0) return;
    const home = tree.blockOf.get(allocation);
    const place = placeFor(home, allocation, others, tree);
    if (place === void 0) return;
    if (lengthenings.length === 0) {
      moves.move(allocation, place, allocation);
      return;
    }
    const primal = primals.get(value);
    if (primal === void 0 || !tree.definitions.has(primal)) return;
    if (shortened || !allBefore(lengthenings, place, home)) return;
    const length = newValue(ctx.ids, numberType);
    const measure = { kind: "let", value: length, operation: { kind: "length", base: primal }, linear: false };
    const again = { ...allocation, operation: { kind: "newArray", length, fill: void 0 } };
    if (place.node === home) moves.move(allocation, place, measure, again);
    else {
      moves.append(home, measure);
      moves.move(allocation, place, again);
    }
    for (const statement of lengthenings) moves.remove(statement);
  }
}
var isShadowAllocation = ({ value, operation }) => {
  if (!value.linear || value.type.kind !== "array" || value.type.element.kind !== "number") return false;
  if (operation.kind === "newArray") return operation.fill === void 0;
  return operation.kind === "makeArray" && operation.elements.length === 0;
};
function placeFor(home, allocation, users, tree) {
  const first2 = tree.blockOf.get(users[0]);
  const mirror = home.parent === void 0 ? void 0 : mirrorOf(home, first2);
  if (mirror !== void 0 && mirror !== home) {
    const isLocal = users.every((user) => encloses2(mirror, tree.blockOf.get(user)));
    return isLocal ? { node: mirror, before: void 0 } : void 0;
  }
  const holders = users.map((user) => holderIn(home, user, tree));
  if (holders.some((holder) => holder === void 0)) return void 0;
  const earliest = home.statements.find((statement) => holders.includes(statement));
  if (earliest === void 0 || earliest === allocation) return void 0;
  return { node: home, before: earliest };
}
function holderIn(home, statement, tree) {
  let at2 = statement;
  for (let node = tree.blockOf.get(statement); node !== void 0; node = node.parent) {
    if (node === home) return at2;
    if (node.owner === void 0) return void 0;
    at2 = node.owner;
  }
  return void 0;
}
function statementsUsing(fn) {
  const found = /* @__PURE__ */ new Map();
  const note = (atom, statement) => {
    if (atom.kind !== "value") return;
    const list = found.get(atom);
    if (list === void 0) found.set(atom, [statement]);
    else list.push(statement);
  };
  visit(fn.body, (statement) => {
    for (const atom of uses(statement)) note(atom, statement);
  });
  return found;
}
function hasShortening(fn) {
  const isGrowth = analyzeLengthening(fn.body);
  let found = false;
  visit(fn.body, (statement) => {
    if (statement.kind === "resize" && !isGrowth(statement)) found = true;
  });
  return found;
}
var Moves = class {
  removed = /* @__PURE__ */ new Set();
  starts = /* @__PURE__ */ new Map();
  ends = /* @__PURE__ */ new Map();
  befores = /* @__PURE__ */ new Map();
  get isEmpty() {
    return this.removed.size === 0;
  }
  remove(statement) {
    this.removed.add(statement);
  }
  append(node, statement) {
    push3(this.ends, node.statements, statement);
  }
  move(statement, { node, before }, ...placed) {
    this.removed.add(statement);
    for (const one2 of placed) {
      if (before === void 0) push3(this.starts, node.statements, one2);
      else push3(this.befores, before, one2);
    }
  }
  apply(block4) {
    const out = [...(this.starts.get(block4) ?? [])];
    for (const statement of block4) {
      out.push(...(this.befores.get(statement) ?? []));
      if (this.removed.has(statement)) continue;
      out.push(
        withBlocks(
          statement,
          blocks(statement).map((inner2) => this.apply(inner2)),
        ),
      );
    }
    out.push(...(this.ends.get(block4) ?? []));
    return out;
  }
};
function push3(map2, key, value) {
  const list = map2.get(key);
  if (list === void 0) map2.set(key, [value]);
  else list.push(value);
}

// packages/transformer/src/5-schedule/fuse.ts
function fuse(fn, program, ctx) {
  if (!ctx.optimizations.fuse) return fn;
  const context = sharingContext(fn, program);
  return { ...fn, body: fuseBlock(fn.body, context, ctx) };
}
function fuseBlock(block4, context, ctx) {
  let statements = [...block4];
  for (let at2 = 0; at2 < statements.length; at2++) {
    const forward = statements[at2];
    if (forward === void 0 || !isScoped(forward)) continue;
    const reverseAt = statements.findIndex((other, i) => i > at2 && isScoped(other) && other.scope === forward.scope);
    if (reverseAt < 0) continue;
    const fused = fusePair(statements, at2, reverseAt, context, ctx);
    if (fused === void 0) continue;
    statements = fused.statements;
    at2 = fused.at;
  }
  return statements;
}
var isScoped = (statement) => statement.kind === "if" || statement.kind === "for" || statement.kind === "while";
function fusePair(statements, at2, reverseAt, context, ctx) {
  const forward = statements[at2];
  const reverse2 = statements[reverseAt];
  if (hasTape([forward, reverse2])) return void 0;
  if (reverse2.kind === "for") {
    if (forward.kind === "if") return void 0;
    if (!reverse2.carried.every((carried) => isSum(carried, reverse2.body, context.useCounts))) return void 0;
    if (!keepsToItself(forward, reverse2, context)) return void 0;
  }
  const between = statements.slice(at2 + 1, reverseAt);
  const moved = movedAbove(forward, reverse2, between, context);
  if (moved === void 0) return void 0;
  const kept = between.filter((statement) => !moved.has(statement));
  const after = new BlockBuilder(ctx.ids);
  const before = [...statements.slice(0, at2), ...between.filter((statement) => moved.has(statement))];
  const joined = reverse2.kind === "if" ? joinBranches(forward, reverse2) : joinLoops(forward, reverse2, after, ctx);
  const inner2 = blocks(joined).map((body) => fuseBlock(body, context, ctx));
  const fused = joined.kind === "while" ? { ...joined, body: inner2[1] ?? [] } : withInner(joined, inner2);
  return {
    statements: [...before, fused, ...kept, ...after.block, ...statements.slice(reverseAt + 1)],
    at: before.length,
  };
}
var withInner = (statement, inner2) =>
  statement.kind === "if"
    ? { ...statement, then: inner2[0] ?? [], else: inner2[1] ?? [] }
    : { ...statement, body: inner2[0] ?? [] };
function movedAbove(forward, reverse2, between, context) {
  const { effects: effects2 } = context;
  const own = effects2.of(forward);
  const results2 = new Set(definitions(forward));
  const start = requirements(reverse2, context);
  for (const value of start) {
    if (results2.has(value) && !(forward.kind === "while" && value === forward.trips)) return void 0;
  }
  const moved = /* @__PURE__ */ new Set();
  const needs = [{ uses: start, effects: effects2.of(reverse2) }];
  for (let i = between.length - 1; i >= 0; i--) {
    const statement = between[i];
    if (statement.kind === "note") continue;
    const its = effects2.of(statement);
    const needed = needs.some((need) => meets(need.uses, its.defines) || conflict(need.effects, its));
    if (!needed) continue;
    if (meets(its.uses, own.defines) || conflict(its, own)) return void 0;
    moved.add(statement);
    needs.push({ uses: its.uses, effects: its });
  }
  return moved;
}
function requirements(reverse2, context) {
  const { effects: effects2 } = context;
  if (reverse2.kind === "if") return effects2.of(reverse2).uses;
  const needed = new Set(effects2.ofBlock(blocks(reverse2).at(-1) ?? []).uses);
  for (const carried of reverse2.carried) if (carried.next.kind === "value") needed.add(carried.next);
  return needed;
}
function joinBranches(forward, reverse2) {
  return {
    ...forward,
    then: join5(forward.then, reverse2.then),
    else: join5(forward.else, reverse2.else),
    results: [...forward.results, ...reverse2.results],
  };
}
function joinLoops(forward, reverse2, after, ctx) {
  const index = forward.kind === "for" ? forward.index : forward.trip;
  const rename = (atom) => (atom === reverse2.index ? index : atom);
  const sums = reverse2.carried.map((carried) => {
    const next = rename(carried.next);
    if (isConstant(carried.initial, 0)) return { ...carried, next };
    const sum4 = { ...carried.result, id: ctx.ids.value++ };
    after.push({
      kind: "let",
      value: carried.result,
      linear: false,
      operation: { kind: "primitive", name: "add", args: [carried.initial, sum4] },
    });
    return { ...carried, next, initial: zero, result: sum4 };
  });
  return {
    ...forward,
    body: join5(forward.body, substitute(reverse2.body, rename)),
    carried: [...forward.carried, ...sums],
  };
}
function join5(forward, reverse2) {
  if (forward.length === 0) return reverse2;
  if (reverse2.length === 0) return forward;
  return [...forward, { kind: "note", text: "reverse sweep of this iteration" }, ...reverse2];
}
function hasTape(statements) {
  let found = false;
  visit(statements, (statement) => {
    if (statement.kind === "tapeStore") found = true;
    if (
      statement.kind === "let" &&
      (statement.operation.kind === "tapeLoad" || statement.operation.kind === "tapeAlloc")
    )
      found = true;
  });
  return found;
}

// packages/transformer/src/5-schedule/hoist.ts
function hoist2(fn, ctx, options = {}) {
  const program = options.program === void 0 ? [fn] : [fn, ...options.program.filter((f) => f.ref.id !== fn.ref.id)];
  const hoisting = {
    memory: analyzeMemory(fn, program),
    bodies: ctx.optimizations.hoist,
    definitions: /* @__PURE__ */ new Map(),
    parameters: new Set(fn.params),
    indices: /* @__PURE__ */ new Map(),
    keepsLengths: !hasResize(fn.body),
  };
  return { ...fn, body: hoistBlock(fn.body, /* @__PURE__ */ new Set(), hoisting) };
}
function hoistBlock(block4, touched, hoisting) {
  const here = new Set(touched);
  for (const statement of block4) addTouched(statement, here);
  const out = [];
  for (const statement of block4) {
    if (statement.kind === "let") hoisting.definitions.set(statement.value, statement.operation);
    if (statement.kind === "for") hoisting.indices.set(statement.index, statement);
    const inner2 = withBlocks(
      statement,
      blocks(statement).map((one2) => hoistBlock(one2, here, hoisting)),
    );
    if (inner2.kind !== "for" && inner2.kind !== "while") {
      out.push(inner2);
      continue;
    }
    const { moved, loop } = hoistLoop(inner2, here, hoisting);
    for (const one2 of moved) addTouched(one2, here);
    out.push(...moved, loop);
  }
  return out;
}
function addTouched(statement, into) {
  const add3 = (atom) => {
    if (atom.kind === "value") into.add(atom);
  };
  if (statement.kind === "let") {
    const { operation } = statement;
    if (operation.kind === "load" || operation.kind === "length" || operation.kind === "slice") add3(operation.base);
  } else if (
    statement.kind === "store" ||
    statement.kind === "accumulate" ||
    statement.kind === "fill" ||
    statement.kind === "resize"
  ) {
    add3(statement.base);
  } else if (statement.kind === "while") {
    for (const one2 of statement.condition.block) addTouched(one2, into);
  }
}
function hoistLoop(loop, touched, hoisting) {
  const inside5 = /* @__PURE__ */ new Set();
  addDefined(loop, inside5);
  const effects2 = hoisting.memory.effectsOf(loop);
  const moved = [];
  const speculative = /* @__PURE__ */ new Set();
  const invariant = (atom) => atom.kind === "constant" || !inside5.has(atom);
  const take = (block5, always) => {
    const candidates = [];
    for (const statement of block5) {
      if (statement.kind !== "let" || statement.linear) continue;
      const { value, operation } = statement;
      if (!operands(operation).every(invariant) || !mayMove(operation, effects2, hoisting.memory)) continue;
      if (!always && !isSafe(operation, touched, speculative, hoisting)) continue;
      candidates.push(statement);
      inside5.delete(value);
      if (!always && (operation.kind === "load" || operation.kind === "tapeLoad")) speculative.add(value);
    }
    const chosen = always ? new Set(candidates) : worthMoving(candidates);
    for (const statement of candidates) {
      if (chosen.has(statement)) moved.push(statement);
      else inside5.add(statement.value);
    }
    return block5.filter((statement) => statement.kind !== "let" || !chosen.has(statement));
  };
  if (loop.kind === "for") {
    return hoisting.bodies ? { loop: { ...loop, body: take(loop.body, false) }, moved } : { loop, moved };
  }
  const block4 = take(loop.condition.block, true);
  const body = hoisting.bodies ? take(loop.body, false) : loop.body;
  return { loop: { ...loop, condition: { ...loop.condition, block: block4 }, body }, moved };
}
function addDefined(statement, into) {
  for (const value of parameters(statement)) into.add(value);
  for (const block4 of blocks(statement)) {
    for (const inner2 of block4) {
      for (const value of definitions(inner2)) into.add(value);
      addDefined(inner2, into);
    }
  }
}
function mayMove(operation, effects2, memory) {
  switch (operation.kind) {
    case "primitive":
    case "global":
      return true;
    case "load":
      return !effects2.all && !effects2.slots.has(memory.slotOf(operation.base, operation.key));
    case "tapeLoad":
      return !effects2.all && !effects2.slots.has(memory.slotOf(operation.tape, anyIndex10));
    case "length":
      return !effects2.all && !effects2.slots.has(memory.lengthOf(operation.base));
    default:
      return false;
  }
}
function isSafe(operation, touched, speculative, hoisting) {
  if (operation.kind !== "load" && operation.kind !== "length" && operation.kind !== "tapeLoad") return true;
  const base = operation.kind === "tapeLoad" ? operation.tape : operation.base;
  if (base.kind === "constant" || speculative.has(base)) return false;
  if (!isReference(base.type)) return operation.kind === "tapeLoad";
  return touched.has(base) || hoisting.parameters.has(base) || isObject(hoisting.definitions.get(base), hoisting);
}
function isObject(operation, hoisting) {
  switch (operation?.kind) {
    case "load":
      return isWithin2(operation, hoisting);
    case "makeArray":
    case "makeRecord":
    case "newArray":
    case "slice":
    case "zerosLike":
    case "global":
      return true;
    default:
      return false;
  }
}
function isWithin2({ base, key }, { indices, definitions: definitions2, keepsLengths }) {
  if (!keepsLengths || key.kind !== "index" || key.index.kind !== "value") return false;
  const loop = indices.get(key.index);
  if (loop?.test !== "lt" || loop.step < 0 || loop.to.kind !== "value") return false;
  const startsInside = loop.from.kind === "constant" && typeof loop.from.value === "number" && loop.from.value >= 0;
  const end = definitions2.get(loop.to);
  return startsInside && end?.kind === "length" && end.base === base;
}
function hasResize(body) {
  let found = false;
  visit(body, (statement) => {
    found ||= statement.kind === "resize";
  });
  return found;
}
var small = /* @__PURE__ */ new Set(["identity", "neg", "not", "toNumber"]);
function isSmall2(operation) {
  if (operation.kind === "global") return true;
  if (operation.kind !== "primitive") return false;
  if (small.has(operation.name)) return true;
  const plain = operation.args.every((arg) => arg.kind === "constant");
  const offset2 =
    (operation.name === "add" || operation.name === "sub") && operation.args.some((arg) => arg.kind === "constant");
  const compares2 = operation.name === "ne" || operation.name === "eq";
  return plain || offset2 || (compares2 && operation.args.some((arg) => arg.kind === "constant"));
}
function worthMoving(candidates) {
  const needed = /* @__PURE__ */ new Set();
  const chosen = /* @__PURE__ */ new Set();
  for (const statement of [...candidates].reverse()) {
    if (isSmall2(statement.operation) && !needed.has(statement.value)) continue;
    chosen.add(statement);
    for (const atom of operands(statement.operation)) if (atom.kind === "value") needed.add(atom);
  }
  return chosen;
}

// packages/transformer/src/5-schedule/makeLate.ts
var mostRounds3 = 8;
function makeLate(fn, ctx) {
  if (!ctx.optimizations.scalarReplace) return fn;
  let present = fn;
  for (let round = 0; round < mostRounds3; round++) {
    const late = new Lateness(present, ctx.ids).apply();
    if (late === void 0) break;
    present = promoteMemory(late, ctx.ids);
  }
  return present;
}
var Lateness = class {
  constructor(fn, ids) {
    this.fn = fn;
    this.ids = ids;
    this.collect(fn.body);
    this.follow(fn.body, fn.results, [], false);
    for (const [value, candidate] of this.candidates) {
      const end = candidate.escape;
      if (!candidate.isWritten || end === void 0 || candidate.lastAccess >= end) this.candidates.delete(value);
    }
  }
  fn;
  ids;
  candidates = /* @__PURE__ */ new Map();
  /** The function with the chosen objects made a second time, where they get away; undefined if there are none. */
  apply() {
    if (this.candidates.size === 0) return void 0;
    const made = /* @__PURE__ */ new Map();
    const body = this.rebuild(this.fn.body, made);
    return { ...this.fn, body, results: this.fn.results.map((atom) => remade(atom, made)) };
  }
  collect(block4) {
    for (const allocation of block4) {
      for (const inner2 of blocks(allocation)) this.collect(inner2);
      if (allocation.kind !== "let") continue;
      const literal3 = asLiteral(allocation);
      const shape = literal3 === void 0 ? void 0 : shapeOf(allocation.value, literal3);
      if (literal3 === void 0 || shape === void 0) continue;
      this.candidates.set(allocation.value, {
        ...{ allocation, literal: literal3, shape, home: block4 },
        ...{ lastAccess: -1, isWritten: false, escape: void 0 },
      });
    }
  }
  /** `path`: the statements around a block, each with its own block and its place there. */
  follow(block4, last, path, inCondition) {
    block4.forEach((statement, index) => {
      const here = [...path, { block: block4, index }];
      const access2 = accessOf2(statement);
      const through = access2 === void 0 ? void 0 : this.candidateOf(access2.base);
      if (access2 === void 0 || through === void 0) {
        const own = blocks(statement).length > 0 ? headOf2(statement) : uses(statement);
        for (const atom of own) this.escape(atom, here);
      } else {
        this.access(through, access2.key, statement.kind !== "let", inCondition, here);
        for (const atom of access2.others) this.escape(atom, here);
      }
      const ends = endsOf(statement);
      blocks(statement).forEach((inner2, i) => {
        this.follow(inner2, ends[i] ?? [], here, inCondition || (statement.kind === "while" && i === 0));
      });
    });
    for (const atom of last) this.escape(atom, [...path, { block: block4, index: block4.length }]);
  }
  candidateOf(atom) {
    return atom.kind === "value" ? this.candidates.get(atom) : void 0;
  }
  access(candidate, key, writes, inCondition, path) {
    const { shape, home, allocation } = candidate;
    const known2 = key === void 0 ? shape.isArray : slotOf2(key, shape) !== void 0;
    const place = path.find((one2) => one2.block === home);
    if (!known2 || place === void 0 || (writes && inCondition)) {
      this.candidates.delete(allocation.value);
      return;
    }
    candidate.lastAccess = Math.max(candidate.lastAccess, place.index);
    candidate.isWritten ||= writes;
  }
  escape(atom, path) {
    const candidate = this.candidateOf(atom);
    if (candidate === void 0 || atom.kind === "constant") return;
    const place = path.at(-1);
    if (place?.block !== candidate.home) this.candidates.delete(atom);
    else candidate.escape = Math.min(candidate.escape ?? place.index, place.index);
  }
  rebuild(block4, made) {
    const own = [...this.candidates.values()].filter((candidate) => candidate.home === block4);
    const out = [];
    const makeAt = (index) => {
      for (const candidate of own) if (candidate.escape === index) this.make(candidate, made, out);
    };
    const map2 = (atom) => remade(atom, made);
    block4.forEach((statement, index) => {
      makeAt(index);
      const candidate = statement.kind === "let" ? this.candidates.get(statement.value) : void 0;
      const present = candidate === void 0 ? statement : { ...candidate.allocation, operation: candidate.literal };
      const inner2 = blocks(present).map((one2) => this.rebuild(one2, made));
      out.push(mapUses(withBlocks(present, inner2), map2));
    });
    makeAt(block4.length);
    return out;
  }
  make({ allocation, literal: literal3, shape }, made, out) {
    const { value } = allocation;
    const contents2 = shape.slots.map((slot) => {
      const type2 = slotType(value.type, slot, void 0);
      const content = newValue(this.ids, type2, { linear: value.linear && type2.kind === "number" });
      const key = literal3.kind === "makeArray" && value.type.kind === "array" ? indexOf(slot) : fieldKey(slot);
      out.push(letValue(content, { kind: "load", base: value, key }));
      return content;
    });
    const { type, name, linear, span } = value;
    const again = newValue(this.ids, type, { name, linear, span });
    made.set(value, again);
    const operation =
      literal3.kind === "makeArray"
        ? { kind: "makeArray", elements: contents2 }
        : {
            kind: "makeRecord",
            fields: shape.slots.map((slot, i) => ({ name: slot, value: contents2[i] ?? zero })),
          };
    out.push({ ...allocation, value: again, operation });
  }
};
var indexOf = (slot) => indexKey({ kind: "constant", value: Number(slot) });
var remade = (atom, made) => (atom.kind === "value" ? (made.get(atom) ?? atom) : atom);
function asLiteral({ value, operation }) {
  if (isLiteral2(operation)) return operation;
  if (operation.kind !== "zerosLike") return void 0;
  const { type } = value;
  if (type.kind === "tuple" && type.elements.every((element) => element.kind === "number")) {
    return { kind: "makeArray", elements: type.elements.map(() => zero) };
  }
  if (type.kind !== "record" || !type.fields.every((field3) => field3.type.kind === "number")) return void 0;
  return { kind: "makeRecord", fields: type.fields.map(({ name }) => ({ name, value: zero })) };
}
function accessOf2(statement) {
  if (statement.kind === "store" || statement.kind === "accumulate") {
    const { base: base2, key: key2, value } = statement;
    return { base: base2, key: key2, others: [value, ...(key2.kind === "index" ? [key2.index] : [])] };
  }
  if (statement.kind !== "let") return void 0;
  const { operation } = statement;
  if (operation.kind === "length") return { base: operation.base, key: void 0, others: [] };
  if (operation.kind !== "load") return void 0;
  const { base, key } = operation;
  return { base, key, others: key.kind === "index" ? [key.index] : [] };
}
function headOf2(statement) {
  switch (statement.kind) {
    case "if":
      return [statement.condition];
    case "for":
      return [statement.from, statement.to, ...statement.carried.map((carried) => carried.initial)];
    case "while":
      return statement.carried.map((carried) => carried.initial);
    default:
      return [];
  }
}
function endsOf(statement) {
  switch (statement.kind) {
    case "if":
      return [statement.results.map((result) => result.then), statement.results.map((result) => result.else)];
    case "for":
      return [statement.carried.map((carried) => carried.next)];
    case "while":
      return [[statement.condition.test], statement.carried.map((carried) => carried.next)];
    default:
      return [];
  }
}

// packages/transformer/src/5-schedule/plan/edits.ts
var Edits = class {
  /** At the start of a block; in a mirrored block: what it needs of the forward sweep. */
  start = /* @__PURE__ */ new Map();
  end = /* @__PURE__ */ new Map();
  /** Right after the statement that defines a value. */
  after = /* @__PURE__ */ new Map();
  before = /* @__PURE__ */ new Map();
  carried = /* @__PURE__ */ new Map();
  results = /* @__PURE__ */ new Map();
  /** What stands for a forward value in a mirrored block and the blocks inside it. */
  substitutes = /* @__PURE__ */ new Map();
  /** What stands for an atom at a place. */
  lookup(atom, at2) {
    if (atom.kind === "constant") return atom;
    for (let node = at2; node !== void 0; node = node.parent) {
      const found = this.substitutes.get(node)?.get(atom);
      if (found !== void 0) return found;
    }
    return atom;
  }
  substitute(at2, value, by) {
    add2(this.substitutes, at2, () => /* @__PURE__ */ new Map()).set(value, by);
  }
};
function listOf(map2, key) {
  return add2(map2, key, () => []);
}
function add2(map2, key, make3) {
  let value = map2.get(key);
  if (value === void 0) {
    value = make3();
    map2.set(key, value);
  }
  return value;
}
function applyEdits(node, tree, edits) {
  const out = [...(edits.start.get(node) ?? [])];
  for (const statement of node.statements) {
    out.push(...(edits.before.get(statement) ?? []));
    out.push(rebuild2(statement, node, tree, edits));
    for (const value of definitions(statement)) out.push(...(edits.after.get(value) ?? []));
  }
  out.push(...(edits.end.get(node) ?? []));
  return out;
}
function rebuild2(statement, at2, tree, edits) {
  const nodes = tree.children.get(statement) ?? [];
  const inner2 = nodes.map((node) => applyEdits(node, tree, edits));
  const own = (atom) => edits.lookup(atom, at2);
  const inside5 = (i) => (atom) => edits.lookup(atom, nodes[i] ?? at2);
  switch (statement.kind) {
    case "if":
      return {
        ...statement,
        condition: own(statement.condition),
        then: inner2[0] ?? [],
        else: inner2[1] ?? [],
        results: [
          ...statement.results.map((r) => ({ ...r, then: inside5(0)(r.then), else: inside5(1)(r.else) })),
          ...(edits.results.get(statement) ?? []),
        ],
      };
    case "for":
      return {
        ...statement,
        from: own(statement.from),
        to: own(statement.to),
        body: inner2[0] ?? [],
        carried: [
          ...statement.carried.map((c) => ({ ...c, initial: own(c.initial), next: inside5(0)(c.next) })),
          ...(edits.carried.get(statement) ?? []),
        ],
      };
    case "while":
      return {
        ...statement,
        condition: { block: inner2[0] ?? [], test: inside5(0)(statement.condition.test) },
        body: inner2[1] ?? [],
        carried: [
          ...statement.carried.map((c) => ({ ...c, initial: own(c.initial), next: inside5(1)(c.next) })),
          ...(edits.carried.get(statement) ?? []),
        ],
      };
    default:
      return withBlocks(mapUses(statement, own), inner2);
  }
}

// packages/transformer/src/5-schedule/plan/keep.ts
function keep(needs, ctx, options) {
  const byBlock = /* @__PURE__ */ new Map();
  for (const need of needs) {
    const block4 = options.tree.definitions.get(need.value)?.block;
    if (block4 !== void 0) listOf(byBlock, block4).push(need);
  }
  const keeper = new Keeper(ctx, options);
  for (const [block4, group2] of byBlock) keeper.group(block4, group2);
}
var Keeper = class {
  constructor(ctx, options) {
    this.ctx = ctx;
    this.options = options;
  }
  ctx;
  options;
  group(home, needs) {
    const { edits } = this.options;
    const mirror = needs[0].mirror;
    const common = commonBlock(home, mirror);
    const chain = chainBelow(common, home);
    if (!chain.some(isLoopBody)) {
      for (const { value } of needs) edits.substitute(mirror, value, this.arrive(this.lift(value, chain), common));
      return;
    }
    const position2 = this.position(chain, chainBelow(common, mirror), common);
    for (const { value } of needs) this.tape(value, home, mirror, chain, common, position2);
  }
  /** A value of the forward root as the reverse root sees it. */
  arrive(atom, common) {
    return common === void 0 && atom.kind === "value" ? this.options.handOver(atom) : atom;
  }
  /** Carries a value out of branches as one more result of each. */
  lift(value, chain) {
    let inner2 = value;
    for (const node of chain.toReversed()) {
      const owner = node.owner;
      const result = newValue(this.ctx.ids, value.type, value);
      listOf(this.options.edits.results, owner).push(branchResult(result, node, inner2, absent(value.type)));
      inner2 = result;
    }
    return inner2;
  }
  // ---------------------------------------------------------------------------------------------------------- tapes
  tape(value, home, mirror, chain, common, position2) {
    const { edits } = this.options;
    const top = chain[0].owner;
    const allocation = new BlockBuilder(this.ctx.ids);
    const capacity = this.capacity(chain, allocation, common);
    const isFlat = capacity !== void 0 && !isReference(value.type);
    const type = { kind: "array", storage: isFlat ? "Float64Array" : "Array", element: value.type };
    const tape = newValue(this.ctx.ids, type, { name: tapeName(value) });
    allocation.push({
      kind: "let",
      value: tape,
      operation: { kind: "tapeAlloc", element: value.type, capacity },
      linear: false,
    });
    listOf(edits.before, top).push(...allocation.block);
    const store2 = { kind: "tapeStore", tape, position: position2.forward, value };
    const definition2 = this.options.tree.definitions.get(value);
    if (definition2?.isParameter === true) listOf(edits.start, home).push(store2);
    else listOf(edits.after, value).push(store2);
    const local = newValue(this.ctx.ids, value.type, value);
    listOf(edits.start, mirror).push({
      kind: "let",
      value: local,
      operation: { kind: "tapeLoad", tape: this.arrive(tape, common), position: position2.reverse },
      linear: false,
    });
    edits.substitute(mirror, value, local);
  }
  /** The index of the one counted loop from 0 is the position; otherwise a counter is. */
  position(chain, mirrors2, common) {
    const loops = chain.filter(isLoopBody);
    const loop = loops[0]?.owner;
    const mirrored = mirrors2.find(isLoopBody)?.owner;
    const plain = chain.length === 1;
    if (loops.length === 1 && loop?.kind === "while" && plain && mirrored?.kind === "for") {
      return { forward: loop.trip, reverse: mirrored.index };
    }
    if (plain && loop?.kind === "for" && mirrored?.kind === "for" && isFromZero(loop)) {
      return { forward: loop.index, reverse: mirrored.index };
    }
    return this.counter(chain, mirrors2, common);
  }
  counter(chain, mirrors2, common) {
    const { edits } = this.options;
    const entered = this.thread(chain, zero, (at2, home) => {
      const next = newValue(this.ctx.ids, numberType, { name: "p" });
      listOf(edits.end, home).push(letNumber(next, "add", at2));
      return { inside: at2, out: next };
    });
    const back = this.thread(mirrors2, this.arrive(entered.result, common), (at2, mirror) => {
      const here = newValue(this.ctx.ids, numberType, { name: "p" });
      listOf(edits.start, mirror).push(letNumber(here, "sub", at2));
      return { inside: here, out: here };
    });
    return { forward: entered.inside, reverse: back.inside };
  }
  /** Carries a number through the statements of a chain of blocks, changed in the innermost. */
  thread(chain, initial, change) {
    const { edits } = this.options;
    let at2 = initial;
    const entries = chain.map((node) => {
      const before = at2;
      const parameter = isLoopBody(node) ? newValue(this.ctx.ids, numberType, { name: "p" }) : void 0;
      if (parameter !== void 0) at2 = parameter;
      return { node, before, parameter };
    });
    const { inside: inside5, out } = change(at2, chain.at(-1));
    let result = out;
    for (const { node, before, parameter } of entries.toReversed()) {
      const owner = node.owner;
      const value = newValue(this.ctx.ids, numberType, { name: "p" });
      if (parameter !== void 0) {
        const carried = { parameter, initial: before, next: result, result: value };
        listOf(edits.carried, owner).push(carried);
      } else {
        listOf(edits.results, owner).push(branchResult(value, node, result, before));
      }
      result = value;
    }
    return { inside: inside5, result };
  }
  // ------------------------------------------------------------------------------------------------------- capacity
  visibleAt(atom, common) {
    if (atom.kind === "constant") return true;
    const definition2 = this.options.tree.definitions.get(atom);
    const at2 = common ?? this.options.tree.roots[0];
    return definition2 !== void 0 && at2 !== void 0 && isVisible(definition2, at2);
  }
  /** The bound of a loop as it is known outside: itself, or the same arithmetic on what is known there. */
  outside(atom, out, common, depth = 0) {
    if (this.visibleAt(atom, common)) return atom;
    const statement = atom.kind === "value" ? this.options.tree.definitions.get(atom)?.statement : void 0;
    if (statement?.kind !== "let" || statement.operation.kind !== "primitive" || depth > 3) return void 0;
    const args = statement.operation.args.map((arg) => this.outside(arg, out, common, depth + 1));
    if (!args.every((arg) => arg !== void 0)) return void 0;
    return out.define(statement.value.type, { ...statement.operation, args }, statement.value);
  }
  /** An upper bound on the number of entries, if every loop in between is counted and its bounds are known outside. */
  capacity(chain, out, common) {
    let capacity = one;
    for (const node of chain) {
      const loop = node.owner;
      if (loop?.kind !== "for") return void 0;
      const from = this.outside(loop.from, out, common);
      const to = this.outside(loop.to, out, common);
      if (from === void 0 || to === void 0) return void 0;
      const trips = tripCount({ ...loop, from, to }, out, this.options);
      capacity = capacity === one ? trips : out.primitive("mul", [capacity, trips], numberType, { linear: true });
    }
    return capacity;
  }
};
var isLoopBody = (node) => node.owner?.kind === "for" || node.owner?.kind === "while";
var isFromZero = ({ order, step: step2, from }) =>
  order === "ascending" && step2 === 1 && from.kind === "constant" && from.value === 0;
var branchResult = (value, node, inside5, elsewhere) =>
  node.key.endsWith("then") ? { value, then: inside5, else: elsewhere } : { value, then: elsewhere, else: inside5 };
var letNumber = (value, name, at2) => ({
  kind: "let",
  value,
  linear: false,
  operation: { kind: "primitive", name, args: [at2, one] },
});
function absent(type) {
  if (type.kind === "number") return zero;
  if (type.kind === "boolean") return constant(false);
  return constant(void 0, "undefined!");
}
var tapeName = (value) => (value.name === void 0 ? "tape" : `${value.name}_tape`);
function tripCount(loop, out, { isCount, isInteger }) {
  const up = loop.step > 0;
  const fromZero = loop.from.kind === "constant" && loop.from.value === 0;
  if (up && loop.step === 1 && fromZero && loop.test === "lt" && isCount(loop.to)) return loop.to;
  const number3 = (name, a, b) => out.primitive(name, [a, b], numberType, { linear: true });
  const [low, high] = up ? [loop.from, loop.to] : [loop.to, loop.from];
  let span = low.kind === "constant" && low.value === 0 ? high : number3("sub", high, low);
  if (Math.abs(loop.step) !== 1) span = number3("div", span, constant(Math.abs(loop.step)));
  const closed = loop.test === "le" || loop.test === "ge";
  const isWhole = Math.abs(loop.step) === 1 && isInteger(loop.from) && isInteger(loop.to);
  const whole = closed
    ? number3("add", isWhole ? span : out.primitive("floor", [span]), one)
    : isWhole
      ? span
      : out.primitive("ceil", [span]);
  return out.primitive("max", [whole, zero]);
}

// packages/transformer/src/5-schedule/plan/live.ts
function findLive(fn) {
  const definers = /* @__PURE__ */ new Map();
  const live = /* @__PURE__ */ new Set();
  const pending = [];
  const use = (atom) => {
    if (atom.kind !== "value" || live.has(atom)) return;
    live.add(atom);
    pending.push(atom);
  };
  const reverse2 = [];
  const collect2 = (block4, from) => {
    let inReverse = from;
    for (const statement of block4) {
      if (statement.kind === "note" && statement.text.startsWith("reverse sweep")) inReverse = true;
      for (const value of [...parameters(statement), ...definitions(statement)]) definers.set(value, statement);
      if (inReverse) reverse2.push(statement);
      else effects(statement).forEach(use);
      for (const inner2 of blocks(statement)) collect2(inner2, inReverse);
    }
  };
  collect2(fn.body, false);
  for (const result of fn.results) primalResults(result, definers).forEach(use);
  for (const kept of keptByNature(reverse2, definers)) use(kept);
  for (let value = pending.pop(); value !== void 0; value = pending.pop()) {
    const statement = definers.get(value);
    if (statement !== void 0) sources(value, statement).forEach(use);
  }
  return live;
}
function effects(statement) {
  switch (statement.kind) {
    case "let": {
      const { kind } = statement.operation;
      return kind === "primitive" || kind === "load" || kind === "length" ? [] : uses(statement);
    }
    case "if":
      return [statement.condition];
    case "for":
      return [statement.from, statement.to];
    case "while":
      return [statement.condition.test];
    default:
      return uses(statement);
  }
}
function sources(value, statement) {
  if (statement.kind === "if") {
    const result = statement.results.find((r) => r.value === value);
    return result === void 0 ? [] : [result.then, result.else];
  }
  if (statement.kind === "for" || statement.kind === "while") {
    const carried = statement.carried.find((c) => c.result === value || c.parameter === value);
    return carried === void 0 ? [] : [carried.initial, carried.next];
  }
  return uses(statement);
}
function primalResults(result, definers) {
  const statement = result.kind === "value" ? definers.get(result) : void 0;
  if (statement?.kind === "let" && statement.operation.kind === "makeRecord") {
    return statement.operation.fields.filter((field3) => field3.name === "value").map((field3) => field3.value);
  }
  return [];
}
function keptByNature(reverse2, definers) {
  const own = new Set(reverse2);
  const seen = /* @__PURE__ */ new Set();
  const kept = [];
  const pending = reverse2.flatMap((statement) => uses(statement));
  for (let atom = pending.pop(); atom !== void 0; atom = pending.pop()) {
    if (atom.kind !== "value" || seen.has(atom)) continue;
    seen.add(atom);
    const statement = definers.get(atom);
    if (statement === void 0 || own.has(statement)) continue;
    if (statement.kind === "let" && statement.operation.kind === "primitive") pending.push(...statement.operation.args);
    else if (statement.kind !== "let") kept.push(atom);
  }
  return kept;
}

// packages/transformer/src/5-schedule/plan/minimumCut.ts
var infinite = Number.POSITIVE_INFINITY;
function minimumCut(graph) {
  const { items } = graph;
  const number3 = new Map(items.map((item, i) => [item, i]));
  const source = 2 * items.length;
  const sink2 = source + 1;
  const edges = Array.from({ length: sink2 + 1 }, () => []);
  const connect = (from, to, capacity) => {
    const forward = edges[from];
    const backward = edges[to];
    forward.push({ to, capacity, back: backward.length });
    backward.push({ to: from, capacity: 0, back: forward.length - 1 });
  };
  items.forEach((item, i) => {
    connect(2 * i, 2 * i + 1, graph.cost(item));
    if (graph.isSource(item)) connect(source, 2 * i, infinite);
    if (graph.isSink(item)) connect(2 * i + 1, sink2, infinite);
    for (const operand of graph.operands(item)) {
      const from = number3.get(operand);
      if (from !== void 0) connect(2 * from + 1, 2 * i, infinite);
    }
  });
  maximumFlow(edges, source, sink2);
  const reaching = nodesReaching(edges, sink2);
  return new Set(items.filter((_, i) => !reaching.has(2 * i) && reaching.has(2 * i + 1)));
}
function maximumFlow(edges, source, sink2) {
  for (;;) {
    const level = levels(edges, source);
    if (level[sink2] === -1) return;
    const next = new Array(edges.length).fill(0);
    while (augment(edges, source, sink2, level, next) > 0);
  }
}
function levels(edges, source) {
  const level = new Array(edges.length).fill(-1);
  level[source] = 0;
  const queue = [source];
  for (let head = 0; head < queue.length; head++) {
    const at2 = queue[head];
    for (const edge of edges[at2]) {
      if (edge.capacity > 0 && level[edge.to] === -1) {
        level[edge.to] = level[at2] + 1;
        queue.push(edge.to);
      }
    }
  }
  return level;
}
function augment(edges, source, sink2, level, next) {
  const path = [];
  let at2 = source;
  while (at2 !== sink2) {
    const out = edges[at2];
    let advanced = false;
    for (let i = next[at2]; i < out.length; i++) {
      next[at2] = i;
      const edge = out[i];
      if (edge.capacity > 0 && level[edge.to] === level[at2] + 1) {
        path.push(edge);
        at2 = edge.to;
        advanced = true;
        break;
      }
    }
    if (advanced) continue;
    const last = path.pop();
    if (last === void 0) return 0;
    at2 = edges[last.to][last.back]?.to;
    next[at2] = next[at2] + 1;
  }
  const flow = Math.min(...path.map((edge) => edge.capacity));
  for (const edge of path) {
    edge.capacity -= flow;
    const back = edges[edge.to][edge.back];
    back.capacity += flow;
  }
  return flow;
}
function nodesReaching(edges, sink2) {
  const reached = /* @__PURE__ */ new Set([sink2]);
  const queue = [sink2];
  for (let at2 = queue.pop(); at2 !== void 0; at2 = queue.pop()) {
    for (const edge of edges[at2]) {
      const incoming = edges[edge.to][edge.back];
      if (incoming.capacity > 0 && !reached.has(edge.to)) {
        reached.add(edge.to);
        queue.push(edge.to);
      }
    }
  }
  return reached;
}

// packages/transformer/src/5-schedule/plan/recipes.ts
var dear = /* @__PURE__ */ new Set([
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cbrt",
  "cos",
  "cosh",
  "div",
  "exp",
  "expm1",
  "hypot",
  "log",
  "log10",
  "log1p",
  "log2",
  "pow",
  "rem",
  "sin",
  "sinh",
  "sqrt",
  "tan",
  "tanh",
]);
function variableRecipe(value) {
  const variable2 = value.type.kind === "record" ? value.type.variable : void 0;
  if (variable2 === void 0) return void 0;
  return {
    operands: [],
    build: (out, original) => out.define(original.type, { kind: "global", ...variable2 }, original),
  };
}
function recipeFor(value, mirror, options) {
  const definition2 = options.tree.definitions.get(value);
  const { statement } = definition2 ?? {};
  if (definition2 === void 0 || statement === void 0) return void 0;
  if (statement.kind === "let") {
    return operationRecipe(statement, mirror, options) ?? storedRecipe(value, definition2.block, mirror, options);
  }
  if ((statement.kind === "for" || statement.kind === "while") && definition2.isParameter) {
    return counterRecipe(value, statement, options) ?? backwardRecipe(value, statement, options);
  }
  if (statement.kind === "if") {
    return choiceRecipe(value, statement) ?? storedRecipe(value, definition2.block, mirror, options);
  }
  return statement.kind === "call" ? storedRecipe(value, definition2.block, mirror, options) : void 0;
}
function operationRecipe(statement, mirror, options) {
  const { operation, value } = statement;
  const again = {
    operands: operands(operation),
    build: (out, original, atoms) => {
      let next = 0;
      return out.define(
        original.type,
        mapOperands(operation, () => atoms[next++]),
        original,
      );
    },
  };
  switch (operation.kind) {
    case "primitive":
      return dear.has(operation.name) && options.neededByPrimal(value) ? void 0 : again;
    case "global":
      return again;
    case "load":
    case "length":
    case "tapeLoad": {
      const { aliases, tree } = options;
      const base = operation.kind === "tapeLoad" ? operation.tape : operation.base;
      if (base.kind === "constant") return void 0;
      const key = operation.kind === "load" ? operation.key : { kind: "index", index: constant(0) };
      const slot = operation.kind === "length" ? aliases.lengthOf(base) : aliases.slotOf(base, key);
      const home = tree.blockOf.get(statement);
      const common = commonBlock(home, mirror);
      const stable = options.stability.isStable({ statement, objects: aliases.classOf(base), slot, common, mirror });
      return stable ? again : void 0;
    }
    default:
      return void 0;
  }
}
function storedRecipe(value, home, mirror, options) {
  if (value.type.kind !== "number") return void 0;
  const common = commonBlock(home, mirror);
  for (const statement of home.statements) {
    if (statement.kind !== "store" || statement.value !== value || !keepsBits2(statement, options)) continue;
    if (!storedOnce(statement, home, common, options)) continue;
    const { base, key } = statement;
    const { aliases } = options;
    const objects = aliases.classOf(base);
    const slot = aliases.slotOf(base, key);
    if (!options.stability.isStable({ statement, objects, slot, common, mirror, except: statement })) continue;
    return {
      operands: key.kind === "index" ? [base, key.index] : [base],
      build: (out, original, [at2, index]) =>
        out.define(
          original.type,
          { kind: "load", base: at2, key: key.kind === "index" ? { kind: "index", index } : key },
          original,
        ),
    };
  }
  return void 0;
}
function keepsBits2(store2, { isInRange }) {
  const { base } = store2;
  if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage === "Array")
    return base.kind === "value";
  return base.type.storage === "Float64Array" && isInRange(store2);
}
function storedOnce(store2, home, common, { tree }) {
  const loops = chainBelow(common, home).filter((node) => node.owner?.kind === "for" || node.owner?.kind === "while");
  if (loops.length === 0) return true;
  const innermost = loops.at(-1);
  const owner = innermost.owner;
  const base = store2.base.kind === "value" ? tree.definitions.get(store2.base) : void 0;
  return (
    loops.length === 1 &&
    base !== void 0 &&
    !encloses2(innermost, base.block) &&
    store2.key.kind === "index" &&
    owner.kind === "for" &&
    store2.key.index === owner.index
  );
}
function choiceRecipe(value, branch4) {
  const result = branch4.results.find((r) => r.value === value);
  if (result === void 0 || branch4.then.length + branch4.else.length > 0) return void 0;
  return {
    operands: [branch4.condition, result.then, result.else],
    build: (out, original, args) => out.define(original.type, { kind: "primitive", name: "select", args }, original),
  };
}
function counterRecipe(value, loop, options) {
  const carried = loop.carried.find((c) => c.parameter === value);
  if (carried === void 0 || !options.isInteger(carried.initial)) return void 0;
  const change = constantChange(carried, options.tree);
  if (change === void 0) return void 0;
  const index = loop.kind === "for" ? loop.index : loop.trip;
  const from = loop.kind === "for" ? loop.from : constant(0);
  const step2 = loop.kind === "for" ? loop.step : 1;
  if (change % step2 !== 0) return void 0;
  return {
    operands: [carried.initial, index, from],
    build: (out, original, [initial, at2, start]) => {
      const isZero3 = (atom) => atom?.kind === "constant" && atom.value === 0;
      const passed = isZero3(start) ? at2 : out.primitive("sub", [at2, start]);
      const ratio = change / step2;
      const offset2 = ratio === 1 ? passed : out.primitive("mul", [constant(ratio), passed]);
      if (isZero3(initial)) return ratio === 1 && isZero3(start) ? at2 : offset2;
      return out.primitive("add", [initial, offset2], numberType, original);
    },
  };
}
function backwardRecipe(value, loop, options) {
  const carried = loop.carried.find((c) => c.parameter === value);
  if (carried === void 0 || !options.isInteger(carried.initial) || !options.isInteger(carried.parameter)) return void 0;
  const inner2 = innerCounts(carried, options);
  if (inner2 === void 0) return void 0;
  return {
    operands: [carried.result, ...inner2.map((loop2) => loop2.to)],
    build: (out, original, [last, ...ends], mirrored) => {
      const parameter = newValue(out.ids, numberType, original);
      const start = ends.reduce((at2, end) => out.primitive("sub", [at2, end], numberType, original), parameter);
      mirrored.carry({
        parameter,
        initial: last,
        next: start,
        result: newValue(out.ids, numberType, original),
      });
      return start;
    },
  };
}
function innerCounts(carried, options) {
  const loops = [];
  let at2 = carried.next;
  while (at2 !== carried.parameter) {
    const statement = at2.kind === "value" ? options.tree.definitions.get(at2)?.statement : void 0;
    const counted2 = statement?.kind === "for" ? statement.carried.find((c) => c.result === at2) : void 0;
    if (statement?.kind !== "for" || counted2 === void 0 || constantChange(counted2, options.tree) !== 1) return void 0;
    const { from, to, test: test2, step: step2 } = statement;
    const isCount =
      from.kind === "constant" && from.value === 0 && test2 === "lt" && step2 === 1 && isIndexFromZero(to, options);
    if (!isCount) return void 0;
    loops.push(statement);
    at2 = counted2.initial;
  }
  return loops.length === 0 ? void 0 : loops;
}
function isIndexFromZero(atom, { tree }) {
  if (atom.kind === "constant")
    return typeof atom.value === "number" && Number.isInteger(atom.value) && atom.value >= 0;
  const definition2 = tree.definitions.get(atom);
  const { statement } = definition2 ?? {};
  if (statement?.kind === "let") return statement.operation.kind === "length";
  if (statement?.kind !== "for" || statement.index !== atom) return false;
  return statement.step > 0 && statement.from.kind === "constant" && Number(statement.from.value) >= 0;
}
function constantChange(carried, tree) {
  if (carried.next.kind !== "value") return void 0;
  const statement = tree.definitions.get(carried.next)?.statement;
  if (statement?.kind !== "let" || statement.operation.kind !== "primitive") return void 0;
  const { name, args } = statement.operation;
  const [a, b] = args;
  const number3 = (atom) =>
    atom?.kind === "constant" && typeof atom.value === "number" && Number.isInteger(atom.value) ? atom.value : void 0;
  if (name === "add" && a === carried.parameter) return number3(b);
  if (name === "add" && b === carried.parameter) return number3(a);
  if (name === "sub" && a === carried.parameter) {
    const change = number3(b);
    return change === void 0 ? void 0 : -change;
  }
  return void 0;
}

// packages/transformer/src/5-schedule/plan/required.ts
function findRequired(options, optimizations) {
  const { tree } = options;
  const needs = /* @__PURE__ */ new Map();
  const wanted = /* @__PURE__ */ new Set();
  const explore = (value, from) => {
    const pending = [[value, from]];
    for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
      const [at2, block4] = next;
      if (needs.has(at2)) continue;
      const mirror = mirrorFor(at2, block4, tree);
      if (mirror === void 0) continue;
      const recipe = variableRecipe(at2) ?? (optimizations.recompute ? recipeFor(at2, mirror, options) : void 0);
      needs.set(at2, { value: at2, mirror, recipe });
      for (const operand of recipe?.operands ?? []) if (operand.kind === "value") pending.push([operand, mirror]);
    }
  };
  for (const { atom, block: block4 } of tree.uses) {
    if (atom.kind !== "value" || mirrorFor(atom, block4, tree) === void 0) continue;
    wanted.add(atom);
    explore(atom, block4);
  }
  const operandsOf2 = (need) =>
    (need.recipe?.operands ?? []).flatMap((operand) => {
      const found = operand.kind === "value" ? needs.get(operand) : void 0;
      return found === void 0 ? [] : [found];
    });
  const items = [...needs.values()];
  const cut = optimizations.minimumCut
    ? minimumCut({
        items,
        cost: ({ value }) =>
          10 ** (tree.definitions.get(value)?.block.depth ?? 0) * (isReference(value.type) ? 12 : 10),
        operands: operandsOf2,
        isSource: (need) => need.recipe === void 0,
        isSink: (need) => wanted.has(need.value),
      })
    : new Set(items.filter((need) => need.recipe === void 0));
  return collect(items, wanted, cut, operandsOf2);
}
function collect(items, wanted, cut, operandsOf2) {
  const kept = [];
  const again = [];
  const done = /* @__PURE__ */ new Set();
  const pending = [];
  const run = () => {
    for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
      const { need, made } = next;
      if (made) {
        again.push(need);
        continue;
      }
      if (done.has(need)) continue;
      done.add(need);
      if (cut.has(need) || need.recipe === void 0) {
        kept.push(need);
        continue;
      }
      pending.push({ need, made: true });
      for (const operand of operandsOf2(need)) pending.push({ need: operand, made: false });
    }
  };
  for (const need of items) {
    if (!wanted.has(need.value)) continue;
    pending.push({ need, made: false });
    run();
  }
  return { kept, again };
}
function mirrorFor(value, from, tree) {
  const definition2 = tree.definitions.get(value);
  if (definition2 === void 0 || isVisible(definition2, from) || isIndex(value, tree)) return void 0;
  const mirror = mirrorOf(definition2.block, from);
  if (mirror === void 0) {
    throw new Error(`plan: ${value.name ?? "a value"} is used where its block is neither visible nor mirrored`);
  }
  return mirror;
}
function isIndex(value, tree) {
  const definition2 = tree.definitions.get(value);
  const owner = definition2?.isParameter === true ? definition2.statement : void 0;
  return (owner?.kind === "for" && owner.index === value) || (owner?.kind === "while" && owner.trip === value);
}

// packages/transformer/src/5-schedule/plan/stable.ts
function analyzeStability(options) {
  const { tree, program, split: split3 } = options;
  const { effects: effects2 } = program;
  const writers = /* @__PURE__ */ new Map();
  for (const [statement, order] of tree.order) {
    if (blocks(statement).length > 0) continue;
    const block4 = tree.blockOf.get(statement);
    for (const slot of effects2.of(statement).writes) push4(writers, slot, { statement, order, block: block4 });
    for (const slot of effects2.of(statement).accumulates) push4(writers, slot, { statement, order, block: block4 });
  }
  const foreign = split3 ? foreignClasses(options) : /* @__PURE__ */ new Set();
  const madeIn = lifetimes(options);
  return {
    isStable({ statement, objects, slot, common, mirror, except }) {
      if (split3 && foreign.has(objects) && program.written.has(slot)) return false;
      const list = writers.get(slot);
      if (list === void 0) return true;
      const at2 = tree.order.get(statement);
      const home = tree.blockOf.get(statement);
      const last = common === void 0 ? Number.POSITIVE_INFINITY : reverseStart(common, mirror, tree);
      const loops = chainBelow(common, home).filter(
        (node) => node.owner?.kind === "for" || node.owner?.kind === "while",
      );
      return list.every((writer) => {
        if (writer.statement === except) return true;
        if (writer.order > at2 && writer.order < last) return false;
        return writer.order > at2 || !insideLoop(loops, writer, objects);
      });
    },
  };
  function insideLoop(loops, writer, objects) {
    return loops.some((loop) => encloses2(loop, writer.block) && !madeIn(objects, loop));
  }
}
function push4(map2, slot, writer) {
  const list = map2.get(slot);
  if (list === void 0) map2.set(slot, [writer]);
  else list.push(writer);
}
function reverseStart(common, mirror, tree) {
  let top = mirror;
  while (top.parent !== void 0 && top.parent !== common) top = top.parent;
  return top.owner === void 0 ? Number.POSITIVE_INFINITY : (tree.order.get(top.owner) ?? Number.POSITIVE_INFINITY);
}
function foreignClasses({ fn, program: { aliases } }) {
  const foreign = /* @__PURE__ */ new Set();
  const add3 = (value) => {
    if (isReference(value.type)) foreign.add(aliases.classOf(value));
  };
  for (const param of fn.params) add3(param);
  for (const result of fn.results) if (result.kind === "value") add3(result);
  visit(fn.body, (statement) => {
    if (statement.kind === "call") {
      for (const value of statement.results) add3(value);
      for (const arg of statement.args) if (arg.kind === "value") add3(arg);
    } else if (statement.kind === "let") {
      const { kind } = statement.operation;
      if (kind === "load" || kind === "tapeLoad" || kind === "global") add3(statement.value);
    } else if (statement.kind === "store" && statement.value.kind === "value") add3(statement.value);
  });
  return foreign;
}
function lifetimes({ fn, program: { aliases, effects: effects2 } }) {
  const members = /* @__PURE__ */ new Map();
  const loaded = new Set(fn.params);
  const note = (value) => {
    if (!isReference(value.type)) return;
    const objects = aliases.classOf(value);
    const list = members.get(objects);
    if (list === void 0) members.set(objects, [value]);
    else list.push(value);
  };
  fn.params.forEach(note);
  visit(fn.body, (statement) => {
    parameters(statement).forEach(note);
    definitions(statement).forEach(note);
    if (statement.kind === "call") for (const value of statement.results) loaded.add(value);
    if (statement.kind === "let") {
      const { kind } = statement.operation;
      if (kind === "load" || kind === "tapeLoad" || kind === "global") loaded.add(statement.value);
    }
  });
  return (objects, loop) => {
    const owner = loop.owner;
    if (owner === void 0) return false;
    const inside5 = effects2.of(owner).defines;
    const handedOver = parameters(owner).some((value) => isReference(value.type) && aliases.classOf(value) === objects);
    return !handedOver && (members.get(objects) ?? []).every((value) => inside5.has(value) && !loaded.has(value));
  };
}

// packages/transformer/src/5-schedule/plan.ts
function plan(fn, program, ctx) {
  const tree = analyzeBlocks(fn, [fn.body], [fn.results]);
  const edits = schedule(fn, tree, program, ctx, void 0);
  return { ...fn, body: applyEdits(tree.roots[0], tree, edits) };
}
function planSplit(split3, program, ctx) {
  const { forward, reverse: reverse2, frameType } = split3;
  const tree = analyzeBlocks(
    { ...forward, params: forward.params },
    [forward.body, reverse2.body],
    [forward.results, reverse2.results],
  );
  const frame = newValue(ctx.ids, frameType, { name: "frame" });
  const handed = /* @__PURE__ */ new Map();
  const opening = new BlockBuilder(ctx.ids);
  const fields = frameType.fields;
  const handOver = (value) => {
    let local = handed.get(value);
    if (local === void 0) {
      const name = uniqueField(value.name ?? "v", fields);
      fields.push({ name, type: value.type });
      local = opening.define(value.type, { kind: "load", base: frame, key: fieldKey(name) }, value);
      handed.set(value, local);
    }
    return local;
  };
  const whole = { ...forward, body: [...forward.body, ...reverse2.body] };
  const edits = schedule(whole, tree, program, ctx, { handOver, reverseParams: reverse2.params });
  const [first2, second] = tree.roots;
  listOf(edits.start, second).unshift(...opening.block);
  const made = newValue(ctx.ids, frameType, { name: "frame" });
  const values = [...handed.keys()];
  const closing = {
    kind: "let",
    value: made,
    linear: false,
    operation: {
      kind: "makeRecord",
      fields: fields.map((field3, i) => ({ name: field3.name, value: values[i] })),
    },
  };
  return {
    forward: { ...forward, body: [...applyEdits(first2, tree, edits), closing], results: [...forward.results, made] },
    reverse: {
      ref: reverse2.ref,
      params: [frame, ...reverse2.params],
      body: applyEdits(second, tree, edits),
      results: reverse2.results.map((atom) => edits.lookup(atom, second)),
      span: forward.span,
    },
  };
}
function schedule(fn, tree, program, ctx, two) {
  const { aliases } = program;
  const isInteger = analyzeIntegers(fn);
  const live = findLive(fn);
  const options = {
    tree,
    aliases,
    isInteger,
    isInRange: analyzeInRange(fn),
    neededByPrimal: (value) => live.has(value),
    stability: analyzeStability({ tree, program, fn, split: two !== void 0 }),
  };
  const { kept, again } = findRequired(options, ctx.optimizations);
  const edits = new Edits();
  renameIndices(tree, edits);
  const isCount = (atom) => isLength3(atom, tree);
  keep(kept, ctx, { tree, edits, isCount, isInteger, handOver: two?.handOver ?? ((value) => value) });
  for (const need of again) recompute(need, ctx, edits);
  return edits;
}
function recompute({ value, mirror, recipe }, ctx, edits) {
  if (recipe === void 0) throw new Error("plan: no recipe");
  const out = new BlockBuilder(ctx.ids);
  const made = recipe.build(
    out,
    value,
    recipe.operands.map((atom) => edits.lookup(atom, mirror)),
    { carry: (carried) => listOf(edits.carried, mirror.owner).push(carried) },
  );
  listOf(edits.start, mirror).push(...out.block);
  edits.substitute(mirror, value, made);
}
function renameIndices(tree, edits) {
  const forward = /* @__PURE__ */ new Map();
  for (const nodes of tree.children.values()) {
    for (const node of nodes) {
      const owner = node.owner;
      if ((owner?.kind !== "for" && owner?.kind !== "while") || !node.key.endsWith("body")) continue;
      const first2 = forward.get(node.key);
      const index = owner.kind === "for" ? owner.index : owner.trip;
      if (first2 === void 0) forward.set(node.key, { node, index });
      else edits.substitute(node, first2.index, index);
    }
  }
}
function isLength3(atom, tree) {
  if (atom.kind === "constant")
    return typeof atom.value === "number" && Number.isInteger(atom.value) && atom.value >= 0;
  const statement = tree.definitions.get(atom)?.statement;
  return statement?.kind === "let" && statement.operation.kind === "length";
}
function uniqueField(name, fields) {
  let candidate = name;
  for (let i = 2; fields.some((field3) => field3.name === candidate); i++) candidate = `${name}${i}`;
  return candidate;
}

// packages/transformer/src/5-schedule/pool.ts
function pool(fn, ctx) {
  if (!ctx.optimizations.pool) return fn;
  return { ...fn, body: new Pool(localMemory(fn), ctx).block(fn.body, []) };
}
function localMemory(fn) {
  const memory = /* @__PURE__ */ new Set();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let") return;
    const { value, operation } = statement;
    if (operation.kind === "tapeAlloc" && isPlain4(operation.element)) memory.add(value);
    if (operation.kind === "newArray" && operation.fill === void 0 && isTyped4(value)) memory.add(value);
  });
  const escapes = (atom) => {
    if (atom.kind === "value") memory.delete(atom);
  };
  visit(fn.body, (statement) => {
    const base = accessed(statement);
    for (const atom of uses(statement)) if (atom !== base) escapes(atom);
  });
  fn.results.forEach(escapes);
  return memory;
}
var isPlain4 = (type) => type.kind === "number" || type.kind === "boolean";
var isTyped4 = ({ type }) => type.kind === "array" && type.storage !== "Array";
function accessed(statement) {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "fill":
      return statement.base;
    case "tapeStore":
      return statement.tape;
    case "let": {
      const { operation } = statement;
      if (operation.kind === "load" || operation.kind === "length") return operation.base;
      return operation.kind === "tapeLoad" ? operation.tape : void 0;
    }
    default:
      return void 0;
  }
}
var Pool = class {
  constructor(memory, ctx) {
    this.memory = memory;
    this.ctx = ctx;
  }
  memory;
  ctx;
  /** The plain arrays that stand for tapes. */
  arrays = /* @__PURE__ */ new Map();
  block(block4, loops) {
    return block4.flatMap((statement) => this.statement(statement, loops));
  }
  statement(statement, loops) {
    if (statement.kind === "for" || statement.kind === "while") {
      const frame = { inside: definedInside(statement), hoisted: [] };
      const inner2 = blocks(statement).map((body) => this.block(body, [...loops, frame]));
      return [...frame.hoisted, withBlocks(statement, inner2)];
    }
    if (statement.kind === "let" && this.memory.has(statement.value)) return this.allocation(statement, loops);
    if (statement.kind === "let" && statement.operation.kind === "tapeLoad") {
      const { tape, position: position2 } = statement.operation;
      const array = this.arrayFor(tape);
      return array === void 0 ? [statement] : this.load(statement.value, array, position2);
    }
    if (statement.kind === "tapeStore") {
      const array = this.arrayFor(statement.tape);
      return array === void 0 ? [statement] : this.store(array, statement.position, statement.value);
    }
    return [
      withBlocks(
        statement,
        blocks(statement).map((body) => this.block(body, loops)),
      ),
    ];
  }
  arrayFor(tape) {
    return tape.kind === "value" ? this.arrays.get(tape) : void 0;
  }
  /** Moves an allocation before the outermost loop in which its size does not change. */
  allocation(statement, loops) {
    const { value, operation } = statement;
    if (operation.kind !== "tapeAlloc" && operation.kind !== "newArray") return [statement];
    let size = operation.kind === "tapeAlloc" ? operation.capacity : operation.length;
    const innermost = loops.at(-1);
    const differs = size?.kind === "value" && innermost?.inside.has(size) === true;
    if (differs && operation.kind === "tapeAlloc") size = void 0;
    let target2;
    for (const frame of loops.toReversed()) {
      if (size?.kind === "value" && frame.inside.has(size)) break;
      target2 = frame;
    }
    if (target2 === void 0) return [statement];
    if (operation.kind === "newArray") {
      target2.hoisted.push(statement);
      return [{ kind: "fill", base: value, value: zero, start: void 0, end: void 0, linear: false }];
    }
    const storage = size === void 0 ? "Array" : "Float64Array";
    const array = newValue(this.ctx.ids, { kind: "array", storage, element: numberType }, value);
    this.arrays.set(value, array);
    const made =
      size === void 0 ? { kind: "makeArray", elements: [] } : { kind: "newArray", length: size, fill: void 0 };
    target2.hoisted.push(letValue(array, made));
    return [];
  }
  /** Truth values are kept as 1 and 0. */
  store(base, position2, value) {
    const isTruth = value.kind === "value" ? value.type.kind === "boolean" : typeof value.value === "boolean";
    if (!isTruth) return [{ kind: "store", base, key: indexKey(position2), value, linear: false }];
    const coded = newValue(this.ctx.ids, numberType);
    return [
      letValue(coded, { kind: "primitive", name: "select", args: [value, one, zero] }),
      { kind: "store", base, key: indexKey(position2), value: coded, linear: false },
    ];
  }
  load(value, base, position2) {
    const operation = { kind: "load", base, key: indexKey(position2) };
    if (value.type.kind !== "boolean") return [letValue(value, operation)];
    const coded = newValue(this.ctx.ids, numberType, { name: value.name });
    return [letValue(coded, operation), letValue(value, { kind: "primitive", name: "ne", args: [coded, constant(0)] })];
  }
};
function definedInside(loop) {
  const inside5 = new Set(parameters(loop));
  for (const body of blocks(loop)) {
    visit(body, (statement) => {
      for (const value of [...parameters(statement), ...definitions(statement)]) inside5.add(value);
    });
  }
  return inside5;
}

// packages/transformer/src/5-schedule/sink/sequence.ts
var Sequence = class {
  constructor(block4, sinking) {
    this.block = block4;
    this.sinking = sinking;
    this.conditions = countConditions(block4);
  }
  block;
  sinking;
  /** The results that uses were taken from. */
  left = /* @__PURE__ */ new Set();
  /** Products made in a branch, and the results that they were made of: in vain if they only leave it again. */
  products = /* @__PURE__ */ new Map();
  out = [];
  places = /* @__PURE__ */ new Map();
  results = /* @__PURE__ */ new Map();
  /** The last branch on each condition. */
  branches = /* @__PURE__ */ new Map();
  conditions;
  changed = false;
  run() {
    for (const statement of this.block) this.take(statement);
    return this.changed ? this.out.filter((statement) => statement !== void 0) : this.block;
  }
  take(statement) {
    const taken =
      (statement.kind === "let" && (this.sinkLet(statement) || this.takeChoice(statement))) ||
      (statement.kind === "accumulate" && this.sinkAccumulate(statement)) ||
      (statement.kind === "if" && this.joinBranch(statement));
    if (taken) this.changed = true;
    else this.keep(statement);
  }
  keep(statement) {
    this.out.push(statement);
    this.note(statement, this.out.length - 1);
  }
  note(statement, place) {
    for (const value of definitions(statement)) this.places.set(value, place);
    if (statement.kind !== "if") return;
    if (statement.condition.kind === "value") this.branches.set(statement.condition, place);
    for (const result of statement.results) this.results.set(result.value, { place, result });
  }
  /** The branch that an atom is a result of, if all its uses may go there. */
  source(atom) {
    if (atom?.kind !== "value" || atom.type.kind !== "number" || !this.sinking.mayLeave(atom)) return void 0;
    return this.results.get(atom);
  }
  // ------------------------------------------------------------------------------------------ products and sums
  sinkLet({ value, operation }) {
    if (operation.kind !== "primitive" || !value.linear || value.type.kind !== "number") return false;
    const [a, b] = operation.args;
    switch (operation.name) {
      case "neg":
        return this.sinkFactor(value, operation, a, []);
      case "mul":
        if (a === void 0 || b === void 0 || a === b) return false;
        return this.sinkFactor(value, operation, a, [b]) || this.sinkFactor(value, operation, b, [a]);
      case "div":
        return b !== void 0 && a !== b && this.sinkFactor(value, operation, a, [b]);
      case "add":
      case "sub":
        return this.sinkSum(value, operation) || this.sinkTerm(value, operation);
      default:
        return false;
    }
  }
  /** `operation` of a result that is 0 on one side and of others. */
  sinkFactor(value, operation, factor, others) {
    const source = this.source(factor);
    if (source === void 0 || !isOneSided(source.result) || !this.makeVisible(others, source.place)) return false;
    const { result } = source;
    const side = (atom) => (isZero2(atom) ? zero : withArgument(operation, result.value, atom));
    this.replace([result], value, side(result.then), side(result.else));
    const isGain = others.every((atom) => atom.kind === "constant" || this.mayFollow(atom));
    if (!isGain) this.products.set(value, result.value);
    return true;
  }
  /** Whether an operand is computed for this block alone, so that its computation may go into the branch as well. */
  mayFollow(atom) {
    const place = this.sinking.isLocal(atom) ? this.places.get(atom) : void 0;
    const statement = place === void 0 ? void 0 : this.out[place];
    return statement?.kind === "let" && statement.operation.kind === "primitive";
  }
  /** The sum of two results of one branch. */
  sinkSum(value, operation) {
    const [a, b] = operation.args.map((arg) => this.source(arg));
    if (a === void 0 || b === void 0 || a.place !== b.place || a.result === b.result) return false;
    const side = (x, y) => {
      if (isZero2(y)) return x;
      if (!isZero2(x)) return { ...operation, args: [x, y] };
      return operation.name === "add" ? y : { kind: "primitive", name: "neg", args: [y] };
    };
    this.replace([a.result, b.result], value, side(a.result.then, b.result.then), side(a.result.else, b.result.else));
    return true;
  }
  /** A term that is 0 on one side, added to a sum: where the branch does more than to choose the term. */
  sinkTerm(value, operation) {
    const [a, b] = operation.args;
    if (a === void 0 || b === void 0 || a === b) return false;
    const candidates =
      operation.name === "add"
        ? [
            [b, a],
            [a, b],
          ]
        : [[b, a]];
    for (const [term, sum4] of candidates) {
      const source = this.source(term);
      if (source === void 0 || !isOneSided(source.result)) continue;
      const branch4 = this.out[source.place];
      const choosesOnly =
        branch4.results.length === 1 && [...branch4.then, ...branch4.else].every((one2) => one2.kind === "let");
      if (choosesOnly || !this.makeVisible([sum4], source.place)) continue;
      const { result } = source;
      const side = (atom) => (isZero2(atom) ? sum4 : withArgument(operation, result.value, atom));
      this.replace([result], value, side(result.then), side(result.else));
      return true;
    }
    return false;
  }
  /** `base[key] += x` in the branch that gives x, if nothing between looks at memory. */
  sinkAccumulate(statement) {
    const { base, key, value } = statement;
    const source = this.source(value);
    if (source === void 0 || !isOneSided(source.result)) return false;
    if (base.kind !== "value" || !base.linear || !this.out.slice(source.place + 1).every(leavesMemory)) return false;
    if (!this.makeVisible([base, ...(key.kind === "index" ? [key.index] : [])], source.place)) return false;
    const { result } = source;
    const add3 = (atom) => (isZero2(atom) ? [] : [{ ...statement, value: atom }]);
    this.update([result], (branch4) => ({
      ...branch4,
      then: [...branch4.then, ...add3(result.then)],
      else: [...branch4.else, ...add3(result.else)],
    }));
    return true;
  }
  // --------------------------------------------------------------------------------------------------- branches
  /** A choice between a term and 0 is a branch where another one has its condition. */
  takeChoice({ value, operation }) {
    const choice4 = asChoice(value, operation);
    if (choice4 === void 0 || (this.conditions.get(choice4.condition) ?? 0) < 2) return false;
    const { condition, then, else: otherwise } = choice4;
    this.take({
      ...{ kind: "if", scope: newScope(this.sinking.ids), condition, then: [], else: [] },
      ...{ results: [{ value, then, else: otherwise }], span: value.span },
    });
    return true;
  }
  /** Cotangents of a later branch on the same condition, or on a cotangent of this one being nonzero, join it. */
  joinBranch(later2) {
    if (later2.condition.kind !== "value" || !later2.results.every(({ value }) => value.type.kind === "number"))
      return false;
    const inner2 = [...later2.then, ...later2.else];
    const movesFreely = (one2) =>
      one2.kind === "accumulate"
        ? one2.base.kind === "value" && one2.base.linear
        : one2.kind === "let" && one2.operation.kind === "primitive";
    const isOfCotangents2 = later2.results.every(
      ({ value, then, else: otherwise }) => value.linear || isZero2(then) || isZero2(otherwise),
    );
    if (!isOfCotangents2 || !inner2.every(movesFreely)) return false;
    const same2 = this.branches.get(later2.condition);
    return same2 === void 0 ? this.nest(later2) : this.join(later2, same2, inner2);
  }
  join(later2, place, inner2) {
    const writes = inner2.some((one2) => one2.kind === "accumulate");
    if (writes && !this.out.slice(place + 1).every(leavesMemory)) return false;
    const earlier = this.out[place];
    if (!this.makeVisible(freeAtoms(later2, earlier), place)) return false;
    const branch4 = this.out[this.branches.get(later2.condition) ?? place];
    const [inThen, inElse] = sidesOf(branch4);
    const results2 = later2.results.map((one2) => ({
      value: one2.value,
      then: inThen(one2.then),
      else: inElse(one2.else),
    }));
    const at2 = this.out.indexOf(branch4);
    const joined = {
      ...branch4,
      then: [...branch4.then, ...mapBlock(later2.then, inThen)],
      else: [...branch4.else, ...mapBlock(later2.else, inElse)],
      results: [...branch4.results, ...results2],
    };
    this.out[at2] = joined;
    this.note(joined, at2);
    return true;
  }
  /** `if (x_bar !== 0) { … }` inside the branch that makes x_bar nonzero. */
  nest(later2) {
    const test2 = later2.condition;
    const testPlace = this.places.get(test2);
    const defined = testPlace === void 0 ? void 0 : this.out[testPlace];
    if (testPlace === void 0 || defined?.kind !== "let" || this.sinking.counts.get(test2) !== 1) return false;
    const { operation } = defined;
    if (operation.kind !== "primitive" || operation.name !== "ne" || later2.else.length > 0) return false;
    const [tested, against] = operation.args;
    if (tested?.kind !== "value" || against === void 0 || !isZero2(against)) return false;
    const source = this.results.get(tested);
    if (source === void 0 || !isOneSided(source.result)) return false;
    const writes = later2.then.some((one2) => one2.kind === "accumulate");
    if (writes && !this.out.slice(source.place + 1).every(leavesMemory)) return false;
    this.out[testPlace] = void 0;
    const earlier = this.out[source.place];
    if (!this.makeVisible(freeAtoms(later2, earlier), source.place)) {
      this.out[testPlace] = defined;
      return false;
    }
    const at2 = this.places.get(tested);
    const branch4 = this.out[at2];
    const isThen = isZero2(source.result.else);
    const sides = sidesOf(branch4);
    const map2 = sides[isThen ? 0 : 1];
    const mapOther = sides[isThen ? 1 : 0];
    const copyOf = (value) =>
      newValue(this.sinking.ids, value.type, { name: value.name, linear: value.linear, span: value.span });
    const condition = copyOf(test2);
    const inner2 = later2.results.map((one2) => ({
      ...{ value: copyOf(one2.value), then: map2(one2.then), else: map2(one2.else) },
    }));
    const nested = [
      letValue(condition, { ...operation, args: [map2(tested), against] }),
      { ...later2, condition, then: mapBlock(later2.then, map2), results: inner2 },
    ];
    const results2 = later2.results.map((one2, i) => {
      const inside5 = inner2[i]?.value ?? zero;
      const outside = mapOther(one2.else);
      return { value: one2.value, then: isThen ? inside5 : outside, else: isThen ? outside : inside5 };
    });
    const joined = {
      ...branch4,
      then: isThen ? [...branch4.then, ...nested] : branch4.then,
      else: isThen ? branch4.else : [...branch4.else, ...nested],
      results: [...branch4.results, ...results2],
    };
    this.out[at2] = joined;
    this.note(joined, at2);
    return true;
  }
  // --------------------------------------------------------------------------------------------------- the block
  replace(old, value, then, otherwise) {
    const define3 = (block4, side) => {
      if (side.kind !== "primitive") return [block4, side];
      const { type, name, linear, span } = value;
      const inside5 = newValue(this.sinking.ids, type, { name, linear, span });
      return [[...block4, letValue(inside5, side)], inside5];
    };
    this.update(old, (branch4) => {
      const [thenBlock, thenAtom] = define3(branch4.then, then);
      const [elseBlock, elseAtom] = define3(branch4.else, otherwise);
      const results2 = [...branch4.results, { value, then: thenAtom, else: elseAtom }];
      return { ...branch4, then: thenBlock, else: elseBlock, results: results2 };
    });
  }
  /** Changes the branch of these results, which it loses if nothing else uses them. */
  update(old, change) {
    const [first2] = old;
    const place = first2 === void 0 ? void 0 : this.places.get(first2.value);
    if (place === void 0) throw new Error("sink: a result has no branch");
    const isUsedOnce = (result) => this.sinking.counts.get(result.value) === 1;
    for (const { value } of old) this.left.add(value);
    const next = change(this.out[place]);
    const results2 = next.results.filter(
      (result) => !old.some((one2) => one2.value === result.value && isUsedOnce(one2)),
    );
    const branch4 = { ...next, results: results2 };
    this.out[place] = branch4;
    this.note(branch4, place);
  }
  /** Moves what pure operations of this block define before the branch; false if something else is in the way. */
  makeVisible(atoms, place) {
    const needed = /* @__PURE__ */ new Set();
    const find3 = (atom) => {
      const at2 = atom.kind === "value" ? this.places.get(atom) : void 0;
      if (at2 === void 0 || at2 < place || needed.has(at2)) return true;
      const statement = this.out[at2];
      if (at2 === place || statement?.kind !== "let" || statement.operation.kind !== "primitive") return false;
      if (!operands(statement.operation).every(find3)) return false;
      needed.add(at2);
      return true;
    };
    if (!atoms.every(find3)) return false;
    if (needed.size === 0) return true;
    const order = [...needed].sort((a, b) => a - b);
    const moved = order.map((at2) => this.out[at2]);
    for (const at2 of order) this.out[at2] = void 0;
    this.out.splice(place, 0, ...moved);
    this.out.forEach((statement, at2) => {
      if (statement !== void 0) this.note(statement, at2);
    });
    return true;
  }
};
var isZero2 = (atom) => isConstant(atom, 0, -0);
var isOneSided = ({ then, else: otherwise }) => isZero2(then) !== isZero2(otherwise);
var withArgument = (operation, value, by) => ({
  ...operation,
  args: operation.args.map((arg) => (arg === value ? by : arg)),
});
var leavesMemory = (one2) =>
  one2 === void 0 ||
  one2.kind === "note" ||
  (one2.kind === "accumulate" && one2.base.kind === "value" && one2.base.linear) ||
  (one2.kind === "let" && one2.operation.kind === "primitive");
function asChoice(value, operation) {
  if (operation.kind !== "primitive" || operation.name !== "select" || value.type.kind !== "number") return void 0;
  const [condition, then, otherwise] = operation.args;
  if (condition?.kind !== "value" || then === void 0 || otherwise === void 0) return void 0;
  return value.linear && isZero2(then) !== isZero2(otherwise) ? { condition, then, else: otherwise } : void 0;
}
function countConditions(block4) {
  const counts = /* @__PURE__ */ new Map();
  for (const statement of block4) {
    const condition =
      statement.kind === "if"
        ? statement.condition
        : statement.kind === "let"
          ? asChoice(statement.value, statement.operation)?.condition
          : void 0;
    if (condition?.kind === "value") counts.set(condition, (counts.get(condition) ?? 0) + 1);
  }
  return counts;
}
function freeAtoms(later2, earlier) {
  const own = new Set([...later2.then, ...later2.else].flatMap(definitions));
  const results2 = new Set(earlier.results.map((result) => result.value));
  const all2 = [...later2.then, ...later2.else]
    .flatMap(uses)
    .concat(later2.results.flatMap((one2) => [one2.then, one2.else]));
  return all2.filter((atom) => !own.has(atom) && !results2.has(atom));
}
function sidesOf(branch4) {
  const then = new Map(branch4.results.map((result) => [result.value, result.then]));
  const otherwise = new Map(branch4.results.map((result) => [result.value, result.else]));
  return [(atom) => then.get(atom) ?? atom, (atom) => otherwise.get(atom) ?? atom];
}
var mapBlock = (block4, map2) =>
  block4.map((statement) =>
    mapUses(
      withBlocks(
        statement,
        blocks(statement).map((inner2) => mapBlock(inner2, map2)),
      ),
      map2,
    ),
  );

// packages/transformer/src/5-schedule/sink/products.ts
var mostRounds4 = 4;
function sinkProducts(fn, ids) {
  let present = fn;
  for (let round = 0; round < mostRounds4; round++) {
    const counts = countUses3(present);
    const body = sinkInto(present.body, ids, counts);
    if (body === present.body) break;
    present = { ...present, body };
  }
  return present;
}
function countUses3(fn) {
  const counts = /* @__PURE__ */ new Map();
  visit(fn.body, (statement) => addUses(statement, counts));
  for (const atom of fn.results) if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
  return counts;
}
function addUses(statement, counts) {
  for (const atom of uses(statement)) if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
}
function sinkInto(block4, ids, counts) {
  let changed = false;
  const inner2 = block4.map((statement) => {
    const before = blocks(statement);
    const after = before.map((one2) => sinkInto(one2, ids, counts));
    if (after.every((one2, i) => one2 === before[i])) return statement;
    changed = true;
    return withBlocks(statement, after);
  });
  const out = sinkHere(inner2, ids, counts);
  return changed || out !== inner2 ? out : block4;
}
function sinkHere(block4, ids, counts) {
  if (!block4.some(mayBranch)) return block4;
  const local = /* @__PURE__ */ new Map();
  for (const statement of block4) {
    if (statement.kind === "let" || statement.kind === "accumulate") addUses(statement, local);
  }
  const kept = /* @__PURE__ */ new Set();
  while (true) {
    const isLocal = (value) => counts.get(value) === local.get(value);
    const mayLeave = (value) => !kept.has(value) && (counts.get(value) === 1 || isLocal(value));
    const sequence2 = new Sequence(block4, { ids, mayLeave, isLocal, counts });
    const out = sequence2.run();
    const present = /* @__PURE__ */ new Map();
    visit(out, (statement) => addUses(statement, present));
    const remaining = [...sequence2.left].filter((value) => present.has(value));
    for (const [product3, result] of sequence2.products) {
      const isUsedBeyond = (counts.get(product3) ?? 0) > (local.get(product3) ?? 0);
      if (present.has(product3) || isUsedBeyond) remaining.push(result);
    }
    if (remaining.length === 0) return out;
    for (const value of remaining) kept.add(value);
  }
}
var mayBranch = (statement) =>
  statement.kind === "if" ||
  (statement.kind === "let" && statement.operation.kind === "primitive" && statement.operation.name === "select");

// packages/transformer/src/5-schedule/sink.ts
function sink(fn, ctx, options = {}) {
  if (!ctx.optimizations.hoist) return fn;
  const present = sinkProducts(fn, ctx.ids);
  const program =
    options.program === void 0 ? [present] : [present, ...options.program.filter((f) => f.ref.id !== fn.ref.id)];
  const memory = analyzeMemory(present, program);
  return { ...present, body: sinkBlock(present.body, present.results, memory) };
}
function sinkBlock(block4, last, memory) {
  const sites = /* @__PURE__ */ new Map();
  const note = (value, site) => {
    const known2 = sites.get(value);
    if (known2 === void 0) sites.set(value, site);
    else if (
      known2 === "elsewhere" ||
      site === "elsewhere" ||
      known2.index !== site.index ||
      known2.branch !== site.branch
    ) {
      sites.set(value, "elsewhere");
    }
  };
  const noteAll = (atoms, site) => {
    for (const atom of atoms) if (atom.kind === "value") note(atom, site);
  };
  noteAll(last, "elsewhere");
  const nearestWrite = /* @__PURE__ */ new Map();
  let nearestUnknown = Number.POSITIVE_INFINITY;
  const moved = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  for (let index = block4.length - 1; index >= 0; index--) {
    const statement = block4[index];
    if (statement.kind === "let") {
      const site = sites.get(statement.value);
      const target2 = site === void 0 || site === "elsewhere" ? void 0 : site;
      const slot = target2 === void 0 ? void 0 : slotRead(statement.operation, memory);
      const stable =
        slot === void 0 ||
        (target2 !== void 0 &&
          Math.min(nearestUnknown, nearestWrite.get(slot) ?? Number.POSITIVE_INFINITY) >= target2.index);
      if (target2 !== void 0 && !statement.linear && mayMove2(statement.operation) && stable) {
        const lists = moved.get(target2.index) ?? { then: [], else: [] };
        lists[target2.branch].push(statement);
        moved.set(target2.index, lists);
        taken.add(index);
        noteAll(operands(statement.operation), target2);
        continue;
      }
    }
    if (statement.kind === "if") {
      noteBranches(statement, index);
    } else {
      noteAll(usesInside([statement]), "elsewhere");
    }
    const effects2 = memory.effectsOf(statement);
    if (effects2.all) nearestUnknown = index;
    for (const slot of effects2.slots) nearestWrite.set(slot, index);
  }
  function noteBranches(statement, index) {
    noteAll([statement.condition], "elsewhere");
    noteAll(usesInside(statement.then), { index, branch: "then" });
    noteAll(usesInside(statement.else), { index, branch: "else" });
    for (const result of statement.results) {
      noteAll([result.then], { index, branch: "then" });
      noteAll([result.else], { index, branch: "else" });
    }
  }
  const out = [];
  block4.forEach((statement, index) => {
    if (taken.has(index)) return;
    const lists = moved.get(index);
    if (statement.kind === "if" && lists !== void 0) {
      const thenBlock = [...lists.then.reverse(), ...statement.then];
      const elseBlock = [...lists.else.reverse(), ...statement.else];
      out.push(sinkInside({ ...statement, then: thenBlock, else: elseBlock }, memory));
    } else {
      out.push(sinkInside(statement, memory));
    }
  });
  return out;
}
function sinkInside(statement, memory) {
  const ends = endUses(statement);
  return withBlocks(
    statement,
    blocks(statement).map((inner2, i) => sinkBlock(inner2, ends[i] ?? [], memory)),
  );
}
function endUses(statement) {
  switch (statement.kind) {
    case "if":
      return [statement.results.map((result) => result.then), statement.results.map((result) => result.else)];
    case "for":
      return [statement.carried.map((carried) => carried.next)];
    case "while":
      return [[statement.condition.test], statement.carried.map((carried) => carried.next)];
    default:
      return [];
  }
}
function usesInside(block4) {
  const atoms = [];
  const walk = (statements) => {
    for (const statement of statements) {
      atoms.push(...uses(statement));
      for (const inner2 of blocks(statement)) walk(inner2);
    }
  };
  walk(block4);
  return atoms;
}
function mayMove2(operation) {
  return operation.kind === "primitive" || operation.kind === "load" || operation.kind === "length";
}
function slotRead(operation, memory) {
  if (operation.kind === "load") return memory.slotOf(operation.base, operation.key);
  return operation.kind === "length" ? memory.lengthOf(operation.base) : void 0;
}

// packages/transformer/src/ir/printNames.ts
var PrintNames = class {
  constructor(functions2) {
    this.functions = functions2;
  }
  functions;
  values = /* @__PURE__ */ new Map();
  variables = /* @__PURE__ */ new Map();
  scopes = /* @__PURE__ */ new Map();
  labels = /* @__PURE__ */ new Map();
  atom = (atom) => (atom.kind === "constant" ? printConstant2(atom) : this.value(atom));
  value = (value) => named2(this.values, value, (count2) => `${value.name ?? "t"}.${count2}`);
  variable(variable2) {
    return named2(this.variables, variable2, (count2) => `${variable2.name}%${count2}`);
  }
  scope(scope) {
    return named2(this.scopes, scope, (count2) => `#${count2}`);
  }
  label(label2) {
    return named2(this.labels, label2, (count2) => `L${count2}`);
  }
  callee(ref) {
    return this.functions.name(ref);
  }
};
var FunctionNames = class {
  names = /* @__PURE__ */ new Map();
  counts = /* @__PURE__ */ new Map();
  name(ref) {
    const known2 = this.names.get(ref.id);
    if (known2 !== void 0) return known2;
    const count2 = (this.counts.get(ref.name) ?? 0) + 1;
    const name = count2 === 1 ? ref.name : `${ref.name}@${count2}`;
    this.counts.set(ref.name, count2);
    this.names.set(ref.id, name);
    return name;
  }
};
var named2 = (table, key, make3) => {
  const known2 = table.get(key);
  if (known2 !== void 0) return known2;
  const name = make3(table.size);
  table.set(key, name);
  return name;
};
var printConstant2 = (constant2) => {
  if (constant2.text !== void 0) return constant2.text;
  const { value } = constant2;
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
};
function printType2(type, brief = false, enclosing = []) {
  const inner2 = (part) => printType2(part, brief, [...enclosing, type]);
  switch (type.kind) {
    case "array":
      return type.storage === "Array" ? `${parenthesized(inner2(type.element))}[]` : type.storage;
    case "tuple":
      return enclosing.includes(type) ? "[\u2026]" : `[${type.elements.map(inner2).join(", ")}]`;
    case "record":
      if (brief || enclosing.includes(type) || (enclosing.length > 0 && type.isFrame === true)) {
        return type.name ?? `{${type.fields.map((field3) => field3.name).join(", ")}}`;
      }
      return `${type.name ?? ""}{${type.fields.map((field3) => `${field3.name}: ${inner2(field3.type)}`).join(", ")}}`;
    case "variable":
      if (type.binding === void 0) return "?";
      return enclosing.includes(type) ? "\u2026" : inner2(type.binding);
    default:
      return type.kind;
  }
}
var parenthesized = (text) => (text.includes(" ") && !/[\]}]$/.test(text) ? `(${text})` : text);

// packages/transformer/src/ir/program.ts
var functionsOf = ({ root: root2, functions: functions2 }) => [
  root2,
  ...[...functions2.values()].filter((fn) => fn.ref.id !== root2.ref.id),
];
var findFunction = ({ root: root2, functions: functions2 }, ref) =>
  ref.id === root2.ref.id ? root2 : functions2.get(ref.id);

// packages/transformer/src/ir/print.ts
function printFunctions(all2) {
  const functions2 = new FunctionNames();
  const names2 = /* @__PURE__ */ new Map();
  const texts = all2.map((fn) => {
    const known2 = names2.get(fn.ref.id) ?? new PrintNames(functions2);
    names2.set(fn.ref.id, known2);
    return print2(fn, known2);
  });
  return texts.join("\n");
}
var printStatement = (statement) => new Printer2(new PrintNames(new FunctionNames())).statement(statement).join("\n");
function print2(fn, names2) {
  const printer = new Printer2(names2);
  const params = fn.params.map((value) => `${mark(value)}${names2.value(value)}: ${printType2(value.type)}`).join(", ");
  const body = printer.block(fn.body, results("return", fn.results, names2));
  return `function ${names2.callee(fn.ref)}(${params})
${body
  .map(
    (line) => `${line}
`,
  )
  .join("")}`;
}
var mark = (value) => (value.linear ? "~" : "");
var results = (word, atoms, names2) => () =>
  atoms.length === 0 ? [] : [`${word} ${atoms.map(names2.atom).join(", ")}`];
var noLines = () => [];
var indent = (lines) => lines.map((line) => `  ${line}`);
var Printer2 = class {
  constructor(names2) {
    this.names = names2;
  }
  names;
  block(block4, last = noLines) {
    const lines = block4.flatMap((statement) => this.statement(statement));
    return indent([...lines, ...last()]);
  }
  statement(statement) {
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
        return [`resize ${atom(statement.base)} to ${statement.atLeast ? "at least " : ""}${atom(statement.length)}`];
      case "tapeStore":
        return [`tapeStore ${atom(statement.tape)}[${atom(statement.position)}] = ${atom(statement.value)}`];
      case "if":
        return this.if(statement);
      case "for": {
        const { scope, index, from, test: test2, to, step: step2, order, body, carried } = statement;
        const head = () => {
          const domain = `${name(index)} from ${atom(from)} ${test2} ${atom(to)} step ${step2}`;
          return `for ${this.names.scope(scope)} ${domain}${order === "descending" ? " descending" : ""}`;
        };
        return [this.loopHead(head, carried, []), ...this.block(body, this.nexts(carried))];
      }
      case "while": {
        const { scope, trip, trips, condition, carried, body } = statement;
        const head = () => `while ${this.names.scope(scope)} ${name(trip)}`;
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
        const test2 = () => [`test ${atom(statement.condition.test)}`];
        return [
          `loop ${this.names.label(statement.label)}${statement.testFirst ? "" : " body first"}`,
          ...this.block(statement.condition.block, test2),
          "do",
          ...this.block(statement.body),
          ...(statement.update.length === 0 ? [] : ["update", ...this.block(statement.update)]),
        ];
      }
      case "labelled":
        return [`labelled ${this.names.label(statement.label)}`, ...this.block(statement.body)];
      case "exit": {
        const label2 = statement.label === void 0 ? "" : ` ${this.names.label(statement.label)}`;
        return [`${statement.exit}${label2}${statement.value === void 0 ? "" : ` ${atom(statement.value)}`}`];
      }
    }
  }
  if(statement) {
    const { atom, scope } = { atom: this.names.atom, scope: this.names.scope(statement.scope) };
    const head = `${this.definitions(statement.results.map((result) => result.value))}if ${scope} ${atom(statement.condition)}`;
    const side = (branch4) =>
      this.block(statement[branch4], () =>
        results(
          "yield",
          statement.results.map((result) => result[branch4]),
          this.names,
        )(),
      );
    const then = side("then");
    const otherwise = side("else");
    return [head, ...then, ...(otherwise.length === 0 ? [] : ["else", ...otherwise])];
  }
  loopHead(head, carried, before) {
    const defined = this.definitions([...before, ...carried.map((c) => c.result)]);
    const header = head();
    const initial = carried.map((c) => `${this.definition(c.parameter)} = ${this.names.atom(c.initial)}`);
    return `${defined}${header}${initial.length === 0 ? "" : ` carried ${initial.join(", ")}`}`;
  }
  nexts(carried) {
    return results(
      "next",
      carried.map((c) => c.next),
      this.names,
    );
  }
  call(call2) {
    const args = call2.args.map(this.names.atom).join(", ");
    return `${lin(call2.linear)}${this.definitions(call2.results)}call ${this.names.callee(call2.callee)}(${args})`;
  }
  operation(operation) {
    const { atom } = this.names;
    switch (operation.kind) {
      case "primitive":
        return `${operation.name} ${operation.args.map(atom).join(", ")}`;
      case "linear":
        if (operation.terms.length === 0) return "zero";
        return operation.terms.map((term) => `${atom(term.coefficient)} * ${atom(term.tangent)}`).join(" + ");
      case "load":
        return `load ${this.slot(operation)}`;
      case "length":
        return `length ${atom(operation.base)}`;
      case "makeArray":
        return `makeArray [${operation.elements.map(atom).join(", ")}]`;
      case "makeRecord":
        return `makeRecord {${operation.fields.map((field3) => `${field3.name}: ${atom(field3.value)}`).join(", ")}}`;
      case "newArray":
        return `newArray ${atom(operation.length)}${operation.fill === void 0 ? "" : ` fill ${atom(operation.fill)}`}`;
      case "slice":
        return `slice ${this.range(operation)}`;
      case "zerosLike":
        return `zerosLike ${atom(operation.of)}`;
      case "tapeAlloc": {
        const capacity = operation.capacity === void 0 ? "" : ` capacity ${atom(operation.capacity)}`;
        return `tapeAlloc ${printType2(operation.element, true)}${capacity}`;
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
  slot({ base, key }) {
    const object = this.names.atom(base);
    return key.kind === "index" ? `${object}[${this.names.atom(key.index)}]` : `${object}.${key.name}`;
  }
  range(part) {
    const bound = (atom) => (atom === void 0 ? "" : this.names.atom(atom));
    return `${this.names.atom(part.base)}[${bound(part.start)} \u2026 ${bound(part.end)}]`;
  }
  definitions(values) {
    return values.length === 0 ? "" : `${values.map((value) => this.definition(value)).join(", ")} = `;
  }
  definition(value) {
    return `${mark(value)}${this.plain(value)}`;
  }
  plain(value) {
    const obvious = value.type.kind === "number" || value.type.kind === "boolean";
    return `${this.names.value(value)}${obvious ? "" : `: ${printType2(value.type, true)}`}`;
  }
};
var lin = (linear) => (linear ? "lin " : "");
var quoted = (text) => JSON.stringify(text);

// packages/transformer/src/ir/verify/stages.ts
var sourceOnly = /* @__PURE__ */ new Set(["exit", "labelled"]);
var variablesAndLoops = /* @__PURE__ */ new Set(["assign", "loop", "read"]);
function stageFault(statement, stage) {
  const kind = statement.kind === "let" ? statement.operation.kind : statement.kind;
  const source = stage === "source";
  if (sourceOnly.has(kind) && !source) return `${kind} belongs to the source stage`;
  if (variablesAndLoops.has(kind) && !source && stage !== "structured") return `${kind} belongs to the source stage`;
  if (kind === "linear" && stage !== "joint") return "a linear operation belongs to the joint stage";
  if (!("linear" in statement) || !statement.linear) return kind === "linear" ? "its statement is not linear" : void 0;
  if (stage !== "joint") return "a linear statement belongs to the joint stage";
  return void 0;
}

// packages/transformer/src/ir/verify/types.ts
var first = (...faults) => faults.find((fault) => fault !== void 0);
function typesAgree(a, b, assumed = /* @__PURE__ */ new Map()) {
  const left = resolveType(a);
  const right = resolveType(b);
  if (left === right || isUnknown2(left) || isUnknown2(right)) return true;
  if (left.kind !== right.kind) return left.kind === "undefined" || right.kind === "undefined";
  const known2 = assumed.get(left);
  if (known2?.has(right)) return true;
  assumed.set(left, (known2 ?? /* @__PURE__ */ new Set()).add(right));
  if (left.kind === "array" && right.kind === "array") {
    return left.storage === right.storage && typesAgree(left.element, right.element, assumed);
  }
  if (left.kind === "tuple" && right.kind === "tuple") {
    const { elements } = right;
    return (
      left.elements.length === elements.length && left.elements.every((e, i) => typesAgree(e, elements[i], assumed))
    );
  }
  if (left.kind === "record" && right.kind === "record") {
    return left.fields.every((field3) => {
      const other = fieldOf(right, field3.name);
      return other === void 0 || typesAgree(field3.type, other.type, assumed);
    });
  }
  return true;
}
var isUnknown2 = (type) => type.kind === "opaque" || type.kind === "variable";
var isKind = (atom, ...kinds) => {
  const type = resolveType(atomType(atom));
  return isUnknown2(type) || kinds.includes(type.kind);
};
var expectKind = (what, atom, ...kinds) =>
  isKind(atom, ...kinds) ? void 0 : `${what} is a ${resolveType(atomType(atom)).kind}, not a ${kinds.join(" or ")}`;
var expectType = (what, atom, type) =>
  typesAgree(atomType(atom), type)
    ? void 0
    : `${what} is a ${resolveType(atomType(atom)).kind}, where a ${resolveType(type).kind} belongs`;
function slotType2(base, key) {
  const type = resolveType(atomType(base));
  if (isUnknown2(type)) return type;
  if (!isReference(type)) return `the base is a ${type.kind}, not a reference`;
  if (key.kind === "index") {
    if (type.kind !== "array") return `an index addresses a ${type.kind}`;
    return expectKind("the index", key.index, "number") ?? type.element;
  }
  if (type.kind === "array") return `the field ${key.name} addresses an array`;
  const slot =
    type.kind === "tuple"
      ? type.elements[Number(key.name)]
      : type.kind === "record"
        ? fieldOf(type, key.name)?.type
        : void 0;
  return slot ?? `the ${type.kind} has no field ${key.name}`;
}
function storeFault(base, key, value) {
  const slot = slotType2(base, key);
  return typeof slot === "string" ? slot : expectType("the value stored", value, slot);
}
function letFault({ value, operation }) {
  const type = resolveType(value.type);
  const array = (base) => expectKind("the base", base, "array");
  const index = (what, atom) => (atom === void 0 ? void 0 : expectKind(what, atom, "number"));
  switch (operation.kind) {
    case "primitive":
      return primitiveFault(operation, type);
    case "linear":
      return first(
        gives(type, "number"),
        ...operation.terms.map((term) => expectKind("a coefficient", term.coefficient, "number")),
        ...operation.terms.map((term) =>
          term.tangent.linear ? void 0 : `${term.tangent.name ?? "a tangent"} is not linear`,
        ),
      );
    case "load": {
      const slot = slotType2(operation.base, operation.key);
      if (typeof slot === "string") return slot;
      return typesAgree(slot, type) ? void 0 : `a slot of type ${resolveType(slot).kind} is loaded as ${type.kind}`;
    }
    case "length":
      return first(expectKind("the base", operation.base, "array", "tuple", "string"), gives(type, "number"));
    case "makeArray":
      return first(gives(type, "array", "tuple"), elementsFault(operation.elements, type));
    case "makeRecord":
      return first(gives(type, "record"), fieldsFault(operation, type));
    case "newArray":
      return first(
        gives(type, "array"),
        index("the length", operation.length),
        operation.fill !== void 0 && type.kind === "array"
          ? expectType("the fill", operation.fill, type.element)
          : void 0,
      );
    case "slice":
      return first(
        array(operation.base),
        gives(type, "array"),
        index("the start", operation.start),
        index("the end", operation.end),
      );
    case "tapeAlloc":
      return index("the capacity", operation.capacity);
    case "tapeLoad":
      return first(index("the position", operation.position), tapeFault(operation.tape));
    default:
      return void 0;
  }
}
var tapeFault = (tape) =>
  tape.kind === "value" && !["number", "boolean", "string", "undefined"].includes(resolveType(tape.type).kind)
    ? void 0
    : "the tape is not a tape";
var gives = (type, ...kinds) =>
  isUnknown2(type) || kinds.includes(type.kind) ? void 0 : `it gives a ${kinds.join(" or ")}, not a ${type.kind}`;
function elementsFault(elements, type) {
  if (type.kind === "array")
    return first(...elements.map((element) => expectType("an element", element, type.element)));
  if (type.kind !== "tuple") return void 0;
  if (elements.length !== type.elements.length)
    return `${elements.length} elements make a tuple of ${type.elements.length}`;
  return first(...elements.map((element, i) => expectType(`element ${i}`, element, type.elements[i])));
}
function fieldsFault(operation, type) {
  if (type.kind !== "record") return void 0;
  const types = new Map(type.fields.map((field3) => [field3.name, field3.type]));
  return first(
    ...operation.fields.map((field3) => {
      const expected = types.get(field3.name);
      if (expected === void 0) return `the type has no field ${field3.name}`;
      return expectType(`the field ${field3.name}`, field3.value, expected);
    }),
  );
}
var has2 = (names2, name) => names2.includes(name);
var ordering = ["lt", "le", "gt", "ge"];
var unary3 = ["neg", "not", "bitnot", "isNaN", "isFinite", "isInteger", "identity", "toNumber", "orZero"];
var binary3 = [
  ...["add", "sub", "mul", "div", "rem", "pow", "atan2", "imul", "max", "min"],
  ...comparisons,
  "and",
  "or",
  ...bitwise.filter((name) => name !== "bitnot"),
];
function primitiveFault({ name, args }, type) {
  const count2 = name === "select" ? 3 : name === "hypot" ? void 0 : has2(binary3, name) ? 2 : 1;
  if (count2 !== void 0 && args.length !== count2) return `${name} of ${args.length} arguments`;
  const all2 = (...kinds) => first(...args.map((arg, i) => expectKind(`argument ${i} of ${name}`, arg, ...kinds)));
  if (name === "eq" || name === "ne") return gives(type, "boolean");
  if (has2(ordering, name)) return first(gives(type, "boolean"), all2("number", "string"));
  if (has2(logical2, name)) return first(gives(type, "boolean"), all2("boolean"));
  if (name === "select") {
    const [condition, ...sides] = args;
    return first(
      expectKind("the condition", condition, "boolean"),
      ...sides.map((side) => expectType(`an alternative of select`, side, type)),
    );
  }
  if (name === "identity") return first(...args.map((arg) => expectType("what is copied", arg, type)));
  if (name === "toNumber") return gives(type, "number");
  if (has2(unary3, name) && name.startsWith("is")) return gives(type, "boolean");
  if (name === "add" && type.kind === "string") return all2("string", "number");
  return first(gives(type, "number"), all2("number"));
}

// packages/transformer/src/ir/verify/visibility.ts
var Visibility = class {
  constructor(mirrors2) {
    this.mirrors = mirrors2;
  }
  mirrors;
  visible = /* @__PURE__ */ new Set();
  places = /* @__PURE__ */ new Map();
  open = /* @__PURE__ */ new Map();
  entered = [[]];
  place;
  define(value) {
    if (this.places.has(value)) return "redefined";
    this.places.set(value, this.place);
    this.visible.add(value);
    this.entered.at(-1)?.push(value);
    return void 0;
  }
  /** Runs `action` inside a block; afterwards nothing that it defined is visible. */
  inside(scope, part, action) {
    const key = `${scope} ${part}`;
    const outer = this.place;
    this.place = { key, isLoop: part.endsWith("body"), parent: outer };
    this.open.set(key, (this.open.get(key) ?? 0) + 1);
    this.entered.push([]);
    action();
    for (const value of this.entered.pop() ?? []) this.visible.delete(value);
    this.open.set(key, (this.open.get(key) ?? 0) - 1);
    this.place = outer;
  }
  /** What is wrong with a use here. */
  fault(value) {
    if (this.visible.has(value)) return void 0;
    if (!this.places.has(value)) return "is not defined before";
    if (!this.mirrors) return "is not visible here";
    for (let place = this.places.get(value); place !== void 0; place = place.parent) {
      if (!this.open.get(place.key))
        return "is not visible here, and no enclosing scope mirrors that of its definition";
    }
    return void 0;
  }
  /** The body of the innermost loop here. */
  get innermostLoop() {
    let place = this.place;
    while (place !== void 0 && !place.isLoop) place = place.parent;
    return place;
  }
  /** Whether the definition of a value is inside a block that is open here. */
  isInside(value, block4) {
    let place = this.places.get(value);
    while (place !== void 0 && place !== block4) place = place.parent;
    return place !== void 0;
  }
};

// packages/transformer/src/ir/verify.ts
function verify(fn, stage) {
  new Verifier(fn, stage).function();
}
function verifyProgram(program, stage) {
  for (const fn of functionsOf(program)) new Verifier(fn, stage, program).function();
}
var Verifier = class {
  constructor(fn, stage, program) {
    this.fn = fn;
    this.stage = stage;
    this.program = program;
    this.visibility = new Visibility(stage === "unscheduled");
  }
  fn;
  stage;
  program;
  visibility;
  /** Values that linear statements define: no primal statement may depend on one. */
  tangents = /* @__PURE__ */ new Set();
  scopes = /* @__PURE__ */ new Set();
  /** The positions written in the present block, by tape. */
  tapeWrites = /* @__PURE__ */ new Map();
  function() {
    for (const parameter of this.fn.params) this.define(parameter, void 0);
    const leaves = this.block(this.fn.body);
    if (!leaves) for (const atom of this.fn.results) this.use(atom, void 0);
  }
  /** Whether the block always leaves the function or a loop, so that what follows and its results do not matter. */
  block(block4) {
    let leaves = false;
    const outer = this.tapeWrites;
    this.tapeWrites = /* @__PURE__ */ new Map();
    for (const statement of block4) if (this.statement(statement)) leaves = true;
    this.tapeWrites = outer;
    return leaves;
  }
  statement(statement) {
    this.check(stageFault(statement, this.stage), statement);
    switch (statement.kind) {
      case "if":
        this.openScope(statement);
        return this.if(statement);
      case "for":
        this.openScope(statement);
        this.for(statement);
        return false;
      case "while":
        this.openScope(statement);
        this.while(statement);
        return false;
      case "loop":
        this.conditionBlock(statement, statement.label, "labelled condition");
        this.visibility.inside(statement.label, "labelled body", () => this.block(statement.body));
        this.visibility.inside(statement.label, "labelled update", () => this.block(statement.update));
        return false;
      case "labelled":
        this.visibility.inside(statement.label, "labelled body", () => this.block(statement.body));
        return false;
      default:
        this.simple(statement);
        return statement.kind === "throw" || statement.kind === "exit";
    }
  }
  /** A statement without blocks. */
  simple(statement) {
    for (const atom of uses(statement)) this.use(atom, statement);
    this.primalUses(statement);
    switch (statement.kind) {
      case "let":
        this.check(letFault(statement), statement);
        this.define(statement.value, statement);
        if (statement.linear) this.tangents.add(statement.value);
        return;
      case "store":
        this.check(storeFault(statement.base, statement.key, statement.value), statement);
        return;
      case "accumulate":
        this.check(storeFault(statement.base, statement.key, statement.value), statement);
        this.check(expectKind("the value", statement.value, "number"), statement);
        return;
      case "fill":
        this.check(storeFault(statement.base, { kind: "index", index: zeroIndex }, statement.value), statement);
        return;
      case "resize":
        this.check(expectKind("the base", statement.base, "array"), statement);
        this.check(expectKind("the length", statement.length, "number"), statement);
        return;
      case "tapeStore":
        this.check(tapeFault(statement.tape) ?? expectKind("the position", statement.position, "number"), statement);
        this.writeOnce(statement);
        return;
      case "call": {
        const callee = this.program && findFunction(this.program, statement.callee);
        if (this.program !== void 0 && callee === void 0) this.check("the program has no such function", statement);
        if (callee !== void 0) {
          const fits = callee.params.length === statement.args.length;
          this.check(
            fits ? void 0 : `${statement.args.length} arguments for ${callee.params.length} parameters`,
            statement,
          );
          callee.params.forEach((parameter, i) => {
            const argument2 = statement.args[i];
            if (argument2 !== void 0) this.check(expectType(`argument ${i}`, argument2, parameter.type), statement);
          });
        }
        for (const value of statement.results) {
          this.define(value, statement);
          if (statement.linear && value.linear && value.type.kind === "number") this.tangents.add(value);
        }
        return;
      }
      case "assign":
        this.check(expectType("the value", statement.value, statement.variable.type), statement);
        return;
    }
  }
  if(statement) {
    this.use(statement.condition, statement);
    this.check(expectKind("the condition", statement.condition, "boolean"), statement);
    const side = (branch4) => {
      let leaves = false;
      this.visibility.inside(statement.scope, branch4, () => {
        leaves = this.block(statement[branch4]);
        for (const result of statement.results) {
          if (leaves && result[branch4].kind === "constant") continue;
          this.use(result[branch4], statement);
          this.check(expectType(`a result of the ${branch4} branch`, result[branch4], result.value.type), statement);
        }
      });
      return leaves;
    };
    const thenLeaves = side("then");
    const elseLeaves = side("else");
    for (const result of statement.results) this.define(result.value, statement);
    return thenLeaves && elseLeaves;
  }
  for(statement) {
    const { from, to, step: step2, test: test2 } = statement;
    this.use(from, statement);
    this.use(to, statement);
    for (const atom of [from, to]) this.check(expectKind("a bound", atom, "number"), statement);
    const up = test2 === "lt" || test2 === "le";
    if (!Number.isInteger(step2) || step2 === 0) this.check(`the step ${step2} is not a nonzero integer`, statement);
    if (up !== step2 > 0) this.check(`the step ${step2} never ends ${test2}`, statement);
    if (from.kind === "constant" && !Number.isInteger(from.value)) this.check("the start is not an integer", statement);
    this.initials(statement.carried, statement);
    this.visibility.inside(statement.scope, "body", () => {
      this.define(statement.index, statement);
      this.loopBody(statement);
    });
    for (const carried of statement.carried) this.define(carried.result, statement);
  }
  while(statement) {
    this.initials(statement.carried, statement);
    this.visibility.inside(statement.scope, "body", () => {
      this.define(statement.trip, statement);
      this.loopBody(statement, () => this.conditionBlock(statement, statement.scope, "condition"));
    });
    this.define(statement.trips, statement);
    for (const carried of statement.carried) this.define(carried.result, statement);
  }
  initials(all2, statement) {
    for (const carried of all2) {
      this.use(carried.initial, statement);
      this.check(expectType("an initial value", carried.initial, carried.parameter.type), statement);
      this.check(expectType("a carried parameter", carried.parameter, carried.result.type), statement);
    }
  }
  loopBody(statement, before = () => {}) {
    for (const carried of statement.carried) this.define(carried.parameter, statement);
    before();
    const leaves = this.block(statement.body);
    for (const carried of statement.carried) {
      if (leaves && carried.next.kind === "constant") continue;
      this.use(carried.next, statement);
      this.check(expectType("a next value", carried.next, carried.result.type), statement);
    }
  }
  conditionBlock(statement, scope, part) {
    const { block: block4, test: test2 } = statement.condition;
    this.visibility.inside(scope, part, () => {
      this.block(block4);
      this.use(test2, statement);
      this.check(expectKind("the condition", test2, "boolean"), statement);
    });
  }
  /** Until the reverse sweep mirrors it, a scope occurs once. */
  openScope(statement) {
    if (this.scopes.has(statement.scope) && this.stage !== "unscheduled" && this.stage !== "scheduled") {
      this.check(`the scope id ${statement.scope} is used twice`, statement);
    }
    this.scopes.add(statement.scope);
  }
  define(value, statement) {
    if (this.visibility.define(value) !== void 0) this.check(`${label(value)} is defined twice`, statement);
  }
  use(atom, statement) {
    if (atom.kind === "constant") return;
    const fault = this.visibility.fault(atom);
    if (fault !== void 0) this.check(`${label(atom)} ${fault}`, statement);
  }
  primalUses(statement) {
    if (!("linear" in statement) || statement.linear) return;
    const read2 = statement.kind === "let" ? operands(statement.operation) : uses(statement);
    const tangent = read2.find((atom) => atom.kind === "value" && this.tangents.has(atom));
    if (tangent !== void 0) this.check("a primal statement uses a tangent", statement);
  }
  /** Not two stores at one position of a block; in a loop inside that of the allocation, a position of that loop. */
  writeOnce(statement) {
    if (statement.tape.kind !== "value") return;
    const { position: position2, tape } = statement;
    const written = this.tapeWrites.get(tape) ?? /* @__PURE__ */ new Set();
    this.tapeWrites.set(tape, written);
    const key = position2.kind === "constant" ? String(position2.value) : position2;
    if (written.has(key)) this.check("the tape is written twice at one position", statement);
    written.add(key);
    const loop = this.visibility.innermostLoop;
    if (loop === void 0 || this.visibility.isInside(tape, loop)) return;
    if (position2.kind === "constant" || !this.visibility.isInside(position2, loop)) {
      this.check("every iteration writes the tape at one position", statement);
    }
  }
  check(fault, statement) {
    if (fault === void 0) return;
    const where = statement === void 0 ? "" : `: ${printStatement(statement).split("\n")[0]}`;
    throw new Error(`verify (${this.stage} stage) ${this.fn.ref.name}: ${fault}${where}`);
  }
};
var zeroIndex = { kind: "constant", value: 0 };
var label = (value) => `${value.name ?? "t"} (value ${value.id})`;

// packages/transformer/src/step.ts
function createSteps(ctx, options) {
  let subject = options.subject ?? { name: void 0, span: void 0 };
  return (pass, stage, run, functionsIn) => {
    try {
      const before = performance.now();
      const result = run();
      const milliseconds = performance.now() - before;
      const program = functionsIn === void 0 && isProgram(result) ? result : void 0;
      const functions2 = functionsIn === void 0 ? functionsOfResult(result) : functionsIn(result);
      const main = functions2[0];
      if (main !== void 0) subject = { name: main.ref.name, span: main.span ?? subject.span };
      options.record?.(
        pass,
        milliseconds,
        functions2.reduce((sum4, fn) => sum4 + countStatements2(fn), 0),
      );
      options.inspect?.(pass, functions2);
      options.dump?.(pass, printFunctions(functions2));
      if (options.verify && stage !== void 0 && !ctx.reporter.failed) {
        if (program !== void 0) verifyProgram(program, stage);
        else for (const fn of functions2) verify(fn, stage);
      }
      return result;
    } catch (error) {
      if (error instanceof InternalError) throw error;
      throw new InternalError(pass, subject.name, subject.span, error);
    }
  };
}
var isProgram = (result) => typeof result === "object" && result !== null && "root" in result && "functions" in result;
var isFunction = (result) => typeof result === "object" && result !== null && "ref" in result && "body" in result;
function functionsOfResult(result) {
  if (isProgram(result)) return functionsOf(result);
  return isFunction(result) ? [result] : [];
}
function countStatements2(fn) {
  let count2 = 0;
  visit(fn.body, () => {
    count2++;
  });
  return count2;
}

// packages/transformer/src/pipeline.ts
function derive(root2, request, ctx) {
  const span = spanOf(root2);
  const name = root2.name?.getText() ?? "the function";
  const step2 = createSteps(ctx, { verify: true, subject: { name, span }, ...ctx.steps });
  const primal = toPrimal(root2, step2, ctx);
  if (primal === void 0 || ctx.reporter.failed) return void 0;
  const subject = prepare(primal, request, ctx);
  if (ctx.reporter.failed) return void 0;
  return request.marker === "jvp" ? forwardMode(subject, step2, ctx) : reverseMode(subject, request, step2, ctx);
}
function toPrimal(root2, step2, ctx) {
  const source = step2("lower", "source", () => lower2(root2, ctx));
  if (source === void 0 || ctx.reporter.failed) return void 0;
  const structured = step2("structureExits", "structured", () => mapProgram(source, (fn) => structureExits(fn, ctx)));
  const ssa = step2("enterSSA", "primal", () => mapProgram(structured, (fn) => enterSSA(fn, ctx)));
  const small2 = step2("simplify", "primal", () => mapProgram(ssa, (fn) => simplify(fn, ctx)));
  const inlined = step2("inline", "primal", () => inline(small2, ctx));
  const each2 = (pass, program, run) => step2(pass, "primal", () => mapProgram(program, run));
  const scalars = each2("scalarReplace", inlined, (fn) => scalarReplace(fn, ctx));
  const simple = each2("simplify", scalars, (fn) => simplify(fn, ctx));
  const hoisted = each2("hoist", simple, (fn) => hoist2(fn, ctx));
  const counted2 = each2("countLoops", hoisted, (fn) => countLoops(fn, ctx));
  const moved = each2("hoist", counted2, (fn) => hoist2(fn, ctx));
  const again = each2("simplify", moved, (fn) => simplify(fn, ctx));
  return each2("sink", again, (fn) => sink(fn, ctx));
}
function prepare(lowered, request, ctx) {
  const root2 = { ...renumber(lowered.root, ctx.ids), ref: newFunctionRef(ctx.ids, lowered.root.ref.name) };
  const others = [...lowered.functions.values()].filter(
    (fn) => fn.ref.id !== lowered.root.ref.id || isCalled(fn, lowered),
  );
  const program = { root: root2, functions: new Map([root2, ...others].map((fn) => [fn.ref.id, fn])) };
  const rules = createRules(ctx);
  const indices = typeof request.wrt === "number" ? [request.wrt] : request.wrt;
  const inputs = indices.flatMap((index) => program.root.params[index] ?? []);
  const first2 = analyzeSubject(program, inputs, rules);
  checkModuleState([...program.functions.values()], first2, ctx);
  const lifted = liftModuleState(program, first2.activity.needsShadow.bind(first2.activity), ctx);
  const { activity } = lifted === program ? first2 : analyzeSubject(lifted, inputs, rules);
  return { program: lifted, functions: [...lifted.functions.values()], activity, rules, inputs };
}
function analyzeSubject(program, inputs, rules) {
  const functions2 = [...program.functions.values()];
  const aliases = analyzeAliases(functions2);
  const isInactive = (primitive2) =>
    primitive2 !== "select" && primitive2 !== "identity" && rules.get(primitive2) === void 0;
  const state = moduleSlots(functions2, aliases);
  const useful = analyzeUseful(functions2, { aliases, isInactive });
  const isIgnored = (slot) => state.has(slot) && !useful.isUsefulSlot(slot);
  const activity = analyzeActivity(functions2, { aliases, inputs, isInactive, isIgnored });
  return { activity, aliases, state, useful };
}
function isCalled(fn, program) {
  let called = false;
  for (const other of [program.root, ...program.functions.values()]) {
    visit(other.body, (statement) => {
      called ||= statement.kind === "call" && statement.callee.id === fn.ref.id;
    });
  }
  return called;
}
function forwardMode({ program, functions: functions2, activity, rules, inputs }, step2, ctx) {
  const calls = createCallPlan(functions2, activity, ctx);
  const options = { activity, rules, calls, mode: "forward", clears: false };
  const main = step2("linearize", "joint", () => linearize(program.root, ctx, options), jointFunction);
  const pushed = pushforwardRoot(evaluated(main, step2, ctx), main, inputs, ctx);
  const helpers = functions2.flatMap((fn) => {
    const split3 = calls.split(fn.ref);
    if (fn.ref.id !== program.root.ref.id && split3 === void 0) return [fn];
    if (split3 === void 0) return [];
    const joint = step2("linearize", "joint", () => linearize(fn, ctx, options), jointFunction);
    const body = evaluated(joint, step2, ctx);
    const tangents = joint.tangentParams.map((param) => param.tangent);
    const results2 = split3.tangentResults.map((i) => joint.resultTangents[i] ?? constant(0));
    return [
      {
        ...body,
        ref: split3.pushforward,
        params: [...body.params, ...tangents],
        results: [...body.results, ...results2],
      },
    ];
  });
  return finish(guardDistinct(pushed, [pushed, ...helpers], ctx), helpers, step2, ctx);
}
var evaluated = (joint, step2, ctx) => step2("evaluateInPlace", void 0, () => evaluateInPlace(joint.fn, ctx));
var jointFunction = ({ fn, tangentParams, resultTangents }) => [
  {
    ...fn,
    params: [...fn.params, ...tangentParams.map((param) => param.tangent)],
    results: [...fn.results, ...resultTangents.filter((tangent) => tangent !== void 0)],
  },
];
function reverseMode(subject, request, step2, ctx) {
  const { program, functions: functions2, activity, rules, inputs } = subject;
  const calls = createCallPlan(functions2, activity, ctx);
  const options = { activity, rules, calls, mode: "reverse", clears: false };
  const joint = step2("linearize", "joint", () => linearize(program.root, ctx, options), jointFunction);
  const halves = step2("unzip", void 0, () => unzip(joint), unzipped);
  const unscheduled = step2("transpose", "unscheduled", () => {
    const cotangents = /* @__PURE__ */ new Map();
    const [result] = joint.resultTangents;
    if (result?.kind === "value") cotangents.set(result, one);
    const reverse2 = transpose(halves.linear, cotangents, ctx, transposeOptions(joint, halves));
    return joinSweeps(halves.primal, reverse2, { joint, inputs, cotangents, request }, functions2, ctx);
  });
  const splits = functions2.flatMap((fn) => {
    const split3 = calls.split(fn.ref);
    if (split3 === void 0) return [];
    const callee = step2("linearize", "joint", () => linearize(fn, ctx, options), jointFunction);
    const sides = step2("unzip", void 0, () => unzip(callee), unzipped);
    return [
      step2(
        "transpose",
        void 0,
        () => splitSweeps(sides, callee, split3, transposeOptions(callee, sides), ctx),
        splitFunctions,
      ),
    ];
  });
  const inactive = functions2.filter((fn) => fn.ref.id !== program.root.ref.id && calls.split(fn.ref) === void 0);
  const simpleSplits = splits.map((split3) => simplifySplit(split3, step2, ctx));
  const others = [...simpleSplits.flatMap(splitFunctions), ...inactive];
  const simple = step2("simplify", "unscheduled", () => simplify(unscheduled, ctx));
  const fused = step2("fuse", "unscheduled", () => fuse(simple, analyzeProgram([simple, ...others]), ctx));
  const ready = step2("simplify", "unscheduled", () => simplify(fused, ctx));
  const delayed = step2("delayShadows", "unscheduled", () => delayShadows(ready, joint.primals, ctx));
  const analysis = analyzeProgram([delayed, ...others]);
  const scheduled = step2("plan", "scheduled", () => plan(delayed, analysis, ctx));
  const planned = simpleSplits.map((split3) =>
    step2(
      "plan",
      void 0,
      () => planSplit(split3, analysis, ctx),
      ({ forward, reverse: reverse2 }) => [forward, reverse2],
    ),
  );
  const helpers = [...planned.flatMap(({ forward, reverse: reverse2 }) => [forward, reverse2]), ...inactive];
  return finish(guardDistinct(scheduled, functions2, ctx), helpers, step2, ctx);
}
function simplifySplit({ forward, reverse: reverse2, frameType }, step2, ctx) {
  const between = newValue(ctx.ids, { kind: "undefined" });
  const boundary = letValue(between, { kind: "opaque", text: "reverse half", args: [] });
  const count2 = forward.results.length;
  const whole = {
    ...forward,
    params: [...forward.params, ...reverse2.params],
    body: [...forward.body, boundary, ...reverse2.body],
    results: [...forward.results, ...reverse2.results],
  };
  const { body, results: results2 } = step2("simplify", "unscheduled", () => simplify(whole, ctx));
  const at2 = body.findIndex((statement) => statement.kind === "let" && statement.value === between);
  return {
    forward: { ...forward, body: body.slice(0, at2), results: results2.slice(0, count2) },
    reverse: { ...reverse2, body: body.slice(at2 + 1), results: results2.slice(count2) },
    frameType,
  };
}
var transposeOptions = (joint, halves) => {
  const finiteness = analyzeFinite(halves.primal.body);
  const mayBeInfinite = (atom) => !finiteness.isFinite(atom);
  return { tangents: joint.tangents, mayMiss: joint.mayMiss, unsureStores: joint.unsureStores, mayBeInfinite };
};
var unzipped = (halves) => [halves.primal, { ...halves.primal, body: halves.linear, results: [] }];
var splitFunctions = ({ forward, reverse: reverse2 }) => [forward, { ...reverse2, span: forward.span }];
function finish(main, helpers, step2, ctx) {
  const polished = dropModuleVariables([main, ...helpers]).map((fn) => {
    const late = step2("makeLate", "scheduled", () => makeLate(fn, ctx));
    const simple = step2("simplify", "scheduled", () => simplify(late, ctx));
    const hoisted = step2("hoist", "scheduled", () => hoist2(simple, ctx));
    const sunk = step2("sink", "scheduled", () => sink(hoisted, ctx));
    return step2("simplify", "scheduled", () => simplify(sunk, ctx));
  });
  const analysis = analyzeProgram(polished);
  const [first2 = main, ...others] = polished.map((fn) => {
    const ascending = step2("ascend", "scheduled", () => ascend(fn, analysis, ctx));
    return step2("pool", "scheduled", () => pool(ascending, ctx));
  });
  return { main: first2, helpers: others };
}
var mapProgram = (program, run) => {
  const functions2 = new Map([...program.functions].map(([id, fn]) => [id, run(fn)]));
  return { root: functions2.get(program.root.ref.id) ?? run(program.root), functions: functions2 };
};

// packages/transformer/src/transform.ts
function transformModule(file, frontend, settings) {
  return compile(file, frontend, settings, {
    plan: (reporter) => discover(file, frontend, reporter),
    exported: false,
  });
}
function deriveExports(file, request, frontend, settings) {
  return compile(file, frontend, settings, {
    plan: (reporter) => ({ derivatives: planExports(file, request, frontend, reporter), uses: [] }),
    exported: true,
  });
}
function compile(file, frontend, settings, task) {
  const reporter = new Reporter();
  const files = reachableFiles(file, frontend.resolveImport);
  const dependencies = files.filter((other) => other !== file).map((other) => other.fileName);
  const finish2 = (code, map2) => ({
    code,
    map: map2,
    diagnostics: reporter.diagnostics,
    dependencies,
  });
  for (const one2 of files) reportSyntaxErrors(one2, frontend, reporter);
  if (frontend.syntaxErrors(file.fileName).length > 0) return finish2(file.text, null);
  const plan2 = task.plan(reporter);
  if (plan2.derivatives.length > 0) reportImportCycle(file, frontend, reporter);
  const made = deriveAll(plan2.derivatives, frontend, reporter, settings);
  const generated = generate(made, file, frontend, reporter, task);
  if (generated.names.size === 0) return finish2(file.text, null);
  const result = splice({
    fileName: file.fileName,
    source: file.text,
    edits: editsOf(plan2, generated.names, generated.imports, file),
    generated: isJavaScript(file) ? stripTypes(generated.code) : generated.code,
    mappings: generated.mappings,
    textOf: (path) => frontend.sourceFile(path)?.text,
  });
  return finish2(result.code, settings.sourcemap ? result.map : null);
}
function deriveAll(derivatives, frontend, reporter, { optimizations, dump }) {
  const ids = createIds();
  return derivatives.flatMap((planned) => {
    const { marker, wrt, declaration, name, calls } = planned;
    const ctx = { ...createContext(frontend, optimizations), ids, steps: { verify: true, dump } };
    try {
      const derivative = derive(declaration, { marker, wrt }, ctx);
      merge(reporter, ctx.reporter.diagnostics);
      return derivative && !ctx.reporter.failed ? [{ planned, derivative }] : [];
    } catch (error) {
      merge(reporter, ctx.reporter.diagnostics);
      const message = messageOf(error);
      if (!ctx.reporter.failed)
        reporter.report("internalError", spanOf(calls[0] ?? declaration.name ?? declaration), {
          marker,
          name,
          message,
        });
      return [];
    }
  });
}
function editsOf(plan2, names2, imports, file) {
  const replaced = /* @__PURE__ */ new Set();
  const edits = [...names2].flatMap(([planned, name]) =>
    planned.calls.map((call2) => {
      replaced.add(call2);
      return { start: call2.getStart(file), end: call2.end, text: name };
    }),
  );
  const bindings = [...new Set(plan2.uses.map((use) => use.binding))];
  const left = plan2.uses.filter((use) => !use.call || !replaced.has(use.call));
  const inTypes = namesInTypes(file);
  const isUsed = (binding) => inTypes.has(binding.local.text) || left.some((use) => use.binding === binding);
  return [...edits, ...editImports(file, bindings, isUsed, imports)];
}
function namesInTypes(file) {
  const names2 = /* @__PURE__ */ new Set();
  const visit2 = (node, isType) => {
    if (isType && ts.isIdentifier(node)) names2.add(node.text);
    ts.forEachChild(node, (child) => visit2(child, isType || ts.isTypeNode(child)));
  };
  visit2(file, false);
  return names2;
}
function reportSyntaxErrors(file, frontend, reporter) {
  for (const { start, length, messageText } of frontend.syntaxErrors(file.fileName)) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n").replace(/\.$/, "");
    reporter.report("syntaxError", { file: file.fileName, start, end: start + length }, { message });
  }
}
function reportImportCycle(file, frontend, reporter) {
  const cycle = findImportCycle(file, frontend.resolveImport);
  if (!cycle) return;
  const names2 = [...cycle.files, file].map((one2) => shortName(one2.fileName)).join(" \u2192 ");
  reporter.report("cyclicImport", spanOf(cycle.first), { cycle: names2 });
}
function messageOf(error) {
  if (error instanceof InternalError) return `${error.pass}: ${messageOf(error.cause)}`;
  return error instanceof Error ? error.message : String(error);
}
function merge(reporter, diagnostics) {
  const known2 = new Set(reporter.diagnostics.map((diagnostic) => JSON.stringify(diagnostic)));
  reporter.diagnostics.push(...diagnostics.filter((diagnostic) => !known2.has(JSON.stringify(diagnostic))));
}
var isJavaScript = (file) => /\.[cm]?jsx?$/.test(file.fileName);

// packages/transformer/src/compiler.ts
function createCompiler(options = {}) {
  const projects = /* @__PURE__ */ new Map();
  const projectFor = (fileName) => {
    const config =
      options.tsconfig === void 0
        ? findConfig(fileName)
        : options.tsconfig === false
          ? void 0
          : absolutePath(options.tsconfig);
    const project = projects.get(config) ?? createProject(config);
    projects.set(config, project);
    return project;
  };
  const open = (source, fileName) => {
    const frontend = projectFor(absolutePath(fileName)).open(/* @__PURE__ */ new Map([[fileName, source]]));
    const file = frontend.sourceFile(fileName);
    if (!file) throw new Error(`${fileName}: is neither TypeScript nor JavaScript`);
    return { file, frontend };
  };
  const { optimizations = {}, sourcemap = true, dump } = options;
  const settings = { optimizations, sourcemap, dump };
  return {
    transform(source, { fileName }) {
      if (!mentionsMarkers(source)) return { code: source, map: null, diagnostics: [], dependencies: [] };
      const { file, frontend } = open(source, fileName);
      return transformModule(file, frontend, settings);
    },
    deriveExports(source, { fileName, marker = "valueAndGrad", wrt = 0, names: names2 }) {
      const { file, frontend } = open(source, fileName);
      return deriveExports(file, { marker, wrt, names: names2 }, frontend, settings);
    },
  };
}

// packages/transformer/src/diagnostics/render.ts
import { existsSync, readFileSync as readFileSync2 } from "node:fs";
import { relative as relative3 } from "node:path";
// packages/transformer/src/diagnostics/codeFrame.ts
import { codeFrameColumns } from "@babel/code-frame";
import { createColors } from "picocolors";

function placeOf3(text, offset2) {
  const starts = lineStarts(text);
  const line = lineAt(starts, offset2);
  return { line: line + 1, column: offset2 - starts[line] + 1 };
}
function codeFrame(text, span, options) {
  const start = placeOf3(text, span.start);
  const firstBreak = text.indexOf("\n", span.start);
  const lastOfLine = firstBreak < 0 ? text.length : firstBreak;
  const end = placeOf3(text, Math.max(span.start + 1, Math.min(span.end, lastOfLine)));
  return codeFrameColumns(
    text,
    { start, end },
    {
      forceColor: options.color,
      highlightCode: options.color,
      linesAbove: options.context,
      linesBelow: options.context,
    },
  );
}

// packages/transformer/src/diagnostics/render.ts
function render(diagnostic, options = {}) {
  const color = createColors(options.color ?? false);
  const severity = diagnostic.severity === "error" ? color.red("error") : color.yellow("warning");
  return [
    `${severity} ${color.bold(diagnostic.code)}: ${diagnostic.message}`,
    ...location(diagnostic.span, options, 2),
    ...diagnostic.related.flatMap((related) => renderRelated(related, options)),
    `  ${color.cyan("help:")} ${diagnostic.remedy}`,
    "",
  ].join("\n");
}
var renderAll = (diagnostics, options = {}) => diagnostics.map((diagnostic) => render(diagnostic, options)).join("\n");
var renderRelated = ({ message, span }, options) => [
  `  ${createColors(options.color ?? false).cyan("note:")} ${message}`,
  ...location(span, options, 0),
];
function location(span, options, context) {
  if (!span) return [];
  const path = relative3(options.directory ?? process.cwd(), span.file).replaceAll("\\", "/");
  const text = options.textOf?.(span.file) ?? readIfThere(span.file);
  if (text === void 0) return [`  at ${path}`];
  const { line, column } = placeOf3(text, span.start);
  const frame = codeFrame(text, span, { color: options.color ?? false, context });
  return [`  at ${path}:${line}:${column}`, ...frame.split("\n").map((row) => `  ${row}`.trimEnd())];
}
var readIfThere = (file) => (existsSync(file) ? readFileSync2(file, "utf8") : void 0);

// packages/transformer/src/index.ts
var transform = (source, { fileName, ...options }) => createCompiler(options).transform(source, { fileName });

export { createCompiler, render, renderAll, transform };

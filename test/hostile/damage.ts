import fc from "fast-check";
import { ts } from "ts-morph";

/** A source text with something wrong in it, as an editor has it while someone types, or as no one would write it. */
export interface Damaged {
  readonly text: string;
  /** How it came about. */
  readonly how: string;
}

/** Random bytes, files that end too early or have holes, and syntax trees whose parts are exchanged. */
export const damaged = (sources: readonly { readonly title: string; readonly text: string }[]): fc.Arbitrary<Damaged> =>
  fc.oneof(
    { weight: 1, arbitrary: randomBytes },
    {
      weight: 20,
      arbitrary: fc
        .constantFrom(...sources)
        .chain(({ title, text }) => injuries(text).map(({ how, text }) => ({ how: `${how} of ${title}`, text }))),
    },
  );

const randomBytes: fc.Arbitrary<Damaged> = fc.uint8Array({ maxLength: 400 }).map((bytes) => ({
  how: "bytes",
  text: `import { grad } from "cotangent";\n${Buffer.from(bytes).toString("latin1")}\nexport const g = grad(f);\n`,
}));

const injuries = (text: string): fc.Arbitrary<Damaged> =>
  fc.oneof(
    { weight: 1, arbitrary: truncated(text) },
    { weight: 2, arbitrary: withHole(text) },
    { weight: 2, arbitrary: withTokens(text) },
    { weight: 12, arbitrary: grafted(text, 1) },
    { weight: 6, arbitrary: grafted(text, 3) },
  );

const truncated = (text: string): fc.Arbitrary<Damaged> =>
  fc.nat(text.length).map((end) => ({ how: "the start", text: text.slice(0, end) }));

const withHole = (text: string): fc.Arbitrary<Damaged> =>
  fc.tuple(fc.nat(text.length), fc.nat(40)).map(([start, length]) => ({
    how: "a hole",
    text: text.slice(0, start) + text.slice(start + length),
  }));

const tokens = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ";",
  ",",
  "=>",
  "...",
  "?",
  ":",
  "`",
  "/",
  "*",
  "await ",
  "yield ",
  "async ",
];

const withTokens = (text: string): fc.Arbitrary<Damaged> =>
  fc.tuple(fc.nat(text.length), fc.constantFrom(...tokens)).map(([at, token]) => ({
    how: `"${token}"`,
    text: text.slice(0, at) + token + text.slice(at),
  }));

/** Parts of the tree replaced by others of the same category, exchanged, or left out: mostly it still parses. */
function grafted(text: string, times: number): fc.Arbitrary<Damaged> {
  return fc
    .array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("replace", "exchange", "drop")), {
      minLength: times,
      maxLength: times,
    })
    .map((steps) => ({
      how: "other parts",
      text: steps.reduce((now, [first, second, action]) => graft(now, first, second, action), text),
    }));
}

function graft(text: string, first: number, second: number, action: string): string {
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022, true);
  const nodes = partsOf(file);
  const one = nodes[first % Math.max(1, nodes.length)];
  if (one === undefined) return text;
  const alike = nodes.filter((node) => categoryOf(node) === categoryOf(one));
  const other = alike[second % alike.length] ?? one;
  const [a, b] = one.pos < other.pos ? [one, other] : [other, one];
  const [textA, textB] = [a.getText(file), b.getText(file)];
  const put = (node: ts.Node, by: string): string => text.slice(0, node.getStart(file)) + by + text.slice(node.end);
  if (action === "drop") return put(one, categoryOf(one) === "expression" ? "undefined" : "");
  if (action === "replace") return put(one, other.getText(file));
  if (a.end > b.getStart(file)) return put(a, textB);
  return text.slice(0, a.getStart(file)) + textB + text.slice(a.end, b.getStart(file)) + textA + text.slice(b.end);
}

function partsOf(file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (categoryOf(node) !== undefined) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) if (!ts.isImportDeclaration(statement)) visit(statement);
  return found;
}

function categoryOf(node: ts.Node): "statement" | "expression" | "type" | "member" | "parameter" | undefined {
  if (ts.isStatement(node)) return "statement";
  if (ts.isExpression(node)) return "expression";
  if (ts.isTypeNode(node)) return "type";
  if (ts.isClassElement(node)) return "member";
  return ts.isParameter(node) ? "parameter" : undefined;
}

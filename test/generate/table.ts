import fc from "fast-check";
import { ts } from "ts-morph";
import { cases } from "./arbitrary.js";
import { inside, labelsOf } from "./labels.js";

/** Where something may stand. Inside of a loop or a branch means: of its own function. */
export const places = ["top level of f", "loop", "branch", "callee", "closure"] as const;
type Place = (typeof places)[number];

/** For each form of syntax, in how many programs it stands at each place. */
export type Coverage = ReadonlyMap<string, ReadonlyMap<Place, number>>;

/** What programs from a seed on consist of. */
export function coverageOf(count: number, seed: number): Coverage {
  const found = new Map<string, Map<Place, number>>();
  for (const { program } of fc.sample(cases(), { numRuns: count, seed })) {
    const here = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node)) return;
      for (const label of labelsOf(node)) for (const place of placesOf(node)) here.add(`${place}|${label}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile("program.ts", program.source, ts.ScriptTarget.ES2022, true));
    for (const one of here) {
      const [place, label] = [one.slice(0, one.indexOf("|")) as Place, one.slice(one.indexOf("|") + 1)];
      const row = found.get(label) ?? new Map<Place, number>();
      row.set(place, (row.get(place) ?? 0) + 1);
      found.set(label, row);
    }
  }
  return found;
}

function placesOf(node: ts.Node): readonly Place[] {
  const owner = functionOf(node);
  const found: Place[] = [];
  if (inside(node, isLoop)) found.push("loop");
  if (inside(node, isBranch)) found.push("branch");
  const isF = owner !== undefined && ts.isFunctionDeclaration(owner) && owner.name?.text === "f";
  if (isF && found.length === 0) found.push("top level of f");
  if (!isF) found.push(owner === undefined || functionOf(owner) === undefined ? "callee" : "closure");
  return found;
}

function functionOf(node: ts.Node): ts.Node | undefined {
  let at = node.parent;
  while (at !== undefined && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

const isLoop = (node: ts.Node): boolean => ts.isIterationStatement(node, false);
const isBranch = (node: ts.Node): boolean =>
  ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isConditionalExpression(node) || ts.isCatchClause(node);

/** The table as Markdown. */
export function tableText(coverage: Coverage): string {
  const rows = [...coverage].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(
    ([label, row]) =>
      `| \`${label.replaceAll("|", "\\|").replaceAll("`", "'")}\` | ${places.map((place) => row.get(place) ?? 0).join(" | ")} |`,
  );
  return [`| form | ${places.join(" | ")} |`, `|---|${places.map(() => "---:").join("|")}|`, ...lines].join("\n");
}

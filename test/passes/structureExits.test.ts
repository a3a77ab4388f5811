import { describe, expect, test } from "vitest";
import type { Block, Statement } from "../../packages/transformer/src/ir/types.js";
import { visit } from "../../packages/transformer/src/ir/walk.js";
import { lowerText, runBoth, structured, verifyAll } from "./lower.support.js";

const structuredText = (text: string): Block => {
  const { ctx, program, codes } = lowerText(text);
  expect(codes).toEqual([]);
  if (program === undefined) throw new Error("nothing lowered");
  return structured(program, ctx).root.body;
};

const flagsOf = (body: Block): readonly string[] => {
  const flags = new Set<string>();
  visit(body, (statement: Statement) => {
    if (statement.kind === "assign" && statement.variable.type.kind === "boolean") flags.add(statement.variable.name);
  });
  return [...flags];
};

describe("flags are used only where a block may be left in the middle", () => {
  test.each([
    ["single exit", "export function f(x: number) { let y = x; if (x > 0) y = 2; return y; }", []],
    ["early returns", "export function f(x: number) { if (x < 0) return 1; if (x < 1) return 2; return 3; }", []],
    ["both sides", "export function f(x: number) { if (x < 0) { return 1; } else { return 2; } }", []],
    ["a throw", "export function f(x: number) { if (x < 0) throw new Error('no'); return x; }", []],
    [
      "continue",
      "export function f(x: number) { for (let i = 0; i < 3; i++) { if (i === 1) continue; x += i; } return x; }",
      [],
    ],
    ["break", "export function f(x: number) { for (;;) { if (x > 3) break; x += 1; } return x; }", ["stopped"]],
    [
      "return that may be taken",
      "export function f(x: number) { if (x < 0) { if (x < -1) return 1; x = 2; } return x; }",
      ["returned"],
    ],
    [
      "return in a loop",
      "export function f(x: number) { while (x > 0) { if (x < 1) return x; x -= 0.6; } return 7; }",
      ["returned"],
    ],
  ])("%s", (_name, text, flags) => {
    expect(flagsOf(structuredText(text))).toEqual(flags);
  });
});

/** Small programs with exits at random places, from a fixed seed. */
function randomProgram(seed: number): string {
  let state = seed * 2654435761 + 1;
  const next = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % bound;
  };
  let counter = 0;
  const condition = (): string => ["s > 3", "x < 1", "s < x", "t > 2", "x + s > 4", "g() > 2"][next(6)] as string;
  const block = (depth: number, labels: readonly string[], inLoop: boolean): string => {
    const lines: string[] = [];
    for (let i = 1 + next(3); i > 0; i--) lines.push(statement(depth, labels, inLoop));
    return lines.join(" ");
  };
  const exit = (labels: readonly string[], inLoop: boolean): string => {
    const kinds = ["return s + 1;", "return t;"];
    if (inLoop) kinds.push("break;", "continue;");
    for (const label of labels)
      kinds.push(label.startsWith("b") ? `break ${label};` : `continue ${label};`, `break ${label};`);
    return kinds[next(kinds.length)] as string;
  };
  const statement = (depth: number, labels: readonly string[], inLoop: boolean): string => {
    const kind = depth <= 0 ? next(3) : next(9);
    const id = counter++;
    if (kind <= 1) return `${["s += x;", "t = s - 1;", "s = t * 0.5 + 1;", "x -= 0.25;"][next(4)]}`;
    if (kind === 2) return `if (${condition()}) { ${exit(labels, inLoop)} }`;
    if (kind === 3)
      return `if (${condition()}) { ${block(depth - 1, labels, inLoop)} } else { ${block(depth - 1, labels, inLoop)} }`;
    if (kind === 4) return `if (${condition()}) { ${block(depth - 1, labels, inLoop)} }`;
    if (kind === 5) return `l${id}: for (let i = 0; i < 4; i++) { ${block(depth - 1, [...labels, `l${id}`], true)} }`;
    if (kind === 6)
      return `{ let n${id} = 0; while (n${id} < 3 && ${condition()}) { n${id}++; ${block(depth - 1, labels, true)} } s += n${id}; }`;
    if (kind === 7) return `b${id}: { ${block(depth - 1, [...labels, `b${id}`], inLoop)} }`;
    return `{ let m${id} = 0; do { m${id}++; ${block(depth - 1, labels, true)} } while (m${id} < 3); t += m${id}; }`;
  };
  return `export function f(x: number) { let s = 0; let t = 1; const g = () => { t += 1; if (t > 3) return s; return t; }; ${block(3, [], false)} return s + t * x; }`;
}

test("random exits keep what a program computes", () => {
  for (let seed = 1; seed <= 80; seed++) {
    const text = randomProgram(seed);
    const { ctx, program, codes } = lowerText(text);
    expect(codes, text).toEqual([]);
    if (program === undefined) throw new Error("nothing lowered");
    const after = structured(program, ctx);
    verifyAll(after, "structured");
    for (const x of [0.5, 3]) {
      const [source, expected] = runBoth(text, program, [x]);
      expect(source, text).toEqual(expected);
      expect(runBoth(text, after, [x])[0], text).toEqual(expected);
    }
  }
});

import type { Edges, Nodes } from "./graph.js";

interface Canvas {
  readonly rows: string[][];
}

const draw = (canvas: Canvas, row: number, column: number, text: string): void => {
  const line = (canvas.rows[row] ??= []);
  while (line.length < column) line.push(" ");
  for (const [k, character] of [...text].entries()) line[column + k] = character;
};

/** A box of three rows; gives the column behind its right side. */
const box = (canvas: Canvas, row: number, column: number, text: string): number => {
  const bar = "─".repeat(text.length + 2);
  draw(canvas, row - 1, column, `┌${bar}┐`);
  draw(canvas, row, column, `│ ${text} │`);
  draw(canvas, row + 1, column, `└${bar}┘`);
  return column + text.length + 4;
};

const label = (text: string, width: number, fill: string): string =>
  ` ${text} `.padStart(Math.ceil((width + text.length + 2) / 2), fill).padEnd(width, fill);

/** The graph of e = (a + b)·(b + 1), with the value of every node and the partial on every edge. */
export function drawGraph(values: Nodes, partials: Edges): string {
  const canvas: Canvas = { rows: [] };
  const top = 1;
  const bottom = 7;
  const middle = 4;
  const edge = 22;

  const behindA = box(canvas, top, 0, `a = ${values.a}`);
  const behindB = box(canvas, bottom, 0, `b = ${values.b}`);
  const inner = Math.max(behindA, behindB) + edge;
  draw(canvas, top, behindA, `${label(`∂c/∂a = ${partials.ca}`, inner - behindA - 1, "─")}▶`);
  draw(canvas, bottom, behindB, `─┴${label(`∂d/∂b = ${partials.db}`, inner - behindB - 3, "─")}▶`);

  // From b up to c.
  const turn = behindB + 1;
  const enter = inner + 4;
  for (let row = middle + 1; row < bottom; row++) draw(canvas, row, turn, "│");
  draw(canvas, middle, turn, `╭${label(`∂c/∂b = ${partials.cb}`, enter - turn - 1, "─")}╯`);
  draw(canvas, middle - 1, enter, "▲");

  const behindC = box(canvas, top, inner, `c = a + b = ${values.c}`);
  const behindD = box(canvas, bottom, inner, `d = b + 1 = ${values.d}`);
  const join = Math.max(behindC, behindD) + edge;
  draw(canvas, top, behindC, `${label(`∂e/∂c = ${partials.ec}`, join - behindC, "─")}╮`);
  draw(canvas, bottom, behindD, `${label(`∂e/∂d = ${partials.ed}`, join - behindD, "─")}╯`);
  for (let row = top + 1; row < bottom; row++) draw(canvas, row, join, row === middle ? "├" : "│");
  draw(canvas, middle, join + 1, "─▶");
  box(canvas, middle, join + 3, `e = c·d = ${values.e}`);

  return canvas.rows.map((row) => Array.from(row, (character) => character ?? " ").join("")).join("\n");
}

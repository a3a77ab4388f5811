/** Programs that a build has to refuse, by file name: not files of their own, since nothing here typechecks. */
export const badFiles: Readonly<Record<string, string>> = {
  "syntax.ts": `import { grad } from "cotangent";

export function f(x: number): number {
  return x * ;
}
export const g = grad(f);
`,
  "unreadable.ts": `import { grad } from "cotangent";

declare function host(x: number): number;

export const g = grad(host);
export const later = (h: (x: number) => number) => grad(h);
`,
  "range.ts": `import { grad, valueAndGrad } from "cotangent";

export function größe(x: number, y: number): number {
  return x * y;
}

/* ä */ export const first = grad(größe, { wrt: 2 });
export const second = valueAndGrad(größe, { wrt: [0, 7] });
`,
  "noNumber.ts": `import { grad } from "cotangent";

export function twice(x: number): number[] {
  return [2 * x];
}

export const g = grad(twice);
`,
  "cycle.ts": `import { grad } from "cotangent";
import { half } from "./cycleOther";

export const factor = 3;

export function f(x: number): number {
  return half(x) * x;
}

export const g = grad(f)(2);
`,
  "cycleOther.ts": `import { factor } from "./cycle";

export const half = (x: number): number => (factor * x) / 2;
`,
  "circle.ts": `import { grad } from "cotangent";
import { h } from "./circleOne";

export const g = grad(h);
`,
  "circleOne.ts": `export { h } from "./circleTwo";
`,
  "circleTwo.ts": `export { h } from "./circleOne";
`,
  "all.ts": `export * as fine from "./fine";
export * as range from "./range";
export * as noNumber from "./noNumber";
`,
  "fine.ts": `import { grad } from "cotangent";
export const slope = grad((x: number): number => x * x);
`,
};

import { expect, test } from "vitest";
import { bundle, outputOf, run } from "./bundle.js";

interface Results {
  readonly first: { readonly value: number; readonly grad: number[] };
  readonly afterFirst: number;
  readonly differences: readonly number[];
  readonly again: number[];
  readonly otherState: number[];
}

test("a derivative uses what other modules keep to themselves, and not copies of it", async () => {
  const { results, steps } = (await run(await bundle("app/exposing.ts"))) as { results: Results; steps: number };
  const { first, differences, again, otherState } = results;
  expect(first.grad).toEqual(differences.map((one) => expect.closeTo(one, 6)));
  expect(again).toEqual(first.grad);
  expect(otherState).not.toEqual(first.grad);
  expect(results.afterFirst).toBe(3);
  expect(steps).toBe(3);
});

test("a bundle names nothing that only the derivatives need to have exported", async () => {
  expect(outputOf(await bundle("app/exposing.ts"), ".js")).not.toMatch(/export \{[^}]*cotangent\$/);
});

test("a derivative shares the #private static fields of other modules' classes, also where these have derivatives of their own", async () => {
  const { results, left } = (await run(await bundle("app/privateStatics.ts"))) as { results: number[]; left: number[] };
  // x³ times the price, and x times how often was served.
  expect(results).toEqual([3 * 4 * 2 + 1, -6, 3 * 4 * 3 + 2]);
  expect(left).toEqual([7, 3, 2, 0]);
});

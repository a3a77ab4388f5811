import { expect, test } from "vitest";
import { asThrown } from "../../packages/runtime/src/internal.js";

class Failed extends RangeError {
  constructor(readonly best: number) {
    super("failed");
  }
}

test("an error that was a record is an instance of its class again, with its fields", () => {
  const error = new RangeError("failed");
  const record = { __proto__: Failed.prototype, "@@error": error, best: 3, other: undefined };
  const thrown = asThrown(record);
  expect(thrown).toBe(error);
  expect(thrown).toBeInstanceOf(Failed);
  expect(thrown).toMatchObject({ message: "failed", best: 3 });
  expect(thrown).not.toHaveProperty("other");
});

test("an error of the language keeps its class", () => {
  const error = new TypeError("no");
  expect(asThrown({ "@@error": error })).toBe(error);
  expect(error).toBeInstanceOf(TypeError);
});

test("anything else is thrown as it is", () => {
  const record = { u: 1 };
  expect(asThrown(record)).toBe(record);
  expect(asThrown("text")).toBe("text");
});

import { describe, test } from "vitest";
import { acceptedFixtures, acceptedPrograms, type FixtureModule } from "./support/fixtures.js";
import { runModule } from "./support/modules.js";
import { checkSecond, compileSecond } from "./support/secondOrder.js";

/** What differences of gradients cannot judge, or what is not supported, with the reason. */
const excepted: Readonly<Record<string, string>> = {
  "graphics/bundle-adjustment": "a rotation of exactly 0 takes another branch than its neighbours",
  "array-methods/spread-extrema": "second derivatives of squares of 1e200 overflow",
  "aliasing/shared-argument-rows": "shared rows count once in the gradient and twice in the sum",
  "numerics/cloned-data": "the sum takes optional fields in another order than the comparison",
  "names/unusual": "the test's own text does not parse after it",
  "maps/gradient-by-name": "the sum needs the names of a dictionary",
  "records/array-of-records": "the type of the sum's parameter is not known",
  "bugs/arguments-left-out": "a gradient by an argument that is left out has no tangent: it throws",
  "objects/tuples-of-lists": "the sum goes through a tuple of two types by an index",
  "statistics/batchnorm": "f is an overloaded function",
};

/** Each takes as long as a whole fixture: a part of them unless SECOND=all, or FIXTURE says which. */
const isAll = process.env.SECOND === "all" || process.env.FIXTURE !== undefined;
const stride = isAll ? 1 : 24;

describe("second derivatives", () => {
  for (const fixture of [...acceptedFixtures(), ...acceptedPrograms()].filter((_, i) => i % stride === 0)) {
    test(fixture.title, async (context) => {
      const module = (await runModule(fixture.source, fixture.path)) as unknown as FixtureModule;
      const reason = module.mode === "jvp" ? "f does not return a number" : excepted[fixture.title];
      if (reason !== undefined) return context.skip(reason);
      const second = await compileSecond(fixture, module);
      // Refused, in words: the gradient's structure cannot be restored, or a class is made in a function.
      if (second === undefined) return context.skip("refused");
      checkSecond(module, second);
    });
  }
});

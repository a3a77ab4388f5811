import { describe, test } from "vitest";
import { acceptedFixtures, acceptedPrograms, type FixtureModule } from "./support/fixtures.js";
import { runModule } from "./support/modules.js";
import { checkPullbacks, compilePullbacks } from "./support/pullbacks.js";

/** What the check cannot judge, with the reason. */
const excepted: Readonly<Record<string, string>> = {};

/** Each takes as long as a whole fixture: a part of them unless SECOND=all, or FIXTURE says which. */
const isAll = process.env.SECOND === "all" || process.env.FIXTURE !== undefined;
const stride = isAll ? 1 : 24;

describe("pullbacks", () => {
  for (const fixture of [...acceptedFixtures(), ...acceptedPrograms()].filter((_, i) => i % stride === 3 % stride)) {
    test(fixture.title, async (context) => {
      const module = (await runModule(fixture.source, fixture.path)) as unknown as FixtureModule;
      if (excepted[fixture.title] !== undefined) return context.skip(excepted[fixture.title]);
      const pullbacks = await compilePullbacks(fixture, module);
      if (pullbacks === undefined) return context.skip("refused");
      checkPullbacks(module, pullbacks);
    });
  }
});

import { beforeAll, describe, expect, test } from "vitest";
import {
  checkAgreement,
  checkDerivatives,
  checkFreshness,
  checkIdentity,
  checkInputs,
  checkOtherInputs,
  checkPrimal,
  checkRefusals,
  type Derivatives,
} from "./checks.js";
import { allOff, type Compiled, createFixtureCompiler, exportedNames, type Variant, variants } from "./compile.js";
import type { Fixture, FixtureModule } from "./fixtures.js";
import { expectGolden } from "./golden.js";
import { goldenOf } from "./goldenText.js";
import { runModule } from "./modules.js";
import { withOwnInstances } from "./ownInstances.js";
import { markedLines, renderedDiagnostics, reportedLines } from "./refusals.js";
import { typecheckStrictly } from "./strict.js";

const compiler = createFixtureCompiler();
/** Has compiled nothing else before: what it emits may not depend on that. */
const secondCompiler = createFixtureCompiler();

const moduleOf = async (fixture: Fixture): Promise<FixtureModule> =>
  (await runModule(fixture.source, fixture.path)) as unknown as FixtureModule;

const derivativesOf = async (compiled: Compiled, fixture: Fixture): Promise<Derivatives> => {
  const exports = await runModule(compiled.code, fixture.path);
  const gradient = exports[exportedNames.gradient] as Derivatives["gradient"];
  return {
    gradient: gradient && withOwnInstances(exports, gradient),
    pushforward: withOwnInstances(exports, exports[exportedNames.pushforward] as Derivatives["pushforward"]),
  };
};

const compile = (fixture: Fixture, module: FixtureModule, off: Readonly<Record<string, false>> = {}): Compiled =>
  compiler.compile(fixture, module.wrt, module.mode === "jvp", off);

/**
 * Each variant is compiled anew, and takes as long as the rest. Unless VARIANTS=all, or FIXTURE names the module, a fixture has one of
 * them, and every eighth program has all optimizations off.
 */
const isWhole = process.env.VARIANTS === "all" || process.env.FIXTURE !== undefined;
const share = variants.length;
const variantsFor = (index: number): readonly Variant[] =>
  variants.filter((_, k) => isWhole || (k + index) % share === 0);
const allOffFor = (index: number): readonly Variant[] => (isWhole || index % 8 === 0 ? [allOff] : []);

/**
 * Tests of each module: it compiles, and its derivatives are right.
 * With `text`, what is emitted is held too: a golden, the same bytes again, and optimizations off alone.
 */
export const describeAccepted = (programs: readonly Fixture[], { text }: { readonly text: boolean }): void => {
  if (programs.length === 0) {
    test.skip("no program has the text of FIXTURE in its title", () => undefined);
    return;
  }
  const compiledTexts = new Map<string, Compiled>();

  describe.each(programs.map((fixture, i) => [fixture.title, fixture, i] as const))("%s", (_title, fixture, index) => {
    let module: FixtureModule;
    let compiled: Compiled | undefined;
    let derivatives: Derivatives | undefined;

    beforeAll(async () => {
      module = await moduleOf(fixture);
    });

    test("inputs are sound", () => checkInputs(module));

    test("compiles", async () => {
      compiled = compile(fixture, module);
      compiledTexts.set(fixture.path, compiled);
      derivatives = await derivativesOf(compiled, fixture);
    });

    const check = (
      name: string,
      run: (module: FixtureModule, derivatives: Derivatives, compiled: Compiled) => unknown,
    ) =>
      test(name, async (context) => {
        if (derivatives === undefined || compiled === undefined) return context.skip("does not compile");
        await run(module, derivatives, compiled);
      });

    check("value, effects and exceptions are f's own", checkPrimal);
    check("derivatives agree with differences", checkDerivatives);
    check("jvp and gradient agree", (module, derivatives) => checkIdentity(module, derivatives, "everywhere"));
    check("leaves no state and shares no memory", checkFreshness);
    check("is right for other inputs", checkOtherInputs);
    check("refuses calls without a derivative", checkRefusals);
    if (text) {
      check("golden", (module, derivatives, compiled) =>
        expectGolden(fixture.golden, goldenOf(module, derivatives, compiled)),
      );
    }
    if (text && (isWhole || index % share === 0)) {
      check("compiling again gives the same bytes", (module, _derivatives, compiled) => {
        expect(compile(fixture, module).code).toBe(compiled.code);
        expect(secondCompiler.compile(fixture, module.wrt, module.mode === "jvp").code).toBe(compiled.code);
      });
    }
    for (const variant of text ? variantsFor(index) : allOffFor(index))
      check(variant.name, async (module, derivatives) => {
        const other = compile(fixture, module, variant.off);
        checkAgreement(module, derivatives, await derivativesOf(other, fixture));
      });
  });

  describe("emitted modules pass tsc --strict", () => {
    let messages: ReadonlyMap<string, readonly string[]>;
    const emittedName = (fixture: Fixture): string => fixture.path.replace(/\.ts$/, ".emitted.ts");

    beforeAll(() => {
      const texts = programs.flatMap((fixture): [string, string][] => {
        const compiled = compiledTexts.get(fixture.path);
        return compiled === undefined ? [] : [[emittedName(fixture), compiled.code]];
      });
      messages = typecheckStrictly(new Map(texts));
    });

    test.each(programs.map((fixture) => [fixture.title, fixture] as const))("%s", (_title, fixture) => {
      if (compiledTexts.has(fixture.path)) expect(messages.get(emittedName(fixture))).toEqual([]);
    });
  });
};

/** Tests of each module that must be refused: the lines, the message as rendered, the rest intact. */
export const describeRefused = (programs: readonly Fixture[]): void => {
  describe.each(programs.map((fixture) => [fixture.title, fixture] as const))("%s", (_title, fixture) => {
    test("is refused at the lines marked, and the rest of the module is intact", async () => {
      const { code, diagnostics } = compiler.transform(fixture.source, fixture.path);
      expect(reportedLines(diagnostics, fixture)).toEqual(markedLines(fixture));
      // A module in which anything was derived runs, up to the marker that could not be.
      if (code !== fixture.source)
        await runModule(code, fixture.path).catch((error: unknown) => expect(String(error)).toContain("plugin"));
    });

    test("golden", () => {
      const { diagnostics } = compiler.transform(fixture.source, fixture.path);
      expectGolden(fixture.golden, renderedDiagnostics(diagnostics, fixture));
    });
  });
};

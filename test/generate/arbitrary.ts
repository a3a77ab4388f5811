import fc from "fast-check";
import { optimizationNames } from "../support/compile.js";
import type { Looks } from "./check.js";
import { oracles } from "./oracles/oracles.js";
import { fixtureText, type Program, randomProgram } from "./program/program.js";
import { reductions } from "./reduce.js";

/** A program, and how it is looked at. */
export interface Case extends Looks {
  readonly program: Program;
}

/** Random programs; they shrink as text, by leaving out statements and parts of expressions. */
class Cases extends fc.Arbitrary<Case> {
  constructor(private readonly constructs: readonly string[] | undefined) {
    super();
  }

  override generate(random: fc.Random): fc.Value<Case> {
    const below = (n: number): number => random.nextInt(0, Math.max(n, 1) - 1);
    const program = randomProgram(below, this.constructs);
    const some = optimizationNames.filter(() => below(2) === 0);
    const single = optimizationNames[below(optimizationNames.length)] ?? "fuse";
    const off = [[single], [single], ["inline"], [...optimizationNames], some][below(5)] ?? [];
    const by = Object.entries(oracles).flatMap(([name, { everyNth }]) => (below(everyNth) === 0 ? [name] : []));
    return new fc.Value(shown({ program, off: [off], by }), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Case {
    return true;
  }

  override shrink({ program, off, by }: Case): fc.Stream<fc.Value<Case>> {
    const fewer =
      off.length > 0
        ? [
            ...off.map((_, k) => off.filter((_names, one) => one !== k)),
            ...off.flatMap((names, k) =>
              names.map((name) =>
                off
                  .map((list, one) => (one === k ? list.filter((kept) => kept !== name) : list))
                  .filter((list) => list.length > 0),
              ),
            ),
          ]
        : [];
    const all = function* (): Generator<fc.Value<Case>> {
      for (const less of fewer) yield new fc.Value(shown({ program, off: less, by }), undefined);
      for (const smaller of reductions(program)) yield new fc.Value(shown({ program: smaller, off, by }), undefined);
    };
    return new fc.Stream(all());
  }
}

/** Failures print the program as it would stand in a file. */
const shown = (one: Case): Case =>
  Object.assign(one, {
    [fc.toStringMethod]: () => `\n${fixtureText(one.program)}// off: ${JSON.stringify(one.off)}\n`,
  });

/** With `constructs`, each program uses those, else some at random. */
export const cases = (constructs?: readonly string[]): fc.Arbitrary<Case> => new Cases(constructs);

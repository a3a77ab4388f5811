import { type chainGradient, chainGradient as derivative } from "./chain.js";
import { emittedFunctions } from "./emitted.js";
import { expectThat } from "./expectations.js";
import { chainOf, factored, sumOverPaths } from "./paths.js";
import { code, heading, indented, paragraph, table, write } from "./terminal.js";

/** The module of the chain, built so that it counts the multiplications it performs. */
interface CountedChain {
  readonly chainGradient: typeof chainGradient;
  readonly multiplications: () => number;
}

const lengths = [1, 2, 3, 4, 6, 8, 10];

/** Part 2: why the order in which the chain rule is applied decides the cost. */
export async function showPaths(): Promise<void> {
  const counted: CountedChain = await import(new URL("chain.counted.js", import.meta.url).href);
  const countedMultiplications = (length: number): number => {
    const before = counted.multiplications();
    counted.chainGradient(1, chainOf(length));
    return counted.multiplications() - before;
  };

  heading("2  Why reverse mode: factoring paths");
  write(indented("      α         δ"));
  write(indented("   ╭─────╮   ╭─────╮"));
  write(indented(" X ┼──β──┼ Y ┼──ε──┼ Z  …      k stages, three edges each"));
  write(indented("   ╰─────╯   ╰─────╯"));
  write(indented("      γ         ζ"));
  write();
  paragraph(
    "Nine paths lead from X to Z: αδ + αε + αζ + βδ + βε + βζ + γδ + γε + γζ; after k stages, 3^k.",
    "Factored, the sum is (α + β + γ)(δ + ε + ζ)…, one product a stage.",
    "Here both are carried out, and what they cost is counted.",
  );

  const runs = lengths.map((length) => {
    const stages = chainOf(length);
    return {
      length,
      paths: sumOverPaths(stages),
      factored: factored(stages),
      gradient: derivative(1, stages),
      multiplications: countedMultiplications(length),
    };
  });
  write(
    indented(
      table(
        ["k", "paths", "multiplications", "factored", "in the adjoint", "derivative"],
        runs.map((run) => [
          run.length,
          run.paths.products,
          run.paths.multiplications,
          run.factored.multiplications,
          run.multiplications,
          run.gradient,
        ]),
      ),
    ),
  );

  write();
  paragraph(
    "“In the adjoint” counts every multiplication that the emitted code performs when it runs.",
    "It goes through the stages once, from the last to the first, and carries one number:",
  );
  code(emittedFunctions("chain.ts", "chain_grad"));

  const [first, last] = [runs[0]!, runs.at(-1)!];
  const perStage = (last.multiplications - first.multiplications) / (last.length - first.length);
  expectThat(
    "all three give the same derivative, to the bit",
    runs.every((run) => run.gradient === run.paths.derivative && run.gradient === run.factored.derivative),
  );
  expectThat(
    "summing over paths forms 3^k products",
    runs.every((run) => run.paths.products === 3 ** run.length),
  );
  expectThat(
    `the adjoint multiplies ${perStage} times a stage, however long the chain`,
    perStage > 0 &&
      runs.every((run) => run.multiplications - first.multiplications === perStage * (run.length - first.length)),
  );
}

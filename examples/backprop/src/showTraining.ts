import { plot } from "asciichart";
import { SingleBar } from "cli-progress";
import { compareGradients, differences } from "cotangent/testing";
import { leastTimes } from "./clock.js";
import { expectThat } from "./expectations.js";
import { type Iris, irisFolds, loadIris } from "./iris.js";
import { createNetwork, loss, lossGradient, type Network } from "./network.js";
import { heading, indented, paragraph, table as tableOf, write } from "./terminal.js";
import { accuracy, confusion, train } from "./train.js";

const hiddenUnits = 8;
const steps = 500;
const rate = 0.3;
const seed = 2;
const heldOut = 0.3;
/** Differences are as exact as the loss, which is about 1: so the errors are measured against 1. */
const tolerance = 1e-9;

/** Part 3: a network that learns from real flowers. */
export function showTraining(): void {
  const iris = loadIris(heldOut, seed);
  const inputs = iris.train.measurements[0]!.length;
  const network = createNetwork(inputs, hiddenUnits, iris.names.length, seed);

  heading("3  A network learns to tell irises apart");
  paragraph(
    `${iris.train.species.length} flowers to learn from, ${iris.test.species.length} held out. ` +
      `${inputs} inputs, ${hiddenUnits} hidden units, ${iris.names.length} species, ${countWeights(network)} weights.`,
    "What the compiler wrote for the gradient is in examples/backprop/dist/emitted/network.ts.",
  );
  checkGradient(network, iris);
  descend(network, iris);
  judge(network, iris);
  crossValidate(inputs);
  time(network, iris);
}

const countWeights = ({ hidden, hiddenBias, output, outputBias }: Network): number =>
  [...hidden, hiddenBias, ...output, outputBias].reduce((sum, row) => sum + row.length, 0);

function checkGradient(network: Network, { train }: Iris): void {
  const expected = differences(loss, [network, train.measurements, train.species], 0);
  const actual = lossGradient(network, train.measurements, train.species);
  const { agrees, leaves, worst, table } = compareGradients(expected, actual, tolerance, 1);
  const error = worst[0]?.error.toExponential(1);
  expectThat(`the ${leaves} partials agree with differences of the loss: the largest error is ${error}`, agrees);
  if (!agrees) write(indented(table));
}

function descend(network: Network, { train: flowers }: Iris): void {
  const bar = new SingleBar({
    format: "  {bar} {value}/{total} steps, loss {loss}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 50,
    hideCursor: true,
    stream: process.stdout,
    noTTYOutput: true,
  });
  write();
  bar.start(steps, 0, { loss: "…" });
  const losses = train(network, flowers, {
    steps,
    rate,
    onStep: (step, loss) => bar.update(step, { loss: loss.toFixed(4) }),
  });
  bar.stop();
  write();
  write(indented(curve(losses)));
  write();
}

/** The losses as a curve of a width that fits a terminal. */
function curve(losses: readonly number[]): string {
  const width = 80;
  const points = Array.from({ length: width }, (_, k) => losses[Math.round((k * (losses.length - 1)) / (width - 1))]!);
  const lines = plot(points, { height: 12, min: 0, format: (x) => x.toFixed(2).padStart(6) }).split("\n");
  const axis = `loss${`step ${losses.length}`.padStart(width - 3)}`.padStart(lines[0]!.length);
  return [...lines, axis].map((line) => line.trimEnd()).join("\n");
}

function judge(network: Network, { names, test }: Iris): void {
  const counts = confusion(network, test, names.length);
  paragraph("Held-out flowers: a row for what it is, a column for what the network says.");
  write(
    indented(
      tableOf(
        ["", ...names],
        counts.map((row, s) => [names[s]!, ...row]),
      ),
    ),
  );
  write();
  const right = accuracy(counts);
  expectThat(`${(100 * right).toFixed(1)} % of the held-out flowers are right, and 95 % is asked`, right >= 0.95);
}

/** The same training once more for each fifth of the flowers, which is then held out: one split may be lucky, all five are not. */
function crossValidate(inputs: number): void {
  const right = irisFolds(5, seed).map(({ names, train: flowers, test }) => {
    const network = createNetwork(inputs, hiddenUnits, names.length, seed);
    train(network, flowers, { steps, rate });
    return Math.round(accuracy(confusion(network, test, names.length)) * test.species.length);
  });
  const sum = right.reduce((a, b) => a + b, 0);
  write(`    trained five times more, each flower held out once: ${right.join(" + ")} = ${sum} of 150 right`);
}

function time(network: Network, { train: { measurements, species } }: Iris): void {
  const [primal, gradient] = leastTimes([
    () => loss(network, measurements, species),
    () => lossGradient(network, measurements, species),
  ]) as [number, number];
  write();
  paragraph("Time, the least of interleaved batches:");
  write(`  one loss      ${primal.toFixed(1).padStart(7)} µs`);
  write(`  one gradient  ${gradient.toFixed(1).padStart(7)} µs, ${(gradient / primal).toFixed(2)} losses`);
}

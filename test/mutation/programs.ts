import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadModule } from "../generate/load.js";
import { allOff, optimizationNames } from "../support/compile.js";
import {
  acceptedFixtures,
  acceptedPrograms,
  type Fixture,
  type FixtureModule,
  refusedFixtures,
  refusedPrograms,
  root,
  wrtOf,
} from "../support/fixtures.js";
import { withSecond } from "../support/secondOrder.js";

/** A module with markers: a fixture or program with those of one mode of the tests, or a module of all modes. */
export interface Program {
  readonly name: string;
  /** Where it is said to be, beside the file whose text it has. */
  readonly path: string;
  readonly source: string;
  readonly off: Readonly<Record<string, false>>;
  /** Whether a golden holds the text that is emitted, or the messages. */
  readonly golden: boolean;
  /** Whether it is taken where only a share of the programs is: what goldens hold, modes, and what is refused. */
  readonly always?: true;
  /** Whether the compiler must refuse it. */
  readonly refused?: true;
}

const modes = join(root, "test/modes");

/** All that the tests compile and whose numbers they compare. */
export function createPrograms(): readonly Program[] {
  return [
    ...acceptedFixtures().flatMap((fixture, k) => programsOf(fixture, k, true)),
    ...acceptedPrograms().flatMap((fixture, k) => programsOf(fixture, k, false)),
    ...[...refusedFixtures(), ...refusedPrograms()].map(
      ({ title, path, source }): Program => ({
        name: title,
        path,
        source,
        off: {},
        golden: true,
        always: true,
        refused: true,
      }),
    ),
    ...readdirSync(modes)
      .filter((name) => name.endsWith(".ts") && !name.startsWith("_") && name.includes(process.env.FIXTURE ?? ""))
      .flatMap((name) => modesOf(name)),
  ];
}

/** Gradient and pushforward, by default, with one optimization off and with all; a gradient in memory that is given, a pullback, second derivatives. */
function programsOf(fixture: Fixture, k: number, golden: boolean): readonly Program[] {
  const { source, title, path } = fixture;
  const wrt = /^export const wrt = ([^;]*);/m.exec(source)?.[1] ?? "0";
  const isForward = /^export const mode = "jvp"/m.test(source);
  const options = wrt === "0" ? "" : `, { wrt: ${wrt} }`;
  const of = (mode: string, text: string, off: Program["off"] = {}): Program => ({
    name: `${title} ${mode}`,
    path: path.replace(/\.ts$/, `.${mode.replace(/\W+/g, "-")}.ts`),
    source: text,
    off,
    ...(golden && mode === "default" ? { golden, always: true } : { golden: false }),
  });
  const first = `${source}
import { jvp as probeMark${isForward ? "" : ", valueAndGrad as probeMarkGrad"} } from "cotangent";
${isForward ? "" : `export const probeGradient = probeMarkGrad(f${options});\n`}export const probeJvp = probeMark(f);
`;
  const one = optimizationNames[k % optimizationNames.length]!;
  const all = [
    of("default", first),
    of(`${one} off`, first, { [one]: false }),
    of("all off", first, allOff.off),
    of(
      "pullback",
      `${source}\nimport { vjp as probeMark } from "cotangent";\nexport const probePullback = probeMark(f, { wrt: ${wrt} });\n`,
    ),
  ];
  if (isForward) return all;
  const into = `${source}\nimport { grad as probeMark } from "cotangent";\nexport const probeInto = probeMark(f, { wrt: ${wrt}, into: true });\n`;
  const second = secondOf(fixture);
  return [...all, of("into", into), ...(second === undefined ? [] : [of("second", second)])];
}

/** The markers depend on the form of the inputs, so the module is run. */
function secondOf({ source }: Fixture): string | undefined {
  if (/^(import|export \* from)/m.test(source)) return undefined;
  const module = loadModule(source) as unknown as FixtureModule;
  return wrtOf(module) === undefined ? undefined : withSecond(source, module);
}

function modesOf(name: string): readonly Program[] {
  const path = join(modes, name);
  const source = readFileSync(path, "utf8");
  return [
    { name, path, source, off: {}, golden: false, always: true },
    { name: `${name} all off`, path: path.replace(/\.ts$/, ".off.ts"), source, off: allOff.off, golden: false },
  ];
}

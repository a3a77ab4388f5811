import type { Derivatives } from "./checks.js";
import { type Compiled, exportedNames } from "./compile.js";
import type { FixtureModule } from "./fixtures.js";
import { clone } from "./structure.js";

/** The golden of a fixture: the numbers for each input as comments, then what the compiler emitted. */
export const goldenOf = (module: FixtureModule, { gradient }: Derivatives, compiled: Compiled): string => {
  const numbers = module.inputs.map(
    (input, i) => `// input ${i}: ${gradient === undefined ? primalOf(module, input) : resultOf(gradient, input)}`,
  );
  return `${[...numbers, "", withoutMarkers(compiled.emitted)].join("\n").trimEnd()}\n`;
};

const resultOf = (gradient: NonNullable<Derivatives["gradient"]>, input: readonly unknown[]): string =>
  attempt(() => {
    const { value, grad } = gradient(...clone(input));
    return `value ${show(value)}, gradient ${show(grad)}`;
  });

const primalOf = (module: FixtureModule, input: readonly unknown[]): string =>
  attempt(() => `value ${show(module.f(...clone(input)))}`);

const attempt = (run: () => string): string => {
  try {
    return run();
  } catch (error) {
    return `throws ${error instanceof Error ? error.message : String(error)}`;
  }
};

/** Ten digits: enough to see a change, few enough to be the same with every library of elementary functions. */
const show = (value: unknown): string => {
  if (typeof value === "number") return String(Number(value.toPrecision(10)));
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${show(Array.from(value as Float64Array))}`;
  if (value instanceof Map)
    return `Map { ${[...value].map(([key, member]) => `${show(key)} => ${show(member)}`).join(", ")} }`;
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, member]) => `${key}: ${show(member)}`)
      .join(", ")} }`;
  return String(value);
};

const withoutMarkers = (emitted: string): string =>
  emitted
    .split("\n")
    .filter((line) => !Object.values(exportedNames).some((name) => line.startsWith(`export const ${name} =`)))
    .join("\n")
    .trim();

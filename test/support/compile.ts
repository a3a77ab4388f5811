import { createCompiler } from "@cotangent/transformer";
import type { Fixture } from "./fixtures.js";

/** The optimizations of the compiler, each of which may be off without changing a result by more than rounding. */
export const optimizationNames = [
  "simplify",
  "hoist",
  "inline",
  "scalarReplace",
  "fuse",
  "minimumCut",
  "recompute",
  "pool",
  "unroll",
] as const;

type Off = Readonly<Record<string, false>>;

/** A set of optimizations to switch off. */
export interface Variant {
  readonly name: string;
  readonly off: Off;
}

export const allOff: Variant = {
  name: "all off",
  off: Object.fromEntries(optimizationNames.map((name) => [name, false])) as Off,
};

/** Each optimization off alone, then all. */
export const variants: readonly Variant[] = [
  ...optimizationNames.map((name) => ({ name: `${name} off`, off: { [name]: false } as Off })),
  allOff,
];

export interface Compiled {
  /** The whole transformed module. */
  readonly code: string;
  /** What the compiler wrote: the transformed module without the fixture's own text. */
  readonly emitted: string;
}

/** Names under which a compiled fixture exports its derivatives. */
export const exportedNames = { gradient: "fixtureGradient", pushforward: "fixtureJvp" } as const;

/** A compiler that stays, for all fixtures and variants: what it has parsed and checked of a module serves each of them. */
export const createFixtureCompiler = () => {
  const compiler = createCompiler({ sourcemap: false });
  return {
    /** Transforms a fixture with its markers appended; throws with the diagnostics if there are any. */
    compile(fixture: Fixture, wrt: number | readonly number[], forwardOnly: boolean, off: Off = {}): Compiled {
      const marked = withMarkers(fixture.source, wrt, forwardOnly);
      const { code, diagnostics } = compiler.transform(marked, { fileName: fixture.path, optimizations: off });
      const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
      if (errors.length > 0)
        throw new Error(errors.map((d) => `${d.code} ${d.message} (${excerpt(marked, d.span)})`).join("\n"));
      return { code, emitted: emittedPart(code, fixture.source) };
    },
    transform: (source: string, fileName: string) => compiler.transform(source, { fileName }),
  };
};

const withMarkers = (source: string, wrt: number | readonly number[], forwardOnly: boolean): string => {
  const options = wrt === 0 ? "" : `, { wrt: ${JSON.stringify(wrt)} }`;
  const gradient = forwardOnly ? "" : `export const ${exportedNames.gradient} = markValueAndGrad(f${options});\n`;
  return `${source}
import { jvp as markJvp${forwardOnly ? "" : ", valueAndGrad as markValueAndGrad"} } from "cotangent";
${gradient}export const ${exportedNames.pushforward} = markJvp(f);
`;
};

const emittedPart = (code: string, source: string): string => {
  const text = source.trim();
  const at = code.indexOf(text);
  const rest = at < 0 ? code : code.slice(0, at) + code.slice(at + text.length);
  return `${rest.trim()}\n`;
};

const excerpt = (source: string, span: { readonly start: number; readonly end: number } | undefined): string => {
  if (span === undefined) return "no location";
  const line = source.slice(0, span.start).split("\n").length;
  return `line ${line}: ${source.slice(span.start, Math.min(span.end, span.start + 60))}`;
};

import { fileURLToPath } from "node:url";
import cotangent from "@cotangent/transformer/esbuild";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The three modules of a program. Each has its own copy of everything, so that none of them warms up another. */
const modulesOf = (program) => ({
  primal: driver("drivePrimal", program, `./programs/${program}.ts`, "primal"),
  emitted: driver("driveDerivative", program, `./programs/${program}.ts`, "derivative"),
  standard: driver("driveDerivative", program, `./programs/standard/${program}.ts`, "derivative"),
});

const driver = (drive, program, module, name) =>
  `import { ${drive} } from "./inputs/${program}.ts";\nimport { ${name} } from "${module}";\nexport const run = ${drive}(${name});\n`;

/** Compiles the modules of a program; gives their paths. */
export async function build(program) {
  const paths = {};
  for (const [name, contents] of Object.entries(modulesOf(program))) {
    paths[name] = `${here}dist/${program}.${name}.js`;
    await esbuild.build({
      stdin: { contents, resolveDir: here, sourcefile: `${program}.${name}.ts`, loader: "ts" },
      outfile: paths[name],
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      plugins: [cotangent()],
    });
  }
  return paths;
}

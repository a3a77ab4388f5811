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

const secondOf = (program) => {
  const module = `./programs/second/${program}.ts`;
  return {
    gradient: driver("driveGradient", `second/${program}`, module, "gradient"),
    product: driver("driveProduct", `second/${program}`, module, "product"),
  };
};

const hessianOf = (program) => {
  const module = `./programs/hessian/${program}.ts`;
  return {
    whole: driver("driveWhole", `hessian/${program}`, module, "whole"),
    products: driver("driveProducts", `hessian/${program}`, module, "product"),
  };
};

/** Compiles the modules of a program; gives their paths. */
export const build = (program) => compile(program, modulesOf(program));

/** Those of its second derivatives. */
export const buildSecond = (program) => compile(program, secondOf(program));

/** Those of its Hessian. */
export const buildHessian = (program) => compile(program, hessianOf(program));

async function compile(program, modules) {
  const paths = {};
  for (const [name, contents] of Object.entries(modules)) {
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

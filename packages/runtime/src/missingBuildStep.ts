/** What a marker throws that still stands when the program runs: which build step is missing, and the lines to add. */
export function missingBuildStep(marker: string, f: { readonly name: string }): never {
  throw new Error(
    `${marker}(${f?.name || "f"}) was not compiled: the build step that generates derivatives is missing. With esbuild, add the plugin of @cotangent/transformer:

    import cotangent from "@cotangent/transformer/esbuild";
    await esbuild.build({ plugins: [cotangent()] });
`,
  );
}

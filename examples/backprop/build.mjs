import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const out = fileURLToPath(new URL("dist", import.meta.url));
await rm(out, { recursive: true, force: true });
// esbuild has already shown the errors, each with its code frame.
await bundle(out).catch(() => process.exit(1));

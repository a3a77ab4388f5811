/** The compiler API: the one that ts-morph bundles, never the `typescript` that a user has installed. */
export { ts } from "ts-morph";

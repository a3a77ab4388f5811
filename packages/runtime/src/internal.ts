/** What emitted code imports. Not for application code: it may change with any version. */
export { overlap } from "./internal/overlap.js";
export { type Shadows, shadowOf, zerosLike } from "./internal/zerosLike.js";

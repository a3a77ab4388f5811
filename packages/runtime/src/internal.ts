/** What emitted code imports. Not for application code: it may change with any version. */
export { attempt } from "./internal/attempt.js";
export { checkTangent } from "./internal/checkTangent.js";
export { chosenDerivative } from "./internal/chosenDerivative.js";
export { addEntry } from "./internal/entries.js";
export { checkInto, copyInto } from "./internal/into.js";
export { keptTape } from "./internal/keptTape.js";
export { overlap, refuseShared } from "./internal/overlap.js";
export {
  addCotangent,
  checkCotangent,
  clearCotangent,
  copyCotangent,
  copyTangent,
  seedLike,
} from "./internal/pullbacks.js";
export { narrowSet, setsOfAll, startSets, unionOfSets } from "./internal/sets.js";
export { planHessian, planJacobian } from "./internal/sparsity.js";
export { orderFields, restoreStructure, type Structure, structureOf } from "./internal/structure.js";
export { asThrown } from "./internal/thrown.js";
export { zeros } from "./internal/zeros.js";
export { type Shadows, shadowOf, zerosLike } from "./internal/zerosLike.js";

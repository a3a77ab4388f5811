import { showGraph } from "./showGraph.js";
import { showPaths } from "./showPaths.js";
import { showTraining } from "./showTraining.js";

showGraph();
await showPaths();
showTraining();

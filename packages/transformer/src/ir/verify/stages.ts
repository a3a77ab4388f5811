import type { Statement } from "../types.js";

/** "structured" is source without exits. */
export type Stage = "source" | "structured" | "primal" | "joint" | "unscheduled" | "scheduled";

const sourceOnly: ReadonlySet<string> = new Set(["exit", "labelled"]);
const variablesAndLoops: ReadonlySet<string> = new Set(["assign", "loop", "read"]);

/** What is wrong with a node at this stage, if anything. */
export function stageFault(statement: Statement, stage: Stage): string | undefined {
  const kind = statement.kind === "let" ? statement.operation.kind : statement.kind;
  const source = stage === "source";
  if (sourceOnly.has(kind) && !source) return `${kind} belongs to the source stage`;
  if (variablesAndLoops.has(kind) && !source && stage !== "structured") return `${kind} belongs to the source stage`;
  if (kind === "linear" && stage !== "joint") return "a linear operation belongs to the joint stage";
  if (!("linear" in statement) || !statement.linear)
    return kind === "linear" ? "its statement is not linear" : undefined;
  if (stage !== "joint") return "a linear statement belongs to the joint stage";
  return undefined;
}

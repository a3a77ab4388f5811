import type { ts } from "../../frontend/ts.js";
import { constant, newVariable } from "../../ir/build.js";
import type { Atom, LabelId, Variable } from "../../ir/types.js";
import { freshType, type Lowering } from "./state.js";
import { agree, assign, read, typeOf } from "./values.js";

/** What stands in the way of an exit: a `catch` takes exceptions, a `finally` runs before any exit goes on. */
export type Handler = CatchHandler | FinallyHandler;

/** All, if nothing else comes to a `catch`; else those of what may be missing by its type: `map.get(k)!.v`. */
export type Watch = "all" | "asserted" | "none";

export interface CatchHandler {
  readonly kind: "catch";
  readonly label: LabelId;
  readonly exception: Variable;
  /** Whether an exception has been found that comes here. */
  isReached: boolean;
  /** Which errors of the language itself are looked for, as they come here. */
  readonly watches: Watch;
  /** Something is read in the block of what its program only says is there. */
  isTrusting: boolean;
}

export interface FinallyHandler {
  readonly kind: "finally";
  readonly label: LabelId;
  /** The number of the exit that goes on behind the block; 0 if its end was reached. */
  readonly pending: Variable;
  readonly exits: PendingExit[];
}

/** An exit that waits for a `finally`; exits to one place are one. */
interface PendingExit {
  readonly key: string;
  readonly value: Variable | undefined;
  readonly resume: (l: Lowering) => void;
}

/** A way out of blocks: to where `depth` handlers are left. */
export interface Leaving {
  /** Equal for exits to the same place. */
  readonly key: string;
  readonly depth: number;
  /** What is returned or thrown. */
  readonly value: Atom | undefined;
  readonly node: ts.Node;
  readonly leave: (l: Lowering, value: Atom | undefined) => void;
}

/** Leaves, or lets the innermost `finally` on the way run first: its number says how to go on behind it. */
export function leaveTo(l: Lowering, leaving: Leaving): void {
  const { depth, value, node } = leaving;
  const at = l.handlers.findLastIndex((handler, i) => i >= depth && handler.kind === "finally");
  const handler = l.handlers[at];
  if (handler?.kind !== "finally") {
    leaving.leave(l, value);
    return;
  }
  const handlers = l.handlers.slice(0, at);
  const key = [leaving.key, ...handlers.map(({ label }) => label)].join(" ");
  const number = handler.exits.findIndex(
    (exit) => exit.key === key && (exit.value === undefined) === (value === undefined),
  );
  const known = handler.exits[number];
  const variable =
    known?.value ?? (value === undefined ? undefined : newVariable(l.program.ctx.ids, "result", freshType(l.program)));
  if (variable !== undefined && value !== undefined && agree(l, variable.type, typeOf(value), node, value)) {
    assign(l, variable, value);
  }
  if (known === undefined) {
    const resume = (after: Lowering): void => {
      const there: Lowering = { ...l, handlers, out: after.out };
      leaveTo(there, { ...leaving, value: variable === undefined ? undefined : read(there, variable) });
    };
    handler.exits.push({ key, value: variable, resume });
  }
  assign(l, handler.pending, constant(known === undefined ? handler.exits.length : number + 1));
  l.out.push({ kind: "exit", exit: "break", label: handler.label, value: undefined, span: undefined });
}

/** Whether an exception here goes to a `catch` or `finally` of the program. */
export const isProtected = (l: Lowering): boolean => l.handlers.length > 0;

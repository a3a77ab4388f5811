import { spanOf } from "../../../frontend/frontend.js";
import type { ts } from "../../../frontend/ts.js";
import { constant, numberType, primitive } from "../../../ir/build.js";
import type { Block, FunctionRef, Value } from "../../../ir/types.js";
import { blocks, visit } from "../../../ir/walk.js";
import { Scope } from "../scope.js";
import type { Activation, ClassValue, Lowering, ProgramState } from "../state.js";

/** A class inside a function, and where it is evaluated. */
export interface LocalClass {
  readonly node: ts.ClassLikeDeclaration;
  /** Defined where the class is: it tells whether that is in a loop. */
  readonly marker: Value;
  /** What tells one evaluation of it from another. */
  problem: Problem | undefined;
}

type Problem = "uses variables of the function that it is in" | "is a value";

/** The scope of a class inside a function, which notices whether its members use what is declared around it. */
export function watchedScope(l: Lowering, node: ts.ClassLikeDeclaration): Scope {
  const marker = l.out.define(numberType, primitive("identity", constant(0)));
  const local: LocalClass = { node, marker, problem: undefined };
  l.program.localScopes.push(local);
  return new Scope(l.scope, l.activation, false, () => {
    local.problem = "uses variables of the function that it is in";
  });
}

/** Each evaluation of a class is another class, which its value does not say. */
export function noteClassValue(program: ProgramState, cls: ClassValue): void {
  for (const local of program.localScopes) if (local.node === cls.node) local.problem ??= "is a value";
}

/**
 * A method finds what it captures where its class is declared, and not in the instance. That is right as long as the class is evaluated
 * once in a call of the root; of other classes that capture something, two instances could see different variables.
 */
export function checkFrames(program: ProgramState, activations: readonly Activation[]): void {
  const once = definedOnce(activations);
  for (const { node, marker, problem } of program.localScopes) {
    if (problem === undefined || once.has(marker)) continue;
    const name = node.name?.text ?? "this class";
    program.ctx.reporter.report("repeatedClass", spanOf(node.name ?? node), { name, problem });
  }
}

/** The values defined outside of loops, in the root and in functions that are called at one such place only. */
function definedOnce(activations: readonly Activation[]): ReadonlySet<Value> {
  const calls = new Map<FunctionRef, number>();
  for (const { body } of activations)
    visit(body, (statement) => {
      if (statement.kind === "call") calls.set(statement.callee, (calls.get(statement.callee) ?? 0) + 1);
    });
  const bodies = new Map(activations.map(({ ref, body }) => [ref, body]));
  const found = new Set<Value>();
  const walk = (statements: Block): void => {
    for (const statement of statements) {
      if (statement.kind === "let") found.add(statement.value);
      if (statement.kind === "call" && calls.get(statement.callee) === 1) walk(bodies.get(statement.callee) ?? []);
      if (statement.kind !== "loop") blocks(statement).forEach(walk);
    }
  };
  const [root] = activations;
  if (root !== undefined && !calls.has(root.ref)) walk(root.body);
  return found;
}

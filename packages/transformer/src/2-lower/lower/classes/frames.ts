import { spanOf } from "../../../frontend/frontend.js";
import type { ts } from "../../../frontend/ts.js";
import { constant, numberType, primitive } from "../../../ir/build.js";
import type { Block, Value } from "../../../ir/types.js";
import { blocks } from "../../../ir/walk.js";
import { Scope } from "../scope.js";
import type { Activation, Lowering, ProgramState } from "../state.js";

/** A class inside a function, and where it is evaluated. */
export interface LocalClass {
  readonly node: ts.ClassLikeDeclaration;
  readonly owner: Activation;
  /** Defined where the class is: it tells whether that is in a loop. */
  readonly marker: Value;
  /** Its members use what is declared around it. */
  captures: boolean;
}

/** The scope of a class inside a function, which notices whether its members use what is declared around it. */
export function watchedScope(l: Lowering, node: ts.ClassLikeDeclaration): Scope {
  const marker = l.out.define(numberType, primitive("identity", constant(0)));
  const local: LocalClass = { node, owner: l.activation, marker, captures: false };
  l.program.localScopes.push(local);
  return new Scope(l.scope, l.activation, false, () => {
    local.captures = true;
  });
}

/**
 * A method finds what it captures where its class is declared, and not in the instance. That is right as long as the class is evaluated
 * once in a call of the root; of other classes that capture something, two instances could see different variables.
 */
export function checkFrames(program: ProgramState, activations: readonly Activation[]): void {
  const [root] = activations;
  const isCalled = activations.some(({ calls }) => calls.some(({ callee }) => callee === root));
  const once = root === undefined || isCalled ? new Set<Value>() : definedOnce(root.body);
  for (const { node, owner, marker, captures } of program.localScopes) {
    if (!captures || (owner === root && once.has(marker))) continue;
    program.ctx.reporter.report("repeatedClass", spanOf(node.name ?? node), { name: node.name?.text ?? "this class" });
  }
}

/** The values defined outside of loops. */
function definedOnce(block: Block): ReadonlySet<Value> {
  const found = new Set<Value>();
  const walk = (statements: Block): void => {
    for (const statement of statements) {
      if (statement.kind === "let") found.add(statement.value);
      if (statement.kind !== "loop") blocks(statement).forEach(walk);
    }
  };
  walk(block);
  return found;
}

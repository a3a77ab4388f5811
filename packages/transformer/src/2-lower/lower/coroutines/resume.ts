import { spanOf } from "../../../frontend/frontend.js";
import type { ts } from "../../../frontend/ts.js";
import { booleanType, constant, newVariable } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import { type Apply, callValue } from "../functions/apply.js";
import { functionAtom, type Lambda } from "../functions/lambda.js";
import { instanceFor } from "../instances.js";
import type { Iteration } from "../iteration.js";
import { askedItems, type Protocol } from "../iterators.js";
import { kindsOfItems } from "../kinds.js";
import { fit } from "../mixing.js";
import { takeOutcome } from "../outcomes.js";
import { isPrelude } from "../prelude.js";
import { type Closure, isFunctionValue, type Lowering, type Operand, refuse, standIn } from "../state.js";
import { raise } from "../throws.js";
import { assign, branch, freshValue, read, typeOf } from "../values.js";
import { lowerCoroutine, lowerWait, type Mode, modeNumber, type WhenThrown } from "./body.js";
import { absent, type CoroutineClosure } from "./coroutine.js";

/** The call of a generator function whose generator is a value: a function of the program makes it. */
export function callCreator(
  l: Lowering,
  fn: Closure,
  args: readonly Operand[],
  node: ts.Node,
  receiver: Operand | undefined,
): Atom {
  const value = (operand: Operand): Operand =>
    operand.kind === "iteration" ? functionAtom(l, operand, node) : operand;
  const self = receiver === undefined ? undefined : value(receiver);
  const instance = instanceFor(l, { ...fn, creates: true }, args.map(value), node, self);
  if (instance === undefined) return standIn(l);
  const { activation, passed } = instance;
  const result = freshValue(l, activation.result);
  const given = [...passed];
  const span = spanOf(node);
  l.activation.calls.push({ callee: activation, args: given, order: l.program.ctx.ids.value, node });
  l.out.push({ kind: "call", results: [result], callee: activation.ref, args: given, linear: false, span });
  return result;
}

/** `it.next(v)`, `it.return(v)`, `it.throw(e)`: gives `{ value, done }`. */
export function resume(l: Lowering, generator: Atom, mode: Mode, value: Atom, node: ts.Node): Atom {
  const step = callValue(l, generator, { args: [constant(mode), value], node });
  return isFunctionValue(step) ? refuse(l, "generatorCode", node) : step;
}

/** One branch of such a call: the body of this generator goes on. Iterators of arrays have no end but their own. */
export function resumeBody(l: Lowering, lambda: Lambda, fn: CoroutineClosure, apply: Apply, node: ts.Node): Atom {
  const [named, value = absent] = apply.args as readonly Atom[];
  const mode = (named?.kind === "constant" ? named.value : "next") as Mode;
  const { coroutine } = fn;
  if (mode !== "next" && isPrelude(fn.node)) return absent;
  if (mode !== "next") l.program.facts.closed.add(fn.node);
  const body = lowerCoroutine(l.program, fn, lambda);
  const type = { next: coroutine.sent, return: coroutine.item, throw: coroutine.thrown }[mode];
  const fitting = fit(l, type, value, node, ...(mode === "return" ? [coroutine] : [])) ?? value;
  const given = fitting.kind === "constant" && fitting.value === undefined ? absent : fitting;
  const at = (one: Mode): Atom => (mode === one ? given : absent);
  const args: Atom[] = [apply.fn, constant(modeNumber[mode]), at("next"), at("return"), at("throw")];
  const result = freshValue(l, body.result);
  l.activation.calls.push({ callee: body, args, order: l.program.ctx.ids.value, node });
  l.out.push({ kind: "call", results: [result], callee: body.ref, args, linear: false, span: spanOf(node) });
  if (body.outcome === undefined) return result;
  return takeOutcome(l, body.outcome, result, (inner, exception) => raise(inner, exception, node));
}

/** What such a generator gives, one item after the other; who leaves early ends it. */
export const itemsOfGenerator = (l: Lowering, generator: Atom, node: ts.Node): Iteration =>
  askedItems(
    l,
    {
      next: (inner) => resume(inner, generator, "next", constant(undefined), node),
      close: (inner) => void resume(inner, generator, "return", constant(undefined), node),
      kinds: kindsOf(l, generator),
    },
    node,
  );

/** What a generator yields, and what it returns, by its declaration. */
function kindsOf(l: Lowering, generator: Atom): Protocol["kinds"] {
  const type = typeOf(generator);
  const bodies = type.kind === "record" ? ([...(type.functions ?? [])] as Lambda[]) : [];
  const [node] = bodies.flatMap(({ fn }) => (fn.kind === "closure" && !isPrelude(fn.node) ? [fn.node] : []));
  return node === undefined ? undefined : kindsOfItems(l.program, node);
}

/** `yield* it` in a generator that is a value: what is sent to it, or thrown into it, is passed on. */
export function delegate(l: Lowering, generator: Atom, node: ts.Node): Atom {
  if (l.resumed === undefined) return refuse(l, "generatorCode", node);
  const { ids } = l.program.ctx;
  const { coroutine, isClosed } = l.resumed;
  const sent = newVariable(ids, "sent", coroutine.sent);
  const thrown = newVariable(ids, "thrown", coroutine.thrown);
  const isThrown = newVariable(ids, "isThrown", booleanType);
  assign(l, sent, absent);
  const goOn = (inner: Lowering): Atom => resume(inner, generator, "next", read(inner, sent), node);
  const fail = (inner: Lowering): Atom => {
    assign(inner, isThrown, constant(false));
    return resume(inner, generator, "throw", read(inner, thrown), node);
  };
  if (isClosed) {
    assign(l, thrown, absent);
    assign(l, isThrown, constant(false));
  }
  const items = askedItems(
    l,
    {
      next: (inner) => (isClosed ? branch(inner, read(inner, isThrown), node, fail, goOn) : goOn(inner)),
      close: (inner) => void resume(inner, generator, "return", constant(undefined), node),
      kinds: kindsOf(l, generator),
    },
    node,
  );
  const keep: WhenThrown = (inner, exception) => {
    assign(inner, thrown, exception);
    assign(inner, isThrown, constant(true));
  };
  return items.run(
    l,
    (at, item) => {
      assign(at, sent, lowerWait(at, item, node, keep));
    },
    node,
  );
}

import { ts } from "../../../frontend/ts.js";
import { isStoredInto } from "../functions/storedInto.js";
import type { ProgramState } from "../state.js";

/** Whether the program may store under a name in instances of a class, or in the class itself. */
export type MayStore = (name: string, isStatic: boolean) => boolean;

/** Asked when a field that is declared with a function is read: then it holds that function only if this says no. */
export function storedMembers(program: ProgramState, node: ts.ClassLikeDeclaration): MayStore {
  const known = new Map<string, boolean>();
  const ask = (name: string, isStatic: boolean): boolean => {
    const type = typeOfClass(program, node, isStatic);
    return type === undefined || isStoredInto(program, type, undefined, name);
  };
  return (name, isStatic) => {
    const key = `${isStatic} ${name}`;
    const answer = known.get(key) ?? ask(name, isStatic);
    known.set(key, answer);
    return answer;
  };
}

function typeOfClass({ ctx }: ProgramState, node: ts.ClassLikeDeclaration, isStatic: boolean): ts.Type | undefined {
  const checker = ctx.frontend.checkerAt(node);
  const symbol = node.name === undefined ? ctx.frontend.typeOf(node).symbol : checker.getSymbolAtLocation(node.name);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Class) === 0) return undefined;
  return isStatic ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
}

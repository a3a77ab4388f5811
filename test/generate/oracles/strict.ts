import { messagesUnderStrict } from "../../support/strict.js";
import { marked } from "../compare.js";
import { Unsuitable } from "../duals/unsuitable.js";
import type { Expected } from "../expected.js";
import { fail } from "../failure.js";
import type { Program } from "../program/program.js";
import type { Services } from "../services.js";

/** The emitted module is as clean under `strict` as the program itself. */
export function strict(program: Program, _expected: readonly Expected[], { compile }: Services): void {
  const [own] = messagesUnderStrict(program.source);
  if (own !== undefined) throw new Unsuitable(`the program itself is not clean: ${own.slice(0, 100)}`);
  const [first] = messagesUnderStrict(compile(marked(program)));
  if (first !== undefined) fail(`not strict-clean ${first.replace(/'[^']*'|\(line.*/g, "").slice(0, 60)}`, first);
}

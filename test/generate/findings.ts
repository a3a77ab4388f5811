import type { Case } from "./arbitrary.js";
import { fixtureText, readFixture } from "./program/program.js";
import type { Finding } from "./property.js";

/** A failed program as a fixture's text, headed by how it fails and how it is found again. */
export function describeFinding({ seed, found, message }: Finding): string {
  const comments = [`seed ${seed}, off ${JSON.stringify(found.off)}`, ...message.split("\n")].map(
    (line) => `// ${line}\n`,
  );
  return comments.join("") + fixtureText(found.program);
}

/** The program of such a text, with the optimizations that were off. */
export function readFinding(text: string): Case {
  const off = /^\/\/ seed .*off (.*)$/m.exec(text)?.[1];
  return { program: readFixture(text), off: off === undefined ? [] : (JSON.parse(off) as string[][]) };
}

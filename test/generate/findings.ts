import type { Case } from "./arbitrary.js";
import { fixtureText, readFixture } from "./program/program.js";
import type { Finding } from "./property.js";

/** A failed program as a fixture's text, headed by how it fails and how it is found again. */
export function describeFinding({ seed, found, message }: Finding): string {
  const comments = [
    `seed ${seed}, by ${JSON.stringify(found.by)}, off ${JSON.stringify(found.off)}`,
    ...message.split("\n"),
  ].map((line) => `// ${line}\n`);
  return comments.join("") + fixtureText(found.program);
}

/** The program of such a text, with how it was looked at. */
export function readFinding(text: string): Case {
  const list = (name: string): unknown =>
    JSON.parse(new RegExp(`^// seed .*\\b${name} (\\[.*?\\])(,|$)`, "m").exec(text)?.[1] ?? "[]");
  return { program: readFixture(text), by: list("by") as string[], off: list("off") as string[][] };
}

import { colors, write } from "./terminal.js";

/** Shows whether something that must hold does; the program fails in the end if it does not. */
export function expectThat(claim: string, holds: boolean): void {
  write(`  ${holds ? colors.green("✓") : colors.red("✗")} ${claim}`);
  if (!holds) process.exitCode = 1;
}

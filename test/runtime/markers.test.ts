import { grad, jvp, valueAndGrad, vjp } from "cotangent";
import { describe, expect, it } from "vitest";

function loss(x: number): number {
  return x * x;
}

const markers: readonly [name: string, marker: (f: (x: number) => number) => unknown][] = [
  ["grad", grad],
  ["valueAndGrad", valueAndGrad],
  ["vjp", vjp],
  ["jvp", jvp],
];

describe.each(markers)("%s without the build step", (name, marker) => {
  it("throws at once, names the function and says what to add", () => {
    expect(() => marker(loss)).toThrow(`${name}(loss) was not compiled`);
    expect(() => marker(loss)).toThrow('import cotangent from "@cotangent/transformer/esbuild";');
    expect(() => marker(loss)).toThrow("plugins: [cotangent()]");
  });

  it("does so for functions without a name", () => {
    expect(() => marker((x: number) => x)).toThrow(`${name}(f) was not compiled`);
  });
});

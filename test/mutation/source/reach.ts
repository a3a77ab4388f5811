import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Probe } from "../battery.js";

/** What is known of a program without a mutant: the text it gives, how long that takes, and which mutants it comes by. */
export interface Known {
  readonly probe: Probe;
  readonly text: string;
  readonly time: number;
  readonly reaches: (id: number) => boolean;
}

interface Entry {
  readonly text: string;
  readonly time: number;
  /** A bit for each mutant, in the order of all. */
  readonly bits: string;
}

export const hashOf = (text: string): string => createHash("sha1").update(text).digest("base64");

/** Every program is compiled once, and what was found is kept for the next sample of mutants. A program that is refused is left out. */
export function findReach(
  probes: readonly Probe[],
  all: readonly number[],
  path: string,
  record: (run: () => string) => { readonly result: string; readonly reached: ReadonlySet<number> },
): readonly Known[] {
  const places = new Map(all.map((id, place) => [id, place]));
  const entries = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, Entry | null>) : {};
  let made = 0;
  const known = probes.flatMap((probe): Known[] => {
    if (entries[probe.name] === undefined) {
      entries[probe.name] = look(probe, places, record);
      if (++made % 200 === 0) {
        console.log(`${made} programs compiled`);
        writeFileSync(path, JSON.stringify(entries));
      }
    }
    const entry = entries[probe.name];
    if (entry === null || entry === undefined) return [];
    const bits = Buffer.from(entry.bits, "base64");
    const reaches = (id: number): boolean => {
      const place = places.get(id)!;
      return ((bits[place >> 3]! >> (place & 7)) & 1) === 1;
    };
    return [{ probe, text: entry.text, time: entry.time, reaches }];
  });
  if (made > 0) writeFileSync(path, JSON.stringify(entries));
  return known.sort((a, b) => a.time - b.time);
}

function look(
  probe: Probe,
  places: ReadonlyMap<number, number>,
  record: (run: () => string) => { readonly result: string; readonly reached: ReadonlySet<number> },
): Entry | null {
  try {
    const start = performance.now();
    const { result, reached } = record(() => probe.emit());
    const time = performance.now() - start;
    const bits = Buffer.alloc((places.size >> 3) + 1);
    for (const id of reached) {
      const place = places.get(id)!;
      bits[place >> 3]! |= 1 << (place & 7);
    }
    return { text: hashOf(result), time, bits: bits.toString("base64") };
  } catch (error) {
    const [first = ""] = String(error).split("\n");
    if (first.includes("Cotangent failed")) console.log(`${probe.name}: ${first}`);
    return null;
  }
}

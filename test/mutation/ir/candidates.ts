import { changesOfResult, mutatedPasses, noteTangents, type ResultChange } from "./passes.js";

/** A change that can be made when a program is compiled: what the pass gives when it runs for the `call`-th time. */
export interface Candidate {
  readonly pass: string;
  readonly call: number;
  readonly place: number;
  readonly change: ResultChange;
}

/** Collects what could be changed. */
export function listing(candidates: Candidate[]) {
  let calls = 0;
  return <T>(pass: string, result: T): T => {
    noteTangents(pass, result);
    if (mutatedPasses[pass] === undefined) return result;
    const call = calls++;
    changesOfResult(pass, result).forEach((change, place) => {
      candidates.push({ pass, call, place, change });
    });
    return result;
  };
}

/** Makes one change. The compiler does the same each time, so that a change is found by its place. */
export function replacing({ call, place }: Candidate, how: "make" | "watched") {
  let calls = 0;
  return <T>(pass: string, result: T): T => {
    noteTangents(pass, result);
    if (mutatedPasses[pass] === undefined || calls++ !== call) return result;
    return changesOfResult(pass, result)[place]![how]() as T;
  };
}

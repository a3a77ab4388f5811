// An enum inside of a function, with the names of its members.
export function f(x: number[]): number {
  enum State {
    Start,
    Step = 3,
    Done,
  }
  let state: State = State.Start;
  let sum = 0;
  const visited: string[] = [];
  while (state !== State.Done) {
    visited.push(State[state]!);
    switch (state) {
      case State.Start:
        sum += x[0]! * x[1]!;
        state = State.Step;
        break;
      case State.Step:
        sum = Math.sin(sum) * x[1]!;
        state = State.Done;
        break;
    }
  }
  return visited.join(" ") === "Start Step" ? sum : x[0]!;
}
export const wrt = 0;
export const inputs = [[[2.2, 0.7]], [[0.4, 3.1]]];

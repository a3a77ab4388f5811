/** What is exported of a namespace is named by the way to it. */
export namespace Physics {
  export const masses = [1, 2.5, 4];
  export let damping = 0.1;
  let calls = 0;
  export namespace Constants {
    export const g = 9.81;
    export const table = [0.3, 0.7];
    export class Spring {
      constructor(
        readonly stiffness: number,
        readonly rest: number,
      ) {}
      energy(x: number): number {
        return 0.5 * this.stiffness * (x - this.rest) ** 2;
      }
    }
  }
  export enum Unit {
    Metre = 1,
    Foot = 3,
  }
  export function setDamping(value: number): void {
    damping = value;
  }
  export const countOf = (): number => ++calls;
}

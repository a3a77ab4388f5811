import { grad } from "cotangent";

/** Counts what is made of it, where nobody else can. */
export class Ticket {
  static #made = 0;
  static #price = 1;
  readonly number = ++Ticket.#made;

  constructor(readonly fee: number) {}

  static get made(): number {
    return Ticket.#made;
  }
  static raise(by: number): number {
    return (Ticket.#price += by);
  }
}

export const ownSlope = grad(
  (x: number): number => new Ticket(x * x).fee * (new Ticket(1).number - new Ticket(2).number),
);

export class Queue {
  readonly size = 1;
  static #served = 0;
  static serve(fee: number): number {
    return fee * ++Queue.#served;
  }
  static get served(): number {
    return Queue.#served;
  }
}

/** Classes of errors as they are written for old engines and for good traces. */
declare global {
  interface ErrorConstructor {
    captureStackTrace(target: object, constructor?: unknown): void;
  }
}

class AppError extends Error {
  constructor(
    message: string,
    readonly missing: number,
  ) {
    super(message);
    this.name = this.constructor.name;
    Object.setPrototypeOf(this, new.target.prototype);
    if (Error.captureStackTrace) Error.captureStackTrace(this, this.constructor);
  }
}
class TooLow extends AppError {
  constructor(readonly at: number) {
    super("too low", at * 2);
    Object.setPrototypeOf(this, TooLow.prototype);
  }
}
class TooHigh extends RangeError {
  constructor(readonly excess: number) {
    super(`too high`);
    Object.setPrototypeOf(this, TooHigh.prototype);
    Error.captureStackTrace?.(this, TooHigh);
  }
}

interface Ledger {
  balance: number;
  fees: number;
}

function apply(ledger: Ledger, amount: number): void {
  ledger.balance += amount;
  if (ledger.balance < 0) throw new TooLow(ledger.balance);
  if (amount > 2) throw new TooHigh(amount - 2);
  ledger.fees += 0.01 * amount * amount;
}

export function f(amounts: number[]): number {
  const ledger: Ledger = { balance: 1, fees: 0 };
  let sum = 0;
  for (const amount of amounts) {
    const before = { ...ledger };
    try {
      apply(ledger, amount);
    } catch (e) {
      if (e instanceof TooLow) {
        sum += e.missing * e.at;
        Object.assign(ledger, before);
      } else if (e instanceof TooHigh) ledger.fees += 3 * e.excess ** 2;
      else throw e;
    } finally {
      sum += ledger.balance * amount;
    }
  }
  return sum + ledger.fees;
}

export const wrt = 0;
export const inputs = [[[0.5, -2.3, 3.1, 0.7]], [[-1.8, 2.6, -0.4]]];

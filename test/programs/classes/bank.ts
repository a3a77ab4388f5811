/** A bank with accounts, a state machine for loans, errors of own classes that are caught. */
class InsufficientFunds extends Error {
  constructor(readonly missing: number) {
    super(`missing ${missing}`);
    this.name = "InsufficientFunds";
  }
}
enum Status {
  Open,
  Delinquent,
  Closed,
}
class Account {
  static count = 0;
  #balance: number;
  private readonly log: { kind: string; amount: number }[] = [];
  constructor(balance: number, readonly rate = 0.03) {
    this.#balance = balance;
  }
  get balance(): number {
    return this.#balance;
  }
  deposit(amount: number): this {
    this.#balance += amount;
    this.log.push({ kind: "in", amount });
    return this;
  }
  withdraw(amount: number): number {
    if (amount > this.#balance) throw new InsufficientFunds(amount - this.#balance);
    this.#balance -= amount;
    this.log.push({ kind: "out", amount });
    return amount;
  }
  accrue = (): void => {
    this.#balance *= 1 + this.rate;
  };
  turnover(): number {
    return this.log.reduce((s, { kind, amount }) => (kind === "in" ? s + amount : s - 0.5 * amount), 0);
  }
}
class Loan {
  status = Status.Open;
  missed = 0;
  constructor(public principal: number, private payer: Account, private payment: number) {}
  tick(): void {
    switch (this.status) {
      case Status.Closed:
        return;
      case Status.Delinquent:
        this.principal *= 1.05;
      // falls through
      case Status.Open:
        try {
          this.principal = this.principal * 1.01 - this.payer.withdraw(this.payment);
          this.status = Status.Open;
        } catch (e) {
          if (!(e instanceof InsufficientFunds)) throw e;
          this.missed += e.missing;
          this.status = Status.Delinquent;
        } finally {
          if (this.principal <= 0) this.status = Status.Closed;
        }
    }
  }
}

export function f(start: number, payment: number, salary: number): number {
  const account = new Account(start);
  const loan = new Loan(10, account, payment);
  const other = new Loan(3, account, payment * 0.5);
  for (let month = 0; month < 6; month++) {
    loan.tick();
    other.tick();
    if (month % 2 === 0) account.deposit(salary).accrue();
  }
  return account.balance + account.turnover() - loan.principal - 2 * other.principal - loan.missed * loan.missed;
}

export const wrt = [0, 1, 2];
export const inputs = [
  [5, 2.1, 1.7],
  [1, 1.5, 0.4],
];

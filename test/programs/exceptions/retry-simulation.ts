interface Attempt {
  ok: boolean;
  cost: number;
}

class Transient extends Error {
  public readonly waited: number;
  constructor(message: string, waited: number) {
    super(message);
    this.waited = waited;
  }
}

class Ledger {
  total = 0;
  private open = 0;
  readonly entries: number[] = [];

  transaction<T>(body: (record: (amount: number) => void) => T): T {
    const mark = this.entries.length;
    this.open++;
    try {
      const result = body((amount) => {
        this.entries.push(amount);
        this.total += amount;
      });
      return result;
    } catch (error) {
      while (this.entries.length > mark) this.total -= this.entries.pop()!;
      throw error;
    } finally {
      this.open--;
    }
  }

  get isOpen(): boolean {
    return this.open > 0;
  }
}

function request(load: number, attempt: number): Attempt {
  const pressure = load / (attempt + 1);
  if (pressure > 2) throw new Error("overloaded");
  if (pressure > 1) throw new Transient("busy", pressure * pressure);
  return { ok: true, cost: Math.exp(-pressure) };
}

function withRetry(ledger: Ledger, load: number, retries: number): number {
  let waited = 0;
  for (let attempt = 0; ; attempt++) {
    try {
      return ledger.transaction((record) => {
        record(load * 0.1);
        const { cost } = request(load, attempt);
        record(cost);
        return cost - waited;
      });
    } catch (e) {
      if (!(e instanceof Transient)) throw e;
      if (attempt >= retries) throw new Error("gave up", { cause: e });
      waited += e.waited * 0.5;
    }
  }
}

export function f(loads: number[]): number {
  const ledger = new Ledger();
  let score = 0;
  let failed = 0;
  for (const load of loads) {
    try {
      score += withRetry(ledger, load, 1);
    } catch (e) {
      failed += load;
      if (e instanceof Error && e.message === "gave up") score -= 2 * load;
      else if ((e as Error).message.startsWith("over")) score -= load ** 2;
    }
  }
  return score + ledger.total * (ledger.isOpen ? failed : 1) + failed / 10 + ledger.entries.length;
}

export const wrt = 0;
export const inputs = [[[0.5, 1.5, 1.8]], [[2.5, 0.2]], [[1.2, 3.1, 0.9]]];

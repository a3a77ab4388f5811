interface Match {
  readonly home: string;
  readonly away: string;
  readonly score: readonly [number, number];
}

const DEFAULT_RATING = 1500;

class EloTable {
  private readonly ratings = new Map<string, number>();
  constructor(
    private readonly k: number,
    private readonly homeAdvantage: number,
    initial: Iterable<readonly [string, number]> = [],
  ) {
    for (const [team, rating] of initial) this.ratings.set(team, rating);
  }
  rating(team: string): number {
    return this.ratings.get(team) ?? DEFAULT_RATING;
  }
  expected(home: string, away: string): number {
    return 1 / (1 + 10 ** ((this.rating(away) - this.rating(home) - this.homeAdvantage) / 400));
  }
  record({ home, away, score: [h, a] }: Match): number {
    const e = this.expected(home, away);
    const outcome = h > a ? 1 : h < a ? 0 : 0.5;
    const change = this.k * Math.log1p(Math.abs(h - a)) * (outcome - e);
    this.ratings.set(home, this.rating(home) + change);
    this.ratings.set(away, this.rating(away) - change);
    return -(outcome * Math.log(e) + (1 - outcome) * Math.log(1 - e));
  }
  top(): [string, number] {
    return [...this.ratings].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  }
}

/** Predictive loss of the season, with a pull of the champion towards the default. */
export function f(settings: { k: number; homeAdvantage: number }, initial: Record<string, number>, season: readonly Match[]): number {
  const table = new EloTable(settings.k, settings.homeAdvantage, Object.entries(initial));
  const loss = season.map((m) => table.record(m)).reduce((a, b) => a + b, 0);
  const [, champion] = table.top();
  return loss + ((champion - DEFAULT_RATING) / 400) ** 2;
}

export const wrt = [0, 1];
export const inputs = [
  [
    { k: 32, homeAdvantage: 60 },
    { north: 1550, south: 1480 },
    [
      { home: "north", away: "south", score: [2, 1] },
      { home: "east", away: "north", score: [1, 1] },
      { home: "south", away: "east", score: [0, 3] },
    ],
  ],
];

/** Critical path of tasks: topological order by Kahn's queue, longest path, slack by task name. */
type Task = { name: string; duration: number; after?: string[] };
class CycleError extends Error {
  constructor(readonly remaining: string[]) {
    super(`cycle among ${remaining.join(", ")}`);
    this.name = "CycleError";
  }
}

function topological(tasks: readonly Task[]): Task[] {
  const byName = new Map(tasks.map((t) => [t.name, t] as const));
  const degree = new Map<string, number>();
  const successors: Record<string, string[]> = {};
  for (const { name, after = [] } of tasks) {
    degree.set(name, after.length);
    for (const a of after) (successors[a] ??= []).push(name);
  }
  const ready = tasks.filter((t) => degree.get(t.name) === 0);
  const order: Task[] = [];
  while (ready.length > 0) {
    const task = ready.shift()!;
    order.push(task);
    for (const next of successors[task.name] ?? []) {
      const d = degree.get(next)! - 1;
      degree.set(next, d);
      if (d === 0) ready.push(byName.get(next)!);
    }
  }
  if (order.length < tasks.length) {
    throw new CycleError(tasks.filter((t) => !order.includes(t)).map((t) => t.name));
  }
  return order;
}

export function f(tasks: Task[], deadline: number): number {
  const order = topological(tasks);
  const finish: { [name: string]: number } = {};
  for (const t of order) {
    const start = Math.max(0, ...(t.after ?? []).map((a) => finish[a]));
    finish[t.name] = start + t.duration;
  }
  const end = Math.max(...Object.values(finish));
  const late: Record<string, number> = {};
  for (const t of [...order].reverse()) {
    const successors = tasks.filter((s) => s.after?.includes(t.name));
    late[t.name] = successors.length ? Math.min(...successors.map((s) => late[s.name] - s.duration)) : end;
  }
  let penalty = 0;
  for (const name in finish) penalty += (late[name] - finish[name]) ** 2;
  return end + 0.1 * penalty + (end > deadline ? (end - deadline) ** 2 : 0);
}

export const wrt = [0, 1];
export const inputs = [
  [
    [
      { name: "paint", duration: 1.5, after: ["walls", "wires"] },
      { name: "walls", duration: 2.2, after: ["base"] },
      { name: "base", duration: 3 },
      { name: "wires", duration: 0.8, after: ["base"] },
      { name: "garden", duration: 4 },
    ],
    5,
  ],
  [[{ name: "a", duration: 1, after: ["b"] }, { name: "b", duration: 1, after: ["a"] }, { name: "c", duration: 2 }], 3],
];

interface Task {
  name: string;
  routine: Generator<number, number, number>;
}

function* worker(rate: number, amount: number): Generator<number, number, number> {
  let done = 0;
  let cost = 0;
  while (done < amount) {
    const slice = yield rate * (1 + done);
    done += slice;
    cost += slice * rate;
  }
  return cost;
}

function* burst(rate: number, n: number): Generator<number, number, number> {
  let best = 0;
  for (let i = 0; i < n; i++) {
    const slice = yield rate / (i + 1);
    best = Math.max(best, slice * rate);
  }
  return best;
}

function run(tasks: Task[], slice: number): Map<string, number> {
  const results = new Map<string, number>();
  const queue = [...tasks];
  const spent: number[] = [];
  for (const task of queue) spent.push(task.routine.next(0).value);
  while (queue.length > 0) {
    const task = queue.shift()!;
    const step = task.routine.next(slice);
    if (step.done) results.set(task.name, step.value);
    else {
      spent.push(step.value);
      queue.push(task);
    }
  }
  results.set("spent", spent.reduce((a, b) => a + b, 0));
  return results;
}

export function f(rate: number, slice: number): number {
  const tasks: Task[] = [
    { name: "a", routine: worker(rate, 1) },
    { name: "b", routine: burst(rate * 2, 3) },
    { name: "c", routine: worker(rate / 2, 0.5) },
  ];
  const results = run(tasks, slice);
  let s = 0;
  for (const [name, value] of results) s += value * (name === "a" ? 2 : 1);
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.8, 0.4],
  [1.3, 0.7],
];

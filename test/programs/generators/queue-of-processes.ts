// A simulation of events: processes are generators in records, which a queue keeps in the order of their times.
interface Task {
  at: number;
  readonly process: Generator<number, number, number>;
}

function* customer(arrival: number, service: number): Generator<number, number, number> {
  let now = yield arrival;
  for (let visit = 0; visit < 2; visit++) now = yield service * (1 + 0.1 * now);
  return now;
}

class Queue {
  private readonly tasks: Task[] = [];
  get isEmpty(): boolean {
    return this.tasks.length === 0;
  }
  put(task: Task): void {
    let i = this.tasks.length;
    while (i > 0 && this.tasks[i - 1]!.at > task.at) i--;
    this.tasks.splice(i, 0, task);
  }
  take(): Task {
    const task = this.tasks.shift();
    if (task === undefined) throw new RangeError("nothing to do");
    return task;
  }
}

export function f(x: number[]): number {
  const queue = new Queue();
  x.forEach((service, i) => queue.put({ at: 0.3 * i, process: customer(0.5 * service, service) }));
  let total = 0;
  let clock = 0;
  while (!queue.isEmpty) {
    const task = queue.take();
    clock = Math.max(clock, task.at);
    const step = task.process.next(clock);
    if (step.done) total += step.value ** 2;
    else queue.put({ at: clock + step.value, process: task.process });
  }
  return total + clock;
}
export const wrt = 0;
export const inputs = [[[0.7, 0.4, 1.1]], [[0.2, 1.3]]];

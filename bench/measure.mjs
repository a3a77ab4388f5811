// Run in a process of its own, with the paths of the modules as an argument: sends the least time of one run of each, in milliseconds.

const batches = 60;
const batchMilliseconds = 8;

const paths = JSON.parse(process.argv[2]);
const runs = {};
for (const [name, path] of Object.entries(paths)) runs[name] = (await import(path)).run;

const timeOf = (run, times) => {
  const start = performance.now();
  for (let k = 0; k < times; k++) run();
  return performance.now() - start;
};

/** How many runs fill a batch, found when the code is warm. */
const timesOf = (run) => {
  timeOf(run, 20);
  let times = 1;
  while (timeOf(run, times) < batchMilliseconds) times *= 2;
  return times;
};

const checksums = Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, run()]));
const times = Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, timesOf(run)]));
const least = Object.fromEntries(Object.keys(runs).map((name) => [name, Number.POSITIVE_INFINITY]));
for (let batch = 0; batch < batches; batch++) {
  for (const [name, run] of Object.entries(runs)) {
    least[name] = Math.min(least[name], timeOf(run, times[name]) / times[name]);
  }
}
process.send({ least, checksums });

// A list of one kind becomes the list of several kinds that a name, a field or a parameter stands for.
class Node {
  constructor(readonly data: number) {}
}
const times = (w: number, of: Node | number): Node => new Node(w * (of instanceof Node ? of.data : of));

/** A layer starts with numbers; its results are nodes. */
function layers(x: number): number {
  let held: readonly (Node | number)[] = [x, 0.5];
  for (const weights of [[x, 2, 0.3], [x]]) {
    const out: Node[] = [];
    for (const w of weights) out.push(times(w, held[0]));
    held = out;
  }
  const [first] = held;
  return first instanceof Node ? first.data : first;
}

function sorted(x: number): number {
  let held: (Node | number)[] = [new Node(x)];
  const out: number[] = [];
  for (let i = 0; i < 3; i++) out.push(Math.cos(x + i) * x);
  out.sort((a, b) => a - b);
  out[0] += out.reduce((a, b) => a + b);
  if (x > 0) held = out;
  const first = held[0];
  return (first instanceof Node ? first.data : first * x) + out[1];
}

type Json = number | string | Json[] | { [key: string]: Json };
const sum = (json: Json): number => {
  if (typeof json === "number") return json * json;
  if (typeof json === "string") return json.length;
  const items = Array.isArray(json) ? json : Object.values(json);
  return items.reduce<number>((total, item) => total + sum(item), 0);
};

function document(x: number): number {
  const xs: number[] = [];
  for (let i = 0; i < 3; i++) xs.push(x * i);
  const named: Record<string, number> = { a: x };
  named["b"] = x * 2;
  return sum({ xs, named, title: "abc", rows: [xs, xs] }) * xs[2];
}

export function f(x: number): number {
  return layers(x) + sorted(x) + document(x);
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];

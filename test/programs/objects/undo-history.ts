/** Command pattern, history with discriminated commands, immer-like produce with structuredClone, reducers. */
type State = { readonly items: readonly { readonly id: number; qty: number; price: number }[]; discount: number };
type Action = { type: "add"; price: number } | { type: "qty"; id: number; by: number } | { type: "discount"; to: number } | { type: "undo" };
const produce = (s: State, fn: (draft: { items: { id: number; qty: number; price: number }[]; discount: number }) => void): State => { const d = structuredClone(s) as { items: { id: number; qty: number; price: number }[]; discount: number }; fn(d); return d; };
const reducer = (s: State, a: Exclude<Action, { type: "undo" }>): State => { switch (a.type) { case "add": return produce(s, (d) => { d.items.push({ id: d.items.length, qty: 1, price: a.price }); }); case "qty": return { ...s, items: s.items.map((i) => (i.id === a.id ? { ...i, qty: i.qty + a.by } : i)) }; case "discount": return { ...s, discount: a.to }; } };
const total = ({ items, discount }: State): number => items.reduce((t, { qty, price }) => t + qty * price, 0) * (1 - discount);
export function f(p: number, q: number): number {
  const past: State[] = []; let now: State = { items: [], discount: 0 };
  const actions: Action[] = [{ type: "add", price: p }, { type: "add", price: q }, { type: "qty", id: 0, by: p * q }, { type: "discount", to: q / 10 }, { type: "undo" }, { type: "qty", id: 1, by: 2 }, { type: "discount", to: p / 20 }];
  for (const a of actions) { if (a.type === "undo") { now = past.pop() ?? now; continue; } past.push(now); now = reducer(now, a); }
  return total(now) + past.map(total).reduce((a, b) => a + b, 0);
}
export const wrt = [0, 1];
export const inputs = [[1.3, 0.8]];

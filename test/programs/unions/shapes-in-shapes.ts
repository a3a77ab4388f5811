type Shape = { readonly kind: "circle"; r: number } | { readonly kind: "rect"; w: number; h: number } | { readonly kind: "group"; items: Shape[]; scale?: number };
function area(s: Shape): number { switch (s.kind) { case "circle": return Math.PI * s.r ** 2; case "rect": return s.w * s.h; case "group": return s.items.map(area).reduce((a, b) => a + b, 0) * (s.scale ?? 1) ** 2; } }
const isGroup = (s: Shape): s is Extract<Shape, { kind: "group" }> => s.kind === "group";
const mapShape = (s: Shape, fn: (leaf: Exclude<Shape, { kind: "group" }>) => Shape): Shape => (isGroup(s) ? { ...s, items: s.items.map((i) => mapShape(i, fn)) } : fn(s));
export function f(shape: Shape, k: number): number {
  const grown = mapShape(shape, (l) => (l.kind === "circle" ? { ...l, r: l.r + k } : { ...l, w: l.w * k }));
  const nested: Shape = { kind: "group", items: [grown, { kind: "circle", r: k }], scale: k };
  return area(nested) - area(shape);
}
export const wrt = [0, 1];
export const inputs = [[{ kind: "group", items: [{ kind: "circle", r: 0.5 }, { kind: "rect", w: 1, h: 2 }, { kind: "group", scale: 1.5, items: [{ kind: "rect", w: 0.3, h: 0.4 }] }] }, 1.2]];

const table: Record<string, (x: number) => number> = { relu: (x) => Math.max(0, x), relu6: (x) => Math.min(Math.max(0, x), 6) };
export function once(name: string): (x: number) => number { const fn = table[name]; if (!fn) throw new Error(`unknown activation ${name}`); return fn; }

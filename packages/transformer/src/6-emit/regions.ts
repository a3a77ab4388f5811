import type { Atom, Block, IRFunction, Statement, Value } from "../ir/types.js";
import { definitions, keyAtoms, operands } from "../ir/walk.js";

/** A block, or the whole of a branch or loop: `enter` and `exit` number its ends in the order of the text. */
export interface Region {
  readonly parent: Region | undefined;
  readonly kind: "block" | "if" | "loop";
  /** The branch or loop that it belongs to; undefined for the body of the function. */
  readonly owner: Statement | undefined;
  readonly enter: number;
  exit: number;
}
/** A point of the program: a use at a definition's own number comes before it. */
export interface Point {
  readonly region: Region;
  readonly at: number;
}
/** Where a value begins; `statement` is what defines it in the block `home`, at the number `order` there. */
export interface Definition extends Point {
  readonly home: Region;
  readonly statement: Statement | undefined;
  readonly order: number;
}
export interface Regions {
  readonly definitions: ReadonlyMap<Value, Definition>;
  /** The values that the program itself uses; `uses` has points that only the loops' text adds. */
  readonly mentioned: ReadonlySet<Value>;
  readonly uses: ReadonlyMap<Value, readonly Point[]>;
}

/**
 * Where each value is defined and used. What a branch or loop hands on is used at the end of its blocks; what a loop tests
 * in each iteration is used at the end of its body as well.
 */
export function findRegions(fn: IRFunction): Regions {
  const definitionsOf = new Map<Value, Definition>();
  const uses = new Map<Value, Point[]>();
  const mentioned = new Set<Value>();
  let now = 0;

  const use = (atom: Atom | undefined, region: Region, at: number): void => {
    if (atom?.kind === "value") mentioned.add(atom);
    hold(atom, region, at);
  };
  const hold = (atom: Atom | undefined, region: Region, at: number): void => {
    if (atom?.kind !== "value") return;
    const points = uses.get(atom);
    if (points === undefined) uses.set(atom, [{ region, at }]);
    else points.push({ region, at });
  };
  const open = (parent: Region | undefined, kind: Region["kind"], owner: Statement | undefined): Region => ({
    parent,
    kind,
    owner,
    enter: now,
    exit: now,
  });
  /** Walks a block in its own region; `end` runs at its last point. */
  const inside = (block: Block, parent: Region | undefined, owner: Statement | undefined, end: (r: Region) => void) => {
    now++;
    const region = open(parent, "block", owner);
    for (const inner of block) statement(inner, region);
    now++;
    end(region);
    region.exit = now;
  };

  const statement = (node: Statement, region: Region): void => {
    const order = ++now;
    const define = (value: Value, where: Region): void => {
      definitionsOf.set(value, { region: where, at: now, home: region, statement: node, order });
    };
    switch (node.kind) {
      case "let":
        for (const atom of operands(node.operation)) use(atom, region, now);
        define(node.value, region);
        break;
      case "if": {
        use(node.condition, region, now);
        const whole = open(region, "if", node);
        for (const side of ["then", "else"] as const) {
          inside(node[side], whole, node, (end) => {
            for (const result of node.results) use(result[side], end, now);
          });
        }
        whole.exit = ++now;
        for (const value of definitions(node)) define(value, region);
        break;
      }
      case "for": {
        for (const carried of node.carried) use(carried.initial, region, now);
        use(node.from, region, now);
        const whole = open(region, "loop", node);
        define(node.index, whole);
        for (const carried of node.carried) define(carried.parameter, whole);
        inside(node.body, whole, node, (end) => {
          for (const carried of node.carried) use(carried.next, end, now);
          for (const atom of [node.from, node.to, node.index]) hold(atom, end, now);
          if (node.to.kind === "value") mentioned.add(node.to);
        });
        whole.exit = ++now;
        for (const value of definitions(node)) define(value, region);
        break;
      }
      case "while": {
        for (const carried of node.carried) use(carried.initial, region, now);
        const whole = open(region, "loop", node);
        define(node.trip, whole);
        for (const carried of node.carried) define(carried.parameter, whole);
        inside(node.condition.block, whole, node, (end) => {
          use(node.condition.test, end, now);
          // If the loop ends here, the parameters are its results.
          for (const carried of node.carried) hold(carried.parameter, end, now);
          hold(node.trip, end, now);
        });
        inside(node.body, whole, node, (end) => {
          for (const carried of node.carried) use(carried.next, end, now);
          hold(node.trip, end, now);
        });
        whole.exit = ++now;
        for (const value of definitions(node)) define(value, region);
        break;
      }
      case "store":
      case "accumulate":
        use(node.base, region, now);
        for (const atom of keyAtoms(node.key)) use(atom, region, now);
        use(node.value, region, now);
        break;
      case "fill":
        for (const atom of [node.base, node.value, node.start, node.end]) use(atom, region, now);
        break;
      case "resize":
        for (const atom of [node.base, node.length, node.beside]) use(atom, region, now);
        break;
      case "removeEntry":
        for (const atom of [node.base, node.key]) use(atom, region, now);
        break;
      case "tapeStore":
        for (const atom of [node.tape, node.position, node.value]) use(atom, region, now);
        break;
      case "call":
      case "throw":
        for (const atom of node.args) use(atom, region, now);
        for (const value of definitions(node)) define(value, region);
        break;
      case "note":
        break;
      default:
        throw new Error(`emit ${fn.ref.name}: a ${node.kind} is left`);
    }
  };

  const root = open(undefined, "block", undefined);
  for (const parameter of fn.params) {
    definitionsOf.set(parameter, { region: root, at: 0, home: root, statement: undefined, order: 0 });
  }
  for (const node of fn.body) statement(node, root);
  now++;
  for (const atom of fn.results) use(atom, root, now);
  root.exit = now;
  return { definitions: definitionsOf, mentioned, uses };
}

export const encloses = (outer: Region, inner: Region): boolean =>
  outer.enter <= inner.enter && inner.exit <= outer.exit;

/** The innermost region around both. */
export function commonRegion(a: Region, b: Region): Region {
  let region = a;
  while (!encloses(region, b)) {
    if (region.parent === undefined) throw new Error("emit: two regions of different functions");
    region = region.parent;
  }
  return region;
}

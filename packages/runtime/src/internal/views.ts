/**
 * Views of one buffer that overlap are the same numbers, so their shadows are views of one buffer, too. Those of the others are
 * not here: each has memory of its own.
 */
export function shadowsOfViews(views: readonly Float64Array[]): ReadonlyMap<Float64Array, Float64Array> {
  const shadows = new Map<Float64Array, Float64Array>();
  if (views.length < 2) return shadows;
  const byBuffer = new Map<ArrayBufferLike, Float64Array[]>();
  for (const view of views) {
    const known = byBuffer.get(view.buffer);
    if (known === undefined) byBuffer.set(view.buffer, [view]);
    else known.push(view);
  }
  for (const group of byBuffer.values()) for (const cluster of clustersOf(group)) shadowCluster(cluster, shadows);
  return shadows;
}

/** Views that hang together: each overlaps with one before it. */
function clustersOf(views: Float64Array[]): readonly Float64Array[][] {
  const clusters: Float64Array[][] = [];
  let end = -1;
  for (const view of views.sort((a, b) => a.byteOffset - b.byteOffset)) {
    if (view.byteOffset < end) clusters.at(-1)?.push(view);
    else clusters.push([view]);
    end = Math.max(end, view.byteOffset + view.byteLength);
  }
  return clusters.filter((cluster) => cluster.length > 1);
}

function shadowCluster(cluster: readonly Float64Array[], shadows: Map<Float64Array, Float64Array>): void {
  // The classes may have elements of other sizes, and each begins at a multiple of its own.
  const start = Math.floor(Math.min(...cluster.map((view) => view.byteOffset)) / 8) * 8;
  const end = Math.max(...cluster.map((view) => view.byteOffset + view.byteLength));
  const buffer = new ArrayBuffer(end - start);
  for (const view of cluster) {
    const viewOf = view.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => Float64Array;
    shadows.set(view, new viewOf(buffer, view.byteOffset - start, view.length));
  }
}

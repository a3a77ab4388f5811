// d3-polygon: the parcel whose shape a penalty drives towards an area, with its centroid.
import { polygonArea, polygonCentroid, polygonContains, polygonLength } from "d3-polygon";

export function f(corners: [number, number][], target: number): number {
  const [cx, cy] = polygonCentroid(corners);
  const compactness = (4 * Math.PI * Math.abs(polygonArea(corners))) / polygonLength(corners) ** 2;
  if (!polygonContains(corners, [1, 1])) return compactness;
  return (polygonArea(corners) - target) ** 2 + compactness + 0.1 * Math.hypot(cx - 1, cy - 2);
}
export const wrt = [0, 1];
export const inputs = [[[[0, 0], [4, 0.5], [3, 3], [0.2, 2]], 7]];

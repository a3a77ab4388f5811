export interface Shape {
  width: number;
}
export const steep = 2.5;
export const gaussian = (r: number, { width }: Shape): number => Math.exp(-((r / width) ** 2));
export const cauchy = (r: number, { width }: Shape): number => 1 / (1 + (r / width) ** 2);
export function compact(r: number, { width }: Shape): number {
  return Math.abs(r) < width ? (1 - (r / width) ** 2) ** 2 : 0;
}
export { tanh as squash } from "./_squash.js";
export class Table {
  static size = 3;
}

export const scale = 3;

export function area(r: number): number {
  return Math.PI * r ** 2;
}

export const { tanh } = Math;
export const soft = (x: number): number => x / (1 + Math.abs(x));
export const gain = 1.5;

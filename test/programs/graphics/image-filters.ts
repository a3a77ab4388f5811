/** Image pipeline: gaussian blur (separable), sobel, unsharp mask; 8-bit input, floating output. */
interface Image {
  width: number;
  height: number;
  data: Float64Array;
}
type Filter = (image: Image) => Image;

const like = ({ width, height }: Image): Image => ({ width, height, data: new Float64Array(width * height) });

const convolve =
  (kernel: number[][], { normalize = false, bias = 0 } = {}): Filter =>
  (image) => {
    const out = like(image);
    const ky = kernel.length >> 1;
    const kx = kernel[0].length >> 1;
    const weight = normalize ? kernel.flat().reduce((a, b) => a + b, 0) : 1;
    for (let y = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++) {
        let acc = bias;
        for (let j = -ky; j <= ky; j++) {
          const yy = Math.min(image.height - 1, Math.max(0, y + j));
          for (let i = -kx; i <= kx; i++) {
            const xx = x + i;
            if (xx < 0 || xx >= image.width) continue;
            acc += kernel[j + ky][i + kx] * image.data[yy * image.width + xx];
          }
        }
        out.data[y * image.width + x] = acc / weight;
      }
    }
    return out;
  };

const gaussian = (sigma: number): Filter => {
  const row = [-1, 0, 1].map((i) => Math.exp((-i * i) / (2 * sigma * sigma)));
  const horizontal = convolve([row], { normalize: true });
  const vertical = convolve(row.map((w) => [w]), { normalize: true });
  return (image) => vertical(horizontal(image));
};

const combine = (a: Image, b: Image, op: (x: number, y: number) => number): Image => ({
  ...a,
  data: a.data.map((v, i) => op(v, b.data[i])),
});

const sobel: Filter = (image) =>
  combine(
    convolve([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])(image),
    convolve([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])(image),
    (gx, gy) => Math.sqrt(gx * gx + gy * gy + 1e-3),
  );

const pipe =
  (...filters: Filter[]): Filter =>
  (image) =>
    filters.reduce((im, apply) => apply(im), image);

export function f(params: [sigma: number, amount: number, gain: number], pixels: Uint8Array, width: number): number {
  const [sigma, amount, gain] = params;
  const image: Image = { width, height: pixels.length / width, data: Float64Array.from(pixels, (p) => p / 255) };
  const unsharp: Filter = (im) => combine(im, gaussian(sigma)(im), (x, blurred) => x + amount * (x - blurred));
  const process = pipe(unsharp, (im) => combine(im, im, (x) => Math.tanh(gain * x)), sobel);
  const out = process(image);
  let sum = 0;
  for (const v of out.data) sum += v;
  return sum / out.data.length;
}

export const wrt = 0;
export const inputs = [[[0.8, 0.5, 1.2], new Uint8Array([10, 200, 30, 90, 255, 0, 17, 80, 60, 140, 99, 5]), 4]];

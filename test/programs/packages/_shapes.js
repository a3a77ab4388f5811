// One shape or a collection of shapes, as the type says.
export function eachShape(data, callback) {
  const isCollection = data.type === "Collection";
  const count = isCollection ? data.shapes.length : 1;
  for (let i = 0; i < count; i++) {
    const shape = isCollection ? data.shapes[i].shape : data.shape;
    if (isCollection && data.shapes[i].id === 0) continue;
    callback(shape, i);
  }
}

export function area(data) {
  let total = 0;
  eachShape(data, (shape) => {
    const { points } = shape;
    for (let i = 0; i < points.length; i++) {
      const [a, b] = [points[i], points[(i + 1) % points.length]];
      total += (a[0] * b[1] - b[0] * a[1]) / 2;
    }
  });
  return Math.abs(total);
}

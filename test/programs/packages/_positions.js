// Positions that are given as a list or as a point, and moves by a vector or by numbers.
export function getCoord(coord) {
  if (!coord) throw new Error("coord is required");
  if (coord.type !== undefined || !Array.isArray(coord)) {
    if (coord.type === "Point") return [...coord.coordinates];
  }
  if (Array.isArray(coord) && coord.length >= 2 && !Array.isArray(coord[0]) && !Array.isArray(coord[1]))
    return [...coord];
  throw new Error("coord must be a point");
}

export class Vector {
  constructor(x = 0, y = 0) {
    this.x = x;
    this.y = y;
  }
  get isVector() {
    return true;
  }
  move(x, y) {
    if (x.isVector) {
      this.x += x.x;
      this.y += x.y;
    } else {
      this.x += x;
      this.y += y;
    }
    return this;
  }
}

export const nested = (value) => (value.options.kind === "none" ? 0 : value);
export const marked = (value) => value != null && typeof value === "object" && value["@@functional/placeholder"] === true;

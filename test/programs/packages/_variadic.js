export function total() {
  var sum = 0;
  for (var i = 0; i < arguments.length; i++) sum += arguments[i] * (i + 1);
  return sum;
}

export function blend(a, b) {
  var t = arguments.length > 2 && arguments[2] !== undefined ? arguments[2] : 0.5;
  a *= 2;
  return (1 - t) * a + t * arguments[1] * b;
}

export function furthest(first) {
  var rest = Array.prototype.slice.call(arguments, 1);
  return Math.max.apply(null, rest) - Math.abs(first) + total.apply(null, arguments);
}

/** Points as a list, or the numbers one by one. */
export class Path {
  constructor(coords) {
    this.values = coords.forEach ? coords : Array.from(arguments).slice();
  }
  length() {
    var v = this.values;
    var sum = 0;
    for (var i = 2; i < v.length; i += 2) sum += Math.hypot(v[i] - v[i - 2], v[i + 1] - v[i - 1]);
    return sum;
  }
}

export function sorted(first) {
  var all = Array.from(arguments);
  return all.sort((a, b) => a - b)[1] * all.length + first;
}

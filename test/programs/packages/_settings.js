/** Options as JavaScript takes them: missing entirely, or some of them, asked for in every way. */
function settings(options) {
  options = options || {};
  var tol = options.tol !== undefined ? options.tol : 1e-3;
  var max = typeof options.max === "number" ? options.max : 4;
  return { tol: tol, max: max, w: options.w || 2, seen: options.seen || null };
}

export function solve(f, start, options) {
  var o = settings(options);
  var x = start;
  for (var i = 0; i < o.max; i++) {
    x = x - o.tol * f(x) * o.w;
    if (o.seen) o.seen(x);
  }
  return x;
}

export function scaled(x, opts) {
  opts = opts || {};
  var k = "k" in opts ? opts.k : 3;
  if (typeof opts.shift !== "undefined") x += opts.shift;
  return x * k;
}

export function area(shape) {
  var w = typeof shape.w === "number" ? shape.w : 3;
  var h = typeof shape.h !== "number" ? w : shape.h;
  return w * h;
}

/** No caller gives a label, and some give a name. */
export function marked(x, opts) {
  if (typeof opts.label === "string") return x * opts.label.length;
  return typeof opts.name === "string" ? x * x * opts.name.length : typeof opts.flag === "boolean" && opts.flag ? -x : x;
}

export function withDefaults(x, opts) {
  var o = Object.assign({ a: 1, b: 2 }, opts);
  return x * o.a + o.b;
}

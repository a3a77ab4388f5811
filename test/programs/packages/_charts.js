// Interpolators, easings and scales of a library for charts: functions with properties, and variables that hold a number and then a function.
const same = (x) => x;
const constant = (x) => () => x;

function number(a, b) {
  return (a = +a), (b = +b), (t) => a * (1 - t) + b * t;
}
function list(a, b) {
  const parts = b.map((v, i) => interpolate(a[i], v));
  return (t) => parts.map((part) => part(t)).reduce((sum, v) => sum + v, 0);
}
function text(a, b) {
  return () => b.length;
}
function keys(a, b) {
  let count = 0;
  for (const k in b) count += b[k];
  return () => count;
}

/** By the type of the second value, which a color would take the place of. */
export function interpolate(a, b) {
  var t = typeof b,
    c;
  return b == null || t === "boolean"
    ? constant(0)
    : (t === "number"
        ? number
        : t === "string"
          ? (c = b.trim())
            ? ((b = c), text)
            : text
          : b instanceof Date
            ? number
            : Array.isArray(b)
              ? list
              : (typeof b.valueOf !== "function" && typeof b.toString !== "function") || isNaN(b)
                ? keys
                : number)(a, b);
}

function normalize(a, b) {
  return (b -= a = +a) ? (x) => (x - a) / b : constant(isNaN(b) ? NaN : 0.5);
}

/** Each end is a number first, and then what maps to it. */
function between(domain, range, interpolate) {
  var d0 = domain[0],
    d1 = domain[1],
    r0 = range[0],
    r1 = range[1];
  if (d1 < d0) (d0 = normalize(d1, d0)), (r0 = interpolate(r1, r0));
  else (d0 = normalize(d0, d1)), (r0 = interpolate(r0, r1));
  return (x) => r0(d0(x));
}

function clamper(a, b) {
  var t;
  if (a > b) (t = a), (a = b), (b = t);
  return (x) => Math.max(a, Math.min(b, x));
}

export function scaleOf(domain, range) {
  var clamp = same,
    output;
  function rescale() {
    if (clamp !== same) clamp = clamper(domain[0], domain[1]);
    output = null;
    return scale;
  }
  function scale(x) {
    return x == null || isNaN((x = +x)) ? undefined : (output || (output = between(domain, range, interpolate)))(clamp(x));
  }
  scale.domain = function (_) {
    return arguments.length ? ((domain = Array.from(_, Number)), rescale()) : domain.slice();
  };
  scale.range = function (_) {
    return arguments.length ? ((range = Array.from(_)), rescale()) : range.slice();
  };
  scale.clamp = function (_) {
    return arguments.length ? ((clamp = _ ? true : same), rescale()) : clamp !== same;
  };
  scale.copy = () => scaleOf(domain, range).clamp(scale.clamp());
  return rescale();
}

/** A force of a number, or of what a function gives for each node. */
export function pull(x) {
  var strength = constant(0.1);
  if (typeof x !== "function") x = constant(x == null ? 0 : +x);
  function force(nodes, alpha) {
    nodes.forEach((node, i) => {
      node.v += (x(node, i) - node.x) * strength(node, i) * alpha;
    });
  }
  force.strength = function (_) {
    return arguments.length ? ((strength = typeof _ === "function" ? _ : constant(+_)), force) : strength;
  };
  return force;
}

/** What makes another one of its kind is the function that has made it. */
export const elastic = (function custom(a, p) {
  var s = Math.asin(1 / (a = Math.max(1, a))) * (p /= 2 * Math.PI);
  function elastic(t) {
    return 1 - a * 2 ** (-10 * t) * Math.sin((t + s) / p);
  }
  elastic.amplitude = (a) => custom(a, p * 2 * Math.PI);
  elastic.period = (p) => custom(a, p);
  return elastic;
})(1, 0.3);
